/**
 * Differences of real changed articles, judged from outside: Intl.Segmenter says which words are cut, a plain table
 * which difference is the shortest. The documents are split in two by turns: the method was shaped on the first half,
 * the second was only measured.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  align,
  type Change,
  compareAligned,
  foldForm,
  parseText,
  type Provision,
} from '../../../src/articles/index.js';
import { corpusDir, describeCorpus } from '../../support/corpus.js';

const articlesOf = (path: string): Provision[] =>
  parseText(readFileSync(path, 'utf8')).provisions.filter((p) => p.kind === 'article');
const words = new Intl.Segmenter('zh', { granularity: 'word' });
const EDGE = /[，。；：、\n]/u;

function documents(): { name: string; old: string; next: string }[] {
  const texts = join(corpusDir, 'texts');
  const triples = join(corpusDir, 'amendments/triples');
  return [
    ...readdirSync(triples).map((slug) => ({
      name: `T:${slug}`,
      old: join(triples, slug, 'base.txt'),
      next: join(triples, slug, 'result.txt'),
    })),
    ...readdirSync(texts)
      .sort()
      .flatMap((slug) => {
        const [old, next] = readdirSync(join(texts, slug)).sort();
        return old && next ? [{ name: slug, old: join(texts, slug, old), next: join(texts, slug, next) }] : [];
      }),
  ].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function shortest(a: string, b: string): number {
  let row = new Uint16Array(b.length + 1);
  for (const c of a.split('')) {
    const above = row;
    row = new Uint16Array(b.length + 1);
    for (let j = 0; j < b.length; j++)
      row[j + 1] = b[j] === c ? (above[j] ?? 0) + 1 : Math.max(row[j] ?? 0, above[j + 1] ?? 0);
  }
  return a.length + b.length - 2 * (row[b.length] ?? 0);
}

interface Figures {
  hunks: number;
  single: number;
  edges: number;
  cut: number;
  coloured: number;
  least: number;
  clauses: number;
  islands: number;
}

function judge(changes: readonly Change[], f: Figures): void {
  const text = (not: Change['type']): string =>
    changes
      .filter((c) => c.type !== not)
      .map((c) => c.text)
      .join('');
  const [a, b] = [text('insert'), text('delete')];
  const cuts = (s: string): Set<number> =>
    new Set([0, ...[...words.segment(s)].map((w) => w.index + w.segment.length)]);
  const [inOld, inNew] = [cuts(a), cuts(b)];
  let [p, q] = [0, 0];
  for (let i = 0; i < changes.length; i++) {
    const c = changes[i];
    if (!c || c.type === 'same') {
      if (c?.text.length === 1 && i > 0 && i + 1 < changes.length) f.islands++;
      p += c?.text.length ?? 0;
      q += c?.text.length ?? 0;
      continue;
    }
    const pair = c.type === 'delete' && changes[i + 1]?.type === 'insert' ? changes[++i] : undefined;
    const gone = c.type === 'delete' ? c.text : '';
    const come = c.type === 'insert' ? c.text : (pair?.text ?? '');
    if (gone !== '') f.cut += [p, p + gone.length].filter((x) => !inOld.has(x)).length;
    if (come !== '') f.cut += [q, q + come.length].filter((x) => !inNew.has(x)).length;
    f.edges += (gone === '' ? 0 : 2) + (come === '' ? 0 : 2);
    const least = shortest(gone, come);
    const [endOld, endNew] = [p + gone.length, q + come.length];
    const opens = (p === 0 || EDGE.test(a.charAt(p - 1))) && (q === 0 || EDGE.test(b.charAt(q - 1)));
    const closes = (s: string, at: number): boolean =>
      at === s.length || EDGE.test(s.charAt(at)) || EDGE.test(s.charAt(at - 1));
    f.hunks++;
    if (gone.length <= 1 && come.length <= 1 && foldForm(gone) !== foldForm(come)) f.single++;
    if (
      gone.length >= 6 &&
      come.length >= 6 &&
      opens &&
      closes(a, endOld) &&
      closes(b, endNew) &&
      gone.length + come.length > 1.15 * least
    )
      f.clauses++;
    else {
      f.coloured += gone.length + come.length;
      f.least += least;
    }
    [p, q] = [endOld, endNew];
  }
}

describeCorpus('differences of real laws', () => {
  it.each([
    ['tuned', 0],
    ['held out', 1],
  ])('%s half', (name, parity) => {
    const f: Figures = { hunks: 0, single: 0, edges: 0, cut: 0, coloured: 0, least: 0, clauses: 0, islands: 0 };
    documents().forEach(({ old, next }, k) => {
      if (k % 2 !== parity) return;
      const [before, after] = [articlesOf(old), articlesOf(next)];
      for (const e of compareAligned(before, after, align(before, after)).articles)
        if (e.old.length > 0 && e.new !== null) judge(e.changes, f);
    });
    const share = (x: number, of: number): number => (100 * x) / of;
    console.log(
      `${name}: ${f.hunks} hunks, one character ${share(f.single, f.hunks).toFixed(2)} %, cut ${share(f.cut, f.edges).toFixed(2)} %, ` +
        `clauses ${share(f.clauses, f.hunks).toFixed(2)} %, coloured ${(f.coloured / f.least).toFixed(3)}, islands ${f.islands}`,
    );
    expect(share(f.single, f.hunks)).toBeLessThanOrEqual(4);
    expect(share(f.cut, f.edges)).toBeLessThanOrEqual(1.05);
    expect(share(f.clauses, f.hunks)).toBeLessThanOrEqual(4);
    expect(f.coloured / f.least).toBeLessThanOrEqual(1.15);
    expect(share(f.islands, f.hunks)).toBeLessThanOrEqual(0.5);
  });
});
