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

  /** The process can answer: its database does, and is still one that this program fits. */
  @Get('readyz')
  @Public()
  async ready(): Promise<object> {
    try {
      await this.source.query('select 1');
    } catch {
      throw new HttpException('database does not answer', 503);
    }
    if (this.serving.outdated) throw new HttpException('a newer release has contracted the database', 503);
    return { status: 'ready' };
  }
}
