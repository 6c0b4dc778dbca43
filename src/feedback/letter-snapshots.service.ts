/** Everything the words of a letter depend on, read in one transaction, so that a letter can always be explained. */
import { Injectable } from '@nestjs/common';
import { DraftRow, DraftsQueries, ProvisionRow } from '../authoring/index.js';
import { type Comment, type CommentStatusRow, ReturnsQueries } from '../comments/index.js';
import type { ConsultationRow } from '../consultation/index.js';
import { reasonClassWords } from '../decision/decision.words.js';
import { isHeldBack } from '../decision/evidence/evidence.rules.js';
import { articlesOf, confirmedOf, EvidenceQueries, OutcomesQueries, shownBy } from '../decision/index.js';
import { bodyAskedOf, ContactPointsService } from '../network/index.js';
import { OpinionRow, targetPlace, voicesBehind } from '../opinions/index.js';
import { LegislatureRow } from '../platform/access/access.entities.js';
import { Refusal } from '../platform/base/refusal.js';
import { oneOf } from '../platform/database/one-of.js';
import type { Reader, Transaction } from '../platform/database/scope.js';
import { coveredForLetter } from './covered.rules.js';
import type { LetterSnapshot, SnapshotComment, WordingVersion } from './letter.compose.js';

/** What a letter is to answer, and how */
export interface LetterAbout {
  consultation: ConsultationRow;
  contactPointId: string;
  /** in the order of the letter */
  comments: readonly Comment[];
  wording: WordingVersion;
  /** how many more are owed that may not be told yet */
  pending: number;
  /** what a supplementary letter says of a comment besides, by its id */
  more?: ReadonlyMap<string, Pick<SnapshotComment, 'reportedOn' | 'late' | 'former'>>;
}

/** 序号 of a comment in the return of its body, as papers and screens print it (papers 0.6) */
export const numberInReturn = (status: CommentStatusRow): number => status.returnNumber ?? 0;

@Injectable()
export class LetterSnapshots {
  constructor(
    private readonly points: ContactPointsService,
    private readonly drafts: DraftsQueries,
    private readonly outcomes: OutcomesQueries,
    private readonly evidence: EvidenceQueries,
    private readonly returns: ReturnsQueries,
  ) {}

  /**
   * What a letter to this contact point about this consultation says of these comments of its own. Refused with
   * NO_NEXT_DRAFT where there is no later text to name, HELD_BACK where nothing shows an adoption.
   */
  async take(tx: Transaction, about: LetterAbout): Promise<LetterSnapshot | Refusal> {
    const { consultation, contactPointId, comments, wording, pending } = about;
    const [legislature, points] = [await this.legislature(tx), await this.points.byIds(tx, [contactPointId])];
    const point = points.get(contactPointId);
    if (!legislature || !point) return Refusal.notFound('这个联系点');
    const asked = await tx.get(DraftRow, consultation.draftId);
    const next = await this.drafts.nextPublished(tx, consultation.draftId);
    if (!asked || !next) return new Refusal('NO_NEXT_DRAFT');
    const described = await this.describe(tx, comments);
    if (described instanceof Refusal) return described;
    return {
      wordingVersion: wording,
      issuer: legislature.organName,
      addressee: point.name,
      body: bodyAskedOf(point.kind),
      draftTitle: asked.title,
      nextDraftTitle: next.title,
      opensOn: consultation.opensOn,
      closesOn: consultation.closesOn,
      ...(await this.heard(tx, consultation.id, contactPointId)),
      ...(about.more && (await this.behind(tx, comments, about.more))),
      contactName: legislature.contactName,
      contactPhone: legislature.contactPhone,
      comments: described.map((c) => ({ ...c, text: coveredForLetter(c.text), ...about.more?.get(c.commentId) })),
      ...(pending > 0 && { pending }),
    };
  }

  /** The figure of the body's own return, so that both papers say the same; where it sent none, what came through it */
  private async heard(
    tx: Transaction,
    consultationId: string,
    contactPointId: string,
  ): Promise<Pick<LetterSnapshot, 'opinionsHeard' | 'repeated'>> {
    const sent = await this.returns.heardBy(tx, consultationId, contactPointId);
    if (!sent) return { opinionsHeard: await tx.count(OpinionRow, { consultationId, contactPointId, direct: false }) };
    const { heard, texts, sources } = sent;
    return { opinionsHeard: heard, ...(texts < heard && { repeated: { texts, sources } }) };
  }

  /** N 条原话, M 种文字, K 个来源 behind what is told for the first time, where some said the same */
  private async behind(
    tx: Transaction,
    comments: readonly Comment[],
    more: NonNullable<LetterAbout['more']>,
  ): Promise<Pick<LetterSnapshot, 'voicesBehind'>> {
    const fresh = comments.map((c) => c.row.id).filter((id) => more.get(id)?.former === undefined);
    const figures = await voicesBehind(tx, fresh);
    return figures.texts < figures.voices ? { voicesBehind: figures } : {};
  }

  /** In the transaction's own connection: a second one, asked for while one is held, empties the pool under load. */
  legislature(tx: Transaction): Promise<LegislatureRow | null> {
    return tx.manager.findOneBy(LegislatureRow, { id: tx.legislatureId });
  }

  /** What there is to say of each comment now, in their order; HELD_BACK where nothing shows an adoption */
  async describe(reader: Reader, mine: readonly Comment[]): Promise<SnapshotComment[] | Refusal> {
    const ids = mine.map((c) => c.row.id);
    const [decisions, proofs] = [await this.outcomes.decisions(reader, ids), await this.evidence.proofs(reader, ids)];
    const held = mine.filter((c) => {
      const proof = proofs.get(c.row.id);
      return isHeldBack(decisions.get(c.row.id)?.outcome ?? '', confirmedOf(proof).length, proof?.explanation ?? null);
    });
    const first = held[0];
    if (first) return new Refusal('HELD_BACK', { count: held.length, first: `第${numberInReturn(first.status)}条` });
    const wanted = mine
      .flatMap((c) => [c.row.provisionId, ...articlesOf(proofs.get(c.row.id))])
      .filter((id) => id !== null);
    const provisions = new Map(
      (wanted.length === 0 ? [] : await reader.find(ProvisionRow, { id: oneOf(wanted) })).map((p) => [p.id, p]),
    );
    const labels = new Map([...provisions].map(([id, p]) => [id, p.label]));
    return mine.flatMap((c): SnapshotComment[] => {
      const [decision, proof] = [decisions.get(c.row.id), proofs.get(c.row.id)];
      if (!decision) return [];
      return [
        {
          commentId: c.row.id,
          number: numberInReturn(c.status),
          place: targetPlace(c.row, provisions.get(c.row.provisionId ?? '') ?? null),
          text: [c.wording.text, c.wording.proposedWording ? `建议修改为：${c.wording.proposedWording}` : '']
            .filter(Boolean)
            .join('\n'),
          outcome: decision.outcome,
          reasonClass: decision.reasonClass === null ? null : reasonClassWords[decision.reasonClass],
          words: decision.words,
          explanation: proof?.explanation ?? null,
          evidence: shownBy(proof, labels),
        },
      ];
    });
  }
}
