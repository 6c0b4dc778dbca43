/** The secrets of a node 节点, and whether they still open. */
import { randomBytes } from 'node:crypto';
import {
  linkFrom,
  MOST_MISSES,
  nodeStateOf,
  pinFrom,
  readLink,
  readPin,
} from '../../../src/opinions/nodes/node.rules.js';

it('a link keeps each of its 128 bits, and is read as people type it', () => {
  expect(linkFrom(new Uint8Array(16))).toBe('0'.repeat(26));
  expect(linkFrom(new Uint8Array(16).fill(255))).toBe(`7${'z'.repeat(25)}`);
  const bytes = randomBytes(16);
  const links = new Set([linkFrom(bytes)]);
  for (let bit = 0; bit < 128; bit++) {
    const other = Buffer.from(bytes);
    other[bit >> 3] = (other[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    links.add(linkFrom(other));
  }
  expect(links.size).toBe(129);
  for (const link of links) {
    expect(readLink(link)).toBe(link);
    expect(readLink(link.toUpperCase())).toBe(link);
  }
  for (const none of ['', 'l'.repeat(26), '0'.repeat(25), '0'.repeat(27), '0'.repeat(10_000)])
    expect(readLink(none)).toBeNull();
});

it('a PIN has six digits', () => {
  expect(pinFrom(new Uint8Array(8))).toBe('000000');
  for (let n = 0; n < 50; n++) expect(pinFrom(randomBytes(8))).toMatch(/^\d{6}$/);
  expect([readPin(' 12 34 56 '), readPin('１２３４５６'), readPin('12345'), readPin('一二三四五六')]).toEqual([
    '123456',
    '123456',
    null,
    null,
  ]);
});

it.each([
  ['OPEN', { revokedAt: null, expiresOn: '2026-08-05', misses: MOST_MISSES - 1 }],
  ['EXPIRED', { revokedAt: null, expiresOn: '2026-08-04', misses: 0 }],
  ['STOPPED', { revokedAt: null, expiresOn: '2026-08-05', misses: MOST_MISSES }],
  ['REVOKED', { revokedAt: new Date(0), expiresOn: '2026-08-05', misses: MOST_MISSES }],
])('is %s', (state, link) => expect(nodeStateOf(link, '2026-08-05')).toBe(state));
