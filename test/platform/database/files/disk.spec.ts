import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseConfig } from '../../../../src/platform/base/config.js';
import {
  DiskGuard,
  type DiskUse,
  isTooFull,
  probeFolder,
  type Space,
} from '../../../../src/platform/database/files/disk.js';

const GIB = 1024 ** 3;
const uses: readonly DiskUse[] = ['UPLOAD', 'IMPORT', 'OPINION'];

describe('the disk guard', () => {
  it.each([
    [50, 100, []],
    [10, 100, []],
    [9.9, 100, ['UPLOAD']],
    [5, 100, ['UPLOAD']],
    [4.9, 100, ['UPLOAD', 'IMPORT']],
    [1, 100, ['UPLOAD', 'IMPORT']],
    [0.9, 100, ['UPLOAD', 'IMPORT', 'OPINION']],
    [0, 100, ['UPLOAD', 'IMPORT', 'OPINION']],
    // a small disk: the absolute floors
    [0.9, 2, ['UPLOAD']],
    [0.4, 2, ['UPLOAD', 'IMPORT']],
    [0.05, 0.1, ['UPLOAD', 'IMPORT', 'OPINION']],
  ])('%d GiB free of %d stops %j', (free, total, stopped) => {
    expect(uses.filter((use) => isTooFull({ free: free * GIB, total: total * GIB }, 10, use))).toEqual(stopped);
  });
  it('with the share switched off only the floors count', () => {
    expect(uses.filter((use) => isTooFull({ free: 2 * GIB, total: 4000 * GIB }, 0, use))).toEqual([]);
    expect(uses.filter((use) => isTooFull({ free: 0.1 * GIB, total: 4000 * GIB }, 0, use))).toEqual([
      'UPLOAD',
      'IMPORT',
    ]);
  });
  it('looks at most every five seconds, refuses in words, and lets everybody through where it cannot look', async () => {
    let [looked, at] = [0, 0];
    let space: Space | null = { free: 8 * GIB, total: 100 * GIB };
    const guard = new DiskGuard(
      () => {
        looked++;
        return space ? Promise.resolve(space) : Promise.reject(new Error('no such disk'));
      },
      { now: () => new Date(at) },
      parseConfig({}),
    );
    for (let i = 0; i < 50; i++) await guard.refuse('OPINION');
    expect(looked).toBe(1);
    expect((await guard.refuse('UPLOAD'))?.message).toMatch(/存储空间快满了，暂时不能上传文件/);
    expect(await guard.refuse('OPINION')).toBeNull();
    space = { free: 0, total: 100 * GIB };
    at = 4_999;
    expect(await guard.refuse('OPINION')).toBeNull();
    at = 5_000;
    expect(await guard.refuse('OPINION')).toMatchObject({ code: 'STORAGE_LOW' });
    space = null;
    at = 10_000;
    expect(await guard.refuse('UPLOAD')).toBeNull();
    expect(looked).toBe(3);
  });
  it('reads a real disk', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'disk-'));
    const found = await probeFolder(folder)();
    expect(found.total).toBeGreaterThan(found.free);
    expect(found.free).toBeGreaterThan(0);
    await rm(folder, { recursive: true });
  });
});
