/** 移交: roles of one account go to another in one act, or not at all; what would move is said before. */
import type { Client } from '../../support/client.js';
import { client, openRound, pointOf, refusal, setProfile, withRoles } from '../../support/round.js';
import { withClient } from '../../support/server.js';
import { startTestService, type TestService } from '../../support/service.js';
import type { Role } from '../../../src/platform/base/roles.rules.js';

let s: TestService;
let admin: Client;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  admin = await client(s, 'ADMINISTRATOR');
});
afterAll(() => s.close());
afterEach(() => setProfile(s, 'SIMPLE'));

const idOf = async (username: string): Promise<string> =>
  (await s.db.asOwner<{ id: string }>('select id from account where username = $1', [username]))[0]?.id ?? '';
let made = 0;
const person = async (roles: readonly Role[]): Promise<{ id: string; name: string }> => {
  const name = `person-${++made}`;
  await withRoles(s, name, roles);
  return { id: await idOf(name), name };
};
const officerOf = async (unitIds: readonly string[]): Promise<{ id: string; name: string }> => {
  const name = `person-${++made}`;
  const done = await admin.act<{ activationPassword: string }>(
    'createAccount',
    { username: name, displayName: name, grants: unitIds.map((unitId) => ({ role: 'LIAISON_OFFICER', unitId })) },
    'AccountCreated',
    'activationPassword',
  );
  await s.activate(name, done.activationPassword);
  return { id: await idOf(name), name };
};
interface HandedOver {
  from: { state: string; disabledReason: string | null; roles: { role: string }[] };
  to: { roles: { role: string; unit: { shortName: string } | null }[] };
  moved: { role: string }[];
  heldAlready: { role: string }[];
  disabled: boolean;
}
const handOver = (from: string, to: string, disableOld = false, by: Client = admin): Promise<HandedOver> =>
  by.act(
    'handOverAccount',
    { fromAccountId: from, toAccountId: to, disableOld },
    'HandedOver',
    'from { state disabledReason roles { role } } to { roles { role unit { shortName } } } moved { role } heldAlready { role } disabled',
  );
interface Preview {
  moves: { role: string; unit: { shortName: string } | null }[];
  heldAlready: { role: string }[];
  waiting: { words: string; figure: number; dueOn: string | null }[];
  refusal: string | null;
  refusalToDisable: string | null;
}
const preview = async (from: string, to: string, by: Client = admin): Promise<Preview | null> =>
  (
    await by.ask<{ handoverPreview: Preview | null }>(
      `query ($from: ID!, $to: ID!) { handoverPreview(fromAccountId: $from, toAccountId: $to) {
        moves { role unit { shortName } } heldAlready { role } waiting { words figure dueOn } refusal refusalToDisable } }`,
      { from, to },
    )
  ).handoverPreview;
const roles = (of: { role: string }[]): string[] => of.map((r) => r.role).sort();

it('moves contact points and what waits there, stops the old account, and leaves one record', async () => {
  const round = await openRound(s);
  const [red, green] = [pointOf(round, 0).id, pointOf(round, 1).id];
  const old = await officerOf([red, green]);
  const successor = await officerOf([green]);
  const seen = await preview(old.id, successor.id);
  expect(seen?.moves).toEqual([{ role: 'LIAISON_OFFICER', unit: { shortName: '红河居委会' } }]);
  expect(roles(seen?.heldAlready ?? [])).toEqual(['LIAISON_OFFICER']);
  expect(seen?.waiting.find((w) => w.words.includes('等着签收'))?.figure).toBeGreaterThan(0);
  expect([seen?.refusal, seen?.refusalToDisable]).toEqual([null, null]);

  const done = await handOver(old.id, successor.id, true);
  expect(done.from).toMatchObject({ state: 'DISABLED', disabledReason: `工作移交给${successor.name}`, roles: [] });
  expect(done.to.roles.map((r) => r.unit?.shortName).sort()).toEqual(['红河居委会', '青山社区'].sort());
  expect([roles(done.moved), roles(done.heldAlready), done.disabled]).toEqual([
    ['LIAISON_OFFICER'],
    ['LIAISON_OFFICER'],
    true,
  ]);
  expect(
    await s.db.asOwner(
      `select act, detail from audit_record where object_id = $1 and account_id = (select id from account where username = 'yun-administrator') and act <> 'createAccount'`,
      [old.id],
    ),
  ).toEqual([{ act: 'handOverAccount', detail: { to: successor.id, roles: 2, disabled: true } }]);
});

it('without stopping leaves the old account, which holds nothing here any more', async () => {
  const [old, successor] = [await person(['PREPARER', 'DRAFTER']), await person(['SIGNER'])];
  const done = await handOver(old.id, successor.id);
  expect([done.from.state, roles(done.from.roles), roles(done.to.roles)]).toEqual([
    'ACTIVE',
    [],
    ['DRAFTER', 'PREPARER', 'SIGNER'],
  ]);
  expect(await refusal(handOver(old.id, successor.id))).toBe('NOTHING_TO_HAND_OVER');
});

it('is looked at while somebody else works on accounts, and the ledger has nothing of it', async () => {
  const [old, successor] = [await person(['CHECKER']), await person(['SIGNER'])];
  await withClient(s.db.owner, async (db) => {
    await db.query('begin');
    await db.query('select singleton from installation for update');
    expect(roles((await preview(old.id, successor.id))?.moves ?? [])).toEqual(['CHECKER']);
    await db.query('rollback');
  });
  expect(await s.db.asOwner(`select 1 from audit_record where act = 'handoverPreview'`)).toEqual([]);
});

it('changes nothing by being looked at', async () => {
  const [old, successor] = [await person(['CHECKER']), await person(['SIGNER'])];
  const grants = (): Promise<unknown> =>
    s.db.asOwner('select * from role_grant where account_id = any($1::uuid[]) order by id', [[old.id, successor.id]]);
  const before = await grants();
  expect(roles((await preview(old.id, successor.id))?.moves ?? [])).toEqual(['CHECKER']);
  expect(await grants()).toEqual(before);
});

describe('is refused whole', () => {
  it('in 严格 where the successor may not hold it all, and says so beforehand', async () => {
    const [old, successor] = [await person(['ADMINISTRATOR']), await person(['PREPARER'])];
    await setProfile(s, 'STRICT');
    const bound = await s.db.asOwner<{ id: string }>(
      `insert into second_factor (id, account_id, secret, started_at, confirmed_at) select gen_random_uuid(), id, '\\x00', now(), now() from account where username = 'yun-administrator' returning id`,
    );
    expect((await preview(old.id, successor.id))?.refusal).toContain('不能兼任');
    expect(await refusal(handOver(old.id, successor.id))).toBe('ROLES_APART');
    await s.db.asOwner('delete from second_factor where id = $1', [bound[0]?.id]);
  });

  it('where the successor would have more roles than one account may, and says so beforehand', async () => {
    const [old, successor] = [await person(['PREPARER', 'DRAFTER']), await person(['PREPARER'])];
    const fill = (n: number): Promise<unknown> =>
      s.db.asOwner(
        `insert into role_grant (id, account_id, legislature_id, role, unit_id, granted_at) select gen_random_uuid(), $1, $2, 'LIAISON_OFFICER', gen_random_uuid(), now() from generate_series(1, $3::int)`,
        [successor.id, s.home.id, n],
      );
    await fill(199);
    expect((await preview(old.id, successor.id))?.refusal).toContain('最多 200 个角色');
    expect(await refusal(handOver(old.id, successor.id))).toBe('INVALID_INPUT');
    // what the successor has already is no role more
    await s.db.asOwner(
      `delete from role_grant where id = (select id from role_grant where account_id = $1 and role = 'LIAISON_OFFICER' limit 1)`,
      [successor.id],
    );
    expect((await preview(old.id, successor.id))?.refusal).toBeNull();
    expect(roles((await handOver(old.id, successor.id)).moved)).toEqual(['DRAFTER']);
  });

  it('of the own account, and to the own account', async () => {
    const me = await idOf('yun-administrator');
    const other = await person(['PREPARER']);
    expect(await refusal(handOver(me, other.id))).toBe('OWN_ACCOUNT');
    expect(await refusal(handOver(other.id, me))).toBe('OWN_ACCOUNT');
    expect(await refusal(handOver(other.id, other.id))).toBe('INVALID_INPUT');
  });

  it('to somebody who is stopped', async () => {
    const [old, successor] = [await person(['PREPARER']), await person(['SIGNER'])];
    await admin.act('disableAccount', { accountId: successor.id, reason: '调走了' }, 'ManagedAccount', 'id');
    expect(await refusal(handOver(old.id, successor.id))).toBe('WRONG_STATE');
  });

  it('where the old account holds roles elsewhere and is to be stopped; without stopping it may', async () => {
    const [old, successor] = [await person(['PREPARER']), await person(['SIGNER'])];
    await s.db.asOwner(
      `insert into role_grant (id, account_id, legislature_id, role, granted_at) select gen_random_uuid(), $1, id, 'DRAFTER', now() from legislature where code = 'yi'`,
      [old.id],
    );
    const seen = await preview(old.id, successor.id);
    expect([seen?.refusal, seen?.refusalToDisable?.includes('别的机关')]).toEqual([null, true]);
    expect(await refusal(handOver(old.id, successor.id, true))).toBe('ACCOUNT_SHARED');
    expect(roles((await handOver(old.id, successor.id)).moved)).toEqual(['PREPARER']);
    expect(
      await s.db.asOwner(`select role from role_grant where account_id = $1 and revoked_at is null`, [old.id]),
    ).toEqual([{ role: 'DRAFTER' }]);
  });

  it('of who runs the installation, where stopping leaves a legislature without an administrator', async () => {
    const none = { 'x-legislature': '-' };
    const token = await s.administrator();
    const root = async (username: string): Promise<string> => {
      const made = await s.ask(
        `mutation ($u: String!) { r: createAccount(input: { username: $u, displayName: $u, grants: [{ role: SYSTEM_ADMINISTRATOR }] }) { ... on AccountCreated { activationPassword } } }`,
        { u: username },
        token,
        none,
      );
      await s.activate(username, String(made.data?.r?.activationPassword));
      return idOf(username);
    };
    const [from, to] = [await root('root-one'), await root('root-two')];
    await s.db.asOwner(
      `with l as (insert into legislature (id, code, name, organ_name, document_word, zone, minimum_days, minimum_days_source, profile, created_at, version)
         select gen_random_uuid(), 'bing', '丙市', organ_name, document_word, zone, minimum_days, minimum_days_source, 'SIMPLE', created_at, 1 from legislature where code = 'yi' returning id)
       insert into role_grant (id, account_id, legislature_id, role, granted_at) select gen_random_uuid(), $1, id, 'ADMINISTRATOR', now() from l`,
      [from],
    );
    const seen = await s.ask(
      `query ($from: ID!, $to: ID!) { r: handoverPreview(fromAccountId: $from, toAccountId: $to) { refusal refusalToDisable } }`,
      { from, to },
      token,
      none,
    );
    expect(seen.data?.r).toEqual({
      refusal: null,
      refusalToDisable: '除了这个账号，没有别的管理员能登录，不能移交：请先另设一位管理员，等他登录并设好密码。',
    });
    const act = async (disableOld: boolean): Promise<unknown> =>
      (
        await s.ask(
          `mutation ($input: HandOverAccountInput!) { r: handOverAccount(input: $input) { __typename } }`,
          { input: { fromAccountId: from, toAccountId: to, disableOld } },
          token,
          none,
        )
      ).data?.r?.__typename;
    expect([await act(true), await act(false)]).toEqual(['LastAdministrator', 'HandedOver']);
  });

  it('from and to another legislature, as if they were not there', async () => {
    const own = await person(['PREPARER']);
    const foreign = await idOf('yi-preparer');
    expect(await refusal(handOver(own.id, foreign))).toBe('NOT_FOUND');
    expect(await refusal(handOver(foreign, own.id))).toBe('NOT_FOUND');
    expect(await preview(own.id, foreign)).toBeNull();
    const neighbour = await client(s, 'ADMINISTRATOR', s.neighbour);
    expect(await refusal(handOver(own.id, await idOf('yi-signer'), false, neighbour))).toBe('NOT_FOUND');
  });
});
