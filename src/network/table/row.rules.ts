/** One row of the 联系点表 read: what it says of a contact point beside what is known already. Pure. */
import { tidied } from '../../platform/base/visible.rules.js';
import { contactPointKindWords, contactPointLevelWords } from '../points/point.words.js';
import {
  type CellFault,
  dayCell,
  enumCell,
  fieldsCell,
  linesOf,
  type TableOrgan,
  type TablePerson,
  type TableRecord,
  termCell,
} from './cells.rules.js';
import type { TableColumn } from './table.words.js';

/** The cells of a row by column; a column that the table has not is not in it */
export type GivenCells = Partial<Record<TableColumn, string>>;

const MOST: Partial<Record<TableColumn, number>> = { name: 80, shortName: 30, region: 40, address: 120 };
const MOST_FIELDS = 20;
const MOST_ORGANS = 10;
const MOST_PEOPLE = 20;
const length = (text: string): number => [...text].length;
const isFault = (x: unknown): x is CellFault => typeof x === 'object' && x !== null && 'says' in x;

/** What a short name is where nobody wrote one */
export const shortNameOf = (name: string): string =>
  [...name.replace(/(?:基层)?立法(?:联系点|联络站|联络单位|征询单位|信息采集点)$/u, '')].slice(0, 30).join('') ||
  [...name].slice(0, 30).join('');

type Line = string | null;

/** Lines of a cell that go with those of another; undefined where the table has no such column */
function besideLines(
  given: GivenCells,
  column: TableColumn,
  mainWords: string,
  count: number,
  faults: CellFault[],
): Line[] | undefined {
  const cell = given[column];
  if (cell === undefined) return undefined;
  const found = linesOf(cell);
  if (found.length > count)
    faults.push({
      column,
      says: `有 ${found.length} 行，“${mainWords}”只有 ${count} 行：一行对一行，没有的写“—”`,
    });
  return found;
}

function organsOf(given: GivenCells, before: readonly TableOrgan[], faults: CellFault[]): readonly TableOrgan[] {
  if (given.organ === undefined) return before;
  const organs = linesOf(given.organ);
  if (organs.length > MOST_ORGANS)
    faults.push({ column: 'organ', says: `有 ${organs.length} 个，最多 ${MOST_ORGANS} 个` });
  const beside = (column: TableColumn): Line[] | undefined =>
    besideLines(given, column, '设立机关', organs.length, faults);
  const [since, term, plaque] = [beside('organSince'), beside('term'), beside('plaque')];
  return organs.map((organ, at): TableOrgan => {
    const known = before.find((o) => o.organ === organ);
    if (organ === null) faults.push({ column: 'organ', says: `第 ${at + 1} 行没有写` });
    else if (length(organ) < 2 || length(organ) > 80) faults.push({ column: 'organ', says: '要写 2 到 80 字' });
    const day = since === undefined ? (known?.since ?? null) : dayOrFault(since[at] ?? null, faults);
    const [years, until] =
      term === undefined ? [known?.years ?? null, known?.until ?? null] : termOrFault(term[at] ?? null, faults);
    const words = plaque === undefined ? (known?.plaque ?? null) : (plaque[at] ?? null);
    if (words !== null && length(words) > 80) faults.push({ column: 'plaque', says: '不超过 80 字' });
    return { organ: organ ?? '', since: day, years, until, plaque: words };
  });
}

function dayOrFault(line: Line, faults: CellFault[]): string | null {
  const day = line === null ? null : dayCell(line);
  if (line !== null && day === null)
    faults.push({ column: 'organSince', says: `写的是“${line}”：写成 2026-01-31 的样子` });
  return day;
}

function termOrFault(line: Line, faults: CellFault[]): [number | null, string | null] {
  const term = line === null ? null : termCell(line);
  if (line !== null && term === null)
    faults.push({ column: 'term', says: `写的是“${line}”：写成“5年”，或者“至2031-01-30”` });
  return [term?.years ?? null, term?.until ?? null];
}

const POSTS = [
  ['LEADER', 'leader', 'leaderPhone', '负责人'],
  ['LIAISON', 'liaison', 'liaisonPhone', '联络员'],
  ['INFORMATION', 'information', 'informationPhone', '信息员'],
] as const;

function peopleOf(given: GivenCells, before: readonly TablePerson[], faults: CellFault[]): readonly TablePerson[] {
  const people = POSTS.flatMap(([role, column, phoneColumn, words]): TablePerson[] => {
    const known = before.filter((p) => p.role === role);
    const cell = given[column];
    const names = cell === undefined ? known.map((p): Line => p.name) : linesOf(cell.replace(/、/gu, '\n'));
    const phones = besideLines(
      {
        ...given,
        ...(given[phoneColumn] !== undefined && { [phoneColumn]: given[phoneColumn].replace(/[、；;]/gu, '\n') }),
      },
      phoneColumn,
      words,
      names.length,
      faults,
    );
    return names.map((name, at): TablePerson => {
      if (name === null) faults.push({ column, says: `第 ${at + 1} 行没有写姓名` });
      else if (length(name) > 40) faults.push({ column, says: '姓名不超过 40 字' });
      const phone = phones === undefined ? (known.find((p) => p.name === name)?.phone ?? null) : (phones[at] ?? null);
      if (phone !== null && length(phone) > 40) faults.push({ column: phoneColumn, says: '不超过 40 字' });
      return { role, name: name ?? '', phone };
    });
  });
  if (people.length > MOST_PEOPLE)
    faults.push({ column: 'leader', says: `连同联络员、信息员有 ${people.length} 人，最多 ${MOST_PEOPLE} 人` });
  return people;
}

/**
 * What a row says: all of a contact point but the one above it, which needs the other rows. `before` is what is known
 * of it, null for a new one; cells that are wrong are left as they were and told in `faults`.
 */
export function readRow(given: GivenCells, before: TableRecord | null): { record: TableRecord; faults: CellFault[] } {
  const faults: CellFault[] = [];
  const text = (column: TableColumn): string | undefined => {
    const cell = given[column];
    if (cell === undefined) return undefined;
    const words = tidied(cell.replace(/\n/gu, ' '));
    const most = MOST[column];
    if (most !== undefined && length(words) > most)
      faults.push({ column, says: `有 ${length(words)} 字，不超过 ${most} 字` });
    return words;
  };
  const chosen = <K extends string>(
    column: TableColumn,
    words: Readonly<Record<K, string>>,
    known: K | undefined,
    otherwise: K,
  ): K => {
    const cell = text(column);
    if (cell === undefined && known !== undefined) return known;
    const value = cell === undefined || cell === '' ? null : enumCell(column, cell, words);
    if (value === null)
      faults.push({ column, says: `没有写：请从这些里选一个：${Object.values<string>(words).join('、')}` });
    else if (isFault(value)) faults.push(value);
    else return value;
    return known ?? otherwise;
  };
  const name = text('name') ?? '';
  if (length(name) < 2) faults.push({ column: 'name', says: name === '' ? '没有写' : '至少 2 个字' });
  const fields = given.fields === undefined ? (before?.fields ?? []) : fieldsCell(given.fields);
  if (fields.length > MOST_FIELDS)
    faults.push({ column: 'fields', says: `有 ${fields.length} 个，最多 ${MOST_FIELDS} 个` });
  const long = fields.find((f) => length(f) > 20);
  if (long !== undefined) faults.push({ column: 'fields', says: `里的“${long}”超过 20 字` });
  const orNone = (column: TableColumn, known: string | null | undefined): string | null => {
    const words = text(column);
    return words === undefined ? (known ?? null) : words || null;
  };
  return {
    record: {
      name,
      shortName: text('shortName') || (before?.shortName ?? shortNameOf(name)),
      kind: chosen('kind', contactPointKindWords, before?.kind, 'CONTACT_POINT'),
      level: chosen('level', contactPointLevelWords, before?.level, 'MUNICIPAL'),
      parent: before?.parent ?? null,
      region: orNone('region', before?.region),
      fields,
      address: orNone('address', before?.address),
      establishments: organsOf(given, before?.establishments ?? [], faults),
      people: peopleOf(given, before?.people ?? [], faults),
    },
    faults,
  };
}
