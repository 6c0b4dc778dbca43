/** How a comment is made: of which voices, with which words, about which place. */
import { Injectable } from '@nestjs/common';
import { pathsOf } from '../articles/index.js';
import { asProvision, ProvisionRow } from '../authoring/index.js';
import type { ConsultationRow } from '../consultation/index.js';
import { MasksService, type Opinion, type OpinionRow, OpinionsService } from '../opinions/index.js';
import { type AnchoredTarget, anchorTarget } from '../opinions/opinion.rules.js';
import type { Actor } from '../platform/base/actor.js';
import { Refusal } from '../platform/base/refusal.js';
import type { Transaction } from '../platform/database/scope.js';
import type { SolicitationRow } from '../solicitation/index.js';
import { CommentStepsService } from './comment-steps.service.js';
import { isVerbatim, type SourceKind } from './comment.rules.js';
import { CommentOpinionRow, CommentRow, CommentStatusRow, CommentWordingRow } from './comments.entities.js';
import type { Words } from './comments.inputs.js';
import type { Comment } from './comments.queries.js';

/** Whose comment it is, and which opinions it may be made of */
export interface Origin {
  consultation: ConsultationRow;
  task: SolicitationRow | null;
  sourceKind: SourceKind;
  takes: (opinion: OpinionRow) => boolean;
}

@Injectable()
export class CommentMakingService {
  constructor(
    private readonly opinions: OpinionsService,
    private readonly masks: MasksService,
    private readonly steps: CommentStepsService,
  ) {}

  /**
   * Stores a comment that is made of opinions, with its trail and the first step of its chain. One opinion without
   * words of one's own goes as it stands, covered where it is covered 遮盖. OPINION_NOT_OPEN with how many cannot be
   * taken, NO_OPINIONS, TARGET_NOT_FOUND, QUOTE_NOT_FOUND, INVALID_INPUT where several are merged without words.
   */
  async make(tx: Transaction, actor: Actor, given: Words, origin: Origin): Promise<Comment | Refusal> {
    const chosen = await this.choose(tx, actor, given.opinionIds, origin);
    if (chosen instanceof Refusal) return chosen;
    const [first] = chosen;
    if (!first) return new Refusal('NO_OPINIONS');
    const own = {
      text: given.text ?? null,
      proposedWording: given.proposedWording ?? null,
      reason: given.reason ?? null,
    };
    const verbatim = isVerbatim(chosen.length, own) && !given.target;
    if (own.text === null && !verbatim)
      return Refusal.field('text', 'REQUIRED', '归并或者改写的意见，请写明意见内容。');
    const { consultation } = origin;
    const target = given.target ? await this.anchor(tx, consultation.draftId, given.target) : anchorOf(first.row);
    if (target instanceof Refusal) return target;
    const act = given.act ?? first.row.act;
    const words = verbatim ? await this.masks.shown(tx, first.row) : { ...own, text: own.text ?? '' };
    const made = await this.store(tx, origin, { ...target, act, verbatim, createdBy: actor.accountId }, words);
    await this.keepTrail(tx, made, chosen, verbatim);
    return made;
  }

  /** The opinions in the order chosen, locked; OPINION_NOT_OPEN with how many of them cannot be taken */
  private async choose(
    tx: Transaction,
    actor: Actor,
    opinionIds: readonly string[],
    { consultation, takes }: Origin,
  ): Promise<Opinion[] | Refusal> {
    const open = (o: Opinion): boolean =>
      o.row.consultationId === consultation.id &&
      takes(o.row) &&
      o.status.state === 'RECEIVED' &&
      o.status.commentId === null;
    const usable = new Map((await this.opinions.load(tx, actor, opinionIds)).filter(open).map((o) => [o.row.id, o]));
    if (usable.size !== opinionIds.length)
      return new Refusal('OPINION_NOT_OPEN', { count: opinionIds.length - usable.size });
    return opinionIds.flatMap((id) => usable.get(id) ?? []);
  }

  /** Stores a comment with its first wording, DRAFTED; its chain is begun by whoever says what it was made of. */
  async store(
    tx: Transaction,
    { consultation, task, sourceKind }: Pick<Origin, 'consultation' | 'task' | 'sourceKind'>,
    about: AnchoredTarget & Pick<CommentRow, 'act' | 'verbatim' | 'createdBy'>,
    words: Pick<CommentWordingRow, 'text' | 'proposedWording' | 'reason'>,
  ): Promise<Comment> {
    const row = await tx.insert(CommentRow, {
      regulationId: consultation.regulationId,
      consultationId: consultation.id,
      draftId: consultation.draftId,
      solicitationId: task?.id ?? null,
      contactPointId: task?.contactPointId ?? null,
      sourceKind,
      ...about,
    });
    const wording = await tx.insert(CommentWordingRow, {
      commentId: row.id,
      revision: 1,
      ...words,
      byAccount: about.createdBy,
    });
    const status = await tx.insert(CommentStatusRow, {
      id: row.id,
      consultationId: consultation.id,
      state: 'DRAFTED',
      revision: 1,
      reportedNumber: null,
      returnNumber: null,
      body: null,
      reportedAt: null,
      outcome: null,
      sheetId: null,
      filedUnder: null,
      version: 1,
    });
    return { row, status, wording };
  }

  /** Which voices a comment was made from, said on both sides, and the first step of its chain */
  private async keepTrail(
    tx: Transaction,
    made: Comment,
    chosen: readonly Opinion[],
    verbatim: boolean,
  ): Promise<void> {
    const commentId = made.row.id;
    await tx.insertAll(
      CommentOpinionRow,
      chosen.map((o) => ({ commentId, opinionId: o.row.id })),
    );
    await this.opinions.compileInto(
      tx,
      commentId,
      chosen.map((o) => o.status),
    );
    await this.steps.begin(tx, made.status, { opinions: chosen.length, verbatim });
  }

  /** The place in the draft that was named; TARGET_NOT_FOUND, QUOTE_NOT_FOUND */
  async anchor(
    tx: Transaction,
    draftId: string,
    target: NonNullable<Words['target']>,
  ): Promise<AnchoredTarget | Refusal> {
    const provision = target.provisionId ? await tx.one(ProvisionRow, { id: target.provisionId, draftId }) : null;
    const anchored = anchorTarget(
      {
        kind: target.kind,
        provisionId: target.provisionId ?? null,
        path: target.path || null,
        quote: target.quote || null,
      },
      provision && {
        id: provision.id,
        text: provision.text,
        paths: new Map(pathsOf(asProvision(provision)).map((p) => [p.path, p.text])),
      },
    );
    return 'code' in anchored ? new Refusal(anchored.code) : anchored;
  }
}

const anchorOf = (o: AnchoredTarget): AnchoredTarget => ({
  targetKind: o.targetKind,
  provisionId: o.provisionId,
  path: o.path,
  quoteExact: o.quoteExact,
  quotePrefix: o.quotePrefix,
  quoteSuffix: o.quoteSuffix,
});
