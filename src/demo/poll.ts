/** Pages, waiting and telling, as a patient program does them. */

/** One line of progress for the person who watches */
export type Say = (line: string) => void;

/** A page of a list, as the contract gives it */
export interface Connection<T> {
  nodes: T[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** Fields of a page that `listAll` goes on from */
export const PAGE_INFO = 'pageInfo { hasNextPage endCursor }';

/** Every row of a list, page by page; `page` is asked with the cursor of the page before, null for the first. */
export async function listAll<T>(page: (after: string | null) => Promise<Connection<T>>): Promise<T[]> {
  const all: T[] = [];
  let after: string | null = null;
  for (;;) {
    const { nodes, pageInfo }: Connection<T> = await page(after);
    all.push(...nodes);
    if (!pageInfo.hasNextPage) return all;
    after = pageInfo.endCursor;
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
