/**
 * The papers of a round, through the public API as a desk does it: prepared, signed by another hand, set by the job and
 * delivered in the system. And what hangs on the wall.
 */
import type { Cast } from './accounts.js';
import type { Client } from './client.js';
import { type Connection, listAll, PAGE_INFO, type Say, until } from './poll.js';

interface Run {
  id: string;
  version: number;
  documentNumber: string | null;
  volumePdfFileId: string | null;
}
interface Paper {
  id: string;
  addressee: string;
  docxFileId: string | null;
  pdfFileId: string | null;
  failure: string | null;
}

/** A file by its name, as it is written into a folder */
export interface PrintedFile {
  name: string;
  bytes: Uint8Array;
}

const RUN = 'id version documentNumber volumePdfFileId';

/** Prepares, signs, sets and delivers the papers of a kind; `issueDate` is the day they bear. */
export async function sendPapers(
  cast: Cast,
  kind: 'ASKING' | 'NOTICE',
  consultationIds: readonly string[],
  issueDate: string,
  say: Say,
): Promise<{ run: Run; papers: Paper[] }> {
  const { run } = await cast.preparer.act<{ run: Run }>(
    'preparePapers',
    { kind, consultationIds },
    'PapersPrepared',
    `run { ${RUN} }`,
  );
  await cast.signer.act('signPapers', { runId: run.id, expectedVersion: run.version, issueDate }, 'PaperRun', 'id');
  const set = await until('函件排版', async () => {
    const { paperRun } = await cast.preparer.ask<{
      paperRun: Run & { progress: { done: number; failed: number; total: number } };
    }>(`query($id: ID!) { paperRun(id: $id) { ${RUN} progress { done failed total } } }`, { id: run.id });
    const { done, failed, total } = paperRun.progress;
    return done + failed === total ? paperRun : null;
  });
  const papers = await papersOf(cast.preparer, run.id);
  const failed = papers.find((p) => p.failure !== null);
  if (failed) throw new Error(`${failed.addressee}：${failed.failure ?? ''}`);
  await cast.preparer.act('deliverPapers', { paperIds: papers.map((p) => p.id) }, 'BulkDone', 'done');
  say(
    kind === 'ASKING'
      ? `   征求意见函 ${papers.length} 份，${set.documentNumber ?? '不编号'}，已在系统内送达`
      : '   征求意见公告已签发，网页文字可以直接粘贴',
  );
  return { run: set, papers };
}

const papersOf = (by: Client, runId: string): Promise<Paper[]> =>
  listAll(
    async (after) =>
      (
        await by.ask<{ paperRun: { papers: Connection<Paper> } }>(
          `query($id: ID!, $a: String) { paperRun(id: $id) { papers(first: 200, after: $a) { nodes { id addressee docxFileId pdfFileId failure } ${PAGE_INFO} } } }`,
          { id: runId, a: after },
        )
      ).paperRun.papers,
  );

/** The files of the first paper of a run, and of its annexes bound apart, under names that a folder shows well */
export async function filesOf(
  by: Client,
  { run, papers }: { run: Run; papers: Paper[] },
  name: string,
): Promise<PrintedFile[]> {
  const [first] = papers;
  const files: PrintedFile[] = [];
  const take = async (id: string | null | undefined, as: string): Promise<void> => {
    if (id) files.push({ name: as, bytes: await by.download(`/files/${id}`) });
  };
  await take(first?.pdfFileId, `${name}.pdf`);
  await take(first?.docxFileId, `${name}.docx`);
  await take(run.volumePdfFileId, `${name}附件.pdf`);
  return files;
}

/** What hangs on walls and stands on tables, of a round that is open */
export async function printsOf(by: Client, consultationId: string, contactPointId: string): Promise<PrintedFile[]> {
  const prints: readonly (readonly [string, string])[] = [
    ['海报A3', `poster-a3.pdf?point=${contactPointId}`],
    ['海报A4', `poster-a4.pdf?point=${contactPointId}`],
    ['台卡', `table-card.pdf?point=${contactPointId}`],
    ['码条', 'code-strips.pdf'],
    ['意见征集表', `comment-form.pdf?point=${contactPointId}&count=2&both=1`],
    ['签到表', 'sign-in-sheet.pdf'],
    ['桌牌', `name-cards.pdf?names=${encodeURIComponent('陈岚,陆清和')}`],
  ];
  const files: PrintedFile[] = [];
  for (const [name, path] of prints)
    files.push({ name: `${name}.pdf`, bytes: await by.download(`/prints/${consultationId}/${path}`) });
  for (const [name, path] of [
    ['意见征集表', `comment-form.docx?point=${contactPointId}&both=1`],
    ['签到表', 'sign-in-sheet.docx'],
  ] as const)
    files.push({ name: `${name}.docx`, bytes: await by.download(`/prints/${consultationId}/${path}`) });
  return files;
}

/** Texts for groups and telephones about a round, and its signed notice as it is pasted into a web site */
export async function messagesOf(by: Client, notice: Run, round: object): Promise<PrintedFile[]> {
  const preview = async (kind: string): Promise<{ text: string }> =>
    (
      await by.ask<{ paperPreview: { text: string } }>(
        'query($i: PaperPreviewInput!) { paperPreview(input: $i) { ... on PaperPreview { text } ... on Problem { message } } }',
        { i: { ...round, kind } },
      )
    ).paperPreview;
  const kinds = ['RESIDENT_MESSAGE', 'OFFICER_MESSAGE', 'REMINDER_MESSAGE', 'LAST_DAY_MESSAGE'] as const;
  const texts = [];
  for (const kind of kinds) texts.push((await preview(kind)).text);
  const { paperRun } = await by.ask<{ paperRun: { pasted: { html: string } } }>(
    'query($id: ID!) { paperRun(id: $id) { pasted { html } } }',
    { id: notice.id },
  );
  return [
    { name: '微信和短信文字.txt', bytes: Buffer.from(`${texts.join('\n\n')}\n`) },
    { name: '征求意见公告（网页粘贴用）.html', bytes: Buffer.from(paperRun.pasted.html) },
  ];
}
