/**
 * What the office is in the middle of, beside the round that is over: a second regulation whose round is open for
 * twenty days more, with voices and the first comments; and a third one, imported and not checked yet.
 */
import { randomBytes } from 'node:crypto';
import { addDays, dayIn, DEFAULT_ZONE, systemClock } from '../platform/base/clock.js';
import type { Cast } from './accounts.js';
import { Client, Refused } from './client.js';
import { type Connection, listAll, PAGE_INFO, type Say } from './poll.js';
import { buildPlainDocx } from './sample/build.js';
import {
  dogsAsking,
  dogsName,
  dogsNotes,
  dogsReported,
  dogsText,
  dogsTitle,
  dogsVoices,
  greeningLines,
  greeningName,
  greeningTitle,
  type SampleOpinion,
} from './sample/index.js';
import { holdMeeting, type Meeting } from './scenario.meeting.js';
import { filesOf, messagesOf, type PrintedFile, printsOf, sendPapers } from './scenario.papers.js';
import { askedOf, publish, targetOf } from './scenario.steps.js';
import { type Provision, provisionsOf, type Walked } from './walked.js';

const day = (offset: number): string => addDays(dayIn(DEFAULT_ZONE, systemClock.now()), offset);

/** How many days the window stays open */
const DAYS_LEFT = 20;
/** Who has signed for the task so far; the others have time */
const SIGNED_BY = ['linjiang', 'guihuali', 'university'] as const;

/** What the open round leaves in the folder of the demonstration, and its codes */
export interface LeftOpen {
  codes: Walked['codes'];
  papers: PrintedFile[];
  posters: PrintedFile[];
}

/** Leaves both behind. */
export async function leaveOpen(base: string, cast: Cast, say: Say): Promise<LeftOpen> {
  const { preparer } = cast;
  const left = await openRound(base, cast, say);
  const greening = await begin(preparer, greeningName, 'FULL_REVISION');
  const fileId = await preparer.upload(`${greeningTitle}.docx`, await buildPlainDocx(greeningLines));
  const { warnings } = await preparer.act<{ warnings: { totalCount: number } }>(
    'importDraft',
    { regulationId: greening, kind: 'REVISION_DRAFT', fileId },
    'Draft',
    'warnings(first: 0) { totalCount }',
  );
  say(`⑫ 另有《${greeningTitle}》刚刚导入，还有 ${warnings.totalCount} 处等经办核对`);
  return left;
}

const begin = async (preparer: Client, title: string, making: 'ENACT' | 'FULL_REVISION'): Promise<string> =>
  (await preparer.act<{ id: string }>('createRegulation', { title, kind: 'REGULATION', making }, 'Regulation', 'id'))
    .id;

async function openRound(base: string, cast: Cast, say: Say): Promise<LeftOpen> {
  const { preparer } = cast;
  say(`⑪ 另一部法规正在征求意见：${dogsTitle}`);
  const regulationId = await begin(preparer, dogsName, 'ENACT');
  const file = { name: `${dogsTitle}.docx`, bytes: await buildPlainDocx(dogsText.split('\n')) };
  const draft = await publish(preparer, regulationId, file, 'CONSULTATION_DRAFT', say, dogsNotes);
  const provisions = await provisionsOf(preparer, draft.id);
  const round = await preparer.act<{ id: string; version: number }>(
    'createConsultation',
    {
      draftId: draft.id,
      method: 'PUBLIC',
      title: `${dogsName}公开征求意见`,
      opensOn: day(DAYS_LEFT - 30),
      closesOn: day(DAYS_LEFT),
      approvedByBody: '主任会议',
      approvedOn: day(DAYS_LEFT - 32),
      ...dogsAsking,
    },
    'Consultation',
    'id version',
  );
  const contactPointIds = [...cast.points.values()].map((p) => p.id);
  await preparer.act(
    'issueConsultation',
    { consultationId: round.id, expectedVersion: round.version, contactPointIds },
    'Consultation',
    'id',
  );
  const { codes, tasks } = await askedOf(preparer, regulationId, round.id);
  const signed = day(DAYS_LEFT - 30);
  const asking = await sendPapers(cast, 'ASKING', [round.id], signed, say);
  const notice = await sendPapers(cast, 'NOTICE', [round.id], signed, say);
  for (const key of SIGNED_BY) {
    const point = cast.points.get(key);
    const solicitationId = tasks.get(point?.id ?? '');
    await point?.officer.act('receiveSolicitation', { solicitationId }, 'Solicitation', 'id');
  }
  await hear(base, cast, round.id, codes, provisions);
  const reported = await reportFirst(cast, round.id, tasks, provisions);
  say(
    `   到 ${day(DAYS_LEFT)} 截止，还有 ${DAYS_LEFT} 天；已签收 ${SIGNED_BY.length} 个联系点，群众原话 ${dogsVoices.length} 条，报送意见 ${reported} 条`,
  );
  const papers = [
    ...(await filesOf(preparer, asking, '征求意见函')),
    ...(await filesOf(preparer, notice, '征求意见公告')),
    ...(await messagesOf(preparer, notice.run, {
      draftIds: [draft.id],
      opensOn: day(DAYS_LEFT - 30),
      closesOn: day(DAYS_LEFT),
      focus: dogsAsking.focus,
    })),
  ];
  const hangs = cast.points.get('guihuali')?.id ?? '';
  return { codes, papers, posters: await printsOf(preparer, round.id, hangs) };
}

async function hear(
  base: string,
  cast: Cast,
  consultationId: string,
  codes: Walked['codes'],
  provisions: ReadonlyMap<string, Provision>,
): Promise<void> {
  const anyone = new Client(base);
  const inputOf = (o: SampleOpinion): object => ({
    submissionKey: randomBytes(16).toString('base64url'),
    channel: o.channel,
    target: targetOf(o.target, provisions),
    act: o.act,
    text: o.text,
    proposedWording: o.proposedWording ?? null,
    reason: o.reason ?? null,
  });
  const held = new Map<string, Meeting>();
  for (const [key, photos] of [
    ['guihuali', ['dogs-1', 'dogs-2', 'dogs-3']],
    ['linjiang', []],
  ] as const) {
    const point = cast.points.get(key);
    if (point) held.set(key, await holdMeeting(point.officer, point.id, consultationId, photos, '养犬条例居民座谈会'));
  }
  for (const o of dogsVoices) {
    const point = o.contactPoint === null ? null : (cast.points.get(o.contactPoint) ?? null);
    if (o.channel === 'CODE') {
      const code = codes.find((c) => c.contactPointId === (point?.id ?? null));
      await anyone.submit({ lawCode: code?.code ?? '', opinion: inputOf(o) });
      continue;
    }
    const heardAt = held.get(o.contactPoint ?? '')?.heardAt(o) ?? null;
    const { lines } = await (point?.officer ?? anyone).act<{ lines: { problem: string | null }[] }>(
      'enterOpinions',
      { consultationId, contactPointId: point?.id, opinions: [{ ...inputOf(o), heardAt }] },
      'OpinionsEntered',
      'lines { problem }',
    );
    const refused = lines.find((l) => l.problem !== null);
    if (refused) throw new Refused('ENTER', refused.problem ?? '');
  }
}

/** The one contact point that has reported something already; gives how many comments. */
async function reportFirst(
  cast: Cast,
  consultationId: string,
  tasks: ReadonlyMap<string, string>,
  provisions: ReadonlyMap<string, Provision>,
): Promise<number> {
  const point = cast.points.get('guihuali');
  if (!point) return 0;
  const solicitationId = tasks.get(point.id) ?? '';
  const rows = await listAll(
    async (after) =>
      (
        await point.officer.ask<{ opinionList: Connection<{ id: string; text: string }> }>(
          `query($c: ID!, $a: String) { opinionList(consultationId: $c, first: 200, after: $a) { nodes { id text } ${PAGE_INFO} } }`,
          { c: consultationId, a: after },
        )
      ).opinionList,
  );
  const idOf = (key: string): string | undefined =>
    rows.find((r) => r.text === dogsVoices.find((o) => o.key === key)?.text)?.id;
  const commentIds: string[] = [];
  for (const c of dogsReported) {
    const target = c.label === null ? null : targetOf({ kind: 'article', label: c.label }, provisions);
    const made = await point.officer.act<{ id: string }>(
      'draftComment',
      { solicitationId, opinionIds: c.opinions.map(idOf), ...(c.text !== null && { text: c.text, target }) },
      'Comment',
      'id',
    );
    commentIds.push(made.id);
  }
  await point.officer.act('reportComments', { solicitationId, commentIds }, 'CommentsReported', 'reported');
  return commentIds.length;
}
