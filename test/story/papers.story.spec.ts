/**
 * The papers of a round are one job that survives kill -9: letters to sixty bodies, a number each, and the service dies
 * while it sets them. Started again it goes on by itself: every paper once, numbers without a gap or a double.
 */
import { join } from 'node:path';
import { Client } from '../support/client.js';
import { firstSignIn, openConsultation, PASSWORD } from '../support/crowd.js';
import { until } from '../support/until.js';
import { folder, said, start, type Started, tidy } from './program.js';

const BODIES = 60;
/** papers that are there when it dies: in the middle, and again in the middle of what was left */
const DEATHS = [5, 30];
const SIGNER = 'signer';

let dir = '';
let dataDir = '';
const programs: Started[] = [];
beforeAll(async () => {
  dir = await folder();
  dataDir = join(dir, 'data');
});
afterAll(() => tidy(dir, dataDir, programs));

async function serve(): Promise<{ started: Started; url: string }> {
  const started = start(['serve'], { DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'warn' }, dir);
  programs.push(started);
  return { started, url: (await said(started, /已启动：(http\S+)/u))[1] as string };
}

interface Paper {
  id: string;
  documentNumber: string;
  docxFileId: string | null;
  pdfFileId: string | null;
  failure: string | null;
  addressee: string;
}
interface Run {
  state: string;
  progress: { done: number; failed: number; total: number; standsStill: boolean };
  papers: Paper[];
}

it(`kill -9 in the midst of ${BODIES} papers, ${DEATHS.length} times: each is set once, and each has a number of its own`, async () => {
  let { started, url } = await serve();
  const first = await firstSignIn(dataDir);
  const { consultationId } = await openConsultation(url, first, { bodies: BODIES });
  const admin = await new Client(url).signIn(first[0], PASSWORD);
  const account = { username: SIGNER, displayName: '签发', grants: [{ role: 'SIGNER' }] };
  const made = await admin.act<{ activationPassword: string }>(
    'createAccount',
    account,
    'AccountCreated',
    'activationPassword',
  );
  await (await new Client(url).signIn(SIGNER, made.activationPassword)).changePassword(PASSWORD);

  const preparer = await new Client(url).signIn('preparer', PASSWORD);
  const { consultation } = await preparer.ask<{ consultation: { draft: { id: string } } }>(
    'query($id: ID!) { consultation(id: $id) { draft { id } } }',
    { id: consultationId },
  );
  const statement = {
    draftId: consultation.draft.id,
    expectedRevision: 0,
    title: '',
    text: '一、必要性\n电梯要有人管。',
  };
  await preparer.act('saveStatement', statement, 'Draft', 'id');
  const { run } = await preparer.act<{ run: { id: string; version: number; total: number } }>(
    'preparePapers',
    { kind: 'ASKING', consultationIds: [consultationId], numbering: 'EACH' },
    'PapersPrepared',
    'run { id version total }',
  );
  expect(run.total).toBe(BODIES);
  const signer = await new Client(url).signIn(SIGNER, PASSWORD);
  await signer.act('signPapers', { runId: run.id, expectedVersion: run.version }, 'PaperRun', 'id');

  const look = async (at: Client): Promise<Run> =>
    (
      await at.ask<{ paperRun: Run }>(
        `query($id: ID!) { paperRun(id: $id) { state progress { done failed total standsStill }
             papers(first: 200) { nodes { id addressee documentNumber docxFileId pdfFileId failure } } } }`,
        { id: run.id },
      )
    ).paperRun;
  let reader = signer;
  for (const death of DEATHS) {
    await until(`${death} papers`, async () => (await look(reader)).progress.done >= death);
    started.child.kill('SIGKILL');
    await until('it to be dead', () => Promise.resolve(started.child.signalCode !== null));
    ({ started, url } = await serve());
    reader = await new Client(url).signIn('preparer', PASSWORD);
    // the kill was in the middle, or it proves nothing
    expect((await look(reader)).progress.done).toBeLessThan(BODIES);
  }
  const over = await until(
    'all papers',
    async () => {
      const now = await look(reader);
      return now.progress.done + now.progress.failed === BODIES ? now : undefined;
    },
    180,
  );
  expect(over.progress).toEqual({ done: BODIES, failed: 0, total: BODIES, standsStill: false });
  expect(over.papers.map((p) => p.documentNumber.replace(/^.*〕/u, ''))).toEqual(
    Array.from({ length: BODIES }, (_, at) => `${at + 1}号`),
  );
  expect(new Set(over.papers.map((p) => p.addressee)).size).toBe(BODIES);
  const files = over.papers.flatMap((p) => [p.docxFileId, p.pdfFileId]);
  expect(new Set(files).size).toBe(2 * BODIES);
  expect(files).not.toContain(null);
  const { documentNumbers } = await reader.ask<{ documentNumbers: { next: number; used: number; missing: number } }>(
    '{ documentNumbers { next used missing } }',
  );
  expect(documentNumbers).toEqual({ next: BODIES + 1, used: BODIES, missing: 0 });
}, 600_000);
