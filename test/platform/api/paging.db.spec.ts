/**
 * Lists by page, while rows arrive: a client that goes from page to page is shown every row once, also one whose
 * transaction began before the first page and committed behind it.
 */
import type { Client as Database } from 'pg';
import { withClient } from '../../support/server.js';
import { Client } from '../../support/client.js';
import { enter, openRound, opinion, pointOf, type Round } from '../../support/round.js';
import { startTestService, type TestService } from '../../support/service.js';

let s: TestService;
let preparer: Client;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  preparer = new Client(s.url, await s.home.token('PREPARER'));
});
afterAll(() => s.close());

interface Page {
  nodes: { id: string }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  totalCount: number;
  totalCountExact: boolean;
}
const page = async (of: Round, after: string | null, given = 'first: 200', by = preparer): Promise<Page> =>
  (
    await by.ask<{ opinionList: Page }>(
      `query($c: ID!, $a: String) { opinionList(consultationId: $c, after: $a, ${given}) { nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount totalCountExact } }`,
      { c: of.consultationId, a: after },
    )
  ).opinionList;

/** As many voices as wanted, each a copy of one that came through the API */
async function voices(db: Pick<Database, 'query'>, like: string, many: number): Promise<string[]> {
  const columns =
    'legislature_id, regulation_id, consultation_id, draft_id, contact_point_id, law_code_id, direct, channel, target_kind, provision_id, path, act, text';
  const { rows } = await db.query<{ id: string }>(
    `with made as (
       insert into opinion (id, ${columns}, submission_mac, content_sha256)
       select gen_random_uuid(), ${columns}, sha256(gen_random_uuid()::text::bytea), content_sha256
       from opinion, generate_series(1, $2) where id = $1
       returning id, legislature_id)
     select id from made`,
    [like, many],
  );
  await db.query(
    `insert into opinion_status (id, legislature_id, state)
     select id, legislature_id, 'RECEIVED' from opinion o where not exists (select 1 from opinion_status x where x.id = o.id)`,
  );
  return rows.map((r) => r.id);
}

describe('a client pages through 2,000 opinions while 200 arrive', () => {
  it.each(['OLDEST_FIRST', 'NEWEST_FIRST'])('%s: and sees each once', async (order) => {
    const round = await openRound(s);
    const [like = ''] = await enter(round, 0, [opinion(round, '第一条')]);
    const seen: string[] = [];
    let late: string[] = [];
    await withClient(s.db.owner, async (slow) => {
      // written before all the others, committed after the fourth page
      await slow.query('begin');
      const held = await voices(slow, like, 40);
      await withClient(s.db.owner, (db) => voices(db, like, 1999));
      let after: string | null = null;
      for (let n = 1; ; n++) {
        const { nodes, pageInfo }: Page = await page(round, after, `first: 100, order: ${order}`);
        seen.push(...nodes.map((o) => o.id));
        if (n <= 8) late.push(...(await withClient(s.db.owner, (db) => voices(db, like, 20))));
        if (n === 4) {
          await slow.query('commit');
          late.push(...held);
        }
        expect(pageInfo.hasPreviousPage).toBe(n > 1);
        if (!pageInfo.hasNextPage) break;
        after = pageInfo.endCursor;
      }
    });
    expect(new Set(seen).size).toBe(seen.length);
    const all = (
      await s.db.asOwner<{ id: string }>('select id from opinion where consultation_id = $1', [round.consultationId])
    ).map((r) => r.id);
    expect(all).toHaveLength(2200);
    // from the oldest on, what arrives meanwhile comes behind; from the newest on, it stands before the first page
    const missing = all.filter((id) => !seen.includes(id));
    if (order === 'OLDEST_FIRST') expect(missing).toEqual([]);
    else {
      late = late.filter((id) => missing.includes(id));
      expect(missing.sort()).toEqual(late.sort());
      const newest = await page(round, null, 'first: 200, order: NEWEST_FIRST');
      expect(new Set([...seen, ...newest.nodes.map((o) => o.id)])).toEqual(new Set(all));
    }
  });

  it('the order is one: backwards it is the same', async () => {
    const round = await openRound(s);
    await enter(
      round,
      0,
      ['一', '二', '三', '四'].map((t) => opinion(round, t)),
    );
    const forth = (await page(round, null)).nodes.map((o) => o.id);
    const back = (await page(round, null, 'order: NEWEST_FIRST')).nodes.map((o) => o.id);
    expect(forth).toHaveLength(4);
    expect(back.reverse()).toEqual(forth);
  });
});

describe('counts', () => {
  it('are those of the filter, and facets leave their own part of it out', async () => {
    const round = await openRound(s);
    const ids = await enter(
      round,
      0,
      ['一', '二', '三'].map((t) => opinion(round, t)),
    );
    await enter(round, 1, [opinion(round, '四')]);
    await pointOf(round).officer.act(
      'setAsideOpinions',
      { opinionIds: [ids[0]], reason: 'UNCLEAR' },
      'BulkDone',
      'done',
    );
    const { opinionList } = await preparer.ask<{
      opinionList: { totalCount: number; facets: { name: string; values: { value: string; count: number }[] }[] };
    }>(
      'query($c: ID!, $p: [ID!]) { opinionList(consultationId: $c, first: 0, filter: { states: [SET_ASIDE], contactPointIds: $p }) { totalCount facets { name values { value words count exact } } } }',
      { c: round.consultationId, p: [pointOf(round).id] },
    );
    expect(opinionList.totalCount).toBe(1);
    const facet = (name: string): Record<string, number> =>
      Object.fromEntries(opinionList.facets.find((f) => f.name === name)?.values.map((v) => [v.value, v.count]) ?? []);
    expect(facet('states')).toEqual({
      RECEIVED: 2,
      REPORTED: 0,
      ANSWERED: 0,
      SET_ASIDE: 1,
      WITHDRAWN: 0,
      QUARANTINED: 0,
    });
    expect(facet('channels')).toMatchObject({ CODE: 1, PAPER: 0 });
  });

  it('are exact to 10,000, and say when there are more', async () => {
    const round = await openRound(s);
    const [like = ''] = await enter(round, 0, [opinion(round, '一')]);
    await withClient(s.db.owner, (db) => voices(db, like, 9_999));
    expect(await page(round, null, 'first: 0')).toMatchObject({ totalCount: 10_000, totalCountExact: true, nodes: [] });
    await withClient(s.db.owner, (db) => voices(db, like, 1));
    expect(await page(round, null, 'first: 0')).toMatchObject({ totalCount: 10_000, totalCountExact: false });
  });
});

it('a cursor of another list, and one that is none, are refused in words; a page that is too large too', async () => {
  const round = await openRound(s);
  await enter(round, 0, [opinion(round, '一')]);
  const codeOf = (act: Promise<unknown>): Promise<string> =>
    act.then(() => 'DONE').catch((e: { code: string }) => e.code);
  for (const after of [
    '',
    'x',
    Buffer.from('comment:1').toString('base64url'),
    Buffer.from('opinion:-1').toString('base64url'),
  ])
    expect(await codeOf(page(round, after))).toBe('BAD_CURSOR');
  expect(await codeOf(page(round, null, 'first: 201'))).toBe('LIMIT');
  expect(await codeOf(page(round, null, 'first: -1'))).toBe('LIMIT');
});

it('the neighbours of a row are those of the list under the filter', async () => {
  const round = await openRound(s);
  const [a, b, c, d] = await enter(
    round,
    0,
    ['一', '二', '三', '四'].map((t) => opinion(round, t)),
  );
  await pointOf(round).officer.act('setAsideOpinions', { opinionIds: [b], reason: 'UNCLEAR' }, 'BulkDone', 'done');
  const beside = async (id: string | undefined, filter: string): Promise<unknown> =>
    (
      await preparer.ask<{ opinion: { neighbours: unknown } }>(
        `query($id: ID!) { opinion(id: $id) { neighbours(filter: ${filter}) { previous { id } next { id } } } }`,
        { id },
      )
    ).opinion.neighbours;
  // the rows have their places from here on
  expect((await page(round, null)).nodes.map((o) => o.id)).toEqual([a, b, c, d]);
  expect(await beside(c, '{}')).toEqual({ previous: { id: b }, next: { id: d } });
  expect(await beside(c, '{ states: [RECEIVED] }')).toEqual({ previous: { id: a }, next: { id: d } });
  expect(await beside(a, '{}')).toEqual({ previous: null, next: { id: b } });
});
