/** 联系点 by region, field and kind: who is found, and how many there are under the other filters. */
import type { Client } from '../support/client.js';
import { client, officer } from '../support/round.js';
import { startTestService, type TestService } from '../support/service.js';

// two of the 市级 are in every office of these tests: those of this one are 县级
let s: TestService;
let admin: Client;

type Found = { name: string; body: string };
type Counts = Record<string, Record<string, number>>;

const LIST = `query($f: ContactPointFilterInput!) { contactPoints(first: 200, filter: $f) {
  totalCount facets { name values { value words count } } nodes { name body region fields } } }`;

interface Listed {
  contactPoints: {
    totalCount: number;
    facets: { name: string; values: { value: string; words: string; count: number }[] }[];
    nodes: Found[];
  };
}
async function list(
  filter: object,
  by: Client = admin,
): Promise<{ names: string[]; bodies: string[]; counts: Counts }> {
  const { contactPoints } = await by.ask<Listed>(LIST, { f: { levels: ['COUNTY'], ...filter } });
  const counts = Object.fromEntries(
    contactPoints.facets.map((f) => [
      f.name,
      Object.fromEntries(f.values.filter((v) => v.count > 0).map((v) => [v.value, v.count])),
    ]),
  );
  expect(contactPoints.totalCount).toBe(contactPoints.nodes.length);
  return { names: contactPoints.nodes.map((p) => p.name), bodies: contactPoints.nodes.map((p) => p.body), counts };
}

const POINTS = [
  ['河西街道', 'CONTACT_POINT', '河西区', ['物业', '电梯']],
  ['河东街道', 'CONTACT_POINT', '河东区', ['物业']],
  ['河西律师事务所', 'CONSULTING_UNIT', '河西区', ['仲裁']],
  ['河西区人大', 'COUNTY_CONGRESS', '河西区', []],
  ['市场监管局', 'DEPARTMENT', null, ['电梯']],
  ['甲教授', 'EXPERT', null, ['仲裁', '电梯']],
] as const;

beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  admin = await client(s, 'ADMINISTRATOR');
  for (const [name, kind, region, fields] of POINTS)
    await admin.act(
      'createContactPoint',
      { name, shortName: name, level: 'COUNTY', kind, region, fields },
      'ContactPoint',
      'id',
    );
  const stranger = await client(s, 'ADMINISTRATOR', s.neighbour);
  const theirs = {
    name: '邻市的街道',
    shortName: '邻',
    level: 'COUNTY',
    kind: 'CONTACT_POINT',
    region: '河西区',
    fields: ['物业'],
  };
  await stranger.act('createContactPoint', theirs, 'ContactPoint', 'id');
});
afterAll(() => s.close());

it('are told as what they are asked', async () => {
  expect((await list({})).bodies).toEqual(['POINT', 'POINT', 'POINT', 'CONGRESS', 'DEPARTMENT', 'EXPERT']);
});

it.each([
  [{ regions: ['河西区'] }, ['河西街道', '河西律师事务所', '河西区人大']],
  [{ regions: ['河西区', '河东区'], fields: ['物业'] }, ['河西街道', '河东街道']],
  [{ fields: ['电梯', '仲裁'] }, ['河西街道', '河西律师事务所', '市场监管局', '甲教授']],
  [{ bodies: ['POINT'] }, ['河西街道', '河东街道', '河西律师事务所']],
  [{ bodies: ['CONGRESS', 'EXPERT'] }, ['河西区人大', '甲教授']],
  [{ bodies: ['DEPARTMENT'], regions: ['河西区'] }, []],
  [{ bodies: ['POINT'], kinds: ['DEPARTMENT'] }, []],
  [{ regions: [] }, []],
  [{ regions: ["'; drop table contact_point; --"] }, []],
])('%j finds %j', async (filter, names) => {
  expect((await list(filter)).names).toEqual(names);
});

it('counts each property under the others, and leaves out its own', async () => {
  expect((await list({})).counts).toEqual({
    levels: { COUNTY: 6, MUNICIPAL: 2 },
    kinds: { CONTACT_POINT: 2, CONSULTING_UNIT: 1, COUNTY_CONGRESS: 1, DEPARTMENT: 1, EXPERT: 1 },
    bodies: { POINT: 3, CONGRESS: 1, DEPARTMENT: 1, EXPERT: 1 },
    regions: { 河西区: 3, 河东区: 1 },
    fields: { 电梯: 3, 物业: 2, 仲裁: 2 },
  });
  expect((await list({ regions: ['河西区'], bodies: ['POINT'] })).counts).toEqual({
    levels: { COUNTY: 2 },
    kinds: { CONTACT_POINT: 1, CONSULTING_UNIT: 1 },
    bodies: { POINT: 2, CONGRESS: 1 },
    regions: { 河西区: 2, 河东区: 1 },
    fields: { 物业: 1, 电梯: 1, 仲裁: 1 },
  });
});

it('counts for an officer what the officer may see', async () => {
  const { names, counts } = await list({ levels: null }, await officer(s));
  expect(names).toEqual(['云市红河居委会基层立法联系点']);
  expect(counts).toEqual({
    levels: { MUNICIPAL: 1 },
    kinds: { CONTACT_POINT: 1 },
    bodies: { POINT: 1 },
    regions: {},
    fields: {},
  });
});
