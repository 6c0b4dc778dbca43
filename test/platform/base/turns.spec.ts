/** Who has the next turn: those who are known, then strangers, one of each place after the other. */
import { QueueFull } from '../../../src/platform/base/batching.js';
import { Turns } from '../../../src/platform/base/turns.js';

/** Work that ends when it is told to, and the order in which it began */
function work(turns: Turns): {
  come: (name: string, from: string | null) => Promise<'DONE' | 'FULL'>;
  began: string[];
  end: () => Promise<void>;
} {
  const [began, ends]: [string[], (() => void)[]] = [[], []];
  return {
    began,
    come: (name, from) =>
      turns
        .take(from, () => {
          began.push(name);
          return new Promise<void>((end) => ends.push(end));
        })
        .then(
          () => 'DONE' as const,
          (fault: unknown) => {
            if (!(fault instanceof QueueFull)) throw fault;
            return 'FULL' as const;
          },
        ),
    end: async () => {
      ends.shift()?.();
      for (let i = 0; i < 10; i++) await Promise.resolve();
    },
  };
}

it('a storm from one place makes nobody else wait for all of it', async () => {
  const { come, began, end } = work(new Turns({ atOnce: 1, known: 2, strangers: 10, ofOnePlace: 4 }));
  const storm = Array.from({ length: 7 }, (_, n) => come(`storm ${n}`, 'there'));
  void come('village 1', 'village');
  void come('village 2', 'village');
  void come('officer', null);
  for (let n = 0; n < 9; n++) await end();
  expect(began).toEqual(['storm 0', 'officer', 'storm 1', 'village 1', 'storm 2', 'village 2', 'storm 3', 'storm 4']);
  expect(await Promise.all(storm)).toEqual(['DONE', 'DONE', 'DONE', 'DONE', 'DONE', 'FULL', 'FULL']);
});

it('what waits is bounded, together and of those who are known', async () => {
  const { come, end } = work(new Turns({ atOnce: 1, known: 1, strangers: 3, ofOnePlace: 2 }));
  const came = ['a', 'b', 'b', 'c', 'd', null, null].map((from, n) => come(String(n), from));
  for (let n = 0; n < 9; n++) await end();
  expect(await Promise.all(came)).toEqual(['DONE', 'DONE', 'DONE', 'DONE', 'FULL', 'DONE', 'FULL']);
});

it('work that fails gives its turn on', async () => {
  const turns = new Turns({ atOnce: 1, known: 5, strangers: 5, ofOnePlace: 5 });
  const failing = turns.take(null, () => Promise.reject(new Error('broken')));
  const after = turns.take('there', () => Promise.resolve('went on'));
  await expect(failing).rejects.toThrow('broken');
  expect(await after).toBe('went on');
});

it.each([0, 1, 2, 3, 4, 5])(
  'never gives one turn to two: who comes %d steps after the work began waits',
  async (steps) => {
    const turns = new Turns({ atOnce: 1, known: 9, strangers: 9, ofOnePlace: 9 });
    let [running, most] = [0, 0];
    const work = async (): Promise<void> => {
      most = Math.max(most, ++running);
      await Promise.resolve();
      running--;
    };
    const late = async (): Promise<void> => {
      for (let n = 0; n < steps; n++) await Promise.resolve();
      await turns.take(null, work);
    };
    let coming: Promise<void> | undefined;
    const first = turns.take(null, () => {
      coming = late();
      return work();
    });
    await Promise.all([first, turns.take(null, work)]);
    await coming;
    expect(most).toBe(1);
  },
);
