/** 意见汇总表 (papers 9): what a return says on paper. Pure: facts in, words out. */
import { titled } from '../../papers/paper.rules.js';
import { channelWords } from '../../opinions/opinion.words.js';
import type { Channel } from '../../opinions/opinion.rules.js';
import { chineseDate } from '../../platform/documents/printable.rules.js';
import type { ReturnKind } from './return.words.js';

/** N 条原话, M 种文字, K 个来源: how many spoke, in how many texts, from how many codes, activities or ways */
export interface VoiceFigures {
  voices: number;
  texts: number;
  sources: number;
}

/** One comment in a return */
export interface ReturnLine extends VoiceFigures {
  number: number;
  /** the place, as letters name it */
  place: string;
  text: string;
  proposedWording: string | null;
  reason: string | null;
  /** 原文报送 */
  verbatim: boolean;
  channels: Partial<Record<Channel, number>>;
}

/** 听取, 报送, 原文, 归并, 赞同, 未列入, of all that the body reported up to this return */
export interface ReturnFigures {
  heard: number;
  /** of those heard, the voices behind the comments reported */
  voices: number;
  reported: number;
  verbatim: number;
  merged: number;
  inFavour: number;
  setAside: number;
  texts: number;
  sources: number;
}

/** The return on one draft */
export interface ReturnPart {
  draftTitle: string;
  /** the full name of the body that reports */
  body: string;
  /** 来函: the number of the letter that asked; null where none came through here */
  letterNumber: string | null;
  /** YYYY-MM-DD; null before it is sent */
  sentOn: string | null;
  kind: ReturnKind;
  /** 第几次报送, counted without supplements */
  times: number;
  figures: ReturnFigures;
  lines: readonly ReturnLine[];
  /** 表号; null before it is sent */
  number: string | null;
}

/** One draft of the paper in words, in the order in which they are printed */
export interface PrintedReturn {
  title: string;
  /** under the title: 补报, 第2次报送; '' for the first one */
  second: string;
  heads: readonly [string, string, string];
  figures: string;
  /** instead of the table, where there is no opinion; '' otherwise */
  nothing: string;
  rows: readonly (readonly string[])[];
  signature: string;
  /** 表号 and the first eight digits of its hash */
  foot: string;
}

export const RETURN_COLUMNS = ['序号', '条款', '意见内容', '修改建议', '理由', '来源和条数'] as const;
export type PaperSize = 'A4' | 'A3';
/** Millimetres: widths of columns, page, margins (top, bottom, left, right); points: size and pitch (papers 0.1, 9) */
export const RETURN_SHEETS = {
  A4: { columns: [10, 30, 92, 60, 40, 20], page: [297, 210], margins: [25, 20, 25, 20], size: 10.5, pitch: 16 },
  A3: { columns: [12, 36, 132, 92, 66, 32], page: [420, 297], margins: [25, 20, 30, 20], size: 12, pitch: 18 },
} as const;

/** 表号: the day and the beginning of its id, so that it is typed from paper */
export const returnNumber = (id: string, day: string): string =>
  `HZ${day.replaceAll('-', '')}-${id.replaceAll('-', '').slice(0, 6).toUpperCase()}`;

/** A repeated text is shown as such, and nothing is merged away; '' where everybody said it in other words */
export const surgeWords = ({ voices, texts, sources }: VoiceFigures): string =>
  texts < voices ? `${voices}条原话、${texts}种文字、${sources}个来源` : '';

/** The words of one draft's return; `digest` is that of the facts (`digestOf`). Same facts, same words. */
export function printReturn(part: ReturnPart, digest: string): PrintedReturn {
  const isNothing = part.lines.length === 0;
  return {
    title: `关于${titled(part.draftTitle)}的意见汇总表`,
    second: { FIRST: '', SUPPLEMENT: '（补报）', AGAIN: `（第${part.times}次报送）` }[part.kind],
    heads: [
      `报送单位：${part.body}（印章）`,
      `来函：${part.letterNumber ?? '—'}`,
      `报送日期：${part.sentOn === null ? '　　　　年　月　日' : chineseDate(part.sentOn)}`,
    ],
    figures: figuresOf(part),
    nothing: isNothing ? '经听取意见，没有修改意见。' : '',
    rows: part.lines.map(rowOf),
    signature: '负责人（签字）：　　　　　　　　联络员：　　　　　　　　电话：　　　　　　　　　　　　年　　月　　日',
    foot: part.number === null ? '未报送' : `${part.number}　${digest}`,
  };
}

function figuresOf({ figures: f, kind, lines }: ReturnPart): string {
  if (lines.length === 0) return f.setAside === 0 ? '' : `听取意见${f.heard}条，未列入${f.setAside}条。`;
  const whole = `听取意见${f.heard}条，归纳报送${f.reported}条（原文${f.verbatim}条，归并${f.merged}条），其中赞同${f.inFavour}条；未列入${f.setAside}条。`;
  const [first, last] = [lines[0]?.number ?? 0, lines.at(-1)?.number ?? 0];
  const these = first === last ? `第${first}条` : `第${first}条至第${last}条`;
  const before = {
    FIRST: '',
    SUPPLEMENT: `补报${lines.length}条，是${these}，序号接着以前报送的。连同以前报送的，`,
    AGAIN: '以前报送的汇总表作废，以这一份为准。',
  }[kind];
  const surge = surgeWords({ voices: f.heard, texts: f.texts, sources: f.sources });
  const gap = kind === 'AGAIN' && last > lines.length ? `空缺的序号是已经撤销的意见。` : '';
  return `${before}${whole}${surge === '' ? '' : `听取的意见是${surge}。`}${gap}`;
}

const NOTHING = '—';

/** Items are cited without brackets (立法技术规范 9): 第三项 */
const cited = (place: string): string => place.replace(/第（([一二三四五六七八九十百]+)）项/gu, '第$1项');

function rowOf(line: ReturnLine): readonly string[] {
  const by = Object.entries(line.channels).map(([channel, n]) => `${channelWords[channel as Channel]}${n}`);
  const repeated = line.texts < line.voices ? [`${line.texts}种文字`, `${line.sources}个来源`] : [];
  return [
    String(line.number),
    cited(line.place),
    `${line.verbatim ? '〔原话〕' : ''}${line.text}`,
    line.proposedWording?.trim() || NOTHING,
    line.reason?.trim() || NOTHING,
    [`群众${line.voices}`, ...by, ...repeated].join('\n'),
  ];
}
