/** 收件: by article as they came, narrowed, counted, taken as a table; nothing lost while two officers work in it. */
import JSZip from 'jszip';
import type { Client } from '../../support/client.js';
import { enter, officer as officerOf, openRound, opinion, pointOf, type Round } from '../../support/round.js';
import { startTestService, type TestService } from '../../support/service.js';

let s: TestService;
let round: Round;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  round = await openRound(s);
});
afterAll(() => s.close());

interface Row {
  id: string;
  text: string;
}
interface Page {
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  nodes: Row[];
  facets: { name: string; values: { value: string; count: number }[] }[];
}
async function pageOf(
  by: Client,
  of: Round,
  filter: object = {},
  first = 50,
  after: string | null = null,
): Promise<Page> {
  const answer = await by.ask<{ solicitation: { inbox: Page } | null }>(
    `query($t: ID!, $f: InboxFilterInput!, $n: Int!, $a: String) { solicitation(id: $t) { inbox(filter: $f, first: $n, after: $a) {
       totalCount pageInfo { hasNextPage endCursor } nodes { id text } facets { name values { value count } } } } }`,
    { t: pointOf(of).task, f: filter, n: first, a: after },
  );
  if (!answer.solicitation) throw new Error('no such task');
  return answer.solicitation.inbox;
}
const textsOf = (page: Page): string[] => page.nodes.map((n) => n.text);
const facet = (page: Page, name: string): Record<string, number> =>
  Object.fromEntries(
    (page.facets.find((f) => f.name === name)?.values ?? []).filter((v) => v.count > 0).map((v) => [v.value, v.count]),
  );

it('goes by article in the order of the text, each as they came, and never has what went straight to the office', async () => {
  const { officer, code } = pointOf(round);
  await enter(round, 0, [
    opinion(round, '全文的', null),
    opinion(round, '五甲', '第五条', { channel: 'PHONE' }),
    opinion(round, '二甲', '第二条', { channel: 'MEETING' }),
    opinion(round, '五乙', '第五条', { channel: 'MEETING' }),
  ]);
  const anonymous = (text: string, direct: boolean): object => ({
    lawCode: code,
    opinion: opinion(round, text, '第二条', { direct }),
  });
  await officer.submit(anonymous('扫码的', false));
  await officer.submit(anonymous('直接交的', true));
  await enter(round, 1, [opinion(round, '邻点的')]);
  const all = await pageOf(officer, round);
  expect(textsOf(all)).toEqual(['二甲', '扫码的', '五甲', '五乙', '全文的']);
  // said under the code of the point, and out of its sight all the same: in its lists, its figures, its table
  expect(facet(all, 'channels')).toEqual({ PHONE: 1, MEETING: 2, CODE: 2 });
  const table = await officer.download(`/returns/inbox/${pointOf(round).task}`);
  const sheet = await (await JSZip.loadAsync(table)).file('xl/worksheets/sheet1.xml')?.async('string');
  expect([sheet?.includes('扫码的'), sheet?.includes('直接交的')]).toEqual([true, false]);
});

it('counts each facet under the other filters, and pages without repeating', async () => {
  const { officer } = pointOf(round);
  const five = round.articles.get('第五条') ?? '';
  const met = await pageOf(officer, round, { channels: ['MEETING'] });
  expect(textsOf(met)).toEqual(['二甲', '五乙']);
  expect(facet(met, 'places')).toEqual({ [round.articles.get('第二条') ?? '']: 1, [five]: 1 });
  expect(facet(met, 'channels').PHONE).toBe(1);
  expect(textsOf(await pageOf(officer, round, { places: [five], words: '乙' }))).toEqual(['五乙']);
  expect(textsOf(await pageOf(officer, round, { places: ['WHOLE'] }))).toEqual(['全文的']);
  expect((await pageOf(officer, round, { standings: ['SET_ASIDE'] })).totalCount).toBe(0);
  const first = await pageOf(officer, round, {}, 2);
  const second = await pageOf(officer, round, {}, 2, first.pageInfo.endCursor);
  expect([...textsOf(first), ...textsOf(second)]).toEqual(['二甲', '扫码的', '五甲', '五乙']);
});

it('keeps telephone numbers out of the table, whether anybody covered them or not', async () => {
  const { officer, task } = pointOf(round);
  await enter(round, 0, [opinion(round, '打13812345678找我', '第三条')]);
  const table = await officer.download(`/returns/inbox/${task}?places=${round.articles.get('第三条') ?? ''}`);
  const sheet = await (await JSZip.loadAsync(table)).file('xl/worksheets/sheet1.xml')?.async('string');
  expect([sheet?.includes('打＊＊＊＊＊＊＊＊＊＊＊找我'), sheet?.includes('13812345678')]).toEqual([true, false]);
});

it('loses none of forty voices that arrive while two officers page and merge, and reports each once', async () => {
  const own = await openRound(s);
  const { name, officer, task, code } = pointOf(own);
  const colleague = await officerOf(s, name);
  const spoken = Array.from({ length: 40 }, (_, i) => `第${i + 1}位说的话`);
  const labels = ['第二条', '第五条', '第一条', null];
  let arriving = true;
  const arrive = async (): Promise<void> => {
    // four at a time, as a street speaks
    for (let i = 0; i < spoken.length; i += 4)
      await Promise.all(
        spoken
          .slice(i, i + 4)
          .map((text, k) => officer.submit({ lawCode: code, opinion: opinion(own, text, labels[k] ?? null) })),
      );
    arriving = false;
  };
  /** Goes along the list in pages of five, again and again, and merges what a page has; the other may be faster */
  const work = async (by: Client): Promise<void> => {
    for (let idle = 0; idle < 3;) {
      const before = arriving;
      let [after, found]: [string | null, number] = [null, 0];
      do {
        const page: Page = await pageOf(by, own, { standings: ['IN_HAND'] }, 5, after);
        found += page.nodes.length;
        after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
        const ids = page.nodes.map((n) => n.id);
        for (const opinionIds of ids.length > 2 ? [ids.slice(0, 2), ids.slice(2)] : ids.map((id) => [id]))
          await by
            .act('draftComment', { solicitationId: task, opinionIds, text: '合起来说' }, 'Comment', 'id')
            .catch((e: { code?: string }) => {
              if (e.code !== 'OPINION_NOT_OPEN') throw e;
            });
      } while (after !== null);
      idle = found === 0 && !before ? idle + 1 : 0;
    }
  };
  await Promise.all([arrive(), work(officer), work(colleague)]);
  const { commentList } = await officer.ask<{ commentList: { id: string; voices: { opinionId: string }[] }[] }>(
    'query($c: ID!) { commentList(consultationId: $c, first: 200) { nodes { id voices { opinionId } } } }',
    { c: own.consultationId },
  );
  const held = commentList.flatMap((c) => c.voices.map((v) => v.opinionId));
  expect([held.length, new Set(held).size]).toEqual([40, 40]);
  await officer.act(
    'reportComments',
    { solicitationId: task, commentIds: commentList.map((c) => c.id) },
    'CommentsReported',
    'reported',
  );
  const { solicitation } = await officer.ask<{
    solicitation: { inHandCount: number; returns: { heard: number; reported: number; voices: { texts: number } }[] };
  }>('query($t: ID!) { solicitation(id: $t) { inHandCount returns { heard reported voices { texts } } } }', {
    t: task,
  });
  expect(solicitation).toEqual({
    inHandCount: 0,
    returns: [{ heard: 40, reported: commentList.length, voices: { texts: 40 } }],
  });
});
