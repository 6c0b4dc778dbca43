/**
 * One round of asking, made through the public API in a few lines: a small regulation, its drafts, contact points,
 * voices.
 */
import { randomBytes } from 'node:crypto';
import { Client, Refused } from './client.js';
import { addDays, dayIn } from '../../src/platform/base/clock.js';
import type { Role } from '../../src/platform/base/roles.rules.js';
import type { OfficeRole, TestLegislature, TestService } from './service.js';
import { until } from './until.js';

const articles = [
  '为了规范电梯使用，保障人身安全，根据有关法律、行政法规，结合本市实际，制定本条例。',
  '电梯使用单位应当每日检查电梯，发现异常立即停止使用并设置警示标志。',
  '物业服务人应当每季度公布电梯维护保养记录，接受业主监督。',
  '老旧住宅加装电梯应当征求本单元业主意见，经三分之二以上业主同意后实施。',
  '乘用电梯不得超载，不得破坏安全装置，不得运载易燃易爆物品。',
  '市场监督管理部门应当每年组织电梯安全宣传活动，普及应急知识。',
];
const numerals = '一二三四五六七八九十';
const print = (title: string, words: readonly string[]): string =>
  [title, ...words.map((w, i) => `第${numerals[i] ?? ''}条　${w}`)].join('\n');

export const FIRST_TEXT = print('电梯条例（征求意见稿）', articles);
/** 第二条 says 两次; 第五条 is gone; a new 第六条; 第六条 is 第五条 now */
export const NEXT_TEXT = print('电梯条例（草案）', [
  articles[0] ?? '',
  '电梯使用单位应当每日检查电梯两次，发现异常立即停止使用并设置警示标志。',
  articles[2] ?? '',
  articles[3] ?? '',
  articles[5] ?? '',
  '既有住宅电梯使用年限超过十五年的，使用单位应当委托检验机构开展安全评估，并向业主公布结果。',
]);

export const key = (): string => randomBytes(16).toString('base64url');
export const today = (offset = 0): string => addDays(dayIn('Asia/Shanghai', new Date()), offset);

/** The code of the refusal that an act must end in; fails where it went through */
export async function refusal(act: Promise<unknown>): Promise<string> {
  const answer = await act.then(
    (x) => x,
    (e: unknown) => e,
  );
  if (answer instanceof Refused) return answer.code;
  throw answer instanceof Error ? answer : new Error(`it went through: ${JSON.stringify(answer)}`);
}

export const client = async (s: TestService, role: OfficeRole, at: TestLegislature = s.home): Promise<Client> =>
  new Client(s.url, await at.token(role));
export const officer = async (s: TestService, point?: string, at: TestLegislature = s.home): Promise<Client> =>
  new Client(s.url, await at.officer(point));

/** Somebody with several roles at once, as a small office has */
export async function withRoles(
  s: TestService,
  username: string,
  roles: readonly Role[],
  at: TestLegislature = s.home,
): Promise<Client> {
  const admin = await client(s, 'ADMINISTRATOR', at);
  const made = await admin.act<{ activationPassword: string }>(
    'createAccount',
    { username, displayName: username, grants: roles.map((role) => ({ role })) },
    'AccountCreated',
    'activationPassword',
  );
  return new Client(s.url, await s.activate(username, made.activationPassword));
}

export const setProfile = (s: TestService, profile: 'SIMPLE' | 'STANDARD' | 'STRICT'): Promise<unknown> =>
  s.db.asOwner('update legislature set profile = $1 where code = $2', [profile, s.home.code]);

/** Waits until no job is left to do */
export const jobsDone = (s: TestService): Promise<unknown> =>
  until(
    'the jobs',
    async () => {
      const [row] = await s.db.asOwner<{ n: string }>(
        'select count(*) as n from graphile_worker.jobs where attempts < max_attempts',
      );
      return row?.n === '0';
    },
    50,
  );

export interface Draft {
  id: string;
  version: number;
  title: string;
}

export async function importDraft(
  s: TestService,
  regulationId: string,
  kind: string,
  text: string,
  by?: Client,
  name = '草案.txt',
): Promise<Draft> {
  const preparer = by ?? (await client(s, 'PREPARER'));
  const fileId = await preparer.upload(name, Buffer.from(text));
  return preparer.act<Draft>('importDraft', { regulationId, kind, fileId }, 'Draft', 'id version title');
}

/** Publishes a text; its comparison is there when this returns, so a letter may prove by it */
export async function publishDraft(
  s: TestService,
  regulationId: string,
  kind: string,
  text: string,
  by?: Client,
): Promise<string> {
  const preparer = by ?? (await client(s, 'PREPARER'));
  const { id, version } = await importDraft(s, regulationId, kind, text, preparer);
  const checked = await preparer.act<Draft>(
    'checkDraft',
    { draftId: id, expectedVersion: version, warningsRead: true },
    'Draft',
    'version',
  );
  await preparer.act('publishDraft', { draftId: id, expectedVersion: checked.version }, 'Draft', 'id');
  await jobsDone(s);
  return id;
}

/** Label → id of the articles of a published draft */
export async function labelsOf(by: Client, draftId: string): Promise<Map<string, string>> {
  const { draft } = await by.ask<{ draft: { provisions: { id: string; label: string }[] } }>(
    'query($d: ID!) { draft(id: $d) { provisions { nodes { id label } } } }',
    { d: draftId },
  );
  return new Map(draft.provisions.map((p) => [p.label, p.id]));
}

export interface Round {
  regulationId: string;
  draftId: string;
  consultationId: string;
  /** 第一条 → id */
  articles: Map<string, string>;
  points: { name: string; id: string; task: string; code: string; officer: Client }[];
  /** the regulation's own code */
  code: string;
}

let rounds = 0;

export async function openRound(
  s: TestService,
  pointNames: readonly string[] = ['红河居委会', '青山社区'],
  at: TestLegislature = s.home,
  text: string = FIRST_TEXT,
): Promise<Round> {
  const preparer = await client(s, 'PREPARER', at);
  const regulation = await preparer.act<{ id: string }>(
    'createRegulation',
    { title: `电梯条例之${++rounds}`, kind: 'REGULATION', making: 'ENACT' },
    'Regulation',
    'id',
  );
  const draftId = await publishDraft(s, regulation.id, 'CONSULTATION_DRAFT', text, preparer);
  const ids = [];
  for (const name of pointNames)
    ids.push({ name, id: await at.contactPoint(name), officer: await officer(s, name, at) });
  const made = await preparer.act<{ id: string; version: number }>(
    'createConsultation',
    { draftId, title: '公开征求意见', opensOn: today(-5), closesOn: today(30) },
    'Consultation',
    'id version',
  );
  await preparer.act(
    'issueConsultation',
    { consultationId: made.id, expectedVersion: made.version, contactPointIds: ids.map((p) => p.id) },
    'Consultation',
    'id',
  );
  const found = await preparer.ask<{
    regulation: { lawCodes: { code: string; contactPointId: string | null }[] };
    consultation: { solicitations: { id: string; contactPointId: string }[] };
  }>(
    'query($r: ID!, $c: ID!) { regulation(id: $r) { lawCodes { nodes { code contactPointId } } } consultation(id: $c) { solicitations { nodes { id contactPointId } } } }',
    { r: regulation.id, c: made.id },
  );
  const codeOf = (id: string | null): string =>
    found.regulation.lawCodes.find((c) => c.contactPointId === id)?.code ?? '';
  return {
    regulationId: regulation.id,
    draftId,
    consultationId: made.id,
    articles: await labelsOf(preparer, draftId),
    code: codeOf(null),
    points: ids.map((p) => ({
      ...p,
      code: codeOf(p.id),
      task: found.consultation.solicitations.find((x) => x.contactPointId === p.id)?.id ?? '',
    })),
  };
}

export const pointOf = (round: Round, at = 0): Round['points'][number] => {
  const point = round.points[at];
  if (!point) throw new Error('no such contact point');
  return point;
};

export const opinion = (round: Round, text: string, label: string | null = '第二条', more: object = {}): object => ({
  submissionKey: key(),
  target: label === null ? { kind: 'WHOLE' } : { kind: 'ARTICLE', provisionId: round.articles.get(label) },
  act: 'AMEND',
  text,
  ...more,
});

/** Typed by the officer of a contact point; gives the ids */
export async function enter(round: Round, at: number, opinions: readonly object[]): Promise<string[]> {
  const point = pointOf(round, at);
  const { lines } = await point.officer.act<{ lines: { opinionId: string | null; problem: string | null }[] }>(
    'enterOpinions',
    { consultationId: round.consultationId, contactPointId: point.id, opinions },
    'OpinionsEntered',
    'lines { opinionId problem }',
  );
  return lines.map((l) => {
    if (l.opinionId === null) throw new Error(l.problem ?? '');
    return l.opinionId;
  });
}

/** One comment of one voice, reported as it stands; gives the comment's id */
export async function reportOne(
  round: Round,
  at: number,
  text: string,
  label: string | null = '第二条',
  more: object = {},
): Promise<string> {
  const [opinionId] = await enter(round, at, [opinion(round, text, label, more)]);
  const point = pointOf(round, at);
  const comment = await point.officer.act<{ id: string }>(
    'draftComment',
    { solicitationId: point.task, opinionIds: [opinionId] },
    'Comment',
    'id',
  );
  await point.officer.act(
    'reportComments',
    { solicitationId: point.task, commentIds: [comment.id] },
    'CommentsReported',
    'reported',
  );
  return comment.id;
}

export interface Line {
  id: string;
  number: number | null;
  version: number;
  state: string;
  text: string;
  adoptionStatus: string | null;
  proposedHandling: { revision: number; outcome: string } | null;
  proofs: {
    id: string;
    status: string;
    oldProvision: { label: string } | null;
    newProvision: { label: string } | null;
    changes: { type: string; text: string }[];
  }[];
  carryOver: { toDraftId: string; result: string; provisionId: string | null }[];
}

const LINE =
  'id number version state text adoptionStatus proposedHandling { revision outcome } carryOver { toDraftId result provisionId } proofs(first: 10) { nodes { id status oldProvision { label } newProvision { label } changes { type text } } }';

export async function commentsOf(by: Client, round: Pick<Round, 'consultationId'>): Promise<Line[]> {
  return (
    await by.ask<{ commentList: Line[] }>(
      `query($c: ID!) { commentList(consultationId: $c, first: 40) { nodes { ${LINE} } } }`,
      {
        c: round.consultationId,
      },
    )
  ).commentList;
}

export async function commentOf(by: Client, round: Pick<Round, 'consultationId'>, id: string): Promise<Line> {
  const found = (await commentsOf(by, round)).find((c) => c.id === id);
  if (!found) throw new Error(`no comment ${id}`);
  return found;
}

export async function propose(
  by: Client,
  round: Round,
  commentId: string,
  outcome: 'ADOPTED' | 'PARTIALLY_ADOPTED' | 'NOT_ADOPTED' = 'ADOPTED',
  words = '已在草案中体现',
): Promise<void> {
  const { version } = await commentOf(by, round, commentId);
  await by.act(
    'proposeHandling',
    {
      commentId,
      expectedVersion: version,
      outcome,
      reasonClass: outcome === 'NOT_ADOPTED' ? 'LEFT_FOR_STUDY' : null,
      words,
    },
    'HandlingProposed',
    'id',
  );
}

export interface Sheet {
  id: string;
  version: number;
  state: string;
  lines: { commentId: string; state: string; ordinal: number }[];
}
export const SHEET = 'id version state lines(first: 200) { nodes { commentId state ordinal } }';

export const prepare = (by: Client, round: Round, commentIds?: readonly string[]): Promise<Sheet> =>
  by.act<Sheet>(
    'prepareSheet',
    { consultationId: round.consultationId, title: '采纳情况表', ...(commentIds && { commentIds }) },
    'DecisionSheet',
    SHEET,
  );

/** Proposes, prepares and signs in the shortest way, as a 简易 office does */
export async function decide(
  s: TestService,
  round: Round,
  outcomes: ReadonlyMap<string, 'ADOPTED' | 'PARTIALLY_ADOPTED' | 'NOT_ADOPTED'>,
): Promise<void> {
  const [preparer, signer] = [await client(s, 'PREPARER'), await client(s, 'SIGNER')];
  for (const [id, outcome] of outcomes) await propose(preparer, round, id, outcome);
  const sheet = await prepare(preparer, round, [...outcomes.keys()]);
  await signer.act('signSheet', { sheetId: sheet.id, expectedVersion: sheet.version }, 'DecisionSheet', SHEET);
}

export interface LettersDone {
  letters: {
    id: string;
    state: string;
    documentNumber: string | null;
    contactPointId: string;
    docxFileId: string | null;
    pdfFileId: string | null;
    snapshotSha256: string;
    text: string[];
  }[];
  refused: { id: string; code: string; message: string }[];
}
export const LETTERS =
  'letters { id state documentNumber contactPointId docxFileId pdfFileId snapshotSha256 text } refused { id code message }';
