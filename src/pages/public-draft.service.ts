/** What stands behind a law code, as a resident may read it. */
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { AmendingService, DraftNotesService, DraftsQueries, type Statement } from '../authoring/index.js';
import { phaseOf } from '../consultation/consultation.rules.js';
import { ConsultationsQueries, LawCodeRow, LawCodesQueries } from '../consultation/index.js';
import { formatLawCode, readLawCode } from '../consultation/law-code.rules.js';
import { LruCache } from '../platform/base/lru-cache.js';
import { Recent } from '../platform/base/recent.js';
import { FilesService } from '../platform/database/files/files.service.js';
import { type Reader, type Scope, UnitOfWork } from '../platform/database/scope.js';
import { daysBetween } from './display.rules.js';
import { Openings } from './openings.js';
import type { Opened, Opening } from './openings.sql.js';
import { amendedFrom, type Former, type Part, partsOf, type ShownProvision, shownProvisions } from './parts.rules.js';
import type { DraftHead, WindowState } from './views/draft.js';
import type { Said } from './views/said.js';

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

/** Letters and all that stands around them, of texts that residents read just now */
const READINGS_BYTES = 64e6;

/** A text and its weight, which is known once it was read */
interface KeptReading {
  bytes: number;
  reading: Promise<Reading>;
}

@Injectable()
export class PublicDraftService {
  /** Published provisions never change (a trigger holds it), so a text read once stays good. */
  private readonly readings = new LruCache<KeptReading>(READINGS_BYTES, (kept) => kept.bytes);
  private readonly recent = new Recent<OpenedDraft | Unopened>(
    (opened) => opened.kind === 'DRAFT' && opened.head.window === 'OPEN',
  );

  constructor(
    private readonly work: UnitOfWork,
    private readonly openings: Openings,
    private readonly consultations: ConsultationsQueries,
    private readonly codes: LawCodesQueries,
    private readonly drafts: DraftsQueries,
    private readonly amending: AmendingService,
    private readonly notes: DraftNotesService,
    private readonly files: FilesService,
  ) {}

  /** What a code leads to at this moment: a code that is revoked says so at the next open. */
  async open(typed: string): Promise<OpenedDraft | Unopened> {
    const code = readLawCode(typed);
    return code === null ? { kind: 'UNKNOWN' } : this.behind(await this.openings.ofNow(code));
  }

  /** As `open`, and in a storm as it was up to two seconds ago; `age` says how old it may be, in seconds */
  async openInStorm(typed: string): Promise<{ opened: OpenedDraft | Unopened; age: number }> {
    const code = readLawCode(typed);
    if (code === null) return { opened: { kind: 'UNKNOWN' }, age: 0 };
    const { opening, age } = await this.openings.of(code);
    return { opened: await this.behind(opening), age };
  }

  /**
   * As `open`, of the last two seconds where its round is open: for a form that is sent, which is judged anew when it
   * is stored. A page that is read is always read anew.
   */
  openRecently(typed: string): Promise<OpenedDraft | Unopened> {
    const code = readLawCode(typed);
    return code === null ? Promise.resolve({ kind: 'UNKNOWN' }) : this.recent.get(code, () => this.open(code));
  }

  /** 说明 of an opened text; null where there is none */
  async statement({ scope, draftId }: OpenedDraft): Promise<Statement | null> {
    return (await this.notes.statementOf(this.work.read(scope), [draftId])).get(draftId) ?? null;
  }

  /** 条文说明 of an article of an opened text; '' where there is none */
  async note({ scope, draftId }: OpenedDraft, label: string): Promise<string> {
    return (await this.notes.noteOf(this.work.read(scope), draftId, label)) ?? '';
  }

  /** A file of 参阅资料 as they are listed now; null for any other file */
  async referenced({ scope, head }: OpenedDraft, fileId: string): Promise<{ name: string; bytes: Uint8Array } | null> {
    const listed = head.said.references.find((r) => r.file?.id === fileId)?.file;
    return listed ? { name: listed.name, bytes: await this.files.bytes(this.work.read(scope), listed.id) } : null;
  }

  private async behind(opening: Opening | null): Promise<OpenedDraft | Unopened> {
    if (!opening) return { kind: 'UNKNOWN' };
    const reader = this.work.read({ legislatureId: opening.legislatureId, accountId: null });
    if (opening.revoked) return this.revoked(reader, opening.code);
    const { opened, contact } = opening;
    if (!opened) return { kind: 'NOT_PUBLIC', contact };
    const { draftId, title } = opened;
    if (opened.draftState === 'TAKEN_DOWN')
      return { kind: 'TAKEN_DOWN', title, reason: opened.takenDownReason, contact };
    const reading = await this.reading(reader, draftId);
    return { kind: 'DRAFT', draftId, scope: reader.scope, reading, head: headOf(opening, opened, reading) };
  }

  private async revoked(reader: Reader, code: string): Promise<Unopened> {
    const found = await this.consultations.findCode(code);
    if (!found) return { kind: 'UNKNOWN' };
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
          place: IsNull(),
          revokedAt: IsNull(),
        })
      )?.code ?? null
    );
  }

  private reading(reader: Reader, draftId: string): Promise<Reading> {
    return this.readings.get(draftId, () => {
      const kept: KeptReading = { bytes: 0, reading: this.read(reader, draftId) };
      kept.reading.then(
        ({ provisions }) => {
          kept.bytes = provisions.reduce((sum, p) => sum + 10 * p.text.length + 2000, 0);
          this.readings.weighAgain(draftId, kept);
        },
        () => this.readings.forget(draftId),
      );
      return kept;
    }).reading;
  }

  private async read(reader: Reader, draftId: string): Promise<Reading> {
    const [rows, beside] = await Promise.all([
      this.drafts.provisions(reader, draftId),
      this.amending.beside(reader, draftId),
    ]);
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
  }
}

function headOf(opening: Opening, opened: Opened, reading: Reading): DraftHead {
  const { title, draftState, opensOn, closesOn, changes, corrections } = opened;
  return {
    code: opening.code,
    printedCode: formatLawCode(opening.code),
    title,
    organ: opening.organ,
    point: opening.point,
    window: windowOf(opened, opening.today),
    opensOn,
    closesOn,
    daysLeft: daysBetween(opening.today, closesOn),
    superseded: draftState === 'SUPERSEDED',
    said: saidOf(opened.said, reading),
    changes,
    corrections: corrections.map(({ provisionId, ...c }) => ({
      ordinal: reading.provisions.find((p) => p.id === provisionId)?.ordinal ?? null,
      ...c,
    })),
  };
}

/** An article is linked where the text has it: points are written while numbers still change. */
const saidOf = ({ sentence, points, references, statement }: Opened['said'], { provisions }: Reading): Said => ({
  sentence: sentence ?? '',
  points: (points ?? []).map(({ question, answer, provisionLabel: label }) => ({
    question,
    answer,
    label,
    ordinal: provisions.find((p) => p.label === label)?.ordinal ?? null,
  })),
  statement,
  references: references.map(({ title, words, fileId, fileName }) => ({
    title,
    words,
    file: fileId === null ? null : { id: fileId, name: fileName ?? '' },
  })),
});

function windowOf(round: Parameters<typeof phaseOf>[0], today: string): WindowState {
  const phase = phaseOf(round, today);
  if (phase === 'OPEN' || phase === 'SUSPENDED' || phase === 'CANCELLED') return phase;
  return phase === 'NOT_YET' || phase === 'PREPARED' ? 'NOT_YET' : 'CLOSED';
}
