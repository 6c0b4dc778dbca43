/**
 * A rain of broken and half-broken inputs on a real service on loopback: GraphQL, pages and routes, files. Passes where nothing answers 5xx, no GraphQL
 * answer is an INTERNAL fault, the process lives, and its memory does not grow with the number of inputs. `npm run fuzz -- [inputs] [seed]`.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';

const ROOT = new URL('../', import.meta.url).pathname;
const [COUNT = 100_000, SEED = 20261122] = process.argv.slice(2).map(Number);
const AT_ONCE = 24;
const PASSWORD = 'a-long-password-of-the-fuzzer';

let state = SEED >>> 0;
const random = () => {
  state = (state + 0x6d2b79f5) >>> 0;
  let t = Math.imul(state ^ (state >>> 15), state | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};
const below = (n) => Math.floor(random() * n);
const pick = (list) => list[below(list.length)];
const bytes = (n) => Buffer.from(Array.from({ length: n }, () => below(256)));
const UUID = () => '00000000-0000-4000-8000-000000000000'.replace(/0/gu, () => '0123456789abcdef'[below(16)]);

const ODD = ['', ' ', '\u0000', '\ud800', '\u202e', '𝒳', 'null', '-1', '1e400', '第一条', '../../etc/passwd', '%00', '%ff%fe', "'; drop table account; --", '<script>', '{{7*7}}', '${x}', 'A'.repeat(9000), '〇'.repeat(300), UUID(), '9'.repeat(40)];
const schema = readFileSync(join(ROOT, 'schema.graphql'), 'utf8');
const names = [...new Set(schema.match(/\b[a-zA-Z_]{3,}\b/gu))];
const operations = [...schema.matchAll(/^ {2}(\w+)(?:\(.*\))?:/gmu)].map((m) => m[1]);
const PIECES = ['{', '}', '(', ')', '[', ']', ':', '!', '$', '@', '...', '"', '"""', '#', '|', 'query', 'mutation', 'subscription', 'fragment X on Query', '@include(if: true)', '@skip(if: $x)', '__typename', '__schema', 'input: {', 'on Problem', ',', '=', '1', '-0', '1.5e9', 'true', 'null'];

const value = (depth = 0) => {
  const kind = below(depth > 4 ? 4 : 7);
  if (kind === 0) return pick(ODD);
  if (kind === 1) return below(1e9) - 5e8;
  if (kind === 2) return random() < 0.5;
  if (kind === 3) return null;
  if (kind === 4) return UUID();
  if (kind === 5) return Array.from({ length: below(5) }, () => value(depth + 1));
  return Object.fromEntries(Array.from({ length: below(5) }, () => [pick([...ODD, ...names.slice(0, 80), '__proto__', 'constructor']), value(depth + 1)]));
};
const document = () => {
  switch (below(6)) {
    case 0: return Array.from({ length: below(60) }, () => pick([...PIECES, pick(names), pick(ODD)])).join(' ');
    case 1: return `{ ${pick(operations)} { ${Array.from({ length: 1 + below(6) }, () => pick(names)).join(' ')} } }`;
    case 2: return `mutation($i: ${pick(names)}!) { ${pick(operations)}(input: $i) { __typename ... on Problem { code message } } }`;
    case 3: return '{ a '.repeat(below(400)) + '}'.repeat(below(400));
    case 4: return `query { ${Array.from({ length: below(200) }, (_, k) => `a${k}: ${pick(operations)} { id }`).join(' ')} }`;
    default: return `query($x: ${pick(['ID!', 'Int', 'String', '[ID!]!', 'Boolean'])}) { ${pick(operations)}(${pick(names)}: $x, first: ${pick(['1', '-1', '999999999', '"a"', '$x'])}) { ${pick(names)} } }`;
  }
};

const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
function send(url, { method = 'GET', path = '/', headers = {}, body } = {}) {
  return new Promise((done) => {
    const target = new URL(url);
    let r;
    try {
      // without a length Node would write the body of a GET behind the request, as the beginning of the next one
      const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
      r = request({ agent, host: target.hostname, port: target.port, method, path, headers: { ...headers, ...length }, timeout: 30_000 }, (answer) => {
        const chunks = [];
        answer.on('data', (c) => chunks.push(c));
        answer.on('end', () => done({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }));
        answer.on('error', () => done({ status: 0, text: 'cut' }));
      });
    } catch (e) {
      return done({ status: -1, text: String(e) }); // Node itself refuses to send it
    }
    r.on('error', (e) => done({ status: 0, text: String(e) }));
    r.on('timeout', () => { r.destroy(); done({ status: 599, text: 'no answer within 30 s' }); });
    r.end(body);
  });
}

const graphql = (url, token) => {
  const own = random() < 0.6 ? { authorization: `Bearer ${token}` } : {};
  const plain = { query: document(), variables: random() < 0.7 ? value() : { i: value() }, ...(random() < 0.2 && { operationName: pick(ODD) }), ...(random() < 0.1 && { extensions: value() }) };
  const body = pick([() => JSON.stringify(plain), () => JSON.stringify(plain), () => JSON.stringify(plain), () => JSON.stringify([plain, plain]), () => JSON.stringify(value()), () => JSON.stringify(plain).slice(0, below(200)), () => bytes(below(400)),
    () => JSON.stringify({ query: { kind: 'Document', definitions: value() } })])();
  return send(url, { method: pick(['POST', 'POST', 'POST', 'POST', 'POST', 'GET', 'PUT', 'OPTIONS']), path: pick(['/graphql', '/graphql', '/graphql', '/graphql?query={__typename}', '/graphql/']),
    headers: { 'content-type': pick(['application/json', 'application/json', 'application/json', 'application/json; charset=utf-8', 'text/plain', 'application/graphql', 'multipart/form-data', 'a/b']), ...own }, body });
};
const part = () => encodeURIComponent(pick(ODD).replace(/[\ud800-\udfff]/gu, '')).slice(0, 300);
const route = (url, token, code) => {
  const path = pick([() => `/l/${pick([code, part(), String(below(1e10))])}`, () => `/l/${code}/a/${pick(['0', part(), '999999999999'])}`, () => `/l/${code}?part=${part()}&size=${part()}`, () => `/l/${code}/opinions`, () => '/r', () => `/files/${pick([UUID(), part()])}`,
    () => `/comparisons/${UUID()}/${UUID()}.${pick(['docx', 'pdf', 'html', 'exe', part()])}?added=${part()}`, () => `/drafts/${pick([UUID(), part()])}.${pick(['md', 'akn.xml', ''])}`, () => `/codes/${part()}.${pick(['svg', 'png'])}`, () => `/basis/${UUID()}.docx`, () => `/${part()}/${part()}`,
    () => `/%E0%A4%A/${below(9)}`, () => `/${'a/'.repeat(below(300))}`, () => '/healthz', () => `/l/${code}/say?size=${part()}`])();
  const method = pick(['GET', 'GET', 'GET', 'POST', 'POST', 'PUT', 'DELETE', 'HEAD', 'PATCH']);
  const form = () => new URLSearchParams(Array.from({ length: below(12) }, () => [pick(['text', 'token', 'submissionKey', 'target', 'act', 'receipt', 'size', 'wording', 'reason', ...ODD.slice(0, 6)]), pick(ODD).replace(/[\ud800-\udfff]/gu, '')])).toString();
  const body = method === 'GET' || method === 'HEAD' ? undefined : pick([form, form, () => JSON.stringify(value()), () => bytes(below(500))])();
  return send(url, { method, path, headers: { ...(random() < 0.4 && { authorization: `Bearer ${pick([token, token, part()])}` }), ...(body !== undefined && { 'content-type': pick(['application/x-www-form-urlencoded', 'application/x-www-form-urlencoded', 'application/json', 'multipart/form-data; boundary=x', 'a/b']) }),
    ...(random() < 0.1 && { cookie: `${part()}=${part()}` }), ...(random() < 0.1 && { range: 'bytes=9-1' }), ...(random() < 0.05 && { 'accept-encoding': part() }) }, body });
};

/** A small .docx that is right, for breaking: stored entries, so that no library is needed. */
const zip = (files) => {
  const locals = [];
  const central = [];
  let at = 0;
  for (const [name, text] of Object.entries(files)) {
    const raw = Buffer.from(text);
    const packed = deflateRawSync(raw);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(20, 4);
    head.writeUInt16LE(8, 8);
    head.writeUInt32LE(crc(raw), 14);
    head.writeUInt32LE(packed.length, 18);
    head.writeUInt32LE(raw.length, 22);
    head.writeUInt16LE(Buffer.byteLength(name), 26);
    const entry = Buffer.concat([head, Buffer.from(name), packed]);
    const list = Buffer.alloc(46);
    list.writeUInt32LE(0x02014b50, 0);
    head.copy(list, 6, 4, 30);
    list.writeUInt32LE(at, 42);
    central.push(Buffer.concat([list, Buffer.from(name)]));
    locals.push(entry);
    at += entry.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(central.length, 8);
  end.writeUInt16LE(central.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, directory, end]);
};
function crc(buffer) {
  let c = ~0;
  for (const b of buffer) {
    c ^= b;
    for (let k = 0; k < 8; k++) c = (c >>> 1) ^ (0xedb88320 & -(c & 1));
  }
  return ~c >>> 0;
}
const LAW = ['电梯条例（草案）', ...Array.from({ length: 9 }, (_, k) => `第${'一二三四五六七八九'[k]}条　使用单位应当每日检查电梯，发现异常立即停止使用（${k}）。`)];
const DOCX = zip({
  '[Content_Types].xml': '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
  '_rels/.rels': '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
  'word/document.xml': `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${LAW.map((t) => `<w:p><w:r><w:t>${t}</w:t></w:r></w:p>`).join('')}</w:body></w:document>`,
});
const broken = (from) => {
  const out = Buffer.from(from);
  for (let k = below(12); k > 0; k--) out[below(out.length)] = below(256);
  return pick([out, out.subarray(0, below(out.length)), Buffer.concat([out, bytes(below(50))]), bytes(below(3000))]);
};
const fileOf = () => pick([['草案.docx', broken(DOCX)], ['草案.txt', broken(Buffer.from(LAW.join('\n')))], ['草案.md', Buffer.from(Array.from({ length: below(200) }, () => pick([...ODD, ...LAW, '# ', '（一）', '\n'])).join('\n'))], ['草案.pdf', Buffer.concat([Buffer.from('%PDF-1.7\n'), bytes(below(900))])], ['草案.odt', broken(DOCX)],
  ['草案.doc', Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), bytes(below(3000))])]]);

const faults = [];
const statuses = new Map();
const note = (what, answer) => {
  const key = answer.status > 0 ? String(answer.status) : answer.text.slice(0, 60);
  statuses.set(key, (statuses.get(key) ?? 0) + 1);
  if (answer.status >= 500 || answer.text.includes('"code":"INTERNAL')) faults.push(`${what}: ${answer.status} ${answer.text.slice(0, 200)}`);
};

const dir = mkdtempSync(join(tmpdir(), 'yifayima-fuzz-'));
const child = spawn(process.execPath, [join(ROOT, 'dist/src/cli/main.js'), 'serve'], { env: { ...process.env, DATA_DIR: dir, PORT: '0', LOG_LEVEL: 'error' }, stdio: ['ignore', 'pipe', 'pipe'] });
let said = '';
child.stderr.on('data', (c) => { said += c; });
child.stdout.on('data', (c) => { said += c; });
const alive = () => child.exitCode === null && child.signalCode === null;
const until = async (look) => { for (let k = 0; k < 600; k++) { const found = await look(); if (found) return found; await new Promise((d) => setTimeout(d, 100)); } throw new Error(`waited in vain: ${said}`); };
const memory = () => Math.round(Number(/VmRSS:\s+(\d+)/u.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024);

try {
  const url = (await until(() => /已启动：(http\S+)/u.exec(said)))[1];
  const { Client } = await import('../dist/src/demo/client.js');
  const [username, first] = (await until(() => { try { return readFileSync(join(dir, 'first-password'), 'utf8').trim(); } catch { return null; } })).split('\n');
  const admin = await new Client(url).signIn(username, first);
  await admin.changePassword(PASSWORD);
  await admin.act('createLegislature', { code: 'yun', name: '云市人民代表大会常务委员会', organName: '云市人大常委会法工委', documentWord: '云人常法工函' }, 'Legislature', 'id');
  const made = await admin.act('createAccount', { username: 'preparer', displayName: '经办', grants: [{ role: 'PREPARER' }] }, 'AccountCreated', 'activationPassword');
  const preparer = await new Client(url).signIn('preparer', made.activationPassword);
  await preparer.changePassword(PASSWORD);
  const regulation = await preparer.act('createRegulation', { title: '电梯条例', kind: 'REGULATION', making: 'ENACT' }, 'Regulation', 'id');
  const draft = await preparer.act('importDraft', { regulationId: regulation.id, kind: 'DRAFT', fileId: await preparer.upload('草案.docx', DOCX) }, 'Draft', 'id version');
  const checked = await preparer.act('checkDraft', { draftId: draft.id, expectedVersion: draft.version, warningsRead: true }, 'Draft', 'version');
  await preparer.act('publishDraft', { draftId: draft.id, expectedVersion: checked.version }, 'Draft', 'id');
  const day = (n) => new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 10);
  const round = await preparer.act('createConsultation', { draftId: draft.id, title: '征求意见', opensOn: day(-2), closesOn: day(60) }, 'Consultation', 'id version');
  await preparer.act('issueConsultation', { consultationId: round.id, expectedVersion: round.version, contactPointIds: [] }, 'Consultation', 'id');
  const { regulation: { lawCodes } } = await preparer.ask('query($r: ID!) { regulation(id: $r) { lawCodes { code } } }', { r: regulation.id });
  const token = preparer.token ?? '';
  const code = lawCodes[0].code;

  const { readFile } = await import('../dist/src/authoring/readers/index.js');
  let imported = 0;
  const oneFile = async (k) => {
    const [name, content] = fileOf();
    // every hundredth goes the whole way: upload, child process, database; the others into the reader that the child runs
    if (k % 100 !== 99) {
      const read = await readFile(name, content);
      if (!read.ok && !/[\u4e00-\u9fff]/u.test(read.message)) faults.push(`${name}: refused without words`);
      return;
    }
    imported++;
    const answer = await preparer.upload(name, content).then((fileId) => preparer.act('importDraft', { regulationId: regulation.id, kind: 'DRAFT', fileId }, 'Draft', 'id'), (e) => e).catch((e) => e);
    if (answer instanceof Error && (answer.code === undefined || /INTERNAL/u.test(String(answer.code))) && !/HTTP 4/u.test(answer.message)) faults.push(`${name}: ${answer.message.slice(0, 200)}`);
  };
  console.log(`${COUNT} inputs, seed ${SEED}; memory of the service at the start: ${memory()} MB`);
  const began = performance.now();
  const tenth = Math.ceil(COUNT / 10);
  const levels = [];
  let next = 0;
  const worker = async () => {
    for (;;) {
      const k = next++;
      if (k >= COUNT || !alive()) return;
      const kind = k % 10;
      if (kind < 6) note('graphql', await graphql(url, token));
      else if (kind < 9) note('route', await route(url, token, code));
      else await oneFile(k);
      if (k % tenth === tenth - 1) {
        levels.push(memory());
        console.log(`  ${k + 1} inputs, ${levels.at(-1)} MB, ${Math.round((performance.now() - began) / 1000)} s, faults: ${faults.length}`);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const ready = alive() ? (await send(url, { path: '/readyz' })).status : 0;
  console.log(`answers: ${[...statuses].sort().map(([s, n]) => `${s} × ${n}`).join(', ')}; files through the service: ${imported}`);
  // the first half fills caches and pools; after it the level must stand
  const grown = (levels.at(-1) ?? 0) - (levels[Math.floor(levels.length / 2)] ?? 0);
  console.log(`memory ${levels.join(', ')} MB; grown in the second half: ${grown} MB; alive and ready: ${ready === 200}`);
  for (const f of faults.slice(0, 20)) console.log(`FAULT ${f}`);
  process.exitCode = faults.length === 0 && ready === 200 && grown <= 100 ? 0 : 1;
} finally {
  child.kill('SIGTERM');
  await new Promise((d) => { child.once('exit', d); if (!alive()) d(); });
  rmSync(dir, { recursive: true, force: true });
}
