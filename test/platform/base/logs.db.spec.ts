/** security §1.13: what people write, say or are called stands in no log line, of the service or of the database. */
import { readFile } from 'node:fs/promises';
import { SIGN_IN, SUBMIT_OPINION } from '../../../src/platform/api/documents.js';
import { describeFault } from '../../../src/platform/base/log.js';
import { withClient } from '../../support/server.js';
import { startTestService, type TestService } from '../../support/service.js';

let s: TestService;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'debug' });
});
afterAll(() => s.close());

const PHONE = '13700137042';
const WORDS = '阿依古丽的独一句话';

it('plants values in names, passwords, addresses, texts and errors, and finds none in the logs', async () => {
  const administrator = await s.home.token('ADMINISTRATOR');
  const preparer = await s.home.token('PREPARER');
  const make = (username: string, displayName: string) =>
    s.ask(
      'mutation ($input: CreateAccountInput!) { createAccount(input: $input) { __typename } }',
      { input: { username, displayName, grants: [{ role: 'PREPARER' }] } },
      administrator,
    );
  expect((await make(`u${PHONE}`, WORDS)).data?.createAccount?.__typename).toBe('AccountCreated');
  // a unique violation with DETAIL
  expect((await make(`u${PHONE}`, WORDS)).data?.createAccount?.__typename).toBe('NameTaken');
  await make(PHONE.repeat(9), WORDS);
  await s.ask(SIGN_IN, { input: { username: `u${PHONE}`, password: WORDS, forProgram: true } });
  await s.ask(SIGN_IN, { input: { username: { phone: PHONE }, password: WORDS } }); // a variable of the wrong shape
  await s.ask(SUBMIT_OPINION, { input: { code: '0000000000', text: `${WORDS} ${PHONE}`, submissionKey: PHONE } });
  const regulation = { input: { title: `${WORDS}条例`, kind: 'REGULATION', making: 'ENACT' } };
  for (let i = 0; i < 2; i++)
    await s.ask(
      'mutation ($input: CreateRegulationInput!) { createRegulation(input: $input) { __typename } }',
      regulation,
      preparer,
    );
  // no uuid: must not reach the database, whose error would repeat it
  const odd = await s.ask(`{ regulation(id: "${PHONE}") { id } }`, {}, preparer);
  expect([odd.errors, odd.data]).toEqual([[], { regulation: null }]);
  await s.upload(preparer, `${WORDS}.txt`, WORDS);
  for (const path of [
    `/files/${PHONE}`,
    `/l/${PHONE}?text=${encodeURIComponent(WORDS)}`,
    `/${encodeURIComponent(WORDS)}`,
  ])
    await (
      await s.send(path, { headers: { 'user-agent': WORDS.length + PHONE, authorization: `Bearer ${PHONE}` } })
    ).text();
  // straight at the database as the service: unique, check, type and length errors that carry the value
  for (const sql of [
    `insert into account (id, username, display_name, created_at) values (gen_random_uuid(), 'u${PHONE}', '${WORDS}', now())`,
    `insert into account (id, username, display_name, created_at) values (gen_random_uuid(), '${WORDS}', '${WORDS}', now())`,
    `select '${PHONE}x'::int`,
    `select '${WORDS}'::uuid`,
    `selec '${WORDS}'`,
  ])
    await expect(withClient(s.db.service, (db) => db.query(sql))).rejects.toThrow();

  const lines = s.logged();
  expect(lines.split('\n').filter((l) => l.includes('"request"')).length).toBeGreaterThan(10);
  expect(lines).toContain('"route":"/files/:id"');
  const serverLog = s.db.serverLog === null ? '' : await readFile(s.db.serverLog, 'utf8');
  if (s.db.serverLog !== null) expect(serverLog).toContain('ready to accept connections');
  for (const planted of [PHONE, WORDS, encodeURIComponent(WORDS)]) {
    expect(lines.split('\n').filter((l) => l.includes(planted))).toEqual([]);
    expect(serverLog.split('\n').filter((l) => l.includes(planted))).toEqual([]);
  }
});

it('a fault is described by class, SQLSTATE and constraint, never by its message', () => {
  const fault = Object.assign(new Error(`Key (phone)=(${PHONE}) already exists`), {
    driverError: { code: '23505', constraint: 'x_unique', detail: PHONE },
    parameters: [PHONE],
  });
  const described = describeFault(fault);
  expect(described).toMatchObject({ name: 'Error', sqlState: '23505', constraint: 'x_unique' });
  expect(JSON.stringify(described)).not.toContain(PHONE);
  for (const odd of [null, undefined, 'text', 7, { code: 7 }, Object.create(null)])
    expect(() => describeFault(odd)).not.toThrow();
});
