/** The 联系点表 read against what is known: what is new, what changes, what stays, what is not written right. Pure. */
import { tidied } from '../../platform/base/visible.rules.js';
import { type CellFault, type Cells, cellsOf, faultWords, nearest, type TableRecord } from './cells.rules.js';
import { type GivenCells, readRow } from './row.rules.js';
import { type TableColumn, tableColumns, type tableRowStateWords } from './table.words.js';

/** A contact point engaged here, as it is known */
export interface KnownPoint extends TableRecord {
  id: string;
  parentId: string | null;
  /** another legislature engages it too */
  shared: boolean;
}

export interface CellChange {
  column: TableColumn;
  before: string;
  after: string;
}

export interface PlannedRow {
  /** as the spreadsheet counts them */
  row: number;
  state: keyof typeof tableRowStateWords;
  /** null for a new one */
  id: string | null;
  record: TableRecord;
  /** the one above it: an id, or the row of a new one; undefined where it stays */
  above?: { id: string } | { row: number } | null;
  changes: CellChange[];
  /** whole sentences, with row and column */
  faults: string[];
}

export interface Plan {
  rows: PlannedRow[];
  /** heads of columns that mean nothing here */
  ignored: string[];
}

const HEAD_WITHIN = 5;
const COMMON = ['name', 'shortName', 'kind', 'level', 'parent', 'region', 'fields', 'address'] as const;
const COLUMNS = Object.keys(tableColumns) as TableColumn[];
const headOf = (cell: string): string => tidied(cell.replace(/\s+/gu, ''));

interface Lines {
  number: number;
  cells: readonly string[];
}

interface Head {
  at: number;
  columns: Map<TableColumn, number>;
  ignored: string[];
}

/** Where the head is and what its columns are; Chinese that says what is wrong with it */
function readHead(rows: readonly Lines[]): Head | string {
  const at = rows.slice(0, HEAD_WITHIN).findIndex((r) => r.cells.some((c) => headOf(c) === tableColumns.name));
  const row = rows[at];
  if (!row) return `没有找到表头：前 ${HEAD_WITHIN} 行里要有一格写“${tableColumns.name}”。可以先导出一张表，照着填。`;
  const columns = new Map<TableColumn, number>();
  const ignored: string[] = [];
  for (const [place, cell] of row.cells.entries()) {
    const head = headOf(cell);
    const column = COLUMNS.find((c) => tableColumns[c] === head);
    if (column === undefined) {
      if (head !== '') ignored.push(head.slice(0, 40));
    } else if (columns.has(column)) return `表头里“${head}”有两列：请删去一列再导入。`;
    else columns.set(column, place);
  }
  return { at, columns, ignored };
}

/** A row while the table is worked through */
interface Working {
  row: number;
  known: KnownPoint | null;
  given: GivenCells;
  record: TableRecord;
  faults: CellFault[];
  above?: { id: string } | { row: number } | null;
}

/** Which contact point a row is: by its id where it says one, else by its full name */
function whichOne(given: GivenCells, byId: ReadonlyMap<string, KnownPoint>, byName: ReadonlyMap<string, KnownPoint>) {
  const id = tidied(given.id ?? '').toLowerCase();
  if (id === '') return { known: byName.get(tidied(given.name ?? '')) ?? null, fault: null };
  const known = byId.get(id) ?? null;
  const fault: CellFault = { column: 'id', says: '不是本机关聘用的联系点：新增的行，编号空着' };
  return { known, fault: known ? null : fault };
}

/** Two rows may not be one contact point, nor bear one name */
function refuseDoubles(rows: readonly Working[], known: readonly KnownPoint[]): void {
  const seen = new Map<string, number>();
  const inTable = new Set(rows.flatMap((r) => (r.known ? [r.known.id] : [])));
  const taken = new Map<string, string>(
    known.filter((k) => !inTable.has(k.id)).map((k) => [k.name, '已经有了，请换一个']),
  );
  for (const one of rows) {
    const twin = one.known === null ? undefined : seen.get(one.known.id);
    if (twin !== undefined) one.faults.push({ column: 'name', says: `和第${twin}行是同一个联系点，只留一行` });
    else if (taken.has(one.record.name) && one.record.name !== '')
      one.faults.push({ column: 'name', says: taken.get(one.record.name) ?? '' });
    if (one.known) seen.set(one.known.id, seen.get(one.known.id) ?? one.row);
    if (twin === undefined) taken.set(one.record.name, taken.get(one.record.name) ?? `和第${one.row}行一样，只留一行`);
  }
}

type Place = { name: string; shortName: string; at: { id: string } | { row: number } };

/** The one above each row, by full name, else by a short name that is one's alone */
function findParents(rows: readonly Working[], known: readonly KnownPoint[]): void {
  const inTable = new Set(rows.flatMap((r) => (r.known ? [r.known.id] : [])));
  const places: Place[] = [
    ...rows.map((r): Place => ({ ...r.record, at: r.known ? { id: r.known.id } : { row: r.row } })),
    ...known.filter((k) => !inTable.has(k.id)).map((k): Place => ({ ...k, at: { id: k.id } })),
  ];
  const group = (by: (p: Place) => string): Map<string, Place[]> => {
    const groups = new Map<string, Place[]>();
    for (const p of places) groups.set(by(p), [...(groups.get(by(p)) ?? []), p]);
    return groups;
  };
  const [byName, byShort] = [group((p) => p.name), group((p) => p.shortName)];
  const engaged = new Set(known.map((k) => k.id));
  for (const one of rows) {
    if (one.given.parent === undefined) continue;
    const wanted = tidied(one.given.parent);
    // whoever is above it and not engaged here is not in the table, and stays above it
    const hidden = one.known?.parentId != null && !engaged.has(one.known.parentId);
    if (wanted === '') {
      if (!hidden) one.above = null;
      continue;
    }
    const found = byName.get(wanted) ?? byShort.get(wanted) ?? [];
    const [place] = found;
    if (found.length > 1) one.faults.push({ column: 'parent', says: `写的“${wanted}”有 ${found.length} 个：请写全称` });
    else if (!place) {
      const near = nearest(wanted, [...byShort.keys(), ...byName.keys()]);
      one.faults.push({
        column: 'parent',
        says: `写的是“${wanted}”，没有这个联系点${near === null || near === one.record.name ? '' : `，是不是“${near}”`}`,
      });
    } else one.above = place.at;
  }
}

const keyOf = (at: { id: string } | { row: number } | null | undefined): string | null =>
  at == null ? null : 'id' in at ? at.id : `row ${at.row}`;
const ownKey = (r: Working): string => r.known?.id ?? `row ${r.row}`;

/** A row below one that is not written right waits for it; a circle is told at each of its rows */
function refusePlaces(rows: readonly Working[], known: readonly KnownPoint[]): void {
  const above = new Map<string, string | null>(known.map((k) => [k.id, k.parentId]));
  for (const r of rows) if (r.above !== undefined || !r.known) above.set(ownKey(r), keyOf(r.above));
  for (const r of rows) {
    const seen = new Set<string>();
    for (let at = above.get(ownKey(r)) ?? null; at !== null && !seen.has(at); at = above.get(at) ?? null) {
      seen.add(at);
      if (at === ownKey(r) && r.above !== undefined) {
        r.faults.push({ column: 'parent', says: '绕了一圈，又回到自己：请改正上级' });
        break;
      }
    }
  }
  const byKey = new Map(rows.map((r) => [ownKey(r), r]));
  // the wrong ones first; below them all that hang on a new one that will not be made
  const waiting = rows.filter((r) => r.faults.length > 0 && !r.known);
  const children = new Map<string, Working[]>();
  for (const r of rows) {
    const key = keyOf(r.above);
    if (key !== null && byKey.has(key)) children.set(key, [...(children.get(key) ?? []), r]);
  }
  for (let one = waiting.pop(); one; one = waiting.pop())
    for (const child of children.get(ownKey(one)) ?? []) {
      if (child.faults.length > 0) continue;
      if (!child.known) waiting.push(child);
      child.faults.push({ column: 'parent', says: `在第${one.row}行，那一行没有写对，先改那一行` });
    }
}

function planned(one: Working, nameOf: (key: string) => string): PlannedRow {
  const key = keyOf(one.above);
  const stays = one.above === undefined || (one.known !== null && key === one.known.parentId);
  const parent = stays ? one.record.parent : key === null ? null : nameOf(key);
  const record = { ...one.record, parent };
  const after = cellsOf(record);
  const before: Cells | null = one.known && cellsOf(one.known);
  const changes = (Object.keys(after) as (keyof Cells)[]).flatMap((column): CellChange[] =>
    after[column] === (before?.[column] ?? '')
      ? []
      : [{ column, before: before?.[column] ?? '', after: after[column] }],
  );
  const common = one.known?.shared === true ? changes.find((c) => COMMON.some((name) => name === c.column)) : undefined;
  if (common) one.faults.push({ column: common.column, says: '不能由本机关单独改：另有别的立法机关聘用它' });
  const faults = one.faults.map((f) => faultWords(one.row, f));
  const state = faults.length > 0 ? 'WRONG' : !one.known ? 'NEW' : changes.length > 0 ? 'CHANGED' : 'SAME';
  return {
    row: one.row,
    state,
    id: one.known?.id ?? null,
    record,
    ...(one.above !== undefined && { above: one.above }),
    changes,
    faults,
  };
}

/**
 * Reads a table against what is known. A column that the table has not stays as it is; so does a contact point that it
 * does not name. Chinese that says what is wrong where there is no head or no row.
 */
export function planTable(lines: readonly Lines[], known: readonly KnownPoint[]): Plan | string {
  const head = readHead(lines);
  if (typeof head === 'string') return head;
  const body = lines.slice(head.at + 1);
  if (body.length === 0) return '表头下面没有内容。';
  const byId = new Map(known.map((k) => [k.id, k]));
  const byName = new Map(known.map((k) => [k.name, k]));
  const rows = body.map(({ number, cells }): Working => {
    const given: GivenCells = Object.fromEntries([...head.columns].map(([column, at]) => [column, cells[at] ?? '']));
    const { known: found, fault } = whichOne(given, byId, byName);
    const { record, faults } = readRow(given, found);
    return { row: number, known: found, given, record, faults: fault ? [fault, ...faults] : faults };
  });
  refuseDoubles(rows, known);
  findParents(rows, known);
  refusePlaces(rows, known);
  const names = new Map([
    ...known.map((k): [string, string] => [k.id, k.name]),
    ...rows.map((r): [string, string] => [ownKey(r), r.record.name]),
  ]);
  return { rows: rows.map((r) => planned(r, (key) => names.get(key) ?? '')), ignored: head.ignored };
}
