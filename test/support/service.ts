/**
 * The real service, composed as main.ts composes it, on a database of its own and a free loopback port; and a client of
 * its public GraphQL API. Two legislatures with an account of every role are there already: made once a run through
 * that API and cloned (office.ts). What else is asked for is made on first use.
 */
import { type RunningService, serve } from '../../src/main.js';
import { SIGN_IN } from '../../src/platform/api/documents.js';
import { parseConfig } from '../../src/platform/base/config.js';
import { createLog } from '../../src/platform/base/log.js';
import type { Role } from '../../src/platform/base/roles.rules.js';
import { type FreshDatabase, freshDatabase } from './database.js';
import { preparedOffice } from './office.js';
import { inArrays, post } from './post.js';
import { runFolder } from './server.js';
import { shownCode } from './totp.js';

export interface Answer {
  status: number;
  headers: Headers;
  data: Record<string, Reply> | null;
  errors: { message: string; path?: (string | number)[]; extensions: { code: string; requestId?: string } }[];
  text: string;
}
/** What a field answered; tests say what they expect of it */
export type Reply = Record<string, unknown> & { __typename?: string };

export type OfficeRole = Exclude<Role, 'SYSTEM_ADMINISTRATOR' | 'LIAISON_OFFICER'>;

export interface TestLegislature {
  id: string;
  code: string;
  /** the token of an account with this one role, its first password changed */
  token(role: OfficeRole): Promise<string>;
  username(role: OfficeRole): string;
  /** a contact point made by this legislature (one per name) */
  contactPoint(name?: string): Promise<string>;
  /** the token of a liaison officer (联络员) of that contact point */
  officer(contactPointName?: string): Promise<string>;
}

export interface TestService {
  url: string;
  db: FreshDatabase;
  running: RunningService;
  /** every line the service logged so far */
  logged(): string;
  /** one operation; of a subscription the first event */
  ask(
    query: string,
    variables?: Record<string, unknown>,
    token?: string,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  /** any request, untouched */
  send(path: string, init?: RequestInit): Promise<Response>;
  signIn(username: string, password: string): Promise<{ token: string; mustChangePassword: boolean }>;
  /** confirms the identity of whoever has that token and PASSWORD */
  confirm(token: string, code?: string): Promise<void>;
  /** binds an authenticator app to the account of that token; gives its secret and the recovery codes */
  bind(token: string): Promise<{ secret: string; recoveryCodes: string[] }>;
  /** signs in, changes the first password, confirms the identity, gives the token */
  activate(username: string, firstPassword: string): Promise<string>;
  /** the installation's administrator (系统管理员) */
  administrator(): Promise<string>;
  /** 云人常, and a neighbour (乙市) with accounts of its own */
  home: TestLegislature;
  neighbour: TestLegislature;
  upload(token: string, name: string, bytes: Uint8Array | string): Promise<string>;
  close(): Promise<void>;
}

export const PASSWORD = 'a-long-password-of-tests';

export interface TestServiceOptions {
  environment?: Record<string, string>;
  logLevel?: 'info' | 'debug' | 'silent';
  /** false: a new installation, in which legislatures and accounts are made on first use; or the template at hand */
  office?: boolean | FreshDatabase;
}

export async function startTestService({
  environment = {},
  logLevel = 'info',
  office: wanted = true,
}: TestServiceOptions = {}): Promise<TestService> {
  const office = wanted === true ? await preparedOffice() : null;
  const db = typeof wanted === 'object' ? wanted : await freshDatabase(office ? { template: office.template } : {});
  // whoever signed in when the office was made did so just now
  if (office) await db.asOwner('update session set last_seen_at = now(), reauthenticated_at = now()');
  const lines: string[] = [];
  const config = parseConfig({ PORT: '0', DATA_DIR: await runFolder(), LOG_LEVEL: logLevel, ...environment });
  const log = createLog(logLevel, { write: (line: string) => void lines.push(line) });
  const served = await serve({
    config,
    keys: db.keys,
    log,
    prepared: {
      owner: db.owner,
      service: db.service,
      description: `test database ${db.name}`,
      stop: () => Promise.resolve(),
    },
  }).catch(async (e: unknown) => {
    await db.drop();
    throw e;
  });
  const running = office ? { ...served, firstAdministrator: office.firstAdministrator } : served;
  const { url } = running;

  const send = (path: string, init?: RequestInit): Promise<Response> => fetch(url + path, init);
  const ask: TestService['ask'] = async (query, variables = {}, token, headers = {}) => {
    const {
      status,
      headers: told,
      text,
    } = await post(
      `${url}/graphql`,
      {
        'content-type': 'application/json',
        ...(query.startsWith('subscription') && { accept: 'text/event-stream' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...headers,
      },
      JSON.stringify({ query, variables }),
    );
    const body = JSON.parse(text) as { data?: Answer['data']; errors?: Answer['errors'] };
    return {
      status,
      headers: told,
      data: inArrays(body.data ?? null) as Answer['data'],
      errors: body.errors ?? [],
      text,
    };
  };
  const done = (answer: Answer, field: string): Reply => {
    const reply = answer.data?.[field];
    if (!reply || typeof reply.code === 'string') throw new Error(`${field}: ${answer.text}`);
    return reply;
  };
  const signIn: TestService['signIn'] = async (username, password) => {
    const reply = done(await ask(SIGN_IN, { input: { username, password, forProgram: true } }), 'signIn');
    return { token: reply.token as string, mustChangePassword: reply.mustChangePassword as boolean };
  };
  const confirm: TestService['confirm'] = async (token, code) => {
    done(
      await ask(
        `mutation ($input: ConfirmIdentityInput!) { confirmIdentity(input: $input) { __typename ... on Problem { code message } } }`,
        { input: { password: PASSWORD, code } },
        token,
      ),
      'confirmIdentity',
    );
  };
  const bind: TestService['bind'] = async (token) => {
    const { secret } = done(
      await ask(
        `mutation ($input: BeginSecondFactorInput!) { beginSecondFactor(input: $input) { __typename ... on SecondFactorBegun { secret uri } ... on Problem { code message } } }`,
        { input: { password: PASSWORD } },
        token,
      ),
      'beginSecondFactor',
    ) as { secret: string };
    const { recoveryCodes } = done(
      await ask(
        `mutation ($input: ConfirmSecondFactorInput!) { confirmSecondFactor(input: $input) { __typename ... on SecondFactorConfirmed { recoveryCodes } ... on Problem { code message } } }`,
        { input: { code: shownCode(secret) } },
        token,
      ),
      'confirmSecondFactor',
    ) as { recoveryCodes: string[] };
    return { secret, recoveryCodes };
  };
  const activate: TestService['activate'] = async (username, firstPassword) => {
    const { token } = await signIn(username, firstPassword);
    done(
      await ask(
        `mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { __typename ... on Problem { code message } } }`,
        { input: { current: firstPassword, next: PASSWORD } },
        token,
      ),
      'changePassword',
    );
    await confirm(token);
    return token;
  };
  const administrator = once(() => {
    if (office) return Promise.resolve(office.administrator);
    if (!running.firstAdministrator) throw new Error('a fresh database has a first administrator');
    return activate(running.firstAdministrator.username, running.firstAdministrator.password);
  });

  const legislature = (code: string, name: string): TestLegislature => {
    const found = once(async () => {
      const reply = done(
        await ask(
          `mutation ($input: CreateLegislatureInput!) { createLegislature(input: $input) { __typename ... on Legislature { id } ... on Problem { code message } } }`,
          {
            input: {
              code,
              name: `${name}人民代表大会常务委员会`,
              organName: `${name}人大常委会法制工作委员会`,
              documentWord: `${name}人常法工函`,
            },
          },
          await administrator(),
        ),
        'createLegislature',
      );
      return reply.id as string;
    });
    const there = office?.legislatures[code];
    let id = there?.id ?? '';
    const account = async (
      username: string,
      grants: object[],
      token: string,
      headers?: Record<string, string>,
    ): Promise<string> => {
      const reply = done(
        await ask(
          `mutation ($input: CreateAccountInput!) { createAccount(input: $input) { __typename ... on AccountCreated { activationPassword } ... on Problem { code message } } }`,
          { input: { username, displayName: `${name}${username}`, grants } },
          token,
          headers,
        ),
        'createAccount',
      );
      return activate(username, reply.activationPassword as string);
    };
    const username = (role: OfficeRole): string => `${code}-${role.toLowerCase()}`;
    // the founder holds ADMINISTRATOR in both legislatures, and names the one at hand
    const first = once(async () => {
      if (there?.made.ADMINISTRATOR !== undefined) return there.made.ADMINISTRATOR;
      id = await found();
      return account(username('ADMINISTRATOR'), [{ role: 'ADMINISTRATOR' }], await administrator(), {
        'x-legislature': code,
      });
    });
    const tokens = new Map(Object.entries(there?.made ?? {}).map(([what, made]) => [what, Promise.resolve(made)]));
    const kept = (key: string, make: () => Promise<string>): Promise<string> => {
      const known = tokens.get(key) ?? make();
      tokens.set(key, known);
      return known;
    };
    const contactPoint = (point = '红河居委会'): Promise<string> =>
      kept(`point ${point}`, async () => {
        const reply = done(
          await ask(
            `mutation ($input: CreateContactPointInput!) { createContactPoint(input: $input) { __typename ... on ContactPoint { id } ... on Problem { code message } } }`,
            { input: { name: `${name}${point}基层立法联系点`, shortName: point, level: 'MUNICIPAL' } },
            await first(),
          ),
          'createContactPoint',
        );
        return reply.id as string;
      });
    let officers = [...tokens.keys()].filter((what) => what.startsWith('officer ')).length;
    return {
      get id() {
        if (id === '') throw new Error(`${code} is founded by its first token()`);
        return id;
      },
      code,
      username,
      contactPoint,
      token: (role) =>
        kept(role, async () =>
          role === 'ADMINISTRATOR' ? first() : account(username(role), [{ role }], await first()),
        ),
      officer: (point = '红河居委会') =>
        kept(`officer ${point}`, async () =>
          account(
            `${code}-officer-${++officers}`,
            [{ role: 'LIAISON_OFFICER', unitId: await contactPoint(point) }],
            await first(),
          ),
        ),
    };
  };

  return {
    url,
    db,
    running,
    ask,
    send,
    signIn,
    confirm,
    bind,
    activate,
    administrator,
    logged: () => lines.join(''),
    home: legislature('yun', '云市'),
    neighbour: legislature('yi', '乙市'),
    upload: async (token, name, bytes) => {
      const response = await send(`/files?name=${encodeURIComponent(name)}`, {
        method: 'POST',
        body: Buffer.from(bytes),
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/octet-stream',
          'x-yifayima-upload': '1',
        },
      });
      if (!response.ok) throw new Error(`upload ${response.status}: ${await response.text()}`);
      return ((await response.json()) as { id: string }).id;
    },
    close: async () => {
      await running.stop();
      await db.drop();
    },
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
