/** What a table says of an article whose successor is not known, and of links that nobody is sure of. */
import { type DetailedEntry, type DoubtfulLink, type Provision } from '../../articles/index.js';

/** In the place of a new article that is not there; deleted is only what a person or a decision has said to be */
export const absentWords = (entry: DetailedEntry): string =>
  entry.relation === 'unplaced' ? '（没有找到明确的去处）' : '（删去）';

/** A text as far as its articles are named */
export interface Named {
  provisions: readonly Pick<Provision, 'label'>[];
}

/** A third column names so many candidates at most, and says how many there are. */
const NAMED = 3;

/**
 * 可能是第七条、第九条，待核对: for each entry, by its place, what may hold beside its links, the likeliest first. The
 * heirs of an old article that nothing continues stand in its own row, any other doubt in that of the new article. How
 * likely each is stands on the desk and not on paper, which has no machine terms.
 */
export function doubtWords(
  old: Named,
  next: Named,
  entries: readonly DetailedEntry[],
  doubtful: readonly DoubtfulLink[] = [],
): ReadonlyMap<number, string> {
  const unplaced = new Map(entries.flatMap((e, at) => (e.relation === 'unplaced' ? [[e.old[0] ?? '', at]] : [])));
  const news = new Map(entries.flatMap((e, at) => (e.new === null ? [] : [[e.new, at]])));
  const named = new Map<number, string[]>();
  for (const { old: i, new: j } of doubtful) {
    const [from, to] = [old.provisions[i]?.label ?? '', next.provisions[j]?.label ?? ''];
    const own = unplaced.get(from);
    const at = own ?? news.get(to);
    if (at === undefined) continue;
    const words = own === undefined ? `原${from}` : to;
    named.set(at, [...(named.get(at) ?? []), words]);
  }
  return new Map(
    [...named].map(([at, words]) => {
      const list = words.slice(0, NAMED).join('、') + (words.length > NAMED ? `等 ${words.length} 条` : '');
      return [at, `${entries[at]?.relation === 'unplaced' ? '可能是' : '也可能来自'}${list}，待核对`];
    }),
  );
}
