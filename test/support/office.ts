/**
 * An office that is there already: two legislatures (云市, and 乙市 as its neighbour), an account of every role with
 * its first password changed and its identity confirmed, two contact points with an officer each. Made once a run,
 * through the public API as everybody would make it; kept as a template database that each file clones. Its tokens are
 * good in every clone, for all of a run have the same keys.
 */
import { freshDatabase } from './database.js';
import { onceInTheRun, testServer } from './server.js';
import { type OfficeRole, startTestService, type TestLegislature, type TestService } from './service.js';

export interface Office {
  template: string;
  firstAdministrator: { username: string; password: string };
  /** the token of the installation's administrator */
  administrator: string;
  /** by the legislature's code: its id, and what service.ts made there, by the same names */
  legislatures: Record<string, { id: string; made: Record<string, string> }>;
}

const ROLES: readonly OfficeRole[] = ['ADMINISTRATOR', 'PREPARER', 'CHECKER', 'SIGNER', 'DRAFTER'];
export const POINTS = ['红河居委会', '青山社区'];

async function peopled(
  at: TestLegislature,
  points: readonly string[],
): Promise<[string, Office['legislatures'][string]]> {
  const made: Record<string, string> = {};
  for (const role of ROLES) made[role] = await at.token(role);
  for (const point of points) {
    made[`point ${point}`] = await at.contactPoint(point);
    made[`officer ${point}`] = await at.officer(point);
  }
  return [at.code, { id: at.id, made }];
}

async function make(): Promise<Office> {
  const { office } = await testServer();
  const database = await freshDatabase({ name: office });
  const s: TestService = await startTestService({ logLevel: 'silent', office: database });
  try {
    const { firstAdministrator } = s.running;
    if (!firstAdministrator) throw new Error('a fresh database has a first administrator');
    return {
      template: database.name,
      firstAdministrator,
      administrator: await s.administrator(),
      legislatures: Object.fromEntries([await peopled(s.home, POINTS), await peopled(s.neighbour, POINTS.slice(0, 1))]),
    };
  } finally {
    await s.running.stop();
  }
}

let known: Promise<Office> | undefined;

/** The run's office; made where no worker has made it yet. */
export function preparedOffice(): Promise<Office> {
  return (known ??= onceInTheRun('office', make));
}
