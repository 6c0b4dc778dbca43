/**
 * Our own tokenizer. Evidence that is stored and shown must read the same after any upgrade of Node or ICU, so
 * Intl.Segmenter is refused; a full dictionary is refused because it is larger than the rest of the engine and knows no
 * law better.
 *
 * Promised: the tokens joined give the text exactly; the same text always gives the same tokens; a number with its
 * unit, a date, a citation, an item label, a Latin word and a listed term are one token each; surrogate pairs are never
 * cut.
 */
import { NUMERAL_CHARS } from '../text/numeral.js';
import { TERMS } from './terms.js';

const N = `[${NUMERAL_CHARS}]`;
const C = '[零〇○一二两三四五六七八九十百千万亿]';
const UNIT =
  '(?:个工作日|个月|个百分点|工作日|万元|亿元|平方米|立方米|公里|千米|周岁|小时|分钟|日|天|月|年|元|倍|人|名|次|米|吨|岁|件|届|级|周|户|票|以上|％|%)';
const WHOLE = new RegExp(
  [
    `第${N}+条(?:之${C}{1,2})?(?:第${N}+款)?(?:第[（(]?${N}+[）)]?项)?(?:第${N}+目)?`,
    `第${N}+(?:分编|编|章|节|款|项|目|届|次|号)`,
    '[0-9０-９]{4}年(?:[0-9０-９]{1,2}月(?:[0-9０-９]{1,2}日)?)?',
    `[0-9０-９]+(?:[.．,，][0-9０-９]+)*(?:万|亿)?${UNIT}?`,
    `${C}+分之${C}+`,
    `[一二两三四五六七八九十百]${C}*(?:个工作日|个月|工作日|万元|亿元|平方米|周岁|小时|日|天|年|元|倍|人|名|次|米|吨)`,
    `${C}{2,}`,
    `[（(]${C}+[）)]`,
    '[A-Za-zＡ-Ｚａ-ｚ]+(?:[-_.][A-Za-z0-9]+)*',
    '[ \\t\\u3000]+',
  ].join('|'),
  'yu',
);

/** Words of one character that stand between words: a run of unknown characters is never joined across one of them. */
const SINGLES =
  '的了和与或及对在由以向将被为是有不并而但其该各每于自至从按经可应须需得所之者等即且若如凡当因则也还又再已未无非后前中内外上下时把给让本此某应会';

const HAN = 1;
const SINGLE = 2;
const BEGINS_WHOLE = 4;
/** What a UTF-16 unit may be, by its code: one look-up instead of a regular expression at every character. */
const KIND = new Uint8Array(0x10000);
for (let c = 0x3400; c <= 0x4dbf; c++) KIND[c] = HAN;
for (let c = 0x4e00; c <= 0x9fff; c++) KIND[c] = HAN;
for (const c of SINGLES) mark(c, SINGLE);
for (const c of `第${NUMERAL_CHARS.replace(/0-9０-９/u, '0123456789０１２３４５６７８９')}亿（( \t\u3000`)
  mark(c, BEGINS_WHOLE);
for (let k = 0; k < 26; k++) for (const a of 'AaＡａ') mark(String.fromCharCode(a.charCodeAt(0) + k), BEGINS_WHOLE);

function mark(char: string, kind: number): void {
  const code = char.charCodeAt(0);
  KIND[code] = (KIND[code] ?? 0) | kind;
}

/** The terms as a tree of characters in one flat table: slot → key of (node, character) and the node it leads to. */
const TREE_SIZE = 1 << 15;
const treeKey = new Float64Array(TREE_SIZE).fill(-1);
const treeNode = new Int32Array(TREE_SIZE);
/** The nodes below the root, by character: most characters begin no term, and that is asked at every one. */
const firstNode = new Int32Array(0x10000);
const endsTerm: boolean[] = [false];
for (const term of TERMS) plant(term);

function slotOf(node: number, code: number): number {
  const key = node * 0x10000 + code;
  let slot = (Math.imul(node, 0x9e3779b1) ^ Math.imul(code, 0x85ebca6b)) >>> 17;
  while (treeKey[slot] !== -1 && treeKey[slot] !== key) slot = (slot + 1) & (TREE_SIZE - 1);
  return slot;
}

function plant(term: string): void {
  let node = 0;
  for (let i = 0; i < term.length; i++) {
    const slot = slotOf(node, term.charCodeAt(i));
    if (treeKey[slot] === -1) {
      treeKey[slot] = node * 0x10000 + term.charCodeAt(i);
      treeNode[slot] = endsTerm.length;
      endsTerm.push(false);
    }
    node = treeNode[slot] ?? 0;
    if (i === 0) firstNode[term.charCodeAt(i)] = node;
  }
  endsTerm[node] = true;
}

/** The node below `node` by this character, 0 where there is none. */
function below(node: number, code: number): number {
  if (node === 0) return firstNode[code] ?? 0;
  const slot = slotOf(node, code);
  return treeKey[slot] === -1 ? 0 : (treeNode[slot] ?? 0);
}

/** Whether text[from, to) is a listed term. */
export function isTerm(text: string, from: number, to: number): boolean {
  let node = 0;
  for (let i = from; i < to; i++) {
    node = below(node, text.charCodeAt(i));
    if (node === 0) return false;
  }
  return endsTerm[node] === true;
}

/** The tokens of a text, in order. */
export function tokenise(text: string): string[] {
  const ends = tokenEnds(text, 0, text.length);
  const tokens: string[] = [];
  let from = 0;
  for (const end of ends) {
    tokens.push(text.slice(from, end));
    from = end;
  }
  return tokens;
}

/** Where the tokens of text[from, to) end, ascending; the stretch is read as if nothing stood around it. */
export function tokenEnds(text: string, from: number, to: number): number[] {
  const part = to === text.length ? text : text.slice(0, to);
  const ends: number[] = [];
  let i = from;
  let run = from;
  while (i < to) {
    const code = part.charCodeAt(i);
    const kind = KIND[code] ?? 0;
    if ((kind & BEGINS_WHOLE) !== 0) {
      WHOLE.lastIndex = i;
      if (WHOLE.test(part) && !beginsTerm(part, i, WHOLE.lastIndex)) {
        if (run < i) cutRun(part, run, i, ends);
        i = WHOLE.lastIndex;
        ends.push(i);
        run = i;
        continue;
      }
    }
    if ((kind & HAN) !== 0) {
      i++;
      continue;
    }
    if (run < i) cutRun(part, run, i, ends);
    i += code >= 0xd800 && code <= 0xdbff && i + 1 < to && (part.charCodeAt(i + 1) & 0xfc00) === 0xdc00 ? 2 : 1;
    ends.push(i);
    run = i;
  }
  if (run < to) cutRun(part, run, to, ends);
  return ends;
}

/** 一般, 十分, 三方 … : a listed term that begins with a numeral and is longer wins over the bare numeral. */
function beginsTerm(text: string, at: number, end: number): boolean {
  let node = 0;
  for (let i = at; i < text.length; i++) {
    node = below(node, text.charCodeAt(i));
    if (node === 0) return false;
    if (i >= end && endsTerm[node] === true) return true;
  }
  return false;
}

const COST_TERM = 10;
const COST_SINGLE = 12;
const COST_PAIR = 21;
const COST_UNKNOWN = 24;
let cost = new Int32Array(512);
let step = new Int32Array(512);

/**
 * Cheapest cover of a run of Han characters by listed terms, words of one character, unknown pairs and lone characters.
 */
function cutRun(text: string, from: number, to: number, ends: number[]): void {
  const n = to - from;
  if (n === 1) {
    ends.push(to);
    return;
  }
  if (cost.length <= n) {
    cost = new Int32Array(2 * n);
    step = new Int32Array(2 * n);
  }
  cost[n] = 0;
  for (let i = n - 1; i >= 0; i--) {
    const code = text.charCodeAt(from + i);
    const lone = ((KIND[code] ?? 0) & SINGLE) !== 0;
    let least = (lone ? COST_SINGLE : COST_UNKNOWN) + (cost[i + 1] ?? 0);
    let length = 1;
    if (
      !lone &&
      i + 2 <= n &&
      ((KIND[text.charCodeAt(from + i + 1)] ?? 0) & SINGLE) === 0 &&
      COST_PAIR + (cost[i + 2] ?? 0) <= least
    ) {
      least = COST_PAIR + (cost[i + 2] ?? 0);
      length = 2;
    }
    for (let k = i, node = 0; k < n; k++) {
      node = below(node, text.charCodeAt(from + k));
      if (node === 0) break;
      if (endsTerm[node] === true && COST_TERM + (cost[k + 1] ?? 0) <= least) {
        least = COST_TERM + (cost[k + 1] ?? 0);
        length = k + 1 - i;
      }
    }
    cost[i] = least;
    step[i] = length;
  }
  for (let i = 0; i < n;) {
    i += step[i] ?? 1;
    ends.push(from + i);
  }
}
