/** 公开, 定向, 内部: who reads what, what is refused, and what the public pages say about a text that is not public. */
import { type Client } from '../../support/client.js';
import {
  client,
  type Draft,
  FIRST_TEXT,
  importDraft,
  jobsDone,
  labelsOf,
  NEXT_TEXT,
  officer,
  openRound,
  refusal,
  today,
} from '../../support/round.js';
import { startTestService, type TestService } from '../../support/service.js';

let s: TestService;
let preparer: Client;
const who: Record<string, Client> = {};
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  preparer = await client(s, 'PREPARER');
  who.preparer = preparer;
  who.drafter = await client(s, 'DRAFTER');
  who.signer = await client(s, 'SIGNER');
  who.asked = await officer(s, '红河居委会');
  who.unasked = await officer(s, '青山社区');
  who.neighbour = await client(s, 'PREPARER', s.neighbour);
});
afterAll(() => s.close());

type Scope = 'PUBLIC' | 'TARGETED' | 'INTERNAL';
let regulations = 0;
const newRegulation = async (): Promise<string> =>
  (
    await preparer.act<{ id: string }>(
      'createRegulation',
      { title: `范围条例之${++regulations}`, kind: 'REGULATION', making: 'ENACT' },
      'Regulation',
      'id',
    )
  ).id;

async function published(regulationId: string, scope: Scope, kind = 'CONSULTATION_DRAFT', text = FIRST_TEXT) {
  const fileId = await preparer.upload('草案.txt', Buffer.from(text));
  const made = await preparer.act<Draft>('importDraft', { regulationId, kind, fileId, scope }, 'Draft', 'id version');
  const checked = await preparer.act<Draft>(
    'checkDraft',
    { draftId: made.id, expectedVersion: made.version, warningsRead: true },
    'Draft',
    'version',
  );
  const out = await preparer.act<Draft>(
    'publishDraft',
    { draftId: made.id, expectedVersion: checked.version },
    'Draft',
    'id version',
  );
  return { draftId: made.id, fileId, version: out.version };
}

const prepare = (draftId: string, method: string): Promise<{ id: string; version: number }> =>
  preparer.act(
    'createConsultation',
    { draftId, method, title: '征求意见', opensOn: today(-1), closesOn: today(40) },
    'Consultation',
    'id version',
  );

const issue = async (round: { id: string; version: number }): Promise<unknown> =>
  preparer.act(
    'issueConsultation',
    {
      consultationId: round.id,
      expectedVersion: round.version,
      contactPointIds: [await s.home.contactPoint('红河居委会')],
    },
    'Consultation',
    'id',
  );

const status = async (by: Client, path: string): Promise<string> =>
  by.download(path).then(
    () => 'reads',
    (e: unknown) => (/HTTP 404/u.test(String(e)) ? '–' : String(e)),
  );

interface Found {
  draft: { id: string; preview: object[] } | null;
  regulation: { draftsInOrder: object[] } | null;
  consultation: object | null;
  consultationList: object[];
}

/** What one of them reads of a text: itself, in the list, as files; and of the round about it */
async function reads(by: Client, of: { draftId: string; regulationId: string; fileId: string; roundId: string }) {
  const found = await by.ask<Found>(
    `query($d: ID!, $r: ID!, $c: ID!) { draft(id: $d) { id preview { nodes { text } } }
       regulation(id: $r) { draftsInOrder { nodes { id } } } consultation(id: $c) { id }
       consultationList(filter: { draftId: $d }) { nodes { id } } }`,
    { d: of.draftId, r: of.regulationId, c: of.roundId },
  );
  const said = (there: boolean): string => (there ? 'reads' : '–');
  return [
    said(found.draft !== null),
    said((found.regulation?.draftsInOrder.length ?? 0) > 0),
    await status(by, `/drafts/${of.draftId}.md`),
    await status(by, `/drafts/${of.draftId}.akn.xml`),
    await status(by, `/files/${of.fileId}`),
    said(found.consultation !== null),
    said(found.consultationList.length > 0),
  ];
}

const ALL = ['reads', 'reads', 'reads', 'reads', 'reads', 'reads', 'reads'];
const NONE = ['–', '–', '–', '–', '–', '–', '–'];
/** on the screen alone, under the own name */
const SCREEN = ['reads', 'reads', '–', '–', '–', 'reads', 'reads'];

it.each([
  ['PUBLIC', { preparer: ALL, drafter: ALL, signer: ALL, asked: ALL, unasked: ALL, neighbour: NONE }],
  ['TARGETED', { preparer: ALL, drafter: ALL, signer: ALL, asked: ALL, unasked: NONE, neighbour: NONE }],
  ['INTERNAL', { preparer: ALL, drafter: ALL, signer: ALL, asked: SCREEN, unasked: NONE, neighbour: NONE }],
] as const)('%s: who reads the text, its files and its round', async (scope, expected) => {
  const regulationId = await newRegulation();
  const text = await published(regulationId, scope);
  const round = await prepare(text.draftId, 'READ_THROUGH');
  const of = { ...text, regulationId, roundId: round.id };
  if (scope !== 'PUBLIC') expect(await reads(who.asked as Client, of)).toEqual(NONE);
  await issue(round);
  const table: Record<string, string[]> = {};
  for (const name of Object.keys(expected)) table[name] = await reads(who[name] as Client, of);
  expect(table).toEqual(expected);
});

it('is set while the text is worked on, and stays once it is published', async () => {
  const regulationId = await newRegulation();
  const { id: draftId, version } = await importDraft(s, regulationId, 'DRAFT', FIRST_TEXT);
  const set = (scope: Scope, expectedVersion: number): Promise<{ scope: Scope; version: number }> =>
    preparer.act('setDraftScope', { draftId, expectedVersion, scope }, 'Draft', 'scope version');
  const targeted = await set('TARGETED', version);
  expect(targeted.scope).toBe('TARGETED');
  expect(await refusal(set('PUBLIC', version))).toBe('STALE_VERSION');
  const checked = await preparer.act<Draft>(
    'checkDraft',
    { draftId, expectedVersion: targeted.version, warningsRead: true },
    'Draft',
    'version',
  );
  const internal = await set('INTERNAL', checked.version);
  const out = await preparer.act<Draft>(
    'publishDraft',
    { draftId, expectedVersion: internal.version },
    'Draft',
    'version',
  );
  expect(await refusal(set('PUBLIC', out.version))).toBe('WRONG_STATE');
  await expect(s.db.asOwner(`update draft set scope = 'PUBLIC' where id = $1`, [draftId])).rejects.toThrow(
    /scope of a published draft/u,
  );
  const events = await s.db.asOwner<{ command: string; scope: string }>(
    `select command, detail->>'scope' as scope from draft_event where draft_id = $1 and command = 'setScope' order by sequence`,
    [draftId],
  );
  expect(events.map((e) => e.scope)).toEqual(['TARGETED', 'INTERNAL']);
});

it.each(['TARGETED', 'INTERNAL'] as const)('no public round asks about a text that is %s', async (scope) => {
  const { draftId } = await published(await newRegulation(), scope);
  const words = scope === 'TARGETED' ? '定向' : '内部';
  await expect(prepare(draftId, 'PUBLIC')).rejects.toMatchObject({
    code: 'NOT_FOR_EVERYBODY',
    message: expect.stringContaining(`这一稿是${words}征求意见，不能公开征求`) as string,
  });
  const round = await prepare(draftId, 'READ_THROUGH');
  await s.db.asOwner(`update consultation set method = 'PUBLIC' where id = $1`, [round.id]);
  expect(await refusal(issue(round))).toBe('NOT_FOR_EVERYBODY');
});

it('leaves the public text, its code and what was told with it as they are', async () => {
  const round = await openRound(s);
  const page = async (): Promise<string> => (await s.send(`/l/${round.code}`)).text();
  const before = await page();
  const next = await published(round.regulationId, 'INTERNAL', 'DRAFT', NEXT_TEXT);
  expect(await page()).toBe(before);
  expect(
    (
      await preparer.ask<{ draft: { state: string } }>('query($d: ID!) { draft(id: $d) { state } }', {
        d: round.draftId,
      })
    ).draft.state,
  ).toBe('PUBLISHED');
  const asked = round.points[0]?.officer as Client;
  const { draft } = await asked.ask<{ draft: object | null }>('query($d: ID!) { draft(id: $d) { id } }', {
    d: next.draftId,
  });
  expect(draft).toBeNull();
  expect((await labelsOf(preparer, next.draftId)).size).toBe(6);
  // the public text after both follows the public one: what people said is answered by it
  const last = await published(round.regulationId, 'PUBLIC', 'SECOND_READING_DRAFT', NEXT_TEXT);
  await jobsDone(s);
  const between = async (o: string, n: string): Promise<number> =>
    (
      await preparer.ask<{ lineageBetween: { totalCount: number } }>(
        'query($o: ID!, $n: ID!) { lineageBetween(oldDraftId: $o, newDraftId: $n, first: 0) { totalCount } }',
        { o, n },
      )
    ).lineageBetween.totalCount;
  expect(await between(round.draftId, last.draftId)).toBeGreaterThan(5);
  expect(await between(round.draftId, next.draftId)).toBeGreaterThan(5);
  expect(await between(next.draftId, last.draftId)).toBe(0);
});

it('answers under the code as where nothing was ever asked, and stands in no list', async () => {
  const round = await openRound(s);
  const bare = await openRound(s);
  await s.db.asOwner(`delete from consultation_event where consultation_id = $1`, [bare.consultationId]);
  await s.db.asOwner(`update consultation set issued_at = null where id = $1`, [bare.consultationId]);
  await s.db.asOwner(`alter table draft disable trigger draft_scope_kept`);
  await s.db.asOwner(`update draft set scope = 'TARGETED' where id = $1`, [round.draftId]);
  await s.db.asOwner(`alter table draft enable trigger draft_scope_kept`);
  const answer = async (code: string): Promise<[number, string]> => {
    const response = await s.send(`/l/${code}`);
    return [response.status, (await response.text()).replaceAll(code, '')];
  };
  expect(await answer(round.code)).toEqual(await answer(bare.code));
  const say = await s.send(`/l/${round.code}/say`);
  expect(say.status).toBe((await s.send(`/l/${bare.code}/say`)).status);
  const list = await (await s.send('/l')).text();
  expect(list).not.toContain(round.code);
});
