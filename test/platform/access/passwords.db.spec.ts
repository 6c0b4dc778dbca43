/** Passwords that were used before, passwords that grow old, accounts that nobody signs in to any more. */
import { AccessService } from '../../../src/platform/access/access.service.js';
import { SIGN_IN } from '../../../src/platform/api/documents.js';
import type { Role } from '../../../src/platform/base/roles.rules.js';
import { setProfile, withRoles } from '../../support/round.js';
import {
  PASSWORD,
  type Reply,
  startTestService,
  type TestLegislature,
  type TestService,
} from '../../support/service.js';

let s: TestService;
beforeAll(async () => {
  s = await startTestService();
  await s.home.token('ADMINISTRATOR');
});
afterAll(() => s.close());
beforeEach(() => s.db.asOwner('delete from sign_in_attempt'));
afterEach(() => setProfile(s, 'SIMPLE'));

const signIn = async (username: string, password = PASSWORD): Promise<Reply> =>
  (await s.ask(SIGN_IN, { input: { username, password, forProgram: true } })).data?.signIn ?? {};
const change = async (token: string, current: string, next: string): Promise<Reply> =>
  (
    await s.ask(
      'mutation ($input: ChangePasswordInput!) { r: changePassword(input: $input) { __typename ... on Problem { code message } ... on InvalidInput { fields { path code } } } }',
      { input: { current, next } },
      token,
    )
  ).data?.r ?? {};
const idOf = async (username: string): Promise<string> =>
  (await s.db.asOwner<{ id: string }>('select id from account where username = $1', [username]))[0]?.id ?? '';
/** as if nobody had signed in, and the password had been the same, for so many days */
const asleep = (id: string, days: number): Promise<unknown> =>
  s.db.asOwner(
    `update account set last_signed_in_at = now() - make_interval(days => $2), password_set_at = now() - make_interval(days => $2), created_at = now() - interval '900 days' where id = $1`,
    [id, days],
  );

let made = 0;
async function person(
  roles: readonly Role[] = ['PREPARER'],
  at: TestLegislature = s.home,
): Promise<{ id: string; username: string; token: string }> {
  const username = `somebody-${++made}`;
  await withRoles(s, username, roles, at);
  return { id: await idOf(username), username, token: (await s.signIn(username, PASSWORD)).token };
}

describe('a password that was used before', () => {
  it('is not taken again within the last five, in words; the sixth is', async () => {
    const { id, token } = await person();
    const used = [PASSWORD];
    const next = async (password: string): Promise<unknown> => {
      const done = await change(token, used.at(-1) ?? '', password);
      if (done.__typename === 'Account') used.push(password);
      return done.code ?? done.__typename;
    };
    expect(await change(token, PASSWORD, PASSWORD)).toMatchObject({
      code: 'INVALID_INPUT',
      message: '填写有误：最近用过的五个密码不能再用，请换一个。',
      fields: [{ path: 'next', code: 'USED_BEFORE' }],
    });
    for (const n of [2, 3, 4, 5]) expect(await next(`${PASSWORD}-${n}`)).toBe('Account');
    await s.db.asOwner('delete from sign_in_attempt');
    for (const before of [...used]) expect([before, await next(before)]).toEqual([before, 'INVALID_INPUT']);
    await s.db.asOwner('delete from sign_in_attempt');
    expect(await next(`${PASSWORD}-6`)).toBe('Account');
    expect(await s.db.asOwner('select 1 from former_password where account_id = $1', [id])).toHaveLength(5);
    expect(await next(PASSWORD)).toBe('Account');
  });

  it('is known by its hash only, and told to nobody who has not the present one', async () => {
    const { id, token } = await person();
    const rows = await s.db.asOwner<{ password_hash: string }>(
      'select password_hash from former_password where account_id = $1',
      [id],
    );
    expect(rows).toHaveLength(1);
    for (const r of rows) expect(r.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect((await change(token, 'not the password', PASSWORD)).code).toBe('WRONG_CREDENTIALS');
    await change(token, PASSWORD, `${PASSWORD}-2`);
    expect(s.logged()).not.toContain(`${PASSWORD}-2`);
    expect(JSON.stringify(await s.db.asOwner('select * from audit_record'))).not.toContain('argon2');
  });

  it('does not come back by a reset, and the one-time password is none of the own', async () => {
    const { id, username, token } = await person();
    await change(token, PASSWORD, `${PASSWORD}-2`);
    const first = (await s.running.app.get(AccessService).resetPassword(username)) ?? '';
    const again = (await s.signIn(username, first)).token;
    for (const next of [PASSWORD, `${PASSWORD}-2`, first])
      expect([next, (await change(again, first, next)).code]).toEqual([next, 'INVALID_INPUT']);
    expect((await change(again, first, `${PASSWORD}-3`)).__typename).toBe('Account');
    expect(await s.db.asOwner('select 1 from former_password where account_id = $1', [id])).toHaveLength(3);
  });

  it('is a try like any other, for it costs up to six hashes; a good choice forgets them', async () => {
    const { token } = await person();
    const tries = async (): Promise<unknown[]> => {
      const codes = [];
      for (let i = 0; i < 4; i++) codes.push((await change(token, PASSWORD, PASSWORD)).code);
      return codes;
    };
    expect(await tries()).toEqual(Array(4).fill('INVALID_INPUT'));
    expect((await change(token, PASSWORD, `${PASSWORD}-2`)).__typename).toBe('Account');
    expect(await s.db.asOwner('select 1 from sign_in_attempt')).toEqual([]);
    for (let i = 0; i < 5; i++) expect((await change(token, `${PASSWORD}-2`, PASSWORD)).code).toBe('INVALID_INPUT');
    expect((await change(token, `${PASSWORD}-2`, PASSWORD)).code).toBe('TOO_MANY_ATTEMPTS');
  });
});

describe('a password that is older than 90 days', () => {
  const viewer = async (token: string): Promise<unknown> =>
    (await s.ask('{ viewer { mustChangePassword } }', {}, token)).data?.viewer?.mustChangePassword;
  const may = async (token: string): Promise<string> =>
    (await s.ask('{ contactPoints { nodes { id } } }', {}, token)).errors[0]?.message ?? 'yes';

  it('in 严格 opens nothing but changing it, for the office; 联络员 and other profiles go on', async () => {
    const { id, username, token } = await person();
    const officer = await s.home.officer();
    await s.bind(token);
    for (const account of [id, await idOf('yun-officer-1')])
      await s.db.asOwner(`update account set password_set_at = now() - interval '91 days' where id = $1`, [account]);
    for (const profile of ['SIMPLE', 'STANDARD'] as const) {
      await setProfile(s, profile);
      expect([await may(token), await viewer(token)]).toEqual(['yes', false]);
    }
    await setProfile(s, 'STRICT');
    expect([await may(token), await viewer(token)]).toEqual(['请先修改密码：初始密码要换掉，到期的密码也要换。', true]);
    expect(await may(officer)).toBe('yes');
    await s.db.asOwner(`update second_factor set ended_at = now(), secret = null where account_id = $1`, [id]);
    expect((await signIn(username)).mustChangePassword).toBe(true);
    expect((await change(token, PASSWORD, `${PASSWORD}-2`)).__typename).toBe('Account');
    expect(await viewer(token)).toBe(false);
  });

  it('one day younger goes on', async () => {
    const { id, token } = await person();
    await setProfile(s, 'STRICT');
    await s.db.asOwner(`update account set password_set_at = now() - interval '89 days' where id = $1`, [id]);
    expect(await viewer(token)).toBe(false);
  });
});

describe('an account that nobody signed in to for 90 days', () => {
  const WRONG = { __typename: 'WrongCredentials', code: 'WRONG_CREDENTIALS', message: '用户名或者密码不对。' };

  it('opens no more, in the words of a wrong password, and costs a try like one; 启用 opens it with a new one', async () => {
    const { id, username } = await person();
    await asleep(id, 91);
    const wrong = await s.ask(SIGN_IN, { input: { username, password: 'not the password', forProgram: true } });
    const right = await s.ask(SIGN_IN, { input: { username, password: PASSWORD, forProgram: true } });
    expect([right.text, right.data?.signIn]).toEqual([wrong.text, WRONG]);
    for (let i = 0; i < 3; i++) expect(await signIn(username)).toEqual(WRONG);
    expect((await signIn(username)).code).toBe('TOO_MANY_ATTEMPTS');
    expect(
      await s.db.asOwner(
        `select distinct detail from audit_record where account_id = $1 and act = 'signIn' and outcome = 'REFUSED'`,
        [id],
      ),
    ).toEqual([{ detail: { code: 'WRONG_CREDENTIALS' } }]);
    await s.db.asOwner('delete from sign_in_attempt');

    const admin = await s.home.token('ADMINISTRATOR');
    const state = async (): Promise<unknown> =>
      (
        (await s.ask('{ r: accountList(first: 200) { nodes { id state } } }', {}, admin)).data?.r as unknown as {
          id: string;
          state: string;
        }[]
      ).find((a) => a.id === id)?.state;
    expect(await state()).toBe('DORMANT');
    const enabled = await s.ask(
      'mutation ($i: EnableAccountInput!) { r: enableAccount(input: $i) { ... on AccountCreated { activationPassword } } }',
      { i: { accountId: id } },
      admin,
    );
    expect(await state()).toBe('AWAITING_PASSWORD');
    expect(await signIn(username)).toEqual(WRONG);
    expect((await signIn(username, String(enabled.data?.r?.activationPassword))).mustChangePassword).toBe(true);
  });

  it('on the ninetieth day still opens; only what its owner does counts', async () => {
    const { id, username } = await person();
    await asleep(id, 89);
    expect((await signIn(username)).__typename).toBe('SignedIn');
    await asleep(id, 95);
    // tries of others neither wake nor count
    for (let i = 0; i < 3; i++) await signIn(username, `wrong ${i}`);
    expect(
      await s.db.asOwner(`select last_signed_in_at < now() - interval '94 days' as old from account where id = $1`, [
        id,
      ]),
    ).toEqual([{ old: true }]);
  });

  it('goes on with the token it has, which ends by itself', async () => {
    const { id, token } = await person();
    await asleep(id, 91);
    expect((await s.ask('{ viewer { accountId } }', {}, token)).errors).toEqual([]);
  });

  it('is woken by the operator of the machine, too', async () => {
    const { id, username } = await person();
    await asleep(id, 91);
    const first = (await s.running.app.get(AccessService).resetPassword(username)) ?? '';
    expect((await signIn(username, first)).__typename).toBe('SignedIn');
  });

  it('is let in where it is the only administrator who could come, again and again, to nothing before it has a new password', async () => {
    const [a, b] = [await person(['ADMINISTRATOR'], s.neighbour), await person(['ADMINISTRATOR'], s.neighbour)];
    await s.db.asOwner(
      `update role_grant set revoked_at = '2000-01-01' where role = 'ADMINISTRATOR' and legislature_id = $1 and account_id not in ($2, $3)`,
      [s.neighbour.id, a.id, b.id],
    );
    await asleep(a.id, 91);
    // the other one is there
    expect(await signIn(a.username)).toEqual(WRONG);
    for (const gone of [
      'disabled_at = now()',
      'must_change_password = true',
      `last_signed_in_at = now() - interval '91 days', password_set_at = now() - interval '91 days'`,
    ]) {
      await s.db.asOwner(`update account set ${gone} where id = $1`, [b.id]);
      expect((await signIn(a.username)).mustChangePassword).toBe(true);
      await s.db.asOwner('update account set must_change_password = false where id = $1', [a.id]);
      await asleep(a.id, 91);
      await s.db.asOwner(
        'update account set disabled_at = null, must_change_password = false, last_signed_in_at = now() where id = $1',
        [b.id],
      );
      expect(await signIn(a.username)).toEqual(WRONG);
    }
    // all of a quiet office sleep: whoever comes first is let in, and then the others are not
    await asleep(b.id, 91);
    for (let i = 0; i < 3; i++) expect((await signIn(a.username)).mustChangePassword).toBe(true);
    const { token } = await s.signIn(a.username, PASSWORD);
    expect((await s.ask('{ accountList { nodes { id } } }', {}, token)).errors[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await change(token, PASSWORD, PASSWORD)).code).toBe('INVALID_INPUT');
    expect((await signIn(b.username)).mustChangePassword).toBe(true); // as long as nobody finished
    await s.db.asOwner('update account set must_change_password = false where id = $1', [b.id]);
    await asleep(b.id, 91);
    expect((await change(token, PASSWORD, `${PASSWORD}-2`)).__typename).toBe('Account');
    expect(await signIn(b.username)).toEqual(WRONG);
  });

  it('and so is the only one who runs the installation', async () => {
    const username = s.running.firstAdministrator?.username ?? '';
    await asleep(await idOf(username), 400);
    expect((await signIn(username)).mustChangePassword).toBe(true);
  });
});

it('none of it counts where it is switched off', async () => {
  const off = await startTestService({ logLevel: 'silent', environment: { DORMANT_DAYS: '0', PASSWORD_DAYS: '0' } });
  try {
    await off.home.token('PREPARER');
    await off.db.asOwner(
      `update account set last_signed_in_at = now() - interval '900 days', password_set_at = now() - interval '900 days'`,
    );
    await off.db.asOwner(`update legislature set profile = 'STRICT'`);
    const { data } = await off.ask(SIGN_IN, {
      input: { username: off.home.username('PREPARER'), password: PASSWORD, forProgram: true },
    });
    expect(data?.signIn).toMatchObject({ __typename: 'SignedIn', mustChangePassword: false });
  } finally {
    await off.close();
  }
});
