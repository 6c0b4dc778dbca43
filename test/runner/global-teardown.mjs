/** Stops the run's database, if one was started, and removes the run's folder. */
import pg from 'pg';
import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** On a server that is not ours: the templates and the two roles of this run. */
async function leaveNothing(facts) {
  const text = await readFile(facts, 'utf8').catch(() => undefined);
  if (text === undefined) return;
  const { superuser, owner, service, template, office } = JSON.parse(text);
  const db = new pg.Client(superuser);
  await db.connect();
  try {
    for (const name of [office, template]) await db.query(`drop database if exists ${name} with (force)`);
    for (const role of [service.user, owner.user]) await db.query(`drop role if exists ${role}`);
  } finally {
    await db.end();
  }
}

export default async function teardown() {
  const folder = process.env.YIFAYIMA_TEST_RUN;
  if (!folder) return;
  const file = join(folder, 'data', 'pg', 'postmaster.pid');
  const text = await readFile(file, 'utf8').catch(() => '');
  const pid = Number(text.split('\n')[0]);
  if (pid > 1) {
    process.kill(pid, 'SIGINT'); // fast shutdown; the file names our own postmaster
    for (let i = 0; i < 300 && existsSync(file); i++) await new Promise((d) => setTimeout(d, 100));
  }
  if (process.env.TEST_DATABASE_URL) await leaveNothing(join(folder, 'server.json'));
  await rm(folder, { recursive: true, force: true });
}
