/** A paper as a strict clerk reads it: every stretch of its words with the place where they stand. Pure. */
import type { OfficialLetter, PaperAnnex } from './letter.model.js';

/** One remark of the clerk; the paper is not set before it is gone */
export interface Remark {
  /** which check, as `clerkChecks` names it */
  check: string;
  /** where, in words: 标题, 正文第2段, 附件说明 */
  place: string;
  /** what is the matter and what to write instead, for whoever composed it */
  words: string;
}

/** 正文第2段 and what it says */
export interface Stretch {
  place: string;
  text: string;
  part: 'title' | 'number' | 'addressee' | 'body' | 'closing' | 'attachments' | 'annex' | 'contact';
}

/** What came of the comments that a letter answers, as the register has it */
export interface Figures {
  /** 听取: voices heard; merging tells n voices → m comments */
  heard: number;
  /** 报送 */
  reported: number;
  adopted: number;
  partly: number;
  not: number;
  /** 赞同 */
  inFavour: number;
  /** reported too, and still studied; 0 where everything is answered */
  pending: number;
}

/** What the clerk holds beside the paper: the register, the calendar, the texts */
export interface ClerkFacts {
  /** what its title ends with */
  kind: '函' | '公告' | '报告' | '通报';
  /** to a body over us, to one that is not under us, or to everybody */
  direction: 'UP' | 'ACROSS' | 'PUBLIC';
  /** the body's name in the register; null where a paper has no addressee */
  registered: string | null;
  /** 特此反馈。 to a contact point, 特此函告。 to a department or a congress; null where this kind has none */
  formula: string | null;
  /** 稿名, its kind inside, without title marks */
  draftTitle: string;
  /** 成文日期, YYYY-MM-DD; null before it is signed */
  day: string | null;
  /** the closing day of the window it answers, and the day the next text was released; absent where it answers none */
  answers?: { closesOn: string; releasedOn: string | null };
  figures?: Figures;
  /** numbers of the comments whose reason has a class */
  classed?: readonly number[];
  /** the text it points to: how it is called, whether it was released, and which places stand in it */
  nextDraft?: { title: string; short: string; released: boolean; places: readonly string[] };
  /** who drafted or may be asked, and who signs */
  persons?: { contact: string | null; signer: string | null };
  /** names of residents that came with what they said: none of them belongs on paper */
  residents?: readonly string[];
}

/** Every stretch of a paper, in the order in which it is read */
export function stretchesOf(letter: OfficialLetter): Stretch[] {
  const one = (part: Stretch['part'], place: string, text: string | null): Stretch[] =>
    text === null || text === '' ? [] : [{ part, place, text }];
  return [
    ...one('number', '发文字号', letter.documentNumber),
    ...one('title', '标题', letter.title.replace(/\n/gu, '')),
    ...one('addressee', '主送机关', letter.addressee),
    ...letter.body.flatMap((block, at) => one('body', `正文第${at + 1}段`, block.text)),
    ...letter.closing.flatMap((words, at) =>
      one('closing', letter.closing.length === 1 ? '结尾' : `结尾第${at + 1}段`, words),
    ),
    ...letter.attachments.flatMap((name, at) => one('attachments', `附件说明第${at + 1}项`, name)),
    ...(letter.annex?.rows ?? []).flatMap((row) => [
      ...one('annex', `附件第${row.number}行“条款”`, row.provision),
      ...one('annex', `附件第${row.number}行“意见内容”`, row.comment),
      ...one('annex', `附件第${row.number}行“理由”`, row.reason),
    ]),
    ...(letter.annexes ?? []).flatMap((annex) => annexStretches(annex)),
    ...one('contact', '附注', letter.contact),
  ];
}

/** A text is printed as it was adopted or drafted, its marks included: only lists and forms are ours to judge */
const annexStretches = (annex: PaperAnnex): Stretch[] =>
  annex.kind === 'TEXT'
    ? []
    : [...annex.above, ...annex.columns.map((c) => c.head), ...annex.rows.map((row) => row.join('　'))].map((text) => ({
        part: 'annex',
        place: `附件“${cut(annex.title)}”`,
        text,
      }));

/** The heads of its annexes, in their order */
export const annexHeads = (letter: OfficialLetter): string[] =>
  [...(letter.annex === null ? [] : [letter.annex]), ...(letter.annexes ?? [])].map((a) => a.title.replace(/\n/gu, ''));

/** Shortens what is quoted in a remark */
export const cut = (text: string, most = 24): string => {
  const signs = [...text];
  return signs.length <= most ? text : `${signs.slice(0, most).join('')}…`;
};
