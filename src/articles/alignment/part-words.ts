/** What became of the 款 项 目 of an article, in words. */
import type { Paragraph, Provision } from '../text/article.js';
import { placeName } from '../text/place.js';
import type { PartLink } from './align-paragraphs.js';

/** More than so many are no remark any more. */
const REMARKS_PER_ARTICLE = 4;

/**
 * 新增第二款；原第（三）项移为第（五）项；删去第三款: what a drafter writes beside an article whose parts came, went or
 * moved; changed words are left out, the difference shows them, and so is a 款 written anew in its place. Of a 款 that
 * came or went whole its 项 are not named. Beyond four the sum is told.
 */
export function partWords(
  old: Pick<Provision, 'paragraphs'>,
  next: Pick<Provision, 'paragraphs'>,
  links: readonly PartLink[],
): string[] {
  const of = (relation: PartLink['relation']): PartLink[] => links.filter((l) => l.relation === relation);
  const came = wholes(of('new').flatMap((l) => l.new ?? []));
  const left = wholes(of('deleted').flatMap((l) => l.old ?? []));
  const added = [...came].filter((path) => !left.has(path) && isNamed(next.paragraphs, path));
  const gone = [...left].filter((path) => !came.has(path) && isNamed(old.paragraphs, path));
  const went = new Set(of('moved').flatMap((l) => l.old ?? []));
  const moved = of('moved').flatMap(({ old: from, new: to }): [string, string][] =>
    from === null ||
    to === null ||
    from === to ||
    within(from, went) ||
    !isNamed(old.paragraphs, from) ||
    !isNamed(next.paragraphs, to)
      ? []
      : [[from, to]],
  );
  const words = [
    ...namesOf(next.paragraphs, added).map((name) => `新增${name}`),
    ...moved.map(
      ([from, to]) => `原${placeName(old.paragraphs, from) ?? ''}移为${placeName(next.paragraphs, to) ?? ''}`,
    ),
    ...namesOf(old.paragraphs, gone).map((name) => `删去原${name}`),
  ];
  const sum = added.length + moved.length + gone.length;
  return words.length <= REMARKS_PER_ARTICLE ? words : [`款项有增删或者移动${sum}处`];
}

/** Whether a part stands in one of the others: p2.i3.s1 stands in p2 and in p2.i3. */
const within = (path: string, others: ReadonlySet<string>): boolean =>
  [...path.matchAll(/\./gu)].some((dot) => others.has(path.slice(0, dot.index)));
const wholes = (paths: readonly string[]): Set<string> => {
  const all = new Set(paths);
  return new Set(paths.filter((path) => !within(path, all)));
};

/** A 项 without a label has no name of its own; the difference shows it. */
const isNamed = (body: readonly Paragraph[], path: string): boolean => {
  const [p, i] = path.split('.').map((step) => Number(step.slice(1)) - 1);
  return i === undefined || (body[p ?? -1]?.items[i]?.label ?? '') !== '';
};

/** Neighbours of one level in one run: 第二款至第四款 */
function namesOf(body: readonly Paragraph[], paths: readonly string[]): string[] {
  const runs: string[][] = [];
  for (const path of paths) {
    const last = runs.at(-1);
    if (last && following(last.at(-1) ?? '') === path) last.push(path);
    else runs.push([path]);
  }
  const name = (path: string | undefined): string => placeName(body, path ?? '') ?? '';
  return runs.map((run) =>
    run.length === 1 ? name(run[0]) : `${name(run[0])}${run.length === 2 ? '、' : '至'}${name(run.at(-1))}`,
  );
}

const following = (path: string): string => path.replace(/\d+$/, (n) => String(Number(n) + 1));
