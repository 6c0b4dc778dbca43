import { buildSchema, type ExecutionResult, GraphQLError, GraphQLObjectType, parse } from 'graphql';
import { documentId, Gate, gateLimits } from '../../../src/platform/api/gate.js';

const schema = buildSchema(`
  type Query { a: Int b(text: String): Int self: Query rows(first: Int = 50): [Row!]! all: [Row!]!
    list(first: Int! = 50): RowConnection! "bounded(3)" few: [Row!]! }
  type Row { id: ID! text: String rows(first: Int = 50): [Row!]! }
  type RowConnection { nodes: [Row!]! edges: [RowEdge!]! totalCount: Int! }
  type RowEdge { node: Row! }
  type Mutation { act(text: String): Int }
`);
const OWN = 'query Own { a }';
let gate: Gate;
beforeEach(() => {
  gate = new Gate(schema, gateLimits, [OWN]);
});

const refused = (asked: unknown, mayWrite = true): { code: unknown; status: unknown; message: string } => {
  try {
    gate.validateRequest(asked, mayWrite);
  } catch (e) {
    if (e instanceof GraphQLError) return { code: e.extensions.code, status: e.extensions.status, message: e.message };
    throw e;
  }
  throw new Error('admitted');
};
const admitted = (query: string, variables?: Record<string, unknown>): void =>
  void gate.validateRequest({ query, ...(variables && { variables }) }, true);
const repeat = (n: number, each: (i: number) => string): string =>
  Array.from({ length: n }, (_, i) => each(i)).join(' ');

describe('one document, one operation (security §0, row 1)', () => {
  it('refuses two operations, whichever is named', () => {
    const query = 'query A { a } mutation B { act }';
    for (const operationName of [undefined, 'A', 'B']) expect(refused({ query, operationName }).code).toBe('PARSE');
  });
  it('refuses an operationName that the document does not have, also once the document is known', () => {
    admitted('query A { a }');
    expect(refused({ query: 'query A { a }', operationName: 'B' }).code).toBe('PARSE');
    expect(() => gate.validateRequest({ query: 'query A { a }', operationName: 'A' }, true)).not.toThrow();
  });
  it('refuses definitions of types, a fragment alone, several requests in one body, an empty body', () => {
    for (const query of [
      '{ a } type X { a: Int }',
      'fragment F on Query { a }',
      '',
      '   ',
      7,
      null,
      { kind: 'Document' },
    ])
      expect(refused({ query }).code).toBe('PARSE');
    for (const asked of [[{ query: '{ a }' }], null, 'text', 3]) expect(refused(asked).code).toBe('PARSE');
  });
});

describe('nothing refused is kept (row 2)', () => {
  it('keeps nothing of sixty different bad documents, and counts only accepted ones', () => {
    for (let i = 0; i < 60; i++) {
      refused({ query: `{ ${repeat(900, (k) => `wrong${i}x${k}`)} ${'#'.repeat(12_000)}` });
      refused({ query: `{ wrong${i} }` });
      refused({ query: `{ a( }${i}` });
    }
    expect(gate.size).toBe(0);
    for (let i = 0; i < gateLimits.kept + 50; i++) admitted(`query Q${i} { a }`);
    expect(gate.size).toBe(gateLimits.kept);
  });
  it('holds no syntax tree in what it throws', () => {
    try {
      gate.validateRequest({ query: '{ wrong }' }, true);
    } catch (e) {
      expect((e as GraphQLError).nodes).toBeUndefined();
      expect((e as GraphQLError).source).toBeUndefined();
    }
    expect.assertions(2);
  });
  it('refuses more than 8 kB in bytes, more than 1,000 tokens', () => {
    expect(refused({ query: `{ a } #${'x'.repeat(gateLimits.bytes)}` })).toMatchObject({ code: 'LIMIT', status: 413 });
    expect(refused({ query: `{ a } #${'法'.repeat(gateLimits.bytes / 3)}` })).toMatchObject({
      code: 'LIMIT',
      status: 413,
    });
    expect(refused({ query: `{ ${repeat(1100, () => 'a')} }` }).code).toBe('PARSE');
  });
});

describe('query is text, never a tree (row 3)', () => {
  it('refuses a JSON tree, as object and as text', () => {
    const tree = parse('{ a }', { noLocation: true });
    expect(refused({ query: tree }).code).toBe('PARSE');
    expect(refused({ query: JSON.stringify(tree) }).code).toBe('PARSE');
    expect(refused({ query: '[]' }).code).toBe('PARSE');
    expect(refused({ query: '{"kind":"Document","definitions":[null]}' }).message).not.toMatch(/Cannot read/);
  });
});

describe('limits (rows 4 to 6)', () => {
  it('counts aliases, directives, fields, roots and depth', () => {
    expect(() =>
      admitted(`{ ${repeat(8, (i) => `x${i}: a`)} self { ${repeat(7, (i) => `y${i}: a`)} } }`),
    ).not.toThrow();
    expect(refused({ query: `{ self { ${repeat(16, (i) => `x${i}: a`)} } }` }).code).toBe('LIMIT');
    expect(refused({ query: `{ ${repeat(11, (i) => (i % 2 ? 'a' : 'b'))} }` }).code).toBe('LIMIT');
    expect(refused({ query: `{ a ${repeat(21, () => '@include(if: true)')} }` }).code).toBe('LIMIT');
    expect(refused({ query: `{ self { ${repeat(401, () => 'a')} } }` }).code).toBe('LIMIT');
    expect(refused({ query: `${'{ self '.repeat(10)} { a } ${'}'.repeat(10)}` }).code).toBe('LIMIT');
    expect(() => admitted(`${'{ self '.repeat(9)} { a } ${'}'.repeat(9)}`)).not.toThrow();
  });
  it('measures a fragment bomb of 2^23 fields by its text, and refuses it', () => {
    const bomb = `{ ...F0 } ${Array.from({ length: 23 }, (_, i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`).join(' ')} fragment F23 on Query { self { a } }`;
    expect(bomb.length).toBeLessThan(2000);
    expect(refused({ query: bomb }).code).toBe('LIMIT');
    // fields that double at each level are seen as well
    const deep = `{ ...F0 } ${Array.from(
      { length: 8 },
      (_, i) => `fragment F${i} on Query {
      self { ...F${i + 1} } x: self { ...F${i + 1} }
    }`,
    ).join(' ')} fragment F8 on Query { a }`;
    expect(refused({ query: deep }).code).toBe('LIMIT');
  });
  it('refuses fragments in a ring', () => {
    expect(
      refused({ query: '{ ...A } fragment A on Query { self { ...B } } fragment B on Query { self { ...A } }' }).code,
    ).toBe('PARSE');
  });
  it('looks at the page size of every request, also of a document that was cheap before', () => {
    const query = 'query ($n: Int) { rows(first: $n) { id } }';
    admitted(query, { n: 1 });
    expect(gate.size).toBe(1);
    expect(refused({ query, variables: { n: 1_000_000 } }).code).toBe('LIMIT');
    for (const n of [-1, '1', 201, Number.NaN, null, [1]])
      expect(refused({ query, variables: { n } }).code).toBe('LIMIT');
    expect(() => admitted(query, { n: 200 })).not.toThrow();
    expect(() => admitted(query, {})).not.toThrow(); // the argument's own default counts
  });
  it('adds pages inside pages up', () => {
    expect(refused({ query: '{ rows(first: 200) { rows(first: 200) { rows(first: 2) { id } } } }' }).code).toBe(
      'LIMIT',
    );
    expect(() => admitted('{ rows(first: 200) { rows(first: 100) { id } } }')).not.toThrow();
  });
  it('counts the rows of a connection by its page, and not what is asked of the whole of it', () => {
    expect(refused({ query: `{ list(first: 200) { nodes { rows(first: 200) { text id } } } }` }).code).toBe('LIMIT');
    expect(() => admitted('{ list(first: 200) { nodes { id text } totalCount } }')).not.toThrow();
    expect(() =>
      admitted('{ list(first: 200) { ...C } } fragment C on RowConnection { edges { node { text } } }'),
    ).not.toThrow();
    // a fragment that is cheap with one page is dear with another
    const twice = '{ a: list(first: 1) { ...C } b: list(first: 200) { ...C } }';
    const dear = 'fragment C on RowConnection { nodes { rows(first: 200) { id text } } }';
    expect(refused({ query: `${twice} ${dear}` }).code).toBe('LIMIT');
  });
  it('refuses a page that is too large whatever is selected of it', () => {
    for (const first of [201, -1])
      expect(refused({ query: `{ list(first: ${first}) { totalCount } }` }).code).toBe('LIMIT');
    expect(refused({ query: 'query($n: Int!) { list(first: $n) { totalCount } }', variables: { n: 201 } }).code).toBe(
      'LIMIT',
    );
    expect(() => admitted('{ list(first: 0) { totalCount } }')).not.toThrow();
  });
  it('takes a list that says how many it holds at its word', () => {
    const costly = (list: string): string => `{ ${list} { rows(first: 200) { rows(first: 9) { id text } } } }`;
    expect(() => admitted(costly('few'))).not.toThrow();
    expect(refused({ query: costly('all') }).code).toBe('LIMIT');
  });
  it('shows no schema', () => {
    expect(refused({ query: '{ __schema { types { name } } }' }).code).toBe('PARSE');
    expect(refused({ query: '{ sel }' }).message).not.toContain('Did you mean');
  });
});

describe('who may send text of their own', () => {
  it('lets an anonymous caller run registered documents only, by text or by hash', () => {
    expect(refused({ query: '{ a }' }, false)).toMatchObject({ code: 'UNAUTHENTICATED', status: 401 });
    expect(() => gate.validateRequest({ query: OWN }, false)).not.toThrow();
    expect(() => gate.validateRequest({ documentId: documentId(OWN) }, false)).not.toThrow();
    expect(() => gate.validateRequest({ documentId: `sha256:${documentId(OWN)}` }, false)).not.toThrow();
    expect(refused({ documentId: documentId('{ a }') }, false)).toMatchObject({ code: 'PARSE', status: 404 });
    expect(refused({ documentId: documentId(OWN), query: '{ a }' }, false).code).toBe('PARSE');
    expect(refused({ query: `${OWN} ` }, false).code).toBe('UNAUTHENTICATED');
  });
  it('does not run for strangers what a colleague made known', () => {
    admitted('{ a }');
    expect(refused({ query: '{ a }' }, false).code).toBe('UNAUTHENTICATED');
  });
});

describe('text that PostgreSQL cannot store (security §2)', () => {
  it.each([
    ['U+0000', 'a\u0000b'],
    ['half a pair', 'a\ud800b'],
    ['the other half', '\udc00'],
  ])('refuses %s in variables, at any depth, and in the document', (_, bad) => {
    const query = 'query ($t: String) { b(text: $t) }';
    expect(refused({ query, variables: { t: bad } }).code).toBe('PARSE');
    expect(refused({ query, variables: { t: { list: [{ deep: bad }] } } }).code).toBe('PARSE');
    const escaped = bad
      .split('')
      .map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join('');
    expect(refused({ query: `{ b(text: "${escaped}") }` }).code).toBe('PARSE');
  });
  it('lets whole pairs pass', () => {
    expect(() => admitted('query ($t: String) { b(text: $t) }', { t: '𠮷野家 😀' })).not.toThrow();
  });
});

describe('subscriptions and answers are asked for apart', () => {
  const live = buildSchema('type Query { a: Int } type Subscription { counted: Int }');
  const SUBSCRIPTION = 'subscription { counted }';
  const own = new Gate(live, gateLimits, [SUBSCRIPTION]);
  const status = (query: string, way: 'answer' | 'stream'): unknown => {
    try {
      own.validateRequest({ query }, true, way);
      return 200;
    } catch (e) {
      return e instanceof GraphQLError ? e.extensions.status : e;
    }
  };
  it('on either way, hot or not', () => {
    for (let i = 0; i < 2; i++) {
      expect([
        status(SUBSCRIPTION, 'stream'),
        status(SUBSCRIPTION, 'answer'),
        status('{ a }', 'answer'),
        status('{ a }', 'stream'),
      ]).toEqual([200, 406, 200, 400]);
    }
  });

  const events = async (
    stands: () => Promise<boolean>,
  ): Promise<{ got: ExecutionResult[]; contexts: Set<object>; returned: boolean }> => {
    let at = 0;
    let returned = false;
    const contexts = new Set<object>();
    const type = live.getSubscriptionType();
    if (!(type instanceof GraphQLObjectType)) throw new Error('no subscriptions');
    Object.assign(type.getFields().counted ?? {}, {
      subscribe: () => ({
        next: () => Promise.resolve(at < 3 ? { done: false, value: ++at } : { done: true, value: undefined }),
        return: () => Promise.resolve({ done: (returned = true), value: undefined }),
        [Symbol.asyncIterator]() {
          return this;
        },
      }),
      resolve: (n: number, _: unknown, context: object) => {
        contexts.add(context);
        return n;
      },
    });
    const source = await own.subscribe(
      own.validateRequest({ query: SUBSCRIPTION }, true, 'stream'),
      () => ({}),
      stands,
    );
    if (!('next' in source)) throw new Error('no events');
    const got: ExecutionResult[] = [];
    for await (const result of source) got.push(result);
    return { got, contexts, returned };
  };
  it('gives every event a context of its own', async () => {
    const { got, contexts } = await events(() => Promise.resolve(true));
    expect(got.map((r) => r.data?.counted)).toEqual([1, 2, 3]);
    expect(contexts.size).toBe(3);
  });
  it('asks before every event, and ends the source where the caller stands no longer', async () => {
    let asked = 0;
    const { got, contexts, returned } = await events(() => Promise.resolve(++asked < 2));
    expect([got.length, asked, contexts.size, returned]).toEqual([1, 2, 1, true]);
  });
});

describe("our own documents are compiled, and nobody else's", () => {
  it('at their second run, once', () => {
    const made: string[] = [];
    const compiling = new Gate(schema, gateLimits, [OWN], (_schema, document) => {
      made.push(document.definitions.map((d) => d.kind).join());
      return () => ({ data: { a: made.length } });
    });
    const run = (query: string): unknown =>
      (compiling.run(compiling.validateRequest({ query }, true), {}) as ExecutionResult).data;
    expect([run(OWN), run(OWN), run(OWN)]).toEqual([{ a: null }, { a: 1 }, { a: 1 }]);
    for (let i = 0; i < 3; i++) expect(run('{ a }')).toEqual({ a: null });
    expect(made).toHaveLength(1);
  });
});
