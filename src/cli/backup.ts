/**
 * `yifayima backup F` and `yifayima restore F`: all rows and waiting jobs in one sealed file, and back into an empty
 * database.
 */
import { access } from 'node:fs/promises';
import { DataSource } from 'typeorm';
import { loadConfig } from '../platform/base/config.js';
import { typeormConnection } from '../platform/database/connection.js';
import { migrateJobs } from '../platform/database/jobs/jobs.js';
import type { Keys } from '../platform/database/keys/keys.js';
import { Disclosures } from '../platform/ledger/disclosures.js';
import { doubtsAbout, NEWEST_ERASURE } from '../platform/ledger/erasures.js';
import { BackupRefused } from '../platform/operations/backup.cipher.js';
import { writeBackup } from '../platform/operations/backup.js';
import type { PreparedDatabase } from '../platform/operations/prepare.js';
import { restoreBackup } from '../platform/operations/restore.js';
import { migrate } from '../platform/operations/upgrade.js';
import { withPrepared } from './database.js';
import { InputRefused } from './input.js';

type Say = (line: string) => void;

const withDatabase = <T>(body: (prepared: PreparedDatabase, keys: Keys) => Promise<T>): Promise<T> =>
  withPrepared(body).catch((e: Error) => {
    throw e instanceof BackupRefused ? new InputRefused(e.message) : e;
  });

/** Who took the whole database along stands in the ledger: before a backup is read, and after one was restored. */
async function record(
  prepared: PreparedDatabase,
  act: 'backup' | 'restore',
  detail: Record<string, string | number>,
): Promise<void> {
  const source = await new DataSource({ ...typeormConnection(prepared.service), poolSize: 1 }).initialize();
  try {
    await new Disclosures(source).exported({ legislatureId: null, accountId: null }, act, 'Installation', null, detail);
  } finally {
    await source.destroy();
  }
}

/** The service may run meanwhile. */
export async function backup(file: string, say: Say): Promise<void> {
  await withDatabase(async (prepared, keys) => {
    await record(prepared, 'backup', {});
    const counts = await writeBackup(prepared.owner, keys, file).catch((e: NodeJS.ErrnoException) => {
      throw e.code === 'ENOENT' || e.code === 'EACCES' || e.code === 'ENOSPC'
        ? new InputRefused(`${file}：写不了备份文件，请检查文件夹、权限和磁盘空间。`)
        : e;
    });
    say(`已备份 ${counts.length} 张表、${counts.reduce((n, c) => n + c.rows, 0)} 行到 ${file}。`);
    say(`密钥文件（${loadConfig().keysFile}）不在备份里，请另外保管：没有它，备份打不开。`);
  });
}

const DOUBTS = {
  ABSENT: '这里没有删除记录。备份之后可能还有人的联系方式被删除，没有这份记录，恢复会让这些人的信息重新出现',
  KNOWS_LESS: '这份删除记录里没有备份所知的最近一次删除：它太旧，或者属于另一个数据库',
} as const;

/**
 * Stop the service first; the database must be empty. The journal of erasures must be in its place, unless the operator
 * takes it upon themselves that there is none; that goes to the ledger.
 */
export async function restore(file: string, withoutJournal: boolean, say: Say): Promise<void> {
  const { erasuresFile } = loadConfig();
  const judge = async (newest: string | null): Promise<void> => {
    const doubt = withoutJournal ? null : await doubtsAbout(erasuresFile, newest);
    if (doubt)
      throw new InputRefused(
        `${erasuresFile}：${DOUBTS[doubt]}。请把另存的删除记录放到这里（或用 ERASURES_FILE 指明）再恢复；确实没有的，加 --without-journal，会写进台账。没有写入任何数据。`,
      );
  };
  await access(file).catch(() => {
    throw new InputRefused(`${file}：没有这个文件，请检查路径。`);
  });
  await judge(null);
  await withDatabase(async (prepared, keys) => {
    const { head, counts } = await restoreBackup(prepared.owner, keys, file, {
      migrateTo: async (names) => {
        await migrate(prepared, keys, migrateJobs, names);
      },
      accept: async (db) => judge((await db.query<{ id: string }>(NEWEST_ERASURE)).rows[0]?.id ?? null),
      migrateToPresent: async () => {
        await migrate(prepared, keys, migrateJobs);
      },
    });
    await record(prepared, 'restore', {
      madeAt: head.madeAt,
      tables: counts.length,
      journal: withoutJournal ? 'NOT_CHECKED' : 'CHECKED',
    });
    say(
      `已恢复 ${head.madeAt} 的备份：${counts.length} 张表、${counts.reduce((n, c) => n + c.rows, 0)} 行，逐表核对行数和校验值无误。`,
    );
  });
}
