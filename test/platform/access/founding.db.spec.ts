/** A fresh installation by API alone: an organ, its people with their slips, its contact points, and the office's home. */
import { Client } from '../../support/client.js';
import { refusal } from '../../support/round.js';
import { startTestService, type TestService } from '../../support/service.js';

let s: TestService;
let root: Client;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent', office: false });
  root = new Client(s.url, await s.administrator());
});
afterAll(() => s.close());

const ORGAN = {
  code: 'yunlan',
  name: '云澜市人民代表大会常务委员会',
  organName: '云澜市人大常委会法制工作委员会',
  documentWord: '云人常法工函',
};
interface Viewer {
  roles: string[];
  legislature: { code: string } | null;
  legislatures: { code: string; organName: string; roles: string[] }[];
}
const viewer = async (by: Client): Promise<Viewer> =>
  (
    await by.ask<{ viewer: Viewer }>(
      '{ viewer { roles legislature { code } legislatures { code organName roles } units { shortName } } }',
    )
  ).viewer;

it('is set up from the first sign-in to the first home', async () => {
  expect(await viewer(root)).toMatchObject({ roles: ['SYSTEM_ADMINISTRATOR'], legislature: null, legislatures: [] });
  const founded = await root.act<{ administrator: { activationPassword: string; account: { username: string } } }>(
    'foundLegislature',
    { ...ORGAN, administrator: { username: 'zhang', displayName: '张主任' } },
    'LegislatureFounded',
    'legislature { code } administrator { activationPassword account { username } }',
  );
  // the founder is in it at once, as its administrator, with nothing to choose
  expect(await viewer(root)).toMatchObject({
    roles: expect.arrayContaining(['SYSTEM_ADMINISTRATOR', 'ADMINISTRATOR']) as string[],
    legislature: { code: 'yunlan' },
    legislatures: [{ code: 'yunlan', organName: ORGAN.organName, roles: ['ADMINISTRATOR'] }],
  });
  const points = await root.act<{
    created: { row: number; contactPoint: { id: string; shortName: string; parent: { shortName: string } | null } }[];
    refused: { row: number; message: string }[];
  }>(
    'createContactPoints',
    {
      contactPoints: [
        { name: '河西街道基层立法联系点', shortName: '河西街道', level: 'MUNICIPAL', address: '河西路 1 号' },
        { name: '红河居委会', shortName: '红河', level: 'COUNTY', parentName: '河西街道' },
        { name: '空', shortName: '', level: 'COUNTY' },
        { name: '红河居委会', shortName: '又一个', level: 'COUNTY' },
        { name: '没有上级的居委会', shortName: '没有', level: 'COUNTY', parentName: '河东街道' },
      ],
    },
    'ContactPointsCreated',
    'created { row contactPoint { id shortName parent { shortName } } } refused { row code message }',
  );
  expect(points.created.map((c) => [c.row, c.contactPoint.shortName, c.contactPoint.parent?.shortName])).toEqual([
    [1, '河西街道', undefined],
    [2, '红河', '河西街道'],
  ]);
  expect(points.refused).toEqual([
    { row: 3, code: 'INVALID_INPUT', message: '填写有误：请填写联系点全称' },
    { row: 4, code: 'NAME_TAKEN', message: '“红河居委会”已经有了，请换一个。' },
    {
      row: 5,
      code: 'INVALID_INPUT',
      message: '填写有误：没有找到上级“河东街道”：请先建立它，或者把它排在前面。',
    },
  ]);
  const people = await root.act<{
    created: { row: number; activationPassword: string; account: { username: string } }[];
    refused: { row: number; code: string }[];
  }>(
    'createAccounts',
    {
      accounts: [
        { username: 'li', displayName: '李', grants: [{ role: 'PREPARER' }, { role: 'DRAFTER' }] },
        { username: 'zhang', displayName: '又一个张', grants: [{ role: 'SIGNER' }] },
        { username: 'wang', displayName: '王', grants: [{ role: 'SIGNER' }] },
        { username: 'wang', displayName: '又一个王', grants: [{ role: 'CHECKER' }] },
        { username: 'Bad Name', displayName: '赵', grants: [{ role: 'CHECKER' }] },
        {
          username: 'he',
          displayName: '何',
          grants: [{ role: 'LIAISON_OFFICER', unitId: points.created[1]?.contactPoint.id }],
        },
        {
          username: 'nobody',
          displayName: '无',
          grants: [{ role: 'LIAISON_OFFICER', unitId: '7b7f1c1e-7c3b-4b57-9f6c-0d4b2b0e4c11' }],
        },
      ],
    },
    'AccountsCreated',
    'created { row activationPassword account { username } } refused { row code }',
  );
  expect(people.created.map((c) => [c.row, c.account.username])).toEqual([
    [1, 'li'],
    [3, 'wang'],
    [6, 'he'],
  ]);
  expect(people.refused).toEqual([
    { row: 2, code: 'NAME_TAKEN' },
    { row: 4, code: 'NAME_TAKEN' },
    { row: 5, code: 'INVALID_INPUT' },
    { row: 7, code: 'INVALID_INPUT' },
  ]);
  // each slip opens its own account
  const passwordOf = (name: string): string =>
    people.created.find((c) => c.account.username === name)?.activationPassword ?? '';
  const officer = new Client(s.url, await s.activate('he', passwordOf('he')));
  expect(await viewer(officer)).toMatchObject({ roles: ['LIAISON_OFFICER'], units: [{ shortName: '红河' }] });
  await s.activate('li', passwordOf('li'));
  const director = new Client(s.url, await s.activate('zhang', founded.administrator.activationPassword));
  expect(await viewer(director)).toMatchObject({ roles: ['ADMINISTRATOR'], legislature: { code: 'yunlan' } });
  // whoever set it up sees the office's home
  expect(await root.ask('{ todos { nodes { kind } } }')).toEqual({ todos: [] });
});

it('of one person, who runs the installation and administers its only organ, holds in 简易 and 标准 and not in 严格', async () => {
  const anywhere = { 'x-legislature': '-' };
  const found = async (input: object): Promise<Record<string, unknown>> =>
    (
      await s.ask(
        `mutation ($i: FoundLegislatureInput!) { r: foundLegislature(input: $i) { __typename ... on Problem { code } ... on LegislatureFounded { administrator { account { username } } } } }`,
        { i: { ...ORGAN, ...input } },
        await s.administrator(),
        anywhere,
      )
    ).data?.r ?? {};
  expect(await found({ code: 'biaozhun', profile: 'STANDARD' })).toEqual({
    __typename: 'LegislatureFounded',
    administrator: null,
  });
  expect((await found({ code: 'yange', profile: 'STRICT' })).code).toBe('ROLES_APART');
  expect((await found({ code: 'yange', profile: 'STRICT', administeredByMe: false })).code).toBe('INVALID_INPUT');
  const chen = { username: 'chen', displayName: '陈' };
  expect((await found({ code: 'biaozhun', administrator: chen })).code).toBe('NAME_TAKEN');
  expect((await found({ code: 'third', administrator: { ...chen, username: 'zhang' } })).code).toBe('NAME_TAKEN');
  expect(await s.db.asOwner(`select 1 from account where username = 'chen'`)).toEqual([]);
  expect(await found({ code: 'yange', profile: 'STRICT', administeredByMe: false, administrator: chen })).toEqual({
    __typename: 'LegislatureFounded',
    administrator: { account: { username: 'chen' } },
  });
  const all = await s.ask('{ viewer { legislatures { code } } }', {}, await s.administrator(), anywhere);
  const codes = (all.data?.viewer?.legislatures as { code: string }[]).map((l) => l.code).sort();
  expect(codes).toEqual(['biaozhun', 'yunlan']);
});

it('two who make the same account at once make it once', async () => {
  const one = { username: 'twice', displayName: '两次', grants: [{ role: 'CHECKER' }] };
  const at = { 'x-legislature': 'yunlan' };
  const token = await s.administrator();
  const ask = (): ReturnType<TestService['ask']> =>
    s.ask(
      `mutation ($i: CreateAccountsInput!) { r: createAccounts(input: $i) { __typename ... on AccountsCreated { created { row } refused { code } } ... on Problem { code } } }`,
      { i: { accounts: [one] } },
      token,
      at,
    );
  await s.db.asOwner(`update session set reauthenticated_at = now()`);
  await s.db.asOwner(`delete from second_factor`);
  await s.db.asOwner(`update legislature set profile = 'SIMPLE'`);
  const both = (await Promise.all([ask(), ask()])).map((a) => a.data?.r as { created: unknown[]; refused: unknown[] });
  expect(both.map((b) => [b.created.length, b.refused.length]).sort()).toEqual([
    [0, 1],
    [1, 0],
  ]);
});

it('a list with nobody in it, or with too many, is refused whole', async () => {
  await s.db.asOwner(
    `update role_grant set revoked_at = now() where legislature_id = (select id from legislature where code = 'biaozhun')`,
  );
  expect(await refusal(root.act('createAccounts', { accounts: [] }, 'AccountsCreated', 'created { row }'))).toBe(
    'INVALID_INPUT',
  );
  const many = Array.from({ length: 101 }, (_, i) => ({
    username: `many-${i}`,
    displayName: '众',
    grants: [{ role: 'CHECKER' }],
  }));
  expect(await refusal(root.act('createAccounts', { accounts: many }, 'AccountsCreated', 'created { row }'))).toBe(
    'INVALID_INPUT',
  );
  expect(
    await refusal(root.act('createContactPoints', { contactPoints: [] }, 'ContactPointsCreated', 'created { row }')),
  ).toBe('INVALID_INPUT');
});
