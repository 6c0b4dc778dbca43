/** Places inside an article in words, as lawyers name them, and what became of its 款 项 目. */
import { formatNumeral } from './numeral.js';

type NumberedItem = { label: string; subitems: readonly { label: string }[] };

/** p2.i3.s1 in words: 第二款第（三）项第1目; 项 and 目 by their printed labels. null where there is no such place. */
export function placeName(body: readonly { items: readonly NumberedItem[] }[], path: string): string | null {
  const m = /^p(\d+)(?:\.i(\d+)(?:\.s(\d+))?)?$/.exec(path);
  const paragraph = body[Number(m?.[1]) - 1];
  if (!m || !paragraph) return null;
  const item = m[2] === undefined ? null : paragraph.items[Number(m[2]) - 1];
  const subitem = m[3] === undefined ? null : item?.subitems[Number(m[3]) - 1];
  if (item === undefined || subitem === undefined) return null;
  const paragraphName = body.length === 1 && item !== null ? '' : `第${formatNumeral(Number(m[1]))}款`;
  const itemName = item === null || item.label === '' ? '' : `第${item.label.replace(/、$/, '')}项`;
  return `${paragraphName}${itemName}${subitem === null ? '' : `第${subitem.label.replace(/[.．]$/, '')}目`}`;
}
