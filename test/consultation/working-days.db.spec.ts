/** 节假日、调休 as an office imports them, what they warn of, and a round that is revised before it is sent out. */
import { writeXlsx } from '../../src/platform/documents/index.js';
import type { Client } from '../support/client.js';
import { client, FIRST_TEXT, officer, publishDraft, refusal, today } from '../support/round.js';
import { startTestService, type TestService } from '../support/service.js';

let s: TestService;
let preparer: Client;
let draftId: string;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  preparer = await client(s, 'PREPARER');
  const { id } = await preparer.act<{ id: string }>(
    'createRegulation',
    { title: '还没有征求意见的条例', kind: 'REGULATION', making: 'ENACT' },
    'Regulation',
    'id',
  );
  draftId = await publishDraft(s, id, 'CONSULTATION_DRAFT', FIRST_TEXT);
});
afterAll(() => s.close());

interface Read {
  added: number;
  changed: number;
  unchanged: number;
  dropped: number;
  written: boolean;
  days: { day: string; kind: string; name: string }[];
  refused: { row: number; code: string; message: string }[];
}
const importing = (text: string, more: object = {}, by = preparer): Promise<Read> =>
  by.act<Read>(
    'importWorkingDays',
    { year: 2036, text, write: true, ...more },
    'WorkingDaysRead',
    'added changed unchanged dropped written days { day kind name } refused { row code message }',
  );
const known = async (by = preparer, from = '2036-01-01', to = '2036-12-31') =>
  (
    await by.ask<{ workingDays: { days: { day: string; kind: string; name: string }[]; missingYears: number[] } }>(
      'query($f: String!, $t: String!) { workingDays(from: $f, to: $t) { days { day kind name } missingYears } }',
      { f: from, t: to },
    )
  ).workingDays;

describe('the holidays of a year', () => {
  // 2036-10-01 is a Wednesday
  const notice = '国庆节：10月1日（周三）至7日（周二）放假调休，共7天。10月11日（周六）上班。';

  it('are told first, then kept; again nothing changes and no day is there twice', async () => {
    expect(await importing(notice, { write: false })).toMatchObject({ added: 8, written: false });
    expect(await known()).toEqual({ days: [], missingYears: [2036] });
    expect(await importing(notice)).toMatchObject({ added: 8, changed: 0, unchanged: 0, dropped: 0, written: true });
    expect(await importing(notice)).toMatchObject({ added: 0, changed: 0, unchanged: 8, dropped: 0, written: true });
    const { days, missingYears } = await known();
    expect(days).toHaveLength(8);
    expect(days[7]).toEqual({ day: '2036-10-11', kind: 'WORKED', name: '国庆节' });
    expect(missingYears).toEqual([]);
  });

  it('that are imported otherwise take the place of what was known', async () => {
    const later = '国庆节\t10月1日至8日\t10月12日\t8天';
    expect(await importing(later)).toMatchObject({ added: 2, changed: 0, unchanged: 7, dropped: 1 });
    expect((await known()).days.map((d) => d.day)).toEqual([
      ...[1, 2, 3, 4, 5, 6, 7, 8].map((d) => `2036-10-0${d}`),
      '2036-10-12',
    ]);
  });

  it('are kept whole or not at all: each line that is not understood is told', async () => {
    const before = await known();
    const read = await importing('元旦：1月1日放假。\n春节：2月31日放假。');
    expect(read).toMatchObject({ written: false, days: [{ day: '2036-01-01' }] });
    expect(read.refused).toEqual([{ row: 2, code: 'UNREADABLE_LINE', message: '没有 2036 年 2 月 31 日这一天。' }]);
    expect(await known()).toEqual(before);
    expect(await refusal(importing('没有日子的一行'))).toBe('INVALID_INPUT');
    expect(await refusal(importing('元旦：1月1日放假。', { year: 1999 }))).toBe('INVALID_INPUT');
  });

  it('are read from an .xlsx, by its rows', async () => {
    const columns = [1, 2, 3, 4].map(() => ({ width: 20 }));
    const sheet = async (...rows: string[][]): Promise<string> =>
      Buffer.from(
        await writeXlsx([{ name: '放假安排', columns, rows: [['节日', '放假时间', '调休上班', '天数'], ...rows] }]),
      ).toString('base64');
    const good = await sheet(['国庆节', '10月1日（周三）至7日（周二）', '10月11日（周六）', '7天']);
    expect(await importing('', { text: null, table: good, write: false })).toMatchObject({
      refused: [],
      days: { length: 8 },
    });
    const bad = await sheet(['元旦', '1月1日', '', '1'], ['国庆节', '10月1日至7日', '', '8']);
    expect((await importing('', { text: null, table: bad, write: false })).refused.map((r) => r.row)).toEqual([3]);
    expect(await refusal(importing('', { text: null, table: 'bm8gd29ya2Jvb2s=' }))).toBe('UNREADABLE_FILE');
    expect(await refusal(importing('', { text: null, table: '?' }))).toBe('INVALID_INPUT');
  });

  it('two at once leave each day once', async () => {
    await Promise.all([importing(notice), importing(notice), importing('国庆节：10月1日至3日放假。')]);
    const { days } = await known();
    expect(new Set(days.map((d) => d.day)).size).toBe(days.length);
  });

  it('are read by whoever is asked, kept by the office, and are nobody else’s', async () => {
    const red = await officer(s, '红河居委会');
    expect((await known(red)).days.length).toBeGreaterThan(0);
    expect(await refusal(importing(notice, {}, red))).toBe('FORBIDDEN');
    expect(await known(await client(s, 'PREPARER', s.neighbour))).toEqual({ days: [], missingYears: [2036] });
    expect(await known(preparer, 'soon', 'later')).toEqual({ days: [], missingYears: [] });
    // a span of centuries is read at its beginning
    expect((await known(preparer, '2036-01-01', '9999-12-31')).missingYears).toEqual([2037, 2038]);
  });
});

describe('the days of a round', () => {
  const judge = async (opensOn: string, closesOn: string, method = 'PUBLIC') =>
    (
      await preparer.ask<{
        consultationWindow: {
          days: number;
          workingDays: number;
          betterLastDay: string | null;
          warnings: string[];
          kinds: { day: string; kind: string }[];
        } | null;
      }>(
        `query($i: ConsultationWindowInput!) { consultationWindow(input: $i) {
           days workingDays betterLastDay warnings kinds { day kind } } }`,
        { i: { method, opensOn, closesOn } },
      )
    ).consultationWindow;

  it('are judged before it is made', async () => {
    await importing('国庆节：10月1日（周三）至7日（周二）放假调休，共7天。10月11日（周六）上班。');
    const judged = await judge('2036-09-08', '2036-10-08');
    expect(judged).toMatchObject({
      days: 31,
      workingDays: 18,
      betterLastDay: '2036-10-15',
      warnings: ['国庆节放假 7 天在这段时间里，工作日只有 18 天。', '截止在节后第一天，来不及办。'],
    });
    expect(judged?.kinds[23]).toEqual({ day: '2036-10-01', kind: 'HOLIDAY' });
    expect(await judge('2036-10-08', '2036-10-07')).toBeNull();
    expect(await judge('soon', '2036-10-07')).toBeNull();
    expect((await judge('2036-09-08', '9999-12-31'))?.kinds).toHaveLength(400);
  });

  it('say how many are left of a round, and what to think of', async () => {
    const made = await preparer.act<{ warnings: string[]; workingDaysLeft: number | null }>(
      'createConsultation',
      { draftId, title: '时间很短的一次', opensOn: today(), closesOn: today(), method: 'PUBLIC' },
      'Consultation',
      'warnings workingDaysLeft',
    );
    expect(made.warnings[0]).toMatch(/^征求意见时间是 1 天/);
    expect([0, 1]).toContain(made.workingDaysLeft);
  });
});

describe('a round that was not sent out', () => {
  interface Made {
    id: string;
    version: number;
    method: string;
    title: string;
    focus: { question: string; provision: string | null }[];
    origin: string | null;
    approvedByBody: string | null;
  }
  const MADE =
    'id version method title opensOn closesOn approvedByBody approvedOn origin askedRange nextStep focus { question provision }';
  const days = { opensOn: today(3), closesOn: today(50) };
  const make = (): Promise<Made> =>
    preparer.act<Made>('createConsultation', { draftId, title: '第一次的标题', ...days }, 'Consultation', MADE);
  const update = (made: Made, more: object = {}, by = preparer): Promise<Made> =>
    by.act<Made>(
      'updateConsultation',
      { consultationId: made.id, expectedVersion: made.version, title: '改过的标题', ...days, ...more },
      'Consultation',
      MADE,
    );

  it('is revised whole: what is left out is emptied', async () => {
    const made = await make();
    const focus = [{ question: '多久检查一次合适', provision: '第二条' }];
    const full = {
      method: 'SOLICITATION_LETTER',
      approvedByBody: '主任会议（会议纪要第14期）',
      approvedOn: today(-1),
      origin: '根据年度立法计划，市住建局起草了这部条例。',
      askedRange: '业主、物业服务企业',
      nextStep: '提请一审',
      focus,
    };
    const revised = await update(made, full);
    expect(revised).toMatchObject({ ...full, title: '改过的标题', ...days, version: 2 });
    expect(await update(revised)).toMatchObject({ method: 'PUBLIC', approvedByBody: null, origin: null, focus: [] });
    const events = await s.db.asOwner(
      'select command from consultation_event where consultation_id = $1 order by sequence',
      [made.id],
    );
    expect(events).toEqual([{ command: 'prepare' }, { command: 'revise' }, { command: 'revise' }]);
  });

  it.each([
    [{ closesOn: today(2) }, 'INVALID_INPUT'],
    [{ title: '短' }, 'INVALID_INPUT'],
    [{ approvedOn: today(1) }, 'INVALID_INPUT'],
    [{ method: 'PROJECT_CALL' }, 'METHOD_WITHOUT_DRAFT'],
    [{ expectedVersion: 9 }, 'STALE_VERSION'],
    [{ consultationId: '7b7f1c1e-7c3b-4b57-9f6c-0d4b2b0e4c11' }, 'NOT_FOUND'],
  ])('%j is refused: %s', async (more, code) => {
    expect(await refusal(update(await make(), more))).toBe(code);
  });

  it('is revised by one of two at once, of here, and before it is out', async () => {
    const made = await make();
    const two = await Promise.allSettled([update(made, { title: '甲的标题' }), update(made, { title: '乙的标题' })]);
    expect(two.map((t) => t.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await refusal(update(made, {}, await client(s, 'PREPARER', s.neighbour)))).toBe('NOT_FOUND');
    const other = await make();
    await preparer.act(
      'issueConsultation',
      { consultationId: other.id, expectedVersion: other.version, contactPointIds: [] },
      'Consultation',
      'id',
    );
    expect(await refusal(update({ ...other, version: 2 }))).toBe('WRONG_STATE');
  });

  it('does not become a second public round beside one that asks', async () => {
    const letter = await preparer.act<Made>(
      'createConsultation',
      { draftId, title: '只问几个单位', method: 'SOLICITATION_LETTER', ...days },
      'Consultation',
      MADE,
    );
    // the one above is out and public
    expect(await refusal(update(letter, { method: 'PUBLIC' }))).toBe('ROUND_OPEN');
    expect(await update(letter, { method: 'READ_THROUGH' })).toMatchObject({ method: 'READ_THROUGH' });
  });
});
