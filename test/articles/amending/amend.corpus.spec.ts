/**
 * Amending decisions applied to real laws. Floors are what the method reaches today; they may only rise. An article
 * counts as equal when it reads like the published one apart from blanks, width of punctuation and the differences that
 * meta.json lists as not ordered by the decision.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  amend,
  type Amendment,
  type ArticleTree,
  foldForm,
  headingText,
  parseText,
  provisionText,
  splitLines,
} from '../../../src/articles/index.js';
import { corpusDir, describeCorpus, hasCorpus } from '../../support/corpus.js';

interface Difference {
  article: string;
  before: string;
  strict: string;
  published: string;
  kind: string;
}
interface Meta {
  instructions: number;
  knownDifferences: { list: Difference[] };
}
interface TrueLink {
  old: string | null;
  new: string | null;
  relation: string;
  basis: 'stated' | 'implied';
}

const triples = join(corpusDir, 'amendments', 'triples');
const slugs = hasCorpus ? readdirSync(triples) : [];
const read = (slug: string, file: string): string => readFileSync(join(triples, slug, file), 'utf8');

/** The strict reading with a listed difference set right, if it is there. */
function publishedForm(text: string, label: string, list: readonly Difference[]): string {
  let out = foldForm(text);
  for (const d of list.filter((x) => x.article === label)) {
    const at = out.indexOf(foldForm(d.before));
    if (at < 0) continue;
    const from = at + foldForm(d.before).length;
    if (d.strict !== '' && out.startsWith(foldForm(d.strict), from))
      out = out.slice(0, from) + foldForm(d.published) + out.slice(from + foldForm(d.strict).length);
    else if (d.strict === '' && !out.startsWith(foldForm(d.published), from))
      out = out.slice(0, from) + foldForm(d.published) + out.slice(from);
  }
  return out;
}

interface Measured {
  articles: number;
  equal: number;
  f1: number;
  applied: number;
  instructions: number;
  basis: number;
  headings: boolean;
  wrong: string[];
  left: string[];
}

function measure(slug: string): Measured {
  const law: ArticleTree = parseText(read(slug, 'base.txt'));
  const made: Amendment = amend(law, splitLines(read(slug, 'decision.txt')));
  const published = parseText(read(slug, 'result.txt'));
  const meta = JSON.parse(read(slug, 'meta.json')) as Meta;
  const truth = (JSON.parse(read(slug, 'alignment.json')) as { links: TrueLink[] }).links;
  const wanted = published.provisions.filter((p) => p.kind === 'article');
  const wrong = wanted
    .filter((p) => {
      const own = made.result.provisions.find((q) => q.label === p.label);
      return (
        !own || publishedForm(provisionText(own), p.label, meta.knownDifferences.list) !== foldForm(provisionText(p))
      );
    })
    .map((p) => p.label);
  const key = (l: { old: string | null; new: string | null }): string => `${l.old ?? ''}>${l.new ?? ''}`;
  const trueKeys = new Map(truth.map((l) => [key(l), l]));
  const hits = made.links.filter((l) => trueKeys.has(key(l)));
  const headings = (tree: ArticleTree): string => tree.headings.map((h) => headingText(h, ' ')).join('|');
  const under = (tree: ArticleTree): string =>
    tree.provisions.map((p) => p.label + p.headings.map((h) => h.label).join('')).join('|');
  return {
    articles: wanted.length,
    equal: wanted.length - wrong.length,
    f1: (200 * hits.length) / (made.links.length + truth.length),
    basis: hits.filter((l) => trueKeys.get(key(l))?.basis === l.basis).length / truth.length,
    applied: made.instructions.filter((i) => i.applied).length,
    instructions: made.instructions.length,
    headings: headings(made.result) === headings(published) && under(made.result) === under(published),
    wrong,
    left: made.instructions.filter((i) => !i.applied).map((i) => `${i.line}: ${i.problem ?? ''}`),
  };
}

describeCorpus('applying real amending decisions', () => {
  it.each(slugs)('%s', (slug) => {
    const m = measure(slug);
    const meta = JSON.parse(read(slug, 'meta.json')) as Meta;
    expect(m.wrong).toEqual([]);
    expect(m.equal).toBe(m.articles);
    expect(m.left).toEqual([]);
    expect(m.applied).toBe(m.instructions);
    expect(m.instructions).toBeGreaterThanOrEqual(meta.instructions);
    expect(m.f1).toBe(100);
    expect(m.basis).toBe(1);
    expect(m.headings).toBe(true);
  });
});
