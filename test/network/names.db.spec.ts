/** Names that were wrong: of contact points, regulations and people; what was written under the old one stays. */
import type { Client } from '../support/client.js';
import {
  client,
  decide,
  LETTERS,
  type LettersDone,
  NEXT_TEXT,
  officer,
  openRound,
  pointOf,
  publishDraft,
  refusal,
  reportOne,
} from '../support/round.js';
import { startTestService, type TestService } from '../support/service.js';

let s: TestService;
let admin: Client;
let preparer: Client;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  [admin, preparer] = [await client(s, 'ADMINISTRATOR'), await client(s, 'PREPARER')];
});
afterAll(() => s.close());

interface Point {
  id: string;
  name: string;
  shortName: string;
  address: string | null;
  version: number;
}
const POINT = 'id name shortName address version';
let made = 0;
const create = (): Promise<Point> =>
  admin.act(
    'createContactPoint',
    { name: `东街${++made}社区基层立法联系点`, shortName: '东街', level: 'MUNICIPAL', address: '东街 1 号' },
    'ContactPoint',
    POINT,
  );
const rename = (p: Point, more: object = {}, by = admin): Promise<Point> =>
  by.act(
    'renameContactPoint',
    {
      contactPointId: p.id,
      expectedVersion: p.version,
      name: `西街${p.id.slice(0, 4)}社区基层立法联系点`,
      shortName: '西街',
      address: '西街 2 号',
      ...more,
    },
    'ContactPoint',
    POINT,
  );

describe('a contact point', () => {
  it('gets its right names, and the ledger says who did it without them', async () => {
    const point = await create();
    expect(await rename(point)).toMatchObject({
      id: point.id,
      name: `西街${point.id.slice(0, 4)}社区基层立法联系点`,
      shortName: '西街',
      address: '西街 2 号',
      version: 2,
    });
    const noted = await s.db.asOwner<{ act: string; detail: object | null }>(
      `select act, detail from audit_record where object_id = $1 and act = 'renameContactPoint'`,
      [point.id],
    );
    expect(noted).toEqual([{ act: 'renameContactPoint', detail: null }]);
  });

  it('may not take the full name of another; its own it keeps', async () => {
    const [one, other] = [await create(), await create()];
    expect(await refusal(rename(one, { name: other.name }))).toBe('NAME_TAKEN');
    expect(await rename(one, { name: one.name, shortName: '只改简称' })).toMatchObject({ shortName: '只改简称' });
  });

  it.each([
    [{ name: '一' }, 'INVALID_INPUT'],
    [{ shortName: '' }, 'INVALID_INPUT'],
    [{ address: '长'.repeat(121) }, 'INVALID_INPUT'],
    [{ expectedVersion: 9 }, 'STALE_VERSION'],
  ])('%j is refused: %s', async (more, code) => {
    expect(await refusal(rename(await create(), more))).toBe(code);
  });

  it('of another legislature is not found; one that both ask is not one’s alone; an officer may not', async () => {
    const point = await create();
    const stranger = await client(s, 'ADMINISTRATOR', s.neighbour);
    expect(await refusal(rename(point, {}, stranger))).toBe('NOT_FOUND');
    expect(await refusal(rename(point, {}, await officer(s)))).toBe('FORBIDDEN');
    await s.db.asOwner(
      `insert into engagement (id, legislature_id, contact_point_id, since) values (gen_random_uuid(), $1, $2, '2026-01-01')`,
      [s.neighbour.id, point.id],
    );
    for (const by of [admin, stranger])
      await expect(rename(point, {}, by)).rejects.toThrow(`“${point.name}”另有别的立法机关聘用`);
    await s.db.asOwner(
      `update engagement set until = '2026-02-01' where legislature_id = $1 and contact_point_id = $2`,
      [s.neighbour.id, point.id],
    );
    expect((await rename(point)).shortName).toBe('西街');
  });

  it('is renamed once where two act at once', async () => {
    const point = await create();
    const done = await Promise.allSettled([rename(point), rename(point, { shortName: '北街' }, preparer)]);
    expect(done.map((d) => d.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(done.find((d) => d.status === 'rejected')).toMatchObject({ reason: { code: 'STALE_VERSION' } });
  });

  it('stands under its code by the new name; a letter that was composed keeps the old one', async () => {
    const round = await openRound(s, ['红河居委会']);
    const { id } = pointOf(round);
    const comment = await reportOne(round, 0, '应当每日检查两次。');
    await decide(s, round, new Map([[comment, 'NOT_ADOPTED']]));
    await publishDraft(s, round.regulationId, 'DRAFT', NEXT_TEXT);
    const compose = (): Promise<LettersDone> =>
      preparer.act<LettersDone>(
        'composeLetters',
        { consultationId: round.consultationId, contactPointIds: [id] },
        'LettersDone',
        LETTERS,
      );
    const [letter] = (await compose()).letters;
    const { contactPoints } = await admin.ask<{ contactPoints: Point[] }>(
      `query { contactPoints { nodes { ${POINT} } } }`,
    );
    const before = contactPoints.find((p) => p.id === id) as Point;
    await rename(before, { name: '红河新村基层立法联系点', shortName: '红河新村' });
    const { letter: kept, regulation } = await preparer.ask<{
      letter: { text: string[]; snapshotSha256: string };
      regulation: { lawCodes: { contactPointId: string | null; label: string }[] };
    }>(
      'query($l: ID!, $r: ID!) { letter(id: $l) { text snapshotSha256 } regulation(id: $r) { lawCodes { nodes { contactPointId label } } } }',
      { l: letter?.id, r: round.regulationId },
    );
    expect(kept.text.join('\n')).toContain(before.name);
    expect(kept.text.join('\n')).not.toContain('红河新村');
    expect(kept.snapshotSha256).toBe(letter?.snapshotSha256);
    expect(regulation.lawCodes.map((c) => [c.contactPointId, c.label])).toEqual(
      expect.arrayContaining([
        [null, '法规码'],
        [id, '红河新村'],
      ]),
    );
    expect(await (await s.send(`/l/${pointOf(round).code}`)).text()).toContain('红河新村');
  });
});

describe('a regulation', () => {
  const begin = (title: string, by = preparer): Promise<{ id: string; version: number }> =>
    by.act('createRegulation', { title, kind: 'REGULATION', making: 'ENACT' }, 'Regulation', 'id version');
  const name = (id: string, expectedVersion: number, title: string, by = preparer): Promise<{ title: string }> =>
    by.act('renameRegulation', { regulationId: id, expectedVersion, title }, 'Regulation', 'title version');

  it('gets its right name, once where two act; the text keeps its printed title', async () => {
    const { id, version } = await begin('云市停车管里条例');
    const draftId = await publishDraft(s, id, 'DRAFT', NEXT_TEXT);
    const done = await Promise.allSettled([name(id, version, '云市停车管理条例'), name(id, version, '云市停车条例')]);
    expect(done.map((d) => d.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(done.find((d) => d.status === 'rejected')).toMatchObject({ reason: { code: 'STALE_VERSION' } });
    const { draft } = await preparer.ask<{ draft: { title: string } }>('query($d: ID!) { draft(id: $d) { title } }', {
      d: draftId,
    });
    expect(draft.title).toBe('电梯条例（草案）');
  });

  it('is refused a name that another one has, one that is none, and to others', async () => {
    const { id, version } = await begin('云市噪声条例');
    await begin('云市烟花条例');
    expect(await refusal(name(id, version, '云市烟花条例'))).toBe('NAME_TAKEN');
    expect(await refusal(name(id, version, '短'))).toBe('INVALID_INPUT');
    expect(await refusal(name(id, version, '别人的条例', await client(s, 'PREPARER', s.neighbour)))).toBe('NOT_FOUND');
    expect(await refusal(name(id, version, '别人的条例', await officer(s)))).toBe('FORBIDDEN');
    const there = await client(s, 'PREPARER', s.neighbour);
    const theirs = await begin('乙市烟花条例', there);
    expect((await name(theirs.id, theirs.version, '云市烟花条例', there)).title).toBe('云市烟花条例');
  });
});

describe('a person', () => {
  const idOf = async (username: string): Promise<string> =>
    (await s.db.asOwner<{ id: string }>('select id from account where username = $1', [username]))[0]?.id ?? '';
  const name = (accountId: string, displayName: string, by = admin): Promise<{ displayName: string }> =>
    by.act('renameAccount', { accountId, displayName }, 'ManagedAccount', 'displayName');

  it('gets the right name, the administrator too; the ledger holds none', async () => {
    const id = await idOf(s.home.username('PREPARER'));
    expect((await name(id, '张三')).displayName).toBe('张三');
    const { viewer } = await preparer.ask<{ viewer: { displayName: string } }>('{ viewer { displayName } }');
    expect(viewer.displayName).toBe('张三');
    const noted = await s.db.asOwner(`select detail from audit_record where object_id = $1 and act = 'renameAccount'`, [
      id,
    ]);
    expect(noted).toEqual([{ detail: null }]);
    expect((await name(await idOf(s.home.username('ADMINISTRATOR')), '李四')).displayName).toBe('李四');
  });

  it('is refused an empty name, to the neighbour, to whoever is no administrator, and where the account is shared', async () => {
    const id = await idOf(s.home.username('DRAFTER'));
    expect(await refusal(name(id, ' '))).toBe('INVALID_INPUT');
    expect(await refusal(name(id, '王五', await client(s, 'ADMINISTRATOR', s.neighbour)))).toBe('NOT_FOUND');
    expect(await refusal(name(id, '王五', preparer))).toBe('FORBIDDEN');
    await s.db.asOwner(
      `insert into role_grant (id, account_id, legislature_id, role, granted_at) values (gen_random_uuid(), $1, $2, 'DRAFTER', now())`,
      [id, s.neighbour.id],
    );
    await expect(name(id, '王五')).rejects.toThrow('不能由本机关更正姓名');
  });
});
