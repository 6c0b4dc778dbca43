/** Subscriptions as the network sees them: what a desk watches, who may, how much of it, and when it ends. */
import { GraphQLModule } from '@nestjs/graphql';
import type { GraphqlDriver } from '../../../src/platform/api/driver.js';
import { StateFeed } from '../../../src/platform/api/state-feed.js';
import { openStream, type TestStream } from '../../support/event-stream.js';
import { enter, openRound, opinion, reportOne, type Round, withRoles } from '../../support/round.js';
import { PASSWORD, startTestService, type TestService } from '../../support/service.js';
import { until } from '../../support/until.js';

const WATCH =
  'subscription Watch($id: ID!) { consultationChanged(consultationId: $id) { phase opinions comments tasks tasksAnswered } }';
const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });

let s: TestService;
let round: Round;
let preparer: string;
const streams: TestStream[] = [];
beforeAll(async () => {
  s = await startTestService({
    environment: { PUBLIC_URL: 'https://yifayima.example.cn', STREAMS_PER_ACCOUNT: '4', STREAMS_PER_ADDRESS: '12' },
  });
  round = await openRound(s);
  preparer = await s.home.token('PREPARER');
});
afterEach(async () => {
  for (const stream of streams.splice(0)) stream.close();
  await until('all streams to end', () => driver().live.size === 0);
});
afterAll(() => s.close());

const driver = (): GraphqlDriver => s.running.app.get<GraphQLModule<GraphqlDriver>>(GraphQLModule).graphQlAdapter;
const watched = (id = round.consultationId): object => ({ query: WATCH, variables: { id } });
const open = async (token: string, headers: Record<string, string> = {}, payload = watched()): Promise<TestStream> => {
  const stream = await openStream(s.url, payload, { ...bearer(token), ...headers });
  streams.push(stream);
  return stream;
};
const progress = async (stream: TestStream, nth: number): Promise<unknown> =>
  ((await stream.result(nth)).data as { consultationChanged: unknown }).consultationChanged;
const told = (stream: TestStream, words: string): boolean =>
  stream.results.some((r) => JSON.stringify(r).includes(words));

describe('what a desk sees', () => {
  it('the state at once, then each change: the office all of it, a contact point its own', async () => {
    const office = await open(preparer);
    const point = await open(await s.home.officer());
    expect(await progress(office, 1)).toEqual({ phase: 'OPEN', opinions: 0, comments: 0, tasks: 2, tasksAnswered: 0 });
    expect(await progress(point, 1)).toEqual({ phase: 'OPEN', opinions: 0, comments: 0, tasks: 1, tasksAnswered: 0 });
    await enter(round, 1, [opinion(round, '青山社区说的')]);
    expect(await progress(office, 2)).toMatchObject({ opinions: 1 });
    await reportOne(round, 0, '红河居委会说的');
    await until('the report', () => told(office, '"tasksAnswered":1'));
    await until('the report at the point', () => told(point, '"opinions":1,"comments":1,"tasks":1,"tasksAnswered":1'));
    // what came through the other contact point never showed
    expect(told(point, '"opinions":2')).toBe(false);
  });

  it('shows the neighbour legislature, a contact point that is not asked, and who asks for what is not there, null and the end', async () => {
    for (const stream of [
      await open(await s.home.officer('绿地社区')),
      await open(await s.neighbour.token('PREPARER')),
      await open(preparer, {}, watched('7b7f1c1e-7c3b-4b57-9f6c-0d4b2b0e4c11')),
      await open(preparer, {}, watched('no id')),
    ]) {
      expect(await progress(stream, 1)).toBeNull();
      await until('the end', () => stream.ended() === 'COMPLETE');
      expect(stream.text()).toBe(
        ':\n\nevent: next\ndata: {"data":{"consultationChanged":null}}\n\nevent: complete\ndata:\n\n',
      );
    }
  });

  it('as an event stream that nothing keeps back, and by its own Accept only', async () => {
    const { status, headers } = await open(preparer);
    expect([status, headers['content-type'], headers['cache-control'], headers['x-content-type-options']]).toEqual([
      200,
      'text/event-stream; charset=utf-8',
      'no-store',
      'nosniff',
    ]);
    expect(headers['x-accel-buffering']).toBe('no');
    expect((await open(preparer, { accept: 'application/json' })).status).toBe(406);
  });
});

describe('who may open one', () => {
  it('nobody unknown, no page of another site, no foreign Host', async () => {
    const status = async (headers: Record<string, string>): Promise<number> =>
      (await openStream(s.url, watched(), headers)).status;
    expect(await status({})).toBe(401);
    expect(await status(bearer('x'.repeat(43)))).toBe(401);
    expect(await status({ ...bearer(preparer), origin: 'https://evil.example' })).toBe(403);
    expect(await status({ ...bearer(preparer), 'sec-fetch-site': 'same-site' })).toBe(403);
    // a look-alike name that leads to this address is no name of ours, whatever its Origin says
    expect(await status({ ...bearer(preparer), host: 'evil.example', origin: 'http://evil.example' })).toBe(421);
    expect((await open(preparer, { origin: 'https://yifayima.example.cn' })).status).toBe(200);
    expect((await s.send('/graphql', { headers: { ...bearer(preparer), accept: 'text/event-stream' } })).status).toBe(
      405,
    );
  });
  it('in the legislature that it names, and only with a role there', async () => {
    const founder = await s.administrator();
    expect(await (await open(founder)).refusal()).toBe('FORBIDDEN');
    expect(await progress(await open(founder, { 'x-legislature': 'yun' }), 1)).toMatchObject({ phase: 'OPEN' });
    expect((await open(preparer, { 'x-legislature': 'yi' })).status).toBe(401);
  });
});

describe('how much of it', () => {
  it('so many streams of an account, of an address; and room again when one leaves', async () => {
    const fill = async (token: string): Promise<void> => {
      for (let i = 0; i < 4; i++) expect((await open(token)).status).toBe(200);
    };
    await fill(preparer);
    const refused = await open(preparer);
    expect([refused.status, await refused.refusal()]).toEqual([429, 'LIMIT']);
    streams[0]?.close();
    await until('room', async () => (await open(preparer)).status === 200, 1);
    await fill(await s.home.token('CHECKER'));
    await fill(await s.home.officer());
    expect((await open(await s.home.token('SIGNER'))).status).toBe(429); // thirteen from one address
  });
});

describe('when it ends', () => {
  const session = async (username: string): Promise<string> => (await s.signIn(username, PASSWORD)).token;
  const acts: Record<string, (token: string, name: string) => Promise<unknown>> = {
    'sign-out': (token) => s.ask('mutation { signOut { __typename } }', {}, token),
    'sign-out everywhere, elsewhere': async (_, name) =>
      s.ask('mutation { signOutEverywhere { __typename } }', {}, await session(name)),
    'a revoked grant': (_, name) =>
      s.db.asOwner(
        `update role_grant set revoked_at = now() where role = 'CHECKER' and account_id = (select id from account where username = $1)`,
        [name],
      ),
    'a grant more': (_, name) =>
      s.db.asOwner(
        `insert into role_grant (id, account_id, legislature_id, role, granted_at) select gen_random_uuid(), id, $2, 'SIGNER', now() from account where username = $1`,
        [name, s.home.id],
      ),
    'a deactivated account': (_, name) =>
      s.db.asOwner('update account set disabled_at = now() where username = $1', [name]),
    'the end of its days': (_, name) =>
      s.db.asOwner(
        'update session set expires_at = now() where account_id = (select id from account where username = $1)',
        [name],
      ),
    idleness: (_, name) =>
      s.db.asOwner(
        `update session set kind = 'BROWSER', last_seen_at = now() - interval '13 hours' where account_id = (select id from account where username = $1)`,
        [name],
      ),
  };
  it('within 5 s of each of what ends a sign-in or changes a role, and never says that it is complete; others go on', async () => {
    const mine = await Promise.all(
      Object.keys(acts).map(async (what, i) => {
        const name = `ends-${i}`;
        await withRoles(s, name, ['PREPARER', 'CHECKER']);
        const token = await session(name);
        const stream = await open(token);
        await stream.result();
        return { what, name, token, stream };
      }),
    );
    const other = await open(preparer);
    await other.result();
    await Promise.all(mine.map(async ({ what, name, token }) => acts[what]?.(token, name)));
    await Promise.all(
      mine.map(({ stream, what }) =>
        until(`the stream to be cut off by ${what}`, () => stream.ended() === 'CUT_OFF', 5),
      ),
    );
    const seen = mine.map((m) => m.stream.text());
    const events = other.results.length;
    await enter(round, 0, [opinion(round, '在那以后')]);
    await other.result(events + 1);
    expect(mine.map((m) => m.stream.text())).toEqual(seen);
    for (const { what, token } of mine)
      expect([what, (await open(token)).status]).toEqual([what, what.includes('grant') ? 200 : 401]);
  });
  it('is asked before an event goes out: nothing that happens after a sign-out is told', async () => {
    await withRoles(s, 'ends-before-event', ['PREPARER']);
    const token = await session('ends-before-event');
    const stream = await open(token);
    await stream.result();
    await s.ask('mutation { signOut { __typename } }', {}, token);
    await enter(round, 0, [opinion(round, '退出以后的一条')]);
    await until('the stream to be cut off', () => stream.ended() === 'CUT_OFF', 5);
    expect(stream.results).toHaveLength(1);
  });
  it('a dropped listener leaves nothing behind', async () => {
    const stream = await open(preparer);
    await stream.result();
    expect(s.running.app.get(StateFeed).size).toBe(1);
    stream.close();
    await until('the watch to end', () => s.running.app.get(StateFeed).size === 0);
  });
  // the last of all: nothing is taken from here on
  it('with the service, which takes no more', async () => {
    const stream = await open(preparer);
    await stream.result();
    await driver().stop();
    await until('the stream to be cut off', () => stream.ended() === 'CUT_OFF', 1);
    expect((await open(preparer)).status).toBe(429);
  });
});
