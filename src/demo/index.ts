/** The door of the demo: the walk as a client of the public API, on the sample or on any two drafts. */
export { Refused } from './client.js';
export { NotADemo, runDemo } from './demo.js';
export { MaterialRefused } from './input.js';
