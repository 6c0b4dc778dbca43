/** Fields of a Word document that must not be followed. */
import { Unreadable } from './refusal.js';

/** Fields that bring in other files or start programs (DDE). */
const ACTIVE_FIELDS = new Set([
  'DDE',
  'DDEAUTO',
  'INCLUDETEXT',
  'INCLUDE',
  'INCLUDEPICTURE',
  'IMPORT',
  'LINK',
  'DATABASE',
  'MACROBUTTON',
]);

/** @throws Unreadable for a field that would bring in another file or start a program */
export function refuseActiveField(code: string): void {
  const word = /^\s*([a-z]+)/iu.exec(code)?.[1]?.toUpperCase() ?? '';
  if (ACTIVE_FIELDS.has(word)) {
    throw new Unreadable(
      'ACTIVE_FIELD',
      `文件里有会调用外部内容的域（${word}）。请在 Word 中选中该处，按 Ctrl+Shift+F9 转为文字，保存后再上传。`,
    );
  }
}
