/** The second half of the walk: decided, shown in the next draft, answered in writing. */
import type { Cast } from './accounts.js';
import { Client, Refused } from './client.js';
import type { Material } from './input.js';
import { listAll, type Say, until, type Connection, PAGE_INFO } from './poll.js';
import { provisionsOf, Walked } from './walked.js';

export async function decide(
  cast: Cast,
  material: Material,
  consultationId: string,
  reported: ReadonlyMap<string, string>,
  say: Say,
): Promise<void> {
  const versions = new Map((await commentsOf(cast.preparer, consultationId)).map((c) => [c.id, c.version]));
  for (const c of material.comments) {
    const commentId = reported.get(c.key) ?? '';
    await cast.preparer.act(
      'proposeHandling',
      {
        commentId,
        expectedVersion: versions.get(commentId) ?? 0,
        outcome: c.decision.outcome,
        reasonClass: c.decision.reasonClass,
        words: c.decision.words,
      },
      'HandlingProposed',
      'version',
    );
  }
  const sheet = await cast.preparer.act<{ id: string; version: number }>(
    'prepareSheet',
    { consultationId, title: `${material.title}意见采纳情况表`.slice(0, 120) },
    'DecisionSheet',
    'id version',
  );
  const own = await cast.preparer
    .act('checkSheet', { sheetId: sheet.id, expectedVersion: sheet.version }, 'DecisionSheet', 'version')
    .catch((e: unknown) => e);
  if (!(own instanceof Refused)) throw new Error('the preparer could check the own sheet');
  const checked = await cast.checker.act<{ version: number }>(
    'checkSheet',
    { sheetId: sheet.id, expectedVersion: sheet.version },
    'DecisionSheet',
    'version',
  );
  await cast.signer.act(
    'signSheet',
    { sheetId: sheet.id, expectedVersion: checked.version },
    'DecisionSheet',
    'version',
  );
  say(`⑦ 采纳情况表：经办拟处理意见 ${material.comments.length} 条 → 审核 → 签发（经办人自己审核被拒绝）`);
}

interface CommentLine {
  id: string;
  version: number;
  adoptionStatus: string | null;
  proofs: { nodes: { id: string; status: string; newProvision: { id: string; label: string } | null }[] };
}

const commentsOf = (client: Client, consultationId: string): Promise<CommentLine[]> =>
  listAll(
    async (after) =>
      (
        await client.ask<{ commentList: Connection<CommentLine> }>(
          `query($c: ID!, $a: String) { commentList(consultationId: $c, first: 50, after: $a) { nodes { id version adoptionStatus proofs { nodes { id status newProvision { id label } } } } ${PAGE_INFO} } }`,
          { c: consultationId, a: after },
        )
      ).commentList,
  );

export async function prove(
  cast: Cast,
  material: Material,
  consultationId: string,
  draftId: string,
  reported: ReadonlyMap<string, string>,
  say: Say,
): Promise<{ confirmed: number; explained: number; heldBack: number }> {
  const lines = new Map((await commentsOf(cast.preparer, consultationId)).map((c) => [c.id, c]));
  const provisions = await provisionsOf(cast.preparer, draftId);
  let [confirmed, found] = [0, 0];
  for (const c of material.comments.filter((x) => x.decision.outcome !== 'NOT_ADOPTED')) {
    const commentId = reported.get(c.key) ?? '';
    const proposed = lines.get(commentId)?.proofs.nodes ?? [];
    const wanted = new Set(c.decision.evidence?.articles ?? []);
    for (const p of proposed) {
      const right = p.newProvision !== null && wanted.delete(p.newProvision.label);
      await cast.preparer.act(
        'reviewEvidence',
        { evidenceId: p.id, status: right ? 'CONFIRMED' : 'REJECTED' },
        'Evidence',
        'id',
      );
      if (right) [confirmed, found] = [confirmed + 1, found + 1];
    }
    for (const label of wanted) {
      const added = await cast.preparer
        .act('addEvidence', { commentId, draftId, provisionId: provisions.get(label)?.id ?? '' }, 'Evidence', 'id')
        .catch((e: unknown) => e);
      if (!(added instanceof Refused)) confirmed++;
    }
  }
  const held = await heldBackOf(cast.preparer, consultationId);
  say(
    `⑨ 采纳佐证：确认 ${confirmed} 处（其中机器找到 ${found} 处）；采纳但条文没有体现的 ${held.length} 条，反馈函先行扣住`,
  );
  for (const commentId of held) {
    const c = material.comments.find((x) => reported.get(x.key) === commentId);
    await cast.preparer.act(
      'explainAdoption',
      { commentId, words: c?.decision.explanation ?? '有关要求将在配套规定和实施工作中落实。' },
      'AdoptionExplained',
      'id',
    );
  }
  return { confirmed, explained: held.length, heldBack: held.length };
}

const heldBackOf = async (client: Client, consultationId: string): Promise<string[]> => {
  const held = await listAll(
    async (after) =>
      (
        await client.ask<{ consultation: { heldBack: Connection<{ id: string }> } }>(
          `query($c: ID!, $a: String) { consultation(id: $c) { heldBack(after: $a) { nodes { id } ${PAGE_INFO} } } }`,
          { c: consultationId, a: after },
        )
      ).consultation.heldBack,
  );
  return held.map((c) => c.id);
};

interface LetterLine {
  id: string;
  contactPointId: string;
  state: string;
  documentNumber: string | null;
  commentCount: number;
  docxFileId: string | null;
  pdfFileId: string | null;
}

export async function answer(cast: Cast, consultationId: string, say: Say): Promise<Walked['letters']> {
  const fields = 'letters { id } refused { message }';
  const bulk = async (client: Client, mutation: string, input: object): Promise<string[]> => {
    const done = await client.act<{ letters: { id: string }[]; refused: { message: string }[] }>(
      mutation,
      input,
      'LettersDone',
      fields,
    );
    if (done.refused[0]) throw new Refused(mutation, done.refused[0].message);
    return done.letters.map((l) => l.id);
  };
  const letterIds = await bulk(cast.preparer, 'composeLetters', { consultationId });
  await bulk(cast.preparer, 'finaliseLetters', { letterIds });
  await bulk(cast.signer, 'signLetters', { letterIds });
  const list = (client: Client): Promise<LetterLine[]> =>
    listAll(
      async (after) =>
        (
          await client.ask<{ letterList: Connection<LetterLine> }>(
            `query($c: ID!, $a: String) { letterList(consultationId: $c, first: 200, after: $a) { nodes { id contactPointId state documentNumber commentCount docxFileId pdfFileId } ${PAGE_INFO} } }`,
            { c: consultationId, a: after },
          )
        ).letterList,
    );
  await until(
    '反馈函排版',
    async () => ((await list(cast.preparer)).every((l) => l.pdfFileId !== null) ? true : null),
    120,
  );
  await bulk(cast.preparer, 'deliverLetters', { letterIds });
  for (const point of cast.points.values()) {
    for (const l of (await list(point.officer)).filter((x) => x.contactPointId === point.id))
      await point.officer.act('acknowledgeLetter', { letterId: l.id }, 'Letter', 'id');
  }
  const names = new Map([...cast.points.values()].map((p) => [p.id, p.name]));
  const letters = (await list(cast.preparer)).map((l) => ({
    contactPoint: names.get(l.contactPointId) ?? '',
    number: l.documentNumber ?? '',
    comments: l.commentCount,
    docxFileId: l.docxFileId ?? '',
    pdfFileId: l.pdfFileId ?? '',
    state: l.state,
  }));
  say(`⑩ 反馈函 ${letters.length} 份：拟稿 → 定稿 → 签发编号（${letters[0]?.number ?? ''} 起）→ 送达 → 联系点签收`);
  return letters;
}
