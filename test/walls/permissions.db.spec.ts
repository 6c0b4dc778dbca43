/**
 * The permission table as docs/permissions.md shows it to people, tried cell by cell: every operation and route × every
 * role, and as a liaison officer (联络员) for the own contact point and for its neighbour in the same legislature. The
 * other legislature is tried id by id in neighbour.db.spec.ts.
 */
import { readFileSync } from 'node:fs';
import { DataSource } from 'typeorm';
import { sampleMaterial } from '../../src/demo/input.js';
import { walk } from '../../src/demo/scenario.js';
import { type Role, roles, roleWords } from '../../src/platform/base/roles.rules.js';
import { typeormConnection } from '../../src/platform/database/connection.js';
import { sealKey, Seals } from '../../src/platform/ledger/seals.js';
import { verifyLedger } from '../../src/platform/ledger/verify.js';
import { type Ids, type Operation, operations } from '../support/operations.js';
import { type Answer, type OfficeRole, PASSWORD, startTestService, type TestService } from '../support/service.js';

const BOGUS = '7b7f1c1e-7c3b-4b57-9f6c-0d4b2b0e4c11';

interface Row {
  operation: string;
  cells: Readonly<Record<string, string>>;
}
const table: readonly Row[] = (() => {
  const [head = [], , ...rows] = readFileSync('docs/permissions.md', 'utf8')
    .split('\n')
    .filter((l) => l.startsWith('|'))
    .map((l) =>
      l
        .split('|')
        .slice(1, -1)
        .map((c) => c.trim()),
    );
  return rows.map((cells) => ({
    operation: (cells[0] ?? '').replaceAll('`', ''),
    cells: Object.fromEntries(cells.map((c, i) => [head[i] ?? '', c])),
  }));
})();
const cellOf = (row: Row, role: Role): string => row.cells[roleWords[role]] ?? '';
const routes = table.filter((r) => /^(GET|POST) /.test(r.operation));
const operationOf = (row: Row): Operation | undefined => operations.find((o) => o.name === row.operation.split(' ')[1]);

/** The platform's own operations, each with an input that it refuses without doing anything */
const platform: Readonly<Record<string, [document: string, variables: object]>> = {
  viewer: ['{ viewer { roles } }', {}],
  changePassword: ['mutation { changePassword(input: { current: "x", next: "x" }) { __typename } }', {}],
  confirmIdentity: ['mutation { confirmIdentity(input: { password: "x" }) { __typename } }', {}],
  beginSecondFactor: ['mutation { beginSecondFactor(input: { password: "x" }) { __typename } }', {}],
  confirmSecondFactor: ['mutation { confirmSecondFactor(input: { code: "000000" }) { __typename } }', {}],
  createLegislature: [
    'mutation { createLegislature(input: { code: "X", name: "", organName: "", documentWord: "" }) { __typename } }',
    {},
  ],
  foundLegislature: [
    'mutation { foundLegislature(input: { code: "X", name: "", organName: "", documentWord: "" }) { __typename } }',
    {},
  ],
  changeLegislature: [
    'mutation { changeLegislature(input: { expectedVersion: 0, name: "", organName: "", documentWord: "", minimumDays: 0, minimumDaysSource: "" }) { __typename } }',
    {},
  ],
  changePaperSettings: [
    'mutation { changePaperSettings(input: { expectedVersion: 0, dueDays: 0, numberSource: COUNTER }) { __typename } }',
    {},
  ],
  documentNumbers: ['{ documentNumbers { next } }', {}],
  reserveNumbers: ['mutation { reserveNumbers(input: { year: 2026, first: 2, last: 1 }) { __typename } }', {}],
  voidNumbers: ['mutation { voidNumbers(input: { year: 2026, first: 2, last: 1, note: "" }) { __typename } }', {}],
  letterhead: ['{ letterhead { id } }', {}],
  letterheadReading: [`{ letterheadReading(fileId: "${BOGUS}") { __typename } }`, {}],
  takeLetterhead: [`mutation { takeLetterhead(input: { fileId: "${BOGUS}" }) { __typename } }`, {}],
  removeLetterhead: [
    `mutation { removeLetterhead(input: { letterheadId: "${BOGUS}", expectedVersion: 1 }) { __typename } }`,
    {},
  ],
  changeProfile: ['mutation { changeProfile(input: { expectedVersion: 0, profile: SIMPLE }) { __typename } }', {}],
  profileEffect: ['{ profileEffect(profile: STRICT) { says } }', {}],
  ledgerVerification: ['{ ledgerVerification { id } }', {}],
  verifyLedger: ['mutation { verifyLedger { __typename } }', {}],
  createAccount: [
    'mutation { createAccount(input: { username: "X", displayName: "", grants: [] }) { __typename } }',
    {},
  ],
  resetSecondFactor: ['mutation { resetSecondFactor(input: { username: "nobody-at-all" }) { __typename } }', {}],
  workingCopy: [`{ workingCopy(kind: "x", targetId: "${BOGUS}") { body } }`, {}],
  saveWorkingCopy: [
    `mutation { saveWorkingCopy(input: { kind: "x", targetId: "${BOGUS}", body: "" }) { __typename } }`,
    {},
  ],
  // these end the session at hand: tried last
  signOut: ['mutation { signOut { __typename } }', {}],
  signOutEverywhere: ['mutation { signOutEverywhere { __typename } }', {}],
};
/**
 * The walk leaves no contact data and nothing to do: of these only the neighbour's refusal is seen here, the rest in
 * test/opinions and test/platform/api/links.db.spec.ts
 */
const NOTHING_LEFT = ['readContact', 'eraseContact', 'noteContactCall', 'todos', 'urgePassedOn'];
const ENDS = ['signOut', 'signOutEverywhere'];

let s: TestService;
const tokens = new Map<Role, string>();
/** tokens and rows of two contact points side by side */
interface Node {
  token: string;
  ids: Map<string, string>;
}
let own: Node;
let neighbour: Node;

beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent', office: false });
  for (const role of roles.filter((r): r is OfficeRole => r !== 'SYSTEM_ADMINISTRATOR' && r !== 'LIAISON_OFFICER'))
    tokens.set(role, await s.neighbour.token(role));
  tokens.set('LIAISON_OFFICER', await s.neighbour.officer());
  const username = s.running.firstAdministrator?.username ?? '';
  await s.db.asOwner(
    'delete from role_grant where legislature_id = $1 and account_id = (select id from account where username = $2)',
    [s.neighbour.id, username],
  );
  const { walked, cast } = await walk(
    s.url,
    { username, password: PASSWORD },
    await sampleMaterial(),
    (name) => `${PASSWORD}-${name}`,
    () => undefined,
  );
  // the walk made its administrator one of the legislature too; here the installation's alone is wanted
  await s.db.asOwner(
    'delete from role_grant where legislature_id is not null and account_id = (select id from account where username = $1)',
    [username],
  );
  tokens.set('SYSTEM_ADMINISTRATOR', (await s.signIn(username, `${PASSWORD}-${username}`)).token);

  const below = await s.db.asOwner<{ id: string; parent_id: string | null }>('select id, parent_id from contact_point');
  const isLeaf = (id: string): boolean => below.every((p) => p.parent_id !== id);
  const consultation =
    (
      await s.db.asOwner<{ id: string }>('select id from consultation where regulation_id = $1', [walked.regulationId])
    )[0]?.id ?? '';
  const nodes: Node[] = [];
  for (const [key, point] of cast.points) {
    if (!isLeaf(point.id)) continue;
    const one = async (kind: string, sql: string): Promise<[string, string]> => [
      kind,
      (await s.db.asOwner<{ id: string }>(sql, [point.id]))[0]?.id ?? '',
    ];
    const ids = new Map([
      ['contact_point', point.id],
      ['consultation', consultation],
      ['regulation', walked.regulationId],
      await one('solicitation', 'select id from solicitation where contact_point_id = $1'),
      await one('comment', 'select id from comment where contact_point_id = $1 order by id'),
      await one('opinion', 'select id from opinion where contact_point_id = $1 and not direct order by id'),
      await one('activity', 'select id from activity where contact_point_id = $1 order by entered_at'),
      await one('form_card', `select id from form_card where contact_point_id = $1 and outcome = 'NOTHING'`),
      // the walk makes no node
      await one(
        'node_link',
        `insert into node_link (id, legislature_id, contact_point_id, name, link_mac, pin_mac, expires_on, made_by, made_at)
         select gen_random_uuid(), legislature_id, $1, '三号楼', sha256($1::uuid::text::bytea), sha256('pin'),
           current_date + 30, (select id from account limit 1), now()
         from engagement where contact_point_id = $1 limit 1 returning id`,
      ),
      await one('letter', 'select id from letter_status where contact_point_id = $1'),
      await one('file', 'select pdf_file_id as id from letter_status where contact_point_id = $1'),
    ]);
    if (![...ids.values()].every((id) => id !== '')) continue;
    const { token } = await s.signIn(key, `${PASSWORD}-${key}`);
    await s.ask(
      'mutation ($input: ConfirmIdentityInput!) { confirmIdentity(input: $input) { __typename } }',
      { input: { password: `${PASSWORD}-${key}` } },
      token,
    );
    nodes.push({ token, ids });
  }
  const [a, b] = nodes;
  if (!a || !b) throw new Error('the walk has two contact points beside each other with comments and letters');
  [own, neighbour] = [a, b];
});
afterAll(() => s.close());

const isRefused = (answer: Answer): boolean => answer.errors.some((e) => e.extensions.code === 'FORBIDDEN');
const asked = (row: Row): [string, object] => {
  const o = operationOf(row);
  const known = o ? ([o.document, o.variables(() => BOGUS)] as const) : platform[row.operation.split(' ')[1] ?? ''];
  if (!known) throw new Error(`nothing tries ${row.operation}`);
  return [known[0], known[1]];
};
const expected = (row: Row): Record<string, boolean> =>
  Object.fromEntries(roles.map((r) => [r, cellOf(row, r) !== '否']));

it('the table has every operation but those that are open to everybody', () => {
  const names = table.filter((r) => !routes.includes(r)).map((r) => r.operation.split(' ')[1]);
  expect(names.sort()).toEqual([...operations.map((o) => o.name), ...Object.keys(platform)].sort());
  expect(routes.map((r) => r.operation).sort()).toEqual([
    'GET basis/:file',
    'GET comparisons/:old/:file',
    'GET drafts/:file',
    'GET files/:id',
    'GET hearing/cards/:id',
    'GET hearing/opinions/:id/form',
    'GET hearing/sheets/:round/:point',
    'GET hearing/tables/:round/:point',
    'GET letterheads/:file/:sample',
    'GET letters/:letter/:file',
    'GET network/table.xlsx',
    'GET opinions/:id/pictures/:ordinal',
    'GET prints/:round/:file',
    'GET returns/:file',
    'GET returns/inbox/:task',
    'GET returns/pages/:id',
    'POST files',
    'POST hearing/cards/:id',
    'POST returns/pages/:id',
  ]);
  for (const row of table)
    for (const role of roles)
      expect([row.operation, ['是', '否', '本单位', '本人'].includes(cellOf(row, role))]).toEqual([
        row.operation,
        true,
      ]);
  expect(table.filter((r) => r.cells['别的机关'] !== '看不到')).toEqual([]);
});

describe('every operation × every role', () => {
  it.each(
    table
      .filter((r) => !routes.includes(r) && !ENDS.includes(r.operation.split(' ')[1] ?? ''))
      .map((r) => [r.operation, r] as const),
  )('%s', async (_, row) => {
    const got: Record<string, boolean> = {};
    for (const [role, token] of tokens) {
      const answer = await s.ask(...(asked(row) as [string, Record<string, unknown>]), token);
      expect(answer.errors.filter((e) => e.extensions.code !== 'FORBIDDEN')).toEqual([]);
      got[role] = !isRefused(answer);
    }
    expect(got).toEqual(expected(row));
  });
});

describe('every route × every role', () => {
  it.each(routes.map((r) => [r.operation, r] as const))('%s', async (_, row) => {
    const [method = '', pattern = ''] = row.operation.split(' ');
    const path = `/${pattern.replace(':file', `${BOGUS}.docx`).replaceAll(/:\w+/g, BOGUS)}`;
    const send = (headers: Record<string, string>): Promise<number> =>
      s.send(path, { method, headers, ...(method === 'POST' && { body: 'x' }) }).then((r) => r.status);
    const body: Record<string, string> = method === 'POST' ? { 'content-type': 'application/octet-stream' } : {};
    const got: Record<string, boolean> = {};
    for (const [role, token] of tokens) {
      const status = await send({ authorization: `Bearer ${token}`, ...body });
      // the table of the own network is there for whoever may have it
      expect(pattern === 'network/table.xlsx' ? [200, 403] : [400, 403, 404]).toContain(status);
      got[role] = status !== 403;
    }
    expect(got).toEqual(expected(row));
    expect(await send(body)).toBe(401);
  });
});

describe('a liaison officer and the contact point next door', () => {
  const idsOf =
    (node: Node): Ids =>
    (kind) =>
      node.ids.get(kind) ?? BOGUS;
  /**
   * Is what this node has seen or moved by the officer with that token? A refusal for any other reason than its absence
   * shows that it was found.
   */
  async function reaches(o: Operation, token: string, node: Node): Promise<boolean> {
    // the table of operations asks for the page after an opinion; here the first one is wanted
    const document = o.document
      .replace('... on BulkDone { done }', '... on BulkDone { done refused { code } }')
      .replace(', $after: ID!', '')
      .replace(', after: $after', '');
    const answer = await s.ask(document, o.variables(idsOf(node)), token);
    expect([o.name, answer.errors]).toEqual([o.name, []]);
    const reply = answer.data?.r;
    if (reply === null || reply === undefined) return false;
    // a list of everything that is the caller's names the node, or does not
    if (Array.isArray(reply))
      return o.name === 'opinionList' || o.name === 'commentList'
        ? reply.length > 0
        : [...node.ids.values()].some((id) => id !== node.ids.get('consultation') && answer.text.includes(id));
    const refused = (reply.refused as { code: string }[] | undefined)?.map((r) => r.code) ?? [];
    return reply.__typename !== 'NotFound' && !(refused.length > 0 && refused.every((c) => c === 'NOT_FOUND'));
  }

  const byUnit = table.filter((r) => r.cells[roleWords.LIAISON_OFFICER] === '本单位');
  it('there are such operations', () => {
    expect(byUnit.length).toBeGreaterThan(12);
    expect(byUnit.filter((r) => r.cells['别的联系点'] !== '看不到')).toEqual([]);
  });
  it.each(byUnit.filter((r) => !routes.includes(r)).map((r) => [r.operation, r] as const))('%s', async (_, row) => {
    const o = operationOf(row);
    if (!o) throw new Error(`nothing tries ${row.operation}`);
    const hasOwn = !NOTHING_LEFT.includes(o.name);
    expect({ neighbour: await reaches(o, own.token, neighbour), own: await reaches(o, own.token, own) }).toEqual({
      neighbour: false,
      own: hasOwn,
    });
    expect({
      neighbour: await reaches(o, neighbour.token, own),
      own: await reaches(o, neighbour.token, neighbour),
    }).toEqual({ neighbour: false, own: hasOwn });
  });
  it('GET files/:id', async () => {
    const status = async (token: string, node: Node): Promise<number> =>
      (await s.send(`/files/${node.ids.get('file') ?? ''}`, { headers: { authorization: `Bearer ${token}` } })).status;
    expect([
      await status(own.token, own),
      await status(own.token, neighbour),
      await status(neighbour.token, own),
      await status(neighbour.token, neighbour),
    ]).toEqual([200, 404, 404, 200]);
    expect(await status(tokens.get('LIAISON_OFFICER') ?? '', own)).toBe(404);
  });
  it.each(
    table.filter((r) => r.cells['别的联系点'] === '一样' && !routes.includes(r)).map((r) => [r.operation, r] as const),
  )('the same for both: %s', async (_, row) => {
    const o = operationOf(row);
    if (!o) throw new Error(`nothing tries ${row.operation}`);
    const draft =
      (await s.db.asOwner<{ id: string }>('select id from draft where published_at is not null order by id'))[0]?.id ??
      '';
    const ids: Ids = (kind) => (kind === 'draft' ? draft : idsOf(own)(kind));
    const [a, b] = [
      await s.ask(o.document, o.variables(ids), own.token),
      await s.ask(o.document, o.variables(ids), neighbour.token),
    ];
    expect(a.data?.r).not.toBeNull();
    // what is counted is the own: the numbers next door differ, and are not told
    const shown = (answer: typeof a): unknown =>
      JSON.parse(JSON.stringify(answer.data, (key, value: unknown) => (key === 'openOpinions' ? undefined : value)));
    expect(shown(a)).toEqual(shown(b));
  });
});

it('the whole walk and everything that was refused is sealed and verified', async () => {
  await s.running.app.get(Seals).sealAll();
  const source = await new DataSource(typeormConnection(s.db.owner)).initialize();
  try {
    const report = await verifyLedger(source.manager, sealKey(s.db.keys));
    expect(report).toMatchObject({ faultCount: 0, faults: [] });
    const chained = await source.query<{ n: string }[]>(
      'select count(*) as n from (select 1 from comment_event where digest is not null union all select 1 from letter_event where digest is not null union all select 1 from draft_event where digest is not null) e',
    );
    expect(Number(chained[0]?.n)).toBeGreaterThan(150);
    expect(report.rows).toBeGreaterThan(Number(chained[0]?.n));
  } finally {
    await source.destroy();
  }
});

// last: it ends the sessions
it.each(ENDS)('%s × every role', async (name) => {
  const row = table.find((r) => r.operation === `Mutation ${name}`);
  if (!row) throw new Error(`no ${name}`);
  const got: Record<string, boolean> = {};
  for (const [role] of tokens) {
    const fresh =
      role === 'SYSTEM_ADMINISTRATOR'
        ? (
            await s.signIn(
              s.running.firstAdministrator?.username ?? '',
              `${PASSWORD}-${s.running.firstAdministrator?.username ?? ''}`,
            )
          ).token
        : (await s.signIn(role === 'LIAISON_OFFICER' ? 'yi-officer-1' : s.neighbour.username(role), PASSWORD)).token;
    got[role] = !isRefused(await s.ask(...(asked(row) as [string, Record<string, unknown>]), fresh));
  }
  expect(got).toEqual(expected(row));
});
