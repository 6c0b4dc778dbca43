/**
 * `parse` and `compare`: the text alone, without any server or database. What writes tables is loaded when a table is
 * asked for: it brings half the service with it, a second of start that a program reading JSON would pay for nothing.
 */
import { readFile as readBytes, writeFile as writeBytes } from 'node:fs/promises';
import { basename } from 'node:path';
import {
  align,
  type Around,
  type AroundEntry,
  type ArticleTree,
  changedAround,
  comparable,
  compareAligned,
  compareAround,
  compareDetailed,
  type Comparison,
  type DetailedEntry,
  formedChanges,
  parse,
  parseJson,
  print,
  type SetAsideLine,
  type SourceLine,
  type ToldChange,
  toldChanges,
} from '../articles/index.js';
import type { ComparedDraft, ComparisonTable, TableOptions } from '../authoring/index.js';
import { readFile } from '../authoring/readers/index.js';
import { loadConfig } from '../platform/base/config.js';
import { InputRefused } from './input.js';

/** @throws InputRefused naming the file, what is wrong and what to do */
export async function linesOf(path: string, say: (line: string) => void): Promise<readonly SourceLine[]> {
  const bytes = await readBytes(path).catch((e: NodeJS.ErrnoException) => {
    throw new InputRefused(
      `${path}：${e.code === 'ENOENT' ? '没有这个文件，请检查路径。' : e.code === 'EISDIR' ? '这是一个文件夹，请给出文件。' : '打不开这个文件，请检查权限。'}`,
    );
  });
  const read = await readFile(basename(path), bytes);
  if (!read.ok) throw new InputRefused(read.message);
  for (const n of read.notices) say(`${basename(path)}：${n.message}`);
  return read.lines;
}

export const treeOf = async (path: string, say: (line: string) => void): Promise<ArticleTree> =>
  parse(await linesOf(path, say));

export async function parseFile(path: string, json: boolean, say: (line: string) => void): Promise<void> {
  const tree = await treeOf(path, say);
  if (tree.provisions.length === 0)
    throw new InputRefused(`${path}：没有认出条文，请检查是否选错了文件，或者条文前有没有“第一条”这样的条号。`);
  process.stdout.write(json ? `${JSON.stringify(parseJson(tree), null, 2)}\n` : print(tree));
  if (!json) for (const w of tree.warnings) say(`${basename(path)}：${w.message}`);
  const left = leftOut(tree.setAside);
  if (left !== '') say(`${basename(path)}：未计入条文：${left}。`);
}

const LEFT_OUT: Readonly<Record<SetAsideLine['why'], string>> = {
  contents: '目录',
  pageNumber: '页码和页眉',
  duplicate: '与前文重复的文字',
  preface: '标题之前的文字',
  quoted: '引文',
  unplaced: '不属于任何一条的文字',
};
/** Of more places than these only the number of lines is said. */
const PLACES_SAID = 12;

/** 目录（第4至6行）、页码和页眉（共40行）: every line that is not in the tree, by why; empty where there is none */
export function leftOut(lines: readonly SetAsideLine[]): string {
  const kinds = Object.entries(LEFT_OUT).map(([why, words]) => {
    const numbers = [...new Set(lines.filter((line) => line.why === why).map((line) => line.line))];
    const places: [number, number][] = [];
    for (const number of numbers.sort((a, b) => a - b)) {
      const last = places.at(-1);
      if (last && number === last[1] + 1) last[1] = number;
      else places.push([number, number]);
    }
    const said = places.map(([from, to]) => (from === to ? `${from}` : `${from}至${to}`)).join('、');
    return numbers.length === 0
      ? ''
      : `${words}（${places.length > PLACES_SAID ? `共${numbers.length}` : `第${said}`}行）`;
  });
  return kinds.filter((kind) => kind !== '').join('、');
}

const MARKS = { same: ['', ''], insert: ['{+', '+}'], delete: ['[-', '-]'] } as const;

export interface CompareOutputs {
  json?: boolean;
  html?: string;
  docx?: string;
  pdf?: string;
  /** changes of form alone (仅形式变化) are marked like others */
  form?: boolean;
  /** tables list of articles that stayed only the numbers */
  onlyChanges?: boolean;
}

/** Where a file is asked for, stdout stays empty unless JSON is asked for too. */
export async function compareFiles(
  oldPath: string,
  newPath: string,
  outputs: CompareOutputs,
  say: (line: string) => void,
): Promise<void> {
  const [old, next] = [await treeOf(oldPath, say), await treeOf(newPath, say)];
  for (const [path, tree] of [
    [oldPath, old],
    [newPath, next],
  ] as const) {
    if (tree.provisions.length === 0) throw new InputRefused(`${path}：没有认出条文，请检查是否选错了文件。`);
  }
  const [before, after] = [draftOf(old, oldPath), draftOf(next, newPath)];
  const alignment = align(before.provisions, after.provisions);
  const comparison = compareAligned(before.provisions, after.provisions, alignment);
  const around = compareAround(old, next);
  const doubts = alignment.doubtful.map((d) => ({
    old: before.provisions[d.old]?.label ?? '',
    new: after.provisions[d.new]?.label ?? '',
    likelihood: d.likelihood,
    reason: d.reason,
  }));
  const written = outputs.html !== undefined || outputs.docx !== undefined || outputs.pdf !== undefined;
  const entries = compareDetailed(before.provisions, after.provisions, alignment, comparison.articles);
  const form = outputs.form === true ? 'marked' : 'unmarked';
  if (written) await writeTables(before, after, entries, { around, doubtful: alignment.doubtful }, outputs, say);
  if (outputs.json === true)
    process.stdout.write(`${JSON.stringify(comparisonJson(comparison, entries, around, doubts), null, 2)}\n`);
  else if (!written) await printComparison(entries, around, form);
}

/**
 * The contract of `compare --json`: joined, the texts that are not inserted are the old article and those that are not
 * deleted the new one. What changes in form alone says its reason (`form`) and is not to be marked; words that went to
 * another article say where (`to`), words that came from one say from which (`from`). The contract knows no other word
 * for an old article that is not in the new text than `deleted`: those of which nobody has said so, and no successor
 * was found, are named in `unplaced`, and what may be one stands in `doubtful`.
 */
function comparisonJson(
  { articles, counts }: Comparison,
  entries: readonly DetailedEntry[],
  around: Around,
  doubtful: readonly object[],
): object {
  const { unplaced, ...others } = counts;
  const named = (entry: Comparison['articles'][number]): object =>
    entry.relation === 'unplaced' ? { ...entry, relation: 'deleted' } : entry;
  const beside = (entry: AroundEntry): object => ({
    ...entry,
    changes: toldChanges(formedChanges(entry.changes), 'marked'),
  });
  return {
    articles: articles.map((entry, at) => ({
      ...named(entry),
      changes: toldChanges(entries[at]?.placed ?? [], 'marked'),
    })),
    counts: { ...others, deleted: others.deleted + unplaced },
    unplaced: articles.flatMap((entry) => (entry.relation === 'unplaced' ? entry.old : [])),
    doubtful,
    title: beside(around.title),
    note: beside(around.note),
    preamble: beside(around.preamble),
    headings: around.headings.map(beside),
    annexes: around.annexes.map(beside),
  };
}

type Form = 'marked' | 'unmarked';

async function writeTables(
  before: ComparedDraft,
  after: ComparedDraft,
  entries: readonly DetailedEntry[],
  found: Pick<TableOptions, 'around' | 'doubtful'>,
  outputs: CompareOutputs,
  say: (line: string) => void,
): Promise<void> {
  const { comparisonDocx, comparisonHtml, comparisonTable } = await import('../authoring/index.js');
  const options = {
    ...found,
    form: outputs.form === true ? ('marked' as const) : ('unmarked' as const),
    only: outputs.onlyChanges === true ? ('changed' as const) : ('all' as const),
  };
  const table = comparisonTable(before, after, entries, options);
  if (outputs.html !== undefined) await writeOut(outputs.html, comparisonHtml(before, after, entries, options), say);
  if (outputs.docx !== undefined) await writeOut(outputs.docx, await comparisonDocx(table), say);
  if (outputs.pdf !== undefined) await writeOut(outputs.pdf, await pdfOf(table), say);
}

const draftOf = (tree: ArticleTree, path: string): ComparedDraft => ({
  title: tree.title === '' ? basename(path) : tree.title,
  note: tree.note,
  provisions: comparable(tree),
});

/**
 * Of the environment only FONT_DIR counts here: no service is started, so its address and database need not be right.
 */
async function pdfOf(table: ComparisonTable): Promise<Uint8Array> {
  const unused = {
    PORT: '',
    DATABASE_URL: '',
    DIRECT_URL: '',
    PUBLIC_URL: '',
    KEYS_FILE: '',
    WEB_CONCURRENCY: '',
    LOG_LEVEL: '',
    HOST: '127.0.0.1',
  };
  const { comparisonPdf } = await import('../authoring/index.js');
  const { Typesetter } = await import('../platform/documents/index.js');
  const typesetter = new Typesetter(loadConfig(unused).fontDir);
  try {
    return (await comparisonPdf(typesetter.renderer, table)).bytes;
  } finally {
    await typesetter.onApplicationShutdown();
  }
}

async function writeOut(path: string, content: string | Uint8Array, say: (line: string) => void): Promise<void> {
  await writeBytes(path, content).catch((e: NodeJS.ErrnoException) => {
    throw new InputRefused(
      `${path}：${e.code === 'ENOENT' ? '没有这个文件夹，请先建立。' : e.code === 'EISDIR' ? '这是一个文件夹，请给出文件名。' : '写不了这个文件，请检查权限和磁盘空间。'}`,
    );
  });
  say(`已写出 ${path}`);
}

const marked = (changes: readonly ToldChange[]): string =>
  changes
    .map((c) => {
      const [open, close] = MARKS[c.type];
      const where = c.to === undefined ? (c.from === undefined ? '' : `（原${c.from}）`) : `（移至${c.to}）`;
      return `${open}${c.text}${where}${close}`;
    })
    .join('')
    .replaceAll('\n', '\n  ');

async function printComparison(entries: readonly DetailedEntry[], around: Around, form: Form): Promise<void> {
  const { aroundWords } = await import('../authoring/comparison/comparison.words.js');
  for (const { part, entry } of changedAround(around, form))
    process.stdout.write(
      `${aroundWords[part]}  ${entry.relation}\n  ${marked(toldChanges(formedChanges(entry.changes), form))}\n`,
    );
  for (const e of entries.filter((x) => x.relation !== 'unchanged' || x.captionChanged)) {
    process.stdout.write(
      `${e.new ?? (e.relation === 'unplaced' ? '（没有找到明确的去处）' : '（删去）')}  ←  ${e.old.join('、') || '（新增）'}  ${e.relation}${e.captionChanged ? '  条旨修改' : ''}${e.formOnly ? '  仅形式变化' : ''}\n`,
    );
    if (e.textChanged) process.stdout.write(`  ${marked(toldChanges(e.placed, form))}\n`);
  }
}
