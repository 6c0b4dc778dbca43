/**
 * What the strict clerk sends a feedback letter back for before its words are fixed (papers 0.8). What residents said
 * and why the office decided so were said before: of the former only what may not be on paper is judged, the latter by
 * comment, since they are mended where they were decided and not in the letter. Pure.
 */
import { residentsStayUnnamed } from '../papers/clerk.marks.rules.js';
import type { Stretch } from '../papers/clerk.reading.rules.js';
import { type ClerkFacts, clerkReads, reasonRemarks, type Remark } from '../papers/clerk.rules.js';
import { composeLetter, type LetterSnapshot } from './letter.compose.js';
import { formulaOf, READ_BY_CLERK } from './letter.parts.compose.js';

/** What the register has beside a letter, when its words are fixed */
export interface LetterRegister {
  /** the body's full name now; null where it is engaged no more */
  name: string | null;
  /** the next text that residents may read: its title, and the labels of those articles that the letter points to */
  next: { title: string; places: readonly string[] } | null;
}

/** Is a letter of this wording read? Those of before stand as they were composed. */
export const isReadByClerk = ({ wordingVersion }: Pick<LetterSnapshot, 'wordingVersion'>): boolean =>
  (READ_BY_CLERK as readonly string[]).includes(wordingVersion);

/** Articles of the next text that a letter points to, each once; 第五条第二款 is in 第五条 */
export const placesIn = (s: LetterSnapshot): string[] => [
  ...new Set(s.comments.flatMap((c) => c.evidence.flatMap((e) => articleOf(e.newLabel)))),
];

const articleOf = (label: string | null): string[] =>
  label === null ? [] : [/^第[^条]+条(?:之[一二三四五六七八九十]+)?/u.exec(label)?.[0] ?? label];

/** Every remark on a letter, none where it is in order; of a wording that is not read there are none */
export function letterRemarks(s: LetterSnapshot, register: LetterRegister): Remark[] {
  if (!isReadByClerk(s)) return [];
  if (register.name === null)
    return [{ check: 'addressee', place: '主送机关', words: `“${s.addressee}”已经不是本机关的联系点，请作废这份函。` }];
  return [
    ...clerkReads(
      { ...composeLetter(framework(s), UNSIGNED), documentNumber: null },
      factsOf(s, register.name, register),
    ),
    ...s.comments.flatMap((c) => [
      ...ofReason(`第${c.number}条意见的理由`, c.words),
      ...ofReason(`第${c.number}条意见的采纳说明`, c.explanation ?? ''),
      ...residentsStayUnnamed([said(`第${c.number}条意见的原文`, c.text)], NOBODY).map((r) => ({
        ...r,
        words: `${r.words}先复议这一条，重新拟好以后退回联系点，遮盖了再报。`,
      })),
    ]),
  ];
}

const UNSIGNED = { documentNumber: '', issueDate: '' };
const NOBODY: Pick<ClerkFacts, 'residents'> = {};
const said = (place: string, text: string): Stretch => ({ place, text, part: 'body' });

/** The letter with nothing in it that was said before: its own words alone */
const framework = (s: LetterSnapshot): LetterSnapshot => ({
  ...s,
  comments: s.comments.map((c) => ({ ...c, text: '原话', words: '理由', explanation: null })),
});

/** A reason is signed: it is put right by deciding again, and the clerk says so */
const ofReason = (place: string, text: string): Remark[] =>
  reasonRemarks(place, text).map((r) => ({ ...r, words: `${r.words}已经签发的，请先复议这一条。` }));

function factsOf(s: LetterSnapshot, name: string, { next }: LetterRegister): ClerkFacts {
  const count = (outcome: string): number => s.comments.filter((c) => c.outcome === outcome).length;
  const [told, pending] = [s.comments.length, s.pending ?? 0];
  return {
    kind: '函',
    direction: 'ACROSS',
    registered: name,
    formula: formulaOf(s),
    draftTitle: s.draftTitle,
    day: null,
    nextDraft: {
      title: s.nextDraftTitle,
      short: s.nextDraftTitle,
      released: next?.title === s.nextDraftTitle,
      places: next?.places ?? [],
    },
    classed: s.comments.filter((c) => c.reasonClass !== null && c.reasonClass !== '其他').map((c) => c.number),
    // what was decided again is told with what was told before: its figures are those of two letters
    ...(!s.comments.some((c) => c.former) && {
      figures: {
        heard: s.opinionsHeard,
        reported: told + pending,
        adopted: count('ADOPTED'),
        partly: count('PARTIALLY_ADOPTED'),
        not: count('NOT_ADOPTED'),
        inFavour: 0,
        pending,
      },
    }),
  };
}
