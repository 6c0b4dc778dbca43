/**
 * A meeting on a bad line: an activity, photographs of forms, what is typed from them, and printed forms whose receipt
 * codes wake; each sent twice and stored once, none read by the neighbour.
 */
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Refused } from '../../support/client.js';
import { jpeg } from '../../support/pictures.js';
import { client, jobsDone, key, openRound, opinion, pointOf, refusal, type Round, today } from '../../support/round.js';
import { startTestService, type TestService } from '../../support/service.js';
import { resident, wordsOf } from '../../pages/client.js';

let s: TestService;
let round: Round;
let other: Round;
let photo: Buffer;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  round = await openRound(s);
  other = await openRound(s);
  photo = await jpeg(48);
});
afterAll(() => s.close());

const activity = (more: object = {}): Record<string, unknown> => ({
  id: randomUUID(),
  contactPointId: pointOf(round).id,
  heldOn: today(-1),
  subject: '居民座谈会',
  place: '红河居委会二楼',
  consultationIds: [round.consultationId, other.consultationId],
  ...more,
});
interface Shown {
  id: string;
  subject: string;
  voiceCount: number;
  cardsWaiting: number;
  cards: { id: string; ordinal: number; outcome: string | null; path: string }[];
  consultations: { id: string }[];
  version: number;
}
const FIELDS = 'id subject version voiceCount cardsWaiting cards { id ordinal outcome path } consultations { id }';
const record = (given: object): Promise<Shown> =>
  pointOf(round).officer.act<Shown>('recordActivity', given, 'Activity', FIELDS);
const shown = async (id: string): Promise<Shown | null> =>
  (
    await pointOf(round).officer.ask<{ activity: Shown | null }>(
      `query($id: ID!) { activity(id: $id) { ${FIELDS} } }`,
      {
        id,
      },
    )
  ).activity;

/** As the phone sends a photograph; `at`: the contact point whose officer does */
async function send(id: string, activityId: string, ordinal: number, bytes: Uint8Array, at = 0): Promise<Response> {
  const token = await s.home.officer(pointOf(round, at).name);
  return fetch(`${s.url}/hearing/cards/${id}?activity=${activityId}&ordinal=${ordinal}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/octet-stream',
      'x-yifayima-upload': '1',
    },
    body: Buffer.from(bytes),
  });
}
const look = async (path: string, at = 0): Promise<number> =>
  (
    await fetch(`${s.url}${path}`, {
      headers: { authorization: `Bearer ${await s.home.officer(pointOf(round, at).name)}` },
    })
  ).status;
interface Entered {
  lines: { opinionId: string | null; receiptCode: string | null; problem: string | null }[];
}
const type = (opinions: object[], at = 0, of: Round = round): Promise<Entered> =>
  pointOf(round, at).officer.act<Entered>(
    'enterOpinions',
    { consultationId: of.consultationId, contactPointId: pointOf(round, at).id, opinions },
    'OpinionsEntered',
    'lines { opinionId receiptCode problem }',
  );

describe('活动', () => {
  it('is recorded once however often it is sent, for several drafts', async () => {
    const given = activity();
    const first = await record(given);
    expect(await record(given)).toEqual(first);
    expect(first.consultations.map((c) => c.id).sort()).toEqual([round.consultationId, other.consultationId].sort());
    const rows = await s.db.asOwner('select 1 from activity where id = $1', [given.id]);
    expect(rows).toHaveLength(1);
  });

  it('has a code for each draft, made once, under which what is said counts there', async () => {
    const given = activity({ heldOn: today(2), subject: '加装电梯座谈会' });
    const { id } = await record(given);
    interface Coded {
      lawCodes: { consultationId: string; lawCode: { code: string; label: string } }[];
      voiceCount: number;
    }
    const codes = (of: unknown = id, at = 0): Promise<Coded> =>
      pointOf(round, at).officer.act<Coded>(
        'makeActivityCodes',
        { activityId: of },
        'Activity',
        'voiceCount lawCodes { consultationId lawCode { code label } }',
      );
    const made = await codes();
    expect(made.lawCodes.map((c) => c.consultationId).sort()).toEqual(
      [round.consultationId, other.consultationId].sort(),
    );
    expect(new Set(made.lawCodes.map((c) => c.lawCode.label))).toEqual(new Set([`${today(2)} 加装电梯座谈会`]));
    expect(await codes()).toEqual(made);
    expect(await refusal(codes(id, 1))).toBe('NOT_FOUND');
    const twin = await record(activity({ heldOn: today(2), subject: '加装电梯座谈会' }));
    expect(await refusal(codes(twin.id))).toBe('INVALID_INPUT');
    const code = made.lawCodes.find((c) => c.consultationId === round.consultationId)?.lawCode.code;
    await new Client(s.url).submit({ lawCode: code, opinion: opinion(round, '现场扫码说的') });
    expect((await shown(id))?.voiceCount).toBe(1);
    const { opinionList } = await pointOf(round).officer.ask<{ opinionList: { text: string }[] }>(
      'query($c: ID!, $p: [ID!]) { opinionList(consultationId: $c, first: 9, filter: { contactPointIds: $p }) { nodes { text } } }',
      { c: round.consultationId, p: [pointOf(round).id] },
    );
    expect(opinionList.map((o) => o.text)).toContain('现场扫码说的');
  });

  it('is refused for a day that is far away, a round of nobody and a contact point of somebody else', async () => {
    expect(await refusal(record(activity({ heldOn: today(61) })))).toBe('INVALID_INPUT');
    expect(await refusal(record(activity({ consultationIds: [randomUUID()] })))).toBe('NOT_FOUND');
    expect(await refusal(record(activity({ contactPointId: pointOf(round, 1).id })))).toBe('NOT_FOUND');
  });

  it('is changed by its version, and keeps the drafts it has', async () => {
    const { id, version } = await record(activity({ consultationIds: [round.consultationId] }));
    const change = {
      ...{ activityId: id, expectedVersion: version, heldOn: today(-2), subject: '楼长会' },
      consultationIds: [other.consultationId],
    };
    const officer = pointOf(round).officer;
    const changed = await officer.act<Shown>('changeActivity', change, 'Activity', FIELDS);
    expect(changed).toMatchObject({ subject: '楼长会' });
    expect(changed.consultations).toHaveLength(2);
    expect(await refusal(officer.act('changeActivity', change, 'Activity', 'id'))).toBe('STALE_VERSION');
  });

  it('is unknown to the contact point beside it', async () => {
    const { id } = await record(activity());
    const seen = await pointOf(round, 1).officer.ask<{ activity: unknown }>(
      'query($id: ID!) { activity(id: $id) { id } }',
      { id },
    );
    expect(seen.activity).toBeNull();
    const list = await pointOf(round, 1).officer.ask<{ activityList: unknown[] }>(
      'query($p: ID!) { activityList(contactPointId: $p) { nodes { id } } }',
      { p: pointOf(round).id },
    );
    expect(list.activityList).toEqual([]);
  });
});

describe('手写表 in photographs', () => {
  it('is kept once, typed later, and its picture stays with the voice', async () => {
    const { id: activityId } = await record(activity());
    const cards = [randomUUID(), randomUUID(), randomUUID()];
    for (const [at, card] of cards.entries()) {
      expect((await send(card, activityId, at + 1, photo)).status).toBe(201);
      // the answer was lost on the way: the same again is answered, and nothing is stored twice
      expect((await send(card, activityId, at + 1, photo)).status).toBe(201);
    }
    expect(await shown(activityId)).toMatchObject({ cardsWaiting: 3, voiceCount: 0 });
    const voices = [
      opinion(round, '电池不让带进电梯', '第五条', {
        channel: 'PAPER',
        saidOn: today(-1),
        heardAt: { cardId: cards[0] },
      }),
      opinion(round, '小区充电棚不够', null, { channel: 'PAPER', saidOn: today(-1), heardAt: { cardId: cards[0] } }),
      opinion(round, '每月公布一次', '第三条', { channel: 'MEETING', saidOn: today(-1), heardAt: { activityId } }),
    ];
    const first = await type(voices);
    expect(first.lines.map((l) => l.problem)).toEqual([null, null, null]);
    expect((await type(voices)).lines).toEqual(first.lines);
    await pointOf(round).officer.act('settleFormCards', { cardIds: [cards[1]], nothing: true }, 'BulkDone', 'done');
    const now = await shown(activityId);
    expect(now?.cards.map((c) => c.outcome)).toEqual(['TYPED', 'NOTHING', null]);
    expect(now).toMatchObject({ cardsWaiting: 1, voiceCount: 3 });
    const { opinion: voice } = await pointOf(round).officer.ask<{
      opinion: { formPath: string; activity: { id: string } };
    }>('query($id: ID!) { opinion(id: $id) { formPath activity { id } } }', { id: first.lines[0]?.opinionId });
    expect(voice.activity.id).toBe(activityId);
    expect(await look(voice.formPath)).toBe(200);
    expect(await look(voice.formPath, 1)).toBe(404);
    expect(await look(now?.cards[2]?.path ?? '')).toBe(200);
    expect(await look(now?.cards[2]?.path ?? '', 1)).toBe(404);
  });

  it('that is typed may not become empty, and one that is empty may be typed after all', async () => {
    const { id: activityId } = await record(activity());
    const card = randomUUID();
    await send(card, activityId, 1, photo);
    const settle = (nothing: boolean): Promise<{ refused: { code: string }[] }> =>
      pointOf(round).officer.act('settleFormCards', { cardIds: [card], nothing }, 'BulkDone', 'done refused { code }');
    expect((await settle(true)).refused).toEqual([]);
    expect((await shown(activityId))?.cardsWaiting).toBe(0);
    await type([opinion(round, '看错了，背面有字', null, { channel: 'PAPER', heardAt: { cardId: card } })]);
    expect((await shown(activityId))?.cards[0]?.outcome).toBe('TYPED');
    expect((await settle(true)).refused).toEqual([{ code: 'WRONG_STATE' }]);
  });

  it('refuses what is no picture, another picture under the same id, and the contact point beside', async () => {
    const { id: activityId } = await record(activity());
    const card = randomUUID();
    const words = await send(card, activityId, 1, Buffer.from('不是照片'));
    expect([words.status, ((await words.json()) as { message: string }).message]).toEqual([
      422,
      expect.stringContaining('照片'),
    ]);
    expect((await send(card, activityId, 1, photo)).status).toBe(201);
    expect((await send(card, activityId, 1, await jpeg(64))).status).toBe(422);
    expect((await send(randomUUID(), activityId, 1, photo, 1)).status).toBe(404);
    const typed = await type([opinion(round, '别处的照片', null, { heardAt: { cardId: card } })], 1);
    expect(typed.lines[0]?.problem).toContain('没有找到这张照片');
  });

  it('waits in the to-do list of the contact point, and is not the business of the office', async () => {
    const { id: activityId } = await record(activity({ subject: '等着录入的会' }));
    await send(randomUUID(), activityId, 1, photo);
    const list = await pointOf(round).officer.ask<{ todos: { kind: string; figure: number; targetId: string }[] }>(
      'query { todos(first: 50) { nodes { kind figure targetId } } }',
    );
    expect(list.todos.filter((t) => t.targetId === activityId)).toEqual([
      { kind: 'FORMS_TO_TYPE', figure: 1, targetId: activityId },
    ]);
    const preparer = await client(s, 'PREPARER');
    const seen = await preparer.ask<{ activity: Shown }>(`query($id: ID!) { activity(id: $id) { ${FIELDS} } }`, {
      id: activityId,
    });
    expect(seen.activity.cards).toEqual([]);
  });

  it('stays with the contact point where it is withheld, and not after it was reported', async () => {
    const { id: activityId } = await record(activity());
    const card = randomUUID();
    await send(card, activityId, 1, photo);
    const { lines } = await type([opinion(round, '写了名字的表', null, { heardAt: { cardId: card } })]);
    const opinionId = lines[0]?.opinionId ?? '';
    const preparer = await client(s, 'PREPARER');
    const path = async (): Promise<string | null> =>
      (
        await preparer.ask<{ opinion: { formPath: string | null } }>(
          'query($id: ID!) { opinion(id: $id) { formPath } }',
          {
            id: opinionId,
          },
        )
      ).opinion.formPath;
    expect(await path()).toBe(`/hearing/opinions/${opinionId}/form`);
    await pointOf(round).officer.act('withholdPicture', { opinionId }, 'PictureWithheld', 'id');
    expect(await path()).toBeNull();
    const office = await fetch(`${s.url}/hearing/opinions/${opinionId}/form`, {
      headers: { authorization: `Bearer ${await s.home.token('PREPARER')}` },
    });
    expect(office.status).toBe(404);
    expect(await look(`/hearing/opinions/${opinionId}/form`)).toBe(200);

    const reported = (await type([opinion(round, '已经报送的话')])).lines[0]?.opinionId ?? '';
    const { task, officer } = pointOf(round);
    const comment = await officer.act<{ id: string }>(
      'draftComment',
      { solicitationId: task, opinionIds: [reported] },
      'Comment',
      'id',
    );
    await officer.act(
      'reportComments',
      { solicitationId: task, commentIds: [comment.id] },
      'CommentsReported',
      'reported',
    );
    await jobsDone(s);
    expect(await refusal(officer.act('withholdPicture', { opinionId: reported }, 'PictureWithheld', 'id'))).toBe(
      'WRONG_STATE',
    );
  });
});

describe('联系方式 of who spoke at the counter', () => {
  it('is sealed beside the words and read by the officer', async () => {
    const contact = { name: '陈阿婆', phone: '0871-6000 1234' };
    const { lines } = await type([
      opinion(round, '一楼为什么也要交钱', null, { channel: 'WALK_IN', contact, contactAgreed: true }),
    ]);
    const rows = await s.db.asOwner<{ name: string; phone: string }>(
      'select name, phone from opinion_contact where id = $1',
      [lines[0]?.opinionId],
    );
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain('6000');
    const bad = await type([opinion(round, '电话写错', null, { contact: { name: '', phone: '12' } })]);
    expect(bad.lines[0]?.problem).toContain('电话号码不对');
    const unasked = await type([opinion(round, '没有问过', null, { channel: 'WALK_IN', contact })]);
    expect(unasked.lines[0]?.problem).toContain('还没有本人同意');
    expect(await s.db.asOwner('select 1 from opinion where text = $1', ['没有问过'])).toEqual([]);
  });
});

describe('意见征集表 with a receipt code that sleeps', () => {
  interface Printed {
    first: number;
    count: number;
    path: string;
  }
  const print = (count: number, at = 0): Promise<Printed> =>
    pointOf(round, at).officer.act<Printed>(
      'printFormSheets',
      { consultationId: round.consultationId, contactPointId: pointOf(round, at).id, count },
      'FormSheetsPrinted',
      'first count path',
    );
  const codesOn = async (path: string): Promise<string[]> => {
    const answer = await fetch(`${s.url}${path}`, {
      headers: { authorization: `Bearer ${await s.home.officer(pointOf(round).name)}` },
    });
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    const folder = await mkdtemp(join(tmpdir(), 'sheets-'));
    try {
      await writeFile(join(folder, 'a.pdf'), Buffer.from(await answer.arrayBuffer()));
      await promisify(execFile)('pdftotext', [join(folder, 'a.pdf')]);
      const text = await readFile(join(folder, 'a.txt'), 'utf8');
      return [...text.matchAll(/\d{4} \d{4} \d{4} \d{4}/g)].map((m) => m[0]);
    } finally {
      await rm(folder, { recursive: true });
    }
  };
  const lookUp = async (code: string): Promise<string> =>
    wordsOf((await resident(s).post('/r', { receipt: code, ...(await resident(s).form('/r')) })).html);

  it('gives pages that go on and never come twice', async () => {
    const [a, b] = [await print(2), await print(3)];
    expect([a.first, a.count, b.first, b.count]).toEqual([1, 2, 3, 3]);
    const together = await Promise.all([print(4), print(4)]);
    expect(together.map((t) => t.first).sort((x, y) => x - y)).toEqual([6, 10]);
    expect(await refusal(print(201))).toBe('INVALID_INPUT');
  });

  it('prints the same codes again, sleeps until it is typed, and then tells what became of it', async () => {
    const { first, path } = await print(2);
    const codes = await codesOn(path);
    expect(new Set(codes).size).toBe(2);
    expect(await codesOn(path)).toEqual(codes);
    expect(await lookUp(codes[0] ?? '')).toContain('联系点还没有录入');
    const voice = opinion(round, '征集表上写的话', '第二条', { channel: 'PAPER', heardAt: { page: first } });
    const typed = await type([voice]);
    expect(typed.lines[0]?.receiptCode).toBe((codes[0] ?? '').replaceAll(' ', ''));
    expect((await type([voice])).lines).toEqual(typed.lines);
    expect(await lookUp(codes[0] ?? '')).not.toContain('还没有录入');
    expect(await lookUp(codes[1] ?? '')).toContain('联系点还没有录入');
    const again = await type([opinion(round, '同一张表上的另一条', null, { heardAt: { page: first } })]);
    expect(again.lines[0]?.problem).toContain(`页号 ${first} 的征集表已经录过一条`);
    const unknown = await type([opinion(round, '没有这一页', null, { heardAt: { page: 4321 } })]);
    expect(unknown.lines[0]?.problem).toContain('没有打印过页号 4321');
  });

  it('is one voice a page, also where two are sent at once', async () => {
    const { first } = await print(1);
    const answers = await Promise.all(
      ['甲', '乙', '丙'].map((w) => type([opinion(round, `同页${w}`, null, { heardAt: { page: first } })])),
    );
    expect(answers.filter((a) => a.lines[0]?.problem === null)).toHaveLength(1);
  });

  it('is of its contact point alone, and keeps no code in the clear', async () => {
    const { first, path } = await print(1);
    expect(await look(path, 1)).toBe(404);
    expect(await look(path.replace(/from=\d+/, 'from=9000'))).toBe(404);
    const typed = await type([opinion(round, '别的联系点的页', null, { heardAt: { page: first } })], 1);
    expect(typed.lines[0]?.problem).toContain('没有打印过');
    const [row] = await s.db.asOwner<Record<string, unknown>>('select * from form_sheet where page = $1 limit 1', [
      first,
    ]);
    const [code] = await codesOn(path);
    expect(JSON.stringify(row)).not.toContain((code ?? 'x').replaceAll(' ', ''));
  });

  it('answers a guess and a withdrawal like any other code', async () => {
    const anonymous = resident(s);
    expect(
      (await anonymous.post('/r', { receipt: '1234567890123456', ...(await anonymous.form('/r')) })).status,
    ).not.toBe(500);
    const { path } = await print(1);
    const [code] = await codesOn(path);
    const act = pointOf(round).officer.act('withdrawOpinion', { receiptCode: code }, 'OpinionWithdrawal', 'outcome');
    await expect(act).rejects.toThrow(Refused);
  });
});

it('stores nothing about where it was heard for who speaks under a code', async () => {
  await resident(s).open(`/l/${round.code}`);
  const { receiptCode } = await pointOf(round).officer.submit({
    lawCode: round.code,
    opinion: opinion(round, '自己扫码说的', null, { submissionKey: key() }),
  });
  expect(receiptCode).toMatch(/^\d{16}$/);
  const rows = await s.db.asOwner(
    `select 1 from opinion_hearing h join opinion o on o.id = h.id where o.text = '自己扫码说的'`,
  );
  expect(rows).toEqual([]);
});
