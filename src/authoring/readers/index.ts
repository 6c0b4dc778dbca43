/** What others may use of the readers: files to lines, without any service, for programs that only read. */
export { readFile } from './reader.js';
export type { ReadOutcome } from './reader.js';
