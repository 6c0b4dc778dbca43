/** What strangers may make the service hold: bodies that are too large, of the wrong kind, or never end. */
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import fastify from 'fastify';
import { guardBodies, prepareBodies } from '../../../src/platform/api/bodies.js';
import { startTestService, type TestService } from '../../support/service.js';

let s: TestService;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
});
afterAll(() => s.close());

const open: Socket[] = [];
afterEach(() => {
  for (const socket of open.splice(0)) socket.destroy();
});

/** Sends a head and what of a body, and gives what was answered within a while; '' where nothing was */
async function begin(head: readonly string[], body = '', url = s.url, wait = 400): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  open.push(socket);
  let text = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => void (text += chunk));
  socket.on('error', () => undefined);
  socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  for (let waited = 0; waited < wait && text === ''; waited += 20) await sleep(20);
  return text;
}
const post = (path: string, type: string, length: number, ...more: string[]): string[] => [
  `POST ${path} HTTP/1.1`,
  'Host: localhost',
  `Content-Type: ${type}`,
  `Content-Length: ${length}`,
  ...more,
];
const BYTES = 'application/octet-stream';

it.each([
  ['/r', '415'],
  ['/graphql', '415'],
  ['/l/1234567890/opinions', '415'],
  ['/files', '401'],
  // judged by the route that is found, not by how the path is written
  ['/%66iles', '401'],
  ['/files/?x', '415'],
  ['/nowhere', '415'],
])('a file of 20 MB that a stranger sends to %s is refused before it comes: %s', async (path, status) => {
  const answer = await begin(post(path, BYTES, 20_900_000), 'a'.repeat(1000));
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(answer).toMatch(/^connection: close\r$/im);
});

it('the words of a stranger have a length, and those of an officer a longer one', async () => {
  const officer = `Authorization: Bearer ${await s.home.token('PREPARER')}`;
  expect(await begin(post('/graphql', 'application/json', 300_000))).toMatch(/^HTTP\/1.1 413 /);
  expect(await begin(post('/graphql', 'application/json', 300_000, officer))).toBe('');
  expect(await begin(post('/graphql', 'application/json', 600_000, officer))).toMatch(/^HTTP\/1.1 413 /);
});

it('unfinished bodies of one address are bounded together, and make room when they go', async () => {
  const answers = await Promise.all(
    Array.from({ length: 60 }, () => begin(post('/graphql', 'application/json', 190_000), '{')),
  );
  const refused = answers.filter((a) => a.startsWith('HTTP/1.1 503 '));
  // eight MiB hold 44 of them
  expect([answers.filter((a) => a === '').length, refused.length]).toEqual([44, 16]);
  expect(refused[0]).toMatch(/^retry-after: \d+\r$/im);
  expect(refused[0]).toContain('现在使用的人太多');
  // of what the signed-in send nothing is counted
  const officer = `Authorization: Bearer ${await s.home.token('PREPARER')}`;
  expect(await begin(post('/graphql', 'application/json', 190_000, officer), '{')).toBe('');
  for (const socket of open.splice(0)) socket.destroy();
  await sleep(200);
  expect(await begin(post('/graphql', 'application/json', 190_000), '{')).toBe('');
});

it('a body that does not come to its end is ended', async () => {
  const app = fastify();
  app.decorateRequest('actor', null);
  prepareBodies(app);
  guardBodies(app, { stranger: 100, signedIn: 100 });
  app.post('/words', (request) => ({ took: request.body }));
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  expect(await begin(post('/words', 'application/json', 10), '"12345678"', url)).toContain('{"took":"12345678"}');
  expect(await begin(post('/words', 'application/json', 10), '"123', url)).toBe('');
  const last = open.at(-1);
  for (let waited = 0; waited < 3000 && last?.closed === false; waited += 20) await sleep(20);
  expect(last?.closed).toBe(true);
  await app.close();
});

it('a request that names two hosts is refused', async () => {
  const one = ['GET /r HTTP/1.1', 'Host: localhost'];
  expect(await begin(one)).toMatch(/^HTTP\/1.1 200 /);
  expect(await begin([...one, 'hOst: localhost'])).toMatch(/^HTTP\/1.1 400 /);
  expect(await begin([...one, 'Host: evil.example'])).toMatch(/^HTTP\/1.1 400 /);
});
