import { Controller, Get, HttpException, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Allow, CurrentActor } from '../../platform/api/allow.js';
import type { Actor } from '../../platform/base/actor.js';
import { Refusal } from '../../platform/base/refusal.js';
import type { NoticeKind } from './notice.pdf.js';
import { WallNotices } from './notice.service.js';

/** By the name of the file: what it is, and as which name it is saved */
const FILES: Readonly<Record<string, readonly [NoticeKind, string]>> = {
  'notice-a3.pdf': ['NOTICE_A3', '告示A3'],
  'notice-a4.pdf': ['NOTICE_A4', '告示A4'],
  'adopted.pdf': ['STICKERS', '已采纳贴'],
};

@Controller('letters')
export class WallNoticeController {
  constructor(private readonly notices: WallNotices) {}

  /** GET /letters/<letter>/<file>: what a contact point hangs on its wall when the letter has come. */
  @Get(':letter/:file')
  @Allow('letter.read', { words: '打印告示、已采纳贴', reach: 'UNIT' })
  async print(
    @CurrentActor() actor: Actor,
    @Param('letter') letter: string,
    @Param('file') file: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const found = FILES[file];
    if (!found) throw new HttpException('没有这种材料。', 404);
    const [kind, called] = found;
    const printed = await this.notices.print(actor, letter, kind);
    if (printed instanceof Refusal) throw new HttpException(printed.message, printed.code === 'NOT_FOUND' ? 404 : 422);
    await reply
      .type('application/pdf')
      .header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(`${printed.name} ${called}.pdf`)}`)
      .header('cache-control', 'private, no-store')
      .send(Buffer.from(printed.bytes));
  }
}
