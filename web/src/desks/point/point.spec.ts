import { describe, expect, it } from 'vitest';
import {
  byPlace,
  daysLeft,
  type InboxVoice,
  inOrder,
  inTextOrder,
  mergedStart,
  type OwnComment,
  outcomesOf,
  type Task,
} from './point';

const task = (of: object): Task => ({ id: 't', state: 'RECEIVED', dueOn: '2026-08-07', ...of }) as unknown as Task;
const voice = (id: string, of: object): InboxVoice =>
  ({ id, text: id, maskedText: id, targetKind: 'ARTICLE', provision: null, ...of }) as unknown as InboxVoice;

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
  it('puts voices under their article, as the service has them in order', () =>
    expect(
      byPlace([
        voice('d', { provision: { id: '2', label: '第二条', caption: null, ordinal: 1 } }),
        voice('b', { provision: { id: '47', label: '第四十七条', caption: '困人救援', ordinal: 46 } }),
        voice('e', { provision: { id: '47', label: '第四十七条', caption: '困人救援', ordinal: 46 } }),
        voice('c', { targetKind: 'WHOLE' }),
        voice('a', { targetKind: 'UNKNOWN' }),
      ]).map((g) => [g.words, g.voices.map((v) => v.id).join('')]),
    ).toEqual([
      ['第二条', 'd'],
      ['第四十七条　困人救援', 'be'],
      [null, 'c'],
      [null, 'a'],
    ]));
});

describe('what is reported', () => {
  const made = (id: string, ordinal: number | null): OwnComment =>
    ({ id, provision: ordinal === null ? null : { ordinal } }) as unknown as OwnComment;
  it('goes in the order of the text, and what is about no article comes last', () =>
    expect(
      inTextOrder([made('a', null), made('b', 9), made('c', 2), made('d', 9)])
        .map((c) => c.id)
        .join(''),
    ).toBe('cbda'));
  it('starts from each text once, however many said it', () =>
    expect(mergedStart(['太慢', '太长', '太慢'].map((maskedText) => ({ maskedText })))).toBe('太慢\n太长'));
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
