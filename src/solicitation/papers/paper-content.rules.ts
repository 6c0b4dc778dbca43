/**
 * What the papers of a run say, as it is kept: once what is the same for all, and beside it what is different for each
 * body. The words of a paper follow from both and from nothing else, so that one can be set again years later. Pure.
 */
import { composeNotice, noticeIsComplete, type Notice } from '../../consultation/notice.rules.js';
import type { ClerkFacts, Remark } from '../../papers/clerk.rules.js';
import type { BodyAsked, OfficialLetter } from '../../papers/paper.rules.js';
import {
  type Asking,
  composeAsking,
  composeUrging,
  composeVolume,
  type Signed,
  type Urging,
} from '../asking.compose.js';
import { askingIsComplete, dueDayIsLater, toneIsRight } from '../asking.rules.js';
import { applyEdits, type Edit } from './edits.rules.js';

/** The wording that is composed today */
export const WORDING = 'asking-1';

/** The same for everybody; `edits` are words that a person put in the place of ours */
export type PaperContent = { edits: Edit[] } & (
  | { kind: 'ASKING'; asking: Omit<Asking, 'addressee' | 'taskLink' | 'dueOn' | 'copies' | 'copy' | 'reader'> }
  | { kind: 'URGING'; urging: Omit<Urging, 'addressee' | 'asked' | 'dueOn'> }
  | { kind: 'NOTICE'; notice: Omit<Notice, 'issueDate'> }
);

/** Of one body; a 公告 has none of it */
export interface PaperFacts {
  name: string;
  body: BodyAsked | null;
  dueOn: string | null;
  /** its tasks, one for each text */
  solicitationIds: string[];
  copies: string[];
  /** which copy it is, from 1 */
  copy: number;
  /** who reads this file of a 内部 text; null where a file is for its whole body */
  reader?: string | null;
  /** of a 催办函: when and under which number it was asked */
  asked: { on: string; documentNumber: string | null } | null;
}

export const NOBODY: PaperFacts = {
  name: '',
  body: null,
  dueOn: null,
  solicitationIds: [],
  copies: [],
  copy: 1,
  asked: null,
};

/** Where a body answers on a screen; `base` is the address of the console, without a slash at its end */
export const taskLink = (base: string, facts: PaperFacts): string =>
  facts.solicitationIds.length === 1 ? `${base}/tasks/${facts.solicitationIds[0] ?? ''}` : `${base}/tasks`;

/** The paper of one body in the words of today, with what a person changed in it */
export function paperOf(content: PaperContent, facts: PaperFacts, signed: Signed, base: string): OfficialLetter {
  return applyEdits(composed(content, facts, signed, base), content.edits).letter;
}

/** The paper as we would write it, before anybody changed a word */
export function composed(content: PaperContent, facts: PaperFacts, signed: Signed, base: string): OfficialLetter {
  const addressee = { name: facts.name, kind: facts.body ?? 'POINT' };
  if (content.kind === 'NOTICE') return composeNotice({ ...content.notice, issueDate: signed.issueDate });
  const dueOn = facts.dueOn ?? '';
  if (content.kind === 'ASKING')
    return composeAsking(
      {
        ...content.asking,
        addressee,
        dueOn,
        taskLink: taskLink(base, facts),
        copies: facts.copies,
        copy: facts.copy,
        reader: facts.reader ?? null,
      },
      signed,
    );
  const asked = facts.asked ?? { on: dueOn, documentNumber: null };
  return composeUrging({ ...content.urging, addressee, dueOn, asked }, signed);
}

/** Edits that are not used in the paper of a body, whose words are others there: nobody's words are left out unsaid */
export function unusedEdits(content: PaperContent, facts: PaperFacts, base: string): Remark[] {
  const ours = composed(content, facts, { documentNumber: null, issueDate: '' }, base);
  const to = facts.name === '' ? '' : `发给${facts.name}的函，`;
  return applyEdits(ours, content.edits).stale.map((e) => ({
    check: 'editsAreUsed',
    place: `正文第${e.paragraph + 1}段`,
    words: `${to}这一段的原文不是您改的那一段，改过的话用不上。请恢复原文再改，或者按单位的类别分开准备。`,
  }));
}

/** 附件 that are bound apart, the same for everybody; null where this kind has none */
export const volumeOf = (content: PaperContent, signed: Signed): OfficialLetter | null =>
  content.kind === 'ASKING' && content.asking.apart ? composeVolume(content.asking, signed) : null;

/** 内部: each reader in a body has a file of the own */
export const isForReaders = (content: PaperContent): boolean =>
  content.kind === 'ASKING' && content.asking.internal === true;

/** What the clerk holds beside a paper of this kind */
export function clerkFacts(content: PaperContent, facts: PaperFacts, day: string | null): ClerkFacts {
  const titles =
    content.kind === 'ASKING'
      ? content.asking.texts.map((t) => t.title)
      : content.kind === 'URGING'
        ? content.urging.titles
        : content.notice.texts.map((t) => t.title);
  const isNotice = content.kind === 'NOTICE';
  return {
    kind: isNotice ? '公告' : '函',
    direction: isNotice ? 'PUBLIC' : 'ACROSS',
    registered: isNotice ? null : facts.name,
    formula: null,
    draftTitle: titles[0] ?? '',
    day,
  };
}

/** Remarks on a paper that this room has beside the clerk's own; `day` is 成文日期, null before it is signed */
export function remarksOf(
  content: PaperContent,
  facts: PaperFacts,
  letter: OfficialLetter,
  day: string | null,
): Remark[] {
  if (content.kind === 'NOTICE') return noticeIsComplete({ ...content.notice, issueDate: day ?? '' }, letter);
  return [
    ...toneIsRight(letter),
    ...(content.kind === 'ASKING'
      ? askingIsComplete(content.asking.texts, { issueDate: day, dueOn: facts.dueOn })
      : dueDayIsLater({ issueDate: day ?? content.urging.countedOn, dueOn: content.urging.newDueOn })),
  ];
}
