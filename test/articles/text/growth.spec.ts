/**
 * Twice the text takes at most two and a half times the processor, for the shapes that reading has rules of its own
 * for.
 */
import { formatArticleLabel, formatNumeral, parseText } from '../../../src/articles/index.js';
import { growth, MOST_GROWTH } from '../../support/growth.js';

const rows = (n: number, row: (k: number) => string): string => Array.from({ length: n }, (_, k) => row(k)).join('\n');
const label = (k: number): string => formatArticleLabel({ number: k, sub: 0 });

const SHAPES: Record<string, (n: number) => string> = {
  'a list 一、 without end': (n) => `第一条　筏：\n${rows(n, (k) => `${formatNumeral(k + 1)}、竹筏；`)}`,
  'lists of two levels': (n) =>
    `第一条　筏：\n${rows(n, (k) => `${formatNumeral(k + 1)}、竹筏：\n（一）新；\n（二）旧。`)}`,
  'a first 一、 again and again': (n) => `第一条　筏。\n${rows(n, () => '一、竹筏')}`,
  '一、 before the first article': (n) => `${rows(n, (k) => `${formatNumeral((k % 90) + 1)}、竹筏`)}\n第一条　筏。`,
  'sentences that break off': (n) => `第一条　筏。\n${rows(n, () => '渡河的竹筏应当按照核定的人数载客并且在白天')}`,
  'headings without numbers': (n) => rows(n, (k) => `${label(k + 1)}　筏。\n竹筏管理`),
  'headings that break off': (n) => rows(n, (k) => `${label(k + 1)}　筏。\n第${formatNumeral(k + 1)}章　竹筏、`),
  'articles in one line': (n) => Array.from({ length: n }, (_, k) => `${label(k + 1)} 筏。`).join(' '),
  'one line of headings': (n) => Array.from({ length: n }, (_, k) => `第${formatNumeral(k + 1)}章 筏`).join(' '),
  'tables of blanks': (n) => `第一条　筏。\n${rows(n, () => '收费表：\n竹筏　两元\n木筏　三元')}`,
  'running heads': (n) => `第一条　筏。\n${rows(n, (k) => `竹筏条例\n— ${k % 900} —`)}`,
  'a list 甲、 without end': (n) => `第一条　筏：\n${rows(n, (k) => `${'甲乙丙丁戊'.charAt(k % 5)}、竹筏；`)}`,
  'titles of other laws': (n) => `第二条　筏。\n${rows(n, () => '木筏条例')}`,
  'explanations behind': (n) => `第二条　自公布之日起施行。\n${rows(n, () => '相关法律规定')}\n第三条　筏。`,
  'notes that break off': (n) => rows(n, () => '2026年3月1日云澜市人民代表大会常务委员会'),
  'a decision with a law behind it': (n) =>
    `关于修改《竹筏条例》的决定\n一、删去第二条。\n${rows(n, () => '竹筏条例')}\n第一条　筏。`,
};

describe('twice the text', () => {
  it.each(Object.keys(SHAPES))('%s', (name) => {
    const text = (n: number): string => `云澜市竹筏条例\n${SHAPES[name]?.(n) ?? ''}`;
    expect(
      growth(
        (n) =>
          (
            (t) => () =>
              parseText(t)
          )(text(n)),
        2000,
      ),
    ).toBeLessThanOrEqual(MOST_GROWTH);
  });
});
