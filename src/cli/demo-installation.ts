/** `yifayima demo`: an installation of its own under one folder, the walk, and what a user would hold afterwards. */
import { randomBytes } from 'node:crypto';
import { access, mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Client as PgClient } from 'pg';
import { type Cast, Client, materialOf, sampleMaterial, type Say, walk, type Walked } from '../demo/index.js';
import { type Config, loadConfig } from '../platform/base/config.js';
import { clientConfig } from '../platform/database/connection.js';
import { hasDatabase, removeDatabaseOf } from '../platform/operations/embedded.js';
import type { PreparedDatabase } from '../platform/operations/prepare.js';

/**
 * What the demo needs of a started service; whoever composes it hands the start in, for the demo knows no composition.
 */
export interface StartedService {
  url: string;
  database: string;
  firstAdministrator: { username: string; password: string } | null;
  stop(): Promise<void>;
}
export type Start = (
  config: Config,
  hooks: { beforeOpening: (database: PreparedDatabase) => Promise<void> },
) => Promise<StartedService>;

export interface DemoOptions {
  old?: string;
  new?: string;
  out: string;
}

/** The folder, the database or the port is somebody else's. */
export class NotADemo extends Error {}

const MARK = 'DEMO';

/**
 * Runs the walk and writes DIR/letters, comparison.docx, codes and summary.json.
 * @throws MaterialRefused for a file that cannot be used, NotADemo for a database that is not a demo's own
 */
export async function runDemo(
  start: Start,
  options: DemoOptions,
  say: Say,
): Promise<{ service: StartedService; cast: Cast; walked: Walked; seconds: number }> {
  const material =
    options.old !== undefined && options.new !== undefined
      ? await materialOf(options.old, options.new)
      : await sampleMaterial();
  const began = performance.now();
  const home = join(options.out, 'database');
  const fixed = { DATA_DIR: home, HOST: '127.0.0.1' };
  const byDefault = { KEYS_FILE: join(home, 'keys.json'), LOG_LEVEL: 'warn', PORT: NO_PORT };
  const asked = loadConfig(fixed, byDefault);
  const config = loadConfig({ ...fixed, PORT: await portFor(asked.port) }, byDefault);
  // rows on a server of the user's are never removed, nor the keys that open them
  if (asked.databaseUrl === undefined) {
    await clearEarlierDemo(home);
    await markAsDemo(home);
  }
  const service = await start(config, { beforeOpening: claim });
  try {
    if (!service.firstAdministrator) throw new NotADemo('这个数据库里已经有账号，演示不会动它。请换一个空的数据库。');
    say(`   数据库：${service.database}`);
    const passwords = new Map<string, string>();
    const passwordFor = (username: string): string => {
      const made = passwords.get(username) ?? `Demo-${randomBytes(5).toString('hex')}`;
      passwords.set(username, made);
      return made;
    };
    const { walked, cast } = await walk(service.url, service.firstAdministrator, material, passwordFor, say);
    const seconds = (performance.now() - began) / 1000;
    await writeOutputs(options.out, service.url, material.title, walked, cast, seconds);
    return { service, cast, walked, seconds };
  } catch (e) {
    await service.stop();
    throw e;
  }
}

/** What PORT says where nobody set it: the service's own port, or any free one */
const NO_PORT = '0';
const USUAL_PORT = 3000;

/**
 * The port of PORT, as `serve` takes it. Where PORT says nothing, a taken 3000 is no reason to fail: the demo takes a
 * free one and prints it.
 * @throws NotADemo where another program listens on the port that was asked for
 */
async function portFor(asked: number): Promise<string> {
  if (asked === 0) return (await isFree(USUAL_PORT)) ? String(USUAL_PORT) : NO_PORT;
  if (await isFree(asked)) return String(asked);
  throw new NotADemo(`端口 ${asked} 已经有程序在用。请换一个 PORT，或者不设 PORT，由演示自己找一个。`);
}

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
