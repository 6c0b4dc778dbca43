import { SIGN_IN } from '../../../src/platform/graphql/documents.js';
import { PASSWORD, startTestService, type TestService } from '../../support/service.js';

let s: TestService;
let username: string;
beforeAll(async () => {
  s = await startTestService();
  await s.home.token('PREPARER');
  username = s.home.username('PREPARER');
});
afterAll(() => s.close());
beforeEach(() => s.db.asOwner('delete from sign_in_attempt'));

const trySignIn = (name: string, password: string, forProgram = true) => s.ask(
  SIGN_IN, { input: { username: name, password, forProgram } }
);
const SIGN_OUT = 'mutation { signOut { __typename ... on SignedOut { ended } } }';
const knows = async (token: string): Promise<boolean> => (await s.ask('{ viewer { accountId } }', {}, token)).errors.length === 0;

describe('signing in', () => {
  it('answers a wrong password, an unknown name and a disabled account with the same words', async () => {
    await s.home.token('CHECKER');
    await s.db.asOwner('update account set disabled_at = clock_timestamp() where username = $1', [s.home.username('CHECKER')]);
    const wrong = await trySignIn(username, 'not the password');
    const unknown = await trySignIn('nobody-of-this-name', 'not the password');
    const disabled = await trySignIn(s.home.username('CHECKER'), PASSWORD);
    expect(wrong.data?.signIn).toEqual({ __typename: 'WrongCredentials', code: 'WRONG_CREDENTIALS', message: '用户名或者密码不对。' });
    expect(unknown.text).toBe(wrong.text);
    expect(disabled.text).toBe(wrong.text);
  });

  it('asks for growing delays after five failures, also with the right password, and forgets them after a success', async () => {
    for (let i = 0; i < 5; i++) expect((await trySignIn(username, `wrong ${i}`)).data?.signIn?.code).toBe('WRONG_CREDENTIALS');
    const refused = await trySignIn(username, PASSWORD);
    expect(refused.data?.signIn?.code).toBe('TOO_MANY_ATTEMPTS');
    expect(refused.data?.signIn?.message).toMatch(/请 \d+ 秒后再试/);
    // another name from the same place is not held up
    expect((await trySignIn(s.home.username('ADMINISTRATOR'), PASSWORD)).data?.signIn?.__typename).toBe('SignedIn');

    await s.db.asOwner('update sign_in_attempt set failures = 14, last_at = clock_timestamp()');
    const long = Number(/请 (\d+) 秒/.exec(String((await trySignIn(username, PASSWORD)).data?.signIn?.message))?.[1]);
    expect(long).toBeGreaterThan(500);
    expect(long).toBeLessThanOrEqual(900);

    await s.db.asOwner(`update sign_in_attempt set last_at = clock_timestamp() - interval '901 seconds'`);
    expect((await trySignIn(username, PASSWORD)).data?.signIn?.__typename).toBe('SignedIn');
    expect(await s.db.asOwner('select 1 from sign_in_attempt')).toEqual([]);
  });

  it('gives a browser a cookie that only this host gets back, and no token', async () => {
    const answer = await trySignIn(username, PASSWORD, false);
    expect(answer.data?.signIn?.token).toBeNull();
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^__Host-yifayima=[\w-]{43}; Expires=.+; Path=\/; Secure; HttpOnly; SameSite=Strict$/);
    const viewer = await s.ask('{ viewer { accountId } }', {}, undefined, { cookie: `other=1; ${cookie.split(';')[0]}` });
    expect(viewer.errors).toEqual([]);
    const out = await s.ask(SIGN_OUT, {}, undefined, { cookie: cookie.split(';')[0] ?? '' });
    expect(out.headers.get('set-cookie')).toContain('__Host-yifayima=; Max-Age=0');
  });

  it('stores the token as a hash only', async () => {
    const { token } = await s.signIn(username, PASSWORD);
    const rows = await s.db.asOwner<{ row: string }>('select session::text as row from session');
    expect(rows.length).toBeGreaterThan(0);
    for (const { row } of rows) expect(row).not.toContain(token);
    expect(s.logged()).not.toContain(token);
  });
});

describe('a session ends', () => {
  it('by signing out', async () => {
    const { token } = await s.signIn(username, PASSWORD);
    expect(await knows(token)).toBe(true);
    expect((await s.ask(SIGN_OUT, {}, token)).data?.signOut?.ended).toBe(true);
    expect(await knows(token)).toBe(false);
  });

  const endedBy: [string, string, unknown[]?][] = [
    ['when its time is up', `update session set expires_at = clock_timestamp() - interval '1 second' where token_hash = sha256($1::bytea)`],
    [
      'when its account is disabled',
      `update account set disabled_at = clock_timestamp() where id = (select account_id from session where token_hash = sha256($1::bytea))`
    ],
  ];
  it.each(endedBy)('%s', async (_, sql) => {
    const { token } = await s.signIn(username, PASSWORD);
    expect(await knows(token)).toBe(true);
    await s.db.asOwner(sql, [token]);
    expect(await knows(token)).toBe(false);
    await s.db.asOwner('update account set disabled_at = null where username = $1', [username]);
  });

  it('for a browser after twelve idle hours, for a program not yet', async () => {
    const cookie = ((await trySignIn(username, PASSWORD, false)).headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const { token } = await s.signIn(username, PASSWORD);
    await s.db.asOwner(`update session set last_seen_at = clock_timestamp() - interval '12 hours 1 second'`);
    expect((await s.ask('{ viewer { accountId } }', {}, undefined, { cookie })).errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect(await knows(token)).toBe(true);
  });

  it('everywhere else when the password changes', async () => {
    const here = (await s.signIn(username, PASSWORD)).token;
    const elsewhere = (await s.signIn(username, PASSWORD)).token;
    const changed = await s.ask(
      'mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { __typename } }',
      { input: { current: PASSWORD, next: `${PASSWORD}-2` } }, here
    );
    expect(changed.data?.changePassword?.__typename).toBe('Account');
    expect([await knows(here), await knows(elsewhere)]).toEqual([true, false]);
    await expect(s.signIn(username, PASSWORD)).rejects.toThrow('WRONG_CREDENTIALS');
  });

  it('when a grant is revoked, for what the grant allowed', async () => {
    const token = await s.home.token('DRAFTER');
    expect((await s.ask('{ regulationList { id } }', {}, token)).errors).toEqual([]);
    await s.db.asOwner(
      'update role_grant set revoked_at = clock_timestamp() where account_id = (select id from account where username = $1)',
      [s.home.username('DRAFTER')]
    );
    expect((await s.ask('{ regulationList { id } }', {}, token)).errors[0]?.extensions.code).toBe('FORBIDDEN');
  });
});
