import { describe, expect, it } from 'vitest';
import { type Row, stageOf } from './stage';

const now = new Date('2026-11-28T04:00:00Z');
const draft = { id: 'd', kind: 'CONSULTATION_DRAFT', state: 'PUBLISHED' } as const;
const round = { id: 'c', phase: 'OPEN', opensOn: '2026-11-20', closesOn: '2026-12-19' } as const;
const story = (more: Partial<NonNullable<Row['story']>>): NonNullable<Row['story']> => ({
  draft,
  consultation: null,
  asked: 0,
  answered: 0,
  opinions: 0,
  comments: 0,
  signed: 0,
  letters: 0,
  acknowledged: 0,
  nextDraft: null,
  ...more,
});
const stage = (s: Row['story']): string => {
  const { words, next } = stageOf({ id: 'r', story: s }, now);
  return `${words} · ${next}`;
};

describe('where a regulation stands', () => {
  it.each([
    [null, '还没有稿 · 导入第一稿'],
    [story({ draft: { ...draft, state: 'IMPORTED' } }), '征求意见稿等核对 · 与原稿核对'],
    [story({ draft: { ...draft, state: 'CHECKED' } }), '征求意见稿等公布 · 公布'],
    [story({}), '征求意见稿已公布 · 征求意见'],
    [story({ consultation: { ...round, phase: 'PREPARED' } }), '征求意见准备好了 · 征求意见'],
    [story({ consultation: round }), '正在征求意见 · 到 12月19日'],
    [
      story({ consultation: { ...round, phase: 'CLOSED' }, comments: 40, signed: 12 }),
      '采纳情况 12 / 40 · 还有 28 条没有签',
    ],
    [
      story({
        consultation: { ...round, phase: 'CLOSED' },
        nextDraft: { id: 'n', kind: 'SECOND_READING_DRAFT', state: 'IMPORTED' },
      }),
      '草案二次审议稿等核对 · 与原稿核对',
    ],
    [story({ consultation: { ...round, phase: 'CLOSED' }, letters: 5, acknowledged: 3 }), '反馈函签收 3 / 5 · 反馈'],
    [
      story({ consultation: { ...round, phase: 'CLOSED' }, letters: 5, acknowledged: 5 }),
      '5 封反馈函都签收了 · 办完了',
    ],
  ])('%#: %s', (s, words) => expect(stage(s)).toBe(words));
});
