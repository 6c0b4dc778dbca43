/** Things where ids stand, in one request; the other version in a stale refusal; what waits for each role. */
import { Client } from '../../support/client.js';
import {
  client,
  commentOf,
  enter,
  openRound,
  reportOne,
  opinion,
  pointOf,
  propose,
  type Round,
  today,
} from '../../support/round.js';
import { startTestService, type TestService } from '../../support/service.js';

let s: TestService;
let preparer: Client;
let round: Round;
let opinions: string[];
let comment: string;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  preparer = await client(s, 'PREPARER');
  round = await openRound(s);
  const { officer, task } = pointOf(round);
  opinions = await enter(
    round,
    0,
    ['电梯年检要公示', '夜里不要施工'].map((t) => opinion(round, t)),
  );
  const drafted = { solicitationId: task, opinionIds: [opinions[0]] };
  comment = (await officer.act<{ id: string }>('draftComment', drafted, 'Comment', 'id')).id;
  await officer.act('reportComments', { solicitationId: task, commentIds: [comment] }, 'CommentsReported', 'reported');
});
afterAll(() => s.close());

describe('things where ids stand', () => {
  it('a task leads to its consultation, text and regulation', async () => {
    const { officer, task } = pointOf(round);
    const { myTasks } = await officer.ask<{ myTasks: { id: string }[] }>(
      '{ myTasks { nodes { id consultation { title draft { title regulation { title } } } contactPoint { name } } } }',
    );
    expect(myTasks.find((t) => t.id === task)).toMatchObject({
      consultation: {
        draft: { title: '电梯条例（征求意见稿）', regulation: { title: expect.any(String) as unknown } },
      },
      contactPoint: { name: '云市红河居委会基层立法联系点' },
    });
  });

  it('the trail is read both ways', async () => {
    const { comment: found } = await preparer.ask<{ comment: unknown }>(
      'query($id: ID!) { comment(id: $id) { opinions { nodes { id text direct comment { id number } } } consultation { id } contactPoint { shortName } solicitation { state } draft { title } } }',
      { id: comment },
    );
    expect(found).toEqual({
      opinions: [{ id: opinions[0], text: '电梯年检要公示', direct: false, comment: { id: comment, number: 1 } }],
      consultation: { id: round.consultationId },
      contactPoint: { shortName: expect.any(String) as unknown },
      solicitation: { state: 'REPORTED' },
      draft: { title: '电梯条例（征求意见稿）' },
    });
  });

  it('voices are nobody else’s to read by way of a comment', async () => {
    const drafter = await client(s, 'DRAFTER');
    const { comment: found } = await drafter.ask<{ comment: unknown }>(
      'query($id: ID!) { comment(id: $id) { text opinions { nodes { text } } handlings { totalCount } } }',
      { id: comment },
    );
    expect(found).toMatchObject({ text: '电梯年检要公示', opinions: null });
    const { officer } = pointOf(round, 1);
    expect(await officer.ask('query($id: ID!) { comment(id: $id) { id } }', { id: comment })).toEqual({
      comment: null,
    });
    expect(await officer.ask('query($id: ID!) { opinion(id: $id) { id } }', { id: opinions[0] })).toEqual({
      opinion: null,
    });
  });

  it('every proposal is kept, the last first, with who made it', async () => {
    await propose(preparer, round, comment, 'ADOPTED', '先拟采纳');
    await propose(preparer, round, comment, 'PARTIALLY_ADOPTED', '改拟部分采纳');
    const ask = 'query($id: ID!) { comment(id: $id) { handlings { nodes { revision outcome words byName } } } }';
    const { comment: found } = await preparer.ask<{ comment: { handlings: unknown[] } }>(ask, { id: comment });
    expect(found.handlings).toEqual([
      { revision: 2, outcome: 'PARTIALLY_ADOPTED', words: '改拟部分采纳', byName: expect.any(String) as unknown },
      { revision: 1, outcome: 'ADOPTED', words: '先拟采纳', byName: expect.any(String) as unknown },
    ]);
    const { officer } = pointOf(round);
    expect(await officer.ask(ask, { id: comment })).toEqual({ comment: { handlings: [] } });
  });
});

it('filters find what stands at an article or in a chapter', async () => {
  const place = async (given: string): Promise<unknown> =>
    (
      await preparer.ask<{ commentList: { id: string }[] }>(
        `query($c: ID!) { commentList(consultationId: $c, filter: { place: { ${given} } }) { nodes { id } } }`,
        { c: round.consultationId },
      )
    ).commentList;
  const at = (label: string): string => `provisionId: "${round.articles.get(label) ?? ''}"`;
  expect(await place(at('第二条'))).toEqual([{ id: comment }]);
  expect(await place(at('第三条'))).toEqual([]);
  await expect(place(`${at('第二条')}, chapter: "第一章"`)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
});

it('a stale save is told the version that stands, as far as the caller may see it', async () => {
  const { version } = await commentOf(preparer, round, comment);
  const answer = await s.ask(
    `mutation($i: ProposeHandlingInput!) { r: proposeHandling(input: $i) { __typename ... on StaleVersion { currentVersion current { __typename ... on Comment { id version proposedHandling { words } } } } } }`,
    { i: { commentId: comment, expectedVersion: version - 1, outcome: 'ADOPTED', words: '' } },
    await s.home.token('PREPARER'),
  );
  expect(answer.data?.r).toEqual({
    __typename: 'StaleVersion',
    currentVersion: version,
    current: { __typename: 'Comment', id: comment, version, proposedHandling: { words: '改拟部分采纳' } },
  });
});

describe('todos', () => {
  type Todo = { kind: string; words: string; figure: number; dueOn: string | null; target: { id: string } | null };
  const todos = async (by: Client): Promise<Todo[]> =>
    (
      await by.ask<{ todos: Todo[] }>(
        '{ todos { nodes { kind words figure since dueOn target { ... on Consultation { id } ... on Solicitation { id } ... on DecisionSheet { id } ... on Draft { id } } } } }',
      )
    ).todos;
  const of = (all: readonly Todo[]): string[] =>
    all.filter((t) => t.target?.id === round.consultationId).map((t) => `${t.kind} ${t.figure}`);

  it('are those of whoever asks, each with its figure and what it is about', async () => {
    const { officer } = pointOf(round);
    expect(of(await todos(officer))).toEqual(['OPINIONS_TO_COMPILE 1']);
    const other = await todos(pointOf(round, 1).officer);
    expect(other.map((t) => t.kind)).toContain('TASK_TO_RECEIVE');
    expect(of(other)).toEqual([]);
    expect(of(await todos(preparer))).toEqual(['COMMENTS_TO_LIST 1']);
    expect(of(await todos(await client(s, 'SIGNER')))).toEqual([]);
  });

  it('go when there is nothing left, and come to the next hand; the preparer is not asked to sign', async () => {
    const sheet = await preparer.act<{ id: string }>(
      'prepareSheet',
      { consultationId: round.consultationId, title: '采纳情况表' },
      'DecisionSheet',
      'id',
    );
    expect(of(await todos(preparer))).toEqual([]);
    const signer = (await todos(await client(s, 'SIGNER'))).find((t) => t.target?.id === sheet.id);
    expect(signer).toMatchObject({ kind: 'SHEET_TO_SIGN', figure: 1, words: '1 张采纳情况表等着签发' });
    expect((await todos(preparer)).some((t) => t.target?.id === sheet.id)).toBe(false);
  });

  it('say until when as a day, and what is due first stands first', async () => {
    const sooner = await openRound(s);
    const { consultation } = await preparer.ask<{ consultation: { version: number } }>(
      'query($id: ID!) { consultation(id: $id) { version } }',
      { id: round.consultationId },
    );
    await preparer.act(
      'extendConsultation',
      {
        consultationId: round.consultationId,
        expectedVersion: consultation.version,
        reason: '汛期里多留几天',
        closesOn: today(40),
      },
      'ConsultationExtended',
      '__typename',
    );
    const tasks = (await todos(pointOf(round, 1).officer)).filter((t) => t.kind === 'TASK_TO_RECEIVE');
    expect(tasks.map((t) => [t.target?.id, t.dueOn])).toEqual([
      [pointOf(sooner, 1).task, today(30)],
      [pointOf(round, 1).task, today(40)],
    ]);
  });

  it('are none of the neighbour’s', async () => {
    const theirs = await todos(await client(s, 'PREPARER', s.neighbour));
    expect(theirs.some((t) => t.target?.id === round.consultationId)).toBe(false);
  });

  it('of others are what the office waits for and the caller may not do; a contact point sees none', async () => {
    const others = async (by: Client): Promise<{ kind: string; roles: string[]; figure: number }[]> =>
      (
        await by.ask<{ todos: { kind: string; roles: string[]; figure: number }[] }>(
          '{ todos(whose: OTHERS) { nodes { kind roles figure } } }',
        )
      ).todos;
    const own = await openRound(s);
    const id = await reportOne(own, 0, '在别人手上');
    await propose(preparer, own, id);
    const before = (await others(preparer)).filter((t) => t.kind === 'SHEET_TO_CHECK').length;
    const input = { consultationId: own.consultationId, title: '采纳情况表二' };
    await preparer.act('prepareSheet', input, 'DecisionSheet', 'id');
    const found = (await others(preparer)).filter((t) => t.kind === 'SHEET_TO_CHECK');
    expect(found).toHaveLength(before + 1);
    expect(found[0]).toMatchObject({ roles: ['CHECKER'], figure: 1 });
    expect((await others(await client(s, 'CHECKER'))).map((t) => t.kind)).not.toContain('SHEET_TO_CHECK');
    expect(await others(pointOf(own).officer)).toEqual([]);
    expect(await others(await client(s, 'PREPARER', s.neighbour))).toEqual([]);
  });
});
