/**
 * Which column of a table is the text of a draft. An office sends its draft as a 修改前后对照表 (立法法 art. 58) as
 * often as by itself: 现行 | 修改后 | 说明, 草案 | 二次审议稿 | 修改理由, 草案 | 上位法 | 外地规定 | 说明.
 */
import type { ReadColumn } from './read.result.js';

export interface ComparisonColumns {
  /** the column that is the new text */
  read: number;
  /** every column that holds a text of articles, in their order, with its printed name */
  columns: { at: number; name: ReadColumn['name'] }[];
  /** rows at the top that only name the columns */
  headerRows: number;
}

const ARTICLE = /^[\s\u3000“"]*第[〇零一二三四五六七八九十百千0-9]+条/u;
/** What a text begins with: an article, a heading, 目录 */
const LABEL =
  /^[\s\u3000“"]*(?:第[〇零一二三四五六七八九十百千0-9]+(?:条|编|分编|章|节)|目[\s\u3000]*录$|总[\s\u3000]*则$)/u;
const OLD = /现行|修[改订正]前|原[^因]|^原$|旧/u;
const BESIDE = /说明|理由|备注|依据|上位法|外地|参考|国家规定|其他(?:省|市|地)/u;
/** Cells that say in words that there is nothing. */
const PLACEHOLDER = /^[（(【]?(?:此条)?(?:删除|删去|新增|增加|无|略|空)[）)】]?$|^[—－-]+$/u;

/** One cell over all these columns */
const isOne = (row: readonly (readonly string[])[], columns: readonly number[]): boolean =>
  columns.every((at) => row[at] === row[columns[0] ?? 0]);

export const isPlaceholder = (text: string): boolean => PLACEHOLDER.test(text.replace(/[\s\u3000]/gu, ''));

/** undefined where the table compares nothing: fewer than two columns have articles in at least two rows. */
export function comparisonColumns(rows: readonly (readonly (readonly string[])[])[]): ComparisonColumns | undefined {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const articles = Array.from(
    { length: width },
    (_, at) => rows.filter((row) => row[at]?.some((text) => ARTICLE.test(text))).length,
  );
  const texts = articles.flatMap((count, at) => (count >= 2 ? [at] : []));
  const both = rows.filter(
    (row) => texts.filter((at) => row[at]?.some((text) => ARTICLE.test(text))).length >= 2,
  ).length;
  if (texts.length < 2 || both < 2) return undefined;
  const first = rows.findIndex((row) => row.some((cell) => cell.some((text) => LABEL.test(text))));
  const words = (row: number, at: number): string => (rows[row]?.[at] ?? []).join('').trim();
  // a title over all columns stands above the names, the title of the text and its chapters below them
  const naming = rows
    .slice(0, first)
    .findIndex((row, k) => texts.every((at) => words(k, at) !== '') && !isOne(row, texts));
  const headerRows = naming >= 0 ? naming + 1 : first;
  const nameOf = (at: number): string => {
    const given = naming >= 0 ? [words(naming, at)] : Array.from({ length: first }, (_, k) => words(k, at));
    return given.find((name) => name !== '') ?? `第${at + 1}栏`;
  };
  const named = texts.map((at) => ({ at, name: nameOf(at) }));
  const drafts = named.filter(({ name }) => !OLD.test(name) && !BESIDE.test(name));
  const read = (drafts.at(-1) ?? named.at(-1))?.at;
  return read === undefined ? undefined : { read, columns: named, headerRows };
}
