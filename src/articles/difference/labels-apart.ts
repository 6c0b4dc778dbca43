/**
 * An item that comes before another or goes takes its own label with it. The shortest difference keeps the label of
 * the item behind it (（二） stays, 甲；\n（三） is new, 乙 stays), and a reader would see （三） as new words.
 */
import { type FormReason, sameForm } from './form-only.js';
import { isLabel, labelEnd } from './item-labels.js';
import type { PlacedChange } from './placed-change.js';

/** Both texts stay as they are; the label that follows is a change of form beside the item that came or went. */
export function labelsApart(changes: readonly PlacedChange[]): PlacedChange[] {
  const out: PlacedChange[] = [];
  for (let from = 0; from < changes.length;) {
    const first = changes[from] as PlacedChange;
    let to = from + 1;
    while (changes[to]?.type === first.type && first.type !== 'same') to++;
    const run = changes.slice(from, to);
    const [above, below] = [out.at(-1), changes[to]];
    const apart = above?.type === 'same' && below?.type === 'same' ? itemApart(above, run, out.length === 1) : null;
    if (apart) out.splice(-1, 1, ...apart);
    else out.push(...run);
    from = to;
  }
  return out;
}

/** `isFirst`: nothing stands before `above`, so its first line begins there. Null where no label has to move. */
function itemApart(above: PlacedChange, run: readonly PlacedChange[], isFirst: boolean): PlacedChange[] | null {
  const [head, tail] = [run[0], run.at(-1)];
  if (!head || !tail || run.some((c) => c.form !== null)) return null;
  const stays = lastLine(above.text, isFirst);
  const follows = lastLine(tail.text, false);
  if (stays === null || follows === null) return null;
  const [was, now] = head.type === 'insert' ? [stays, follows] : [follows, stays];
  const plain = (type: PlacedChange['type'], text: string, form: FormReason | null): PlacedChange => ({
    type,
    text,
    place: null,
    form,
  });
  const form = sameForm(was, now) ?? 'label';
  const moved = run.map((c) => ({ ...c }));
  const [first, last] = [moved[0], moved.at(-1)];
  if (first && last) {
    last.text = last.text.slice(0, last.text.length - follows.length);
    first.text = stays + first.text;
  }
  return [
    plain('same', above.text.slice(0, above.text.length - stays.length), null),
    ...moved,
    ...(was === now ? [plain('same', now, null)] : [plain('delete', was, form), plain('insert', now, form)]),
  ].filter((c) => c.text !== '');
}

/** The last line of a stretch where it is a label and nothing else */
function lastLine(text: string, isWhole: boolean): string | null {
  const begins = text.lastIndexOf('\n') + 1;
  if (begins === 0 && !isWhole) return null;
  const line = text.slice(begins);
  return isLabel(line) && labelEnd(text, begins, text.length) === text.length ? line : null;
}
