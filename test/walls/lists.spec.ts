/**
 * Every list of the contract is a connection, asked by page and counted without being cut off, or says how many it holds
 * at most: `bounded(n)`. What is bounded is given whole.
 */
import 'reflect-metadata';
import {
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
  buildSchema as schemaOf,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isListType,
  isObjectType,
} from 'graphql';
import { buildSchema } from '../../src/cli/schema.js';
import { boundOf } from '../../src/platform/api/cost.js';

type Field = Pick<GraphQLField<unknown, unknown> | GraphQLInputField, 'name' | 'type' | 'description'>;

const isConnection = (type: GraphQLNamedType): boolean => isObjectType(type) && type.name.endsWith('Connection');
const isRowOf = (type: GraphQLNamedType, field: Field): boolean =>
  isConnection(type) && ['edges', 'nodes'].includes(field.name);

/** Lists without a bound, and connections that cannot be asked by page */
function unbounded(schema: GraphQLSchema): string[] {
  const found: string[] = [];
  const look = (at: string, type: GraphQLNamedType, field: Field): void => {
    if (isListType(getNullableType(field.type)) && !isRowOf(type, field) && boundOf(field.description) === null)
      found.push(`${at} is a list without an end`);
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type)) continue;
    if (isInputObjectType(type))
      for (const f of Object.values(type.getFields())) look(`${type.name}.${f.name}`, type, f);
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const f of Object.values(type.getFields())) {
      look(`${type.name}.${f.name}`, type, f);
      for (const a of f.args) look(`${type.name}.${f.name}(${a.name})`, type, a);
      if (!isConnection(getNamedType(f.type))) continue;
      const asked = f.args.map((a) => a.name);
      if (!['first', 'after'].every((a) => asked.includes(a))) found.push(`${type.name}.${f.name} has no page`);
      if (isListType(getNullableType(f.type))) found.push(`${type.name}.${f.name} is a list of lists`);
    }
  }
  return found;
}

/** Connections that lack what makes them one */
const incomplete = (schema: GraphQLSchema): string[] =>
  Object.values(schema.getTypeMap())
    .filter(isConnection)
    .flatMap((type) => {
      const fields = isObjectType(type) ? Object.keys(type.getFields()) : [];
      return ['edges', 'nodes', 'pageInfo', 'totalCount', 'totalCountExact']
        .filter((name) => !fields.includes(name))
        .map((name) => `${type.name} has no ${name}`);
    });

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await buildSchema();
});

it('no list is without an end', () => {
  expect(unbounded(schema)).toEqual([]);
  expect(incomplete(schema)).toEqual([]);
});
it('looks at something', () => {
  expect(Object.values(schema.getTypeMap()).filter(isConnection).length).toBeGreaterThan(20);
});
it('control', () => {
  const wrong = schemaOf(`
    type Query { all: [Int!]!  "bounded(3)" few: [Int!]!  some(ids: [ID!]): RowConnection  rows(first: Int, after: String): RowConnection }
    type RowConnection { edges: [Int!]!  nodes: [Int!]!  facets: [Int!]! }
    input Which { ids: [ID!]! }`);
  expect(unbounded(wrong)).toEqual([
    'Query.all is a list without an end',
    'Query.some(ids) is a list without an end',
    'Query.some has no page',
    'RowConnection.facets is a list without an end',
    'Which.ids is a list without an end',
  ]);
  expect(incomplete(wrong)).toEqual([
    'RowConnection has no pageInfo',
    'RowConnection has no totalCount',
    'RowConnection has no totalCountExact',
  ]);
});
