/**
 * Hands one foreign file to a child process and gives back what it answers (security.md, threat 21): a parser may be
 * slow, hungry or wrong, and must then take neither the service nor its secrets with it. A child per file, because a
 * broken heap is not reused. It gets the bytes on its standard input, answers on its standard output, has an empty
 * environment, and may neither write, start programs nor read anything but the code.
 */
import { spawn } from 'node:child_process';
import { confinement } from './child-script.js';

export interface ChildLimits {
  /** whole work, start of the child included */
  milliseconds: number;
  /** of the child's JavaScript heap; what native code holds is not counted */
  megabytes: number;
  /** of its answer */
  answerBytes: number;
}

export interface ChildWork {
  /** as `childScript` gives it */
  script: string;
  /** seen by every user of the machine: no secrets */
  args?: readonly string[];
  input: Uint8Array;
  limits: ChildLimits;
  /** may it load native code? */
  addons?: boolean;
}

/**
 * TIME, ANSWER: killed for taking too long, for saying too much · MEMORY: its heap was full · FAILED: it broke
 * otherwise
 */
export type ChildAnswer = { end: 'DONE'; answer: Buffer } | { end: 'TIME' | 'ANSWER' | 'MEMORY' | 'FAILED' };

/** Rejects only if the child cannot be started at all. */
export function runInChild({ script, args = [], input, limits, addons = false }: ChildWork): Promise<ChildAnswer> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [`--max-old-space-size=${limits.megabytes}`, ...confinement(script, [], addons), script, ...args],
      {
        env: {},
        stdio: ['pipe', 'pipe', 'pipe'],
        windowsHide: true,
      },
    );
    const answer: Buffer[] = [];
    let size = 0;
    let complaint = '';
    let overrun: 'TIME' | 'ANSWER' | undefined;
    const kill = (why: 'TIME' | 'ANSWER'): void => {
      overrun ??= why;
      child.kill('SIGKILL');
    };
    const timer = setTimeout(() => kill('TIME'), limits.milliseconds);
    child.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limits.answerBytes) answer.push(chunk);
      else kill('ANSWER');
    });
    child.stderr.on('data', (chunk: Buffer) => {
      if (complaint.length < 8_000) complaint += chunk.toString('utf8');
    });
    // A child that ends before it has read everything closes the pipe; its exit says the rest.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    child.on('close', (code) => {
      clearTimeout(timer);
      if (overrun !== undefined) resolve({ end: overrun });
      else if (code === 0) resolve({ end: 'DONE', answer: Buffer.concat(answer) });
      else resolve({ end: /heap|memory|allocation/iu.test(complaint) || code === 134 ? 'MEMORY' : 'FAILED' });
    });
  });
}
