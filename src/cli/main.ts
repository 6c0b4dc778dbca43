#!/usr/bin/env node
/** `yifayima …`: data to stdout, words to stderr; exit 0 done, 2 usage, 3 input refused, 1 a fault of ours. */
import { loadConfig } from '../platform/config/config.js';
import { startService } from '../main.js';
const service = await startService(loadConfig());
console.error(service.url, service.database, service.firstAdministrator);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void service.stop().then(() => process.exit(0)));
