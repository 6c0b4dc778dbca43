/**
 * A solicitation of three drafts as an office runs it: one letter about all of them, a department and a county congress
 * among those asked, a code that is revoked, a round that is extended, a draft that is taken down, answers that come
 * late, on paper and once more.
 */
import { randomBytes } from 'node:crypto';
import type { Client } from '../support/client.js';
import { client, FIRST_TEXT, officer, publishDraft, refusal, today } from '../support/round.js';
import { startTestService, type TestService } from '../support/service.js';
import { until } from '../support/until.js';
import { ledgerFaults } from '../support/verified.js';

let s: TestService;
let preparer: Client;
let signer: Client;

const POINTS = ['红河居委会', '青山社区'];
const CONGRESS = '河西区人大常委会';
const BELOW = '沿河街道';
const OFFICE = '市住房局';

interface Round {
  id: string;
  draftId: string;
  regulationId: string;
  version: number;
}
const rounds: Round[] = [];
const ids = new Map<string, string>();
const idOf = (name: string): string => ids.get(name) ?? '';

beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  [preparer, signer] = [await client(s, 'PREPARER'), await client(s, 'SIGNER')];
  for (const name of [...POINTS, CONGRESS, OFFICE]) ids.set(name, await s.home.contactPoint(name));
  await s.db.asOwner(`update contact_point set kind = 'COUNTY_CONGRESS' where id = $1`, [idOf(CONGRESS)]);
  await s.db.asOwner(`update contact_point set kind = 'DEPARTMENT' where id = $1`, [idOf(OFFICE)]);
  const below = await preparer.act<{ id: string }>(
    'createContactPoint',
    { name: `${BELOW}基层立法联系点`, shortName: BELOW, level: 'COUNTY', parentId: idOf(CONGRESS) },
    'ContactPoint',
    'id',
  );
  ids.set(BELOW, below.id);
  for (const title of ['电梯条例', '养犬条例', '绿化条例']) rounds.push(await ask(title));
});
afterAll(() => s.close());

async function ask(title: string): Promise<Round> {
  const regulation = await preparer.act<{ id: string }>(
    'createRegulation',
    { title, kind: 'REGULATION', making: 'ENACT' },
    'Regulation',
    'id',
  );
  const text = FIRST_TEXT.replace('电梯条例', title);
  const draftId = await publishDraft(s, regulation.id, 'CONSULTATION_DRAFT', text, preparer);
  const statement = { draftId, expectedRevision: 0, title: '', text: '一、必要性\n需要规定。' };
  await preparer.act('saveStatement', statement, 'Draft', 'id');
  const made = await preparer.act<{ id: string; version: number }>(
    'createConsultation',
    { draftId, title: `${title}征求意见`, opensOn: today(-5), closesOn: today(30) },
    'Consultation',
    'id version',
  );
  const contactPointIds = [...POINTS, CONGRESS, OFFICE].map(idOf);
  const out = await preparer.act<{ version: number }>(
    'issueConsultation',
    { consultationId: made.id, expectedVersion: made.version, contactPointIds },
    'Consultation',
    'version',
  );
  return { id: made.id, draftId, regulationId: regulation.id, version: out.version };
}

const round = (at: number): Round => rounds[at] as Round;
interface Task {
  id: string;
  contactPointId: string;
  state: string;
  dueOn: string;
  answeredLate: boolean | null;
  supplementedOn: string | null;
}
const taskOf = async (at: number, name: string): Promise<Task> => {
  const { consultation } = await preparer.ask<{ consultation: { solicitations: Task[] } }>(
    'query($c: ID!) { consultation(id: $c) { solicitations(first: 200) { nodes { id contactPointId state dueOn answeredLate supplementedOn } } } }',
    { c: round(at).id },
  );
  return consultation.solicitations.find((t) => t.contactPointId === idOf(name)) as Task;
};
const speak = (code: string, text: string): Promise<unknown> =>
  preparer.submit({
    lawCode: code,
    opinion: {
      submissionKey: randomBytes(16).toString('base64url'),
      channel: 'CODE',
      target: { kind: 'WHOLE' },
      act: 'AMEND',
      text,
    },
  });

it('asks about the three in one letter for each kind of body', async () => {
  const { run, refused } = await preparer.act<{
    run: { id: string; version: number; total: number };
    refused: unknown[];
  }>(
    'preparePapers',
    { kind: 'ASKING', consultationIds: rounds.map((r) => r.id) },
    'PapersPrepared',
    'run { id version total } refused { id }',
  );
  expect([run.total, refused]).toEqual([4, []]);
  await signer.act('signPapers', { runId: run.id, expectedVersion: run.version }, 'PaperRun', 'id');
  const papers = await until('the letters', async () => {
    const { paperRun } = await preparer.ask<{
      paperRun: { papers: { id: string; pdfFileId: string | null; failure: string | null }[] };
    }>('query($id: ID!) { paperRun(id: $id) { papers(first: 50) { nodes { id pdfFileId failure } } } }', {
      id: run.id,
    });
    return paperRun.papers.every((p) => p.pdfFileId !== null || p.failure !== null) ? paperRun.papers : undefined;
  });
  expect(papers.map((p) => p.failure)).toEqual([null, null, null, null]);
  const done = { paperIds: papers.map((p) => p.id) };
  expect(await preparer.act('deliverPapers', done, 'BulkDone', 'refused { code }')).toMatchObject({ refused: [] });
  const { paperPreview } = await preparer.ask<{ paperPreview: { title: string } }>(
    'query($i: PaperPreviewInput!) { paperPreview(input: $i) { ... on PaperPreview { title } ... on Problem { message } } }',
    { i: { kind: 'ASKING', draftIds: rounds.map((r) => r.draftId), opensOn: today(-5), closesOn: today(30) } },
  );
  expect(paperPreview.title.replace(/\n/gu, '')).toBe('关于征求《电梯条例（征求意见稿）》等3件法规草案意见的函');
});

it('goes on under a new code where one is revoked', async () => {
  const { regulation } = await preparer.ask<{
    regulation: { lawCodes: { id: string; code: string; contactPointId: string | null; version: number }[] };
  }>('query($r: ID!) { regulation(id: $r) { lawCodes(first: 200) { nodes { id code contactPointId version } } } }', {
    r: round(0).regulationId,
  });
  const old = regulation.lawCodes.find((c) => c.contactPointId === idOf('红河居委会'));
  const next = await preparer.act<{ code: string }>(
    'replaceLawCode',
    { lawCodeId: old?.id, expectedVersion: old?.version, reason: '海报被人换过' },
    'LawCode',
    'code',
  );
  expect(await refusal(speak(old?.code ?? '', '旧码'))).toBe('CODE_REVOKED');
  await speak(next.code, '电梯要有人管。');
});

it('gives more days to one of them, and its bodies with it', async () => {
  const moved = await preparer.act<{ tasksMoved: number; tasksKept: number }>(
    'extendConsultation',
    { consultationId: round(1).id, expectedVersion: round(1).version, closesOn: today(45), reason: '遇上汛期' },
    'ConsultationExtended',
    'tasksMoved tasksKept',
  );
  expect(moved).toMatchObject({ tasksMoved: 4, tasksKept: 0 });
  expect((await taskOf(1, OFFICE)).dueOn).toBe(today(45));
});

it('asks nobody about a draft that was taken down', async () => {
  const { draft } = await preparer.ask<{ draft: { version: number } }>('query($d: ID!) { draft(id: $d) { version } }', {
    d: round(2).draftId,
  });
  await preparer.act(
    'takeDownDraft',
    { draftId: round(2).draftId, expectedVersion: draft.version, reason: '文本有误' },
    'Draft',
    'id',
  );
  const { regulation } = await preparer.ask<{
    regulation: { lawCodes: { code: string; contactPointId: string | null }[] };
  }>('query($r: ID!) { regulation(id: $r) { lawCodes(first: 200) { nodes { code contactPointId } } } }', {
    r: round(2).regulationId,
  });
  expect(await refusal(speak(regulation.lawCodes.find((c) => c.contactPointId === null)?.code ?? '', '撤下以后'))).toBe(
    'DRAFT_TAKEN_DOWN',
  );
  const urging = { kind: 'URGING', consultationIds: [round(2).id], newDueOn: today(40) };
  expect(await refusal(preparer.act('preparePapers', urging, 'PapersPrepared', 'run { id }'))).toBe('DRAFT_TAKEN_DOWN');
});

it('is passed on by the county congress to those below it', async () => {
  const congress = await officer(s, CONGRESS);
  const task = await taskOf(0, CONGRESS);
  await congress.act('receiveSolicitation', { solicitationId: task.id }, 'Solicitation', 'id');
  const passed = await congress.act<{ done: string[] }>(
    'passOnSolicitation',
    { solicitationId: task.id, contactPointIds: [idOf(BELOW)] },
    'BulkDone',
    'done',
  );
  expect(passed.done).toEqual([idOf(BELOW)]);
  expect((await taskOf(0, BELOW)).state).toBe('ISSUED');
});

it('takes what a department sends on paper as the answer to its task', async () => {
  const fileId = await preparer.upload('复函.pdf', Buffer.from('%PDF-1.7 复函'));
  await preparer.act(
    'registerComment',
    {
      consultationId: round(0).id,
      kind: 'DEPARTMENT',
      contactPointId: idOf(OFFICE),
      receivedOn: today(),
      text: '建议明确检验的周期。',
      target: { kind: 'WHOLE' },
      fileId,
    },
    'Comment',
    'id',
  );
  expect(await taskOf(0, OFFICE)).toMatchObject({ state: 'REPORTED', answeredLate: false });
});

it('takes what comes late and what comes once more, and marks it', async () => {
  await s.db.asOwner(`update consultation set opens_on = opens_on - 60, closes_on = closes_on - 60 where id = $1`, [
    round(0).id,
  ]);
  await s.db.asOwner('update solicitation set due_on = due_on - 60 where consultation_id = $1', [round(0).id]);
  const point = await officer(s, '红河居委会');
  const { id: solicitationId } = await taskOf(0, '红河居委会');
  const report = async (text: string): Promise<void> => {
    // heard at a meeting while the round was open, and typed in when it was over
    const voice = {
      submissionKey: randomBytes(16).toString('base64url'),
      channel: 'MEETING',
      saidOn: today(-40),
      target: { kind: 'WHOLE' },
      text,
    };
    const { lines } = await point.act<{ lines: { problem: string | null }[] }>(
      'enterOpinions',
      { consultationId: round(0).id, contactPointId: idOf('红河居委会'), opinions: [voice] },
      'OpinionsEntered',
      'lines { problem }',
    );
    expect(lines).toEqual([{ problem: null }]);
    const { opinionList } = await point.ask<{ opinionList: { id: string; text: string }[] }>(
      'query($c: ID!) { opinionList(consultationId: $c, first: 200) { nodes { id text } } }',
      { c: round(0).id },
    );
    const opinionIds = opinionList.filter((o) => o.text === text).map((o) => o.id);
    const comment = await point.act<{ id: string }>('draftComment', { solicitationId, opinionIds }, 'Comment', 'id');
    await point.act('reportComments', { solicitationId, commentIds: [comment.id] }, 'CommentsReported', 'reported');
  };
  await report('建议每日检查两次。');
  expect(await taskOf(0, '红河居委会')).toMatchObject({ state: 'REPORTED', answeredLate: true });
  await s.db.asOwner(`update solicitation set answered_at = answered_at - interval '2 days' where id = $1`, [
    solicitationId,
  ]);
  await report('补报：建议公布维保记录。');
  const { commentList } = await preparer.ask<{ commentList: { number: number }[] }>(
    'query($c: ID!, $p: [ID!]) { commentList(consultationId: $c, filter: { contactPointIds: $p }, first: 50) { nodes { number } } }',
    { c: round(0).id, p: [idOf('红河居委会')] },
  );
  expect(commentList.map((c) => c.number).sort()).toEqual([1, 2]);
  expect(await taskOf(0, '红河居委会')).toMatchObject({ answeredLate: true, supplementedOn: today() });
  expect(await ledgerFaults(s)).toEqual([]);
});
