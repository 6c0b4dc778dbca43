/**
 * Articles that are laid out in a table of two columns, 第一条 on the left and its words on the right, are no table of
 * the law: they are read as what they are, paragraph by paragraph.
 */
import { parseArticleLabel } from '../../articles/index.js';

/** A cell by its paragraphs; one that spans both columns stands in both. */
type Row = readonly (readonly string[])[];

/** 第一条, or 第一条（立法目的） */
const CAPTIONED = new RegExp(
  '^(第[^（(【〔\\s]{1,16}条(?:之[一二三四五六七八九十]{1,3})?)[\\s\\u3000]*' +
    '(?:[（(【〔][^（）()【】〔〕]{1,30}[）)】〕])?$',
  'u',
);
const HEADING = /^第[零〇○一二三四五六七八九十百0-9]{1,5}(?:编|分编|章|节)$/u;
const HEAD = [
  /^(?:条号|序号|条次|条目|编号|条款号)$/u,
  // over the words
  /^(?:内容|条文|条文内容|正文|规定|条款内容)$/u,
] as const;
/** 处罚按照下表： before it says that it is a table. */
const ANNOUNCED = /[：:]$|下表|附表/u;

/**
 * The lines of such a table by its rows; null where it is none: every article on the left must go on from `last`, the
 * number of the article before it. `before` is the line before the table.
 */
export function laidOutLines(rows: readonly Row[], last: number, before: string): string[][] | null {
  if (ANNOUNCED.test(before.trim())) return null;
  const lines: string[][] = [];
  let number = last;
  let articles = 0;
  for (const [at, row] of rows.entries()) {
    const filled = (paragraphs: readonly string[] | undefined): string[] =>
      (paragraphs ?? []).filter((text) => text.trim() !== '');
    const [left, right] = [filled(row[0]), filled(row[1])];
    if (row.length === 1 || (row.length === 2 && row[0] === row[1])) lines.push(left);
    else if (row.length !== 2) return null;
    else {
      const label = left.map((text) => text.trim()).join('');
      const article = parseArticleLabel(CAPTIONED.exec(label)?.[1] ?? '');
      if (article !== null) {
        const follows = article.sub === 0 ? article.number === number + 1 : article.number === number;
        if (!follows) return null;
        number = article.number;
        articles++;
        lines.push([`${label}\u3000${right[0] ?? ''}`, ...right.slice(1)]);
      } else if (HEADING.test(label.replace(/[\s\u3000]/gu, ''))) lines.push([`${label}\u3000${right.join('')}`]);
      else if (label === '' && articles > 0) lines.push(right);
      else if (at === 0 && HEAD[0].test(label) && HEAD[1].test(right.join('').trim()))
        lines.push([`${label}\t${right.join('').trim()}`]);
      else return null;
    }
  }
  return articles > 0 ? lines : null;
}
