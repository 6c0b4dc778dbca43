/**
 * Lists as they are asked for and answered, page by page (Relay Cursor Connections): a stated order, the cursor after
 * which the page begins, and counts only where somebody asks for them.
 */
import { ArgsType, Field, Int } from '@nestjs/graphql';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { countAtMost, countEach } from '../database/counts.js';
import { givePlaces } from '../database/places.js';
import type { Reader } from '../database/scope.js';
import { enumOf } from './enums.js';
import { requestError } from './gate.js';

/** Up to here counts are exact: beyond, whoever reads them wants to know that they are many, not how many. */
export const EXACT_COUNT = 10_000;

const listOrderWords = {
  OLDEST_FIRST: '先来的在前',
  NEWEST_FIRST: '新来的在前',
} as const;
export type ListOrder = keyof typeof listOrderWords;
export const ListOrderEnum = enumOf('ListOrder', 'In which order a list is read', listOrderWords);

/** What every list is asked with; alone, of what is read in its own order, as the articles of a text are */
@ArgsType()
export class InOrder {
  @Field(() => Int, { defaultValue: 50, description: 'Rows of this page, at most 200' }) first: number;
  @Field(() => String, {
    nullable: true,
    description:
      'The cursor after which the page begins, from a page of the same list in the same order; none: the first page',
  })
  after: string | null;
}

/** What is read from either end */
@ArgsType()
export class OldestFirst extends InOrder {
  @Field(() => ListOrderEnum, { defaultValue: 'OLDEST_FIRST', description: 'From the oldest on, or from the newest' })
  order: ListOrder;
}

/** The same, of lists in which the newest is looked for first */
@ArgsType()
export class NewestFirst extends OldestFirst {
  @Field(() => ListOrderEnum, { defaultValue: 'NEWEST_FIRST', description: 'From the newest on, or from the oldest' })
  declare order: ListOrder;
}

export interface Counted {
  /** exact, or EXACT_COUNT where there are more */
  count: number;
  exact: boolean;
}

/** How many rows have each value of one property, under what the list is asked for beside that property */
export interface Facet {
  name: string;
  values: { value: string; words: string; count: number; exact: boolean }[];
}

export interface Page<T> {
  rows: readonly { row: T; cursor: string }[];
  hasMore: boolean;
  /** asked only where somebody wants to know */
  total(): Promise<Counted>;
  facets(): Promise<Facet[]>;
}

/** A count as lists say it: exact up to EXACT_COUNT, however much more is known */
export const countedOf = (n: number): Counted => ({ count: Math.min(n, EXACT_COUNT), exact: n <= EXACT_COUNT });

const cursorOf = (list: string, at: number): string => Buffer.from(`${list}:${at}`).toString('base64url');

/** @throws GraphQLError BAD_CURSOR for one that no page of this list gave */
function placeOf(list: string, cursor: string | null | undefined): number | null {
  if (cursor === null || cursor === undefined) return null;
  const found = /^(\w+):(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString());
  if (found?.[1] !== list) throw requestError('BAD_CURSOR', '翻页的位置不对：请从第一页看起。');
  return Number(found[2]);
}

/** A page without rows, for those who may see none */
export const noRows = <T>(): Page<T> => ({
  rows: [],
  hasMore: false,
  total: () => Promise.resolve(countedOf(0)),
  facets: () => Promise.resolve([]),
});

/** The rows of a page as something else */
export const mapPage = <T, U>(page: Page<T>, as: (row: T) => U): Page<U> => ({
  ...page,
  rows: page.rows.map(({ row, cursor }) => ({ row: as(row), cursor })),
});

/** A property by which a list is told apart: its SQL, of text, and the values it may have */
export interface FacetOf {
  name: string;
  column: string;
  words: Readonly<Record<string, string>>;
}

/** `without` gives the query of a list as it is asked for, but for the property named */
export async function countFacets<E extends ObjectLiteral>(
  facets: readonly FacetOf[],
  without: (name: string) => SelectQueryBuilder<E>,
): Promise<Facet[]> {
  const counted: Facet[] = [];
  for (const { name, column, words } of facets) {
    const found = await countEach(without(name), column, Object.keys(words), EXACT_COUNT + 1);
    counted.push({
      name,
      values: Object.entries(words).map(([value, said]) => ({
        value,
        words: said,
        ...countedOf(found.get(value) ?? 0),
      })),
    });
  }
  return counted;
}

/** How many values a facet of free words names at most: the commonest */
const OPEN_VALUES = 200;

/** A facet whose values are what people wrote, as a region 地区 is: the commonest first, then by character */
export const openFacet = (name: string, counts: ReadonlyMap<string, number>): Facet => ({
  name,
  values: [...counts]
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .slice(0, OPEN_VALUES)
    .map(([value, count]) => ({ value, words: value, ...countedOf(count) })),
});

export interface PlacedList {
  /** the table, and whose list of it: see `givePlaces` */
  list: string;
  ownerId: string;
}

/** Rows whose order is a column that is given under a lock, so that no later row can stand before an earlier one */
export interface NumberedList {
  list: string;
  /** SQL of it; never null in the rows of the query */
  column: string;
}

/** `at` is SQL of where a row stands */
async function inOrderOf<E extends ObjectLiteral>(
  reader: Reader,
  query: SelectQueryBuilder<E>,
  list: PlacedList | NumberedList,
): Promise<{ ordered: SelectQueryBuilder<E>; at: string }> {
  // in brackets, or the column itself would be read under that name and be missing from its row
  if ('column' in list) return { ordered: query.clone().addSelect(`(${list.column})`, 'row_place'), at: list.column };
  await givePlaces(reader.manager, list.list, list.ownerId);
  const ordered = query
    .clone()
    .innerJoin(
      'row_place',
      'at',
      `at.id = ${query.alias}.id and at.owner_id = :placesOf and at.list = :placesIn and at.place is not null`,
      { placesOf: list.ownerId, placesIn: list.list },
    )
    .addSelect('at.place', 'row_place');
  return { ordered, at: 'at.place' };
}

/**
 * A page of a query in the order of places. `query` has every condition and no order; what it joins is one to one.
 * @throws GraphQLError BAD_CURSOR for a cursor of another list
 */
export async function readPage<E extends ObjectLiteral>(
  reader: Reader,
  query: SelectQueryBuilder<E>,
  list: PlacedList | NumberedList,
  { first, after, order }: OldestFirst,
  facets: () => Promise<Facet[]> = () => Promise.resolve([]),
): Promise<Page<E>> {
  const from = placeOf(list.list, after);
  const { ordered, at } = await inOrderOf(reader, query, list);
  const [direction, beyond] = order === 'OLDEST_FIRST' ? (['ASC', '>'] as const) : (['DESC', '<'] as const);
  const paged = ordered.orderBy(at, direction).limit(first + 1);
  if (from !== null) paged.andWhere(`${at} ${beyond} :placesAfter`, { placesAfter: from });
  const { raw, entities } = await paged.getRawAndEntities<{ row_place: string }>();
  return {
    rows: entities.slice(0, first).map((row, i) => ({ row, cursor: cursorOf(list.list, Number(raw[i]?.row_place)) })),
    hasMore: entities.length > first,
    total: async () => countedOf(await countAtMost(query, EXACT_COUNT + 1)),
    facets,
  };
}

/** The rows before and after one in a list, in the order they came; null where there is none, or it has no place yet */
export async function readBeside<E extends ObjectLiteral>(
  reader: Reader,
  query: SelectQueryBuilder<E>,
  list: PlacedList | NumberedList,
  place: { id: string } | { number: number },
): Promise<{ previous: E | null; next: E | null }> {
  const { ordered, at } = await inOrderOf(reader, query, list);
  const mine = 'number' in place ? ':besideNumber' : '(select place from row_place where id = :besideId)';
  const values = 'number' in place ? { besideNumber: place.number } : { besideId: place.id };
  const nearest = (beyond: '<' | '>', direction: 'ASC' | 'DESC'): Promise<E | null> =>
    ordered.clone().andWhere(`${at} ${beyond} ${mine}`, values).orderBy(at, direction).limit(1).getOne();
  return { previous: await nearest('<', 'DESC'), next: await nearest('>', 'ASC') };
}

/**
 * A page of what is not stored as rows but worked out of a text, in its order; `at` is where an item stands, growing
 * along the list.
 * @throws GraphQLError BAD_CURSOR for a cursor of another list
 */
export function pageOf<T>(
  list: string,
  items: readonly T[],
  { first, after }: InOrder,
  at: (item: T, index: number) => number = (_, index) => index,
): Page<T> {
  const from = placeOf(list, after);
  const placed = items.map((row, index) => ({ row, place: at(row, index) }));
  const left = from === null ? placed : placed.filter((p) => p.place > from);
  return {
    rows: left.slice(0, first).map(({ row, place }) => ({ row, cursor: cursorOf(list, place) })),
    hasMore: left.length > first,
    total: () => Promise.resolve(countedOf(items.length)),
    facets: () => Promise.resolve([]),
  };
}

/** As `pageOf`, of rows that the database gives from `after` on: `read` gives one more than asked, if there is one. */
export async function pageFrom<T>(
  list: string,
  { first, after }: InOrder,
  read: (after: number | null, take: number) => Promise<readonly T[]>,
  at: (row: T) => number,
  total: () => Promise<number>,
): Promise<Page<T>> {
  const rows = await read(placeOf(list, after), first + 1);
  return {
    rows: rows.slice(0, first).map((row) => ({ row, cursor: cursorOf(list, at(row)) })),
    hasMore: rows.length > first,
    total: async () => countedOf(await total()),
    facets: () => Promise.resolve([]),
  };
}
