import { Controller, Get, HttpException, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { ArticleTree } from '../../articles/index.js';
import { AccessService } from '../../platform/access/access.service.js';
import { Allow, CurrentActor } from '../../platform/api/allow.js';
import type { Actor } from '../../platform/base/actor.js';
import { Typesetter } from '../../platform/documents/index.js';
import { watermarkFor } from '../drafts/draft-readers.js';
import { DraftsQueries } from '../drafts/drafts.queries.js';
import { comparisonDocx } from './comparison.docx.js';
import { comparisonHtml } from './comparison.html.js';
import { checkedMarks, type ComparisonMarks, DEFAULT_MARKS, type MarkStyle } from './comparison.marks.js';
import { comparisonPdf } from './comparison.pdf.js';
import { ComparisonService } from './comparison.service.js';
import { comparisonTable, type TableOptions } from './comparison.writer.js';
import { trackedDocx } from './tracked.docx.js';
import { trackedText } from './tracked.writer.js';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const FILE = /^([0-9a-f-]{36})\.(docx|pdf|html|tracked\.docx)$/;
const STYLES: readonly string[] = ['hei', 'bold', 'underline', 'strike', 'shade'] satisfies MarkStyle[];

/** `hei,underline` of the query; the default where nothing is asked. */
function marksOf(added: string | undefined, removed: string | undefined): ComparisonMarks {
  const styles = (given: string | undefined, byDefault: readonly MarkStyle[]): readonly MarkStyle[] => {
    const asked = given?.split(',') ?? byDefault;
    if (!asked.every((one): one is MarkStyle => STYLES.includes(one))) throw new RangeError('unknown mark');
    return asked;
  };
  try {
    return checkedMarks({ added: styles(added, DEFAULT_MARKS.added), removed: styles(removed, DEFAULT_MARKS.removed) });
  } catch {
    throw new HttpException(
      '标记不对：added 和 removed 各取 hei、bold、underline、strike、shade 中的两种以上，并且两边不能相同。',
      400,
    );
  }
}

function formOf(asked: string | undefined): NonNullable<TableOptions['form']> {
  if (asked === undefined || asked === 'marked' || asked === 'unmarked') return asked ?? 'unmarked';
  throw new HttpException('form 只能是 marked（标记仅形式变化）或者 unmarked（不标记）。', 400);
}

function onlyOf(asked: string | undefined): NonNullable<TableOptions['only']> {
  if (asked === undefined || asked === 'all' || asked === 'changed') return asked ?? 'all';
  throw new HttpException('only 只能是 all（全部条文）或者 changed（只列修改的条文）。', 400);
}

@Controller('comparisons')
export class ComparisonController {
  constructor(
    private readonly comparing: ComparisonService,
    private readonly drafts: DraftsQueries,
    private readonly typesetter: Typesetter,
    private readonly access: AccessService,
  ) {}

  /**
   * GET /comparisons/<old draft>/<new draft>.docx | .pdf | .html: the 对照表, over the links as a person left them;
   * .tracked.docx: the new text with tracked changes. `?added=hei,underline&removed=strike,shade` sets the marks,
   * `?form=marked` marks changes of form alone (仅形式变化) too, which bear none else, as the note says;
   * `?only=changed` prints of articles that stayed only the numbers (第三条至第九条　未修改).
   */
  @Get(':old/:file')
  @Allow('lineage.read', { words: '下载修改前后对照表' })
  async table(
    @CurrentActor() actor: Actor,
    @Param('old') oldId: string,
    @Param('file') file: string,
    @Query('added') added: string | undefined,
    @Query('removed') removed: string | undefined,
    @Query('form') askedForm: string | undefined,
    @Query('only') askedOnly: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const [, newId = '', format = ''] = FILE.exec(file) ?? [];
    const found = await this.comparing.comparison(actor, oldId, newId);
    if (!found) throw new HttpException('没有找到这两稿，或者它们之间还没有条文对应关系。', 404);
    const marks = marksOf(added, removed);
    const options = {
      marks,
      form: formOf(askedForm),
      only: onlyOf(askedOnly),
      around: found.around,
      doubtful: found.doubtful,
    };
    const { old, new: next } = found.sides;
    const send = async (type: string, name: string, content: Uint8Array | string): Promise<void> => {
      await reply
        .type(type)
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
        .header('cache-control', 'private, no-store')
        .send(typeof content === 'string' ? content : Buffer.from(content));
    };
    if (format === 'html')
      return send('text/html; charset=utf-8', '修改前后对照表.html', comparisonHtml(old, next, found.entries, options));
    if (format === 'tracked.docx') {
      const author = (await this.access.legislature(actor.legislatureId ?? ''))?.name ?? '';
      const [before, after] = await this.drafts.texts(actor, [found.old.id, found.new.id]);
      const date = `${(found.new.publishedAt ?? found.new.importedAt).toISOString().slice(0, 19)}Z`;
      if (!before || !after) throw new HttpException('没有找到这两稿。', 404);
      const named = (tree: ArticleTree, title: string): ArticleTree => ({ ...tree, title });
      const text = trackedText(named(before.tree, before.title), named(after.tree, after.title), found.entries, {
        author,
        date,
        form: options.form,
      });
      return send(DOCX, '修订稿（带修订标记）.docx', await trackedDocx(text));
    }
    const table = comparisonTable(old, next, found.entries, options);
    if (format === 'pdf')
      return send(
        'application/pdf',
        '修改前后对照表.pdf',
        (
          await comparisonPdf(
            this.typesetter.renderer,
            table,
            marks,
            'pdf',
            watermarkFor(actor, [found.old, found.new]),
          )
        ).bytes,
      );
    return send(DOCX, '修改前后对照表.docx', await comparisonDocx(table, marks));
  }
}
