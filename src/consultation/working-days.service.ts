/** 节假日安排 of a year, as an office imports it. */
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { readSheetInChild } from '../authoring/readers/index.js';
import type { Actor } from '../platform/base/actor.js';
import { checkInput, Refusal } from '../platform/base/refusal.js';
import { scopeOf, UnitOfWork } from '../platform/database/scope.js';
import { WorkingDayExceptionRow } from './consultation.entities.js';
import { type LineFault, type ReadDay, readNotice } from './working-days.reader.js';
import { lockDays, replaceYear } from './working-days.sql.js';

const SHEET = { rows: 500, columns: 20, cell: 500 };
/** Characters of base64, so that a request stays within what a request may hold */
const TABLE_CHARACTERS = 480_000;

const Notice = z.object({
  year: z.number().int().min(2000, '年份不对').max(2100, '年份不对'),
  text: z.string().min(1, '请粘贴放假安排').max(20_000, '粘贴的文字太长，只要放假安排那几行').nullish(),
  table: z
    .string()
    .max(TABLE_CHARACTERS, '表格超过 350 KB：请只留放假安排那几行')
    .regex(/^[A-Za-z0-9+/]+={0,2}$/, '表格没有传完整，请再选一次')
    .nullish(),
  write: z.boolean(),
});

/** What a notice says beside what is known of its year */
export interface NoticeRead {
  year: number;
  days: ReadDay[];
  added: number;
  changed: number;
  unchanged: number;
  /** known before and not in it */
  dropped: number;
  faults: LineFault[];
  written: boolean;
}

@Injectable()
export class WorkingDaysService {
  constructor(private readonly work: UnitOfWork) {}

  /**
   * Reads the notice of one year and, where that is wanted and every line was understood, keeps it in place of what the
   * notice of that year said before: the same one again changes nothing. UNREADABLE_FILE for a table that is no .xlsx,
   * INVALID_INPUT where no day stands in it.
   */
  async importWorkingDays(actor: Actor, input: unknown): Promise<NoticeRead | Refusal> {
    const given = checkInput(Notice, input);
    if (given instanceof Refusal) return given;
    const { year } = given;
    const text = given.table ? await linesOf(given.table) : (given.text ?? '');
    if (text instanceof Refusal) return text;
    const { days, faults } = readNotice(text, year);
    if (days.length === 0 && faults.length === 0)
      return Refusal.field(
        'text',
        'EMPTY',
        '没有认出放假的日子：请把国务院办公厅通知里“元旦、春节……”那几行整段粘贴过来。',
      );
    return this.work.run('importWorkingDays', scopeOf(actor), async (tx) => {
      await lockDays(tx.manager, tx.legislatureId);
      const before = await tx.find(WorkingDayExceptionRow, { noticeYear: year });
      const counts = compared(before, days);
      const written = given.write && faults.length === 0;
      if (written) {
        await replaceYear(tx.manager, tx.legislatureId, year, days);
        tx.record('importWorkingDays', 'WorkingDays', null, { year, ...counts });
      }
      return { year, days, faults, written, ...counts };
    });
  }
}

/** The rows of a workbook's first sheet as lines of a table that was pasted; a line has the number of its row */
async function linesOf(base64: string): Promise<string | Refusal> {
  const read = await readSheetInChild(Buffer.from(base64, 'base64'), SHEET);
  if (!read.ok) return new Refusal('UNREADABLE_FILE', { reason: read.message });
  const lines: string[] = [];
  for (const { number, cells } of read.rows) lines[number - 1] = cells.map((c) => c.replace(/\s+/gu, ' ')).join('\t');
  return Array.from(lines, (line) => line ?? '').join('\n');
}

function compared(
  before: readonly WorkingDayExceptionRow[],
  days: readonly ReadDay[],
): Pick<NoticeRead, 'added' | 'changed' | 'unchanged' | 'dropped'> {
  const known = new Map(before.map((d) => [d.day, d]));
  const same = (d: ReadDay): boolean => known.get(d.day)?.kind === d.kind && known.get(d.day)?.name === d.name;
  const said = new Set(days.map((d) => d.day));
  return {
    added: days.filter((d) => !known.has(d.day)).length,
    changed: days.filter((d) => known.has(d.day) && !same(d)).length,
    unchanged: days.filter(same).length,
    dropped: before.filter((d) => !said.has(d.day)).length,
  };
}
