/** Which PostgreSQL a data folder is made and opened with, of those that stand on a machine. */
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type Binaries, findBinaries } from '../../../src/platform/operations/binaries.js';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'bin-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** A folder with programs that say they are of this version */
async function installed(version: string): Promise<string> {
  const folder = join(root, version);
  await mkdir(folder, { recursive: true });
  for (const name of ['initdb', 'pg_ctl', 'postgres']) {
    await writeFile(join(folder, name), `#!/bin/sh\necho "${name} (PostgreSQL) ${version} (Debian ${version}-1)"\n`);
    await chmod(join(folder, name), 0o755);
  }
  return folder;
}
const searchPath = async (...versions: string[]): Promise<string> =>
  (await Promise.all(versions.map(installed))).join(delimiter);
const versionOf = ({ major, minor, origin }: Binaries): string => `${origin} ${major}.${minor}`;
const found = async (path: string, by?: number): Promise<string> =>
  versionOf(await findBinaries(path, by === undefined ? undefined : { by, folder: '/rows' }));

const onUnix = process.platform === 'win32' ? describe.skip : describe;
onUnix('which PostgreSQL', () => {
  it('for a new folder: the newest, of npm or of the machine, and no beta', async () => {
    const embedded = await found('');
    const older = await searchPath('12.9', '13.0');
    expect(await found(older)).toBe(embedded);
    expect(await found(await searchPath('13.0', '97.2', '98.1', '99beta1'))).toBe('machine 98.1');
    expect(await found(await searchPath('98.1', '98.10', '98.9'))).toBe('machine 98.10');
  });

  it('of equals that of npm', async () => {
    const embedded = await found('');
    expect(embedded).toMatch(/^npm /);
    expect(await found(await searchPath(embedded.replace('npm ', '')))).toBe(embedded);
  });

  it('for a folder with rows: the major version that wrote them, in its newest release, however new others are', async () => {
    const path = await searchPath('97.1', '97.4', '98.1');
    expect(await found(path, 97)).toBe('machine 97.4');
    const embedded = await found('');
    expect(await found(path, Number(/(\d+)\./u.exec(embedded)?.[1]))).toBe(embedded);
  });

  it('says in words which version is missing, and which are here', async () => {
    await expect(found(await searchPath('98.1'), 97)).rejects.toThrow(
      /\/rows was written by PostgreSQL 97, and no PostgreSQL 97 was found .*98\.1.*请安装 PostgreSQL 97/u,
    );
  });
});
