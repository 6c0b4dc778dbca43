/**
 * A round answered: handling one comment after another, a sheet of 5,000 signed, then letters to 60 and to 600 contact
 * points of 40 comments each, composed, made final, signed, set and delivered; at last 600 once more, killed ten times.
 */
import { makeDatabase, startService, withClient } from './cluster.mjs';
import { nextText, publish, signedIn } from './office.mjs';
import { PROPOSED, seed } from './seed.mjs';

const COMMENTS = 40;
const KILLS = Number(process.env.BENCH_KILLS ?? 10);
const sleep = (ms) => new Promise((d) => setTimeout(d, ms));
const STAGES = [
  ['startComposing', 'preparer', null],
  ['startFinalising', 'preparer', ['COMPOSED']],
  ['startSigning', 'signer', ['FINALISED']],
  ['startDelivering', 'preparer', ['SIGNED']],
];

const one = async (database, sql, values) =>
  withClient(database.owner, async (db) => (await db.query(sql, values)).rows[0]);
const column = async (database, sql, values) =>
  withClient(database.owner, async (db) => (await db.query(sql, values)).rows.map((r) => Object.values(r)[0]));

async function until(database, sql, tell = () => undefined) {
  for (;;) {
    const { n } = await one(database, sql);
    tell(Number(n));
    if (Number(n) === 0) return;
    await sleep(250);
  }
}
const jobsDone = (database) =>
  until(database, 'select count(*) as n from graphile_worker.jobs where attempts < max_attempts');
const OPEN = 'select count(*) as n from letter_run_item where settled_at is null';
const UNSET = `select count(*) as n from letter_status where state = 'SIGNED' and pdf_file_id is null`;

const start = (client, mutation, consultationId, letterIds) =>
  client.act(mutation, { consultationId, ...(letterIds && { letterIds }) }, 'LetterRun', 'id total');
const idsIn = (database, states) =>
  column(database, 'select id from letter_status where state = any($1::text[]) order by id', [states]);

/** Decided, signed and released: the sheets are signed by as many as one holds */
async function decide(cluster, database, service, office, say, n) {
  const [preparer, signer] = [await signedIn(service.url, 'preparer'), await signedIn(service.url, 'signer')];
  for (let left = n; left > 0;) {
    const sheet = await preparer.act(
      'prepareSheet',
      { consultationId: office.consultationId, title: '采纳情况表' },
      'DecisionSheet',
      'id version',
    );
    const lines = Number(
      (await one(database, 'select count(*) as n from decision_sheet_line where sheet_id = $1', [sheet.id])).n,
    );
    const [from, before] = [performance.now(), (await service.usage()).cpu];
    await signer.act('signSheet', { sheetId: sheet.id, expectedVersion: sheet.version }, 'DecisionSheet', 'id');
    if (left === n)
      say(
        `  a sheet of ${lines} signed: ${((performance.now() - from) / 1000).toFixed(2)} s, CPU of the service ${(((await service.usage()).cpu - before) / 1000).toFixed(2)} s`,
      );
    left -= lines;
  }
  await publish(preparer, office.regulationId, 'DRAFT', nextText());
  await sleep(1000);
  await jobsDone(database);
}

async function handleOneByOne(service, database, office, say) {
  const preparer = await signedIn(service.url, 'preparer');
  const rows = await withClient(
    database.owner,
    async (db) =>
      (await db.query(`select id, version from comment_status where state = 'PROPOSED' order by id limit 1000`)).rows,
  );
  const took = [];
  for (const { id, version } of rows) {
    const from = performance.now();
    await preparer.act(
      'proposeHandling',
      {
        commentId: id,
        expectedVersion: version,
        outcome: 'NOT_ADOPTED',
        reasonClass: 'LEFT_FOR_STUDY',
        words: '留待研究。',
      },
      'HandlingProposed',
      'version',
    );
    took.push(performance.now() - from);
  }
  took.sort((a, b) => a - b);
  say(
    `  handled one by one, ${rows.length}: p50 ${took[took.length >> 1].toFixed(1)} ms, p95 ${took[Math.floor(took.length * 0.95)].toFixed(1)} ms each`,
  );
}

async function prepared(cluster, office, name, points, say) {
  const database = await makeDatabase(cluster, name, 'office');
  const few = { ...office, pointIds: office.pointIds.slice(0, points) };
  await seed(cluster, database, few, points * COMMENTS, PROPOSED);
  const service = await startService(cluster, database);
  if (points === 60) await handleOneByOne(service, database, few, say);
  await decide(cluster, database, service, few, points === 600 ? say : () => undefined, points * COMMENTS);
  return { database, service };
}

/** Milliseconds, wall and CPU, of each stage, for a round of `points` */
async function issued(cluster, office, points, say) {
  const { database, service } = await prepared(cluster, office, `letters${points}`, points, say);
  const took = {};
  const timed = async (name, act) => {
    const [from, before] = [performance.now(), (await service.usage()).cpu];
    await act();
    took[name] = { wall: performance.now() - from, cpu: (await service.usage()).cpu - before };
  };
  for (const [mutation, who, states] of STAGES) {
    const client = await signedIn(service.url, who);
    const ids = states && (await idsIn(database, states));
    const name = mutation === 'startSigning' ? 'startSigning, set as .docx and .pdf' : mutation;
    await timed(name, async () => {
      await start(client, mutation, office.consultationId, ids);
      await until(database, OPEN);
      if (mutation === 'startSigning') await until(database, UNSET);
    });
  }
  const { peak } = await service.usage();
  await service.stop();
  return { took, peak, database };
}

export async function letters(cluster, office, say) {
  say(`\nletters of ${COMMENTS} comments`);
  const [small, large] = [await issued(cluster, office, 60, say), await issued(cluster, office, 600, say)];
  say(
    `  ${'ms a letter, wall (CPU)'.padEnd(36)} ${'60'.padStart(14)} ${'600'.padStart(14)}   growth exponent (goal ≤ 1.1)`,
  );
  for (const [name, s] of Object.entries(small.took)) {
    const l = large.took[name];
    const each = ({ wall, cpu }, n) => `${(wall / n).toFixed(1)} (${(cpu / n).toFixed(1)})`.padStart(14);
    say(`  ${name.padEnd(36)} ${each(s, 60)} ${each(l, 600)}   ${Math.log10(l.cpu / s.cpu).toFixed(2)}`);
  }
  say(`  memory at its peak: ${(small.peak / 1e6).toFixed(0)} MB and ${(large.peak / 1e6).toFixed(0)} MB`);
  if (KILLS > 0) await killed(cluster, office, say);
}

/** Killed at ten places of its four stages, started again each time; then counted */
async function killed(cluster, office, say) {
  const made = await prepared(cluster, office, 'killed', 600, () => undefined);
  const { database } = made;
  let { service } = made;
  let kills = 0;
  const killAt = async (counting, places) => {
    for (const place of places.slice(0, Math.max(0, KILLS - kills))) {
      while (Number((await one(database, counting)).n) > place) await sleep(20);
      process.kill(service.pid, 'SIGKILL');
      kills++;
      service = await startService(cluster, database);
    }
    await until(database, counting);
  };
  for (const [mutation, who, states] of STAGES) {
    const ids = states && (await idsIn(database, states));
    await start(await signedIn(service.url, who), mutation, office.consultationId, ids);
    await killAt(
      OPEN,
      mutation === 'startFinalising' ? [300] : mutation === 'startSigning' ? [500, 100] : [550, 300, 50],
    );
    if (mutation === 'startSigning') await killAt(UNSET, [400]);
  }
  await jobsDone(database);
  const row = await one(
    database,
    `select (select count(*) from letter)::int as letters, (select count(distinct contact_point_id) from letter)::int as points,
       (select count(*) from document_number)::int as numbers, (select max(number) from document_number)::int as last,
       (select count(*) from letter_status where state = 'DELIVERED' and pdf_file_id is not null)::int as delivered,
       (select count(*) from comment_status where state = 'ANSWERED')::int as answered,
       (select count(*) from letter_run_item where code is not null)::int as refused`,
  );
  await service.stop();
  say(
    `  killed ${kills} times: ${Object.entries(row)
      .map(([k, v]) => `${k} ${v}`)
      .join(', ')} (600 of each, 24000 answered, 0 refused)`,
  );
}
