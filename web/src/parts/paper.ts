/** A paper as it is drawn on a sheet. */
export interface PaperView {
  readonly issuer: string;
  readonly documentNumber?: string | null;
  /** line feeds where it is broken */
  readonly title: string;
  /** without the colon; empty for everybody */
  readonly addressee: string;
  readonly blocks: readonly PaperBlockView[];
  readonly attachments: readonly string[];
  readonly signatory: string;
  readonly date: string;
  readonly contact?: string | null;
  readonly copies?: readonly string[];
  readonly table?: PaperTableView | null;
  /** words to paste; a message is nothing else */
  readonly text?: string | null;
}

export interface PaperBlockView {
  readonly kind: string;
  readonly text: string;
  readonly edited?: boolean;
  /** which paragraph of ours, and what ours says: where it can be changed */
  readonly paragraph?: number;
  readonly ours?: string;
}

/** Words that a person put in the place of ours; empty words take the paragraph away */
export interface PaperEdit {
  readonly paragraph: number;
  readonly before: string;
  readonly words: string;
}

/** The edits with one more, or with one undone where its words are ours again */
export function withEdit(edits: readonly PaperEdit[], one: PaperEdit): readonly PaperEdit[] {
  const others = edits.filter((e) => e.paragraph !== one.paragraph);
  return one.words.trim() === one.before.trim() ? others : [...others, { ...one, words: one.words.trim() }];
}

export interface PaperTableView {
  readonly title: string;
  readonly above: readonly string[];
  readonly heads: readonly string[];
  readonly widths: readonly number[];
  readonly rows: readonly (readonly string[])[];
}

/** A stretch of words, and whether it was not there before */
export interface Stretch {
  readonly text: string;
  readonly fresh: boolean;
}

/**
 * What of `now` was not in `before`: all between what both begin with and what both end with. Nothing is fresh where
 * there was nothing before.
 */
export function freshIn(before: string | undefined, now: string): readonly Stretch[] {
  if (before === undefined || before === now) return now === '' ? [] : [{ text: now, fresh: false }];
  const [a, b] = [Array.from(before), Array.from(now)];
  const most = Math.min(a.length, b.length);
  let head = 0;
  while (head < most && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < most - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const parts = [
    { text: b.slice(0, head).join(''), fresh: false },
    { text: b.slice(head, b.length - tail).join(''), fresh: true },
    { text: b.slice(b.length - tail).join(''), fresh: false },
  ];
  return parts.filter((p) => p.text !== '');
}
