/** Threat §1.1 and §2: whoever owns the database may change it, but not without `yifayima verify` naming the place. */
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { DraftEventRow } from '../../../src/authoring/drafts/draft.entities.js';
import { digestWith } from '../../../src/platform/base/canonical.js';
import { createLog } from '../../../src/platform/base/log.js';
import { typeormConnection } from '../../../src/platform/database/connection.js';
import { Jobs } from '../../../src/platform/database/jobs/jobs.js';
import { Keys } from '../../../src/platform/database/keys/keys.js';
import { UnitOfWork } from '../../../src/platform/database/scope.js';
import { appendToChain, eventJson } from '../../../src/platform/ledger/chain.js';
import { writeLedger } from '../../../src/platform/ledger/ledger.js';
import { sealKey, Seals } from '../../../src/platform/ledger/seals.js';
import { type LedgerReport, verifyLedger } from '../../../src/platform/ledger/verify.js';
import { type FreshDatabase, freshDatabase } from '../../support/database.js';

const [LEGISLATURE, REGULATION, FILE, A, B] = Array.from(
  { length: 5 },
  (_, i) => `00000000-0000-4000-8000-00000000000${i}`,
) as [string, string, string, string, string];
const OTHER = '00000000-0000-4000-8000-000000000009';
const TABLES = ['seal', 'seal_entry', 'seal_pending', 'audit_record', 'draft_event'];
const CHILDREN_FIRST = ['seal_entry', 'seal', 'seal_pending', 'audit_record', 'draft_event'];

let db: FreshDatabase;
let source: DataSource;
let owner: DataSource;
let work: UnitOfWork;
let seals: Seals;
const scope = { legislatureId: LEGISLATURE, accountId: randomUUID() };

/** One step of a draft, in a use case of its own */
const step = (
  draftId: string,
  command: string,
  meanwhile: () => Promise<void> = () => Promise.resolve(),
): Promise<void> =>
  work.run(command, scope, async (tx) => {
    await appendToChain(tx, DraftEventRow, 'draftId', [
      { ownerId: draftId, command, state: 'IMPORTED', detail: { words: `${command}的经过`, articles: 12 } },
    ]);
    tx.record(command, 'Draft', draftId);
    await meanwhile();
  });
const verified = (head?: string, keys: Keys = db.keys): Promise<LedgerReport> =>
  verifyLedger(owner.manager, sealKey(keys), head ?? null);
const faults = async (): Promise<string[]> => (await verified()).faults.map((f) => `${f.code} ${f.table}`);

beforeAll(async () => {
  db = await freshDatabase();
  source = await db.source();
  owner = await new DataSource({ ...typeormConnection(db.owner), poolSize: 2 }).initialize();
  work = new UnitOfWork(source, writeLedger, () => Promise.resolve());
  seals = new Seals(source, new Jobs(source, db.service, createLog('silent')), db.keys);
  await db.asOwner(
    `insert into legislature (id, code, name, organ_name, document_word, created_at) values ($1, 'xx', 'x', 'x', 'x', now())`,
    [LEGISLATURE],
  );
  await db.asOwner(
    `insert into legislature (id, code, name, organ_name, document_word, created_at) values ($1, 'yy', 'y', 'y', 'y', now())`,
    [OTHER],
  );
  await db.asOwner(
    `insert into regulation (id, legislature_id, title, kind, making, stage, created_at) values ($2, $1, 'x', 'x', 'x', 'x', now())`,
    [LEGISLATURE, REGULATION],
  );
  await db.asOwner(
    `insert into file (id, legislature_id, name, media_type, size, sha256, created_at) values ($2, $1, 'x', 'x', 1, 'x', now())`,
    [LEGISLATURE, FILE],
  );
  for (const [i, id] of [A, B].entries()) {
    await db.asOwner(
      `insert into draft (id, legislature_id, regulation_id, sequence, kind, title, state, source_file_id, source_sha256, source_text, tree, text_sha256, imported_at)
       values ($1, $2, $3, $5, 'x', 'x', 'IMPORTED', $4, 'x', 'words', '{}', 'x', now())`,
      [id, LEGISLATURE, REGULATION, FILE, i],
    );
  }
  for (const command of ['import', 'correct', 'check', 'correct', 'check']) await step(A, command);
  await step(B, 'import');
  await seals.sealAll();
  await step(B, 'check');
  await step(B, 'correct');
  await seals.sealAll();
  for (const command of ['publish', 'supersede']) await step(A, command); // since the last seal
  for (const t of TABLES) await db.asOwner(`create table before_${t} as table ${t}`);
});
afterAll(async () => {
  await owner.destroy();
  await db.drop();
});

/** As it was before the test, triggers asleep */
async function restore(): Promise<void> {
  for (const t of CHILDREN_FIRST) {
    await db.asOwner(`alter table ${t} disable trigger user`);
    await db.asOwner(`delete from ${t}`);
  }
  for (const t of TABLES) await db.asOwner(`insert into ${t} select * from before_${t}`);
  for (const t of TABLES) await db.asOwner(`alter table ${t} enable trigger user`);
}

describe('an untouched database', () => {
  it('passes, with what was written since the last seal', async () => {
    const report = await verified();
    expect(report).toMatchObject({ rows: 20, seals: 2, waiting: 4, faultCount: 0, faults: [] });
    expect(report.head).toMatch(/^[0-9a-f]{64}$/);
    expect((await verified(report.head ?? '')).faults).toEqual([]);
  });
  it('control: the events are chained, and what verify digests is what was stored', async () => {
    const [first, second] = await source.manager.find(DraftEventRow, {
      where: { draftId: A },
      order: { sequence: 'ASC' },
      take: 2,
    });
    if (!first || !second) throw new Error('no events');
    const again = digestWith(
      second.salt ?? Buffer.alloc(0),
      eventJson({
        owner: 'draftId',
        ownerId: A,
        sequence: 2,
        command: 'correct',
        state: 'IMPORTED',
        detail: { articles: 12, words: 'correct的经过' },
        by: scope.accountId,
        at: second.at,
        before: first.digest,
      }),
    );
    expect(second.digest?.equals(again)).toBe(true);
    expect(second.salt).toHaveLength(32);
  });
});

describe('what an owner of the database does is found', () => {
  afterEach(async () => {
    await restore();
    expect((await verified()).faults).toEqual([]);
  });
  const ofA = (sequence: number): string =>
    `(select id from draft_event where draft_id = '${A}' and sequence = ${sequence})`;

  it.each([
    [
      'one byte of a sealed event',
      `update draft_event set detail = jsonb_set(detail, '{words}', '"check的经过 "') where id = ${ofA(3)}`,
      'ROW_ALTERED draft_event',
    ],
    [
      'one byte of an event that no seal has yet',
      `update draft_event set detail = jsonb_set(detail, '{articles}', '13') where id = ${ofA(6)}`,
      'ROW_ALTERED draft_event',
    ],
    [
      'who did it',
      `update draft_event set by_account = '${randomUUID()}' where id = ${ofA(2)}`,
      'ROW_ALTERED draft_event',
    ],
    [
      'when',
      `update draft_event set at = at + interval '1 millisecond' where id = ${ofA(2)}`,
      'ROW_ALTERED draft_event',
    ],
    [
      'in which legislature, after the seal',
      `update draft_event set legislature_id = '${OTHER}' where id = ${ofA(2)}`,
      'ROW_ALTERED draft_event',
    ],
    [
      'the salt',
      `update draft_event set salt = set_byte(salt, 0, (get_byte(salt, 0) + 1) % 256) where id = ${ofA(2)}`,
      'ROW_ALTERED draft_event',
    ],
    [
      'a salt and digest taken away',
      `update draft_event set salt = null, digest = null where id = ${ofA(5)}`,
      'ROW_ALTERED draft_event',
    ],
    [
      'whose event it is',
      `update draft_event set draft_id = '${B}', sequence = 4 where id = ${ofA(7)}`,
      'ROW_ALTERED draft_event',
    ],
    ['a row in the middle', `delete from draft_event where id = ${ofA(3)}`, 'STEP_MISSING draft_event'],
    ['a row in the middle, by its seal', `delete from draft_event where id = ${ofA(3)}`, 'ROW_MISSING draft_event'],
    ['the first row', `delete from draft_event where id = ${ofA(1)}`, 'STEP_MISSING draft_event'],
    [
      'the last rows, sealed ones and later ones',
      `delete from draft_event where draft_id = '${A}' and sequence >= 5`,
      'ROW_MISSING draft_event',
    ],
    ['the last row, which no seal has yet', `delete from draft_event where id = ${ofA(7)}`, 'ROW_MISSING draft_event'],
    ['a whole chain', `delete from draft_event where draft_id = '${B}'`, 'ROW_MISSING draft_event'],
    [
      'an altered record of the ledger',
      `update audit_record set outcome = 'REFUSED' where act = 'publish'`,
      'ROW_ALTERED audit_record',
    ],
    [
      'a record of the ledger that is gone',
      `delete from audit_record where act = 'import' and object_id = '${B}'`,
      'ROW_MISSING audit_record',
    ],
    ['a seal of another time', `update seal set at = at + interval '1 second' where number = 1`, 'SEAL_ALTERED seal'],
    ['an altered hash of a seal', `update seal set hash = sha256('x') where number = 2`, 'SEAL_ALTERED seal'],
    [
      'an altered signature',
      `update seal set signature = set_byte(signature, 5, (get_byte(signature, 5) + 1) % 256) where number = 1`,
      'SEAL_SIGNATURE seal',
    ],
    [
      'an altered entry of a seal',
      `update seal_entry set digest = sha256('x') where seal_number = 1 and ordinal = 0`,
      'SEAL_ALTERED seal',
    ],
    ['a line struck from a seal', `delete from seal_entry where seal_number = 2 and ordinal = 1`, 'SEAL_ALTERED seal'],
  ])('%s', async (_, sql, found) => {
    await db.asOwner(sql);
    expect(await faults()).toContain(found);
  });

  it('two rows swapped: their contents, or their places', async () => {
    await db.asOwner(
      `update draft_event e set command = o.command, detail = o.detail from draft_event o where e.draft_id = '${A}' and o.draft_id = '${A}' and (e.sequence, o.sequence) in ((2, 3), (3, 2))`,
    );
    expect((await faults()).filter((f) => f === 'ROW_ALTERED draft_event')).toHaveLength(2);
    await restore();
    for (const [from, to] of [
      [2, 99],
      [3, 2],
      [99, 3],
    ])
      await db.asOwner(
        `update draft_event set sequence = ${to ?? 0} where draft_id = '${A}' and sequence = ${from ?? 0}`,
      );
    expect(await faults()).toContain('ROW_ALTERED draft_event');
  });
  it('an alteration whose digest was computed again, at the end of a chain: by the seal', async () => {
    const [row] = await owner.query<{ id: string; salt: Buffer; at: Date; by_account: string }[]>(
      `select * from draft_event where draft_id = '${B}' and sequence = 3`,
    );
    const [before] = await owner.query<{ digest: Buffer }[]>(
      `select digest from draft_event where draft_id = '${B}' and sequence = 2`,
    );
    if (!row || !before) throw new Error('no events');
    const forged = digestWith(
      row.salt,
      eventJson({
        owner: 'draftId',
        ownerId: B,
        sequence: 3,
        command: 'correct',
        state: 'IMPORTED',
        detail: { words: '别的' },
        by: row.by_account,
        at: row.at,
        before: before.digest,
      }),
    );
    await db.asOwner(`update draft_event set detail = '{"words":"别的"}', digest = $1 where id = $2`, [forged, row.id]);
    expect((await verified()).faults).toMatchObject([
      {
        code: 'ROW_ALTERED',
        table: 'draft_event',
        id: row.id,
        message: expect.stringContaining('第 2 号封存') as string,
      },
    ]);
  });
  it('a row slipped in past the seals', async () => {
    await db.asOwner('alter table audit_record disable trigger user');
    await db.asOwner(
      `insert into audit_record select '${randomUUID()}', legislature_id, account_id, act, object_kind, object_id, outcome, detail, request_id, at, salt, digest from audit_record limit 1`,
    );
    expect(await faults()).toEqual(expect.arrayContaining(['ROW_UNSEALED audit_record', 'ROW_ALTERED audit_record']));
  });
  it('the last seal cut off: its rows have none, and the head that somebody noted is gone', async () => {
    const { head } = await verified();
    await db.asOwner('delete from seal_entry where seal_number = 2');
    await db.asOwner('delete from seal where number = 2');
    expect(await faults()).toEqual(expect.arrayContaining(['ROW_UNSEALED draft_event', 'ROW_UNSEALED audit_record']));
    // whoever lets the service seal those rows again is found by the head alone
    await db.asOwner(
      `insert into seal_pending (source, row_id) select 'draft_event', id from draft_event where draft_id = '${B}' and sequence > 1`,
    );
    await db.asOwner(
      `insert into seal_pending (source, row_id) select 'audit_record', id from audit_record where object_id = '${B}' and act <> 'import'`,
    );
    await seals.sealAll();
    expect(await faults()).toEqual([]);
    expect((await verified(head ?? '')).faults.map((f) => f.code)).toEqual(['HEAD_UNKNOWN']);
  });
  it('a seal in the middle cut out', async () => {
    await db.asOwner('delete from seal_entry where seal_number = 1');
    await db.asOwner('delete from seal where number = 1');
    expect(await faults()).toContain('SEAL_MISSING seal');
  });
  it('seals of other keys', async () => {
    expect((await verified(undefined, new Keys(Buffer.alloc(32, 7), 'abcdefgh'))).faults.map((f) => f.code)).toEqual([
      'SEAL_SIGNATURE',
      'SEAL_SIGNATURE',
    ]);
    // the id of the keys says nothing: the signature does
    expect((await verified(undefined, new Keys(Buffer.alloc(32, 7), db.keys.id))).faults.map((f) => f.code)).toEqual([
      'SEAL_SIGNATURE',
      'SEAL_SIGNATURE',
    ]);
  });
  it('a row that was gone before it was sealed stays named', async () => {
    await db.asOwner(`delete from draft_event where id = ${ofA(7)}`);
    await seals.sealAll();
    expect((await verified()).faults).toMatchObject([
      { code: 'ROW_MISSING', table: 'draft_event', message: expect.stringContaining('第 3 号封存') as string },
    ]);
  });
});

describe('sealing', () => {
  it('skips no late commit, and never waits for one', async () => {
    let commit = (): void => undefined;
    let written = (): void => undefined;
    const inside = new Promise<void>((done) => {
      written = done;
    });
    const late = step(
      B,
      'late',
      () =>
        new Promise<void>((done) => {
          commit = done;
          written();
        }),
    );
    await inside;
    await step(A, 'later but sooner');
    await seals.sealAll();
    const open = await db.asOwner(`select 1 from seal_pending`);
    commit();
    await late;
    expect(open).toEqual([]);
    expect((await verified()).waiting).toBe(2);
    await seals.sealAll();
    expect(await verified()).toMatchObject({ waiting: 0, faultCount: 0 });
  });
  it('twice at once seals every row once, in one line of seals', async () => {
    await Promise.all(
      Array.from({ length: 12 }, (_, i) =>
        work.run('many', scope, (tx) => {
          for (let n = 0; n < 5; n++) tx.record(`many ${i}`, 'Draft', A);
          return Promise.resolve();
        }),
      ),
    );
    const sealed = await Promise.all([seals.sealAll(), seals.sealAll(), seals.sealAll()]);
    expect(sealed.reduce((a, b) => a + b)).toBe(60);
    expect(await verified()).toMatchObject({ waiting: 0, faultCount: 0 });
  });
  it('waits for its turn, and a number is given once', async () => {
    await step(A, 'turn');
    const turn = owner.createQueryRunner();
    await turn.startTransaction();
    await turn.query('select pg_advisory_xact_lock(7214032)');
    let ended = false;
    const sealing = seals.sealAll().then((n) => {
      ended = true;
      return n;
    });
    await new Promise((done) => setTimeout(done, 300));
    expect(ended).toBe(false);
    await turn.rollbackTransaction();
    await turn.release();
    expect(await sealing).toBe(2);
    await expect(
      db.asService('insert into seal select * from seal order by number desc limit 1'),
    ).rejects.toMatchObject({ code: '23505' });
  });
  it('more than one seal holds: the rest follows in the next', async () => {
    await work.run('flood', scope, (tx) => {
      for (let n = 0; n < 2100; n++) tx.record('flood', 'Draft', A);
      return Promise.resolve();
    });
    const { seals: before } = await verified();
    expect(await seals.sealAll()).toBe(2100);
    expect(await verified()).toMatchObject({ seals: before + 2, waiting: 0, faultCount: 0 });
    expect(await seals.sealAll()).toBe(0);
  });
  it('a row that a restored backup noted a second time is not sealed twice', async () => {
    await db.asOwner(`insert into seal_pending (source, row_id) select 'draft_event', id from draft_event`);
    const { seals: before } = await verified();
    await seals.sealAll();
    expect(await verified()).toMatchObject({ seals: before, waiting: 0, faultCount: 0 });
    await step(B, 'after the restore');
    await seals.sealAll();
    expect(await verified()).toMatchObject({ seals: before + 1, waiting: 0, faultCount: 0 });
  });
  it('every table that says it is a chain waits for seals, and its digests are unique per object and step', async () => {
    const chains = await db.asOwner<{ name: string; owner: string; triggers: string; unique: boolean }>(
      `select c.relname as name, substring(obj_description(c.oid) from '^append-only: chain of ([a-z_]+):') as owner,
        (select count(*) from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'wait_for_seal' and t.tgenabled = 'O') as triggers,
        exists (select 1 from pg_constraint k where k.conrelid = c.oid and k.contype = 'u' and pg_get_constraintdef(k.oid) like '%sequence)') as unique
       from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname not like 'before%' and (c.relname like '%\\_event' and c.relname <> 'opinion_event' or c.relname = 'audit_record') order by 1`,
    );
    expect(chains).toEqual([
      { name: 'audit_record', owner: null, triggers: '1', unique: false },
      { name: 'comment_event', owner: 'comment_id', triggers: '1', unique: true },
      { name: 'consultation_event', owner: 'consultation_id', triggers: '1', unique: true },
      { name: 'draft_event', owner: 'draft_id', triggers: '1', unique: true },
      { name: 'letter_event', owner: 'letter_id', triggers: '1', unique: true },
    ]);
  });
});
