/**
 * Threat §1.3: what is refused before a transaction, and what leaves the installation, is in the ledger all the same,
 * and a flood does not fill it.
 */
import { DataSource } from 'typeorm';
import { createLog } from '../../../src/platform/base/log.js';
import { Disclosures } from '../../../src/platform/ledger/disclosures.js';
import { exportLedger } from '../../../src/platform/ledger/export.js';
import { Refusals } from '../../../src/platform/ledger/refusals.js';
import { startTestService, type TestService } from '../../support/service.js';
import { until } from '../../support/until.js';

let s: TestService;
let source: DataSource;
beforeAll(async () => {
  s = await startTestService();
  source = await s.db.source();
});
afterAll(() => s.close());

type Row = {
  act: string;
  outcome: string;
  detail: Record<string, unknown> | null;
  object_kind: string;
  object_id: string | null;
  who: boolean;
  where: boolean;
};
const of = (requestId: string | null): Promise<Row[]> =>
  s.db.asOwner<Row>(
    'select act, outcome, detail, object_kind, object_id, account_id is not null as who, legislature_id is not null as "where" from audit_record where request_id = $1 order by at',
    [requestId],
  );
const idOf = (answer: { headers: Headers }): string | null => answer.headers.get('x-request-id');

describe('a refusal without a transaction', () => {
  it("by the guard, under the operation's own name", async () => {
    const answer = await s.ask(
      'mutation { innocent: createRegulation(input: { title: "某条例", kind: REGULATION, making: ENACT }) { __typename } }',
      {},
      await s.home.token('SIGNER'),
    );
    expect(answer.errors[0]?.extensions.code).toBe('FORBIDDEN');
    expect(await of(idOf(answer))).toEqual([
      {
        act: 'createRegulation',
        outcome: 'REFUSED',
        detail: { code: 'FORBIDDEN' },
        object_kind: 'Refusal',
        object_id: null,
        who: true,
        where: true,
      },
    ]);
  });
  it('by wrong input', async () => {
    const answer = await s.ask(
      'mutation ($i: CreateAccountInput!) { createAccount(input: $i) { __typename ... on Problem { code } } }',
      { i: { username: 'NOT ALLOWED', displayName: '不该出现的名字', grants: [] } },
      await s.home.token('ADMINISTRATOR'),
    );
    expect(answer.data?.createAccount?.code).toBe('INVALID_INPUT');
    expect(await of(idOf(answer))).toMatchObject([
      { act: 'createAccount', outcome: 'REFUSED', detail: { code: 'INVALID_INPUT' }, who: true, where: true },
    ]);
    expect(JSON.stringify(await s.db.asOwner('select * from audit_record'))).not.toMatch(/不该出现的名字|NOT ALLOWED/);
  });
  it('once only, where a use case has recorded it', async () => {
    const answer = await s.ask(
      'mutation ($i: CreateAccountInput!) { createAccount(input: $i) { __typename ... on Problem { code } } }',
      { i: { username: s.home.username('ADMINISTRATOR'), displayName: '张', grants: [{ role: 'PREPARER' }] } },
      await s.home.token('ADMINISTRATOR'),
    );
    expect(answer.data?.createAccount?.code).toBe('NAME_TAKEN');
    expect(await of(idOf(answer))).toHaveLength(1);
  });
  it('by a route', async () => {
    const anonymous = await s.send('/files/7b7f1c1e-7c3b-4b57-9f6c-0d4b2b0e4c11');
    expect(anonymous.status).toBe(401);
    expect(await until('the record', async () => (await of(idOf(anonymous)))[0])).toEqual({
      act: 'GET /files/:id',
      outcome: 'REFUSED',
      detail: { code: 'UNAUTHENTICATED' },
      object_kind: 'Refusal',
      object_id: null,
      who: false,
      where: false,
    });
    const forbidden = await s.send('/basis/7b7f1c1e-7c3b-4b57-9f6c-0d4b2b0e4c11.pdf', {
      headers: { authorization: `Bearer ${await s.home.officer()}` },
    });
    expect(forbidden.status).toBe(403);
    expect(await until('the record', async () => (await of(idOf(forbidden)))[0])).toMatchObject({
      act: 'GET /basis/:file',
      detail: { code: 'FORBIDDEN' },
      who: true,
      where: true,
    });
  });
  it('by the gate', async () => {
    const answer = await s.ask('{ viewer { nothing } }', {}, await s.home.token('SIGNER'));
    expect(answer.errors[0]?.extensions.code).toBe('PARSE');
    expect(await of(idOf(answer))).toMatchObject([{ act: 'graphql', detail: { code: 'PARSE' }, who: true }]);
  });
});

describe('a flood of strangers', () => {
  it('leaves one row at once and one with the count', async () => {
    const rows = (): Promise<{ detail: Record<string, unknown> }[]> =>
      s.db.asOwner(`select detail from audit_record where account_id is null and act = 'graphql' order by at`);
    expect(await rows()).toEqual([]);
    for (let n = 0; n < 40; n++) expect((await s.ask(`{ viewer { a${n} } }`)).status).toBe(401);
    expect(await rows()).toEqual([{ detail: { code: 'UNAUTHENTICATED' } }]);
    await s.running.app.get(Refusals).onApplicationShutdown();
    expect(await rows()).toEqual([
      { detail: { code: 'UNAUTHENTICATED' } },
      { detail: { code: 'UNAUTHENTICATED', more: 39 } },
    ]);
  });
  it('of ever different kinds is counted together beyond a bound', async () => {
    const refusals = new Refusals(source, createLog('silent'));
    for (let n = 0; n < 2050; n++)
      await refusals.ledger(source.manager, { legislatureId: null, accountId: null }, [
        { act: `kind ${n}`, objectKind: 'Refusal', objectId: null, outcome: 'REFUSED' },
      ]);
    expect((await s.db.asOwner(`select 1 from audit_record where act like 'kind %'`)).length).toBeLessThanOrEqual(2001);
    expect(await s.db.asOwner(`select 1 from audit_record where act = 'other'`)).toHaveLength(1);
    await refusals.onApplicationShutdown();
    expect(
      await s.db.asOwner(
        `select (detail->>'more')::int > 40 as counted from audit_record where act = 'other' and detail is not null`,
      ),
    ).toEqual([{ counted: true }]);
  });
});

describe('what leaves the installation', () => {
  it('is recorded before it is given out: a file that somebody takes', async () => {
    const token = await s.home.token('PREPARER');
    const id = await s.upload(token, '草案.txt', '第一条　为了试验，制定本条例。');
    const taken = await s.send(`/files/${id}`, { headers: { authorization: `Bearer ${token}` } });
    expect(taken.status).toBe(200);
    expect(await of(idOf(taken))).toEqual([
      {
        act: 'export',
        outcome: 'DONE',
        object_kind: 'files',
        object_id: id,
        detail: { route: 'GET /files/:id', type: 'application/octet-stream' },
        who: true,
        where: true,
      },
    ]);
    const gone = await s.send('/files/7b7f1c1e-7c3b-4b57-9f6c-0d4b2b0e4c11', {
      headers: { authorization: `Bearer ${token}` },
    });
    expect([gone.status, await of(idOf(gone))]).toEqual([404, []]);
  });
  it('and is not given out where it cannot be recorded', async () => {
    const token = await s.home.token('PREPARER');
    const id = await s.upload(token, '草案.txt', '不能悄悄拿走');
    await s.db.asOwner(`alter table audit_record add constraint closed check (act <> 'export') not valid`);
    try {
      const taken = await s.send(`/files/${id}`, { headers: { authorization: `Bearer ${token}` } });
      expect([taken.status, (await taken.text()).includes('不能悄悄拿走')]).toEqual([500, false]);
    } finally {
      await s.db.asOwner('alter table audit_record drop constraint closed');
    }
  });
  it('contact data: one row for each person whose data are read', async () => {
    const people = ['7b7f1c1e-7c3b-4b57-9f6c-0d4b2b0e4c11', '7b7f1c1e-7c3b-4b57-9f6c-0d4b2b0e4c12'];
    await new Disclosures(source).contactData(
      { legislatureId: s.home.id, accountId: people[0] ?? '' },
      'Person',
      people,
    );
    expect(
      await s.db.asOwner(
        `select object_kind, object_id, outcome, account_id from audit_record where act = 'readContactData' order by object_id`,
      ),
    ).toEqual(
      people.map((object_id) => ({ object_kind: 'Person', object_id, outcome: 'DONE', account_id: people[0] })),
    );
  });
});

it('sealing is scheduled once a minute, by one job over all processes', async () => {
  expect(await s.db.asOwner('select identifier from graphile_worker._private_known_crontabs')).toContainEqual({
    identifier: 'ledger.seal',
  });
});

describe('keeping the ledger', () => {
  const lines = async (from: string, until_: string, format: 'jsonl' | 'csv'): Promise<string[]> => {
    const found: string[] = [];
    for await (const line of exportLedger(source.manager, from, until_, format)) found.push(line);
    return found;
  };
  it('is exported whole, day by day, in the order of time', async () => {
    const [count] = await s.db.asOwner<{ n: string }>('select count(*) as n from audit_record');
    const rows = (await lines('2000-01-01T00:00:00+08:00', '2100-01-01T00:00:00+08:00', 'jsonl')).map(
      (l) => JSON.parse(l) as Record<string, string | null>,
    );
    expect(rows).toHaveLength(Number(count?.n));
    expect(new Set(rows.map((r) => r.id)).size).toBe(rows.length);
    expect(rows.map((r) => r.at)).toEqual(rows.map((r) => r.at).sort());
    expect(Object.keys(rows[0] ?? {})).toEqual([
      'at',
      'id',
      'legislature',
      'accountId',
      'act',
      'objectKind',
      'objectId',
      'outcome',
      'detail',
      'requestId',
      'salt',
      'digest',
      'seal',
    ]);
    expect(rows.some((r) => r.legislature === 'yun' && r.digest?.length === 64)).toBe(true);
    expect(await lines('2000-01-01T00:00:00+08:00', '2000-01-02T00:00:00+08:00', 'jsonl')).toEqual([]);
  });
  it('as a table too, with one line a row', async () => {
    const [head, ...rows] = await lines('2000-01-01T00:00:00+08:00', '2100-01-01T00:00:00+08:00', 'csv');
    expect(head).toBe(
      '\uFEFFat,id,legislature,accountId,act,objectKind,objectId,outcome,detail,requestId,salt,digest,seal\r\n',
    );
    expect(rows.some((r) => r.includes('"{""code"":""FORBIDDEN""}"'))).toBe(true);
    expect(rows.filter((r) => !/^\d{4}-[^\r\n]*\r\n$/.test(r))).toEqual([]);
  });
  // six months is the least (compliance §2): the product has no way to delete such a row at any age
  it("is beyond the service's reach: it may neither delete nor change nor empty these tables", async () => {
    for (const table of ['audit_record', 'comment_event', 'letter_event', 'draft_event', 'seal', 'seal_entry']) {
      expect(
        await s.db.asOwner(
          `select has_table_privilege($1, $2, 'delete') or has_table_privilege($1, $2, 'update') or has_table_privilege($1, $2, 'truncate') or has_any_column_privilege($1, $2, 'update') as may`,
          [s.db.service.user, table],
        ),
      ).toEqual([{ may: false }]);
      for (const sql of [`delete from ${table} where at < now() - interval '10 years'`, `truncate ${table}`]) {
        await expect(s.db.asService(table === 'seal_entry' ? sql.replace(/ where.*/, '') : sql)).rejects.toMatchObject({
          code: '42501',
        });
      }
    }
  });
});
