/** 稿: import, correct, check, publish. */
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type ArticleTree, joinLines } from '../../articles/index.js';
import { AccessService } from '../../platform/access/access.service.js';
import type { Actor } from '../../platform/base/actor.js';
import { sha256 } from '../../platform/base/canonical.js';
import { dayIn } from '../../platform/base/clock.js';
import { checkInput, Refusal } from '../../platform/base/refusal.js';
import { DiskGuard } from '../../platform/database/files/disk.js';
import { FileRow } from '../../platform/database/files/file.entities.js';
import { FilesService } from '../../platform/database/files/files.service.js';
import { oneOf } from '../../platform/database/one-of.js';
import { type Reader, scopeOf, type Transaction, UnitOfWork } from '../../platform/database/scope.js';
import { appendEvent, type Kind, moveOn, refuseStep, type Step } from '../../platform/ledger/move.js';
import { tooLarge, tooMany } from '../engine/bounds.rules.js';
import { Engine } from '../engine/engine.js';
import { readInChild } from '../readers/child.js';
import type { ReadOutcome } from '../readers/reader.js';
import { RegulationRow } from '../regulations/regulation.entities.js';
import { RegulationsService } from '../regulations/regulations.service.js';
import { DraftEventRow, DraftRow, DraftTextRow, type Notice, ProvisionRow } from './draft.entities.js';
import {
  type DraftCommand,
  draftKinds,
  draftLife,
  draftScopes,
  type DraftState,
  isOut,
  mayFollow,
  nextSequence,
  takenSequences,
  takesPlaceOf,
} from './draft.rules.js';
import { fileGivenUp, provisionsOf, refusedFile, treeWithin, withName } from './draft-texts.js';
import { importNotices } from './import-notices.compose.js';
import { DraftMendingQueries } from './mending.queries.js';
import { severityOf } from './mending.rules.js';

export const ImportDraft = z.object({
  regulationId: z.uuid('法规编号不对'),
  kind: z.enum(draftKinds),
  scope: z.enum(draftScopes).default('PUBLIC'),
  fileId: z.uuid('文件编号不对'),
});

export type ReadText = Extract<ReadOutcome, { ok: true }>;

/** A draft made of a file's lines, before it is a row */
export interface BuiltDraft {
  tree: ArticleTree;
  /** full printed title; empty: the regulation's name */
  title: string;
  sourceText: string;
  keep?(tx: Transaction, draft: DraftRow): Promise<void>;
}

/** A draft as what is moved on, with or without its text */
export const kindOf = <E extends DraftRow>(row: new () => E): Kind<E, DraftState, DraftCommand, DraftEventRow> => ({
  name: 'Draft',
  row,
  life: draftLife,
  events: { row: DraftEventRow, owner: 'draftId' },
});

/** The text is in the chain by its hash: whoever holds the words can show that they are those which were published. */
export const hashOf = (textSha256: Buffer): { textSha256: string } => ({ textSha256: textSha256.toString('hex') });

/** Texts of one regulation; what follows its comments through them is given whole */
const DRAFTS_PER_REGULATION = 500;

/** Signals that the words of a draft are public; later rooms listen. */
export const DRAFT_PUBLISHED = 'draft.published';

/** What a person must have read of a draft before it is checked, beside the warnings of its text */
export type ToBeRead = (reader: Reader, draftId: string) => Promise<readonly string[]>;

@Injectable()
export class DraftsService {
  private readonly toBeRead: ToBeRead[] = [];

  constructor(
    private readonly work: UnitOfWork,
    private readonly files: FilesService,
    private readonly disk: DiskGuard,
    private readonly regulations: RegulationsService,
    private readonly access: AccessService,
    private readonly mending: DraftMendingQueries,
    private readonly engine: Engine,
  ) {}

  /** Whoever makes drafts of something else than their text says here what is left to be read of it. */
  registerToBeRead(more: ToBeRead): void {
    this.toBeRead.push(more);
  }

  /** Reads an uploaded file into an article tree and keeps both, the file with its hash. */
  importDraft(actor: Actor, input: unknown): Promise<DraftRow | Refusal> {
    return this.importFrom(actor, input, 'importDraft', async (read) => {
      // read back from what is stored: a warning names the line that is mended
      const sourceText = joinLines(read.lines);
      const tree = await treeWithin(this.engine, sourceText);
      return typeof tree === 'string' ? refusedFile(tree) : { tree, title: tree.title, sourceText };
    });
  }

  /**
   * What every import does, whatever `build` makes of the lines. The reading happens in a child process before the
   * transaction begins, so that a slow file holds no lock; `keep` adds in the same transaction what belongs to the
   * draft.
   */
  async importFrom(
    actor: Actor,
    input: unknown,
    act: string,
    build: (read: ReadText, reader: Reader, given: z.infer<typeof ImportDraft>) => Promise<BuiltDraft | Refusal>,
  ): Promise<DraftRow | Refusal> {
    const given = checkInput(ImportDraft, input);
    if (given instanceof Refusal) return given;
    const full = await this.disk.refuse('IMPORT');
    if (full) return full;
    const reader = this.work.read(scopeOf(actor));
    const file = await reader.one(FileRow, { id: given.fileId, uploadedBy: actor.accountId });
    if (!file || file.ownerId !== null) return Refusal.notFound('上传的文件');
    const read = await readInChild(file.name, await this.files.bytes(reader, file.id));
    if (!read.ok) return new Refusal('UNREADABLE_FILE', { reason: read.message });
    const built = await build(read, reader, given).catch(fileGivenUp);
    if (built instanceof Refusal) return withName(built, file.name);
    const { tree, sourceText } = built;
    const tooMuch = tooLarge(sourceText) ?? tooMany(tree);
    if (tooMuch !== null) return withName(refusedFile(tooMuch), file.name);
    if (tree.provisions.length === 0) return new Refusal('NO_ARTICLES');
    const zone = await this.access.zone(actor.legislatureId);
    return this.work.run(act, scopeOf(actor), async (tx) => {
      const regulation = await this.regulations.lock(tx, given.regulationId);
      if (!regulation) return Refusal.notFound('法规项目');
      const earlier = await tx.find(DraftRow, { regulationId: regulation.id });
      if (earlier.length >= DRAFTS_PER_REGULATION)
        return Refusal.field('regulationId', 'LENGTH', `一部法规最多 ${DRAFTS_PER_REGULATION} 稿。`);
      const sequence = nextSequence(given.kind, takenSequences(given.kind, earlier));
      if (sequence === null) return Refusal.field('kind', 'TAKEN', '这部法规已经有现行法文本。');
      const draft = await tx.insert(DraftTextRow, {
        regulationId: regulation.id,
        sequence,
        kind: given.kind,
        title: built.title || regulation.title,
        state: 'IMPORTED',
        scope: given.scope,
        sourceFileId: file.id,
        sourceSha256: file.sha256,
        sourceText,
        tree,
        textSha256: sha256(sourceText),
        notices: [...(await this.noticed(tx, regulation, built, file, zone)), ...read.notices],
        importedBy: actor.accountId,
        importedAt: await tx.time(),
        publishedBy: null,
        publishedAt: null,
        takenDownReason: null,
        version: 1,
      });
      if (!(await this.files.claim(tx, file.id, { kind: 'Draft', id: draft.id })))
        return Refusal.notFound('上传的文件');
      await built.keep?.(tx, draft);
      await appendEvent(tx, kindOf(DraftTextRow), draft, 'import', hashOf(draft.textSha256));
      tx.record(act, 'Draft', draft.id, { sequence, articles: tree.provisions.length });
      return draft;
    });
  }

  /** What an office should look at, and may be right as it is */
  private async noticed(
    tx: Transaction,
    regulation: RegulationRow,
    built: BuiltDraft,
    file: FileRow,
    zone: string,
  ): Promise<Notice[]> {
    const known = await tx.find(DraftRow, { sourceSha256: file.sha256 }, { importedAt: 'ASC', id: 'ASC' });
    const titles = new Map(
      (await tx.find(RegulationRow, { id: oneOf(known.map((d) => d.regulationId)) })).map((r) => [r.id, r.title]),
    );
    return importNotices(
      built.title,
      regulation.title,
      known.map((d) => ({
        regulation: titles.get(d.regulationId) ?? '',
        kind: d.kind,
        importedOn: dayIn(zone, d.importedAt),
      })),
    );
  }

  /** Replaces the text as one would retype it; the file that was uploaded stays as it came. */
  correctDraft(
    actor: Actor,
    input: { draftId: string; expectedVersion: number; text: string },
  ): Promise<DraftRow | Refusal> {
    return this.correctTo(actor, input, () => input.text);
  }

  /** A text that is not published becomes what `words` makes of it, and is read anew. */
  correctTo(
    actor: Actor,
    input: { draftId: string; expectedVersion: number },
    words: (draft: DraftTextRow) => string | Refusal,
  ): Promise<DraftRow | Refusal> {
    return this.transition(actor, 'correct', input, async (_, draft) => {
      const text = words(draft);
      if (text instanceof Refusal) return text;
      if (text.trim() === '') return Refusal.field('text', 'LENGTH', '正文不能是空的。');
      const tree = await treeWithin(this.engine, text);
      if (typeof tree === 'string') return Refusal.field('text', 'LENGTH', tree);
      if (tree.provisions.length === 0) return new Refusal('NO_ARTICLES');
      const columns = {
        sourceText: text,
        tree,
        textSha256: sha256(text),
        ...(tree.title !== '' && { title: tree.title }),
      };
      return columns;
    });
  }

  /**
   * A person has compared the tree with the paper. What must be settled is mended or accepted as 原稿就是这样, place by
   * place; whatever else is left, instructions too, may be accepted all at once, said by `warningsRead`.
   */
  checkDraft(
    actor: Actor,
    input: { draftId: string; expectedVersion: number; warningsRead: boolean },
  ): Promise<DraftRow | Refusal> {
    return this.transition(actor, 'check', input, async (tx, draft) => {
      const unsettled = await this.mending.unsettled(tx, draft);
      const must = unsettled.filter((w) => severityOf(w.code) === 'MUST');
      const left = (input.warningsRead ? must : unsettled).map((w) => w.message);
      if (!input.warningsRead) for (const more of this.toBeRead) left.push(...(await more(tx, draft.id)));
      if (left[0] !== undefined) return new Refusal('TEXT_HAS_WARNINGS', { count: left.length, first: left[0] });
      return {};
    });
  }

  /**
   * From here the words are final: provisions become rows, the draft before is superseded, later rooms are told. The
   * law in force stays published beside the drafts that would change it, until its new text is promulgated.
   */
  publishDraft(actor: Actor, input: { draftId: string; expectedVersion: number }): Promise<DraftRow | Refusal> {
    return this.transition(actor, 'publish', input, async (tx, draft) => {
      const replaced = await this.replacedBy(tx, draft);
      const later = replaced.find((d) => d.sequence > draft.sequence);
      if (later) return new Refusal('LATER_DRAFT_PUBLISHED', { title: later.title });
      for (const before of replaced) {
        const refused = await moveOn(tx, kindOf(DraftRow), before, 'supersede', {
          detail: { ...hashOf(before.textSha256), by: draft.id },
        });
        if (refused) return refused;
      }
      await tx.insertAll(ProvisionRow, provisionsOf(draft.id, draft.tree));
      const previous = await this.lastPublishedBefore(tx, draft);
      await tx.enqueue(DRAFT_PUBLISHED, {
        draftId: draft.id,
        previousDraftId: previous?.id ?? null,
        regulationId: draft.regulationId,
      });
      return { publishedAt: await tx.time(), publishedBy: actor.accountId };
    });
  }

  /** The published texts of the regulation that a text of this kind takes the place of, locked */
  private async replacedBy(tx: Transaction, draft: DraftRow): Promise<DraftRow[]> {
    const published = await tx.find(DraftRow, { regulationId: draft.regulationId, state: 'PUBLISHED' });
    return tx.lockAll(
      DraftRow,
      published.filter((d) => takesPlaceOf(draft, d)).map((d) => d.id),
    );
  }

  private async lastPublishedBefore(reader: Reader, draft: DraftRow): Promise<DraftRow | undefined> {
    const earlier = await reader.find(DraftRow, { regulationId: draft.regulationId }, { sequence: 'DESC' });
    return earlier.find((d) => isOut(d) && d.sequence < draft.sequence && mayFollow(draft, d));
  }

  /**
   * Locks the regulation, then the draft; refuses a stale version and a step that the life cycle does not know before
   * `act` looks at anything; `act` gives the columns that change beside the state.
   */
  private transition(
    actor: Actor,
    command: DraftCommand,
    input: { draftId: string; expectedVersion: number },
    act: (tx: Transaction, draft: DraftTextRow) => Promise<Step<DraftTextRow>['columns'] | Refusal>,
  ): Promise<DraftRow | Refusal> {
    const kind = kindOf(DraftTextRow);
    return this.work.run(`${command}Draft`, scopeOf(actor), async (tx) => {
      const known = await tx.get(DraftRow, input.draftId);
      if (known) await this.regulations.lock(tx, known.regulationId);
      const draft = known && (await tx.lock(DraftTextRow, known.id));
      if (!draft) return Refusal.notFound('这一稿');
      const refused = refuseStep(kind, draft, command, input.expectedVersion);
      if (refused) return refused;
      const columns = await act(tx, draft);
      if (columns instanceof Refusal) return columns;
      const detail = hashOf(columns?.textSha256 ?? draft.textSha256);
      return (await moveOn(tx, kind, draft, command, { ...(columns && { columns }), detail })) ?? draft;
    });
  }
}

export type { Notice };
