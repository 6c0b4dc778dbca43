/**
 * 照片 in the hearing: what a day holds, also when all come at once; in a batch a picture that cannot be taken keeps
 * nobody else out.
 */
import { type IncomingOpinion, IntakeService, type Received } from '../../src/opinions/index.js';
import { Refusal } from '../../src/platform/base/refusal.js';
import { Pictures } from '../../src/platform/database/pictures/pictures.js';
import { type Page, receiptOn, resident, type Resident, wordsOf } from '../pages/client.js';
import { HEIC, jpeg, png } from '../support/pictures.js';
import { key, openRound, pointOf, type Round } from '../support/round.js';
import { startTestService, type TestService } from '../support/service.js';

let s: TestService;
let round: Round;
let r: Resident;
let photo: Buffer;
beforeAll(async () => {
  s = await startTestService({ environment: { PICTURES_PER_CODE_PER_DAY: '6', PICTURE_MEGABYTES_PER_DAY: '2' } });
  round = await openRound(s);
  r = resident(s);
  photo = await jpeg(64);
});
afterAll(() => s.close());
const yesterday = (): Promise<unknown> =>
  s.db.asOwner(`update opinion_picture set stored_at = stored_at - interval '25 hours'`);
beforeEach(yesterday);

const say = async (code: string, text: string, pictures: readonly Uint8Array[]): Promise<Page> =>
  r.send(
    `/l/${code}/opinions`,
    { ...(await r.form(`/l/${code}/say`)), text },
    pictures.map((bytes) => ({ bytes })),
  );
const count = async (): Promise<number> =>
  Number(
    (
      await s.db.asOwner<{ n: string }>(
        `select count(*) as n from opinion_picture where stored_at > now() - interval '24 hours'`,
      )
    )[0]?.n,
  );
const opinions = (like: string): Promise<unknown[]> => s.db.asOwner('select 1 from opinion where text like $1', [like]);

/**
 * Decoding takes turns, so that those who send at once are stored one after the other: here all of `n` wait at that
 * place and go on together.
 */
async function together<T>(n: number, body: () => Promise<T>): Promise<T> {
  const pictures = s.running.app.get(Pictures);
  const made = await pictures.rewrite(photo);
  let arrived = 0;
  let open = (): void => undefined;
  const all = new Promise<void>((done) => void (open = done));
  Object.assign(pictures, {
    rewrite: async () => {
      if (++arrived === n) open();
      await all;
      return made;
    },
  });
  try {
    return await body();
  } finally {
    Reflect.deleteProperty(pictures, 'rewrite');
  }
}

describe('a day', () => {
  it('holds so many pictures of one code, also when all come at once; the words come back, and go in without them; another code has its own', async () => {
    const pages = await together(12, () =>
      Promise.all(
        Array.from({ length: 8 }, (_, i) => say(round.code, `一起来的 ${i}`, i < 4 ? [photo, photo] : [photo])),
      ),
    );
    const [taken, refused] = [pages.filter((p) => p.status === 200), pages.filter((p) => p.status === 429)];
    expect(taken.length + refused.length).toBe(8);
    expect(await count()).toBe(6);
    expect((await opinions('一起来的%')).length).toBe(taken.length);
    for (const p of refused)
      expect([wordsOf(p.html).includes('今天收到的照片太多'), /一起来的 \d<\/textarea>/.test(p.html)]).toEqual([
        true,
        true,
      ]);
    expect((await say(round.code, '不附照片', [])).status).toBe(200);
    expect((await say(pointOf(round).code, '别的码', [photo])).status).toBe(200);
    await yesterday();
    expect((await say(round.code, '第二天', [photo])).status).toBe(200);
  });
  it('holds so many bytes over all codes', async () => {
    const large = await jpeg(1_200, { noise: true });
    const pages = await Promise.all(
      [
        round.code,
        pointOf(round, 0).code,
        pointOf(round, 1).code,
        round.code,
        pointOf(round, 0).code,
        pointOf(round, 1).code,
      ].map((code, i) => say(code, `很大的 ${i}`, [large])),
    );
    const [{ bytes = 0 } = {}] = await s.db.asOwner<{ bytes: number }>(
      `select sum(size)::int as bytes from opinion_picture where stored_at > now() - interval '24 hours'`,
    );
    const statuses = pages.map((p) => p.status).sort();
    expect([statuses[0], statuses.at(-1)]).toEqual([200, 429]);
    expect(bytes).toBeGreaterThan(1_000_000);
    expect(bytes).toBeLessThanOrEqual(2 * 1024 * 1024);
  });
  it('a retry of what was stored counts nothing and is answered when the day is full', async () => {
    const form = { ...(await r.form(`/l/${round.code}/say`)), text: '满了以后再来问' };
    const send = (): Promise<Page> => r.send(`/l/${round.code}/opinions`, form, [{ bytes: photo }]);
    const first = await send();
    for (const i of [1, 2]) await say(round.code, `占满 ${i}`, i === 1 ? [photo, photo, photo] : [photo, photo]);
    expect((await say(round.code, '满了', [photo])).status).toBe(429);
    expect(receiptOn((await send()).html)).toBe(receiptOn(first.html));
    expect(await count()).toBe(6);
  });
  it('the last place is not taken twice by one form that is sent twice at once', async () => {
    for (const i of [1, 2]) await say(round.code, `先到 ${i}`, i === 1 ? [photo, photo, photo] : [photo, photo]);
    const form = { ...(await r.form(`/l/${round.code}/say`)), text: '两下' };
    const pages = await together(2, () =>
      Promise.all([1, 2].map(() => r.send(`/l/${round.code}/opinions`, form, [{ bytes: photo }]))),
    );
    expect(pages.map((p) => [p.status, receiptOn(p.html)])).toEqual(
      Array(2).fill([200, expect.stringMatching(/^\d{16}$/)]),
    );
    expect([new Set(pages.map((p) => receiptOn(p.html))).size, await count()]).toEqual([1, 6]);
  });
});

describe('a batch', () => {
  const speak = (text: string, pictures: readonly Uint8Array[] = []): IncomingOpinion => ({
    submissionKey: key(),
    channel: 'CODE',
    target: { kind: 'WHOLE' },
    act: 'AMEND',
    text,
    proposedWording: null,
    reason: null,
    contact: null,
    pictures: [...pictures],
  });
  const receive = async (all: readonly IncomingOpinion[]): Promise<(Received | Refusal)[]> => {
    const hearing = s.running.app.get(IntakeService);
    const door = await hearing.intakePointOf(round.code);
    if (door instanceof Refusal) throw new Error(door.message);
    return hearing.receive(door, all);
  };
  it('a picture that is none, or is beyond the day, refuses its own row alone', async () => {
    const answers = await receive([
      speak('批一'),
      speak('批二', [photo, HEIC]),
      speak('批三', [photo, photo]),
      speak('批四', [photo, photo, photo, photo]),
      speak('批五', [await png()]),
      speak('批六', [photo, photo, photo]),
      speak('批七', [photo, photo, photo]),
    ]);
    expect(
      answers.map((a) => (a instanceof Refusal ? a.fields.map((f) => `${f.path} ${f.code}`).join() : 'STORED')),
    ).toEqual([
      'STORED',
      'pictures.1 HEIC',
      'STORED',
      'pictures TOO_BIG',
      'STORED',
      'STORED',
      'pictures PICTURE_QUOTA',
    ]);
    expect(
      await s.db.asOwner(
        `select o.text, count(p.id)::int as n from opinion o left join opinion_picture p on p.opinion_id = o.id where o.text like '批%' group by 1 order by min(p.ordinal), 2 desc, 1`,
      ),
    ).toEqual(
      expect.arrayContaining([
        { text: '批一', n: 0 },
        { text: '批三', n: 2 },
        { text: '批五', n: 1 },
        { text: '批六', n: 3 },
      ]),
    );
    expect(await opinions('批%')).toHaveLength(4);
  });
  it('the service cannot change a row of pictures, and no opinion has a fourth', async () => {
    await say(round.code, '改不了', [photo]);
    await expect(s.db.asService('update opinion_picture set width = 1')).rejects.toThrow(/permission denied/);
    await expect(s.db.asService('delete from opinion_picture')).rejects.toThrow(/permission denied/);
    await expect(
      s.db.asOwner(
        'insert into opinion_picture select gen_random_uuid(), legislature_id, opinion_id, 4, gen_random_uuid(), null, 1, 1, 1, sha256 from opinion_picture limit 1',
      ),
    ).rejects.toThrow();
  });
});
