/**
 * Every operation × every role, and every operation as the neighbour legislature over the ids of a home that
 * has been walked to its end. A home's id never gives the neighbour a row, and never changes one.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Client } from '../support/client.js';
import { sampleMaterial } from '../../src/demo/input.js';
import { walk } from '../../src/demo/scenario.js';
import { allows, rolesWith } from '../../src/platform/access/permissions.js';
import { type Role, roles } from '../../src/platform/base/roles.rules.js';
import { elsewhere, type Ids, type Operation, operations } from '../support/operations.js';
import { type Answer, type OfficeRole, PASSWORD, startTestService, type TestService } from '../support/service.js';

const BOGUS = '7b7f1c1e-7c3b-4b57-9f6c-0d4b2b0e4c11';
const officeRoles = roles.filter((r): r is OfficeRole => r !== 'SYSTEM_ADMINISTRATOR' && r !== 'LIAISON_OFFICER');
const REFUSALS = [
  'NotFound',
  'InvalidInput',
  'NotASuccessor',
  'NotEngaged',
  'OpinionNotOpen',
  'EvidenceMismatch',
  'NothingToSign',
  'StaleVersion',
];

let s: TestService;
let home = '';
const tokens = new Map<Role, string>();
const rows = new Map<string, string[]>();
beforeAll(async () => {
  // a confirmed identity counts for longer than all of this takes
  const environment = { REAUTHENTICATION_MINUTES: '60' };
  s = await startTestService({ logLevel: 'silent', office: false, environment });
  for (const role of officeRoles) tokens.set(role, await s.neighbour.token(role));
  tokens.set('LIAISON_OFFICER', await s.neighbour.officer());
  // the founder would have to name the legislature at hand from now on; the walk is that of a fresh installation
  await s.db.asOwner(
    'delete from role_grant where legislature_id = $1 and account_id = (select id from account where username = $2)',
    [s.neighbour.id, s.running.firstAdministrator?.username],
  );
  const username = s.running.firstAdministrator?.username ?? '';
  const { walked } = await walk(
    s.url,
    { username, password: PASSWORD },
    await sampleMaterial(),
    (name) => `${PASSWORD}-${name}`,
    () => undefined,
  );
  expect(walked.letters.length).toBeGreaterThan(0);
  home =
    (
      await s.db.asOwner<{ legislature_id: string }>('select legislature_id from regulation where id = $1', [
        walked.regulationId,
      ])
    )[0]?.legislature_id ?? '';
  const tables = await s.db.asOwner<{ t: string }>(
    `select c.table_name as t from information_schema.columns c join information_schema.columns i on i.table_name = c.table_name and i.table_schema = c.table_schema and i.column_name = 'id'
     where c.table_schema = 'public' and c.column_name = 'legislature_id' order by 1`,
  );
  for (const { t } of tables)
    rows.set(
      t,
      (await s.db.asOwner<{ id: string }>(`select id from ${t} where legislature_id = $1 order by id`, [home])).map(
        (r) => r.id,
      ),
    );
  // of the home alone: whoever runs the installation belongs to neither
  rows.set(
    'account',
    (
      await s.db.asOwner<{ id: string }>(
        'select distinct account_id as id from role_grant where legislature_id = $1 and account_id not in (select account_id from role_grant where legislature_id is null) order by 1',
        [home],
      )
    ).map((r) => r.id),
  );
  rows.set(
    'contact_point',
    (
      await s.db.asOwner<{ id: string }>('select contact_point_id as id from engagement where legislature_id = $1', [
        home,
      ])
    ).map((r) => r.id),
  );
});
afterAll(() => s.close());

const tried = (o: Operation, ids: Ids, token?: string, headers?: Record<string, string>): Promise<Answer> =>
  s.ask(o.document, o.variables(ids), token, headers);
const tokenFor = (o: Operation): string => tokens.get(rolesWith(o.permission).find((r) => tokens.has(r)) as Role) ?? '';

/** What an answer gave out; null for nothing */
function given(o: Operation, answer: Answer): string | null {
  if (answer.errors.length > 0)
    return answer.errors.every((e) => ['PARSE', 'FORBIDDEN', 'UNAUTHENTICATED'].includes(e.extensions.code))
      ? null
      : `error ${answer.errors[0]?.extensions.code ?? ''}`;
  const reply = answer.data?.r;
  if (reply === null || reply === undefined || (Array.isArray(reply) && reply.length === 0)) return null;
  if (REFUSALS.includes(reply.__typename ?? '')) return null;
  if (o.lists?.every((l) => (reply[l] as unknown[] | undefined)?.length === 0)) return null;
  return JSON.stringify(reply).slice(0, 200);
}

const inFours = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / 4) }, (_, k) => all.slice(4 * k, 4 * k + 4));

it('the table names every operation of the contract', () => {
  const contract = readFileSync('schema.graphql', 'utf8');
  const fields = (type: string): string[] =>
    [...(new RegExp(`^type ${type} \\{(.*?)^\\}`, 'ms').exec(contract)?.[1] ?? '').matchAll(/^ {2}(\w+)[(:]/gm)].map(
      (m) => m[1] as string,
    );
  const all = [...fields('Query'), ...fields('Mutation'), ...fields('Subscription')];
  expect(all.length).toBeGreaterThan(40);
  expect([...operations.map((o) => o.name), ...elsewhere].sort()).toEqual(all.sort());
});

describe('every operation × every role', () => {
  it.each(operations.map((o) => [o.name, o] as const))('%s', async (_, o) => {
    const got: Record<string, string> = {};
    await Promise.all(
      [...tokens].map(async ([role, token]) => {
        const answer = await tried(o, () => BOGUS, token);
        got[role] = answer.errors[0]?.extensions.code ?? 'ALLOWED';
      }),
    );
    expect(got).toEqual(
      Object.fromEntries(
        [...tokens.keys()].map((role) => [role, allows(o.permission, [role]) ? 'ALLOWED' : 'FORBIDDEN']),
      ),
    );
    const anonymous = await tried(o, () => BOGUS);
    expect([anonymous.status, anonymous.errors[0]?.extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
  });
});

it.each(operations.map((o) => [o.name, o] as const))('an id that is none is never a fault: %s', async (_, o) => {
  const answers = await Promise.all(
    ['no id', '', '1', `${BOGUS}'`, BOGUS].map((id) => tried(o, () => id, tokenFor(o))),
  );
  for (const answer of answers) expect(answer.errors.map((e) => e.extensions.code)).toEqual([]);
});

describe('every operation as the neighbour', () => {
  /** everything that is the home's, as one digest per table */
  const digest = async (): Promise<Record<string, string>> => {
    const found: Record<string, string> = {};
    for (const t of rows.keys()) {
      // the control signs in, as the home itself
      const all =
        t === 'account'
          ? await s.db.asOwner(
              `select to_jsonb(t) - 'last_signed_in_at' as j from account t where id = any($1::uuid[]) order by id`,
              [rows.get(t)],
            )
          : t === 'contact_point'
            ? await s.db.asOwner('select to_jsonb(t) as j from contact_point t order by id')
            : await s.db.asOwner(`select to_jsonb(t) as j from ${t} t where legislature_id = $1 order by id`, [home]);
      found[t] = createHash('sha256').update(JSON.stringify(all)).digest('hex');
    }
    return found;
  };
  let before: Record<string, string>;
  const sample = (all: readonly string[], most: number): string[] =>
    all.filter((_, i) => i % Math.max(1, Math.ceil(all.length / most)) === 0);
  beforeAll(async () => {
    before = await digest();
  });

  it('control: the table finds what the home itself may see', async () => {
    const anyone = new Client(s.url);
    const preparer = await anyone.signIn('preparer', `${PASSWORD}-preparer`);
    const one = operations.find((o) => o.name === 'consultation') as Operation;
    const answer = await preparer.ask<{ r: { id: string } }>(
      one.document,
      one.variables(() => rows.get('consultation')?.[0] ?? ''),
    );
    expect(given(one, { status: 200, headers: new Headers(), data: answer, errors: [], text: '' })).not.toBeNull();
  });

  it.each(operations.map((o) => [o.name, o] as const))('%s', async (name, o) => {
    const kinds = new Set<string>();
    o.variables((kind) => {
      kinds.add(kind);
      return BOGUS;
    });
    const rounds = Math.max(1, ...[...kinds].map((k) => Math.min(6, rows.get(k)?.length ?? 0)));
    for (let i = 0; i < rounds; i++) {
      const ids: Ids = (kind) => {
        const all = sample(rows.get(kind) ?? [], 6);
        return all[i % Math.max(1, all.length)] ?? BOGUS;
      };
      // each id by one role, the first ids by others too
      const others = [...tokens].filter(([role]) => allows(o.permission, [role])).slice(0, 2);
      for (const token of new Set([tokenFor(o), ...(i === 0 ? others.map(([, t]) => t) : [])])) {
        const answer = await tried(o, ids, token);
        if (kinds.size > 0) expect([name, given(o, answer)]).toEqual([name, null]);
        else
          for (const [kind, all] of rows)
            for (const id of sample(all, 20)) expect([kind, answer.text.includes(id)]).toEqual([kind, false]);
      }
    }
    // a single id of every other kind, too: a row is not found by another's key
    if (kinds.size === 1)
      for (const some of inFours([...rows.values()]))
        await Promise.all(
          some.map(async (all) => expect(given(o, await tried(o, () => all[0] ?? BOGUS, tokenFor(o)))).toBeNull()),
        );
    expect(
      (await tried(o, () => BOGUS, tokenFor(o), { 'x-legislature': 'yunlan' })).errors.map((e) => e.extensions.code),
    ).not.toEqual([]);
  });

  it('nor by the routes of files and comparisons', async () => {
    const authorization = `Bearer ${tokens.get('PREPARER') ?? ''}`;
    for (const id of rows.get('file') ?? [])
      expect((await s.send(`/files/${id}`, { headers: { authorization } })).status).toBe(404);
    const [a = '', b = ''] = rows.get('draft') ?? [];
    for (const path of [
      `/comparisons/${a}/${b}.docx`,
      `/comparisons/${b}/${a}.docx`,
      `/basis/${a}.docx`,
      `/basis/${b}.pdf`,
    ])
      expect((await s.send(path, { headers: { authorization } })).status).toBe(404);
    expect((await s.send(`/files/${rows.get('file')?.[0] ?? ''}`)).status).toBe(401);
  });

  it('and a mixture of own and foreign ids gives nothing either', async () => {
    const preparer = new Client(s.url, tokens.get('PREPARER') ?? '');
    const point = await s.neighbour.contactPoint();
    const own = await s.ask(
      'query($c: ID!, $p: ID!) { r: commentList(consultationId: $c, filter: { contactPointIds: [$p] }) { nodes { id } } }',
      { c: rows.get('consultation')?.[0], p: point },
      tokens.get('PREPARER'),
    );
    expect(own.data?.r).toEqual([]);
    const entered = await preparer
      .act(
        'enterOpinions',
        {
          consultationId: rows.get('consultation')?.[0],
          contactPointId: point,
          opinions: [{ submissionKey: 'a'.repeat(20), target: { kind: 'WHOLE' }, text: '试' }],
        },
        'OpinionsEntered',
        'lines { opinionId }',
      )
      .catch((e: unknown) => e);
    expect(entered).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('and nothing of the home has changed', async () => {
    expect(await digest()).toEqual(before);
  });
});
