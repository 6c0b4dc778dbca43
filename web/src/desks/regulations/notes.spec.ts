import { expect, it } from 'vitest';
import { counted, isSaid, pointsOf, typed } from './notes';

it('sends points that say something, without blanks at their ends', () => {
  expect(
    pointsOf([
      { question: ' 多久来人？ ', answer: '三十分钟', provisionLabel: ' 第四十七条' },
      { question: ' ', answer: '', provisionLabel: '' },
      { question: '', answer: '只有回答', provisionLabel: '' },
    ]),
  ).toEqual([
    { question: '多久来人？', answer: '三十分钟', provisionLabel: '第四十七条' },
    { question: '', answer: '只有回答', provisionLabel: '' },
  ]);
});

it('counts as people do', () => {
  expect(counted(' 𠮷野家？ ')).toBe(4);
});

it('gives 说明 back as it was typed', () => {
  expect(
    typed([
      { kind: 'CHAPTER', label: '第一章', text: '总则' },
      { kind: 'PARAGRAPH', label: '', text: '电梯要有人管。' },
    ]),
  ).toBe('第一章　总则\n电梯要有人管。');
});

it('lets nothing be said of what was taken down or given up', () => {
  expect((['IMPORTED', 'CHECKED', 'PUBLISHED', 'SUPERSEDED', 'TAKEN_DOWN', 'DROPPED'] as const).filter(isSaid)).toEqual(
    ['IMPORTED', 'CHECKED', 'PUBLISHED', 'SUPERSEDED'],
  );
});
