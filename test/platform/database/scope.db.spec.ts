/** The one place that reads scoped rows: what is no id is found nowhere, in whichever column it is asked for. */
import { randomUUID } from 'node:crypto';
import type { DataSource, FindOptionsWhere } from 'typeorm';
import { entities } from '../../../src/app.module.js';
import { UnitOfWork } from '../../../src/platform/database/scope.js';
import { ScopedRow } from '../../../src/platform/database/scoped-row.js';
import { writeLedger } from '../../../src/platform/ledger/ledger.js';
import { type FreshDatabase, freshDatabase } from '../../support/database.js';

let db: FreshDatabase;
let source: DataSource;
beforeAll(async () => {
  db = await freshDatabase();
  source = await db.source();
});
afterAll(() => db.drop());

const scoped = entities.filter((e): e is typeof e & (new () => ScopedRow) => e.prototype instanceof ScopedRow);

it.each(scoped.map((e) => [e.name, e] as const))('%s', async (_, entity) => {
  const work = new UnitOfWork(source, writeLedger, () => Promise.resolve());
  const reader = work.read({ legislatureId: randomUUID(), accountId: null });
  const columns = source
    .getMetadata(entity)
    .columns.filter((c) => c.type === 'uuid' && c.propertyName !== 'legislatureId')
    .map((c) => c.propertyName);
  expect(columns).toContain('id');
  for (const column of columns) {
    for (const wrong of ['x', '', '00000000-0000-4000-8000-00000000000', "'; drop table opinion; --"]) {
      const where = { [column]: wrong } as FindOptionsWhere<ScopedRow>;
      expect([
        await reader.find(entity, where),
        await reader.one(entity, where),
        await reader.count(entity, where),
      ]).toEqual([[], null, 0]);
    }
  }
});
