/**
 * What the benchmarks run on: real laws from the corpus where it is, and a code grown from its own articles by seeded
 * edits.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The built engine: `npm run build` first. BENCH_DIST names another build. */
const dist = resolve(process.env.BENCH_DIST ?? join(import.meta.dirname, '../dist'));
export const cli = join(dist, 'src/cli/main.js');
export const engine = await import(pathToFileURL(join(dist, 'src/articles/index.js')).href);
export const parts = async (name) => import(pathToFileURL(join(dist, `src/articles/${name}.js`)).href);

export const corpus = resolve(process.env.CORPUS_DIR ?? join(import.meta.dirname, '../../shared/corpus'));
export const hasCorpus = existsSync(corpus);

/** A peer by its package name, null where it is not installed under bench/. */
export async function peer(name) {
  try {
    return await import(name);
  } catch {
    return null;
  }
}

export const articlesOf = (path) =>
  engine.parseText(readFileSync(path, 'utf8')).provisions.filter((p) => p.kind === 'article');
export const law = (slug, version) => articlesOf(join(corpus, 'texts', slug, `${version}.txt`));

/**
 * Every pair of changed articles of the corpus: laws with two versions, and laws before and after an amending decision.
 */
export function changedPairs() {
  const versions = (dir) => readdirSync(dir).sort();
  const texts = join(corpus, 'texts');
  const triples = join(corpus, 'amendments/triples');
  const documents = [
    ...readdirSync(texts).flatMap((slug) =>
      versions(join(texts, slug))
        .slice(1)
        .map((file, k) => [join(texts, slug, versions(join(texts, slug))[k]), join(texts, slug, file)]),
    ),
    ...readdirSync(triples).map((slug) => [join(triples, slug, 'base.txt'), join(triples, slug, 'result.txt')]),
  ];
  return documents.flatMap(([before, after]) => {
    const [old, next] = [articlesOf(before), articlesOf(after)];
    const { articles } = engine.compareAligned(old, next, engine.align(old, next));
    const side = (changes, not) =>
      changes
        .filter((c) => c.type !== not)
        .map((c) => c.text)
        .join('');
    return articles
      .filter((e) => e.new !== null && e.old.length > 0)
      .map((e) => [side(e.changes, 'insert'), side(e.changes, 'delete')])
      .filter(([a, b]) => a !== b);
  });
}

/**
 * `count` articles grown from those of a real code: each clause of an article is kept, dropped, or swapped for a clause
 * of another article, and numbers change. Common words stay as common as they are in law, which is what makes a large
 * alignment slow.
 */
export function grow(articles, count, rnd) {
  const clauses = articles.flatMap((p) => engine.provisionText(p).split(/(?<=[，。；：\n])/u));
  const any = () => clauses[Math.floor(rnd() * clauses.length)];
  return Array.from({ length: count }, (_, k) => {
    const from = articles[k % articles.length];
    if (k < articles.length)
      return { ...from, number: k + 1, sub: 0, label: engine.formatArticleLabel({ number: k + 1, sub: 0 }) };
    const text =
      engine
        .provisionText(from)
        .split(/(?<=[，。；：\n])/u)
        .flatMap((clause) => {
          const dice = rnd();
          return dice < 0.35 ? [clause] : dice < 0.5 ? [] : dice < 0.6 ? [clause, any()] : [any()];
        })
        .join('')
        .replace(/\n/gu, '') || any();
    return provision(k + 1, text, from.headings);
  });
}

export const provision = (number, text, headings = []) => ({
  kind: 'article',
  number,
  sub: 0,
  label: engine.formatArticleLabel({ number, sub: 0 }),
  caption: null,
  headings,
  paragraphs: text.split('\n').map((line) => ({ text: line, items: [] })),
});

/** The next draft of a text: a tenth of its articles change some words, a few go, come or change places. */
export function edit(articles, rnd) {
  const out = [];
  for (const p of articles) {
    const dice = rnd();
    if (dice < 0.03) continue;
    const text = engine.provisionText(p);
    if (dice < 0.13)
      out.push(provision(0, text.replace(/应当/u, '可以').replace(/[，；]([^，。；]*)(?=[，。；])/u, ''), p.headings));
    else out.push(p);
    if (dice > 0.98) out.push(provision(0, `${text.slice(0, 12)}由主管部门另行规定并向社会公布。`, p.headings));
    if (dice > 0.96 && out.length > 40) out.splice(out.length - 30, 0, ...out.splice(out.length - 1, 1));
  }
  return out.map((p, k) => ({
    ...p,
    number: k + 1,
    sub: 0,
    label: engine.formatArticleLabel({ number: k + 1, sub: 0 }),
  }));
}
