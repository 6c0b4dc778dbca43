/** What the service says to PostgreSQL, counted: the driver is the same in test and service. */
import pg from 'pg';

type Query = (...args: unknown[]) => unknown;

/** The statements that were sent while `body` ran, by whichever connection of this process */
export async function statementsOf(body: () => Promise<unknown>): Promise<string[]> {
  const sent: string[] = [];
  // called with the client it belongs to, below
  // eslint-disable-next-line @typescript-eslint/unbound-method
  const original = pg.Client.prototype.query as Query;
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [first] = args;
    sent.push(typeof first === 'string' ? first : ((first as { text?: string } | undefined)?.text ?? ''));
    return original.apply(this, args);
  } as typeof pg.Client.prototype.query;
  try {
    await body();
  } finally {
    pg.Client.prototype.query = original as typeof pg.Client.prototype.query;
  }
  return sent;
}

/** Those of them that read or write what the office works on: not the queue, sessions, heartbeats and seals */
export const ownOf = (statements: readonly string[]): string[] =>
  statements.filter((s) => /\b(letter|comment|decision|evidence|opinion|provision|document)/iu.test(s));

/**
 * What was sent oftener the second time than the first, of what was sent both times: a statement for each thing shows
 * here, and what happened to run beside one of them does not
 */
export function oftenerIn(second: readonly string[], first: readonly string[]): string[] {
  const count = (all: readonly string[]): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1);
    return counts;
  };
  const before = count(first);
  return [...count(second)].filter(([text, n]) => n > (before.get(text) ?? n)).map(([text]) => text);
}
