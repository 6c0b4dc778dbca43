/**
 * Jest's projects (architecture §5.16), told apart by the end of the file name:
 *   x.spec.ts          pure: no database, no network
 *   x.db.spec.ts       a real PostgreSQL, one database per file cloned from a template
 *   x.browser.spec.ts  the pages in Chromium
 *   x.story.spec.ts    the built program as a user runs it: long, so a command of its own (jest.long.config.mjs)
 * They run in plain Node from their compiled form (test/runner): what is tested is what ships, and it is loaded once a
 * worker.
 */
const common = {
  rootDir: '.',
  roots: ['<rootDir>/test'],
  runtime: '<rootDir>/test/runner/runtime.cjs',
  testEnvironment: '<rootDir>/test/runner/environment.cjs',
  transform: {},
};
const project = (displayName, testMatch) => ({ ...common, displayName, testMatch });

/** A run of these projects, with a folder of its own and at most one database server */
const runOf = (projects) => ({
  // it ends what hangs, and is no measure of anything: on a busy machine everything takes several times as long
  testTimeout: 300_000,
  maxWorkers: 2,
  testSequencer: '<rootDir>/test/runner/sequencer.cjs',
  globalSetup: '<rootDir>/test/runner/global-setup.mjs',
  globalTeardown: '<rootDir>/test/runner/global-teardown.mjs',
  projects,
});

export const long = runOf([project('story', ['<rootDir>/test/**/*.story.spec.ts'])]);

export default runOf([
  project('pure', ['<rootDir>/test/**/!(*.db|*.story|*.browser).spec.ts?(x)']),
  project('database', ['<rootDir>/test/**/*.db.spec.ts']),
  project('browser', ['<rootDir>/test/**/*.browser.spec.ts']),
]);
