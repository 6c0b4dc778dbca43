import fc from 'fast-check';
import { canonical, digestWith, type Json, saltedDigest } from '../../../src/platform/base/canonical.js';

describe('canonical JSON', () => {
  it('sorts names by code unit at every depth and writes no blank', () => {
    expect(canonical({ b: [1, { z: null, a: '意见' }], a: true })).toBe('{"a":true,"b":[1,{"a":"意见","z":null}]}');
    // RFC 8785 §3.2.3: UTF-16 code units
    expect(canonical({ '\u{1F600}': 1, '\uFB33': 2 })).toBe('{"\u{1F600}":1,"\uFB33":2}');
    expect(canonical([1e21, 0.1, -0, 1.0])).toBe('[1e+21,0.1,0,1]');
  });
  it('does not depend on the order of names, and reads back as it was', () => {
    const json = fc.letrec<{ v: Json }>((tie) => ({
      v: fc.oneof(
        { depthSize: 'small' },
        fc.constant(null),
        fc.boolean(),
        fc.integer(),
        fc.string(),
        fc.array(tie('v'), { maxLength: 4 }),
        fc.dictionary(fc.string(), tie('v'), { maxKeys: 4, noNullPrototype: true }),
      ),
    })).v;
    const shuffled = (v: Json): Json => {
      if (Array.isArray(v)) return (v as Json[]).map(shuffled);
      return v !== null && typeof v === 'object'
        ? Object.fromEntries(
            Object.entries(v as Record<string, Json>)
              .reverse()
              .map(([k, x]) => [k, shuffled(x)]),
          )
        : v;
    };
    fc.assert(
      fc.property(json, (v) => {
        expect(canonical(shuffled(v))).toBe(canonical(v));
        expect(JSON.parse(canonical(v))).toEqual(v);
      }),
    );
  });
});

describe('the salted digest', () => {
  // fixed from the first day: every stored event is checked by it
  it('is SHA-256(salt ‖ canonical JSON)', () => {
    expect(digestWith(Buffer.alloc(32, 1), { b: 1, a: '同意' }).toString('hex')).toMatchInlineSnapshot(
      `"1ea9a24e7c341beec223ea9000fea4fdeca68934caf23290a2fa6ca146489547"`,
    );
  });
  it('differs for the same words each time, and is found again with its salt', () => {
    const [a, b] = [saltedDigest('同意'), saltedDigest('同意')];
    expect(a.digest.equals(b.digest)).toBe(false);
    expect(digestWith(a.salt, '同意').equals(a.digest)).toBe(true);
    expect(a.salt).toHaveLength(32);
  });
});
