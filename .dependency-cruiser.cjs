/**
 * Wall 1: the rooms stand in the order of the story. A chapter imports the ones above it, through their two doors, and
 * the platform serves all and knows none. Run by test/walls/imports.spec.ts, which also shows that each rule
 * can fail.
 */
const { builtinModules } = require('node:module');

const story = [
  'articles',
  'authoring',
  'network',
  'papers',
  'consultation',
  'solicitation',
  'opinions',
  'comments',
  'decision',
  'feedback',
  'indicators',
  'pages',
  'demo',
];
const composers = '^src/(main\\.ts|app\\.module\\.ts|cli/)';
const pure = '^src/articles/|\\.(rules|words|compose)\\.ts$';
// the readers have a door of their own: who only reads files does not load the service behind the other one
const doors = ['^src/[^/]+/index\\.ts$', '^src/.+\\.(rules|words)\\.ts$', '^src/authoring/readers/index\\.ts$'];
const chapter = `^src/(${story.join('|')})/`;

const upOnly = story.slice(0, -1).map((name, i) => ({
  name: `up-only-${name}`,
  comment: `${name} may not know the chapters that come after it`,
  severity: 'error',
  from: { path: `^src/${name}/` },
  to: { path: `^src/(${story.slice(i + 1).join('|')})/` },
}));

/** Inside a room its own rooms have an order too: one may use those before it. */
const inner = {
  articles: ['text', 'difference', 'alignment', 'citations', 'amending'],
  authoring: ['readers', 'engine', 'regulations', 'drafts', 'notes', 'amending', 'lineage', 'comparison', 'basis'],
  decision: ['handling', 'evidence', 'carry-over', 'outcomes'],
  platform: ['base', 'documents', 'database', 'ledger', 'access', 'api', 'operations'],
};
const innerUp = Object.entries(inner).flatMap(([room, order]) =>
  order.slice(0, -1).map((name, i) => ({
    name: `inner-up-only-${room}-${name}`,
    comment: `${room}/${name} may not know what comes after it`,
    severity: 'error',
    from: { path: `^src/${room}/${name}/` },
    to: { path: `^src/${room}/(${order.slice(i + 1).join('|')})/` },
  })),
);
const roomsWithOrder = Object.keys(inner).join('|');
const innerRooms = Object.entries(inner).map(([room, order]) => `^src/${room}/(${order.join('|')})/`);

module.exports = {
  story,
  inner,
  forbidden: [
    ...upOnly,
    ...innerUp,
    {
      name: 'known-inner-rooms-only',
      comment: 'a new folder in a room with an order takes its place in it first',
      severity: 'error',
      from: { path: `^src/(${roomsWithOrder})/[^/]+/`, pathNot: innerRooms },
      to: {},
    },
    {
      name: 'operations-for-the-operator',
      comment: 'making, moving and keeping databases is for the command line and the start, and for nobody who serves',
      severity: 'error',
      from: { path: '^src/', pathNot: [composers, '^src/platform/(operations/|platform\\.module\\.ts$)'] },
      to: { path: '^src/platform/operations/' },
    },
    {
      name: 'base-knows-nothing',
      severity: 'error',
      from: { path: '^src/platform/(base|documents)/' },
      to: { path: '^src/', pathNot: '^src/platform/(base|$1)/' },
    },
    {
      name: 'two-doors',
      comment: 'another chapter is entered by its index.ts, a *.rules.ts or a *.words.ts',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: chapter, pathNot: ['^src/$1/', ...doors] },
    },
    {
      name: 'two-doors-for-composers',
      comment: 'main and app.module compose rooms, not their insides',
      severity: 'error',
      from: { path: '^src/(main|app\\.module)\\.ts$' },
      to: { path: chapter, pathNot: doors },
    },
    {
      name: 'platform-knows-none',
      severity: 'error',
      from: { path: '^src/platform/' },
      to: { path: [chapter, composers] },
    },
    {
      name: 'nobody-imports-composers',
      comment: 'main, app.module and cli are the top; cli starts the rest',
      severity: 'error',
      from: { path: '^src/', pathNot: composers },
      to: { path: composers },
    },
    {
      name: 'known-rooms-only',
      comment: 'a new folder under src takes its place in the story first',
      severity: 'error',
      from: { path: '^src/(?!platform/|cli/)[^/]+/', pathNot: chapter },
      to: {},
    },
    {
      name: 'pure-stays-pure',
      comment:
        'the text, the rules and the words reach no framework, no table, no service and nothing of the platform but its own rules, not even through another file',
      severity: 'error',
      from: { path: pure },
      to: {
        path: [
          '(^|/)node_modules/(@nestjs|typeorm|graphql|graphile-worker|fastify|pg|pino|zod)/',
          '^src/platform/(?!.*\\.(rules|words)\\.ts$)',
          '\\.(entity|entities|service|resolver|controller|module)\\.ts$',
          `^(node:)?(${builtinModules.filter((m) => !m.startsWith('_')).join('|')})$`,
        ],
        reachable: true,
      },
    },
    { name: 'no-cycles', severity: 'error', from: { path: '^src/' }, to: { circular: true } },
    { name: 'not-to-test', severity: 'error', from: { path: '^src/' }, to: { path: '^test/' } },
    { name: 'found', severity: 'error', from: { path: '^src/' }, to: { couldNotResolve: true } },
  ],
};
