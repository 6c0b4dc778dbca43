/** Builds the console into `dist/console`: operations typed first, then Vite. Types are checked by `npm run typecheck`. */
import './codegen.mjs';
import { build } from 'vite';

await build({ root: import.meta.dirname, configFile: `${import.meta.dirname}/vite.config.ts`, logLevel: 'warn' });
