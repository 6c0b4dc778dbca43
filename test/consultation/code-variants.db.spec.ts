/** Codes for many points, nodes and places at once; how often each was opened, and of nobody by whom. */
import { CodeScans } from '../../src/consultation/index.js';
import type { Client } from '../support/client.js';
import { client, officer, openRound, pointOf, refusal, type Round, today } from '../support/round.js';
import { startTestService, type TestService } from '../support/service.js';

let s: TestService;
let preparer: Client;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  preparer = await client(s, 'PREPARER');
});
afterAll(() => s.close());

interface Code {
  id: string;
  code: string;
  label: string;
  place: string | null;
  contactPointId: string | null;
  version: number;
}
interface Made {
  rows: { row: number; made: boolean; lawCode: Code }[];
  refused: { row: number; code: string }[];
}
const CODE = 'id code label place contactPointId version';
const make = (round: Round, input: object, by = preparer): Promise<Made> =>
  by.act<Made>(
    'createCodeVariants',
    { regulationId: round.regulationId, ...input },
    'CodeVariantsMade',
    `rows { row made lawCode { ${CODE} } } refused { row code }`,
  );
const codes = async (round: Round): Promise<Code[]> =>
  (
    await preparer.ask<{ regulation: { lawCodes: Code[] } }>(
      `query($r: ID!) { regulation(id: $r) { lawCodes { nodes { ${CODE} } } } }`,
      { r: round.regulationId },
    )
  ).regulation.lawCodes;
/** below a contact point, and engaged by nobody itself */
async function node(name: string, parentId: string): Promise<string> {
  const [row] = await s.db.asOwner<{ id: string }>(
    `insert into contact_point (id, parent_id, name, short_name, level, kind, fields, created_at, version)
     values (gen_random_uuid(), $2, $1, $1, 'COUNTY', 'INFORMATION_COLLECTION_POINT', '{}', now(), 1) returning id`,
    [name, parentId],
  );
  return row?.id ?? '';
}

describe('codes in bulk', () => {
  it('are made for points, nodes and places; each row is answered for, and again makes none', async () => {
    const round = await openRound(s);
    const [red, green] = [pointOf(round), pointOf(round, 1)];
    const below = await node('红河第一网格', red.id);
    const foreign = await s.neighbour.contactPoint('乙居委会');
    const input = {
      contactPointIds: [red.id, below, foreign],
      places: [
        { place: '桂花里社区公告栏' },
        { place: '桂花里社区公告栏', contactPointId: green.id },
        { place: '桂花里社区公告栏' },
        { place: '政务大厅', contactPointId: foreign },
      ],
    };
    const first = await make(round, input);
    expect(first.rows.map((r) => [r.row, r.made, r.lawCode.label, r.lawCode.contactPointId])).toEqual([
      [1, false, red.name, red.id],
      [2, true, '红河第一网格', below],
      [4, true, '桂花里社区公告栏', null],
      [5, true, '桂花里社区公告栏', green.id],
      [6, false, '桂花里社区公告栏', null],
    ]);
    expect(first.refused.map((r) => [r.row, r.code])).toEqual([
      [3, 'NOT_FOUND'],
      [7, 'NOT_FOUND'],
    ]);
    const again = await make(round, input);
    expect(again.rows.map((r) => [r.made, r.lawCode.id])).toEqual(first.rows.map((r) => [false, r.lawCode.id]));
    // the regulation's own, two points, the node, two places
    expect(await codes(round)).toHaveLength(6);
  });

  it('two at once make each once', async () => {
    const round = await openRound(s);
    const places = Array.from({ length: 20 }, (_, i) => ({ place: `第${i + 1}处公告栏` }));
    const [a, b] = await Promise.all([make(round, { places }), make(round, { places })]);
    expect([...a.rows, ...b.rows].filter((r) => r.made)).toHaveLength(20);
    expect(await codes(round)).toHaveLength(23);
  });

  it.each([
    [{}, 'INVALID_INPUT'],
    [{ places: [{ place: ' ' }] }, 'INVALID_INPUT'],
    [{ places: [{ place: '长'.repeat(41) }] }, 'INVALID_INPUT'],
    [{ contactPointIds: ['no id'] }, 'INVALID_INPUT'],
    [{ places: [{ place: '公告栏' }], regulationId: '7b7f1c1e-7c3b-4b57-9f6c-0d4b2b0e4c11' }, 'NOT_FOUND'],
  ])('%j is refused: %s', async (more, code) => {
    expect(await refusal(make(await openRound(s), more))).toBe(code);
  });

  it('are made here only, by the office', async () => {
    const round = await openRound(s);
    const input = { places: [{ place: '公告栏' }] };
    expect(await refusal(make(round, input, await client(s, 'PREPARER', s.neighbour)))).toBe('NOT_FOUND');
    expect(await refusal(make(round, input, await officer(s, '红河居委会')))).toBe('FORBIDDEN');
  });

  it('of a place is no code of the regulation or of its point, opens the text, and is exchanged by itself', async () => {
    const round = await openRound(s);
    const red = pointOf(round);
    const { rows } = await make(round, {
      places: [{ place: '红河公告栏', contactPointId: red.id }, { place: '车站' }],
    });
    const [board, station] = rows.map((r) => r.lawCode);
    expect((await s.send(`/l/${station?.code ?? ''}`)).status).toBe(200);
    const { solicitation } = await preparer.ask<{ solicitation: { lawCode: { code: string } } }>(
      'query($id: ID!) { solicitation(id: $id) { lawCode { code } } }',
      { id: red.task },
    );
    expect(solicitation.lawCode.code).toBe(red.code);
    const next = await preparer.act<Code>(
      'replaceLawCode',
      { lawCodeId: board?.id, expectedVersion: 1, reason: '海报被贴了别的二维码' },
      'LawCode',
      CODE,
    );
    expect(next).toMatchObject({ place: '红河公告栏', label: '红河公告栏', contactPointId: red.id });
    expect(next.code).not.toBe(board?.code);
    // a stopped place leads to the regulation's own code
    await preparer.act(
      'revokeLawCode',
      { lawCodeId: station?.id, expectedVersion: 1, reason: '车站拆了' },
      'LawCode',
      'id',
    );
    expect(await (await s.send(`/l/${station?.code ?? ''}`)).text()).toContain(`/l/${round.code}`);
  });
});

describe('扫码', () => {
  const PHONE = { 'user-agent': 'Mozilla/5.0 (Linux; Android 9) MicroMessenger/8.0' };
  const scans = async (round: Round, most = 5, by = preparer) => {
    await s.running.app.get(CodeScans).write();
    const { consultation } = await by.ask<{
      consultation: { scans: { total: number; places: { count: number; lawCode: { label: string } }[] } };
    }>(
      'query($id: ID!, $n: Int!) { consultation(id: $id) { scans(most: $n) { total places { count lawCode { label } } } } }',
      {
        id: round.consultationId,
        n: most,
      },
    );
    return consultation.scans;
  };
  const open = (path: string, headers: Record<string, string> = PHONE, method = 'GET') =>
    s.send(path, { method, headers });

  it('are counted by place and day, the most first', async () => {
    const round = await openRound(s);
    const { rows } = await make(round, { places: [{ place: '桂花里社区公告栏' }] });
    const board = rows[0]?.lawCode.code ?? '';
    for (const code of [board, board, board, pointOf(round).code, pointOf(round).code, round.code])
      expect((await open(`/l/${code}`)).status).toBe(200);
    expect(await scans(round, 2)).toEqual({
      total: 6,
      places: [
        { count: 3, lawCode: { label: '桂花里社区公告栏' } },
        { count: 2, lawCode: { label: pointOf(round).name } },
      ],
    });
    await open(`/l/${board}`);
    expect((await scans(round)).places[0]?.count).toBe(4);
    // by day, and of each place; what the named ones leave out is in the sum
    const { consultation } = await preparer.ask<{ consultation: { scans: unknown } }>(
      'query($id: ID!) { consultation(id: $id) { scans(most: 1) { total codes days { day count } places { count days { day count } } } } }',
      { id: round.consultationId },
    );
    expect(consultation.scans).toEqual({
      total: 7,
      codes: 3,
      days: [{ day: today(), count: 7 }],
      places: [{ count: 4, days: [{ day: today(), count: 4 }] }],
    });
    // one row for a code and a day, and nothing else
    expect(
      await s.db.asOwner(
        `select to_jsonb(c) - 'law_code_id' - 'legislature_id' as row from code_scan c order by n desc limit 1`,
      ),
    ).toEqual([{ row: { day: today(), n: 4 } }]);
  });

  it('are people’s: no robot, no look whether it is there, no other part of the text, no code that is none', async () => {
    const round = await openRound(s);
    const path = `/l/${round.code}`;
    await open(path, PHONE, 'HEAD');
    await open(path, { 'user-agent': 'Baiduspider/2.0' });
    await open(path, { 'user-agent': 'curl/8.5' });
    await open(path, { 'user-agent': '' });
    await open(path, { ...PHONE, 'sec-purpose': 'prefetch' });
    await open(`${path}?part=1`);
    await open(`${path}?size=large`);
    await open(`${path}?say=1`);
    await open('/l/0000000000');
    expect(await scans(round)).toEqual({ total: 0, places: [] });
    await open(path);
    expect((await scans(round)).total).toBe(1);
  });

  it('are of the days of the round', async () => {
    const round = await openRound(s);
    await open(`/l/${round.code}`);
    await scans(round);
    await s.db.asOwner(`update code_scan set day = $2 where law_code_id = (select id from law_code where code = $1)`, [
      round.code,
      today(-6),
    ]);
    expect((await scans(round)).total).toBe(0);
  });
});
