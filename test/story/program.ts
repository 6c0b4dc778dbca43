/** The built program, run as a user runs it: `node dist/src/cli/main.js …`. */
import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { until } from '../support/until.js';

const ours = resolve('dist/src/cli/main.js');

export interface Started {
  child: ChildProcess;
  out(): string;
  err(): string;
  /** the exit status; null where a signal ended it */
  ended: Promise<number | null>;
}

/** `main`: another build of the program than this tree's */
export function start(args: readonly string[], env: Record<string, string> = {}, cwd?: string, main = ours): Started {
  // nothing of the test's own environment but what a program needs to be found and started
  const inherited = Object.fromEntries(
    ['PATH', 'HOME', 'LANG', 'TMPDIR', 'LD_LIBRARY_PATH'].flatMap((k) =>
      process.env[k] === undefined ? [] : [[k, process.env[k]]],
    ),
  );
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(cwd !== undefined && { cwd }),
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (d: Buffer) => (out += d.toString()));
  child.stderr.on('data', (d: Buffer) => (err += d.toString()));
  return {
    child,
    out: () => out,
    err: () => err,
    ended: new Promise((done) => child.once('close', (code) => done(code))),
  };
}

/** Runs to the end */
export async function run(
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<{ code: number | null; out: string; err: string }> {
  const started = start(args, env);
  const code = await started.ended;
  return { code, out: started.out(), err: started.err() };
}

/** Waits until the program has said it; fails at once where it ended before */
export async function said(started: Started, words: RegExp, seconds = 90): Promise<RegExpExecArray> {
  return until(
    `the program to say ${String(words)}`,
    () => {
      const found = words.exec(started.err());
      if (!found && started.child.exitCode !== null)
        throw new Error(`it ended with ${started.child.exitCode}: ${started.err().slice(-2000)}`);
      return found;
    },
    seconds,
  );
}

/** A folder that the database's own user may enter where the tests run as root */
export async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'yfym-story-'));
  await chmod(made, 0o755);
  return made;
}

/** Where an installation keeps its rows */
const rowsOf = async (dataDir: string): Promise<string> =>
  join((await readFile(join(dataDir, 'database.location'), 'utf8').catch(() => dataDir)).trim(), 'pg');

export const postmasterOf = async (dataDir: string): Promise<number> =>
  Number((await readFile(join(await rowsOf(dataDir), 'postmaster.pid'), 'utf8')).split('\n')[0]);

/** Ends what a failed test may have left running, and takes the folder away */
export async function tidy(dir: string, dataDir: string, started: Iterable<Started>): Promise<void> {
  for (const s of started) if (s.child.exitCode === null && s.child.signalCode === null) s.child.kill('SIGKILL');
  const pid = await postmasterOf(dataDir).catch(() => null);
  if (pid !== null) {
    try {
      process.kill(pid, 'SIGINT');
      await until(
        'the database to stop',
        async () =>
          await postmasterOf(dataDir).then(
            () => null,
            () => true,
          ),
      );
    } catch {
      // it is gone
    }
  }
  await rm(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
