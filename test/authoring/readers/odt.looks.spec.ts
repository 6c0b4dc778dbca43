/** How words look in an OpenDocument text, where it changes what they say; tables with cells over several columns. */
import { parse } from '../../../src/articles/index.js';
import { readFile } from '../../../src/authoring/readers/reader.js';
import { outline } from '../../support/outline.js';
import { odt, p } from './odt-maker.js';

const style = (name: string, properties: string, parent = ''): string =>
  `<style:style style:name="${name}" style:family="text"${parent === '' ? '' : ` style:parent-style-name="${parent}"`}><style:text-properties ${properties}/></style:style>`;
const span = (text: string, name: string): string => `<text:span text:style-name="${name}">${text}</text:span>`;
const cell = (text: string, columns = 1): string =>
  `<table:table-cell${columns > 1 ? ` table:number-columns-spanned="${columns}"` : ''}>${p(text)}</table:table-cell>${'<table:covered-table-cell/>'.repeat(columns - 1)}`;
const row = (...cells: string[]): string => `<table:table-row>${cells.join('')}</table:table-row>`;
const table = (...rows: string[]): string => `<table:table>${rows.join('')}</table:table>`;

async function read(body: string, automatic = ''): Promise<{ lines: string[]; told: string[]; parts: string[] }> {
  const outcome = await readFile('稿.odt', await odt({ body, automatic }));
  if (!outcome.ok) throw new Error(outcome.message);
  return {
    lines: outcome.lines.map((l) => l.text),
    told: outcome.notices.map((n) => `${n.code} ${n.message}`),
    parts: outline(parse(outcome.lines)),
  };
}

it('raised, lowered and struck words are kept as signs or told, by whichever style they are so', async () => {
  const styles =
    style('up', 'style:text-position="super 58%"') +
    style('raised', 'style:text-position="33% 58%"') +
    style('down', 'style:text-position="sub 58%"') +
    style('plain', 'style:text-position="0% 100%"', 'up') +
    style('gone', 'style:text-line-through-style="solid"') +
    style('goneToo', 'fo:color="#ff0000"', 'gone') +
    style('stays', 'style:text-line-through-style="none"', 'gone');
  const { lines, told } = await read(
    p(
      `第一条　10${span('4', 'up')}元，m${span('3', 'raised')}，CO${span('2', 'down')}，1${span('0', 'plain')}，${span('甲', 'up')}。`,
    ) + p(`第二条　不得拆${span('或者改', 'goneToo')}桥${span('栏', 'stays')}。`),
    styles,
  );
  expect(lines).toEqual(['第一条　10⁴元，m³，CO₂，10，甲。', '第二条　不得拆或者改桥栏。']);
  expect(told).toEqual([
    'SCRIPT 第一条有上标或者下标“甲”，读成了普通文字，请核对。',
    'STRUCK 第二条有画了删除线的文字“或者改”，仍按正文读入；不要的，请在文稿里删去后重新上传。',
  ]);
});

it('a picture is told with its place', async () => {
  const { told } = await read(p('第一条　按下式：<draw:frame><draw:image/></draw:frame>'));
  expect(told).toEqual(['PICTURE 第一条有 1 幅图片，没有读入；是公式或者表格的，请改用文字。']);
});

it('a chapter over all columns of a comparison table is read, and a cell over two columns keeps the others', async () => {
  const compared = table(
    row(cell('现行'), cell('修改后')),
    row(cell('第一章　总则', 2)),
    row(cell('第一条　甲。'), cell('第一条　乙。')),
    row(cell('第二条　丙。'), cell('第二条　丁。')),
  );
  expect((await read(compared)).lines).toEqual(['第一章　总则', '第一条　乙。', '第二条　丁。']);
  const fines = table(row(cell('依据'), cell('处罚', 2)), row(cell('第八条'), cell('罚款'), cell('百元')));
  expect((await read(p('第一条　见下表：') + fines + p('第二条　完。'))).parts).toEqual([
    '题',
    '条 第一条',
    '款 见下表：⏎依据→处罚⏎第八条→罚款→百元',
    '条 第二条',
    '款 完。',
  ]);
});
