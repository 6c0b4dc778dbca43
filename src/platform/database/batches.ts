/** Work over very many rows, some at a time: each batch is a transaction of its own, nothing is held between two. */
import { NO_ID } from './scope.js';

/** So many rows are held at once: some hundredths of a second, which whoever works on one of them does not notice */
export const BATCH = 500;

/**
 * Hands `work` ids in their order until there are no more. `next` gives at most `take` of those beyond `after`. Run
 * again after it was cut off it begins anew, so `work` bears being given what it did before.
 */
export async function inBatches(
  next: (after: string, take: number) => Promise<readonly string[]>,
  work: (ids: readonly string[]) => Promise<void>,
): Promise<void> {
  for (let after = NO_ID; ;) {
    const ids = await next(after, BATCH);
    const last = ids.at(-1);
    if (last === undefined) return;
    await work(ids);
    after = last;
  }
}

/** The same over ids that are known, each once */
export async function inBatchesOf(
  ids: Iterable<string>,
  work: (ids: readonly string[]) => Promise<void>,
): Promise<void> {
  const sorted = [...new Set(ids)].sort();
  for (let at = 0; at < sorted.length; at += BATCH) await work(sorted.slice(at, at + BATCH));
}
