/**
 * One Jest, four projects (architecture §5.16), told apart by the end of the file name:
 *   x.spec.ts          pure: no database, no network
 *   x.db.spec.ts       a real PostgreSQL, one database per file cloned from a template
 *   x.story.spec.ts    the walk through the public GraphQL API of the built service
 *   x.browser.spec.ts  the pages in Chromium
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
const project = (displayName, testMatch, more = {}) => ({ ...common, displayName, testMatch, ...more });

export default {
  testTimeout: 60_000,
  maxWorkers: 2,
  globalSetup: '<rootDir>/test/runner/global-setup.mjs',
  globalTeardown: '<rootDir>/test/runner/global-teardown.mjs',
  projects: [
    project('pure', ['<rootDir>/test/**/!(*.db|*.story|*.browser).spec.ts?(x)']),
    project('database', ['<rootDir>/test/**/*.db.spec.ts']),
    project('story', ['<rootDir>/test/**/*.story.spec.ts']),
    project('browser', ['<rootDir>/test/**/*.browser.spec.ts']),
  ],
};
