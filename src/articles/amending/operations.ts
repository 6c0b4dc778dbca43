/**
 * What a decision orders, once its sentences are understood (立法技术规范: 修改形式). Places are those of the text in
 * force unless said otherwise.
 */
import type { ArticleNumber } from '../text/article.js';
import type { Quoted } from './quotes.js';

export type PlaceKind = 'law' | 'title' | 'preamble' | 'annex' | 'heading' | 'article';
export type HeadingUnit = 'part' | 'subpart' | 'chapter' | 'section';
export type Unit = HeadingUnit | 'article' | 'paragraph' | 'item' | 'subitem';

/** 第十八条第二款第三项, 第四章第二节, 引言, 附件一. Numbers count from 1; null = not said. */
/** Words of a place that are named by where they stand */
export type Stretch =
  /** 条首, 引导语: the words before a list */
  | { kind: 'lead' }
  | { kind: 'half'; which: 'first' | 'second' }
  /** 分号后的内容 */
  | { kind: 'mark'; mark: '；' | '。'; side: 'before' | 'after' }
  /** “甲”及其后的内容; `including`: with the words themselves */
  | { kind: 'from'; words: string; including: boolean; sentence?: true }
  /** “甲”至“乙”的部分 */
  | { kind: 'between'; from: string; to: string }
  /** 中关于甲的规定 */
  | { kind: 'about'; words: string };

export interface Place {
  kind: PlaceKind;
  article: ArticleNumber | null;
  /** 款, or 自然段 of the preamble; from the end where it is negative: -2 = 倒数第二款, and so is `item` */
  paragraph: number | null;
  item: number | null;
  subitem: number | null;
  /** 第N句; -1 = 最后一句 */
  sentence: number | null;
  stretch: Stretch | null;
  /** 编 章 节; `title`: 第二章“保护” names it by its title too */
  heading: { level: HeadingUnit; number: number; above: number | null; title?: string } | null;
  /** 第三章第六条: the heading that the article is said to stand under */
  under?: { level: HeadingUnit; number: number };
  annex: number | null;
  /** 修改后的第七条: the number is that of the new text */
  amended?: true;
  /** the last of 第N条至第M条: what stands between the place before it and this one belongs to it */
  ranged?: true;
}

/** Where in a place the words must stand: 末尾的. */
export type Part = 'end';

export type Operation =
  | { op: 'replace'; at: Place[]; text: Quoted[] }
  /** `except`: places within `at` that stay as they are */
  /** `provision`: “甲”的规定, “甲”一句: the words must be all of it, to the mark at its end */
  | {
      op: 'replaceWords';
      at: Place[];
      from: string[];
      to: string[];
      part: Part | null;
      except?: Place[];
      provision?: true;
    }
  | { op: 'deleteWords'; at: Place[]; words: string[]; part: Part | null; except?: Place[]; provision?: true }
  /** `next`: the words that the anchor must stand before */
  | { op: 'insertWords'; at: Place[]; anchor: string; next: string | null; side: 'before' | 'after'; words: string }
  | { op: 'append'; at: Place[]; words: string }
  | { op: 'prepend'; at: Place[]; words: string }
  | { op: 'delete'; at: Place[] }
  /** `to` counts in the new text; `into`: the article in force that takes what is moved or joined */
  | { op: 'renumber'; from: Place[]; to: Place[]; into?: Place }
  | { op: 'moveTo'; from: Place[]; beside: Place; side: 'before' | 'after' }
  | {
      op: 'insert';
      unit: Unit;
      count: number;
      into: Place | null;
      after: Place | null;
      /** 第六条与第七条之间: the place that must follow `after` */
      until?: Place;
      /** 在修改后的第六条后: the number that the new article must get */
      lands?: Place;
      /** 增加一章，包括第四条、第五条 */
      holds?: Place[];
      before: boolean;
      to: Place[];
      text: Quoted[];
    }
  | { op: 'merge'; from: Place[]; to: Place[]; text: Quoted[] }
  /** 删去第二章的章名, 将第三章并入第二章: its articles join a neighbour, the one before where none is named */
  | { op: 'joinHeading'; at: Place; into: Place | null }
  | { op: 'split'; from: Place[]; unit: Unit; count: number; to: Place[]; text: Quoted[] }
  /** `from`: the title that the decision says it has */
  | { op: 'rename'; at: Place; from: string | null; text: Quoted }
  /** `wording`: small changes of wording are announced too, and not given */
  /** `headings`: 章序 moves, together with 条序 or alone */
  | { op: 'renumberAll'; wording: boolean; headings?: 'too' | 'alone' };

export type InstructionKind =
  | 'replace'
  | 'insertAfter'
  | 'insertParagraph'
  | 'insertItem'
  | 'delete'
  | 'merge'
  | 'split'
  | 'renumber'
  | 'replaceWords'
  | 'heading'
  | 'renumberAll';

/**
 * The kind that an instruction is listed under: what it does to the wording comes before what it does to the number.
 */
export function kindOf(operations: readonly Operation[]): InstructionKind {
  const kinds = operations.map(kindOfOne);
  return kinds.find((kind) => kind !== 'renumber' && kind !== null) ?? kinds.find((kind) => kind !== null) ?? 'replace';
}

function kindOfOne(o: Operation): InstructionKind | null {
  switch (o.op) {
    case 'replace':
      return o.at[0]?.kind === 'title' || o.at[0]?.kind === 'heading' ? 'heading' : 'replace';
    case 'rename':
    case 'joinHeading':
      return 'heading';
    case 'replaceWords':
    case 'deleteWords':
    case 'insertWords':
    case 'append':
    case 'prepend':
      return 'replaceWords';
    case 'delete':
      return o.at.every((place) => place.stretch !== null) ? 'replaceWords' : 'delete';
    case 'renumber':
    case 'moveTo':
      return 'renumber';
    case 'merge':
      return 'merge';
    case 'split':
      return 'split';
    case 'renumberAll':
      return 'renumberAll';
    case 'insert':
      return o.unit === 'article'
        ? 'insertAfter'
        : o.unit === 'paragraph'
          ? 'insertParagraph'
          : o.unit === 'item' || o.unit === 'subitem'
            ? 'insertItem'
            : 'heading';
  }
}
