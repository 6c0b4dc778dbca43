/** What signs, issues or changes accounts asks for a confirmed identity, and does nothing without it. */
import { needsReauthentication, rolesWith } from '../../../src/platform/access/permissions.js';
import { SIGN_IN } from '../../../src/platform/api/documents.js';
import { operations } from '../../support/operations.js';
import { withRoles } from '../../support/round.js';
import { type OfficeRole, PASSWORD, startTestService, type TestService } from '../../support/service.js';
import { shownCode } from '../../support/totp.js';

let s: TestService;
beforeAll(async () => {
  s = await startTestService();
});
afterAll(() => s.close());
beforeEach(() => s.db.asOwner('delete from sign_in_attempt'));

const BOGUS = '7b7f1c1e-7c3b-4b57-9f6c-0d4b2b0e4c11';
const CONFIRM =
  'mutation ($input: ConfirmIdentityInput!) { r: confirmIdentity(input: $input) { __typename ... on IdentityConfirmed { until } ... on Problem { code } } }';
const CREATE =
  'mutation ($input: CreateAccountInput!) { r: createAccount(input: $input) { __typename ... on AccountCreated { account { id } } ... on Problem { code message } ... on ReauthenticationNeeded { minutes } } }';
const LEGISLATURE =
  'mutation ($input: CreateLegislatureInput!) { r: createLegislature(input: $input) { __typename ... on Problem { code } } }';
const newcomer = (username: string): Record<string, unknown> => ({
  input: { username, displayName: '新人', grants: [{ role: 'PREPARER' }] },
});
const freshUntil = async (token: string): Promise<unknown> =>
  (await s.ask('{ viewer { freshUntil } }', {}, token)).data?.viewer?.freshUntil;
const stored = async (username: string): Promise<boolean> =>
  (await s.db.asOwner('select 1 from account where username = $1', [username])).length > 0;
const signedIn = async (role: OfficeRole): Promise<string> => {
  await s.home.token(role);
  return (await s.signIn(s.home.username(role), PASSWORD)).token;
};

describe('without a confirmed identity', () => {
  it('an act is refused in words that say what to do, nothing is done, and the ledger has it', async () => {
    const token = await signedIn('ADMINISTRATOR');
    expect(await freshUntil(token)).toBeNull();
    const refused = await s.ask(CREATE, newcomer('too-early'), token);
    expect(refused.data?.r).toEqual({
      __typename: 'ReauthenticationNeeded',
      code: 'REAUTHENTICATION_NEEDED',
      minutes: 10,
      message: '办理这件事之前请再次确认身份：填写密码（已绑定动态验证码的，再填动态验证码），确认后 10 分钟内有效。',
    });
    expect(await stored('too-early')).toBe(false);
    expect(
      await s.db.asOwner('select act, outcome, detail from audit_record where request_id = $1', [
        refused.headers.get('x-request-id'),
      ]),
    ).toEqual([{ act: 'createAccount', outcome: 'REFUSED', detail: { code: 'REAUTHENTICATION_NEEDED' } }]);
  });

  const marked = operations.filter((o) => needsReauthentication(o.permission));
  it('the marked operations are these', () => {
    expect(marked.map((o) => o.name)).toEqual([
      'grantRole',
      'revokeRole',
      'renameAccount',
      'disableAccount',
      'enableAccount',
      'resetPassword',
      'confirmReset',
      'handOverAccount',
      'appointStandIn',
      'createAccounts',
      'takeDownDraft',
      'restoreDraft',
      'recordCorrection',
      'issueConsultation',
      'extendConsultation',
      'suspendConsultation',
      'resumeConsultation',
      'cancelConsultation',
      'concludeConsultation',
      'signPapers',
      'revokeLawCode',
      'replaceLawCode',
      'nameQuarantineReader',
      'endQuarantineReader',
      'readContact',
      'signSheet',
      'reopenComments',
      'signLetters',
      'startSigning',
      'voidLetter',
    ]);
  });
  it.each(marked.map((o) => [o.name, o] as const))(
    '%s is refused before anything is looked up, and open after confirming',
    async (_, o) => {
      const token = await signedIn(rolesWith(o.permission)[0] as OfficeRole);
      const tried = async (): Promise<unknown> =>
        (
          await s.ask(
            o.document,
            o.variables(() => BOGUS),
            token,
          )
        ).data?.r?.__typename;
      expect(await tried()).toBe('ReauthenticationNeeded');
      await s.confirm(token);
      expect(await tried()).not.toBe('ReauthenticationNeeded');
    },
  );
  it('nor is a legislature founded', async () => {
    await s.administrator();
    const { token } = await s.signIn(s.running.firstAdministrator?.username ?? '', PASSWORD);
    const input = { code: 'third', name: '丙市人大', organName: '丙市人大', documentWord: '丙' };
    expect((await s.ask(LEGISLATURE, { input }, token)).data?.r?.code).toBe('REAUTHENTICATION_NEEDED');
    expect(await s.db.asOwner(`select 1 from legislature where code = 'third'`)).toEqual([]);
  });
  it('somebody without the permission is told that first', async () => {
    expect((await s.ask(CREATE, newcomer('by-preparer'), await signedIn('PREPARER'))).errors[0]?.extensions.code).toBe(
      'FORBIDDEN',
    );
  });
});

describe('confirming', () => {
  it('opens acts for ten minutes, in this session and in no other', async () => {
    const [here, elsewhere] = [await signedIn('ADMINISTRATOR'), await signedIn('ADMINISTRATOR')];
    const answer = await s.ask(CONFIRM, { input: { password: PASSWORD } }, here);
    expect(answer.data?.r?.__typename).toBe('IdentityConfirmed');
    expect(await freshUntil(here)).toBe(answer.data?.r?.until);
    expect((await s.ask(CREATE, newcomer('in-time'), here)).data?.r?.__typename).toBe('AccountCreated');
    expect((await s.ask(CREATE, newcomer('elsewhere'), elsewhere)).data?.r?.code).toBe('REAUTHENTICATION_NEEDED');
    const [{ minutes } = { minutes: 0 }] = await s.db.asOwner<{ minutes: number }>(
      `select round(extract(epoch from cast($1 as timestamptz) - reauthenticated_at) / 60)::int as minutes from session where token_hash = sha256($2::bytea)`,
      [answer.data?.r?.until, here],
    );
    expect(minutes).toBe(10);
    await s.db.asOwner(
      `update session set reauthenticated_at = clock_timestamp() - interval '10 minutes 1 second' where token_hash = sha256($1::bytea)`,
      [here],
    );
    expect(await freshUntil(here)).toBeNull();
    expect((await s.ask(CREATE, newcomer('too-late'), here)).data?.r?.code).toBe('REAUTHENTICATION_NEEDED');
    expect(
      await s.db.asOwner(
        `select 1 from audit_record where act = 'confirmIdentity' and outcome = 'DONE' and account_id = (select id from account where username = $1)`,
        [s.home.username('ADMINISTRATOR')],
      ),
    ).not.toEqual([]);
  });

  it('wants the right password, is recorded where it fails, and slows down who guesses, in this session only', async () => {
    const [here, elsewhere] = [await signedIn('ADMINISTRATOR'), await signedIn('ADMINISTRATOR')];
    for (let i = 0; i < 5; i++)
      expect((await s.ask(CONFIRM, { input: { password: `wrong ${i}` } }, here)).data?.r?.code).toBe(
        'WRONG_CREDENTIALS',
      );
    expect((await s.ask(CONFIRM, { input: { password: PASSWORD } }, here)).data?.r?.code).toBe('TOO_MANY_ATTEMPTS');
    // the password cannot be guessed by changing it either
    const change = await s.ask(
      'mutation ($input: ChangePasswordInput!) { r: changePassword(input: $input) { __typename ... on Problem { code } } }',
      { input: { current: PASSWORD, next: `${PASSWORD}!` } },
      here,
    );
    expect(change.data?.r?.code).toBe('TOO_MANY_ATTEMPTS');
    expect(await freshUntil(here)).toBeNull();
    expect((await s.ask(CONFIRM, { input: { password: PASSWORD } }, elsewhere)).data?.r?.__typename).toBe(
      'IdentityConfirmed',
    );
    expect(
      (await s.db.asOwner(`select 1 from audit_record where act = 'confirmIdentity' and outcome = 'REFUSED'`)).length,
    ).toBeGreaterThanOrEqual(5);
  });

  it('wants the code too where a second factor is bound', async () => {
    await withRoles(s, 'with-app', ['ADMINISTRATOR']);
    const { token } = await s.signIn('with-app', PASSWORD);
    const { secret } = await s.bind(token);
    const confirm = async (code?: string): Promise<unknown> =>
      (await s.ask(CONFIRM, { input: { password: PASSWORD, code } }, token)).data?.r?.__typename;
    expect(await confirm()).toBe('SecondFactorNeeded');
    expect(await confirm(shownCode(secret, 9))).toBe('WrongCode');
    expect(await freshUntil(token)).toBeNull();
    expect(await confirm(shownCode(secret, 1))).toBe('IdentityConfirmed');
    expect(await confirm(shownCode(secret, 1))).toBe('WrongCode');
  });

  it('gives a browser a new token, so that one taken from it before opens nothing', async () => {
    await s.home.token('ADMINISTRATOR');
    const answer = await s.ask(SIGN_IN, { input: { username: s.home.username('ADMINISTRATOR'), password: PASSWORD } });
    const sessionOf = (headers: Headers): string =>
      headers
        .getSetCookie()
        .find((c) => c.startsWith('__Host-yifayima='))
        ?.split(';')[0] ?? '';
    const [before, input] = [sessionOf(answer.headers), { password: PASSWORD }];
    const confirmed = await s.ask(CONFIRM, { input }, undefined, { cookie: before });
    const after = sessionOf(confirmed.headers);
    expect(after).toMatch(/=[\w-]{43}$/);
    expect(after).not.toBe(before);
    expect(
      (await s.ask('{ viewer { accountId } }', {}, undefined, { cookie: before })).errors[0]?.extensions.code,
    ).toBe('UNAUTHENTICATED');
    expect((await s.ask(CREATE, newcomer('by-browser'), undefined, { cookie: after })).data?.r?.__typename).toBe(
      'AccountCreated',
    );
  });
});

it('a first password that was not changed yet confirms nothing that would open an act', async () => {
  const made = await s.ask(
    `mutation ($input: CreateAccountInput!) { r: createAccount(input: $input) { __typename ... on AccountCreated { activationPassword } } }`,
    { input: { username: 'half-in', displayName: '新人', grants: [{ role: 'ADMINISTRATOR' }] } },
    await s.home.token('ADMINISTRATOR'),
  );
  const first = String(made.data?.r?.activationPassword);
  const { token } = await s.signIn('half-in', first);
  await s.ask(CONFIRM, { input: { password: first } }, token);
  expect((await s.ask(CREATE, newcomer('smuggled'), token)).errors[0]).toMatchObject({
    message: '请先修改密码：初始密码要换掉，到期的密码也要换。',
  });
});
