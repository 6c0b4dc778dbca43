/** The gate as the network sees it: security.md §0 for POST, with the service warm. */
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { GraphQLModule } from '@nestjs/graphql';
import { SIGN_IN } from '../../../src/platform/api/documents.js';
import type { GraphqlDriver } from '../../../src/platform/api/driver.js';
import { documentId, type Gate } from '../../../src/platform/api/gate.js';
import { startTestService, type TestService } from '../../support/service.js';

let s: TestService;
let token: string;
beforeAll(async () => {
  s = await startTestService({ environment: { PUBLIC_URL: 'https://yifayima.example.cn' } });
  token = await s.home.token('PREPARER');
});
afterAll(() => s.close());

const CREATE =
  'mutation ($input: CreateRegulationInput!) { createRegulation(input: $input) { __typename ... on Regulation { id } ... on Problem { code message } } }';
const json = { 'content-type': 'application/json' };
const bearer = (): Record<string, string> => ({ authorization: `Bearer ${token}` });
const post = async (
  body: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; code: unknown; text: string }> => {
  const r = await s.send('/graphql', { method: 'POST', body, headers: { ...json, ...bearer(), ...headers } });
  const text = await r.text();
  let code: unknown;
  try {
    code = (JSON.parse(text) as { errors?: { extensions?: { code?: unknown } }[] }).errors?.[0]?.extensions?.code;
  } catch {
    /* not JSON: the test looks at the text */
  }
  return { status: r.status, code, text };
};
const asked = (query: unknown, more: object = {}): string => JSON.stringify({ query, ...more });

describe('only a POST of JSON from our own pages or from programs', () => {
  it('refuses GET, HEAD, PUT, DELETE, PATCH; nothing runs', async () => {
    for (const method of ['GET', 'PUT', 'DELETE', 'PATCH']) {
      const r = await s.send(`/graphql?query=${encodeURIComponent('{ viewer { accountId } }')}`, {
        method,
        headers: bearer(),
      });
      expect([method, r.status, r.headers.get('allow')]).toEqual([method, 405, 'POST']);
      expect(await r.text()).not.toContain('accountId');
    }
    expect((await s.send('/graphql', { method: 'HEAD', headers: bearer() })).status).toBeGreaterThanOrEqual(404);
  });
  it('refuses an upgrade as any GET, and lets the socket go', async () => {
    const upgrade = async (...more: string[]): Promise<string> => {
      const { hostname, port } = new URL(s.url);
      const socket = connect(Number(port), hostname);
      let text = '';
      socket.setEncoding('utf8').on('data', (chunk: string) => void (text += chunk));
      const head = [
        'GET /graphql HTTP/1.1',
        'Host: localhost',
        'Connection: Upgrade',
        'Upgrade: websocket',
        'Sec-WebSocket-Version: 13',
        'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
        'Sec-WebSocket-Protocol: graphql-transport-ws',
        ...more,
      ];
      // whoever does not wait for the answer sends its first message behind
      socket.write(`${head.join('\r\n')}\r\n\r\n{"type":"connection_init"}`);
      await once(socket, 'close', { signal: AbortSignal.timeout(2000) });
      return text;
    };
    for (const more of [[], [`Authorization: Bearer ${token}`], ['Origin: https://evil.example']]) {
      const text = await upgrade(...more);
      expect(text).toMatch(/^HTTP\/1\.1 405 /);
      expect(text).toMatch(/^allow: POST\r$/im);
      expect(text).toMatch(/^connection: close\r$/im);
      expect(text).toContain('"code":"PARSE"');
    }
  });
  it('takes no notice of an offer of HTTP/2: such a POST is a POST', async () => {
    const offered = request(`${s.url}/graphql`, {
      method: 'POST',
      agent: false,
      headers: {
        ...json,
        ...bearer(),
        connection: 'Upgrade, HTTP2-Settings',
        upgrade: 'h2c',
        'http2-settings': 'AAMAAABkAAQAAP__',
      },
    });
    offered.end(asked('{ viewer { accountId } }'));
    const [r] = (await once(offered, 'response')) as [IncomingMessage];
    r.resume();
    expect(r.statusCode).toBe(200);
  });
  it('refuses what a form of a foreign page can send', async () => {
    for (const type of [
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'text/plain',
      'application/json; charset=gbk',
      '',
    ]) {
      const r = await s.send('/graphql', {
        method: 'POST',
        body: asked('{ viewer { accountId } }'),
        headers: { ...bearer(), 'content-type': type },
      });
      expect([type, r.status]).toEqual([type, 415]);
    }
  });
  it('refuses a foreign origin, and lets our own and programs pass', async () => {
    const body = asked('{ viewer { accountId } }');
    const foreign: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://yifayima.example.cn.evil.example' },
    ];
    for (const headers of foreign) expect((await post(body, headers)).code).toBe('FORBIDDEN');
    const fine: Record<string, string>[] = [
      {},
      { origin: 'https://yifayima.example.cn', 'sec-fetch-site': 'same-origin' },
      { origin: s.url },
    ];
    for (const headers of fine) expect((await post(body, headers)).status).toBe(200);
  });
  it('refuses an unknown Host', async () => {
    const status = (host: string): Promise<number | undefined> =>
      new Promise((done, fail) => {
        request(`${s.url}/healthz-not`, { headers: { host } }, (r) => {
          r.resume();
          done(r.statusCode);
        })
          .on('error', fail)
          .end();
      });
    expect(await status('evil.example')).toBe(421);
    expect(await status('yifayima.example.cn')).toBe(404);
    expect(await status('127.0.0.1')).toBe(404);
  });
});

describe('one operation, nothing refused kept', () => {
  const gate = (): Gate => s.running.app.get<GraphQLModule<GraphqlDriver>>(GraphQLModule).graphQlAdapter.gate;

  it('does not run the other operation of a hot document (row 1)', async () => {
    const title = '热文档不得运行';
    const query = `query A { viewer { accountId } } mutation B { createRegulation(input: { title: "${title}", kind: REGULATION, making: ENACT }) { __typename } }`;
    for (const operationName of ['B', 'A', 'B', undefined])
      expect((await post(asked(query, { operationName }))).code).toBe('PARSE');
    expect((await post(JSON.stringify([{ query: '{ viewer { accountId } }' }]))).code).toBe('PARSE');
    expect(await s.db.asOwner('select 1 from regulation where title = $1', [title])).toEqual([]);
  });
  it('keeps nothing of sixty bad documents of 20 kB (row 2)', async () => {
    const before = gate().size;
    for (let i = 0; i < 60; i++) {
      const r = await post(asked(`{ ${`bad${i} `.repeat(20_000 / 6)} }`));
      expect([400, 413]).toContain(r.status);
    }
    expect(gate().size).toBe(before);
    await post(asked('{ viewer { roles } }'));
    expect(gate().size).toBe(before + 1);
  });
  it('takes no tree for a text (row 3), and shows no words of ours in the answer', async () => {
    for (const query of [
      { kind: 'Document', definitions: [null] },
      '{"kind":"Document","definitions":[null]}',
      7,
      true,
    ]) {
      const r = await post(asked(query));
      expect(r.code).toBe('PARSE');
      expect(r.text).not.toMatch(/Cannot read|node_modules|\bat \w/);
    }
    for (const body of [
      '',
      '{',
      '[]',
      'null',
      '"x"',
      '{"query":"{ viewer { accountId } }","variables":[]}',
      `{"__proto__":{"query":"{ viewer { accountId } }"}}`,
    ])
      expect((await post(body)).code).toBe('PARSE');
    expect((await post(asked(`{ viewer { accountId } } #${'x'.repeat(600_000)}`))).status).toBe(413);
  });
});

describe('pages and costs from the variables of each request (row 5)', () => {
  it('a document that was cheap is measured again', async () => {
    const query = 'query ($n: Int!) { regulationList(first: $n) { nodes { id title } } }';
    expect((await post(asked(query, { variables: { n: 1 } }))).status).toBe(200);
    expect((await post(asked(query, { variables: { n: 1_000_000 } }))).code).toBe('LIMIT');
  });
});

describe('strangers', () => {
  it('run registered documents only', async () => {
    const anonymous = async (body: object): Promise<unknown> => {
      const r = await s.send('/graphql', { method: 'POST', headers: json, body: JSON.stringify(body) });
      return (
        ((await r.json()) as { errors?: { extensions: { code: string } }[] }).errors?.[0]?.extensions.code ?? r.status
      );
    };
    const variables = { input: { username: 'x', password: 'y', forProgram: true } };
    expect(await anonymous({ query: SIGN_IN, variables })).toBe(200);
    expect(await anonymous({ documentId: documentId(SIGN_IN), variables })).toBe(200);
    expect(await anonymous({ query: '{ viewer { accountId } }' })).toBe('UNAUTHENTICATED');
    expect(await anonymous({ query: '{ __typename }' })).toBe('UNAUTHENTICATED');
    expect(await anonymous({ query: `${SIGN_IN} `, variables })).toBe('UNAUTHENTICATED');
  });
  it('upload nothing: refused before the bytes are read', async () => {
    const status = await new Promise<number | undefined>((done, fail) => {
      const upload = request(
        `${s.url}/files?name=a`,
        {
          method: 'POST',
          headers: {
            'content-type': 'application/octet-stream',
            'x-yifayima-upload': '1',
            'content-length': '20000000',
          },
        },
        (r) => {
          done(r.statusCode);
          r.resume();
          upload.destroy();
        },
      );
      upload.on('error', fail);
      upload.write('only these bytes are ever sent');
    });
    expect(status).toBe(401);
  });
});

describe('what leaves and what is stored', () => {
  it('NUL and half characters end in words, not as a fault', async () => {
    for (const title of ['坏\u0000字', '坏\ud800字'])
      expect(
        (await post(asked(CREATE, { variables: { input: { title, kind: 'REGULATION', making: 'ENACT' } } }))).code,
      ).toBe('PARSE');
  });
  it("a fault of the database leaves as INTERNAL with the request's id, without SQL or values", async () => {
    await s.db.asOwner('alter table regulation rename to regulation_gone');
    try {
      const answer = await s.ask('{ regulationList(first: 3) { nodes { id } } }', {}, token);
      expect(answer.errors[0]?.extensions).toEqual({ code: 'INTERNAL', requestId: answer.headers.get('x-request-id') });
      expect(answer.text).not.toMatch(/select|relation|regulation_gone|node_modules|\.ts|\.js/i);
      expect(s.logged()).toContain('42P01');
    } finally {
      await s.db.asOwner('alter table regulation_gone rename to regulation');
    }
  });
  it('a change stands in the ledger under the id of its request', async () => {
    const answer = await s.ask(
      CREATE,
      { input: { title: '云市试验条例', kind: 'REGULATION', making: 'ENACT' } },
      token,
    );
    expect(answer.data?.createRegulation?.__typename).toBe('Regulation');
    const rows = await s.db.asOwner('select act, outcome from audit_record where request_id = $1', [
      answer.headers.get('x-request-id'),
    ]);
    expect(rows).toEqual([{ act: 'createRegulation', outcome: 'DONE' }]);
  });
  it('answers are not stored, sniffed, framed', async () => {
    const { headers } = await s.ask('{ viewer { accountId } }', {}, token);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain(`frame-ancestors 'none'`);
  });
});
