/** What stands behind a law code, as a resident may read it. */
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { AmendingService, DraftRow, DraftsQueries } from '../authoring/index.js';
import { phaseOf } from '../consultation/consultation.rules.js';
import {
  type ConsultationChangeRow,
  type ConsultationRow,
  ConsultationsQueries,
  LawCodeRow,
  LawCodesQueries,
  RoundChangesQueries,
} from '../consultation/index.js';
import { formatLawCode, readLawCode } from '../consultation/law-code.rules.js';
import { ContactPointsService } from '../network/index.js';
import { AccessService } from '../platform/access/access.service.js';
import { dayIn, DEFAULT_ZONE } from '../platform/base/clock.js';
import { LruCache } from '../platform/base/lru-cache.js';
import { Recent } from '../platform/base/recent.js';
import { type Reader, type Scope, UnitOfWork } from '../platform/database/scope.js';
import { daysBetween } from './display.rules.js';
import { amendedFrom, type Former, type Part, partsOf, type ShownProvision, shownProvisions } from './parts.rules.js';
import type { DraftHead, ShownChange, WindowState } from './views/draft.js';

export interface Reading {
  provisions: readonly ShownProvision[];
  parts: readonly Part[];
  /** whether the draft is an amending decision, and the articles of the text in force that it deletes */
  amending: boolean;
  deleted: readonly Former[];
}

export interface OpenedDraft {
  kind: 'DRAFT';
  head: DraftHead;
  draftId: string;
  scope: Scope;
  reading: Reading;
}

/** Why a code shows no text */
export type Unopened =
  | { kind: 'UNKNOWN' }
  /** `next` took its place; `main` is the regulation's own code, where that one still works and none took its place */
  | { kind: 'REVOKED'; next: string | null; main: string | null; reason: string | null }
  | { kind: 'NOT_PUBLIC'; contact: string | null }
  | { kind: 'TAKEN_DOWN'; title: string; reason: string | null; contact: string | null };

const READINGS_KEPT = 16;

@Injectable()
export class PublicDraftService {
  /** Published provisions never change (a trigger holds it), so a text read once stays good. */
  private readonly readings = new LruCache<Promise<Reading>>(READINGS_KEPT);
  private readonly recent = new Recent<OpenedDraft | Unopened>(
    (opened) => opened.kind === 'DRAFT' && opened.head.window === 'OPEN',
  );
  private readonly underWay = new Map<string, Promise<OpenedDraft | Unopened>>();

  constructor(
    private readonly work: UnitOfWork,
    private readonly consultations: ConsultationsQueries,
    private readonly codes: LawCodesQueries,
    private readonly changes: RoundChangesQueries,
    private readonly drafts: DraftsQueries,
    private readonly points: ContactPointsService,
    private readonly access: AccessService,
    private readonly amending: AmendingService,
  ) {}

  /**
   * Those who ask for one code at one moment share one reading: after a live broadcast thousands do (product §5), and
   * each reading is seven queries. Nothing is kept once it is answered, so a code that is revoked shows it at once.
   */
  open(typed: string): Promise<OpenedDraft | Unopened> {
    const code = readLawCode(typed);
    if (code === null) return Promise.resolve({ kind: 'UNKNOWN' });
    const joined = this.underWay.get(code);
    if (joined) return joined;
    const opening = this.openNow(code).finally(() => this.underWay.delete(code));
    this.underWay.set(code, opening);
    return opening;
  }

  /**
   * As `open`, of the last two seconds where its round is open: for a form that is sent, which is judged anew when it
   * is stored. A page that is read is always read anew.
   */
  openRecently(typed: string): Promise<OpenedDraft | Unopened> {
    const code = readLawCode(typed);
    return code === null ? Promise.resolve({ kind: 'UNKNOWN' }) : this.recent.get(code, () => this.openNow(code));
  }

  /** As `open`, read anew: for whoever must see what was decided a moment ago */
  async openNow(code: string): Promise<OpenedDraft | Unopened> {
    const found = await this.consultations.findCode(code);
    if (!found) return { kind: 'UNKNOWN' };
    const scope: Scope = { legislatureId: found.legislatureId, accountId: null };
    const reader = this.work.read(scope);
    if (found.revokedAt !== null) return this.revoked(reader, found);
    const [legislature, today] = await Promise.all([
      this.access.legislature(found.legislatureId),
      this.consultations.today(found.legislatureId),
    ]);
    const contact =
      [legislature?.organName, legislature?.contactName, legislature?.contactPhone].filter(Boolean).join(' ') || null;
    const round = await this.consultations.publicRound(reader, found.regulationId, today);
    const draft = round && (await this.headOf(reader, round.draftId));
    if (!round || !draft) return { kind: 'NOT_PUBLIC', contact };
    if (draft.state === 'TAKEN_DOWN')
      return { kind: 'TAKEN_DOWN', title: draft.title, reason: draft.takenDownReason, contact };
    const [point, reading, changes, corrections] = await Promise.all([
      this.pointOf(reader, found),
      this.reading(reader, draft.id),
      this.changes.told(reader, round),
      this.drafts.corrections(reader, draft.id),
    ]);
    const zone = legislature?.zone ?? DEFAULT_ZONE;
    return {
      kind: 'DRAFT',
      draftId: draft.id,
      scope,
      reading,
      head: {
        code: found.code,
        printedCode: formatLawCode(found.code),
        title: draft.title,
        organ: legislature?.organName ?? '',
        point,
        window: windowOf(round, today),
        opensOn: round.opensOn,
        closesOn: round.closesOn,
        daysLeft: daysBetween(today, round.closesOn),
        superseded: draft.state === 'SUPERSEDED',
        changes: changes.map((c) => shownChange(c, dayIn(zone, c.at))),
        corrections: corrections.map(({ provisionId, stands, shouldBe, reason, correctedOn }) => ({
          ordinal: reading.provisions.find((p) => p.id === provisionId)?.ordinal ?? null,
          stands,
          shouldBe,
          reason,
          correctedOn,
        })),
      },
    };
  }

  /** Only what a page shows: the whole row of a big code carries megabytes of tree and source text. */
  private headOf(
    reader: Reader,
    id: string,
  ): Promise<Pick<DraftRow, 'id' | 'title' | 'state' | 'takenDownReason'> | null> {
    const select = { id: true, title: true, state: true, takenDownReason: true };
    return reader.manager.findOne(DraftRow, { where: { id, legislatureId: reader.legislatureId }, select });
  }

  private async revoked(reader: Reader, found: LawCodeRow): Promise<Unopened> {
    const next = await this.codes.successor(reader, found);
    return {
      kind: 'REVOKED',
      next: next?.code ?? null,
      main: next === null ? await this.mainCode(reader, found) : null,
      reason: found.revokedReason,
    };
  }

  private async mainCode(reader: Reader, found: LawCodeRow): Promise<string | null> {
    return (
      (
        await reader.one(LawCodeRow, {
          regulationId: found.regulationId,
          contactPointId: IsNull(),
          revokedAt: IsNull(),
        })
      )?.code ?? null
    );
  }

  private async pointOf(reader: Reader, found: LawCodeRow): Promise<string | null> {
    if (found.contactPointId === null) return null;
    return (
      (await this.points.byIds(reader, [found.contactPointId])).get(found.contactPointId)?.shortName ?? found.label
    );
  }

  private reading(reader: Reader, draftId: string): Promise<Reading> {
    return this.readings.get(draftId, () => {
      const read = Promise.all([this.drafts.provisions(reader, draftId), this.amending.beside(reader, draftId)]).then(
        ([rows, beside]) => {
          const provisions = shownProvisions(
            rows.map(({ id, kind, number, sub, ordinal, label, caption, headings, body, text }) => ({
              id,
              kind,
              number,
              sub,
              ordinal,
              label,
              caption,
              headings,
              body,
              text,
              amended: beside && amendedFrom(text, beside.of(label), beside.renumbering),
            })),
          );
          return { provisions, parts: partsOf(provisions), deleted: beside?.deleted ?? [], amending: beside !== null };
        },
      );
      read.catch(() => this.readings.forget(draftId));
      return read;
    });
  }
}

function windowOf(round: ConsultationRow, today: string): WindowState {
  const phase = phaseOf(round, today);
  if (phase === 'OPEN' || phase === 'SUSPENDED' || phase === 'CANCELLED') return phase;
  return phase === 'NOT_YET' || phase === 'PREPARED' ? 'NOT_YET' : 'CLOSED';
}

const shownChange = (c: ConsultationChangeRow, on: string): ShownChange => ({
  command: c.command,
  reason: c.reason,
  newDay: c.newDay,
  on,
});
