/**
 * security.md §0 row by row, answered once and answered as an event stream, each with the caches hot: the valid
 * document was sent three times before the hostile one. What is sent is a query to the one and a subscription to the
 * other; the rules are the same.
 */
import { GraphQLModule } from '@nestjs/graphql';
import type { GraphqlDriver } from '../../../src/platform/api/driver.js';
import { type Gate, gateLimits } from '../../../src/platform/api/gate.js';
import { openStream } from '../../support/event-stream.js';
import { openRound, type Round } from '../../support/round.js';
import { startTestService, type TestService } from '../../support/service.js';

let s: TestService;
let round: Round;
let token: string;
beforeAll(async () => {
  s = await startTestService();
  round = await openRound(s);
  token = await s.home.token('PREPARER');
});
afterAll(() => s.close());

const gate = (): Gate => s.running.app.get<GraphQLModule<GraphqlDriver>>(GraphQLModule).graphQlAdapter.gate;

interface Payload {
  query?: unknown;
  operationName?: unknown;
  variables?: unknown;
  documentId?: unknown;
}
/** The code of the refusal, or DONE; and every word that came */
interface Heard {
  code: unknown;
  text: string;
}
interface Transport {
  name: string;
  /** the operation around some fields of a consultation */
  operation: (
    fields: string,
    more?: { name?: string; variables?: string; directives?: string; after?: string },
  ) => string;
  send: (payload: Payload) => Promise<Heard>;
}

const heard = (text: string): Heard => {
  const body = JSON.parse(text) as { errors?: { extensions?: { code?: unknown } }[] };
  return { code: body.errors?.[0]?.extensions?.code ?? 'DONE', text };
};
const id = (): string => JSON.stringify(round.consultationId);
const headers = (): Record<string, string> => ({
  'content-type': 'application/json',
  authorization: `Bearer ${token}`,
});
const asQuery: Transport['operation'] = (fields, { name = '', variables = '', directives = '', after = '' } = {}) =>
  `query ${name}${variables} { consultation(id: ${id()}) ${directives} { ${fields} } } ${after}`;
const asSubscription: Transport['operation'] = (
  fields,
  { name = '', variables = '', directives = '', after = '' } = {},
) =>
  `subscription ${name}${variables} { consultationChanged(consultationId: ${id()}) ${directives} { ${fields} } } ${after}`;

const transports: readonly Transport[] = [
  {
    name: 'POST',
    operation: asQuery,
    send: async (payload) =>
      heard(
        await (await s.send('/graphql', { method: 'POST', body: JSON.stringify(payload), headers: headers() })).text(),
      ),
  },
  {
    name: 'event stream',
    operation: asSubscription,
    send: async (payload) => {
      const stream = await openStream(s.url, payload, { authorization: `Bearer ${token}` });
      const text = JSON.stringify(await stream.result());
      stream.close();
      return heard(text);
    },
  },
];

const many = (n: number, each: (i: number) => string): string => Array.from({ length: n }, (_, i) => each(i)).join(' ');

describe.each(transports.map((t) => [t.name, t] as const))('%s', (_name, t) => {
  const warm = async (query: string, variables: object = {}): Promise<void> => {
    for (let i = 0; i < 3; i++) expect((await t.send({ query, variables })).code).toBe('DONE');
  };

  it('row 1: a hot document does not run another operation; a document holds exactly one', async () => {
    const title = '热文档不得运行';
    const mutation = `mutation B { createRegulation(input: { title: "${title}", kind: REGULATION, making: ENACT }) { __typename } }`;
    await warm(t.operation('phase', { name: 'A' }));
    expect((await t.send({ query: t.operation('phase', { name: 'A' }), operationName: 'B' })).code).toBe('PARSE');
    for (const operationName of ['A', 'B', '', undefined])
      expect((await t.send({ query: t.operation('phase', { name: 'A', after: mutation }), operationName })).code).toBe(
        'PARSE',
      );
    expect((await t.send({ query: t.operation('phase', { after: 'query C { __typename }' }) })).code).toBe('PARSE');
    if (t.name !== 'POST') expect((await t.send({ query: mutation })).code).toBe('PARSE');
    expect(await s.db.asOwner('select 1 from regulation where title = $1', [title])).toEqual([]);
  });

  it('row 2: nothing refused is kept, 8 kB, 1,000 tokens; of the accepted 200', async () => {
    await warm(t.operation('phase'));
    const before = gate().size;
    for (let i = 0; i < 20; i++)
      expect((await t.send({ query: `{ ${many(900, (k) => `bad${i}x${k}`)} }` })).code).toBe('LIMIT');
    for (let i = 0; i < 5; i++) {
      expect((await t.send({ query: t.operation(`bad${i}`) })).code).toBe('PARSE');
      expect((await t.send({ query: t.operation('phase', { after: `#${i}${'法'.repeat(2800)}` }) })).code).toBe(
        'LIMIT',
      );
      expect((await t.send({ query: t.operation(many(1000, () => 'phase')) })).code).toBe('PARSE');
    }
    expect(gate().size).toBe(before);
    expect(before).toBeLessThanOrEqual(gateLimits.kept);
  });

  it('row 3: query is text; no tree, no names that are not lexed, none of our insides', async () => {
    await warm(t.operation('phase'));
    const trees = [
      { kind: 'Document', definitions: [null] },
      '{"kind":"Document","definitions":[null]}',
      ' [1]',
      '{"',
      7,
      true,
      null,
      '',
    ];
    for (const query of [...trees, t.operation('x"y: phase'), t.operation('__proto__: nothing')]) {
      const { code, text } = await t.send({ query });
      expect([query, code]).toEqual([query, 'PARSE']);
      expect(text).not.toMatch(/Cannot read|node_modules|\bat \w|Did you mean/);
    }
  });

  it('row 4: aliases, directives, fields, depth, top fields, the schema itself', async () => {
    await warm(t.operation('phase'));
    await warm(t.operation(many(15, (i) => `x${i}: phase`)));
    for (const query of [
      t.operation(many(16, (i) => `x${i}: phase`)),
      t.operation('phase', { directives: many(21, () => '@include(if: true)') }),
      t.operation(many(401, () => 'phase')),
    ])
      expect((await t.send({ query })).code).toBe('LIMIT');
    const bomb = `${t.operation('...F0')} ${many(20, (i) => `fragment F${i} on ${t.name === 'POST' ? 'Consultation' : 'ConsultationProgress'} { ...F${i + 1} ...F${i + 1} }`)} fragment F20 on ${t.name === 'POST' ? 'Consultation' : 'ConsultationProgress'} { phase }`;
    expect((await t.send({ query: bomb })).code).toBe('LIMIT');
    expect((await t.send({ query: t.operation('phase').replace('{', '{ __schema { types { name } } ') })).code).toBe(
      'PARSE',
    );
    if (t.name === 'POST') {
      expect((await t.send({ query: `{ ${many(11, (i) => `r${i}: viewer { accountId }`)} }` })).code).toBe('LIMIT');
      const deep = (n: number): string =>
        `query { regulationList(first: 1) { nodes { ${'rounds { nodes { solicitations { nodes { consultationId } phase '.repeat(n)} }${'} '.repeat(n)} } } } }`;
      expect(['LIMIT', 'PARSE']).toContain((await t.send({ query: deep(9) })).code);
    } else
      expect(
        (
          await t.send({
            query: `subscription { ${many(2, (i) => `r${i}: consultationChanged(consultationId: ${id()}) { phase }`)} }`,
          })
        ).code,
      ).toBe('PARSE');
  });

  it('row 5: variables are judged on every request, however hot the document', async () => {
    const variables = t.name === 'POST' ? '($id: ID!, $n: Int!)' : '($id: ID!)';
    const query =
      t.name === 'POST'
        ? `query ${variables} { consultation(id: $id) { id } regulationList(first: $n) { nodes { id } } }`
        : `subscription ${variables} { consultationChanged(consultationId: $id) { phase } }`;
    const fine = { id: round.consultationId, n: 1 };
    await warm(query, t.name === 'POST' ? fine : { id: round.consultationId });
    if (t.name === 'POST')
      for (const n of [1_000_000, 201, -1, '1', null])
        expect((await t.send({ query, variables: { ...fine, n } })).code).toBe('LIMIT');
    for (const bad of ['\u0000', '\ud800'])
      expect((await t.send({ query, variables: { ...fine, id: bad } })).code).toBe('PARSE');
    for (const given of [[1], 'x', 3]) expect((await t.send({ query, variables: given })).code).toBe('PARSE');
  });

  it('row 6: what goes wrong inside leaves in our words', async () => {
    const query = t.operation('phase');
    await warm(query);
    await s.db.asOwner('alter table legislature rename column zone to zone_gone');
    await s.db.asOwner('alter table consultation rename column closes_on to closes_on_gone');
    try {
      const { code, text } = await t.send({ query });
      expect(code).toBe('INTERNAL');
      expect(text).not.toMatch(/select|relation|column|_gone|node_modules|\.ts|\.js/i);
    } finally {
      await s.db.asOwner('alter table legislature rename column zone_gone to zone');
      await s.db.asOwner('alter table consultation rename column closes_on_gone to closes_on');
    }
    expect((await t.send({ query })).code).toBe('DONE');
  });

  it('row 7: strangers run registered documents only, whatever a colleague made hot', async () => {
    const query = t.operation('phase');
    await warm(query);
    const accept = t.name === 'POST' ? 'application/json' : 'text/event-stream';
    const r = await s.send('/graphql', {
      method: 'POST',
      body: JSON.stringify({ query }),
      headers: { 'content-type': 'application/json', accept },
    });
    expect([r.status, heard(await r.text()).code]).toEqual([401, 'UNAUTHENTICATED']);
  });
});
