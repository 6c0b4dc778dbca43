/**
 * Opinions acknowledged after COMMIT by 32 clients, against `pgbench -c 32` with a prepared single-row INSERT of the
 * same shape into a table with the same two unique indexes; in process, by GraphQL and by the page's form. Every client
 * has a form, a code and an address of its own.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Agent, request } from 'node:http';
import { withClient } from './cluster.mjs';

const run = promisify(execFile);
const CLIENTS = 32;
export const WORDS = '电梯坏了三天没有人修，维护保养记录应当贴在轿厢里，让大家都看得到，修复的期限也应当写明。';
const key = () => randomBytes(16).toString('base64url');

/** Rows a second of the peer; null where there is no pgbench */
export async function pgbench(cluster, database, seconds) {
  const pgbenchFile = process.env.PGBENCH ?? 'pgbench';
  const script = join(cluster.folder, 'row.sql');
  writeFileSync(
    script,
    `insert into bench_row (id, legislature_id, regulation_id, consultation_id, draft_id, contact_point_id, direct, channel, target_kind, act, text, submission_mac, content_sha256)
     values (gen_random_uuid(), '${randomUUID()}', '${randomUUID()}', '${randomUUID()}', '${randomUUID()}', '${randomUUID()}', false, 'CODE', 'WHOLE', 'AMEND', '${WORDS}', sha256(gen_random_uuid()::text::bytea), sha256(gen_random_uuid()::text::bytea));\n`,
  );
  const { host, port, user, password } = cluster.superuser(database.name);
  await withClient(cluster.superuser(database.name), async (db) => {
    await db.query('drop table if exists bench_row');
    await db.query('create table bench_row (like opinion including defaults including constraints)');
    await db.query('alter table bench_row add primary key (id), add unique (submission_mac, content_sha256)');
  });
  try {
    const args = [
      '-h',
      host,
      '-p',
      String(port),
      '-U',
      user,
      '-M',
      'prepared',
      '-n',
      '-c',
      String(CLIENTS),
      '-j',
      '2',
      '-T',
      String(seconds),
      '-f',
      script,
      database.name,
    ];
    const { stdout } = await run(pgbenchFile, args, { env: { ...process.env, PGPASSWORD: password } });
    return Number(/tps = ([\d.]+)/.exec(stdout)[1]);
  } catch (e) {
    if (e.code === 'ENOENT') return null;
    throw e;
  } finally {
    await withClient(cluster.superuser(database.name), (db) => db.query('drop table bench_row'));
  }
}

/** Each client sends one after the other until the time is over; gives how many a second, and p50 and p99 in ms */
async function storm(seconds, send, clients = CLIENTS) {
  const until = performance.now() + seconds * 1000;
  const took = [];
  const faults = new Map();
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      while (performance.now() < until) {
        const from = performance.now();
        const fault = await send(client);
        took.push(performance.now() - from);
        if (fault) faults.set(fault, (faults.get(fault) ?? 0) + 1);
      }
    }),
  );
  took.sort((a, b) => a - b);
  return {
    perSecond: took.length / seconds,
    p50: took[took.length >> 1],
    p99: took[Math.floor(took.length * 0.99)],
    faults: [...faults],
    took,
  };
}

const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
function post(url, path, headers, body) {
  return new Promise((done, fail) => {
    const sent = request(
      new URL(path, url),
      { method: 'POST', agent, headers: { ...headers, 'content-length': Buffer.byteLength(body) } },
      (answer) => {
        let text = '';
        answer
          .setEncoding('utf8')
          .on('data', (d) => (text += d))
          .on('end', () => done({ status: answer.statusCode, text }));
      },
    );
    sent.on('error', fail).end(body);
  });
}

const addressOf = (client) => `10.1.${client}.${1 + ((Math.random() * 250) | 0)}`;

/** By the registered document, as programs of residents do */
export function byGraphql(url, codes, seconds, clients) {
  const query = `mutation SubmitOpinion($input: SubmitOpinionInput!) {
  submitOpinion(input: $input) {
    __typename
    ... on OpinionReceived { receiptCode printed repeated }
    ... on Problem { code message }
  }
}`;
  return storm(
    seconds,
    async (client) => {
      const input = {
        lawCode: codes[client % codes.length],
        opinion: { submissionKey: key(), target: { kind: 'WHOLE' }, act: 'AMEND', text: WORDS },
      };
      const { status, text } = await post(
        url,
        '/graphql',
        { 'content-type': 'application/json', 'x-forwarded-for': addressOf(client) },
        JSON.stringify({ query, variables: { input } }),
      );
      return text.includes('"OpinionReceived"') ? null : `${status} ${text.slice(0, 120)}`;
    },
    clients,
  );
}

/** Opinions that the brake takes of one form at once; people send one or two */
const OF_ONE_FORM = 4;

/** Forms opened beforehand by each client, as people open one each: so many, under its code */
export async function openForms(url, codes, each) {
  return Promise.all(
    Array.from({ length: CLIENTS }, async (_, client) => {
      const tokens = [];
      while (tokens.length < each) {
        const page = await (await fetch(`${url}/l/${codes[client % codes.length]}/say`)).text();
        const token = /name="token" value="([^"]+)"/.exec(page)?.[1];
        if (!token) throw new Error(`no form: ${page.slice(0, 300)}`);
        tokens.push(token);
      }
      return tokens;
    }),
  );
}

/** By the form of a page, of which each client opened enough before; what it has none for is told as a fault */
export async function byForm(url, codes, seconds, perSecond = 1500) {
  const forms = await openForms(url, codes, Math.ceil((perSecond * seconds) / CLIENTS / OF_ONE_FORM));
  const sent = forms.map(() => 0);
  return storm(seconds, async (client) => {
    const code = codes[client % codes.length];
    const token = forms[client][Math.floor(sent[client]++ / OF_ONE_FORM)];
    if (!token) return 'no form left';
    const form = new URLSearchParams({ token, key: key(), text: WORDS, act: 'AMEND', where: 'whole' });
    const { status, text } = await post(
      url,
      `/l/${code}/opinions`,
      { 'content-type': 'application/x-www-form-urlencoded', 'x-forwarded-for': addressOf(client), origin: url },
      form.toString(),
    );
    return status === 200 && text.includes('回执')
      ? null
      : `${status} ${text
          .replace(/<[^>]+>/g, ' ')
          .replace(/\s+/g, ' ')
          .slice(0, 160)}`;
  });
}

/** The intake called by 32 callers in the process of the service: what is left where nobody asks by HTTP */
export async function inProcess(running, IntakeService, { codes, seconds, words }) {
  const intake = running.app.get(IntakeService);
  const { perSecond, p50, p99, faults } = await storm(seconds, async (client) => {
    const answer = await intake.speak(codes[client % codes.length], {
      submissionKey: key(),
      channel: 'CODE',
      target: { kind: 'WHOLE' },
      act: 'AMEND',
      text: words,
    });
    return answer.receiptCode ? null : answer.code;
  });
  return { perSecond, p50, p99, faults };
}
