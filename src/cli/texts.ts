/** `parse` and `compare`: the text alone, without any server or database. */
import { readFile as readBytes } from 'node:fs/promises';
import { basename } from 'node:path';
import { type ArticleTree, compare, parse, parseJson, print } from '../articles/index.js';
import { readFile } from '../authoring/index.js';
import { InputRefused } from './input.js';

/** @throws InputRefused naming the file, what is wrong and what to do */
export async function treeOf(path: string, say: (line: string) => void): Promise<ArticleTree> {
  const bytes = await readBytes(path).catch((e: NodeJS.ErrnoException) => {
    throw new InputRefused(`${path}：${e.code === 'ENOENT' ? '没有这个文件，请检查路径。' : e.code === 'EISDIR' ? '这是一个文件夹，请给出文件。' : '打不开这个文件，请检查权限。'}`);
  });
  const read = await readFile(basename(path), bytes);
  if (!read.ok) throw new InputRefused(read.message);
  for (const n of read.notices) say(`${basename(path)}：${n.message}`);
  return parse(read.lines);
}

export async function parseFile(path: string, json: boolean, say: (line: string) => void): Promise<void> {
  const tree = await treeOf(path, say);
  if (tree.provisions.length === 0) throw new InputRefused(`${path}：没有认出条文，请检查是否选错了文件，或者条文前有没有“第一条”这样的条号。`);
  process.stdout.write(json ? `${JSON.stringify(parseJson(tree), null, 2)}\n` : print(tree));
  if (!json) for (const w of tree.warnings) say(`第${w.line}行：${w.message}`);
}

const MARKS = { same: ['', ''], insert: ['{+', '+}'], delete: ['[-', '-]'] } as const;

export async function compareFiles(oldPath: string, newPath: string, json: boolean, say: (line: string) => void): Promise<void> {
  const [old, next] = [await treeOf(oldPath, say), await treeOf(newPath, say)];
  for (const [path, tree] of [[oldPath, old], [newPath, next]] as const) {
    if (tree.provisions.length === 0) throw new InputRefused(`${path}：没有认出条文，请检查是否选错了文件。`);
  }
  const comparison = compare(old, next);
  if (json) {
    process.stdout.write(`${JSON.stringify(comparison, null, 2)}\n`);
    return;
  }
  for (const e of comparison.articles.filter((x) => x.relation !== 'unchanged')) {
    process.stdout.write(`${e.new ?? '（删去）'}  ←  ${e.old.join('、') || '（新增）'}  ${e.relation}\n`);
    if (e.textChanged) process.stdout.write(`  ${e.changes.map((c) => `${MARKS[c.type][0]}${c.text}${MARKS[c.type][1]}`).join('').replaceAll('\n', '\n  ')}\n`);
  }
}
