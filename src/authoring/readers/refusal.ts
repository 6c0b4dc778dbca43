/**
 * Why a file cannot be read, as data. Inside the readers a refusal is thrown as `Unreadable` from wherever it is seen
 * and becomes a value at the entry (`readFile`): the nesting of a document would otherwise carry an outcome through
 * every call.
 */

export type RefusalCode =
  | 'FILE_EMPTY'
  | 'FILE_TOO_LARGE'
  | 'FORMAT_UNKNOWN'
  | 'FORMAT_OLD_WORD'
  | 'FORMAT_OTHER'
  | 'ENCRYPTED'
  | 'DAMAGED'
  | 'NOT_WORD'
  | 'MACROS'
  | 'EMBEDDED_OBJECT'
  | 'EXTERNAL_CONTENT'
  | 'ACTIVE_FIELD'
  | 'TOO_MANY_PARTS'
  | 'INFLATES_TOO_LARGE'
  | 'NESTED_TOO_DEEP'
  | 'DOCTYPE'
  | 'NOT_A_TABLE'
  | 'TOO_MANY_ROWS'
  | 'NO_TEXT'
  | 'ENCODING_UNKNOWN'
  | 'TEXT_DAMAGED'
  | 'READING_TOO_LONG'
  | 'READING_TOO_LARGE'
  | 'READING_FAILED';

/** `reason` is a Chinese clause without the file's name: what is wrong, then what to do. */
export class Unreadable extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly reason: string,
  ) {
    super(reason);
  }
}

/** Bidi controls, zero-width and control characters: a name must not be able to rewrite the sentence it stands in. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Surrogate}]/gu;

/** The last part of a path, without unseen characters, at most 80 characters. */
export function displayName(name: string): string {
  const base = (name.split(/[/\\]/u).pop() ?? '').replace(UNSEEN, '').trim();
  const letters = [...base];
  if (letters.length === 0) return '未命名文件';
  return letters.length <= 80 ? base : `${letters.slice(0, 60).join('')}…${letters.slice(-16).join('')}`;
}

/** The whole sentence a user reads: which file, what is wrong, what to do. */
export function refusalMessage(name: string, reason: string): string {
  return `“${displayName(name)}”未能读入：${reason}`;
}
