/** The text with tracked changes: accepted it is the new text and rejected the old one, whatever happened to either. */
import fc from 'fast-check';
import JSZip from 'jszip';
import {
  align,
  type ArticleTree,
  comparable,
  compareDetailed,
  foldForm,
  parse,
  parseText,
  print,
} from '../../../src/articles/index.js';
import { trackedDocx, type TrackedText } from '../../../src/authoring/comparison/tracked.docx.js';
import { trackedText } from '../../../src/authoring/comparison/tracked.writer.js';
import { readFile } from '../../../src/authoring/readers/reader.js';
import { draft1Text, draft2Text } from '../../../src/demo/sample/index.js';
import { LAW, REVISION } from '../../support/revised-law.js';

const tracked = (old: ArticleTree, next: ArticleTree, form: 'marked' | 'unmarked' = 'marked'): TrackedText => {
  const [before, after] = [comparable(old), comparable(next)];
  const entries = compareDetailed(before, after, align(before, after));
  return trackedText(old, next, entries, { author: '云澜市人大常委会', date: '2026-11-22T00:00:00Z', form });
};
/** The file as our reader takes it once all is accepted, or, with the names of both sides changed, rejected */
async function readBack(bytes: Uint8Array, what: 'accepted' | 'rejected'): Promise<string> {
  const zip = await JSZip.loadAsync(bytes);
  const document = (await zip.file('word/document.xml')?.async('string')) ?? '';
  const other: Record<string, string> = { ins: 'del', del: 'ins', moveFrom: 'moveTo', moveTo: 'moveFrom' };
  const swapped = document.replace(
    /(<\/?w:)(ins|del|moveFrom|moveTo)(?=[ >/])/gu,
    (_, open: string, name: string) => `${open}${other[name] ?? ''}`,
  );
  if (what === 'rejected') zip.file('word/document.xml', swapped.replaceAll('w:delText', 'w:t'));
  const outcome = await readFile('a.docx', await zip.generateAsync({ type: 'uint8array' }));
  if (!outcome.ok) throw new Error(outcome.message);
  return print(parse(outcome.lines));
}
const settled = (text: TrackedText, without: 'insert' | 'delete'): string =>
  text.paragraphs
    .map(
      ({ runs, mark }) =>
        runs.map((run) => (run.fate === without ? '' : run.text)).join('') + (mark === without ? '' : '\n'),
    )
    .join('');
const shown = (text: TrackedText): string[] =>
  text.paragraphs.map(({ runs, mark }) =>
    runs
      .map(({ fate, text: words, move }) => {
        const of = move === undefined ? '' : `@${move}`;
        return fate === 'same' ? words : fate === 'insert' ? `{+${words}${of}+}` : `[-${words}${of}-]`;
      })
      .concat(mark === 'same' ? '' : mark === 'insert' ? '{+¶+}' : '[-¶-]')
      .join(''),
  );

it.each([
  ['two drafts of the sample', draft1Text, draft2Text],
  ['a law and its revision', LAW, REVISION],
  ['nothing and a text', '云澜市桥条例', LAW],
])('accepted is the new text, rejected the old one: %s', (_, a, b) => {
  const [old, next] = [parseText(a), parseText(b)];
  for (const [from, to] of [
    [old, next],
    [next, old],
  ] as const) {
    const marked = tracked(from, to);
    expect(settled(marked, 'delete')).toBe(print(to));
    expect(settled(marked, 'insert')).toBe(print(from));
    // form bears no mark: rejected, what the old text says stands in the form of the new one
    const unmarked = tracked(from, to, 'unmarked');
    expect(settled(unmarked, 'delete')).toBe(print(to));
    expect(foldForm(settled(unmarked, 'insert'))).toBe(foldForm(print(from)));
  }
});

it('whatever is moved, split, merged, taken out and put in', () => {
  const clause = fc.constantFrom(
    '守桥人应当每天巡查桥面和栏杆。',
    '发现裂缝的，应当立即封闭桥面并且报告。',
    '每年公布一次检修的费用。',
    '超过二十吨的车辆不得上桥。',
    '违反本条例的，处五百元罚款。',
    '市人民政府可以规定桥上通行的时间。',
  );
  const article = fc.array(clause, { minLength: 1, maxLength: 4 }).map((words) => words.join(''));
  const split = fc.constantFrom(
    '',
    '\n',
    '\n（一）登记；\n(二)公布。\n',
    '\n（一）修缮；\n（二）登记；\n（三）公布。\n',
    '\n级别\t载重\n一级\t二十吨\n二级\t十吨',
    '\n级别\t载重\n一级\t三十吨\n特级\t五十吨\n二级\t十吨\n三级\t五吨',
    '\n级别\t载重\t部门\n一级\t二十吨\t交通',
  );
  const law = fc
    .array(fc.tuple(article, split), { minLength: 1, maxLength: 9 })
    .map((articles) =>
      parseText(
        `云澜市桥条例\n第一章　总则\n${articles
          .map(
            ([words, more], k) =>
              `${k === 4 ? '第二章　管理\n' : ''}第${'一二三四五六七八九'[k] ?? ''}条　${words}${more}`,
          )
          .join('\n')}`,
      ),
    );
  fc.assert(
    fc.property(law, law, (old, next) => {
      const text = tracked(old, next);
      expect(settled(text, 'delete')).toBe(print(next));
      expect(settled(text, 'insert')).toBe(print(old));
      // what was moved is named on both sides
      const moves = (fate: string): string[] =>
        text.paragraphs.flatMap((p) => p.runs.flatMap((r) => (r.fate === fate && r.move ? `${r.move} ${r.text}` : [])));
      expect(moves('insert').sort()).toEqual(moves('delete').sort());
    }),
    { numRuns: 150 },
  );
});

it('says what a reader should see: form plain, a split told once, a moved article as moved', () => {
  const old = parseText(
    '桥条例\n第一条　有：\n(一)甲乙丙丁；\n(二)设置人员。\n第二条　桥面和栏杆每年应当修缮一次，费用由所在的县承担。守桥人应当巡查桥面和栏杆，并且登记裂缝。\n第三条　每年公布一次检修的费用。\n第四条　超过二十吨的车辆不得上桥。',
  );
  const next = parseText(
    '桥条例\n第一条　有：\n（一）甲乙丙丁；\n（二）配备人员。\n第二条　桥面和栏杆每年应当修缮两次，费用由所在的县承担。\n第三条　守桥人应当巡查桥面和栏杆，并且登记裂缝。\n第四条　超过二十吨的车辆不得上桥。\n第五条　每年公布一次检修的费用。',
  );
  expect(shown(tracked(old, next, 'unmarked'))).toEqual([
    '桥条例',
    '第一条　有：',
    '（一）甲乙丙丁；',
    '（二）[-设置-]{+配备+}人员。',
    '第二条　桥面和栏杆每年应当修缮[-一次-]{+两次+}，费用由所在的县承担。{+¶+}',
    '{+第三条　+}守桥人应当巡查桥面和栏杆，并且登记裂缝。',
    '[-第三条　-][-每年公布一次检修的费用。@1-][-¶-]',
    '第四条　超过二十吨的车辆不得上桥。',
    '{+第五条　+}{+每年公布一次检修的费用。@1+}{+¶+}',
  ]);
});

it('a sentence that stands elsewhere as it was is a move, with those beside it; one that changed is none', () => {
  const lines = (moved: string, more: string): ArticleTree =>
    parseText(
      [
        '桥条例',
        `第一条　桥面和栏杆每年应当修缮一次，费用由所在的县承担。${moved}违反规定的，处五百元以上二千元以下罚款。`,
        `第二条　超过二十吨的车辆不得上桥，确需通行的应当报市交通运输部门批准，并按照指定的时间通行${more}。`,
      ].join('\n'),
    );
  const old = lines('守桥人应当每天巡查桥面和栏杆，并且登记。', '');
  const next = lines('', '；守桥人应当每天巡查桥面和栏杆，并且登记');
  expect(shown(tracked(old, next))).toEqual([
    '桥条例',
    '第一条　桥面和栏杆每年应当修缮一次，费用由所在的县承担。[-守桥人应当每天巡查桥面和栏杆，并且登记@1-][-。-]违反规定的，处五百元以上二千元以下罚款。',
    '第二条　超过二十吨的车辆不得上桥，确需通行的应当报市交通运输部门批准，并按照指定的时间通行{+；+}{+守桥人应当每天巡查桥面和栏杆，并且登记@1+}。',
  ]);
  const changed = parseText(print(next).replace('每天巡查桥面', '每周巡查桥面'));
  expect(shown(tracked(old, changed)).join('')).not.toContain('@');
});

it('a table is changed cell by cell, and a row that came or went is tracked as a row', async () => {
  const grades = (rows: string, after = ''): ArticleTree =>
    parseText(`桥条例\n第一条　桥分级如下：\n级别\t载重\t部门\n${rows}${after}`);
  const old = grades('一级\t二十吨\t交通\n二级\t十吨\t水务', '\n第二条　本条例自公布之日起施行。');
  const next = grades(
    '一级\t三十吨\t交通\n特级\t五十吨\t交通\n二级\t十吨\t水务\n三级\t五吨\t乡镇',
    '\n第二条　本条例自公布之日起施行。',
  );
  for (const [from, to] of [
    [old, next],
    [next, old],
  ] as const) {
    const bytes = await trackedDocx(tracked(from, to));
    const document = (await (await JSZip.loadAsync(bytes)).file('word/document.xml')?.async('string')) ?? '';
    expect(document.split('<w:tbl>')).toHaveLength(2);
    expect(document.split('<w:tr>')).toHaveLength(6);
    expect(document.split(from === old ? '<w:trPr><w:ins ' : '<w:trPr><w:del ')).toHaveLength(3);
    expect(await readBack(bytes, 'accepted')).toBe(print(to));
    expect(await readBack(bytes, 'rejected')).toBe(print(from));
  }
});

it('accepted and rejected the file reads as either text', async () => {
  const [first, second] = [parseText(draft1Text), parseText(draft2Text)];
  for (const [from, to] of [
    [first, second],
    [second, first],
    [parseText(LAW), parseText(REVISION)],
    [parseText(REVISION), parseText(LAW)],
  ] as const) {
    const bytes = await trackedDocx(tracked(from, to));
    expect(await readBack(bytes, 'accepted')).toBe(print(to));
    expect(await readBack(bytes, 'rejected')).toBe(print(from));
  }
});

it('is a .docx with revisions that our own reader accepts to the new text, the same each time', async () => {
  const [old, next] = [parseText(LAW), parseText(REVISION.replace(/第二条　(.*)\n第三条/u, '第二条　可以。\n第三条'))];
  const moved = parseText(
    print(next).replace(
      /第十三条　.*\n/u,
      (last) => `第十三条　${/第二条　(.*)/u.exec(LAW)?.[1] ?? ''}\n${last.replace('十三', '十四')}`,
    ),
  );
  const text = tracked(old, moved);
  const bytes = await trackedDocx(text);
  expect(Buffer.compare(bytes, await trackedDocx(text))).toBe(0);
  const document = (await (await JSZip.loadAsync(bytes)).file('word/document.xml')?.async('string')) ?? '';
  const ids = [
    ...document.matchAll(/<w:(?:ins|del|moveFrom|moveTo|moveFromRangeStart|moveToRangeStart) [^>]*w:id="(\d+)"/gu),
  ].map((one) => one[1]);
  expect(ids.length).toBeGreaterThan(40);
  expect(new Set(ids).size).toBe(ids.length);
  for (const side of ['moveFrom', 'moveTo'])
    expect(document).toMatch(
      new RegExp(`<w:${side}RangeStart [^>]*w:name="move1"[^>]*/><w:${side} .*</w:${side}><w:${side}RangeEnd `, 'u'),
    );
  expect(document).toMatch(/<w:del [^>]*w:author="云澜市人大常委会"[^>]*w:date="2026-11-22T00:00:00Z"/u);
  const outcome = await readFile('a.docx', bytes);
  if (!outcome.ok) throw new Error(outcome.message);
  expect(outcome.notices[0]?.code).toBe('TRACKED_CHANGES');
  expect(print(parse(outcome.lines))).toBe(print(moved));
  expect(() => trackedDocx({ ...text, date: '2026-11-22' })).toThrow(RangeError);
});
