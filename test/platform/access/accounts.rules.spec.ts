/** 账号管理: every act × state × whose account it is, written out. */
import {
  accountActs,
  type AccountFacts,
  accountStates,
  administratorOf,
  type Domain,
  domains,
  judgeAct,
  judgeGrant,
  judgeRevoke,
  judgeTogether,
  type Profile,
  rolesOf,
  stateOf,
} from '../../../src/platform/access/accounts.rules.js';
import { type Role, roles } from '../../../src/platform/base/roles.rules.js';

const profiles: readonly Profile[] = ['SIMPLE', 'STANDARD', 'STRICT'];
const now = new Date('2026-06-30T00:00:00Z');
const daysAgo = (n: number): Date => new Date(now.getTime() - n * 86_400_000);
const facts = (more: Partial<AccountFacts>): AccountFacts => ({
  disabledAt: null,
  mustChangePassword: false,
  lastSignedInAt: null,
  passwordSetAt: daysAgo(0),
  ...more,
});

describe('how an account stands', () => {
  it.each([
    ['ACTIVE', facts({})],
    ['ACTIVE', facts({ lastSignedInAt: daysAgo(90), passwordSetAt: daysAgo(400) })],
    ['DORMANT', facts({ lastSignedInAt: daysAgo(91), passwordSetAt: daysAgo(400) })],
    ['DORMANT', facts({ lastSignedInAt: null, passwordSetAt: daysAgo(91) })],
    // a password given or chosen after the last sign-in counts too
    ['ACTIVE', facts({ lastSignedInAt: daysAgo(400), passwordSetAt: daysAgo(2) })],
    ['AWAITING_PASSWORD', facts({ mustChangePassword: true, passwordSetAt: daysAgo(400) })],
    ['DISABLED', facts({ disabledAt: daysAgo(1) })],
    ['DISABLED', facts({ disabledAt: daysAgo(1), mustChangePassword: true, lastSignedInAt: daysAgo(400) })],
  ] as const)('%s', (state, account) => expect(stateOf(account, now, 90)).toBe(state));

  it('is never dormant where that is switched off, and to the millisecond where it is on', () => {
    const long = facts({ lastSignedInAt: daysAgo(5000), passwordSetAt: daysAgo(5000) });
    expect(stateOf(long, now, 0)).toBe('ACTIVE');
    const edge = facts({ lastSignedInAt: daysAgo(90), passwordSetAt: daysAgo(5000) });
    expect([stateOf(edge, now, 90), stateOf(edge, new Date(now.getTime() + 1), 90)]).toEqual(['ACTIVE', 'DORMANT']);
  });
});

describe('which roles one account holds together', () => {
  const pairs = roles.flatMap((a) => roles.filter((b) => b > a).map((b) => [a, b] as const));
  const refused = (profile: Profile): string[] =>
    pairs
      .filter(([a, b]) => judgeTogether([a, b], profile) !== null)
      .map((p) => [...p].sort().join('+'))
      .sort();

  it('简易 and 标准: all of them, 经办 and 签发 too, since that these are different people is asked of every sheet', () => {
    expect(pairs).toHaveLength(21);
    expect([refused('SIMPLE'), refused('STANDARD')]).toEqual([[], []]);
    for (const profile of profiles)
      expect(judgeTogether(['PREPARER', 'CHECKER', 'SIGNER', 'DRAFTER', 'LIAISON_OFFICER'], profile)).toBeNull();
  });
  it('严格: an administrator of either kind nothing else', () => {
    expect(refused('STRICT')).toEqual(
      pairs
        .filter((p) => p.includes('ADMINISTRATOR') || p.includes('SYSTEM_ADMINISTRATOR'))
        .map((p) => [...p].sort().join('+'))
        .sort(),
    );
    expect(refused('STRICT')).toHaveLength(11);
    expect(judgeTogether(['SIGNER', 'ADMINISTRATOR'], 'STRICT')).toEqual({
      code: 'ROLES_APART',
      params: { alone: '管理员', other: '签发' },
    });
    for (const role of roles) expect(judgeTogether([role], 'STRICT')).toBeNull();
  });
});

it('the roles of the installation and of a legislature have nothing in common', () => {
  expect(rolesOf('INSTALLATION')).toEqual(['SYSTEM_ADMINISTRATOR']);
  expect(rolesOf('LEGISLATURE')).toEqual(roles.filter((r) => r !== 'SYSTEM_ADMINISTRATOR'));
  for (const d of domains) expect(rolesOf(d)).toContain(administratorOf[d]);
});

const yesNo = [true, false];
const code = (judged: { code: string } | null): string => judged?.code ?? '·';

describe('giving a role', () => {
  const on = {
    domain: 'LEGISLATURE' as Domain,
    isOwn: false,
    isShared: false,
    state: 'ACTIVE' as const,
    role: 'SIGNER' as Role,
    held: ['PREPARER'] as Role[],
    hasIt: false,
    profile: 'SIMPLE' as Profile,
  };
  const all = yesNo.flatMap((isOwn) =>
    accountStates.flatMap((state) =>
      yesNo.flatMap((hasIt) =>
        yesNo.flatMap((apart) => yesNo.map((isShared) => ({ isOwn, state, hasIt, apart, isShared }))),
      ),
    ),
  );

  it.each(all)(
    'own $isOwn, $state, held $hasIt, apart $apart, shared $isShared',
    ({ isOwn, state, hasIt, apart, isShared }) => {
      const judged = judgeGrant({
        ...on,
        isOwn,
        state,
        hasIt,
        isShared,
        ...(apart && { held: ['ADMINISTRATOR'], profile: 'STRICT' as const }),
      });
      expect(code(judged)).toBe(
        isOwn
          ? 'OWN_ACCOUNT'
          : state === 'DISABLED'
            ? 'WRONG_STATE'
            : hasIt
              ? 'ROLE_HELD'
              : apart
                ? 'ROLES_APART'
                : '·',
      );
    },
  );
  it('a second contact point is no second role that would have to be apart', () => {
    expect(judgeGrant({ ...on, role: 'LIAISON_OFFICER', held: ['LIAISON_OFFICER'], profile: 'STRICT' })).toBeNull();
    expect(judgeGrant({ ...on, role: 'ADMINISTRATOR', held: ['ADMINISTRATOR'], profile: 'STRICT' })).toBeNull();
  });
});

describe('taking a role back', () => {
  const all = domains.flatMap((domain) =>
    rolesOf(domain).flatMap((role) =>
      yesNo.flatMap((isOwn) =>
        yesNo.flatMap((hasIt) => yesNo.map((leavesNobody) => ({ domain, role, isOwn, hasIt, leavesNobody }))),
      ),
    ),
  );

  it.each(all)(
    '$role of the $domain, own $isOwn, held $hasIt, the last one $leavesNobody',
    ({ domain, role, isOwn, hasIt, leavesNobody }) => {
      const last = leavesNobody && (role === 'ADMINISTRATOR' || role === 'SYSTEM_ADMINISTRATOR');
      for (const state of accountStates) {
        expect(code(judgeRevoke({ domain, role, isOwn, hasIt, leavesNobody, state, isShared: false }))).toBe(
          isOwn ? 'OWN_ACCOUNT' : !hasIt ? 'ROLE_NOT_HELD' : last ? 'LAST_ADMINISTRATOR' : '·',
        );
      }
    },
  );
});

describe('what is done to the account of another', () => {
  const table = `
                        AWAITING_PASSWORD  ACTIVE       DORMANT      DISABLED
    disable             ·                  ·            ·            WRONG_STATE
    enable              WRONG_STATE        WRONG_STATE  ·            ·
    resetPassword       ·                  ·            ·            WRONG_STATE
    resetSecondFactor   ·                  ·            ·            ·`
    .trim()
    .split('\n')
    .map((l) => l.trim().split(/\s+/));

  it('by its state', () => {
    const [head, ...rows] = table;
    expect(head).toEqual([...accountStates]);
    expect(rows).toEqual(
      accountActs.map((act) => [
        act,
        ...accountStates.map((state) =>
          code(judgeAct(act, { domain: 'LEGISLATURE', isOwn: false, isShared: false, state, leavesNobody: false })),
        ),
      ]),
    );
  });

  const cell = (act: string, state: string): string =>
    table.find((r) => r[0] === act)?.[accountStates.indexOf(state as never) + 1] ?? '';
  const all = accountActs.flatMap((act) =>
    domains.flatMap((domain) =>
      accountStates.flatMap((state) =>
        yesNo.flatMap((isOwn) =>
          yesNo.flatMap((isShared) =>
            yesNo.map((leavesNobody) => ({ act, domain, state, isOwn, isShared, leavesNobody })),
          ),
        ),
      ),
    ),
  );
  it.each(all)(
    '$act in the $domain, $state, own $isOwn, shared $isShared, the last one $leavesNobody',
    ({ act, ...on }) => {
      const expected = on.isOwn
        ? act === 'resetSecondFactor'
          ? 'OWN_SECOND_FACTOR'
          : 'OWN_ACCOUNT'
        : on.isShared && on.domain === 'LEGISLATURE'
          ? 'ACCOUNT_SHARED'
          : cell(act, on.state) !== '·'
            ? 'WRONG_STATE'
            : act === 'disable' && on.leavesNobody
              ? 'LAST_ADMINISTRATOR'
              : '·';
      expect(code(judgeAct(act, on))).toBe(expected);
    },
  );
});
