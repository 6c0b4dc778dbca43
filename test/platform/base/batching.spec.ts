/** Those who come at one moment go together; nobody waits for others to come, and what cannot be done fails alone. */
import { Batching, type BatchingOptions, QueueFull } from '../../../src/platform/base/batching.js';
import { Recent } from '../../../src/platform/base/recent.js';

interface Flight {
  items: readonly number[];
  land: () => void;
}

/** Work that stands still until it is told to end */
function airport({
  fails,
  ...more
}: Partial<BatchingOptions<number, string>> & { fails?: (n: number) => boolean } = {}): {
  batching: Batching<number, string>;
  flights: Flight[];
} {
  const flights: Flight[] = [];
  const work = (items: readonly number[]): Promise<string[]> =>
    new Promise((done, fail) => {
      const land = (): void =>
        items.some((n) => fails?.(n)) ? fail(new Error(items.join('+'))) : done(items.map((n) => `done ${n}`));
      flights.push({ items, land });
    });
  return { batching: new Batching({ work, most: 3, flights: 1, waiting: 100, ...more }), flights };
}
const turn = (): Promise<void> => new Promise((d) => setImmediate(d));

it('the first goes at once and alone; who comes meanwhile goes together, in order, at most so many', async () => {
  const { batching, flights } = airport();
  const all = [1, 2, 3, 4, 5].map((n) => batching.do('a', n));
  expect(flights.map((f) => f.items)).toEqual([[1]]);
  flights[0]?.land();
  await turn();
  expect(flights.map((f) => f.items)).toEqual([[1], [2, 3, 4]]);
  flights[1]?.land();
  await turn();
  flights[2]?.land();
  expect(await Promise.all(all)).toEqual([1, 2, 3, 4, 5].map((n) => `done ${n}`));
});

it('keys do not mix, and a busy one keeps none of the others waiting', async () => {
  const { batching, flights } = airport({ most: 2 });
  const all = [...[1, 2, 3, 4, 5].map((n) => batching.do('busy', n)), ...[11, 12].map((n) => batching.do('calm', n))];
  for (let at = 0; at < 4; at++) {
    flights[at]?.land();
    await turn();
  }
  expect(flights.map((f) => f.items)).toEqual([[1], [2, 3], [11, 12], [4, 5]]);
  expect(await Promise.all(all)).toHaveLength(7);
});

it('what cannot be done is tried alone and fails alone', async () => {
  const { batching, flights } = airport({ most: 8, fails: (n) => n === 13 });
  const all = [0, 11, 12, 13, 14, 15].map((n) => batching.do('a', n));
  const settled = Promise.allSettled(all);
  for (let at = 0; at < 12; at++) {
    flights[at]?.land();
    await turn();
  }
  expect((await settled).map((s) => (s.status === 'fulfilled' ? s.value : (s.reason as Error).message))).toEqual([
    'done 0',
    'done 11',
    'done 12',
    '13',
    'done 14',
    'done 15',
  ]);
});

it('what all fail of, all are told at once', async () => {
  const { batching, flights } = airport({ most: 8, fails: (n) => n === 13, divides: () => false });
  const settled = Promise.allSettled([0, 11, 12, 13].map((n) => batching.do('a', n)));
  for (let at = 0; at < 2; at++) {
    flights[at]?.land();
    await turn();
  }
  expect((await settled).map((s) => (s.status === 'fulfilled' ? s.value : (s.reason as Error).message))).toEqual([
    'done 0',
    '11+12+13',
    '11+12+13',
    '11+12+13',
  ]);
});

it('whoever comes when too many wait is told at once, and the others are not lost', async () => {
  const { batching, flights } = airport({ waiting: 2 });
  const all = [1, 2, 3].map((n) => batching.do('a', n));
  await expect(batching.do('a', 4)).rejects.toBeInstanceOf(QueueFull);
  flights[0]?.land();
  await turn();
  flights[1]?.land();
  expect(await Promise.all(all)).toEqual(['done 1', 'done 2', 'done 3']);
  const again = batching.do('a', 5);
  flights[2]?.land();
  expect(await again).toBe('done 5');
});

describe('what was read a moment ago', () => {
  it('is read once by those who ask together, and again once it is forgotten', async () => {
    let read = 0;
    const recent = new Recent<number>(() => true, 60_000);
    const ask = (): Promise<number> => recent.get('a', () => Promise.resolve(++read));
    expect(await Promise.all([ask(), ask()])).toEqual([1, 1]);
    recent.forget('a');
    expect(await ask()).toBe(2);
  });

  it('is not kept where it may not be, nor once its time is over, nor where reading failed', async () => {
    let read = 0;
    const next = (): Promise<number> => Promise.resolve(++read);
    const choosy = new Recent<number>((n) => n > 1, 60_000);
    expect([await choosy.get('a', next), await choosy.get('a', next), await choosy.get('a', next)]).toEqual([1, 2, 2]);
    const brief = new Recent<number>(() => true, -1);
    expect([await brief.get('a', next), await brief.get('a', next)]).toEqual([3, 4]);
    await expect(choosy.get('b', () => Promise.reject(new Error('down')))).rejects.toThrow('down');
    expect(await choosy.get('b', next)).toBe(5);
  });
});
