/** The service in a process of its own: tells its address, then its CPU time and memory whenever it is asked. */
import { inProcess } from './ingest.mjs';
import { distOf } from '../graphql.material.mjs';

const load = (path) => import(`${distOf()}/${path}`);
const { keysFile, database, environment } = JSON.parse(process.env.BENCH_SETUP);
const { serve } = await load('main.js');
const { IntakeService } = await load('opinions/index.js');
const { parseConfig } = await load('platform/base/config.js');
const { createLog } = await load('platform/base/log.js');
const { loadKeys } = await load('platform/database/keys/keys.js');

const running = await serve({
  config: parseConfig({
    PORT: '0',
    LOG_LEVEL: process.env.BENCH_LOG ?? 'warn',
    DATA_DIR: `${keysFile}.data`,
    ...environment,
  }),
  keys: await loadKeys(keysFile),
  log: createLog(process.env.BENCH_LOG ?? 'warn'),
  prepared: {
    owner: database.owner,
    service: database.service,
    description: database.name,
    stop: async () => undefined,
  },
});

process.on('message', (what) => {
  if (what === 'stop') void running.stop().then(() => process.exit(0));
  else if (what.ingest) void inProcess(running, IntakeService, what.ingest).then((told) => process.send(told));
  else if (what === 'usage') {
    const { user, system } = process.cpuUsage();
    process.send({
      cpu: (user + system) / 1000,
      rss: process.memoryUsage.rss(),
      peak: process.resourceUsage().maxRSS * 1024,
    });
  }
});
// a bench that was broken off leaves nothing behind
process.on('disconnect', () => process.exit(0));
process.send({ url: running.url, firstAdministrator: running.firstAdministrator });
