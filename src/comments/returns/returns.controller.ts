/** 意见汇总表 as files, and the photographs of its sealed pages. */
import { Controller, Get, Headers, HttpException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type InboxFilter, showPicture } from '../../opinions/index.js';
import type { InboxStanding } from '../../opinions/inbox.rules.js';
import { Allow, CurrentActor } from '../../platform/api/allow.js';
import { sentBytes, uploadRefused } from '../../platform/api/sent-bytes.js';
import type { Actor } from '../../platform/base/actor.js';
import { Refusal } from '../../platform/base/refusal.js';
import { channels } from '../../opinions/opinion.rules.js';
import { inboxStandingWords } from '../../opinions/opinion.words.js';
import { InboxTable } from './inbox-table.service.js';
import { ReturnPages } from './return-pages.service.js';
import { type ReturnPaper, ReturnPapers } from './return-papers.service.js';

const FORMATS: Readonly<Record<string, readonly ['pdf' | 'docx', string]>> = {
  'table.pdf': ['pdf', 'application/pdf'],
  'table.docx': ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
};

@Controller('returns')
export class ReturnsController {
  constructor(
    private readonly papers: ReturnPapers,
    private readonly pages: ReturnPages,
    private readonly inbox: InboxTable,
  ) {}

  /**
   * GET /returns/table.pdf and table.docx: `tasks` 1 to 20, one a comma, of one meeting; `size` A4 or A3; `preview` 1
   * for what would be sent now; `ordinal` for an earlier return of the one task.
   */
  @Get(':file')
  @Allow('comment.read', { words: '打印意见汇总表', reach: 'UNIT' })
  async table(
    @CurrentActor() actor: Actor,
    @Param('file') file: string,
    @Query() query: Readonly<Record<string, unknown>>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const found = FORMATS[file];
    if (!found) throw new HttpException('没有这种材料。', 404);
    const [format, mediaType] = found;
    const printed = await this.papers.print(actor, asked(format, query));
    if (printed instanceof Refusal) throw new HttpException(printed.message, printed.code === 'NOT_FOUND' ? 404 : 422);
    await reply
      .type(mediaType)
      .header(
        'content-disposition',
        `${format === 'pdf' ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(`${printed.name}.${format}`)}`,
      )
      .header('cache-control', 'private, no-store')
      .send(Buffer.from(printed.bytes));
  }

  /**
   * POST /returns/pages/<id>?return=…&ordinal=… with the bytes as application/octet-stream and x-yifayima-upload: 1;
   * answers { id }. The same again is answered alike.
   */
  @Post('pages/:id')
  @Allow('comment.report', { words: '保存汇总表盖章页的照片', reach: 'UNIT' })
  async keep(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query('return') returnId: string | undefined,
    @Query('ordinal') ordinal: string | undefined,
    @Headers('x-yifayima-upload') mark: string | undefined,
    @Req() request: FastifyRequest,
  ): Promise<object> {
    const sent = sentBytes(mark, request.body, '照片');
    const page = await this.pages.keep(actor, { id, returnId, ordinal: Number(ordinal) }, sent);
    if (page instanceof Refusal) throw uploadRefused(page);
    return { id: page.id };
  }

  /** GET /returns/inbox/<task>: 收件 as .xlsx, under the filters of the screen, several values one a comma */
  @Get('inbox/:task')
  @Allow('opinion.read', { words: '导出收件表', reach: 'UNIT' })
  async inboxTable(
    @CurrentActor() actor: Actor,
    @Param('task') task: string,
    @Query() query: Readonly<Record<string, unknown>>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const made = await this.inbox.table(actor, task, inboxFilter(query));
    if (made instanceof Refusal) throw new HttpException(made.message, made.code === 'NOT_FOUND' ? 404 : 422);
    await reply
      .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`${made.name}.xlsx`)}`)
      .header('cache-control', 'private, no-store')
      .send(Buffer.from(made.bytes));
  }

  /** GET /returns/pages/<id>: the photograph, for the body that sent the return and for the office */
  @Get('pages/:id')
  @Allow('comment.read', { words: '看汇总表盖章页的照片', reach: 'UNIT' })
  async page(@CurrentActor() actor: Actor, @Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    await showPicture(reply, await this.pages.picture(actor, id));
  }
}

/** A value that is none of them narrows to nothing, as it does on the screen */
function inboxFilter(query: Readonly<Record<string, unknown>>): InboxFilter {
  const list = (name: string): string[] | null => {
    const given = query[name];
    return typeof given === 'string' && given !== '' ? given.split(',') : null;
  };
  const known = <T extends string>(name: string, all: readonly T[]): T[] | null =>
    list(name)?.filter((v): v is T => (all as readonly string[]).includes(v)) ?? null;
  return {
    standings: known('standings', Object.keys(inboxStandingWords) as InboxStanding[]),
    channels: known('channels', channels),
    places: list('places'),
    activityIds: list('activityIds'),
    nodeIds: list('nodeIds'),
    withPicture: query.withPicture === 'YES' ? true : null,
    words: typeof query.words === 'string' ? query.words : null,
    sameAs: list('sameAs')?.[0] ?? null,
  };
}

function asked(format: 'pdf' | 'docx', query: Readonly<Record<string, unknown>>): ReturnPaper {
  const text = (name: string): string => (typeof query[name] === 'string' ? query[name].trim() : '');
  return {
    taskIds: text('tasks')
      .split(',')
      .filter((id) => id !== ''),
    format,
    size: text('size') === 'A3' ? 'A3' : 'A4',
    preview: text('preview') === '1',
    ordinal: /^\d{1,5}$/u.test(text('ordinal')) ? Number(text('ordinal')) : null,
  };
}
