/**
 * The product at its size: `npm run bench -- scale [FOLDER]`. A legislature with 600 contact points and one round, seeded
 * with ten thousand and with a million comments (FOLDER keeps them for the next run; else they are made and removed);
 * every list, opinions taken in, and residents beside the jobs, each as a ratio in one run.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { databaseOf, makeDatabase, openCluster, startService, withClient } from './scale/cluster.mjs';
import { byForm, byGraphql, pgbench, WORDS } from './scale/ingest.mjs';
import { besideJobs } from './scale/jobs.mjs';
import { letters } from './scale/letters.mjs';
import { listRows, timed } from './scale/lists.mjs';
import { makeOffice } from './scale/office.mjs';
import { besideStatic, opens } from './scale/pages.mjs';
import { besidePostgraphile } from './scale/peer.mjs';
import { seed } from './scale/seed.mjs';

const SIZES = [10_000, Number(process.env.BENCH_ROWS ?? 1_000_000)];
const TIMES = Number(process.env.BENCH_TIMES ?? 20);
const kept = process.argv[2];
const folder = kept ?? mkdtempSync(join(tmpdir(), 'scale-'));
const wanted = new Set((process.env.BENCH_PARTS ?? 'lists,peer,ingest,jobs,letters,pages,opens').split(','));
const say = (...words) => console.log(...words);

const cluster = await openCluster(folder);
try {
  const office = await prepared();
  if (wanted.has('lists')) await lists(office);
  if (wanted.has('peer')) await peer(office);
  if (wanted.has('ingest')) await ingest(office);
  if (wanted.has('jobs')) await jobs(office);
  if (wanted.has('letters')) await letters(cluster, office, say);
  if (wanted.has('pages')) await pages(office);
  if (wanted.has('opens')) await opened(office);
} finally {
  await cluster.stop();
  if (!kept) rmSync(folder, { recursive: true, force: true });
}

async function prepared() {
  const file = join(folder, 'office.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  const database = await makeDatabase(cluster, 'office');
  const service = await startService(cluster, database);
  const office = await makeOffice(service, { points: 600 });
  await service.stop();
  for (const n of SIZES) {
    say(`seeding ${n}`);
    await seed(cluster, await makeDatabase(cluster, `n${n}`, 'office'), office, n);
  }
  writeFileSync(file, JSON.stringify(office));
  return office;
}

/** p95 at a million against p95 at ten thousand; goal 1.5× */
async function lists(office) {
  const found = [];
  for (const n of SIZES) {
    const service = await startService(cluster, databaseOf(cluster, `n${n}`));
    found.push(await timed(await listRows(service.url, office), TIMES));
    say(`lists at ${n}: memory ${((await service.usage()).peak / 1e6).toFixed(0)} MB at its peak`);
    await service.stop();
  }
  const [small, large] = found;
  say(`\n${'p95, ms'.padEnd(46)} ${SIZES.map((n) => String(n).padStart(10)).join(' ')}   ratio (goal ≤ 1.5)`);
  for (const [name, s] of Object.entries(small)) {
    const l = large[name];
    const ratio = l.p95 / s.p95;
    say(
      `${name.padEnd(46)} ${s.p95.toFixed(1).padStart(10)} ${l.p95.toFixed(1).padStart(10)}   ${ratio.toFixed(2)}×${ratio > 1.5 ? '  missed' : ''}${l.fault ?? ''}`,
    );
  }
}

async function codesOf(database, office) {
  return withClient(database.owner, async (db) =>
    (
      await db.query(
        'select code from law_code where regulation_id = $1 and contact_point_id is not null order by code',
        [office.regulationId],
      )
    ).rows.map((r) => r.code),
  );
}

/** CPU of the process a page of fifty, against PostGraphile 4 over the same rows; goal ≤ 1.0× */
async function peer(office) {
  for (const n of SIZES) {
    const database = databaseOf(cluster, `n${n}`);
    const service = await startService(cluster, database);
    const rows = await besidePostgraphile(service, database, office, TIMES * 2);
    await service.stop();
    say(`\na page of fifty at ${n}, CPU ms (p50 ms), beside PostGraphile 4: ${rows ? '' : 'not measured'}`);
    for (const { name, ours, theirs } of rows ?? [])
      say(
        `  ${name.padEnd(40)} ${ours.cpu.toFixed(1)} (${ours.p50.toFixed(0)})  ${theirs.cpu.toFixed(1)} (${theirs.p50.toFixed(0)})  ${(ours.cpu / theirs.cpu).toFixed(2)}×`,
      );
  }
}

/** Against pgbench -c 32 with prepared rows of the same shape; three rounds, the middle one */
async function ingest(office) {
  const database = databaseOf(cluster, `n${SIZES[0]}`);
  const codes = await codesOf(database, office);
  const service = await startService(cluster, database, { TRUSTED_PROXIES: '127.0.0.1' });
  const rounds = {
    pgbench: [],
    'in process, goal ≥ 1.0': [],
    'GraphQL, goal ≥ 0.2': [],
    'page form, goal ≥ 0.15': [],
  };
  for (let round = 0; round < 4; round++) {
    const peer = await pgbench(cluster, database, 5);
    const answers = [
      await service.ingest({ codes, seconds: 5, words: WORDS }),
      await byGraphql(service.url, codes, 5),
      await byForm(service.url, codes, 5),
    ];
    if (round === 0) continue;
    rounds.pgbench.push({ perSecond: peer ?? NaN, ratio: 1 });
    for (const [at, name] of Object.keys(rounds).slice(1).entries())
      rounds[name].push({ ...answers[at], ratio: answers[at].perSecond / peer });
  }
  say('\nopinions acknowledged after COMMIT, 32 clients');
  for (const [name, all] of Object.entries(rounds)) {
    const middle = all.sort((a, b) => a.ratio - b.ratio || a.perSecond - b.perSecond)[all.length >> 1];
    say(
      `  ${name.padEnd(28)} ${middle.perSecond.toFixed(0).padStart(7)}/s  ${middle.ratio.toFixed(3)}×${middle.p99 ? `  p50 ${middle.p50.toFixed(0)} ms, p99 ${middle.p99.toFixed(0)} ms` : ''} ${middle.faults?.length ? JSON.stringify(middle.faults) : ''}`,
    );
  }
  await service.stop();
}

/** Residents' p99 while a job works over all comments against p99 without; goal ≤ 2×, none refused */
async function jobs(office) {
  const n = SIZES[1];
  const database = await makeDatabase(cluster, 'jobs', `n${n}`);
  const service = await startService(cluster, database, { TRUSTED_PROXIES: '127.0.0.1' });
  say(`\nresidents beside the jobs, ${n} comments`);
  await besideJobs(service, database, office, await codesOf(database, office), (row) =>
    say(
      `  ${row.name.padEnd(44)} p99 ${row.p99.toFixed(0)} ms  ${row.ratio.toFixed(2)}× without  ${row.sent} sent, ${row.refused} refused  ${row.took}`,
    ),
  );
  await service.stop();
  await withClient(cluster.superuser(), (db) => db.query('drop database jobs with (force)'));
}

/** CPU of one open against that of node:http with the same bytes in memory; goal ≤ 3×, at most 15 kB */
async function pages(office) {
  const database = databaseOf(cluster, `n${SIZES[0]}`);
  const service = await startService(cluster, database, { TRUSTED_PROXIES: '127.0.0.1' });
  const { ours, theirs, ratio, bytes } = await besideStatic(service, await codesOf(database, office));
  await service.stop();
  say(
    `\nresident's page under 600 codes: ${(ours.cpu * 1000).toFixed(0)} µs of CPU an open, node:http ${(theirs.cpu * 1000).toFixed(0)} µs: ${ratio.toFixed(2)}× (goal ≤ 3), ${bytes} bytes (goal ≤ 15,000), ${ours.perSecond.toFixed(0)}/s, ${ours.wrong} wrong`,
  );
}

/** Opens of one address in a storm; no error, memory flat, the desk's list as before */
async function opened(office) {
  const n = Number(process.env.BENCH_OPENS ?? 300_000);
  const database = databaseOf(cluster, `n${SIZES[1]}`);
  const service = await startService(cluster, database, { TRUSTED_PROXIES: '127.0.0.1' });
  const [code] = await codesOf(database, office);
  const r = await opens(service, code, office, n, Number(process.env.BENCH_SECONDS ?? n / 1000));
  await service.stop();
  say(
    `\n${n} opens of one address, a fifth in a tenth of the time: ${r.wrong} wrong, p95 ${r.p95.toFixed(0)} ms, ${(r.cpu * 1000).toFixed(0)} µs of CPU each with the list`,
    `\n  the desk's list p95 ${r.busy.toFixed(0)} ms, without residents ${r.quiet.toFixed(0)} ms; memory ${r.rss.map((b) => (b / 1e6).toFixed(0)).join(' → ')} MB, ${(r.peak / 1e6).toFixed(0)} at its peak`,
  );
}
