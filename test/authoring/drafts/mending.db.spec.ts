/** An imported text is mended where it stands, in lines that warnings name; what is right as it stands is said once. */
import type { Client } from '../../support/client.js';
import { client, importDraft, refusal } from '../../support/round.js';
import { startTestService, type TestService } from '../../support/service.js';
import { ledgerFaults } from '../../support/verified.js';

let s: TestService;
let preparer: Client;
let regulationId: string;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  preparer = await client(s, 'PREPARER');
  regulationId = (
    await preparer.act<{ id: string }>(
      'createRegulation',
      { title: '城市绿化条例', kind: 'REGULATION', making: 'ENACT' },
      'Regulation',
      'id',
    )
  ).id;
});
afterAll(() => s.close());

const TEXT = [
  '城市绿化条例（草案）',
  '',
  '第一条　为了保护绿地，制定本条例。',
  '— 1 —',
  '第三条　占用绿地的，应当经批准。',
  '第三条　砍伐树木的，应当补植。',
  '第四条',
  '自公布之日起施行。',
  '第五条',
].join('\n');

interface Warning {
  line: number;
  code: string;
  place: number;
  severity: string;
  ignored: boolean;
  fixes: { words: string; lineNumber: number; newText: string | null; lines: number }[];
}
interface Draft {
  id: string;
  version: number;
  state: string;
  sourceSha256: string;
  warnings: Warning[];
  notices: Warning[];
  lines: { number: number; text: string; as: string; label: string | null; why: string | null }[];
}
const FIELDS =
  'id version state sourceSha256 warnings { nodes { line code place severity ignored fixes { words lineNumber newText lines } } } notices { nodes { line code place ignored } } lines(first: 100) { nodes { number text as label why } }';
const imported = async (text = TEXT): Promise<Draft> => draftOf((await importDraft(s, regulationId, 'DRAFT', text)).id);
const draftOf = async (id: string, by = preparer): Promise<Draft> =>
  (await by.ask<{ draft: Draft }>(`query($d: ID!) { draft(id: $d) { ${FIELDS} } }`, { d: id })).draft;
const mend = (draft: Draft, more: object, by = preparer): Promise<Draft> =>
  by.act<Draft>('mendDraftLines', { draftId: draft.id, expectedVersion: draft.version, ...more }, 'Draft', FIELDS);
const accept = (draft: Draft, warnings: object[], accepted = true, by = preparer): Promise<Draft> =>
  by.act<Draft>(
    'acceptDraftWarnings',
    { draftId: draft.id, expectedVersion: draft.version, warnings, accepted },
    'Draft',
    FIELDS,
  );
const check = (draft: Draft, warningsRead = false): Promise<unknown> =>
  preparer.act('checkDraft', { draftId: draft.id, expectedVersion: draft.version, warningsRead }, 'Draft', 'id');
const codes = (draft: Draft): string[] =>
  draft.warnings.map((w) => `${w.line} ${w.code}${w.ignored ? ' ignored' : ''}`);

it('shows every line with what it was read as, and warnings at their lines', async () => {
  const draft = await imported();
  expect(draft.lines.map((l) => [l.number, l.as, l.label, l.why])).toEqual([
    [1, 'TITLE', null, null],
    [2, 'BLANK', null, null],
    [3, 'ARTICLE', '第一条', null],
    [4, 'LEFT_OUT', null, 'PAGE_NUMBER'],
    [5, 'ARTICLE', '第三条', null],
    [6, 'ARTICLE', '第三条', null],
    [7, 'ARTICLE', '第四条', null],
    [8, 'PARAGRAPH', null, null],
    [9, 'ARTICLE', '第五条', null],
  ]);
  expect(draft.warnings).toMatchObject([
    {
      line: 5,
      code: 'NUMBER_GAP',
      severity: 'MUST',
      ignored: false,
      fixes: [{ words: '改成第二条', lineNumber: 5, newText: '第二条　占用绿地的，应当经批准。', lines: 1 }],
    },
    { line: 6, code: 'NUMBER_DUPLICATE', severity: 'MUST', fixes: [] },
    { line: 9, code: 'EMPTY_ARTICLE', severity: 'MUST', fixes: [{ words: '注明“（删去）”', lines: 1 }] },
  ]);
});

it('takes a proposed fix, takes edits, and leaves the file as it came', async () => {
  const draft = await imported();
  const fixed = await mend(draft, { fix: { line: 5, code: 'NUMBER_GAP' } });
  expect(codes(fixed)).toEqual(['9 EMPTY_ARTICLE']);
  expect(fixed.version).toBe(draft.version + 1);
  const mended = await mend(fixed, {
    edits: [
      { line: 8, act: 'JOIN' },
      { line: 9, act: 'REPLACE', text: '第五条　本条例所称绿地，包括公园。' },
      { line: 4, act: 'REMOVE' },
    ],
  });
  expect(mended.warnings).toEqual([]);
  expect(mended.lines.map((l) => l.text).slice(3)).toEqual([
    '第二条　占用绿地的，应当经批准。',
    '第三条　砍伐树木的，应当补植。',
    '第四条自公布之日起施行。',
    '第五条　本条例所称绿地，包括公园。',
  ]);
  expect(mended.sourceSha256).toBe(draft.sourceSha256);
  await check(mended);
  expect((await draftOf(draft.id)).state).toBe('CHECKED');
  expect(await ledgerFaults(s)).toEqual([]);
});

it('what is right as it stands is said once, and stays said while other lines move', async () => {
  const draft = await imported();
  const accepted = await accept(draft, [{ line: 9, code: 'EMPTY_ARTICLE' }]);
  expect(codes(accepted)).toEqual(['5 NUMBER_GAP', '6 NUMBER_DUPLICATE', '9 EMPTY_ARTICLE ignored']);
  expect(await refusal(check(accepted))).toBe('TEXT_HAS_WARNINGS');
  const mended = await mend(accepted, {
    edits: [
      { line: 2, act: 'REMOVE' },
      { line: 5, act: 'REPLACE', text: '第二条　占用绿地的，应当经批准。' },
    ],
  });
  expect(codes(mended)).toEqual(['8 EMPTY_ARTICLE ignored']);
  const again = await accept(mended, [{ line: 8, code: 'EMPTY_ARTICLE' }], false);
  expect(codes(again)).toEqual(['8 EMPTY_ARTICLE']);
  expect(await refusal(check(again))).toBe('TEXT_HAS_WARNINGS');
  await check(await accept(again, [{ line: 8, code: 'EMPTY_ARTICLE' }]));
});

it('what must be settled is settled place by place; what else is left may be read all at once', async () => {
  const articles = [
    '第一条　为了保护绿地，制定本条例。',
    '第二条　占用绿地的，应当经批准。',
    '第四条　自公布之日起施行。',
  ];
  const draft = await imported(['城市绿化条例', ...articles, '城市绿化条例', ...articles].join('\n'));
  expect(draft.warnings.map((w) => [w.severity, w.line, w.code])).toEqual([
    ['MUST', 4, 'NUMBER_GAP'],
    ['LOOK', 5, 'DUPLICATE_TEXT'],
  ]);
  const told = (checked: Promise<unknown>): Promise<string> =>
    checked.then(
      () => '',
      (e: unknown) => (e as Error).message,
    );
  const [must, look] = ['第4行的“第四条”之前缺少“第三条”；', '第5行起与前文整篇重复，'];
  expect(await told(check(draft))).toContain(`正文还有 2 处需要核对（第一处：${must}`);
  expect(await told(check(draft, true))).toContain(`正文还有 1 处需要核对（第一处：${must}`);
  const settled = await accept(draft, [{ line: 4, code: 'NUMBER_GAP' }]);
  expect(await told(check(settled))).toContain(`正文还有 1 处需要核对（第一处：${look}`);
  await check(settled, true);
  expect((await draftOf(draft.id)).state).toBe('CHECKED');
});

it('of equal lines each is accepted by itself, and what was stored before names the first', async () => {
  const text = ['第一章　总则', '做好工作。', '做好工作。', '第一条　甲。'].join('\n');
  const draft = await imported(text);
  expect(codes(draft)).toEqual(['2 UNPLACED_LINE', '3 UNPLACED_LINE']);
  const first = await accept(draft, [{ line: 2, code: 'UNPLACED_LINE' }]);
  expect(codes(first)).toEqual(['2 UNPLACED_LINE ignored', '3 UNPLACED_LINE']);
  expect(await refusal(check(first))).toBe('TEXT_HAS_WARNINGS');
  const rows = (): Promise<unknown> =>
    s.db.asOwner('SELECT words FROM draft_accepted_warning WHERE draft_id = $1 ORDER BY at', [draft.id]);
  expect(await rows()).toEqual([{ words: '做好工作。' }]);
  const both = await accept(first, [{ line: 3, code: 'UNPLACED_LINE', place: 0 }]);
  expect(codes(both)).toEqual(['2 UNPLACED_LINE ignored', '3 UNPLACED_LINE ignored']);
  const second = await accept(both, [{ line: 2, code: 'UNPLACED_LINE' }], false);
  expect(codes(second)).toEqual(['2 UNPLACED_LINE', '3 UNPLACED_LINE ignored']);
});

it('of several at one place each is accepted by itself', async () => {
  const text = ['第一条　这个文件导入过几次。', '第二条　自公布之日起施行。'].join('\n');
  await imported(text);
  await imported(text);
  const draft = await imported(text);
  const noticed = ({ notices }: Draft): [number, string, number, boolean][] =>
    notices.filter((n) => n.code === 'FILE_IMPORTED_BEFORE').map((n) => [n.line, n.code, n.place, n.ignored]);
  expect(noticed(draft)).toEqual([
    [0, 'FILE_IMPORTED_BEFORE', 0, false],
    [0, 'FILE_IMPORTED_BEFORE', 1, false],
  ]);
  const second = await accept(draft, [{ line: 0, code: 'FILE_IMPORTED_BEFORE', place: 1 }]);
  expect(noticed(second).map(([, , , ignored]) => ignored)).toEqual([false, true]);
  const both = await accept(second, [{ line: 0, code: 'FILE_IMPORTED_BEFORE' }]);
  expect(noticed(both).map(([, , , ignored]) => ignored)).toEqual([true, true]);
  expect(await refusal(accept(both, [{ line: 0, code: 'FILE_IMPORTED_BEFORE', place: 2 }]))).toBe('NOT_FOUND');
});

it.each<[string, object, string]>([
  ['a line that is not there', { edits: [{ line: 99, act: 'REMOVE' }] }, 'INVALID_INPUT'],
  ['a break outside the words', { edits: [{ line: 3, act: 'SPLIT', at: 0 }] }, 'INVALID_INPUT'],
  ['neither edits nor a fix', {}, 'INVALID_INPUT'],
  ['both', { edits: [{ line: 4, act: 'REMOVE' }], fix: { line: 5, code: 'NUMBER_GAP' } }, 'INVALID_INPUT'],
  ['a fix that nobody proposed', { fix: { line: 6, code: 'NUMBER_DUPLICATE' } }, 'NOT_FOUND'],
  ['a fix of a place that is not there', { fix: { line: 5, code: 'NUMBER_GAP', place: 7 } }, 'NOT_FOUND'],
  ['nothing left of the articles', { edits: [3, 5, 6, 7, 9].map((line) => ({ line, act: 'REMOVE' })) }, 'NO_ARTICLES'],
  ['an old version', { edits: [{ line: 4, act: 'REMOVE' }], expectedVersion: 99 }, 'STALE_VERSION'],
])('%s is refused, and nothing is changed', async (_, more, code) => {
  const draft = await imported();
  expect(await refusal(mend(draft, more))).toBe(code);
  expect(await draftOf(draft.id)).toEqual(draft);
});

it('is for texts that are not published, of the own legislature', async () => {
  const draft = await imported();
  const neighbour = await client(s, 'PREPARER', s.neighbour);
  expect(await refusal(mend(draft, { edits: [{ line: 4, act: 'REMOVE' }] }, neighbour))).toBe('NOT_FOUND');
  expect(await refusal(accept(draft, [{ line: 9, code: 'EMPTY_ARTICLE' }], true, neighbour))).toBe('NOT_FOUND');
  expect(await refusal(accept(draft, [{ line: 9, code: 'NUMBER_GAP' }]))).toBe('NOT_FOUND');
  await check(
    await accept(
      draft,
      draft.warnings.map(({ line, code, place }) => ({ line, code, place })),
    ),
  );
  const checked = await draftOf(draft.id);
  await preparer.act('publishDraft', { draftId: draft.id, expectedVersion: checked.version }, 'Draft', 'id');
  const out = await draftOf(draft.id);
  expect(await refusal(mend(out, { edits: [{ line: 4, act: 'REMOVE' }] }))).toBe('WRONG_STATE');
  expect(await refusal(accept(out, [{ line: 9, code: 'EMPTY_ARTICLE' }]))).toBe('WRONG_STATE');
});
