import { describe, expect, it } from 'vitest';
import { type Behind, behind, type Entry, linesOf, nobodyAsked, paragraphsOf, shortOf, signOf } from './compare';

const entry = (of: Partial<Entry>): Entry => ({
  ordinal: 0,
  relation: 'modified',
  oldLabels: ['第二十条'],
  newLabel: '第二十二条',
  oldCaptions: [],
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
    { type: 'same', text: '甲。\n乙。', formReason: null },
    { type: 'delete', text: '\n丙', formReason: null },
    { type: 'insert', text: '丁。\n戊', formReason: null },
    { type: 'same', text: '己。', formReason: null },
  ];
  const said = (side: 'old' | 'new'): string[] =>
    paragraphsOf(changes, side).map((p) => p.map((x) => `${x.kind[0] ?? ''}${x.text}`).join('|'));
  it('gives each side its own paragraphs with its own marks', () => {
    expect(said('old')).toEqual(['s甲。', 's乙。', 'd丙|s己。']);
    expect(said('new')).toEqual(['s甲。', 's乙。|i丁。', 'i戊|s己。']);
  });
});

describe('paragraphsOf without marks of form', () => {
  it('leaves the marks of words', () => {
    const changes: Entry['changes'] = [
      { type: 'delete', text: '（一）', formReason: 'width' },
      { type: 'insert', text: '(一)', formReason: 'width' },
      { type: 'insert', text: '甲', formReason: null },
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
  const made = comment({ provision: { id: 'x', label: '第二十条' } });
  const elsewhere = comment({ provision: { id: 'y', label: '第三条' } });
  const shown = comment({
    provision: { id: 'y', label: '第三条' },
    proofs: { nodes: [proof({ newProvision: { label: '第二十二条' } })] },
  });
  const denied = comment({
    proofs: { nodes: [proof({ status: 'REJECTED', newProvision: { label: '第二十二条' } })] },
  });
  it('is what was said of the article, and what is shown in it', () =>
    expect(behind(entry({}), [made, elsewhere, shown, denied])).toEqual([made, shown]));
  it('is nobody where nothing is', () => {
    expect(nobodyAsked(entry({}), [elsewhere, denied])).toBe(true);
    expect(nobodyAsked(entry({}), [made])).toBe(false);
    expect(nobodyAsked(entry({ formOnly: true }), [])).toBe(false);
    expect(nobodyAsked(entry({ textChanged: false, relation: 'moved' }), [])).toBe(false);
  });
});

describe('signOf', () => {
  it.each([
    [{ relation: 'new' }, 'added'],
    [{ relation: 'deleted', textChanged: false }, 'gone'],
    [{ relation: 'moved', textChanged: false }, 'moved'],
    [{ relation: 'renumbered', textChanged: false }, 'same'],
    [{ relation: 'renumbered' }, 'changed'],
    [{ relation: 'split', textChanged: false }, 'changed'],
    [{ relation: 'unchanged', textChanged: false, captionChanged: true }, 'changed'],
  ] as const)('%j is %s', (of, sign) => expect(signOf(entry(of))).toBe(sign));
});

describe('linesOf', () => {
  it('puts proofs of the same words on one line, open while one of them is', () => {
    const changes = [{ type: 'insert', text: '三十日' }];
    const lines = linesOf([
      proof({ id: '1', changes }),
      proof({ id: '2', status: 'PROPOSED', changes }),
      proof({ id: '3', changes: [] }),
    ]);
    expect(lines.map((l) => [l.ids, l.open])).toEqual([
      [['1', '2'], true],
      [['3'], false],
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
