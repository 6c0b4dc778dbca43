/** Labels of 项 and 目 at the beginning of a line: （一） (2) 3. ①. Their change alone says nothing new. */
const C = '[零〇○一二三四五六七八九十百]{1,8}';
const SIGN = `(?:[（(]?${C}[）)]|[（(]?[0-9０-９]{1,3}[）)]|[0-9０-９]{1,3}[.．、]|[①-⑳㈠-㈩⒈-⒛])[ \\u3000]*`;
const WHOLE = new RegExp(`^${SIGN}$`, 'u');
const AT = new RegExp(SIGN, 'uy');

export const opensLine = (text: string, at: number): boolean => at === 0 || text.charCodeAt(at - 1) === 0x0a;

/** Whether a stretch is a label and nothing else */
export const isLabel = (stretch: string): boolean => WHOLE.test(stretch);

/** Where the label of a line that begins at `from` ends, at `to` at most; `from` where there is none. */
export function labelEnd(text: string, from: number, to: number): number {
  if (!opensLine(text, from)) return from;
  AT.lastIndex = from;
  return AT.test(text) && AT.lastIndex <= to ? AT.lastIndex : from;
}
