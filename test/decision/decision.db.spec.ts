/** 拟处理意见 and 采纳情况表: proposed by one, signed by another; nothing leaves before the next draft is published. */
import { OutcomesQueries } from '../../src/decision/index.js';
import { OutcomesService } from '../../src/decision/outcomes/outcomes.service.js';
import type { Client } from '../support/client.js';
import { canonical, digestWith, type Json, sha256 } from '../../src/platform/base/canonical.js';
import {
  client,
  commentOf,
  commentsOf,
  decide,
  jobsDone,
  NEXT_TEXT,
  officer,
  openRound,
  pointOf,
  prepare,
  propose,
  publishDraft,
  refusal,
  reportOne,
  type Round,
  setProfile,
  SHEET,
  type Sheet,
  withRoles,
} from '../support/round.js';
import { startTestService, type TestService } from '../support/service.js';

let s: TestService;
let round: Round;
let [preparer, checker, signer]: Client[] = [];
let allRoles: Client;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  round = await openRound(s);
  [preparer, checker, signer] = [await client(s, 'PREPARER'), await client(s, 'CHECKER'), await client(s, 'SIGNER')];
  allRoles = await withRoles(s, 'one-for-all', ['PREPARER', 'CHECKER', 'SIGNER']);
});
afterAll(() => s.close());
afterEach(() => setProfile(s, 'SIMPLE'));

const check = (by: Client | undefined, sheet: Sheet): Promise<Sheet> =>
  (by as Client).act('checkSheet', { sheetId: sheet.id, expectedVersion: sheet.version }, 'DecisionSheet', SHEET);
const sign = (by: Client | undefined, sheet: Sheet, struck: readonly string[] = []): Promise<Sheet> =>
  (by as Client).act(
    'signSheet',
    { sheetId: sheet.id, expectedVersion: sheet.version, struck },
    'DecisionSheet',
    SHEET,
  );
const ready = async (...texts: string[]): Promise<{ ids: string[]; sheet: Sheet }> => {
  const ids = [];
  for (const t of texts) ids.push(await reportOne(round, 0, t));
  for (const id of ids) await propose(preparer as Client, round, id);
  return { ids, sheet: await prepare(preparer as Client, round, ids) };
};
const events = (
  commentId: string,
): Promise<
  {
    sequence: number;
    command: string;
    state: string;
    detail: Json;
    salt: Buffer;
    digest: Buffer;
    by_account: string | null;
    at: Date;
  }[]
> => s.db.asOwner('select * from comment_event where comment_id = $1 order by sequence', [commentId]);

describe('拟处理意见', () => {
  it('keeps every revision; the last one counts', async () => {
    const id = await reportOne(round, 0, '改来改去');
    await propose(preparer as Client, round, id, 'ADOPTED');
    await propose(preparer as Client, round, id, 'NOT_ADOPTED');
    expect((await commentOf(preparer as Client, round, id)).proposedHandling).toEqual({
      revision: 2,
      outcome: 'NOT_ADOPTED',
    });
    expect(
      await s.db.asOwner('select revision, outcome from proposed_handling where comment_id = $1 order by revision', [
        id,
      ]),
    ).toEqual([
      { revision: 1, outcome: 'ADOPTED' },
      { revision: 2, outcome: 'NOT_ADOPTED' },
    ]);
  });

  it('of two officers at once the second is refused, with the version that stands', async () => {
    const id = await reportOne(round, 0, '两人同时');
    const { version } = await commentOf(preparer as Client, round, id);
    const input = { commentId: id, expectedVersion: version, outcome: 'ADOPTED', words: '' };
    const both = await Promise.all(
      [await s.home.token('PREPARER'), await s.home.token('PREPARER')].map(
        async (token) =>
          (
            await s.ask(
              'mutation($i: ProposeHandlingInput!) { r: proposeHandling(input: $i) { __typename ... on HandlingProposed { version } ... on StaleVersion { currentVersion } } }',
              { i: input },
              token,
            )
          ).data?.r,
      ),
    );
    expect(both).toEqual(
      expect.arrayContaining([
        { __typename: 'HandlingProposed', version: version + 1 },
        { __typename: 'StaleVersion', currentVersion: version + 1 },
      ]),
    );
  });

  it('without its reason is refused, and by the database too', async () => {
    const id = await reportOne(round, 0, '要有理由');
    const { version } = await commentOf(preparer as Client, round, id);
    const give = (more: object): Promise<string> =>
      refusal(
        (preparer as Client).act(
          'proposeHandling',
          { commentId: id, expectedVersion: version, ...more },
          'HandlingProposed',
          'id',
        ),
      );
    expect(await give({ outcome: 'NOT_ADOPTED', words: '说不清' })).toBe('REASON_REQUIRED');
    expect(await give({ outcome: 'NOT_ADOPTED', reasonClass: 'OTHER', words: ' ' })).toBe('REASON_REQUIRED');
    expect(await give({ outcome: 'PARTIALLY_ADOPTED', words: '' })).toBe('REASON_REQUIRED');
    expect(await give({ outcome: 'ADOPTED', reasonClass: 'OTHER', words: '好' })).toBe('REASON_REQUIRED');
    await expect(
      s.db.asService(
        `insert into proposed_handling (id, legislature_id, comment_id, revision, outcome, words, by_account) select gen_random_uuid(), legislature_id, id, 1, 'NOT_ADOPTED', 'x', gen_random_uuid() from comment where id = $1`,
        [id],
      ),
    ).rejects.toMatchObject({ constraint: 'handling_not_adopted_has_reason' });
  });

  it('on a sheet is not changed any more, and only reported comments get one', async () => {
    const {
      ids: [id = ''],
    } = await ready('已在表上');
    const { version } = await commentOf(preparer as Client, round, id);
    expect(
      await refusal(
        (preparer as Client).act(
          'proposeHandling',
          { commentId: id, expectedVersion: version, outcome: 'ADOPTED', words: '' },
          'HandlingProposed',
          'id',
        ),
      ),
    ).toBe('WRONG_STATE');
  });
});

describe('采纳情况表', () => {
  it('takes what has a proposal and is on no sheet, in the order of the return', async () => {
    const own = await openRound(s);
    expect(await refusal(prepare(preparer as Client, own))).toBe('NOTHING_TO_SIGN');
    const [a, b] = [await reportOne(own, 0, '一'), await reportOne(own, 1, '二')];
    expect(await refusal(prepare(preparer as Client, own, [a]))).toBe('NOT_PREPARED');
    await propose(preparer as Client, own, b);
    await propose(preparer as Client, own, a);
    const sheet = await prepare(preparer as Client, own);
    expect(sheet.lines.map((l) => l.commentId)).toEqual([a, b]);
    expect(await refusal(prepare(preparer as Client, own, [a]))).toBe('NOT_PREPARED');
    const [foreign = ''] = (await ready('别处的')).ids;
    expect(await refusal(prepare(preparer as Client, own, [foreign]))).toBe('NOT_FOUND');
  });

  it('is listed by its number, with what the list is narrowed to and with pages', async () => {
    const listed = async (filter: object, first: number): Promise<unknown> =>
      (
        await (preparer as Client).ask<{ decisionSheetList: unknown }>(
          `query($c: ID!, $f: DecisionSheetFilterInput!, $n: Int!) { decisionSheetList(consultationId: $c, filter: $f,
            first: $n, order: OLDEST_FIRST) { totalCount pageInfo { hasNextPage } nodes { number state } } }`,
          { c: round.consultationId, f: filter, n: first },
        )
      ).decisionSheetList;
    const numbers = (
      await s.db.asOwner<{ number: number }>(
        'select number from decision_sheet where consultation_id = $1 order by number',
        [round.consultationId],
      )
    ).map((r) => r.number);
    expect(numbers.length).toBeGreaterThan(0);
    expect(await listed({}, 1)).toMatchObject({
      totalCount: numbers.length,
      pageInfo: { hasNextPage: numbers.length > 1 },
      nodes: [{ number: numbers[0] }],
    });
    expect(await listed({ states: [] }, 1)).toMatchObject({ totalCount: 0, nodes: [] });
  });

  it('is neither checked nor signed by whoever prepared it, though the account has every role', async () => {
    const id = await reportOne(round, 0, '一人多岗');
    await propose(preparer as Client, round, id);
    const sheet = await prepare(allRoles, round, [id]);
    expect(await refusal(check(allRoles, sheet))).toBe('SAME_PERSON');
    expect(await refusal(sign(allRoles, sheet))).toBe('SAME_PERSON');
    await sign(signer, sheet);
  });

  it('is neither checked nor signed by whoever wrote a line of it, on the path over another preparer', async () => {
    const ids = [await reportOne(round, 0, '甲写'), await reportOne(round, 0, '乙写')];
    await propose(preparer as Client, round, ids[0] ?? '');
    await propose(allRoles, round, ids[1] ?? '');
    const sheet = await prepare(preparer as Client, round, ids);
    expect(await refusal(check(allRoles, sheet))).toBe('SAME_PERSON');
    expect(await refusal(sign(allRoles, sheet))).toBe('SAME_PERSON');
    // not even with the line struck: the sheet is what is signed
    expect(await refusal(sign(allRoles, sheet, [ids[1] ?? '']))).toBe('SAME_PERSON');
    await sign(signer, sheet);
  });

  it('is neither checked nor signed by whoever changed a line last, on every way to a sheet: a later revision, a struck line, all that is open', async () => {
    const first = await withRoles(s, 'first-author', ['PREPARER', 'CHECKER', 'SIGNER']);
    // a later revision: its author is bound, the first one no longer
    const revised = await reportOne(round, 0, '两人先后拟写');
    await propose(first, round, revised);
    await propose(allRoles, round, revised, 'NOT_ADOPTED');
    const sheet = await prepare(preparer as Client, round, [revised]);
    for (const act of [check, sign]) expect(await refusal(act(allRoles, sheet))).toBe('SAME_PERSON');
    // a struck line that the signer to be writes anew
    expect((await sign(first, sheet, [revised])).lines[0]?.state).toBe('RETURNED');
    await propose(first, round, revised);
    const again = await prepare(preparer as Client, round, [revised]);
    for (const act of [check, sign]) expect(await refusal(act(first, again))).toBe('SAME_PERSON');
    expect((await sign(allRoles, again)).state).toBe('SIGNED');
    // all that is open, without naming one: a single line of one's own among others is enough
    const own = await openRound(s);
    const ids = [await reportOne(own, 0, '甲'), await reportOne(own, 0, '乙'), await reportOne(own, 1, '丙')];
    for (const id of ids) await propose(id === ids[1] ? first : (preparer as Client), own, id);
    const all = await prepare(preparer as Client, own);
    expect(all.lines).toHaveLength(3);
    for (const act of [check, sign]) expect(await refusal(act(first, all))).toBe('SAME_PERSON');
    // and not by striking the own one, nor by taking it back once it is listed
    expect(await refusal(sign(first, all, [ids[1] ?? '']))).toBe('SAME_PERSON');
    expect(await refusal(propose(preparer as Client, own, ids[1] ?? ''))).toBe('WRONG_STATE');
    await sign(allRoles, await check(checker, all));
  });

  it('is not signed by whoever checked it', async () => {
    const { sheet } = await ready('审过的人');
    const checked = await check(allRoles, sheet);
    expect(await refusal(sign(allRoles, checked))).toBe('SAME_PERSON');
    await sign(signer, checked);
  });

  it("the database holds it as well: no path signs one's own", async () => {
    const { sheet } = await ready('数据库也不许');
    await expect(
      s.db.asService('update decision_sheet set signed_by = prepared_by where id = $1', [sheet.id]),
    ).rejects.toMatchObject({ constraint: 'decision_sheet_signer_is_another' });
    await expect(
      s.db.asService('update decision_sheet set checked_by = prepared_by where id = $1', [sheet.id]),
    ).rejects.toMatchObject({ constraint: 'decision_sheet_checker_is_another' });
    await expect(
      s.db.asService(
        `insert into decision (id, legislature_id, comment_id, sheet_id, sequence, outcome, words, prepared_by, signed_by, signed_at)
      select gen_random_uuid(), legislature_id, comment_id, sheet_id, 1, 'ADOPTED', '', gen_random_uuid(), gen_random_uuid(), now() from decision_sheet_line where sheet_id = $1`,
        [sheet.id],
      ),
    ).resolves.toBeDefined();
    await expect(
      s.db.asService(
        `insert into decision (id, legislature_id, comment_id, sheet_id, sequence, outcome, words, prepared_by, signed_by, signed_at)
      select gen_random_uuid(), legislature_id, comment_id, sheet_id, 2, 'ADOPTED', '', sheet_id, sheet_id, now() from decision_sheet_line where sheet_id = $1`,
        [sheet.id],
      ),
    ).rejects.toMatchObject({ constraint: 'decision_signer_is_another' });
  });

  it.each(['STANDARD', 'STRICT'] as const)('%s needs a check first', async (profile) => {
    const { sheet } = await ready(`三级审签${profile}`);
    // 严格 asks its people for a second factor
    if (profile === 'STRICT') for (const role of ['CHECKER', 'SIGNER'] as const) await s.bind(await s.home.token(role));
    await setProfile(s, profile);
    expect(await refusal(sign(signer, sheet))).toBe('CHECK_REQUIRED');
    const checked = await check(checker, sheet);
    expect((await sign(signer, checked)).state).toBe('SIGNED');
  });

  it('struck lines return, are proposed anew, and go on another sheet', async () => {
    const {
      ids: [a = '', b = ''],
      sheet,
    } = await ready('留下的', '划掉的');
    expect(await refusal(sign(signer, sheet, ['7b7f1c1e-7c3b-4b57-9f6c-0d4b2b0e4c11']))).toBe('INVALID_INPUT');
    const signed = await sign(signer, sheet, [b]);
    expect(signed.lines.map((l) => [l.commentId, l.state])).toEqual([
      [a, 'SIGNED'],
      [b, 'RETURNED'],
    ]);
    expect([
      (await commentOf(preparer as Client, round, a)).state,
      (await commentOf(preparer as Client, round, b)).state,
    ]).toEqual(['SIGNED', 'REPORTED']);
    expect(await s.db.asOwner('select 1 from decision where comment_id = $1', [b])).toEqual([]);
    await propose(preparer as Client, round, b, 'NOT_ADOPTED');
    const next = await prepare(preparer as Client, round, [b]);
    await sign(signer, next);
    expect(await s.db.asOwner('select outcome from decision where comment_id = $1', [b])).toEqual([
      { outcome: 'NOT_ADOPTED' },
    ]);
  });

  it('is signed once, by the version that was read; two signers at once make one decision', async () => {
    const {
      ids: [id = ''],
      sheet,
    } = await ready('签两次');
    expect(await refusal(sign(signer, { ...sheet, version: sheet.version + 1 }))).toBe('STALE_VERSION');
    const second = await withRoles(s, `second-signer`, ['SIGNER']);
    const both = await Promise.allSettled([sign(signer, sheet), sign(second, sheet)]);
    expect(both.map((b) => b.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await s.db.asOwner('select 1 from decision where comment_id = $1', [id])).toHaveLength(1);
    expect(await refusal(sign(signer, { ...sheet, version: sheet.version + 1 }))).toBe('WRONG_STATE');
  });
});

describe('nothing leaves before the next draft', () => {
  it("a signed decision is nobody's to see outside, until then; and then it is released once", async () => {
    const own = await openRound(s);
    const by = await officer(s);
    const [yes, no] = [await reportOne(own, 0, '采纳的'), await reportOne(own, 0, '不采纳的', '第三条')];
    await decide(
      s,
      own,
      new Map([
        [yes, 'ADOPTED'],
        [no, 'NOT_ADOPTED'],
      ] as const),
    );
    await jobsDone(s);
    const answerOf = async (seer: Client, id: string): Promise<unknown> =>
      (
        await seer.ask<{ comment: { releasedAnswer: unknown } | null }>(
          'query($id: ID!) { comment(id: $id) { releasedAnswer { outcome reasonClass words changes { newLabel } } } }',
          { id },
        )
      ).comment?.releasedAnswer;
    const outcome = async (
      commentId: string,
    ): Promise<{ stage: string; outcome: string | null; words: string | null }> => {
      const [voice] = await s.db.asOwner<{ opinion_id: string; legislature_id: string }>(
        'select opinion_id, legislature_id from comment_opinion where comment_id = $1',
        [commentId],
      );
      return s.running.app
        .get(OutcomesQueries)
        .forOpinion({ legislatureId: voice?.legislature_id ?? '', accountId: null }, voice?.opinion_id ?? '');
    };
    for (const id of [yes, no]) {
      for (const seer of [by, preparer as Client])
        expect(await commentOf(seer, own, id)).toMatchObject({ state: 'SIGNED', adoptionStatus: null });
      for (const seer of [by, preparer as Client]) expect(await answerOf(seer, id)).toBeNull();
      expect(await commentOf(by, own, id)).toMatchObject({ proposedHandling: null, proofs: [] });
      expect(await outcome(id)).toMatchObject({ stage: 'STUDIED', outcome: null, words: null });
    }
    expect(
      await s.db.asOwner(
        'select 1 from outcome_release r join comment c on c.id = r.comment_id where c.consultation_id = $1',
        [own.consultationId],
      ),
    ).toEqual([]);

    const next = await publishDraft(s, own.regulationId, 'DRAFT', NEXT_TEXT);
    const [signed] = await s.db.asOwner<{ legislature_id: string }>(
      'select legislature_id from regulation where id = $1',
      [own.regulationId],
    );
    const outcomes = s.running.app.get(OutcomesService);
    const scope = { legislatureId: signed?.legislature_id ?? '', accountId: null };
    await Promise.all([1, 2, 3].map(() => outcomes.releaseFor(scope, own.regulationId)));
    const told = await answerOf(by, no);
    expect(told).toMatchObject({ outcome: 'NOT_ADOPTED', changes: [] });
    expect(told).toEqual(await answerOf(preparer as Client, no));
    expect(await answerOf(by, yes)).toMatchObject({ outcome: 'ADOPTED', reasonClass: null });
    expect(await commentOf(by, own, yes)).toMatchObject({
      state: 'RELEASED',
      adoptionStatus: 'ADOPTED',
      proposedHandling: null,
      proofs: [],
    });
    expect(await outcome(no)).toMatchObject({ stage: 'RESULT', outcome: 'NOT_ADOPTED', words: '已在草案中体现' });
    expect(
      await s.db.asOwner(
        'select r.draft_id, r.cause from outcome_release r join comment c on c.id = r.comment_id where c.consultation_id = $1',
        [own.consultationId],
      ),
    ).toEqual([1, 2].map(() => ({ draft_id: next, cause: 'DRAFT_PUBLISHED' })));
    expect((await events(yes)).map((e) => e.command)).toEqual([
      'draft',
      'report',
      'propose',
      'list',
      'sign',
      'release',
    ]);
  });

  it('what is signed after the next draft is released by its signing', async () => {
    const own = await openRound(s);
    const id = await reportOne(own, 0, '后签');
    await publishDraft(s, own.regulationId, 'DRAFT', NEXT_TEXT);
    await decide(s, own, new Map([[id, 'ADOPTED']] as const));
    await jobsDone(s);
    const line = await commentOf(preparer as Client, own, id);
    expect(line).toMatchObject({ state: 'RELEASED', adoptionStatus: 'ADOPTED' });
    expect(line.proofs.map((p) => p.newProvision?.label)).toEqual(['第二条']);
  });
});

describe('the events of a comment', () => {
  let id = '';
  beforeAll(async () => {
    const { ids, sheet } = await ready('留痕');
    id = ids[0] ?? '';
    await sign(signer, sheet, [id]);
    await propose(preparer as Client, round, id, 'PARTIALLY_ADOPTED');
    await sign(signer, await prepare(preparer as Client, round, [id]));
  });

  const broken = (rows: Awaited<ReturnType<typeof events>>): number | null => {
    let before: string | null = null;
    for (const e of rows) {
      const sealed: Json = {
        commentId: id,
        sequence: e.sequence,
        command: e.command,
        state: e.state,
        detail: e.detail,
        by: e.by_account,
        at: e.at.toISOString(),
        before,
      };
      if (
        !digestWith(e.salt, sealed).equals(e.digest) ||
        !sha256(Buffer.concat([e.salt, Buffer.from(canonical(sealed))])).equals(e.digest)
      )
        return e.sequence;
      before = e.digest.toString('hex');
    }
    return null;
  };

  it('are a chain whose digests can be computed again from the rows', async () => {
    const rows = await events(id);
    expect(rows.map((e) => [e.sequence, e.command, e.state])).toEqual([
      [1, 'draft', 'DRAFTED'],
      [2, 'report', 'REPORTED'],
      [3, 'propose', 'PROPOSED'],
      [4, 'list', 'PROPOSED'],
      [5, 'strike', 'REPORTED'],
      [6, 'propose', 'PROPOSED'],
      [7, 'list', 'PROPOSED'],
      [8, 'sign', 'SIGNED'],
    ]);
    expect(broken(rows)).toBeNull();
  });

  it('control: a changed word, a missing row and a swapped one are seen', async () => {
    const rows = await events(id);
    const [a, b, ...rest] = rows as [(typeof rows)[0], (typeof rows)[0], ...typeof rows];
    expect(broken([{ ...a, command: 'sign' }, b, ...rest])).toBe(1);
    expect(broken([a, ...rest])).toBe(3);
    expect(broken([a, { ...b, detail: { sheet: 99 } }, ...rest])).toBe(2);
  });

  it.each([
    'comment_event',
    'proposed_handling',
    'decision',
    'outcome_release',
    'carry_over',
    'evidence',
    'evidence_review',
    'adoption_explanation',
  ])('%s takes no change and no deletion by the service', async (table) => {
    await expect(s.db.asService(`update ${table} set id = id`)).rejects.toMatchObject({ code: '42501' });
    await expect(s.db.asService(`delete from ${table}`)).rejects.toMatchObject({ code: '42501' });
  });
});

it('the office sees every reported comment with what it needs, in one page', async () => {
  const lines = await commentsOf(preparer as Client, round);
  expect(lines.map((l) => l.number)).toEqual([...lines].map((l) => l.number).sort((a, b) => (a ?? 0) - (b ?? 0)));
  expect(pointOf(round).id).toBeTruthy();
});
