import { Controller, Get, HttpException, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../platform/access/actor.js';
import { Allow, CurrentActor } from '../platform/access/allow.js';
import { comparisonDocx } from '../platform/documents/index.js';
import { comparisonTable } from './comparison.writer.js';
import { LineageService } from './lineage.service.js';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

@Controller('comparisons')
export class ComparisonController {
  constructor(private readonly lineage: LineageService) {}

  /** GET /comparisons/<old draft>/<new draft>.docx: the 对照表, over the links as a person left them */
  @Get(':old/:new.docx')
  @Allow('lineage.read')
  async table(@CurrentActor() actor: Actor, @Param('old') oldId: string, @Param('new') newId: string, @Res() reply: FastifyReply): Promise<void> {
    const found = UUID.test(oldId) && UUID.test(newId) ? await this.lineage.comparison(actor, oldId, newId) : null;
    if (!found) throw new HttpException('没有找到这两稿，或者它们之间还没有条文对应关系。', 404);
    const table = comparisonTable({ title: found.old.title, provisions: found.before }, { title: found.new.title, provisions: found.after }, found.comparison.articles);
    await reply.type(DOCX).header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent('修改前后对照表.docx')}`).header('cache-control', 'private, no-store')
      .send(Buffer.from(await comparisonDocx(table)));
  }
}
