/**
 * A node 节点 below a contact point: its link opens nothing without the PIN, guesses are braked and in the end stop it,
 * what it enters lies in the inbox of the contact point, and a link that is revoked is shut at once.
 */
import { MOST_MISSES } from '../../../src/opinions/nodes/node.rules.js';
import { composeFor, handOver } from '../../support/letters.js';
import {
  client,
  decide,
  enter,
  NEXT_TEXT,
  openRound,
  opinion,
  pointOf,
  publishDraft,
  refusal,
  type Round,
  today,
} from '../../support/round.js';
import { startTestService, type TestService } from '../../support/service.js';
import { wordsOf } from '../../pages/client.js';

let s: TestService;
let round: Round;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'debug' });
  round = await openRound(s);
});
afterAll(() => s.close());

interface Made {
  node: { id: string; version: number; state: string };
  url: string;
  pin: string;
}
const MADE = 'node { id version state } url pin';
const make = (name: string, more: object = {}, at = 0): Promise<Made> =>
  pointOf(round, at).officer.act<Made>(
    'makeNodeLink',
    { contactPointId: pointOf(round).id, name, expiresOn: today(30), ...more },
    'NodeLinkMade',
    MADE,
  );
interface Shown {
  id: string;
  name: string;
  state: string;
  version: number;
  tasks: { consultationId: string; dueOn: string; voices: number }[];
}
const nodes = async (at = 0): Promise<Shown[]> =>
  (
    await pointOf(round, at).officer.ask<{ nodeLinks: Shown[] }>(
      'query($p: ID!) { nodeLinks(contactPointId: $p) { id name state version tasks { consultationId dueOn voices } } }',
      { p: pointOf(round).id },
    )
  ).nodeLinks;
const delegate = (
  nodeIds: readonly string[],
  dueOn: string | null,
  at = 0,
): Promise<{ done: string[]; refused: { id: string; code: string }[] }> =>
  pointOf(round, at).officer.act(
    'delegateToNodes',
    { consultationId: round.consultationId, nodeIds, dueOn },
    'BulkDone',
    'done refused { id code }',
  );

interface Page {
  status: number;
  html: string;
  cookie: string;
}
const pathOf = (url: string): string => new URL(url).pathname;
async function ask(path: string, cookie = '', fields?: Record<string, string>): Promise<Page> {
  const answer = await fetch(`${s.url}${path}`, {
    redirect: 'manual',
    headers: { cookie },
    ...(fields && { method: 'POST', body: new URLSearchParams(fields) }),
  });
  const set = answer.headers.get('set-cookie') ?? '';
  return { status: answer.status, html: await answer.text(), cookie: set.split(';')[0] ?? '' };
}
const formOf = (html: string): { task: string; key: string } => ({
  task: /href="(\/n\/[^"]+\/[0-9a-f-]{36})"/.exec(html)?.[1] ?? '',
  key: /name="key" value="([^"]+)"/.exec(html)?.[1] ?? '',
});
async function inside({ url, pin }: Made): Promise<string> {
  const opened = await ask(pathOf(url), '', { pin });
  expect(opened.status).toBe(303);
  return opened.cookie;
}

describe('the link and the PIN', () => {
  it('are told once, stored as MACs alone, and stand in no log', async () => {
    const { url, pin, node } = await make('三号楼');
    expect([node.state, pathOf(url)]).toEqual(['OPEN', expect.stringMatching(/^\/n\/[0-9a-z]{26}$/)]);
    expect(pin).toMatch(/^\d{6}$/);
    await inside({ url, pin, node });
    const stored = JSON.stringify(await s.db.asOwner('select to_jsonb(n)::text from node_link n'));
    for (const secret of [pathOf(url).slice(3), pin]) {
      expect(stored).not.toContain(`"${secret}"`);
      expect(s.logged()).not.toContain(`"${secret}"`);
    }
    expect(s.logged()).not.toContain(pathOf(url).slice(3));
    expect((await nodes(1)).length).toBe(0);
  });

  it('open nothing one without the other, and say nothing of what is behind', async () => {
    const made = await make('四号楼');
    await delegate([made.node.id], today(3));
    const path = pathOf(made.url);
    const closed = await ask(path);
    expect([closed.status, wordsOf(closed.html).includes('电梯条例'), wordsOf(closed.html).includes('四号楼')]).toEqual(
      [200, false, false],
    );
    const wrong = await ask(path, '', { pin: made.pin === '000000' ? '000001' : '000000' });
    expect([wrong.status, wrong.cookie]).toEqual([403, '']);
    const other = await make('五号楼');
    const cookie = await inside(other);
    expect(wordsOf((await ask(path, cookie)).html)).toContain('请输入数字密码');
    const forged = cookie.replace(/=[0-9a-f-]{36}\./, `=${made.node.id}.`);
    expect(wordsOf((await ask(path, forged)).html)).toContain('请输入数字密码');
    const none = await ask(`/n/${'0'.repeat(26)}`);
    const junk = await ask('/n/whatever');
    expect([none.status, junk.status, none.html]).toEqual([404, 404, junk.html]);
  });

  it('of wrong PINs the sixth waits, and the fiftieth stops the link until it is made anew', async () => {
    const made = await make('试错楼');
    const path = pathOf(made.url);
    const guess = made.pin === '000000' ? '000001' : '000000';
    const statuses: number[] = [];
    for (let n = 0; n < 7; n++) statuses.push((await ask(path, '', { pin: guess })).status);
    expect(statuses.slice(0, 5)).toEqual([403, 403, 403, 403, 403]);
    expect(statuses.slice(5)).toContain(429);
    // braked, the right one waits too
    expect((await ask(path, '', { pin: made.pin })).status).toBe(429);
    await s.db.asOwner('update node_link set misses = $1 where id = $2', [MOST_MISSES, made.node.id]);
    expect((await ask(path)).status).toBe(404);
    const [shown] = (await nodes()).filter((n) => n.id === made.node.id);
    expect(shown?.state).toBe('STOPPED');
    const renewed = await pointOf(round).officer.act<Made>(
      'renewNodeLink',
      { nodeId: made.node.id, expectedVersion: shown?.version, expiresOn: today(30) },
      'NodeLinkMade',
      MADE,
    );
    expect((await ask(path)).status).toBe(404);
    expect((await ask(pathOf(renewed.url))).status).toBe(200);
  });

  it('is shut at once when it is revoked or made anew, for who is inside too', async () => {
    const made = await make('六号楼');
    const cookie = await inside(made);
    expect(wordsOf((await ask(pathOf(made.url), cookie)).html)).toContain('六号楼，您好');
    await pointOf(round).officer.act('revokeNodeLink', { nodeId: made.node.id }, 'NodeLink', 'id');
    expect((await ask(pathOf(made.url), cookie)).status).toBe(404);
    expect(await refusal(make('六号楼', { expiresOn: today(-1) }))).toBe('INVALID_INPUT');
    expect(await refusal(make('三号楼'))).toBe('INVALID_INPUT');
    expect(await refusal(make('邻居开的', {}, 1))).toBe('NOT_FOUND');
    await s.db.asOwner('update node_link set expires_on = current_date - 2 where name = $1', ['五号楼']);
    expect((await nodes()).filter((n) => n.name === '五号楼').map((n) => n.state)).toEqual(['EXPIRED']);
  });
});

describe('what a node enters', () => {
  it('lies in the inbox of the contact point marked with the node, once however often it is sent', async () => {
    const made = await make('七号楼');
    expect(await delegate([made.node.id], today(5), 1)).toMatchObject({ done: [], refused: [{ code: 'NOT_FOUND' }] });
    expect((await delegate([made.node.id], today(5))).done).toEqual([made.node.id]);
    const cookie = await inside(made);
    const { task } = formOf((await ask(pathOf(made.url), cookie)).html);
    const { key } = formOf((await ask(task, cookie)).html);
    const said = { key, text: '每天查两次才放心', where: '1', channel: 'PHONE', act: 'AMEND', saidOn: today() };
    expect((await ask(task, '', said)).status).toBe(401);
    const empty = await ask(task, cookie, { ...said, text: ' ' });
    expect([empty.status, formOf(empty.html).key]).toEqual([422, key]);
    const late = await ask(task, cookie, { ...said, saidOn: today(2) });
    expect([late.status, late.html.includes('每天查两次才放心</textarea>')]).toEqual([422, true]);
    const done = await ask(task, cookie, said);
    expect(done.status).toBe(200);
    const code = /\d{4} \d{4} \d{4} \d{4}/.exec(wordsOf(done.html))?.[0];
    expect(code).toBeDefined();
    expect(wordsOf((await ask(task, cookie, said)).html)).toContain(code);

    const { opinionList } = await pointOf(round).officer.ask<{
      opinionList: { text: string; node: string; channel: string }[];
    }>(
      'query($c: ID!, $p: [ID!]) { opinionList(consultationId: $c, first: 9, filter: { contactPointIds: $p }) { nodes { text node channel } } }',
      { c: round.consultationId, p: [pointOf(round).id] },
    );
    expect(opinionList).toEqual([{ text: '每天查两次才放心', node: '七号楼', channel: 'PHONE' }]);
    const [shown] = (await nodes()).filter((n) => n.id === made.node.id);
    expect(shown?.tasks).toEqual([{ consultationId: round.consultationId, dueOn: today(5), voices: 1 }]);
    expect(wordsOf((await ask(pathOf(made.url), cookie)).html)).toContain('录了 1 条，已报送 0 条，有结果 0 条');

    await delegate([made.node.id], null);
    expect((await ask(task, cookie, { ...said, text: '收回以后' })).status).toBe(404);
    expect(await refusal(delegate([made.node.id], today(-1)))).toBe('INVALID_INPUT');
  });

  it('is kept from a node that another contact point has', async () => {
    const theirs = await pointOf(round, 1).officer.act<Made>(
      'makeNodeLink',
      { contactPointId: pointOf(round, 1).id, name: '邻居的楼', expiresOn: today(9) },
      'NodeLinkMade',
      MADE,
    );
    await delegate([theirs.node.id], today(5), 1);
    const mine = await make('八号楼');
    await delegate([mine.node.id], today(5));
    const [own, other] = [await inside(mine), await inside(theirs)];
    const { task } = formOf((await ask(pathOf(mine.url), own)).html);
    const foreign = `${pathOf(theirs.url)}/${task.split('/').at(-1) ?? ''}`;
    expect((await ask(foreign, other)).status).toBe(404);
  });
});

describe('what became of it', () => {
  it('is read by the node once the contact point passed it on: its own voices, and none of their words', async () => {
    round = await openRound(s);
    const { officer, task: mine } = pointOf(round);
    const [made, silent] = [await make('九号楼'), await make('十号楼')];
    await delegate([made.node.id, silent.node.id], today(5));
    const cookie = await inside(made);
    const { task } = formOf((await ask(pathOf(made.url), cookie)).html);
    const say = async (text: string, where: string): Promise<void> => {
      const { key } = formOf((await ask(task, cookie)).html);
      const said = { key, text, where, channel: 'PHONE', act: 'AMEND', saidOn: today() };
      expect((await ask(task, cookie, said)).status).toBe(200);
    };
    await say('每天查两次才放心，我姓罗', '2');
    await say('楼上太吵', 'whole');
    const silentCookie = await inside(silent);
    const { task: theirs } = formOf((await ask(pathOf(silent.url), silentCookie)).html);
    const { key } = formOf((await ask(theirs, silentCookie)).html);
    await ask(theirs, silentCookie, { key, text: '还没有办的', where: '', channel: 'PHONE', act: 'AMEND', saidOn: '' });
    await enter(round, 0, [opinion(round, '不是节点录的')]);
    const { opinionList } = await officer.ask<{ opinionList: { id: string; text: string }[] }>(
      'query($c: ID!) { opinionList(consultationId: $c, first: 9) { nodes { id text } } }',
      { c: round.consultationId },
    );
    const idOf = (text: string): string => opinionList.find((o) => o.text.startsWith(text))?.id ?? '';
    await officer.act(
      'setAsideOpinions',
      { opinionIds: [idOf('楼上太吵')], reason: 'OFF_TOPIC' },
      'BulkDone',
      'done refused { message }',
    );
    const comment = await officer.act<{ id: string }>(
      'draftComment',
      { solicitationId: mine, opinionIds: [idOf('每天查两次')] },
      'Comment',
      'id',
    );
    await officer.act(
      'reportComments',
      { solicitationId: mine, commentIds: [comment.id] },
      'CommentsReported',
      'reported',
    );
    await decide(s, round, new Map([[comment.id, 'NOT_ADOPTED']]));
    await publishDraft(s, round.regulationId, 'DRAFT', NEXT_TEXT);
    const { letters } = await composeFor(await client(s, 'PREPARER'), round);
    const [letter] = await handOver(
      s,
      letters.map((l) => l.id),
    );
    const results = `${task}/results`;
    expect((await ask(results, cookie)).status).toBe(404);
    const tell = (at = 0): Promise<{ done: string[]; refused: { id: string; message: string }[] }> =>
      pointOf(round, at).officer.act('tellNodes', { letterId: letter?.id }, 'BulkDone', 'done refused { id message }');
    expect(await refusal(tell(1))).toBe('NOT_FOUND');
    const told = await tell();
    expect(told).toMatchObject({
      done: [made.node.id],
      refused: [{ id: silent.node.id, message: '“十号楼”录的意见现在是“还没有结果”，不能转告。' }],
    });
    expect((await ask(results)).status).toBe(401);
    expect((await ask(`${pathOf(silent.url)}/${task.split('/').at(-1) ?? ''}/results`, silentCookie)).status).toBe(404);
    const page = wordsOf((await ask(results, cookie)).html);
    for (const said of ['第 1 条', '第三条', '未采纳', '留待今后研究', '已在草案中体现', '第 2 条', '没有列入汇总报送'])
      expect(page).toContain(said);
    for (const kept of ['我姓罗', '楼上太吵', '不是节点录的', '还没有办的']) expect(page).not.toContain(kept);
    // taken back, it may enter nothing more and reads on
    await delegate([made.node.id], null);
    expect([(await ask(task, cookie)).status, (await ask(results, cookie)).status]).toEqual([404, 200]);
    expect(wordsOf((await ask(pathOf(made.url), cookie)).html)).toContain('看结果');
  });
});
