/** What is compared beside the articles, and what a split article does not lose. */
import {
  changedAround,
  compare,
  compareAround,
  compareDetailed,
  align,
  parseText,
  placedElsewhere,
} from '../../../src/articles/index.js';
import type { ComparisonRow } from '../../../src/authoring/comparison/comparison.table.js';
import { comparisonHtml, comparisonTable } from '../../../src/authoring/index.js';

const law = (...lines: string[]): ReturnType<typeof parseText> => parseText(lines.join('\n'));
const OLD = law(
  '云河市古桥保护条例',
  '（2026年3月9日云河市人民代表大会常务委员会通过）',
  '云河古桥众多。',
  '第一章　总则',
  '第一条　为了保护古桥，制定本条例。',
  '第二章　保护',
  '第二条　本条例自2026年6月1日起施行。',
  '附件一　古桥名录',
  '虹桥，三百年',
  '附件二　图例',
);
const NEW = law(
  '云河市古桥保护和利用条例',
  '（2026年3月9日云河市人民代表大会常务委员会通过）',
  '云河古桥众多，世代相传。',
  '第一章　一般规定',
  '第一条　为了保护古桥，制定本条例。',
  '第二章　保护',
  '第二条　本条例自2026年6月1日起施行。',
  '附件一　古桥名录',
  '虹桥，二百年',
  '附件三　样式',
);
const told = (changes: readonly { type: string; text: string }[]): string =>
  changes.map((c) => (c.type === 'same' ? c.text : c.type === 'insert' ? `+${c.text}+` : `-${c.text}-`)).join('');

it('title, preamble, headings and annexes belong to a comparison, the articles stay as they are', () => {
  const found = compare(OLD, NEW);
  expect(found.articles.map((a) => a.relation)).toEqual(['unchanged', 'unchanged']);
  expect(found.note.relation).toBe('unchanged');
  expect(changedAround(found).map(({ part, entry }) => [part, entry.relation, told(entry.changes)])).toEqual([
    ['title', 'modified', '云河市古桥保护+和利用+条例'],
    ['preamble', 'modified', '云河古桥众多+，世代相传+。'],
    ['headings', 'modified', '第一章　-总则-+一般规定+'],
    ['annexes', 'modified', '附件一 古桥名录\n虹桥，-三百年-+二百年+'],
    ['annexes', 'modified', '附件-二 图例-+三 样式+'],
  ]);
  expect(changedAround(compareAround(OLD, OLD))).toEqual([]);
});

it('a heading that came and one that went keep their place, an annex alone is new or deleted', () => {
  const short = law(
    '云河市古桥条例',
    '第一章　总则',
    '第一条　好。',
    '第二章　附则',
    '第二条　本条例自公布之日起施行。',
  );
  const long = law(
    '云河市古桥条例',
    '第一章　总则',
    '第一条　好。',
    '第一节　巡查',
    '第二条　本条例自公布之日起施行。',
    '附件　名录',
    '虹桥',
  );
  const { headings, annexes } = compareAround(short, long);
  expect(headings.map((h) => [h.old, h.new, h.relation, h.oldPlace, h.newPlace])).toEqual([
    ['第一章　总则', '第一章　总则', 'unchanged', 0, 0],
    ['第二章　附则', null, 'deleted', 1, null],
    [null, '第一节　巡查', 'new', null, 1],
  ]);
  expect(annexes.map((a) => [a.old, a.new, a.relation])).toEqual([[null, '附件 名录', 'new']]);
  expect(compareAround(long, short).annexes.map((a) => [a.old, a.new, a.relation])).toEqual([
    ['附件 名录', null, 'deleted'],
  ]);
});

const SIGNS = { none: '', heading: '', aside: '', added: '+', removed: '-' } as const;
const said = (row: ComparisonRow): string =>
  'across' in row
    ? `= ${row.across.map((run) => `${SIGNS[run.mark]}${run.text}${SIGNS[run.mark]}`).join('')}`
    : row.remark;

it('a page and a table say what differs beside the articles, and never that nothing does', () => {
  const drafts = [OLD, NEW].map((t) => ({
    title: t.title,
    provisions: t.provisions.filter((p) => p.kind === 'article'),
  }));
  const [a, b] = drafts as [(typeof drafts)[number], (typeof drafts)[number]];
  const entries = compareDetailed(a.provisions, b.provisions, align(a.provisions, b.provisions));
  const around = compareAround(OLD, NEW);
  const html = comparisonHtml(a, b, entries, { around });
  expect(html).not.toContain('两稿条文没有不同');
  expect(html).toContain('附件：文字修改');
  expect(comparisonTable(a, b, entries, { around }).rows.map(said)).toEqual([
    '标题：文字修改',
    '序言：文字修改',
    '= 第一章　-总则-+一般规定+',
    '',
    '= 第二章　保护',
    '',
    '附件：文字修改',
    '附件：文字修改',
  ]);
  expect(
    comparisonHtml(a, a, compareDetailed(a.provisions, a.provisions, align(a.provisions, a.provisions))),
  ).toContain('两稿条文没有不同');
});

it('an annex tells form from wording as an article does, and a title its name from its version', () => {
  const [old, next] = [
    law('云河市古桥条例（草案）', '第一条　好。', '附件　巡桥规范', '(一)巡查；', '(二)登记。'),
    law('云河市古桥管理条例（表决稿）', '第一条　好。', '附件　巡桥规范', '（一）巡查；', '（二）逐一登记。'),
  ];
  const drafts = [old, next].map((t) => ({
    title: t.title,
    provisions: t.provisions.filter((p) => p.kind === 'article'),
  }));
  const [a, b] = drafts as [(typeof drafts)[number], (typeof drafts)[number]];
  const entries = compareDetailed(a.provisions, b.provisions, align(a.provisions, b.provisions));
  const { rows } = comparisonTable(a, b, entries, { around: compareAround(old, next) });
  const marked = rows.map((row) =>
    'across' in row
      ? ''
      : [...row.old, ...row.new]
          .filter((run) => run.mark === 'added' || run.mark === 'removed')
          .map((run) => run.text)
          .join(),
  );
  expect(marked).toEqual(['管理', '', '逐一']);
  expect('new' in (rows[0] ?? {}) && (rows[0] as { new: { text: string }[] }).new.map((r) => r.text).join('')).toBe(
    '云河市古桥管理条例',
  );
});

it('words of a split article that stand on in its other half are not told as deleted', () => {
  const old = law(
    '云河市古桥条例',
    '第一条　桥主应当每年检查桥身的石料和栏杆；检查的记录应当送街道办事处保存三年，不得涂改；违者罚款五百元。',
  ).provisions;
  const next = law(
    '云河市古桥条例',
    '第一条　桥主应当每年检查桥身的石料和栏杆。',
    '第二条　检查的记录应当送街道办事处保存三年，不得涂改。',
  ).provisions;
  const alignment = align(old, next, {
    fixed: [
      { new: 0, old: [0], relation: 'split' },
      { new: 1, old: [0], relation: 'split' },
    ],
  });
  const entries = compareDetailed(old, next, alignment);
  const { rows } = comparisonTable({ title: '甲', provisions: old }, { title: '乙', provisions: next }, entries);
  const of = (mark: string): string[][] =>
    rows.map((row) => ('old' in row ? row.old.filter((run) => run.mark === mark).map((run) => run.text) : []));
  expect(of('removed')).toEqual([['违者罚款五百元'], ['；违者罚款五百元']]);
  expect(of('aside')).toEqual([['（移至第二条）'], ['（移至第一条）']]);
  // the contract of the difference stays: all of the old words are in it
  expect(entries[0]?.changes.some((c) => c.type === 'delete' && c.text.includes('检查的记录'))).toBe(true);
});

it('a deletion is divided at its clauses; one too short to tell goes with the one before', () => {
  const gone = [{ type: 'delete' as const, text: '甲乙丙丁戊，可。己庚辛壬癸；' }];
  expect(placedElsewhere(gone, ['子丑甲乙丙丁戊。']).map((p) => [p.text, p.elsewhere])).toEqual([
    ['甲乙丙丁戊，可。', true],
    ['己庚辛壬癸；', false],
  ]);
  expect(placedElsewhere(gone, [])).toEqual([{ ...gone[0], elsewhere: false }]);
});
