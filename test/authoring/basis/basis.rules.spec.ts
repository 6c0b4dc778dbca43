import { bareTitle, type BasisEntry, basisWords, mergedEntries } from '../../../src/authoring/basis/basis.rules.js';
import { basisTable } from '../../../src/authoring/basis/basis.writer.js';
import { basisPdf } from '../../../src/authoring/comparison/comparison.pdf.js';
import { foundFonts, TypstRenderer } from '../../../src/platform/documents/index.js';

const law: BasisEntry = {
  kind: 'SUPERIOR_LAW',
  source: '湿地法',
  place: '第四条',
  quote: '湿地实行名录管理。',
  note: '细化',
};
const place: BasisEntry = { kind: 'ELSEWHERE', source: '甲市湿地条例', place: '', quote: '', note: '' };

it('a title is one source with and without its marks', () => {
  expect(['湿地法', '《湿地法》', ' 《 湿地法 》 ', '《甲》《乙》'].map(bareTitle)).toEqual([
    '湿地法',
    '湿地法',
    '湿地法',
    '《甲》《乙》',
  ]);
  expect([law, place].map(basisWords)).toEqual(['《湿地法》第四条：湿地实行名录管理。', '《甲市湿地条例》']);
});

it('what two articles rest on both is named once', () => {
  expect(
    mergedEntries([
      [law, place],
      [{ ...law }, { ...law, place: '第五条' }],
    ]),
  ).toEqual([law, place, { ...law, place: '第五条' }]);
});

it('the table has a row for every article, and says whose note it is where there are several', () => {
  const article = { label: '第一条', caption: '目的', text: '为了保护湿地。', entries: [law] };
  const table = basisTable('甲市湿地条例（草案）', [
    article,
    { ...article, caption: null, entries: [] },
    { ...article, entries: [law, { ...place, note: '参考' }] },
  ]);
  expect(table.title).toBe('《甲市湿地条例（草案）》条文依据表');
  expect(
    table.rows.map((row) => [row.draft.map((run) => run.text).join(''), row.superior, row.elsewhere, row.remark]),
  ).toEqual([
    ['第一条（目的）　为了保护湿地。', '《湿地法》第四条：湿地实行名录管理。', '', '细化'],
    ['第一条　为了保护湿地。', '', '', ''],
    [
      '第一条（目的）　为了保护湿地。',
      '《湿地法》第四条：湿地实行名录管理。',
      '《甲市湿地条例》',
      '《湿地法》第四条：细化\n《甲市湿地条例》：参考',
    ],
  ]);
});

it('is set as a page without a warning, the same each time', async () => {
  const renderer = new TypstRenderer({ fonts: foundFonts() });
  try {
    const table = basisTable(
      '甲市湿地条例（草案）',
      Array.from({ length: 20 }, (_, at) => ({
        label: `第${at + 1}条`,
        caption: null,
        text: '为了保护湿地#x。\n第二款。',
        entries: [law, place],
      })),
    );
    const made = await basisPdf(renderer, table);
    expect(made.warnings).toEqual([]);
    expect(Buffer.compare(made.bytes, (await basisPdf(renderer, table)).bytes)).toBe(0);
  } finally {
    await renderer.close();
  }
});
