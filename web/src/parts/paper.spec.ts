import { describe, expect, it } from 'vitest';
import { freshIn } from './paper';

describe('words that just changed', () => {
  const marked = (before: string | undefined, now: string): string =>
    freshIn(before, now)
      .map((s) => (s.fresh ? `[${s.text}]` : s.text))
      .join('');
  it.each([
    ['于10月8日前反馈', '于10月15日前反馈', '于10月[15]日前反馈'],
    ['一样', '一样', '一样'],
    [undefined, '新的', '新的'],
    ['甲乙', '甲', '甲'],
    ['甲', '甲乙', '甲[乙]'],
    ['', '乙', '[乙]'],
    ['𠮷甲', '𠮷乙', '𠮷[乙]'],
    ['', '', ''],
  ])('%s → %s', (before, now, words) => {
    expect(marked(before, now)).toBe(words);
  });
});
