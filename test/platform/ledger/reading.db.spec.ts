/** 台账 as an administrator reads it: the newest first, filtered, counted, in Chinese; and verified by a job. */
import { readFileSync } from 'node:fs';
import { Jobs } from '../../../src/platform/database/jobs/jobs.js';
import { isToldAct, toldActs } from '../../../src/platform/ledger/acts.js';
import { Seals } from '../../../src/platform/ledger/seals.js';
import { Client } from '../../support/client.js';
import { client, enter, jobsDone, openRound, opinion, today } from '../../support/round.js';
import { withClient } from '../../support/server.js';
import { startTestService, type TestService } from '../../support/service.js';
import { until } from '../../support/until.js';
import { filesUnder, isTypeScript } from '../../walls/sources.js';

let s: TestService;
let admin: Client;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  admin = await client(s, 'ADMINISTRATOR');
});
afterAll(() => s.close());

interface Row {
  id: string;
  act: string;
  words: string;
  objectWords: string;
  by: string | null;
  objectName: string | null;
  outcome: string;
  refusal: string | null;
}
interface Page {
  nodes: Row[];
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  facets: { name: string; values: { value: string; words: string; count: number }[] }[];
}
const page = async (filter: object = {}, more = '', by: Client = admin): Promise<Page> =>
  (
    await by.ask<{ ledgerList: Page }>(
      `query ($f: LedgerFilterInput!) { ledgerList(filter: $f${more}) {
        nodes { id act words objectWords by objectName outcome refusal } totalCount pageInfo { hasNextPage endCursor } facets { name values { value words count } } } }`,
      { f: filter },
    )
  ).ledgerList;
const rename = async (displayName: string): Promise<unknown> => {
  const [row] = await s.db.asOwner<{ id: string }>(`select id from account where username = 'yun-checker'`);
  return admin.act('renameAccount', { accountId: row?.id, displayName }, 'ManagedAccount', 'id');
};

it('has what was just done on top, with who, what and on what, in Chinese', async () => {
  await rename('陈审核');
  const { nodes } = await page();
  expect(nodes[0]).toMatchObject({
    act: 'renameAccount',
    words: '更正账号的姓名',
    objectWords: '账号',
    by: '云市yun-administrator',
    objectName: '陈审核',
    outcome: 'DONE',
    refusal: null,
  });
});

it('says of what was refused why, and finds it by act, outcome, person and day', async () => {
  await admin
    .act('renameAccount', { accountId: 'no id', displayName: '某' }, 'ManagedAccount', 'id')
    .catch(() => undefined);
  const { nodes, facets } = await page({ acts: ['renameAccount'], outcomes: ['REFUSED'] });
  expect(nodes.map((n) => [n.words, n.refusal])).toEqual([['更正账号的姓名', '没有找到']]);
  const outcomes = facets.find((f) => f.name === 'outcomes')?.values ?? [];
  expect(new Map(outcomes.map((v) => [v.words, v.count]))).toEqual(
    new Map([
      ['办了', 1],
      ['没有办成', 1],
    ]),
  );
  const acts = facets.find((f) => f.name === 'acts')?.values.map((v) => v.value) ?? [];
  expect(acts).toContain('renameAccount');
  const [me] = await s.db.asOwner<{ id: string }>(`select id from account where username = 'yun-administrator'`);
  expect((await page({ accountIds: [me?.id], acts: ['renameAccount'] })).totalCount).toBe(2);
  expect((await page({ accountIds: ['no id'] })).totalCount).toBe(0);
  expect((await page({ from: today(), to: today() })).totalCount).toBe((await page()).totalCount);
  expect((await page({ to: today(-1) })).totalCount).toBe(0);
  expect((await page({ from: today(1) })).totalCount).toBe(0);
  await expect(page({ from: 'yesterday' })).rejects.toMatchObject({ code: 'BAD_DAY' });
});

it('pages through everything once, whatever comes meanwhile', async () => {
  for (let i = 0; i < 7; i++) await rename(`陈审核${i}`);
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const one: Page = await page({}, `, first: 3${after === null ? '' : `, after: "${after}"`}`);
    seen.push(...one.nodes.map((n) => n.id));
    if (seen.length === 3) await rename('新来的');
    after = one.pageInfo.hasNextPage ? one.pageInfo.endCursor : null;
  } while (after !== null);
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen.length).toBe((await page()).totalCount - 1);
});

it('is of the legislature at hand alone, and of the installation where none is', async () => {
  const neighbour = await client(s, 'ADMINISTRATOR', s.neighbour);
  const own = new Set((await page({}, ', first: 200')).nodes.map((n) => n.id));
  expect((await page({}, ', first: 200', neighbour)).nodes.filter((n) => own.has(n.id))).toEqual([]);
  const root = await s.ask('{ ledgerList(first: 200) { nodes { id act } } }', {}, await s.administrator(), {
    'x-legislature': '-',
  });
  const rows = root.data?.ledgerList as unknown as Row[];
  expect(rows.filter((r) => own.has(r.id))).toEqual([]);
  expect(rows.map((r) => r.act)).toContain('signIn');
  const preparer = await s.ask('{ ledgerList { nodes { id } } }', {}, await s.home.token('PREPARER'));
  expect(preparer.errors[0]?.extensions.code).toBe('FORBIDDEN');
});

it('seals at most one round for a first page and none for the others; what comes meanwhile is on top later', async () => {
  const seals = s.running.app.get(Seals);
  let rounds = 0;
  Object.assign(seals, {
    sealRound: (): Promise<number> => {
      rounds++;
      return Seals.prototype.sealRound.call(seals);
    },
  });
  const first = await page({}, ', first: 3');
  const sealed = rounds;
  await rename('翻页时来的');
  await page({}, `, first: 3, after: "${first.pageInfo.endCursor ?? ''}"`);
  expect([sealed, rounds]).toEqual([1, 1]);
  Reflect.deleteProperty(seals, 'sealRound');
  expect((await page({}, ', first: 1')).nodes[0]?.objectName).toBe('翻页时来的');
});

it('has every act among its facets, however many there are', async () => {
  const acts = Array.from({ length: 400 }, (_, n) => `act${n}`);
  await s.db.asOwner(
    `insert into audit_record (id, legislature_id, act, object_kind, outcome) select gen_random_uuid(), $1, act, 'Other', 'DONE' from unnest($2::text[]) as act`,
    [s.neighbour.id, acts],
  );
  const { facets } = await page({ objectKinds: ['Other'] }, '', await client(s, 'ADMINISTRATOR', s.neighbour));
  expect(
    facets
      .find((f) => f.name === 'acts')
      ?.values.map((v) => v.value)
      .sort(),
  ).toEqual(acts.sort());
  expect(toldActs().length).toBeLessThan(1000);
});

it('never has words of people', async () => {
  const round = await openRound(s);
  await enter(round, 0, [opinion(round, '绝不该出现在台账里的话')]);
  const answer = await s.ask(
    '{ ledgerList(first: 200) { nodes { id act words objectKind objectWords objectId objectName by refusal } } }',
    {},
    await s.home.token('ADMINISTRATOR'),
  );
  expect(answer.errors).toEqual([]);
  expect(answer.text).toContain('收到群众原话');
  expect(answer.text).not.toContain('绝不该');
  // what a thing is called, where whoever reads it may see the thing
  const rows = answer.data?.ledgerList as unknown as Row[];
  const named = (act: string): (string | null)[] => rows.filter((r) => r.act === act).map((r) => r.objectName);
  expect(named('createRegulation')).toEqual([expect.stringContaining('电梯条例')]);
  expect(named('publishDraft')).toEqual(['电梯条例（征求意见稿）']);
  expect(named('createContactPoint')).toEqual(expect.arrayContaining(['红河居委会', '青山社区']));
  expect(named('issueConsultation')).toEqual([expect.any(String)]);
});

describe('its verification', () => {
  interface Verified {
    finishedAt: string | null;
    total: number;
    done: number;
    seals: number;
    sound: boolean;
    faults: { code: string; words: string; count: number }[];
  }
  const FIELDS = 'id finishedAt total done seals waiting head sound gaveUp faults { code words count }';
  const verified = async (): Promise<Verified> => {
    const begun = await s.ask(
      `mutation { verifyLedger { __typename ... on LedgerVerification { id sound } } }`,
      {},
      await s.home.token('ADMINISTRATOR'),
    );
    expect(begun.data?.verifyLedger).toMatchObject({ __typename: 'LedgerVerification', sound: null });
    let last: Verified | null = null;
    await until('the verification', async () => {
      last = (await admin.ask<{ ledgerVerification: Verified }>(`{ ledgerVerification { ${FIELDS} } }`))
        .ledgerVerification;
      return last.finishedAt !== null;
    });
    return last as unknown as Verified;
  };

  it('has not given up where it is done between looking at it and at its job', async () => {
    await verified();
    const [{ id } = { id: '' }] = await s.db.asOwner<{ id: string }>('select id from ledger_verification');
    await s.db.asOwner('update ledger_verification set finished_at = null');
    const jobs = s.running.app.get(Jobs);
    Object.assign(jobs, {
      standing: async (...asked: Parameters<Jobs['standing']>): ReturnType<Jobs['standing']> => {
        await s.db.asOwner('update ledger_verification set finished_at = now() where id = $1', [id]);
        return Jobs.prototype.standing.apply(jobs, asked);
      },
    });
    const { ledgerVerification } = await admin.ask<{ ledgerVerification: object }>(
      '{ ledgerVerification { id gaveUp finishedAt } }',
    );
    Reflect.deleteProperty(jobs, 'standing');
    expect(ledgerVerification).toEqual({ id, gaveUp: false, finishedAt: expect.any(String) as string });
    // one that was lost has given up
    await s.db.asOwner('update ledger_verification set finished_at = null');
    expect(await admin.ask('{ ledgerVerification { gaveUp } }')).toEqual({ ledgerVerification: { gaveUp: true } });
    await s.db.asOwner('update ledger_verification set finished_at = now()');
  });

  it('begins while somebody works on accounts', async () => {
    await withClient(s.db.owner, async (db) => {
      await db.query('begin');
      await db.query('select singleton from installation for update');
      await verified();
      await db.query('rollback');
    });
  });

  it('tells how many records and seals fit', async () => {
    await jobsDone(s);
    const report = await verified();
    const [rows] = await s.db.asOwner<{ n: string }>('select count(*) as n from audit_record');
    expect(report).toMatchObject({ sound: true, faults: [], done: report.total });
    expect(report.total).toBeGreaterThan(Number(rows?.n) - 5);
    expect(report.seals).toBeGreaterThan(0);
  });

  it('finds one altered word and says so in Chinese', async () => {
    await s.db.asOwner(`update audit_record set act = 'signOut' where act = 'createContactPoint'`);
    const { sound, faults } = await verified();
    expect(sound).toBe(false);
    expect(faults).toEqual([
      { code: 'ROW_ALTERED', words: '内容与当时记下的不符', count: expect.any(Number) as number },
    ]);
  });
});

it('every act that the sources record has Chinese', () => {
  const recorded = filesUnder('src', isTypeScript).flatMap((f) =>
    [...readFileSync(f, 'utf8').matchAll(/\.record\(\s*'(\w+)'|work\.run(?:<[^(]*>)?\(\s*'(\w+)'/g)].map(
      (m) => m[1] ?? m[2] ?? '',
    ),
  );
  expect(recorded.length).toBeGreaterThan(60);
  expect([...new Set(recorded)].filter((act) => !isToldAct(act))).toEqual([]);
});
