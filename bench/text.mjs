/**
 * Differences and alignment beside their peers: `npm run build`, `npm install` in bench/, then `npm run text` in
 * bench/.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changedPairs, cli, corpus, edit, engine, grow, hasCorpus, law, parts, peer } from './material.mjs';
import { fenced, quality, readWordDiff, WORD_DIFF } from './quality.mjs';
import { measure, random, report } from './rounds.mjs';

if (!hasCorpus) {
  console.log(`no corpus at ${corpus} (set CORPUS_DIR): nothing measured`);
  process.exit(0);
}
const fastDiff = (await peer('fast-diff'))?.default ?? null;
const jsdiff = await peer('diff');
const { align, compare, diffTexts, provisionText } = engine;
const { measure: profiles } = await parts('alignment/similarity');

const pairs = changedPairs();
const each = (run) => () => {
  for (const [a, b] of pairs) run(a, b);
};
report(
  `inline difference of ${pairs.length} changed articles`,
  measure({
    ours: each(diffTexts),
    'fast-diff with cleanup': fastDiff && each((a, b) => fastDiff(a, b, undefined, true)),
    'fast-diff raw': fastDiff && each((a, b) => fastDiff(a, b)),
    'jsdiff diffChars': jsdiff && each((a, b) => jsdiff.diffChars(a, b)),
  }),
  '≤ 1.0× fast-diff with cleanup',
);

const gitThere = spawnSync('git', ['--version']).status === 0;
const scratch = mkdtempSync(join(tmpdir(), 'bench-text-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));
const file = (name, text) => {
  const path = join(scratch, name);
  writeFileSync(path, text);
  return path;
};
/** A process from its start to its end, its output read; null where the program is not installed. */
const spawned =
  (program, args, environment = {}) =>
  () =>
    spawnSync(program, args, { maxBuffer: 1 << 28, encoding: 'utf8', env: { ...process.env, ...environment } });

const sides = [0, 1].map((k) => file(`pairs-${k}.txt`, fenced(pairs.map((pair) => pair[k]))));
const native = spawned('git', [...WORD_DIFF, ...sides]);
report(
  `the same ${pairs.length} articles against native C: one process of git over all of them (read wall)`,
  measure({
    'ours, in this process': each(diffTexts),
    'git diff --word-diff-regex=. (C), start to end': gitThere ? native : null,
  }),
  '≤ 1.0× git',
);

console.log(`\nwhat a reader gets of these differences   (goals: one character ≤ 5 %, cut ≤ 1.05 %)`);
const TYPE = { delete: -1, same: 0, insert: 1 };
const told = {
  ours: () => pairs.map(([a, b]) => diffTexts(a, b).map((c) => [TYPE[c.type], c.text])),
  'fast-diff with cleanup': fastDiff && (() => pairs.map(([a, b]) => fastDiff(a, b, undefined, true))),
  'jsdiff diffChars':
    jsdiff &&
    (() => pairs.map(([a, b]) => jsdiff.diffChars(a, b).map((c) => [c.added ? 1 : c.removed ? -1 : 0, c.value]))),
  'git diff --word-diff-regex=. (C)': gitThere ? () => readWordDiff(native().stdout) : null,
};
for (const [name, differences] of Object.entries(told)) {
  if (!differences) {
    console.log(`  ${name.padEnd(40)} not measured`);
    continue;
  }
  const { hunks, single, cut, marked } = quality(differences(), engine.foldForm);
  console.log(
    `  ${name.padEnd(40)} ${String(hunks).padStart(6)} hunks  one character ${single.toFixed(2).padStart(5)} %` +
      `  cut ${cut.toFixed(2).padStart(5)} %  ${String(marked).padStart(7)} characters marked`,
  );
}

const tree = (provisions) => ({
  title: '',
  note: null,
  preamble: [],
  headings: [],
  provisions,
  setAside: [],
  warnings: [],
});
const whole = (provisions) => provisions.map(provisionText).join('\n');
const [before, after] = [law('gongsi', '2018-10-26'), law('gongsi', '2023-12-29')];
const [beforeText, afterText] = [whole(before), whole(after)];
report(
  'whole law, 公司法 2018 → 2023',
  measure({
    'ours: alignment and differences': () => compare(tree(before), tree(after)),
    'fast-diff with cleanup, whole text': fastDiff && (() => fastDiff(beforeText, afterText, undefined, true)),
    'fast-diff raw, whole text': fastDiff && (() => fastDiff(beforeText, afterText)),
  }),
  '≤ 1/200 of fast-diff',
);

const law2018 = join(corpus, 'texts/gongsi/2018-10-26.txt');
const law2023 = join(corpus, 'texts/gongsi/2023-12-29.txt');
const readText = (path) => readFileSync(path, 'utf8');
const wordDiff = ['diff', '--no-index', '--word-diff-regex=.', law2018, law2023];
report(
  'whole law, 公司法 2018 → 2023, processes from start to end (their CPU is not counted: read wall)',
  measure({
    'ours: cold `yifayima compare`': spawned(process.execPath, [cli, 'compare', law2018, law2023]),
    'git diff --no-index --word-diff-regex=.': gitThere ? spawned('git', wordDiff) : null,
    'node, doing nothing': spawned(process.execPath, ['-e', '']),
  }),
);
report(
  'the same, ours in process from text to differences',
  measure({
    'ours: reading, alignment and differences': () =>
      compare(engine.parseText(readText(law2018)), engine.parseText(readText(law2023))),
    'git diff --no-index --word-diff-regex=.': gitThere ? spawned('git', wordDiff) : null,
  }),
  '≤ 1.0× git',
);

const code = law('minfadian', '2020-05-28');
const light = edit(code.slice(0, 200), random(5));
const [lightBefore, lightAfter] = [whole(code.slice(0, 200)), whole(light)];
report(
  'light edits, 200 articles',
  measure({
    'ours: alignment and differences': () => compare(tree(code.slice(0, 200)), tree(light)),
    'fast-diff with cleanup, whole text': fastDiff && (() => fastDiff(lightBefore, lightAfter, undefined, true)),
  }),
  '≤ 1.5× fast-diff',
);

const small = edit(code, random(1));
const large = grow(code, 5000, random(2));
const largeNext = edit(large, random(3));
report(
  `alignment, ${code.length} and ${large.length} articles`,
  measure({
    [`${large.length} articles`]: () => align(large, largeNext),
    [`${code.length} articles`]: () => align(code, small),
  }),
  '≤ 6×',
);
report(
  `alignment of ${code.length} articles`,
  measure({
    align: () => align(code, small),
    'one pass over the bigrams, all pairs found': () => onePass(code, small),
    'profiles and candidates alone': () => profiles(code, small),
  }),
  '≤ 5× the one-pass floor',
);

console.log(`\npeak memory of \`compare\` on a code of ${code.length} articles   (goal: ≤ 300 MB)`);
const paths = [file('old.txt', engine.print(tree(code))), file('new.txt', engine.print(tree(small)))];
for (const [name, args] of [
  ['in a process of its own, parse and compare', [join(import.meta.dirname, 'memory.mjs'), ...paths]],
  ['node, doing nothing', [join(import.meta.dirname, 'memory.mjs')]],
]) {
  const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  console.log(`  ${name.padEnd(52)} ${(Number(stdout) / 1024).toFixed(0).padStart(5)} MB`);
}

/**
 * The least that any method over bigrams does: count them once on both sides and remember in which article each stands.
 */
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
    for (let i = 0; i + 1 < text.length; i++)
      hits += postings.get(text.charCodeAt(i) * 0x10000 + text.charCodeAt(i + 1))?.length ?? 0;
  }
  return hits;
}
