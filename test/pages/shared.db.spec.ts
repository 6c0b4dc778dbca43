/** One page for all codes of a law: the same bytes but for its own parts, fresh at each open, compressed once. */
import { gunzipSync } from 'node:zlib';
import { request } from 'node:http';
import { Openings, type Told } from '../../src/pages/openings.js';
import { UnitOfWork } from '../../src/platform/database/scope.js';
import { startTestService, type TestService } from '../support/service.js';
import { type Page, resident, type Resident, wordsOf } from './client.js';
import { lawText, moveWindow, openDraft, type Opened } from './opened.js';

let s: TestService;
let r: Resident;
let o: Opened;
beforeAll(async () => {
  s = await startTestService();
  r = resident(s);
  o = await openDraft(s, '云市住宅电梯安全管理条例');
});
afterAll(() => s.close());

interface Raw {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}
/** As it comes over the wire: nothing is taken apart */
const raw = (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Raw> =>
  new Promise((done, fail) => {
    request(new URL(path, s.url), { method, headers }, (answer) => {
      const got: Buffer[] = [];
      answer
        .on('data', (d: Buffer) => got.push(d))
        .on('end', () => done({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(got) }));
    })
      .on('error', fail)
      .end();
  });
const printed = (code: string): string => `${code.slice(0, 3)} ${code.slice(3, 6)} ${code.slice(6)}`;

it('two codes of one law show the same page, each with its own contact point and digits', async () => {
  const [point, main] = [await r.open(`/l/${o.point}`), await r.open(`/l/${o.main}`)];
  expect(point.html).toContain('<li>您的意见由“红河居委会”联系点收集</li>');
  expect(main.html).not.toContain('红河居委会');
  expect(
    point.html.replace('<li>您的意见由“红河居委会”联系点收集</li>', '').replace(printed(o.point), printed(o.main)),
  ).toBe(main.html);
  expect(point.html).not.toContain(o.point);
  expect(main.html).not.toContain(o.main);
  expect(point.headers.get('etag')).not.toBe(main.headers.get('etag'));
});

it.each(['', '?part=1&size=large', '?size=largest', '?part=7'])('gzip is exactly the plain page: %s', async (query) => {
  for (const code of [o.main, o.point]) {
    const plain = await raw(`/l/${code}${query}`);
    const packed = await raw(`/l/${code}${query}`, { 'accept-encoding': 'gzip, deflate, br' });
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(packed.headers).toMatchObject({
      'content-encoding': 'gzip',
      'content-length': String(packed.body.length),
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'public, max-age=60',
      vary: expect.stringMatching(/^accept-encoding$/i) as string,
    });
    expect(plain.headers['vary']).toBe(packed.headers['vary']);
    expect(gunzipSync(packed.body).equals(plain.body)).toBe(true);
  }
});

it('who does not take gzip gets none, HEAD has no body, and who has the page gets none again', async () => {
  const { headers } = await raw(`/l/${o.point}`, { 'accept-encoding': 'br, gzip;q=0' });
  expect(headers['content-encoding']).toBeUndefined();
  const head = await raw(`/l/${o.point}`, { 'accept-encoding': 'gzip' }, 'HEAD');
  expect([head.status, head.body.length, head.headers['etag']]).toEqual([200, 0, headers['etag']]);
  const again = await raw(`/l/${o.point}`, { 'if-none-match': `W/"other", ${String(headers['etag'])}` });
  expect([again.status, again.body.length, again.headers['etag']]).toEqual([304, 0, headers['etag']]);
  expect((await raw(`/l/${o.main}`, { 'if-none-match': String(headers['etag']) })).status).toBe(200);
  expect((await raw(`/l/${o.point}?size=large`, { 'if-none-match': String(headers['etag']) })).status).toBe(200);
});

it('what is answered directly stands behind the same hooks: headers, Host, a request id of its own', async () => {
  const [a, b] = [await raw(`/l/${o.main}`), await raw(`/l/${o.main}`)];
  expect(a.headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'content-security-policy': expect.stringContaining("base-uri 'none'") as string,
    'x-request-id': expect.stringMatching(/^[0-9a-f]{16}$/) as string,
  });
  expect(a.headers['x-request-id']).not.toBe(b.headers['x-request-id']);
  expect((await raw(`/l/${o.main}`, { host: 'elsewhere.example' })).status).toBe(421);
  const form = await raw(`/l/${o.main}`, { 'content-type': 'multipart/form-data; boundary=x' });
  expect(form.status).toBe(415);
  expect((await raw(`/l/${o.main}`, {}, 'POST')).status).toBe(404);
});

it('its links lead to the forms of this code, which nobody keeps', async () => {
  const base = new URL(`/l/${o.point}?part=1`, s.url);
  const html = (await r.open(`/l/${o.point}`)).html;
  for (const link of ['?a=2', '?say=1']) {
    expect(html).toContain(`href="${link}"`);
    const to = new URL(link, base);
    const form = await r.open(to.pathname + to.search);
    expect([form.status, form.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(form.html).toContain(`action="/l/${o.point}/opinions"`);
    expect(form.headers.get('etag')).toBeNull();
  }
  const article = await r.open(`/l/${o.point}?a=2&size=large`);
  const below = await r.open(`/l/${o.point}/a/2?size=large`);
  const still = (p: Page): string => p.html.replace(/name="(?:key|token)" value="[^"]*"/g, '');
  expect(still(article)).toBe(still(below));
  expect((await r.open(`/l/${o.point}?a=99`)).status).toBe(404);
});

it('what changes is on the page at the next open: last day, contact point, code, text', async () => {
  await moveWindow(s, o, -20, 0);
  expect(wordsOf((await r.open(`/l/${o.point}`)).html)).toContain('今天是最后一天');
  await moveWindow(s, o, -20, -1);
  expect((await r.open(`/l/${o.point}`)).html).not.toMatch(/我要提意见|\?say/);
  await moveWindow(s, o, -20, 12);
  await s.db.asOwner(`update contact_point set short_name = '红河<新村>' where id = $1`, [o.contactPointId]);
  expect((await r.open(`/l/${o.point}`)).html).toContain('“红河&lt;新村>”');
  const { etag } = (await raw(`/l/${o.point}`)).headers;
  await s.db.asOwner('update law_code set revoked_at = now() where code = $1', [o.point]);
  expect((await raw(`/l/${o.point}`, { 'if-none-match': String(etag) })).status).toBe(410);
  expect((await r.open(`/l/${o.main}`)).status).toBe(200);
  await s.db.asOwner('update law_code set revoked_at = null where code = $1', [o.point]);
  await s.db.asOwner(`update draft set state = 'TAKEN_DOWN' where id = $1`, [o.draftId]);
  const gone = await r.open(`/l/${o.main}`);
  expect([gone.status, gone.headers.get('cache-control')]).toEqual([410, 'no-store']);
  expect(wordsOf(gone.html)).not.toContain('三十分钟');
  await s.db.asOwner(`update draft set state = 'PUBLISHED' where id = $1`, [o.draftId]);
});

it('another legislature has its own page under its own code', async () => {
  const neighbour = await openDraft(s, '邻市河道条例', lawText('邻市河道条例'), s.neighbour);
  expect(wordsOf((await r.open(`/l/${neighbour.main}`)).html)).toContain('邻市河道条例');
  expect(wordsOf((await r.open(`/l/${o.main}`)).html)).not.toContain('邻市河道条例');
});

describe('in a storm', () => {
  let now = 1_000_000;
  const organOf = ({ opening }: Told): string | undefined => opening?.organ;
  const rename = (organ: string): Promise<unknown> =>
    s.db.asOwner('update legislature set organ_name = $1 where code = $2', [organ, s.home.code]);
  const storm = (): Openings => new Openings(s.running.app.get(UnitOfWork), 0, () => now);

  it('a code is told as it was up to two seconds ago, says so, and is read anew after that', async () => {
    const openings = storm();
    const first = await openings.of(o.main);
    await rename('后来的名称');
    now += 900;
    const kept = await openings.of(o.main);
    expect([first.age, kept.age, organOf(kept)]).toEqual([0, 2, organOf(first)]);
    expect((await openings.ofNow(o.main))?.organ).toBe('后来的名称');
    expect(organOf(await openings.of(o.main))).toBe('后来的名称');
    await rename('再后来的名称');
    now += 2001;
    expect(await openings.of(o.main)).toMatchObject({ age: 0, opening: { organ: '再后来的名称' } });
  });
  it('what is asked for all the time is read again before the moment is over', async () => {
    const openings = storm();
    await openings.of(o.main);
    await rename('读过再读');
    now += 1500;
    for (let told = await openings.of(o.main); organOf(told) !== '读过再读'; told = await openings.of(o.main))
      await new Promise((d) => setTimeout(d, 10));
    expect((await openings.of(o.main)).age).toBe(2);
  });
  it('a quiet service keeps nothing, and a code that is none is none', async () => {
    const quiet = new Openings(s.running.app.get(UnitOfWork), 200, () => now);
    await quiet.of(o.main);
    await rename('安静时');
    expect(organOf(await quiet.of(o.main))).toBe('安静时');
    expect(await quiet.of('0000000000')).toEqual({ opening: null, age: 0 });
  });
  it('many codes at once are each told what they lead to', async () => {
    const told = await Promise.all([o.main, '0000000000', o.point, o.main].map((code) => storm().of(code)));
    expect(told.map((t) => t.opening?.point)).toEqual([null, undefined, '红河<新村>', null]);
  });
});
