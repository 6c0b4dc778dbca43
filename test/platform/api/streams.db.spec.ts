/** Subscriptions as the network sees them: what a desk watches, who may, how much of it, and when it ends. */
import { GraphQLModule } from '@nestjs/graphql';
import type { GraphqlDriver } from '../../../src/platform/api/driver.js';
import { StateFeed } from '../../../src/platform/api/state-feed.js';
import { enter, openRound, opinion, reportOne, type Round, withRoles } from '../../support/round.js';
import { PASSWORD, startTestService, type TestService } from '../../support/service.js';
import { openSocket, type TestSocket } from '../../support/socket.js';
import { until } from '../../support/until.js';

const WATCH =
  'subscription Watch($id: ID!) { consultationChanged(consultationId: $id) { phase opinions comments tasks tasksAnswered } }';
const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });

let s: TestService;
let round: Round;
let preparer: string;
const sockets: TestSocket[] = [];
beforeAll(async () => {
  s = await startTestService({
    environment: {
      PUBLIC_URL: 'https://yifayima.example.cn',
      STREAMS_PER_ACCOUNT: '4',
      STREAMS_PER_ADDRESS: '12',
      SUBSCRIPTIONS_PER_STREAM: '3',
    },
  });
  round = await openRound(s);
  preparer = await s.home.token('PREPARER');
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.close();
  await until('all streams to end', () => openStreams() === 0);
});
afterAll(() => s.close());

const openStreams = (): number =>
  s.running.app.get<GraphQLModule<GraphqlDriver>>(GraphQLModule).graphQlAdapter.live.size;
const open = async (token: string, more: Parameters<typeof openSocket>[1] = {}): Promise<TestSocket> => {
  const socket = await openSocket(s.url, { ...more, headers: { ...bearer(token), ...more.headers } });
  if (socket.status === 101) sockets.push(socket);
  return socket;
};
const watched = (id = round.consultationId): object => ({ query: WATCH, variables: { id } });
const progress = async (socket: TestSocket, id: string, nth: number): Promise<unknown> =>
  ((await socket.result(id, nth)).data as { consultationChanged: unknown }).consultationChanged;

describe('what a desk sees', () => {
  it('the state at once, then each change: the office all of it, a contact point its own', async () => {
    const office = await open(preparer);
    const point = await open(await s.home.officer());
    const [a, b] = [office.subscribe(watched()), point.subscribe(watched())];
    expect(await progress(office, a, 1)).toEqual({
      phase: 'OPEN',
      opinions: 0,
      comments: 0,
      tasks: 2,
      tasksAnswered: 0,
    });
    expect(await progress(point, b, 1)).toEqual({
      phase: 'OPEN',
      opinions: 0,
      comments: 0,
      tasks: 1,
      tasksAnswered: 0,
    });
    await enter(round, 1, [opinion(round, '青山社区说的')]);
    expect(await progress(office, a, 2)).toMatchObject({ opinions: 1 });
    await reportOne(round, 0, '红河居委会说的');
    await until('the report', () =>
      office.of(a, 'next').some((m) => JSON.stringify(m.payload).includes('"tasksAnswered":1')),
    );
    await until('the report at the point', () =>
      point
        .of(b, 'next')
        .some((m) => JSON.stringify(m.payload).includes('"opinions":1,"comments":1,"tasks":1,"tasksAnswered":1')),
    );
    // what came through the other contact point never showed
    expect(point.of(b, 'next').filter((m) => JSON.stringify(m.payload).includes('"opinions":2'))).toEqual([]);
  });

  it('shows the neighbour legislature, a contact point that is not asked, and who asks for what is not there, null and the end', async () => {
    const neighbour = await open(await s.neighbour.token('PREPARER'));
    const office = await open(preparer);
    const unasked = await open(await s.home.officer('绿地社区'));
    for (const [socket, id] of [
      [unasked, unasked.subscribe(watched())],
      [neighbour, neighbour.subscribe(watched())],
      [office, office.subscribe(watched('7b7f1c1e-7c3b-4b57-9f6c-0d4b2b0e4c11'))],
      [office, office.subscribe(watched('no id'))],
    ] as const) {
      expect(await progress(socket, id, 1)).toBeNull();
      await until('the end', () => socket.of(id, 'complete').length === 1);
      expect(socket.of(id, 'next')).toHaveLength(1);
    }
  });

  it('by POST as an event stream, and by its own Accept only', async () => {
    const stop = new AbortController();
    const headers = { ...bearer(preparer), 'content-type': 'application/json' };
    const body = JSON.stringify(watched());
    const r = await s.send('/graphql', {
      method: 'POST',
      body,
      headers: { ...headers, accept: 'text/event-stream' },
      signal: stop.signal,
    });
    expect([
      r.status,
      r.headers.get('content-type'),
      r.headers.get('cache-control'),
      r.headers.get('x-content-type-options'),
    ]).toEqual([200, 'text/event-stream; charset=utf-8', 'no-store', 'nosniff']);
    let text = '';
    const read = (async () => {
      for await (const chunk of r.body as unknown as AsyncIterable<Uint8Array>)
        text += Buffer.from(chunk).toString('utf8');
    })().catch(() => undefined);
    await until('the first event', () =>
      text.includes('event: next\ndata: {"data":{"consultationChanged":{"phase":"OPEN"'),
    );
    const before = text.length;
    await enter(round, 1, [opinion(round, '又一条')]);
    await until('the second event', () => text.length > before && text.slice(before).includes('event: next'));
    stop.abort();
    await read;
    expect((await s.send('/graphql', { method: 'POST', body, headers })).status).toBe(406);
    const ended = await s.send('/graphql', {
      method: 'POST',
      body: JSON.stringify(watched('no id')),
      headers: { ...headers, accept: 'text/event-stream' },
    });
    expect(await ended.text()).toBe(
      ':\n\nevent: next\ndata: {"data":{"consultationChanged":null}}\n\nevent: complete\ndata:\n\n',
    );
  });
});

describe('who may open one', () => {
  it('nobody unknown, no page of another site, no foreign Host, no other protocol', async () => {
    const status = async (headers: Record<string, string>, more: object = {}): Promise<number> =>
      (await openSocket(s.url, { headers, ...more })).status;
    expect(await status({})).toBe(401);
    expect(await status(bearer('x'.repeat(43)))).toBe(401);
    expect(await status({ ...bearer(preparer), origin: 'https://evil.example' })).toBe(403);
    expect(await status({ ...bearer(preparer), 'sec-fetch-site': 'same-site' })).toBe(403);
    // a look-alike name that leads to this address is no name of ours, whatever its Origin says
    expect(await status({ ...bearer(preparer), host: 'evil.example', origin: 'http://evil.example' })).toBe(421);
    expect(await status(bearer(preparer), { protocol: 'graphql-ws' })).toBe(400);
    const own = await open(preparer, { headers: { origin: 'https://yifayima.example.cn' } });
    expect(own.status).toBe(101);
    expect((await s.send('/graphql', { headers: bearer(preparer) })).status).toBe(405);
  });
  it('in the legislature that its address names, and only with a role there', async () => {
    const founder = await s.administrator();
    const refused = await open(founder);
    expect(await refused.refusal(refused.subscribe(watched()))).toBe('FORBIDDEN');
    const named = await open(founder, { path: '/graphql?legislature=yun' });
    expect(await progress(named, named.subscribe(watched()), 1)).toMatchObject({ phase: 'OPEN' });
    expect((await open(preparer, { path: '/graphql?legislature=yi' })).status).toBe(401);
  });
  it('asks for its beginning within three seconds, and for nothing before it', async () => {
    const silent = await open(preparer, { init: false });
    const early = await open(preparer, { init: false });
    early.subscribe(watched());
    await until('the early one to be closed', () => early.closed() === 4401, 2);
    await until('the silent one to be closed', () => silent.closed() === 4408, 6);
  });
});

describe('how much of it', () => {
  it('so many subscriptions of one connection, connections of an account, of an address', async () => {
    const first = await open(preparer);
    const held = [1, 2, 3].map(() => first.subscribe(watched()));
    for (const id of held) await first.result(id);
    expect(await first.refusal(first.subscribe(watched()))).toBe('LIMIT');
    first.send({ id: held[0] ?? '', type: 'complete' });
    await until(
      'room',
      async () => (await first.result(first.subscribe(watched())).catch(() => undefined)) !== undefined,
      1,
    );
    for (let i = 0; i < 3; i++) expect((await open(preparer)).status).toBe(101);
    expect((await open(preparer)).status).toBe(429);
    const events = await s.send('/graphql', {
      method: 'POST',
      body: JSON.stringify(watched()),
      headers: { ...bearer(preparer), 'content-type': 'application/json', accept: 'text/event-stream' },
    });
    expect(events.status).toBe(429);
    const checker = await s.home.token('CHECKER');
    for (let i = 0; i < 4; i++) expect((await open(checker)).status).toBe(101);
    const liaison = await s.home.officer();
    for (let i = 0; i < 4; i++) expect((await open(liaison)).status).toBe(101);
    expect((await open(await s.home.token('SIGNER'))).status).toBe(429); // thirteen from one address
  });
  it('no message beyond 64 kB, no flood of messages, nothing that is no message', async () => {
    const long = await open(preparer);
    long.send(JSON.stringify({ type: 'ping', payload: { x: 'x'.repeat(70_000) } }));
    await until('the long one to be closed', () => long.closed() !== null);
    const loud = await open(preparer);
    for (let i = 0; i < 200; i++) loud.send({ type: 'ping' });
    await until('the loud one to be closed', () => loud.closed() === 1008);
    for (const words of ['{', '[]', '{"type":"start"}', '{"id":7,"type":"subscribe","payload":{"query":"{ a }"}}']) {
      const odd = await open(preparer);
      odd.send(words);
      await until(`${words} to be closed`, () => odd.closed() === 4400);
    }
  });
});

describe('when it ends', () => {
  const ends = (socket: TestSocket): Promise<unknown> =>
    until('the stream to be closed', () => socket.closed() === 4401, 5);
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
  it('within 5 s of each of what ends a sign-in or changes a role; others go on', async () => {
    const mine = await Promise.all(
      Object.keys(acts).map(async (what, i) => {
        const name = `ends-${i}`;
        await withRoles(s, name, ['PREPARER', 'CHECKER']);
        const token = await session(name);
        const socket = await open(token);
        await socket.result(socket.subscribe(watched()));
        return { what, name, token, socket };
      }),
    );
    const other = await open(preparer);
    const kept = other.subscribe(watched());
    await other.result(kept);
    await Promise.all(mine.map(async ({ what, name, token }) => acts[what]?.(token, name)));
    await Promise.all(
      mine.map(({ socket, what }) => until(`the stream to be closed by ${what}`, () => socket.closed() === 4401, 5)),
    );
    const seen = mine.map((m) => m.socket.messages.length);
    const events = other.of(kept, 'next').length;
    await enter(round, 0, [opinion(round, '在那以后')]);
    await other.result(kept, events + 1);
    expect(mine.map((m) => m.socket.messages.length)).toEqual(seen);
    for (const { what, token } of mine)
      expect([what, (await open(token)).status]).toEqual([what, what.includes('grant') ? 101 : 401]);
  });
  it('also as an event stream, which then does not say that it is complete', async () => {
    await withRoles(s, 'ends-event-stream', ['PREPARER']);
    const token = await session('ends-event-stream');
    const r = await s.send('/graphql', {
      method: 'POST',
      body: JSON.stringify(watched()),
      headers: { ...bearer(token), 'content-type': 'application/json', accept: 'text/event-stream' },
    });
    const text = r.text().catch(() => 'cut off');
    await s.ask('mutation { signOut { __typename } }', {}, token);
    expect(await Promise.race([text, new Promise((d) => setTimeout(() => d('open'), 5000))])).toBe('cut off');
  });
  it('is asked before an event goes out: nothing that happens after a sign-out is told', async () => {
    await withRoles(s, 'ends-before-event', ['PREPARER']);
    const token = await session('ends-before-event');
    const socket = await open(token);
    const id = socket.subscribe(watched());
    await socket.result(id);
    await s.ask('mutation { signOut { __typename } }', {}, token);
    await enter(round, 0, [opinion(round, '退出以后的一条')]);
    await ends(socket);
    expect(socket.of(id, 'next')).toHaveLength(1);
  });
  it('a dropped listener leaves nothing behind', async () => {
    const socket = await open(preparer);
    await socket.result(socket.subscribe(watched()));
    expect(s.running.app.get(StateFeed).size).toBe(1);
    socket.close();
    await until('the watch to end', () => s.running.app.get(StateFeed).size === 0);
  });
});
