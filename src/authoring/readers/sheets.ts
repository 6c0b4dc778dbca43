/** Reads a foreign .xlsx in a child process of its own, as texts are read; it costs some 0.2 s. */
import { childScript } from '../../platform/base/child-script.js';
import { type ChildLimits, runInChild } from '../../platform/base/child.js';
import type { SheetLimits, SheetOutcome } from './sheet.reader.js';

const LIMITS: ChildLimits = { milliseconds: 20_000, megabytes: 512, answerBytes: 32 * 1024 * 1024 };
const TOO_LARGE = '表格没有读进来：内容太多，已停止。请把要导入的那几行复制到新表格，另存后再上传。';
const FAILED = '表格没有读进来：读入时出错。请用 Excel 或 WPS 表格打开后，另存为新的 .xlsx 文件再上传。';

/**
 * Like `readSheet`, in a process of its own with 20 s, 512 MB, an empty environment and no right to write files or
 * start programs. Rejects only if the child cannot be started at all.
 */
export async function readSheetInChild(
  bytes: Uint8Array,
  limits: SheetLimits,
  given: Partial<ChildLimits> = {},
): Promise<SheetOutcome> {
  const read = await runInChild({
    script: childScript(import.meta.url, 'sheet.child.js'),
    args: [JSON.stringify(limits)],
    input: bytes,
    limits: { ...LIMITS, ...given },
  });
  if (read.end === 'DONE') return JSON.parse(read.answer.toString('utf8')) as SheetOutcome;
  return read.end === 'FAILED'
    ? { ok: false, code: 'READING_FAILED', message: FAILED }
    : { ok: false, code: 'READING_TOO_LARGE', message: TOO_LARGE };
}
