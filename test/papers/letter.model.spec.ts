import fc from 'fast-check';
import { asPrinted } from '../../src/papers/letter.model.js';
import { chineseDate, printable, titleLines } from '../../src/platform/documents/printable.rules.js';
import { letter } from './letters.js';

describe('the letter as printed', () => {
  it('writes dates without leading zeros and refuses what is none', () => {
    expect(chineseDate('2026-09-05')).toBe('2026年9月5日');
    expect(() => chineseDate('2026-9-5')).toThrow(RangeError);
  });

  it('adds colon and brackets once', () => {
    expect(asPrinted(letter(0, { addressee: '甲：', contact: '（联系人：乙）' }))).toMatchObject({
      addressee: '甲：',
      contact: '（联系人：乙）',
    });
    expect(asPrinted(letter(0, { addressee: '甲', contact: ' ' }))).toMatchObject({ addressee: '甲：', contact: null });
  });

  it('drops what cannot be seen, and only that', () => {
    expect(printable('第\u0000一\u202E条\u200B\uD800甲\r\n乙\u{20000}')).toBe('第一条甲\n乙\u{20000}');
  });

  it('breaks titles between words, keeps brackets with their name, and keeps given breaks', () => {
    expect(titleLines('关于《云河市养犬管理条例（草案）》征求意见采纳情况的反馈函')).toEqual([
      '关于《云河市养犬管理条例（草案）》',
      '征求意见采纳情况的反馈函',
    ]);
    // no line begins with 的, and the last is no stub (papers 0.3)
    expect(titleLines('关于《云澜市城市绿化条例（修订草案）》的说明')).toEqual([
      '关于《云澜市城市绿化条例',
      '（修订草案）》的说明',
    ]);
    for (const name of ['市容', '住宅电梯', '城市绿化', '历史文化街区', '生活垃圾分类', '古树名木和古道保护']) {
      for (const kind of ['草案', '修订草案', '草案征求意见稿', '草案二次审议稿']) {
        const lines = titleLines(`关于《云澜市${name}条例（${kind}）》的说明`);
        expect(lines.filter((line) => /^[》）的]/u.test(line))).toEqual([]);
        expect([...(lines.at(-1) ?? '')].length).toBeGreaterThanOrEqual(6);
        expect(Math.max(...lines.map((line) => [...line].length))).toBeLessThanOrEqual(20);
      }
    }
    expect(titleLines('甲\n乙')).toEqual(['甲', '乙']);
    expect(titleLines('反馈函')).toEqual(['反馈函']);
  });

  it('never loses a character of a title nor sets a line too long', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[云河市养犬管理条例草案的关于（）《》，]{1,70}$/u), (title) => {
        const lines = titleLines(title);
        expect(lines.join('')).toBe(title);
      }),
    );
    fc.assert(
      fc.property(fc.stringMatching(/^[云河市养犬管理条例草案的关于]{1,70}$/u), (title) => {
        for (const line of titleLines(title)) expect([...line].length).toBeLessThanOrEqual(20);
      }),
    );
  });
});
