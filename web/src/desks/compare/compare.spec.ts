import { describe, expect, it } from 'vitest';
import {
  type Behind,
  blocksOf,
  deskRows,
  type Doubt,
  type Entry,
  type Heading,
  type Link,
  linesOf,
  NONE,
  nobodyAsked,
  oldArticlesOf,
  offersOf,
  paragraphsOf,
  placesOf,
  reasonsOf,
  shortOf,
  signOf,
} from './compare';

const entry = (of: Partial<Entry>): Entry => ({
  ordinal: 0,
  row: 0,
  relation: 'modified',
  oldLabels: ['第二十条'],
  newLabel: '第二十二条',
  origins: [{ label: '第二十条', caption: null, begins: 0 }],
  newCaption: null,
  textChanged: true,
  captionChanged: false,
  numberChanged: true,
  formOnly: false,
  remark: '',
  changes: [],
  ...of,
});
const comment = (of: object): Behind =>
  ({ id: 'c', targetKind: 'ARTICLE', provision: null, proofs: { nodes: [] }, ...of }) as unknown as Behind;
const proof = (of: object): Behind['proofs']['nodes'][number] =>
  ({ id: 'p', status: 'CONFIRMED', oldProvision: null, newProvision: null, changes: [], ...of }) as never;

describe('paragraphsOf', () => {
  const changes: Entry['changes'] = [
    { type: 'same', text: '甲。\n乙。', formReason: null, elsewhere: false, place: null },
    { type: 'delete', text: '\n丙', formReason: null, elsewhere: false, place: null },
    { type: 'insert', text: '丁。\n戊', formReason: null, elsewhere: false, place: null },
    { type: 'same', text: '己。', formReason: null, elsewhere: false, place: null },
  ];
  const said = (side: 'old' | 'new'): string[] =>
    paragraphsOf(changes, side).map((p) => p.map((x) => `${x.kind[0] ?? ''}${x.text}`).join('|'));
  it('gives each side its own paragraphs with its own marks', () => {
    expect(said('old')).toEqual(['s甲。', 's乙。', 'd丙|s己。']);
    expect(said('new')).toEqual(['s甲。', 's乙。|i丁。', 'i戊|s己。']);
  });
});

describe('oldArticlesOf', () => {
  const changes: Entry['changes'] = [
    { type: 'insert', text: '新。', formReason: null, elsewhere: false, place: null },
    { type: 'same', text: '不得倾倒垃圾', formReason: null, elsewhere: false, place: null },
    { type: 'delete', text: '。\n不得开挖', formReason: null, elsewhere: true, place: '第六条' },
    { type: 'same', text: '。', formReason: null, elsewhere: false, place: null },
  ];
  const merged = entry({
    relation: 'merged',
    oldLabels: ['第五条', '第六条'],
    origins: [
      { label: '第五条', caption: '垃圾', begins: 0 },
      { label: '第六条', caption: null, begins: 8 },
    ],
  });
  const said = (of: Entry): string[] =>
    oldArticlesOf(of, changes).map(({ label, caption, changes: own }) =>
      [label, caption, ...own.map((c) => c.text.replace('\n', '¶'))].join('|'),
    );
  it('has each of them under its own number with its own words', () =>
    expect(said(merged)).toEqual(['第五条|垃圾|不得倾倒垃圾|。¶', '第六条||不得开挖|。']));
  it('has one head where nobody knows where each begins', () =>
    expect(said({ ...merged, origins: merged.origins.map((o) => ({ ...o, begins: null })) })).toEqual([
      '第五条、第六条|垃圾|不得倾倒垃圾|。¶不得开挖|。',
    ]));
});

describe('paragraphsOf without marks of form', () => {
  it('leaves the marks of words', () => {
    const changes: Entry['changes'] = [
      { type: 'delete', text: '（一）', formReason: 'width', elsewhere: false, place: null },
      { type: 'insert', text: '(一)', formReason: 'width', elsewhere: false, place: null },
      { type: 'insert', text: '甲', formReason: null, elsewhere: false, place: null },
    ];
    const kinds = (plain: boolean): string[] =>
      paragraphsOf(changes, 'new', plain).flatMap((p) => p.map((x) => x.kind));
    expect([kinds(false), kinds(true)]).toEqual([
      ['insert', 'insert'],
      ['same', 'insert'],
    ]);
  });
});

describe('what stands behind a change', () => {
  const link = (old: object | null, next: object | null, status = 'CONFIRMED'): Link =>
    ({ status, old, new: next }) as unknown as Link;
  const links = [
    link({ id: 'o20', label: '第二十条' }, { id: 'n22', label: '第二十二条' }),
    link({ id: 'o9', label: '第九条' }, { id: 'n22', label: '第二十二条' }, 'REJECTED'),
    link({ id: 'o21', label: '第二十一条' }, null),
  ];
  const gone = entry({ ordinal: 1, relation: 'deleted', oldLabels: ['第二十一条'], newLabel: null });
  const places = placesOf([entry({}), gone], links);
  const made = comment({ id: 'made', provision: { id: 'o20', label: '第二十条' } });
  const elsewhere = comment({ id: 'elsewhere', provision: { id: 'x20', label: '第二十条' } });
  const shown = comment({
    id: 'shown',
    provision: { id: 'o3', label: '第三条' },
    proofs: { nodes: [proof({ newProvision: { id: 'n22' } })] },
  });
  const removed = comment({ id: 'removed', proofs: { nodes: [proof({ oldProvision: { id: 'o21' } })] } });
  const denied = comment({
    id: 'denied',
    proofs: { nodes: [proof({ status: 'REJECTED', newProvision: { id: 'n22' } })] },
  });
  const ids = (at: number, all: readonly Behind[]): string[] | undefined =>
    reasonsOf(places, all)
      .get(at)
      ?.comments.map((c) => c.id);
  it('finds the articles of an entry by the links that stand', () =>
    expect([...places]).toEqual([
      [0, { old: ['o20'], new: 'n22' }],
      [1, { old: ['o21'], new: null }],
    ]));
  it('is what was said of the article, and what is shown in it; never of an article of another text', () => {
    expect(ids(0, [made, elsewhere, shown, denied, removed])).toEqual(['made', 'shown']);
    expect(ids(1, [made, shown, removed])).toEqual(['removed']);
  });
  it('names one comment once, though it was made there and is shown there', () =>
    expect(ids(0, [comment({ ...made, proofs: { nodes: [proof({ newProvision: { id: 'n22' } })] } })])).toEqual([
      'made',
    ]));
  it('is nobody where nothing is', () => {
    expect(nobodyAsked(entry({}), NONE)).toBe(true);
    expect(nobodyAsked(entry({}), { comments: [made], proofs: [] })).toBe(false);
    expect(nobodyAsked(entry({ formOnly: true }), NONE)).toBe(false);
    expect(nobodyAsked(entry({ relation: 'unplaced' }), NONE)).toBe(false);
    expect(nobodyAsked(entry({ textChanged: false, relation: 'moved' }), NONE)).toBe(false);
  });
});

describe('signOf', () => {
  it.each([
    [{ relation: 'new' }, 'added'],
    [{ relation: 'deleted', textChanged: false }, 'gone'],
    [{ relation: 'unplaced', textChanged: false }, 'open'],
    [{ relation: 'moved', textChanged: false }, 'moved'],
    [{ relation: 'renumbered', textChanged: false }, 'same'],
    [{ relation: 'renumbered' }, 'changed'],
    [{ relation: 'split', textChanged: false }, 'changed'],
    [{ relation: 'unchanged', textChanged: false, captionChanged: true }, 'changed'],
  ] as const)('%j is %s', (of, sign) => expect(signOf(entry(of))).toBe(sign));
});

describe('offersOf', () => {
  it('puts a doubt where a person answers it, and each once', () => {
    const open = entry({ ordinal: 7, relation: 'unplaced', oldLabels: ['第九条'], newLabel: null });
    const doubt = (oldLabel: string, newLabel: string): Doubt => ({
      oldLabel,
      newLabel,
      oldProvisionId: null,
      newProvisionId: null,
      likelihoodWords: '约 20% 的把握',
      reason: `见${oldLabel}`,
    });
    const [own, other, nowhere] = [
      doubt('第九条', '第二十二条'),
      doubt('第二十一条', '第二十二条'),
      doubt('第二十一条', '第八十条'),
    ];
    const heir = entry({
      ordinal: 3,
      changes: [
        { type: 'delete', text: '应当', formReason: null, elsewhere: false, place: null },
        { type: 'insert', text: '可以委托。\n第二款', formReason: null, elsewhere: false, place: null },
      ],
    });
    const source = entry({ ordinal: 5, oldLabels: ['第二十一条'], newLabel: '第二十条' });
    expect([...offersOf([heir, source, open], [own, other, nowhere])]).toEqual([
      [7, [{ doubt: own, label: '第二十二条', stands: 3, words: '（约 20% 的把握）可以委托。第二款' }]],
      [3, [{ doubt: other, label: '原第二十一条', stands: 5, words: '见第二十一条' }]],
    ]);
  });
});

describe('blocksOf', () => {
  it('puts lines whose cells stand apart by tabs into one table, as long as they have as many cells', () => {
    const same = (text: string): { kind: 'same'; text: string }[] => [{ kind: 'same', text }];
    const marked = [
      { kind: 'same', text: '一级\t不超过' },
      { kind: 'insert', text: '一次' },
    ] as const;
    expect(blocksOf([same('分为：'), same('等级\t次数'), marked, same('甲\t乙\t丙'), same('完。')])).toEqual([
      { line: same('分为：') },
      {
        rows: [
          [same('等级'), same('次数')],
          [same('一级'), [{ kind: 'same', text: '不超过' }, marked[1]]],
        ],
      },
      { rows: [[same('甲'), same('乙'), same('丙')]] },
      { line: same('完。') },
    ]);
  });
});

describe('linesOf', () => {
  it('puts proofs of the same words on one line, with those that are still open', () => {
    const changes = [{ type: 'insert', text: '三十日' }];
    const lines = linesOf([
      proof({ id: '1', changes }),
      proof({ id: '2', status: 'PROPOSED', changes }),
      proof({ id: '3', changes: [] }),
    ]);
    expect(lines).toEqual([
      { from: '', to: '三十日', ids: ['1', '2'], open: ['2'] },
      { from: '', to: '', ids: ['3'], open: [] },
    ]);
  });
});

describe('shortOf', () => {
  it('takes the first words of each kind', () =>
    expect(
      shortOf([
        { type: 'same', text: '不少于' },
        { type: 'delete', text: '十五日' },
        { type: 'insert', text: '三十日，并且在二十四小时以内告知各方当事人' },
      ]),
    ).toEqual({ from: '十五日', to: '三十日，并且在二十四小时以内……' }));
});

describe('words that stand in another article', () => {
  it('bear no mark and say where', () => {
    const changes: Entry['changes'] = [
      { type: 'same', text: '甲。', formReason: null, elsewhere: false, place: null },
      { type: 'delete', text: '乙。\n', formReason: null, elsewhere: true, place: '第十二条' },
      { type: 'insert', text: '丙。', formReason: null, elsewhere: true, place: '第五条' },
    ];
    const said = (side: 'old' | 'new'): string[] =>
      paragraphsOf(changes, side).map((p) => p.map((x) => `${x.kind}:${x.text}`).join('|'));
    expect(said('old')).toEqual(['same:甲。|same:乙。|elsewhere:（移至第十二条）']);
    expect(said('new')).toEqual(['same:甲。|same:丙。|elsewhere:（原第五条）']);
  });
});

describe('deskRows', () => {
  it('keeps chapters, and tells what is not shown by its first and last number', () => {
    const heading = (above: number, words: string): Heading => ({ above, old: words, new: words, changes: [] });
    const headings = [heading(0, '第一章　总则'), heading(4, '第二章　附则')];
    const all = [
      entry({ ordinal: 0, newLabel: '第一条' }),
      entry({ ordinal: 1, newLabel: '第二条' }),
      entry({ ordinal: 2, newLabel: '第三条' }),
      entry({ ordinal: 3, newLabel: '第四条' }),
      entry({ ordinal: 4, newLabel: '第五条' }),
    ];
    const shown = new Set(all.filter((e) => e.newLabel === '第四条'));
    expect(
      deskRows(all, headings, shown).map((r) =>
        r.kind === 'heading' ? r.heading.new : r.kind === 'leftOut' ? r.words : r.entry.newLabel,
      ),
    ).toEqual(['第一章　总则', '第一条至第三条　未列出', '第四条', '第二章　附则', '第五条　未列出']);
  });
});
