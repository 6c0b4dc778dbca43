/** Where nobody watches a terminal, the first password is left in a file that only the operator reads. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The file, with mode 0600: user name and one-time password, a line each. It is worthless after the first use or 24
 * hours.
 */
export async function leaveFirstPassword(
  dataDir: string,
  first: { username: string; password: string },
): Promise<string> {
  const file = join(dataDir, 'first-password');
  await mkdir(dataDir, { recursive: true });
  // made anew: the mode of a file that is there already would stay, and a link would be followed
  await rm(file, { force: true });
  await writeFile(file, `${first.username}\n${first.password}\n`, { mode: 0o600, flag: 'wx' });
  return file;
}
