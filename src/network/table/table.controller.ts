import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Allow, CurrentActor } from '../../platform/api/allow.js';
import type { Actor } from '../../platform/base/actor.js';
import { NetworkTableService } from './table.service.js';

@Controller('network')
export class NetworkTableController {
  constructor(private readonly tables: NetworkTableService) {}

  /** GET /network/table.xlsx: the contact points engaged here, as importNetworkTable takes them */
  @Get('table.xlsx')
  @Allow('contactPoint.manage', { words: '导出联系点表' })
  async table(@CurrentActor() actor: Actor, @Res() reply: FastifyReply): Promise<void> {
    const bytes = await this.tables.exportNetworkTable(actor);
    await reply
      .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent('联系点表.xlsx')}`)
      .header('cache-control', 'private, no-store')
      .send(Buffer.from(bytes));
  }
}
