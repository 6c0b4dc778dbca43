/** The return 意见汇总: kept as it was sent, printed, sealed and photographed back, returned and sent again. */
import { randomUUID } from 'node:crypto';
import JSZip from 'jszip';
import type { Client } from '../../support/client.js';
import { png } from '../../support/pictures.js';
import { client, enter, openRound, opinion, pointOf, type Round } from '../../support/round.js';
import { startTestService, type TestService } from '../../support/service.js';

let s: TestService;
let round: Round;
let other: Round;
let preparer: Client;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  round = await openRound(s);
  other = await openRound(s);
  preparer = await client(s, 'PREPARER');
});
afterAll(() => s.close());

interface Sent {
  id: string;
  ordinal: number;
  kind: string;
  times: number;
  number: string;
  isVoid: boolean;
  first: number;
  last: number;
  heard: number;
  reported: number;
  verbatim: number;
  merged: number;
  setAside: number;
  voices: { voices: number; texts: number; sources: number };
  pages: { id: string; ordinal: number; path: string }[];
}
const SENT =
  'id ordinal kind times number isVoid first last heard reported verbatim merged setAside voices { voices texts sources } pages { id ordinal path }';
const returnsOf = async (by: Client, of = round, at = 0): Promise<Sent[]> =>
  (
    await by.ask<{ solicitation: { returns: Sent[] } | null }>(
      `query($t: ID!) { solicitation(id: $t) { returns { ${SENT} } } }`,
      { t: pointOf(of, at).task },
    )
  ).solicitation?.returns ?? [];

const draft = async (opinionIds: readonly string[], text: string | null, of = round, at = 0): Promise<string> =>
  (
    await pointOf(of, at).officer.act<{ id: string }>(
      'draftComment',
      { solicitationId: pointOf(of, at).task, opinionIds, text },
      'Comment',
      'id',
    )
  ).id;
const report = (commentIds: readonly string[], of = round, at = 0): Promise<unknown> =>
  pointOf(of, at).officer.act(
    'reportComments',
    { solicitationId: pointOf(of, at).task, commentIds },
    'CommentsReported',
    'reported',
  );
type By = 'OFFICER' | 'NEXT_DOOR' | 'OFFICE' | 'AWAY';
const tokenOf = (by: By): Promise<string> =>
  by === 'OFFICE'
    ? s.home.token('PREPARER')
    : by === 'AWAY'
      ? s.neighbour.token('PREPARER')
      : s.home.officer(pointOf(round, by === 'OFFICER' ? 0 : 1).name);
const get = async (by: By, path: string): Promise<Response> =>
  fetch(`${s.url}${path}`, { headers: { authorization: `Bearer ${await tokenOf(by)}` } });
/** The words of a .docx, paragraph by paragraph */
async function wordsOf(by: By, path: string): Promise<string[]> {
  const answer = await get(by, path);
  if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
  const xml = await (await JSZip.loadAsync(await answer.arrayBuffer())).file('word/document.xml')?.async('string');
  return (xml ?? '').split('</w:p>').map((p) => p.replace(/<[^>]+>/gu, ''));
}
const table = (task: string, more = ''): string => `/returns/table.docx?tasks=${task}${more}`;

describe('a return', () => {
  it('is seen before it is sent by those who send it alone, and holds the same figures when it is', async () => {
    const { officer, task } = pointOf(round);
    const same = '救援三十分钟太长';
    const ids = await enter(round, 0, [
      opinion(round, same, '第五条'),
      opinion(round, ` ${same}`, '第五条'),
      opinion(round, '要贴救援电话', '第五条'),
      opinion(round, '每天检查两次', '第二条'),
      opinion(round, '与这个无关', '第二条'),
    ]);
    await officer.act('setAsideOpinions', { opinionIds: ids.slice(4), reason: 'OFF_TOPIC' }, 'BulkDone', 'done');
    const merged = await draft(ids.slice(0, 3), '缩短救援时间');
    const asItStands = await draft(ids.slice(3, 4), null);
    const ahead = (await wordsOf('OFFICER', table(task, '&preview=1'))).join('\n');
    expect(ahead).toContain('未　报　送');
    // in the order of the text, whichever was made first
    expect(ahead.indexOf('〔原话〕每天检查两次')).toBeLessThan(ahead.indexOf('缩短救援时间'));
    expect((await get('OFFICE', table(task, '&preview=1'))).status).toBe(404);
    expect((await get('NEXT_DOOR', table(task, '&preview=1'))).status).toBe(404);

    await report([asItStands, merged]);
    const figures = '听取意见5条，归纳报送2条（原文1条，归并1条），其中赞同0条；未列入1条。';
    expect(ahead).toContain(figures);
    const [sent] = await returnsOf(officer);
    expect(sent).toMatchObject({
      ...{ ordinal: 1, kind: 'FIRST', times: 1, isVoid: false, first: 1, last: 2, heard: 5, reported: 2 },
      ...{ verbatim: 1, merged: 1, setAside: 1 },
      // two of the five said the same but for a blank; all were typed on one way
      voices: { voices: 5, texts: 4, sources: 1 },
    });
    const words = await wordsOf('OFFICE', table(task));
    expect(words.join('\n')).toContain(figures);
    expect(words.join('\n')).toContain('听取的意见是5条原话、4种文字、1个来源。');
    expect(words.join('\n')).not.toContain('未　报　送');
    expect((await get('NEXT_DOOR', table(task))).status).toBe(404);
    const pdf = await get('OFFICER', `/returns/table.pdf?tasks=${task}&size=A3`);
    expect([
      pdf.status,
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ]).toEqual([200, '%PDF-']);
  });

  it('goes on with its numbers in a supplement, and keeps the one before', async () => {
    const { officer, task } = pointOf(round);
    const [late] = await enter(round, 0, [opinion(round, '再加一句')]);
    await report([await draft([late ?? ''], null)]);
    const [supplement, first] = await returnsOf(officer);
    expect(supplement).toMatchObject({ kind: 'SUPPLEMENT', first: 3, last: 3, reported: 3, heard: 6, isVoid: false });
    expect(first).toMatchObject({ kind: 'FIRST', first: 1, last: 2, reported: 2, isVoid: false });
    const words = (await wordsOf('OFFICER', table(task))).join('\n');
    expect(words).toContain('（补报）');
    expect(words).toContain('补报1条，是第3条，序号接着以前报送的。');
    expect(words).not.toContain('缩短救援时间');
    expect((await wordsOf('OFFICER', table(task, '&ordinal=1'))).join('\n')).toContain('缩短救援时间');
  });

  it('that was returned is sent whole again, under the same numbers, and voids what went before', async () => {
    const { officer, task } = pointOf(round);
    const { commentList } = await officer.ask<{ commentList: { id: string; version: number; number: number }[] }>(
      'query($c: ID!) { commentList(consultationId: $c, first: 40) { nodes { id version number } } }',
      { c: round.consultationId },
    );
    const second = commentList.find((c) => c.number === 2);
    const returned = { comments: [{ commentId: second?.id, expectedVersion: second?.version }], note: '请写明几分钟' };
    await preparer.act('returnComments', returned, 'BulkDone', 'done');
    await officer.act(
      'reviseComment',
      { commentId: second?.id, expectedVersion: (second?.version ?? 0) + 1, text: '缩短到二十分钟' },
      'Comment',
      'id',
    );
    const ahead = (await wordsOf('OFFICER', table(task, '&preview=1'))).join('\n');
    expect(ahead).toContain('（第2次报送）');
    await report([second?.id ?? '']);
    const all = await returnsOf(preparer);
    expect(all.map((r) => [r.kind, r.times, r.first, r.last, r.reported, r.isVoid])).toEqual([
      ['AGAIN', 2, 1, 3, 3, false],
      ['SUPPLEMENT', 1, 3, 3, 3, true],
      ['FIRST', 1, 1, 2, 2, true],
    ]);
    const words = (await wordsOf('OFFICER', table(task))).join('\n');
    expect(words).toContain('以前报送的汇总表作废，以这一份为准。');
    expect(words).toContain('缩短到二十分钟');
    // the version before is there as it was
    expect((await wordsOf('OFFICER', table(task, '&ordinal=1'))).join('\n')).toContain('缩短救援时间');
  });

  it('on several drafts is one paper, each with numbers of its own', async () => {
    const ids = await enter(other, 0, [opinion(other, '另一部说的')]);
    await report([await draft(ids, null, other)], other);
    const both = `${pointOf(round).task},${pointOf(other).task}`;
    const words = (await wordsOf('OFFICER', table(both))).filter((w) => w !== '');
    expect(words.filter((w) => w.includes('的意见汇总表'))).toHaveLength(2);
    expect(words.filter((w) => w.startsWith('负责人（签字）：'))).toHaveLength(2);
    expect(words.filter((w) => w === '1')).toHaveLength(2);
  });

  it('is refused in words where a clerk would send it back, and where there is none', async () => {
    const ids = await enter(other, 1, [opinion(other, '打我电话13812345678')]);
    await draft(ids, null, other, 1);
    const { task } = pointOf(other, 1);
    const answer = await get('NEXT_DOOR', table(task, '&preview=1'));
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('第1条：里面有群众的手机号')]);
    const none = await get('NEXT_DOOR', table(task));
    expect([none.status, await none.text()]).toEqual([422, expect.stringContaining('不能打印意见汇总表')]);
    expect((await get('OFFICER', '/returns/table.pdf')).status).toBe(422);
    expect((await get('OFFICER', '/returns/table.txt?tasks=1')).status).toBe(404);
  });

  it('无意见 is a page too', async () => {
    const { officer, task } = pointOf(round, 1);
    await officer.act('sayNoOpinion', { solicitationId: task }, 'Solicitation', 'id');
    expect(await wordsOf('NEXT_DOOR', table(task))).toContain('经听取意见，没有修改意见。');
  });
});

describe('a sealed page', () => {
  const send = async (by: By, id: string, returnId: string, ordinal: number, bytes: Uint8Array): Promise<Response> =>
    fetch(`${s.url}/returns/pages/${id}?return=${returnId}&ordinal=${ordinal}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await tokenOf(by)}`,
        'content-type': 'application/octet-stream',
        'x-yifayima-upload': '1',
      },
      body: Buffer.from(bytes),
    });

  it('is kept once however often it is sent, and is seen beside the return by both sides alone', async () => {
    const { officer } = pointOf(round);
    const [latest] = await returnsOf(officer);
    const [id, again] = [randomUUID(), randomUUID()];
    const [picture, better] = [await png(64), await png(48)];
    expect((await send('OFFICER', id, latest?.id ?? '', 1, picture)).status).toBe(201);
    expect((await send('OFFICER', id, latest?.id ?? '', 1, picture)).status).toBe(201);
    // the id of a page with another picture
    expect((await send('OFFICER', id, latest?.id ?? '', 1, better)).status).toBe(422);
    expect((await send('OFFICER', again, latest?.id ?? '', 1, better)).status).toBe(201);
    const [seen] = await returnsOf(preparer);
    expect(seen?.pages).toEqual([{ id: again, ordinal: 1, path: `/returns/pages/${again}` }]);
    for (const by of ['OFFICER', 'OFFICE'] as const) {
      const shown = await get(by, `/returns/pages/${again}`);
      expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/png']);
    }
    expect((await get('NEXT_DOOR', `/returns/pages/${again}`)).status).toBe(404);
    expect((await send('NEXT_DOOR', randomUUID(), latest?.id ?? '', 1, picture)).status).toBe(404);
    expect((await send('OFFICER', randomUUID(), latest?.id ?? '', 0, picture)).status).toBe(422);
    expect((await send('OFFICER', randomUUID(), latest?.id ?? '', 1, Buffer.from('no picture'))).status).toBe(422);
  });
});

it('a task of another legislature is not there', async () => {
  expect((await get('AWAY', table(pointOf(round).task))).status).toBe(404);
});
