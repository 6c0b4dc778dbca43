/**
 * One instruction, quotations masked, → the operations that it orders. Read clause by clause (，；。), because
 * decisions build their sentences that way: 将第十条改为第十二条，其中的⟨0⟩修改为⟨1⟩，删去第二款。What a clause leaves
 * unsaid (which article, which 款) is what the clause before it spoke of.
 */
import { parseNumeral } from '../text/numeral.js';
import type { Operation, Place, Unit } from './operations.js';
import { lawPlace, readPlaces } from './places.js';
import { placeholder, QUOTE, type Quoted, quoteIndexes, QUOTES } from './quotes.js';

export interface ReadInstruction {
  operations: Operation[];
  /** the article last spoken of, for the instructions below this one */
  context: Place | null;
}

const COUNT = '[一二两三四五六七八九十]{1,3}';
const UNITS: Readonly<Record<string, Unit>> = {
  条: 'article',
  款: 'paragraph',
  自然段: 'paragraph',
  段: 'paragraph',
  项: 'item',
  目: 'subitem',
  章: 'chapter',
  节: 'section',
  编: 'part',
  分编: 'subpart',
};
const LEAD = /^(?:将|把|在|对|从|由|并且?|同时|另外|此外|其余|原有?|修改后的?|现|再|分别|相应地?|决定)+/u;
const INSIDE = /^(?:其)?(?:之?中|里|内(?!容))?的?/u;
const CHANGE = '(?:修改|改|变更|调整|更改|替换|更正|表述|改写|修订)(?:表述)?(?:为|成|作)';
const COUNTED = new RegExp(
  `^(?:修改|改|分|拆分|分解|拆|细化|调整)(?:为|成|作)(${COUNT})(条|款|项|目|自然段)(?:规定)?`,
  'u',
);
const TEXT_FOLLOWS = new RegExp(`^(?:即|(?:具体|其)?(?:内容|规定|表述|条文)?(?:如下|为))?[:：]?(${QUOTES})$`, 'u');
const REPLACE = new RegExp(`^(?:统一|一律|均|全部)?${CHANGE}(?:以下内容|如下)?[:：]?(${QUOTES})$`, 'u');
const WORDS = new RegExp(
  `^(${QUOTES})(?:的?(?:表述|规定|内容|字样|字|一词|等(?:表述|内容|字样)?))?(?:分别|统一|一律|均|全部|都|相应)*${CHANGE}[:：]?(${QUOTES})`,
  'u',
);
const BESIDE = new RegExp(
  `^(${QUOTE})(?:一词|字样|一句)?(?:之)?(后|前)(?:面)?(?:的?)?[,，]?(?:增加|新增|加上|增补|添加|补充|加)(?:规定|表述|内容|一句)?(?:为)?[:：]?(${QUOTE})`,
  'u',
);
const BESIDE_ONLY = new RegExp(`^(${QUOTE})(?:一词|字样|一句)?(?:之)?(后|前)(?:面)?$`, 'u');
const BETWEEN = new RegExp(`^(${QUOTE})(?:和|与|、)(${QUOTE})(?:之)?间(?:增加|新增|加上)[:：]?(${QUOTE})`, 'u');
const APPEND = new RegExp(
  `^(?:的?(?:最后|末尾|结尾|句末|段末|后面?|之后|尾部))?(?:增加|新增|补充|加上)(?:规定|一句|一句话|内容|表述)?(?:为|作为最后一句)?[:：]?(${QUOTE})$`,
  'u',
);
const INSERT = new RegExp(
  `^(?:(?:之)?(后|前)面?)?(?:增加|新增|增设|增列|补充|增写)(${COUNT})?个?(条|款|项|目|章|节|编|自然段)(?:规定|内容|条文)?`,
  'u',
);
const INSERT_NAMED = /^(?:增加|新增|增设|增列)(?=第)/u;
const TARGET =
  /^(?:(?:单独|单列|另行|依次|分别|顺延|相应|调整|移|修|更|变)*(?:改|作|列|移|调整|顺延|合并|单列|变更)?(?:为|作|至|到))/u;
const ALONE = /^(?:单独|另行|单列)(?:作为|列为|成|为)?(?:一条|一款|一项)?$/u;
const MERGE = new RegExp(
  `^(?:进行)?(?:合并|并为|归并)(?:修改)?(?:为|成|作为)?(?:一|${COUNT})?(条|款|项|章|节)?(?=$|作为|为|第)`,
  'u',
);
const MOVE = /^(?:移|移动|调整|移置)(?:至|到|于)/u;
const DELETE = /^(?:予以)?(?:删去|删除|删掉|去掉|取消|废止)/u;
const NAME = /^(?:的)?(?:章名|节名|编名|标题|名称|题目)/u;
const RENUMBER_ALL = new RegExp(
  '(?:顺序|序号|条序|次序|编号).{0,14}(?:调整|顺延|变动|修改|改动|排列|编排)' +
    '|(?:其[他它余]|后续|以下|以后|原有)(?:各)?条[文款]?.{0,6}顺延|条[文款].{0,6}(?:依次|相应)(?:的)?(?:调整|顺延|变动)',
  'u',
);
const VERBS = /修改|改为|增加|新增|删[去除]|合并|移[至到]|分为|单列|作为/u;

export const announcesRenumbering = (text: string): boolean => RENUMBER_ALL.test(text);

/** Whether a text orders anything at all. */
export const ordersSomething = (text: string): boolean => VERBS.test(text);

export function readInstruction(skeleton: string, quotes: readonly Quoted[], context: Place | null): ReadInstruction {
  const known = [...quotes];
  const text = skeleton
    .replace(RUN_ON, (mark: string, index: string) =>
      /[。；]$/u.test(quotes[Number(index)]?.lines.slice(-1)[0]?.text ?? '') ? `${mark}。` : mark,
    )
    .replace(TITLE_CHANGED, (_, from: string, verb: string, to: string) => {
      known.push({ lines: [{ text: from, number: 0 }] }, { lines: [{ text: to, number: 0 }] });
      return placeholder(known.length - 2) + verb + placeholder(known.length - 1);
    });
  return new Reader(known, context).run(text);
}

/** ……修改为：“甲；”第二项修改为：“乙。”: the mark that ends the sentence stands inside the quotation. */
const RUN_ON = new RegExp(`${QUOTE}(?=第|将|在|删|增加|并)`, 'gu');
/** 将第九条中的《甲条例》修改为《乙条例》: titles stand for themselves without quotation marks. */
const TITLE_CHANGED = new RegExp(`(《[^《》]{1,60}》)((?:统一|相应)?${CHANGE})(《[^《》]{1,60}》)`, 'gu');

class Reader {
  private readonly operations: Operation[] = [];
  /** 将…合并 and 增加一条 wait for 作为第N条 and for their text */
  private pending: Extract<Operation, { text: Quoted[] }> | null = null;
  private scope: Place[];
  private anchor: { words: string; side: 'before' | 'after'; at: Place[] } | null = null;
  private alone: Place[] | null = null;

  constructor(
    private readonly quotes: readonly Quoted[],
    private context: Place | null,
  ) {
    this.scope = context ? [context] : [];
  }

  run(skeleton: string): ReadInstruction {
    const joined = skeleton.replace(/[\s\u3000]*\n[\s\u3000]*(?=\uE000)/gu, '').replace(/[:：][\s\u3000]*\n/gu, '：');
    for (const clause of joined.split(/[，,；;。\n]/u)) {
      const text = clause.replace(/[\s\u3000]/gu, '');
      if (text !== '') this.clause(text);
    }
    return { operations: this.operations, context: this.context };
  }

  private clause(text: string): void {
    if (announcesRenumbering(text) && quoteIndexes(text).length === 0) {
      this.operations.push({ op: 'renumberAll' });
      return;
    }
    let rest = text;
    for (let turn = 0; rest !== '' && turn < 60; turn++) {
      const left = this.step(rest);
      if (left === null) {
        if (ordersSomething(rest) || quoteIndexes(rest).length > 0)
          this.operations.push({ op: 'unclear', words: rest });
        return;
      }
      rest = left.replace(/^(?:[、，,]|和|及|并|与|以及)+/u, '');
    }
  }

  /** Reads one order at the head of a text; returns what is left, or null where nothing is understood. */
  private step(text: string): string | null {
    let rest = text.replace(LEAD, '');
    const deletes = DELETE.exec(rest);
    if (deletes && deletes[0] !== rest) return this.deletion(rest.slice(deletes[0].length));
    const target = TARGET.exec(rest);
    if (target && rest.slice(target[0].length).startsWith('第')) return this.target(rest.slice(target[0].length));
    const named = INSERT_NAMED.exec(rest);
    if (named) return this.insertNamed(rest.slice(named[0].length));
    const found = readPlaces(rest, this.context);
    const own = found !== null;
    if (found) {
      rest = rest.slice(found.length);
      this.speakOf(found.places);
      if (rest === '') return '';
    } else if (/^(?:其中|该条中|本条中)/u.test(rest)) rest = rest.replace(/^(?:其|该条|本条)/u, '');
    return this.order(rest, own);
  }

  private order(text: string, own: boolean): string | null {
    const name = NAME.exec(text);
    if (name && (this.scope[0]?.kind === 'heading' || !own)) return this.rename(text.slice(name[0].length), own);
    const beside = this.beside(text);
    if (beside !== null) return beside;
    const after = /^的?(?:之)?(?:后|前)/u.test(text) ? text.replace(/^的/u, '') : text.replace(INSIDE, '');
    return (
      this.beside(after) ??
      this.words(after) ??
      this.inserts(after, own) ??
      this.counted(after) ??
      this.texts(after, own) ??
      this.movesAndMerges(after) ??
      this.deletionBehind(after)
    );
  }

  private beside(text: string): string | null {
    const between = BETWEEN.exec(text);
    if (between) {
      this.insertWords(between[1] ?? '', 'after', between[5] ?? '');
      return text.slice(between[0].length);
    }
    const m = BESIDE.exec(text);
    if (m) {
      this.insertWords(m[1] ?? '', m[3] === '前' ? 'before' : 'after', m[4] ?? '');
      return text.slice(m[0].length);
    }
    const only = BESIDE_ONLY.exec(text);
    if (only) {
      this.anchor = {
        words: this.wordsOf(only[1] ?? '')[0] ?? '',
        side: only[3] === '前' ? 'before' : 'after',
        at: this.places(),
      };
      return '';
    }
    const append = APPEND.exec(text);
    if (!append) return null;
    const words = this.wordsOf(append[1] ?? '')[0] ?? '';
    if (this.anchor) {
      this.operations.push({
        op: 'insertWords',
        at: this.anchor.at,
        anchor: this.anchor.words,
        side: this.anchor.side,
        words,
      });
      this.anchor = null;
    } else if (!/[。；]$/u.test(words) && !/^的?(?:最后|末尾|结尾|句末|段末|后|之后|尾部)/u.test(text)) return null;
    else this.operations.push({ op: 'append', at: this.places(), words });
    return '';
  }

  private insertWords(anchor: string, side: 'before' | 'after', words: string): void {
    this.operations.push({
      op: 'insertWords',
      at: this.places(),
      anchor: this.wordsOf(anchor)[0] ?? '',
      side,
      words: this.wordsOf(words)[0] ?? '',
    });
  }

  private words(text: string): string | null {
    const m = WORDS.exec(text);
    if (m) {
      if (this.scope[0]?.kind === 'heading' && this.scope.length === 1 && quoteIndexes(m[1] ?? '').length === 1) {
        const at = this.scope[0];
        const quote = this.textOf(m[2] ?? '')[0];
        if (quote) this.operations.push({ op: 'rename', at, text: quote });
        return text.slice(m[0].length);
      }
      this.operations.push({
        op: 'replaceWords',
        at: this.places(),
        from: this.wordsOf(m[1] ?? ''),
        to: this.wordsOf(m[2] ?? ''),
      });
      return text.slice(m[0].length);
    }
    const gone = new RegExp(`^(${QUOTES})(?:等?(?:表述|规定|内容|字样)?)?(?:予以)?(?:删去|删除|删掉|去掉)`, 'u').exec(
      text,
    );
    if (!gone) return null;
    this.operations.push({ op: 'deleteWords', at: this.places(), words: this.wordsOf(gone[1] ?? '') });
    return text.slice(gone[0].length);
  }

  private inserts(text: string, own: boolean): string | null {
    const m = INSERT.exec(text);
    if (!m) return null;
    const unit = UNITS[m[3] ?? ''] ?? 'article';
    const count = m[2] === undefined ? 1 : (parseNumeral(m[2]) ?? 1);
    const place = own || unit !== 'article' ? (this.scope[0] ?? this.context) : null;
    const beside = m[1] !== undefined && own;
    const into = beside ? (unit === 'article' ? null : place) : place;
    this.begin({
      op: 'insert',
      unit,
      count,
      into: into ?? null,
      after: beside ? (this.scope[this.scope.length - 1] ?? null) : null,
      before: m[1] === '前',
      to: [],
      text: [],
    });
    return this.tail(text.slice(m[0].length));
  }

  /** 增加第二十条：…… */
  private insertNamed(text: string): string | null {
    const found = readPlaces(text, this.context);
    const first = found?.places[0];
    if (!found || !first) return null;
    const unit: Unit = first.heading
      ? first.heading.level
      : first.subitem !== null
        ? 'subitem'
        : first.item !== null
          ? 'item'
          : first.paragraph !== null
            ? 'paragraph'
            : 'article';
    this.begin({
      op: 'insert',
      unit,
      count: found.places.length,
      into: unit === 'article' ? null : this.context,
      after: null,
      before: false,
      to: found.places,
      text: [],
    });
    return this.tail(text.slice(found.length));
  }

  private counted(text: string): string | null {
    const m = COUNTED.exec(text);
    if (!m) return null;
    const unit = UNITS[m[2] ?? ''] ?? 'article';
    this.begin({ op: 'split', from: this.places(), unit, count: parseNumeral(m[1] ?? '') ?? 2, to: [], text: [] });
    return this.tail(text.slice(m[0].length));
  }

  /** What may follow 增加一条, 合并, 分为两款 in the same clause: 作为第N条, the text, both or nothing. */
  private tail(text: string): string | null {
    if (text === '') return '';
    const target = TARGET.exec(text);
    if (target && /^(?:该条|本条|该款|本款)?第/u.test(text.slice(target[0].length)))
      return this.target(text.slice(target[0].length));
    const m = TEXT_FOLLOWS.exec(text);
    if (!m) return /^[:：]$/u.test(text) ? '' : text;
    this.supply(this.textOf(m[1] ?? ''));
    return '';
  }

  private begin(operation: Extract<Operation, { text: Quoted[] }>): void {
    this.operations.push(operation);
    this.pending = operation;
  }

  private supply(text: Quoted[]): void {
    if (!this.pending) return;
    if (this.pending.text.length === 0) this.pending.text = text;
    else this.pending.text = [...this.pending.text, ...text];
  }

  /** 作为第N条, 改为第N条: for what is waiting, else a change of number of what was spoken of. */
  private target(text: string): string | null {
    const waiting = this.pending && 'to' in this.pending && this.pending.to.length === 0 ? this.pending : null;
    const found = readPlaces(text, this.numberContext(waiting));
    if (!found) return null;
    let rest = text.slice(found.length).replace(/^(?:之)?(?:规定|内容)/u, '');
    if (waiting) waiting.to = found.places;
    else this.operations.push({ op: 'renumber', from: this.alone ?? this.places(), to: found.places });
    this.alone = null;
    const heading = waiting?.op === 'insert' && found.places[0]?.heading;
    if (heading) {
      const m = new RegExp(`^(?:的?(?:章名|节名|标题|名称)?(?:为|是)?[:：]?)?(${QUOTE})$`, 'u').exec(rest);
      if (m) {
        this.supply(this.textOf(m[1] ?? ''));
        rest = '';
      }
    }
    const m = TEXT_FOLLOWS.exec(rest);
    if (m && waiting) {
      this.supply(this.textOf(m[1] ?? ''));
      return '';
    }
    return /^[:：]$/u.test(rest) ? '' : rest;
  }

  private numberContext(waiting: Operation | null): Place | null {
    if (waiting?.op === 'insert') return waiting.into ?? this.context;
    return this.scope[0] ?? this.context;
  }

  private texts(text: string, own: boolean): string | null {
    const replace = REPLACE.exec(text);
    if (replace) {
      const quoted = this.textOf(replace[1] ?? '');
      const waits = this.pending !== null && this.pending.text.length === 0;
      if (waits && !own) this.supply(quoted);
      else {
        if (waits && this.pending?.op === 'insert' && this.pending.unit !== 'article')
          this.operations.splice(this.operations.indexOf(this.pending), 1);
        this.pending = { op: 'replace', at: this.places(), text: quoted };
        this.operations.push(this.pending);
      }
      return '';
    }
    const follows = TEXT_FOLLOWS.exec(text);
    if (!follows || !this.pending || (this.pending.text.length > 0 && this.pending.op === 'replace')) return null;
    this.supply(this.textOf(follows[1] ?? ''));
    return '';
  }

  private movesAndMerges(text: string): string | null {
    if (ALONE.test(text)) {
      this.alone = this.places();
      return '';
    }
    const merge = MERGE.exec(text);
    if (merge) {
      this.begin({ op: 'merge', from: this.places(), to: [], text: [] });
      const rest = text.slice(merge[0].length);
      return rest.startsWith('第') ? this.target(rest) : this.tail(rest);
    }
    const target = TARGET.exec(text);
    const afterTarget = target ? text.slice(target[0].length) : '';
    const move = MOVE.exec(text);
    if (move) {
      const from = this.places();
      const found = readPlaces(text.slice(move[0].length), this.context);
      const side = found ? /^(?:之)?(后|前)/u.exec(text.slice(move[0].length + found.length)) : null;
      const beside = found?.places[found.places.length - 1];
      if (found && beside && (side || beside.kind === 'heading')) {
        this.operations.push({ op: 'moveTo', from, beside, side: side?.[1] === '前' ? 'before' : 'after' });
        this.alone = from;
        return text.slice(move[0].length + found.length + (side?.[0].length ?? 0)).replace(/^(?:中|内)/u, '');
      }
    }
    const into = move ? readPlaces(text.slice(move[0].length), this.context) : null;
    if (
      move &&
      into?.places[0]?.article &&
      into.places[0].paragraph === null &&
      this.places().every((place) => place.paragraph !== null)
    ) {
      this.alone = this.places();
      this.speakOf(into.places);
      return text.slice(move[0].length + into.length);
    }
    if (target && /^(?:该条|本条)?第/u.test(afterTarget)) {
      this.pending = null;
      return this.target(afterTarget);
    }
    return null;
  }

  private deletion(text: string): string | null {
    const rest = text.replace(/^(?:原)/u, '');
    const found = readPlaces(rest, this.context);
    let after = rest;
    if (found) {
      this.speakOf(found.places);
      after = rest.slice(found.length);
    }
    const words = new RegExp(`^(?:其)?(?:之?中|内)?的?(${QUOTES})(?:的?(?:表述|规定|内容|字样))?`, 'u').exec(after);
    if (words) {
      this.operations.push({ op: 'deleteWords', at: this.places(), words: this.wordsOf(words[1] ?? '') });
      const left = after.slice(words[0].length).replace(/^(?:[、，]|和|及|以及)+/u, '');
      return left === '' || (!readPlaces(left, this.context) && quoteIndexes(left).length === 0)
        ? left
        : this.deletion(left);
    }
    if (!found) return null;
    this.operations.push({ op: 'delete', at: found.places });
    return after.replace(/^的?(?:规定|内容|全文)?/u, '');
  }

  private deletionBehind(text: string): string | null {
    const m = DELETE.exec(text);
    if (!m || this.scope.length === 0) return null;
    const rest = text.slice(m[0].length);
    if (rest !== '') return this.deletion(rest);
    this.operations.push({ op: 'delete', at: this.scope });
    return '';
  }

  private rename(text: string, own: boolean): string | null {
    const m = new RegExp(`^(?:由|从)?(?:${QUOTE})?(?:${CHANGE}|为|是)?[:：]?(${QUOTE})$`, 'u').exec(text);
    const quoted = m ? this.textOf(m[2] ?? '')[0] : undefined;
    if (!m || !quoted) return null;
    const waiting = this.pending;
    if (
      waiting &&
      'unit' in waiting &&
      ['part', 'subpart', 'chapter', 'section'].includes(waiting.unit) &&
      waiting.text.length === 0 &&
      !own
    ) {
      waiting.text = [quoted, ...waiting.text];
      return '';
    }
    const old = m[1] === undefined ? undefined : this.quotes[Number(m[1])];
    const place = this.scope[0]?.kind === 'heading' ? this.scope[0] : null;
    if (place) this.operations.push({ op: 'rename', at: place, text: quoted });
    else if (old)
      this.operations.push({
        op: 'replaceWords',
        at: [{ ...lawPlace(), kind: 'heading' }],
        from: [textJoined(old)],
        to: [textJoined(quoted)],
      });
    else return null;
    return '';
  }

  private speakOf(places: Place[]): void {
    this.scope = places;
    const last = places[places.length - 1];
    if (last && ((last.kind === 'article' && last.article !== null) || last.kind === 'preamble')) this.context = last;
  }

  private places(): Place[] {
    return this.scope.length > 0 ? this.scope : [lawPlace()];
  }

  private textOf(text: string): Quoted[] {
    return quoteIndexes(text).flatMap((index) => this.quotes[index] ?? []);
  }

  private wordsOf(text: string): string[] {
    return this.textOf(text).map(textJoined);
  }
}

function textJoined(quoted: Quoted): string {
  return quoted.lines.map((line) => line.text).join('\n');
}
