/** Many rows by one statement: whatever a column holds comes back as it was, and no number of them is too many. */
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { CarryOverRow } from '../../../src/decision/carry-over/carry-over.entities.js';
import { EvidenceRow } from '../../../src/decision/evidence/evidence.entities.js';
import { CommentStatusRow } from '../../../src/comments/index.js';
import { oneOf } from '../../../src/platform/database/one-of.js';
import { type Transaction, UnitOfWork } from '../../../src/platform/database/scope.js';
import { type FreshDatabase, freshDatabase } from '../../support/database.js';
import { withClient } from '../../support/server.js';

let db: FreshDatabase;
let source: DataSource;
const legislatureId = randomUUID();
const run = <T>(body: (tx: Transaction) => Promise<T>): Promise<T> =>
  new UnitOfWork(
    source,
    () => Promise.resolve(),
    () => Promise.resolve(),
  ).run('test', { legislatureId, accountId: null }, body);

beforeAll(async () => {
  db = await freshDatabase();
  source = await db.source();
  // rows without those that they refer to: only the columns are looked at here
  await withClient(db.owner, async (c) => {
    for (const table of ['comment_status', 'carry_over', 'evidence']) {
      const { rows } = await c.query<{ name: string }>(
        `select conname as name from pg_constraint where conrelid = $1::regclass and contype = 'f'`,
        [table],
      );
      for (const { name } of rows) await c.query(`alter table ${table} drop constraint "${name}"`);
    }
  });
});
afterAll(() => db.drop());

const status = (at: number): Omit<CommentStatusRow, 'id' | 'legislatureId'> => ({
  consultationId: randomUUID(),
  state: 'DRAFTED',
  revision: at,
  reportedNumber: null,
  returnNumber: null,
  body: null,
  reportedAt: null,
  outcome: null,
  sheetId: null,
  filedUnder: null,
  version: 1,
});

it('12,001 rows go in, are changed in two ways, and are found by their ids', async () => {
  const ids = await run(async (tx) => {
    const made = await tx.insertAll(
      CommentStatusRow,
      Array.from({ length: 12_001 }, (_, i) => status(i)),
    );
    await tx.changeAll(CommentStatusRow, made, (_, at) =>
      at % 2 === 0
        ? { revision: 7 }
        : { outcome: `“有”,引号\\与{括号}`, reportedAt: new Date('2026-03-01T00:00:00.125Z') },
    );
    return made.map((m) => m.id);
  });
  const found = await run((tx) => tx.find(CommentStatusRow, { id: oneOf([...ids, randomUUID()]) }));
  const by = new Map(found.map((r) => [r.id, r]));
  expect(found).toHaveLength(12_001);
  expect(by.get(ids[4] ?? '')).toMatchObject({ revision: 7, outcome: null, reportedAt: null, version: 2 });
  expect(by.get(ids[5] ?? '')).toMatchObject({
    revision: 5,
    outcome: `“有”,引号\\与{括号}`,
    reportedAt: new Date('2026-03-01T00:00:00.125Z'),
    version: 2,
  });
});

it('more ids than a statement has parameters are no fault', async () => {
  const ids = Array.from({ length: 70_000 }, () => randomUUID());
  expect(await run((tx) => tx.find(CommentStatusRow, { id: oneOf(ids) }))).toEqual([]);
  expect(await run((tx) => tx.lockAll(CommentStatusRow, ids))).toEqual([]);
});

it('a neighbour changes nothing by an id', async () => {
  const [row] = await run((tx) => tx.insertAll(CommentStatusRow, [status(1)]));
  if (!row) throw new Error('a row is made');
  await new UnitOfWork(
    source,
    () => Promise.resolve(),
    () => Promise.resolve(),
  ).run('test', { legislatureId: randomUUID(), accountId: null }, (tx) =>
    tx.changeAll(CommentStatusRow, [row], () => ({ revision: 9 })),
  );
  expect((await run((tx) => tx.get(CommentStatusRow, row.id)))?.revision).toBe(1);
});

it('fractions, JSON and what is left to its default', async () => {
  const changes = [{ type: 'insert' as const, text: '“引号”\\ \n 换行' }];
  const [carried, proof] = await run(async (tx) => [
    ...(await tx.insertAll(CarryOverRow, [
      {
        commentId: randomUUID(),
        fromDraftId: randomUUID(),
        toDraftId: randomUUID(),
        result: 'CARRIED',
        provisionId: null,
        quoteStart: 0,
        quoteEnd: null,
        score: 0.25,
        reason: '条文没有变',
        round: 1,
      },
    ])),
    ...(await tx.insertAll(EvidenceRow, [
      {
        commentId: randomUUID(),
        toDraftId: randomUUID(),
        oldProvisionId: null,
        newProvisionId: randomUUID(),
        changes,
        method: 'm',
        score: 1,
        proposedBy: null,
      },
    ])),
  ]);
  expect(await run((tx) => tx.get(CarryOverRow, carried?.id ?? ''))).toMatchObject({ quoteStart: 0, score: 0.25 });
  const kept = await run((tx) => tx.get(EvidenceRow, proof?.id ?? ''));
  expect(kept?.changes).toEqual(changes);
  expect(kept?.at).toBeInstanceOf(Date);
});
