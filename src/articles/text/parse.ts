/**
 * Text of a law → article tree (立法法 art. 65). Total: any lines give a tree, nothing is thrown, and every line is
 * either in the tree or in `setAside` with its reason; what is odd becomes a warning that names the line and what
 * to do. Only what `normalise.ts` promises to remove is lost: invisible characters, blanks at line ends and around
 * labels, the colon and the caption brackets after 第X条.
 *
 * Conventions: a line after the last 项 is a new 款, unless the numbering goes on after it or the 项 ends with a
 * colon; 一、 in a list inside a 条 is a 项, and （一） below it a 目; （1） and ① below 1. stay in the text of the
 * 目; a row of a table stays in the text of what it follows; 一、管辖 right before a 条 is a heading, and so is a
 * short line that is no sentence; a line that breaks off in the middle of its sentence is joined to the next where
 * the words or the whole text show that it was broken; in a text that is numbered 一、二、 (decisions, 修正案) the
 * clauses are the provisions; whatever stands between “ and ” over several lines is quoted text and never
 * structure; from 附件 on everything is annex, line by line.
 */
import type { ArticleTree, SetAsideLine, SourceLine } from './article.js';
import { findSecondCopy, numberingWarnings } from './checks.js';
import { type Front, readFront } from './front-matter.js';
import { normaliseLines, splitLines } from './normalise.js';
import { splitRunTogether } from './parse.split.js';
import { BodyWalk } from './parse.walk.js';
import { numberedByClauses } from './quotation.js';

/** As `parse`, from one string. */
export function parseText(text: string): ArticleTree {
  return parse(splitLines(text));
}

/** What every reading of a text begins with, before its body is walked. */
export interface Begun {
  /** the lines that are read: normalised, not empty, of the first copy where the text stands twice */
  used: SourceLine[];
  /** those of a second copy, which are not read */
  copied: SourceLine[];
  front: Front;
  walk: BodyWalk;
}

/** Tells what is read of these lines and how its articles are numbered; the walk is still to be run. */
export function begin(lines: readonly SourceLine[]): Begun {
  const filled = splitRunTogether(normaliseLines(lines).filter((line) => line.text !== ''));
  const copy = findSecondCopy(filled);
  const used = filled.slice(0, copy);
  const clauses = numberedByClauses(used);
  const front = readFront(used, clauses);
  const walk = new BodyWalk(used, clauses, front.contents, front.bodyStart);
  return { used, copied: filled.slice(copy), front, walk };
}

/** See the head of this file. */
export function parse(lines: readonly SourceLine[]): ArticleTree {
  const { used, copied, front, walk } = begin(lines);
  const unplaced = walk.run();
  const setAside = [
    ...front.setAside,
    ...unplaced,
    ...copied.map((line): SetAsideLine => ({ line: line.number, text: line.text, why: 'duplicate' })),
  ];
  const warnings = [...walk.warnings, ...numberingWarnings(walk.provisions, walk.lineOf)];
  const law = walk.lawBehind();
  if (law !== null) {
    warnings.push({
      line: law,
      code: 'DECISION_WITH_LAW',
      message: `这是修改决定，第${law}行起是重新公布的全文，没有计入条文；要导入法规正文，请只留下全文再上传。`,
    });
  }
  const [again] = copied;
  if (again) {
    warnings.push({
      line: again.number,
      code: 'DUPLICATE_TEXT',
      message: `第${again.number}行起与前文整篇重复，已不计入条文；请核对原文件是否粘贴了两遍。`,
    });
  }
  if (walk.provisions.length === 0 && used.length > 0) {
    warnings.push({
      line: 0,
      code: 'NO_ARTICLES',
      message: '没有找到“第一条”或者“一、”这样的条文编号；请确认上传的是法规正文。',
    });
  }
  warnings.sort((a, b) => a.line - b.line || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
  return {
    title: front.title,
    note: front.note,
    preamble: front.preamble,
    headings: walk.headings,
    provisions: walk.provisions,
    setAside,
    warnings,
  };
}
