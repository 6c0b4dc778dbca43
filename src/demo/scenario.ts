/**
 * The main job in the order of life, through the public API only: draft → consultation → code → opinion → comment →
 * decision → next draft → evidence → letter. The same walk is the story test.
 */
import { randomBytes } from 'node:crypto';
import { addDays, dayIn, DEFAULT_ZONE, systemClock } from '../platform/base/clock.js';
import { type Cast, findCast } from './accounts.js';
import { Client, Refused } from './client.js';
import type { Material } from './input.js';
import { listAll, type Say, until, type Connection, PAGE_INFO } from './poll.js';
import { holdMeeting, onForms } from './scenario.meeting.js';
import {
  liftAsking,
  liftNextNotes,
  liftNotes,
  type SampleComment,
  type SampleNotes,
  type SampleOpinion,
} from './sample/index.js';
import { answer, decide, prove } from './scenario.answer.js';
import { sendPapers } from './scenario.papers.js';
import { askedOf, publish, targetOf } from './scenario.steps.js';
import { Provision, provisionsOf, Walked } from './walked.js';

const day = (offset: number): string => addDays(dayIn(DEFAULT_ZONE, systemClock.now()), offset);

/**
 * Walks from an empty installation to acknowledged letters. `windowEnds` is called when all was said and reported:
 * whoever owns the database lets the last day pass then, for what follows is done after it.
 */
export async function walk(
  base: string,
  administrator: { username: string; password: string },
  material: Material,
  passwordFor: (username: string) => string,
  say: Say,
  windowEnds: (consultationId: string) => Promise<void> = () => Promise.resolve(),
): Promise<{ walked: Walked; cast: Cast }> {
  const cast = await findCast(base, administrator, material, passwordFor, say);
  const { preparer } = cast;
  // of texts that somebody brings along the demonstration says nothing
  const ofSample = (notes: SampleNotes): SampleNotes | undefined => (material.isSample ? notes : undefined);

  say(`③ 导入草案：${material.old.name}`);
  const regulation = await preparer.act<{ id: string }>(
    'createRegulation',
    { title: material.title, kind: 'REGULATION', making: 'ENACT' },
    'Regulation',
    'id',
  );
  const old = await publish(preparer, regulation.id, material.old, 'CONSULTATION_DRAFT', say, ofSample(liftNotes));
  const provisions = await provisionsOf(preparer, old.id);

  say('④ 征求意见：公开征求，邀请五个基层立法联系点，生成一法一码');
  const round = await preparer.act<{ id: string; version: number }>(
    'createConsultation',
    {
      draftId: old.id,
      method: 'PUBLIC',
      title: `${material.title}公开征求意见`.slice(0, 120),
      opensOn: day(-29),
      closesOn: day(0),
      approvedByBody: '主任会议',
      approvedOn: day(-31),
      ...(material.isSample && liftAsking),
    },
    'Consultation',
    'id version',
  );
  await preparer.act(
    'issueConsultation',
    {
      consultationId: round.id,
      expectedVersion: round.version,
      contactPointIds: [...cast.points.values()].map((p) => p.id),
    },
    'Consultation',
    'id',
  );
  const { codes, tasks } = await askedOf(preparer, regulation.id, round.id);

  // a text that somebody brings along has no 说明, and no clerk lets a letter go without one
  if (material.isSample) await sendPapers(cast, 'ASKING', [round.id], day(-30), say);

  const heard = await hear(base, cast, material, round.id, codes, provisions, say);
  const reported = await report(cast, material, round.id, tasks, provisions, heard.ids, say);
  await windowEnds(round.id);
  await decide(cast, material, round.id, reported, say);

  say(`⑧ 下一稿：${material.new.name}`);
  const next = await publish(
    preparer,
    regulation.id,
    material.new,
    'SECOND_READING_DRAFT',
    say,
    ofSample(liftNextNotes),
  );
  const links = await until('条文对应关系', async () => {
    const { lineageBetween } = await preparer.ask<{ lineageBetween: { totalCount: number } }>(
      'query($o: ID!, $n: ID!) { lineageBetween(oldDraftId: $o, newDraftId: $n, first: 0) { totalCount } }',
      { o: old.id, n: next.id },
    );
    return lineageBetween.totalCount > 0 ? lineageBetween.totalCount : null;
  });
  const { lineageBetween } = await preparer.ask<{
    lineageBetween: { nodes: { relation: string; old: { id: string } | null }[] };
  }>(
    `query($o: ID!, $n: ID!) { lineageBetween(oldDraftId: $o, newDraftId: $n, first: 200) { nodes { relation old { id } } } }`,
    { o: old.id, n: next.id },
  );
  const deletions = lineageBetween.nodes.flatMap((l) => (l.relation === 'unplaced' && l.old ? [l.old.id] : []));
  const confirmed = await preparer.act<{ confirmed: number; deleted: number }>(
    'confirmLineage',
    { oldDraftId: old.id, newDraftId: next.id, deletions },
    'LineageConfirmed',
    'confirmed deleted',
  );
  say(`   条文对应：机器提出 ${links} 条，人工确认 ${confirmed.confirmed} 条，认定删去 ${confirmed.deleted} 条`);
  await until('采纳情况公布', async () => {
    const { commentList } = await preparer.ask<{ commentList: { totalCount: number } }>(
      'query($c: ID!) { commentList(consultationId: $c, filter: { states: [SIGNED] }, first: 0) { totalCount } }',
      { c: round.id },
    );
    return commentList.totalCount === 0 ? true : null;
  });

  const proven = await prove(cast, material, round.id, next.id, reported, say);
  const letters = await answer(cast, round.id, say);
  const count = (o: string): number => material.comments.filter((c) => c.decision.outcome === o).length;
  return {
    cast,
    walked: {
      regulationId: regulation.id,
      drafts: [old, next],
      codes,
      receipts: heard.receipts,
      opinions: material.opinions.length,
      comments: reported.size,
      decisions: {
        adopted: count('ADOPTED'),
        partiallyAdopted: count('PARTIALLY_ADOPTED'),
        notAdopted: count('NOT_ADOPTED'),
      },
      evidence: { confirmed: proven.confirmed, withoutChange: proven.explained },
      letters,
      heldBack: proven.heldBack,
    },
  };
}

async function hear(
  base: string,
  cast: Cast,
  material: Material,
  consultationId: string,
  codes: Walked['codes'],
  provisions: ReadonlyMap<string, Provision>,
  say: Say,
): Promise<{ ids: Map<string, string>; receipts: string[] }> {
  const anyone = new Client(base);
  const codeOf = (pointId: string | null): string =>
    (codes.find((c) => c.contactPointId === pointId) ?? codes.find((c) => c.contactPointId === null))?.code ?? '';
  const receipts: string[] = [];
  const inputOf = (o: SampleOpinion): object => ({
    submissionKey: randomBytes(16).toString('base64url'),
    channel: o.channel,
    target: targetOf(o.target, provisions),
    act: o.act,
    text: o.text,
    proposedWording: o.proposedWording ?? null,
    reason: o.reason ?? null,
  });
  let scanned = 0;
  for (const o of material.opinions.filter((x) => x.channel === 'CODE' || x.contactPoint === null)) {
    const pointId = o.contactPoint === null ? null : (cast.points.get(o.contactPoint)?.id ?? null);
    receipts.push((await anyone.submit({ lawCode: codeOf(pointId), opinion: inputOf(o) })).printed);
    scanned++;
  }
  for (const [key, point] of cast.points) {
    const typed = material.opinions.filter((o) => o.contactPoint === key && o.channel !== 'CODE');
    if (typed.length === 0) continue;
    const photos = typed.some((o) => o.text === onForms['lift-1']) ? ['lift-1', 'blank'] : ['blank'];
    const meeting = await holdMeeting(point.officer, point.id, consultationId, photos);
    const { lines } = await point.officer.act<{ lines: { index: number; problem: string | null }[] }>(
      'enterOpinions',
      {
        consultationId,
        contactPointId: point.id,
        opinions: typed.map((o) => ({ ...inputOf(o), heardAt: meeting.heardAt(o) })),
      },
      'OpinionsEntered',
      'lines { index problem }',
    );
    const refused = lines.find((l) => l.problem !== null);
    if (refused) throw new Refused('ENTER', refused.problem ?? '');
  }
  say(
    `⑤ 群众原话 ${material.opinions.length} 条：扫码 ${scanned} 条，联系点代录 ${material.opinions.length - scanned} 条${material.isSample ? '' : '（为演示编写，不是真实意见）'}`,
  );
  return { ids: await idsOf(cast, material, consultationId), receipts };
}

/** The service tells a resident no id: the office finds each voice again by its place and words. */
async function idsOf(cast: Cast, material: Material, consultationId: string): Promise<Map<string, string>> {
  interface Row {
    id: string;
    text: string;
    contactPointId: string | null;
  }
  const rows = await listAll(
    async (after) =>
      (
        await cast.preparer.ask<{ opinionList: Connection<Row> }>(
          `query($c: ID!, $a: String) { opinionList(consultationId: $c, first: 200, after: $a) { nodes { id text contactPointId } ${PAGE_INFO} } }`,
          { c: consultationId, a: after },
        )
      ).opinionList,
  );
  const free = new Map<string, string[]>();
  const keyOf = (pointId: string | null, text: string): string => `${pointId ?? ''}\n${text.trim()}`;
  for (const r of rows)
    free.set(keyOf(r.contactPointId, r.text), [...(free.get(keyOf(r.contactPointId, r.text)) ?? []), r.id]);
  return new Map(
    material.opinions.map((o) => {
      const pointId = o.contactPoint === null ? null : (cast.points.get(o.contactPoint)?.id ?? null);
      const id = free.get(keyOf(pointId, o.text))?.shift();
      if (id === undefined) throw new Refused('LOST', `一条意见没有找到：${o.key}`);
      return [o.key, id];
    }),
  );
}

async function report(
  cast: Cast,
  material: Material,
  consultationId: string,
  tasks: ReadonlyMap<string, string>,
  provisions: ReadonlyMap<string, Provision>,
  ids: ReadonlyMap<string, string>,
  say: Say,
): Promise<Map<string, string>> {
  const voices = new Map(material.opinions.map((o) => [o.key, o]));
  const commentIds = new Map<string, string>();
  for (const [key, point] of cast.points) {
    const solicitationId = tasks.get(point.id) ?? '';
    await point.officer.act('receiveSolicitation', { solicitationId }, 'Solicitation', 'id');
    const mine = material.comments.filter((c) => c.contactPoint === key);
    for (const c of mine)
      commentIds.set(
        c.key,
        (
          await point.officer.act<{ id: string }>(
            'draftComment',
            commentInput(c, solicitationId, voices, ids, provisions),
            'Comment',
            'id',
          )
        ).id,
      );
    if (mine.length > 0)
      await point.officer.act(
        'reportComments',
        { solicitationId, commentIds: mine.map((c) => commentIds.get(c.key)) },
        'CommentsReported',
        'reported',
      );
    else await point.officer.act('sayNoOpinion', { solicitationId }, 'Solicitation', 'id');
  }
  for (const a of material.setAside) {
    const voice = voices.get(a.opinionKey);
    const officer = voice?.contactPoint ? cast.points.get(voice.contactPoint)?.officer : undefined;
    await (officer ?? cast.preparer).act(
      'setAsideOpinions',
      { opinionIds: [ids.get(a.opinionKey)], reason: a.reason, note: a.note },
      'BulkDone',
      'done',
    );
  }
  const verbatim = material.comments.filter((c) => isVerbatim(c, voices)).length;
  say(
    `⑥ 报送意见 ${commentIds.size} 条（原文报送 ${verbatim} 条，归并 ${commentIds.size - verbatim} 条），未列入汇总 ${material.setAside.length} 条，都写明理由`,
  );
  const { consultation } = await cast.preparer.ask<{ consultation: { openOpinions: number } }>(
    'query($c: ID!) { consultation(id: $c) { openOpinions } }',
    { c: consultationId },
  );
  say(`   已经报送、等待答复的群众原话 ${consultation.openOpinions} 条`);
  return commentIds;
}

const isVerbatim = (c: SampleComment, voices: ReadonlyMap<string, SampleOpinion>): boolean =>
  c.opinions.length === 1 && voices.get(c.opinions[0] ?? '')?.text.trim() === c.text.trim();

function commentInput(
  c: SampleComment,
  solicitationId: string,
  voices: ReadonlyMap<string, SampleOpinion>,
  ids: ReadonlyMap<string, string>,
  provisions: ReadonlyMap<string, Provision>,
): object {
  const base = { solicitationId, opinionIds: c.opinions.map((k) => ids.get(k)) };
  return isVerbatim(c, voices)
    ? base
    : {
        ...base,
        text: c.text,
        proposedWording: c.proposedWording ?? null,
        reason: c.reason ?? null,
        target: targetOf(c.target, provisions),
      };
}
