/**
 * Opinions and comments for any regulation, so that `demo --old A --new B` can walk the whole story with the user's own
 * files. They are made from the words of the articles at hand: each quotes a real clause and asks what people ask of
 * such a clause (how long, who, what if not).
 *
 * Invented, and to be called so wherever a demo shows them. Same tree, keys and seed give the same lists.
 */
import { type ArticleTree, pathsOf, type Provision } from '../articles/index.js';
import { FAMILIES, type Family, GENERAL, OFF_TOPIC, type Point, SUPPORT, UNCLEAR } from './sample/phrases.js';
import type {
  OpinionAct,
  SampleChannel,
  SampleComment,
  SampleDecision,
  SampleOpinion,
  SampleSetAside,
  SampleTarget,
  SetAsideReason,
} from './sample/shapes.js';

/** A comment before anybody has decided on it: `decide` does, once the next draft is known. */
export type InventedComment = Omit<SampleComment, 'decision'>;

export interface Invention {
  opinions: SampleOpinion[];
  comments: InventedComment[];
  setAside: SampleSetAside[];
}

const OPINIONS_MADE = 120;
const COMMENTS_MADE = 40;
/** How many opinions stand in the 1st, 2nd … comment: a third are reported as they stand. */
const COMMENT_SIZES = [1, 2, 3, 1, 2, 4, 1, 2, 2] as const;
const ASIDE_REASONS: readonly SetAsideReason[] = [
  'SUPPORT_ONLY',
  'DUPLICATE',
  'SUPPORT_ONLY',
  'OFF_TOPIC',
  'DUPLICATE',
  'UNCLEAR',
  'SUPPORT_ONLY',
];
const ASIDE_NOTES: Record<SetAsideReason, string> = {
  SUPPORT_ONLY: '表示赞同，没有修改意见，已计入赞同数。',
  DUPLICATE: '同类意见已由联系点报送，一并研究。',
  OFF_TOPIC: '所反映的事项与本法规无关，已告知反映渠道。',
  UNCLEAR: '内容不完整，无法判断所提意见，且未留联系方式。',
};
const CHANNELS: readonly SampleChannel[] = ['CODE', 'CODE', 'CODE', 'WALK_IN', 'PAPER', 'MEETING'];

/** mulberry32: enough to spread choices, and the same in every engine. Gives integers 0 … below-1. */
function dice(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

function shuffle<T>(list: readonly T[], roll: (below: number) => number): T[] {
  const out = [...list];
  for (let i = out.length - 1; i > 0; i--) {
    const j = roll(i + 1);
    const [a, b] = [out[i], out[j]];
    if (a !== undefined && b !== undefined) [out[i], out[j]] = [b, a];
  }
  return out;
}

function at<T>(list: readonly T[], index: number): T {
  const found = list[index % list.length];
  if (found === undefined) throw new RangeError('an empty list has nothing to choose from');
  return found;
}

const SHORTEST_CLAUSE = 6;
const LONGEST_CLAUSE = 42;

/**
 * Clauses of an article that can be quoted, with their 款/项/目: whole between punctuation marks, free of letters and
 * quotation marks.
 */
function clausesOf(provision: Provision): { path: string; quote: string }[] {
  return pathsOf(provision).flatMap(({ path, text }) =>
    text
      .split(/[，。；：、！？（）\n\u3000\s]/u)
      .filter((clause) => clause.length >= SHORTEST_CLAUSE && clause.length <= LONGEST_CLAUSE)
      .filter((clause) => WHOLE_WORDS.test(clause) && !OPENS_MIDWAY.test(clause) && !BARE_FORM.test(clause))
      .map((quote) => ({ path, quote })),
  );
}
const WHOLE_WORDS = /^(?:[\p{Script=Han}\d]|《[\p{Script=Han}\d]+》)+$/u;
/** Words with which a clause leans on the one before it and reads as torn off when quoted alone. */
const OPENS_MIDWAY =
  /^(?:但是|但|并且|并|以及|或者|或|和|及|与|且|而|的|其中|包括|不含|直至|从而|都|均|仍|也|还|则|又)/u;
/** References, the date of effect and 制定本条例: nobody has an opinion on these words alone. */
const BARE_FORM =
  /第[一二三四五六七八九十百千]+[条款项]|[前本]款|^制定本|自.*起(?:施行|实施|生效)$|\d年|^同时废止$|^(?:修正|修订|通过)$/u;

/** What can be commented on: labels that name one provision only, annexes only where there is nothing else. */
function provisionsOf(tree: ArticleTree): Provision[] {
  const times = new Map<string, number>();
  for (const { label } of tree.provisions) times.set(label, (times.get(label) ?? 0) + 1);
  const single = tree.provisions.filter((p) => p.label !== '' && times.get(p.label) === 1 && pathsOf(p).length > 0);
  const numbered = single.filter((p) => p.kind !== 'annex');
  return numbered.length > 0 ? numbered : single;
}

interface Subject {
  family: Family;
  point: Point;
  target: SampleTarget;
}

/**
 * Chooses what to say about an article: a family of phrases that fits one of its clauses, the sharper ones before the
 * general.
 */
function subjectOf(provision: Provision, used: Set<string>, roll: (below: number) => number): Subject | null {
  const clauses = shuffle(clausesOf(provision), roll);
  const { label } = provision;
  const fitting = [...shuffle(FAMILIES, roll), ...shuffle(GENERAL, roll)];
  for (const family of fitting) {
    if (used.has(`${label} ${family.name}`)) continue;
    const clause = clauses.find(({ quote }) => family.fits.test(quote));
    if (clause === undefined) continue;
    used.add(`${label} ${family.name}`);
    const point: Point = { label: spoken(label), quote: clause.quote, word: family.fits.exec(clause.quote)?.[0] ?? '' };
    if (family.target === 'newArticleAfter') return { family, point, target: { kind: 'newArticleAfter', label } };
    return { family, point, target: { kind: 'article', label, path: clause.path, quote: clause.quote } };
  }
  return null;
}

/** 四、 is not said aloud so: in running text a numbered clause is its 第四项. */
function spoken(label: string): string {
  return label.endsWith('、') ? `第${label.slice(0, -1)}项` : label;
}

/** The fourth voice of a family is of somebody who cannot find the article again. */
const LOST_VOICE = 3;

/** The target of one voice: who quotes the clause points at it, who does not only names the article. */
function voiceTarget({ target, point }: Subject, voice: number, text: string): SampleTarget {
  if (voice === LOST_VOICE) return { kind: 'unknown' };
  return target.kind === 'article' && !text.includes(point.quote) ? { kind: 'article', label: target.label } : target;
}

/**
 * Invents opinions on the articles of `tree` (24 and four for each article, at most 120), comments of the contact
 * points (a third as many, at most 40) and, for every opinion that is in no comment, why it was set aside: each opinion
 * ends in exactly one of the two. Quotes occur literally in the 款, 项 or 目 that `path` names. Nothing to quote
 * anywhere gives opinions on the whole text only.
 *
 * @throws RangeError if `contactPointKeys` is empty: somebody has to report.
 */
export function invent(tree: ArticleTree, contactPointKeys: readonly string[], seed = 1): Invention {
  if (contactPointKeys.length === 0) throw new RangeError('invent needs at least one contact point');
  const roll = dice(seed);
  const provisions = shuffle(provisionsOf(tree), roll);
  const wanted = Math.min(OPINIONS_MADE, 24 + 4 * provisions.length);
  const said: { opinion: Omit<SampleOpinion, 'key'>; comment: number | null; aside: SetAsideReason | null }[] = [];
  const comments: (Omit<InventedComment, 'opinions'> & { subject: Subject })[] = [];
  const used = new Set<string>();
  const hear = (opinion: Omit<SampleOpinion, 'key'>, comment: number | null, aside: SetAsideReason | null): void => {
    said.push({ opinion, comment, aside });
  };

  const wantedComments = Math.min(COMMENTS_MADE, Math.floor(wanted / 3));
  for (
    let tries = 0;
    comments.length < wantedComments && tries < provisions.length * (FAMILIES.length + GENERAL.length);
    tries++
  ) {
    const subject = subjectOf(at(provisions, tries), used, roll);
    if (subject === null) continue;
    const index = comments.length;
    const contactPoint = at(contactPointKeys, index);
    const { family, point, target } = subject;
    const proposedWording = family.wording?.(point);
    const size = Math.min(at(COMMENT_SIZES, index), family.voices.length);
    const first = roll(Math.min(LOST_VOICE, family.voices.length));
    const voices = Array.from({ length: size }, (_, i): { text: string; target: SampleTarget } => {
      const voice = (first + i) % family.voices.length;
      const text = at(family.voices, voice)(point);
      return { text, target: voiceTarget(subject, voice, text) };
    });
    voices.forEach((voice, i) => {
      const wording = i === 0 && proposedWording !== undefined ? { proposedWording } : {};
      hear(
        { contactPoint, ...voice, act: family.act, channel: at(CHANNELS, roll(CHANNELS.length)), ...wording },
        index,
        null,
      );
    });
    const [only] = voices;
    comments.push({
      key: `c-${String(index + 1).padStart(2, '0')}`,
      contactPoint,
      ...(size === 1 && only !== undefined ? only : { target, text: family.merged(point), reason: family.reason }),
      ...(proposedWording === undefined ? {} : { proposedWording }),
      subject,
    });
  }

  const subjects = comments.map((comment) => comment.subject);
  for (let i = 0; said.length < wanted; i++) {
    const wished = at(ASIDE_REASONS, i);
    const reason = wished === 'DUPLICATE' && subjects.length === 0 ? 'UNCLEAR' : wished;
    const contactPoint = i % 5 === 4 ? null : at(contactPointKeys, roll(contactPointKeys.length));
    hear(asideOpinion(reason, i, contactPoint, subjects, provisions, roll), null, reason);
  }

  const order = shuffle(said, roll).map((entry, i) => {
    const key = `op-${String(i + 1).padStart(3, '0')}`;
    return { ...entry, opinion: { key, ...entry.opinion } };
  });
  return {
    opinions: order.map((entry) => entry.opinion),
    comments: comments.map(({ subject: _subject, ...comment }, index) => ({
      ...comment,
      opinions: order.filter((entry) => entry.comment === index).map((entry) => entry.opinion.key),
    })),
    setAside: order.flatMap(({ opinion, aside }) =>
      aside === null ? [] : [{ opinionKey: opinion.key, reason: aside, note: ASIDE_NOTES[aside] }],
    ),
  };
}

function asideOpinion(
  reason: SetAsideReason,
  index: number,
  contactPoint: string | null,
  subjects: readonly Subject[],
  provisions: readonly Provision[],
  roll: (below: number) => number,
): Omit<SampleOpinion, 'key'> {
  const channel: SampleChannel = contactPoint === null ? 'CODE' : at(CHANNELS, roll(CHANNELS.length));
  const say = (target: SampleTarget, act: OpinionAct, text: string): Omit<SampleOpinion, 'key'> => ({
    contactPoint,
    target,
    act,
    channel,
    text,
  });
  const subject = subjects.length === 0 ? undefined : at(subjects, roll(subjects.length));
  if (reason === 'DUPLICATE' && subject !== undefined) {
    const { family, point, target } = subject;
    const bare: SampleTarget = target.kind === 'article' ? { kind: 'article', label: target.label } : target;
    return say(bare, family.act, at(family.echoes, index)(point));
  }
  if (reason === 'SUPPORT_ONLY') {
    const provision = provisions.length === 0 ? undefined : at(provisions, roll(provisions.length));
    if (provision === undefined || index % 9 === 0) return say({ kind: 'whole' }, 'SUPPORT', '没有修改意见，赞同。');
    return say({ kind: 'article', label: provision.label }, 'SUPPORT', at(SUPPORT, index)(spoken(provision.label)));
  }
  if (reason === 'OFF_TOPIC') {
    return say({ kind: index % 2 === 0 ? 'unknown' : 'whole' }, 'ADD', at(OFF_TOPIC, Math.floor(index / 7)));
  }
  return say({ kind: 'unknown' }, 'AMEND', at(UNCLEAR, Math.floor(index / 7)));
}

/** FNV-1a over UTF-16 units: the same comment is always decided alike. */
function mark(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return hash;
}

const REFUSALS: readonly Pick<SampleDecision, 'reasonClass' | 'words'>[] = [
  { reasonClass: 'OTHER', words: '经研究，现有规定是在综合各方面意见的基础上形成的，表述较为稳妥，未作修改。' },
  { reasonClass: 'LEFT_FOR_STUDY', words: '各方面对此认识尚不一致，有待实践进一步检验，留待今后研究。' },
  { reasonClass: 'ALREADY_IN_DRAFT', words: '所提意见的主要内容，现有条文已有体现，未再作修改。' },
  { reasonClass: 'COVERED_BY_HIGHER_LAW', words: '所提内容上位法已有规定，可以直接适用，不再重复规定。' },
  { reasonClass: 'OTHER', words: '该表述与有关法律法规的通行用语一致，含义是清楚的，未作修改。' },
  { reasonClass: 'REFERRED', words: '所提意见主要涉及实施中的具体工作，已转有关方面研究处理。' },
  { reasonClass: 'CONFLICTS_WITH_HIGHER_LAW', words: '所提修改与上位法的有关规定不一致，未予采纳。' },
  { reasonClass: 'NOT_LEGISLATIVE', words: '所提事项属于具体工作安排，不属于立法事项。' },
];

/**
 * Decides an invented comment, knowing what became of the article it is about: `textChanged`, the words of the article
 * differ in the next draft; `newLabel`, its label there, null where it was deleted or the comment names no article.
 * Adopted or adopted in part only where the text changed and the article lives on, with that article as evidence; about
 * three in ten and two in ten of those. Always the same answer for the same comment and change.
 */
export function decide(
  comment: InventedComment,
  change: { textChanged: boolean; newLabel: string | null },
): SampleDecision {
  const hash = mark(`${comment.key}${comment.text}`);
  const { textChanged, newLabel } = change;
  if (comment.target.kind === 'article' && textChanged) {
    if (newLabel === null) {
      return {
        outcome: 'NOT_ADOPTED',
        reasonClass: 'OTHER',
        words: `新稿已删去${spoken(comment.target.label)}，所提意见不再涉及。`,
      };
    }
    const evidence = { articles: [newLabel] };
    const place =
      newLabel === comment.target.label ? spoken(newLabel) : `${spoken(newLabel)}（原${spoken(comment.target.label)}）`;
    if (hash % 10 < 3) {
      return { outcome: 'ADOPTED', reasonClass: null, evidence, words: `采纳。新稿已对${place}作出相应修改。` };
    }
    if (hash % 10 < 5) {
      return {
        outcome: 'PARTIALLY_ADOPTED',
        reasonClass: null,
        evidence,
        words: `部分采纳。新稿对${place}作了修改完善；其余意见经研究，未作修改。`,
      };
    }
  }
  return { outcome: 'NOT_ADOPTED', ...at(REFUSALS, Math.floor(hash / 16)) };
}
