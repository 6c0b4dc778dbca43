/** What a child that reads a stranger's file has and may (security.md, threat 21), tried by scripts that try. */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ChildAnswer, runInChild } from '../../../src/platform/base/child.js';

let root: string;
beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'child-')));
  for (const folder of ['dist', 'node_modules']) await mkdir(join(root, folder));
  await writeFile(join(root, 'package.json'), '{"type":"module"}');
  await writeFile(join(root, 'keys.json'), 'a secret beside the code');
});
afterAll(() => rm(root, { recursive: true, force: true }));

const LIMITS = { milliseconds: 15_000, megabytes: 64, answerBytes: 1_000_000 };
async function run(body: string, more: Partial<typeof LIMITS> = {}, input = ''): Promise<ChildAnswer> {
  const script = join(root, 'dist', 'probe.js');
  await writeFile(
    script,
    `import fs from 'node:fs';\nimport { spawnSync } from 'node:child_process';\nimport { Worker } from 'node:worker_threads';\n${body}`,
  );
  return runInChild({ script, input: Buffer.from(input), limits: { ...LIMITS, ...more } });
}
const said = async (body: string, input = ''): Promise<unknown> => {
  const done = await run(body, {}, input);
  return done.end === 'DONE' ? (JSON.parse(done.answer.toString('utf8')) as unknown) : done;
};
const tried = (act: string): Promise<unknown> =>
  said(
    `let out; try { ${act}; out = 'did it'; } catch (e) { out = e.code; }\nprocess.stdout.write(JSON.stringify(out));`,
  );

it('gets the bytes and answers', async () => {
  expect(
    await said(`process.stdout.write(JSON.stringify(fs.readFileSync(0, 'utf8').length));`, 'x'.repeat(300_000)),
  ).toBe(300_000);
});

it('has nothing of our environment', async () => {
  process.env.YIFAYIMA_PLANTED = 'secret';
  try {
    expect(await said('process.stdout.write(JSON.stringify(Object.keys(process.env)));')).toEqual([]);
  } finally {
    delete process.env.YIFAYIMA_PLANTED;
  }
});

it('reads the code, and neither what lies beside it nor the machine', async () => {
  expect(await tried(`fs.readFileSync(${JSON.stringify(join(root, 'dist', 'probe.js'))})`)).toBe('did it');
  for (const file of [join(root, 'keys.json'), '/etc/passwd', '/proc/self/environ'])
    expect([file, await tried(`fs.readFileSync(${JSON.stringify(file)})`)]).toEqual([file, 'ERR_ACCESS_DENIED']);
});

it('writes nothing, starts nothing', async () => {
  const file = join(root, 'dist', 'written');
  expect(await tried(`fs.writeFileSync(${JSON.stringify(file)}, 'x')`)).toBe('ERR_ACCESS_DENIED');
  expect(existsSync(file)).toBe(false);
  expect(await tried(`spawnSync('/bin/true')`)).toBe('ERR_ACCESS_DENIED');
  expect(await tried(`new Worker('', { eval: true })`)).toBe('ERR_ACCESS_DENIED');
  expect(await tried(`process.dlopen({ exports: {} }, '/x.node')`)).toBe('ERR_DLOPEN_DISABLED');
});

it('is ended where it does not end by itself, says too much, or takes too much', async () => {
  expect(await run('for (;;);', { milliseconds: 1_000 })).toEqual({ end: 'TIME' });
  expect(await run(`setInterval(() => process.stdout.write('x'.repeat(100_000)), 1);`)).toEqual({ end: 'ANSWER' });
  expect(await run('const all = []; for (;;) all.push(new Array(10_000).fill(all.length));')).toEqual({
    end: 'MEMORY',
  });
  expect(await run('process.exit(1);')).toEqual({ end: 'FAILED' });
});
