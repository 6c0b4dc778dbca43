/** Pure rules of the pages: taking in, showing, naming places, cutting a law into pages. */
import fc from 'fast-check';
import type { AmendLink } from '../../src/articles/index.js';
import { renumberedBy } from '../../src/authoring/amending/amending.rules.js';
import { daysBetween, field, keepSize, readSize, taken } from '../../src/pages/display.rules.js';
import { isBlank, stripInvisible } from '../../src/platform/base/visible.rules.js';
import { amendedFrom, bytesOf, PART_BYTES, partsOf, partWith, provisionsOf } from '../../src/pages/parts.rules.js';
import { madeUpLaw, provisionsOfText } from './views.js';

describe('words of other people', () => {
  it('lose what reorders or hides when shown', () => {
    expect(stripInvisible('甲\u202E乙\u200b\u2066丙\u{e0041}\ufeff\u0007')).toBe('甲乙丙');
    expect(stripInvisible('第一行\n\t第二行　😀')).toBe('第一行\n\t第二行　😀');
  });
  it('are stored as they were said, but for what cannot be stored', () => {
    expect(taken('甲\0\r\n乙\r丙\u202E\ud800')).toBe('甲\n乙\n丙\u202E\ufffd');
  });
  it('whatever comes in can be stored and shown', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(taken(taken(text))).toBe(taken(text));
        expect(taken(text).includes('\0') || !taken(text).isWellFormed()).toBe(false);
        expect(stripInvisible(stripInvisible(text))).toBe(stripInvisible(text));
      }),
    );
  });
  it('blank is what shows nothing', () => {
    expect(['', ' \n　', '\u200b\u202e', '\u3164'].map(isBlank)).toEqual([true, true, true, true]);
    expect(isBlank('。')).toBe(false);
  });
  it('fields are strings, once', () => {
    expect([
      field({ a: 'x' }, 'a'),
      field({ a: ['x', 'y'] }, 'a'),
      field({ a: { b: 1 } }, 'a'),
      field(null, 'a'),
      field({}, 'toString'),
      field('a', 'length'),
    ]).toEqual(['x', 'x', '', '', '', '']);
  });
});

describe('small things', () => {
  it('sizes stay in addresses', () => {
    expect(readSize(['large'])).toBe('standard');
    expect(keepSize('/l/1?part=2#a3', 'large')).toBe('/l/1?part=2&size=large#a3');
    expect(keepSize('/r', 'standard')).toBe('/r');
  });
  it('days', () => {
    expect([daysBetween('2026-02-27', '2026-03-01'), daysBetween('2026-03-01', '2026-02-28')]).toEqual([2, -1]);
  });
});

describe('what a decision makes of an article', () => {
  const link = (old: string | null, now: string | null): AmendLink => ({
    old,
    new: now,
    relation: 'renumbered',
    basis: 'implied',
  });
  const renumbering = renumberedBy([
    link('第五条', '第六条'),
    link('第七条', '第八条'),
    link('第七条', '第九条'),
    link('第十条', '第十一条'),
    link('第十二条', '第十一条'),
    link('第十三条', null),
  ]);
  const change = (was: string, is: string, stated = false): string | undefined =>
    amendedFrom(
      is,
      { former: [{ ordinal: 1, label: '第一条', caption: null, body: [], text: was }], stated },
      renumbering,
    )?.change;

  it('nothing, where cited numbers follow the new order, or only widths differ', () => {
    expect(change('依照第五条处理。', '依照第六条处理。')).toBe('SAME');
    expect(change('依照第五条(一)处理。', '依照第六条（一）处理。')).toBe('SAME');
  });
  it('a change, where a number leads elsewhere than the new order, or its article is split, merged or gone', () => {
    for (const [was, is] of [
      ['五', '七'],
      ['七', '八'],
      ['十', '十一'],
      ['十三', '十四'],
      ['二十', '二十一'],
    ])
      expect(change(`依照第${was}条处理。`, `依照第${is}条处理。`)).toBe('CHANGED');
  });
  it('a change, where another law is cited, or the decision names the article', () => {
    expect(change('依照《甲法》第五条处理。', '依照《甲法》第六条处理。')).toBe('CHANGED');
    expect(change('依照第五条处理。', '依照第六条处理。', true)).toBe('CHANGED');
    expect(change('甲(乙)', '甲（乙）', true)).toBe('SAME');
  });
  it('a new one, where it comes from none; nothing known, where the decision does not know it', () => {
    expect(amendedFrom('甲', { former: [], stated: true }, renumbering)).toEqual({ change: 'NEW', former: [] });
    expect(amendedFrom('甲', null, renumbering)).toBeNull();
  });
});

describe('a law in pages', () => {
  it('keeps every article once, in order, whatever its size, and no page above the limit but a single article', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 150 }),
        fc.integer({ min: 10, max: 400 }),
        fc.integer({ min: 1000, max: 60_000 }),
        (n, letters, most) => {
          const law = provisionsOfText(madeUpLaw(n, letters));
          const parts = partsOf(law, most);
          expect(parts.flatMap((p) => p.chapters.flatMap(provisionsOf)).map((p) => p.ordinal)).toEqual(
            law.map((p) => p.ordinal),
          );
          expect(parts.map((p) => p.number)).toEqual(parts.map((_, i) => i + 1));
          for (const p of parts) {
            const held = p.chapters.flatMap(provisionsOf);
            expect(held.length === 1 || held.reduce((sum, a) => sum + bytesOf(a), 0) <= most).toBe(true);
            for (const a of held) expect(partWith(parts, a.ordinal)).toBe(p.number);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
  it('what fits stays whole', () => {
    expect(partsOf(provisionsOfText(madeUpLaw(60, 100)), PART_BYTES)).toHaveLength(1);
  });
  it('an unknown article leads to the first page', () => {
    expect(partWith(partsOf(provisionsOfText(madeUpLaw(3))), 99)).toBe(1);
  });
});
