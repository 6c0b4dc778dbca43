/**
 * What a contact point hears elsewhere: a table of voices that is imported twice and counts once, a work order of the
 * hotline that is known again, and who is called back with each look at their number on record.
 */
import JSZip from 'jszip';
import { writeXlsx } from '../../../src/platform/documents/index.js';
import { voiceColumns } from '../../../src/opinions/hearing/table/voices-table.words.js';
import { randomUUID } from 'node:crypto';
import { client, key, openRound, opinion, pointOf, refusal, type Round, today } from '../../support/round.js';
import { startTestService, type TestService } from '../../support/service.js';

let s: TestService;
let round: Round;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'debug' });
  round = await openRound(s);
});
afterAll(() => s.close());

const PHONE = '13700137999';
const HEAD = Object.values(voiceColumns);
const tableOf = async (rows: readonly (readonly string[])[], head: readonly string[] = HEAD): Promise<string> =>
  Buffer.from(
    await writeXlsx([{ name: '意见', columns: head.map(() => ({ width: 12 })), rows: [head, ...rows] }]),
  ).toString('base64');
interface PlannedRow {
  row: number;
  state: string;
  place: string;
  faults: string[];
  notes: string[];
}
interface Plan {
  plan: string;
  ignored: string[];
  rows: PlannedRow[];
}
const where = (at = 0): object => ({ consultationId: round.consultationId, contactPointId: pointOf(round, at).id });
const read = (table: string, at = 0): Promise<Plan> =>
  pointOf(round).officer.act<Plan>(
    'readVoicesTable',
    { ...where(at), table },
    'VoicesTablePlan',
    'plan ignored rows { row state place faults notes }',
  );
interface Done {
  rows: { row: number; state: string; opinionId: string | null; receiptCode: string | null; faults: string[] }[];
}
const bring = (table: string, plan: string): Promise<Done> =>
  pointOf(round).officer.act<Done>(
    'importVoicesTable',
    { ...where(), table, plan },
    'VoicesTableImported',
    'rows { row state opinionId receiptCode faults }',
  );
const stored = async (): Promise<number> =>
  (await s.db.asOwner(`select 1 from opinion where consultation_id = $1`, [round.consultationId])).length;

describe('意见录入表', () => {
  const rows = [
    ['第二条', '每天查一次不够', '座谈会', today(-1), '', '三号楼活动室', '', '每日检查两次', '', '', '', ''],
    ['3', '公布要贴在电梯里', '电话', '', '', '', '增', '', '', '刘阿姨', PHONE, '同意'],
    ['', '同意', '现场', today(-1), '', '', '赞同', '', '', '', '', ''],
    ['', '同意', '现场', today(-1), '', '', '赞同', '', '', '', '', ''],
    ['第九十九条', '没有这一条', '电话', '', '', '', '', '', '', '', '', ''],
    ['全文', '渠道不认得', '微信群', '2026年13月1日', '老年大学', '', '', '', '', '', '加我微信', ''],
    ['全文', '还没有到的日子', '电话', today(3), '', '', '', '', '', '', '', ''],
    ['4', '没有问过本人', '电话', '', '', '', '', '', '', '', PHONE, ''],
  ];

  it('says of each row what it would do, and writes nothing', async () => {
    const before = await stored();
    const plan = await read(await tableOf(rows));
    expect(plan.rows.map((r) => [r.row, r.state, r.place, r.faults.length])).toEqual([
      [2, 'NEW', '第二条', 0],
      [3, 'NEW', '第三条', 0],
      [4, 'NEW', '未指明条款', 0],
      [5, 'NEW', '未指明条款', 0],
      [6, 'WRONG', '', 1],
      [7, 'WRONG', '', 4],
      [8, 'WRONG', '全文', 1],
      [9, 'WRONG', '', 1],
    ]);
    expect(plan.rows[7]?.faults[0]).toContain('第9行留了联系方式，“本人同意”没有写“同意”');
    expect(plan.rows[4]?.faults).toEqual(['第6行“条款”写的是“第九十九条”，这一稿里没有这一条']);
    expect(plan.rows[5]?.faults.join(' ')).toMatch(/“怎么听到的”写的是“微信群”.*“哪天说的”.*|活动/u);
    expect(await stored()).toBe(before);
    expect(s.logged()).not.toContain(PHONE);
  });

  it('types what the plan said, accounts for each, and changes nothing when it comes again', async () => {
    const table = await tableOf(rows);
    const before = await stored();
    const done = await bring(table, (await read(table)).plan);
    expect(done.rows.map((r) => [r.row, r.state, r.receiptCode?.length ?? 0])).toEqual([
      [2, 'NEW', 16],
      [3, 'NEW', 16],
      [4, 'NEW', 16],
      [5, 'NEW', 16],
      [6, 'WRONG', 0],
      [7, 'WRONG', 0],
      [8, 'WRONG', 0],
      [9, 'WRONG', 0],
    ]);
    expect(await stored()).toBe(before + 4);
    const { opinion: heard } = await pointOf(round).officer.ask<{ opinion: { heardPlace: string | null } }>(
      'query($i: ID!) { opinion(id: $i) { heardPlace } }',
      { i: done.rows[0]?.opinionId },
    );
    expect(heard.heardPlace).toBe('三号楼活动室');
    const again = await read(table);
    expect(again.rows.map((r) => r.state).join(' ')).toBe('SAME SAME SAME SAME WRONG WRONG WRONG WRONG');
    const twice = await bring(table, again.plan);
    expect(twice.rows.map((r) => r.opinionId)).toEqual(done.rows.map((r) => r.opinionId));
    expect(await stored()).toBe(before + 4);
    const [sealed] = await s.db.asOwner<{ phone: string }>('select phone from opinion_contact where id = $1', [
      done.rows[1]?.opinionId ?? '',
    ]);
    expect(sealed?.phone).toMatch(/^y1\.aes-256-gcm\./);
  });

  it('is refused where it says something else by now, at a neighbour, and where it is no table of voices', async () => {
    const table = await tableOf([['', '改天再说', '电话', '', '', '', '', '', '', '']]);
    expect(await refusal(bring(table, '0'.repeat(64)))).toBe('PLAN_CHANGED');
    expect(await refusal(read(table, 1))).toBe('NOT_FOUND');
    expect(await refusal(read(await tableOf([], ['序号', '内容'])))).toBe('UNREADABLE_FILE');
    expect(await refusal(read('AAAA'))).toBe('UNREADABLE_FILE');
    const many = Array.from({ length: 201 }, (_, n) => ['', `第${n}位说的`, '电话', '', '', '', '', '', '', '']);
    expect(await refusal(read(await tableOf(many)))).toBe('UNREADABLE_FILE');
    expect((await read(await tableOf([['张三', '只有这两列']], ['村', '原话']))).ignored).toEqual(['村']);
  });

  it('gives an empty table with choices, articles and activities, which is read back', async () => {
    const activity = {
      id: randomUUID(),
      contactPointId: pointOf(round).id,
      heldOn: today(-2),
      subject: '楼长会',
    };
    await pointOf(round).officer.act(
      'recordActivity',
      { ...activity, consultationIds: [round.consultationId] },
      'Activity',
      'id',
    );
    const token = await s.home.officer(pointOf(round).name);
    const answer = await fetch(`${s.url}/hearing/tables/${round.consultationId}/${pointOf(round).id}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(answer.status).toBe(200);
    const zip = await JSZip.loadAsync(await answer.arrayBuffer());
    const [sheet, notes] = await Promise.all(
      [1, 2].map(async (n) => (await zip.file(`xl/worksheets/sheet${n}.xml`)?.async('string')) ?? ''),
    );
    for (const head of HEAD) expect(sheet).toContain(`>${head}<`);
    for (const told of [`${today(-2)} 楼长会`, '第二条']) expect(notes).toContain(`>${told}<`);
    const plan = await read(await tableOf([['第2条', '楼长会上说的', '座谈会', '', '楼长会', '', '', '', '', '']]));
    expect(plan.rows.map((r) => [r.state, r.faults])).toEqual([['NEW', []]]);
  });
});

describe('工单', () => {
  const TEXT = `工单编号：YL2026112001\n来电人：王女士　电话：${PHONE}\n诉求内容：楼道里充电太危险\n承办单位：住建局`;
  interface Order {
    number: string | null;
    text: string | null;
    name: string | null;
    phone: string | null;
    leftOver: string[];
    opinions: { id: string }[];
  }
  const paste = (text: string, at = 0): Promise<Order> =>
    pointOf(round, at).officer.act<Order>(
      'readWorkOrder',
      { contactPointId: pointOf(round, at).id, text },
      'WorkOrder',
      'number text name phone leftOver opinions { id }',
    );
  const type = async (number: string, submissionKey: string, text: string): Promise<string | null> => {
    const { lines } = await pointOf(round).officer.act<{
      lines: { opinionId: string | null; problem: string | null }[];
    }>(
      'enterOpinions',
      {
        ...where(),
        opinions: [
          opinion(round, text, null, {
            ...{ channel: 'PHONE', submissionKey, contact: { name: '王女士', phone: PHONE } },
            contactAgreed: true,
            heardAt: { workOrder: number },
          }),
        ],
      },
      'OpinionsEntered',
      'lines { opinionId problem }',
    );
    return lines[0]?.problem ?? lines[0]?.opinionId ?? null;
  };

  it('is read, typed once, and known again by its number, by nobody but its contact point', async () => {
    const first = await paste(TEXT);
    expect(first).toMatchObject({
      ...{ number: 'YL2026112001', text: '楼道里充电太危险', name: '王女士', phone: PHONE },
      ...{ leftOver: ['承办单位：住建局'], opinions: [] },
    });
    const submissionKey = key();
    const id = await type('yl 2026112001', submissionKey, '楼道里充电太危险');
    expect((await paste(TEXT)).opinions).toEqual([{ id }]);
    expect((await paste(TEXT, 1)).opinions).toEqual([]);
    // the line was lost: the same once more is answered, another one is refused
    expect(await type('YL2026112001', submissionKey, '楼道里充电太危险')).toBe(id);
    expect(await type('YL2026112001', key(), '楼道里充电太危险')).toContain('工单 YL2026112001 这部法规已经录过');
    expect(await type('？？', key(), '编号不对')).toContain('工单编号是 4 到 40 个');
    expect(s.logged()).not.toContain(PHONE);
  });

  it('of one number sent by two at once is typed once', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map((n) => type('BOTH-0001', key(), `同时录的第${n}条`)));
    expect(answers.filter((a) => a?.includes('已经录过'))).toHaveLength(3);
  });
});

describe('回访', () => {
  const CALLS = 'contactCalls { outcome calledOn by } contactLooks { by }';
  interface Called {
    id: string;
    contactCalls: { outcome: string; calledOn: string; by: string }[];
    contactLooks: { by: string }[];
  }
  const list = async (filter: object, at = 0): Promise<Called[]> =>
    (
      await pointOf(round, at).officer.ask<{ opinionList: Called[] }>(
        `query($c: ID!, $f: OpinionFilterInput!) { opinionList(consultationId: $c, first: 50, filter: $f) { nodes { id ${CALLS} } } }`,
        { c: round.consultationId, f: filter },
      )
    ).opinionList;
  const note = (opinionId: string, more: object = {}, at = 0): Promise<unknown> =>
    pointOf(round, at).officer.act(
      'noteContactCall',
      { opinionId, outcome: 'NOT_REACHED', calledOn: today(), ...more },
      'ContactCall',
      'id',
    );

  it('lists who has a result and was not told, notes each call and shows each look', async () => {
    const [voice] = await s.db.asOwner<{ id: string }>(
      `select c.id from opinion_contact c join opinion o on o.id = c.id where o.text = '公布要贴在电梯里'`,
    );
    const id = voice?.id ?? '';
    expect(await list({ toTell: true })).toEqual([]);
    await pointOf(round).officer.act('setAsideOpinions', { opinionIds: [id], reason: 'OFF_TOPIC' }, 'BulkDone', 'done');
    expect((await list({ toTell: true })).map((v) => v.id)).toEqual([id]);
    const waits = async (): Promise<unknown> =>
      (
        await pointOf(round).officer.ask<{ todos: { kind: string; figure: number }[] }>(
          '{ todos(first: 50) { nodes { kind figure } } }',
          {},
        )
      ).todos.filter((t) => t.kind === 'PEOPLE_TO_TELL');
    expect(await waits()).toEqual([{ kind: 'PEOPLE_TO_TELL', figure: 1 }]);

    await pointOf(round).officer.act('readContact', { opinionId: id }, 'Contact', 'phone');
    await note(id);
    const [called] = await list({ toTell: true });
    expect(called?.contactCalls.map((c) => [c.outcome, c.calledOn])).toEqual([['NOT_REACHED', today()]]);
    expect(called?.contactLooks).toHaveLength(1);
    expect(called?.contactLooks[0]?.by).toBe(called?.contactCalls[0]?.by);

    await note(id, { outcome: 'TOLD' });
    expect(await list({ toTell: true })).toEqual([]);
    expect(await waits()).toEqual([]);
    const [told] = (await list({ withContact: true })).filter((v) => v.id === id);
    expect(told?.contactCalls.map((c) => c.outcome)).toEqual(['TOLD', 'NOT_REACHED']);
    const written = await s.db.asOwner<{ detail: unknown }>(
      `select detail from audit_record where act = 'noteContactCall' and object_id = $1 order by at`,
      [id],
    );
    expect(written.map((w) => w.detail)).toEqual([{ outcome: 'NOT_REACHED' }, { outcome: 'TOLD' }]);
  });

  it('is refused for a day that is not yet or was before, without contact data, and to a neighbour', async () => {
    const [voice] = await list({ withContact: true });
    const id = voice?.id ?? '';
    expect(await refusal(note(id, { calledOn: today(1) }))).toBe('INVALID_INPUT');
    expect(await refusal(note(id, { calledOn: today(-9) }))).toBe('INVALID_INPUT');
    expect(await refusal(note(id, {}, 1))).toBe('NOT_FOUND');
    const [bare] = await s.db.asOwner<{ id: string }>(`select id from opinion where text = '每天查一次不够'`);
    expect(await refusal(note(bare?.id ?? ''))).toBe('NOT_FOUND');
    const checker = await client(s, 'CHECKER');
    const { opinion: read_ } = await checker.ask<{ opinion: Called }>(
      `query($i: ID!) { opinion(id: $i) { ${CALLS} } }`,
      {
        i: id,
      },
    );
    expect([read_.contactCalls, read_.contactLooks]).toEqual([[], []]);
  });
});
