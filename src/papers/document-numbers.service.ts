/**
 * 发文字号 by the office's way 编号方式: counted by this program, typed in from the register of the office, or out of
 * a block that the register left to it. Each number is of one letter, or of papers sent out as one, for ever.
 */
import { Injectable } from '@nestjs/common';
import { IsNull, MoreThan, Not } from 'typeorm';
import { z } from 'zod';
import { AccessService } from '../platform/access/access.service.js';
import type { numberSourceWords } from '../platform/access/settings.words.js';
import { type InOrder, type Page, pageFrom } from '../platform/api/paging.js';
import type { Actor } from '../platform/base/actor.js';
import { dayIn, systemClock } from '../platform/base/clock.js';
import { words } from '../platform/base/inputs.js';
import { checkInput, Refusal } from '../platform/base/refusal.js';
import { oneOf } from '../platform/database/one-of.js';
import { type Reader, scopeOf, type Transaction, UnitOfWork } from '../platform/database/scope.js';
import { DocumentNumberRow, NumberBlockRow } from './document-number.entities.js';
import { documentNumber, freeNumbers, gapsBelow, type NumberRange } from './document-number.rules.js';
import { counterIsAtLeast, moveCounter, numbersGiven } from './document-number.sql.js';

/** What takes a number */
export type NumberOwner = { letterId: string } | { paperRunId: string };

export interface NumbersAsked {
  word: string;
  /** of the issue date */
  year: number;
  source: keyof typeof numberSourceWords;
  count: number;
  /**
   * the first of them, as the office's register has it, or how it is found once numbers are locked; null where it is
   * not typed in
   */
  first: number | null | ((tx: Transaction) => Promise<number | null>);
}

/** 预留号段 and what became of its numbers */
export interface BlockOfNumbers extends NumberRange {
  used: number;
  voided: number;
  left: number;
}

/** How numbers of a year stand */
export interface NumbersOfYear {
  word: string;
  year: number;
  source: keyof typeof numberSourceWords;
  /** the one that would be next; null where no block has one left, and for a register the one after the largest */
  next: number | null;
  used: number;
  voided: number;
  /** 缺号, in their order */
  gaps: NumberRange[];
  blocks: BlockOfNumbers[];
}

const Reserved = z
  .object({
    year: z.number().int().min(2000).max(2100),
    first: z.number().int().min(1, '号码从 1 开始'),
    last: z.number().int().min(1, '号码从 1 开始').max(99_999, '号码不超过 99999'),
  })
  .refine((b) => b.last >= b.first, { path: ['last'], message: '最后一个号不能小于第一个号' })
  .refine((b) => b.last - b.first < 5000, { path: ['last'], message: '一段最多 5000 个号' });

const Voided = z
  .object({
    year: z.number().int().min(2000).max(2100),
    first: z.number().int().min(1, '号码从 1 开始'),
    last: z.number().int().min(1, '号码从 1 开始').max(99_999, '号码不超过 99999'),
    note: words({ least: [1, '请写明为什么作废'], most: [200, '作废的说明不超过 200 字'] }),
  })
  .refine((b) => b.last >= b.first, { path: ['last'], message: '最后一个号不能小于第一个号' })
  .refine((b) => b.last - b.first < 500, { path: ['last'], message: '一次最多作废 500 个号' });
/** Of one year; a register that leaves more than these has another one */
const MOST_BLOCKS = 500;

@Injectable()
export class DocumentNumbersService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly access: AccessService,
  ) {}

  /**
   * Numbers for `owner`, as printed, in the transaction that signs it: where that is undone they were never given.
   * NUMBER_NEEDED where a register is kept and none was typed in, NUMBER_TAKEN where one is somebody's already,
   * NUMBERS_EXHAUSTED where the blocks have too few left; then none is given.
   */
  async take(tx: Transaction, asked: NumbersAsked, owner: NumberOwner): Promise<string[] | Refusal> {
    const { word, year } = asked;
    const numbers = await this.choose(tx, asked);
    if (numbers instanceof Refusal) return numbers;
    await tx.insertAll(
      DocumentNumberRow,
      numbers.map((number) => ({ word, year, number, ...OF_NOTHING, ...owner })),
    );
    return numbers.map((n) => documentNumber(word, year, n));
  }

  private async choose(tx: Transaction, asked: NumbersAsked): Promise<number[] | Refusal> {
    const { word, year, source, count, first } = asked;
    const counted = source === 'COUNTER';
    // also where it does not count, its row is what two who sign at once wait for
    const last = await moveCounter(tx.manager, tx.legislatureId, word, year, counted ? count : 0);
    if (counted) return Array.from({ length: count }, (_, at) => last - count + 1 + at);
    const numbers =
      source === 'REGISTER' ? typed(await firstOf(tx, first), count) : await this.fromBlocks(tx, word, year, count);
    if (numbers instanceof Refusal) return numbers;
    const taken = await tx.find(DocumentNumberRow, { word, year, number: oneOf(numbers) }, { number: 'ASC' }, 1);
    if (taken[0]) return new Refusal('NUMBER_TAKEN', { number: documentNumber(word, year, taken[0].number) });
    await counterIsAtLeast(tx.manager, tx.legislatureId, word, year, Math.max(...numbers));
    return numbers;
  }

  private async fromBlocks(tx: Transaction, word: string, year: number, count: number): Promise<number[] | Refusal> {
    const blocks = await tx.find(NumberBlockRow, { word, year });
    const free = freeNumbers(blocks, await this.given(tx, word, year), count);
    return free.length < count ? new Refusal('NUMBERS_EXHAUSTED', { wanted: count, left: free.length, year }) : free;
  }

  private async given(reader: Reader, word: string, year: number): Promise<Set<number>> {
    return new Set((await numbersGiven(reader.manager, reader.legislatureId, word, year)).map((n) => n.number));
  }

  /** How the numbers of a year stand; of this year where none is given */
  async ofYear(actor: Actor, asked: number | null): Promise<NumbersOfYear | null> {
    const legislature = await this.access.legislature(actor.legislatureId ?? '');
    if (!legislature) return null;
    const { documentWord: word, numberSource: source, zone } = legislature;
    const year = asked ?? Number(dayIn(zone, systemClock.now()).slice(0, 4));
    const reader = this.work.read(scopeOf(actor));
    const all = await numbersGiven(reader.manager, reader.legislatureId, word, year);
    const given = new Set(all.map((n) => n.number));
    const blocks = await reader.find(NumberBlockRow, { word, year }, { first: 'ASC' });
    const ofBlocks = source === 'BLOCK';
    return {
      word,
      year,
      source,
      next: ofBlocks ? (freeNumbers(blocks, given, 1)[0] ?? null) : (all.at(-1)?.number ?? 0) + 1,
      used: all.filter((n) => !n.isVoid).length,
      voided: all.filter((n) => n.isVoid).length,
      gaps: gapsBelow(given, ofBlocks ? blocks : null),
      blocks: blocks.map(({ first, last }) => {
        const mine = all.filter((n) => n.number >= first && n.number <= last);
        const voided = mine.filter((n) => n.isVoid).length;
        return { first, last, used: mine.length - voided, voided, left: last - first + 1 - mine.length };
      }),
    };
  }

  /** Numbers of a year that were given up, in their order */
  voided(
    actor: Actor,
    { word, year }: { word: string; year: number },
    asked: InOrder,
  ): Promise<Page<DocumentNumberRow>> {
    const reader = this.work.read(scopeOf(actor));
    const where = { word, year, voidNote: Not(IsNull()) };
    return pageFrom(
      'voided',
      asked,
      (after, take) =>
        reader.find(DocumentNumberRow, { ...where, number: MoreThan(after ?? 0) }, { number: 'ASC' }, take),
      (row) => row.number,
      () => reader.count(DocumentNumberRow, where),
    );
  }

  /**
   * 作废 of numbers that nobody has: given to nothing, with a note, for good. NUMBER_TAKEN where one is given;
   * INVALID_INPUT where this program counts and has not come so far, or where one is in no block that it gives from.
   */
  async giveUp(actor: Actor, input: unknown): Promise<NumbersOfYear | Refusal> {
    const given = checkInput(Voided, input);
    if (given instanceof Refusal) return given;
    const legislature = await this.access.legislature(actor.legislatureId ?? '');
    if (!legislature) return Refusal.notFound('立法机关');
    const { documentWord: word, numberSource: source } = legislature;
    const { year, first, last, note } = given;
    const refused = await this.work.run<Refusal | null>('voidNumbers', scopeOf(actor), async (tx) => {
      const counted = await moveCounter(tx.manager, tx.legislatureId, word, year, 0);
      const taken = [...(await this.given(tx, word, year))].filter((n) => n >= first && n <= last);
      if (taken.length > 0)
        return new Refusal('NUMBER_TAKEN', { number: documentNumber(word, year, Math.min(...taken)) });
      const wrong = await this.refuseGivingUp(tx, source, { word, year, first, last }, counted);
      if (wrong) return wrong;
      const at = await tx.time();
      await tx.insertAll(
        DocumentNumberRow,
        Array.from({ length: last - first + 1 }, (_, i) => ({
          ...OF_NOTHING,
          word,
          year,
          number: first + i,
          voidNote: note,
          voidBy: actor.accountId,
          voidAt: at,
        })),
      );
      await counterIsAtLeast(tx.manager, tx.legislatureId, word, year, last);
      tx.record('voidNumbers', 'DocumentNumber', null, { year, first, last });
      return null;
    });
    return refused ?? ((await this.ofYear(actor, year)) as NumbersOfYear);
  }

  private async refuseGivingUp(
    tx: Transaction,
    source: NumbersAsked['source'],
    { word, year, first, last }: NumberRange & { word: string; year: number },
    counted: number,
  ): Promise<Refusal | null> {
    if (source === 'COUNTER')
      return last > counted
        ? Refusal.field('last', 'NOT_YET', `本机关的号由系统连续编，现在编到 ${counted} 号，后面的号不用作废。`)
        : null;
    if (source === 'REGISTER') return null;
    const blocks = await tx.find(NumberBlockRow, { word, year });
    for (let n = first; n <= last; n++)
      if (!blocks.some((b) => n >= b.first && n <= b.last))
        return Refusal.field('first', 'NO_BLOCK', `${n} 号不在预留的号段里，不归这里作废。`);
    return null;
  }

  /**
   * 预留号段: the register leaves these numbers to this program. NUMBER_TAKEN where one of them is given, or in another
   * block, already.
   */
  async reserve(actor: Actor, input: unknown): Promise<NumbersOfYear | Refusal> {
    const given = checkInput(Reserved, input);
    if (given instanceof Refusal) return given;
    const legislature = await this.access.legislature(actor.legislatureId ?? '');
    if (!legislature) return Refusal.notFound('立法机关');
    const { documentWord: word } = legislature;
    const { year, first, last } = given;
    const refused = await this.work.run<Refusal | null>('reserveNumbers', scopeOf(actor), async (tx) => {
      await moveCounter(tx.manager, tx.legislatureId, word, year, 0);
      const blocks = await tx.find(NumberBlockRow, { word, year });
      if (blocks.length >= MOST_BLOCKS)
        return Refusal.field('first', 'MANY', `${year}年已经登记了 ${MOST_BLOCKS} 段，不能再登记。`);
      const other = blocks.find((b) => b.first <= last && first <= b.last);
      const numbers = [...(await this.given(tx, word, year))].filter((n) => n >= first && n <= last);
      const taken = other ? Math.max(first, other.first) : numbers.length > 0 ? Math.min(...numbers) : null;
      if (taken !== null) return new Refusal('NUMBER_TAKEN', { number: documentNumber(word, year, taken) });
      const block = await tx.insert(NumberBlockRow, {
        word,
        year,
        first,
        last,
        byAccount: actor.accountId,
        at: await tx.time(),
      });
      tx.record('reserveNumbers', 'NumberBlock', block.id, { year, first, last });
      return null;
    });
    return refused ?? ((await this.ofYear(actor, year)) as NumbersOfYear);
  }
}

const OF_NOTHING = { letterId: null, paperRunId: null, voidNote: null, voidBy: null, voidAt: null } as const;

const firstOf = (tx: Transaction, first: NumbersAsked['first']): Promise<number | null> | number | null =>
  typeof first === 'function' ? first(tx) : first;

const typed = (first: number | null, count: number): number[] | Refusal =>
  first === null || !Number.isInteger(first) || first < 1
    ? new Refusal('NUMBER_NEEDED')
    : Array.from({ length: count }, (_, at) => first + at);
