import { Controller, Get, HttpException, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Allow, CurrentActor } from '../../platform/api/allow.js';
import type { Actor } from '../../platform/base/actor.js';
import { Typesetter } from '../../platform/documents/index.js';
import { basisDocx } from '../comparison/comparison.docx.js';
import { basisPdf } from '../comparison/comparison.pdf.js';
import { watermarkFor } from '../drafts/draft-readers.js';
import { DraftsQueries } from '../drafts/drafts.queries.js';
import { BasisService } from './basis.service.js';
import { basisTable } from './basis.writer.js';

const FILE = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(docx|pdf)$/;
const TYPES: Readonly<Record<string, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
};

@Controller('basis')
export class BasisController {
  constructor(
    private readonly basis: BasisService,
    private readonly drafts: DraftsQueries,
    private readonly typesetter: Typesetter,
  ) {}

  /** GET /basis/<draft>.docx | .pdf: the 条文依据表 of a published draft */
  @Get(':file')
  @Allow('basis.read', { words: '下载条文依据表' })
  async table(@CurrentActor() actor: Actor, @Param('file') file: string, @Res() reply: FastifyReply): Promise<void> {
    const [, id = '', format = ''] = FILE.exec(file) ?? [];
    const draft = id === '' ? null : await this.drafts.draft(actor, id);
    const articles = draft ? await this.basis.basis(actor, draft.id) : [];
    if (!draft || articles.length === 0) throw new HttpException('没有找到这一稿，或者它还没有公布。', 404);
    const table = basisTable(
      draft.title,
      articles.map(({ provision: p, entries }) => ({ label: p.label, caption: p.caption, text: p.text, entries })),
    );
    await reply
      .type(TYPES[format] ?? '')
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`条文依据表.${format}`)}`)
      .header('cache-control', 'private, no-store')
      .send(
        Buffer.from(
          format === 'pdf'
            ? (await basisPdf(this.typesetter.renderer, table, 'pdf', watermarkFor(actor, [draft]))).bytes
            : await basisDocx(table),
        ),
      );
  }
}
