import { describe, expect, it } from 'vitest';
import { handlingTexts as says } from '../../texts/handling';
import { numeral } from '../../texts/numerals';
import {
  aroundQuote,
  articlesLike,
  atPlace,
  inShow,
  isOpen,
  keyOf,
  markOf,
  mergeWords,
  missing,
  nextPlace,
  nextWaiting,
  NOTHING,
  type PlaceRow,
  readCopy,
  type Row,
  showOf,
  standsAt,
  withOutcome,
} from './handling';

const row = (id: string, more: Partial<Row> = {}): Row =>
  ({ id, state: 'REPORTED', version: 1, targetKind: 'ARTICLE', sourceKind: 'CONTACT_POINT', ...more }) as Row;
const place = (kind: PlaceRow['kind'], label: string, toPropose: number, more: Partial<PlaceRow> = {}): PlaceRow => ({
  kind,
  label,
  depth: kind === 'ARTICLE' ? 1 : 0,
  caption: null,
  provisionId: kind === 'ARTICLE' ? label : null,
  toPropose,
  returned: 0,
  all: toPropose,
  ...more,
});
const proposed = { outcome: 'ADOPTED', reasonClass: null, words: '改', byName: null, at: '' } as const;

describe('which comments', () => {
  it('are asked for at each place, and by what became of them', () => {
    expect(atPlace('article:a:b', 'd')).toEqual({ place: { provisionId: 'a:b' }, targetKinds: ['ARTICLE'] });
    expect(atPlace('heading:第一章　总则', 'd')).toEqual({
      place: { draftId: 'd', chapter: '第一章　总则' },
      targetKinds: ['ARTICLE'],
    });
    expect(atPlace('NEW_ARTICLE', 'd')).toEqual({ targetKinds: ['NEW_ARTICLE_AFTER'] });
    expect(atPlace('UNKNOWN', 'd')).toEqual({ targetKinds: ['UNKNOWN'] });
    expect(atPlace('', 'd')).toEqual({});
    expect(atPlace('nonsense', 'd')).toEqual({});
    expect(inShow({ acts: ['ADD'] }, 'back')).toEqual({ acts: ['ADD'], struck: true });
    expect([showOf([]), showOf(['all']), showOf(['x'])]).toEqual(['todo', 'all', 'todo']);
  });
  it('come next: the next that waits, then from the top, then the next place', () => {
    const rows = [row('a'), row('b', { state: 'PROPOSED' }), row('c'), row('d', { state: 'SIGNED' })];
    expect(nextWaiting(rows, 'a', new Set())).toBe('c');
    expect(nextWaiting(rows, 'c', new Set())).toBe('a');
    expect(nextWaiting(rows, 'c', new Set(['a', 'c']))).toBeNull();
    const places = [
      place('HEADING', '章', 3),
      place('ARTICLE', '一', 0),
      place('ARTICLE', '二', 3),
      place('WHOLE', '全', 1),
    ];
    expect(nextPlace(places, 'article:一')?.label).toBe('二');
    expect(nextPlace(places, 'article:二')?.label).toBe('全');
    expect(nextPlace(places, 'WHOLE')?.label).toBe('二');
    expect(nextPlace([place('ARTICLE', '一', 0)], 'article:一')).toBeNull();
    expect(places.map(keyOf)).toEqual(['heading:章', 'article:一', 'article:二', 'WHOLE']);
  });
  it('may be handled together, and how they are marked', () => {
    expect(standsAt(row('a', { provision: { id: 'p' } }))).toBe(
      standsAt(row('b', { filedUnder: { id: 'p', label: '' } })),
    );
    expect(standsAt(row('a', { provision: { id: 'p' } }))).not.toBe(
      standsAt(row('b', { provision: { id: 'p' }, targetKind: 'NEW_ARTICLE_AFTER' })),
    );
    expect(markOf(row('a'))).toBe('NONE');
    expect(markOf(row('a', { struck: { words: null }, proposedHandling: proposed }))).toBe('BACK');
    expect(markOf(row('a', { state: 'PROPOSED', proposedHandling: proposed }))).toBe('ADOPTED');
    expect(isOpen(row('a', { state: 'PROPOSED', sheet: null }))).toBe(true);
    expect(isOpen(row('a', { state: 'PROPOSED', sheet: { id: 's', number: 1 } }))).toBe(false);
    expect(isOpen(row('a', { state: 'SIGNED' }))).toBe(false);
  });
});

describe('the wording', () => {
  it('follows the outcome until somebody writes', () => {
    const adopted = withOutcome(NOTHING, 'ADOPTED', null, '第三条');
    expect(adopted.words).toBe('拟对第三条作相应修改。');
    const study = withOutcome(adopted, 'NOT_ADOPTED', 'LEFT_FOR_STUDY', '第三条');
    expect(study.words).toBe('留待今后进一步研究。');
    expect(withOutcome({ ...study, words: '我写的' }, 'ADOPTED', null, '第三条').words).toBe('我写的');
    expect(withOutcome({ ...study, words: ' ' }, 'ADOPTED', null, '第三条').words).toBe('拟对第三条作相应修改。');
  });
  it('says what is missing', () => {
    expect(missing(NOTHING)).toBe('outcome');
    expect(missing({ outcome: 'ADOPTED', reasonClass: null, words: '' })).toBeNull();
    expect(missing({ outcome: 'PARTIALLY_ADOPTED', reasonClass: null, words: ' ' })).toBe('words');
    expect(missing({ outcome: 'NOT_ADOPTED', reasonClass: null, words: '因' })).toBe('reason');
    expect(missing(withOutcome(NOTHING, 'PARTIALLY_ADOPTED', null, ''))).toBe('blank');
  });
  it('is read from a copy, where it is one', () => {
    const kept = { outcome: 'NOT_ADOPTED', reasonClass: 'OTHER', words: '因' } as const;
    expect(readCopy(JSON.stringify(kept))).toEqual(kept);
    expect(readCopy('{"words":"因","outcome":"x","reasonClass":7}')).toEqual({ ...NOTHING, words: '因' });
    expect([readCopy(null), readCopy('{'), readCopy('[]'), readCopy('{"words":1}')]).toEqual([null, null, null, null]);
  });
  it('of two is put in one, each word once', () => {
    expect(mergeWords('改为三十日，并增加查阅程序。', '改为三十日；查阅程序另定。')).toMatch(/^改为三十日/);
    expect(mergeWords('同', '同')).toBe('同');
    expect(mergeWords('', '我的')).toBe('我的');
  });
  it('has a template for each outcome and reason, with the blank that is looked for', () => {
    for (const make of [...Object.values(says.templates.outcomes), ...Object.values(says.templates.reasons)])
      expect(make('第三条').replace(says.blank, '')).not.toContain('〔');
  });
});

describe('the text', () => {
  it('around a quote', () => {
    expect(aroundQuote('甲乙丙', '乙')).toEqual(['甲', '乙', '丙']);
    expect(aroundQuote('甲乙丙', '丁')).toEqual(['甲乙丙', '', '']);
    expect(aroundQuote('甲乙丙', null)).toEqual(['甲乙丙', '', '']);
  });
  it('article numbers', () => {
    expect([1, 10, 11, 19, 20, 21, 100, 105, 110, 115, 1010, 1260].map(numeral)).toEqual([
      '一', '十', '十一', '十九', '二十', '二十一', '一百', '一百零五', '一百一十', '一百一十五', '一千零一十', '一千二百六十',
    ]); // prettier-ignore
    expect([0, -1, 1.5, 10_000].map(numeral)).toEqual(['', '', '', '']);
  });
  it('articles that somebody means', () => {
    const places = [
      place('HEADING', '第一章', 0),
      place('ARTICLE', '第十九条', 0, { caption: '视频监控' }),
      place('ARTICLE', '第九条', 0),
      place('ARTICLE', '第九条之一', 0, { caption: '监控费用' }),
    ];
    const like = (typed: string): string[] => articlesLike(places, typed, 3).map((p) => p.label);
    expect(like('9')).toEqual(['第九条', '第九条之一']);
    expect(like('19')).toEqual(['第十九条']);
    expect(like('监控')).toEqual(['第十九条', '第九条之一']);
    expect([like(''), like(' '), like('没有')]).toEqual([[], [], []]);
  });
});
