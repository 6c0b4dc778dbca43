/** What is asked of one generated instruction, and of the same with a word in it that means something else. */
import { amend, parseText, print, splitLines } from '../../../src/articles/index.js';
import { type Case, caseOf, Maker, printed, randomOf } from './instructions.js';

const TITLE = '云岭市古树条例';

/**
 * Words of other meanings: restrictions, exceptions, doubts and plain nonsense. None names a place of its own, for then
 * a valid instruction with another meaning would come out.
 */
const STRANGE = [
  '后三分之一',
  '前面几句',
  '中关于检查的规定',
  '关于保管的',
  '破折号后',
  '前段',
  '及其他内容',
  '以及此后的文字',
  '之前的部分',
  '但责任部分除外',
  '除另有规定外',
  '以外',
  '仅',
  '不',
  '暂不',
  '不再',
  '酌情',
  '必要时',
  '原则上',
  '首次出现的',
  '括号内',
  '所称',
  '一部分',
  '等',
  '视情况',
  '上半年',
  '乙',
  '者',
  '所列情形',
  '有关责任的',
  '相近的',
  '至此',
  '非',
  '若干',
  '（略）',
  '规定的',
  '末尾的',
  '第一句中的',
];

const decision = (instruction: string): string =>
  [
    `关于修改《${TITLE}》的决定`,
    `云岭市人民代表大会常务委员会决定对《${TITLE}》作如下修改：`,
    instruction,
    '本决定自公布之日起施行。',
    `《${TITLE}》根据本决定作相应修改并对条文顺序作相应调整，重新公布。`,
  ].join('\n');

export interface Outcome {
  text: string;
  /** something was not carried out, and every such thing has its reason */
  reported: boolean;
}

export function outcomeOf(c: Case, instruction: string): Outcome {
  const law = parseText(`${TITLE}\n${printed(c.law, c.chapters)}`);
  const a = amend(law, splitLines(decision(instruction)));
  const left = a.instructions.filter((i) => !i.applied);
  return { text: body(print(a.result)), reported: left.length > 0 && left.every((i) => (i.problem ?? '') !== '') };
}

const body = (text: string): string => text.trim().split('\n').slice(1).join('\n');

/** The places of an instruction outside of its quotations, 一、 and the end included. */
export function placesIn(instruction: string): number[] {
  const out: number[] = [];
  let depth = 0;
  for (let i = 0; i <= instruction.length; i++) {
    if (depth === 0) out.push(i);
    if (instruction.charAt(i) === '“') depth = 1;
    if (instruction.charAt(i) === '”') depth = 0;
  }
  return out;
}

export interface Fault {
  seed: number;
  kind: string;
  instruction: string;
  found: string;
  wanted: string;
}

/** The instruction as it is must give its result. */
export function faultOfValid(seed: number): Fault | null {
  const c = caseOf(seed);
  const instruction = `一、${c.instruction}`;
  const wanted = printed(c.expected, c.expectedChapters);
  const { text, reported } = outcomeOf(c, instruction);
  return text === wanted && !reported ? null : { seed, kind: c.kind, instruction, found: text, wanted };
}

/** With a strange word in it: its result, or the text untouched and a report. */
export function faultOfStrange(seed: number): Fault | null {
  const c = caseOf(seed);
  const m = new Maker(randomOf(seed + 0x5eed));
  const whole = `一、${c.instruction}`;
  const at = m.one(placesIn(whole));
  const instruction = whole.slice(0, at) + m.one(STRANGE) + whole.slice(at);
  const wanted = printed(c.expected, c.expectedChapters);
  const { text, reported } = outcomeOf(c, instruction);
  if (text === wanted && !reported) return null;
  if (text === printed(c.law, c.chapters) && reported) return null;
  return { seed, kind: c.kind, instruction, found: text, wanted };
}
