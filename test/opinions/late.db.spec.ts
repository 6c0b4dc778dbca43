/** 说话日期: what was heard in time may be typed later; what was said late is taken and marked; a resident is too late. */
import { Client } from '../support/client.js';
import { client, openRound, opinion, pointOf, refusal, type Round, today } from '../support/round.js';
import { startTestService, type TestService } from '../support/service.js';

let s: TestService;
let round: Round;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  round = await openRound(s);
});
afterAll(() => s.close());

interface Line {
  opinionId: string | null;
  receiptCode: string | null;
  problem: string | null;
}
const type = async (...opinions: object[]): Promise<Line[]> => {
  const { officer, id } = pointOf(round);
  const { lines } = await officer.act<{ lines: Line[] }>(
    'enterOpinions',
    { consultationId: round.consultationId, contactPointId: id, opinions },
    'OpinionsEntered',
    'lines { opinionId receiptCode problem }',
  );
  return lines;
};
const said = (text: string, saidOn?: string): object => opinion(round, text, '第二条', saidOn ? { saidOn } : {});
const window = (opensOn: string, closesOn: string, state = 'ISSUED'): Promise<unknown> =>
  s.db.asOwner('update consultation set opens_on = $2, closes_on = $3, state = $4 where id = $1', [
    round.consultationId,
    opensOn,
    closesOn,
    state,
  ]);
const told = async (...texts: string[]): Promise<(string | null | undefined)[]> => {
  const { opinionList } = await (
    await client(s, 'PREPARER')
  ).ask<{ opinionList: { text: string; saidOn: string | null; late: boolean }[] }>(
    'query($c: ID!) { opinionList(consultationId: $c, first: 200) { nodes { text saidOn late } } }',
    { c: round.consultationId },
  );
  return texts.map((t) => {
    const found = opinionList.find((o) => o.text === t);
    return found && `${found.saidOn ?? 'no day'}${found.late ? ' late' : ''}`;
  });
};

it('before the opening nothing is taken', async () => {
  await window(today(1), today(30));
  const lines = await type(said('早了'), said('早了有日期', today()));
  expect(lines.map((l) => l.opinionId)).toEqual([null, null]);
  expect(lines[0]?.problem).toContain(today(1));
  expect(await told('早了', '早了有日期')).toEqual([undefined, undefined]);
});

it('while it is open a day may be given, not in the future and not before the opening', async () => {
  await window(today(-5), today(5));
  const lines = await type(
    said('开着不写日期'),
    said('开着写日期', today(-3)),
    said('开着写将来', today(1)),
    said('开着写太早', today(-6)),
    said('开着写错', '2026-02-30'),
  );
  expect(lines.map((l) => l.opinionId !== null)).toEqual([true, true, false, false, false]);
  expect(lines[2]?.problem).toContain('还没有到');
  expect(lines[3]?.problem).toContain('以前');
  expect(lines[4]?.problem).toContain('2026-01-31');
  expect(await told('开着不写日期', '开着写日期')).toEqual(['no day', today(-3)]);
});

it('after the closing day it must be given: inside the window in time, after it marked late', async () => {
  await window(today(-20), today(-3));
  const lines = await type(
    said('截止后不写日期'),
    said('截止后写窗口内', today(-3)),
    said('截止后写截止后', today(-2)),
    said('截止后写将来', today(1)),
  );
  expect(lines.map((l) => l.opinionId !== null)).toEqual([false, true, true, false]);
  // in the words of the officer who types: nobody sends her to the contact point, which she is
  expect(lines[0]?.problem).toMatch(/截止.*哪一天说的/u);
  expect(lines[0]?.problem).not.toContain('联系点');
  expect(await told('截止后写窗口内', '截止后写截止后')).toEqual([today(-3), `${today(-2)} late`]);
  // a late row is sealed with its mark, an ordinary one without the column, as older ones are
  expect(await s.db.asOwner(`select text, late from opinion where text like '截止后%' order by text`)).toEqual([
    { text: '截止后写截止后', late: true },
    { text: '截止后写窗口内', late: null },
  ]);
});

it('a pile that was stored is answered again after the end, with the same receipts and without a day', async () => {
  await window(today(-20), today(5));
  const pile = said('存过的一叠');
  const [first] = await type(pile);
  await window(today(-20), today(-1));
  const [again, other] = await type(pile, said('没有存过的'));
  expect(again).toEqual(first);
  expect(other?.opinionId).toBeNull();
});

it('another day is another voice: a corrected day is not lost', async () => {
  await window(today(-20), today(-1));
  const pile = said('改过日期', today(-4)) as { saidOn: string };
  const [first] = await type(pile);
  const [corrected] = await type({ ...pile, saidOn: today(-5) });
  expect(corrected?.opinionId).not.toBe(first?.opinionId);
});

it('a cancelled round takes nothing', async () => {
  await window(today(-20), today(5), 'CANCELLED');
  expect((await type(said('取消了', today(-1))))[0]?.problem).toContain('已取消');
});

it('a resident is refused after the end, and gives no day', async () => {
  await window(today(-20), today(-1));
  const submit = (more: object): Promise<unknown> =>
    new Client(s.url).submit({ lawCode: round.code, opinion: opinion(round, '居民晚了', '第二条', more) });
  expect(await refusal(submit({}))).toBe('CLOSED');
  expect(await refusal(submit({ saidOn: today(-1) }))).toBe('INVALID_INPUT');
  await window(today(-20), today(5));
  expect(await refusal(submit({ saidOn: today(-1) }))).toBe('INVALID_INPUT');
});
