import {
  execute,
  type ExecutionResult,
  GraphQLError,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  GraphQLUnionType,
  parse,
} from 'graphql';
import { QueryRunnerAlreadyReleasedError } from 'typeorm';
import { accessError } from '../../../src/platform/api/allow.js';
import { showResult } from '../../../src/platform/api/faults.js';
import { createLog } from '../../../src/platform/base/log.js';

/** Fails as a careless library does, with what is no Error */
const thrower = (what: unknown): never => {
  throw what;
};

const lines: string[] = [];
const log = createLog('info', { write: (l: string) => void lines.push(l) });
const one = new GraphQLObjectType({ name: 'One', fields: { a: { type: GraphQLString } } });
const field = (
  resolve: () => unknown,
  type: GraphQLObjectType | GraphQLUnionType | typeof GraphQLString = GraphQLString,
) => ({ type, resolve });
const schema = new GraphQLSchema({
  query: new GraphQLObjectType({
    name: 'Query',
    fields: {
      driver: field(() => {
        throw Object.assign(new Error('duplicate key value: Key (phone)=(13900139000)'), {
          driverError: { code: '23505', constraint: 'x_unique' },
          parameters: ['13900139000'],
        });
      }),
      // what a library throws need not be an Error
      text: field(() => thrower('a text 13900139000')),
      outside: field(
        () => ({ secret: '13900139000' }),
        new GraphQLUnionType({ name: 'Answer', types: [one], resolveType: () => 'NotInTheUnion' }),
      ),
      ours: field(() => {
        throw accessError('FORBIDDEN', '您没有办理这件事的权限。');
      }),
    },
  }),
});
const shown = async (name: string): Promise<{ message: string; extensions: { code: string } } | undefined> => {
  const result = await (execute({
    schema,
    document: parse(`{ ${name} ${name === 'outside' ? '{ __typename }' : ''} }`),
  }) as Promise<ExecutionResult> | ExecutionResult);
  return (showResult(result, log).shown as { errors?: { message: string; extensions: { code: string } }[] })
    .errors?.[0];
};

it.each(['driver', 'text', 'outside'])('a fault of ours leaves as INTERNAL without its words: %s', async (name) => {
  expect(await shown(name)).toMatchObject({ message: '服务出了问题，请稍后再试。', extensions: { code: 'INTERNAL' } });
  expect(lines.join('')).not.toContain('13900139000');
  expect(lines.at(-1)).toContain('fault in a GraphQL operation');
});
it('our own refusals leave as they are, without the HTTP status', async () => {
  expect(await shown('ours')).toEqual({
    message: '您没有办理这件事的权限。',
    path: ['ours'],
    extensions: { code: 'FORBIDDEN' },
  });
});
it("graphql-js's words about the request itself leave as PARSE", () => {
  expect(showResult({ errors: [new GraphQLError('Variable "$n" got invalid value')] }, log).shown).toEqual({
    errors: [{ message: 'Variable "$n" got invalid value', extensions: { code: 'PARSE' } }],
  });
});

describe('a database that is not there', () => {
  const lost: readonly [string, Error][] = [
    ['shut down by its operator', Object.assign(new Error('terminating connection'), { code: '57P01' })],
    ['killed', Object.assign(new Error('terminating connection'), { code: '57P02' })],
    ['starting', Object.assign(new Error('the database system is starting up'), { code: '57P03' })],
    ['a standby', Object.assign(new Error('cannot execute INSERT in a read-only transaction'), { code: '25006' })],
    ['full of connections', Object.assign(new Error('sorry, too many clients already'), { code: '53300' })],
    ['behind a pooler that cannot reach it', Object.assign(new Error('server conn crashed?'), { code: '08P01' })],
    ['off the network', Object.assign(new Error('connect EHOSTUNREACH'), { code: 'EHOSTUNREACH' })],
    ['closed while it was waited for', new Error('Client was closed and is not queryable')],
    ['lost in the middle', new Error('Connection terminated unexpectedly')],
    ['lost just before', new QueryRunnerAlreadyReleasedError()],
    ['not listening', Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })],
    ['without its socket', Object.assign(new Error('connect ENOENT'), { code: 'ENOENT' })],
  ];
  it.each(lost)('%s: UNAVAILABLE, also below what wraps it, and the whole answer passes by itself', (_, fault) => {
    for (const thrown of [fault, Object.assign(new Error('QueryFailedError'), { driverError: fault })]) {
      const { shown: answer, passes } = showResult(
        { data: { a: null }, errors: [new GraphQLError('x', { originalError: thrown, path: ['a'] })] },
        log,
      );
      expect([answer, passes]).toMatchObject([
        {
          errors: [
            {
              message: '服务暂时连不上数据库，请过几秒再试；已经确认收到的都在。',
              extensions: { code: 'UNAVAILABLE' },
            },
          ],
        },
        true,
      ]);
    }
  });

  it.each([
    ['a violated constraint', Object.assign(new Error('duplicate key'), { code: '23505' })],
    ['a statement of ours that is wrong', Object.assign(new Error('syntax error'), { code: '42601' })],
    ['a statement that took too long', Object.assign(new Error('canceling statement'), { code: '57014' })],
    ['a fault of ours', new TypeError('x is not a function')],
  ])('is not meant by %s', (_, fault) => {
    const { shown: answer, passes } = showResult({ errors: [new GraphQLError('x', { originalError: fault })] }, log);
    expect([answer, passes]).toMatchObject([{ errors: [{ extensions: { code: 'INTERNAL' } }] }, false]);
  });
});
