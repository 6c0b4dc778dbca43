/** The brake on opinions: one form and one machine are slowed down, a village is not. */
import { Brake, type From, LONGEST_WAIT } from '../../src/opinions/brake.rules.js';

let now = 0;
const brake = (): Brake => {
  now = 1_000_000;
  return new Brake(() => now);
};
const from = (n: number | null, address = 'village', code = '1'): From => ({
  form: n === null ? null : `form ${n}`,
  addressOfCode: `${address} ${code}`,
  address,
  code,
});

it('one form with fresh keys: five at once, then one every ten seconds, each in its place', () => {
  const b = brake();
  const waits = Array.from({ length: 9 }, () => b.take(from(1), true));
  expect(waits).toEqual([0, 0, 0, 0, 0, 10_000, 20_000, 30_000, 40_000]);
  now += 50_000;
  expect(b.take(from(1), true)).toBe(0);
  // another form of the same address is not held up by it
  expect(b.take(from(2), true)).toBe(0);
});

it('three hundred of one form take half an hour, and none is told to wait for more than ten minutes', () => {
  const b = brake();
  const waits = Array.from({ length: 300 }, () => b.take(from(1), true));
  expect(waits.filter((ms) => ms === 0)).toHaveLength(5);
  expect(Math.max(...waits)).toBe(LONGEST_WAIT);
});

it('a village of two hundred behind one address is taken at once, and so is a hall of six hundred', () => {
  const b = brake();
  expect(Array.from({ length: 600 }, (_, n) => b.take(from(n), true)).every((ms) => ms === 0)).toBe(true);
  expect(b.take(from(601), true)).toBeGreaterThan(0);
  expect(b.take(from(602, 'elsewhere'), true)).toBe(0);
});

it('a code that a whole city opens in one evening holds nobody up', () => {
  const b = brake();
  let held = 0;
  for (let n = 0; n < 60_000; n++) {
    now += 12;
    if (b.take(from(n, `address ${n % 5000}`), true) > 0) held++;
  }
  expect(held).toBe(0);
});

it('without a form nobody takes a place: asking again is not waiting longer', () => {
  const b = brake();
  for (let n = 0; n < 600; n++) b.take(from(null), false);
  expect([b.take(from(null), false), b.take(from(null), false)]).toEqual([500, 500]);
  now += 500;
  expect(b.take(from(null), false)).toBe(0);
});
