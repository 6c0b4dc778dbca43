/**
 * Between people: who stands in 代理 does the work of another until a day and not a moment longer; who takes over 移交
 * finds on the first screen what was left open, and what the other had typed and not done.
 */
import { randomUUID } from 'node:crypto';
import type { Role } from '../../../src/platform/base/roles.rules.js';
import type { Client } from '../../support/client.js';
import { client, openRound, pointOf, refusal, setProfile, today, withRoles } from '../../support/round.js';
import { startTestService, type TestService } from '../../support/service.js';

let s: TestService;
let admin: Client;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  admin = await client(s, 'ADMINISTRATOR');
});
afterAll(() => s.close());
afterEach(() => setProfile(s, 'SIMPLE'));

let made = 0;
interface Person {
  id: string;
  name: string;
  by: Client;
}
async function person(roles: readonly Role[]): Promise<Person> {
  const name = `colleague-${++made}`;
  const by = await withRoles(s, name, roles);
  const [row] = await s.db.asOwner<{ id: string }>('select id from account where username = $1', [name]);
  return { id: row?.id ?? '', name, by };
}
interface Appointed {
  lent: { role: string; until: string }[];
  heldAlready: { role: string }[];
  until: string;
}
const appoint = (absent: Person, standIn: Person, until = today(3), note?: string): Promise<Appointed> =>
  admin.act(
    'appointStandIn',
    { absentAccountId: absent.id, standInAccountId: standIn.id, until, note },
    'StandInAppointed',
    'lent { role until } heldAlready { role } until',
  );
const handOver = (from: Person, to: Person, note?: string): Promise<{ moved: number; stayed: number }> =>
  admin.act(
    'handOverAccount',
    { fromAccountId: from.id, toAccountId: to.id, disableOld: true, note },
    'HandedOver',
    'moved: workingCopiesMoved stayed: workingCopiesStayed',
  );
const rolesOf = async (by: Client): Promise<string[]> =>
  (await by.ask<{ viewer: { roles: string[] } | null }>('{ viewer { roles } }')).viewer?.roles.sort() ?? [];
interface Handed {
  id: string;
  fromName: string;
  until: string | null;
  note: string | null;
  workingCopies: number;
  leftOpen: { words: string; figure: number; dueOn: string | null }[];
}
const handed = async (by: Client): Promise<Handed[]> =>
  (
    await by.ask<{ handedWork: Handed[] }>(
      '{ handedWork { id fromName until note workingCopies leftOpen { words figure dueOn } } }',
    )
  ).handedWork;
/** As if the day were over */
const over = (standIn: Person): Promise<unknown> =>
  s.db.asOwner(
    `update role_grant set revoked_at = clock_timestamp() where account_id = $1 and revoked_at > clock_timestamp()`,
    [standIn.id],
  );

describe('代理', () => {
  it('is of all lasting roles until the end of the day in the zone of the office, and of nothing afterwards', async () => {
    const [absent, standIn] = [await person(['PREPARER', 'DRAFTER']), await person(['CHECKER'])];
    const done = await appoint(absent, standIn, today(3));
    const midnight = new Date(`${today(4)}T00:00:00+08:00`).toISOString();
    expect(done.until).toBe(midnight);
    expect(done.lent).toEqual(expect.arrayContaining([{ role: 'PREPARER', until: midnight }]));
    expect(done.lent).toHaveLength(2);
    expect(await rolesOf(standIn.by)).toEqual(['CHECKER', 'DRAFTER', 'PREPARER']);
    // who is away keeps what is the own
    expect(await rolesOf(absent.by)).toEqual(['DRAFTER', 'PREPARER']);
    await over(standIn);
    expect(await rolesOf(standIn.by)).toEqual(['CHECKER']);
    const regulation = { title: '某某条例', kind: 'REGULATION', making: 'ENACT' };
    expect(await refusal(standIn.by.act('createRegulation', regulation, 'Regulation', 'id'))).toBe('FORBIDDEN');
  });

  it('is told to who stands in until it was read, with what was open, and to nobody else', async () => {
    const round = await openRound(s);
    const absent = await person(['PREPARER']);
    const standIn = await person(['DRAFTER']);
    await appoint(absent, standIn, today(1), '电梯那件催得紧，先看第九条。');
    const [told, ...more] = await handed(standIn.by);
    expect(more).toEqual([]);
    expect(told).toMatchObject({
      fromName: absent.name,
      note: '电梯那件催得紧，先看第九条。',
      until: new Date(`${today(2)}T00:00:00+08:00`).toISOString(),
      workingCopies: 0,
    });
    expect(round.points.length).toBeGreaterThan(0);
    expect([await handed(absent.by), await handed(admin)]).toEqual([[], []]);
    expect(await refusal(absent.by.act('readHandedWork', { id: told?.id }, 'HandedWork', 'id'))).toBe('NOT_FOUND');
    await standIn.by.act('readHandedWork', { id: told?.id }, 'HandedWork', 'id');
    expect(await handed(standIn.by)).toEqual([]);
  });

  it('asked again it moves the end to a later day, and holds each role once; an earlier day changes nothing', async () => {
    const [absent, standIn] = [await person(['SIGNER']), await person(['DRAFTER'])];
    await appoint(absent, standIn, today(1));
    expect((await appoint(absent, standIn, today(5))).lent).toHaveLength(1);
    expect((await appoint(absent, standIn, today(2))).heldAlready).toEqual([{ role: 'SIGNER' }]);
    const ends = await s.db.asOwner<{ at: Date }>(
      `select revoked_at as at from role_grant where account_id = $1 and role = 'SIGNER' and revoked_at > clock_timestamp()`,
      [standIn.id],
    );
    expect(ends.map((e) => e.at.toISOString())).toEqual([new Date(`${today(6)}T00:00:00+08:00`).toISOString()]);
  });

  it('ends at once where the role is taken back, and a role given for good outlasts it', async () => {
    const [absent, standIn] = [await person(['PREPARER', 'CHECKER']), await person(['DRAFTER'])];
    await appoint(absent, standIn);
    const change = { accountId: standIn.id, role: 'CHECKER' };
    await admin.act('revokeRole', change, 'ManagedAccount', 'id');
    expect(await rolesOf(standIn.by)).toEqual(['DRAFTER', 'PREPARER']);
    await admin.act('grantRole', { accountId: standIn.id, role: 'PREPARER' }, 'ManagedAccount', 'id');
    await over(standIn);
    expect(await rolesOf(standIn.by)).toEqual(['DRAFTER', 'PREPARER']);
  });

  it('is refused whole for a day that is over or too far, to oneself, of nothing, and where 严格 parts the roles', async () => {
    const [absent, standIn] = [await person(['PREPARER']), await person(['DRAFTER'])];
    for (const day of [today(-1), today(185), '2026-02-30', ''])
      expect(await refusal(appoint(absent, standIn, day))).toBe('INVALID_INPUT');
    expect(await refusal(appoint(absent, absent))).toBe('INVALID_INPUT');
    const [me] = await s.db.asOwner<{ id: string }>(`select id from account where username = 'yun-administrator'`);
    expect(await refusal(appoint(absent, { ...standIn, id: me?.id ?? '' }))).toBe('OWN_ACCOUNT');
    const nobody = await person(['CHECKER']);
    await admin.act('revokeRole', { accountId: nobody.id, role: 'CHECKER' }, 'ManagedAccount', 'id');
    expect(await refusal(appoint(nobody, standIn))).toBe('NOTHING_TO_HAND_OVER');
    const [foreign] = await s.db.asOwner<{ id: string }>(`select id from account where username = 'yi-preparer'`);
    expect(await refusal(appoint(absent, { ...standIn, id: foreign?.id ?? '' }))).toBe('NOT_FOUND');
    expect(await rolesOf(standIn.by)).toEqual(['DRAFTER']);
  });

  it('of the last administrator leaves the office its administrator', async () => {
    const [one, standIn] = [await person(['ADMINISTRATOR']), await person(['DRAFTER'])];
    await appoint(one, standIn);
    // whoever stands in does not count as one who stays
    const [me] = await s.db.asOwner<{ id: string }>(`select id from account where username = 'yun-administrator'`);
    const others = `select account_id from role_grant where role = 'ADMINISTRATOR' and legislature_id = $1 and account_id <> $2`;
    const waits = (yes: boolean): Promise<unknown> =>
      s.db.asOwner(`update account set must_change_password = ${yes} where id in (${others}) and id <> $3`, [
        s.home.id,
        me?.id,
        standIn.id,
      ]);
    await waits(true);
    const taken = standIn.by.act('revokeRole', { accountId: me?.id, role: 'ADMINISTRATOR' }, 'ManagedAccount', 'id');
    expect(await refusal(taken)).toBe('LAST_ADMINISTRATOR');
    await waits(false);
    await over(standIn);
  });
});

describe('移交', () => {
  it('takes along what was typed and not done, but for what the successor has typed about the same', async () => {
    const [old, successor] = [await person(['PREPARER']), await person(['DRAFTER'])];
    const [both, one] = [randomUUID(), randomUUID()];
    const save = (by: Client, targetId: string, body: string): Promise<unknown> =>
      by.act('saveWorkingCopy', { kind: 'handling', targetId, body }, 'WorkingCopy', 'targetId');
    await save(old.by, both, '"他写的"');
    await save(old.by, one, '"他写了一半的"');
    await save(successor.by, both, '"我写的"');
    expect(await handOver(old, successor, '第一条先办。')).toMatchObject({ moved: 1, stayed: 1 });
    const copy = async (targetId: string): Promise<string | undefined> =>
      (
        await successor.by.ask<{ workingCopy: { body: string } | null }>(
          'query ($t: ID!) { workingCopy(kind: "handling", targetId: $t) { body } }',
          { t: targetId },
        )
      ).workingCopy?.body;
    expect([await copy(both), await copy(one)]).toEqual(['"我写的"', '"他写了一半的"']);
    expect(await handed(successor.by)).toMatchObject([
      { fromName: old.name, note: '第一条先办。', until: null, workingCopies: 1 },
    ]);
  });

  it('says what waited at a contact point, and the old account opens nothing', async () => {
    const round = await openRound(s);
    const unitId = pointOf(round, 0).id;
    const officerNamed = async (): Promise<Person> => {
      const name = `colleague-${++made}`;
      const done = await admin.act<{ activationPassword: string; account: { id: string } }>(
        'createAccount',
        { username: name, displayName: name, grants: [{ role: 'LIAISON_OFFICER', unitId }] },
        'AccountCreated',
        'activationPassword account { id }',
      );
      const { Client: Anyone } = await import('../../support/client.js');
      return { id: done.account.id, name, by: new Anyone(s.url, await s.activate(name, done.activationPassword)) };
    };
    const [old, successor] = [await officerNamed(), await person(['DRAFTER'])];
    await handOver(old, successor);
    const [told] = await handed(successor.by);
    expect(told?.leftOpen.find((w) => w.words.includes('等着签收'))).toMatchObject({ figure: 2 }); // both rounds of this file asked there
    expect(await refusal(old.by.ask('{ handedWork { id } }'))).toBe('UNAUTHENTICATED');
    expect(await rolesOf(successor.by)).toEqual(['DRAFTER', 'LIAISON_OFFICER']);
  });
});
