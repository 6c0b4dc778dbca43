/**
 * 账号管理 through the API: roles given and taken back, accounts stopped and started, the last administrator, the
 * neighbours.
 */
import { type Connection, listAll } from '../../../src/demo/poll.js';
import { SIGN_IN } from '../../../src/platform/api/documents.js';
import type { Role } from '../../../src/platform/base/roles.rules.js';
import { openStream } from '../../support/event-stream.js';
import { openRound, setProfile, withRoles } from '../../support/round.js';
import { withClient } from '../../support/server.js';
import {
  PASSWORD,
  type Reply,
  startTestService,
  type TestLegislature,
  type TestService,
} from '../../support/service.js';
import { until } from '../../support/until.js';

let s: TestService;
let admin: string;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  admin = await s.home.token('ADMINISTRATOR');
});
afterAll(() => s.close());
beforeEach(() => s.db.asOwner('delete from sign_in_attempt'));
afterEach(() => setProfile(s, 'SIMPLE'));

const FIELDS: Readonly<Record<string, string>> = {
  enableAccount: '... on AccountCreated { activationPassword account { username } }',
  resetPassword: '... on AccountCreated { activationPassword account { username } }',
};
const MANAGED = '... on ManagedAccount { id state roles { role unitId } disabledReason disabledAt }';
const act = async (
  mutation: string,
  input: object,
  token = admin,
  headers: Record<string, string> = {},
): Promise<Reply> => {
  const name = `${mutation[0]?.toUpperCase() ?? ''}${mutation.slice(1)}`;
  const answer = await s.ask(
    `mutation ($input: ${name}Input!) { r: ${mutation}(input: $input) { __typename ${FIELDS[mutation] ?? MANAGED} ... on Problem { code message } ... on InvalidInput { fields { path } } } }`,
    { input },
    token,
    headers,
  );
  if (answer.errors[0]) throw new Error(answer.errors[0].extensions.code);
  return answer.data?.r ?? {};
};
const code = async (...asked: Parameters<typeof act>): Promise<unknown> => (await act(...asked)).code ?? 'DONE';
const signIn = async (username: string, password = PASSWORD): Promise<Reply> =>
  (await s.ask(SIGN_IN, { input: { username, password, forProgram: true } })).data?.signIn ?? {};
const knows = async (token: string): Promise<boolean> =>
  (await s.ask('{ viewer { accountId } }', {}, token)).errors.length === 0;
const idOf = async (username: string): Promise<string> =>
  (await s.db.asOwner<{ id: string }>('select id from account where username = $1', [username]))[0]?.id ?? '';
const trail = (accountId: string): Promise<{ act: string; detail: object; by: string }[]> =>
  s.db.asOwner(
    `select r.act, r.detail, b.username as by from audit_record r join account b on b.id = r.account_id where r.object_id = $1 and r.outcome = 'DONE' and r.act not in ('signIn', 'confirmIdentity', 'changePassword') order by r.at`,
    [accountId],
  );

interface Listed {
  id: string;
  username: string;
  state: string;
  roles: { role: string }[];
  lastSignedInAt: string | null;
  hasSecondFactor: boolean;
}
const list = async (token: string, first?: number): Promise<Listed[]> =>
  (
    await s.ask(
      'query($first: Int! = 50) { r: accountList(first: $first) { nodes { id username state roles { role } lastSignedInAt hasSecondFactor } } }',
      { ...(first !== undefined && { first }) },
      token,
    )
  ).data?.r as unknown as Listed[];

let made = 0;
async function person(
  roles: readonly Role[] = ['PREPARER'],
  at: TestLegislature = s.home,
): Promise<{ id: string; username: string; token: string }> {
  const username = `someone-${++made}`;
  await withRoles(s, username, roles, at);
  const { token } = await s.signIn(username, PASSWORD);
  await s.confirm(token);
  return { id: await idOf(username), username, token };
}
/** the founder of both holds roles in both and runs the installation */
const founder = async (): Promise<{ id: string; token: string }> => ({
  token: await s.administrator(),
  id: await idOf(s.running.firstAdministrator?.username ?? ''),
});
const bothWaiting =
  'select distinct l.pid from pg_locks l join pg_stat_activity a on a.pid = l.pid where a.datname = current_database() and not l.granted';
/** the acts on these accounts begin before any of them is done */
async function atOnce<T>(ids: readonly string[], ...acts: (() => Promise<T>)[]): Promise<T[]> {
  return withClient(s.db.owner, async (db) => {
    await db.query('begin');
    await db.query('select 1 from account where id = any($1::uuid[]) for update', [ids]);
    const done = Promise.all(acts.map((a) => a()));
    await until('both to meet', async () => (await s.db.asOwner(bothWaiting)).length === acts.length);
    await db.query('commit');
    return done;
  });
}

/** with these administrators alone: everybody else is out of the way meanwhile */
async function apart(
  role: Role,
  legislatureId: string | null,
  ids: readonly string[],
  body: () => Promise<void>,
): Promise<void> {
  await s.db.asOwner(
    `update role_grant set revoked_at = '2000-01-01' where role = $1 and legislature_id is not distinct from $2 and revoked_at is null and not account_id = any($3::uuid[])`,
    [role, legislatureId, ids],
  );
  await body();
  await s.db.asOwner(`update role_grant set revoked_at = null where revoked_at = '2000-01-01'`);
}

describe('a role', () => {
  it('is given and taken back, counts at the next request, and its history is kept', async () => {
    const { id, token } = await person(['DRAFTER']);
    const sheet = async (): Promise<string> =>
      (
        await s.ask(
          '{ opinionList(consultationId: "7b7f1c1e-7c3b-4b57-9f6c-0d4b2b0e4c11") { nodes { id } } }',
          {},
          token,
        )
      ).errors[0]?.extensions.code ?? 'ALLOWED';
    expect(await sheet()).toBe('FORBIDDEN');
    expect(await act('grantRole', { accountId: id, role: 'CHECKER' })).toMatchObject({
      __typename: 'ManagedAccount',
      id,
      state: 'ACTIVE',
      roles: [{ role: 'DRAFTER' }, { role: 'CHECKER' }],
    });
    expect(await sheet()).toBe('ALLOWED');
    expect(await act('grantRole', { accountId: id, role: 'CHECKER' })).toMatchObject({
      code: 'ROLE_HELD',
      message: '这个账号已经有“审核”这个角色。',
    });
    expect(await act('revokeRole', { accountId: id, role: 'CHECKER' })).toMatchObject({ roles: [{ role: 'DRAFTER' }] });
    expect(await sheet()).toBe('FORBIDDEN');
    expect(await code('revokeRole', { accountId: id, role: 'CHECKER' })).toBe('ROLE_NOT_HELD');
    expect(await code('grantRole', { accountId: id, role: 'CHECKER' })).toBe('DONE');
    const kept = await s.db.asOwner(
      `select revoked_at is null as holds, g.username as granted, r.username as revoked from role_grant x join account g on g.id = x.granted_by left join account r on r.id = x.revoked_by where x.account_id = $1 and role = 'CHECKER' order by granted_at`,
      [id],
    );
    const by = s.home.username('ADMINISTRATOR');
    expect(kept).toEqual([
      { holds: false, granted: by, revoked: by },
      { holds: true, granted: by, revoked: null },
    ]);
    expect((await trail(id)).slice(1)).toEqual([
      { act: 'grantRole', detail: { role: 'CHECKER', unitId: null }, by },
      { act: 'revokeRole', detail: { role: 'CHECKER', unitId: null }, by },
      { act: 'grantRole', detail: { role: 'CHECKER', unitId: null }, by },
    ]);
  });

  it('of a 联络员 names a contact point of the own legislature, one by one; other roles name none', async () => {
    const { id } = await person();
    const [a, b] = [await s.home.contactPoint(), await s.home.contactPoint('青山社区')];
    expect((await act('grantRole', { accountId: id, role: 'LIAISON_OFFICER' })).fields).toEqual([{ path: 'unitId' }]);
    expect((await act('grantRole', { accountId: id, role: 'SIGNER', unitId: a })).fields).toEqual([{ path: 'unitId' }]);
    for (const unitId of [await s.neighbour.contactPoint(), '7b7f1c1e-7c3b-4b57-9f6c-0d4b2b0e4c11']) {
      expect((await act('grantRole', { accountId: id, role: 'LIAISON_OFFICER', unitId })).fields).toEqual([
        { path: 'unitId' },
      ]);
    }
    for (const unitId of [a, b])
      expect(await code('grantRole', { accountId: id, role: 'LIAISON_OFFICER', unitId })).toBe('DONE');
    for (const same of [a, a.toUpperCase()])
      expect(await code('grantRole', { accountId: id.toUpperCase(), role: 'LIAISON_OFFICER', unitId: same })).toBe(
        'ROLE_HELD',
      );
    expect(await act('revokeRole', { accountId: id, role: 'LIAISON_OFFICER', unitId: a })).toMatchObject({
      roles: [
        { role: 'PREPARER', unitId: null },
        { role: 'LIAISON_OFFICER', unitId: b },
      ],
    });
  });

  it('of the installation is given by no legislature, and the other way round', async () => {
    const { id } = await person();
    expect((await act('grantRole', { accountId: id, role: 'SYSTEM_ADMINISTRATOR' })).fields).toEqual([
      { path: 'role' },
    ]);
    const { token } = await founder();
    const created = await s.ask(
      `mutation { r: createAccount(input: { username: "second-root", displayName: "乙", grants: [{ role: SYSTEM_ADMINISTRATOR }] }) { __typename ... on AccountCreated { activationPassword } } }`,
      {},
      token,
      { 'x-legislature': '-' },
    );
    await s.activate('second-root', String(created.data?.r?.activationPassword));
    const other = { accountId: await idOf('second-root') };
    expect((await act('grantRole', { ...other, role: 'SIGNER' }, token, { 'x-legislature': '-' })).fields).toEqual([
      { path: 'role' },
    ]);
    expect(await code('revokeRole', { ...other, role: 'SYSTEM_ADMINISTRATOR' }, token, { 'x-legislature': '-' })).toBe(
      'DONE',
    );
    // an account of a legislature is none of the installation's, even for who runs that
    expect(
      await code('grantRole', { accountId: id, role: 'SYSTEM_ADMINISTRATOR' }, token, { 'x-legislature': '-' }),
    ).toBe('NOT_FOUND');
  });

  it('does not open the accounts of a legislature to who only runs the installation', async () => {
    const { id } = await person(['SIGNER']);
    const { id: rootId, token } = await founder();
    expect(await code('revokeRole', { accountId: rootId, role: 'ADMINISTRATOR' })).toBe('DONE');
    await s.db.asOwner(
      `insert into role_grant (id, account_id, legislature_id, role, granted_at) values (gen_random_uuid(), $1, $2, 'DRAFTER', now())`,
      [rootId, s.home.id],
    );
    await expect(
      act('disableAccount', { accountId: id, reason: '越权' }, token, { 'x-legislature': 'yun' }),
    ).rejects.toThrow('FORBIDDEN');
    await expect(
      act('grantRole', { accountId: id, role: 'CHECKER' }, token, { 'x-legislature': 'yun' }),
    ).rejects.toThrow('FORBIDDEN');
    expect(await code('grantRole', { accountId: rootId, role: 'ADMINISTRATOR' })).toBe('DONE');
    expect(await code('revokeRole', { accountId: rootId, role: 'DRAFTER' })).toBe('DONE');
  });

  it('严格: administrators hold nothing else, whichever way they come to it; elsewhere one may hold all', async () => {
    const both = await person(['ADMINISTRATOR', 'SIGNER']);
    const { id } = await person(['SIGNER']);
    const stopped = await person(['ADMINISTRATOR', 'PREPARER']);
    await s.bind(admin);
    await setProfile(s, 'STRICT');
    expect(await act('grantRole', { accountId: id, role: 'ADMINISTRATOR' })).toMatchObject({
      code: 'ROLES_APART',
      message: '本机关是“严格”档，“管理员”不能兼任“签发”：请由不同的账号担任。',
    });
    expect(await code('grantRole', { accountId: id, role: 'PREPARER' })).toBe('DONE');
    const made = await s.ask(
      `mutation { r: createAccount(input: { username: "all-in-one", displayName: "丙", grants: [{ role: ADMINISTRATOR }, { role: DRAFTER }] }) { __typename } }`,
      {},
      admin,
    );
    expect(made.data?.r?.__typename).toBe('RolesApart');
    // whoever was stopped does not stand in the way of 严格, and comes back once the roles are apart
    expect(await act('disableAccount', { accountId: stopped.id, reason: '借调' })).toMatchObject({ state: 'DISABLED' });
    expect(await act('enableAccount', { accountId: stopped.id })).toMatchObject({
      code: 'ROLES_APART',
      message: '本机关是“严格”档，“管理员”不能兼任“经办”：请由不同的账号担任。',
    });
    expect((await list(admin)).find((a) => a.id === stopped.id)?.state).toBe('DISABLED');
    expect(await code('revokeRole', { accountId: stopped.id, role: 'PREPARER' })).toBe('DONE');
    expect(await code('enableAccount', { accountId: stopped.id })).toBe('DONE');
    // what was given before the office became strict stays until it is taken back
    expect(await code('revokeRole', { accountId: both.id, role: 'SIGNER' })).toBe('DONE');
    await s.db.asOwner('update second_factor set ended_at = now(), secret = null');
  });
});

describe('停用', () => {
  it('ends everything at once: sessions, a stream within 5 s, the password; the reason is kept', async () => {
    const { id, username, token } = await person();
    const { consultationId } = await openRound(s);
    const stream = await openStream(
      s.url,
      { query: `subscription { consultationChanged(consultationId: "${consultationId}") { phase } }` },
      { authorization: `Bearer ${token}` },
    );
    expect((await stream.result()).errors).toBeUndefined();
    expect((await act('disableAccount', { accountId: id, reason: ' ' })).fields).toEqual([{ path: 'reason' }]);
    expect(await act('disableAccount', { accountId: id, reason: '调离本机关' })).toMatchObject({
      state: 'DISABLED',
      disabledReason: '调离本机关',
      disabledAt: expect.any(String) as unknown,
      roles: [{ role: 'PREPARER' }],
    });
    expect(await knows(token)).toBe(false);
    await until('the stream to be cut off', () => stream.ended() === 'CUT_OFF', 5);
    expect((await signIn(username)).code).toBe('WRONG_CREDENTIALS');
    expect(await s.db.asOwner('select password_hash from account where id = $1', [id])).toEqual([
      { password_hash: null },
    ]);
    expect(await code('disableAccount', { accountId: id, reason: '再停一次' })).toBe('WRONG_STATE');
    expect(await code('grantRole', { accountId: id, role: 'SIGNER' })).toBe('WRONG_STATE');
    expect(await code('resetPassword', { accountId: id })).toBe('WRONG_STATE');
    expect((await trail(id)).at(-1)).toMatchObject({ act: 'disableAccount', by: s.home.username('ADMINISTRATOR') });
    expect(JSON.stringify(await s.db.asOwner('select * from audit_record'))).not.toContain('调离本机关');
    await expect(s.db.asService('update account_change set reason = null')).rejects.toMatchObject({ code: '42501' });
  });

  it('kills the one-time password that waits, and 启用 gives another that must be exchanged', async () => {
    const made = await s.ask(
      `mutation { r: createAccount(input: { username: "waiting", displayName: "丁", grants: [{ role: PREPARER }] }) { ... on AccountCreated { activationPassword account { id } } } }`,
      {},
      admin,
    );
    const [first, id] = [String(made.data?.r?.activationPassword), (made.data?.r?.account as { id: string }).id];
    expect(await act('disableAccount', { accountId: id, reason: '开错了' })).toMatchObject({ state: 'DISABLED' });
    expect((await signIn('waiting', first)).code).toBe('WRONG_CREDENTIALS');
    const enabled = await act('enableAccount', { accountId: id });
    expect(enabled).toMatchObject({ __typename: 'AccountCreated', account: { username: 'waiting' } });
    expect((await signIn('waiting', first)).code).toBe('WRONG_CREDENTIALS');
    expect(await signIn('waiting', String(enabled.activationPassword))).toMatchObject({ __typename: 'SignedIn' });
    expect(await code('enableAccount', { accountId: id })).toBe('WRONG_STATE');
  });

  it('and 启用 opens neither the old password nor an old session', async () => {
    const { id, username, token } = await person();
    await act('disableAccount', { accountId: id, reason: '手机丢失' });
    const { activationPassword } = await act('enableAccount', { accountId: id });
    expect([await knows(token), (await signIn(username)).code]).toEqual([false, 'WRONG_CREDENTIALS']);
    expect((await signIn(username, String(activationPassword))).mustChangePassword).toBe(true);
    expect(
      await s.db.asOwner('select act, reason from account_change where account_id = $1 order by at', [id]),
    ).toEqual([
      { act: 'DISABLED', reason: '手机丢失' },
      { act: 'ENABLED', reason: null },
    ]);
  });
});

describe('重置密码', () => {
  it('gives a one-time password for 24 hours, ends the sessions, keeps the second factor', async () => {
    const { id, username, token } = await person();
    await s.bind(token);
    const { activationPassword } = await act('resetPassword', { accountId: id });
    expect([await knows(token), (await signIn(username)).code]).toEqual([false, 'WRONG_CREDENTIALS']);
    expect((await signIn(username, String(activationPassword))).code).toBe('SECOND_FACTOR_NEEDED');
    expect(
      await s.db.asOwner(
        `select round(extract(epoch from password_expires_at - clock_timestamp()) / 3600)::int as hours, must_change_password as must from account where id = $1`,
        [id],
      ),
    ).toEqual([{ hours: 24, must: true }]);
    expect((await trail(id)).at(-1)).toMatchObject({
      act: 'resetPassword',
      detail: { sessions: expect.any(Number) as unknown },
    });
  });
});

describe('nobody', () => {
  it('does anything of it to the own account', async () => {
    const own = { accountId: await idOf(s.home.username('ADMINISTRATOR')) };
    for (const [mutation, input] of [
      ['grantRole', { role: 'SIGNER' }],
      ['revokeRole', { role: 'ADMINISTRATOR' }],
      ['disableAccount', { reason: '不干了' }],
      ['enableAccount', {}],
      ['resetPassword', {}],
    ] as const) {
      expect([mutation, await code(mutation, { ...own, ...input })]).toEqual([mutation, 'OWN_ACCOUNT']);
    }
  });

  it('stops, or takes over, an account that holds roles elsewhere, but for who runs the installation', async () => {
    const { id } = await founder();
    for (const [mutation, input] of [
      ['disableAccount', { reason: '越权' }],
      ['enableAccount', {}],
      ['resetPassword', {}],
    ] as const) {
      expect([mutation, await code(mutation, { accountId: id, ...input })]).toEqual([mutation, 'ACCOUNT_SHARED']);
    }
  });

  it('of another legislature finds it, and neither does an id that is none', async () => {
    const [theirs, ours] = [await person(['PREPARER'], s.neighbour), await person()];
    for (const [mutation, input] of [
      ['grantRole', { role: 'SIGNER' }],
      ['revokeRole', { role: 'PREPARER' }],
      ['disableAccount', { reason: '越权' }],
      ['enableAccount', {}],
      ['resetPassword', {}],
    ] as const) {
      for (const accountId of [theirs.id, 'no id', '7b7f1c1e-7c3b-4b57-9f6c-0d4b2b0e4c11'])
        expect([mutation, await code(mutation, { accountId, ...input })]).toEqual([mutation, 'NOT_FOUND']);
    }
    expect(await knows(theirs.token)).toBe(true);
    // one who left with no role at all is found again; one who went on to another legislature is not
    await act('revokeRole', { accountId: ours.id, role: 'PREPARER' });
    expect((await list(admin)).find((a) => a.id === ours.id)).toMatchObject({ roles: [] });
    await s.db.asOwner(
      `insert into role_grant (id, account_id, legislature_id, role, granted_at) values (gen_random_uuid(), $1, $2, 'DRAFTER', now())`,
      [ours.id, s.neighbour.id],
    );
    expect(await code('grantRole', { accountId: ours.id, role: 'SIGNER' })).toBe('NOT_FOUND');
    expect((await list(admin)).filter((a) => a.id === ours.id)).toEqual([]);
  });
});

describe('the last administrator', () => {
  it('is neither revoked nor disabled, also by who runs the installation; one who never set a password, is stopped or asleep counts for nothing', async () => {
    const { token } = await founder();
    const none = { 'x-legislature': '-' };
    const [last, other] = [await person(['ADMINISTRATOR'], s.neighbour), await person(['ADMINISTRATOR'], s.neighbour)];
    await apart('ADMINISTRATOR', s.neighbour.id, [last.id, other.id], async () => {
      // an account that is whoever runs the installation's as well, so that this is who may stop it
      await s.db.asOwner(
        `insert into role_grant (id, account_id, role, granted_at) values (gen_random_uuid(), $1, 'SYSTEM_ADMINISTRATOR', now())`,
        [last.id],
      );
      const stop = (): Promise<Reply> => act('disableAccount', { accountId: last.id, reason: '退休' }, token, none);
      for (const gone of [
        `disabled_at = now()`,
        `must_change_password = true`,
        `last_signed_in_at = now() - interval '91 days', password_set_at = now() - interval '91 days'`,
      ]) {
        await s.db.asOwner(`update account set ${gone} where id = $1`, [other.id]);
        expect(await stop()).toMatchObject({
          code: 'LAST_ADMINISTRATOR',
          message: '除了这个账号，没有别的管理员能登录，不能停用：请先另设一位管理员，等他登录并设好密码。',
        });
        await s.db.asOwner(
          `update account set disabled_at = null, must_change_password = false, last_signed_in_at = now() where id = $1`,
          [other.id],
        );
      }
      expect(await stop()).toMatchObject({ state: 'DISABLED' });
    });
  });

  it("of a legislature stays where two take each other's role, or stop each other, at the same moment", async () => {
    for (const [mutation, input] of [
      ['revokeRole', { role: 'ADMINISTRATOR' }],
      ['disableAccount', { reason: '同时停用' }],
    ] as const) {
      const [a, b] = [await person(['ADMINISTRATOR']), await person(['ADMINISTRATOR'])];
      await apart('ADMINISTRATOR', s.home.id, [a.id, b.id], async () => {
        const done = await atOnce(
          [a.id, b.id],
          () => code(mutation, { accountId: b.id, ...input }, a.token),
          () => code(mutation, { accountId: a.id, ...input }, b.token),
        );
        expect([mutation, done.sort()]).toEqual([mutation, ['DONE', 'LAST_ADMINISTRATOR']]);
      });
    }
  });

  it('of the installation stays, too', async () => {
    const { id, token } = await founder();
    const none = { 'x-legislature': '-' };
    const created = await s.ask(
      `mutation { r: createAccount(input: { username: "third-root", displayName: "己", grants: [{ role: SYSTEM_ADMINISTRATOR }] }) { ... on AccountCreated { activationPassword } } }`,
      {},
      token,
      none,
    );
    const other = await s.activate('third-root', String(created.data?.r?.activationPassword));
    const thirdId = await idOf('third-root');
    const role = 'SYSTEM_ADMINISTRATOR';
    await apart(role, null, [id, thirdId], async () => {
      const done = await atOnce(
        [id, thirdId],
        () => code('revokeRole', { accountId: thirdId, role }, token, none),
        () => code('revokeRole', { accountId: id, role }, other, none),
      );
      expect(done.sort()).toEqual(['DONE', 'LAST_ADMINISTRATOR']);
    });
  });
});

describe('the list', () => {
  it('has the own accounts in the order they were made, page by page, with state, roles, last sign-in and second factor', async () => {
    const { id, username, token } = await person(['CHECKER', 'SIGNER']);
    await s.bind(token);
    const mine = (await list(admin)).find((a) => a.id === id);
    expect(mine).toMatchObject({
      username,
      state: 'ACTIVE',
      hasSecondFactor: true,
      lastSignedInAt: expect.any(String) as unknown,
    });
    expect(mine?.roles.map((r) => r.role).sort()).toEqual(['CHECKER', 'SIGNER']);
    const all = await list(admin, 200);
    const later = await person(['PREPARER']);
    const paged = await listAll(
      async (after) =>
        (
          await s.ask(
            'query($after: String) { r: accountList(first: 3, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }',
            { after },
            admin,
          )
        ).data?.r as unknown as Connection<{ id: string }>,
    );
    expect(paged.map((a) => a.id)).toEqual([...all.map((a) => a.id), later.id]);
    const neighbour = await person(['PREPARER'], s.neighbour);
    expect(all.some((a) => a.id === neighbour.id)).toBe(false);
    for (const after of [neighbour.id, 'no cursor', Buffer.from('opinion:1').toString('base64url')])
      expect(
        (await s.ask('query($after: String) { accountList(after: $after) { nodes { id } } }', { after }, admin)).errors,
      ).toMatchObject([{ message: '翻页的位置不对：请从第一页看起。', extensions: { code: 'BAD_CURSOR' } }]);
  });
});

it('the list is narrowed by how accounts stand, what they do and for whom, with figures under the other filters', async () => {
  interface Narrowed {
    nodes: { username: string; state: string; activationUntil: string | null }[];
    facets: { name: string; values: { value: string; words: string; count: number }[] }[];
    totalCount: number;
  }
  const narrowed = async (filter: object): Promise<Narrowed> => {
    const { data } = await s.ask(
      'query ($f: AccountFilterInput!) { r: accountList(first: 200, filter: $f) { nodes { username state activationUntil } totalCount facets { name values { value words count } } } }',
      { f: filter },
      admin,
    );
    return data?.r as unknown as Narrowed;
  };
  const slip = await person(['DRAFTER']);
  await act('resetPassword', { accountId: slip.id });
  const stopped = await person(['DRAFTER']);
  await act('disableAccount', { accountId: stopped.id, reason: '调走了' });
  const asleep = await person(['DRAFTER']);
  await s.db.asOwner(
    `update account set last_signed_in_at = now() - interval '400 days', password_set_at = now() - interval '400 days' where id = $1`,
    [asleep.id],
  );
  const all = await narrowed({});
  const counted = new Map(all.facets.find((f) => f.name === 'states')?.values.map((v) => [v.value, v.count]));
  // the query's idea of a state is the rule's
  for (const state of ['AWAITING_PASSWORD', 'ACTIVE', 'DORMANT', 'DISABLED']) {
    const { nodes, totalCount } = await narrowed({ states: [state] });
    expect(new Set(nodes.map((n) => n.state))).toEqual(new Set([state]));
    expect([state, totalCount]).toEqual([state, all.nodes.filter((n) => n.state === state).length]);
    expect([state, counted.get(state)]).toEqual([state, totalCount]);
  }
  const waits = all.nodes.find((n) => n.username === slip.username);
  expect(Date.parse(waits?.activationUntil ?? '')).toBeGreaterThan(Date.now() + 23 * 3_600_000);
  expect(all.nodes.find((n) => n.username === asleep.username)?.activationUntil).toBeNull();
  const asleepAlone = await narrowed({ states: ['DORMANT'] });
  const byRole = new Map(asleepAlone.facets.find((f) => f.name === 'roles')?.values.map((v) => [v.words, v.count]));
  expect(byRole.get('起草人')).toBe(1);
  expect(byRole.get('联络员')).toBe(0);
  const unitId = await s.home.contactPoint();
  expect((await narrowed({ unitId })).nodes.map((n) => n.username)).toEqual(['yun-officer-1']);
  expect((await narrowed({ unitId: 'no id' })).nodes).toEqual([]);
});
