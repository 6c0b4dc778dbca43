/** The return 意见汇总 as it is sent, time by time: what it is beside others, and what a clerk checks. Pure. */
import type { Remark } from '../../papers/clerk.rules.js';
import type { ReturnLine, ReturnPart } from './return.compose.js';
import type { ReturnKind } from './return.words.js';

/** Photographs of one return, at most: pages that were sealed */
export const PAGES_PER_RETURN = 60;
/** Drafts in one paper, at most: one meeting has three */
export const DRAFTS_PER_PAPER = 20;

/**
 * What a sending is: the first one; again, whole, where it holds what was returned 退回; else what came later 补报,
 * whose numbers go on.
 */
export const kindOfReturn = (before: number, holdsReturned: boolean): ReturnKind =>
  holdsReturned ? 'AGAIN' : before === 0 ? 'FIRST' : 'SUPPLEMENT';

interface Sent {
  ordinal: number;
  kind: ReturnKind;
}

/** A whole return takes the place of all before it (papers 9: 第2次报送, old one void). */
export const isReplaced = (all: readonly Sent[], one: Sent): boolean =>
  all.some((other) => other.kind === 'AGAIN' && other.ordinal > one.ordinal);

/** 第几次报送: how often it was sent whole, up to this one; supplements are not counted */
export const timesSent = (all: readonly Sent[], one: Sent): number =>
  all.filter((other) => other.kind !== 'SUPPLEMENT' && other.ordinal <= one.ordinal).length;

const LAST = Number.MAX_SAFE_INTEGER;
/** In the order of the text, as they came within an article; what is about no article comes last. */
export const byPlaceInText = <T>(all: readonly T[], ordinal: (one: T) => number | null): T[] =>
  [...all].sort((a, b) => (ordinal(a) ?? LAST) - (ordinal(b) ?? LAST));

const PRIVATE: readonly (readonly [RegExp, string])[] = [
  [/(?<!\d)1[3-9]\d{9}(?!\d)/u, '手机号'],
  [/(?<!\d)\d{17}[\dXx](?!\d)/u, '身份证号'],
];

/**
 * Source: papers 0.6, 0.8 and 9. Sums agree, numbers go on without one twice, no row is empty or made of nothing, no
 * resident is named by a number. What residents said is theirs: marks in it are looked at by nobody.
 */
export function returnIsRight(part: ReturnPart): Remark[] {
  const { figures: f, lines } = part;
  const remark = (check: string, place: string, words: string): Remark => ({ check, place, words });
  const sums =
    f.verbatim + f.merged === f.reported
      ? []
      : [remark('sums', '汇总', `报送${f.reported}条，原文和归并合计${f.verbatim + f.merged}条，两数不等。`)];
  const heard =
    f.voices + f.setAside === f.heard
      ? []
      : [remark('sums', '汇总', `听取${f.heard}条，报送的原话和未列入的合计${f.voices + f.setAside}条，两数不等。`)];
  const rows =
    part.kind === 'SUPPLEMENT' || lines.length === f.reported
      ? []
      : [remark('sums', '表', `表里有${lines.length}行，报送的是${f.reported}条，两数不等。`)];
  const favour = f.inFavour > f.reported ? [remark('sums', '汇总', '赞同的条数比报送的多。')] : [];
  return [...sums, ...heard, ...rows, ...favour, ...numbersGoOn(lines), ...lines.flatMap(lineIsRight)];
}

function numbersGoOn(lines: readonly ReturnLine[]): Remark[] {
  return lines.flatMap((line, at) => {
    const before = lines[at - 1];
    return before === undefined || before.number < line.number
      ? []
      : [{ check: 'numbers', place: `第${line.number}条`, words: `序号排在第${before.number}条后面，应当比它大。` }];
  });
}

function lineIsRight(line: ReturnLine): Remark[] {
  const place = `第${line.number}条`;
  const said = [line.text, line.proposedWording ?? '', line.reason ?? ''].join('\n');
  return [
    ...(line.text.trim() === '' ? [{ check: 'rows', place, words: '意见内容是空的，请补上。' }] : []),
    ...(line.voices === 0 ? [{ check: 'rows', place, words: '没有一条群众原话，0条的意见不列。' }] : []),
    ...PRIVATE.filter(([found]) => found.test(said)).map(([, what]) => ({
      check: 'residents',
      place,
      words: `里面有群众的${what}。还没有报送的，请撤销后遮盖再报；已经报送的，请法工委退回这一条。`,
    })),
  ];
}
