import { describe, expect, it } from 'vitest';
import { byPlace, daysLeft, inOrder, type OwnComment, outcomesOf, type Task, type Voice } from './point';

const task = (of: object): Task => ({ id: 't', state: 'RECEIVED', dueOn: '2026-08-07', ...of }) as unknown as Task;
const voice = (id: string, of: object): Voice =>
  ({ id, text: id, maskedText: id, targetKind: 'ARTICLE', provision: null, ...of }) as unknown as Voice;

describe('tasks', () => {
  it('stand by their day, the answered ones last', () =>
    expect(
      inOrder([
        task({ id: 'late', dueOn: '2026-08-20' }),
        task({ id: 'done', state: 'REPORTED', dueOn: '2026-08-01' }),
        task({ id: 'soon', state: 'ISSUED' }),
      ]).map((t) => t.id),
    ).toEqual(['soon', 'late', 'done']));
  it('count the days that are left', () =>
    expect(['2026-08-05', '2026-08-07', '2026-08-09'].map((d) => daysLeft(task({}), d))).toEqual([2, 0, -2]));
});

describe('byPlace', () => {
  it('puts voices under their article in the order of the text', () =>
    expect(
      byPlace([
        voice('a', { targetKind: 'UNKNOWN' }),
        voice('b', { provision: { id: '47', label: '第四十七条', caption: '困人救援', ordinal: 46 } }),
        voice('c', { targetKind: 'WHOLE' }),
        voice('d', { provision: { id: '2', label: '第二条', caption: null, ordinal: 1 } }),
        voice('e', { provision: { id: '47', label: '第四十七条', caption: '困人救援', ordinal: 46 } }),
      ]).map((g) => [g.words, g.voices.map((v) => v.id).join('')]),
    ).toEqual([
      ['第二条', 'd'],
      ['第四十七条　困人救援', 'be'],
      [null, 'c'],
      [null, 'a'],
    ]));
});

describe('outcomesOf', () => {
  it('counts what has an outcome', () =>
    expect(
      outcomesOf([
        { adoptionStatus: 'ADOPTED' },
        { adoptionStatus: null },
        { adoptionStatus: 'NOT_ADOPTED' },
      ] as unknown as OwnComment[]),
    ).toEqual({ ADOPTED: 1, PARTIALLY_ADOPTED: 0, NOT_ADOPTED: 1 }));
});
