/**
 * Pages of fifty with what the desks show of each row, against PostGraphile 4 over the same tables: CPU time of the two
 * Node processes a page, and how long a page takes. PostGraphile asks nobody who may see what, masks nothing and counts
 * nothing; it is installed apart (`cd bench/postgraphile && npm i`), and without it nothing is measured.
 */
import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { listRows } from './lists.mjs';

const COMMENT = `id reportedNumber state commentById { targetKind contactPointByContactPointId { shortName }
  provisionByProvisionId { id label } commentWordingsByCommentIdList(orderBy: REVISION_DESC, first: 1) { text }
  proposedHandlingsByCommentIdList(orderBy: REVISION_DESC, first: 1) { outcome } }`;
const OPINION = `id channel receivedAt text contactPointByContactPointId { shortName }
  opinionStatusById { state commentId }`;
const page = (field, condition, order, nodes) =>
  `{ r: ${field}(condition: { ${condition} }, orderBy: ${order}, first: 50) { pageInfo { hasNextPage endCursor } nodes { ${nodes} } } }`;

/** Ours by its name in `listRows`, and the same page there */
const pages = ({ consultationId: c, pointIds: [point] }) => ({
  'comments, office, first': page('allCommentStatuses', `consultationId: "${c}"`, 'REPORTED_NUMBER_ASC', COMMENT),
  'comments, office, to propose': page(
    'allCommentStatuses',
    `consultationId: "${c}", state: "REPORTED"`,
    'REPORTED_NUMBER_ASC',
    COMMENT,
  ),
  'comments, office, one contact point': page(
    'allCommentStatuses',
    `consultationId: "${c}", contactPointId: "${point}"`,
    'REPORTED_NUMBER_ASC',
    COMMENT,
  ),
  'opinions, office, first': page('allOpinions', `consultationId: "${c}"`, 'RECEIVED_AT_ASC', OPINION),
});

const folder = fileURLToPath(new URL('../postgraphile/', import.meta.url));

async function startPeer(connection) {
  if (!existsSync(`${folder}node_modules/postgraphile`)) return null;
  const child = fork(`${folder}server.mjs`, [], {
    env: { ...process.env, BENCH_SETUP: JSON.stringify({ connection }) },
  });
  const next = () => new Promise((done) => child.once('message', done));
  const { url } = await next();
  return {
    ask: async (query) => {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
      const { data, errors } = await answer.json();
      if (errors) throw new Error(JSON.stringify(errors).slice(0, 300));
      return data;
    },
    usage: () => {
      const answer = next();
      child.send('usage');
      return answer;
    },
    stop: () => child.kill(),
  };
}

async function measured(usage, ask, times) {
  await ask(0);
  const before = (await usage()).cpu;
  const took = [];
  for (let i = 1; i <= times; i++) {
    const from = performance.now();
    await ask(i);
    took.push(performance.now() - from);
  }
  took.sort((a, b) => a - b);
  return { cpu: ((await usage()).cpu - before) / times, p50: took[times >> 1] };
}

/** Rows of { name, ours, theirs }; null where PostGraphile is not installed */
export async function besidePostgraphile(service, database, office, times) {
  const peer = await startPeer(database.service);
  if (!peer) return null;
  const ours = await listRows(service.url, office);
  const rows = [];
  for (const [name, query] of Object.entries(pages(office)))
    rows.push({
      name,
      ours: await measured(service.usage, ours[name], times),
      theirs: await measured(peer.usage, () => peer.ask(query), times),
    });
  peer.stop();
  return rows;
}
