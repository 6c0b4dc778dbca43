/**
 * 节假日安排 as it is published once a year and tabled since: read from its sentences
 * (国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）上班。) or from a table that was pasted from a
 * page or a spreadsheet. Whatever does not agree with itself is told by its line: another year shows by its weekdays, a
 * slip by the number of days. Pure.
 */
import { addDays, type Day, isDay } from '../platform/base/days.rules.js';
import { daysFrom, type DayKind } from './working-days.rules.js';

export interface ReadDay {
  day: Day;
  kind: DayKind;
  /** the festival, such as 国庆节 */
  name: string;
}

/** A line that was not understood; counted from 1 */
export interface LineFault {
  line: number;
  words: string;
}

export interface ReadNotice {
  days: ReadDay[];
  faults: LineFault[];
}

class NotUnderstood extends Error {}
const wrong = (words: string): never => {
  throw new NotUnderstood(words);
};

const DATE =
  /(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:[(（]([^()（）]*)[)）])?|(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[(（]([^()（）]*)[)）])?/gu;
const TO = /^\s*(?:至|到|—+|-|–|~|～)\s*$/u;
const WEEKDAYS = '日一二三四五六';
const LONGEST_BREAK = 15;

/** `year` is that of the notice; days of the year before and after it stand with their year */
export function readNotice(text: string, year: number): ReadNotice {
  const read: ReadNotice = { days: [], faults: [] };
  const taken = new Map<Day, string>();
  let columns: Columns | null = null;
  for (const [at, raw] of text.split(/\r\n|\r|\n/u).entries()) {
    const line = raw.normalize('NFKC').trim();
    const cells = line.split(/\t|\s*\|\s*| {2,}/u).map((c) => c.trim());
    const headed: Columns | null = headOf(cells);
    if (headed) columns = headed;
    if (headed || !/\d日|\d{4}[-/.]\d/u.test(line) || isOnlyDate(line) || isHeading(line)) continue;
    try {
      const said = sentence(line) ?? row(cells, columns);
      for (const day of daysOf(said, year)) {
        const other = taken.get(day.day);
        if (other !== undefined) wrong(`${shown(day.day)}在“${other}”里已经有了，请核对。`);
        taken.set(day.day, day.name);
        read.days.push(day);
      }
    } catch (e) {
      if (!(e instanceof NotUnderstood)) throw e;
      read.faults.push({ line: at + 1, words: e.message });
    }
  }
  return read;
}

/** A festival as it is said: when it is free, when it is worked for it, and how many days it says it has */
interface Said {
  name: string;
  free: string;
  worked: string;
  count: number | null;
}

const isOnlyDate = (line: string): boolean => /^\d{4}年\d{1,2}月\d{1,2}日$/u.test(line);
const isHeading = (line: string): boolean => /[:：]$/u.test(line) || /^国办发/u.test(line);
const countIn = (words: string): number | null => {
  const said = /(?:共|放假)\s*(\d{1,2})\s*天|^(\d{1,2})\s*天?$/u.exec(words);
  return said ? Number(said[1] ?? said[2]) : null;
};

/** 一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。 */
function sentence(line: string): Said | null {
  const said = /^(?:[（(]?[一二三四五六七八九十\d]+[)）]?[、.．]?\s*)?([^\d:：]{1,20})[:：](.+)$/u.exec(line);
  if (!said || line.includes('\t')) return null;
  const rest = said[2] ?? '';
  const at = rest.indexOf('放假');
  if (at === -1) wrong('没有认出哪几天放假：应当写成“10月1日至7日放假”的样子。');
  const after = rest.slice(at);
  const end = after.search(/[。；;]/u);
  return {
    name: (said[1] ?? '').trim(),
    free: rest.slice(0, at),
    worked: end === -1 ? '' : after.slice(end),
    count: countIn(after),
  };
}

interface Columns {
  name: number;
  free: number;
  worked: number;
  count: number;
}
const AS_USUAL: Columns = { name: 0, free: 1, worked: 2, count: 3 };

/** The columns of a table by its head; null where this is none */
function headOf(cells: readonly string[]): Columns | null {
  const at = (what: RegExp): number => cells.findIndex((c) => what.test(c));
  const [name, worked, count] = [at(/^(?:节日|假日|节假日|名称|假期名称)/u), at(/调休|补班|上班/u), at(/天数/u)];
  const free = cells.findIndex((c, i) => i !== worked && i !== count && i !== name && /放假|假期|时间|日期/u.test(c));
  return name === -1 || free === -1 ? null : { name, free, worked, count };
}

function row(cells: readonly string[], columns: Columns | null): Said {
  const at = columns ?? AS_USUAL;
  const cell = (i: number): string => (i === -1 ? '' : (cells[i] ?? ''));
  if (cells.length < 2) wrong('没有认出这一行：请整行粘贴，第一格是节日，第二格是放假的日子。');
  const name = cell(at.name).replace(/^[一二三四五六七八九十\d]+[、.]\s*/u, '');
  if (name === '' || /\d/u.test(name)) wrong('没有认出这一行是哪个节日。');
  return { name, free: cell(at.free), worked: cell(at.worked), count: countIn(cell(at.count)) };
}

function daysOf(said: Said, year: number): ReadDay[] {
  if (said.name.length > 20) wrong('节日的名称太长，请核对。');
  const free = spans(said.free, year);
  if (free.length === 0) wrong('没有认出哪几天放假。');
  const worked = spans(said.worked, year);
  if (said.count !== null && said.count !== free.length)
    wrong(`写的是放假 ${said.count} 天，按日期算是 ${free.length} 天，请核对。`);
  for (const day of worked) {
    if (free.includes(day)) wrong(`${shown(day)}又放假又上班，请核对。`);
    if (![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())) wrong(`调休上班的${shown(day)}不是周末，请核对。`);
  }
  const { name } = said;
  return [
    ...free.map((day) => ({ day, kind: 'HOLIDAY' as const, name })),
    ...worked.map((day) => ({ day, kind: 'WORKED' as const, name })),
  ];
}

/** All days that are named, with those of spans */
function spans(words: string, noticeYear: number): Day[] {
  const days: Day[] = [];
  let [year, month, end] = [noticeYear, 0, 0];
  for (const found of words.matchAll(DATE)) {
    year = Number(found[1] ?? found[5] ?? year);
    month = Number(found[2] ?? found[6] ?? month);
    const day = dayOf(year, month, Number(found[3] ?? found[7]));
    if (Math.abs(year - noticeYear) > 1) wrong(`${shown(day)}不在 ${noticeYear} 年前后，请核对年份。`);
    checkWeekday(day, found[4] ?? found[8] ?? '');
    const before = days[days.length - 1];
    if (before !== undefined && TO.test(words.slice(end, found.index))) days.push(...through(before, day));
    else days.push(day);
    end = found.index + found[0].length;
  }
  const twice = days.find((d, i) => days.indexOf(d) !== i);
  if (twice !== undefined) wrong(`${shown(twice)}写了两次，请核对。`);
  return days;
}

function dayOf(year: number, month: number, date: number): Day {
  if (month === 0) wrong(`“${date}日”没有写是哪个月。`);
  const day = `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
  return isDay(day) ? day : wrong(`没有 ${year} 年 ${month} 月 ${date} 日这一天。`);
}

function checkWeekday(day: Day, beside: string): void {
  const said = /(?:周|星期|礼拜)([一二三四五六日天])/u.exec(beside)?.[1];
  const is = WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? '';
  if (said !== undefined && (said === '天' ? '日' : said) !== is)
    wrong(`${day.slice(0, 4)} 年${shown(day)}是周${is}，写的是周${said}，请核对年份和日期。`);
}

function through(first: Day, last: Day): Day[] {
  const days = daysFrom(addDays(first, 1), last);
  if (days.length === 0) wrong(`${shown(last)}不晚于${shown(first)}，跨年的请写明年份。`);
  if (days.length > LONGEST_BREAK) wrong(`从${shown(first)}到${shown(last)}有 ${days.length + 1} 天，请核对。`);
  return days;
}

const shown = (day: Day): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
