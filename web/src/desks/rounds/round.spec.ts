import { describe, expect, it } from 'vitest';
import { brakesOf, byAnswer, lastOf, markOf, reasonOf, type Task } from './round';

const now = new Date('2026-11-28T04:00:00Z');
const task = (id: string, state: Task['state'], more: Partial<Task> = {}): Task => ({
  id,
  state,
  dueOn: '2026-12-19',
  opinionCount: 0,
  commentCount: 0,
  lastActivityAt: null,
  answeredLate: false,
  timesCalled: 0,
  timesUrged: 0,
  lastUrge: null,
  lastCall: null,
  contactPoint: null,
  ...more,
});

describe('a running round', () => {
  it('marks how far a body is, and who has not answered stands on top', () => {
    const tasks = [
      task('a', 'REPORTED', { opinionCount: 4 }),
      task('b', 'NO_OPINION'),
      task('c', 'RECEIVED', { opinionCount: 3 }),
      task('d', 'RECEIVED'),
      task('e', 'ISSUED'),
    ];
    expect(tasks.map(markOf)).toEqual(['reported', 'none', 'collecting', 'received', 'silent']);
    expect(byAnswer(tasks).map((t) => t.id)).toEqual(['e', 'd', 'c', 'b', 'a']);
  });
  it('says what happened last', () => {
    const at = '2026-11-27T02:00:00Z';
    const later = '2026-11-28T02:00:00Z';
    expect(lastOf(task('a', 'ISSUED'), now)).toBe('—');
    expect(lastOf(task('a', 'ISSUED', { timesCalled: 2, lastCall: { at, words: 'x' } }), now)).toBe('打过 2 次电话');
    expect(lastOf(task('a', 'RECEIVED', { lastUrge: { at, words: 'x' }, lastActivityAt: later }), now)).toMatch(
      /^今天/,
    );
    expect(lastOf(task('a', 'RECEIVED', { lastUrge: { at: later, words: 'x' }, lastActivityAt: at }), now)).toMatch(
      /催过$/,
    );
  });
  it('has the brakes of its phase, and the reason as residents are told', () => {
    expect(brakesOf('OPEN')).toEqual(['extend', 'suspend', 'cancel']);
    expect(brakesOf('SUSPENDED')).toContain('resume');
    expect(brakesOf('ANSWERED')).toEqual([]);
    const changes = [{ id: '1', command: 'suspend', reason: '停电', at: '', oldDay: null, newDay: null }] as const;
    expect(reasonOf({ phase: 'SUSPENDED', changes: [...changes] })).toBe('停电');
    expect(reasonOf({ phase: 'OPEN', changes: [...changes] })).toBeNull();
  });
});
