/** Connections as GraphQL types: one maker for every list of the contract. */
import type { Type } from '@nestjs/common';
import { Field, Int, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Counted, Facet, Page } from './paging.js';

type Class = abstract new (...args: never[]) => unknown;

@ObjectType('PageInfo', { description: 'Where a page stands in its list' })
export class PageInfoType {
  @Field(() => Boolean, { description: 'There are rows behind this page' }) hasNextPage: boolean;
  @Field(() => Boolean, { description: 'There are rows before this page' }) hasPreviousPage: boolean;
  @Field(() => String, { nullable: true, description: 'Cursor of the first row; null of an empty page' })
  startCursor: string | null;
  @Field(() => String, { nullable: true, description: 'Cursor of the last row: ask for the next page after it' })
  endCursor: string | null;
}

@ObjectType('FacetValue', { description: 'How many rows of a list have one value' })
export class FacetValueType {
  @Field(() => String, { description: 'The value as the filter takes it' }) value: string;
  @Field(() => String, { description: 'Chinese' }) words: string;
  @Field(() => Int, { description: 'How many, exact to 10,000' }) count: number;
  @Field(() => Boolean, { description: 'false: 10,000 and more' }) exact: boolean;
}

@ObjectType('Facet', { description: 'A property of the rows of a list, counted under the present filter but its own' })
export class FacetType {
  @Field(() => String, { description: 'The property, as the filter names it' }) name: string;
  @Field(() => [FacetValueType], { description: 'Every value there can be, those of no row too; bounded(1000)' })
  values: FacetValueType[];
}

/** A page as the contract shows it; counts are asked only where they are selected */
export interface Connection<N> {
  edges: { cursor: string; node: N }[];
  nodes: N[];
  pageInfo: PageInfoType;
  page: Pick<Page<unknown>, 'total' | 'facets'>;
}

/** `after`: the cursor the page was asked with */
export function connected<T, N = T>(
  page: Page<T>,
  after: string | null | undefined,
  as: (row: T) => N = (row) => row as unknown as N,
): Connection<N> {
  const edges = page.rows.map(({ row, cursor }) => ({ cursor, node: as(row) }));
  return {
    edges,
    nodes: edges.map((e) => e.node),
    pageInfo: {
      hasNextPage: page.hasMore,
      hasPreviousPage: after !== null && after !== undefined,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    page: totalOnce(page),
  };
}

/** `totalCount` and `totalCountExact` ask one question */
function totalOnce(page: Pick<Page<unknown>, 'total' | 'facets'>): Pick<Page<unknown>, 'total' | 'facets'> {
  let asked: Promise<Counted> | undefined;
  return { total: () => (asked ??= page.total()), facets: () => page.facets() };
}

/**
 * The type of a list of these nodes, `<name>Connection`, and the resolver that its room must name among its providers.
 * With `facets` it has them too.
 */
export function connectionOf(
  name: string,
  node: () => Class,
  { facets = false }: { facets?: boolean } = {},
): { type: Type; resolver: Type } {
  @ObjectType(`${name}Edge`, { description: `A row of a list of ${name}, with its cursor` })
  class Edge {
    @Field(() => String, { description: 'Where it stands in the list' }) cursor: string;
    @Field(node, { description: 'The row' }) node: unknown;
  }
  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name}` })
  class ConnectionType {
    @Field(() => [Edge], { description: 'The rows of this page with their cursors' }) edges: Edge[];
    @Field(() => [node()], { description: 'The rows of this page' }) nodes: unknown[];
    @Field(() => PageInfoType, { description: 'Where the page stands' }) pageInfo: PageInfoType;
  }
  @Resolver(() => ConnectionType)
  class ConnectionResolver {
    @ResolveField(() => Int, { description: 'Rows of the whole list under its filter, exact to 10,000' })
    async totalCount(@Parent() { page }: Connection<unknown>): Promise<number> {
      return (await page.total()).count;
    }

    @ResolveField(() => Boolean, { description: 'false: there are more than 10,000' })
    async totalCountExact(@Parent() { page }: Connection<unknown>): Promise<boolean> {
      return (await page.total()).exact;
    }

    /** A field of the lists that have facets */
    facets({ page }: Connection<unknown>): Promise<Facet[]> {
      return page.facets();
    }
  }
  if (facets) {
    const told = Object.getOwnPropertyDescriptor(ConnectionResolver.prototype, 'facets') as PropertyDescriptor;
    ResolveField('facets', () => [FacetType], {
      description: 'Counts by property under the present filter, each property without its own part of it; bounded(20)',
    })(ConnectionResolver.prototype, 'facets', told);
    Parent()(ConnectionResolver.prototype, 'facets', 0);
  }
  return { type: ConnectionType, resolver: ConnectionResolver };
}
