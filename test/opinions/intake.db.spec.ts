/**
 * The intake 受理: what was acknowledged is stored, once, with the same receipt; what is refused keeps nobody else out.
 */
import { Client } from '../support/client.js';
import { Refusal } from '../../src/platform/base/refusal.js';
import { ReceiptsService } from '../../src/opinions/index.js';
import { readReceiptCode } from '../../src/opinions/receipt.rules.js';
import { checkDigit } from '../../src/consultation/check-digit.rules.js';
import { SUBMIT_OPINION } from '../../src/platform/api/documents.js';
import { client, key, openRound, opinion, pointOf, refusal, type Round, today } from '../support/round.js';
import { withClient } from '../support/server.js';
import { startTestService, type TestService } from '../support/service.js';
import { until } from '../support/until.js';

let s: TestService;
let round: Round;
let anyone: Client;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  round = await openRound(s);
  anyone = new Client(s.url);
});
afterAll(() => s.close());

const submit = (given: object, lawCode = round.code): Promise<{ receiptCode: string; repeated?: boolean }> =>
  anyone.submit({ lawCode, opinion: given });
const rows = (text: string): Promise<{ id: string }[]> =>
  s.db.asOwner('select id from opinion where text = $1', [text]);
const move = (opensOn: string, closesOn: string, of = round): Promise<unknown> =>
  s.db.asOwner('update consultation set opens_on = $2, closes_on = $3 where id = $1', [
    of.consultationId,
    opensOn,
    closesOn,
  ]);
const found = (code: string): Promise<unknown> => s.running.app.get(ReceiptsService).byReceipt(code, `test-${code}`);

describe('said once', () => {
  it('a retry with the same key and words is answered with the same receipt and stored once', async () => {
    const said = opinion(round, '检查应当每日两次');
    const [first, again] = [await submit(said), await submit(said)];
    expect(again).toMatchObject({ receiptCode: first.receiptCode, repeated: true });
    expect(first).toMatchObject({ repeated: false });
    expect(readReceiptCode(first.receiptCode)).toBe(first.receiptCode);
    expect(await rows('检查应当每日两次')).toHaveLength(1);
    expect(await found(first.receiptCode)).toMatchObject({ opinion: { text: '检查应当每日两次' } });
  });

  it('the same key with other words is another voice: nobody loses an opinion to a shared form', async () => {
    const submissionKey = key();
    const [a, b] = [
      await submit(opinion(round, '甲说的话', '第二条', { submissionKey })),
      await submit(opinion(round, '乙说的话', '第二条', { submissionKey })),
    ];
    expect(a.receiptCode).not.toBe(b.receiptCode);
    expect([await rows('甲说的话'), await rows('乙说的话')].map((r) => r.length)).toEqual([1, 1]);
    expect((await submit(opinion(round, '甲说的话', '第三条', { submissionKey }))).receiptCode).not.toBe(a.receiptCode);
  });

  it('forty at once with one key are one opinion and one receipt', async () => {
    const said = opinion(round, '四十次同时点了提交');
    const answers = await Promise.all(Array.from({ length: 40 }, () => submit(said)));
    expect(new Set(answers.map((a) => a.receiptCode)).size).toBe(1);
    expect(answers.filter((a) => a.repeated === false)).toHaveLength(1);
    expect(await rows('四十次同时点了提交')).toHaveLength(1);
  });

  it('forty different ones at once are forty', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, (_, i) => submit(opinion(round, `不同的话${i}`))));
    expect(new Set(answers.map((a) => a.receiptCode)).size).toBe(40);
    expect(await s.db.asOwner(`select 1 from opinion where text like '不同的话%'`)).toHaveLength(40);
  });

  it('leaves its status, its receipt as a MAC and its event, and no address', async () => {
    const { receiptCode } = await submit(opinion(round, '留下什么'));
    const [{ id } = { id: '' }] = await rows('留下什么');
    expect(await s.db.asOwner('select state, version from opinion_status where id = $1', [id])).toEqual([
      { state: 'RECEIVED', version: 1 },
    ]);
    expect(await s.db.asOwner('select command, state from opinion_event where opinion_id = $1', [id])).toEqual([
      { command: 'receive', state: 'RECEIVED' },
    ]);
    const whole = JSON.stringify(
      await s.db.asOwner('select o.*, r.code_mac from opinion o join receipt r using (id) where id = $1', [id]),
    );
    expect(whole).not.toContain(receiptCode);
    expect(whole).not.toMatch(/127\.0\.0\.1/);
  });
});

describe('refused', () => {
  it('under an unknown code, a mistyped one, a revoked one', async () => {
    expect(await refusal(submit(opinion(round, '无此码'), '1234567890'))).toBe('UNKNOWN_CODE');
    expect(await refusal(submit(opinion(round, '无此码'), 'x'))).toBe('UNKNOWN_CODE');
    const { code } = pointOf(round, 1);
    await s.db.asOwner('update law_code set revoked_at = now() where code = $1', [code]);
    expect(await refusal(submit(opinion(round, '停用的码'), code))).toBe('CODE_REVOKED');
    await s.db.asOwner('update law_code set revoked_at = null where code = $1', [code]);
    await submit(opinion(round, '恢复的码'), code);
    expect([...(await rows('无此码')), ...(await rows('停用的码'))]).toEqual([]);
  });

  it.each([
    ['a quote that is not in the article', { quote: '每月检查' }, 'QUOTE_NOT_FOUND'],
    ['a place that is not there', { path: 'p9' }, 'TARGET_NOT_FOUND'],
    ['an article of no draft', { provisionId: '7b7f1c1e-7c3b-4b57-9f6c-0d4b2b0e4c11' }, 'TARGET_NOT_FOUND'],
    ['an article that is no id', { provisionId: 'x' }, 'INVALID_INPUT'],
  ])('%s', async (_, target, code) => {
    expect(
      await refusal(
        submit(
          opinion(round, '位置不对', '第二条', {
            target: { kind: 'ARTICLE', provisionId: round.articles.get('第二条'), ...target },
          }),
        ),
      ),
    ).toBe(code);
    expect(await rows('位置不对')).toEqual([]);
  });

  it('an article of another draft is none of this round', async () => {
    const other = await openRound(s);
    expect(await refusal(submit(opinion(other, '别的法规的条文')))).toBe('TARGET_NOT_FOUND');
    await submit(opinion(other, '别的法规的条文'), other.code);
  });

  it.each([
    ['empty words', { text: ' \n ' }],
    ['words past the limit', { text: '长'.repeat(5001) }],
    ['a short key', { submissionKey: 'short' }],
    ['a long reason', { reason: '长'.repeat(5001) }],
  ])('%s, by field', async (_, more) => {
    expect(await refusal(submit(opinion(round, '好的', '第二条', more)))).toBe('INVALID_INPUT');
  });

  it('U+0000 and half a character, before they reach the database', async () => {
    for (const text of ['坏\u0000字', '半\ud800个']) {
      const answer = await s.ask(SUBMIT_OPINION, { input: { lawCode: round.code, opinion: opinion(round, text) } });
      expect(answer.errors[0]?.extensions.code).toBe('PARSE');
    }
  });
});

describe('a pile of forms', () => {
  it('says of each one what became of it, and the bad ones keep no good one out', async () => {
    const { officer, id } = pointOf(round);
    const good = (text: string): object => opinion(round, text, '第三条', { channel: 'PAPER' });
    const twice = good('纸质表二');
    const forms = [
      good('纸质表一'),
      { ...good('纸质表坏一'), text: ' ' },
      twice,
      {
        ...good('纸质表坏二'),
        target: { kind: 'ARTICLE', provisionId: round.articles.get('第三条'), quote: '没有的话' },
      },
      twice,
    ];
    const { lines } = await officer.act<{
      lines: { index: number; opinionId: string | null; receiptCode: string | null; problem: string | null }[];
    }>(
      'enterOpinions',
      { consultationId: round.consultationId, contactPointId: id, opinions: forms },
      'OpinionsEntered',
      'lines { index opinionId receiptCode problem }',
    );
    expect(lines.map((l) => [l.index, l.opinionId !== null, l.problem === null])).toEqual([
      [0, true, true],
      [1, false, false],
      [2, true, true],
      [3, false, false],
      [4, true, true],
    ]);
    expect(lines[4]?.opinionId).toBe(lines[2]?.opinionId);
    expect(lines[1]?.problem).toMatch(/请写下您的意见|填写有误/u);
    expect(lines[3]?.problem).toContain('引用');
    expect(
      await s.db.asOwner(
        `select entered_by is not null as by, channel, contact_point_id from opinion where text like '纸质表%' order by text`,
      ),
    ).toEqual(Array.from({ length: 2 }, () => ({ by: true, channel: 'PAPER', contact_point_id: id })));
  });

  it('of none or of too many is refused', async () => {
    const { officer, id } = pointOf(round);
    const enterAll = (opinions: object[]): Promise<unknown> =>
      officer.act(
        'enterOpinions',
        { consultationId: round.consultationId, contactPointId: id, opinions },
        'OpinionsEntered',
        'lines { index }',
      );
    expect(await refusal(enterAll([]))).toBe('INVALID_INPUT');
    expect(await refusal(enterAll(Array.from({ length: 201 }, () => opinion(round, '多'))))).toBe('INVALID_INPUT');
  });
});

describe("the window, by the database's day", () => {
  afterEach(() => move(today(-5), today(30)));

  it('not yet', async () => {
    await move(today(1), today(40));
    const refused = await submit(opinion(round, '来早了')).catch((e: unknown) => e as Error & { code: string });
    expect(refused).toMatchObject({ code: 'NOT_OPEN_YET', message: expect.stringContaining(today(1)) as unknown });
  });

  it('the first day and the last day belong to it', async () => {
    await move(today(), today(40));
    await submit(opinion(round, '第一天'));
    await move(today(-40), today());
    await submit(opinion(round, '最后一天'));
    expect([...(await rows('第一天')), ...(await rows('最后一天'))]).toHaveLength(2);
  });

  it('closed: a new voice is refused, also typed by an officer; a retry of a stored one gets its receipt', async () => {
    const said = opinion(round, '铃响之前');
    const first = await submit(said);
    await move(today(-40), today(-1));
    expect(await refusal(submit(opinion(round, '铃响之后')))).toBe('CLOSED');
    const { lines } = await pointOf(round).officer.act<{
      lines: { opinionId: string | null; problem: string | null }[];
    }>(
      'enterOpinions',
      {
        consultationId: round.consultationId,
        contactPointId: pointOf(round).id,
        opinions: [opinion(round, '铃响之后')],
      },
      'OpinionsEntered',
      'lines { opinionId problem }',
    );
    expect(lines).toEqual([{ opinionId: null, problem: expect.stringContaining('截止') as unknown }]);
    expect(await submit(said)).toMatchObject({ receiptCode: first.receiptCode, repeated: true });
    expect([...(await rows('铃响之后')), ...(await rows('铃响之前'))]).toHaveLength(1);
  });

  it('an act on the round that is under way is waited for, and its outcome counts', async () => {
    const answer = await withClient(s.db.owner, async (officer) => {
      await officer.query('begin');
      await officer.query('update consultation set closes_on = $2, opens_on = $3 where id = $1', [
        round.consultationId,
        today(-1),
        today(-40),
      ]);
      const said = refusal(submit(opinion(round, '正在截止'))).catch((e: Error) => e.message);
      await until(
        'the opinion that waits',
        async () =>
          (
            await officer.query(
              'select 1 from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))',
            )
          ).rows.length > 0,
        5,
      ).catch(() => undefined);
      await officer.query('commit');
      return said;
    });
    expect([answer, await rows('正在截止')]).toEqual(['CLOSED', []]);
  });

  it('closing in between: each is stored or refused, and what was acknowledged is there', async () => {
    const bell = new Promise((done) => setTimeout(done, 60)).then(() => move(today(-40), today(-1)));
    const answers = await Promise.all(
      Array.from({ length: 30 }, async (_, i) => {
        await new Promise((done) => setTimeout(done, i * 6));
        return submit(opinion(round, `铃声中${i}`)).then(
          (a) => ({ i, receipt: a.receiptCode }),
          (e: unknown) => ({ i, code: (e as { code: string }).code }),
        );
      }),
    );
    await bell;
    const stored = (await s.db.asOwner<{ text: string }>(`select text from opinion where text like '铃声中%'`))
      .map((r) => r.text)
      .sort();
    expect(
      answers
        .filter((a) => 'receipt' in a)
        .map((a) => `铃声中${a.i}`)
        .sort(),
    ).toEqual(stored);
    expect(answers.every((a) => 'receipt' in a || a.code === 'CLOSED')).toBe(true);
  });
});

describe('what a code opens', () => {
  it('a letter to bodies is no public round', async () => {
    const preparer = await client(s, 'PREPARER');
    const other = await openRound(s);
    await s.db.asOwner(`update consultation set method = 'SOLICITATION_LETTER' where id = $1`, [other.consultationId]);
    expect(await refusal(submit(opinion(other, '不是公开征求'), other.code))).toBe('NOT_PUBLISHED');
    expect(
      (
        await preparer.ask<{ opinionList: unknown[] }>(
          'query($c: ID!) { opinionList(consultationId: $c) { nodes { id } } }',
          {
            c: other.consultationId,
          },
        )
      ).opinionList,
    ).toEqual([]);
  });
});

describe('the rows', () => {
  it.each(['opinion', 'opinion_event', 'receipt'])(
    '%s takes no change and no deletion by the service',
    async (table) => {
      await expect(s.db.asService(`update ${table} set id = id`)).rejects.toMatchObject({ code: '42501' });
      await expect(s.db.asService(`delete from ${table}`)).rejects.toMatchObject({ code: '42501' });
    },
  );

  it('an opinion has the very words that were said', async () => {
    const text = '  “每日”改为“每班”，因为……𠮷林路的电梯😀一天坏三回　\n第二段\t完 ';
    await submit(opinion(round, text));
    expect(await rows(text.trim())).toHaveLength(1);
  });
});

it('a receipt is found by its code however it is typed; unknown and mistyped are answered alike', async () => {
  const { receiptCode } = await submit(opinion(round, '凭码查询'));
  expect(await found(`${receiptCode.slice(0, 4)} ${receiptCode.slice(4, 8)}-${receiptCode.slice(8)}`)).toMatchObject({
    opinion: { text: '凭码查询' },
  });
  const receipts = s.running.app.get(ReceiptsService);
  expect(await receipts.byReceipt('0000 0000 0000 0000', 'a')).toMatchObject({ code: 'UNKNOWN_CODE' });
  expect(await receipts.byReceipt('12', 'b')).toMatchObject({ code: 'UNKNOWN_CODE' });
});

it('an owner with the right code is answered, whatever others at the same address try', async () => {
  const { receiptCode } = await submit(opinion(round, '同一个出口'));
  const receipts = s.running.app.get(ReceiptsService);
  for (let n = 0; n < 30; n++) await receipts.byReceipt('1234 5678 9012 3456', 'a village');
  expect(await receipts.byReceipt(receiptCode, 'a village')).toMatchObject({ opinion: { text: '同一个出口' } });
  // these pass the check digit: somebody guesses
  const codes = [...codesThatLeadNowhere(600)];
  const guesses = Promise.all(codes.map((code) => receipts.byReceipt(code, 'a village')));
  const mine = await receipts.byReceipt(receiptCode, 'another village');
  expect(mine).toMatchObject({ opinion: { text: '同一个出口' } });
  const told = (await guesses).map((g) => (g instanceof Refusal ? g.code : 'FOUND'));
  expect(told.filter((code) => code === 'TOO_MANY_ATTEMPTS').length).toBeGreaterThan(0);
  expect(told.filter((code) => code === 'UNKNOWN_CODE').length).toBeGreaterThan(90);
  expect(told).not.toContain('FOUND');
  await new Promise((r) => setTimeout(r, 1000));
  expect(await receipts.byReceipt(receiptCode, 'a village')).toMatchObject({ opinion: { text: '同一个出口' } });
});

function* codesThatLeadNowhere(n: number): Generator<string> {
  for (let at = 1; at <= n; at++) {
    const digits = String(at).padStart(15, '0');
    yield digits + checkDigit(digits);
  }
}
