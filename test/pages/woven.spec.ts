/** A gzip answer put together from pieces is what gzip makes of the whole, to whoever reads it. */
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { has, takesGzip } from '../../src/pages/headers.rules.js';
import { Pace } from '../../src/pages/pace.rules.js';
import { MOST_STORED, SharedPiece, Woven } from '../../src/pages/woven.js';
import { LruCache } from '../../src/platform/base/lru-cache.js';

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '条', '电梯应当'.repeat(30_000), 'a'.repeat(70_000)),
);
const piece = fc.oneof(
  text.map((t) => new SharedPiece(t)),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
);
const plainOf = (p: SharedPiece | string): string => (typeof p === 'string' ? p : p.plain.toString());

describe('woven', () => {
  it('inflates, with its check sum, to exactly the pieces one after the other', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const woven = new Woven(pieces);
        const whole = Buffer.from(pieces.map(plainOf).join(''));
        expect(woven.plain().equals(whole)).toBe(true);
        expect(gunzipSync(woven.gzip()).equals(whole)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
  it('is damaged where a bit of it is: the check sum is not for show', () => {
    const gzip = new Woven([new SharedPiece('第一条'), '123 456 7890', new SharedPiece('第二条')]).gzip();
    const at = gzip.indexOf('123 456');
    gzip[at] = 0x32;
    expect(() => gunzipSync(gzip)).toThrow();
  });
  it('compresses a shared piece nearly as well as the whole, and takes no long piece of its own', () => {
    const law = '电梯使用单位应当每日检查电梯。'.repeat(400);
    expect(new Woven([new SharedPiece(law)]).gzip().length).toBeLessThan(200);
    expect(new Woven(['x'.repeat(MOST_STORED)]).plain().length).toBe(MOST_STORED);
    expect(() => new Woven(['x'.repeat(MOST_STORED + 1)])).toThrow();
  });
  it('has another tag where anything is another', () => {
    const [a, b] = [new SharedPiece('甲'), new SharedPiece('乙')];
    const tags = [[a, '1', b], [a, '2', b], [b, '1', a], [a, b], [a]].map((p) => new Woven(p).etag());
    expect(new Set(tags).size).toBe(5);
    expect(new Woven([new SharedPiece('甲'), '1', b]).etag()).toBe(tags[0]);
    expect(tags[0]).toMatch(/^W\/"[\w-]{22}"$/);
  });
});

it.each([
  ['gzip, deflate, br', true],
  ['GZIP;q=0.5', true],
  ['br;q=1.0, gzip;q=0.8, *;q=0.1', true],
  ['x-gzip', true],
  ['gzip;q=0', false],
  ['gzip; q=0.000', false],
  ['br', false],
  ['gzipped', false],
  ['', false],
  [undefined, false],
] as const)('accept-encoding %s takes gzip: %s', (given, takes) => expect(takesGzip(given)).toBe(takes));

it.each([
  ['W/"a"', true],
  ['"x", W/"a" , "b"', true],
  ['*', true],
  ['"b"', false],
  ['', false],
  [undefined, false],
] as const)('if-none-match %s has W/"a": %s', (given, is) => expect(has(given, 'W/"a"')).toBe(is));

it('a storm is more than so many in one second, and lasts through the next', () => {
  const pace = new Pace(3);
  expect([0, 1, 2, 3].map((at) => pace.isStorm(at))).toEqual([false, false, false, true]);
  expect([1000, 1999, 2000].map((at) => pace.isStorm(at))).toEqual([true, true, false]);
  expect([9000, 9001, 9002, 9003, 11_000].map((at) => pace.isStorm(at))).toEqual([false, false, false, true, false]);
});

describe('a memory bounded by weight', () => {
  it('lets the one go that was asked for least recently', () => {
    const cache = new LruCache<string>(10, (x) => x.length);
    for (const x of ['aaaa', 'bbbb']) cache.get(x, () => x);
    cache.get('aaaa', () => 'never made');
    cache.get('cccc', () => 'cccc');
    expect([cache.peek('aaaa'), cache.peek('bbbb'), cache.weight, cache.size]).toEqual(['aaaa', undefined, 8, 2]);
  });
  it('gives what is too heavy, and keeps it not; an entry that grew is weighed again', () => {
    const cache = new LruCache<{ n: number }>(10, (x) => x.n);
    expect(cache.get('big', () => ({ n: 11 })).n).toBe(11);
    expect([cache.size, cache.weight]).toEqual([0, 0]);
    const grown = cache.get('a', () => ({ n: 0 }));
    cache.get('b', () => ({ n: 4 }));
    grown.n = 7;
    cache.weighAgain('a', grown);
    expect([cache.peek('a'), cache.weight]).toEqual([undefined, 4]);
    cache.weighAgain('a', grown);
    cache.set('b', { n: 5 });
    expect(cache.weight).toBe(5);
    cache.forget('b');
    expect([cache.weight, cache.size]).toEqual([0, 0]);
  });
});
