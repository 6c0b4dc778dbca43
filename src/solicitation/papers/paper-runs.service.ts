/** 征求意见函, 催办函 and 公告 of rounds that are out: prepared for all bodies in one act, signed in one, or void. */
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { ConsultationRow, ConsultationsService } from '../../consultation/index.js';
import { consultationStateWords } from '../../consultation/consultation.words.js';
import { DocumentNumbersService } from '../../papers/index.js';
import { clerkReads, tellRemarks } from '../../papers/clerk.rules.js';
import type { BodyAsked } from '../../papers/paper.rules.js';
import type { RefusedItem } from '../../platform/api/bulk.js';
import type { Actor } from '../../platform/base/actor.js';
import { type Day, dayIn } from '../../platform/base/clock.js';
import { dayInput, words } from '../../platform/base/inputs.js';
import { checkInput, Refusal } from '../../platform/base/refusal.js';
import { BATCH } from '../../platform/database/batches.js';
import { scopeOf, type Transaction, UnitOfWork } from '../../platform/database/scope.js';
import { type Kind, moveOn } from '../../platform/ledger/move.js';
import { PaperBodies, type PaperToPrepare } from './paper-bodies.service.js';
import {
  clerkFacts,
  NOBODY,
  type PaperContent,
  type PaperFacts,
  paperOf,
  remarksOf,
  unusedEdits,
  WORDING,
} from './paper-content.rules.js';
import { PaperContents } from './paper-content.service.js';
import { PaperRunContentRow, PaperRunRow, RoundPaperRow } from './paper-run.entities.js';
import {
  judgeRunHands,
  paperRunLife,
  type PaperRunCommand,
  type PaperRunState,
  type RunKind,
} from './paper-run.rules.js';
import { Edits } from './paper-preview.service.js';
import { numberingWords, runKindWords } from './paper.words.js';

/** The job that sets the papers of a signed run */
export const SET_PAPERS = 'papers.set';

const Prepared = z.object({
  kind: z.enum(Object.keys(runKindWords) as RunKind[]),
  consultationIds: z
    .array(z.uuid('征求意见编号不对'))
    .min(1, '请先选一次征求意见')
    .max(10, '一封函最多 10 件稿')
    .refine((ids) => new Set(ids).size === ids.length, '名单里有重复的征求意见'),
  contactPointIds: z.array(z.uuid('联系点编号不对')).max(2000, '一次最多 2000 个单位').nullish(),
  numbering: z.enum(Object.keys(numberingWords) as (keyof typeof numberingWords)[]),
  newDueOn: dayInput('新的期限').nullish(),
  readers: z
    .array(
      z.object({
        contactPointId: z.uuid('联系点编号不对'),
        names: z
          .array(words({ least: [1, '请填写姓名'], most: [20, '姓名不超过 20 字'] }))
          .min(1)
          .max(20, '一个单位最多 20 人'),
      }),
    )
    .max(2000, '一次最多 2000 个单位')
    .default([]),
  edits: Edits.default([]),
});
const Signed = z.object({
  runId: z.uuid('这批函件的编号不对'),
  expectedVersion: z.number().int(),
  issueDate: dayInput('成文日期').nullish(),
  number: z.number().int().min(1, '号码从 1 开始').max(99_999, '号码不超过 99999').nullish(),
});
const Voided = z.object({
  runId: z.uuid('这批函件的编号不对'),
  expectedVersion: z.number().int(),
  reason: words({ least: [1, '请写明作废的理由'], most: [500, '作废的理由不超过 500 字'] }),
});

/** What became of a list of bodies */
export interface PapersPrepared {
  run: PaperRunRow;
  refused: RefusedItem[];
}

const TO_EVERYBODY: PaperToPrepare = { pointId: null, forReader: false, readerId: null, facts: NOBODY };

/** What a run has not before somebody signs it */
const UNSIGNED = {
  signedBy: null,
  signedAt: null,
  issueDate: null,
  documentNumber: null,
  volumeDocxFileId: null,
  volumePdfFileId: null,
  voidReason: null,
} as const;

const runs: Kind<PaperRunRow, PaperRunState, PaperRunCommand> = {
  name: 'PaperRun',
  row: PaperRunRow,
  life: paperRunLife,
};

@Injectable()
export class PaperRuns {
  constructor(
    private readonly work: UnitOfWork,
    private readonly contents: PaperContents,
    private readonly consultations: ConsultationsService,
    private readonly bodies: PaperBodies,
    private readonly numbers: DocumentNumbersService,
  ) {}

  /**
   * Prepares a paper for each body that was asked in all of these rounds, or for those that are named; each of them is
   * accounted for: NOT_ENGAGED, NOT_ASKED_IN_ALL, DUE_DAYS_DIFFER, ALREADY_PREPARED, and for a 催办函
   * ANSWERED_ALREADY and URGED_BY_PAPER. Of a 内部 text there is a paper for each reader (NO_READER,
   * TOO_MANY_COPIES_OF_PAPER). PAPER_NOT_IN_ORDER with the clerk's remarks where the words are not right for
   * some kind of body; WRONG_STATE for a round that is not out (a 公告 may be about one that is prepared);
   * NOTHING_TO_PREPARE where no body is left; NOT_FOR_EVERYBODY_PAPER. Nothing has a number yet, and nothing is sent.
   */
  async preparePapers(actor: Actor, input: unknown): Promise<PapersPrepared | Refusal> {
    const given = checkInput(Prepared, input);
    if (given instanceof Refusal) return given;
    if (given.kind === 'URGING' && !given.newDueOn) return Refusal.field('newDueOn', 'NEEDED', '请填写新的期限。');
    return this.work.run<PapersPrepared | Refusal>('preparePapers', scopeOf(actor), async (tx) => {
      const rounds = await this.rounds(tx, given.consultationIds, given.kind);
      if (rounds instanceof Refusal) return rounds;
      const today = dayIn((await this.contents.legislature(tx)).zone, await tx.time());
      const content = await this.contentOf(tx, given, rounds, today);
      if (content instanceof Refusal) return content;
      const refused: RefusedItem[] = [];
      const bodies =
        given.kind === 'NOTICE' ? [TO_EVERYBODY] : await this.bodies.papers(tx, content, given, rounds, refused);
      if (bodies instanceof Refusal) return bodies;
      if (bodies.length === 0)
        return new Refusal('NOTHING_TO_PREPARE', { first: refused[0]?.message ?? '没有发给任何单位。' });
      const wrong = this.refuseWords(content, bodies, null);
      if (wrong) return wrong;
      const run = await tx.insert(PaperRunContentRow, {
        kind: given.kind,
        numbering: given.kind === 'NOTICE' ? 'NONE' : given.numbering,
        state: 'PREPARED',
        wording: WORDING,
        consultationIds: rounds.map((r) => r.id),
        content,
        total: bodies.length,
        preparedBy: actor.accountId,
        preparedAt: await tx.time(),
        ...UNSIGNED,
        version: 1,
      });
      for (let at = 0; at < bodies.length; at += BATCH)
        await tx.insertAll(
          RoundPaperRow,
          bodies.slice(at, at + BATCH).map(({ pointId, ...own }, i) => ({
            runId: run.id,
            ordinal: at + i,
            contactPointId: pointId,
            ...own,
            version: 1,
          })),
        );
      tx.record('preparePapers', 'PaperRun', run.id, { kind: given.kind, papers: bodies.length });
      return { run, refused };
    });
  }

  /** The rounds in their order, shared so that none is stopped meanwhile */
  private async rounds(tx: Transaction, ids: readonly string[], kind: RunKind): Promise<ConsultationRow[] | Refusal> {
    const rounds: ConsultationRow[] = [];
    for (const id of [...ids].sort()) {
      const round = await this.consultations.share(tx, id);
      if (!round) return Refusal.notFound('这次征求意见');
      const isOut = round.state === 'ISSUED' || (kind === 'NOTICE' && round.state === 'PREPARED');
      if (!isOut)
        return new Refusal('WRONG_STATE', {
          what: `这次征求意见（${round.title}）`,
          state: consultationStateWords[round.state],
          act: '准备函件',
        });
      rounds.push(round);
    }
    return ids.flatMap((id) => rounds.filter((r) => r.id === id));
  }

  private contentOf(
    tx: Transaction,
    given: z.output<typeof Prepared>,
    rounds: readonly ConsultationRow[],
    today: Day,
  ): Promise<PaperContent | Refusal> {
    const [first] = rounds as [ConsultationRow];
    return this.contents.of(tx, {
      kind: given.kind,
      draftIds: rounds.map((r) => r.draftId),
      method: rounds.find((r) => r.method !== 'PUBLIC')?.method ?? 'PUBLIC',
      opensOn: rounds.map((r) => r.opensOn).sort()[0] ?? first.opensOn,
      closesOn:
        rounds
          .map((r) => r.closesOn)
          .sort()
          .reverse()[0] ?? first.closesOn,
      origin: first.origin,
      askedRange: first.askedRange,
      nextStep: first.nextStep,
      // of several texts each question says which one it is about
      focus: rounds.flatMap((r) => r.focus.map((f) => ({ ...f, draftId: r.draftId }))),
      newDueOn: given.newDueOn ?? null,
      edits: given.edits,
      today,
      apart: true,
    });
  }

  /** PAPER_NOT_IN_ORDER with the remarks on one paper of each kind of body; each is read once more when it is set */
  private refuseWords(
    content: PaperContent,
    bodies: readonly { facts: PaperFacts }[],
    signed: { documentNumber: string | null; issueDate: string } | null,
  ): Refusal | null {
    const kinds = new Map<BodyAsked | null, PaperFacts>();
    for (const { facts } of bodies) if (!kinds.has(facts.body)) kinds.set(facts.body, facts);
    const remarks = [...kinds.values()].flatMap((facts) => {
      const letter = paperOf(content, facts, signed ?? { documentNumber: null, issueDate: '' }, this.contents.console);
      return [
        ...(signed === null ? unusedEdits(content, facts, this.contents.console) : []),
        ...clerkReads(letter, clerkFacts(content, facts, signed?.issueDate ?? null)),
        ...remarksOf(content, facts, letter, signed?.issueDate ?? null),
      ];
    });
    const once = [...new Map(remarks.map((r) => [`${r.place} ${r.words}`, r])).values()];
    return once.length === 0
      ? null
      : new Refusal('PAPER_NOT_IN_ORDER', { count: once.length, remarks: tellRemarks(once) });
  }

  /**
   * 签发 of all papers of a run: numbers by the office's way, the day, and then one job sets them. SAME_PERSON for
   * whoever prepared them, STALE_VERSION, WRONG_STATE, NUMBER_NEEDED, NUMBER_TAKEN, NUMBERS_EXHAUSTED,
   * PAPER_NOT_IN_ORDER where the words are not right on that day; INVALID_INPUT for a day to come.
   */
  async signPapers(actor: Actor, input: unknown): Promise<PaperRunRow | Refusal> {
    const given = checkInput(Signed, input);
    if (given instanceof Refusal) return given;
    return this.work.run<PaperRunRow | Refusal>('signPapers', scopeOf(actor), async (tx) => {
      const run = await tx.lock(PaperRunContentRow, given.runId);
      if (!run) return Refusal.notFound('这一批函件');
      const hands = judgeRunHands(actor.accountId, run.preparedBy);
      if (hands) return Refusal.by(hands);
      const legislature = await this.contents.legislature(tx);
      const at = await tx.time();
      const today = dayIn(legislature.zone, at);
      const issueDate = given.issueDate ?? today;
      if (issueDate > today) return Refusal.field('issueDate', 'FUTURE', '成文日期还没有到，请核对。');
      const moved = await moveOn(tx, runs, run, 'sign', {
        expectedVersion: given.expectedVersion,
        columns: { signedBy: actor.accountId, signedAt: at, issueDate },
      });
      if (moved) return moved;
      const papers = await tx.find(RoundPaperRow, { runId: run.id }, { ordinal: 'ASC' });
      const numbers = await this.number(tx, run, papers.length, given.number ?? null, issueDate);
      if (numbers instanceof Refusal) return numbers;
      const wrong = this.refuseWords(run.content, papers, { documentNumber: numbers[0] ?? null, issueDate });
      if (wrong) return wrong;
      if (run.numbering === 'ONE') await tx.change(PaperRunRow, run, { documentNumber: numbers[0] ?? null });
      if (run.numbering !== 'NONE') {
        const locked = await tx.lockAll(
          RoundPaperRow,
          papers.map((p) => p.id),
        );
        await tx.changeAll(RoundPaperRow, locked, (p) => ({
          documentNumber: numbers[run.numbering === 'ONE' ? 0 : p.ordinal] ?? null,
        }));
      }
      await tx.enqueue(SET_PAPERS, { runId: run.id });
      return run;
    });
  }

  private async number(
    tx: Transaction,
    run: PaperRunRow,
    papers: number,
    first: number | null,
    issueDate: Day,
  ): Promise<string[] | Refusal> {
    if (run.numbering === 'NONE') return [];
    const { documentWord: word, numberSource: source } = await this.contents.legislature(tx);
    const count = run.numbering === 'ONE' ? 1 : papers;
    const year = Number(issueDate.slice(0, 4));
    return this.numbers.take(tx, { word, year, source, count, first }, { paperRunId: run.id });
  }

  /** 作废 of all: the number is kept with the reason; papers that reached their body stay there, marked void. */
  async voidPapers(actor: Actor, input: unknown): Promise<PaperRunRow | Refusal> {
    const given = checkInput(Voided, input);
    if (given instanceof Refusal) return given;
    return this.work.run<PaperRunRow | Refusal>('voidPapers', scopeOf(actor), async (tx) => {
      const run = await tx.lock(PaperRunRow, given.runId);
      if (!run) return Refusal.notFound('这一批函件');
      const step = { expectedVersion: given.expectedVersion, columns: { voidReason: given.reason } };
      return (await moveOn(tx, runs, run, 'void', step)) ?? run;
    });
  }
}
