/**
 * Fuzzing: broken and half-broken inputs on a real service on loopback: GraphQL (55 %), pages and routes (30 %),
 * multipart forms (5 %), documents and pictures (5 % each). Passes where nothing answers 5xx but a refusal in words, no
 * GraphQL answer is an INTERNAL fault, the log stays empty, the process lives, and its memory does not grow with the
 * number of inputs. `npm run fuzz -- [inputs] [seed] [first]`; the input of a fault is made again by its seed and
 * number: `npm run fuzz -- 1 7 4711`.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DOCX, documentFile } from './fuzz.documents.mjs';
import { brokenForm, wholeForm } from './fuzz.forms.mjs';
import { graphqlRequest, value } from './fuzz.graphql.mjs';
import { picture } from './fuzz.pictures.mjs';
import { ODD, begin, below, bytes, pick, random, several, uuid } from './fuzz.random.mjs';

const ROOT = new URL('../', import.meta.url).pathname;
const [COUNT = 100_000, SEED = 20261122, FIRST = 0] = process.argv.slice(2).map(Number);
const AT_ONCE = 24;
const PASSWORD = 'a-long-password-of-the-fuzzer';
/** wide enough that the run is not refused for being much; the proxy, so that it comes from many addresses */
const SETTINGS = {
  PORT: '0',
  LOG_LEVEL: 'error',
  UPLOADS_PER_DAY: '100000',
  REAUTHENTICATION_MINUTES: '60',
  TRUSTED_PROXIES: '127.0.0.1',
};

const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
/** `sent`: only that much of the body goes out, and then the line breaks off */
function send(url, { method = 'GET', path = '/', headers = {}, body, sent } = {}) {
  return new Promise((done) => {
    const target = new URL(url);
    let r;
    try {
      // without a length Node would write the body of a GET behind the request, as the beginning of the next one
      const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
      r = request(
        {
          agent,
          host: target.hostname,
          port: target.port,
          method,
          path,
          headers: { ...headers, ...length },
          timeout: 30_000,
        },
        (answer) => {
          const chunks = [];
          answer.on('data', (c) => chunks.push(c));
          answer.on('end', () =>
            done({
              status: answer.statusCode ?? 0,
              retry: answer.headers['retry-after'],
              text: Buffer.concat(chunks).toString('utf8'),
            }),
          );
          answer.on('error', () => done({ status: 0, text: 'cut while it answered' }));
        },
      );
    } catch (e) {
      return done({ status: -1, text: `not sent: ${e.code}` }); // Node itself refuses to send it
    }
    r.on('error', (e) => done({ status: 0, text: sent === undefined ? String(e) : 'broken off by the fuzzing' }));
    r.on('timeout', () => {
      r.destroy();
      done({ status: 599, text: 'no answer within 30 s' });
    });
    if (sent === undefined) r.end(body);
    else r.write(sent, () => setTimeout(() => r.destroy(), 20));
  });
}

const part = () => encodeURIComponent(pick(ODD).replace(/[\ud800-\udfff]/gu, '')).slice(0, 300);
const address = () =>
  pick([
    () => several(4, () => below(256)).join('.'),
    () => several(8, () => below(65_536).toString(16)).join(':'),
    () =>
      pick(ODD)
        .replace(/[^\x20-\x7e]/gu, '')
        .slice(0, 200),
    () => '127.0.0.1, 1.2.3.4,,,',
  ])();
const routeRequest = ({ token, code, opinionId, places }) => {
  const path = pick([
    () => `/l/${pick([code, part(), String(below(1e10))])}`,
    () => `/l/${code}/a/${pick(['0', part(), '999999999999'])}`,
    () => `/l/${code}?part=${part()}&size=${part()}`,
    () => `/l/${code}/opinions`,
    () => '/r',
    () => '/r/contact',
    () => `/files/${pick([uuid(), part()])}`,
    () => `/files?name=${part()}`,
    () => `/opinions/${pick([opinionId, opinionId, uuid(), part()])}/pictures/${pick(['1', '2', '0', '9', part()])}`,
    () => `/l?code=${part()}`,
    () => `/comparisons/${uuid()}/${uuid()}.${pick(['docx', 'pdf', 'html', 'exe', part()])}?added=${part()}`,
    () => `/drafts/${pick([uuid(), part()])}.${pick(['md', 'akn.xml', ''])}`,
    () => `/codes/${part()}.${pick(['svg', 'png'])}`,
    () => `/basis/${uuid()}.docx`,
    () => `/${part()}/${part()}`,
    () => `/%E0%A4%A/${below(9)}`,
    () => `/${'a/'.repeat(below(300))}`,
    () => '/healthz',
    () => `/l/${code}/say?size=${part()}`,
  ])();
  const method = pick(['GET', 'GET', 'GET', 'POST', 'POST', 'PUT', 'DELETE', 'HEAD', 'PATCH']);
  // half of the forms are ours, so that what is in them is looked at
  const ours = () =>
    random() < 0.5 ? [] : Object.entries({ ...pick(places), key: randomBytes(16).toString('base64url') });
  const form = () =>
    new URLSearchParams(
      ours().concat(
        several(below(12), () => [
          pick([
            'text',
            'token',
            'key',
            'ordinal',
            'where',
            'act',
            'receipt',
            'size',
            'proposedWording',
            'reason',
            'contactPhone',
            ...ODD.slice(0, 6),
          ]),
          pick(ODD).replace(/[\ud800-\udfff]/gu, ''),
        ]),
      ),
    ).toString();
  const body =
    method === 'GET' || method === 'HEAD'
      ? undefined
      : pick([form, form, () => JSON.stringify(value()), () => bytes(below(500))])();
  return {
    method,
    path,
    headers: {
      ...(random() < 0.4 && { authorization: `Bearer ${pick([token, token, part()])}` }),
      ...(body !== undefined && {
        'content-type': pick([
          'application/x-www-form-urlencoded',
          'application/x-www-form-urlencoded',
          'application/json',
          'application/octet-stream',
          'multipart/form-data; boundary=x',
          'a/b',
        ]),
      }),
      ...(random() < 0.3 && { 'x-yifayima-upload': '1' }),
      ...(random() < 0.5 && { 'x-forwarded-for': address() }),
      ...(random() < 0.1 && { cookie: `${part()}=${part()}` }),
      ...(random() < 0.1 && { range: 'bytes=9-1' }),
      ...(random() < 0.05 && { 'accept-encoding': part() }),
    },
    body,
  };
};

const faults = [];
const fault = (what, k, words) => faults.push(`${what} (seed ${SEED}, input ${k}): ${words}`);
const counted = () => {
  const counts = new Map();
  return {
    add: (key) => counts.set(key, (counts.get(key) ?? 0) + 1),
    toString: () =>
      [...counts]
        .sort((a, b) => b[1] - a[1])
        .slice(0, 30)
        .map(([key, n]) => `${key} × ${n}`)
        .join(', ') || 'none',
  };
};
const statuses = counted();
const outcomes = counted();
const forms = counted();
const structures = counted();
const busy = counted();
/**
 * A 503 that says when to come again, or that too many send pictures, is a refusal; one that was a fault inside says
 * otherwise.
 */
const refusalIn = ({ status, retry, text }, busyWords) => {
  if (status !== 503) return null;
  return text.includes(busyWords) ? 'pictures busy' : retry === undefined ? null : `Retry-After ${retry}`;
};

const dir = mkdtempSync(join(tmpdir(), 'yifayima-fuzz-'));
const child = spawn(process.execPath, [join(ROOT, 'dist/src/cli/main.js'), 'serve'], {
  env: { ...process.env, ...SETTINGS, DATA_DIR: dir },
  stdio: ['ignore', 'pipe', 'pipe'],
});
let said = '';
child.stderr.on('data', (c) => {
  said += c;
});
child.stdout.on('data', (c) => {
  said += c;
});
const alive = () => child.exitCode === null && child.signalCode === null;
const until = async (look) => {
  for (let k = 0; k < 600; k++) {
    const found = await look();
    if (found) return found;
    await new Promise((d) => setTimeout(d, 100));
  }
  throw new Error(`waited in vain: ${said}`);
};
const memory = () =>
  Math.round(Number(/VmRSS:\s+(\d+)/u.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024);
const day = (n) => new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 10);

/** A draft under consultation, as far as a resident sees it */
const consultationOf = async (preparer, title) => {
  const regulation = await preparer.act(
    'createRegulation',
    { title, kind: 'REGULATION', making: 'ENACT' },
    'Regulation',
    'id',
  );
  const draft = await preparer.act(
    'importDraft',
    { regulationId: regulation.id, kind: 'DRAFT', fileId: await preparer.upload('草案.docx', DOCX) },
    'Draft',
    'id version',
  );
  const checked = await preparer.act(
    'checkDraft',
    { draftId: draft.id, expectedVersion: draft.version, warningsRead: true },
    'Draft',
    'version',
  );
  await preparer.act('publishDraft', { draftId: draft.id, expectedVersion: checked.version }, 'Draft', 'id');
  const round = await preparer.act(
    'createConsultation',
    { draftId: draft.id, title: '征求意见', opensOn: day(-2), closesOn: day(60) },
    'Consultation',
    'id version',
  );
  await preparer.act(
    'issueConsultation',
    { consultationId: round.id, expectedVersion: round.version, contactPointIds: [] },
    'Consultation',
    'id',
  );
  const {
    regulation: { lawCodes },
  } = await preparer.ask('query($r: ID!) { regulation(id: $r) { lawCodes { nodes { code } } } }', { r: regulation.id });
  return { regulationId: regulation.id, draftId: draft.id, consultationId: round.id, code: lawCodes.nodes[0].code };
};

try {
  const url = (await until(() => /已启动：(http\S+)/u.exec(said)))[1];
  const { Client } = await import('../dist/src/demo/client.js');
  const [username, first] = (
    await until(() => {
      try {
        return readFileSync(join(dir, 'first-password'), 'utf8').trim();
      } catch {
        return null;
      }
    })
  ).split('\n');
  const admin = await new Client(url).signIn(username, first);
  await admin.changePassword(PASSWORD);
  await admin.act(
    'createLegislature',
    {
      code: 'yun',
      name: '云市人民代表大会常务委员会',
      organName: '云市人大常委会法工委',
      documentWord: '云人常法工函',
    },
    'Legislature',
    'id',
  );
  const account = (name) =>
    admin.act(
      'createAccount',
      { username: name, displayName: '经办', grants: [{ role: 'PREPARER' }] },
      'AccountCreated',
      'activationPassword account { id }',
    );
  const made = await account('preparer');
  const victim = await account('victim');
  const preparer = await new Client(url).signIn('preparer', made.activationPassword);
  await preparer.changePassword(PASSWORD);
  // the pages stand on one consultation; what GraphQL may spoil is another
  const { regulationId, consultationId, code } = await consultationOf(preparer, '电梯条例');
  const spoilt = await consultationOf(preparer, '养犬条例');
  const hidden = (html) =>
    Object.fromEntries(
      [...html.matchAll(/<input[^>]*type="hidden"[^>]*>/gu)].map(([tag]) => [
        /name="([^"]*)"/u.exec(tag)[1],
        /value="([^"]*)"/u.exec(tag)?.[1] ?? '',
      ]),
    );
  const formAt = async (path) => {
    const { token, ordinal = '' } = hidden((await send(url, { path })).text);
    return { token, ordinal };
  };
  const places = [await formAt(`/l/${code}/say`), await formAt(`/l/${code}/a/1`)];
  begin(SEED, -1);
  // the first pictures are right ones sooner or later; the opinion is there for its route
  for (let k = 0; k < 9; k++) await send(url, wholeForm(code, places[0]));
  const [opinion] = (
    await preparer.ask('query($c: ID!) { opinionList(consultationId: $c, first: 9) { nodes { id } } }', {
      c: consultationId,
    })
  ).opinionList.nodes;
  const own = { token: preparer.token ?? '', code, opinionId: opinion?.id ?? uuid(), places };
  const tokens = [own.token, own.token, admin.token ?? ''];
  const point = await admin.act(
    'createContactPoint',
    { name: '云山区立法联系点', shortName: '云山', level: 'COUNTY' },
    'ContactPoint',
    'id',
  );
  const {
    draft: {
      provisions: { nodes: provisions },
    },
  } = await preparer.ask('query($d: ID!) { draft(id: $d) { provisions(first: 2) { nodes { id } } } }', {
    d: spoilt.draftId,
  });
  const ids = [
    spoilt.regulationId,
    spoilt.draftId,
    spoilt.draftId,
    spoilt.consultationId,
    spoilt.consultationId,
    spoilt.code,
    victim.account.id,
    own.opinionId,
    point.id,
    ...provisions.map((p) => p.id),
  ];

  const { readFile } = await import('../dist/src/authoring/readers/index.js');
  const { structureOf } = await import('../dist/src/platform/database/pictures/structure.js');
  const { PictureRefused } = await import('../dist/src/platform/database/pictures/fault.rules.js');
  const { pictureWords } = await import('../dist/src/platform/database/pictures/picture.words.js');
  const note = (what, k, answer) => {
    statuses.add(answer.status > 0 ? String(answer.status) : answer.text.slice(0, 60));
    const refusal = refusalIn(answer, pictureWords.BUSY);
    if (refusal !== null) busy.add(refusal);
    else if (answer.status >= 500 || answer.text.includes('"code":"INTERNAL'))
      fault(what, k, `${answer.status} ${answer.text.slice(0, 200)}`);
    return answer;
  };

  let imported = 0;
  let slowest = 0;
  const oneDocument = async (k) => {
    const [name, content] = documentFile();
    // every tenth goes the whole way: upload, child process, database; the others into the reader that the child runs
    if (k % 200 !== 18) {
      const read = await readFile(name, content);
      if (!read.ok && !/[\u4e00-\u9fff]/u.test(read.message)) fault(name, k, 'refused without words');
      return;
    }
    imported++;
    const answer = await preparer
      .upload(name, content)
      .then(
        (fileId) => preparer.act('importDraft', { regulationId, kind: 'DRAFT', fileId }, 'Draft', 'id'),
        (e) => e,
      )
      .catch((e) => e);
    if (
      answer instanceof Error &&
      (answer.code === undefined || /INTERNAL/u.test(String(answer.code))) &&
      !/HTTP 4/u.test(answer.message)
    )
      fault(name, k, answer.message.slice(0, 200));
  };
  const onePicture = async (k) => {
    // every twentieth goes the whole way: form, child process, database; the others into the structure check that the
    // child begins with
    if (k % 400 === 19) return forms.add(note('picture', k, await send(url, wholeForm(code, pick(places)))).status);
    const given = picture();
    const began = performance.now();
    const checked = (bytes) => {
      try {
        return structureOf(bytes);
      } catch (e) {
        if (!(e instanceof PictureRefused)) fault('picture', k, String(e?.stack).slice(0, 300));
        return { refused: e?.fault };
      }
    };
    const first = checked(given);
    structures.add(first.refused ?? first.format);
    // what was put together of the parts that are allowed has only such parts
    if (first.rewritten && !checked(first.rewritten).rewritten?.equals(first.rewritten))
      fault('picture', k, `${first.format} put together again is not what it was`);
    slowest = Math.max(slowest, performance.now() - began);
  };
  const oneForm = async (k) => {
    if (k % 1_000 === 17) return forms.add(note('form', k, await send(url, wholeForm(code, pick(places), 3))).status);
    note('form', k, await send(url, brokenForm(code, pick(places))));
  };
  const oneInput = async (k) => {
    begin(SEED, k);
    const kind = k % 20;
    if (kind < 11) {
      const { text } = note('graphql', k, await send(url, graphqlRequest(tokens, ids)));
      outcomes.add(
        /"code":"(\w+)/u.exec(text)?.[1] ??
          /^\{"data":\{"\w+":\{"__typename":"(\w+)/u.exec(text)?.[1] ??
          text.slice(0, 12),
      );
    } else if (kind < 17) note('route', k, await send(url, routeRequest(own)));
    else if (kind === 17) await oneForm(k);
    else if (kind === 18) await oneDocument(k);
    else await onePicture(k);
  };

  console.log(`${COUNT} inputs, seed ${SEED}; memory of the service at the start: ${memory()} MB`);
  const before = said.length;
  const began = performance.now();
  const tenth = Math.ceil(COUNT / 10);
  const levels = [];
  let next = FIRST;
  const worker = async () => {
    for (;;) {
      const k = next++;
      if (k >= FIRST + COUNT || !alive()) return;
      await oneInput(k);
      if ((k - FIRST) % tenth === tenth - 1) {
        levels.push(memory());
        console.log(
          `  ${k - FIRST + 1} inputs, ${levels.at(-1)} MB, ${Math.round((performance.now() - began) / 1000)} s, faults: ${faults.length}`,
        );
      }
    }
  };
  await Promise.all(several(AT_ONCE, worker));
  const ready = alive() ? (await send(url, { path: '/readyz' })).status : 0;
  const stillIn = await preparer.ask('{ viewer { __typename } }').then(
    () => true,
    () => false,
  );
  const open = (await send(url, { path: `/l/${code}/say` })).text.includes('name="token"');
  const logged = said
    .slice(before)
    .split('\n')
    .filter((line) => line !== '');
  console.log(`answers: ${statuses}`);
  console.log(`refused as busy (503): ${busy}`);
  console.log(`GraphQL: ${outcomes}`);
  console.log(`the whole way: documents ${imported}; forms with pictures, by answer: ${forms}`);
  console.log(`structure check of pictures: ${structures}; slowest ${Math.round(slowest)} ms`);
  // the first half fills caches and pools; after it the level must stand
  const grown = (levels.at(-1) ?? 0) - (levels[Math.floor(levels.length / 2)] ?? 0);
  console.log(
    `memory ${levels.join(', ')} MB; grown in the second half: ${grown} MB; alive and ready: ${ready === 200}; the run still signed in: ${stillIn}, its form still open: ${open}`,
  );
  console.log(`lines in the log: ${logged.length}`);
  for (const line of logged.slice(0, 20)) console.log(`LOG ${line.slice(0, 1_000)}`);
  for (const f of faults.slice(0, 20)) console.log(`FAULT ${f}`);
  process.exitCode =
    faults.length === 0 && logged.length === 0 && ready === 200 && stillIn && open && grown <= 100 ? 0 : 1;
} finally {
  child.kill('SIGTERM');
  await new Promise((d) => {
    child.once('exit', d);
    if (!alive()) d();
  });
  rmSync(dir, { recursive: true, force: true });
}
