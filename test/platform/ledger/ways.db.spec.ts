/**
 * What is refused is in the ledger once and in the same words, whichever way it came in: POST answered once, or
 * as an event stream.
 */
import { Refusals } from '../../../src/platform/ledger/refusals.js';
import { openStream } from '../../support/event-stream.js';
import { openRound, type Round } from '../../support/round.js';
import { startTestService, type TestService } from '../../support/service.js';
import { until } from '../../support/until.js';

let s: TestService;
let round: Round;
let preparer: string;
/** runs the installation, and has no legislature at hand */
let founder: string;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent', environment: { STREAMS_PER_ACCOUNT: '1' } });
  round = await openRound(s);
  await s.neighbour.token('ADMINISTRATOR');
  [preparer, founder] = [await s.home.token('PREPARER'), await s.administrator()];
});
afterAll(() => s.close());
// the first of a minute is a row at once, the next ones are counted: each test has kinds of its own, and looks at what
// is new
let before = new Date(0);
beforeEach(async () => {
  before = (await s.db.asOwner<{ at: Date }>('select clock_timestamp() as at'))[0]?.at ?? before;
});

interface Row {
  act: string;
  code: string;
  who: boolean;
  request: boolean;
}
const recorded = async (): Promise<Row[]> =>
  s.db.asOwner<Row>(
    `select act, detail->>'code' as code, account_id is not null as who, request_id is not null as request from audit_record where outcome = 'REFUSED' and object_kind = 'Refusal' and at >= $1 order by at`,
    [before],
  );
const one = async (): Promise<Row> => {
  await until('the record', async () => (await recorded()).length > 0, 5);
  const rows = await recorded();
  expect(rows).toHaveLength(1);
  return rows[0] as Row;
};

type Headers = Record<string, string>;
interface Sent {
  query: string;
  token?: string | undefined;
  headers?: Headers;
}
const QUERY = 'query($id: ID!) { consultation(id: $id) { phase } }';
const SUBSCRIPTION = 'subscription($id: ID!) { consultationChanged(consultationId: $id) { phase } }';
const authorized = (token?: string): Headers => (token === undefined ? {} : { authorization: `Bearer ${token}` });
const posted = async (accept: string, { query, token, headers = {} }: Sent): Promise<string> => {
  const r = await s.send('/graphql', {
    method: 'POST',
    body: JSON.stringify({ query, variables: { id: round.consultationId } }),
    headers: { 'content-type': 'application/json', accept, ...authorized(token), ...headers },
  });
  return /"code":"(\w+)"/.exec(await r.text())?.[1] ?? 'DONE';
};
const ways = {
  POST: { operation: QUERY, field: 'consultation', send: (sent: Sent) => posted('application/json', sent) },
  'event stream': {
    operation: SUBSCRIPTION,
    field: 'consultationChanged',
    send: (sent: Sent) => posted('text/event-stream', sent),
  },
} as const;

/** forgets what was counted, so that the next refusal is the first of its minute */
const forget = async (): Promise<void> => {
  await s.running.app.get(Refusals).onApplicationShutdown();
  before = (await s.db.asOwner<{ at: Date }>('select clock_timestamp() as at'))[0]?.at ?? before;
};

describe.each(Object.entries(ways))('%s', (_, way) => {
  beforeEach(forget);

  it("by the guard, under the operation's own name", async () => {
    expect(await way.send({ query: way.operation.replace(way.field, `innocent: ${way.field}`), token: founder })).toBe(
      'FORBIDDEN',
    );
    expect(await one()).toEqual({ act: way.field, code: 'FORBIDDEN', who: true, request: true });
  });
  it('by the gate', async () => {
    expect(await way.send({ query: way.operation.replace('phase', 'nothing'), token: preparer })).toBe('PARSE');
    expect(await one()).toEqual({ act: 'graphql', code: 'PARSE', who: true, request: true });
  });
  it('of somebody who is not signed in', async () => {
    expect(await way.send({ query: way.operation })).toBe('UNAUTHENTICATED');
    expect(await one()).toEqual({ act: 'graphql', code: 'UNAUTHENTICATED', who: false, request: true });
  });
  it('of a page of another site', async () => {
    expect(await way.send({ query: way.operation, token: preparer, headers: { origin: 'https://evil.example' } })).toBe(
      'FORBIDDEN',
    );
    expect(await one()).toEqual({ act: 'graphql', code: 'FORBIDDEN', who: true, request: true });
  });
});

it('of one stream too many', async () => {
  const held = await until(
    'no stream to be open',
    async () => {
      const { consultationId: id } = round;
      const stream = await openStream(s.url, { query: SUBSCRIPTION, variables: { id } }, authorized(preparer));
      return stream.status === 200 && stream;
    },
    5,
  );
  await forget();
  expect(await ways['event stream'].send({ query: SUBSCRIPTION, token: preparer })).toBe('LIMIT');
  expect(await one()).toEqual({ act: 'graphql', code: 'LIMIT', who: true, request: true });
  held.close();
});
