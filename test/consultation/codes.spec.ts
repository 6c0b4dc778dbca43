/** 一法一码 and 回执码: what a slip of the finger does to them. */
import fc from 'fast-check';
import { checkDigit, checks } from '../../src/consultation/check-digit.rules.js';
import { formatLawCode, newLawCode, readLawCode } from '../../src/consultation/law-code.rules.js';
import { formatReceiptCode, readReceiptCode, receiptCodeFrom } from '../../src/opinions/receipt.rules.js';

const fullWidth = (code: string): string => code.replace(/\d/g, (d) => String.fromCharCode(0xff10 + Number(d)));
const nineDigits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 9, maxLength: 9 });
const sixteenBytes = fc.uint8Array({ minLength: 16, maxLength: 16 });
const lawCode = nineDigits.map((digits) => {
  let at = 0;
  return newLawCode(() => digits[at++] as number);
});
const receipt = sixteenBytes.map(receiptCodeFrom);

describe('the check digit', () => {
  it("is that of Damm's thesis: 572 is checked by 4", () => {
    expect(checkDigit('572')).toBe('4');
    expect(checks('5724')).toBe(true);
    expect(checks('5742')).toBe(false);
  });

  it.each(['', '12a', '１２', ' 1', '-1', '1.5'])('refuses %j', (text) => {
    expect(() => checkDigit(text)).toThrow(RangeError);
    expect(checks(text)).toBe(false);
  });
});

describe.each([
  ['law code', lawCode, readLawCode, 10],
  ['receipt code', receipt, readReceiptCode, 16],
] as const)('a %s', (_, codes, read, length) => {
  it('is read as it was made', () => {
    fc.assert(
      fc.property(codes, (code) => {
        expect(code).toMatch(new RegExp(`^\\d{${length}}$`));
        expect(read(code)).toBe(code);
      }),
    );
  });

  it('with any one digit wrong is no code', () => {
    fc.assert(
      fc.property(codes, (code) => {
        for (let at = 0; at < length; at++) {
          for (let d = 0; d < 10; d++) {
            const other = code.slice(0, at) + String(d) + code.slice(at + 1);
            expect(read(other)).toBe(other === code ? code : null);
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  it('with two neighbours swapped is no code', () => {
    fc.assert(
      fc.property(codes, (code) => {
        for (let at = 0; at + 1 < length; at++) {
          const other = code.slice(0, at) + (code[at + 1] as string) + (code[at] as string) + code.slice(at + 2);
          expect(read(other)).toBe(other === code ? code : null);
        }
      }),
    );
  });

  it('may be typed with blanks, hyphens and full-width digits', () => {
    fc.assert(
      fc.property(codes, (code) => {
        for (const typed of [
          ` ${code.slice(0, 3)} ${code.slice(3, 6)}-${code.slice(6)}\n`,
          fullWidth(code),
          `${code.slice(0, 4)}　${code.slice(4)}`,
        ])
          expect(read(typed)).toBe(code);
      }),
      { numRuns: 30 },
    );
  });

  it('may be typed as people write it', () => {
    fc.assert(
      fc.property(codes, (code) => {
        const half = code.length / 2;
        const [first, last] = [code.slice(0, half), code.slice(half)];
        for (const typed of [
          `${first}—${last}`,
          `${first} – ${last}。`,
          `码：${first}－${last}，请大家扫一扫`,
          `\u200b${first}\u200d${last}\ufeff`,
          `海报上写的是 ${first} ${last} 没错吧`,
          code.replaceAll('0', 'O').replaceAll('1', 'l'),
          code.replaceAll('0', '〇'),
          `2026年11月30日前 ${code}`,
          `${first}.${last}`,
        ])
          expect([typed, read(typed)]).toEqual([typed, code]);
      }),
      { numRuns: 50 },
    );
  });

  it('is not guessed where there are two', () => {
    fc.assert(
      fc.property(codes, codes, (one, other) => {
        expect(read(`${one}，${other}`)).toBe(one === other ? one : null);
      }),
      { numRuns: 30 },
    );
  });

  it('costs no more than twice for twice as much', () => {
    const soup = (n: number): string => '1 '.repeat(n);
    expect(read(soup(200))).toBeNull();
    expect(read(soup(200_000))).toBeNull();
  });

  it.each(['', '0', '12345', 'abcdefghij', '0000000000000000000', '第一条'])('%j is none', (typed) => {
    expect(read(typed)).toBeNull();
  });
});

it('a law code is read out of a whole address', () => {
  fc.assert(
    fc.property(lawCode, (code) => {
      for (const typed of [
        `https://yifa.example.cn/l/${code}`,
        `http://127.0.0.1:3000/l/${code}?size=large`,
        `请打开 https://yifa.example.cn/l/${code}/say 提意见（截止 2026-12-01）`,
        `https://yifa.example.cn/l/${code.slice(0, 3)} ${code.slice(3, 6)} ${code.slice(6)}`,
      ])
        expect([typed, readLawCode(typed)]).toEqual([typed, code]);
    }),
    { numRuns: 50 },
  );
});

describe('on paper', () => {
  it('a law code stands 3-3-4 and a receipt code 4-4-4-4', () => {
    expect(formatLawCode('1234567895')).toBe('123 456 7895');
    expect(formatReceiptCode('1234567890123456')).toBe('1234 5678 9012 3456');
    fc.assert(
      fc.property(lawCode, receipt, (l, r) => {
        expect(readLawCode(formatLawCode(l))).toBe(l);
        expect(readReceiptCode(formatReceiptCode(r))).toBe(r);
      }),
    );
  });

  it('the same bytes give the same receipt code, other bytes another', () => {
    fc.assert(
      fc.property(sixteenBytes, sixteenBytes, (a, b) => {
        expect(receiptCodeFrom(Uint8Array.from(a))).toBe(receiptCodeFrom(a));
        if (Buffer.compare(a, b) !== 0) expect(receiptCodeFrom(a)).not.toBe(receiptCodeFrom(b));
      }),
    );
  });

  it('a law code uses each draw below ten', () => {
    const asked: number[] = [];
    newLawCode((below) => asked.push(below) - 1);
    expect(asked).toEqual(Array.from({ length: 9 }, () => 10));
  });
});
