/** `amend`: an amending decision applied to the text in force, without any server or database. */
import { writeFile } from 'node:fs/promises';
import { amend, comparable, compareAround, compareDetailed, parseJson, print } from '../articles/index.js';
import { InputRefused } from './input.js';
import { linesOf, treeOf } from './texts.js';

/**
 * With `json` the contract of cli.md; with `docx` the 修改前后对照表 as the decision states it; without `json` the
 * consolidated text on stdout and the report in words through `say`. The exit status becomes 3 where an instruction is
 * left.
 * @throws InputRefused where a file cannot be read, has no articles, or the decision does not speak of this law
 */
export async function amendFiles(
  lawPath: string,
  decisionPath: string,
  outputs: { json?: boolean; docx?: string },
  say: (line: string) => void,
): Promise<void> {
  const law = await treeOf(lawPath, say);
  if (law.provisions.length === 0) throw new InputRefused(`${lawPath}：没有认出条文，请检查是否选错了文件。`);
  // the lines as read, not a tree: the quotations of a decision are what its own structure would hide
  const { instructions, result, alignment, notes } = amend(law, await linesOf(decisionPath, say));
  const json = outputs.json === true;
  if (instructions.length === 0) {
    throw new InputRefused(
      `${decisionPath}：${notes[0] ?? '没有认出修改指令，请检查是否选错了文件，或者决定中有没有“将第几条修改为”这样的文字。'}`,
    );
  }
  if (outputs.docx !== undefined) {
    const { comparisonDocx, comparisonTable } = await import('../authoring/index.js');
    const [before, after] = [comparable(law), comparable(result)];
    const table = comparisonTable(
      { title: law.title, inForce: true, note: law.note, provisions: before },
      { title: result.title, version: '修改后', provisions: after },
      compareDetailed(before, after, alignment),
      { around: compareAround(law, result) },
    );
    await writeFile(outputs.docx, await comparisonDocx(table));
  }
  const left = instructions.filter((i) => !i.applied);
  process.stdout.write(
    json ? `${JSON.stringify({ instructions, result: parseJson(result) }, null, 2)}\n` : print(result),
  );
  for (const i of left) say(`第${i.line}行没有办到：${i.problem ?? ''}（${i.text}）`);
  if (!json) {
    for (const note of notes) say(note);
    say(`共${instructions.length}条指令，办到${instructions.length - left.length}条。`);
  }
  if (left.length > 0) process.exitCode = 3;
}
