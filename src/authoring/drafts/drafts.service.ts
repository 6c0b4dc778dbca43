/** 稿: import, correct, check, publish. */
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type ArticleTree, parse, parseText, provisionText } from '../../articles/index.js';
import type { Actor } from '../../platform/base/actor.js';
import { scopeOf } from '../../platform/database/scope.js';
import { isOffice } from '../../platform/access/permissions.js';
import { type Reader, type Transaction, UnitOfWork } from '../../platform/database/scope.js';
import { FileRow } from '../../platform/database/files/file.entities.js';
import { DiskGuard } from '../../platform/database/files/disk.js';
import { FilesService } from '../../platform/database/files/files.service.js';
import { checkInput, Refusal } from '../../platform/base/refusal.js';
import { appendToChain } from '../../platform/ledger/chain.js';
import { sha256 } from '../../platform/base/canonical.js';
import { DraftEventRow, DraftRow, type Notice, ProvisionRow } from './draft.entities.js';
import { RegulationRow } from '../regulations/regulation.entities.js';
import {
  type DraftCommand,
  draftKinds,
  draftStateWords,
  nextDraftState,
  nextSequence,
  supersedes,
} from './draft.rules.js';
import { readInChild } from '../readers/child.js';
import type { ReadOutcome } from '../readers/reader.js';

export const ImportDraft = z.object({
  regulationId: z.uuid('法规编号不对'),
  kind: z.enum(draftKinds),
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

const commandWords: { readonly [C in DraftCommand]: string } = {
  correct: '改正',
  check: '核对',
  publish: '公布',
  supersede: '取代',
  takeDown: '撤下',
  restore: '恢复',
};

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
  ) {
    files.registerOwner(
      'Draft',
      async (reader, actor, draftId) => mayRead(actor, await reader.get(DraftRow, draftId)) !== null,
    );
  }

  /** Whoever makes drafts of something else than their text says here what is left to be read of it. */
  registerToBeRead(more: ToBeRead): void {
    this.toBeRead.push(more);
  }

  /** Reads an uploaded file into an article tree and keeps both, the file with its hash. */
  importDraft(actor: Actor, input: unknown): Promise<DraftRow | Refusal> {
    return this.importFrom(actor, input, 'importDraft', (read) => {
      const tree = parse(read.lines);
      return Promise.resolve({ tree, title: tree.title, sourceText: read.lines.map((l) => l.text).join('\n') });
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
    const built = await build(read, reader, given);
    if (built instanceof Refusal) return built;
    const { tree, sourceText } = built;
    if (tree.provisions.length === 0) return new Refusal('NO_ARTICLES');
    return this.work.run(act, scopeOf(actor), async (tx) => {
      const regulation = await tx.lock(RegulationRow, given.regulationId);
      if (!regulation) return Refusal.notFound('法规项目');
      const earlier = await tx.find(DraftRow, { regulationId: regulation.id });
      const sequence = nextSequence(
        given.kind,
        earlier.map((d) => d.sequence),
      );
      if (sequence === null) return Refusal.field('kind', 'TAKEN', '这部法规已经有现行法文本。');
      const draft = await tx.insert(DraftRow, {
        regulationId: regulation.id,
        sequence,
        kind: given.kind,
        title: built.title || regulation.title,
        state: 'IMPORTED',
        sourceFileId: file.id,
        sourceSha256: file.sha256,
        sourceText,
        tree,
        textSha256: sha256(sourceText),
        notices: read.notices,
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
      await this.event(tx, draft, 'import');
      tx.record(act, 'Draft', draft.id, { sequence, articles: tree.provisions.length });
      return draft;
    });
  }

  /** Replaces the text as one would retype it; the file that was uploaded stays as it came. */
  correctDraft(
    actor: Actor,
    input: { draftId: string; expectedVersion: number; text: string },
  ): Promise<DraftRow | Refusal> {
    return this.transition(actor, 'correct', input, async (tx, draft) => {
      if (input.text.trim() === '' || input.text.length > 2_000_000)
        return Refusal.field('text', 'LENGTH', '正文不能是空的，也不超过 200 万字。');
      const tree = parseText(input.text);
      if (tree.provisions.length === 0) return new Refusal('NO_ARTICLES');
      await tx.change(DraftRow, draft, {
        state: 'IMPORTED',
        sourceText: input.text,
        tree,
        textSha256: sha256(input.text),
        title: tree.title || draft.title,
      });
      return draft;
    });
  }

  /**
   * A person has compared the tree with the paper; warnings and instructions left must be accepted one by one, said by
   * `warningsRead`.
   */
  checkDraft(
    actor: Actor,
    input: { draftId: string; expectedVersion: number; warningsRead: boolean },
  ): Promise<DraftRow | Refusal> {
    return this.transition(actor, 'check', input, async (tx, draft) => {
      const left = draft.tree.warnings.map((w) => w.message);
      for (const more of this.toBeRead) left.push(...(await more(tx, draft.id)));
      if (left[0] !== undefined && !input.warningsRead)
        return new Refusal('TEXT_HAS_WARNINGS', { count: left.length, first: left[0] });
      await tx.change(DraftRow, draft, { state: 'CHECKED' });
      return draft;
    });
  }

  /**
   * From here the words are final: provisions become rows, the draft before is superseded, later rooms are told. The
   * law in force stays published beside the drafts that would change it, until its new text is promulgated.
   */
  publishDraft(actor: Actor, input: { draftId: string; expectedVersion: number }): Promise<DraftRow | Refusal> {
    return this.transition(actor, 'publish', input, async (tx, draft) => {
      const published = await tx.find(DraftRow, { regulationId: draft.regulationId, state: 'PUBLISHED' });
      const replaced = published.filter((d) => supersedes(draft.kind, d.kind));
      const later = replaced.find((d) => d.sequence > draft.sequence);
      if (later) return new Refusal('LATER_DRAFT_PUBLISHED', { title: later.title });
      for (const before of replaced) {
        await tx.change(DraftRow, before, { state: 'SUPERSEDED' });
        await this.event(tx, before, 'supersede', { by: draft.id });
      }
      await tx.change(DraftRow, draft, {
        state: 'PUBLISHED',
        publishedAt: await tx.time(),
        publishedBy: actor.accountId,
      });
      await tx.insertAll(ProvisionRow, provisionsOf(draft.id, draft.tree));
      const earlier = await tx.find(DraftRow, { regulationId: draft.regulationId }, { sequence: 'DESC' });
      const previous = earlier.find((d) => d.publishedAt !== null && d.sequence < draft.sequence);
      await tx.enqueue(DRAFT_PUBLISHED, {
        draftId: draft.id,
        previousDraftId: previous?.id ?? null,
        regulationId: draft.regulationId,
      });
      return draft;
    });
  }

  /** Lock the regulation, then the draft; refuse a stale version and a step that the life cycle does not know. */
  private transition(
    actor: Actor,
    command: DraftCommand,
    input: { draftId: string; expectedVersion: number },
    act: (tx: Transaction, draft: DraftRow) => Promise<DraftRow | Refusal>,
  ): Promise<DraftRow | Refusal> {
    return this.work.run(`${command}Draft`, scopeOf(actor), async (tx) => {
      const known = await tx.get(DraftRow, input.draftId);
      if (known) await tx.lock(RegulationRow, known.regulationId);
      const draft = known && (await tx.lock(DraftRow, known.id));
      if (!draft) return Refusal.notFound('这一稿');
      if (draft.version !== input.expectedVersion) return Refusal.stale(draft.version);
      if (nextDraftState(draft.state, command) === null)
        return new Refusal('WRONG_STATE', {
          what: '这一稿',
          state: draftStateWords[draft.state],
          act: commandWords[command],
        });
      const result = await act(tx, draft);
      if (result instanceof Refusal) return result;
      await this.event(tx, draft, command);
      tx.record(`${command}Draft`, 'Draft', draft.id, { version: draft.version });
      return result;
    });
  }

  /**
   * The text is in the chain by its hash: whoever holds the words can show that they are those which were published.
   */
  private event(
    tx: Transaction,
    draft: DraftRow,
    command: DraftCommand | 'import',
    detail: Record<string, string> = {},
  ): Promise<void> {
    return appendToChain(tx, DraftEventRow, 'draftId', draft.id, {
      command,
      state: draft.state,
      detail: { textSha256: draft.textSha256.toString('hex'), ...detail },
    });
  }

  /** null also where the actor is of a contact point and the text is not out yet (security §1.17) */
  async draft(actor: Actor, id: string): Promise<DraftRow | null> {
    return mayRead(actor, await this.work.read(scopeOf(actor)).get(DraftRow, id));
  }

  async draftsOf(actor: Actor, regulationId: string): Promise<DraftRow[]> {
    return (await this.work.read(scopeOf(actor)).find(DraftRow, { regulationId }, { sequence: 'ASC' })).filter(
      (d) => mayRead(actor, d) !== null,
    );
  }

  /** Published provisions by place in the text, from `after` (an ordinal) on */
  async provisions(reader: Reader, draftId: string, first?: number, after = -1): Promise<ProvisionRow[]> {
    const all = await reader.find(ProvisionRow, { draftId }, { ordinal: 'ASC' });
    const from = all.filter((p) => p.ordinal > after);
    return first === undefined ? from : from.slice(0, first);
  }

  provisionsFor(actor: Actor, draftId: string, first: number, after: number): Promise<ProvisionRow[]> {
    return this.provisions(this.work.read(scopeOf(actor)), draftId, first, after);
  }

  async provisionsByIds(actor: Actor, ids: readonly string[]): Promise<(ProvisionRow | null)[]> {
    const rows = await this.work
      .read(scopeOf(actor))
      .manager.createQueryBuilder(ProvisionRow, 'p')
      .where('p.legislature_id = :legislature and p.id in (:...ids)', {
        legislature: actor.legislatureId,
        ids: [...ids],
      })
      .getMany();
    const by = new Map(rows.map((r) => [r.id, r]));
    return ids.map((id) => by.get(id) ?? null);
  }
}

/** The office works on texts before they are out; a contact point reads what everybody may. */
const mayRead = (actor: Actor, draft: DraftRow | null): DraftRow | null =>
  draft !== null && (draft.publishedAt !== null || isOffice(actor.roles)) ? draft : null;

function provisionsOf(draftId: string, tree: ArticleTree): Omit<ProvisionRow, 'id' | 'legislatureId'>[] {
  return tree.provisions.map((p, ordinal) => {
    const text = provisionText(p);
    return {
      draftId,
      ordinal,
      kind: p.kind,
      number: p.number,
      sub: p.sub,
      label: p.label,
      caption: p.caption,
      headings: p.headings,
      body: p.paragraphs,
      text,
      textSha256: sha256(text),
    };
  });
}

export type { Notice };
