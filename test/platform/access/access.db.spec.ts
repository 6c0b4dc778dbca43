import { withClient } from '../../support/server.js';
import { PASSWORD, startTestService, type TestService } from '../../support/service.js';
import { until } from '../../support/until.js';

let s: TestService;
beforeAll(async () => {
  s = await startTestService();
});
afterAll(() => s.close());

const CREATE_ACCOUNT = `mutation ($input: CreateAccountInput!) { createAccount(input: $input) {
  __typename ... on AccountCreated { activationPassword account { id } } ... on Problem { code message } } }`;
const CREATE_LEGISLATURE = `mutation ($input: CreateLegislatureInput!) { createLegislature(input: $input) { __typename ... on Legislature { id } ... on Problem { code message } } }`;
const VIEWER = '{ viewer { roles mustChangePassword legislature { code } } }';

describe('who may come in', () => {
  it('gives each account its own roles in its own legislature', async () => {
    const viewer = async (token: string): Promise<unknown> => (await s.ask(VIEWER, {}, token)).data?.viewer;
    expect(await viewer(await s.home.token('PREPARER'))).toEqual({
      roles: ['PREPARER'],
      mustChangePassword: false,
      legislature: { code: 'yun' },
    });
    expect(await viewer(await s.neighbour.token('ADMINISTRATOR'))).toEqual({
      roles: ['ADMINISTRATOR'],
      mustChangePassword: false,
      legislature: { code: 'yi' },
    });
    expect(await viewer(await s.home.officer())).toEqual({
      roles: ['LIAISON_OFFICER'],
      mustChangePassword: false,
      legislature: { code: 'yun' },
    });
  });

  it('lets nobody act in a legislature where they hold no grant, by naming it in x-legislature', async () => {
    const token = await s.neighbour.token('ADMINISTRATOR');
    const input = { username: 'smuggled', displayName: '张', grants: [{ role: 'PREPARER' }] };
    const refused = await s.ask(CREATE_ACCOUNT, { input }, token, { 'x-legislature': 'yun' });
    expect(refused.errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect(await s.db.asOwner(`select 1 from account where username = 'smuggled'`)).toEqual([]);
    // the control: the same words without the foreign header make an account at home, so the refusal was the header's
    expect((await s.ask(CREATE_ACCOUNT, { input }, token)).data?.createAccount?.__typename).toBe('AccountCreated');
    const grants = await s.db.asOwner<{ code: string }>(
      `select l.code from role_grant g join account a on a.id = g.account_id join legislature l on l.id = g.legislature_id where a.username = 'smuggled'`,
    );
    expect(grants).toEqual([{ code: 'yi' }]);
  });

  it('gives no liaison officer a contact point of the neighbour', async () => {
    const unitId = await s.home.contactPoint();
    const answer = await s.ask(
      CREATE_ACCOUNT,
      { input: { username: 'spy', displayName: '李', grants: [{ role: 'LIAISON_OFFICER', unitId }] } },
      await s.neighbour.token('ADMINISTRATOR'),
    );
    expect(answer.data?.createAccount?.code).toBe('INVALID_INPUT');
  });

  it.each(['PREPARER', 'CHECKER', 'SIGNER', 'DRAFTER'] as const)(
    '%s may neither make accounts nor found legislatures',
    async (role) => {
      const token = await s.home.token(role);
      for (const [query, input] of [
        [CREATE_ACCOUNT, { username: `by-${role.toLowerCase()}`, displayName: '王', grants: [{ role: 'PREPARER' }] }],
        [CREATE_LEGISLATURE, { code: 'third', name: '丙市人大', organName: '丙市人大', documentWord: '丙' }],
      ] as const)
        expect((await s.ask(query, { input }, token)).errors[0]?.extensions.code).toBe('FORBIDDEN');
    },
  );

  it('who works for two organs and has chosen none does what concerns the own account, and nothing else', async () => {
    const made = await s.ask(
      CREATE_ACCOUNT,
      { input: { username: 'of-two', displayName: '晏', grants: [{ role: 'PREPARER' }] } },
      await s.home.token('ADMINISTRATOR'),
    );
    await s.activate('of-two', String(made.data?.createAccount?.activationPassword));
    await s.db.asOwner(
      `insert into role_grant (id, account_id, legislature_id, role, granted_at) select gen_random_uuid(), id, $1, 'DRAFTER', now() from account where username = 'of-two'`,
      [s.neighbour.id],
    );
    const { token } = await s.signIn('of-two', PASSWORD);
    expect((await s.ask(VIEWER, {}, token)).data?.viewer).toMatchObject({ roles: [], legislature: null });
    const other = `${PASSWORD}-2`;
    for (const [mutation, answer] of [
      [`confirmIdentity(input: { password: "${PASSWORD}" }) { __typename }`, 'IdentityConfirmed'],
      [`changePassword(input: { current: "${PASSWORD}", next: "${other}" }) { __typename }`, 'Account'],
      ['signOut { __typename }', 'SignedOut'],
    ])
      expect(await s.ask(`mutation { r: ${mutation ?? ''} }`, {}, token)).toMatchObject({
        errors: [],
        data: { r: { __typename: answer } },
      });
    const again = (await s.signIn('of-two', other)).token;
    expect((await s.ask('{ regulationList { nodes { id } } }', {}, again)).errors[0]?.extensions.code).toBe(
      'FORBIDDEN',
    );
  });

  it('grants SYSTEM_ADMINISTRATOR to nobody through an account', async () => {
    const answer = await s.ask(
      CREATE_ACCOUNT,
      { input: { username: 'climber', displayName: '赵', grants: [{ role: 'SYSTEM_ADMINISTRATOR' }] } },
      await s.home.token('ADMINISTRATOR'),
    );
    expect(answer.data?.createAccount?.code).toBe('INVALID_INPUT');
  });

  it('turns a name that is taken into a problem, and stores nothing of the attempt', async () => {
    const input = { username: s.home.username('PREPARER'), displayName: '重名', grants: [{ role: 'SIGNER' }] };
    await s.home.token('PREPARER');
    expect(
      (await s.ask(CREATE_ACCOUNT, { input }, await s.home.token('ADMINISTRATOR'))).data?.createAccount?.code,
    ).toBe('NAME_TAKEN');
    expect(await s.db.asOwner(`select 1 from account where display_name = '重名'`)).toEqual([]);
  });
});

describe('the first password', () => {
  const fresh = async (username: string): Promise<string> =>
    (
      await s.ask(
        CREATE_ACCOUNT,
        { input: { username, displayName: '新人', grants: [{ role: 'PREPARER' }] } },
        await s.home.token('ADMINISTRATOR'),
      )
    ).data?.createAccount?.activationPassword as string;

  it('must be changed before anything else', async () => {
    const { token, mustChangePassword } = await s.signIn('newcomer', await fresh('newcomer'));
    expect(mustChangePassword).toBe(true);
    expect((await s.ask('{ regulationList { nodes { id } } }', {}, token)).errors[0]).toMatchObject({
      message: '请先修改密码：初始密码要换掉，到期的密码也要换。',
      extensions: { code: 'FORBIDDEN' },
    });
    expect((await s.ask(VIEWER, {}, token)).data?.viewer?.mustChangePassword).toBe(true);
  });

  it('opens once', async () => {
    const password = await fresh('once');
    const { token } = await s.signIn('once', password);
    await expect(s.signIn('once', password)).rejects.toThrow('WRONG_CREDENTIALS');
    // the session it opened may still change it
    const changed = await s.ask(
      'mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { __typename } }',
      { input: { current: password, next: PASSWORD } },
      token,
    );
    expect(changed.data?.changePassword?.__typename).toBe('Account');
    expect((await s.signIn('once', PASSWORD)).mustChangePassword).toBe(false);
  });

  it('opens once, also for two who use it at the same moment', async () => {
    const password = await fresh('twice');
    const waiting =
      'select distinct l.pid from pg_locks l join pg_stat_activity a on a.pid = l.pid where a.datname = current_database() and not l.granted';
    const both = await withClient(s.db.owner, async (db) => {
      await db.query('begin');
      await db.query(`select 1 from account where username = 'twice' for update`);
      const tries = Promise.allSettled([s.signIn('twice', password), s.signIn('twice', password)]);
      await until('both to meet at the account', async () => (await s.db.asOwner(waiting)).length === 2);
      await db.query('commit');
      return tries;
    });
    expect(both.map((b) => b.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('dies after 24 hours', async () => {
    const password = await fresh('late');
    const rows = await s.db.asOwner<{ hours: number }>(
      `select extract(epoch from password_expires_at - created_at)::int / 3600 as hours from account where username = 'late'`,
    );
    expect(rows).toEqual([{ hours: 24 }]);
    await s.db.asOwner(
      `update account set password_expires_at = clock_timestamp() - interval '1 second' where username = 'late'`,
    );
    await expect(s.signIn('late', password)).rejects.toThrow('WRONG_CREDENTIALS');
  });

  it('is refused as the next one where it is too short', async () => {
    const password = await fresh('short');
    const { token } = await s.signIn('short', password);
    const answer = await s.ask(
      'mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { __typename ... on InvalidInput { fields { path } } } }',
      { input: { current: password, next: 'short' } },
      token,
    );
    expect(answer.data?.changePassword).toEqual({ __typename: 'InvalidInput', fields: [{ path: 'next' }] });
  });

  it('is not stored: neither in the account nor in the ledger', async () => {
    const password = await fresh('hidden');
    const rows = await s.db.asOwner<{ password_hash: string }>(
      `select password_hash from account where username = 'hidden'`,
    );
    expect(rows[0]?.password_hash).toMatch(/^\$argon2id\$/);
    expect(s.logged()).not.toContain(password);
  });
});
