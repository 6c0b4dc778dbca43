/** 联系点: who set it up, who works there, where it stands in the tree, and who else asks it. */
import type { Client } from '../support/client.js';
import { client, officer, refusal, today } from '../support/round.js';
import { startTestService, type TestService } from '../support/service.js';

let s: TestService;
let admin: Client;
let stranger: Client;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'info' });
  admin = await client(s, 'ADMINISTRATOR');
  stranger = await client(s, 'ADMINISTRATOR', s.neighbour);
});
afterAll(() => s.close());

interface Point {
  id: string;
  name: string;
  version: number;
  parentId: string | null;
}
const POINT = `id name shortName level kind parentId address region subjects: fields version childCount descendantCount engagedSince
  alsoEngagedBy establishments { organ since years until plaque }`;
let made = 0;
const create = (more: object = {}, by = admin): Promise<Point> =>
  by.act(
    'createContactPoint',
    { name: `南街${++made}社区基层立法联系点`, shortName: `南街${made}`, level: 'MUNICIPAL', ...more },
    'ContactPoint',
    POINT,
  );
const update = (p: Pick<Point, 'id' | 'version'>, more: object, by = admin): Promise<Point> =>
  by.act('updateContactPoint', { contactPointId: p.id, expectedVersion: p.version, ...more }, 'ContactPoint', POINT);
const people = async (p: Pick<Point, 'id'>, by = admin): Promise<unknown[]> =>
  (
    await by.act<{ people: unknown[] }>(
      'readContactPeople',
      { contactPointId: p.id },
      'ContactPeople',
      'people { role name phone }',
    )
  ).people;

const ORGANS = [
  { organ: '云市人民代表大会常务委员会', since: '2021-06-01', years: 5, plaque: '云市人大常委会基层立法联系点' },
  { organ: '全国人民代表大会常务委员会法制工作委员会', since: '2023-03-15', until: '2028-03-14' },
];

describe('a contact point is corrected part by part', () => {
  it('and what is left out stays', async () => {
    const point = await create({ address: '南街 1 号', fields: ['物业'] });
    const first = await update(point, { kind: 'LIAISON_STATION', region: '河西区', fields: ['物业', '电梯'] });
    expect(first).toMatchObject({
      name: point.name,
      kind: 'LIAISON_STATION',
      level: 'MUNICIPAL',
      address: '南街 1 号',
      region: '河西区',
      subjects: ['物业', '电梯'],
      version: 2,
      establishments: [],
    });
    const second = await update(first, { establishments: ORGANS, address: null });
    expect(second).toMatchObject({
      address: null,
      region: '河西区',
      version: 3,
      establishments: [
        { ...ORGANS[0], until: null },
        { ...ORGANS[1], years: null, plaque: null },
      ],
    });
    expect(await update(second, { establishments: [ORGANS[1]] })).toMatchObject({
      establishments: [{ organ: '全国人民代表大会常务委员会法制工作委员会' }],
    });
  });

  it.each([
    [{ name: '一' }, 'INVALID_INPUT'],
    [{ fields: [''] }, 'INVALID_INPUT'],
    [{ establishments: [{ organ: '某机关', years: 5, until: '2030-01-01' }] }, 'INVALID_INPUT'],
    [{ establishments: [{ organ: '某机关', since: '2026-02-30' }] }, 'INVALID_INPUT'],
    [{ establishments: Array.from({ length: 11 }, () => ({ organ: '某机关' })) }, 'INVALID_INPUT'],
    [{ people: [{ role: 'LEADER', name: '\u200b' }] }, 'INVALID_INPUT'],
    [{ expectedVersion: 7 }, 'STALE_VERSION'],
    [{ name: '云市红河居委会基层立法联系点' }, 'NAME_TAKEN'],
    [{ parentId: '7b7f1c1e-7c3b-4b57-9f6c-0d4b2b0e4c11' }, 'INVALID_INPUT'],
  ])('%j is refused: %s', async (more, code) => {
    await s.home.contactPoint();
    expect(await refusal(update(await create(), more))).toBe(code);
  });

  it('by one of two who do it at once', async () => {
    const point = await create();
    const done = await Promise.allSettled([
      update(point, { region: '甲区' }),
      update(point, { region: '乙区' }, await client(s, 'PREPARER')),
    ]);
    expect(done.map((d) => d.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(done.find((d) => d.status === 'rejected')).toMatchObject({ reason: { code: 'STALE_VERSION' } });
  });

  it('by nobody of another legislature and by no officer', async () => {
    const point = await create();
    expect(await refusal(update(point, { region: '某区' }, stranger))).toBe('NOT_FOUND');
    expect(await refusal(update(point, { region: '某区' }, await officer(s)))).toBe('FORBIDDEN');
  });
});

describe('the tree', () => {
  it('is moved by its branches, to any depth, and no circle is made', async () => {
    const top = await create();
    const middle = await create({ parentId: top.id });
    const low = await create({ parentId: middle.id });
    const other = await create();
    const read = async (id: string): Promise<unknown> =>
      (
        await admin.ask<{ contactPoints: { nodes: Point[] } }>(
          'query { contactPoints(first: 200) { totalCount nodes { id parentId childCount descendantCount } } }',
        )
      ).contactPoints.nodes.find((p) => p.id === id);
    expect(await read(top.id)).toMatchObject({ childCount: 1, descendantCount: 2 });
    await expect(update(top, { parentId: low.id })).rejects.toThrow('在它下面，不能做它的上级');
    await expect(update(top, { parentId: top.id })).rejects.toThrow('不能是自己的上级');
    expect(await update(middle, { parentId: other.id })).toMatchObject({ parentId: other.id });
    expect(await read(top.id)).toMatchObject({ childCount: 0, descendantCount: 0 });
    expect(await read(other.id)).toMatchObject({ childCount: 1, descendantCount: 2 });
    const [root] = [await update(low, { parentId: null })];
    expect(root).toMatchObject({ parentId: null });
    const foreign = await s.neighbour.contactPoint('乙居委会');
    expect(await refusal(update(root, { parentId: foreign }))).toBe('INVALID_INPUT');
  });

  it('has no circle where two move at once', async () => {
    const [one, two] = [await create(), await create()];
    const done = await Promise.allSettled([update(one, { parentId: two.id }), update(two, { parentId: one.id })]);
    expect(done.map((d) => d.status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('people', () => {
  const STAFF = [
    { role: 'LEADER', name: '柏负责', phone: '13900001111' },
    { role: 'LIAISON', name: '温联络', phone: '0599-5550118' },
    { role: 'LIAISON', name: '夏联络', phone: null },
    { role: 'INFORMATION', name: '某信息员', phone: '13900002222' },
  ];

  it('are stored sealed, read by who keeps the network and by the own officers, and noted in the ledger', async () => {
    const id = await s.home.contactPoint('青山社区');
    const [{ version } = { version: 1 }] = await s.db.asOwner<{ version: number }>(
      'select version from contact_point where id = $1',
      [id],
    );
    await update({ id, version }, { people: STAFF });
    expect(await people({ id })).toEqual(STAFF);
    expect(await people({ id }, await officer(s, '青山社区'))).toEqual(STAFF);
    for (const by of [stranger, await officer(s, '红河居委会')])
      expect(await refusal(people({ id }, by))).toBe('NOT_FOUND');
    for (const role of ['CHECKER', 'SIGNER', 'DRAFTER'] as const)
      expect(await refusal(people({ id }, await client(s, role)))).toBe('FORBIDDEN');
    const stored = JSON.stringify(await s.db.asOwner('select * from contact_person where contact_point_id = $1', [id]));
    for (const { name, phone } of STAFF) {
      expect(stored).not.toContain(name);
      expect(s.logged()).not.toContain(name);
      if (phone !== null) for (const place of [stored, s.logged()]) expect(place).not.toContain(phone);
    }
    expect(
      await s.db.asOwner(
        `select count(*)::int as n from audit_record where act = 'readContactData' and object_kind = 'ContactPoint' and object_id = $1`,
        [id],
      ),
    ).toEqual([{ n: 2 }]);
  });

  it('are written anew whole, and open in no other row', async () => {
    const point = await create();
    const first = await update(point, { people: STAFF });
    const [leader] = STAFF;
    await update(first, { people: [leader] });
    expect(await people(point)).toEqual([leader]);
    const other = await update(await create(), { people: STAFF });
    await s.db.asOwner(
      `update contact_person c set name = d.name from contact_person d where c.contact_point_id = $1 and d.contact_point_id = $2 and d.ordinal = 1 and c.ordinal = 0`,
      [point.id, other.id],
    );
    expect(await refusal(people(point))).toBe('INTERNAL');
  });

  it('begin with the leader whom a contact point was made with, also of before they were sealed', async () => {
    const point = await create({ leaderName: '冷负责' });
    expect(await people(point)).toEqual([{ role: 'LEADER', name: '冷负责', phone: null }]);
    expect(await s.db.asOwner('select leader_name from engagement where contact_point_id = $1', [point.id])).toEqual([
      { leader_name: null },
    ]);
    const old = await create();
    await s.db.asOwner(`update engagement set leader_name = '旧负责' where contact_point_id = $1`, [old.id]);
    expect(await people(old)).toEqual([{ role: 'LEADER', name: '旧负责', phone: null }]);
    await update(old, { people: [] });
    expect(await people(old)).toEqual([]);
  });
});

describe('an engagement', () => {
  const engage = (name: string, by: Client, more: object = {}): Promise<Point> =>
    by.act('engageContactPoint', { name, ...more }, 'ContactPoint', POINT);
  const end = (p: Pick<Point, 'id'>, by: Client, on = today()): Promise<Point> =>
    by.act('endEngagement', { contactPointId: p.id, on }, 'ContactPoint', POINT);

  it('of another legislature’s contact point is by its full name; both see it, neither changes what is common', async () => {
    const point = await create();
    expect(await refusal(engage('没有这个联系点', stranger))).toBe('NOT_FOUND');
    expect(await refusal(engage(point.name, admin))).toBe('NAME_TAKEN');
    const theirs = await engage(point.name, stranger, { since: '2026-01-05' });
    expect(theirs).toMatchObject({
      id: point.id,
      engagedSince: '2026-01-05',
      alsoEngagedBy: ['云市人民代表大会常务委员会'],
    });
    for (const by of [admin, stranger]) {
      expect(await refusal(update(point, { region: '河西区' }, by))).toBe('POINT_SHARED');
      expect(await refusal(update(point, { name: '改了的名称' }, by))).toBe('POINT_SHARED');
    }
    const mine = await update(point, { establishments: [ORGANS[0]], people: [{ role: 'LEADER', name: '甲' }] });
    expect(await update(mine, { establishments: [ORGANS[1]] }, stranger)).toMatchObject({
      establishments: [{ organ: '全国人民代表大会常务委员会法制工作委员会' }],
    });
    expect(await people(point, stranger)).toEqual([]);
    expect(await people(point)).toEqual([{ role: 'LEADER', name: '甲', phone: null }]);
    const [again] = (
      await admin.ask<{ contactPoints: (Point & { establishments: { organ: string }[] })[] }>(
        `query($n: String) { contactPoints(filter: { name: $n }) { nodes { ${POINT} } } }`,
        { n: point.name },
      )
    ).contactPoints;
    expect(again?.establishments.map((e) => e.organ)).toEqual(['云市人民代表大会常务委员会']);
  });

  it('ends on a day, and may begin again', async () => {
    const point = await create({ since: '2026-03-01' });
    expect(await refusal(end(point, stranger))).toBe('NOT_FOUND');
    expect(await refusal(end(point, admin, today(1)))).toBe('INVALID_INPUT');
    expect(await refusal(end(point, admin, '2026-02-28'))).toBe('INVALID_INPUT');
    expect(await end(point, admin, '2026-06-30')).toMatchObject({ id: point.id, engagedSince: null });
    expect(await refusal(end(point, admin))).toBe('NOT_FOUND');
    expect(await refusal(update(point, { region: '某区' }))).toBe('NOT_FOUND');
    expect(await s.db.asOwner('select until::text from engagement where contact_point_id = $1', [point.id])).toEqual([
      { until: '2026-06-30' },
    ]);
    expect(await engage(point.name, admin, { since: '2026-07-01' })).toMatchObject({
      id: point.id,
      engagedSince: '2026-07-01',
    });
  });
});
