/**
 * GraphQL over HTTP, by the ids of the audit suite of graphql-http 1.23 (`npm run audit` in bench/ runs that suite
 * itself). What it calls a MUST is answered, and what it says of application/graphql-response+json. `__type` stands in
 * two of them for a query with a variable; the schema is not shown here (security §0), so a query of our own stands in
 * its place.
 */
import { startTestService, type TestService } from '../../support/service.js';

let s: TestService;
let token: string;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  token = await s.home.token('PREPARER');
});
afterAll(() => s.close());

const OLDER = 'application/json';
const NEWER = 'application/graphql-response+json';
const post = async (
  body: unknown,
  accept: string | null,
  type: string | null = 'application/json',
): Promise<{ status: number; type: string; text: string; body: Record<string, unknown> }> => {
  const r = await s.send('/graphql', {
    method: 'POST',
    body: typeof body === 'string' ? body : body instanceof Uint8Array ? Buffer.from(body) : JSON.stringify(body),
    headers: {
      authorization: `Bearer ${token}`,
      ...(type !== null && { 'content-type': type }),
      ...(accept !== null && { accept }),
    },
  });
  const text = await r.text();
  return {
    status: r.status,
    type: r.headers.get('content-type') ?? '',
    text,
    body: JSON.parse(text) as Record<string, unknown>,
  };
};
const PLAIN = { query: '{ __typename }' };
const WITH_VARIABLE = {
  query: 'query Some($n: Int!) { regulationList(first: $n) { nodes { title } } }',
  variables: { n: 1 },
};

describe('is answered (200, no errors, in the type asked for)', () => {
  it.each<[string, unknown, string | null, string | null, string]>([
    ['22EB', PLAIN, NEWER, OLDER, NEWER],
    ['4655', PLAIN, OLDER, OLDER, OLDER],
    ['47DE', PLAIN, '*/*', OLDER, OLDER],
    ['80D8', PLAIN, null, OLDER, OLDER],
    ['BF61', PLAIN, OLDER, 'application/json; charset=utf-8', OLDER],
    ['78D5', Buffer.from('{"query":"query { __typename } # 法"}'), OLDER, OLDER, OLDER],
    ['2C94 and 03D4', PLAIN, null, OLDER, OLDER],
    ['34A2', PLAIN, NEWER, OLDER, NEWER],
    ['13EE', PLAIN, OLDER, OLDER, OLDER],
    ['8161', { query: 'query Query { __typename }', operationName: 'Query' }, NEWER, OLDER, NEWER],
    ['B8B3', { query: 'query Query { __typename }', operationName: 'Query' }, OLDER, OLDER, OLDER],
    ['94B0', { ...PLAIN, variables: null }, NEWER, OLDER, NEWER],
    ['0220', { ...PLAIN, variables: null }, OLDER, OLDER, OLDER],
    ['94B1', { ...PLAIN, operationName: null }, NEWER, OLDER, NEWER],
    ['0221', { ...PLAIN, operationName: null }, OLDER, OLDER, OLDER],
    ['94B2', { ...PLAIN, extensions: null }, NEWER, OLDER, NEWER],
    ['0222', { ...PLAIN, extensions: null }, OLDER, OLDER, OLDER],
    ['2EA1', WITH_VARIABLE, NEWER, OLDER, NEWER],
    ['28B9', WITH_VARIABLE, OLDER, OLDER, OLDER],
    ['428F', { ...PLAIN, extensions: { some: 'value' } }, NEWER, OLDER, NEWER],
    ['1B7A', { ...PLAIN, extensions: { some: 'value' } }, OLDER, OLDER, OLDER],
  ])('%s', async (_id, body, accept, type, answered) => {
    const r = await post(body, accept, type);
    expect([r.status, r.type, r.body.errors, typeof r.body.data]).toEqual([
      200,
      `${answered}; charset=utf-8`,
      undefined,
      'object',
    ]);
  });
  it('82A3: in UTF-8, which it says', async () => {
    const r = await post(
      { query: 'query ($n: Int!) { regulationList(first: $n) { nodes { id } } }', variables: { n: 1000 } },
      OLDER,
    );
    expect(r.type).toMatch(/charset=utf-8$/);
    expect(r.text).toContain('一页最多');
  });
});

describe('is refused (400, without data)', () => {
  it.each<[string, unknown, string | null]>([
    ['A5BF', '', OLDER],
    ['423L', { notquery: '{ __typename }' }, NEWER],
    ...[{ obj: 'ect' }, 0, false, ['array']].flatMap((bad, i): [string, unknown, string][] => [
      [`LKJ${i}`, { query: bad }, OLDER],
      [`6C0${i}`, { ...PLAIN, operationName: bad }, OLDER],
    ]),
    ...['string', 0, false, ['array']].flatMap((bad, i): [string, unknown, string][] => [
      [`476${i}`, { ...PLAIN, variables: bad }, OLDER],
      [`58B${i}`, { ...PLAIN, extensions: bad }, OLDER],
    ]),
    ['BCF8', '{ "not a JSON', OLDER],
    ['B7N8', '{ "not a JSON', NEWER],
    ['3E3A', { qeury: '{ __typename }' }, OLDER],
    ['865D, 556A and D586', { query: '{' }, NEWER],
    ['51FE, 74FF and 5E5B', { query: '{ 8f31403dfe404bccbb0e835f2629c6a7 }' }, NEWER],
    ['86EE', { query: 'query Some($id: ID!) { consultation(id: $id) { id } }', variables: {} }, NEWER],
  ])('%s', async (_id, body, accept) => {
    const r = await post(body, accept);
    expect([r.status, 'data' in r.body, Array.isArray(r.body.errors)]).toEqual([400, false, true]);
  });
  it('9ABE and 9C48: no type, and by GET: 4xx', async () => {
    const bare = await s.send('/graphql', {
      method: 'POST',
      body: Buffer.from(JSON.stringify(PLAIN)),
      headers: { authorization: `Bearer ${token}` },
    });
    expect(bare.status).toBe(415);
    expect(
      (
        await s.send('/graphql?query=mutation%20%7B%20__typename%20%7D', {
          headers: { authorization: `Bearer ${token}`, accept: NEWER },
        })
      ).status,
    ).toBe(405);
  });
  it('7B9B: a variable of the wrong type is 200 for who reads the older type', async () => {
    expect(
      (await post({ query: 'query Some($id: ID!) { consultation(id: $id) { id } }', variables: {} }, OLDER)).status,
    ).toBe(200);
  });
});
