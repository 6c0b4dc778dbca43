/**
 * One clock, one environment, SQL in its place and the rules of form, read from the sources. Every wall has a control
 * that shows it can fail.
 */
import { homedir } from 'node:os';
import { dirname } from 'node:path';
import { problemCodes } from '../../src/platform/base/refusal.words.js';
import {
  asksForTime,
  filesUnder,
  findIn,
  isTypeScript,
  read,
  readsEnvironment,
  refusalCode,
  root,
  saysAny,
  show,
  speaksPostgresql,
  tooWide,
} from './sources.js';

type Look = Parameters<typeof findIn>[2];
const src = filesUnder('src', isTypeScript);
const found = (look: Look, files = src): ReturnType<typeof findIn> => files.flatMap((f) => findIn(f, read(f), look));
const foundIn = (text: string, look: Look, file = 'x.ts'): string[] => findIn(file, text, look).map((f) => f.what);

describe('one clock, one reader of the environment', () => {
  it('only the clock asks for the time', () => {
    expect(
      found(asksForTime)
        .filter((f) => f.file !== 'src/platform/base/clock.ts')
        .map(show),
    ).toEqual([]);
    expect(found(asksForTime)).toHaveLength(1);
  });
  it('only the configuration reads the environment', () => {
    expect(
      found(readsEnvironment)
        .filter((f) => f.file !== 'src/platform/base/config.ts')
        .map(show),
    ).toEqual([]);
    expect(found(readsEnvironment)).toHaveLength(1);
  });
  it('control', () => {
    expect(
      foundIn(
        'const a = new Date(); const b = Date.now(); Date(); new Date(7); /* new Date() */ const s = "new Date()";',
        asksForTime,
      ),
    ).toEqual(['new Date()', 'Date.now', 'Date()']);
    expect(
      foundIn(
        `process.env.A; process['env']; const { env } = process; import { env } from 'node:process'; // process.env`,
        readsEnvironment,
      ),
    ).toHaveLength(4);
  });
});

describe('SQL of PostgreSQL alone', () => {
  const mayStand = (file: string): boolean => /\.sql\.ts$|^src\/platform\/(database|operations)\//.test(file);
  it('stands in *.sql.ts beside the table it reads, and where databases are made and kept', () => {
    expect(
      found(speaksPostgresql)
        .filter((f) => !mayStand(f.file))
        .map(show),
    ).toEqual([]);
    expect(found(speaksPostgresql).filter((f) => mayStand(f.file)).length).toBeGreaterThan(5);
  });
  it('synchronize is off everywhere', () => {
    const files = [...src, ...filesUnder('migrations', isTypeScript)];
    expect(files.filter((f) => /synchronize:(?!\s*false\b)/.test(read(f)))).toEqual([]);
    expect(files.filter((f) => /\.synchronize\(|dropSchema:\s*true/.test(read(f)))).toEqual([]);
  });
  it('control', () => {
    for (const sql of [
      'insert into a values (1) on conflict do nothing',
      'update a set b = 1 returning id',
      'with recursive t as (select 1) select',
      `select a->>'b' from t`,
      'select pg_advisory_lock(1)',
      'copy a from stdin',
      'listen topic',
      `select id from a where id = any($1::uuid[])`,
      'select 1 from a for update skip locked',
    ])
      expect(foundIn(`q(\`${sql}\`);`, speaksPostgresql)).toHaveLength(1);
    for (const words of [
      'select 1',
      'insert into a (b) values ($1)',
      'returning to the first page',
      'a copy from the file',
      'the listener of an event',
      'delete from t where key = $1',
      'select id from a for update',
    ]) {
      expect(foundIn(`q(\`${words}\`);`, speaksPostgresql)).toEqual([]);
    }
  });
});

describe('form', () => {
  it('nothing is any', () => {
    expect(
      found(saysAny, [...src, ...filesUnder('test', isTypeScript), ...filesUnder('migrations', isTypeScript)]).map(
        show,
      ),
    ).toEqual([]);
    expect(foundIn('let a: any; const b = x as any[]; // any', saysAny)).toHaveLength(2);
  });

  const texts = filesUnder('.', (f) =>
    /\.(tsx?|[cm]?js|json|md|ya?ml|npmrc|graphql|css|typ|html|sh|py)$|(^|\/)\.[a-z]+rc$/.test(f),
  );
  // put together here, or this file would name them
  const hosts = new RegExp(
    [
      `registry[.]${'npmjs'}`,
      `npm${'mirror'}[.]com`,
      `registry[.]${'yarnpkg'}`,
      `artifact${'ory'}`,
      `registry${'='}`,
    ].join('|'),
    'i',
  );
  it('no file names a registry', () => {
    expect(texts.filter((f) => hosts.test(read(f)))).toEqual([]);
    // the one package that comes from nowhere is our own
    expect(read('package-lock.json').match(/"resolved": .*/g)).toEqual(['"resolved": "web",']);
    expect(hosts.test(`https://registry.${'npmjs'}.org/x`)).toBe(true);
  });
  it('no file names a path of this machine', () => {
    const paths = [root, `${dirname(root)}/shared`, ...(homedir().length > 1 ? [`${homedir()}/`] : [])].filter(
      (p) => p.length > 3,
    );
    expect(texts.flatMap((f) => paths.filter((p) => read(f).includes(p)).map((p) => `${f}: ${p}`))).toEqual([]);
    expect(paths).toContain(root);
  });
  it('no source has more than 14,000 characters without saying why, and no name says nothing', () => {
    const LONGEST = 14_000;
    /** A file that is no longer too long has no business here */
    const mayBeLonger: Record<string, string> = {
      'src/articles/text/parse.walk.ts': 'one pass over the lines; its states make sense only side by side',
      'src/demo/sample/comments.ts': 'the words of the sample',
    };
    expect(src.filter((f) => read(f).length > LONGEST)).toEqual(Object.keys(mayBeLonger));
    expect(src.filter((f) => /(helper|util|manager|handler)s?[./]/i.test(f))).toEqual([]);
  });
  it('no line is wider than 120 columns, but for words that cannot be broken', () => {
    expect(src.flatMap((f) => tooWide(f, read(f)))).toEqual([]);
  });
  it('control', () => {
    const long = 'x'.repeat(121);
    expect(tooWide('x.ts', `const a = '${long}';\nconst b = \`\n${long}\n\`;\nconst c = /${long}/;`)).toEqual([]);
    expect(tooWide('x.ts', `const ${long} = 1;\n// ${'法'.repeat(60)}\n/** a\n * ${'b '.repeat(60)}\n */`)).toEqual([
      'x.ts:1',
      'x.ts:2',
      'x.ts:4',
    ]);
  });
  it('no note is left for later', () => {
    const word = new RegExp(`\\b(${['TO', 'DO'].join('')}|${['FIX', 'ME'].join('')})\\b`);
    expect([...src, ...filesUnder('test', isTypeScript)].filter((f) => word.test(read(f)))).toEqual([]);
  });
});

describe('refusals have words', () => {
  it('every code used is in the catalogue', () => {
    const used = src.flatMap((f) => findIn(f, read(f), refusalCode(f)));
    expect(used.length).toBeGreaterThan(20);
    expect(used.filter((u) => !(problemCodes as string[]).includes(u.what)).map(show)).toEqual([]);
  });
  it('control', () => {
    expect(
      foundIn(
        `new Refusal('NO_SUCH_WORDS', {}); return { code: 'FROM_RULE' };`,
        refusalCode('a.rules.ts'),
        'a.rules.ts',
      ),
    ).toEqual(['NO_SUCH_WORDS', 'FROM_RULE']);
  });
});
