/** What others may use of the demo: the walk as a client of the public API, on the sample or on any two drafts. */
export type { Cast } from './accounts.js';
export { Client, Refused } from './client.js';
export { materialOf, MaterialRefused, sampleMaterial } from './input.js';
export type { Say } from './poll.js';
export { leaveOpen, type LeftOpen } from './scenario.open.js';
export { walk } from './scenario.js';
export type { Walked } from './walked.js';
