/**
 * Pages of comments and opinions under every filter that the desks have, office and officer, first page and a page in
 * the middle; p95 of a million against p95 of ten thousand rows in the same run.
 */
import { signedIn } from './office.mjs';

const PAGE = 'pageInfo { hasNextPage endCursor } nodes';
const COMMENT =
  'id number state text targetKind placeWords provision { id label } contactPoint { shortName } proposedHandling { outcome }';
const OPINION = 'id state channel receivedAt maskedText contactPoint { shortName } comment { id number }';
const FACETS = 'facets { name values { value count exact } } totalCount totalCountExact';

const comments = (by, round, filter, more = '', fields = COMMENT) =>
  by.ask(
    `query($c: ID!, $f: CommentFilterInput!) { r: commentList(consultationId: $c, filter: $f, first: 50${more}) { ${fields === '' ? FACETS : `${PAGE} { ${fields} }`} } }`,
    { c: round, f: filter },
  );
const opinions = (by, round, filter, more = '', fields = OPINION) =>
  by.ask(
    `query($c: ID!, $f: OpinionFilterInput!) { r: opinionList(consultationId: $c, filter: $f, first: 50${more}) { ${fields === '' ? FACETS : `${PAGE} { ${fields} }`} } }`,
    { c: round, f: filter },
  );

/** Name → what is asked; each asked several times, on different pages */
export async function listRows(url, office) {
  const office_ = await signedIn(url, 'preparer');
  const officer = await signedIn(url, 'officer');
  const { consultationId: c, draftId, pointIds } = office;
  const { draft } = await office_.ask(
    'query($d: ID!) { draft(id: $d) { provisions(first: 200) { nodes { id label } } } }',
    { d: draftId },
  );
  const article = (at) => ({ provisionId: draft.provisions.nodes[at % draft.provisions.nodes.length].id });
  const newest = ', order: NEWEST_FIRST';
  return {
    'comments, office, first': () => comments(office_, c, {}),
    'comments, office, newest': () => comments(office_, c, {}, newest),
    'comments, office, to propose': () => comments(office_, c, { states: ['REPORTED', 'REOPENED'] }),
    'comments, office, returned (rare)': () => comments(office_, c, { states: ['RETURNED'] }),
    'comments, office, signed (none)': () => comments(office_, c, { states: ['SIGNED'] }),
    'comments, office, one contact point': (i) =>
      comments(office_, c, { contactPointIds: [pointIds[i % pointIds.length]] }),
    'comments, office, one article': (i) => comments(office_, c, { place: article(i) }),
    'comments, office, one article to propose': (i) =>
      comments(office_, c, { place: article(i), states: ['REPORTED'] }),
    'comments, office, residents': () => comments(office_, c, { sourceKinds: ['RESIDENT'] }),
    'comments, office, experts (none)': () => comments(office_, c, { sourceKinds: ['EXPERT'] }),
    'comments, office, act': () => comments(office_, c, { acts: ['MOVE'] }),
    'comments, office, act (none)': () => comments(office_, c, { acts: ['MERGE'] }),
    'comments, office, channel': () => comments(office_, c, { channels: ['PHONE'] }),
    'comments, office, struck (none)': () => comments(office_, c, { struck: true }),
    'comments, office, number': (i) => comments(office_, c, { number: 1 + (i % 5) }),
    'comments, office, since': () => comments(office_, c, { reportedFrom: '2026-11-01T09:00:00+08:00' }),
    'comments, office, target': () => comments(office_, c, { targetKinds: ['WHOLE'] }),
    'comments, office, counts': () => comments(office_, c, {}, '', ''),
    'comments, office, counts of one article': (i) => comments(office_, c, { place: article(i) }, '', ''),
    'comments, officer': () => comments(officer, c, {}),
    'comments, officer, drafted': () => comments(officer, c, { states: ['DRAFTED'] }),
    'comments, officer, counts': () => comments(officer, c, {}, '', ''),
    'opinions, office, first': () => opinions(office_, c, {}),
    'opinions, office, newest': () => opinions(office_, c, {}, newest),
    'opinions, office, received': () => opinions(office_, c, { states: ['RECEIVED'] }),
    'opinions, office, quarantined (none)': () => opinions(office_, c, { states: ['QUARANTINED'] }),
    'opinions, office, to the office': () => opinions(office_, c, { toOffice: true }),
    'opinions, office, late (none)': () => opinions(office_, c, { late: true }),
    'opinions, office, one article': (i) => opinions(office_, c, { place: article(i) }),
    'opinions, office, words': () => opinions(office_, c, { words: '加装电梯的补贴' }),
    'opinions, office, words (none)': () => opinions(office_, c, { words: '从来没有人说过的话' }),
    'opinions, office, counts': () => opinions(office_, c, {}, '', ''),
    'opinions, officer': () => opinions(officer, c, {}),
    'opinions, officer, received': () => opinions(officer, c, { states: ['RECEIVED'] }),
    'opinions, officer, counts': () => opinions(officer, c, {}, '', ''),
    'todos, office': () => office_.ask('{ todos(first: 50) { nodes { kind figure } } }'),
    'todos, officer': () => officer.ask('{ todos(first: 50) { nodes { kind figure } } }'),
    'open opinions': () => office_.ask('query($c: ID!) { consultation(id: $c) { openOpinions } }', { c }),
    'held back': () =>
      office_.ask('query($c: ID!) { consultation(id: $c) { heldBack(first: 50) { nodes { id } } } }', { c }),
    'places of comments': () =>
      office_.ask('query($c: ID!) { commentArticles(consultationId: $c) { all toPropose } }', {
        c,
      }),
    round: () => office_.ask('query($c: ID!) { consultation(id: $c) { id title phase story { __typename } } }', { c }),
  };
}

const quantile = (sorted, q) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))];

/** Wall ms, p95 over `times` */
export async function timed(rows, times, tell = () => undefined, most = 20_000) {
  const found = {};
  for (const [name, run] of Object.entries(rows)) {
    const walls = [];
    const begun = performance.now();
    let fault = null;
    for (let i = 0; i <= times; i++) {
      const from = performance.now();
      await run(i * 37).catch((e) => (fault = e.message.slice(0, 120)));
      if (i > 0) walls.push(performance.now() - from);
      if (performance.now() - begun > most && walls.length > 0) break;
    }
    walls.sort((a, b) => a - b);
    found[name] = { p50: quantile(walls, 0.5), p95: quantile(walls, 0.95), fault };
    tell(name, found[name]);
  }
  return found;
}
