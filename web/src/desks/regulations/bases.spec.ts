import { expect, it } from 'vitest';
import { basesOf, type ImportBase } from './bases';

const text = (id: string, kind: ImportBase['kind'], state: ImportBase['state'], day = ''): ImportBase => ({
  id,
  kind,
  state,
  day,
});

it('the law in force is offered where there is one, then the drafts that are published', () => {
  const texts = [
    text('3', 'SECOND_READING_DRAFT', 'IMPORTED'),
    text('2', 'CONSULTATION_DRAFT', 'PUBLISHED', '11月3日'),
    text('1', 'IN_FORCE', 'PUBLISHED', '5月1日'),
  ];
  expect(basesOf(texts)).toEqual([
    { value: '', words: '现行法规' },
    { value: '2', words: '征求意见稿（11月3日公布）' },
  ]);
});

it('of a new law only its drafts are offered; one that a later draft follows is not', () => {
  const texts = [
    text('2', 'SECOND_READING_DRAFT', 'PUBLISHED', '11月20日'),
    text('1', 'CONSULTATION_DRAFT', 'SUPERSEDED', '11月3日'),
  ];
  expect(basesOf(texts).map((b) => b.value)).toEqual(['2']);
});

it('without any published text the law in force is meant, and the service says what is missing', () => {
  expect(basesOf([])).toEqual([{ value: '', words: '现行法规' }]);
});
