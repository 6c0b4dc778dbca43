/** Photographs of forms 手写表: taken from a phone, one request each, and looked at while they are typed. */
import { Controller, Get, Headers, HttpException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow, CurrentActor } from '../../platform/api/allow.js';
import { sentBytes, uploadRefused } from '../../platform/api/sent-bytes.js';
import type { Actor } from '../../platform/base/actor.js';
import { Refusal } from '../../platform/base/refusal.js';
import type { FileRow } from '../../platform/database/files/file.entities.js';
import { FormCardsService } from './form-cards.service.js';
import { FormSheetsService } from './form-sheets.service.js';

/** To be looked at: alone in a sandbox, kept by nobody, embedded by no other site */
export async function showPicture(
  reply: FastifyReply,
  found: { file: FileRow; bytes: Uint8Array } | null,
): Promise<void> {
  if (!found) throw new HttpException('没有找到这张照片，或者您不能查看。', 404);
  await reply
    .type(found.file.mediaType)
    .header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(found.file.name)}`)
    .header('cache-control', 'private, no-store')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cross-origin-resource-policy', 'same-origin')
    .send(Buffer.from(found.bytes));
}

@Controller('hearing')
export class FormCardsController {
  constructor(
    private readonly cards: FormCardsService,
    private readonly sheets: FormSheetsService,
  ) {}

  /**
   * POST /hearing/cards/<id>?activity=…&ordinal=… with the bytes as application/octet-stream and x-yifayima-upload: 1;
   * answers { id }. The same again is answered alike.
   */
  @Post('cards/:id')
  @Allow('opinion.enter', { words: '保存手写表照片', reach: 'UNIT' })
  async keep(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query('activity') activityId: string | undefined,
    @Query('ordinal') ordinal: string | undefined,
    @Headers('x-yifayima-upload') mark: string | undefined,
    @Req() request: FastifyRequest,
  ): Promise<object> {
    const sent = sentBytes(mark, request.body, '照片');
    const card = await this.cards.keepFormCard(actor, { id, activityId, ordinal: Number(ordinal) }, sent);
    if (card instanceof Refusal) throw uploadRefused(card);
    return { id: card.id };
  }

  /** GET /hearing/cards/<id>: the picture, for the officers of its contact point; every look stands in the ledger */
  @Get('cards/:id')
  @Allow('opinion.enter', { words: '看手写表照片（每次记入台账）', reach: 'UNIT' })
  async picture(@CurrentActor() actor: Actor, @Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    await showPicture(reply, await this.cards.picture(actor, id));
  }

  /** GET /hearing/opinions/<opinion>/form: the form that it was typed from; every look stands in the ledger */
  @Get('opinions/:id/form')
  @Allow('opinion.read', { words: '看一条原话的手写表照片（每次记入台账）', reach: 'UNIT' })
  async form(@CurrentActor() actor: Actor, @Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    await showPicture(reply, await this.cards.pictureOf(actor, id));
  }

  /** GET /hearing/sheets/<round>/<point>?from=…&count=…&both=1: printed forms whose receipt codes sleep */
  @Get('sheets/:round/:point')
  @Allow('opinion.enter', { words: '打印带回执码的意见征集表（每次记入台账）', reach: 'UNIT' })
  async print(
    @CurrentActor() actor: Actor,
    @Param('round') consultationId: string,
    @Param('point') contactPointId: string,
    @Query() query: Readonly<Record<string, unknown>>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const [from, count] = [wholeNumber(query.from), wholeNumber(query.count)];
    const both = query.both === '1';
    const printed = await this.sheets.pdf(actor, { consultationId, contactPointId, from, count, both });
    if (printed instanceof Refusal) throw new HttpException(printed.message, printed.code === 'NOT_FOUND' ? 404 : 422);
    const name = encodeURIComponent(`${printed.name} 意见征集表 ${from}-${from + count - 1}.pdf`);
    await reply
      .type('application/pdf')
      .header('content-disposition', `inline; filename*=UTF-8''${name}`)
      .header('cache-control', 'private, no-store')
      .send(Buffer.from(printed.bytes));
  }
}

/** Of at most five digits; 0 for anything else */
const wholeNumber = (value: unknown): number =>
  typeof value === 'string' && /^\d{1,5}$/u.test(value) ? Number(value) : 0;
