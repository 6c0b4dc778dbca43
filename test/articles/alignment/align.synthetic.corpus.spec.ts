/**
 * Seeded edits of a code of 1,260 articles whose true links are known: words changed, articles gone, new, moved, split
 * and merged.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { align, parseText, type Provision, provisionText } from '../../../src/articles/index.js';
import { corpusDir, describeCorpus } from '../../support/corpus.js';

const next32 = (state: number): number => (Math.imul(state, 1664525) + 1013904223) >>> 0;
const plain = (p: Provision, text: string): Provision => ({
  ...p,
  paragraphs: text.split('\n').map((line) => ({ text: line, items: [] })),
});

function edited(code: readonly Provision[], seed: number): { next: Provision[]; truth: Set<string> } {
  let state = seed;
  const dice = (n: number): number => (state = next32(state)) % n;
  let out: { p: Provision; from: number[] }[] = [];
  for (let i = 0; i < code.length; i++) {
    const p = code[i];
    const q = code[i + 1];
    if (!p) continue;
    const text = provisionText(p);
    const paragraphs = text.split('\n');
    const act = dice(100);
    if (act < 4) continue;
    if (act < 14)
      out.push({ p: plain(p, text.replace('应当', '可以').replace(/，[^，。；]{2,12}(?=[，。])/u, '')), from: [i] });
    else if (act < 17 && paragraphs.length > 1) {
      out.push(
        { p: plain(p, paragraphs.slice(0, 1).join('\n')), from: [i] },
        { p: plain(p, paragraphs.slice(1).join('\n')), from: [i] },
      );
    } else if (act < 19 && q && text.length < 200) {
      out.push({ p: plain(p, `${text}\n${provisionText(q)}`), from: [i, ++i] });
    } else out.push({ p, from: [i] });
    if (act > 97)
      out.push({
        p: plain(p, `湿地巡护第${dice(9000)}号桩由第${dice(9000)}组登记，登记每${dice(90) + 2}日核对一次。`),
        from: [],
      });
    if (act === 96 && out.length > 60) out = [...out.slice(0, -41), ...out.slice(-1), ...out.slice(-41, -1)];
  }
  const truth = new Set(out.flatMap(({ from }, j) => from.map((i) => `${i}>${j}`)));
  return { next: out.map(({ p }, j) => ({ ...p, number: j + 1, sub: 0 })), truth };
}

describeCorpus('synthetic edits of a large code', () => {
  it.each([11, 12, 13])('seed %i: link F1', (seed) => {
    const code = parseText(readFileSync(join(corpusDir, 'texts/minfadian/2020-05-28.txt'), 'utf8')).provisions.filter(
      (p) => p.kind === 'article',
    );
    const { next, truth } = edited(code, seed);
    const found = align(code, next).links.map((l) => `${l.old}>${l.new}`);
    const hit = found.filter((x) => truth.has(x)).length;
    const f1 = (200 * hit) / (found.length + truth.size);
    console.log(`seed ${seed}: ${truth.size} links, F1 ${f1.toFixed(2)}`);
    expect(f1).toBeGreaterThanOrEqual(99.8);
  });
});
