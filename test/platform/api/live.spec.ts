/** Who holds a stream open, and the state that is watched: without a network, and with clocks that are told. */
import { type Live, LiveStreams } from '../../../src/platform/api/live.js';
import { StateFeed } from '../../../src/platform/api/state-feed.js';
import type { Actor } from '../../../src/platform/base/actor.js';
import { createLog } from '../../../src/platform/base/log.js';

const actor = (accountId: string): Actor => ({
  sessionId: `session of ${accountId}`,
  accountId,
  displayName: accountId,
  legislatureId: 'l',
  roles: new Set(['PREPARER']),
  unitIds: [],
  mustChangePassword: false,
  hasSecondFactor: false,
  mustBindSecondFactor: false,
  isHeld: false,
  reauthenticatedUntil: null,
});
const log = createLog('silent');
interface Told extends Live {
  ends: number;
  ticks: number;
}
const stream = (accountId: string, address = '10.0.0.1'): Told => ({
  actor: actor(accountId),
  address,
  ends: 0,
  ticks: 0,
  end() {
    this.ends++;
  },
  tick() {
    this.ticks++;
  },
});

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe('who holds a stream open', () => {
  it('so many of an account and of an address, and room again when one leaves', () => {
    const live = new LiveStreams((actors) => Promise.resolve(new Set(actors)), { perAccount: 2, perAddress: 3 }, log);
    const [a, b, c, d] = [stream('a'), stream('a'), stream('a'), stream('b')];
    expect([a, b, c, d, stream('c'), stream('c', '10.0.0.2')].map((s) => live.register(s))).toEqual([
      true,
      true,
      false,
      true,
      false,
      true,
    ]);
    live.leave(a);
    live.leave(a); // once is enough
    expect([live.register(c), live.register(stream('c')), live.size]).toEqual([true, false, 4]);
    live.stop();
    expect([live.size, a.ends, b.ends, live.register(stream('z', '10.0.0.9'))]).toEqual([0, 0, 1, false]);
  });
  it('one question for all that ask at once; who does not stand is closed', async () => {
    let questions = 0;
    const live = new LiveStreams(
      (actors) => Promise.resolve(new Set(actors.filter((x) => ++questions > 0 && x.accountId !== 'gone'))),
      { perAccount: 9, perAddress: 9 },
      log,
    );
    const [kept, gone] = [stream('kept'), stream('gone')];
    [kept, gone].forEach((s) => live.register(s));
    expect(await Promise.all([live.stands(kept), live.stands(gone), live.stands(kept)])).toEqual([true, false, true]);
    expect([questions, kept.ends, gone.ends, live.size]).toEqual([2, 0, 1, 1]);
    live.stop();
  });
  it('looks every two seconds, and closes everybody within four where nobody answers', async () => {
    const live = new LiveStreams(() => new Promise(() => undefined), { perAccount: 9, perAddress: 9 }, log);
    const held = stream('held');
    live.register(held);
    await jest.advanceTimersByTimeAsync(3400);
    expect([held.ends, held.ticks]).toEqual([0, 1]);
    await jest.advanceTimersByTimeAsync(600);
    expect(held.ends).toBe(1);
  });
});

describe('a watched state', () => {
  const read = (of: AsyncIterableIterator<{ n: number } | null>): { got: unknown[]; done: Promise<void> } => {
    const got: unknown[] = [];
    return {
      got,
      done: (async () => {
        for await (const x of of) got.push(x?.n ?? null);
      })(),
    };
  };
  it('is told at once and where it differs, by one read for all, one a second', async () => {
    const polls = new StateFeed();
    let n = 1;
    let reads = 0;
    const look = (): Promise<{ n: number }> => (reads++, Promise.resolve({ n }));
    const [first, second] = [polls.watch('x', look), polls.watch('x', look)];
    const [a, b] = [read(first), read(second)];
    await jest.advanceTimersByTimeAsync(3000);
    expect([a.got, b.got, reads, polls.size]).toEqual([[1], [1], 5, 1]);
    n = 2;
    await jest.advanceTimersByTimeAsync(1000);
    expect([a.got, b.got]).toEqual([
      [1, 2],
      [1, 2],
    ]);
    await first.return?.();
    await second.return?.();
    await Promise.all([a.done, b.done]);
    await jest.advanceTimersByTimeAsync(5000);
    expect([reads, polls.size]).toEqual([6, 0]);
  });
  it('a slow listener gets the newest and nothing in between', async () => {
    const polls = new StateFeed();
    let n = 0;
    const slow = polls.watch('x', () => Promise.resolve({ n: ++n }));
    await jest.advanceTimersByTimeAsync(10_000);
    expect((await slow.next()).value).toEqual({ n });
    expect(n).toBeGreaterThan(9);
    await slow.return?.();
  });
  it('null ends it; a fault is thrown and ends it; nothing is left', async () => {
    const polls = new StateFeed();
    const none = read(polls.watch<{ n: number }>('x', () => Promise.resolve(null)));
    await none.done;
    expect(none.got).toEqual([null]);
    await expect(polls.watch('y', () => Promise.reject(new Error('broken'))).next()).rejects.toThrow('broken');
    expect(polls.size).toBe(0);
  });
  it('return() does not wait for an event', async () => {
    const polls = new StateFeed();
    const watched = polls.watch('x', () => Promise.resolve({ n: 1 }));
    await watched.next();
    const pending = watched.next();
    await watched.return?.();
    expect((await pending).done).toBe(true);
  });
});
