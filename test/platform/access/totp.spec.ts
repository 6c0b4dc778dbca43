import fc from 'fast-check';
import { base32, codeOf, isTotpCode, otpauthUri, stepOf, stepOfCode } from '../../../src/platform/access/totp.js';
import { fromBase32 } from '../../support/totp.js';

const SECRET = Buffer.from('12345678901234567890');
const at = (seconds: number): Date => new Date(seconds * 1000);

describe('codes', () => {
  // RFC 6238 appendix B, SHA-1; its eight digits end in our six
  it.each([
    [59, '94287082'],
    [1111111109, '07081804'],
    [1111111111, '14050471'],
    [1234567890, '89005924'],
    [2000000000, '69279037'],
    [20000000000, '65353130'],
  ])('at %i seconds end as the RFC says', (seconds, eight) => {
    expect(codeOf(SECRET, stepOf(at(seconds)))).toBe(eight.slice(-6));
  });
  it('are of six digits, leading zeros kept', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 20, maxLength: 20 }), fc.nat(2 ** 31 - 1), (secret, step) =>
        isTotpCode(codeOf(secret, step)),
      ),
    );
    expect(['12345', '1234567', '12345a', ' 12345', ''].some(isTotpCode)).toBe(false);
  });
});

describe('a code is taken', () => {
  const now = at(1_750_000_010);
  const step = stepOf(now);
  const taken = (offset: number, last: number | null = null): number | null =>
    stepOfCode(SECRET, codeOf(SECRET, step + offset), now, last);

  it('one step early or late, and no further', () => {
    expect([-2, -1, 0, 1, 2].map((o) => taken(o))).toEqual([null, step - 1, step, step + 1, null]);
  });
  it('once, and never after a later one', () => {
    expect(taken(0, step)).toBeNull();
    expect(taken(-1, step)).toBeNull();
    expect(taken(1, step)).toBe(step + 1);
    expect(taken(0, step - 1)).toBe(step);
  });
  it('only whole', () => {
    for (const code of ['', '0', codeOf(SECRET, step).slice(1), `${codeOf(SECRET, step)}0`, '一二三四五六'])
      expect(stepOfCode(SECRET, code, now, null)).toBeNull();
  });
  it('steps begin at whole half minutes', () => {
    expect([29, 30, 59, 60].map((s) => stepOf(at(s)))).toEqual([0, 1, 1, 2]);
  });
});

describe('the address for an app', () => {
  it('writes base32 as RFC 4648 does, without padding', () => {
    expect(['', 'f', 'fo', 'foo', 'foob', 'fooba', 'foobar'].map((t) => base32(Buffer.from(t)))).toEqual([
      '',
      'MY',
      'MZXQ',
      'MZXW6',
      'MZXW6YQ',
      'MZXW6YTB',
      'MZXW6YTBOI',
    ]);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) =>
        expect([...fromBase32(base32(bytes))]).toEqual([...bytes]),
      ),
    );
  });
  it('names issuer, account and the figures', () => {
    const uri = new URL(otpauthUri('一法一码', 'wang.wei', SECRET));
    expect([uri.protocol, uri.host, decodeURIComponent(uri.pathname)]).toEqual([
      'otpauth:',
      'totp',
      '/一法一码:wang.wei',
    ]);
    expect(Object.fromEntries(uri.searchParams)).toEqual({
      secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
      issuer: '一法一码',
      algorithm: 'SHA1',
      digits: '6',
      period: '30',
    });
  });
});
