/** The instructions of a decision that speak of one law, read. */
import { type InstructionKind, kindOf, type Operation, type Place } from './operations.js';
import { QUOTE, type Quoted } from './quotes.js';
import { listsBelow, readInstruction } from './read.js';
import type { Sections } from './sections.js';

const LONGEST_SHOWN_QUOTE = 24;

/** An instruction of the decision, and in the end why it was not carried out. */
export interface Ordered {
  line: number;
  text: string;
  kind: InstructionKind;
  operations: Operation[];
  /** it is not carried out whatever the others do: not understood, or its number does not fit */
  refused: boolean;
  /** it gives or moves numbers of articles, or might */
  numbers: boolean;
  problem: string | null;
}

const NTH_BLOCK = /^(?:将|把|在|对|删[去除掉])?(?:正文)?(?:中的?)?第[一二三四五六七八九十0-9]{1,3}段/u;
const notUnderstood = (words: string): string =>
  NTH_BLOCK.test(words) ? blockUnknown(words) : `没有看懂“${words}”，这条指令整条没有办理；请在整理稿上人工修改。`;
/** Whether the salutation and the words on the request count as 段 differs from one text to the next. */
const blockUnknown = (words: string): string =>
  `“${words}”只写了第几段，抬头、来文的说明算不算一段没有写明，这条指令整条没有办理；请在整理稿上人工修改。`;

export function ordersIn(sections: Sections, quotes: readonly Quoted[]): Ordered[] {
  const out: Ordered[] = [];
  const above: (Above | null)[] = [null, null, null, null];
  for (const unit of sections.units) {
    const over = unit.rank === 0 ? null : (above[unit.rank - 1] ?? null);
    const listing = unit.header && listsBelow(unit.text);
    if (unit.law !== 'own' && !listing) continue;
    const read = readInstruction(
      {
        text: unit.text,
        header: unit.header,
        numbered: unit.rank > 0,
        context: over?.context ?? null,
        listed: over?.listed ?? null,
        own: sections.own,
      },
      quotes,
    );
    const stands: Above = {
      context: read.context,
      listed: read.listed ? read.operations : null,
      lost: over?.lost ?? (unit.header && read.unread !== null ? unit.line : null),
    };
    for (let r = unit.rank; r < above.length; r++) above[r] = !unit.header && r === unit.rank ? null : stands;
    if (read.listed || (read.unread === null && read.operations.length === 0)) continue;
    const problem =
      over?.lost != null
        ? `这条指令从属于第${over.lost}行，那一行没有看懂，所以整条没有办理；请在整理稿上人工修改。`
        : read.unread === null
          ? null
          : notUnderstood(read.unread);
    out.push({
      line: unit.line,
      text: ellipsizeQuotes(unit.printed, quotes),
      kind: kindOf(read.operations),
      operations: read.operations,
      refused: problem !== null,
      numbers: read.unread === null ? read.operations.some(movesNumbers) : MAY_MOVE_NUMBERS.test(unit.text),
      problem,
    });
  }
  return out;
}

/** What an instruction says to those below it. */
interface Above {
  context: Place | null;
  listed: Operation[] | null;
  /** the line of an instruction above that was not understood */
  lost: number | null;
}

const MAY_MOVE_NUMBERS = /增|设|删|去掉|取消|废止|并|移|分为|拆|[改作成为]第|顺延/u;

function movesNumbers(o: Operation): boolean {
  switch (o.op) {
    case 'delete':
      return o.at.some(isWhole);
    case 'insert':
      return o.unit === 'article';
    case 'renumber':
    case 'merge':
    case 'split':
    case 'moveTo':
      return true;
    default:
      return false;
  }
}

const isWhole = (place: Place): boolean =>
  place.paragraph === null && place.item === null && place.sentence === null && place.stretch === null;

function ellipsizeQuotes(printed: string, quotes: readonly Quoted[]): string {
  return printed
    .replace(new RegExp(QUOTE, 'gu'), (_, index: string) => {
      const text = quotes[Number(index)]?.lines.map((line) => line.text).join('') ?? '';
      return `“${text.length > LONGEST_SHOWN_QUOTE ? `${text.slice(0, LONGEST_SHOWN_QUOTE)}……` : text}”`;
    })
    .replace(/\n/gu, ' ');
}
