/**
 * The words of a feedback letter, from a snapshot and nothing else: same snapshot, number and day give the same letter
 * (product §3.10). A change of wording is a new version beside the old one, so that a letter of last year can be
 * explained.
 */
import { outcomeWords } from '../decision/decision.words.js';
import type { Outcome } from '../decision/handling/handling.rules.js';
import { chineseDate } from '../platform/documents/printable.rules.js';

export const WORDING_VERSION = 'interim-1';

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
}

export interface LetterSnapshot {
  wordingVersion: typeof WORDING_VERSION;
  issuer: string;
  addressee: string;
  draftTitle: string;
  nextDraftTitle: string;
  opensOn: string;
  closesOn: string;
  opinionsHeard: number;
  contactName: string | null;
  contactPhone: string | null;
  comments: SnapshotComment[];
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

const NUMERALS = ['一', '二', '三', '四', '五'];

/** `issueDate` is a civil day YYYY-MM-DD, or '' while the letter has none */
export function composeLetter(s: LetterSnapshot, given: { documentNumber: string; issueDate: string }): ComposedLetter {
  const by = (o: SnapshotComment['outcome']): SnapshotComment[] => s.comments.filter((c) => c.outcome === o);
  const [adopted, partly, not] = [by('ADOPTED'), by('PARTIALLY_ADOPTED'), by('NOT_ADOPTED')];
  const sections: [string, string[]][] = [['总体情况', [overview(s, adopted.length, partly.length, not.length)]]];
  if (adopted.length + partly.length > 0)
    sections.push(['采纳和部分采纳的意见', [...adopted, ...partly].map((c) => describeDecision(c, s.nextDraftTitle))]);
  if (not.length > 0) sections.push(['未采纳的意见及主要考虑', byReason(not)]);
  return {
    issuer: s.issuer,
    documentNumber: given.documentNumber,
    title: `关于《${s.draftTitle}》征求意见采纳情况的反馈函`,
    addressee: s.addressee,
    body: [
      {
        kind: 'paragraph',
        text: `感谢你联系点对地方立法工作的支持。《${s.draftTitle}》于${chineseSpan(s.opensOn, s.closesOn)}征求意见，你联系点听取群众意见${s.opinionsHeard}条，归纳报送意见${s.comments.length}条。对这些意见，我们会同有关方面逐条作了研究，现将采纳情况反馈如下。`,
      },
      ...sections.flatMap(([head, paragraphs], i) => [
        { kind: 'heading1' as const, text: `${NUMERALS[i] ?? ''}、${head}` },
        ...paragraphs.map((text) => ({ kind: 'paragraph' as const, text })),
      ]),
    ],
    closing: [
      '每条意见的处理情况和修改前后的条文见附件。请将结果告知提出意见的群众；对处理结果仍有不同看法的，可以继续向我们反映。',
      '专此函达。',
    ],
    attachments: ['意见采纳情况一览表'],
    signatory: s.issuer,
    date: given.issueDate === '' ? '' : chineseDate(given.issueDate),
    contact:
      s.contactName === null
        ? null
        : `联系人：${s.contactName}${s.contactPhone === null ? '' : `　电话：${s.contactPhone}`}`,
    annex: {
      title: '意见采纳情况一览表',
      rows: s.comments.map((c) => ({
        number: c.number,
        provision: c.place,
        comment: c.text,
        decision: outcomeWords[c.outcome],
        reason: [c.reasonClass === null ? '' : `【${c.reasonClass}】`, c.words, c.explanation ?? '']
          .filter((w) => w !== '')
          .join(c.reasonClass === null ? '\n' : ''),
        runs: c.evidence.flatMap((e, i) => [
          ...(i > 0 ? [{ type: 'same' as const, text: '\n' }] : []),
          { type: 'same' as const, text: `${headOf(e)}：` },
          ...excerpt(e.changes),
        ]),
      })),
    },
  };
}

function overview(s: LetterSnapshot, adopted: number, partly: number, not: number): string {
  const parts = [
    [adopted, '采纳'],
    [partly, '部分采纳'],
    [not, '未采纳'],
  ]
    .filter(([n]) => n !== 0)
    .map(([n, w]) => `${w}${n}条`);
  const whereSeen =
    adopted + partly > 0 ? `采纳和部分采纳的意见，已经体现在《${s.nextDraftTitle}》或者有关工作中。` : '';
  return `你联系点报送的${s.comments.length}条意见中，${parts.join('，')}。${whereSeen}`;
}

function describeDecision(c: SnapshotComment, nextTitle: string): string {
  const where = c.evidence.flatMap((e) => (e.newLabel === null ? [] : [e.newLabel]));
  const whereSeen = where.length > 0 ? `体现在《${nextTitle}》${where.join('、')}。` : '';
  return `第${c.number}条意见（${c.place}）：${outcomeWords[c.outcome]}。${[c.words, c.explanation ?? ''].map(sentence).join('')}${whereSeen}`;
}

/**
 * One paragraph per class of reason, as the letters of committees do: the reader sees why at a glance, each reason in
 * the annex
 */
function byReason(not: readonly SnapshotComment[]): string[] {
  const classes = [...new Set(not.map((c) => c.reasonClass ?? '其他'))];
  return classes.map((reason) => {
    const of = not.filter((c) => (c.reasonClass ?? '其他') === reason);
    return `${reason}的${of.length}条：${of.map((c) => `第${c.number}条意见（${c.place}），${sentence(c.words).replace(/。$/u, '')}`).join('；')}。`;
  });
}

const sentence = (text: string): string => (text === '' || /[。！？]$/u.test(text) ? text : `${text}。`);

function headOf(e: { oldLabel: string | null; newLabel: string | null }): string {
  if (e.oldLabel === null) return `${e.newLabel ?? ''}（新增）`;
  if (e.newLabel === null) return `原${e.oldLabel}（删去）`;
  return e.oldLabel === e.newLabel ? e.newLabel : `${e.newLabel}（原${e.oldLabel}）`;
}

/** The year is said once where both days are in it. */
const chineseSpan = (from: string, to: string): string =>
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
