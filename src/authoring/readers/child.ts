/** Reads a foreign file in a child process of its own; it costs some 0.2 s. */
import { childScript } from '../../platform/base/child-script.js';
import { type ChildLimits, runInChild } from '../../platform/base/child.js';
import type { ReadOutcome } from './reader.js';
import { displayName, type RefusalCode, refusalMessage } from './refusal.js';

/** An outcome larger than this is no legal text. */
const LIMITS: ChildLimits = { milliseconds: 15_000, megabytes: 512, answerBytes: 64 * 1024 * 1024 };

const refused = (name: string, code: RefusalCode, reason: string): ReadOutcome => ({
  ok: false,
  code,
  message: refusalMessage(name, reason),
});

/**
 * Like `readFile`, in a process of its own with 15 s, 512 MB, an empty environment and no right to write files or start
 * programs.
 *
 * @returns what `readFile` returns; beyond a limit `ok: false` with READING_TOO_LONG or READING_TOO_LARGE, and
 * READING_FAILED
 *   where the child broke. Rejects only if the child cannot be started at all.
 */
export async function readInChild(
  name: string,
  bytes: Uint8Array,
  given: Partial<ChildLimits> = {},
): Promise<ReadOutcome> {
  const limits = { ...LIMITS, ...given };
  // Arguments are seen by every user of the machine: the name is only cut and spelled out, it is no secret.
  const args = [Buffer.from(displayName(name)).toString('base64url')];
  const read = await runInChild({
    script: childScript(import.meta.url, 'reader.child.js'),
    args,
    input: bytes,
    limits,
  });
  switch (read.end) {
    case 'DONE':
      return JSON.parse(read.answer.toString('utf8')) as ReadOutcome;
    case 'TIME':
      return refused(
        name,
        'READING_TOO_LONG',
        `读了 ${Math.round(limits.milliseconds / 1000)} 秒还没有读完，已停止。请把文字复制到新文档后再上传。`,
      );
    case 'ANSWER':
      return refused(name, 'READING_TOO_LARGE', '内容过多，不是正常的法规文稿。请只保留条文后再上传。');
    case 'MEMORY':
      return refused(
        name,
        'READING_TOO_LARGE',
        `读入时占用内存超过 ${limits.megabytes} MB，已停止。请删去与条文无关的内容后再上传。`,
      );
    case 'FAILED':
      return refused(
        name,
        'READING_FAILED',
        '读入时出错。请用 Word 打开后另存为新的 .docx 文件再上传；仍不行时请联系管理员。',
      );
  }
}
