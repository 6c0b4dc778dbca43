/** What every line of a text was read as, told line by line by hand. */
import fc from 'fast-check';
import {
  type Item,
  joinLines,
  type Paragraph,
  parseText,
  pathsOf,
  type Provision,
  readLines,
  splitLines,
  type Subitem,
} from '../../../src/articles/index.js';
import { pathOf } from '../../../src/articles/text/line-readings.js';
import { soup } from '../laws.js';

const read = (...lines: string[]): string[] =>
  readLines(splitLines(lines.join('\n'))).map((r) =>
    [r.line, r.as, r.label ?? '', r.provision ?? '', r.path ?? '', r.why ?? ''].join(' ').trimEnd(),
  );

it('says of each line where it went', () => {
  expect(
    read(
      '云澜市城市绿化条例',
      '（修订草案）',
      '',
      '目　录',
      '第一章　总　则',
      '第二章　保护',
      '第一章　总　则',
      '第一条　为了保护城市绿地，制定本条例。',
      '— 1 —',
      '第二条　禁止下列行为：',
      '（一）搭建构筑物；',
      '（二）采石、取土：',
      '1.取土；',
      '2.采石。',
      '违反的，应当恢复原状。',
      '第二章　保护',
      '第三条',
      '砍伐树木的，应当补植。',
      '附件',
      '古树名录',
    ),
  ).toEqual([
    '1 title',
    '2 title',
    '3 blank',
    '4 leftOut    contents',
    '5 leftOut    contents',
    '6 leftOut    contents',
    '7 heading 第一章　总则',
    '8 article 第一条 0 p1',
    '9 leftOut    pageNumber',
    '10 article 第二条 1 p1',
    '11 item （一） 1 p1.i1',
    '12 item （二） 1 p1.i2',
    '13 subitem 1. 1 p1.i2.s1',
    '14 subitem 2. 1 p1.i2.s2',
    '15 paragraph  1 p2',
    '16 heading 第二章　保护',
    '17 article 第三条 2 p1',
    '18 paragraph  2 p1',
    '19 annex 附件 3',
    '20 paragraph  3 p1',
  ]);
});

it('tells a second copy, and what belongs to no article', () => {
  const text = ['第一条　为了保护绿地，制定本条例。', '第二条　本条例自公布之日起施行。'];
  expect(read(...text, ...text).slice(2)).toEqual(['3 leftOut    duplicate', '4 leftOut    duplicate']);
  expect(read('第一章　总则', '市绿化主管部门、区人民政府各自负责绿化工作。', ...text)[1]).toBe(
    '2 leftOut    unplaced',
  );
});

const agree = (text: string): void => {
  const tree = parseText(text);
  const readings = readLines(splitLines(text));
  const left = new Map(tree.setAside.map((a) => [a.line, a.why]));
  for (const r of readings) {
    // of 附件1：云澜市渡口条例 the label alone is set aside
    if (r.as !== 'title') expect([r.line, r.why]).toEqual([r.line, left.get(r.line) ?? null]);
    const paths = r.provision === null ? null : pathsOf(tree.provisions[r.provision] as (typeof tree.provisions)[0]);
    if (r.path !== null && r.as !== 'article') expect(paths?.map((p) => p.path)).toContain(r.path);
  }
  const opened = readings.filter((r) => r.as === 'article' || r.as === 'clause' || r.as === 'annex');
  expect(opened.map((r) => r.label)).toEqual(tree.provisions.map((p) => p.label));
};

it('a title behind 附件1： is one', () => {
  expect(read('附件1：云澜市绿化条例（草案）', '第一条　甲。')).toEqual(['1 title', '2 article 第一条 0 p1']);
});

it('agrees with the tree on every line of whatever it is given', () => {
  fc.assert(fc.property(soup, agree));
});

it('does not look through an article for the line it is at, however long an annex is', () => {
  let looked = 0;
  const counted = <T>(rows: T[]): T[] =>
    new Proxy(rows, {
      get(target, key, self): unknown {
        if (typeof key === 'string' && /^\d+$/u.test(key)) looked++;
        return Reflect.get(target, key, self);
      },
    });
  const lines = Array.from({ length: 1000 }, (_, n): Paragraph => ({ text: `古树${n}`, items: [] }));
  const subitems = Array.from({ length: 30 }, (_, n): Subitem => ({ label: `${n + 1}.`, text: '甲' }));
  const items = Array.from({ length: 200 }, (): Item => ({ label: '（一）', text: '乙', subitems: counted(subitems) }));
  const paragraph: Paragraph = { text: '丙', items: counted(items) };
  const provision: Provision = {
    kind: 'annex',
    label: '附件',
    number: 1,
    sub: 0,
    caption: null,
    headings: [],
    paragraphs: counted([...lines, paragraph]),
  };
  const at = { headings: 0, provisions: 1, provision, paragraph, item: null, subitem: null };
  expect(pathOf(at)).toBe('p1001');
  expect(pathOf({ ...at, item: items[199] ?? null })).toBe('p1001.i200');
  expect(pathOf({ ...at, item: items[199] ?? null, subitem: subitems[29] ?? null })).toBe('p1001.i200.s30');
  expect(looked).toBe(0);
});

it('lines joined and split again keep their numbers', () => {
  const lines = [
    { text: '标题', number: 1 },
    { text: '第一条　甲\u000b乙。', number: 4 },
    { text: '第二条　丙。', number: 5 },
  ];
  const again = splitLines(joinLines(lines)).filter((l) => l.text !== '');
  expect(again).toEqual([lines[0], { text: '第一条　甲 乙。', number: 4 }, lines[2]]);
});
