/** A server that may lose what it acknowledged: the service does not start on it, whoever runs it. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { serve } from '../../../src/main.js';
import { parseConfig } from '../../../src/platform/base/config.js';
import { createLog } from '../../../src/platform/base/log.js';
import { typeormConnection } from '../../../src/platform/database/connection.js';
import { Keys } from '../../../src/platform/database/keys/keys.js';
import { startEmbedded } from '../../../src/platform/operations/embedded.js';
import { refuseUnsafeServer } from '../../../src/platform/operations/prepare.js';
import { freshDatabase } from '../../support/database.js';
import { asSuperuser, runFolder, testServer } from '../../support/server.js';
import { until } from '../../support/until.js';

it('a database that answers before it has written is refused by a start, which then leaves nothing running', async () => {
  const db = await freshDatabase();
  let stopped = 0;
  const start = async (): Promise<unknown> =>
    serve({
      config: parseConfig({ PORT: '0', DATA_DIR: await runFolder() }),
      keys: db.keys,
      log: createLog('silent'),
      prepared: {
        owner: db.owner,
        service: db.service,
        description: 'test',
        stop: () => Promise.resolve(void stopped++),
      },
    });
  try {
    await asSuperuser(await testServer(), (su) => su.query(`alter database ${db.name} set synchronous_commit to off`));
    await expect(start()).rejects.toThrow(/synchronous_commit = off.*请打开后再启动/);
    expect(stopped).toBe(1);
    expect(
      await db.asOwner(
        `select pid from pg_stat_activity where datname = '${db.name}' and usename = '${db.service.user}'`,
      ),
    ).toEqual([]);
  } finally {
    await db.drop();
  }
});

it.each(['fsync', 'full_page_writes'])('%s = off is refused', async (setting) => {
  const root = await mkdtemp(join(tmpdir(), 'unsafe-'));
  await chmod(root, 0o755);
  const server = await startEmbedded(
    join(root, 'data'),
    new Keys(Buffer.alloc(32, 5), 'abcdefgh'),
    process.env.PATH ?? '',
  );
  const source = await new DataSource({
    ...typeormConnection({
      host: server.host,
      port: server.port,
      user: server.superuser,
      password: server.password,
      database: 'postgres',
    }),
  }).initialize();
  try {
    await expect(refuseUnsafeServer(source)).resolves.toBeUndefined();
    await source.query(`alter system set ${setting} = off`);
    await source.query('select pg_reload_conf()');
    await until(
      'the setting',
      async () => (await source.query<{ v: string }[]>(`select current_setting('${setting}') as v`))[0]?.v === 'off',
    );
    await expect(refuseUnsafeServer(source)).rejects.toThrow(new RegExp(`${setting} = off`));
  } finally {
    await source.destroy();
    await server.stop();
    await rm(root, { recursive: true, force: true });
  }
});
