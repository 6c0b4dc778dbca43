/** `yifayima demo`: an installation of its own under one folder, the walk, and what a user would hold afterwards. */
import { randomBytes } from 'node:crypto';
import { access, mkdir, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { Client as PgClient } from 'pg';
import {
  type Cast,
  Client,
  leaveOpen,
  type LeftOpen,
  materialOf,
  sampleMaterial,
  type Say,
  walk,
  type Walked,
} from '../demo/index.js';
import { type Config, isSet, loadConfig } from '../platform/base/config.js';
import { clientConfig } from '../platform/database/connection.js';
import { hasDatabase, removeDatabaseOf } from '../platform/operations/embedded.js';
import type { PreparedDatabase } from '../platform/operations/prepare.js';
import { lanAddress, listenForPhones, type Route } from './lan.js';

/**
 * What the demo needs of a started service; whoever composes it hands the start in, for the demo knows no composition.
 */
export interface StartedService {
  url: string;
  database: string;
  route: Route;
  firstAdministrator: { username: string; password: string } | null;
  stop(): Promise<void>;
}
export type Start = (
  config: Config,
  hooks: { beforeOpening: (database: PreparedDatabase) => Promise<void> },
) => Promise<StartedService>;

export interface Demo {
  service: StartedService;
  cast: Cast;
  walked: Walked;
  /** of the regulation whose round is still open; the sample leaves one */
  open: Walked['codes'];
  seconds: number;
  /** where phones reach the residents' pages; null where they do not */
  lanUrl: string | null;
}

export interface DemoOptions {
  old?: string;
  new?: string;
  out: string;
  /** the residents' pages are shown to phones in the local network too */
  lan?: boolean;
}

/** The folder, the database or the port is somebody else's. */
export class NotADemo extends Error {}

const MARK = 'DEMO';
type OwnerConnection = PreparedDatabase['owner'];

/**
 * Runs the walk and writes DIR/letters, comparison.docx, codes and summary.json.
 * @throws MaterialRefused for a file that cannot be used, NotADemo for a database that is not a demo's own
 */
export async function runDemo(start: Start, options: DemoOptions, say: Say): Promise<Demo> {
  const material =
    options.old !== undefined && options.new !== undefined
      ? await materialOf(options.old, options.new)
      : await sampleMaterial();
  const began = performance.now();
  const home = join(options.out, 'database');
  const fixed = { DATA_DIR: home, HOST: '127.0.0.1' };
  const byDefault = { KEYS_FILE: join(home, 'keys.json'), LOG_LEVEL: 'warn' };
  const asked = loadConfig(fixed, byDefault);
  const lan = options.lan === true ? await placeForPhones() : null;
  // what posters and codes print is where phones can go
  const printed: Record<string, string> = lan === null ? {} : { PUBLIC_URL: lan.url };
  const config = loadConfig(
    { ...fixed, ...printed, PORT: await portFor(isSet('PORT') ? asked.port : null) },
    byDefault,
  );
  // rows on a server of the user's are never removed, nor the keys that open them
  if (asked.databaseUrl === undefined) {
    await clearEarlierDemo(home);
    await markAsDemo(home);
  }
  let owner: OwnerConnection | undefined;
  const service = await start(config, {
    beforeOpening: (database) => {
      owner = database.owner;
      return claim(database);
    },
  });
  try {
    if (!service.firstAdministrator) throw new NotADemo('这个数据库里已经有账号，演示不会动它。请换一个空的数据库。');
    say(`   数据库：${service.database}`);
    const passwords = new Map<string, string>();
    const passwordFor = (username: string): string => {
      const made = passwords.get(username) ?? `Demo-${randomBytes(5).toString('hex')}`;
      passwords.set(username, made);
      return made;
    };
    const ends = (consultationId: string): Promise<void> => endWindow(owner, consultationId);
    const { walked, cast } = await walk(service.url, service.firstAdministrator, material, passwordFor, say, ends);
    const left = material.isSample ? await leaveOpen(service.url, cast, say) : { codes: [], papers: [], posters: [] };
    const open = left.codes;
    const seconds = (performance.now() - began) / 1000;
    await writeOutputs(options.out, service.url, material.title, walked, cast, seconds);
    await writePrinted(options.out, left);
    if (lan === null) return { service, cast, walked, open, seconds, lanUrl: null };
    const phones = await listenForPhones(lan, service.route);
    const stop = async (): Promise<void> => {
      phones.closeAllConnections();
      await new Promise((done) => phones.close(done));
      await service.stop();
    };
    return { service: { ...service, stop }, cast, walked, open, seconds, lanUrl: lan.url };
  } catch (e) {
    await service.stop();
    throw e;
  }
}

const USUAL_PORT = 3000;

/**
 * The port of PORT, as `serve` takes it. Where PORT says nothing, a taken 3000 is no reason to fail: the demo takes a
 * free one and prints it.
 * @throws NotADemo where another program listens on the port that was asked for
 */
async function portFor(asked: number | null): Promise<string> {
  if (asked === null) return (await isFree(USUAL_PORT)) ? String(USUAL_PORT) : '0';
  if (await isFree(asked)) return String(asked);
  throw new NotADemo(`端口 ${asked} 已经有程序在用。请换一个 PORT，或者不设 PORT，由演示自己找一个。`);
}

/** A free port at this machine's address in the local network. @throws NotADemo where it is in none */
async function placeForPhones(): Promise<{ host: string; port: number; url: string }> {
  const host = lanAddress();
  if (host === null) throw new NotADemo('这台电脑没有连上局域网，手机连不过来。请先连上网，或者去掉 --lan。');
  const port = await freePort(host);
  return { host, port, url: `http://${host}:${port}` };
}

const freePort = (host: string): Promise<number> =>
  new Promise((done, failed) => {
    const probe = createServer().once('error', failed);
    probe.listen(0, host, () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => done(port));
    });
  });

const isFree = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const probe = createServer()
      .once('error', () => done(false))
      .listen(port, '127.0.0.1', () => probe.close(() => done(true)));
  });

/** An earlier demo in the same folder is replaced; a folder without its mark is not touched. */
async function clearEarlierDemo(home: string): Promise<void> {
  if (
    await access(join(home, 'demo.mark')).then(
      () => true,
      () => false,
    )
  ) {
    await removeDatabaseOf(home);
    await rm(home, { recursive: true, force: true });
  } else if (await hasDatabase(home)) {
    throw new NotADemo(`${home} 里有一个不是演示建立的数据库，演示不会动它。请用 --out 换一个目录。`);
  }
}

/** Before the start, not after it: a demo ended in its first seconds leaves a folder the next one may replace. */
async function markAsDemo(home: string): Promise<void> {
  await mkdir(home, { recursive: true, mode: 0o700 });
  await writeFile(
    join(home, 'demo.mark'),
    'made by yifayima demo; removed and made again by the next demo in this folder\n',
  );
}

/** Before the service listens: is this database empty, and now ours? */
async function claim(database: PreparedDatabase): Promise<void> {
  const db = new PgClient(clientConfig(database.owner));
  await db.connect();
  try {
    const { rows } = await db.query<{ accounts: string }>('select count(*) as accounts from account');
    if (Number(rows[0]?.accounts ?? 0) > 0)
      throw new NotADemo('这个数据库里已经有账号，演示不会动它。请换一个空的数据库。');
    await db.query('update installation set kind = $1', [MARK]);
  } finally {
    await db.end();
  }
}

/**
 * A walk takes seconds and a round takes a month: what is decided and answered comes after its last day, so that day is
 * made yesterday, once all was said that is said in it.
 */
async function endWindow(owner: OwnerConnection | undefined, consultationId: string): Promise<void> {
  if (!owner) return;
  const db = new PgClient(clientConfig(owner));
  await db.connect();
  try {
    await db.query('update consultation set opens_on = opens_on - 1, closes_on = closes_on - 1 where id = $1', [
      consultationId,
    ]);
    await db.query('update solicitation set due_on = due_on - 1 where consultation_id = $1', [consultationId]);
  } finally {
    await db.end();
  }
}

/** papers/ and posters/ of the round that is open */
async function writePrinted(out: string, left: Pick<LeftOpen, 'papers' | 'posters'>): Promise<void> {
  for (const folder of ['papers', 'posters'] as const) {
    await rm(join(out, folder), { recursive: true, force: true });
    await mkdir(join(out, folder), { recursive: true });
    for (const { name, bytes } of left[folder]) await writeFile(join(out, folder, name), bytes);
  }
}

async function writeOutputs(
  out: string,
  url: string,
  regulation: string,
  walked: Walked,
  cast: Cast,
  seconds: number,
): Promise<void> {
  const anyone = new Client(url);
  for (const folder of ['letters', 'codes']) {
    await rm(join(out, folder), { recursive: true, force: true });
    await mkdir(join(out, folder), { recursive: true });
  }
  const letters = [];
  for (const l of walked.letters) {
    const name = l.contactPoint.replaceAll(/[\\/:*?"<>|]/gu, '_');
    const files = { docx: `letters/${name}.docx`, pdf: `letters/${name}.pdf` };
    await writeFile(join(out, files.docx), await cast.preparer.download(`/files/${l.docxFileId}`));
    await writeFile(join(out, files.pdf), await cast.preparer.download(`/files/${l.pdfFileId}`));
    letters.push({ contactPoint: l.contactPoint, number: l.number, comments: l.comments, ...files });
  }
  for (const c of walked.codes) {
    await writeFile(join(out, 'codes', `${c.code}.svg`), await anyone.download(`/codes/${c.code}.svg`));
    await writeFile(join(out, 'codes', `${c.code}.png`), await anyone.download(`/codes/${c.code}.png`));
  }
  const [before, after] = walked.drafts;
  for (const format of ['docx', 'pdf', 'html']) {
    if (before && after)
      await writeFile(
        join(out, `comparison.${format}`),
        await cast.preparer.download(`/comparisons/${before.id}/${after.id}.${format}`),
      );
  }
  const summary = {
    regulation,
    drafts: walked.drafts.map(({ title, articles }) => ({ title, articles })),
    contactPoints: cast.points.size,
    codes: walked.codes.length,
    opinions: walked.opinions,
    comments: walked.comments,
    decisions: walked.decisions,
    evidence: walked.evidence,
    letters,
    seconds: Math.round(seconds * 10) / 10,
  };
  await writeFile(join(out, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
}
