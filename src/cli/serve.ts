/** `serve`, `migrate` and `account`: the service and its operations. */
import cluster from 'node:cluster';
import { openDatabase, type RunningService, serve, startService, withService } from '../main.js';
import { AccessService } from '../platform/access/access.service.js';
import { type Config, loadConfig } from '../platform/base/config.js';
import { createLog } from '../platform/base/log.js';
import { migrateJobs } from '../platform/database/jobs/jobs.js';
import { loadKeys } from '../platform/database/keys/keys.js';
import { upgrade } from '../platform/operations/upgrade.js';
import { withPrepared } from './database.js';
import { leaveFirstPassword } from './first-password.js';
import { InputRefused } from './input.js';

type Say = (line: string) => void;

/** A process that lived so long did not end because of how it was started */
const STEADY_MS = 30_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * With WEB_CONCURRENCY above 1, so many processes behind one port on one database; the first one starts and stops it.
 */
export async function serveUntilStopped(say: Say): Promise<void> {
  const config = loadConfig();
  if (config.webConcurrency > 1 && cluster.isPrimary) return conduct(config, say);
  const service = await startService(config);
  if (cluster.isPrimary) await announce(service, config, say);
  untilSignal(() => service.stop());
}

async function conduct(config: Config, say: Say): Promise<void> {
  const keys = await loadKeys(config.keysFile);
  const log = createLog('warn');
  const prepared = await openDatabase(config, keys, (words) => log.warn(words));
  // one start that takes no requests finds out whether this is a fresh installation, before any worker could
  const rehearsal = await serve({
    config: { ...config, port: 0, host: '127.0.0.1' },
    keys,
    log,
    prepared: { ...prepared, stop: () => Promise.resolve() },
  });
  await rehearsal.stop();
  let stopping = false;
  const forkedAt = new Map<number, number>();
  let soon = 0;
  const fork = (): void => {
    if (!stopping) forkedAt.set(cluster.fork().id, performance.now());
  };
  for (let i = 0; i < config.webConcurrency; i++) fork();
  cluster.on('exit', (worker) => {
    if (stopping) return;
    // one that served is replaced at once; where they cannot even start, as without a database, not in a ring
    soon = performance.now() - (forkedAt.get(worker.id) ?? 0) < STEADY_MS ? soon + 1 : 0;
    forkedAt.delete(worker.id);
    const pause = soon === 0 ? 0 : Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(soon - 1, 10));
    say(
      `进程 ${worker.process.pid ?? ''} 意外退出，${pause === 0 ? '' : `${Math.round(pause / 1000)} 秒后`}重新启动一个`,
    );
    setTimeout(fork, pause);
  });
  await announce({ ...rehearsal, url: `http://${config.host}:${config.port}` }, config, say);
  untilSignal(async () => {
    stopping = true;
    await Promise.all(
      Object.values(cluster.workers ?? {}).map(
        (w) =>
          new Promise<void>((done) => {
            w?.once('exit', () => done());
            w?.process.kill('SIGTERM');
          }),
      ),
    );
    await prepared.stop();
  });
}

async function announce(
  service: Pick<RunningService, 'url' | 'database' | 'fonts' | 'firstAdministrator'>,
  config: Config,
  say: Say,
): Promise<void> {
  const processes = config.webConcurrency > 1 ? `（${config.webConcurrency} 个进程）` : '';
  say(`一法一码已启动：${service.url}${processes}`);
  say(`办公台：${new URL('/console/', config.consoleOrigin ?? service.url).href}`);
  say(`数据库：${service.database}`);
  say(`字体：${service.fonts}`);
  if (!service.firstAdministrator) return;
  const { username, password } = service.firstAdministrator;
  // to the terminal, or a 0600 file: never to a log that is kept (security §1.6)
  if (process.stderr.isTTY) say(`首次登录（24 小时内有效，登录后须修改）：${username} / ${password}`);
  else {
    const file = await leaveFirstPassword(config.dataDir, service.firstAdministrator);
    say(`首次登录的一次性密码在 ${file}（24 小时内有效）`);
  }
}

function untilSignal(stop: () => Promise<void>): void {
  let asked = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (asked) return;
      asked = true;
      void stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
}

/**
 * The service may run meanwhile, this one and older ones. What waits is no fault: it says what for, and is run again
 * later.
 */
export async function migrateOnly(say: Say): Promise<void> {
  await withPrepared(async (prepared, keys) => {
    const { done, waiting } = await upgrade(prepared, keys, migrateJobs, { tell: say });
    for (const name of done) say(`已执行：${name}`);
    say(
      waiting.length === 0
        ? `数据库已是最新：${prepared.description}`
        : `数据库可以使用，还有 ${waiting.length} 个收缩迁移在等（见上）；等到以后再运行一次 yifayima migrate，或重新启动服务：${prepared.description}`,
    );
  });
}

export async function resetPassword(username: string, secondFactor: boolean, say: Say): Promise<void> {
  const password = await withService(loadConfig(), (app) =>
    app.get(AccessService).resetPassword(username, secondFactor),
  );
  if (password === null) throw new InputRefused(`没有账号“${username}”。`);
  say(`一次性密码（24 小时内有效，登录后须修改）：${password}`);
}
