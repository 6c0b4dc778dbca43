/** 照片 with an opinion, as a resident sends them and as staff see them. */
import { SentForms } from '../../src/pages/sent-form.js';
import { DiskGuard } from '../../src/platform/database/files/disk.js';
import { Pictures } from '../../src/platform/database/pictures/pictures.js';
import { exif, HEIC, jpeg, MARKER, partsOf, png, withSegments } from '../support/pictures.js';
import { startTestService, type TestService } from '../support/service.js';
import { multipart, type Page, receiptOn, resident, type Resident, type SentFile, wordsOf } from './client.js';
import { moveWindow, openDraft, type Opened } from './opened.js';

let s: TestService;
let r: Resident;
let o: Opened;
let photo: Buffer;
let screen: Buffer;
beforeAll(async () => {
  s = await startTestService();
  r = resident(s);
  o = await openDraft(s, '云市住宅电梯安全管理条例');
  [photo, screen] = [withSegments(await jpeg(400), exif(6)), await png(160)];
});
afterAll(() => s.close());

const say = async (
  fields: Record<string, string>,
  files: readonly (SentFile | null)[],
  code = o.point,
): Promise<Page> => r.send(`/l/${code}/opinions`, { ...(await r.form(`/l/${code}/say`)), ...fields }, files);
const stored = (text: string): Promise<Record<string, unknown>[]> =>
  s.db.asOwner(
    'select p.*, f.name, f.media_type, f.owner_kind, f.owner_id from opinion o join opinion_picture p on p.opinion_id = o.id join file f on f.id = p.file_id where o.text = $1 order by p.ordinal',
    [text],
  );
const opinions = (text: string): Promise<{ id: string }[]> =>
  s.db.asOwner('select id from opinion where text = $1', [text]);
const idOf = async (text: string): Promise<string> => (await opinions(text))[0]?.id ?? '';

describe('sending', () => {
  it('two pictures with the words: stored made anew, beside the words; the receipt and the look-up say how many', async () => {
    const done = await say({ text: '楼道里停满了电动车' }, [
      { bytes: photo },
      null,
      { bytes: screen, name: '截图.png' },
    ]);
    expect([done.status, wordsOf(done.html).includes('照片收到 2 张')]).toEqual([200, true]);
    const id = await idOf('楼道里停满了电动车');
    expect(await stored('楼道里停满了电动车')).toMatchObject([
      // stored upright: 400 × 300 lying on its side
      {
        opinion_id: id,
        ordinal: 1,
        width: 300,
        height: 400,
        name: '照片1.jpg',
        media_type: 'image/jpeg',
        owner_kind: 'Opinion',
        owner_id: id,
      },
      {
        opinion_id: id,
        ordinal: 2,
        width: 160,
        height: 120,
        name: '照片2.png',
        media_type: 'image/png',
        owner_kind: 'Opinion',
        owner_id: id,
      },
    ]);
    const bytes = await s.db.asOwner<{ bytes: Buffer }>(
      `select c.bytes from file_chunk c join file f on f.id = c.file_id where f.owner_kind = 'Opinion'`,
    );
    for (const one of bytes) expect(one.bytes.includes(MARKER)).toBe(false);
    const outcome = await r.post('/r', { receipt: receiptOn(done.html) });
    expect(wordsOf(outcome.html)).toContain('附有照片 2 张');
    expect(outcome.html).not.toMatch(/<img|\/opinions\//);
    expect(s.logged()).not.toMatch(/IMG_1|截图/);
  });
  it('the same form sent again, also at once and after closing, is stored once and has the same receipt; other pictures make another opinion', async () => {
    const form = { ...(await r.form(`/l/${o.point}/say`)), text: '按了三次' };
    const send = (bytes = photo): Promise<Page> => r.send(`/l/${o.point}/opinions`, form, [{ bytes }]);
    const [a, b] = await Promise.all([send(), send()]);
    const again = await send();
    expect(new Set([a, b, again].map((p) => receiptOn(p.html))).size).toBe(1);
    expect(receiptOn(a.html)).toMatch(/^\d{16}$/);
    expect([wordsOf(again.html).includes('没有重复登记'), wordsOf(again.html).includes('照片收到 1 张')]).toEqual([
      true,
      true,
    ]);
    expect([(await opinions('按了三次')).length, (await stored('按了三次')).length]).toEqual([1, 1]);
    expect(receiptOn((await send(screen)).html)).not.toBe(receiptOn(a.html));
    expect((await opinions('按了三次')).length).toBe(2);
  });
  it('the words alone, with all fields for pictures empty, or as older pages and programs send them', async () => {
    expect((await say({ text: '没有照片' }, [null, null, null])).status).toBe(200);
    expect(
      (await r.post(`/l/${o.point}/opinions`, { ...(await r.form(`/l/${o.point}/say`)), text: '旧页面' })).status,
    ).toBe(200);
    expect([await stored('没有照片'), await stored('旧页面')]).toEqual([[], []]);
    const form = { ...(await r.form(`/l/${o.main}/say`)), text: '两种写法' };
    const [one, other] = [
      await r.post(`/l/${o.main}/opinions`, form),
      await r.send(`/l/${o.main}/opinions`, form, [null]),
    ];
    expect(receiptOn(other.html)).toBe(receiptOn(one.html));
  });
});

describe('what cannot be taken comes back with the words, naming the picture', () => {
  const MIB = 1024 * 1024;
  it.each<[string, () => (SentFile | null)[], number, RegExp]>([
    ['HEIC', () => [{ bytes: photo }, { bytes: HEIC }], 422, /第 2 张照片是 HEIC 格式.*兼容性最佳/],
    ['cut off', () => [null, null, { bytes: photo.subarray(0, photo.length - 400) }], 422, /第 3 张照片不完整/],
    [
      'two at once',
      () => [{ bytes: HEIC }, { bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') }],
      422,
      /第 1 张照片是 HEIC.*第 2 张照片是 SVG/,
    ],
    ['no picture', () => [{ bytes: Buffer.from('MZ and so on'.repeat(9)) }], 422, /第 1 张照片不是照片/],
    ['empty', () => [{ bytes: Buffer.alloc(0) }], 422, /第 1 张照片是空的/],
    [
      'too large',
      () => [{ bytes: photo }, { bytes: Buffer.alloc(10 * MIB + 1, 7) }],
      413,
      /第 2 张照片太大（每张最多 10 MB）/,
    ],
    ['four', () => [{ bytes: photo }, { bytes: photo }, { bytes: screen }, { bytes: screen }], 422, /照片最多 3 张/],
    ['forty', () => Array.from({ length: 40 }, () => ({ bytes: screen })), 422, /照片最多 3 张/],
    ['a film', () => [{ bytes: Buffer.alloc(101 * MIB) }], 413, /可能是录像/],
  ])('%s', async (name, files, status, words) => {
    const form = await r.form(`/l/${o.point}/say`);
    const back = await r.send(
      `/l/${o.point}/opinions`,
      { ...form, text: `写了半天 ${name}`, reason: '<b>理由</b>', direct: '1' },
      files(),
    );
    expect([back.status, back.headers.get('cache-control')]).toEqual([status, 'no-store']);
    expect(wordsOf(back.html)).toMatch(words);
    expect(back.html).toContain(`写了半天 ${name}</textarea>`);
    expect(back.html).toContain(`name="key" value="${form.key ?? '-'}"`);
    expect(back.html).toMatch(/name="direct" value="1" checked/);
    expect(wordsOf(back.html)).toMatch(/刚才选的 \d+ 张照片没有留住/);
    expect(await opinions(`写了半天 ${name}`)).toEqual([]);
    // the same key, without the pictures
    expect((await r.send(`/l/${o.point}/opinions`, { ...form, text: `写了半天 ${name}` }, [null])).status).toBe(200);
  });
  it('what is wrong in the words and what is wrong with a picture is said at once, each with its link', async () => {
    const back = await say({ text: ' ', contactPhone: 'abc' }, [{ bytes: Buffer.alloc(10 * MIB + 1) }]);
    for (const at of ['#text', '#contactPhone', '#picture1']) expect(back.html).toContain(`<a href="${at}">`);
  });
  it('while the disk fills the words are taken, pictures are not', async () => {
    const guard = s.running.app.get(DiskGuard);
    const free = (share: number): unknown =>
      Object.assign(guard, { looked: undefined, probe: () => Promise.resolve({ free: share * 1e15, total: 1e15 }) });
    const form = { ...(await r.form(`/l/${o.point}/say`)), text: '磁盘快满了' };
    const first = await r.send(`/l/${o.point}/opinions`, { ...form, text: '满之前的' }, [{ bytes: photo }]);
    free(0.05);
    try {
      const back = await r.send(`/l/${o.point}/opinions`, form, [{ bytes: photo }]);
      expect([
        back.status,
        wordsOf(back.html).includes('现在存不下照片'),
        back.html.includes('磁盘快满了</textarea>'),
      ]).toEqual([503, true, true]);
      expect((await r.send(`/l/${o.point}/opinions`, form, [null])).status).toBe(200);
      // what is there already is answered all the same
      expect(
        receiptOn((await r.send(`/l/${o.point}/opinions`, { ...form, text: '满之前的' }, [{ bytes: photo }])).html),
      ).toBe(receiptOn(first.html));
    } finally {
      free(0.5);
    }
    expect(await stored('磁盘快满了')).toEqual([]);
  });
  it('while too many people send pictures at once the words come back; later the same form goes in', async () => {
    const form: Record<string, string> = { ...(await r.form(`/l/${o.point}/say`)), text: '人太多' };
    const forms = s.running.app.get(SentForms);
    const pictures = s.running.app.get(Pictures);
    const held = (): unknown => Reflect.get(forms, 'held');
    for (const [crowd, quiet] of [
      [() => Object.assign(forms, { held: 128 * MIB - 100 }), () => Object.assign(forms, { held: 0 })],
      [
        () => Object.assign(pictures, { running: 2, waiting: Array(12).fill(() => undefined) }),
        () => Object.assign(pictures, { running: 0, waiting: [] }),
      ],
    ] as const) {
      expect(held()).toBe(0);
      crowd();
      const back = await r.send(`/l/${o.point}/opinions`, form, [null, { bytes: photo }]);
      quiet();
      expect([
        back.status,
        back.html.includes('人太多</textarea>'),
        back.html.includes(`value="${form.key ?? '-'}"`),
      ]).toEqual([503, true, true]);
      expect(wordsOf(back.html)).toContain('第 2 张照片还没有收下：现在传照片的人太多');
    }
    expect((await r.send(`/l/${o.point}/opinions`, form, [null, { bytes: photo }])).status).toBe(200);
    expect([held(), (await stored('人太多')).length]).toEqual([0, 1]);
  });
  it('what could not be stored leaves neither words nor pictures, and is stored once when it is sent again', async () => {
    const form = { ...(await r.form(`/l/${o.point}/say`)), text: '存到一半' };
    const send = (): Promise<Page> => r.send(`/l/${o.point}/opinions`, form, [{ bytes: photo }]);
    await s.db.asOwner(`revoke insert on opinion_picture from ${s.db.service.user}`);
    try {
      expect((await send()).status).toBe(503);
    } finally {
      await s.db.asOwner(`grant insert on opinion_picture to ${s.db.service.user}`);
    }
    const orphans = (): Promise<unknown[]> =>
      s.db.asOwner(
        `select 1 from file f where owner_kind = 'Opinion' and not exists (select 1 from opinion_picture p where p.file_id = f.id)`,
      );
    expect([await opinions('存到一半'), await orphans()]).toEqual([[], []]);
    expect((await send()).status).toBe(200);
    expect((await stored('存到一半')).length).toBe(1);
  });
  it('after closing nothing is stored, and the words are given back', async () => {
    const form = { ...(await r.form(`/l/${o.point}/say`)), text: '带照片没赶上' };
    await moveWindow(s, o, -20, -1);
    const back = await r.send(`/l/${o.point}/opinions`, form, [{ bytes: photo }]);
    await moveWindow(s, o, -20, 12);
    expect([back.status, back.html.includes('带照片没赶上</textarea>'), await stored('带照片没赶上')]).toEqual([
      409,
      true,
      [],
    ]);
  });
});

describe('what a stranger may try', () => {
  it('another site, a forged token: nothing is stored', async () => {
    expect(
      (
        await r.send(
          `/l/${o.point}/opinions`,
          { ...(await r.form(`/l/${o.point}/say`)), text: '外站' },
          [{ bytes: photo }],
          { 'sec-fetch-site': 'cross-site' },
        )
      ).status,
    ).toBe(403);
    const back = await say({ text: '外站', token: 'x' }, [{ bytes: photo }]);
    expect([back.status, back.html.includes('外站</textarea>'), await opinions('外站')]).toEqual([403, true, []]);
  });
  it('no other route takes a multipart body', async () => {
    const sent = multipart({ receipt: '1' }, [{ bytes: photo }]);
    for (const path of ['/r', '/r/contact', '/graphql', '/files?name=a', `/l/${o.point}`, '/nowhere']) {
      for (const type of [
        sent.headers['content-type'] ?? '',
        ' Multipart/Form-Data; boundary=x',
        'multipart/mixed; boundary=x',
      ]) {
        const answer = await s.send(path, {
          method: 'POST',
          body: new Uint8Array(sent.body),
          headers: { 'content-type': type },
        });
        expect([path, type, answer.status]).toEqual([path, type, 415]);
      }
    }
  });
  it.each([17_000, 65_000, 65_536, 131_072, 1_300_000])(
    'a part that the parser skips, with %d bytes at the end of the body, is answered',
    async (size) => {
      const { body, headers } = multipart({ ...(await r.form(`/l/${o.point}/say`)), text: '跳过的一段' }, []);
      const boundary = /boundary=(.*)/.exec(headers['content-type'] ?? '')?.[1] ?? '';
      const start = body.subarray(0, body.lastIndexOf(`--${boundary}--`));
      for (const head of ['Content-Disposition: form-data; name="picture"; filename="\n"', 'X-A: b']) {
        for (const end of [`\r\n--${boundary}--\r\n`, '']) {
          const sent = Buffer.concat([
            start,
            Buffer.from(`--${boundary}\r\n${head}\r\n\r\n`),
            Buffer.alloc(size, 65),
            Buffer.from(end),
          ]);
          const answer = await s.send(`/l/${o.point}/opinions`, {
            method: 'POST',
            body: new Uint8Array(sent),
            headers,
            signal: AbortSignal.timeout(10_000),
          });
          expect(answer.status).toBeLessThan(500);
          await answer.text();
        }
      }
    },
  );
  it('odd forms are no fault: no boundary, cut off, hundreds of fields, names of objects, 600 kB of words', async () => {
    const form = { ...(await r.form(`/l/${o.point}/say`)), text: '怪表单' };
    const whole = multipart(form, [{ bytes: photo }]);
    const post = (body: Uint8Array, headers: Record<string, string>): Promise<number> =>
      s.send(`/l/${o.point}/opinions`, { method: 'POST', body: new Uint8Array(body), headers }).then((a) => a.status);
    expect(await post(whole.body, { 'content-type': 'multipart/form-data' })).toBeLessThan(500);
    expect(await post(whole.body.subarray(0, whole.body.length - 300), whole.headers)).toBe(400);
    for (const more of [
      Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`f${i}`, 'x'])),
      JSON.parse('{"__proto__":"x","toString":"y"}') as Record<string, string>,
    ]) {
      const odd = multipart({ ...form, ...more }, [null]);
      expect(await post(odd.body, odd.headers)).toBeLessThan(500);
    }
    const long = multipart({ ...form, text: '长'.repeat(200_000) }, [null]);
    expect(await post(long.body, long.headers)).toBe(413);
    const kept = await r.send(`/l/${o.point}/opinions`, { ...form, text: '长'.repeat(5001) }, [{ bytes: photo }]);
    expect([kept.status, kept.html.includes('长'.repeat(5001))]).toEqual([422, true]);
    expect((await r.open('/')).status).toBe(200);
  });
});

describe('seeing them', () => {
  const look = async (token: string | undefined, id: string, n: number | string = 1): Promise<Response> =>
    s.send(`/opinions/${id}/pictures/${n}`, {
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    });
  const list = async (
    token: string,
  ): Promise<{ text: string; pictures: { ordinal: number; width: number; height: number; path: string }[] }[]> =>
    ((
      await s.ask(
        'query($c: ID!) { opinionList(consultationId: $c, first: 200) { nodes { text pictures { ordinal width height size path } } } }',
        { c: o.consultationId },
        token,
      )
    ).data?.opinionList ?? []) as never;

  it('by whoever may read the words: shown in a sandbox, recorded before it is given', async () => {
    await say({ text: '给联系点看的' }, [{ bytes: photo }, { bytes: screen }]);
    const id = await idOf('给联系点看的');
    for (const token of [await s.home.officer(), await s.home.token('PREPARER'), await s.home.token('SIGNER')]) {
      const mine = (await list(token)).find((x) => x.text === '给联系点看的');
      expect(mine?.pictures).toMatchObject([
        { ordinal: 1, width: 300, height: 400, path: `/opinions/${id}/pictures/1` },
        { ordinal: 2, width: 160, height: 120, path: `/opinions/${id}/pictures/2` },
      ]);
      const shown = await look(token, id);
      expect([
        shown.status,
        Object.fromEntries(
          [
            'content-type',
            'x-content-type-options',
            'content-security-policy',
            'cross-origin-resource-policy',
            'content-disposition',
            'cache-control',
            'set-cookie',
          ].map((h) => [h, shown.headers.get(h)]),
        ),
      ]).toEqual([
        200,
        {
          'content-type': 'image/jpeg',
          'x-content-type-options': 'nosniff',
          'content-security-policy': "default-src 'none'; sandbox",
          'cross-origin-resource-policy': 'same-origin',
          'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent('照片1.jpg')}`,
          'cache-control': 'private, no-store',
          'set-cookie': null,
        },
      ]);
      const bytes = Buffer.from(await shown.arrayBuffer());
      expect(partsOf(bytes)).toEqual(['db', 'db', 'c0', 'c4', 'c4', 'c4', 'c4', 'da', 'd9']);
    }
    expect((await look(await s.home.officer(), id, 2)).headers.get('content-type')).toBe('image/png');
    expect(
      await s.db.asOwner(
        `select 1 from audit_record where act = 'export' and object_id = $1 and detail->>'route' = 'GET /opinions/:id/pictures/:ordinal'`,
        [id],
      ),
    ).toHaveLength(4);
    await s.db.asOwner(`revoke insert on audit_record from ${s.db.service.user}`);
    try {
      const unrecorded = await look(await s.home.token('PREPARER'), id);
      expect(unrecorded.status).toBe(500);
      expect((await unrecorded.text()).length).toBeLessThan(300);
    } finally {
      await s.db.asOwner(`grant insert on audit_record to ${s.db.service.user}`);
    }
  });
  it('the file behind it is a download for the same people', async () => {
    const [picture] = await stored('给联系点看的');
    const get = async (token: string): Promise<number> =>
      (await s.send(`/files/${String(picture?.file_id)}`, { headers: { authorization: `Bearer ${token}` } })).status;
    expect([await get(await s.home.officer()), await get(await s.home.token('CHECKER'))]).toEqual([200, 200]);
    // who reads no opinions gets no picture of one
    expect([
      await get(await s.home.officer('青山社区')),
      await get(await s.home.token('DRAFTER')),
      await get(await s.neighbour.token('PREPARER')),
    ]).toEqual([404, 404, 404]);
  });
  it("nobody else: the point next door, the neighbour, the public; what went straight to the legislature is not the point's", async () => {
    const id = await idOf('给联系点看的');
    const none = await look(await s.home.token('PREPARER'), '7b7f1c1e-7c3b-4b57-9f6c-0d4b2b0e4c11');
    const words = ((await none.json()) as { message: string }).message;
    for (const token of [
      await s.home.officer('青山社区'),
      await s.neighbour.token('PREPARER'),
      await s.neighbour.officer(),
    ]) {
      const refused = await look(token, id);
      expect([refused.status, ((await refused.json()) as { message: string }).message]).toEqual([404, words]);
    }
    expect([(await look(undefined, id)).status, (await look(await s.home.token('DRAFTER'), id)).status]).toEqual([
      401, 403,
    ]);
    await say({ text: '直接交的', direct: '1' }, [{ bytes: photo }]);
    const direct = await idOf('直接交的');
    expect([
      (await look(await s.home.officer(), direct)).status,
      (await look(await s.home.token('PREPARER'), direct)).status,
    ]).toEqual([404, 200]);
    expect((await list(await s.home.officer())).map((x) => x.text)).not.toContain('直接交的');
    for (const n of ['3', '0', '-1', '1.0', 'x', '01'])
      expect([n, (await look(await s.home.token('PREPARER'), id, n)).status]).toEqual([n, 404]);
  });
});
