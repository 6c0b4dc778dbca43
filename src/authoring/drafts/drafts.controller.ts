import { Controller, Get, HttpException, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { AccessService } from '../../platform/access/access.service.js';
import { Allow, CurrentActor } from '../../platform/api/allow.js';
import type { Actor } from '../../platform/base/actor.js';
import { dayIn, DEFAULT_ZONE } from '../../platform/base/clock.js';
import { akomaNtoso } from './akn.writer.js';
import { DraftsQueries } from './drafts.queries.js';
import { markdownOf } from './markdown.writer.js';
import { nameAndVersion } from './title.rules.js';

const FILE = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(akn\.xml|md)$/;

@Controller('drafts')
export class DraftsController {
  constructor(
    private readonly drafts: DraftsQueries,
    private readonly access: AccessService,
  ) {}

  /** GET /drafts/<draft>.akn.xml (Akoma Ntoso 3.0) | .md (Markdown): the text as other programs read it */
  @Get(':file')
  @Allow('regulation.read', { words: '下载一稿的文本', reach: 'ALL' })
  async text(@CurrentActor() actor: Actor, @Param('file') file: string, @Res() reply: FastifyReply): Promise<void> {
    const [, id = '', format = ''] = FILE.exec(file) ?? [];
    const draft = id === '' ? null : await this.drafts.forExport(actor, id);
    if (!draft) throw new HttpException('没有找到这一稿。', 404);
    const send = async (type: string, ending: string, content: string): Promise<void> => {
      await reply
        .type(`${type}; charset=utf-8`)
        .header(
          'content-disposition',
          `attachment; filename*=UTF-8''${encodeURIComponent(`${draft.title.slice(0, 100)}.${ending}`)}`,
        )
        .header('cache-control', 'private, no-store')
        .send(content);
    };
    if (format === 'md') return send('text/markdown', 'md', markdownOf(draft.tree));
    const legislature = await this.access.legislature(actor.legislatureId ?? '');
    return send(
      'application/xml',
      'akn.xml',
      akomaNtoso({
        tree: draft.tree,
        kind: draft.kind === 'IN_FORCE' || draft.kind === 'PROMULGATED' ? 'act' : 'bill',
        date: dayIn(legislature?.zone ?? DEFAULT_ZONE, draft.publishedAt ?? draft.importedAt),
        work: draft.regulationId,
        author: legislature?.name ?? '',
        version: nameAndVersion(draft.title)[1],
      }),
    );
  }
}
