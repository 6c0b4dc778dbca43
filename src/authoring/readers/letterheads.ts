/** Reads a foreign letterhead 版头 in a child process of its own, as texts are read; it costs some 0.2 s. */
import { childScript } from '../../platform/base/child-script.js';
import { type ChildLimits, runInChild } from '../../platform/base/child.js';
import type { LetterheadOutcome } from './letterhead.reader.js';
import { displayName, refusalMessage } from './refusal.js';

const LIMITS: ChildLimits = { milliseconds: 15_000, megabytes: 512, answerBytes: 4 * 1024 * 1024 };

/**
 * Like `readLetterhead`, in a process of its own with 15 s, 512 MB, an empty environment and no right to write files or
 * start programs. Rejects only if the child cannot be started at all.
 */
export async function readLetterheadInChild(name: string, bytes: Uint8Array): Promise<LetterheadOutcome> {
  const read = await runInChild({
    script: childScript(import.meta.url, 'letterhead.child.js'),
    args: [Buffer.from(displayName(name)).toString('base64url')],
    input: bytes,
    limits: LIMITS,
  });
  if (read.end === 'DONE') return JSON.parse(read.answer.toString('utf8')) as LetterheadOutcome;
  return read.end === 'FAILED'
    ? refused(name, 'READING_FAILED', '读入时出错。请用 Word 打开后另存为新的 .docx 文件再上传。')
    : refused(name, 'READING_TOO_LARGE', '内容过多，不是一页版头。请只保留机关标志和发文字号的位置后再上传。');
}

const refused = (name: string, code: string, reason: string): LetterheadOutcome => ({
  ok: false,
  code,
  message: refusalMessage(name, reason),
});
