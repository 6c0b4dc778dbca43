/**
 * An account of which password and second factor were reset by others signs nothing until a second person confirms, or
 * for a day where nobody may.
 */
import { AccessService } from '../../../src/platform/access/access.service.js';
import { needsReauthentication } from '../../../src/platform/access/permissions.js';
import type { Role } from '../../../src/platform/base/roles.rules.js';
import { operations } from '../../support/operations.js';
import { withRoles } from '../../support/round.js';
import { withClient } from '../../support/server.js';
import {
  PASSWORD,
  type Reply,
  startTestService,
  type TestLegislature,
  type TestService,
} from '../../support/service.js';
import { shownCode } from '../../support/totp.js';
import { until } from '../../support/until.js';

let s: TestService;
let admin: string;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  admin = await s.home.token('ADMINISTRATOR');
});
afterAll(() => s.close());
beforeEach(() => s.db.asOwner('delete from sign_in_attempt'));

const BOGUS = '7b7f1c1e-7c3b-4b57-9f6c-0d4b2b0e4c11';
const FIELDS: Readonly<Record<string, string>> = {
  enableAccount: '... on AccountCreated { activationPassword }',
  resetPassword: '... on AccountCreated { activationPassword }',
  confirmReset: '... on ResetNotice { isOver confirmedBy version } ... on StaleVersion { currentVersion }',
  signIn: '... on SignedIn { token }',
};
const act = async (mutation: string, input: object, token = admin, legislature?: string): Promise<Reply> => {
  const name = `${mutation[0]?.toUpperCase() ?? ''}${mutation.slice(1)}`;
  const answer = await s.ask(
    `mutation ($input: ${name}Input!) { r: ${mutation}(input: $input) { __typename ${FIELDS[mutation] ?? ''} ... on Problem { code message } } }`,
    { input },
    token,
    legislature === undefined ? {} : { 'x-legislature': legislature },
  );
  if (answer.errors[0]) throw new Error(answer.errors[0].extensions.code);
  return answer.data?.r ?? {};
};
const done = async (...asked: Parameters<typeof act>): Promise<Reply> => {
  const reply = await act(...asked);
  if (typeof reply.code === 'string') throw new Error(`${asked[0]}: ${reply.code}`);
  return reply;
};
const code = async (...asked: Parameters<typeof act>): Promise<unknown> => (await act(...asked)).code ?? 'DONE';

interface Notice {
  accountId: string;
  name: string;
  isOwn: boolean;
  isOver: boolean;
  until: string | null;
  confirmedBy: string | null;
  confirmers: string[];
  mayConfirm: boolean;
  version: number;
  resets: { what: string; by: string | null }[];
}
const notices = async (token: string, legislature?: string): Promise<Notice[]> =>
  (
    await s.ask(
      '{ r: resetNotices { accountId name isOwn isOver until confirmedBy confirmers mayConfirm version resets { what by } } }',
      {},
      token,
      legislature === undefined ? {} : { 'x-legislature': legislature },
    )
  ).data?.r as unknown as Notice[];
const noticeOf = async (id: string, token = admin, legislature?: string): Promise<Notice | undefined> =>
  (await notices(token, legislature)).find((n) => n.accountId === id);

interface Person {
  id: string;
  username: string;
  token: string;
  secret: string;
}
let made = 0;
async function person(roles: readonly Role[], at: TestLegislature = s.home, bound = true): Promise<Person> {
  const username = `reset-${++made}`;
  await withRoles(s, username, roles, at);
  const { token } = await s.signIn(username, PASSWORD);
  await s.confirm(token);
  const secret = bound ? (await s.bind(token)).secret : '';
  const [{ id } = { id: '' }] = await s.db.asOwner<{ id: string }>('select id from account where username = $1', [
    username,
  ]);
  return { id, username, token, secret };
}
/** as if the codes used so far had been used long ago */
const timePasses = (): Promise<unknown> =>
  s.db.asOwner('update second_factor set last_step = 1 where confirmed_at is not null and ended_at is null');
const signIn = async (username: string, password: string, code?: string): Promise<string> => {
  const reply = await done('signIn', { username, password, code, forProgram: true });
  return String(reply.token);
};

const newPassword = async (p: Person, by = admin): Promise<string> =>
  String((await done('resetPassword', { accountId: p.id }, by)).activationPassword);
const noFactor = (p: Person, by = admin): Promise<Reply> => done('resetSecondFactor', { username: p.username }, by);
let chosen = 0;
/** signs in by the one-time password, which is exchanged for an own one */
async function enter(p: Person, first: string, code?: string): Promise<string> {
  const token = await signIn(p.username, first, code);
  await done('changePassword', { current: first, next: `chosen-by-somebody-${++chosen}` }, token);
  return token;
}
/** both were reset, and somebody is in */
async function resetWhole(p: Person, by = admin): Promise<string> {
  await noFactor(p, by);
  return enter(p, await newPassword(p, by));
}
const signs = (token: string): Promise<Reply> => act('signSheet', { sheetId: BOGUS, expectedVersion: 1 }, token);
const isHeld = async (token: string): Promise<boolean> => (await signs(token)).code === 'ACCOUNT_HELD';
const expectedVersion = async (p: Person): Promise<number> => (await noticeOf(p.id))?.version ?? 0;
const confirms = async (p: Person, by: string): Promise<unknown> =>
  code('confirmReset', { accountId: p.id, expectedVersion: await expectedVersion(p) }, by);
const later = (interval: string): Promise<unknown> =>
  s.db.asOwner(`update account_hold set until = until - cast($1 as interval) where until is not null`, [interval]);

/** nobody else of the office is there meanwhile */
async function alone(ids: readonly string[], body: () => Promise<void>): Promise<void> {
  await s.db.asOwner(
    `update role_grant set revoked_at = '2000-01-01' where role in ('PREPARER', 'CHECKER', 'SIGNER') and legislature_id = $1 and revoked_at is null and not account_id = any($2::uuid[])`,
    [s.home.id, ids],
  );
  try {
    await body();
  } finally {
    await s.db.asOwner(`update role_grant set revoked_at = null where revoked_at = '2000-01-01'`);
  }
}
/** the acts on this account begin before any of them is done */
async function atOnce<T>(id: string, ...acts: (() => Promise<T>)[]): Promise<T[]> {
  return withClient(s.db.owner, async (db) => {
    await db.query('begin');
    await db.query('select 1 from account where id = $1 for update', [id]);
    const all = Promise.all(acts.map((a) => a()));
    const waiting =
      'select distinct l.pid from pg_locks l join pg_stat_activity a on a.pid = l.pid where a.datname = current_database() and not l.granted';
    await until('all to meet', async () => (await s.db.asOwner(waiting)).length === acts.length);
    await db.query('commit');
    return all;
  });
}

describe('an account is held', () => {
  it('by both resets, in words that say why, who may confirm, and what goes on', async () => {
    const p = await person(['SIGNER', 'PREPARER']);
    const token = await resetWhole(p);
    const refused = await signs(token);
    expect(refused).toMatchObject({ __typename: 'AccountHeld', code: 'ACCOUNT_HELD' });
    expect(refused.message).toMatch(
      /^这个账号的密码和动态验证码都由别人重置过，在确认是本人要求的以前，不能签发、发出，不能管理账号，也不能看联系方式；别的事照常办。请.+在办公台上确认，确认以后马上恢复。$/u,
    );
    expect((await s.ask('{ regulationList { nodes { id } } }', {}, token)).errors).toEqual([]);
    expect(await code('createRegulation', { title: '河道条例', kind: 'REGULATION', making: 'ENACT' }, token)).toBe(
      'DONE',
    );
    expect(
      await s.db.asOwner(
        `select act, detail from audit_record where object_id = $1 and act in ('holdAccount', 'resetPassword', 'resetSecondFactor') and outcome = 'DONE' order by at, act`,
        [p.id],
      ),
    ).toEqual([
      { act: 'resetSecondFactor', detail: null },
      { act: 'holdAccount', detail: { bySomebody: true } },
      { act: 'resetPassword', detail: { sessions: 0 } },
    ]);
  });

  it('for every act that asks for a confirmed identity, which it cannot confirm', async () => {
    const p = await person(['SIGNER', 'PREPARER', 'ADMINISTRATOR']);
    const token = await resetWhole(p);
    const marked = operations.filter((o) => needsReauthentication(o.permission));
    expect(marked.length).toBeGreaterThan(20);
    for (const o of marked) {
      const { data } = await s.ask(
        o.document,
        o.variables(() => BOGUS),
        token,
      );
      expect([o.name, data?.r?.code]).toEqual([o.name, 'ACCOUNT_HELD']);
    }
    expect(await code('confirmIdentity', { password: `chosen-by-somebody-${chosen}` }, token)).toBe('ACCOUNT_HELD');
  });

  it('whichever comes first, and where it is stopped and started instead', async () => {
    const [a, b] = [await person(['SIGNER']), await person(['SIGNER'])];
    const first = await newPassword(a);
    await noFactor(a);
    expect(await isHeld(await enter(a, first))).toBe(true);
    await done('disableAccount', { accountId: b.id, reason: '借调' });
    await noFactor(b);
    const started = await done('enableAccount', { accountId: b.id });
    expect(await isHeld(await enter(b, String(started.activationPassword)))).toBe(true);
  });

  it('also by two administrators, one each, and by the operator of the machine', async () => {
    const other = await person(['ADMINISTRATOR'], s.home, false);
    const p = await person(['SIGNER']);
    await noFactor(p, other.token);
    expect(await isHeld(await enter(p, await newPassword(p)))).toBe(true);
    expect((await noticeOf(p.id))?.resets.map((r) => r.what)).toEqual(['SECOND_FACTOR', 'PASSWORD']);
    const q = await person(['SIGNER']);
    const access = s.running.app.get(AccessService);
    expect(await isHeld(await enter(q, (await access.resetPassword(q.username, true)) ?? ''))).toBe(true);
    expect((await noticeOf(q.id))?.resets).toEqual([
      { what: 'PASSWORD', by: null },
      { what: 'SECOND_FACTOR', by: null },
    ]);
    const r = await person(['SIGNER'], s.home, false);
    expect(await isHeld(await enter(r, (await access.resetPassword(r.username, true)) ?? ''))).toBe(false);
  });

  it('through a new password, a newly bound factor and signing in by both', async () => {
    const p = await person(['SIGNER']);
    const token = await resetWhole(p);
    const password = `chosen-by-somebody-${chosen}`;
    const begun = await s.ask(
      'mutation ($input: BeginSecondFactorInput!) { r: beginSecondFactor(input: $input) { ... on SecondFactorBegun { secret } } }',
      { input: { password } },
      token,
    );
    const secret = String(begun.data?.r?.secret);
    await done('confirmSecondFactor', { code: shownCode(secret) }, token);
    await timePasses();
    expect(await isHeld(await signIn(p.username, password, shownCode(secret, 1)))).toBe(true);
  });
});

describe('an account is not held', () => {
  it('by its first activation, nor by one reset of a slip that was never used', async () => {
    const fresh = await act('createAccount', {
      username: 'never-in',
      displayName: '新人',
      grants: [{ role: 'SIGNER' }],
    });
    expect(fresh.__typename).toBe('AccountCreated');
    const [{ id } = { id: '' }] = await s.db.asOwner<{ id: string }>(
      `select id from account where username = 'never-in'`,
    );
    const p: Person = { id, username: 'never-in', token: '', secret: '' };
    await noFactor(p);
    const token = await enter(p, await newPassword(p));
    expect(await isHeld(token)).toBe(false);
    expect(await s.db.asOwner('select 1 from account_reset where account_id = $1', [id])).toEqual([]);
  });

  it('by one of the two alone, nor where no second factor was bound', async () => {
    const [a, b, c] = [await person(['SIGNER']), await person(['SIGNER']), await person(['SIGNER'], s.home, false)];
    await timePasses();
    expect(await isHeld(await enter(a, await newPassword(a), shownCode(a.secret)))).toBe(false);
    await noFactor(b);
    expect(await isHeld(await signIn(b.username, PASSWORD))).toBe(false);
    expect(await isHeld(await resetWhole(c))).toBe(false);
  });

  it('where a code of the second factor that stayed has made the password good', async () => {
    const p = await person(['SIGNER']);
    await timePasses();
    await enter(p, await newPassword(p), shownCode(p.secret));
    await noFactor(p);
    expect(await isHeld(await signIn(p.username, `chosen-by-somebody-${chosen}`))).toBe(false);
  });

  it('where a factor was bound anew under the password that stayed; signing in by that alone is not enough', async () => {
    const [bound, unbound] = [await person(['SIGNER']), await person(['SIGNER'])];
    for (const p of [bound, unbound]) await noFactor(p);
    const token = await signIn(bound.username, PASSWORD);
    const { secret } = await s.bind(token);
    await timePasses();
    expect(await isHeld(await enter(bound, await newPassword(bound), shownCode(secret, 1)))).toBe(false);
    await signIn(unbound.username, PASSWORD);
    expect(await isHeld(await enter(unbound, await newPassword(unbound)))).toBe(true);
  });
});

describe('confirming', () => {
  it('is a second person’s, who has confirmed the own identity; the account signs again at once', async () => {
    const [p, checker] = [await person(['SIGNER']), await s.home.token('CHECKER')];
    const token = await resetWhole(p);
    const { token: unsure } = await s.signIn(s.home.username('CHECKER'), PASSWORD);
    expect(await confirms(p, unsure)).toBe('REAUTHENTICATION_NEEDED');
    expect(await act('confirmReset', { accountId: p.id, expectedVersion: 1 }, checker)).toMatchObject({
      __typename: 'ResetNotice',
      isOver: true,
      confirmedBy: '云市yun-checker',
    });
    expect((await signs(token)).code).toBe('REAUTHENTICATION_NEEDED');
    expect(await code('confirmIdentity', { password: `chosen-by-somebody-${chosen}` }, token)).toBe('DONE');
    expect((await signs(token)).code).toBe('NOT_FOUND');
    expect(await confirms(p, checker)).toBe('NOT_HELD');
    expect(
      await s.db.asOwner(
        `select b.username as by from audit_record r join account b on b.id = r.account_id where r.object_id = $1 and r.act = 'confirmReset' and r.outcome = 'DONE'`,
        [p.id],
      ),
    ).toEqual([{ by: 'yun-checker' }]);
  });

  it('is nobody’s who reset it, who is new, or whose own password was given by others', async () => {
    const both = await person(['ADMINISTRATOR', 'PREPARER'], s.home, false);
    const other = await person(['ADMINISTRATOR', 'CHECKER'], s.home, false);
    const given = await person(['CHECKER'], s.home, false);
    const p = await person(['SIGNER']);
    await noFactor(p, other.token);
    await enter(p, await newPassword(p, both.token));
    for (const by of [both, other])
      expect(await act('confirmReset', { accountId: p.id, expectedVersion: 1 }, by.token)).toMatchObject({
        code: 'CANNOT_VOUCH',
        message: '这个账号是您重置的，不能再由您确认：请本机关另一位经办、审核或者签发确认。',
      });
    const late = await person(['CHECKER'], s.home, false);
    expect((await act('confirmReset', { accountId: p.id, expectedVersion: 1 }, late.token)).message).toMatch(
      /^您的角色是在重置以后才有的/u,
    );
    const borrowed = await enter(given, await newPassword(given));
    await done('confirmIdentity', { password: `chosen-by-somebody-${chosen}` }, borrowed);
    expect((await act('confirmReset', { accountId: p.id, expectedVersion: 1 }, borrowed)).message).toMatch(
      /^您自己的密码也由别人重置过/u,
    );
    await expect(confirms(p, await s.home.token('DRAFTER'))).rejects.toThrow('FORBIDDEN');
    await expect(confirms(p, admin)).rejects.toThrow('FORBIDDEN');
    expect((await noticeOf(p.id))?.isOver).toBe(false);
  });

  it('is none of the neighbours’, who are told nothing', async () => {
    const p = await person(['SIGNER']);
    await resetWhole(p);
    for (const role of ['PREPARER', 'CHECKER', 'SIGNER'] as const) {
      const token = await s.neighbour.token(role);
      expect(await confirms(p, token)).toBe('NOT_FOUND');
      expect(await notices(token)).toEqual([]);
    }
    expect(await code('confirmReset', { accountId: 'no id', expectedVersion: 1 }, await s.home.token('CHECKER'))).toBe(
      'NOT_FOUND',
    );
  });

  it('says nothing of what is reset afterwards, and nothing of what was not read', async () => {
    const [p, checker] = [await person(['SIGNER']), await s.home.token('CHECKER')];
    await resetWhole(p);
    const read = await expectedVersion(p);
    await newPassword(p);
    expect(await act('confirmReset', { accountId: p.id, expectedVersion: read }, checker)).toMatchObject({
      code: 'STALE_VERSION',
      currentVersion: read + 1,
    });
    expect(await confirms(p, checker)).toBe('DONE');
    // no second factor was bound since: whoever has this password has the account
    expect(await isHeld(await enter(p, await newPassword(p)))).toBe(true);
    expect((await noticeOf(p.id))?.resets).toHaveLength(2);
  });

  it('of two at once is one’s', async () => {
    const p = await person(['SIGNER']);
    await resetWhole(p);
    const [checker, preparer] = [await s.home.token('CHECKER'), await s.home.token('PREPARER')];
    const input = { accountId: p.id, expectedVersion: await expectedVersion(p) };
    const codes = await atOnce(
      p.id,
      () => code('confirmReset', input, checker),
      () => code('confirmReset', input, preparer),
    );
    expect(codes.sort()).toEqual(['DONE', 'NOT_HELD']);
  });

  it('never covers a reset that comes at the same moment', async () => {
    const p = await person(['SIGNER']);
    await resetWhole(p);
    const checker = await s.home.token('CHECKER');
    const input = { accountId: p.id, expectedVersion: await expectedVersion(p) };
    const [confirmed] = await atOnce(
      p.id,
      () => code('confirmReset', input, checker),
      () => code('resetPassword', { accountId: p.id }),
    );
    // whichever came first: what is told now stands, and holds that reset
    expect(['DONE', 'STALE_VERSION']).toContain(confirmed);
    const standing = (await notices(admin)).filter((n) => n.accountId === p.id && !n.isOver);
    expect(standing).toHaveLength(1);
    expect(standing[0]?.resets.at(-1)?.what).toBe('PASSWORD');
  });
});

describe('where nobody else may confirm', () => {
  it('it lasts a day from the notice, in words that say until when; one reset more begins it anew', async () => {
    const p = await person(['SIGNER', 'PREPARER', 'CHECKER']);
    await alone([p.id], async () => {
      const token = await resetWhole(p);
      expect((await signs(token)).message).toMatch(
        /没有别人能确认，已经通知本机关每一个账号，到 \d+月\d+日 \d\d:\d\d 自动恢复。$/u,
      );
      await later('23 hours 59 minutes');
      expect(await isHeld(token)).toBe(true);
      const again = await enter(p, await newPassword(p));
      await later('23 hours 59 minutes');
      expect(await isHeld(again)).toBe(true);
      await later('2 minutes');
      expect((await signs(again)).code).toBe('REAUTHENTICATION_NEEDED');
      expect(await noticeOf(p.id)).toMatchObject({ isOver: true, confirmedBy: null, confirmers: [] });
      await later('6 days 23 hours');
      expect(await noticeOf(p.id)).toBeDefined();
      await later('2 hours');
      expect(await noticeOf(p.id)).toBeUndefined();
    });
  });

  it('whoever comes only afterwards confirms nothing, and one whose own password was given counts for nobody', async () => {
    const [p, other] = [await person(['SIGNER']), await person(['CHECKER'], s.home, false)];
    await alone([p.id, other.id], async () => {
      await newPassword(other);
      await resetWhole(p);
      const late = await person(['PREPARER'], s.home, false);
      expect((await noticeOf(p.id))?.until).not.toBeNull();
      expect(await confirms(p, late.token)).toBe('CANNOT_VOUCH');
    });
  });

  it('where the one who could is stopped, the account is told how it goes on', async () => {
    const [p, other] = [await person(['SIGNER']), await person(['CHECKER'], s.home, false)];
    await alone([p.id, other.id], async () => {
      const token = await resetWhole(p);
      expect((await noticeOf(p.id, token))?.confirmers).toEqual([other.username]);
      await done('disableAccount', { accountId: other.id, reason: '退休' });
      expect((await signs(token)).message).toMatch(/能确认的人现在都不在了：请管理员再发一张激活单/u);
      await newPassword(p);
      expect((await noticeOf(p.id))?.until).not.toBeNull();
    });
  });
});

describe('everybody is told', () => {
  it('in the legislature, also contact points; a todo waits for those alone who may confirm', async () => {
    const p = await person(['SIGNER']);
    const token = await resetWhole(p);
    const tokens = [admin, token, await s.home.officer(), ...(await all(['PREPARER', 'CHECKER', 'SIGNER', 'DRAFTER']))];
    const told = await Promise.all(tokens.map((t) => noticeOf(p.id, t)));
    expect(told.map((n) => n?.mayConfirm)).toEqual([false, false, false, true, true, true, false]);
    expect(told.map((n) => n?.isOwn)).toEqual([false, true, false, false, false, false, false]);
    expect(told[0]).toMatchObject({ name: p.username, isOver: false, until: null });
    const waits = async (t: string): Promise<boolean> => {
      const { data } = await s.ask(
        '{ r: todos(first: 200) { nodes { kind target { __typename ... on ResetNotice { accountId } } } } }',
        {},
        t,
      );
      return JSON.stringify(data?.r).includes(
        `"RESET_TO_CONFIRM","target":{"__typename":"ResetNotice","accountId":"${p.id}"`,
      );
    };
    expect(await Promise.all(tokens.map(waits))).toEqual([false, false, false, true, true, true, false]);
    expect(await confirms(p, await s.home.token('CHECKER'))).toBe('DONE');
    expect(await Promise.all(tokens.map(waits))).toEqual([false, false, false, false, false, false, false]);
    expect((await noticeOf(p.id, tokens[2] ?? ''))?.confirmedBy).toBe('云市yun-checker');
  });
  const all = (roles: readonly ('PREPARER' | 'CHECKER' | 'SIGNER' | 'DRAFTER')[]): Promise<string[]> =>
    Promise.all(roles.map((r) => s.home.token(r)));

  it('a role that is taken back hides nothing, and the list of accounts says it', async () => {
    const p = await person(['SIGNER', 'PREPARER']);
    await resetWhole(p);
    await done('revokeRole', { accountId: p.id, role: 'SIGNER' });
    await done('revokeRole', { accountId: p.id, role: 'PREPARER' });
    expect((await noticeOf(p.id))?.isOver).toBe(false);
    const { data } = await s.ask(
      'query($w: String) { r: accountList(first: 10, filter: { words: $w }) { nodes { username heldAt heldUntil } } }',
      { w: p.username },
      admin,
    );
    expect(data?.r).toEqual([{ username: p.username, heldAt: expect.any(String) as string, heldUntil: null }]);
  });
});

describe('who runs the installation', () => {
  it('is confirmed by another who runs it and did none of the resets; alone it lasts a day', async () => {
    const founder = await s.administrator();
    const NONE = '-';
    const runs = async (username: string): Promise<Person> => {
      const first = String(
        (
          await s.ask(
            'mutation ($input: CreateAccountInput!) { r: createAccount(input: $input) { ... on AccountCreated { activationPassword } } }',
            { input: { username, displayName: username, grants: [{ role: 'SYSTEM_ADMINISTRATOR' }] } },
            founder,
            { 'x-legislature': NONE },
          )
        ).data?.r?.activationPassword,
      );
      const token = await s.activate(username, first);
      const [{ id } = { id: '' }] = await s.db.asOwner<{ id: string }>('select id from account where username = $1', [
        username,
      ]);
      return { id, username, token, secret: (await s.bind(token)).secret };
    };
    const held = await runs('runs-one');
    const other = await runs('runs-two');
    const whole = async (): Promise<string> => {
      await done('resetSecondFactor', { username: held.username }, founder, NONE);
      const reset = await done('resetPassword', { accountId: held.id }, founder, NONE);
      return enter(held, String(reset.activationPassword));
    };
    const token = await whole();
    const input = { accountId: held.id, expectedVersion: 1 };
    expect(await code('disableAccount', { accountId: other.id, reason: '试试' }, token)).toBe('ACCOUNT_HELD');
    expect(await code('confirmReset', input, founder, NONE)).toBe('CANNOT_VOUCH');
    expect(await code('confirmReset', input, await s.home.token('CHECKER'))).toBe('NOT_FOUND');
    expect(await notices(founder, s.home.code)).toEqual(await notices(admin));
    expect((await noticeOf(held.id, other.token))?.mayConfirm).toBe(true);
    expect(await code('confirmReset', input, other.token)).toBe('DONE');
    await done('disableAccount', { accountId: other.id, reason: '离开' }, founder, NONE);
    const again = String((await done('resetPassword', { accountId: held.id }, founder, NONE)).activationPassword);
    await enter(held, again);
    expect((await notices(founder, NONE))[0]).toMatchObject({ accountId: held.id, isOver: false, confirmers: [] });
    expect((await notices(founder, NONE))[0]?.until).not.toBeNull();
  });
});
