/** 意见汇总表 as files: of one draft or of several at once, as it was sent, or before it is. */
import { Injectable } from '@nestjs/common';
import { DraftRow, ProvisionRow } from '../../authoring/index.js';
import { ConsultationRow } from '../../consultation/index.js';
import { ContactPointsService } from '../../network/index.js';
import { targetPlace } from '../../opinions/index.js';
import { PaperNotInOrder } from '../../papers/index.js';
import { tellRemarks } from '../../papers/clerk.rules.js';
import { AccessService } from '../../platform/access/access.service.js';
import { isOffice } from '../../platform/access/permissions.js';
import type { Actor } from '../../platform/base/actor.js';
import { dayIn } from '../../platform/base/clock.js';
import { Refusal } from '../../platform/base/refusal.js';
import { oneOf } from '../../platform/database/one-of.js';
import { type Reader, scopeOf, UnitOfWork } from '../../platform/database/scope.js';
import { CharactersMissing, Typesetter } from '../../platform/documents/index.js';
import { Disclosures } from '../../platform/ledger/disclosures.js';
import { letterNumbersOf, type SolicitationRow, SolicitationsQueries } from '../../solicitation/index.js';
import { solicitationStateWords } from '../../solicitation/solicitation.words.js';
import { numbersToCome } from '../comment-numbers.sql.js';
import { CommentRow, CommentStatusRow, CommentWordingRow } from '../comments.entities.js';
import { printReturn, type PaperSize, type ReturnLine, type ReturnPart } from './return.compose.js';
import { digestOf } from './return.digest.js';
import { returnDocx } from './return.docx.js';
import { returnPdf } from './return.pdf.js';
import { byPlaceInText, DRAFTS_PER_PAPER, kindOfReturn, returnIsRight } from './return.rules.js';
import { figuresOf, ReturnsQueries } from './returns.queries.js';
import { type Listed, ReturnsService } from './returns.service.js';

export interface ReturnPaper {
  taskIds: readonly string[];
  format: 'pdf' | 'docx';
  size: PaperSize;
  /** as it would be sent now, marked 未报送 */
  preview: boolean;
  /** which of the returns of the one task; null: the latest one */
  ordinal: number | null;
}

@Injectable()
export class ReturnPapers {
  constructor(
    private readonly work: UnitOfWork,
    private readonly access: AccessService,
    private readonly tasks: SolicitationsQueries,
    private readonly points: ContactPointsService,
    private readonly returns: ReturnsService,
    private readonly queries: ReturnsQueries,
    private readonly typesetter: Typesetter,
    private readonly disclosures: Disclosures,
  ) {}

  /**
   * The returns on 1 to 20 drafts in one paper, each from a new page with numbers of its own. NOT_FOUND for a task the
   * caller may not see, and for a preview outside the body that sends it; WRONG_STATE where nothing was sent, or
   * nothing waits to be sent; PAPER_NOT_IN_ORDER with what a clerk remarks, UNPRINTABLE_CHARACTERS.
   */
  async print(actor: Actor, asked: ReturnPaper): Promise<{ bytes: Uint8Array; name: string } | Refusal> {
    const ids = [...new Set(asked.taskIds)];
    if (ids.length === 0 || ids.length > DRAFTS_PER_PAPER)
      return Refusal.field('tasks', 'LENGTH', `一份汇总表请选 1 至 ${DRAFTS_PER_PAPER} 稿。`);
    const reader = this.work.read(scopeOf(actor));
    const parts: ReturnPart[] = [];
    for (const task of await this.tasks.byIds(actor, ids)) {
      // what is not sent is the body's own, and nobody else's
      if (!task || (asked.preview && isOffice(actor.roles))) return Refusal.notFound('这项任务');
      const part = asked.preview ? await this.toSend(reader, task) : await this.sent(reader, task, asked.ordinal);
      if (part instanceof Refusal) return part;
      parts.push(part);
    }
    const set = await this.set(parts, asked);
    if (set instanceof Refusal) return set;
    await this.disclosures.exported(
      scopeOf(actor),
      'export',
      'Solicitation',
      ids.length === 1 ? (ids[0] ?? null) : null,
      {
        drafts: ids.length,
      },
    );
    return set;
  }

  private async set(
    parts: readonly ReturnPart[],
    { format, size, preview }: ReturnPaper,
  ): Promise<{ bytes: Uint8Array; name: string } | Refusal> {
    const remarks = parts.flatMap((part) =>
      returnIsRight(part).map((r) => (parts.length === 1 ? r : { ...r, place: `${part.draftTitle}${r.place}` })),
    );
    if (remarks.length > 0)
      return new Refusal('PAPER_NOT_IN_ORDER', { count: remarks.length, remarks: tellRemarks(remarks) });
    const printed = parts.map((p) => printReturn(p, digestOf(p)));
    const name = `${parts.map((p) => p.draftTitle).join('、')}意见汇总表${preview ? '（未报送）' : ''}`.slice(0, 120);
    try {
      const bytes =
        format === 'docx'
          ? await returnDocx(printed, size, !preview)
          : (await returnPdf(this.typesetter.renderer, printed, size, !preview)).bytes;
      return { bytes, name };
    } catch (fault) {
      if (fault instanceof PaperNotInOrder)
        return new Refusal('PAPER_NOT_IN_ORDER', { count: fault.remarks.length, remarks: tellRemarks(fault.remarks) });
      if (fault instanceof CharactersMissing)
        return new Refusal('UNPRINTABLE_CHARACTERS', { characters: fault.message });
      throw fault;
    }
  }

  /** A return as it was sent; 无意见 where the body said so */
  private async sent(reader: Reader, task: SolicitationRow, ordinal: number | null): Promise<ReturnPart | Refusal> {
    const all = await this.queries.of(reader, [task.id]);
    const found = ordinal === null ? all.at(-1) : all.find((r) => r.row.ordinal === ordinal);
    if (!found) return ordinal === null ? this.nothing(reader, task) : Refusal.notFound('这一次报送的汇总表');
    const { row, number, times, figures, lines } = found;
    const sentOn = dayIn(await this.access.zone(reader.legislatureId), row.sentAt);
    return {
      ...(await this.about(reader, task)),
      ...{ sentOn, kind: row.kind, times, figures, number, lines: await this.worded(reader, lines) },
    };
  }

  private async nothing(reader: Reader, task: SolicitationRow): Promise<ReturnPart | Refusal> {
    if (task.state !== 'NO_OPINION' || !task.answeredAt)
      return new Refusal('WRONG_STATE', { what: '这项任务', state: STATES[task.state] ?? '', act: '打印意见汇总表' });
    const heard = await this.returns.heard(reader, task, []);
    const sentOn = task.answeredOn ?? dayIn(await this.access.zone(reader.legislatureId), task.answeredAt);
    const figures = figuresOf(heard, [], new Map());
    const about = await this.about(reader, task);
    return {
      ...about,
      sentOn,
      kind: 'FIRST',
      times: 1,
      figures,
      number: `HZ${sentOn.replaceAll('-', '')}-无意见`,
      lines: [],
    };
  }

  /** What the body has ready, in the order of the text and under the numbers it will have */
  private async toSend(reader: Reader, task: SolicitationRow): Promise<ReturnPart | Refusal> {
    const own = await reader.find(CommentRow, { solicitationId: task.id });
    const ids = own.map((c) => c.id);
    const waiting = (await reader.find(CommentStatusRow, { id: oneOf(ids) })).filter(
      (s) => s.state === 'DRAFTED' || s.state === 'RETURNED',
    );
    if (waiting.length === 0)
      return new Refusal('WRONG_STATE', { what: '这项任务', state: '没有待报送的意见', act: '预览意见汇总表' });
    const places = await this.places(reader, own);
    const inOrder = byPlaceInText(waiting, (s) => places.get(s.id)?.ordinal ?? null);
    const next = await numbersToCome(reader, task.consultationId, task.contactPointId);
    const fresh = inOrder.filter((s) => s.returnNumber === null);
    const numbers = new Map(fresh.map((s, at) => [s.id, next + at]));
    const before = (await this.queries.of(reader, [task.id])).map((r) => r.row);
    const kind = kindOfReturn(before.length, fresh.length < waiting.length);
    const also = kind === 'AGAIN' ? await this.returns.reportedOf(reader, task.id) : [];
    const lines = await this.returns.linesOf(reader, [...also, ...inOrder], numbers);
    const all = kind === 'SUPPLEMENT' ? [...(await this.returns.standing(reader, before)), ...lines] : lines;
    const figures = figuresOf(await this.returns.heard(reader, task, all), all, new Map(own.map((c) => [c.id, c])));
    const times = before.filter((r) => r.kind !== 'SUPPLEMENT').length + 1;
    const about = await this.about(reader, task);
    return { ...about, sentOn: null, kind, times, figures, number: null, lines: await this.worded(reader, lines) };
  }

  private async about(
    reader: Reader,
    task: SolicitationRow,
  ): Promise<Pick<ReturnPart, 'draftTitle' | 'body' | 'letterNumber'>> {
    const round = await reader.get(ConsultationRow, task.consultationId);
    const draft = round && (await reader.get(DraftRow, round.draftId));
    const point = (await this.points.byIds(reader, [task.contactPointId])).get(task.contactPointId);
    const [letterNumber] = await letterNumbersOf(reader, [task]);
    return { draftTitle: draft?.title ?? '', body: point?.name ?? '', letterNumber: letterNumber ?? null };
  }

  /** By comment, the article it is about; absent for those about none */
  private async places(reader: Reader, comments: readonly CommentRow[]): Promise<Map<string, ProvisionRow>> {
    const wanted = [...new Set(comments.flatMap((c) => c.provisionId ?? []))];
    const articles = new Map((await reader.find(ProvisionRow, { id: oneOf(wanted) })).map((p) => [p.id, p]));
    return new Map(
      comments.flatMap((c) => {
        const article = articles.get(c.provisionId ?? '');
        return article ? [[c.id, article] as const] : [];
      }),
    );
  }

  /** Lines with their words, as they stood in that revision */
  private async worded(reader: Reader, lines: readonly Listed[]): Promise<ReturnLine[]> {
    const ids = lines.map((l) => l.commentId);
    const comments = new Map((await reader.find(CommentRow, { id: oneOf(ids) })).map((c) => [c.id, c]));
    const wordings = await reader.find(CommentWordingRow, { commentId: oneOf(ids) });
    const said = new Map(wordings.map((w) => [`${w.commentId} ${w.revision}`, w]));
    const places = await this.places(reader, [...comments.values()]);
    return lines.map((l) => {
      const [row, words] = [comments.get(l.commentId), said.get(`${l.commentId} ${l.revision}`)];
      if (!row || !words) throw new Error('a return names a wording that is not there');
      const { number, voices, texts, sources, channels } = l;
      const { text, proposedWording, reason } = words;
      const place = targetPlace(row, places.get(row.id) ?? null);
      // reworded after it was returned, it is no longer what was said
      const verbatim = row.verbatim && l.revision === 1;
      return { number, place, text, proposedWording, reason, verbatim, voices, texts, sources, channels };
    });
  }
}

const STATES: Readonly<Record<string, string>> = solicitationStateWords;
