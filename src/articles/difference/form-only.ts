/**
 * Which changes say nothing new: another width of brackets or punctuation, blanks, the label of an item, a citation
 * that only follows the new number of the article it cites. They stay in the difference, because evidence is the whole
 * difference; a reader may hide them.
 */
import type { ArticleNumber } from '../text/article.js';
import { type Citation, citesAnotherLaw, findCitations } from '../text/citation.js';
import { foldForm, withoutBlanks } from '../text/normalise.js';
import { formatArticleLabel, NUMERAL_CHARS, parseArticleLabel } from '../text/numeral.js';
import type { Change } from './change.js';
import { isLabel, labelEnd, opensLine } from './item-labels.js';

export type FormReason = 'width' | 'blanks' | 'label' | 'renumbered';

/** A deletion with the insertion that stands for it, or one of them alone. */
export interface ClassifiedHunk {
  /** index of its first change in the list, and how many changes it has (1 or 2) */
  at: number;
  count: 1 | 2;
  before: string;
  after: string;
  /** true where nothing is said anew */
  form: boolean;
  /** null where `form` is false */
  reason: FormReason | null;
  /** of wording behind a label that changed its form: how long the label is on either side, and why it is form */
  label: { before: number; after: number; reason: FormReason } | null;
}

/** The number that an article of the old text has in the new one; null where it is gone, split, merged or unknown. */
export type Renumbering = (old: ArticleNumber) => ArticleNumber | null;

/** In Chinese, for the person who reads the comparison. */
export const FORM_REASONS: Readonly<Record<FormReason, string>> = {
  width: '仅标点、括号或者数字的全角半角变化',
  blanks: '仅空格变化',
  label: '仅项、目的序号变化',
  renumbered: '仅引用的条文序号随之调整',
};

/** Every hunk of a difference as `diffTexts` gives it, in order. Without `renumbering` no citation counts as form. */
export function classify(changes: readonly Change[], renumbering?: Renumbering): ClassifiedHunk[] {
  const oldText = changes
    .filter((c) => c.type !== 'insert')
    .map((c) => c.text)
    .join('');
  const newText = changes
    .filter((c) => c.type !== 'delete')
    .map((c) => c.text)
    .join('');
  const out: ClassifiedHunk[] = [];
  const [oldCitations, newCitations] = [citationsOf(oldText), citationsOf(newText)];
  let p = 0;
  let q = 0;
  for (let i = 0; i < changes.length; i++) {
    const first = changes[i];
    const second = changes[i + 1];
    if (!first) continue;
    if (first.type === 'same') {
      p += first.text.length;
      q += first.text.length;
      continue;
    }
    const two = first.type === 'delete' && second?.type === 'insert';
    const before = first.type === 'delete' ? first.text : '';
    const after = two ? second.text : first.type === 'insert' ? first.text : '';
    const reason =
      sameForm(before, after) ??
      sameLabel(oldText, p, before, newText, q, after) ??
      (renumbering ? sameCitations(oldCitations, p, before, newCitations, q, after, renumbering) : null);
    const [a, b] = [labelEnd(oldText, p, p + before.length) - p, labelEnd(newText, q, q + after.length) - q];
    const label =
      reason === null && a > 0 && b > 0
        ? { before: a, after: b, reason: sameForm(before.slice(0, a), after.slice(0, b)) ?? ('label' as const) }
        : null;
    out.push({ at: i, count: two ? 2 : 1, before, after, form: reason !== null, reason, label });
    p += before.length;
    q += after.length;
    if (two) i++;
  }
  return out;
}

/** Why the change at this place of the list is form; null for wording and for what was kept. */
export const reasonAt = (hunks: readonly ClassifiedHunk[], at: number): FormReason | null =>
  hunkAt(hunks, at)?.reason ?? null;

/** The hunk that the change at this place of the list belongs to */
export function hunkAt(hunks: readonly ClassifiedHunk[], at: number): ClassifiedHunk | null {
  let [low, high] = [0, hunks.length];
  while (low < high) {
    const half = (low + high) >> 1;
    const hunk = hunks[half];
    if (hunk && hunk.at + hunk.count <= at) low = half + 1;
    else high = half;
  }
  const found = hunks[low];
  return found && found.at <= at ? found : null;
}

/** Whether a difference has hunks and all of them are form. */
export function isFormOnly(hunks: readonly ClassifiedHunk[]): boolean {
  return hunks.length > 0 && hunks.every((h) => h.form);
}

const lines = (text: string): number => text.split('\n').length;

/** A line feed is no blank: it begins another 款 or 项. */
export function sameForm(before: string, after: string): FormReason | null {
  if (lines(before) !== lines(after) || foldForm(before) !== foldForm(after)) return null;
  return withoutBlanks(before) === withoutBlanks(after) ? 'blanks' : 'width';
}

function sameLabel(
  oldText: string,
  p: number,
  before: string,
  newText: string,
  q: number,
  after: string,
): FormReason | null {
  return isLabel(before) && isLabel(after) && opensLine(oldText, p) && opensLine(newText, q) ? 'label' : null;
}

const ARTICLE = new RegExp(`第[${NUMERAL_CHARS}]+条(?:之[${NUMERAL_CHARS}]{1,2})?`, 'gu');

type CitationAt = (place: number) => Citation | undefined;

/** The citation of a text that stands at a place; they are found when first asked, and once for all changes. */
function citationsOf(text: string): CitationAt {
  let all: readonly Citation[] | undefined;
  return (place) => {
    all ??= findCitations(text);
    let [low, high] = [0, all.length];
    while (low < high) {
      const half = (low + high) >> 1;
      if ((all[half]?.end ?? 0) <= place) low = half + 1;
      else high = half;
    }
    const found = all[low];
    return found && found.start <= place ? found : undefined;
  };
}

function sameCitations(
  oldText: CitationAt,
  p: number,
  before: string,
  newText: CitationAt,
  q: number,
  after: string,
  renumbering: Renumbering,
): FormReason | null {
  const renumbered = withNumbers(oldText, p, before, renumbering);
  const plain = withNumbers(newText, q, after, (number) => number);
  return renumbered !== null &&
    plain !== null &&
    lines(before) === lines(after) &&
    foldForm(renumbered) === foldForm(plain)
    ? 'renumbered'
    : null;
}

/**
 * The stretch with the article numbers of its own law replaced; null where it has none, cites another law, or a number
 * is unknown.
 */
function withNumbers(citationAt: CitationAt, at: number, stretch: string, renumbering: Renumbering): string | null {
  const found = [...stretch.matchAll(ARTICLE)];
  if (found.length === 0) return null;
  let out = '';
  let upTo = 0;
  for (const m of found) {
    const citation = citationAt(at + m.index);
    const number = parseArticleLabel(m[0]);
    const to = citation && number && !citesAnotherLaw(citation) ? renumbering(number) : null;
    if (!to) return null;
    out += stretch.slice(upTo, m.index) + formatArticleLabel(to);
    upTo = m.index + m[0].length;
  }
  return out + stretch.slice(upTo);
}
