/**
 * One instruction, quotations masked, → the operations that it orders, read order by order from its first character
 * to its last: 将第十条改为第十二条，其中的⟨0⟩修改为⟨1⟩，删去第二款。What an order leaves unsaid (which article,
 * which 款) is what the order before it spoke of.
 *
 * All or nothing (ADR 0027): a text of which anything is left is not understood as a whole, and so is one that names a
 * place for no order.
 */
import { Cursor, QuoteList, readable, spelt } from './cursor.js';
import * as say from './grammar.js';
import type { Operation, Place } from './operations.js';
import { exceptionBefore, exceptionBehind, exceptionInside } from './read.exceptions.js';
import { lawPlace, readPlaces } from './places.js';
import { type Quoted } from './quotes.js';
import { isAboutWords, State } from './state.js';
import {
  deletion,
  deletionBehind,
  named,
  stretchChanged,
  wordsBeside,
  wordsChanged,
  wordsChangedEach,
} from './read.words.js';
import { holds, counted, insertion, insertionNamed, newText, target, unitOf } from './read.structure.js';
import { severalNamed, sectionsAdded } from './read.headings.js';
import { movesAndMerges } from './read.moves.js';
import { subjects } from './subjects.js';

export interface InstructionText {
  text: string;
  /** it stands behind 一、 or （一） */
  numbered: boolean;
  /** numbered instructions stand below it: it may say only what they are about */
  header: boolean;
  /** the article that the instruction above it was about */
  context: Place | null;
  /** an order whose places are listed below it, one in each numbered line */
  listed: Operation[] | null;
  own: (title: string) => boolean;
}

export interface ReadInstruction {
  operations: Operation[];
  /** the article last spoken of, for the instructions below this one */
  context: Place | null;
  /** the words that were not understood; then nothing of the instruction may be carried out */
  unread: string | null;
  /** the operations are for the places in the lines below */
  listed: boolean;
}

/** `renumberAll`, said by a clause of its own. */
export const announcesRenumbering = (text: string): boolean => say.MOVES_NUMBERS.test(text);

const VERBS = /修改|改为|增加|新增|删[去除]|合并|移[至到]|分为|单列|作为/u;
/** Whether a text orders anything at all. */
export const ordersSomething = (text: string): boolean => VERBS.test(text);

export function readInstruction(given: InstructionText, quotes: readonly Quoted[]): ReadInstruction {
  const known = new QuoteList(quotes);
  const printed = readable(given.text);
  // 第一、 at the head of a line without a number may be a number that was misprinted
  const text = (given.numbered ? spelt(printed) : printed)
    .replace(say.RENAMED, '名称修改为')
    .replace(say.TITLE_NAMED, (_, verb: string, to: string) => verb + known.add(quotedTitle(bareTitle(to))))
    .replace(say.TITLE_CHANGED, (_, from: string, verb: string, to: string) => {
      return known.add(quotedTitle(from)) + verb + known.add(quotedTitle(to));
    });
  return new Reader(new State(new Cursor(text, printed), known, given.context), given).run();
}

const bareTitle = (title: string): string => title.slice(1, -1);
const quotedTitle = (title: string): Quoted => ({ lines: [{ text: title, number: 0 }] });
/** Says that the law is printed again: what it says besides is no instruction. */
const REPRINTS = /(?:根据|按照|依照)本|重新公布/u;

/** Whether an instruction says something for the places that are listed below it. */
export function listsBelow(text: string): boolean {
  const cursor = new Cursor(readable(text));
  if (cursor.eat(say.LISTED_GONE)) return true;
  cursor.eat(say.HANDLE);
  return cursor.eat(say.LISTED_BELOW) !== null;
}

/** Places joined by commas are looked for again in vain this often in one instruction. */
const MOST_TRIES = 64;

class Reader {
  private readonly cursor: Cursor;
  private tries = 0;

  constructor(
    private readonly state: State,
    private readonly given: InstructionText,
  ) {
    this.cursor = state.cursor;
  }

  run(): ReadInstruction {
    const { cursor, state } = this;
    if (this.given.listed) return this.listed(this.given.listed);
    while (!cursor.ended) {
      const marks = cursor.eat(say.MARKS)?.[0];
      if (marks !== undefined && !this.exceptionEnds(marks)) return this.unread();
      if (marks !== undefined) continue;
      const count = state.operations.length;
      if (!this.next()) return this.unread();
      if (state.except !== null && !state.operations.slice(count).every(isAboutWords)) return this.unread();
    }
    if (!this.exceptionEnds('。')) return this.unread();
    if (state.open && !this.given.header) return this.unread();
    return { operations: state.operations, context: state.context, unread: null, listed: state.listed };
  }

  /** The next order, places joined by commas if that can be; how often it cannot is bounded, for each try is long. */
  private next(): boolean {
    const { state } = this;
    if (this.tries < MOST_TRIES && state.tries(() => this.order(true))) return true;
    this.tries++;
    return state.tries(() => this.order(false));
  }

  /** An exception holds up to the full stop, and is said of something. */
  private exceptionEnds(marks: string): boolean {
    const { state } = this;
    if (state.except === null || !/[。\n]/u.test(marks)) return true;
    const used = state.operations.some((o) => isAboutWords(o) && o.except === state.except);
    state.except = null;
    return used;
  }

  private unread(): ReadInstruction {
    return { operations: [], context: this.state.context, unread: this.cursor.unread, listed: false };
  }

  /** 2.《甲条例》第十条 below 将下列法规中的“……”修改为“……”: nothing but places. */
  private listed(orders: readonly Operation[]): ReadInstruction {
    const at = subjects(this.state, true, this.given.own);
    this.cursor.eat(say.OF);
    this.cursor.eat(say.MARKS);
    if (at === null || at.length === 0 || !this.cursor.ended) return this.unread();
    const operations = orders.map((o) => ('at' in o ? ({ ...o, at } as Operation) : o));
    return { operations, context: this.state.context, unread: null, listed: false };
  }

  /** @param joins whether places may be joined by a comma */
  private order(joins: boolean): boolean {
    const { cursor, state } = this;
    if (this.aboutNumbers() || state.tries(() => exceptionBefore(state)) || state.tries(() => exceptionBehind(state)))
      return true;
    const before = cursor.at;
    cursor.eat(say.JOINS);
    if (cursor.at > before && cursor.sees(say.MARKS)) return true;
    if (this.aboutNumbers()) return true;
    const handled = cursor.eat(say.HANDLE) !== null || (this.given.header && cursor.eat(say.ABOUT) !== null);
    if (handled) state.tries(() => exceptionBefore(state));
    if (state.tries(() => this.listedBelow())) return true;
    if (!handled && state.tries(() => cursor.eat(say.DELETE) !== null && deletion(state, joins, this.given.own)))
      return true;
    if (state.tries(() => target(state, false, this.given.own))) return true;
    if (!handled && cursor.sees(say.INSERT_NAMED) && state.tries(() => insertionNamed(state))) return true;
    const at = subjects(state, joins, this.given.own);
    if (at !== null && (at.length === 0 || !state.speakOf(at))) return false;
    if (at === null || !state.tries(() => exceptionInside(state))) return this.predicate(at !== null, handled, joins);
    const count = state.operations.length;
    if (!this.predicate(true, handled, joins)) return false;
    state.except = null;
    return state.operations.slice(count).every(isAboutWords);
  }

  private predicate(own: boolean, handled: boolean, joins: boolean): boolean {
    const { cursor, state } = this;
    const readers: (() => boolean)[] = [
      () => !own && holds(state),
      () => own && severalNamed(state),
      () => own && sectionsAdded(state),
      () => named(state, own),
      () => stretchChanged(state),
      () => wordsBeside(state, own),
      () => !own && state.context === null && state.scope.length === 0 && this.newNumbers(),
      () => wordsChanged(state, own),
      () => own && wordsChangedEach(state, joins, this.given.own),
      () => own && cursor.sees(say.INSERT_NAMED) !== null && insertionNamed(state, true),
      () => insertion(state, own, this.given.own),
      () => counted(state, this.given.own),
      () => newText(state, own),
      () => movesAndMerges(state, own, this.given.own),
      () => (own || handled) && deletionBehind(state),
      () => own && cursor.eat(say.DELETE) !== null && deletion(state, joins, this.given.own),
      () => this.partsMove(own),
      () => own && this.laterOnes(),
      () => this.announcement(own),
      () => own && (cursor.sees(say.COMMA) !== null || (this.given.header && cursor.eat(say.ABOUT_ENDS) !== null)),
    ];
    return readers.some((reader) => state.tries(reader));
  }

  private ends(): boolean {
    this.cursor.eat(say.COLON);
    return this.cursor.ended;
  }

  /** 条文顺序作相应调整, with the list of the new numbers where one is given. */
  private aboutNumbers(): boolean {
    const { cursor, state } = this;
    return state.tries(() => {
      const clause = cursor.eat(say.ORDER_CLAUSE)?.[0];
      if (clause === undefined) return false;
      if (!say.MOVES_NUMBERS.test(clause)) {
        if (say.MOVES_HEADINGS.test(clause))
          return state.push({ op: 'renumberAll', wording: false, headings: 'alone' }, state.whole);
        return REPRINTS.test(cursor.text) && !cursor.sees(say.COLON);
      }
      const headings = say.OF_HEADINGS.test(clause) ? { headings: 'too' as const } : {};
      state.push({ op: 'renumberAll', wording: say.TOUCHES_WORDING.test(clause), ...headings }, state.whole);
      return (
        cursor.eat(say.LIST_COMES) === null ||
        state.tries(() => this.newNumbers()) ||
        cursor.sees(say.NEW_NUMBER) !== null
      );
    });
  }

  /** “第五条”调整为“第四条”，“第六条”调整为“第五条” */
  private newNumbers(): boolean {
    const { cursor, state } = this;
    for (let first = true; ; first = false) {
      if (!first && cursor.eat(say.MARKS) === null) return true;
      const m = cursor.eat(say.NUMBER_CHANGED);
      if (!m) return !first;
      const [from, to] = [m[1], m[3]].map((quoted) => articleIn(state.wordsOf(quoted ?? '')[0] ?? ''));
      if (!from || !to) return false;
      state.push({ op: 'renumber', from: [from], to: [to] });
    }
  }

  /** 其后各款依次顺延, 原第二款、第三款依次顺延: what an order before it has done already. */
  private partsMove(own: boolean): boolean {
    const { cursor, state } = this;
    if (cursor.eat(own ? say.MOVE_ON : say.PARTS_MOVE) === null) return false;
    const units = own ? state.scope.map(unitOf) : [];
    if (own && units.every((unit) => unit === 'article')) return state.push({ op: 'renumberAll', wording: false });
    if (units.some((unit) => unit !== 'paragraph' && unit !== 'item')) return false;
    state.open = false;
    return state.operations.some(movesParts);
  }

  /** 第七条后的条文序号依次顺延 */
  private laterOnes(): boolean {
    const { cursor, state } = this;
    if (!cursor.eat(say.LATER_ONES)) return false;
    const clause = cursor.eat(say.ORDER_CLAUSE)?.[0];
    if (clause === undefined || !say.MOVES_NUMBERS.test(clause)) return false;
    return state.push({ op: 'renumberAll', wording: say.TOUCHES_WORDING.test(clause) });
  }

  private listedBelow(): boolean {
    const { cursor, state } = this;
    if (!this.given.header) return false;
    if (cursor.eat(say.LISTED_GONE)) {
      state.listed = true;
      return state.push({ op: 'delete', at: [lawPlace()] });
    }
    if (!cursor.eat(say.LISTED_BELOW)) return false;
    state.scope = [lawPlace()];
    if (!wordsChanged(state, true) || !this.ends()) return false;
    state.listed = true;
    return true;
  }

  /** 作如下修改： above other instructions */
  private announcement(own: boolean): boolean {
    const { cursor } = this;
    if (this.given.header) cursor.eat(say.ABOUT_LAWS);
    cursor.eat(say.ANNOUNCES_SOME);
    const announced = cursor.eat(say.ANNOUNCES)?.[0];
    if (announced === undefined) return false;
    // 对第四条作出修改，将……: what it says is to come
    if (own && cursor.sees(say.COMMA) !== null) return true;
    return this.given.header || (announced.endsWith('：') && !cursor.ended);
  }
}

function articleIn(label: string): Place | null {
  const found = readPlaces(label, null);
  const place = found?.places[0];
  const bare = place?.article && place.paragraph === null && place.item === null;
  return found && bare && found.places.length === 1 && found.length === label.length ? place : null;
}

/** Whether an order adds, takes away or moves a 款 or 项. */
function movesParts(o: Operation): boolean {
  const isPart = (unit: ReturnType<typeof unitOf>): boolean => unit === 'paragraph' || unit === 'item';
  if (o.op === 'insert' || o.op === 'split') return isPart(o.unit);
  return (
    (o.op === 'delete' && o.at.some((p) => isPart(unitOf(p)))) ||
    ('from' in o && o.op !== 'replaceWords' && o.op !== 'rename' && o.from.some((p) => isPart(unitOf(p))))
  );
}
