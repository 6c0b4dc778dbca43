/** Residents who speak one after another while the office's jobs work over every comment of the round. */
import { dist, withClient } from './cluster.mjs';
import { byGraphql } from './ingest.mjs';
import { nextText, publish, signedIn } from './office.mjs';

const { dayIn } = await import(`${dist}/platform/base/clock.js`);

/** Four at a time, as on a busy evening: a storm would measure the storm */
const CLIENTS = 4;

async function speakWhile(url, codes, isOver) {
  const took = [];
  let refused = 0;
  const done = { value: false };
  const speaking = (async () => {
    while (!done.value) {
      const r = await byGraphql(url, codes, 1, CLIENTS);
      took.push(...r.took);
      refused += r.faults.reduce((sum, [, n]) => sum + n, 0);
    }
  })();
  await isOver();
  done.value = true;
  await speaking;
  took.sort((a, b) => a - b);
  return { p99: took[Math.floor(took.length * 0.99)], sent: took.length, refused };
}

const sleep = (ms) => new Promise((d) => setTimeout(d, ms));

/** `tell` hears each row when it is there */
export async function besideJobs(service, database, office, codes, tell) {
  const quiet = await speakWhile(service.url, codes, () => sleep(10_000));
  tell({ name: 'without', ...quiet, ratio: 1, took: '' });
  const row = async (name, act) => {
    const from = performance.now();
    const r = await speakWhile(service.url, codes, act);
    tell({ name, ...r, ratio: r.p99 / quiet.p99, took: `${((performance.now() - from) / 1000).toFixed(0)} s` });
  };
  const jobsDone = () =>
    withClient(database.owner, async (db) => {
      for (let left = 1; left > 0; await sleep(500))
        left = Number(
          (await db.query('select count(*) as n from graphile_worker.jobs where attempts < max_attempts')).rows[0].n,
        );
      const { rows: failed } = await db.query('select task_identifier as t, last_error as e from graphile_worker.jobs');
      for (const f of failed) console.log(`  gave up: ${f.t} ${f.e}`);
    });
  const preparer = await signedIn(service.url, 'preparer');
  await row('a next text: lineage, carried, proofs', async () => {
    await publish(preparer, office.regulationId, 'DRAFT', nextText());
    await sleep(1000);
    await jobsDone();
  });
  await row('a comment registered from paper, carried', async () => {
    await preparer.act(
      'registerComment',
      {
        consultationId: office.consultationId,
        kind: 'EXPERT',
        name: '电梯协会',
        receivedOn: dayIn('Asia/Shanghai', new Date()),
        target: { kind: 'WHOLE' },
        act: 'AMEND',
        text: '建议写明修复期限。',
      },
      'Comment',
      'id',
    );
    await sleep(5000);
    await jobsDone();
  });
  await row('a sheet of 5,000 prepared and signed', async () => {
    const sheet = await preparer.act(
      'prepareSheet',
      { consultationId: office.consultationId, title: '采纳情况表' },
      'DecisionSheet',
      'id version',
    );
    const signer = await signedIn(service.url, 'signer');
    await signer.act('signSheet', { sheetId: sheet.id, expectedVersion: sheet.version }, 'DecisionSheet', 'id');
    await sleep(1000);
    await jobsDone();
  });
}
