/**
 * Randomness of the fuzzing: every input begins a sequence of its own, so that number and seed alone make it again
 * whatever runs beside it.
 */
let state = 0;

/** Before an input is made; it must be made without waiting for anything. */
export const begin = (seed, k) => {
  state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(k + 1, 0x85ebca6b)) >>> 0;
};
export const random = () => {
  state = (state + 0x6d2b79f5) >>> 0;
  let t = Math.imul(state ^ (state >>> 15), state | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};
export const below = (n) => Math.floor(random() * n);
export const pick = (list) => list[below(list.length)];
export const several = (n, make) => Array.from({ length: n }, (_, i) => make(i));
export const bytes = (n) => Buffer.from(several(n, () => below(256)));
export const shuffled = (list) => {
  const out = [...list];
  for (let i = out.length - 1; i > 0; i--) {
    const j = below(i + 1);
    [out[i], out[j]] = [out[j], out[i]];
  }
  return out;
};
export const uuid = () => '00000000-0000-4000-8000-000000000000'.replace(/0/gu, () => '0123456789abcdef'[below(16)]);

export const LAW = [
  '电梯条例（草案）',
  ...several(9, (k) => `第${'一二三四五六七八九'[k]}条　使用单位应当每日检查电梯，发现异常立即停止使用（${k}）。`),
];
export const ODD = [
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\u202e',
  '𝒳',
  'null',
  '-1',
  '1e400',
  '第一条',
  '../../etc/passwd',
  '%00',
  '%ff%fe',
  "'; drop table account; --",
  '<script>',
  '{{7*7}}',
  '${x}',
  'A'.repeat(9000),
  '〇'.repeat(300),
  uuid(),
  '9'.repeat(40),
];

/** Some bytes changed, the end cut off, something behind it, or nothing of it left */
export const broken = (from) => {
  const out = Buffer.from(from);
  for (let k = below(12); k > 0; k--) out[below(out.length)] = below(256);
  return pick([out, out.subarray(0, below(out.length)), Buffer.concat([out, bytes(below(50))]), bytes(below(3000))]);
};
