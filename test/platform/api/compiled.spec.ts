import fc from 'fast-check';
import { buildSchema, execute, type ExecutionResult, GraphQLError, isEnumType, isObjectType, parse } from 'graphql';
import { compileDocument } from '../../../src/platform/api/compiled.js';
import type { Compiled } from '../../../src/platform/api/gate.js';

const schema = buildSchema(`
  scalar Day
  enum Act { ADD DELETE }
  input Quote { exact: String! prefix: String = "前" }
  input Words { text: String!, act: Act! = ADD, direct: Boolean! = false, size: Int = 7, share: Float, id: ID, quotes: [Quote!]! = [], note: String, at: [[Int!]] }
  interface Problem { code: String! message: String! }
  type Refused implements Problem { code: String! message: String! field: String }
  type Taken { code: String! echo: String! acts: [Act!]! next: Taken nothing: String! }
  union Answer = Taken | Refused
  type Query { say(input: Words!, first: Int! = 3): Answer! days(on: Day!): String broken: String deep: [Taken] }
  type Mutation { say(input: Words!, first: Int! = 3): Answer! then(input: Words!): Answer! }
`);

interface Given {
  text: string;
}
const said = (input: Given, first: number | undefined): object => {
  if (input.text === '') throw new GraphQLError('not now', { extensions: { code: 'BUSY', status: 503 } });
  if (input.text.length % 3 === 0) return { __typename: 'Refused', code: 'NO', message: 'no', field: null };
  const taken = {
    __typename: 'Taken',
    code: 'OK',
    echo: JSON.stringify([input, first]),
    acts: ['ADD'],
    nothing: input.text.length % 5 === 0 ? null : 'x',
  };
  return { ...taken, next: { ...taken, nothing: 'y' } };
};
for (const name of ['Query', 'Mutation']) {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(name);
  for (const field of Object.values(type.getFields())) {
    field.resolve = (_: unknown, args: { input?: Given; first?: number }) => {
      if (field.name === 'broken') return Promise.reject(new Error('fault'));
      return field.name === 'deep'
        ? [null, said({ text: 'a' }, 1), Promise.resolve(said({ text: 'abcde' }, 1)), new Error('one of them')]
        : said(args.input ?? { text: '' }, args.first);
    };
  }
}

const selection = `__typename ... on Taken { code echo acts nothing next { echo nothing } } ... on Problem { code message }`;
const documents = {
  query: `query Say($input: Words!, $first: Int! = 9, $quiet: Boolean! = false) { say(input: $input, first: $first) { ${selection} } again: say(input: $input) @skip(if: $quiet) { __typename } }`,
  mutation: `mutation Say($input: Words!) { say(input: $input) { ${selection} } then(input: $input) { ...T } } fragment T on Answer { ... on Taken { echo } }`,
  faults: `{ broken deep { echo nothing } }`,
};

const compiled = (text: string, name?: string): Compiled => {
  const made = compileDocument(schema, parse(text), name);
  if (!made) throw new Error('not compiled');
  return made;
};
const seen = ({ data, errors }: ExecutionResult): object => ({
  data: data === undefined ? 'none' : (JSON.parse(JSON.stringify(data)) as unknown),
  errors: (errors ?? [])
    .map((e) => ({ message: e.message, path: e.path ?? [], extensions: e.extensions, cause: String(e.originalError) }))
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
});

const anything = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.integer({ min: -3, max: 2 ** 33 }),
  fc.double(),
  fc.string(),
  fc.constant('ADD'),
  fc.constant([]),
  fc.constant({}),
  fc.array(fc.constant({ exact: 'x' })),
);
const words = fc.record(
  {
    text: fc.oneof({ weight: 9, arbitrary: fc.string() }, { weight: 1, arbitrary: anything }),
    act: fc.oneof(fc.constantFrom('ADD', 'DELETE'), anything),
    direct: fc.oneof(fc.boolean(), anything),
    size: fc.oneof(fc.integer(), anything),
    share: fc.oneof(fc.double(), anything),
    id: fc.oneof(fc.nat(), fc.string()),
    quotes: fc.oneof(
      fc.array(fc.record({ exact: fc.string(), prefix: fc.string() }, { requiredKeys: ['exact'] })),
      anything,
    ),
    at: fc.oneof(fc.array(fc.array(fc.nat())), anything),
    strange: fc.constant(1),
  },
  { requiredKeys: [] },
);
const variables = fc.record(
  {
    input: fc.oneof({ weight: 9, arbitrary: words }, { weight: 1, arbitrary: anything }),
    first: fc.oneof(fc.nat(), anything),
    quiet: fc.oneof(fc.boolean(), anything),
  },
  { requiredKeys: [] },
);

describe('a compiled document', () => {
  it.each(['query', 'mutation'] as const)(
    'answers a %s as the interpreter does, whatever its variables',
    async (kind) => {
      const run = compiled(documents[kind], 'Say');
      await fc.assert(
        fc.asyncProperty(variables, async (values) => {
          const given = values as Record<string, unknown>;
          const expected = await execute({
            schema,
            document: parse(documents[kind]),
            variableValues: given,
            hideSuggestions: true,
          });
          expect(seen(await run({}, given))).toEqual(seen(expected));
        }),
        {
          numRuns: 1000,
          examples: [
            [{ input: { text: 'a' } }],
            [{ input: { text: 'a', act: undefined } }],
            [{ input: { text: 'ab', direct: null } }],
            [{ input: { text: '' } }],
            [{ input: { text: 'abcde' } }],
          ],
        },
      );
    },
  );

  it('nulls what failed as the interpreter does', async () => {
    expect(seen(await compiled(documents.faults)({}, {}))).toEqual(
      seen(await execute({ schema, document: parse(documents.faults) })),
    );
  });

  it('hands every run its own context', async () => {
    const type = schema.getQueryType()?.getFields().broken;
    if (!type) throw new Error('no field');
    const resolve = type.resolve;
    type.resolve = (_, __, context: { who: string }) => Promise.resolve(context.who);
    const run = compiled('{ broken }');
    expect(
      (await Promise.all(['a', 'b', 'c'].map(async (who) => run({ who }, {})))).map((r) => r.data?.broken),
    ).toEqual(['a', 'b', 'c']);
    type.resolve = resolve;
  });

  it('is not made where a variable cannot be read twice: a scalar of our own, an enum whose values are not its names', () => {
    expect(compileDocument(schema, parse('query D($on: Day!) { days(on: $on) }'), 'D')).toBeUndefined();
    const act = schema.getType('Act');
    if (!isEnumType(act)) throw new Error('Act');
    const [value] = act.getValues();
    if (!value) throw new Error('no value');
    value.value = 1;
    expect(compileDocument(schema, parse(documents.query), 'Say')).toBeUndefined();
    value.value = value.name;
  });
});
