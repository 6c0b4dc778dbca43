/**
 * One schema, its data and its documents for every GraphQL server that is measured: a table with rows and what hangs on
 * them, all in memory.
 */
import { fileURLToPath } from 'node:url';

export const distOf = () => process.env.BENCH_DIST ?? fileURLToPath(new URL('../dist/src', import.meta.url));

/** null where a peer is not installed */
export const optional = (name) =>
  import(name).catch((e) => {
    if (e.code === 'ERR_MODULE_NOT_FOUND') return null;
    throw e;
  });

export const material = {
  typeDefs: `
    type Query { rows(first: Int = 20): [Row!]! row(id: ID!): Row }
    type Row { id: ID! number: Int! text: String! state: String! place: Place! voices(first: Int = 5): [Voice!]! }
    type Place { id: ID! label: String! caption: String }
    type Voice { id: ID! text: String! channel: String! }
  `,
};

const voices = Array.from({ length: 20 }, (_, i) => ({
  id: `v${i}`,
  text: `第${i}条群众意见的文字`,
  channel: i % 2 ? 'CODE' : 'MEETING',
}));
const rows = Array.from({ length: 200 }, (_, i) => ({
  id: `r${i}`,
  number: i,
  text: `建议第${i}条修改为另一种说法`,
  state: 'REPORTED',
  place: { id: `p${i % 30}`, label: `第${i % 30}条`, caption: null },
}));

/** As Nest's resolvers are: asynchronous at the root and at what is loaded, plain below */
export const resolvers = {
  Query: {
    rows: async (_root, { first }) => rows.slice(0, first),
    row: async (_root, { id }) => rows.find((r) => r.id === id) ?? null,
  },
  Row: { voices: async (_row, { first }) => voices.slice(0, first) },
};

/** Our own documents, word for word: what is registered */
export const documents = [
  {
    query: 'query List($n: Int!) { rows(first: $n) { id number text state place { id label } } }',
    variables: { n: 50 },
  },
  {
    query:
      'query One($id: ID!) { row(id: $id) { id text state place { label caption } voices(first: 5) { id text channel } } }',
    variables: { id: 'r7' },
  },
  {
    query: 'query Deep($n: Int!) { rows(first: $n) { id text voices(first: 5) { id text channel } place { label } } }',
    variables: { n: 20 },
  },
];

const NAMES = ['id', 'number', 'text', 'state', 'place { id label }', 'voices(first: 2) { id text }'];
/** A selection of its own for every i */
export const fields = (i) =>
  NAMES.map((n, k) => `a${k}: ${n}`)
    .slice(0, 3 + (String(i).length % 4))
    .join(' ');
