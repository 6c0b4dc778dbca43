/** Pages, waiting and telling, as a patient program does them. */

/** One line of progress for the person who watches */
export type Say = (line: string) => void;

/** Every row of a paged list: asks for the next page until one is not full. */
export async function listAll<T>(page: (last: T | undefined) => Promise<T[]>, size: number): Promise<T[]> {
  const all: T[] = [];
  for (;;) {
    const rows = await page(all.at(-1));
    all.push(...rows);
    if (rows.length < size) return all;
  }
}

/** Asks every 100 ms until there is an answer. @throws Error after `seconds`, naming what was waited for */
export async function until<T>(what: string, ask: () => Promise<T | null>, seconds = 60): Promise<T> {
  for (let tries = 0; tries < seconds * 10; tries++) {
    const answer = await ask();
    if (answer !== null) return answer;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`等了 ${seconds} 秒，${what}还没有完成`);
}
