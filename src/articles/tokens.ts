/**
 * Our own tokenizer. Evidence that is stored and shown must read the same after any upgrade of Node or ICU, so Intl.Segmenter is refused;
 * a full dictionary is refused because it is larger than the rest of the engine and knows no law better.
 *
 * Promised: the tokens joined give the text exactly; the same text always gives the same tokens; a number with its unit, a date, a
 * citation, an item label, a Latin word and a listed term are one token each; surrogate pairs are never cut.
 */
import { TERMS } from './terms.js';
import { NUMERAL_CHARS } from './numeral.js';

const N = `[${NUMERAL_CHARS}]`;
const C = '[零〇○一二两三四五六七八九十百千万亿]';
const UNIT = '(?:个工作日|个月|个百分点|工作日|万元|亿元|平方米|立方米|公里|千米|周岁|小时|分钟|日|天|月|年|元|倍|人|名|次|米|吨|岁|件|届|级|周|户|票|以上|％|%)';
const WHOLE = new RegExp([
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
].join('|'), 'yu');

const HAN = /[\u3400-\u4dbf\u4e00-\u9fff]/u;
/** Words of one character that stand between words: a run of unknown characters is never joined across one of them. */
const SINGLE = new Set('的了和与或及对在由以向将被为是有不并而但其该各每于自至从按经可应须需得所之者等即且若如凡当因则也还又再已未无非后前中内外上下时把给让本此某应会'.split(''));
const TERM_SET = new Set(TERMS);
const LONGEST_TERM = Math.max(...TERMS.map((t) => t.length));

/** The tokens of a text, in order. */
export function tokenise(text: string): string[] {
  const tokens: string[] = [];
  let i = 0;
  let run = '';
  const flush = (): void => {
    if (run !== '') tokens.push(...cutRun(run));
    run = '';
  };
  while (i < text.length) {
    WHOLE.lastIndex = i;
    const whole = WHOLE.exec(text);
    if (whole && !beginsTerm(text, i, whole[0].length)) {
      flush();
      tokens.push(whole[0]);
      i += whole[0].length;
      continue;
    }
    const point = String.fromCodePoint(text.codePointAt(i) ?? 0);
    const char = text.slice(i, i + point.length);
    if (HAN.test(char)) run += char;
    else {
      flush();
      tokens.push(char);
    }
    i += char.length;
  }
  flush();
  return tokens;
}

/** 一般, 十分, 三方 … : a listed term that begins with a numeral wins over the bare numeral. */
function beginsTerm(text: string, at: number, length: number): boolean {
  for (let n = LONGEST_TERM; n > length; n--) if (TERM_SET.has(text.slice(at, at + n))) return true;
  return false;
}

const COST_TERM = 1;
const COST_SINGLE = 1.2;
const COST_PAIR = 2.1;
const COST_UNKNOWN = 2.4;

/** Cheapest cover of a run of Han characters by listed terms, words of one character, unknown pairs and lone characters. */
function cutRun(run: string): string[] {
  const n = run.length;
  const cost = new Float64Array(n + 1).fill(Infinity);
  const step = new Int32Array(n + 1);
  cost[n] = 0;
  for (let i = n - 1; i >= 0; i--) {
    for (let len = Math.min(LONGEST_TERM, n - i); len >= 1; len--) {
      const rest = cost[i + len] ?? Infinity;
      const price = rest + priceOf(run.slice(i, i + len), len);
      if (price < (cost[i] ?? Infinity)) {
        cost[i] = price;
        step[i] = len;
      }
    }
  }
  const out: string[] = [];
  for (let i = 0; i < n;) {
    const len = Math.max(1, step[i] ?? 1);
    out.push(run.slice(i, i + len));
    i += len;
  }
  return out;
}

function priceOf(word: string, len: number): number {
  if (TERM_SET.has(word)) return COST_TERM;
  if (len === 1) return SINGLE.has(word) ? COST_SINGLE : COST_UNKNOWN;
  if (len === 2 && !SINGLE.has(word.charAt(0)) && !SINGLE.has(word.charAt(1))) return COST_PAIR;
  return Infinity;
}
