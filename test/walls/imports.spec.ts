/**
 * Imports point up the story only. The second half shows on a small house built wrongly that each rule can
 * fail.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { cruise, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser';

const rules = createRequire(resolve('package.json'))('./.dependency-cruiser.cjs') as {
  story: string[];
  inner: Record<string, string[]>;
  forbidden: IForbiddenRuleType[];
};

async function broken(baseDir: string): Promise<string[]> {
  const { output } = await cruise(
    ['src'],
    {
      baseDir,
      validate: true,
      ruleSet: { forbidden: rules.forbidden },
      tsPreCompilationDeps: true,
      doNotFollow: { path: 'node_modules' },
    },
    { extensions: ['.ts', '.tsx', '.js'], extensionAlias: { '.js': ['.ts', '.tsx', '.js'] } },
  );
  const { summary } = output as ICruiseResult;
  if (summary.totalCruised < 2) throw new Error('nothing was looked at');
  return summary.violations
    .map((v) => `${v.rule.name}: ${v.from} → ${v.via ? v.via.map((s) => s.name).join(' → ') : v.to}`)
    .sort();
}

it('the house keeps the order of the story', async () => {
  expect(await broken(process.cwd())).toEqual([]);
});

describe('each rule can fail', () => {
  let folder: string;
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const house = async (files: Record<string, string>): Promise<string[]> => {
    folder = await mkdtemp(join(tmpdir(), 'walls-'));
    for (const [path, text] of Object.entries({
      'package.json': '{"type":"module"}',
      'src/platform/clock.ts': 'export const c = 1;',
      ...files,
    })) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    return [...new Set((await broken(folder)).map((v) => v.split(':')[0] as string))];
  };

  it('lets a well-built house stand', async () => {
    expect(
      await house({
        'src/articles/index.ts': 'export const a = 1;',
        'src/authoring/lineage.rules.ts': `export { a } from '../articles/index.js';`,
        'src/authoring/index.ts': `export * from './lineage.rules.js'; export * from '../platform/clock.js';`,
        'src/comments/index.ts': `export { a } from '../authoring/lineage.rules.js';`,
        'src/main.ts': `import './comments/index.js';`,
      }),
    ).toEqual([]);
  });
  it.each(rules.story.slice(0, -1))('%s may not import what comes after it', async (name) => {
    const later = rules.story[rules.story.indexOf(name) + 1] as string;
    expect(
      await house({
        [`src/${name}/index.ts`]: `export * from '../${later}/index.js';`,
        [`src/${later}/index.ts`]: 'export const x = 1;',
      }),
    ).toEqual([`up-only-${name}`]);
  });
  const neighbours = Object.entries(rules.inner).flatMap(([room, order]) =>
    order.slice(0, -1).map((name, at) => [room, name, order[at + 1] as string] as const),
  );
  it.each(neighbours)('%s/%s may not import %s', async (room, name, later) => {
    expect(
      await house({
        [`src/${room}/${name}/x.ts`]: `export * from '../${later}/y.js';`,
        [`src/${room}/${later}/y.ts`]: 'export const y = 1;',
      }),
    ).toContain(`inner-up-only-${room}-${name}`);
  });
  it('also where only a type is imported', async () => {
    expect(
      await house({
        'src/authoring/index.ts': `import type { X } from '../opinions/index.js'; export type Y = X;`,
        'src/opinions/index.ts': 'export interface X { a: 1 }',
      }),
    ).toEqual(['up-only-authoring']);
  });
  it.each([
    [
      'two-doors',
      {
        'src/comments/index.ts': `export * from '../authoring/drafts.service.js';`,
        'src/authoring/drafts.service.ts': 'export const d = 1;',
      },
    ],
    [
      'two-doors-for-composers',
      {
        'src/main.ts': `import '../src/authoring/drafts.service.js';`,
        'src/authoring/drafts.service.ts': 'export const d = 1;',
      },
    ],
    [
      'platform-knows-none',
      { 'src/platform/x.ts': `import '../opinions/index.js';`, 'src/opinions/index.ts': 'export const x = 1;' },
    ],
    [
      'nobody-imports-composers',
      { 'src/opinions/index.ts': `import '../main.js';`, 'src/main.ts': 'export const x = 1;' },
    ],
    [
      'known-inner-rooms-only',
      { 'src/articles/attic/x.ts': `import './y.js';`, 'src/articles/attic/y.ts': 'export const y = 1;' },
    ],
    [
      'operations-for-the-operator',
      {
        'src/opinions/x.service.ts': `import '../platform/operations/y.js';`,
        'src/platform/operations/y.ts': 'export const y = 1;',
      },
    ],
    [
      'base-knows-nothing',
      { 'src/platform/base/x.ts': `import '../documents/y.js';`, 'src/platform/documents/y.ts': 'export const y = 1;' },
    ],
    ['known-rooms-only', { 'src/shed/index.ts': `import './x.js';`, 'src/shed/x.ts': 'export const x = 1;' }],
    [
      'no-cycles',
      { 'src/opinions/index.ts': `import './b.js'; export const a = 1;`, 'src/opinions/b.ts': `import './index.js';` },
    ],
    ['found', { 'src/opinions/index.ts': `import './absent.js';` }],
    [
      'pure-stays-pure',
      { 'src/opinions/a.rules.ts': `import './b.js';`, 'src/opinions/b.ts': `import '../platform/clock.js';` },
    ],
    [
      'pure-stays-pure',
      { 'src/opinions/a.compose.ts': `import './b.js';`, 'src/opinions/b.ts': `import 'node:crypto';` },
    ],
    [
      'pure-stays-pure',
      {
        'src/articles/a.ts': `import './b.js';`,
        'src/articles/b.ts': `import 'typeorm';`,
        'node_modules/typeorm/index.js': '',
        'node_modules/typeorm/package.json': '{"name":"typeorm","main":"index.js"}',
        'package.json': '{"dependencies":{"typeorm":"1"}}',
      },
    ],
  ] as [string, Record<string, string>][])('%s', async (rule, files) => {
    expect(await house(files)).toContain(rule);
  });
});
