/**
 * 联系方式: left on the page, sealed in its table, read by few and recorded before, erased by time and on request, and
 * not back by a restore.
 */
import { appendFile, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from '../support/client.js';
import { serve } from '../../src/main.js';
import { ContactsService } from '../../src/opinions/index.js';
import { parseConfig } from '../../src/platform/base/config.js';
import { createLog } from '../../src/platform/base/log.js';
import { readErasures, replayErasures } from '../../src/platform/ledger/erasures.js';
import { receiptOn, resident, type Resident, wordsOf } from '../pages/client.js';
import { client, officer, openRound, pointOf, refusal, type Round, today } from '../support/round.js';
import { runFolder, withClient } from '../support/server.js';
import { startTestService, type TestService } from '../support/service.js';

const PHONE = '13700137042';
const NAME = '独一无二阿姨';

let s: TestService;
let r: Resident;
let round: Round;
let journal: string;
let preparer: Client;
beforeAll(async () => {
  journal = join(await runFolder(), 'apart', 'erasures.journal');
  s = await startTestService({ logLevel: 'debug', environment: { ERASURES_FILE: journal } });
  r = resident(s);
  round = await openRound(s);
  preparer = await client(s, 'PREPARER');
});
afterAll(() => s.close());

interface Left {
  id: string;
  receipt: string;
  html: string;
}
async function leave(
  text: string,
  fields: Record<string, string> = { contactName: NAME, contactPhone: PHONE },
  at = 0,
): Promise<Left> {
  const { code } = pointOf(round, at);
  const done = await r.post(`/l/${code}/opinions`, { ...(await r.form(`/l/${code}/say`)), text, ...fields });
  expect(done.status).toBe(200);
  return {
    id: (await s.db.asOwner<{ id: string }>('select id from opinion where text = $1', [text]))[0]?.id ?? '',
    receipt: receiptOn(done.html),
    html: done.html,
  };
}
const stored = (id: string): Promise<{ name: string | null; phone: string | null; notice: string }[]> =>
  s.db.asOwner('select name, phone, notice from opinion_contact where id = $1', [id]);
const read = (by: Client, opinionId: string): Promise<{ name: string | null; phone: string | null }> =>
  by
    .act<{ name: string | null; phone: string | null }>('readContact', { opinionId }, 'Contact', 'name phone')
    .then(({ name, phone }) => ({ name, phone }));
const readings = (id: string): Promise<unknown[]> =>
  s.db.asOwner(
    `select account_id is not null as by from audit_record where act = 'readContactData' and object_id = $1`,
    [id],
  );

describe('left on the page', () => {
  it('is stored sealed, field by field, and stands in no page, list, log or other row', async () => {
    const { id, html, receipt } = await leave('留了电话的意见');
    const [row] = await stored(id);
    expect([row?.name, row?.phone, row?.notice]).toEqual([
      expect.stringMatching(/^y1\.aes-256-gcm\./),
      expect.stringMatching(/^y1\.aes-256-gcm\./),
      '1',
    ]);
    expect(wordsOf(html)).toContain('您留的联系方式已经加密保存');
    const looked = await r.post('/r', { receipt });
    expect(looked.html).toContain('删除我的联系方式');
    const list = await s.ask(
      'query($c: ID!) { opinionList(consultationId: $c, first: 100) { nodes { id text proposedWording reason quote } } }',
      { c: round.consultationId },
      await s.home.token('PREPARER'),
    );
    const tables = await s.db.asOwner<{ t: string }>(
      `select table_schema || '.' || table_name as t from information_schema.tables where table_schema in ('public', 'graphile_worker') and table_type = 'BASE TABLE'`,
    );
    const everything = await Promise.all(
      tables.map(({ t }) => s.db.asOwner<{ j: string }>(`select to_jsonb(x)::text as j from ${t} x`)),
    );
    const serverLog = s.db.serverLog === null ? '' : await readFile(s.db.serverLog, 'utf8');
    for (const planted of [PHONE, NAME])
      for (const [where, text] of Object.entries({
        page: html,
        looked: looked.html,
        list: list.text,
        rows: JSON.stringify(everything),
        log: s.logged(),
        serverLog,
      }))
        expect([where, text.includes(planted)]).toEqual([where, false]);
    expect(list.text).toContain('留了电话的意见');
  });
  it('opens at its own place only: in another row, or the other column, it is a fault and tells nothing', async () => {
    const [a, b] = [await leave('甲的意见'), await leave('乙的意见', { contactPhone: '0870-8226666' })];
    await s.db.asOwner(
      'update opinion_contact set phone = (select phone from opinion_contact where id = $1) where id = $2',
      [a.id, b.id],
    );
    expect(await refusal(read(preparer, b.id))).toBe('INTERNAL');
    await s.db.asOwner('update opinion_contact set phone = name, name = null where id = $1', [a.id]);
    expect(await refusal(read(preparer, a.id))).toBe('INTERNAL');
    expect(s.logged()).not.toContain(PHONE);
  });
  it('nothing is stored where nothing was typed; one of the two is enough; what is no phone comes back with the words', async () => {
    expect(await stored((await leave('什么也没留', { contactName: ' ', contactPhone: '' })).id)).toEqual([]);
    expect(await read(preparer, (await leave('只留称呼', { contactName: '　老张 ' })).id)).toEqual({
      name: '老张',
      phone: null,
    });
    expect(await read(preparer, (await leave('全角的电话', { contactPhone: '１３７００１３７０４２' })).id)).toEqual({
      name: null,
      phone: PHONE,
    });
    const { code } = pointOf(round);
    const wrong: Record<string, string>[] = [
      { contactPhone: '加我微信' },
      { contactPhone: '123' },
      { contactName: '长'.repeat(41) },
    ];
    for (const bad of wrong) {
      const back = await r.post(`/l/${code}/opinions`, {
        ...(await r.form(`/l/${code}/say`)),
        text: '电话写错了',
        ...bad,
      });
      expect([
        back.status,
        back.html.includes('电话写错了</textarea>'),
        back.html.includes(Object.values(bad)[0] ?? '-'),
      ]).toEqual([422, true, true]);
    }
    expect(await s.db.asOwner(`select 1 from opinion where text = '电话写错了'`)).toEqual([]);
  });
  it('a retry adds none, and changes none', async () => {
    const { code } = pointOf(round);
    const form = { ...(await r.form(`/l/${code}/say`)), text: '后来才想起留电话' };
    await r.post(`/l/${code}/opinions`, form);
    const again = await r.post(`/l/${code}/opinions`, { ...form, contactPhone: PHONE });
    expect(wordsOf(again.html)).toContain('没有重复登记');
    expect(wordsOf(again.html)).not.toContain('加密保存');
    expect(
      await s.db.asOwner(`select 1 from opinion_contact c join opinion o using (id) where o.text = '后来才想起留电话'`),
    ).toEqual([]);
  });
});

describe('reading', () => {
  it("is the preparer's and the own officer's, with a fresh identity, in the ledger each time", async () => {
    const { id } = await leave('请给我回个电话');
    for (const by of [preparer, pointOf(round).officer])
      expect(await read(by, id)).toEqual({ name: NAME, phone: PHONE });
    expect(await readings(id)).toEqual([{ by: true }, { by: true }]);
    const { opinionList } = await preparer.ask<{ opinionList: { id: string }[] }>(
      'query($c: ID!) { opinionList(consultationId: $c, first: 100, filter: { withContact: true }) { nodes { id } } }',
      { c: round.consultationId },
    );
    expect(opinionList.map((o) => o.id).sort()).toEqual(
      (await s.db.asOwner<{ id: string }>('select id from opinion_contact order by id')).map((o) => o.id).sort(),
    );
  });
  it("is nobody else's: another contact point, another legislature, other roles; and what went straight to the legislature is not the officer's", async () => {
    const [{ id }, direct] = [await leave('别人看不到'), await leave('直接交的', { contactPhone: PHONE, direct: '1' })];
    expect(await refusal(read(pointOf(round, 1).officer, id))).toBe('NOT_FOUND');
    expect(await refusal(read(await client(s, 'PREPARER', s.neighbour), id))).toBe('NOT_FOUND');
    expect(await refusal(read(await officer(s, '乙街道', s.neighbour), id))).toBe('NOT_FOUND');
    for (const role of ['CHECKER', 'SIGNER', 'DRAFTER', 'ADMINISTRATOR'] as const)
      expect(await refusal(read(await client(s, role), id))).toBe('FORBIDDEN');
    expect(await refusal(read(new Client(s.url), id))).toBe('UNAUTHENTICATED');
    expect(await refusal(read(pointOf(round).officer, direct.id))).toBe('NOT_FOUND');
    expect(await read(preparer, direct.id)).toMatchObject({ phone: PHONE });
    expect(await readings(id)).toEqual([]);
    // and erasing reaches no further
    for (const by of [pointOf(round, 1).officer, await client(s, 'PREPARER', s.neighbour)])
      expect(await refusal(by.act('eraseContact', { opinionId: id }, 'ContactErased', 'id'))).toBe('NOT_FOUND');
    expect(await stored(id)).toHaveLength(1);
  });
  it('wants the identity confirmed just before', async () => {
    const { id } = await leave('要先核对身份');
    await s.db.asOwner('update session set reauthenticated_at = null');
    expect(await refusal(read(preparer, id))).toBe('REAUTHENTICATION_NEEDED');
    expect(await readings(id)).toEqual([]);
    await s.db.asOwner('update session set reauthenticated_at = now()');
  });
  it('what cannot be recorded is not shown', async () => {
    const { id } = await leave('记不下来就不给看');
    await s.db.asOwner(`revoke insert on audit_record from ${s.db.service.user}`);
    expect(await refusal(read(preparer, id))).toBe('INTERNAL');
    await s.db.asOwner(`grant insert on audit_record to ${s.db.service.user}`);
    expect(await read(preparer, id)).toMatchObject({ phone: PHONE });
  });
});

describe('erasing', () => {
  it('by the resident with the receipt code, without JavaScript; the words stay, and again does no harm', async () => {
    const { id, receipt } = await leave('不想留电话了');
    const shown = await r.post('/r', { receipt });
    expect(shown.html).toMatch(/<form method="post" action="\/r\/contact"/);
    for (const wrong of ['1234567890123456', '', 'x']) await r.post('/r/contact', { receipt: wrong });
    expect((await r.post('/r/contact', { receipt }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect(await stored(id)).toHaveLength(1);
    for (let i = 0; i < 2; i++) {
      const done = await r.post('/r/contact', { receipt });
      expect([
        done.status,
        wordsOf(done.html).includes('您的联系方式已经删除'),
        done.html.includes('action="/r/contact"'),
      ]).toEqual([200, true, false]);
      expect(wordsOf(done.html)).toContain('不想留电话了');
    }
    expect(await stored(id)).toEqual([]);
    expect(await refusal(read(preparer, id))).toBe('NOT_FOUND');
    expect(
      await s.db.asOwner(`select detail from audit_record where act = 'eraseContact' and object_id = $1`, [id]),
    ).toEqual([{ detail: { why: 'ASKED_BY_RECEIPT' } }]);
    expect((await readErasures(journal)).get('opinion_contact')).toContain(id);
    expect((await stat(journal)).mode & 0o777).toBe(0o600);
  });
  it('at the desk, by the own officer', async () => {
    const { id } = await leave('请工作人员代删');
    await pointOf(round).officer.act('eraseContact', { opinionId: id }, 'ContactErased', 'id');
    expect(await stored(id)).toEqual([]);
  });
  it('when its time is over, and not a day before', async () => {
    const { id } = await leave('到期删除');
    const contacts = s.running.app.get(ContactsService);
    const closed = (daysAgo: number): Promise<unknown> =>
      s.db.asOwner('update consultation set opens_on = $2, closes_on = $3 where id = $1', [
        round.consultationId,
        today(-daysAgo - 40),
        today(-daysAgo),
      ]);
    await closed(180);
    expect(await contacts.eraseDue()).toBe(0);
    expect(await stored(id)).toHaveLength(1);
    await closed(181);
    expect(await contacts.eraseDue()).toBeGreaterThan(0);
    expect(await s.db.asOwner('select 1 from opinion_contact')).toEqual([]);
    expect(
      await s.db.asOwner(`select detail from audit_record where act = 'eraseContact' and object_id = $1`, [id]),
    ).toEqual([{ detail: { why: 'TIME_OVER' } }]);
    await s.db.asOwner('update consultation set opens_on = $2, closes_on = $3 where id = $1', [
      round.consultationId,
      today(-5),
      today(30),
    ]);
  });
  it('an extension keeps it no longer than the resident was told', async () => {
    const { id } = await leave('延长以前留的');
    const contacts = s.running.app.get(ContactsService);
    const [known] = await s.db.asOwner<{ version: number }>('select version from consultation where id = $1', [
      round.consultationId,
    ]);
    await (
      await client(s, 'PREPARER')
    ).act(
      'extendConsultation',
      { consultationId: round.consultationId, expectedVersion: known?.version, closesOn: today(40), reason: '试' },
      'ConsultationExtended',
      'tasksMoved',
    );
    const { id: later } = await leave('延长以后留的');
    const told = (daysAgo: number): Promise<unknown> =>
      s.db.asOwner('update consultation_change set old_day = $2 where consultation_id = $1', [
        round.consultationId,
        today(-daysAgo),
      ]);
    await told(180);
    expect(await contacts.eraseDue()).toBe(0);
    await told(181);
    expect(await contacts.eraseDue()).toBe(1);
    expect(await stored(id)).toEqual([]);
    expect(await stored(later)).toHaveLength(1);
    await s.db.asOwner('update consultation set closes_on = $2 where id = $1', [round.consultationId, today(30)]);
  });
  it('leaves the row where the journal cannot be written: nobody is erased who would come back', async () => {
    const { id } = await leave('日志写不了');
    const contacts = s.running.app.get(ContactsService);
    const config = Object.getOwnPropertyDescriptor(contacts, 'config');
    Object.defineProperty(contacts, 'config', {
      value: { erasuresFile: join(journal, 'below-a-file') },
      configurable: true,
    });
    await expect(
      contacts.erase({ legislatureId: s.home.id, accountId: null }, [id], 'ASKED_AT_DESK'),
    ).rejects.toThrow();
    Object.defineProperty(contacts, 'config', config ?? {});
    expect(await stored(id)).toHaveLength(1);
  });
});

describe('after a restore', () => {
  it('the journal erases again whom the backup brought back, and nobody else', async () => {
    const [gone, stays] = [await leave('备份里还有我'), await leave('我没有要求删除')];
    const backup = (await s.db.asOwner('select * from opinion_contact where id = $1', [gone.id]))[0] as Record<
      string,
      unknown
    >;
    await r.post('/r/contact', { receipt: gone.receipt });
    const back = (): Promise<unknown> =>
      s.db.asOwner(
        'insert into opinion_contact (id, legislature_id, name, phone, notice) values ($1, $2, $3, $4, $5)',
        [backup.id, backup.legislature_id, backup.name, backup.phone, backup.notice],
      );
    await back();
    const source = await s.db.source();
    expect(await replayErasures(source, journal, ['opinion_contact'])).toBe(1);
    expect([(await stored(gone.id)).length, (await stored(stays.id)).length]).toEqual([0, 1]);
    expect(await s.db.asOwner(`select detail from audit_record where act = 'replayErasures'`)).toEqual([
      { detail: { erased: 1 } },
    ]);
    expect(await replayErasures(source, journal, ['opinion_contact'])).toBe(0);
    expect(await s.db.asOwner(`select 1 from audit_record where act = 'replayErasures'`)).toHaveLength(1);

    // a line cut off by a crash says nothing, and hides none after it; a journal that is not there is empty
    await back();
    const line = `2026-01-01T00:00:00.000Z opinion_contact ${gone.id}\n`;
    const torn = join(await runFolder(), 'torn.journal');
    await writeFile(torn, line.slice(0, -4));
    expect(await replayErasures(source, torn, ['opinion_contact'])).toBe(0);
    await appendFile(torn, line);
    expect(await replayErasures(source, torn, ['opinion_contact'])).toBe(1);
    expect(await replayErasures(source, `${torn}.none`, ['opinion_contact'])).toBe(0);
  });
  it('the service erases before its door opens', async () => {
    const { id } = await leave('重启以后');
    await appendFile(journal, `2026-01-01T00:00:00.000Z opinion_contact ${id}\n`);
    const again = await serve({
      config: parseConfig({ PORT: '0', DATA_DIR: await runFolder(), ERASURES_FILE: journal }),
      keys: s.db.keys,
      log: createLog('silent'),
      prepared: { owner: s.db.owner, service: s.db.service, description: '', stop: () => Promise.resolve() },
    });
    expect(await stored(id)).toEqual([]);
    await again.stop();
  });
});

it('control: the service may delete contact data, and neither words nor keys', async () => {
  for (const table of ['opinion', 'receipt', 'data_key'])
    await expect(withClient(s.db.service, (db) => db.query(`delete from ${table}`))).rejects.toThrow(
      'permission denied',
    );
});
