/** Migrations in order on an empty database, and rights that are exactly what each table's comment says. */
import { readdirSync } from 'node:fs';
import { migrations } from '../../../migrations/index.js';
import { migrateJobs } from '../../../src/platform/database/jobs/jobs.js';
import { migrate } from '../../../src/platform/operations/upgrade.js';
import { type FreshDatabase, freshDatabase } from '../../support/database.js';

let db: FreshDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

const TABLES = `select c.relname as name, obj_description(c.oid) as comment, pg_get_userbyid(c.relowner) as owner from pg_class c
  where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and c.relname <> 'migration' order by 1`;
type Table = { name: string; comment: string | null; owner: string };
const RIGHTS: Record<string, string[]> = {
  'append-only': ['INSERT', 'SELECT'],
  kept: ['INSERT', 'SELECT', 'UPDATE'],
  transient: ['DELETE', 'INSERT', 'SELECT', 'UPDATE'],
};
const kindOf = (t: Table): string => t.comment?.split(':')[0] ?? '';

describe('migrations', () => {
  it('are numbered without a gap, in the order of their files, each listed once', () => {
    const files = readdirSync('migrations')
      .filter((f) => /^\d{4}-.+\.ts$/.test(f))
      .sort();
    expect(files.map((f) => Number(f.slice(0, 4)))).toEqual(files.map((_, i) => i + 1));
    const names = migrations.map((m) => new m().name ?? '');
    expect(names.map((n) => Number(/(\d{13})$/.exec(n)?.[1]) % 1000)).toEqual(files.map((_, i) => i + 1));
    expect(new Set(names).size).toBe(migrations.length);
  });

  it('run on an empty database, and a second run does nothing', async () => {
    const empty = await freshDatabase({ empty: true });
    try {
      expect(await empty.asOwner(TABLES)).toEqual([]);
      expect(await migrate(empty, empty.keys, migrateJobs)).toHaveLength(migrations.length);
      const before = await empty.asOwner(
        `select table_name, column_name, data_type from information_schema.columns where table_schema = 'public' order by 1, 2`,
      );
      expect(await migrate(empty, empty.keys, migrateJobs)).toEqual([]);
      expect(
        await empty.asOwner(
          `select table_name, column_name, data_type from information_schema.columns where table_schema = 'public' order by 1, 2`,
        ),
      ).toEqual(before);
    } finally {
      await empty.drop();
    }
  });

  it('run once where two processes start together', async () => {
    const empty = await freshDatabase({ empty: true });
    try {
      const [a, b] = await Promise.all([
        migrate(empty, empty.keys, migrateJobs),
        migrate(empty, empty.keys, migrateJobs),
      ]);
      expect(a.length + b.length).toBe(migrations.length);
    } finally {
      await empty.drop();
    }
  });

  it('go forward only', async () => {
    for (const m of migrations) await expect(new m().down()).rejects.toThrow('forward only');
  });

  it('leave columns as the entities name them', async () => {
    const source = await db.source();
    for (const { tableName, columns } of source.entityMetadatas) {
      const stored = (
        await db.asOwner<{ c: string }>(
          `select column_name as c from information_schema.columns where table_schema = 'public' and table_name = $1`,
          [tableName],
        )
      ).map((r) => r.c);
      expect({ tableName, absent: columns.map((c) => c.databaseName).filter((c) => !stored.includes(c)) }).toEqual({
        tableName,
        absent: [],
      });
    }
  });

  it('refuses another keys file than the one the database was made with', async () => {
    const { Keys } = await import('../../../src/platform/database/keys/keys.js');
    await expect(migrate(db, new Keys(Buffer.alloc(32, 7), 'abcdefgh'), migrateJobs)).rejects.toThrow(
      'another keys file',
    );
  });
});

describe("the service's role", () => {
  it('is no superuser, may make nothing, and owns nothing', async () => {
    expect(
      await db.asService(
        'select rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls from pg_roles where rolname = current_user',
      ),
    ).toEqual([
      { rolsuper: false, rolcreatedb: false, rolcreaterole: false, rolreplication: false, rolbypassrls: false },
    ]);
    expect(
      await db.asOwner(`select relname from pg_class where pg_get_userbyid(relowner) = $1`, [db.service.user]),
    ).toEqual([]);
    expect(
      await db.asOwner(`select 1 from pg_auth_members where member = (select oid from pg_roles where rolname = $1)`, [
        db.service.user,
      ]),
    ).toEqual([]);
    for (const sql of [
      'create table x (a int)',
      'create schema x',
      'create role x',
      'drop table account',
      'alter table opinion disable trigger all',
      'truncate opinion',
      `copy opinion to program 'true'`,
    ]) {
      await expect(db.asService(sql)).rejects.toMatchObject({ code: '42501' });
    }
  });

  it("has exactly the rights that each table's comment says", async () => {
    const tables = await db.asOwner<Table>(TABLES);
    expect(tables.length).toBeGreaterThan(20);
    expect(tables.filter((t) => !Object.hasOwn(RIGHTS, kindOf(t))).map((t) => `${t.name}: ${t.comment}`)).toEqual([]);
    expect(new Set(tables.map((t) => t.owner))).toEqual(new Set([db.owner.user]));
    const granted = await db.asOwner<{ table_name: string; rights: string[] }>(
      `select table_name, array_agg(privilege_type::text order by privilege_type) as rights from information_schema.table_privileges where table_schema = 'public' and grantee = $1 group by 1`,
      [db.service.user],
    );
    const rights = new Map(granted.map((g) => [g.table_name, g.rights]));
    for (const t of tables) expect({ [t.name]: rights.get(t.name) }).toEqual({ [t.name]: RIGHTS[kindOf(t)] });
    expect(rights.has('migration')).toBe(false);
    expect(
      await db.asOwner(
        `select table_name from information_schema.table_privileges where table_schema = 'public' and grantee = 'PUBLIC'`,
      ),
    ).toEqual([]);
  });

  it('cannot change or delete an append-only row, nor delete a kept one', async () => {
    const tables = await db.asOwner<Table>(TABLES);
    const columnOf = async (table: string): Promise<string> =>
      (
        await db.asOwner<{ c: string }>(
          `select column_name as c from information_schema.columns where table_schema = 'public' and table_name = $1 order by ordinal_position limit 1`,
          [table],
        )
      )[0]?.c as string;
    const appendOnly = tables.filter((t) => kindOf(t) === 'append-only');
    expect(appendOnly.map((t) => t.name)).toEqual(
      expect.arrayContaining([
        'audit_record',
        'opinion',
        'comment',
        'decision',
        'provision',
        'file_chunk',
        'comment_event',
        'letter',
      ]),
    );
    for (const { name } of appendOnly) {
      const column = await columnOf(name);
      await expect(db.asService(`update ${name} set ${column} = ${column}`)).rejects.toMatchObject({ code: '42501' });
      await expect(db.asService(`delete from ${name}`)).rejects.toMatchObject({ code: '42501' });
      await db.asService(`select 1 from ${name} limit 1`);
    }
    for (const { name } of tables.filter((t) => kindOf(t) === 'kept'))
      await expect(db.asService(`delete from ${name}`)).rejects.toMatchObject({ code: '42501' });
    // the control: where the comment allows it, the same statement works
    await db.asService('delete from sign_in_attempt');
  });

  it('cannot change the words of a published draft', async () => {
    const [l, r, f, d] = Array.from({ length: 4 }, (_, i) => `00000000-0000-4000-8000-00000000000${i}`);
    await db.asOwner(
      `insert into legislature (id, code, name, organ_name, document_word, created_at) values ($1, 'xx', 'x', 'x', 'x', now())`,
      [l],
    );
    await db.asOwner(
      `insert into regulation (id, legislature_id, title, kind, making, stage, created_at) values ($2, $1, 'x', 'x', 'x', 'x', now())`,
      [l, r],
    );
    await db.asOwner(
      `insert into file (id, legislature_id, name, media_type, size, sha256, created_at) values ($2, $1, 'x', 'x', 1, 'x', now())`,
      [l, f],
    );
    await db.asOwner(
      `insert into draft (id, legislature_id, regulation_id, sequence, kind, title, state, source_file_id, source_sha256, source_text, tree, text_sha256, imported_at, published_at)
       values ($4, $1, $2, 1, 'x', 'x', 'PUBLISHED', $3, 'x', 'words', '{}', 'x', now(), now())`,
      [l, r, f, d],
    );
    await expect(db.asService(`update draft set source_text = 'other words' where id = $1`, [d])).rejects.toMatchObject(
      { code: '23514', constraint: 'draft_words_are_final' },
    );
    await db.asService(`update draft set state = 'SUPERSEDED' where id = $1`, [d]);
  });
});
