/** The residents' pages over the real service, as a phone without JavaScript asks for them. */
import { request } from 'node:http';
import { Script } from 'node:vm';
import { FormTokens } from '../../src/pages/form-token.js';
import { systemClock } from '../../src/platform/base/clock.js';
import { Transaction } from '../../src/platform/database/scope.js';
import { startTestService, type TestService } from '../support/service.js';
import { hiddenFields, type Page, receiptOn, resident, type Resident, wordsOf } from './client.js';
import { day, lawText, moveWindow, openDraft, type Opened, publishText } from './opened.js';

let s: TestService;
let r: Resident;
let o: Opened;
beforeAll(async () => {
  s = await startTestService();
  r = resident(s);
  o = await openDraft(s, '云市住宅电梯安全管理条例');
});
afterAll(() => s.close());

const opinions = (where = ''): Promise<Record<string, unknown>[]> =>
  s.db.asOwner(`select * from opinion ${where} order by received_at`);
const say = async (
  path: string,
  fields: Record<string, string>,
  headers?: Record<string, string>,
): ReturnType<Resident['post']> => {
  const code = /\/l\/(\d+)/.exec(path)?.[1] ?? '';
  return r.post(`/l/${code}/opinions`, { ...(await r.form(path)), ...fields }, headers);
};

describe('the draft under its code', () => {
  it('shows text, asker, closing date in plain words, and both ways to speak', async () => {
    const page = await r.open(`/l/${o.point}`);
    const words = wordsOf(page.html);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('cache-control')).toBe('public, max-age=60');
    for (const x of [
      '云市住宅电梯安全管理条例',
      '法制工作委员会 征求意见',
      '还有 12 天',
      '直接说',
      '目录（共 4 条）',
      '接到困人报告后三十分钟内派人到场',
      '红河居委会',
    ])
      expect(words).toContain(x);
    for (let n = 0; n < 4; n++) expect(page.html).toContain(`href="?a=${n}"`);
    expect(page.html).toContain('href="?say=1"');
    expect(page.headers.get('set-cookie')).toBeNull();
  });
  it('takes a code with blanks, hyphens and full-width digits', async () => {
    const typed = [...o.main].map((d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0)).join('');
    for (const given of [`${o.main.slice(0, 3)} ${o.main.slice(3, 6)}-${o.main.slice(6)}`, typed]) {
      const page = await r.open(`/l?code=${encodeURIComponent(given)}`);
      expect([page.status, page.headers.get('location')]).toEqual([303, `/l/${o.main}`]);
    }
  });
  it('leads from a slash too many to the page, and from a broken address to the field for the code', async () => {
    for (const path of [`/l/${o.main}/`, `/l/${o.main}/a/1/`, '/r/', '/help/']) {
      const page = await r.open(`${path}?size=large`);
      expect([page.status, page.headers.get('location')]).toEqual([302, `${path.slice(0, -1)}?size=large`]);
    }
    for (const path of [`/l/${o.main}/b/1`, `/l/${o.main}/a/1/x`, '/r/1234567890123456', '/l//evil.example']) {
      const page = await r.open(path);
      expect([path, page.status, page.html.includes('action="/l"')]).toEqual([path, 404, true]);
    }
    expect((await r.open('/l//')).headers.get('location')).toBe('/l');
  });
  it('forty who ask at once get the same page, and the next one sees what changed', async () => {
    const pages = await Promise.all(Array.from({ length: 40 }, () => r.open(`/l/${o.main}`)));
    expect(new Set(pages.map((p) => `${p.status} ${p.html}`)).size).toBe(1);
    await moveWindow(s, o, -20, 1);
    expect(wordsOf((await r.open(`/l/${o.main}`)).html)).toContain('明天截止');
    await moveWindow(s, o, -20, 12);
    const keys = await Promise.all(Array.from({ length: 20 }, () => r.form(`/l/${o.main}/say`)));
    expect(new Set(keys.map((k) => k.key)).size).toBe(20);
  });
  it.each([
    '//elsewhere.example/',
    '///elsewhere.example//',
    '/\\elsewhere.example/',
    '//elsewhere.example/?x=1',
    '//',
  ])('leads to no other site: %s', async (path) => {
    const answer = await new Promise<{ status: number; location: string | undefined }>((done, fail) => {
      request({ hostname: new URL(s.url).hostname, port: new URL(s.url).port, path }, (a) => {
        a.resume();
        done({ status: a.statusCode ?? 0, location: a.headers.location });
      })
        .on('error', fail)
        .end();
    });
    expect(answer).toEqual({ status: 404, location: undefined });
  });
  it('keeps the size of type in every link of its own', async () => {
    const { html } = await r.open(`/l/${o.main}?size=largest`);
    expect(html).toContain('<html lang="zh-CN" class="largest">');
    const own = [...html.matchAll(/href="([/?][^"]*)"/g)]
      .map((m) => m[1] ?? '')
      .filter((h) => h !== '?part=1' && !h.includes('size=large&') && !h.endsWith('size=large'));
    expect(own.length).toBeGreaterThan(8);
    expect(own.filter((h) => !h.includes('size=largest'))).toEqual([]);
  });
  it('/l tells what is open to everybody today, and nothing else', async () => {
    const page = await r.open('/l');
    expect(page.status).toBe(200);
    expect(page.html).toContain(`href="/l/${o.main}"`);
    expect(page.html).not.toContain('role="alert"');
    expect(wordsOf(page.html)).toMatch(/正在征求意见的法规.*截止/su);
    expect((await r.open('/l/')).headers.get('location')).toBe('/l');
    await s.db.asOwner(`update consultation set state = 'SUSPENDED' where id = $1`, [o.consultationId]);
    await new Promise((passed) => setTimeout(passed, 2100));
    expect((await r.open('/l')).html).not.toContain(o.main);
    await s.db.asOwner(`update consultation set state = 'ISSUED' where id = $1`, [o.consultationId]);
    await new Promise((passed) => setTimeout(passed, 2100));
  });
  it('a code is read as people paste it', async () => {
    for (const typed of [
      `${o.main.replaceAll('0', 'O')}。`,
      `http://127.0.0.1/l/${o.main}`,
      `海报上的码\u200b${o.main}`,
    ]) {
      const page = await r.open(`/l?code=${encodeURIComponent(typed)}`);
      expect([typed, page.status, page.headers.get('location')]).toEqual([typed, 303, `/l/${o.main}`]);
    }
  });
  it('the size of type can be chosen on every page, also on the answer to a form', async () => {
    for (const path of ['/', '/l', '/help', '/r', `/l/${o.main}`, `/l/${o.main}/say`, '/l/abc', '/nowhere'])
      expect([path, (await r.open(path)).html.includes('特大')]).toEqual([path, true]);
    expect((await r.post('/r', { receipt: '1' })).html).toContain('特大');
    const receipt = await say(`/l/${o.main}/say`, { text: '字要大一点' });
    expect(receipt.html).toMatch(/<input type="radio"[^>]*id="shown-largest"/u);
    expect(receipt.html).toContain('#shown-largest:checked~main{zoom:1.667}');
  });
  it('the interface for programs says what it is to whoever opens it by hand', async () => {
    const page = await s.send('/graphql', { headers: { accept: 'text/html,*/*' } });
    expect([page.status, page.headers.get('content-type')]).toEqual([405, 'text/html; charset=utf-8']);
    expect(await page.text()).toContain('程序接口');
  });
  it('says kindly what is not there, with the right status', async () => {
    const wrongDigit = `${o.main.slice(0, 9)}${(Number(o.main[9]) + 1) % 10}`;
    for (const [path, status, words] of [
      ['/l/abc', 404, '没有找到这个码'],
      [`/l/${wrongDigit}`, 404, '没有找到这个码'],
      ['/l/0000000000', 404, '没有找到这个码'],
      [`/l/${o.main}/a/99`, 404, '这一条没有找到'],
      [`/l/${o.main}/a/-1`, 404, '这一条没有找到'],
      [`/l/${o.main}/opinions`, 405, '请从页面里提交'],
      ['/l?code=12', 404, '没有找到这个码'],
      ['/l?code=', 200, '请输入海报上的 10 位数字'],
      ['/%E0%A4%A', 404, '没有这个网址'],
      [`/l/${'1'.repeat(200)}`, 404, '没有找到这个码'],
    ] as const) {
      const page = await r.open(path);
      expect([path, page.status]).toEqual([path, status]);
      expect(wordsOf(page.html)).toContain(words);
      expect(page.html).toMatch(/<a class="s" href|<form/);
    }
  });
  it('front page, help and script are there; the script is small and foreign to nobody', async () => {
    expect((await r.open('/')).html).toContain('action="/l"');
    expect(wordsOf((await r.open('/help')).html)).toContain('不用注册');
    const script = await r.open('/pages/enhance.js');
    expect(script.headers.get('content-type')).toContain('text/javascript');
    expect(Buffer.byteLength(script.html)).toBeLessThanOrEqual(2048);
    expect(() => new Script(script.html)).not.toThrow();
  });
});

describe('speaking', () => {
  it('from article to receipt to look-up, and the code is in no address', async () => {
    const path = `/l/${o.point}/a/2`;
    const page = await r.open(path);
    expect(page.headers.get('cache-control')).toBe('no-store');
    const done = await say(path, {
      text: '三十分钟太久了，改成二十分钟。',
      act: 'AMEND',
      where: 'p1.i2',
      reason: '困在里面的多是老人',
    });
    expect([done.status, done.headers.get('location'), done.headers.get('cache-control')]).toEqual([
      200,
      null,
      'no-store',
    ]);
    const receipt = receiptOn(done.html);
    expect(receipt).toMatch(/^\d{16}$/);
    for (const x of ['请拍照或抄下来', '已收到', '已转报', '已研究', '有结果', '再提一条'])
      expect(wordsOf(done.html)).toContain(x);
    const [stored] = await opinions(`where text like '三十分钟太久了%'`);
    expect(stored).toMatchObject({
      path: 'p1.i2',
      target_kind: 'ARTICLE',
      act: 'AMEND',
      channel: 'CODE',
      direct: false,
      contact_point_id: o.contactPointId,
      reason: '困在里面的多是老人',
      proposed_wording: null,
    });
    const known = await r.post('/r', { receipt: `${receipt.slice(0, 8)} ${receipt.slice(8)}` });
    for (const x of ['三十分钟太久了，改成二十分钟。', '第三条　使用管理人第（二）项', '已收到（现在）', '红河居委会'])
      expect(wordsOf(known.html)).toContain(x);
    expect([known.status, known.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(known.html).not.toContain(receipt);
    expect(s.logged()).not.toContain(receipt);
  });
  it('直接说, and 直接交法工委', async () => {
    const done = await say(`/l/${o.point}/say`, {
      text: '不懂条文，就是电梯老坏没人管。',
      where: 'unknown',
      direct: '1',
    });
    expect(wordsOf(done.html)).toContain('联系点看不到');
    expect((await opinions(`where text like '不懂条文%'`))[0]).toMatchObject({
      target_kind: 'UNKNOWN',
      direct: true,
      provision_id: null,
    });
    expect((await say(`/l/${o.main}/say`, { text: '整部都好', where: 'whole', act: 'SUPPORT' })).status).toBe(200);
    expect((await opinions(`where text = '整部都好'`))[0]).toMatchObject({
      target_kind: 'WHOLE',
      act: 'SUPPORT',
      contact_point_id: null,
    });
  });
  it('a new article after this one', async () => {
    await say(`/l/${o.main}/a/1`, { text: '加一条管广告的', where: 'after', act: 'ADD' });
    expect((await opinions(`where text = '加一条管广告的'`))[0]).toMatchObject({
      target_kind: 'NEW_ARTICLE_AFTER',
      path: null,
    });
  });
  it('keeps everything typed when something is wrong, says so at the top and at the field', async () => {
    const path = `/l/${o.point}/a/2`;
    const before = await r.form(path);
    const back = await r.post(`/l/${o.point}/opinions`, {
      ...before,
      text: ' \u200b \n',
      proposedWording: '（二）二十分钟内；',
      reason: '<b>快</b>',
      act: 'WORDING',
      where: 'p1.i2',
      direct: '1',
      size: 'large',
    });
    expect(back.status).toBe(422);
    expect(back.html).toContain('role="alert"');
    expect(back.html).toMatch(/<a href="#text">请写下您的意见/);
    expect(back.html).toMatch(/aria-invalid="true"[^>]*aria-describedby="text-hint text-wrong"/);
    expect(back.html).toContain('（二）二十分钟内；</textarea>');
    expect(back.html).toMatch(/&lt;b>快&lt;\/b><\/textarea>|&lt;b&gt;快&lt;\/b&gt;<\/textarea>/);
    expect(back.html).toMatch(/value="WORDING" checked/);
    expect(back.html).toMatch(/<option value="p1.i2" selected/);
    expect(back.html).toMatch(/name="direct" value="1" checked/);
    expect(back.html).toContain('class="large"');
    expect(back.html).toContain(`name="key" value="${before.key}"`);
    expect(back.html).toContain('<details open');
  });
  it('refuses what is too long, and keeps it', async () => {
    const words = '长'.repeat(5001);
    const back = await say(`/l/${o.main}/say`, { text: words });
    expect(back.status).toBe(422);
    expect(wordsOf(back.html)).toContain('最多 5000 字，现在是 5001 字');
    expect(back.html).toContain(words);
    expect((await say(`/l/${o.main}/say`, { text: '行\r\n'.repeat(1000) + '长'.repeat(3000) })).status).toBe(200);
  });
  it('refuses a place that is not in the article', async () => {
    const back = await say(`/l/${o.main}/a/0`, { text: '哪里', where: 'p9' });
    expect([back.status, back.html.includes('href="#where"')]).toEqual([422, true]);
  });
});

describe('what a stranger may try', () => {
  it('script tags and bidi tricks are words, stored as said, shown without effect', async () => {
    const words = `<script>alert(1)</script><img src=x onerror=alert(1)> "'& \u202E反\u200b的`;
    const done = await say(`/l/${o.main}/say`, { text: words });
    expect((await opinions(`where text like '<script>%'`))[0]?.text).toBe(words);
    for (const page of [done, await r.post('/r', { receipt: receiptOn(done.html) })]) {
      expect(page.html).not.toMatch(/<script>alert|<img/);
      expect(page.html).not.toMatch(/[\u202E\u200b]/);
      expect(wordsOf(page.html)).toContain(`<img src=x onerror=alert(1)>`);
    }
  });
  it('NUL, lone surrogates and broken percent signs are no fault', async () => {
    const fields = await r.form(`/l/${o.main}/say`);
    const base = new URLSearchParams(fields).toString();
    for (const tail of ['%00NUL', '%ED%A0%80', '%E4%B8', '%', '%u4e00']) {
      const page = await s.send(`/l/${o.main}/opinions`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: `${base}&text=${encodeURIComponent('奇怪的字')}${tail}`,
      });
      expect([tail, page.status]).toEqual([tail, 200]);
    }
  });
  it('a body of 10 MB is refused before it is read', async () => {
    const answer = await s
      .send(`/l/${o.main}/opinions`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: `text=${'a'.repeat(10 << 20)}`,
      })
      .then(
        (x) => x.status,
        () => 413,
      );
    expect(answer).toBe(413);
    expect((await r.open('/')).status).toBe(200);
  });
  it.each(['application/json', 'multipart/form-data; boundary=x', 'text/plain'])(
    'a body as %s stores nothing and is no fault of ours',
    async (type) => {
      const before = (await opinions()).length;
      const answer = await s.send(`/l/${o.main}/opinions`, {
        method: 'POST',
        headers: { 'content-type': type },
        body: type === 'application/json' ? '{"text":{"a":1},"token":["x"]}' : 'x',
      });
      expect(answer.status).toBeLessThan(500);
      expect((await opinions()).length).toBe(before);
    },
  );
  it('without a token, with a forged one, or one of another place: nothing is stored, the words are kept', async () => {
    const own = await r.form(`/l/${o.main}/a/1`);
    const other = await r.form(`/l/${o.main}/a/2`);
    const late = own.token?.replace(/^[^.]+/, (m) => (parseInt(m, 36) + 50).toString(36));
    for (const token of [
      '',
      'x',
      `${own.token}x`,
      other.token ?? '',
      late ?? '',
      (own.token ?? '').replace(/.$/, (c) => (c === 'A' ? 'Q' : 'A')),
    ]) {
      const back = await r.post(`/l/${o.main}/opinions`, { ...own, token, text: '偷偷塞进来的' });
      expect(back.status).toBe(403);
      expect(back.html).toContain('偷偷塞进来的</textarea>');
    }
    expect(await opinions(`where text = '偷偷塞进来的'`)).toEqual([]);
    // the control: the same words with the form's own token go in
    expect((await r.post(`/l/${o.main}/opinions`, { ...own, text: '偷偷塞进来的' })).status).toBe(200);
  });
  it('a post that another site caused is refused', async () => {
    const back = await say(`/l/${o.main}/say`, { text: '别的网站发来的' }, { 'sec-fetch-site': 'cross-site' });
    expect(back.status).toBe(403);
    expect(await opinions(`where text = '别的网站发来的'`)).toEqual([]);
    expect((await r.post('/r', { receipt: '1' }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  });
  it('the same form sent twice is stored once, with one receipt', async () => {
    const form = { ...(await r.form(`/l/${o.main}/say`)), text: '按了两次' };
    const [a, b] = await Promise.all([r.post(`/l/${o.main}/opinions`, form), r.post(`/l/${o.main}/opinions`, form)]);
    expect(receiptOn(a.html)).toBe(receiptOn(b.html));
    expect(await opinions(`where text = '按了两次'`)).toHaveLength(1);
    expect(wordsOf((await r.post(`/l/${o.main}/opinions`, form)).html)).toContain('没有重复登记');
  });
  it("somebody else's key with other words is another opinion with another receipt, and tells nothing of the first", async () => {
    const form = { ...(await r.form(`/l/${o.main}/say`)), text: '第一个人的话' };
    const first = await r.post(`/l/${o.main}/opinions`, form);
    const second = await r.post(`/l/${o.main}/opinions`, { ...form, text: '第二个人的话' });
    expect(receiptOn(second.html)).toMatch(/^\d{16}$/);
    expect(receiptOn(second.html)).not.toBe(receiptOn(first.html));
    expect(second.html).not.toContain('第一个人的话');
    expect(await opinions(`where text in ('第一个人的话', '第二个人的话')`)).toHaveLength(2);
  });
});

describe('when the service is in trouble', () => {
  const withoutRight = async (right: string, table: string, body: () => Promise<void>): Promise<void> => {
    await s.db.asOwner(`revoke ${right} on ${table} from ${s.db.service.user}`);
    try {
      await body();
    } finally {
      await s.db.asOwner(`grant ${right} on ${table} to ${s.db.service.user}`);
    }
  };
  it('an opinion that could not be stored comes back with its words and its key, and is stored once when it is sent again', async () => {
    const hidden = await r.form(`/l/${o.main}/say`);
    const form = { ...hidden, text: '存不进去的话' };
    await withoutRight('insert', 'opinion', async () => {
      const back = await r.post(`/l/${o.main}/opinions`, form);
      expect([
        back.status,
        back.html.includes('存不进去的话</textarea>'),
        back.html.includes(`value="${hidden.key}"`),
      ]).toEqual([503, true, true]);
      expect(wordsOf(back.html)).toContain('还没有交上去');
    });
    expect((await r.post(`/l/${o.main}/opinions`, form)).status).toBe(200);
    expect(await opinions(`where text = '存不进去的话'`)).toHaveLength(1);
    expect(s.logged()).not.toContain('存不进去的话');
  });
  it('a page that fails is a page, without anything of ours in it', async () => {
    await withoutRight('select', 'law_code', async () => {
      const page = await r.open(`/l/${o.main}`);
      expect([page.status, page.headers.get('content-type'), page.headers.get('cache-control')]).toEqual([
        500,
        'text/html; charset=utf-8',
        'no-store',
      ]);
      expect(wordsOf(page.html)).toContain('页面暂时打不开');
      expect(page.html).not.toMatch(/law_code|permission|at \w+/);
    });
  });
});

describe('outside the window', () => {
  it('before: the text, no form; a post is refused with its words kept', async () => {
    const form = await r.form(`/l/${o.main}/say`);
    await moveWindow(s, o, 3, 40);
    const page = await r.open(`/l/${o.main}`);
    expect(wordsOf(page.html)).toContain('还没有开始');
    expect(page.html).not.toContain('/say"');
    expect((await r.open(`/l/${o.main}/a/1`)).html).not.toContain('<form');
    const back = await r.post(`/l/${o.main}/opinions`, { ...form, text: '来早了' });
    expect([back.status, back.html.includes('来早了</textarea>')]).toEqual([409, true]);
  });
  it('after: the same page with 已截止 and no form; what was being written is given back', async () => {
    await moveWindow(s, o, -20, 1);
    const form = await r.form(`/l/${o.main}/a/2`);
    await moveWindow(s, o, -20, -1);
    const page = await r.open(`/l/${o.main}`);
    expect(page.status).toBe(200);
    for (const x of ['已截止', '接到困人报告后三十分钟内派人到场']) expect(wordsOf(page.html)).toContain(x);
    expect(page.html).not.toContain('/say"');
    const back = await r.post(`/l/${o.main}/opinions`, { ...form, text: '没赶上', reason: '加班' });
    expect([back.status, /没赶上\n\n加班<\/textarea>/.test(back.html)]).toEqual([409, true]);
    expect(await opinions(`where text = '没赶上'`)).toEqual([]);
    await moveWindow(s, o, -20, 12);
  });
});

describe('at the bell', () => {
  const midnight = new Date(`${day(0)}T00:00:00+08:00`).getTime();
  /** so many minutes after the end of yesterday */
  const after = (minutes: number): Date => new Date(midnight + minutes * 60_000);
  /** the service's own clock, or the database's in a transaction, stands still */
  async function atTime<T>(of: object, name: 'now' | 'time', at: Date, act: () => Promise<T>): Promise<T> {
    const own = Object.getOwnPropertyDescriptor(of, name);
    if (!own) throw new Error(`nothing tells the time by ${name}`);
    Object.defineProperty(of, name, { ...own, value: () => (name === 'now' ? at : Promise.resolve(at)) });
    return act().finally(() => Object.defineProperty(of, name, own));
  }
  const sent = (minutes: number, fields: Record<string, string>): ReturnType<Resident['post']> =>
    atTime(Transaction.prototype, 'time', after(minutes), () => r.post(`/l/${o.main}/opinions`, fields));
  /** a form opened so many minutes after the end of yesterday, mostly before it, and sent so many after it */
  async function sentAt(opened: number, minutes: number, fields: Record<string, string>): ReturnType<Resident['post']> {
    await moveWindow(s, o, -20, 0);
    const form = await atTime(systemClock, 'now', after(opened), () => r.form(`/l/${o.main}/a/2`));
    await moveWindow(s, o, -20, -1);
    return sent(minutes, { ...form, ...fields });
  }
  afterAll(() => moveWindow(s, o, -20, 12));

  it('the form says on the last day until when it is taken', async () => {
    await moveWindow(s, o, -20, 0);
    expect(wordsOf((await r.open(`/l/${o.main}/say`)).html)).toContain(
      '24 时以前打开的这一页，截止后 30 分钟内还可以提交',
    );
    await moveWindow(s, o, -20, 1);
    expect(wordsOf((await r.open(`/l/${o.main}/say`)).html)).not.toContain('30 分钟');
  });
  it('a form opened in time is taken for half an hour more', async () => {
    expect((await sentAt(-20, 10, { text: '铃响时还在写' })).status).toBe(200);
    expect((await sentAt(-600, 29, { text: '中午打开的' })).status).toBe(200);
    expect(await opinions(`where text in ('铃响时还在写', '中午打开的')`)).toHaveLength(2);
  });
  it('and then no more; nor one that was opened after the end; the words are given back', async () => {
    for (const [opened, sent, text] of [
      [-20, 31, '过了半小时'],
      [5, 10, '截止后才打开'],
    ] as const) {
      const back = await sentAt(opened, sent, { text });
      expect([back.status, back.html.includes(`${text}</textarea>`)]).toEqual([409, true]);
      expect(await opinions(`where text = '${text}'`)).toEqual([]);
    }
  });
  it('what was wrong in it can be put right meanwhile', async () => {
    const again = await sentAt(-20, 10, { text: '  ' });
    expect([
      again.status,
      wordsOf(again.html).includes('到 0 时 30 分还可以提交'),
      wordsOf(again.html).includes('今天 24 时'),
    ]).toEqual([422, true, false]);
    expect((await sent(12, { ...hiddenFields(again.html), text: '这回写了' })).status).toBe(200);
  });
  it('what a person ended is over at once: an answered round has no grace', async () => {
    await s.db.asOwner(`update consultation set state = 'ANSWERED' where id = $1`, [o.consultationId]);
    try {
      expect((await sentAt(-20, 10, { text: '已经答复之后' })).status).toBe(409);
    } finally {
      await s.db.asOwner(`update consultation set state = 'ISSUED' where id = $1`, [o.consultationId]);
    }
  });
});

describe('too many from one form', () => {
  it('are asked to wait, each with a ticket and all words; a village beside it is not', async () => {
    const path = `/l/${o.point}/say`;
    const form = await r.form(path);
    const send = (n: number, more: Record<string, string> = {}): Promise<Page> =>
      r.post(`/l/${o.point}/opinions`, {
        ...form,
        key: `${'k'.repeat(20)}${n}`.slice(-22),
        text: `刷屏 ${n}`,
        ...more,
      });
    const pages = [];
    for (let n = 10; n < 22; n++) pages.push(await send(n));
    expect(pages.map((p) => p.status)).toEqual([200, 200, 200, 200, 200, 429, 429, 429, 429, 429, 429, 429]);
    const [page] = pages.slice(5);
    expect(Number(page?.headers.get('retry-after'))).toBeGreaterThan(5);
    expect(wordsOf(page?.html ?? '')).toMatch(/请等 \d+ 秒，再点一次“提交”/u);
    expect(page?.html).toContain('刷屏 15</textarea>');
    const ticket = /name="wait" value="([^"]+)"/.exec(page?.html ?? '')?.[1] ?? '';
    // too early, forged, and of another key: no way round
    expect((await send(15, { wait: ticket })).status).toBe(429);
    expect((await send(15, { wait: `1.${ticket.split('.')[1] ?? ''}` })).status).toBe(429);
    expect((await send(16, { wait: ticket })).status).toBe(429);
    for (let n = 0; n < 20; n++) expect((await say(path, { text: `村里人 ${n}` })).status).toBe(200);
    // what was taken is answered again, without a wait
    expect((await send(10)).status).toBe(200);
    const stored = await s.db.asOwner<{ n: number }>(
      `select count(*)::int as n from opinion where text like '刷屏%' or text like '村里人%'`,
    );
    expect(stored).toEqual([{ n: 25 }]);
  });

  it('a ticket whose time has come is good for its words, once', async () => {
    const path = `/l/${o.main}/say`;
    const form = await r.form(path);
    const send = (key: string, text: string, more: Record<string, string> = {}): Promise<Page> =>
      r.post(`/l/${o.main}/opinions`, { ...form, key, text, ...more });
    for (let n = 0; n < 5; n++) await send(`${'q'.repeat(21)}${n}`, `先说 ${n}`);
    const key = 'q'.repeat(22);
    expect((await send(key, '等一等再说')).status).toBe(429);
    const wait = s.running.app.get(FormTokens).issueWait(key, -1);
    expect((await send(key, '等一等再说', { wait })).status).toBe(200);
    expect((await send(key, '用同一张凭条再说一句', { wait })).status).toBe(429);
  });
});

describe('looking up', () => {
  it('unknown and mistyped codes are answered alike, however many', async () => {
    // a code whose check digit is right and one where it is wrong
    const [unknown, mistyped] = await Promise.all([
      r.post('/r', { receipt: '0000000000000000' }),
      r.post('/r', { receipt: '0000000000000001' }),
    ]);
    expect([unknown.status, mistyped.status]).toEqual([404, 404]);
    expect(mistyped.html.replace('0000000000000001', '0000000000000000')).toBe(unknown.html);
    expect((await r.post('/r', { receipt: '' })).status).toBe(422);
    for (let n = 0; n < 12; n++) expect((await r.post('/r', { receipt: `${1000 + n} nothing` })).status).toBe(404);
  });
  it('an opinion set aside is told kindly, with the reason', async () => {
    const done = await say(`/l/${o.point}/say`, { text: '全都赞成' });
    await s.db.asOwner(
      `update opinion_status set state = 'SET_ASIDE', set_aside_reason = 'SUPPORT_ONLY' where id = (select id from opinion where text = '全都赞成')`,
    );
    const words = wordsOf((await r.post('/r', { receipt: receiptOn(done.html) })).html);
    for (const x of ['没有列入这次的汇总', '已经计入赞同的数目', '全都赞成']) expect(words).toContain(x);
  });
});

describe('codes and drafts that went', () => {
  it("revoked: 410 with the way to the regulation's own code", async () => {
    await s.db.asOwner('update law_code set revoked_at = now() where code = $1', [o.point]);
    const page = await r.open(`/l/${o.point}`);
    expect([page.status, page.html.includes(`href="/l/${o.main}"`)]).toEqual([410, true]);
    const back = await r.post(`/l/${o.point}/opinions`, { text: '码停用了' });
    expect([back.status, back.html.includes('码停用了</textarea>')]).toEqual([410, true]);
    await s.db.asOwner('update law_code set revoked_at = null where code = $1', [o.point]);
  });
  it('superseded: the text of then, said so; taken down: no text', async () => {
    await moveWindow(s, o, -20, -1);
    await publishText(
      s,
      s.home,
      o.regulationId,
      lawText('云市住宅电梯安全管理条例（草案二次审议稿）'),
      'SECOND_READING_DRAFT',
    );
    const page = await r.open(`/l/${o.main}`);
    expect([page.status, wordsOf(page.html).includes('已经有了新的一稿')]).toEqual([200, true]);
    expect(wordsOf(page.html)).not.toContain('二次审议稿');
    await s.db.asOwner(`update draft set state = 'TAKEN_DOWN', taken_down_reason = '文字有误' where id = $1`, [
      o.draftId,
    ]);
    const gone = await r.open(`/l/${o.main}`);
    expect([
      gone.status,
      wordsOf(gone.html).includes('撤下的原因：文字有误'),
      wordsOf(gone.html).includes('三十分钟'),
    ]).toEqual([410, true, false]);
  });
  it('what is asked of nobody in public is not there', async () => {
    await s.db.asOwner(`update consultation set method = 'READ_THROUGH' where id = $1`, [o.consultationId]);
    const page = await r.open(`/l/${o.main}`);
    expect([page.status, wordsOf(page.html).includes('还没有公开征求意见')]).toEqual([404, true]);
    expect((await r.open(`/l/${o.main}/a/1`)).status).toBe(404);
  });
});
