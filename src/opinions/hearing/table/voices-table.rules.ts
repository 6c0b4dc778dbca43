/** 意见录入表 read: voices that were typed elsewhere, row by row, each understood whole or told what is wrong. Pure. */
import { formatNumeral, parseArticleLabel } from '../../../articles/index.js';
import { dayCell, nearest } from '../../../network/table/cells.rules.js';
import { isBlank, lengthSeen, tidied } from '../../../platform/base/visible.rules.js';
import { LONGEST_NAME, readContact } from '../../contact.rules.js';
import { type Act, type Channel, LONGEST_OPINION, type TargetKind } from '../../opinion.rules.js';
import { channelWords, opinionActWords } from '../../opinion.words.js';
import { type VoiceColumn, voiceColumns } from './voices-table.words.js';

/** What a row may name: the articles of the draft, and the activities of the contact point about it */
export interface Known {
  articles: readonly {
    id: string;
    label: string;
    caption: string | null;
    /** its 款 项 目 by path, as lawyers name them: 第二款第（三）项 */
    places: ReadonlyMap<string, string>;
  }[];
  activities: readonly { id: string; heldOn: string; subject: string }[];
}

export interface TableVoice {
  target: { kind: TargetKind; provisionId: string | null; path: string | null };
  text: string;
  channel: Exclude<Channel, 'CODE'>;
  saidOn: string | null;
  activityId: string | null;
  place: string | null;
  act: Act;
  proposedWording: string | null;
  reason: string | null;
  contact: { name: string; phone: string } | null;
}

export interface ReadVoice {
  /** as the spreadsheet counts them */
  row: number;
  /** what the cell says, as it is shown */
  words: string;
  voice: TableVoice | null;
  /** whole sentences, with row and column */
  faults: string[];
}

interface Line {
  number: number;
  cells: readonly string[];
}

const HEAD_WITHIN = 5;
const COLUMNS = Object.keys(voiceColumns) as VoiceColumn[];
const headOf = (cell: string): string => tidied(cell.replace(/\s+/gu, ''));

/** How an officer hears, as the table says it */
export const tableChannels = {
  WALK_IN: channelWords.WALK_IN,
  PHONE: channelWords.PHONE,
  MEETING: channelWords.MEETING,
  PAPER: channelWords.PAPER,
} as const;

/** As an activity is written in the table: 2026-01-31 居民座谈会 */
export const activityCell = (a: { heldOn: string; subject: string }): string => `${a.heldOn} ${a.subject}`;

/** What stands under 本人同意 where contact data are written */
export const AGREED = '同意';
const LONGEST_PLACE = 60;

class Fault {
  constructor(readonly says: string) {}
}
const keysOf = <K extends string>(words: Readonly<Record<K, string>>): K[] => Object.keys(words) as K[];
const same = (a: string, b: string): boolean => a.replace(/\s+/gu, '') === b.replace(/\s+/gu, '');

/** 第2款第(3)项 as 第二款第三项, so that what people write and what is printed are one */
const plainPlace = (place: string): string =>
  place.replace(/[\s（）()]/gu, '').replace(/[0-9０-９]+/gu, (n) => formatNumeral(Number(n.normalize('NFKC'))));

const UNKNOWN = /^(?:不知道|不清楚|未指明条款|[—－-]+|无)?$/u;
const WHOLE = /^(?:全文|整部|整部法规|总体)$/u;

function targetOf(cell: string, known: Known): TableVoice['target'] | Fault {
  const written = tidied(cell.replace(/\n/gu, ' '));
  if (UNKNOWN.test(written)) return { kind: 'UNKNOWN', provisionId: null, path: null };
  if (WHOLE.test(written)) return { kind: 'WHOLE', provisionId: null, path: null };
  const named =
    /^\d{1,4}$/u.exec(written)?.[0] ?? /^.{1,20}?条(?:之[一二三四五六七八九十\d]{1,3})?/u.exec(written)?.[0];
  const number = named === undefined ? null : parseArticleLabel(/条/u.test(named) ? named : `第${named}条`);
  if (named === undefined || number === null)
    return new Fault(`写的是“${written.slice(0, 40)}”：写成“第二十条”“20”“全文”，不知道的空着`);
  const article = known.articles.find((a) => {
    const own = parseArticleLabel(a.label);
    return own !== null && own.number === number.number && own.sub === number.sub;
  });
  if (!article) return new Fault(`写的是“${named}”，这一稿里没有这一条`);
  const rest = tidied(written.slice(named.length));
  const at = { provisionId: article.id, path: null };
  if (rest === '' || (article.caption !== null && same(rest, article.caption))) return { kind: 'ARTICLE', ...at };
  if (/^(?:之)?后增加一条$/u.test(rest)) return { kind: 'NEW_ARTICLE_AFTER', ...at };
  const place = [...article.places].find(([, name]) => plainPlace(name) === plainPlace(rest));
  if (place) return { kind: 'ARTICLE', provisionId: article.id, path: place[0] };
  return new Fault(`写的是“${written.slice(0, 40)}”：${article.label}里没有“${rest.slice(0, 20)}”`);
}

function chosen<K extends string>(cell: string, words: Readonly<Record<K, string>>): K | Fault {
  const found = keysOf(words).find((k) => words[k] === tidied(cell));
  if (found !== undefined) return found;
  const all = Object.values<string>(words);
  const written = tidied(cell).slice(0, 20);
  return new Fault(`${written === '' ? '没有写' : `写的是“${written}”`}：请从这些里选一个：${all.join('、')}`);
}

function activityOf(cell: string, { activities }: Known): Known['activities'][number] | null | Fault {
  const written = tidied(cell);
  if (written === '') return null;
  const found = activities.filter((a) => same(activityCell(a), written) || same(a.subject, written));
  const [activity] = found;
  if (activity && found.length === 1) return activity;
  if (activity)
    return new Fault(`写的“${written}”有 ${found.length} 次：请连日期一起写，如“${activityCell(activity)}”`);
  const near = nearest(written, activities.map(activityCell));
  return new Fault(
    `写的是“${written.slice(0, 40)}”，没有记过这次活动${near === null ? '：先在“座谈会录入”里记一次' : `，是不是“${near}”`}`,
  );
}

function placeOf(cell: string): string | Fault {
  const place = tidied(cell.replace(/\n/gu, ' '));
  return [...place].length > LONGEST_PLACE ? new Fault(`超过 ${LONGEST_PLACE} 字`) : place;
}

const wordsOf = (cell: string): string | Fault => {
  const text = tidied(cell);
  return lengthSeen(text) > LONGEST_OPINION ? new Fault(`超过 ${LONGEST_OPINION} 字`) : text;
};

function contactOf(given: Partial<Record<VoiceColumn, string>>): TableVoice['contact'] | { wrong: 'name' | 'phone' } {
  const [name, phone] = [given.name ?? '', given.phone ?? ''];
  const read = readContact(name, phone);
  if ('wrong' in read) return read;
  return read.contact && { name, phone };
}

/** One row; cells that are wrong are told in `faults`, and then there is no voice */
function readRow(row: number, given: Partial<Record<VoiceColumn, string>>, known: Known): ReadVoice {
  const faults: string[] = [];
  const told = <T>(column: VoiceColumn, value: T | Fault, instead: T): T => {
    if (!(value instanceof Fault)) return value;
    faults.push(`第${row}行“${voiceColumns[column]}”${value.says}`);
    return instead;
  };
  const text = told('text', wordsOf(given.text ?? ''), '');
  if (text === '' && faults.length === 0) faults.push(`第${row}行“${voiceColumns.text}”没有写`);
  const activity = told('activity', activityOf(given.activity ?? '', known), null);
  const written = tidied(given.saidOn ?? '');
  const day = written === '' ? (activity?.heldOn ?? null) : dayCell(written.replace(/[T ]\d{1,2}:.*$/u, ''));
  const saidOn = told(
    'saidOn',
    written !== '' && day === null ? new Fault(`写的是“${written.slice(0, 20)}”：写成 2026-01-31 的样子`) : day,
    null,
  );
  const contact = contactOf(given);
  if (contact && 'wrong' in contact)
    faults.push(
      `第${row}行“${voiceColumns[contact.wrong]}”${contact.wrong === 'phone' ? '不是电话号码' : `超过 ${LONGEST_NAME} 字`}，也可以空着`,
    );
  else if (contact && tidied(given.agreed ?? '') !== AGREED)
    faults.push(
      `第${row}行留了联系方式，“${voiceColumns.agreed}”没有写“${AGREED}”：先告诉对方用处，同意了再写；不同意的，删去称呼和电话`,
    );
  const voice: TableVoice = {
    target: told('article', targetOf(given.article ?? '', known), { kind: 'UNKNOWN', provisionId: null, path: null }),
    text,
    channel: told('channel', chosen(given.channel ?? '', tableChannels), 'WALK_IN'),
    saidOn,
    activityId: activity?.id ?? null,
    place: told('place', placeOf(given.place ?? ''), '') || null,
    act: tidied(given.act ?? '') === '' ? 'AMEND' : told('act', chosen(given.act ?? '', opinionActWords), 'AMEND'),
    proposedWording: told('proposedWording', wordsOf(given.proposedWording ?? ''), '') || null,
    reason: told('reason', wordsOf(given.reason ?? ''), '') || null,
    contact: contact && 'wrong' in contact ? null : contact,
  };
  return { row, words: text, voice: faults.length === 0 ? voice : null, faults };
}

/** The rows of a table, and the heads of columns that mean nothing here; Chinese that says why it is none */
export function readVoicesTable(
  lines: readonly Line[],
  known: Known,
): { rows: ReadVoice[]; ignored: string[] } | string {
  const at = lines.slice(0, HEAD_WITHIN).findIndex((r) => r.cells.some((c) => headOf(c) === voiceColumns.text));
  const head = lines[at];
  if (!head) return `没有找到表头：前 ${HEAD_WITHIN} 行里要有一格写“${voiceColumns.text}”。可以先下载空表，照着填。`;
  const columns = new Map<number, VoiceColumn>();
  const ignored: string[] = [];
  for (const [place, cell] of head.cells.entries()) {
    const written = headOf(cell);
    const column = COLUMNS.find((c) => voiceColumns[c] === written);
    if (column === undefined) {
      if (written !== '') ignored.push(written.slice(0, 40));
    } else if ([...columns.values()].includes(column)) return `表头里“${written}”有两列：请删去一列再导入。`;
    else columns.set(place, column);
  }
  const rows = lines
    .slice(at + 1)
    .filter((line) => line.cells.some((c) => !isBlank(c)))
    .map((line) => {
      const cells = [...columns].map(([place, column]): [VoiceColumn, string] => [column, line.cells[place] ?? '']);
      return readRow(line.number, Object.fromEntries(cells), known);
    });
  return { rows, ignored };
}

/**
 * What makes the voice of a row the same one when its table comes again: all that it says but the contact data, and the
 * how manieth row of the table that says it: two who say the same are two.
 */
export function rowKeys(voices: readonly (TableVoice | null)[]): (string | null)[] {
  const seen = new Map<string, number>();
  return voices.map((voice) => {
    if (!voice) return null;
    const { contact: _, place, ...said } = voice;
    // a table of before the column 地点 says the same without it
    const words = JSON.stringify(place === null ? said : { ...said, place });
    const nth = (seen.get(words) ?? 0) + 1;
    seen.set(words, nth);
    return `${nth}.${words}`;
  });
}
