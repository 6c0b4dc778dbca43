/** Differences and alignment beside their peers: `npm run build`, `npm install` in bench/, then `npm run text` in bench/. */
import { changedPairs, corpus, edit, engine, grow, hasCorpus, law, parts, peer } from './material.mjs';
import { measure, random, report } from './rounds.mjs';

if (!hasCorpus) {
  console.log(`no corpus at ${corpus} (set CORPUS_DIR): nothing measured`);
  process.exit(0);
}
const fastDiff = (await peer('fast-diff'))?.default ?? null;
const jsdiff = await peer('diff');
const { align, compare, diffTexts, provisionText } = engine;
const { measure: profiles } = await parts('similarity');

const pairs = changedPairs();
const each = (run) => () => { for (const [a, b] of pairs) run(a, b); };
report(`inline difference of ${pairs.length} changed articles`, measure({
  'ours': each(diffTexts),
  'fast-diff with cleanup': fastDiff && each((a, b) => fastDiff(a, b, undefined, true)),
  'fast-diff raw': fastDiff && each((a, b) => fastDiff(a, b)),
  'jsdiff diffChars': jsdiff && each((a, b) => jsdiff.diffChars(a, b)),
}), '≤ 1.0× fast-diff with cleanup');

const tree = (provisions) => ({ title: '', note: null, preamble: [], headings: [], provisions, setAside: [], warnings: [] });
const whole = (provisions) => provisions.map(provisionText).join('\n');
const [before, after] = [law('gongsi', '2018-10-26'), law('gongsi', '2023-12-29')];
const [beforeText, afterText] = [whole(before), whole(after)];
report('whole law, 公司法 2018 → 2023', measure({
  'ours: alignment and differences': () => compare(tree(before), tree(after)),
  'fast-diff with cleanup, whole text': fastDiff && (() => fastDiff(beforeText, afterText, undefined, true)),
  'fast-diff raw, whole text': fastDiff && (() => fastDiff(beforeText, afterText)),
}), '≤ 1/200 of fast-diff');

const code = law('minfadian', '2020-05-28');
const light = edit(code.slice(0, 200), random(5));
const [lightBefore, lightAfter] = [whole(code.slice(0, 200)), whole(light)];
report('light edits, 200 articles', measure({
  'ours: alignment and differences': () => compare(tree(code.slice(0, 200)), tree(light)),
  'fast-diff with cleanup, whole text': fastDiff && (() => fastDiff(lightBefore, lightAfter, undefined, true)),
}), '≤ 1.5× fast-diff');

const small = edit(code, random(1));
const large = grow(code, 5000, random(2));
const largeNext = edit(large, random(3));
report(`alignment, ${code.length} and ${large.length} articles`, measure({
  [`${large.length} articles`]: () => align(large, largeNext),
  [`${code.length} articles`]: () => align(code, small),
}), '≤ 6×');
report(`alignment of ${code.length} articles`, measure({
  'align': () => align(code, small),
  'one pass over the bigrams, all pairs found': () => onePass(code, small),
  'profiles and candidates alone': () => profiles(code, small),
}), '≤ 5× the one-pass floor');

/** The least that any method over bigrams does: count them once on both sides and remember in which article each stands. */
function onePass(old, next) {
  const postings = new Map();
  next.forEach((p, j) => {
    const text = provisionText(p);
    for (let i = 0; i + 1 < text.length; i++) {
      const key = text.charCodeAt(i) * 0x10000 + text.charCodeAt(i + 1);
      const list = postings.get(key);
      if (list) list.push(j);
      else postings.set(key, [j]);
    }
  });
  let hits = 0;
  for (const p of old) {
    const text = provisionText(p);
    for (let i = 0; i + 1 < text.length; i++) hits += postings.get(text.charCodeAt(i) * 0x10000 + text.charCodeAt(i + 1))?.length ?? 0;
  }
  return hits;
}
