/**
 * What each line of a text was read as, for whoever corrects the text line by line: `parse` says what the law is made
 * of, this says where every line of the source went.
 */
import type { SetAsideLine, SourceLine } from './article.js';
import { withoutAnnexLabel } from './marks.js';
import { closeBlanks } from './normalise.js';
import { begin } from './parse.js';
import type { BodyWalk, Standing } from './parse.walk.js';
import { headingText } from './print.js';

export type ReadAs =
  | 'blank'
  | 'title'
  | 'note'
  | 'preamble'
  | 'heading'
  | 'article'
  | 'clause'
  | 'annex'
  | 'paragraph'
  | 'item'
  | 'subitem'
  | 'leftOut';

export interface LineReading {
  line: number;
  as: ReadAs;
  /** 第三章　总则, 第二十一条, （一）, as it was understood; null for a line that has none of its own */
  label: string | null;
  /** index into the provisions of the tree; null for what stands in none */
  provision: number | null;
  /** the 款 项 目 that the line is or goes on, as in `pathsOf`; null where it is in none */
  path: string | null;
  /** why it is not part of the text; null where it is */
  why: SetAsideLine['why'] | null;
}

type Read = Omit<LineReading, 'line' | 'why'>;
const nowhere = (as: ReadAs): Read => ({ as, label: null, provision: null, path: null });

/** One reading for every line, in their order; the same lines as `parse` reads the tree from. */
export function readLines(lines: readonly SourceLine[]): LineReading[] {
  const { used, copied, front, walk } = begin(lines);
  const read = new Map<number, Read>();
  let before = walk.standing;
  const unplaced = walk.run((from, to) => {
    const after = walk.standing;
    for (let i = from; i < to; i++) {
      const number = used[i]?.number ?? 0;
      // of several pieces of one line the first says what the line is
      if (!read.has(number)) read.set(number, readingOf(before, after, i === from, walk));
    }
    before = after;
  });
  // of 附件1：云澜市渡口条例 the label alone is set aside: the line is the title
  const whole = new Set(used.slice(0, front.bodyStart).map((l) => `${l.number} ${l.text}`));
  const inFull = front.setAside.filter((a) => whole.has(`${a.line} ${a.text}`));
  const why = new Map([...inFull, ...unplaced].map((a) => [a.line, a.why]));
  for (const line of copied) why.set(line.number, 'duplicate');
  const inFront = frontReadings(
    used.slice(0, front.bodyStart).filter((l) => !why.has(l.number)),
    front,
  );
  return lines.map(({ number }): LineReading => {
    const aside = why.get(number);
    if (aside) return { line: number, ...nowhere('leftOut'), why: aside };
    return { line: number, ...(read.get(number) ?? inFront.get(number) ?? nowhere('blank')), why: null };
  });
}

/** What a step made of its lines: the first one opens what is new, the others go on with it. */
function readingOf(before: Standing, after: Standing, first: boolean, walk: BodyWalk): Read {
  if (after.headings > before.headings) {
    const heading = walk.headings[after.headings - 1];
    return { ...nowhere('heading'), label: first && heading ? headingText(heading) : null };
  }
  const provision = after.provisions - 1;
  const path = pathOf(after);
  const own = walk.provisions[provision];
  if (after.provisions > before.provisions && own && first) return { as: own.kind, label: own.label, provision, path };
  const { paragraph, item, subitem } = after;
  if (subitem) return { as: 'subitem', label: subitem === before.subitem ? null : subitem.label, provision, path };
  if (item) return { as: 'item', label: item === before.item ? null : item.label, provision, path };
  return { as: paragraph ? 'paragraph' : 'leftOut', label: null, provision: paragraph ? provision : null, path };
}

/** The 款 项 目 of the line that was placed last: each stands at the end of those it is one of. */
export function pathOf({ provision, paragraph, item, subitem }: Standing): string | null {
  if (!provision || !paragraph) return null;
  const inParagraph = `p${provision.paragraphs.length}`;
  if (!item) return inParagraph;
  const inItem = `${inParagraph}.i${paragraph.items.length}`;
  return subitem ? `${inItem}.s${item.subitems.length}` : inItem;
}

/** The lines of the title come first, those of 题注 are known by their words, what is left is 序言. */
function frontReadings(lines: readonly SourceLine[], front: { title: string; note: string | null }): Map<number, Read> {
  const read = new Map<number, Read>();
  let title = front.title;
  const notes = new Set(front.note?.split('\n'));
  for (const line of lines) {
    const words = title === front.title ? withoutAnnexLabel(closeBlanks(line.text)) : closeBlanks(line.text);
    if (title !== '' && title.startsWith(words)) {
      read.set(line.number, nowhere('title'));
      title = title.slice(words.length);
    } else read.set(line.number, nowhere(notes.has(line.text) ? 'note' : 'preamble'));
  }
  return read;
}
