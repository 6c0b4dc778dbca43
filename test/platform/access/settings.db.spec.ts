/** 设置 of a legislature: changed with the version that was read, each change noted; a profile that says first what it means. */
import type { Client } from '../../support/client.js';
import { client, refusal, withRoles } from '../../support/round.js';
import { startTestService, type TestService } from '../../support/service.js';
import { ledgerFaults } from '../../support/verified.js';

let s: TestService;
let admin: Client;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  admin = await client(s, 'ADMINISTRATOR');
});
afterAll(() => s.close());

interface Settings {
  version: number;
  organName: string;
  documentWord: string;
  contactName: string | null;
  minimumDays: number;
  minimumDaysSource: string;
  name: string;
  profile: string;
  changes: { setting: string; was: string | null; becomes: string | null; by: string | null }[];
}
const FIELDS =
  'version name organName documentWord contactName minimumDays minimumDaysSource profile changes { setting was becomes by }';
const settings = async (by: Client = admin): Promise<Settings> =>
  (await by.ask<{ legislature: Settings }>(`{ legislature { ${FIELDS} } }`)).legislature;
const change = async (changed: object, by: Client = admin, expectedVersion?: number): Promise<Settings> => {
  const { name, organName, documentWord, minimumDays, minimumDaysSource, version } = await settings(by);
  return by.act(
    'changeLegislature',
    {
      expectedVersion: expectedVersion ?? version,
      name,
      organName,
      documentWord,
      minimumDays,
      minimumDaysSource,
      ...changed,
    },
    'LegislatureSettings',
    FIELDS,
  );
};

describe('the settings', () => {
  it('are changed one by one, and say who changed which from what to what', async () => {
    const before = await settings();
    const after = await change({
      documentWord: '云常法函',
      minimumDays: 20,
      minimumDaysSource: '省地方立法条例第三条',
    });
    expect(after).toMatchObject({ documentWord: '云常法函', minimumDays: 20, organName: before.organName });
    expect(after.version).toBe(before.version + 1);
    expect(new Map(after.changes.map((c) => [c.setting, [c.was, c.becomes, c.by]]))).toEqual(
      new Map([
        ['DOCUMENT_WORD', ['云市人常法工函', '云常法函', '云市yun-administrator']],
        ['MINIMUM_DAYS', ['30', '20', '云市yun-administrator']],
        ['MINIMUM_DAYS_SOURCE', ['立法法第四十条', '省地方立法条例第三条', '云市yun-administrator']],
      ]),
    );
    const next = await change({ contactName: '陆清和', minimumDays: 25 });
    expect(next.changes.filter((c) => c.setting === 'MINIMUM_DAYS')).toEqual([
      { setting: 'MINIMUM_DAYS', was: '20', becomes: '25', by: '云市yun-administrator' },
    ]);
    expect(next.contactName).toBe('陆清和');
    expect((await change({ contactName: null })).contactName).toBeNull();
    expect(
      await s.db.asOwner(
        `select detail from audit_record where act = 'changeLegislature' and outcome = 'DONE' order by at`,
      ),
    ).toEqual([{ detail: { settings: 3 } }, { detail: { settings: 2 } }, { detail: { settings: 1 } }]);
  });

  it('that are as they were note nothing', async () => {
    const before = await settings();
    expect((await change({ contactName: before.contactName })).version).toBe(before.version);
  });

  it('refuses a version that was read before somebody else saved, and shows the one that stands', async () => {
    const { version } = await settings();
    const [one, other] = await Promise.allSettled([
      change({ contactName: '甲' }, admin, version),
      change({ contactName: '乙' }, admin, version),
    ]);
    const lost = [one, other].filter((r) => r.status === 'rejected');
    expect(lost.map((r) => (r.reason as { code: string }).code)).toEqual(['STALE_VERSION']);
    const { name, organName, documentWord, minimumDays, minimumDaysSource } = await settings();
    const answer = await s.ask(
      `mutation ($i: ChangeLegislatureInput!) { r: changeLegislature(input: $i) { __typename ... on StaleVersion { currentVersion current { ... on LegislatureSettings { contactName } } } } }`,
      { i: { expectedVersion: version, name, organName, documentWord, minimumDays, minimumDaysSource } },
      await s.home.token('ADMINISTRATOR'),
    );
    expect(answer.data?.r).toEqual({
      __typename: 'StaleVersion',
      currentVersion: version + 1,
      current: { contactName: expect.stringMatching(/^[甲乙]$/) as string },
    });
  });

  it.each([{ name: '' }, { documentWord: '  ' }, { minimumDays: 0 }, { minimumDays: 366 }, { minimumDaysSource: '' }])(
    'refuses %j by field',
    async (wrong) => {
      expect(await refusal(change(wrong))).toBe('INVALID_INPUT');
    },
  );

  it('asks for a confirmed identity, and is the own legislature’s alone', async () => {
    const own = await settings();
    await change({ contactName: '邻' }, await client(s, 'ADMINISTRATOR', s.neighbour));
    expect(await settings()).toEqual(own);
    await s.db.asOwner('update session set reauthenticated_at = null');
    expect(await refusal(change({ contactName: '不' }))).toBe('REAUTHENTICATION_NEEDED');
    await s.db.asOwner('update session set reauthenticated_at = now()');
  });
});

describe('another profile', () => {
  interface Effect {
    says: string[];
    blocked: { name: string; words: string }[];
  }
  const effect = async (profile: string): Promise<Effect> =>
    (
      await admin.ask<{ profileEffect: Effect }>(
        `{ profileEffect(profile: ${profile}) { says blocked { name words } } }`,
      )
    ).profileEffect;
  const take = async (profile: string): Promise<Settings> =>
    admin.act('changeProfile', { expectedVersion: (await settings()).version, profile }, 'LegislatureSettings', FIELDS);

  it('says what would be different, and changes nothing by saying it', async () => {
    expect(await effect('SIMPLE')).toEqual({ says: ['本机关现在就是“简易”档，没有什么要变。'], blocked: [] });
    expect(await effect('STANDARD')).toEqual({
      says: ['采纳情况表要先审核，才能签发：经办、审核、签发是三个人。还没有签发的也一样。', '现在有 1 人可以审核。'],
      blocked: [],
    });
    expect((await settings()).profile).toBe('SIMPLE');
  });

  it('counts as 审核 whoever can sign in, and says where nobody of them can', async () => {
    const hands = async (): Promise<string | undefined> => (await effect('STANDARD')).says[1];
    await admin.act(
      'createAccount',
      { username: 'never-came', displayName: '未到', grants: [{ role: 'CHECKER' }] },
      'AccountCreated',
      'expiresAt',
    );
    expect(await hands()).toBe('现在有 1 人可以审核。');
    await withRoles(s, 'long-gone', ['CHECKER']);
    expect(await hands()).toBe('现在有 2 人可以审核。');
    const sleep = (username: string): Promise<unknown> =>
      s.db.asOwner(
        `update account set last_signed_in_at = now() - interval '400 days', password_set_at = now() - interval '400 days' where username = $1`,
        [username],
      );
    await sleep('long-gone');
    expect(await hands()).toBe('现在有 1 人可以审核。');
    await sleep(s.home.username('CHECKER'));
    expect(await hands()).toBe(
      '担任审核的 3 人现在都不能登录：采纳情况表会停在审核这一步，请先让其中一位能登录，或者给另一位同事“审核”这个角色。',
    );
    await s.db.asOwner('update account set last_signed_in_at = now() where username = $1', [
      s.home.username('CHECKER'),
    ]);
    await s.db.asOwner(
      `update role_grant set revoked_at = now() where account_id in (select id from account where username in ('never-came', 'long-gone'))`,
    );
  });

  it('is taken, noted, and can be taken back', async () => {
    const after = await take('STANDARD');
    expect([after.profile, after.changes.find((c) => c.setting === 'PROFILE')]).toEqual([
      'STANDARD',
      { setting: 'PROFILE', was: 'SIMPLE', becomes: 'STANDARD', by: '云市yun-administrator' },
    ]);
    expect((await effect('SIMPLE')).says).toEqual(['采纳情况表可以不经审核直接签发；经办和签发仍然不能是同一个人。']);
    expect((await take('SIMPLE')).profile).toBe('SIMPLE');
  });

  it('that keeps roles apart names whoever holds them together, and is not taken', async () => {
    await withRoles(s, 'both-hands', ['ADMINISTRATOR', 'PREPARER']);
    const { says, blocked } = await effect('STRICT');
    expect(blocked.map((b) => b.name)).toContain('both-hands');
    expect(blocked.find((b) => b.name === 'both-hands')?.words).toBe(
      'both-hands同时是“管理员”、“经办”：请先由不同的账号担任。',
    );
    expect(says.some((w) => /机关里的人登录都要动态验证码：现在有 \d+ 人没有绑定/.test(w))).toBe(true);
    expect(await refusal(take('STRICT'))).toBe('PROFILE_BLOCKED');
    expect((await settings()).profile).toBe('SIMPLE');
    // whoever holds two roles elsewhere does not stand in the way here
    expect(blocked.map((b) => b.name)).not.toContain('乙市yi-administrator');
  });
});

it('every change is sealed, and fits', async () => {
  expect(await ledgerFaults(s)).toEqual([]);
  await s.db.asOwner(`update legislature_change set becomes = '1' where setting = 'MINIMUM_DAYS' and becomes = '25'`);
  expect(await ledgerFaults(s)).toEqual(['ROW_ALTERED legislature_change']);
});
