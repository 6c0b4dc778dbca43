import { Controller, Get, HttpException, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Allow, CurrentActor } from '../platform/api/allow.js';
import type { Actor } from '../platform/base/actor.js';
import { Refusal } from '../platform/base/refusal.js';
import { Letterheads } from './letterheads.service.js';

const TYPES = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;

@Controller('letterheads')
export class LetterheadsController {
  constructor(private readonly letterheads: Letterheads) {}

  /** GET /letterheads/<file>/sample.pdf or sample.docx: a letter under the uploaded letterhead, as it would look */
  @Get(':file/:sample')
  @Allow('legislature.read', { words: '看版头样张' })
  async sample(
    @CurrentActor() actor: Actor,
    @Param('file') file: string,
    @Param('sample') sample: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const as = sample === 'sample.pdf' ? 'pdf' : sample === 'sample.docx' ? 'docx' : null;
    if (as === null) throw new HttpException('没有这种样张。', 404);
    const made = await this.letterheads.sample(actor, file, as);
    if (made instanceof Refusal) throw new HttpException(made.message, made.code === 'NOT_FOUND' ? 404 : 422);
    await reply
      .type(TYPES[as])
      .header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(`版头样张.${as}`)}`)
      .header('cache-control', 'private, no-store')
      .send(Buffer.from(made));
  }
}
