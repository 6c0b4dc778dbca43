import { Controller, Get, HttpException, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Allow, CurrentActor } from '../../platform/api/allow.js';
import type { Actor } from '../../platform/base/actor.js';
import { Refusal } from '../../platform/base/refusal.js';
import { type PrintKind, type Printing, WallPrinting } from './wall.service.js';

/** By the name of the file: what it is, and as which name it is saved */
const FILES: Readonly<Record<string, readonly [PrintKind, string]>> = {
  'poster-a3.pdf': ['POSTER_A3', '海报A3'],
  'poster-a4.pdf': ['POSTER_A4', '海报A4'],
  'posters.pdf': ['POSTERS', '海报（几部法规）'],
  'table-card.pdf': ['TABLE_CARD', '台卡'],
  'name-cards.pdf': ['NAME_CARDS', '桌牌'],
  'code-strips.pdf': ['CODE_STRIPS', '码条'],
  'stickers.pdf': ['STICKERS', '已结束贴'],
  'comment-form.pdf': ['COMMENT_FORM', '意见征集表'],
  'comment-form.docx': ['COMMENT_FORM', '意见征集表'],
  'sign-in-sheet.pdf': ['SIGN_IN_SHEET', '签到表'],
  'sign-in-sheet.docx': ['SIGN_IN_SHEET', '签到表'],
};
const TYPES = {
  pdf: ['application/pdf', 'inline'],
  docx: ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'attachment'],
} as const;

@Controller('prints')
export class WallController {
  constructor(private readonly printing: WallPrinting) {}

  /**
   * GET /prints/<round>/<file>: what is printed for walls, tables and meetings. `point` is a body, `with` more rounds
   * for posters.pdf, `names` (name-cards) one a comma, `from` and `count` (comment-form) the sheets, `both` with a back
   * side.
   */
  @Get(':round/:file')
  @Allow('consultation.read', { words: '打印海报、台卡、码条、征集表、签到表', reach: 'UNIT' })
  async print(
    @CurrentActor() actor: Actor,
    @Param('round') round: string,
    @Param('file') file: string,
    @Query() query: Readonly<Record<string, unknown>>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const found = FILES[file];
    if (!found) throw new HttpException('没有这种材料。', 404);
    const [kind, called] = found;
    const as = file.endsWith('.docx') ? 'docx' : 'pdf';
    const printed = await this.printing.print(actor, { ...printingOf(kind, round, query), as });
    if (printed instanceof Refusal) throw new HttpException(printed.message, printed.code === 'NOT_FOUND' ? 404 : 422);
    const [type, shown] = TYPES[as];
    const name = encodeURIComponent(`${printed.name} ${called}.${as}`);
    await reply
      .type(type)
      .header('content-disposition', `${shown}; filename*=UTF-8''${name}`)
      .header('cache-control', 'private, no-store')
      .send(Buffer.from(printed.bytes));
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
const list = (value: unknown): string[] =>
  text(value)
    .split(/[,，、\n]/u)
    .map((one) => one.trim())
    .filter((one) => one !== '');
/** A whole number of at most five digits, else what is meant where nothing is said */
const number = (value: unknown, otherwise: number): number =>
  /^\d{1,5}$/u.test(text(value)) ? Number(text(value)) : otherwise;

const printingOf = (
  kind: PrintKind,
  round: string,
  query: Readonly<Record<string, unknown>>,
): Omit<Printing, 'as'> => ({
  kind,
  consultationIds: kind === 'POSTERS' ? [...new Set([round, ...list(query.with)])] : [round],
  contactPointId: text(query.point) === '' ? null : text(query.point),
  names: list(query.names),
  sheets: { first: Math.max(1, number(query.from, 1)), count: number(query.count, 1), both: text(query.both) === '1' },
});
