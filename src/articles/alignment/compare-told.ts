/** The changes of a comparison as programs read them: what is only form, and what went elsewhere, told from wording. */
import type { Change } from '../difference/diff.js';
import { classify, type FormReason, hunkAt } from '../difference/form-only.js';
import { labelsApart } from '../difference/labels-apart.js';
import type { PlacedChange } from '../difference/moved.js';

export interface ToldChange extends Change {
  /** of what stays but for its form (仅形式变化): how the old text has it; `text` is how the new one has it */
  before?: string;
  /** why nothing is said anew by it */
  form?: FormReason;
  /** of deleted words: the number of the new article in which they stand on */
  to?: string;
  /** of inserted words: the number of the old article from which they came */
  from?: string;
}

/**
 * Joined, what is not inserted, by `before` where it is there and else by `text`, gives the old text, and the `text` of
 * what is not deleted the new one. With `form` marked a change of form is a deletion and an insertion like others, and
 * says its reason; unmarked it is the same, with `before`.
 */
export function toldChanges(placed: readonly PlacedChange[], form: 'marked' | 'unmarked'): ToldChange[] {
  const out: ToldChange[] = [];
  for (let k = 0; k < placed.length; k++) {
    const change = placed[k];
    if (!change) continue;
    const { type, text, place, form: reason } = change;
    const next = placed[k + 1];
    if (reason !== null && form === 'unmarked') {
      const pair = type === 'delete' && next?.type === 'insert' && next.form !== null ? next : undefined;
      if (pair) k++;
      const [before, after] = type === 'delete' ? [text, pair?.text ?? ''] : ['', text];
      out.push({ type: 'same', text: after, before, form: reason });
    } else
      out.push({
        type,
        text,
        ...(reason !== null && { form: reason }),
        ...(place !== null && (type === 'delete' ? { to: place } : { from: place })),
      });
  }
  return out;
}

/** A difference that stands alone, form told from wording; nothing of it stands elsewhere */
export function formedChanges(changes: readonly Change[]): PlacedChange[] {
  const hunks = classify(changes);
  const formed = changes.flatMap(({ type, text }, at): PlacedChange[] => {
    const hunk = type === 'same' ? null : hunkAt(hunks, at);
    const own = hunk?.label ?? { before: 0, after: 0, reason: null };
    const length = type === 'delete' ? own.before : own.after;
    return [
      { type, text: text.slice(0, length), place: null, form: own.reason },
      { type, text: text.slice(length), place: null, form: hunk?.reason ?? null },
    ].filter((piece) => piece.text !== '');
  });
  return labelsApart(formed);
}
