import { describe, expect, it } from 'vitest';
import { type Story, stepsOf } from './story';

const story: Story = {
  roundId: 'r',
  regulationId: 'g',
  phase: 'OPEN',
  opensOn: '2026-07-06',
  closesOn: '2026-08-07',
  draft: { id: 'd', kind: 'CONSULTATION_DRAFT' },
  opinions: 0,
  comments: 0,
  handled: 0,
  signed: 0,
  next: null,
  letters: 0,
  acknowledged: 0,
};
const now = new Date(2026, 7, 5);
const said = (of: Partial<Story>): string[] => stepsOf({ ...story, ...of }, '2026-08-05', now).map((s) => s.figure);
const at = (of: Partial<Story>): string | undefined =>
  stepsOf({ ...story, ...of }, '2026-08-05', now).find((s) => s.now)?.name;

describe('stepsOf', () => {
  it('says how long a round stays open', () =>
    expect(said({})).toEqual(['征求意见稿', '还有 2 天', '—', '—', '—', '—', '—']));
  it('says the window of a round that is over, and what is handled', () =>
    expect(said({ phase: 'CLOSED', opinions: 486, comments: 142, handled: 94 })).toEqual([
      '征求意见稿', '7月6日—8月7日', '486 条', '142 条', '已拟 94 / 142', '—', '—',
    ])); // prettier-ignore
  it('says what is signed and signed for', () =>
    expect(
      said({
        phase: 'CLOSED',
        comments: 142,
        handled: 142,
        signed: 142,
        next: { id: 'n', kind: 'SECOND_READING_DRAFT' },
        letters: 25,
        acknowledged: 25,
      }).slice(4),
    ).toEqual(['142 条已签', '草案二次审议稿', '25 封都签收了']));
  it.each([
    [{ phase: 'PREPARED' as const }, 'draft'],
    [{}, 'round'],
    [{ opinions: 1 }, 'opinions'],
    [{ opinions: 1, comments: 1, letters: 2 }, 'letters'],
  ])('%j stands at %s', (of, name) => expect(at(of)).toBe(name));
});
