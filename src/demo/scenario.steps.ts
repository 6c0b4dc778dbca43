/** Steps of a walk that every round takes: a text published, the codes and tasks of a round found, a target named. */
import { Client } from './client.js';
import { type Connection, listAll, PAGE_INFO, type Say } from './poll.js';
import { tellAbout } from './scenario.notes.js';
import type { SampleNotes, SampleTarget } from './sample/index.js';
import { Provision, Walked } from './walked.js';

/** The codes that were made for a round, and the task of each contact point by its id */
export async function askedOf(
  preparer: Client,
  regulationId: string,
  consultationId: string,
): Promise<{ codes: Walked['codes']; tasks: Map<string, string> }> {
  const codes = await listAll(
    async (after) =>
      (
        await preparer.ask<{ regulation: { lawCodes: Connection<Walked['codes'][number]> } }>(
          `query($r: ID!, $a: String) { regulation(id: $r) { lawCodes(first: 200, after: $a) { nodes { code label url contactPointId } ${PAGE_INFO} } } }`,
          { r: regulationId, a: after },
        )
      ).regulation.lawCodes,
  );
  const tasks = await listAll(
    async (after) =>
      (
        await preparer.ask<{ consultation: { solicitations: Connection<{ id: string; contactPointId: string }> } }>(
          `query($c: ID!, $a: String) { consultation(id: $c) { solicitations(first: 200, after: $a) { nodes { id contactPointId } ${PAGE_INFO} } } }`,
          { c: consultationId, a: after },
        )
      ).consultation.solicitations,
  );
  return { codes, tasks: new Map(tasks.map((s) => [s.contactPointId, s.id])) };
}

export async function publish(
  preparer: Client,
  regulationId: string,
  file: { name: string; bytes: Uint8Array },
  kind: string,
  say: Say,
  notes?: SampleNotes,
): Promise<Walked['drafts'][number]> {
  const fileId = await preparer.upload(file.name, file.bytes);
  const fields =
    'id version title articleCount warnings(first: 3) { totalCount nodes { line message } } notices(first: 0) { totalCount }';
  type Imported = {
    id: string;
    version: number;
    title: string;
    articleCount: number;
    warnings: { totalCount: number; nodes: { line: number; message: string }[] };
    notices: { totalCount: number };
  };
  const imported = await preparer.act<Imported>('importDraft', { regulationId, kind, fileId }, 'Draft', fields);
  say(
    `   《${imported.title}》 ${imported.articleCount} 条，待核对 ${imported.warnings.totalCount} 处，读取提示 ${imported.notices.totalCount} 条`,
  );
  for (const w of imported.warnings.nodes) say(`     · ${w.message}`);
  if (notes) await tellAbout(preparer, imported.id, notes);
  const checked = await preparer.act<{ version: number }>(
    'checkDraft',
    { draftId: imported.id, expectedVersion: imported.version, warningsRead: true },
    'Draft',
    'version',
  );
  await preparer.act('publishDraft', { draftId: imported.id, expectedVersion: checked.version }, 'Draft', 'id');
  return { id: imported.id, title: imported.title, articles: imported.articleCount };
}

export function targetOf(target: SampleTarget, provisions: ReadonlyMap<string, Provision>): object {
  if (target.kind === 'whole') return { kind: 'WHOLE' };
  if (target.kind === 'unknown') return { kind: 'UNKNOWN' };
  const provisionId = provisions.get(target.label)?.id ?? null;
  if (target.kind === 'newArticleAfter') return { kind: 'NEW_ARTICLE_AFTER', provisionId };
  return { kind: 'ARTICLE', provisionId, path: target.path ?? null, quote: target.quote ?? null };
}
