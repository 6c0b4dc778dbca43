/** What is seen of a pair beside the links that are held: words that a link explains are no words of another pair. */
import { parseText, type Provision } from '../../../src/articles/index.js';
import { type DoubtSignals, doubtSignals, type Link } from '../../../src/articles/alignment/doubt-signals.js';
import type { LikelyPair } from '../../../src/articles/alignment/rewritten.js';
import { measure } from '../../../src/articles/alignment/similarity.js';

const articles = (...lines: string[]): Provision[] =>
  parseText(['古井条例', ...lines.map((l, k) => `第${'一二三四五六'[k]}条　${l}`)].join('\n')).provisions;

const OLD = articles('守井人每日打扫井台。', '井盖损坏的当日修复。', '水质每季检测一次。', '汛期加盖防护。');
const NEW = articles('守井人打扫井台并修复井盖。', '每日检测水质。', '井台周围不得堆放杂物。', '鼓励捐赠修井。');

const pair = (old: number, next: number, likelihood = 0.2): LikelyPair => ({ old, next, likelihood, shownBy: '' });
const seen = (one: LikelyPair, links: readonly Link[], likely: readonly LikelyPair[] = [one]): DoubtSignals =>
  doubtSignals(measure(OLD, NEW), links, likely)(one);

it('counts the words in common as shares of the old article and of what is left of the new one', () => {
  const { shareOfOld, shareOfLeft, odds } = seen(pair(0, 0), []);
  // 守井 井人 打扫 扫井 井台 of 守井 井人 人每 每日 日打 打扫 扫井 井台
  expect(shareOfOld).toBeCloseTo(5 / 8);
  // …of 守井 井人 人打 打扫 扫井 井台 台并 并修 修复 复井 井盖
  expect(shareOfLeft).toBeCloseTo(5 / 11);
  expect(odds).toBeCloseTo(Math.log(0.25));
});

it('words that a link of either article explains are not counted', () => {
  const without = seen(pair(1, 0), []);
  // 井盖 and 修复
  expect(without.shareOfOld).toBeCloseTo(2 / 8);
  // 守井 井人 打扫 扫井 井台 of the new article are explained, 井盖 and 修复 are not
  expect(seen(pair(1, 0), [{ old: 0, new: 0 }])).toMatchObject({ shareOfOld: 2 / 8, shareOfLeft: 2 / 8 });
  // 每日 of the old article stands in the second new one, whose link explains it by 水质 and 检测 only
  const daily = seen(pair(0, 1), [{ old: 2, new: 1 }]);
  expect(daily.shareOfOld).toBeCloseTo(1 / 8);
  // what the old article itself went into explains it
  const explained = seen(pair(0, 2), [{ old: 0, new: 0 }]);
  expect(explained.shareOfOld).toBe(0);
  expect(explained.unexplained).toBeLessThan(seen(pair(0, 2), []).unexplained);
});

it('counts links of the old article, likelier pairs of the new one, and links beside', () => {
  const likely = [pair(0, 1, 0.6), pair(1, 1, 0.2), pair(2, 1, 0.4)];
  const signals = seen(
    pair(1, 1, 0.2),
    [
      { old: 0, new: 1 },
      { old: 1, new: 3 },
      { old: 2, new: 2 },
    ],
    likely,
  );
  expect(signals).toMatchObject({ linksOfOld: 1, rank: 2, linksBeside: 2, besideIntoSame: 1 });
});

it('a pair without a word in common has a finite signal', () => {
  expect(Object.values(seen(pair(3, 3), [])).every(Number.isFinite)).toBe(true);
  expect(seen(pair(3, 3), [])).toMatchObject({ shareOfOld: 0, shareOfLeft: 0, linksOfOld: 0, linksBeside: 0, rank: 0 });
});
