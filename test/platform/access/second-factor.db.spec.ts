/** 动态验证码: bound by its first code, asked for at sign-in, each code once; taken away by another person only. */
import { AccessService } from '../../../src/platform/access/access.service.js';
import { Attempts } from '../../../src/platform/access/attempts.js';
import { SIGN_IN } from '../../../src/platform/api/documents.js';
import type { Role } from '../../../src/platform/base/roles.rules.js';
import { setProfile, withRoles } from '../../support/round.js';
import { PASSWORD, type Reply, startTestService, type TestService } from '../../support/service.js';
import { fromBase32, shownCode } from '../../support/totp.js';

let s: TestService;
beforeAll(async () => {
  s = await startTestService();
});
afterAll(() => s.close());
beforeEach(() => s.db.asOwner('delete from sign_in_attempt'));

const reply = async (mutation: string, input: object | null, fields: string, token?: string): Promise<Reply> => {
  const name = `${mutation[0]?.toUpperCase() ?? ''}${mutation.slice(1)}`;
  const answer = await s.ask(
    `mutation ($input: ${name}Input!) { r: ${mutation}(input: $input) { __typename ${fields} ... on Problem { code message } } }`,
    { input },
    token,
  );
  if (answer.errors[0]) throw new Error(answer.text);
  return answer.data?.r ?? {};
};
const signIn = async (username: string, code?: string, password = PASSWORD): Promise<Reply> =>
  (await s.ask(SIGN_IN, { input: { username, password, code, forProgram: true } })).data?.signIn ?? {};
const begin = (token: string, code?: string, password = PASSWORD): Promise<Reply> =>
  reply('beginSecondFactor', { password, code }, '... on SecondFactorBegun { secret uri }', token);
const confirm = (token: string, code: string): Promise<Reply> =>
  reply('confirmSecondFactor', { code }, '... on SecondFactorConfirmed { recoveryCodes }', token);
const reset = (token: string, username: string): Promise<Reply> =>
  reply('resetSecondFactor', { username }, '... on Account { username }', token);
const viewer = async (token: string): Promise<Reply> =>
  (await s.ask('{ viewer { hasSecondFactor mustBindSecondFactor recoveryCodesLeft } }', {}, token)).data?.viewer ?? {};
const knows = async (token: string): Promise<boolean> =>
  (await s.ask('{ viewer { accountId } }', {}, token)).errors.length === 0;
/** as if the codes used so far had been used long ago */
const timePasses = (): Promise<unknown> =>
  s.db.asOwner('update second_factor set last_step = 1 where confirmed_at is not null');
const acts = async (username: string): Promise<string[]> =>
  (
    await s.db.asOwner<{ act: string }>(
      `select act || ' ' || outcome as act from audit_record where account_id = (select id from account where username = $1) order by at`,
      [username],
    )
  ).map((r) => r.act);

let made = 0;
async function officer(roles: readonly Role[] = ['PREPARER']): Promise<{ username: string; token: string }> {
  const username = `person-${++made}`;
  await withRoles(s, username, roles);
  const token = (await s.signIn(username, PASSWORD)).token;
  await s.confirm(token);
  return { username, token };
}
async function bound(
  roles?: readonly Role[],
): Promise<{ username: string; token: string; secret: string; recoveryCodes: string[] }> {
  const who = await officer(roles);
  const found = { ...who, ...(await s.bind(who.token)) };
  await timePasses();
  return found;
}

describe('binding', () => {
  it('wants the password, shows the secret once, and is not at work before its first code', async () => {
    const { username, token } = await officer();
    expect((await begin(token, undefined, 'not the password')).code).toBe('WRONG_CREDENTIALS');
    expect((await confirm(token, '123456')).code).toBe('NOT_BEGUN');
    const begun = await begin(token);
    expect(fromBase32(String(begun.secret))).toHaveLength(20);
    expect(begun.uri).toContain(`:${username}?secret=${String(begun.secret)}&`);
    expect((await signIn(username)).__typename).toBe('SignedIn');
    expect((await confirm(token, shownCode(String(begun.secret), 9))).code).toBe('WRONG_CODE');
    expect(await viewer(token)).toMatchObject({ hasSecondFactor: false, recoveryCodesLeft: 0 });

    const { recoveryCodes } = await confirm(token, shownCode(String(begun.secret)));
    expect(new Set(recoveryCodes as string[]).size).toBe(10);
    expect(await viewer(token)).toEqual({ hasSecondFactor: true, mustBindSecondFactor: false, recoveryCodesLeft: 10 });
    expect((await confirm(token, shownCode(String(begun.secret), 1))).code).toBe('NOT_BEGUN');
    expect(await acts(username)).toEqual(
      expect.arrayContaining([
        'beginSecondFactor REFUSED',
        'beginSecondFactor DONE',
        'confirmSecondFactor REFUSED',
        'confirmSecondFactor DONE',
      ]),
    );
  });

  it('ends every other session', async () => {
    const { username, token } = await officer();
    const elsewhere = (await s.signIn(username, PASSWORD)).token;
    await s.bind(token);
    expect([await knows(token), await knows(elsewhere)]).toEqual([true, false]);
  });

  it('anew asks for a code of the one at work, which stays until then', async () => {
    const { username, token, secret, recoveryCodes } = await bound();
    expect((await begin(token)).code).toBe('SECOND_FACTOR_NEEDED');
    expect((await begin(token, shownCode(secret, 9))).code).toBe('WRONG_CODE');
    const next = String((await begin(token, shownCode(secret))).secret);
    await timePasses();
    expect((await signIn(username, shownCode(next))).code).toBe('WRONG_CODE');
    expect((await signIn(username, shownCode(secret))).__typename).toBe('SignedIn');
    expect((await confirm(token, shownCode(next))).__typename).toBe('SecondFactorConfirmed');
    await timePasses();
    expect((await signIn(username, shownCode(secret, 1))).code).toBe('WRONG_CODE');
    expect((await signIn(username, recoveryCodes[0])).code).toBe('WRONG_CODE');
    expect((await signIn(username, shownCode(next, 1))).__typename).toBe('SignedIn');
  });

  it('stores the secret sealed, recovery codes as digests, and wipes what has ended', async () => {
    const { token, secret, recoveryCodes } = await bound();
    const rows = await s.db.asOwner<{ row: string; secret: Buffer | null; ended: boolean }>(
      'select f::text as row, secret, ended_at is not null as ended from second_factor f',
    );
    const raw = fromBase32(secret);
    for (const { row, secret: sealed, ended } of rows) {
      expect(row.includes(secret) || row.includes(raw.toString('hex')) || sealed?.includes(raw) === true).toBe(false);
      expect(sealed === null).toBe(ended);
    }
    const codes = JSON.stringify(await s.db.asOwner('select c::text from recovery_code c'));
    const everything = s.logged() + JSON.stringify(await s.db.asOwner('select a::text from audit_record a')) + codes;
    for (const c of [
      secret,
      ...recoveryCodes,
      ...recoveryCodes.map((x) => Buffer.from(x.replaceAll('-', '')).toString('hex')),
    ])
      expect(everything).not.toContain(c);
    await begin(token, shownCode(secret));
    await expect(
      s.db.asService('update second_factor set ended_at = now() where confirmed_at is null and ended_at is null'),
    ).rejects.toMatchObject({ constraint: 'second_factor_ended_is_wiped' });
  });
});

describe('signing in with a second factor', () => {
  it('asks for the code only after the right password, and signs nobody in without it', async () => {
    const { username, secret } = await bound();
    expect((await signIn(username, undefined, 'not the password')).code).toBe('WRONG_CREDENTIALS');
    expect((await signIn(username, shownCode(secret), 'not the password')).code).toBe('WRONG_CREDENTIALS');
    expect((await signIn(username)).code).toBe('SECOND_FACTOR_NEEDED');
    expect((await signIn(username, ' ')).code).toBe('SECOND_FACTOR_NEEDED');
    for (const offset of [-3, 3]) expect((await signIn(username, shownCode(secret, offset))).code).toBe('WRONG_CODE');
    expect((await signIn(username, shownCode(secret))).__typename).toBe('SignedIn');
    expect(await acts(username)).toEqual(expect.arrayContaining(['signIn REFUSED', 'signIn DONE']));
  });

  it('takes each code once, and none before a later one; of two at once one goes through', async () => {
    const { username, secret } = await bound();
    const [now, next] = [shownCode(secret), shownCode(secret, 1)];
    const both = await Promise.all([signIn(username, now), signIn(username, now)]);
    expect(both.map((r) => r.__typename).sort()).toEqual(['SignedIn', 'WrongCode']);
    expect((await signIn(username, now)).code).toBe('WRONG_CODE');
    expect((await signIn(username, next)).__typename).toBe('SignedIn');
    expect((await signIn(username, now)).code).toBe('WRONG_CODE');
  });

  it('takes each recovery code once, however it is typed', async () => {
    const {
      username,
      token,
      recoveryCodes: [first = '', second = ''],
    } = await bound();
    const both = await Promise.all([signIn(username, first), signIn(username, first)]);
    expect(both.map((r) => r.__typename).sort()).toEqual(['SignedIn', 'WrongCode']);
    expect((await signIn(username, second.toUpperCase().replaceAll('-', ' '))).__typename).toBe('SignedIn');
    expect((await signIn(username, second)).code).toBe('WRONG_CODE');
    expect(await viewer(token)).toMatchObject({ recoveryCodesLeft: 8 });
    expect(await acts(username)).toContain('useRecoveryCode DONE');
  });

  it('slows down whoever guesses codes, by whatever address they come', async () => {
    const { username, secret } = await bound();
    const here = s.running.app.get(Attempts).key('session', username, '127.0.0.1');
    for (let i = 0; i < 5; i++) {
      expect((await signIn(username, shownCode(secret, 50 + i))).code).toBe('WRONG_CODE');
      // as if each guess came from another address
      await s.db.asOwner('delete from sign_in_attempt where key = $1', [here]);
    }
    expect((await signIn(username, shownCode(secret))).code).toBe('TOO_MANY_ATTEMPTS');
    await s.db.asOwner('delete from sign_in_attempt');
    expect((await signIn(username, shownCode(secret))).__typename).toBe('SignedIn');
    expect(await s.db.asOwner('select 1 from sign_in_attempt')).toEqual([]);
  });
});

describe('somebody who lost it', () => {
  it('is helped by an administrator of the own legislature, who leaves a trace, and by nobody else', async () => {
    const { username, token } = await bound();
    const administrator = await s.home.token('ADMINISTRATOR');
    expect(await reset(await s.neighbour.token('ADMINISTRATOR'), username)).toMatchObject({ code: 'NOT_FOUND' });
    await expect(reset(await s.home.token('PREPARER'), username)).rejects.toThrow('FORBIDDEN');
    expect(await reset(administrator, 'nobody-of-this-name')).toMatchObject({ code: 'NOT_FOUND' });
    expect((await signIn(username)).code).toBe('SECOND_FACTOR_NEEDED');

    expect(await reset(administrator, username)).toMatchObject({ __typename: 'Account', username });
    expect(await knows(token)).toBe(false);
    expect((await signIn(username)).__typename).toBe('SignedIn');
    const [trace] = await s.db.asOwner<{ by: string; whom: string }>(
      `select b.username as by, w.username as whom from audit_record r join account b on b.id = r.account_id join account w on w.id = r.object_id where r.act = 'resetSecondFactor' and r.outcome = 'DONE' order by r.at desc limit 1`,
    );
    expect(trace).toEqual({ by: s.home.username('ADMINISTRATOR'), whom: username });
  });

  it("cannot take the own one away, and no administrator that of the installation's", async () => {
    const { username, token } = await bound(['ADMINISTRATOR']);
    expect((await reset(token, username)).code).toBe('OWN_SECOND_FACTOR');
    expect((await reset(token, s.running.firstAdministrator?.username ?? '')).code).toBe('ACCOUNT_SHARED');
    expect((await signIn(username)).code).toBe('SECOND_FACTOR_NEEDED');
  });

  it('keeps it through a new password, unless the operator of the machine takes it away too', async () => {
    const { username } = await bound();
    const access = s.running.app.get(AccessService);
    const first = (await access.resetPassword(username)) ?? '';
    expect((await signIn(username, undefined, first)).code).toBe('SECOND_FACTOR_NEEDED');
    const second = (await access.resetPassword(username, true)) ?? '';
    expect((await signIn(username, undefined, second)).__typename).toBe('SignedIn');
    expect(await access.resetPassword('nobody-of-this-name', true)).toBeNull();
  });
});

describe('严格', () => {
  afterEach(() => setProfile(s, 'SIMPLE'));
  const may = async (token: string): Promise<string> =>
    (await s.ask('{ contactPoints { nodes { id } } }', {}, token)).errors[0]?.message ?? 'yes';

  it('opens nothing to the office before a second factor is bound, and asks nothing of liaison officers', async () => {
    const [{ token }, liaison] = [await officer(), await s.home.officer()];
    for (const profile of ['SIMPLE', 'STANDARD'] as const) {
      await setProfile(s, profile);
      expect([await may(token), (await viewer(token)).mustBindSecondFactor]).toEqual(['yes', false]);
    }
    await setProfile(s, 'STRICT');
    expect(await may(token)).toMatch(/^本机关要求绑定动态验证码/);
    expect(await viewer(token)).toMatchObject({ hasSecondFactor: false, mustBindSecondFactor: true });
    expect(await may(liaison)).toBe('yes');
    await s.bind(token);
    expect([await may(token), (await viewer(token)).mustBindSecondFactor]).toEqual(['yes', false]);
  });

  it.each(['ADMINISTRATOR', 'PREPARER', 'CHECKER', 'SIGNER', 'DRAFTER'] as const)('asks it of %s', async (role) => {
    const { token } = await officer([role]);
    await setProfile(s, 'STRICT');
    expect(await viewer(token)).toMatchObject({ mustBindSecondFactor: true });
  });

  it('asks it of whoever runs the installation, also without a legislature at hand', async () => {
    const token = await s.administrator();
    expect((await viewer(token)).mustBindSecondFactor).toBe(false);
    await setProfile(s, 'STRICT');
    expect((await viewer(token)).mustBindSecondFactor).toBe(true);
  });
});
