/**
 * One Jest, four projects (architecture §5.16), told apart by the end of the file name:
 *   x.spec.ts          pure: no database, no network
 *   x.db.spec.ts       a real PostgreSQL, one database per file cloned from a template
 *   x.story.spec.ts    the walk through the public GraphQL API of the built service
 *   x.browser.spec.ts  the pages in Chromium
 * ES modules are native, so Jest runs under `node --experimental-vm-modules`.
 */
const swc = (tsx) => [
  '@swc/jest',
  {
    sourceMaps: 'inline',
    module: { type: 'es6' },
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', tsx, decorators: true },
      transform: {
        legacyDecorator: true,
        decoratorMetadata: true,
        useDefineForClassFields: false,
        react: { runtime: 'automatic', importSource: 'preact' },
      },
      keepClassNames: true,
    },
  },
];
const common = {
  testEnvironment: 'node',
  rootDir: '.',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': swc(false), '^.+\\.tsx$': swc(true) },
};
const project = (displayName, testMatch, more = {}) => ({ ...common, displayName, testMatch, ...more });

export default {
  testTimeout: 60_000,
  maxWorkers: 2,
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  projects: [
    project('pure', ['<rootDir>/test/**/!(*.db|*.story|*.browser).spec.ts?(x)']),
    project('database', ['<rootDir>/test/**/*.db.spec.ts']),
    project('story', ['<rootDir>/test/**/*.story.spec.ts']),
    project('browser', ['<rootDir>/test/**/*.browser.spec.ts']),
  ],
};
