/** What letters of every wording consist of, and what they say in the same way. */
import { outcomeWords } from '../decision/decision.words.js';
import type { Outcome } from '../decision/handling/handling.rules.js';
import type { BodyAsked } from '../network/points/point.rules.js';
import { addressOf } from '../papers/paper.rules.js';
import { chineseDate } from '../platform/documents/printable.rules.js';

/**
 * Wordings that letters have and no letter gets any more, none of them changed: `interim-2` says that some answers are
 * still to come, `interim-3` is what a clerk lets pass, `supplementary-1` tells what earlier letters did not,
 * `reversal-1` what was decided again.
 */
const FORMER = ['interim-1', 'interim-2', 'interim-3', 'supplementary-1', 'reversal-1'] as const;
/** Wordings of now: each body is spoken to as what it is, items are cited plainly, and the clerk reads every letter */
export const READ_BY_CLERK = ['interim-4', 'supplementary-2', 'reversal-2'] as const;
export const wordings = [...FORMER, ...READ_BY_CLERK] as const;
export type WordingVersion = (typeof wordings)[number];

export interface SnapshotChange {
  type: 'same' | 'insert' | 'delete';
  text: string;
}

export interface SnapshotComment {
  commentId: string;
  /** 序号 in the return of this contact point, from 1 */
  number: number;
  /** 第十七条第二款; 全文; a label of the draft it was made on */
  place: string;
  text: string;
  outcome: Outcome;
  /** in Chinese; null unless not adopted */
  reasonClass: string | null;
  words: string;
  explanation: string | null;
  evidence: { oldLabel: string | null; newLabel: string | null; changes: SnapshotChange[] }[];
  /** civil day of the return or supplement it came with; absent in the wording `interim-1` */
  reportedOn?: string;
  /** reported after the first letter was composed 补报 */
  late?: boolean;
  /** what a letter told before it was decided again 复议 */
  former?: { documentNumber: string; outcome: Outcome };
}

export interface LetterSnapshot {
  wordingVersion: WordingVersion;
  issuer: string;
  addressee: string;
  /** as what it is spoken to; absent in wordings before `interim-4`, which say 你单位 to everybody */
  body?: BodyAsked;
  draftTitle: string;
  nextDraftTitle: string;
  opensOn: string;
  closesOn: string;
  opinionsHeard: number;
  /** how many texts and sources they were, where some said the same; absent where nobody did */
  repeated?: { texts: number; sources: number };
  /** of a supplementary letter: the voices behind the comments it tells for the first time, where some said the same */
  voicesBehind?: { voices: number; texts: number; sources: number };
  contactName: string | null;
  contactPhone: string | null;
  comments: SnapshotComment[];
  /** owed too, but not to be told yet; absent where there are none */
  pending?: number;
}

export interface ComposedLetter {
  issuer: string;
  documentNumber: string;
  title: string;
  addressee: string;
  body: { kind: 'paragraph' | 'heading1'; text: string }[];
  closing: string[];
  attachments: string[];
  signatory: string;
  date: string;
  contact: string | null;
  annex: {
    title: string;
    rows: {
      number: number;
      provision: string;
      comment: string;
      decision: string;
      reason: string;
      runs: SnapshotChange[];
    }[];
  };
}

/** What a letter gets when it is signed; `issueDate` is a civil day YYYY-MM-DD, or '' while it has none */
export interface Given {
  documentNumber: string;
  issueDate: string;
}

export const NUMERALS = ['一', '二', '三', '四', '五', '六'];

/** Headings with their numbers, each with its paragraphs; where there are none it is left out and numbers close up */
export const sectionsOf = (sections: readonly (readonly [string, readonly string[]])[]): ComposedLetter['body'] =>
  sections
    .filter(([, paragraphs]) => paragraphs.length > 0)
    .flatMap(([head, paragraphs], i) => [
      { kind: 'heading1' as const, text: `${NUMERALS[i] ?? ''}、${head}` },
      ...paragraphs.map((text) => ({ kind: 'paragraph' as const, text })),
    ]);

/** What every letter has beside its words: organ, number, day, whom to ask, and the table of its comments */
export function framed(
  s: LetterSnapshot,
  given: Given,
  words: Pick<ComposedLetter, 'title' | 'body' | 'closing'>,
): ComposedLetter {
  return {
    issuer: s.issuer,
    documentNumber: given.documentNumber,
    addressee: s.addressee,
    ...words,
    attachments: ['意见采纳情况一览表'],
    signatory: s.issuer,
    date: given.issueDate === '' ? '' : chineseDate(given.issueDate),
    contact:
      s.contactName === null
        ? null
        : `联系人：${s.contactName}${s.contactPhone === null ? '' : `　电话：${s.contactPhone}`}`,
    annex: { title: '意见采纳情况一览表', rows: s.comments.map(rowOf) },
  };
}

const rowOf = (c: SnapshotComment): ComposedLetter['annex']['rows'][number] => ({
  number: c.number,
  provision: c.place,
  comment: c.text,
  decision: outcomeWords[c.outcome],
  reason: (c.former ? `${toldBefore(c.former)}\n` : '') + reasonOf(c),
  runs: c.evidence.flatMap((e, i) => [
    ...(i > 0 ? [{ type: 'same' as const, text: '\n' }] : []),
    { type: 'same' as const, text: `${headOf(e)}：` },
    ...excerpt(e.changes),
  ]),
});

const reasonOf = (c: SnapshotComment): string =>
  [c.reasonClass === null ? '' : `【${c.reasonClass}】`, c.words, c.explanation ?? '']
    .filter((w) => w !== '')
    .join(c.reasonClass === null ? '\n' : '');

/** 云人常法工函〔2026〕1号函告知采纳。 */
export const toldBefore = (former: NonNullable<SnapshotComment['former']>): string =>
  `${former.documentNumber}函告知${outcomeWords[former.outcome]}。`;

/** 你单位, 你局, 你区人大常委会, 您 */
export const youOf = (s: LetterSnapshot): string => addressOf(s.body ?? 'POINT', s.addressee);

/** How a letter ends: 特此反馈 to a contact point, 特此函告 to a department, a congress or an expert (papers 11) */
export const formulaOf = (s: Pick<LetterSnapshot, 'body'>): string =>
  (s.body ?? 'POINT') === 'POINT' ? '特此反馈。' : '特此函告。';

/** 第（二）项 is cited as 第二项 (立法技术规范（试行）（一） 9); the labels of the register keep their brackets */
const plainly = (label: string): string => label.replace(/第（([一二三四五六七八九十百]+)）项/gu, '第$1项');

/** The same facts, each place cited plainly */
export const citedPlainly = (s: LetterSnapshot): LetterSnapshot => ({
  ...s,
  comments: s.comments.map((c) => ({
    ...c,
    place: plainly(c.place),
    evidence: c.evidence.map((e) => ({
      ...e,
      oldLabel: e.oldLabel === null ? null : plainly(e.oldLabel),
      newLabel: e.newLabel === null ? null : plainly(e.newLabel),
    })),
  })),
});

/** With a mark at its end */
export const sentence = (text: string): string => (text === '' || /[。！？]$/u.test(text) ? text : `${text}。`);

/** Which article, and which it was 原第二条 */
export function headOf(e: { oldLabel: string | null; newLabel: string | null }): string {
  if (e.oldLabel === null) return `${e.newLabel ?? ''}（新增）`;
  if (e.newLabel === null) return `原${e.oldLabel}（删去）`;
  return e.oldLabel === e.newLabel ? e.newLabel : `${e.newLabel}（原${e.oldLabel}）`;
}

/** The year is said once where both days are in it. */
export const chineseSpan = (from: string, to: string): string =>
  `${chineseDate(from)}至${from.slice(0, 4) === to.slice(0, 4) ? chineseDate(to).replace(/^\d+年/u, '') : chineseDate(to)}`;

const EXCERPT_CHARACTERS = 24;

/**
 * Long stretches that did not change are cut to what stands around a change, with …… in the gap; changed words are
 * never cut.
 */
export function excerpt(changes: readonly SnapshotChange[]): SnapshotChange[] {
  return changes.flatMap((c, i): SnapshotChange[] => {
    if (c.type !== 'same') return [c];
    const text = [...c.text];
    const [first, last] = [i === 0, i === changes.length - 1];
    const room = (first ? 0 : EXCERPT_CHARACTERS) + (last ? 0 : EXCERPT_CHARACTERS);
    if (text.length <= room + 4) return [c];
    const head = first ? '' : text.slice(0, EXCERPT_CHARACTERS).join('');
    const tail = last ? '' : text.slice(-EXCERPT_CHARACTERS).join('');
    return [{ type: 'same', text: `${head}……${tail}` }];
  });
}
