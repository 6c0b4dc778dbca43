import { Controller, Get, HttpException, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Allow, CurrentActor } from '../../../platform/api/allow.js';
import type { Actor } from '../../../platform/base/actor.js';
import { Refusal } from '../../../platform/base/refusal.js';
import { VoicesTableService } from './voices-table.service.js';

@Controller('hearing')
export class VoicesTableController {
  constructor(private readonly tables: VoicesTableService) {}

  /** GET /hearing/tables/<round>/<point>: an empty table of voices, as readVoicesTable takes it */
  @Get('tables/:round/:point')
  @Allow('opinion.enter', { words: '下载空的意见录入表', reach: 'UNIT' })
  async template(
    @CurrentActor() actor: Actor,
    @Param('round') consultationId: string,
    @Param('point') contactPointId: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const made = await this.tables.template(actor, { consultationId, contactPointId });
    if (made instanceof Refusal) throw new HttpException(made.message, 404);
    await reply
      .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .header(
        'content-disposition',
        `attachment; filename*=UTF-8''${encodeURIComponent(`${made.name} 意见录入表.xlsx`)}`,
      )
      .header('cache-control', 'private, no-store')
      .send(Buffer.from(made.bytes));
  }
}
