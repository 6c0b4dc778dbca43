/** 稿: what is published is final; what cannot be read is refused in words. */
import { parseText } from '../../src/articles/index.js';
import type { Client } from '../support/client.js';
import {
  client,
  type Draft,
  FIRST_TEXT,
  importDraft,
  labelsOf,
  NEXT_TEXT,
  officer,
  publishDraft,
  refusal,
} from '../support/round.js';
import { startTestService, type TestService } from '../support/service.js';

let s: TestService;
let preparer: Client;
let titles = 0;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  preparer = await client(s, 'PREPARER');
});
afterAll(() => s.close());

const regulation = async (title = `法规之${++titles}`): Promise<string> =>
  (
    await preparer.act<{ id: string }>(
      'createRegulation',
      { title, kind: 'REGULATION', making: 'ENACT' },
      'Regulation',
      'id',
    )
  ).id;
const act = (mutation: string, input: object, fields = 'id version state'): Promise<Draft & { state: string }> =>
  preparer.act(mutation, input, 'Draft', fields);

describe('from a file to a published draft', () => {
  const odd = FIRST_TEXT.replace('第四条', '第七条');

  it('import → warnings → correct → check → publish', async () => {
    const read = await importDraft(s, await regulation(), 'CONSULTATION_DRAFT', odd);
    expect(read.title).toBe('电梯条例（征求意见稿）');
    const { draft } = await preparer.ask<{
      draft: {
        state: string;
        articleCount: number;
        warnings: { line: number; code: string }[];
        preview: { label: string }[];
        provisions: unknown[];
      };
    }>(
      'query($d: ID!) { draft(id: $d) { state articleCount warnings { nodes { line code } } preview { nodes { label } } provisions { nodes { id } } } }',
      { d: read.id },
    );
    expect(draft).toMatchObject({ state: 'IMPORTED', articleCount: 6, provisions: [] });
    expect(draft.preview[3]).toEqual({ label: '第七条' });
    expect(draft.warnings.length).toBeGreaterThan(0);
    expect(await refusal(act('checkDraft', { draftId: read.id, expectedVersion: 1 }))).toBe('TEXT_HAS_WARNINGS');
    expect(await refusal(act('publishDraft', { draftId: read.id, expectedVersion: 1 }))).toBe('WRONG_STATE');
    const corrected = await act('correctDraft', { draftId: read.id, expectedVersion: 1, text: FIRST_TEXT });
    expect(corrected).toMatchObject({ state: 'IMPORTED', version: 2 });
    const checked = await act('checkDraft', { draftId: read.id, expectedVersion: 2 });
    expect(checked.state).toBe('CHECKED');
    expect(await act('publishDraft', { draftId: read.id, expectedVersion: checked.version })).toMatchObject({
      state: 'PUBLISHED',
    });
    const rows = await s.db.asOwner<{ label: string; text: string }>(
      'select label, text from provision where draft_id = $1 order by ordinal',
      [read.id],
    );
    expect(rows.map((r) => r.label)).toEqual(parseText(FIRST_TEXT).provisions.map((p) => p.label));
  });

  it('a correction after checking asks for a new check', async () => {
    const read = await importDraft(s, await regulation(), 'DRAFT', FIRST_TEXT);
    await act('checkDraft', { draftId: read.id, expectedVersion: 1 });
    await act('correctDraft', { draftId: read.id, expectedVersion: 2, text: NEXT_TEXT });
    expect(await refusal(act('publishDraft', { draftId: read.id, expectedVersion: 3 }))).toBe('WRONG_STATE');
  });

  it.each([
    ['空白.txt', '没有条文的一段话。', 'NO_ARTICLES'],
    ['坏的.docx', 'not a zip at all', 'UNREADABLE_FILE'],
    ['表.xlsx', 'PK', 'UNREADABLE_FILE'],
  ])('%s is refused in words', async (name, content, code) => {
    const regulationId = await regulation();
    const answer = await importDraft(s, regulationId, 'DRAFT', content, preparer, name).catch(
      (e: unknown) => e as Error & { code: string },
    );
    expect(answer).toMatchObject({ code });
    expect((answer as Error).message).toMatch(/[\u4e00-\u9fff]{4,}/u);
    expect(await s.db.asOwner('select 1 from draft where regulation_id = $1', [regulationId])).toEqual([]);
  });

  it("an uploaded file is one draft's, its uploader's, and no second's", async () => {
    const regulationId = await regulation();
    const fileId = await preparer.upload('草案.txt', Buffer.from(FIRST_TEXT));
    expect(
      await refusal(
        (await client(s, 'DRAFTER')).act('importDraft', { regulationId, kind: 'DRAFT', fileId }, 'Draft', 'id'),
      ),
    ).toBe('NOT_FOUND');
    await act('importDraft', { regulationId, kind: 'DRAFT', fileId });
    expect(await refusal(act('importDraft', { regulationId, kind: 'DRAFT', fileId }))).toBe('NOT_FOUND');
  });

  it('empty corrections and a second law in force are refused by field', async () => {
    const regulationId = await regulation();
    const read = await importDraft(s, regulationId, 'IN_FORCE', FIRST_TEXT);
    expect(await refusal(act('correctDraft', { draftId: read.id, expectedVersion: 1, text: '  ' }))).toBe(
      'INVALID_INPUT',
    );
    expect(await refusal(act('correctDraft', { draftId: read.id, expectedVersion: 1, text: '没有条文' }))).toBe(
      'NO_ARTICLES',
    );
    expect(await refusal(importDraft(s, regulationId, 'IN_FORCE', FIRST_TEXT))).toBe('INVALID_INPUT');
  });

  it('two regulations of one name are refused, with blanks around it too', async () => {
    await regulation('同名条例');
    expect(await refusal(regulation(' 同名条例 '))).toBe('NAME_TAKEN');
  });
});

it('a contact point reads a text when it is out, and neither it nor its file before', async () => {
  const regulationId = await regulation();
  const read = await importDraft(s, regulationId, 'DRAFT', FIRST_TEXT);
  const liaison = await officer(s);
  const seen = async (): Promise<unknown> =>
    await liaison.ask<{ draft: { id: string } | null; regulation: { draftsInOrder: { id: string }[] } }>(
      'query($d: ID!, $r: ID!) { draft(id: $d) { id } regulation(id: $r) { draftsInOrder { nodes { id } } } }',
      { d: read.id, r: regulationId },
    );
  const {
    draft: { sourceFileId },
  } = await preparer.ask<{ draft: { sourceFileId: string } }>('query($d: ID!) { draft(id: $d) { sourceFileId } }', {
    d: read.id,
  });
  const file = (): Promise<string> =>
    liaison.download(`/files/${sourceFileId}`).then(
      () => 'given',
      () => 'refused',
    );
  expect([await seen(), await file()]).toEqual([{ draft: null, regulation: { draftsInOrder: [] } }, 'refused']);
  const checked = await act('checkDraft', { draftId: read.id, expectedVersion: 1, warningsRead: true });
  await act('publishDraft', { draftId: read.id, expectedVersion: checked.version });
  expect([await seen(), await file()]).toEqual([
    { draft: { id: read.id }, regulation: { draftsInOrder: [{ id: read.id }] } },
    'given',
  ]);
});

describe('two officers at once', () => {
  it('the second save is refused with the version that stands', async () => {
    const read = await importDraft(s, await regulation(), 'DRAFT', FIRST_TEXT);
    await act('correctDraft', { draftId: read.id, expectedVersion: 1, text: FIRST_TEXT });
    for (const mutation of ['correctDraft', 'checkDraft', 'publishDraft']) {
      const input = { draftId: read.id, expectedVersion: 1, ...(mutation === 'correctDraft' && { text: NEXT_TEXT }) };
      const { data } = await s.ask(
        `mutation($i: ${mutation[0]?.toUpperCase() ?? ''}${mutation.slice(1)}Input!) { r: ${mutation}(input: $i) { __typename ... on StaleVersion { currentVersion } } }`,
        { i: input },
        await s.home.token('PREPARER'),
      );
      expect(data?.r).toEqual({ __typename: 'StaleVersion', currentVersion: 2 });
    }
  });

  it('publishing the same draft twice at once publishes it once', async () => {
    const read = await importDraft(s, await regulation(), 'DRAFT', FIRST_TEXT);
    const { version } = await act('checkDraft', { draftId: read.id, expectedVersion: 1 });
    const both = await Promise.allSettled(
      [0, 1].map(() => act('publishDraft', { draftId: read.id, expectedVersion: version })),
    );
    expect(both.map((b) => b.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await s.db.asOwner('select 1 from provision where draft_id = $1', [read.id])).toHaveLength(6);
  });
});

describe('the words of a published draft', () => {
  let draftId: string;
  beforeAll(async () => {
    draftId = await publishDraft(s, await regulation(), 'DRAFT', FIRST_TEXT);
  });

  it('cannot be corrected', async () => {
    const [row] = await s.db.asOwner<{ version: number }>('select version from draft where id = $1', [draftId]);
    expect(await refusal(act('correctDraft', { draftId, expectedVersion: row?.version, text: NEXT_TEXT }))).toBe(
      'WRONG_STATE',
    );
  });

  it.each([
    "tree = '{}'",
    "source_text = 'x'",
    "title = 'x'",
    "source_sha256 = '\\x00'",
    "text_sha256 = '\\x00'",
    'published_at = null',
    'published_at = now()',
  ])('cannot be changed past the service: %s', async (change) => {
    const statement = `update draft set ${change} where id = $1`;
    await expect(s.db.asService(statement, [draftId])).rejects.toMatchObject({ code: '23514' });
    await expect(s.db.asOwner(statement, [draftId])).rejects.toMatchObject({ code: '23514' });
  });

  it('control: a column that is no word may change, and before publishing words may', async () => {
    await s.db.asService('update draft set taken_down_reason = null where id = $1', [draftId]);
    const { id } = await importDraft(s, await regulation(), 'DRAFT', FIRST_TEXT);
    await s.db.asService("update draft set title = '另一个题目' where id = $1", [id]);
  });

  it.each(['provision', 'article_link'])('%s takes no change and no deletion by the service', async (table) => {
    await expect(s.db.asService(`update ${table} set id = id`)).rejects.toMatchObject({ code: '42501' });
    await expect(s.db.asService(`delete from ${table}`)).rejects.toMatchObject({ code: '42501' });
  });
});

describe('a second draft', () => {
  let [regulationId, first, second] = ['', '', ''];
  beforeAll(async () => {
    regulationId = await regulation();
    first = await publishDraft(s, regulationId, 'CONSULTATION_DRAFT', FIRST_TEXT);
    second = await publishDraft(s, regulationId, 'DRAFT', NEXT_TEXT);
  });
  type Link = {
    relation: string;
    status: string;
    old: { id: string; label: string } | null;
    new: { id: string; label: string } | null;
  };
  const links = async (): Promise<Link[]> =>
    (
      await preparer.ask<{ lineageBetween: Link[] }>(
        'query($o: ID!, $n: ID!) { lineageBetween(oldDraftId: $o, newDraftId: $n) { nodes { relation status old { id label } new { id label } } } }',
        { o: first, n: second },
      )
    ).lineageBetween;
  const plain = (all: Link[]): string[] =>
    all.map((l) => `${l.old?.label ?? '-'} ${l.new?.label ?? '-'} ${l.relation}`).sort();
  const confirm = (corrections: object[]): Promise<{ confirmed: number; corrected: number }> =>
    preparer.act(
      'confirmLineage',
      { oldDraftId: first, newDraftId: second, corrections },
      'LineageConfirmed',
      'confirmed corrected',
    );

  it('supersedes the first, is next in order, and is the only one published', async () => {
    const { regulation: found } = await preparer.ask<{
      regulation: { draftsInOrder: { id: string; sequence: number; state: string }[] };
    }>('query($r: ID!) { regulation(id: $r) { draftsInOrder { nodes { id sequence state } } } }', { r: regulationId });
    expect(found.draftsInOrder).toEqual([
      { id: first, sequence: 1, state: 'SUPERSEDED' },
      { id: second, sequence: 2, state: 'PUBLISHED' },
    ]);
    await expect(s.db.asOwner("update draft set state = 'PUBLISHED' where id = $1", [first])).rejects.toMatchObject({
      code: '23505',
    });
  });

  it('gets its lineage proposed, once, every old and new article in it', async () => {
    expect(plain(await links())).toEqual(
      [
        '- 第六条 new',
        '第一条 第一条 unchanged',
        '第三条 第三条 unchanged',
        '第二条 第二条 modified',
        '第五条 - unplaced',
        '第六条 第五条 renumbered',
        '第四条 第四条 unchanged',
      ].sort(),
    );
    expect((await links()).every((l) => l.status === 'PROPOSED')).toBe(true);
  });

  it('is confirmed by a person, with corrections that add rows and change none', async () => {
    const before = await s.db.asOwner<{ id: string }>(
      'select * from article_link where new_draft_id = $1 order by id',
      [second],
    );
    const [old, next] = [await labelsOf(preparer, first), await labelsOf(preparer, second)];
    expect(
      await confirm([
        { newProvisionId: next.get('第六条'), oldProvisionIds: [old.get('第五条')], relation: 'modified' },
      ]),
    ).toMatchObject({ confirmed: 5, corrected: 1 });
    expect(plain(await links())).toContain('第五条 第六条 modified');
    expect(plain(await links())).not.toContain('第五条 - unplaced');
    const after = await s.db.asOwner<{ id: string }>('select * from article_link where new_draft_id = $1 order by id', [
      second,
    ]);
    expect(after.filter((r) => before.some((b) => b.id === r.id))).toEqual(before);
  });

  it('an old article that a correction leaves alone has no known successor, and is never lost', async () => {
    const next = await labelsOf(preparer, second);
    await confirm([{ newProvisionId: next.get('第三条'), oldProvisionIds: [], relation: 'new' }]);
    expect(plain(await links())).toEqual(expect.arrayContaining(['第三条 - unplaced', '- 第三条 new']));
    const old = await labelsOf(preparer, first);
    expect(new Set((await links()).flatMap((l) => (l.old ? [l.old.label] : [])))).toEqual(new Set(old.keys()));
  });

  it('is deleted only where a person names it, and only where it has no successor', async () => {
    const old = await labelsOf(preparer, first);
    const say = (deletions: (string | undefined)[]): Promise<{ deleted: number }> =>
      preparer.act(
        'confirmLineage',
        { oldDraftId: first, newDraftId: second, deletions },
        'LineageConfirmed',
        'confirmed deleted',
      );
    expect(await refusal(say([old.get('第一条')]))).toBe('INVALID_INPUT');
    expect(await say([old.get('第三条')])).toMatchObject({ deleted: 1 });
    expect(plain(await links())).toContain('第三条 - deleted');
    expect((await links()).find((l) => l.relation === 'deleted')?.status).toBe('CONFIRMED');
  });

  it('a doubtful link is taken beside what is held, or refused and not offered again', async () => {
    const [old, next] = [await labelsOf(preparer, first), await labelsOf(preparer, second)];
    const answer = (from: string, to: string, take: boolean): Promise<{ taken: boolean }> =>
      preparer.act(
        'answerDoubtfulLink',
        {
          oldDraftId: first,
          newDraftId: second,
          oldProvisionId: old.get(from),
          newProvisionId: next.get(to),
          take,
        },
        'DoubtfulLinkAnswered',
        'taken',
      );
    expect(await answer('第三条', '第三条', false)).toMatchObject({ taken: false });
    expect(plain(await links())).toContain('第三条 - deleted');
    expect(await answer('第三条', '第四条', true)).toMatchObject({ taken: true });
    expect(plain(await links())).toEqual(expect.arrayContaining(['第三条 第四条 merged', '第四条 第四条 merged']));
    expect(plain(await links())).not.toContain('第三条 - deleted');
    expect(await refusal(answer('第三条', '第四条', true))).toBe('WRONG_STATE');
    expect((await links()).some((l) => l.status === 'REJECTED')).toBe(false);
  });

  it('an article that nothing continues waits to be confirmed, until a link is taken for it', async () => {
    const [old, next] = [await labelsOf(preparer, first), await labelsOf(preparer, second)];
    const waiting = async (): Promise<number> => {
      const { todos } = await preparer.ask<{ todos: { kind: string; figure: number; targetId: string }[] }>(
        'query { todos { nodes { kind figure targetId } } }',
      );
      return todos.find((t) => t.kind === 'LINEAGE_TO_CONFIRM' && t.targetId === second)?.figure ?? 0;
    };
    expect(await waiting()).toBe(0);
    await confirm([{ newProvisionId: next.get('第四条'), oldProvisionIds: [], relation: 'new' }]);
    expect(await waiting()).toBe(2);
    // a new article that was spoken about less often than the old one
    await s.db.asOwner(
      `update article_link set round = 1 where new_provision_id = $1 and status <> 'PROPOSED' and round = 2`,
      [next.get('第五条')],
    );
    await preparer.act(
      'answerDoubtfulLink',
      {
        oldDraftId: first,
        newDraftId: second,
        oldProvisionId: old.get('第四条'),
        newProvisionId: next.get('第五条'),
        take: true,
      },
      'DoubtfulLinkAnswered',
      'taken',
    );
    expect(await waiting()).toBe(1);
  });

  it.each([
    [
      'an article of neither',
      { newProvisionId: '7b7f1c1e-7c3b-4b57-9f6c-0d4b2b0e4c11', oldProvisionIds: [], relation: 'new' },
    ],
    ['new with a source', 'source'],
    ['modified without a source', { oldProvisionIds: [], relation: 'modified' }],
    ['deleted', { oldProvisionIds: [], relation: 'deleted' }],
  ] as const)('refuses %s', async (_, correction) => {
    const [old, next] = [await labelsOf(preparer, first), await labelsOf(preparer, second)];
    const given = correction === 'source' ? { oldProvisionIds: [old.get('第一条')], relation: 'new' } : correction;
    expect(await refusal(confirm([{ newProvisionId: next.get('第一条'), ...given }]))).toBe('INVALID_INPUT');
  });

  it('two drafts of no succession have nothing to confirm', async () => {
    expect(
      await refusal(
        preparer.act('confirmLineage', { oldDraftId: second, newDraftId: first }, 'LineageConfirmed', 'confirmed'),
      ),
    ).toBe('NOT_A_SUCCESSOR');
  });
});
