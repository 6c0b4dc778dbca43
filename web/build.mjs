/** Builds the console into `dist/console`: operations typed first, then Vite. Types are checked by `npm run typecheck`. */
import './codegen.mjs';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { build } from 'vite';

await build({ root: import.meta.dirname, configFile: `${import.meta.dirname}/vite.config.ts`, logLevel: 'warn' });

/** The worker that keeps the program on a device is told which files it consists of */
const out = `${import.meta.dirname}/../dist/console`;
const files = readdirSync(`${out}/assets`)
  .map((name) => `/console/assets/${name}`)
  .sort();
const page = readFileSync(`${out}/index.html`);
const version = createHash('sha256').update(files.join('\n')).update(page).digest('hex').slice(0, 16);
const worker = readFileSync(`${import.meta.dirname}/worker.js`, 'utf8');
writeFileSync(
  `${out}/worker.js`,
  `const VERSION = ${JSON.stringify(version)};\nconst FILES = ${JSON.stringify(files)};\n${worker}`,
);
