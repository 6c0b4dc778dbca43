import { Controller, Get, HttpException } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Public } from '../api/allow.js';
import { Serving } from './serving.js';

@Controller()
export class HealthController {
  constructor(
    private readonly source: DataSource,
    private readonly serving: Serving,
  ) {}

  /** The process lives. */
  @Get('healthz')
  @Public()
  alive(): object {
    return { status: 'alive' };
  }

  /** The process can answer: its database does, takes what is written, and is still one that this program fits. */
  @Get('readyz')
  @Public()
  async ready(): Promise<object> {
    const rows = await this.source
      .query<{ readOnly: boolean }[]>(`select current_setting('transaction_read_only') = 'on' as "readOnly"`)
      .catch(() => {
        throw new HttpException('database does not answer', 503);
      });
    if (rows[0]?.readOnly !== false) throw new HttpException('database is good for reading only', 503);
    if (this.serving.outdated) throw new HttpException('a newer release has contracted the database', 503);
    return { status: 'ready' };
  }
}
