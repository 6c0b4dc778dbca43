import { Controller, Get, HttpException } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Public } from '../access/allow.js';

@Controller()
export class HealthController {
  constructor(private readonly source: DataSource) {}

  /** The process lives. */
  @Get('healthz')
  @Public()
  alive(): object {
    return { status: 'alive' };
  }

  /** The process can answer: its database does. */
  @Get('readyz')
  @Public()
  async ready(): Promise<object> {
    try {
      await this.source.query('select 1');
    } catch {
      throw new HttpException('database does not answer', 503);
    }
    return { status: 'ready' };
  }
}
