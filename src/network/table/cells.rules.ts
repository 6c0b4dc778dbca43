/** One row of the 联系点表: what is known as the words of its cells, and the words of cells as what is known. Pure. */
import { tidied } from '../../platform/base/visible.rules.js';
import { contactPointKindWords, contactPointLevelWords } from '../points/point.words.js';
import { type TableColumn, tableColumns } from './table.words.js';

export interface TableOrgan {
  organ: string;
  since: string | null;
  years: number | null;
  until: string | null;
  plaque: string | null;
}
export interface TablePerson {
  role: 'LEADER' | 'LIAISON' | 'INFORMATION';
  name: string;
  phone: string | null;
}
/** A contact point as the table has it; `parent` is the full name of the one above it */
export interface TableRecord {
  name: string;
  shortName: string;
  kind: keyof typeof contactPointKindWords;
  level: keyof typeof contactPointLevelWords;
  parent: string | null;
  region: string | null;
  fields: readonly string[];
  address: string | null;
  establishments: readonly TableOrgan[];
  people: readonly TablePerson[];
}
export type Cells = Readonly<Record<Exclude<TableColumn, 'id'>, string>>;

export const NOTHING = '—';
const ROLES = ['LEADER', 'LIAISON', 'INFORMATION'] as const;

/** Several lines of one cell; nothing at all is an empty cell, nothing between others is a dash */
const lines = (all: readonly (string | null)[]): string =>
  all.every((one) => one === null) ? '' : all.map((one) => one ?? NOTHING).join('\n');

const termOf = ({ years, until }: TableOrgan): string | null =>
  years !== null ? `${years}年` : until !== null ? `至${until}` : null;

/** The words of each cell of a row, as they are exported and compared */
export function cellsOf(record: TableRecord): Cells {
  const organs = record.establishments;
  const [leaders, liaisons, informants] = ROLES.map((role) => record.people.filter((p) => p.role === role));
  const names = (people: readonly TablePerson[] = []): string => lines(people.map((p) => p.name));
  const phones = (people: readonly TablePerson[] = []): string => lines(people.map((p) => p.phone));
  return {
    name: record.name,
    shortName: record.shortName,
    kind: contactPointKindWords[record.kind],
    level: contactPointLevelWords[record.level],
    parent: record.parent ?? '',
    region: record.region ?? '',
    fields: record.fields.join('、'),
    address: record.address ?? '',
    organ: lines(organs.map((o) => o.organ)),
    organSince: lines(organs.map((o) => o.since)),
    term: lines(organs.map(termOf)),
    plaque: lines(organs.map((o) => o.plaque)),
    leader: names(leaders),
    leaderPhone: phones(leaders),
    liaison: names(liaisons),
    liaisonPhone: phones(liaisons),
    information: names(informants),
    informationPhone: phones(informants),
  };
}

/** What a cell cannot be, in words; thrown within this file's callers only, and caught row by row */
export interface CellFault {
  column: TableColumn;
  /** behind 第 17 行“类别” */
  says: string;
}

/** How alike two words are, 0 to 1: by the characters that they share */
function likeness(a: string, b: string): number {
  const left = [...b];
  let shared = 0;
  for (const c of a) {
    const at = left.indexOf(c);
    if (at < 0) continue;
    left.splice(at, 1);
    shared++;
  }
  return (2 * shared) / Math.max(1, [...a].length + [...b].length);
}

const ENOUGH_ALIKE = 0.4;

/** The one of these words that somebody most likely meant; null where none is near */
export function nearest(text: string, known: Iterable<string>): string | null {
  let best: string | null = null;
  let most = ENOUGH_ALIKE;
  for (const one of known) {
    const now = likeness(text, one);
    if (now > most || (now === most && best === null)) [best, most] = [one, now];
  }
  return best;
}

/** The value of a word of an enum, or what is wrong with it */
export function enumCell<K extends string>(
  column: TableColumn,
  text: string,
  words: Readonly<Record<K, string>>,
): K | CellFault {
  const found = (Object.keys(words) as K[]).find((k) => words[k] === text);
  if (found !== undefined) return found;
  const all = Object.values<string>(words);
  // of a few, which all end alike, the nearest is a guess
  const near = all.length > 4 ? nearest(text, all) : null;
  return {
    column,
    says: near === null ? `写的是“${text}”：请从这些里选一个：${all.join('、')}` : `写的是“${text}”，是不是“${near}”`,
  };
}

const isNothing = (text: string): boolean => text === '' || /^(?:[—－-]+|无|／|\/)$/u.test(text);

/** The lines of a cell, each without blanks at its ends; null for one that says nothing; none behind the last word */
export function linesOf(cell: string): (string | null)[] {
  const all = cell.split('\n').map((line) => {
    const text = tidied(line);
    return isNothing(text) ? null : text;
  });
  while (all.length > 0 && all.at(-1) === null) all.pop();
  return all;
}

const exists = (day: string): boolean => {
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === day;
};

/** 2026-01-31 of 2026年1月31日, 2026/1/31, 2026.1.31; null where it is no day that exists */
export function dayCell(text: string): string | null {
  const m = /^(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?$/u.exec(text);
  const day = m ? `${m[1]}-${(m[2] ?? '').padStart(2, '0')}-${(m[3] ?? '').padStart(2, '0')}` : '';
  return exists(day) ? day : null;
}

/** 5年 or 至2031-01-30; null where it is neither */
export function termCell(text: string): { years: number | null; until: string | null } | null {
  const years = Number(/^(\d{1,2})\s*年?$/u.exec(text)?.[1] ?? 0);
  if (years >= 1 && years <= 50) return { years, until: null };
  const until = dayCell(text.replace(/^(?:至|到)\s*/u, ''));
  return until === null ? null : { years: null, until };
}

/** 领域 of a cell, each once */
export const fieldsCell = (text: string): string[] => [
  ...new Set(
    text
      .split(/[、，,；;\n]+/u)
      .map(tidied)
      .filter((f) => f !== ''),
  ),
];

/** 第17行“类别”… */
export const faultWords = (row: number, { column, says }: CellFault): string =>
  `第${row}行“${tableColumns[column]}”${says}`;
