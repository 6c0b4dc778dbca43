/**
 * What people said is sealed like the ledger: whoever owns the database may change a word, but not without `yifayima
 * verify` naming it.
 */
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { Client } from '../../support/client.js';
import { typeormConnection } from '../../../src/platform/database/connection.js';
import { Keys } from '../../../src/platform/database/keys/keys.js';
import { sealKey, Seals } from '../../../src/platform/ledger/seals.js';
import { type LedgerReport, verifyLedger } from '../../../src/platform/ledger/verify.js';
import { openRound, opinion, type Round } from '../../support/round.js';
import { startTestService, type TestService } from '../../support/service.js';

let s: TestService;
let round: Round;
let owner: DataSource;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  round = await openRound(s);
  owner = await new DataSource({ ...typeormConnection(s.db.owner), poolSize: 2 }).initialize();
  for (const text of ['同意', '同意，并建议写明期限'])
    await new Client(s.url).submit({ lawCode: round.code, opinion: opinion(round, text) });
  await s.running.app.get(Seals).sealAll();
});
afterAll(async () => {
  await owner.destroy();
  await s.close();
});

const verified = (keys: Keys = s.db.keys): Promise<LedgerReport> => verifyLedger(owner.manager, sealKey(keys));
const faults = async (): Promise<string[]> => [
  ...new Set((await verified()).faults.map((f) => `${f.code} ${f.table}`)),
];
const TABLES = ['opinion', 'opinion_status', 'receipt', 'opinion_event', 'word_pending'];
/** as an owner who knows how to put triggers to sleep; as it was, afterwards */
async function tampered(statements: readonly string[]): Promise<string[]> {
  const asleep = async (...sql: string[]): Promise<void> => {
    for (const t of TABLES) await s.db.asOwner(`alter table ${t} disable trigger user`);
    for (const one of sql) await s.db.asOwner(one);
    for (const t of TABLES) await s.db.asOwner(`alter table ${t} enable trigger user`);
  };
  await asleep(...TABLES.map((t) => `create table before_${t} as table ${t}`), ...statements);
  const found = await faults();
  await asleep(
    ...[...TABLES].reverse().map((t) => `delete from ${t}`),
    ...TABLES.map((t) => `insert into ${t} select * from before_${t}`),
    ...TABLES.map((t) => `drop table before_${t}`),
  );
  return found.sort();
}

it('a round fits, and all of it is sealed', async () => {
  expect(await verified()).toMatchObject({ waiting: 0, faultCount: 0 });
  const [entries] = await s.db.asOwner<{ opinions: string; steps: string }>(
    `select count(*) filter (where source = 'opinion') as opinions, count(*) filter (where source = 'opinion_event') as steps from seal_entry where digest is not null`,
  );
  expect(entries).toEqual({ opinions: '2', steps: '2' });
});

it.each<[string, string[], string[]]>([
  [
    'one character of what was said',
    [`update opinion set text = '同意。' where text = '同意'`],
    ['ROW_ALTERED opinion'],
  ],
  [
    'the microsecond at which it was said',
    [`update opinion set received_at = received_at + interval '1 microsecond' where text = '同意'`],
    ['ROW_ALTERED opinion'],
  ],
  ['whom it went to', [`update opinion set direct = not direct where text = '同意'`], ['ROW_ALTERED opinion']],
  [
    'a reason put in afterwards',
    [`update opinion set reason = '没有理由' where text = '同意'`],
    ['ROW_ALTERED opinion'],
  ],
  [
    'a voice that is gone with its traces',
    [
      ...['opinion_status', 'receipt'].map(
        (t) => `delete from ${t} x using opinion o where o.id = x.id and o.text = '同意'`,
      ),
      `delete from opinion_event e using opinion o where o.id = e.opinion_id and o.text = '同意'`,
      `delete from opinion where text = '同意'`,
    ],
    ['ROW_MISSING opinion', 'ROW_MISSING opinion_event'],
  ],
  [
    'a voice slipped in past the trigger',
    [
      `insert into opinion select ('${randomUUID()}')::uuid as id, legislature_id, regulation_id, consultation_id, draft_id, contact_point_id, law_code_id, direct, channel, target_kind, provision_id,
     path, quote_exact, quote_prefix, quote_suffix, act, text, proposed_wording, reason, sha256('x'), content_sha256, entered_by, received_at from opinion where text = '同意'`,
    ],
    ['ROW_UNSEALED opinion'],
  ],
  ['a step that was another', [`update opinion_event set state = 'SET_ASIDE'`], ['ROW_ALTERED opinion_event']],
])('%s is found', async (_, statements, found) => {
  expect(await tampered(statements)).toEqual(found);
  expect(await faults()).toEqual([]);
});

it('what a seal holds of short words cannot be tried by whoever has the database: other keys give other digests', async () => {
  const other = await verified(new Keys(Buffer.alloc(32, 9), 'abcdefgh'));
  expect(other.faults.some((f) => f.code === 'ROW_ALTERED' && f.table === 'opinion')).toBe(true);
});

it('the same row is the same whatever time zone the server keeps', async () => {
  const [{ zone } = { zone: 'UTC' }] = await s.db.asOwner<{ zone: string }>(
    `select current_setting('TimeZone') as zone`,
  );
  await s.db.asOwner(`alter database ${s.db.name} set timezone to 'Asia/Kathmandu'`);
  const there = await new DataSource({ ...typeormConnection(s.db.owner), poolSize: 1 }).initialize();
  try {
    expect((await verifyLedger(there.manager, sealKey(s.db.keys))).faults).toEqual([]);
  } finally {
    await there.destroy();
    await s.db.asOwner(`alter database ${s.db.name} set timezone to '${zone}'`);
  }
});

it('every table that says it is sealed has the trigger', async () => {
  const tables = await s.db.asOwner<{ name: string; triggers: string }>(
    `select c.relname as name, (select count(*) from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'wait_for_seal' and t.tgenabled = 'O') as triggers
     from pg_class c where c.relkind = 'r' and obj_description(c.oid) like 'append-only: sealed:%' order by 1`,
  );
  expect(tables.map((t) => t.name)).toEqual([
    'account_change',
    'comment',
    'comment_answer',
    'comment_reopening',
    'comment_return',
    'comment_source',
    'comment_wording',
    'consultation_change',
    'consultation_conclusion',
    'decision',
    'document_number',
    'draft_accepted_warning',
    'draft_change',
    'draft_correction',
    'due_day_change',
    'handling_withdrawal',
    'left_open',
    'legislature_change',
    'letter',
    'letter_comment',
    'letter_reply',
    'letter_reply_answer',
    'letter_return',
    'opinion',
    'opinion_event',
    'opinion_mask',
    'opinion_picture',
    'opinion_withdrawal',
    'proposed_handling',
    'solicitation_reminder',
    'struck_line',
  ]);
  expect(tables.filter((t) => t.triggers !== '1')).toEqual([]);
});
