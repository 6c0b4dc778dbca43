/**
 * Residents' pages and the office at host names of their own: what one signs in for is not at the pages' address,
 * however the path is written.
 */
import { request } from 'node:http';
import { operationsOf } from '../../../src/cli/operations.js';
import { declaredClasses } from '../../../src/cli/schema.js';
import { PUBLIC } from '../../../src/platform/api/allow.js';
import { SIGN_IN } from '../../../src/platform/api/documents.js';
import { openStream } from '../../support/event-stream.js';
import { startTestService, type TestService } from '../../support/service.js';

const PAGES = 'fa.example.cn';
const OFFICE = 'bangong.example.cn';
let s: TestService;
let one: TestService;
beforeAll(async () => {
  s = await startTestService({
    logLevel: 'silent',
    environment: { PUBLIC_URL: `https://${PAGES}`, CONSOLE_ORIGIN: `https://${OFFICE}` },
  });
  one = await startTestService({ logLevel: 'silent', environment: { PUBLIC_URL: `https://${PAGES}` } });
});
afterAll(async () => {
  await s.close();
  await one.close();
});

interface Told {
  status: number;
  cookies: readonly string[];
}
/** fetch writes its own Host */
const ask = (
  at: TestService,
  method: string,
  path: string,
  host: string,
  headers: Record<string, string> = {},
  body = '',
): Promise<Told> =>
  new Promise((done, fail) => {
    const asked = request({ ...urlOf(at), path, method, agent: false, headers: { host, ...headers } }, (r) => {
      r.resume();
      done({ status: r.statusCode ?? 0, cookies: r.headers['set-cookie'] ?? [] });
    });
    asked.on('error', fail);
    asked.end(body);
  });
const urlOf = (at: TestService): { hostname: string; port: string } => ({
  hostname: new URL(at.url).hostname,
  port: new URL(at.url).port,
});

const { controllers } = declaredClasses();
const declared = operationsOf(controllers).map(({ name, allowed }) => ({
  name,
  method: name.split(' ')[0] ?? '',
  path: `/${(name.split(' ')[1] ?? '').replace(/^\//, '').replace('*', 'nowhere').replaceAll(/:\w+/g, '1')}`,
  isPublic: allowed === PUBLIC,
}));
/** Served without a controller; anybody may read it, but only where one signs in */
const ofTheConsole = ['/console', '/console/', '/console/account', '/console/assets/none.js'].map((path) => ({
  name: `GET ${path}`,
  method: 'GET',
  path,
  isPublic: false,
}));
const routes = [...declared, ...ofTheConsole];

it.each(routes.filter((r) => !/healthz|readyz/.test(r.name)))(
  '$name is at one of the two',
  async ({ method, path, isPublic }) => {
    const [atPages, atOffice] = [
      (await ask(s, method, path, PAGES)).status,
      (await ask(s, method, path, OFFICE)).status,
    ];
    expect([atPages === 421, atOffice === 421]).toEqual([!isPublic, isPublic]);
    expect((await ask(s, method, path, 'evil.example')).status).toBe(421);
    expect((await ask(one, method, path, PAGES)).status).not.toBe(421);
  },
);

it.each([
  '/graphql',
  '/%67raphql',
  '/graph%71l',
  '/graphql?x=1',
  '//graphql',
  '/graphql/',
  '/./graphql',
  '/l/../graphql',
  '/GRAPHQL',
])("nobody is signed in by %s at the pages' address", async (path) => {
  const [username, password] = [s.home.username('PREPARER'), 'a-long-password-of-tests'];
  await s.home.token('PREPARER');
  const body = JSON.stringify({ query: SIGN_IN, variables: { input: { username, password } } });
  const told = await ask(s, 'POST', path, PAGES, { 'content-type': 'application/json' }, body);
  expect([[404, 415, 421].includes(told.status), told.cookies]).toEqual([true, []]);
});

it('one signs in at the office, from its own pages alone', async () => {
  const body = JSON.stringify({
    query: SIGN_IN,
    variables: { input: { username: s.home.username('PREPARER'), password: 'a-long-password-of-tests' } },
  });
  const json = { 'content-type': 'application/json' };
  const told = await ask(s, 'POST', '/graphql', OFFICE, { ...json, origin: `https://${OFFICE}` }, body);
  expect([told.status, told.cookies.length]).toEqual([200, 2]);
  expect((await ask(s, 'POST', '/graphql', OFFICE, { ...json, origin: `https://${PAGES}` }, body)).status).toBe(403);
});

it('a stream too', async () => {
  const authorization = `Bearer ${await s.home.token('PREPARER')}`;
  const watch = { query: 'subscription { consultationChanged(consultationId: "none") { phase } }' };
  const status = async (host: string): Promise<number> =>
    (await openStream(s.url, watch, { authorization, host })).status;
  expect([await status(PAGES), await status(OFFICE)]).toEqual([421, 200]);
});

it('health is told everywhere, and the machine itself has all at one address', async () => {
  for (const host of [PAGES, OFFICE, 'evil.example']) expect((await ask(s, 'GET', '/healthz', host)).status).toBe(200);
  for (const path of ['/', '/help', '/graphql', '/files/1'])
    expect((await ask(s, 'GET', path, 'localhost')).status).not.toBe(421);
});
