import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Allow, CurrentActor } from '../platform/api/allow.js';
import type { Actor } from '../platform/base/actor.js';
import { showPicture } from './hearing/form-cards.controller.js';
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
    await showPicture(reply, found);
  }
}
