import { Controller, Get, HttpException, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Allow, CurrentActor } from '../platform/api/allow.js';
import type { Actor } from '../platform/base/actor.js';
import { PicturesService } from './pictures.service.js';

@Controller('opinions')
export class PicturesController {
  constructor(private readonly pictures: PicturesService) {}

  /**
   * GET /opinions/<opinion>/pictures/<1 to 3>: to be looked at; alone in a sandbox, kept by nobody, embedded by no
   * other site
   */
  @Get(':id/pictures/:ordinal')
  @Allow('opinion.read', { words: '看群众随意见传来的照片（每次记入台账）', reach: 'UNIT' })
  async picture(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('ordinal') ordinal: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const found = /^[1-9]$/.test(ordinal) ? await this.pictures.picture(actor, id, Number(ordinal)) : null;
    if (!found) throw new HttpException('没有找到这张照片，或者您不能查看。', 404);
    await reply
      .type(found.file.mediaType)
      .header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(found.file.name)}`)
      .header('cache-control', 'private, no-store')
      .header('content-security-policy', "default-src 'none'; sandbox")
      .header('cross-origin-resource-policy', 'same-origin')
      .send(Buffer.from(found.bytes));
  }
}
