/**
 * Reads a foreign file in a child process (security.md, threat 21): a parser may be slow, hungry or wrong, and must then take
 * neither the service nor its secrets with it. A child per file, because a broken heap is not reused; it costs some 0.2 s.
 */
import { spawn } from 'node:child_process';
import { childScript, confinement } from '../../platform/documents/index.js';
import type { ReadOutcome } from './reader.js';
import { refusalMessage, shownName, type RefusalCode } from './refusal.js';

export interface ChildLimits {
  /** whole reading, start of the child included */
  milliseconds: number;
  /** of the child's heap */
  megabytes: number;
}

const LIMITS: ChildLimits = { milliseconds: 15_000, megabytes: 512 };
/** An outcome larger than this is no legal text. */
const ANSWER_BYTES = 64 * 1024 * 1024;

const refused = (name: string, code: RefusalCode, reason: string): ReadOutcome =>
  ({ ok: false, code, message: refusalMessage(name, reason) });

/**
 * Like `readFile`, in a process of its own with 15 s, 512 MB, an empty environment and no right to write files or start programs.
 *
 * @returns what `readFile` returns; beyond a limit `ok: false` with READING_TOO_LONG or READING_TOO_LARGE, and READING_FAILED
 *   where the child broke. Rejects only if the child cannot be started at all.
 */
export function readInChild(name: string, bytes: Uint8Array, limits: Partial<ChildLimits> = {}): Promise<ReadOutcome> {
  const { milliseconds, megabytes } = { ...LIMITS, ...limits };
  const script = childScript(import.meta.url, 'reader.child.js');
  // Arguments are seen by every user of the machine: the name is only cut and spelled out, it is no secret.
  const said = Buffer.from(shownName(name)).toString('base64url');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [`--max-old-space-size=${megabytes}`, ...confinement(script), script, said], {
      env: {}, stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true,
    });
    const answer: Buffer[] = [];
    let size = 0;
    let complaint = '';
    let overrun: ReadOutcome | undefined;
    const kill = (why: ReadOutcome): void => {
      overrun ??= why;
      child.kill('SIGKILL');
    };
    const timer = setTimeout(() => {
      kill(refused(name, 'READING_TOO_LONG', `读了 ${Math.round(milliseconds / 1000)} 秒还没有读完，已停止。请把文字复制到新文档后再上传。`));
    }, milliseconds);
    child.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= ANSWER_BYTES) answer.push(chunk);
      else kill(refused(name, 'READING_TOO_LARGE', '内容过多，不是正常的法规文稿。请只保留条文后再上传。'));
    });
    child.stderr.on('data', (chunk: Buffer) => {
      if (complaint.length < 8_000) complaint += chunk.toString('utf8');
    });
    // A child that ends before it has read everything closes the pipe; its exit says the rest.
    child.stdin.on('error', () => undefined);
    child.stdin.end(bytes);
    child.on('close', (code) => {
      clearTimeout(timer);
      if (overrun !== undefined) return resolve(overrun);
      if (code === 0) return resolve(JSON.parse(Buffer.concat(answer).toString('utf8')) as ReadOutcome);
      if (/heap|memory|allocation/iu.test(complaint) || code === 134) {
        return resolve(refused(name, 'READING_TOO_LARGE', `读入时占用内存超过 ${megabytes} MB，已停止。请删去与条文无关的内容后再上传。`));
      }
      return resolve(refused(name, 'READING_FAILED', '读入时出错。请用 Word 打开后另存为新的 .docx 文件再上传；仍不行时请联系管理员。'));
    });
  });
}
