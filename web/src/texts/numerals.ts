/** Numbers as articles are numbered. */
const DIGITS = '零一二三四五六七八九';
/** 19 → 十九, 105 → 一百零五, as articles are numbered up to 9999; empty for what is no such number */
export function numeral(n: number): string {
  if (!Number.isInteger(n) || n < 1 || n > 9999) return '';
  const units = ['', '十', '百', '千'];
  const digits = [...String(n)].map(Number);
  const said = digits
    .map((d, i) => (d === 0 ? '零' : `${DIGITS[d] ?? ''}${units[digits.length - 1 - i] ?? ''}`))
    .join('')
    .replace(/零+/g, '零')
    .replace(/零$/, '');
  return n < 20 && n >= 10 ? said.slice(1) : said;
}

/** 第十九条 */
export const articleLabel = (n: number): string => `第${numeral(n)}条`;

/** The label of the first article that words name: 第20条, 第 二十 条; null where they name none */
export function articleNamedIn(words: string): string | null {
  const named = /第?\s*([0-9]{1,3}|[零一二三四五六七八九十百]{1,7})\s*条/u.exec(words.normalize('NFKC'))?.[1];
  if (named === undefined) return null;
  return /^\d/.test(named) ? articleLabel(Number(named)) : `第${named}条`;
}
