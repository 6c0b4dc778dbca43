import { Attempts } from '../../../src/platform/access/attempts.js';
import { SIGN_IN } from '../../../src/platform/api/documents.js';
import { PASSWORD, type Reply, startTestService, type TestService } from '../../support/service.js';

let s: TestService;
let username: string;
beforeAll(async () => {
  s = await startTestService();
  await s.home.token('PREPARER');
  username = s.home.username('PREPARER');
});
afterAll(() => s.close());
beforeEach(() => s.db.asOwner('delete from sign_in_attempt'));

const trySignIn = (name: string, password: string, forProgram = true) =>
  s.ask(SIGN_IN, { input: { username: name, password, forProgram } });
const SIGN_OUT = 'mutation { signOut { __typename ... on SignedOut { ended } } }';
const knows = async (token: string): Promise<boolean> =>
  (await s.ask('{ viewer { accountId } }', {}, token)).errors.length === 0;

describe('signing in', () => {
  it('answers a wrong password, an unknown name and a disabled account with the same words', async () => {
    await s.home.token('CHECKER');
    await s.db.asOwner('update account set disabled_at = clock_timestamp() where username = $1', [
      s.home.username('CHECKER'),
    ]);
    const wrong = await trySignIn(username, 'not the password');
    const unknown = await trySignIn('nobody-of-this-name', 'not the password');
    const disabled = await trySignIn(s.home.username('CHECKER'), PASSWORD);
    expect(wrong.data?.signIn).toEqual({
      __typename: 'WrongCredentials',
      code: 'WRONG_CREDENTIALS',
      message: '用户名或者密码不对。',
    });
    expect(unknown.text).toBe(wrong.text);
    expect(disabled.text).toBe(wrong.text);
  });

  it('asks for growing delays after five failures, also with the right password, and forgets them after a success', async () => {
    for (let i = 0; i < 5; i++)
      expect((await trySignIn(username, `wrong ${i}`)).data?.signIn?.code).toBe('WRONG_CREDENTIALS');
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
    const [cookie = '', ...others] = answer.headers.getSetCookie();
    expect(others.map((c) => c.split('=')[0])).toEqual(['__Host-yifayima-device']);
    expect(cookie).toMatch(/^__Host-yifayima=[\w-]{43}; Expires=.+; Path=\/; Secure; HttpOnly; SameSite=Strict$/);
    const viewer = await s.ask('{ viewer { accountId } }', {}, undefined, {
      cookie: `other=1; ${cookie.split(';')[0]}`,
    });
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

describe('on a browser where the account signed in before', () => {
  const from = async (name: string, password: string, cookie?: string) =>
    s.ask(SIGN_IN, { input: { username: name, password } }, undefined, cookie === undefined ? {} : { cookie });
  const deviceOf = (headers: Headers): string =>
    headers
      .getSetCookie()
      .find((c) => c.startsWith('__Host-yifayima-device='))
      ?.split(';')[0] ?? '';
  const codeOf = async (answer: ReturnType<typeof from>): Promise<unknown> =>
    (await answer).data?.signIn?.code ?? 'SIGNED_IN';

  it('failures made elsewhere hold nobody up, and its own do not hold up others', async () => {
    const device = deviceOf((await from(username, PASSWORD)).headers);
    for (let i = 0; i < 6; i++) await from(username, `wrong ${i}`);
    expect(await codeOf(from(username, PASSWORD))).toBe('TOO_MANY_ATTEMPTS');
    expect(await codeOf(from(username, PASSWORD, device))).toBe('SIGNED_IN');
    for (let i = 0; i < 5; i++) expect(await codeOf(from(username, `wrong ${i}`, device))).toBe('WRONG_CREDENTIALS');
    expect(await codeOf(from(username, PASSWORD, device))).toBe('TOO_MANY_ATTEMPTS');
    await s.db.asOwner('delete from sign_in_attempt');
  });

  it('a device that is known to another account, or was made up, is like any other', async () => {
    await s.home.token('CHECKER');
    await s.db.asOwner('update account set disabled_at = null');
    const theirs = deviceOf((await from(s.home.username('CHECKER'), PASSWORD)).headers);
    for (let i = 0; i < 5; i++) await from(username, `wrong ${i}`);
    for (const cookie of [theirs, `__Host-yifayima-device=${'x'.repeat(43)}`, '__Host-yifayima-device='])
      expect(await codeOf(from(username, PASSWORD, cookie))).toBe('TOO_MANY_ATTEMPTS');
  });

  it('the device stays the same, is stored as a hash, and no account has more than twenty', async () => {
    const device = deviceOf((await from(username, PASSWORD)).headers);
    expect(deviceOf((await from(username, PASSWORD, device)).headers)).toBe(device);
    for (let i = 0; i < 21; i++) await from(username, PASSWORD);
    const rows = await s.db.asOwner<{ row: string }>(
      'select k::text as row from known_device k where account_id = (select id from account where username = $1)',
      [username],
    );
    expect(rows).toHaveLength(20);
    for (const { row } of rows) expect(row).not.toContain(device.split('=')[1]);
  });
});

describe('failures', () => {
  it('are forgotten after an hour, and beyond a number the oldest first', async () => {
    const attempts = s.running.app.get(Attempts);
    const keys = [1, 2, 3, 4].map((n) => attempts.key('session', `flood ${n}`));
    for (const k of keys) await attempts.take(k, 5);
    await s.db.asOwner(
      `update sign_in_attempt set last_at = clock_timestamp() - interval '61 minutes' where key = $1`,
      [keys[3]],
    );
    const left = async (): Promise<Buffer[]> =>
      (await s.db.asOwner<{ key: Buffer }>('select key from sign_in_attempt order by last_at')).map((r) => r.key);
    await attempts.prune();
    expect(await left()).toEqual(keys.slice(0, 3));
    await attempts.prune(2);
    expect(await left()).toEqual(keys.slice(1, 3));
  });
  it('do not pile up by a flood of made-up names', async () => {
    const attempts = s.running.app.get(Attempts);
    await s.db.asOwner(
      `insert into sign_in_attempt select sha256(n::text::bytea), 1, clock_timestamp() - interval '2 hours' from generate_series(1, 2000) n`,
    );
    for (let i = 0; i < 500; i++) await attempts.take(attempts.key('session', `made up ${i}`), 5);
    expect((await s.db.asOwner('select 1 from sign_in_attempt')).length).toBeLessThanOrEqual(500);
  });
});

describe('signing in anew', () => {
  const sessionOf = (headers: Headers): string =>
    headers
      .getSetCookie()
      .find((c) => c.startsWith('__Host-yifayima='))
      ?.split(';')[0] ?? '';
  const holds = async (cookie: string): Promise<boolean> =>
    (await s.ask('{ viewer { accountId } }', {}, undefined, { cookie })).errors.length === 0;

  it('gives a browser a new session, and the one it had is over', async () => {
    const first = sessionOf((await trySignIn(username, PASSWORD, false)).headers);
    const again = sessionOf(
      (await s.ask(SIGN_IN, { input: { username, password: PASSWORD } }, undefined, { cookie: first })).headers,
    );
    expect(again).not.toBe(first);
    expect([await holds(first), await holds(again)]).toEqual([false, true]);
  });
  it('never takes over a token that somebody else chose', async () => {
    const planted = `__Host-yifayima=${'p'.repeat(43)}`;
    expect(
      sessionOf(
        (await s.ask(SIGN_IN, { input: { username, password: PASSWORD } }, undefined, { cookie: planted })).headers,
      ),
    ).not.toBe(planted);
    expect(await holds(planted)).toBe(false);
  });
});

describe('a session ends', () => {
  it('everywhere, with its tokens and known devices, when its owner says so', async () => {
    const cookie = (await trySignIn(username, PASSWORD, false)).headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const tokens = [(await s.signIn(username, PASSWORD)).token, (await s.signIn(username, PASSWORD)).token];
    const others = (await s.signIn(s.home.username('ADMINISTRATOR'), PASSWORD)).token;
    const out = await s.ask(
      'mutation { signOutEverywhere { __typename ... on SignedOutEverywhere { sessions } } }',
      {},
      undefined,
      { cookie },
    );
    expect(Number(out.data?.signOutEverywhere?.sessions)).toBeGreaterThanOrEqual(3);
    expect(out.headers.get('set-cookie')).toContain('__Host-yifayima=; Max-Age=0');
    for (const t of tokens) expect(await knows(t)).toBe(false);
    expect((await s.ask('{ viewer { accountId } }', {}, undefined, { cookie })).errors[0]?.extensions.code).toBe(
      'UNAUTHENTICATED',
    );
    expect(await knows(others)).toBe(true);
    const rows = await s.db.asOwner(
      'select 1 from known_device where account_id = (select id from account where username = $1)',
      [username],
    );
    expect(rows).toEqual([]);
    expect(await s.db.asOwner(`select outcome from audit_record where act = 'signOutEverywhere'`)).toEqual([
      { outcome: 'DONE' },
    ]);
  });

  it('by signing out', async () => {
    const { token } = await s.signIn(username, PASSWORD);
    expect(await knows(token)).toBe(true);
    const out = await s.ask(SIGN_OUT, {}, token);
    expect(out.data?.signOut?.ended).toBe(true);
    expect(await knows(token)).toBe(false);
    expect(
      await s.db.asOwner('select act, outcome from audit_record where request_id = $1', [
        out.headers.get('x-request-id'),
      ]),
    ).toEqual([{ act: 'signOut', outcome: 'DONE' }]);
  });

  const endedBy: [string, string, unknown[]?][] = [
    [
      'when its time is up',
      `update session set expires_at = clock_timestamp() - interval '1 second' where token_hash = sha256($1::bytea)`,
    ],
    [
      'when its account is disabled',
      `update account set disabled_at = clock_timestamp() where id = (select account_id from session where token_hash = sha256($1::bytea))`,
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
    const cookie = (await trySignIn(username, PASSWORD, false)).headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const { token } = await s.signIn(username, PASSWORD);
    await s.db.asOwner(`update session set last_seen_at = clock_timestamp() - interval '12 hours 1 second'`);
    expect((await s.ask('{ viewer { accountId } }', {}, undefined, { cookie })).errors[0]?.extensions.code).toBe(
      'UNAUTHENTICATED',
    );
    expect(await knows(token)).toBe(true);
  });

  it('everywhere else when the password changes', async () => {
    const here = (await s.signIn(username, PASSWORD)).token;
    const elsewhere = (await s.signIn(username, PASSWORD)).token;
    const changed = await s.ask(
      'mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { __typename } }',
      { input: { current: PASSWORD, next: `${PASSWORD}-2` } },
      here,
    );
    expect(changed.data?.changePassword?.__typename).toBe('Account');
    expect([await knows(here), await knows(elsewhere)]).toEqual([true, false]);
    await expect(s.signIn(username, PASSWORD)).rejects.toThrow('WRONG_CREDENTIALS');
  });

  it('when a grant is revoked, for what the grant allowed', async () => {
    const token = await s.home.token('DRAFTER');
    expect((await s.ask('{ regulationList { nodes { id } } }', {}, token)).errors).toEqual([]);
    await s.db.asOwner(
      'update role_grant set revoked_at = clock_timestamp() where account_id = (select id from account where username = $1)',
      [s.home.username('DRAFTER')],
    );
    expect((await s.ask('{ regulationList { nodes { id } } }', {}, token)).errors[0]?.extensions.code).toBe(
      'FORBIDDEN',
    );
  });
});

describe('how long a sign-in lasts', () => {
  it('is configured', async () => {
    const short = await startTestService({
      office: false,
      logLevel: 'silent',
      environment: { SESSION_IDLE_MINUTES: '20', SESSION_DAYS: '2', TOKEN_DAYS: '3', REAUTHENTICATION_MINUTES: '3' },
    });
    try {
      const token = await short.administrator();
      const name = short.running.firstAdministrator?.username ?? '';
      const cookie =
        (await short.ask(SIGN_IN, { input: { username: name, password: PASSWORD } })).headers
          .getSetCookie()[0]
          ?.split(';')[0] ?? '';
      const days = await short.db.asOwner<{ kind: string; days: number }>(
        `select distinct kind, round(extract(epoch from expires_at - created_at) / 86400)::int as days from session order by kind`,
      );
      expect(days).toEqual([
        { kind: 'BROWSER', days: 2 },
        { kind: 'PROGRAM', days: 3 },
      ]);
      const asks = async (headers: Record<string, string>): Promise<Reply | undefined> =>
        (await short.ask('{ viewer { freshUntil } }', {}, undefined, headers)).data?.viewer;
      const bearer = { authorization: `Bearer ${token}` };
      expect((await asks(bearer))?.freshUntil).toEqual(expect.any(String));
      await short.db.asOwner(
        `update session set reauthenticated_at = clock_timestamp() - interval '181 seconds' where kind = 'PROGRAM'`,
      );
      expect((await asks(bearer))?.freshUntil).toBeNull();
      await short.db.asOwner(`update session set last_seen_at = clock_timestamp() - interval '19 minutes'`);
      expect(await asks({ cookie })).toBeDefined();
      await short.db.asOwner(`update session set last_seen_at = clock_timestamp() - interval '20 minutes 1 second'`);
      expect(await asks({ cookie })).toBeUndefined();
      expect(await asks(bearer)).toBeDefined();
    } finally {
      await short.close();
    }
  });
});
