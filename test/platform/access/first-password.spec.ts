import { chmod, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { leaveFirstPassword } from '../../../src/cli/first-password.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'first-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));
const FIRST = { username: 'admin', password: 'abcd-efgh-jkmn-pqrs' };

describe('the file with the first password', () => {
  it('is for the operator alone, also where an open one stood before', async () => {
    const file = join(folder, 'first-password');
    await writeFile(file, 'old');
    await chmod(file, 0o644);
    expect(await leaveFirstPassword(folder, FIRST)).toBe(file);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readFile(file, 'utf8')).toBe('admin\nabcd-efgh-jkmn-pqrs\n');
  });
  it('is never written through a link somebody laid', async () => {
    const elsewhere = join(folder, 'elsewhere');
    await writeFile(elsewhere, 'theirs');
    await symlink(elsewhere, join(folder, 'first-password'));
    await leaveFirstPassword(folder, FIRST);
    expect(await readFile(elsewhere, 'utf8')).toBe('theirs');
  });
  it('stands in a folder that is made where it is missing', async () => {
    expect(await readFile(await leaveFirstPassword(join(folder, 'a', 'b'), FIRST), 'utf8')).toContain('admin');
  });
});
