/**
 * Every field of the ground truth over all documents of the corpus: title, counts, headings, and 款 项 目 of every
 * article.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ArticleTree, closeBlanks, countTree, parseJson, parseText, print } from '../../../src/articles/index.js';
import { corpusDir, describeCorpus, hasCorpus } from '../../support/corpus.js';

interface Truth {
  title: string;
  hasToc: boolean;
  tocEntries: number;
  counts: Record<'编' | '分编' | '章' | '节' | '条' | '条_之N' | '款' | '项' | '目', number>;
  headings: string[];
  annexHeadings: string[];
  articles: {
    label: string;
    no: number;
    sub: number;
    paragraphs: number;
    items: number;
    subitems: number;
    itemContinuationLines: number;
  }[];
}

const documents = hasCorpus
  ? readdirSync(join(corpusDir, 'truth')).flatMap((slug) =>
      readdirSync(join(corpusDir, 'truth', slug)).map((file) => [slug, file.replace(/\.json$/u, '')] as const),
    )
  : [];
/**
 * By article how many 一、 of it are 项 and how many （一） 目: this truth was written while 一、 inside a 条 was a
 * 款 by convention, and （一） below it a 项.
 */
const LISTS: Record<string, Record<string, [number, number]>> = {
  'haiyang-qingfei': { 第三条: [4, 0], 第十一条: [3, 0], 第二十条: [4, 5] },
};
/** The truth with those lists as 项 and 目 */
function withLists(truth: Truth, lists: Record<string, [number, number]>): Truth {
  const articles = truth.articles.map((a): Truth['articles'][number] => {
    const [items, subitems] = lists[a.label] ?? [0, 0];
    if (items === 0) return a;
    return { ...a, paragraphs: a.paragraphs - items, items: a.items + items - subitems, subitems };
  });
  const sum = (of: 'paragraphs' | 'items' | 'subitems'): number => articles.reduce((n, a) => n + a[of], 0);
  const counts = { ...truth.counts, 款: sum('paragraphs'), 项: sum('items'), 目: sum('subitems') };
  return Object.keys(lists).length === 0 ? truth : { ...truth, articles, counts };
}
const core = (t: ArticleTree): unknown => ({
  title: t.title,
  note: t.note,
  preamble: t.preamble,
  headings: t.headings,
  provisions: t.provisions,
});

describeCorpus('parsing real laws', () => {
  it('has all documents', () => expect(new Set(documents.map(([slug]) => slug)).size).toBe(23));

  it.each(documents)('%s %s', (slug, version) => {
    const text = readFileSync(join(corpusDir, 'texts', slug, `${version}.txt`), 'utf8');
    const written = JSON.parse(readFileSync(join(corpusDir, 'truth', slug, `${version}.json`), 'utf8')) as Truth;
    const truth = withLists(written, LISTS[slug] ?? {});
    const tree = parseText(text);
    const json = parseJson(tree);
    const { counts } = json;
    expect(tree.title).toBe(truth.title);
    expect({
      编: counts.part,
      分编: counts.subpart,
      章: counts.chapter,
      节: counts.section,
      条: counts.article,
      条_之N: counts.insertedArticle,
      款: counts.paragraph,
      项: counts.item,
      目: counts.subitem,
    }).toEqual(truth.counts);
    expect(json.headings.map((h) => h.replace(/ /gu, ''))).toEqual(
      truth.headings.map((h) => closeBlanks(h).replace(/ /gu, '')),
    );
    expect(tree.provisions.filter((p) => p.kind === 'annex').map((p) => p.label)).toEqual(
      truth.annexHeadings.map((h) => h.replace(/\u3000/gu, ' ')),
    );
    expect(tree.setAside.some((s) => s.why === 'contents')).toBe(truth.hasToc);
    expect(tree.setAside.filter((s) => s.why === 'contents')).toHaveLength(truth.hasToc ? truth.tocEntries + 1 : 0);
    const articles = tree.provisions.filter((p) => p.kind === 'article');
    expect(
      articles.map((p) => {
        const items = p.paragraphs.flatMap((x) => x.items);
        const subitems = items.flatMap((x) => x.subitems);
        return {
          label: p.label,
          no: p.number,
          sub: p.sub,
          paragraphs: p.paragraphs.length,
          items: items.filter((x) => x.label !== '').length,
          subitems: subitems.length,
          itemContinuationLines: [...items, ...subitems].reduce((sum, x) => sum + x.text.split('\n').length - 1, 0),
        };
      }),
    ).toEqual(
      truth.articles.map(({ label, no, sub, paragraphs, items, subitems, itemContinuationLines }) => ({
        label,
        no,
        sub,
        paragraphs,
        items,
        subitems,
        itemContinuationLines,
      })),
    );
    const again = parseText(print(tree));
    expect(core(again)).toEqual(core(tree));
    expect(countTree(again)).toEqual(counts);
  });

  it('warns about nothing in published texts but the one heading that its source broke in two', () => {
    const warnings = documents.flatMap(([slug, version]) =>
      parseText(readFileSync(join(corpusDir, 'texts', slug, `${version}.txt`), 'utf8')).warnings.map(
        (w) => `${slug} ${w.code}`,
      ),
    );
    expect(warnings).toEqual(['bj-lifa-tiaoli UNPLACED_LINE']);
  });
});
