/** 说明, 一句话 and 要点, 条文说明, 参阅资料 are said anew; what was said before stays as its revision. */
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { ArticleTree } from '../../articles/index.js';
import type { Actor } from '../../platform/base/actor.js';
import { words } from '../../platform/base/inputs.js';
import { checkInput, Refusal } from '../../platform/base/refusal.js';
import { lengthSeen } from '../../platform/base/visible.rules.js';
import { FileRow } from '../../platform/database/files/file.entities.js';
import { FilesService } from '../../platform/database/files/files.service.js';
import { scopeOf, type Transaction, UnitOfWork } from '../../platform/database/scope.js';
import { DraftTextRow } from '../drafts/draft.entities.js';
import { isOut } from '../drafts/draft.rules.js';
import { refusedFile } from '../drafts/draft-texts.js';
import { readInChild } from '../readers/child.js';
import { lastOf, notesOf } from './draft-notes.queries.js';
import { DraftKeyPointsRow, DraftReferencesRow, DraftStatementRow, ProvisionNoteRow } from './notes.entities.js';
import {
  judgeSaying,
  LONGEST_NOTE,
  LONGEST_POINT,
  LONGEST_SENTENCE,
  LONGEST_STATEMENT,
  MOST_POINTS,
  MOST_REFERENCES,
  MOST_STATEMENT_LINES,
  statementFrom,
} from './notes.rules.js';

const Which = z.object({
  draftId: z.uuid('稿的编号不对'),
  expectedRevision: z.number().int('版本号不对').min(0, '版本号不对'),
});
const SaveStatement = Which.extend({
  title: words({ most: [150, '说明的标题最多 150 字'] }),
  text: words({ most: [LONGEST_STATEMENT, `说明最多 ${LONGEST_STATEMENT} 字`] }),
  fileId: z.uuid('文件编号不对').nullable(),
}).refine((s) => s.fileId === null || s.text === '', { path: ['text'], message: '粘贴文字和上传文件，请选一样' });
const label = words({ most: [30, '条号最多 30 字'] });
const SaveKeyPoints = Which.extend({
  sentence: words({ most: [LONGEST_SENTENCE, `一句话最多 ${LONGEST_SENTENCE} 字`], count: lengthSeen }),
  points: z
    .array(
      z
        .object({
          question: words({ least: [1, '请写问题'], most: [LONGEST_POINT, '问题写短些'], count: lengthSeen }),
          answer: words({ least: [1, '请写回答'], most: [LONGEST_POINT, '回答写短些'], count: lengthSeen }),
          provisionLabel: label,
        })
        .refine((p) => lengthSeen(p.question) + lengthSeen(p.answer) <= LONGEST_POINT, {
          path: ['answer'],
          message: `问题和回答合起来最多 ${LONGEST_POINT} 字`,
        }),
    )
    .max(MOST_POINTS, `要点最多 ${MOST_POINTS} 条`),
});
const SaveNote = Which.extend({
  label,
  text: words({ most: [LONGEST_NOTE, `条文说明最多 ${LONGEST_NOTE} 字`] }),
});
const SaveReferences = Which.extend({
  entries: z
    .array(
      z
        .object({
          title: words({ least: [1, '请写资料的名称'], most: [100, '资料的名称最多 100 字'] }),
          words: words({ most: [300, '出处最多 300 字'] }),
          fileId: z.uuid('文件编号不对').nullable(),
        })
        .refine((e) => e.words !== '' || e.fileId !== null, {
          path: ['words'],
          message: '请写明在哪里能看到，或者上传文件',
        }),
    )
    .max(MOST_REFERENCES, `参阅资料最多 ${MOST_REFERENCES} 份`),
});

type Given = z.infer<typeof Which>;

@Injectable()
export class DraftNotesActs {
  constructor(
    private readonly work: UnitOfWork,
    private readonly files: FilesService,
  ) {}

  /**
   * 说明, typed or pasted a paragraph a line, or read from an uploaded file, which is kept; neither: there is none.
   * UNREADABLE_FILE where the file cannot be read; STALE_VERSION where somebody saved in between.
   */
  async saveStatement(actor: Actor, input: unknown): Promise<DraftTextRow | Refusal> {
    const given = checkInput(SaveStatement, input);
    if (given instanceof Refusal) return given;
    const source = given.fileId === null ? given.text.split('\n') : await this.linesOf(actor, given.fileId);
    if (source instanceof Refusal) return source;
    return this.say('saveStatement', '写说明', actor, given, async (tx, draft) => {
      const last = (await lastOf(tx, DraftStatementRow, [draft.id])).get(draft.id)?.revision ?? 0;
      if (last !== given.expectedRevision) return last;
      const read = statementFrom(source, draft.title);
      if (read.lines.length > MOST_STATEMENT_LINES)
        return Refusal.field('text', 'LENGTH', `说明最多 ${MOST_STATEMENT_LINES} 段。`);
      if (given.fileId !== null && !(await this.claim(tx, given.fileId, draft.id)))
        return Refusal.notFound('上传的文件');
      await tx.insert(DraftStatementRow, {
        draftId: draft.id,
        revision: last + 1,
        title: given.title === '' ? read.title : given.title,
        lines: read.lines,
        fileId: given.fileId,
        byAccount: actor.accountId,
      });
      return null;
    });
  }

  /** 一句话 and at most five 要点; INVALID_INPUT names an article that the text does not have */
  async saveKeyPoints(actor: Actor, input: unknown): Promise<DraftTextRow | Refusal> {
    const given = checkInput(SaveKeyPoints, input);
    if (given instanceof Refusal) return given;
    return this.say('saveKeyPoints', '写要点', actor, given, async (tx, draft) => {
      const last = (await lastOf(tx, DraftKeyPointsRow, [draft.id])).get(draft.id)?.revision ?? 0;
      if (last !== given.expectedRevision) return last;
      const at = given.points.findIndex((p) => p.provisionLabel !== '' && !has(draft.tree, p.provisionLabel));
      if (at >= 0)
        return Refusal.field(
          `points.${at}.provisionLabel`,
          'UNKNOWN',
          `正文里没有“${given.points[at]?.provisionLabel}”，请照正文的条号写。`,
        );
      const { sentence, points } = given;
      const revision = last + 1;
      await tx.insert(DraftKeyPointsRow, { draftId: draft.id, revision, sentence, points, byAccount: actor.accountId });
      return null;
    });
  }

  /** 条文说明 of one article, named as the text numbers it; an empty text takes it away */
  async saveProvisionNote(actor: Actor, input: unknown): Promise<DraftTextRow | Refusal> {
    const given = checkInput(SaveNote, input);
    if (given instanceof Refusal) return given;
    return this.say('saveProvisionNote', '写条文说明', actor, given, async (tx, draft) => {
      if (!has(draft.tree, given.label)) return Refusal.notFound('这一条');
      const last = (await notesOf(tx, [draft.id])).get(draft.id)?.get(given.label)?.revision ?? 0;
      if (last !== given.expectedRevision) return last;
      await tx.insert(ProvisionNoteRow, {
        draftId: draft.id,
        revision: last + 1,
        label: given.label,
        text: given.text,
        byAccount: actor.accountId,
      });
      return null;
    });
  }

  /** 参阅资料, all of them in their order; a file is claimed with the first list that names it */
  async saveReferences(actor: Actor, input: unknown): Promise<DraftTextRow | Refusal> {
    const given = checkInput(SaveReferences, input);
    if (given instanceof Refusal) return given;
    return this.say('saveReferences', '列参阅资料', actor, given, async (tx, draft) => {
      const last = (await lastOf(tx, DraftReferencesRow, [draft.id])).get(draft.id)?.revision ?? 0;
      if (last !== given.expectedRevision) return last;
      for (const [at, { fileId }] of given.entries.entries())
        if (fileId !== null && !(await this.claim(tx, fileId, draft.id)))
          return Refusal.field(`entries.${at}.fileId`, 'UNKNOWN', '没有找到这份上传的文件，请重新上传。');
      const { entries } = given;
      await tx.insert(DraftReferencesRow, {
        draftId: draft.id,
        revision: last + 1,
        entries,
        byAccount: actor.accountId,
      });
      return null;
    });
  }

  /**
   * One act on what is said of a draft, under the draft's lock. `body` gives the revision that is stored now, where
   * another one was read. What is said after the text is out is noted as such in the ledger.
   */
  private say(
    act: string,
    what: string,
    actor: Actor,
    given: Given,
    body: (tx: Transaction, draft: DraftTextRow) => Promise<Refusal | number | null>,
  ): Promise<DraftTextRow | Refusal> {
    return this.work.run(act, scopeOf(actor), async (tx) => {
      const draft = await tx.lock(DraftTextRow, given.draftId);
      if (!draft) return Refusal.notFound('这一稿');
      const refused = judgeSaying(draft.state, what);
      if (refused) return Refusal.by(refused);
      const done = await body(tx, draft);
      if (done instanceof Refusal) return done;
      if (done !== null) return Refusal.stale(done, { kind: 'Draft', id: draft.id });
      tx.record(act, 'Draft', draft.id, { revision: given.expectedRevision + 1, published: isOut(draft) });
      return draft;
    });
  }

  private async linesOf(actor: Actor, fileId: string): Promise<string[] | Refusal> {
    const reader = this.work.read(scopeOf(actor));
    const file = await reader.one(FileRow, { id: fileId, uploadedBy: actor.accountId });
    if (!file || file.ownerId !== null) return Refusal.notFound('上传的文件');
    const read = await readInChild(file.name, await this.files.bytes(reader, file.id));
    if (!read.ok) return refusedFile(read.message);
    const lines = read.lines.map((l) => l.text);
    const length = lines.reduce((sum, line) => sum + line.length, 0);
    return length > LONGEST_STATEMENT
      ? refusedFile(`“${file.name}”有 ${length} 字，说明最多 ${LONGEST_STATEMENT} 字：请检查是否选错了文件。`)
      : lines;
  }

  /** Claimed for the draft now, or by it before: whoever reads the draft reads its files. */
  private async claim(tx: Transaction, fileId: string, draftId: string): Promise<boolean> {
    const file = await tx.get(FileRow, fileId);
    if (!file) return false;
    if (file.ownerKind === 'Draft' && file.ownerId === draftId) return true;
    if (file.uploadedBy !== tx.scope.accountId) return false;
    return (await this.files.claim(tx, fileId, { kind: 'Draft', id: draftId })) !== null;
  }
}

const has = (tree: ArticleTree, label: string): boolean => tree.provisions.some((p) => p.label === label);
