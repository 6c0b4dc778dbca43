/**
 * 修改决定: applied to the law in force, read article by article, linked as it says itself, and never silently
 * incomplete.
 */
import type { Client } from '../../support/client.js';
import { client, type Draft, importDraft, jobsDone, publishDraft, refusal, today } from '../../support/round.js';
import { startTestService, type TestService } from '../../support/service.js';

const LAW = `云澜市电梯条例

第一条　为了加强电梯安全管理，保障人身和财产安全，制定本条例。
第二条　本市行政区域内电梯的使用和维护保养，适用本条例。
第三条　使用单位应当每月检查电梯，检查记录保存一年。
第四条　违反本条例第三条规定的，由区市场监督管理部门责令改正，处二千元以下罚款。
第五条　本条例自公布之日起施行。
`;
const DECISION = `云澜市人民代表大会常务委员会关于修改《云澜市电梯条例》的决定（草案）

云澜市人民代表大会常务委员会决定对《云澜市电梯条例》作如下修改：
一、增加一条，作为第三条：“使用单位应当在轿厢内张贴使用登记标志和应急救援电话。”
二、将第三条改为第四条，修改为：“使用单位应当每日检查电梯，检查记录保存三年。”
三、删去第九条。
本决定自公布之日起施行。
《云澜市电梯条例》根据本决定作相应修改并对条文顺序作相应调整，重新公布。
`;

const numerals = ['第一条', '第二条', '第三条', '第四条', '第五条', '第六条', '第七条'];

let s: TestService;
let preparer: Client;
let regulationId = '';
let inForce = '';
let draft: Draft & { state: string };
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  preparer = await client(s, 'PREPARER');
  regulationId = await regulation('云澜市电梯条例');
});
afterAll(() => s.close());

const regulation = async (title: string): Promise<string> =>
  (
    await preparer.act<{ id: string }>(
      'createRegulation',
      { title, kind: 'REGULATION', making: 'AMENDMENT' },
      'Regulation',
      'id',
    )
  ).id;
const importDecision = async (text: string, of = regulationId): Promise<Draft & { state: string }> => {
  const fileId = await preparer.upload('决定.txt', Buffer.from(text));
  return preparer.act(
    'importAmendingDecision',
    { regulationId: of, kind: 'AMENDMENT_DRAFT', fileId },
    'Draft',
    'id version state title',
  );
};
interface LinkAnswer {
  relation: string;
  status: string;
  reason: string;
  old: { label: string } | null;
  new: { label: string; formerLabels: string[] | null } | null;
}
const links = async (o: string, n: string): Promise<LinkAnswer[]> =>
  (
    await preparer.ask<{ lineageBetween: LinkAnswer[] }>(
      'query($o: ID!, $n: ID!) { lineageBetween(oldDraftId: $o, newDraftId: $n) { nodes { relation status reason old { label } new { label formerLabels } } } }',
      { o, n },
    )
  ).lineageBetween;

it('without a published law in force a decision is refused, and the file can be used again', async () => {
  expect(await refusal(importDecision(DECISION))).toBe('NO_TEXT_IN_FORCE');
  const read = await importDraft(s, regulationId, 'IN_FORCE', LAW);
  expect(await refusal(importDecision(DECISION))).toBe('NO_TEXT_IN_FORCE');
  const checked = await preparer.act<Draft>(
    'checkDraft',
    { draftId: read.id, expectedVersion: 1, warningsRead: true },
    'Draft',
    'version',
  );
  await preparer.act('publishDraft', { draftId: read.id, expectedVersion: checked.version }, 'Draft', 'id');
  inForce = read.id;
});

it('a decision becomes the text as it would read; what was not carried out must be read before it is checked', async () => {
  draft = await importDecision(DECISION);
  const answer = await preparer.ask<{
    draft: {
      title: string;
      preview: { label: string; text: string }[];
      amendingDecision: {
        baseDraftId: string;
        text: string;
        instructions: { line: number; applied: boolean; problem: string | null }[];
      };
    };
  }>(
    'query($d: ID!) { draft(id: $d) { title preview(first: 20) { nodes { label text } } amendingDecision { baseDraftId text instructions { nodes { line applied problem } } } } }',
    { d: draft.id },
  );
  expect(answer.draft.title).toContain('决定（草案）');
  expect(answer.draft.preview.map((p) => p.label)).toEqual([
    '第一条',
    '第二条',
    '第三条',
    '第四条',
    '第五条',
    '第六条',
  ]);
  expect(answer.draft.preview[2]?.text).toContain('应急救援电话');
  expect(answer.draft.preview[3]?.text).toContain('每日检查');
  expect(answer.draft.preview[4]?.text).toContain('违反本条例第四条');
  const { amendingDecision: said } = answer.draft;
  expect(said).toMatchObject({ baseDraftId: inForce });
  expect(said.text).toContain('三、删去第九条。');
  expect(said.instructions.map((i) => i.applied)).toEqual([true, true, false, true]);
  expect(said.instructions[2]?.problem).toMatch(/第九条/u);
  const refused = await preparer
    .act('checkDraft', { draftId: draft.id, expectedVersion: draft.version }, 'Draft', 'version')
    .catch((e: unknown) => e as Error);
  expect(refused).toMatchObject({ code: 'TEXT_HAS_WARNINGS' });
  expect((refused as Error).message).toContain('第九条');
  const checked = await preparer.act<Draft>(
    'checkDraft',
    { draftId: draft.id, expectedVersion: draft.version, warningsRead: true },
    'Draft',
    'version',
  );
  await preparer.act('publishDraft', { draftId: draft.id, expectedVersion: checked.version }, 'Draft', 'id');
  await jobsDone(s);
});

it('the law in force stays published beside it', async () => {
  const rows = await s.db.asOwner<{ id: string; state: string }>(
    'select id, state from draft where regulation_id = $1',
    [regulationId],
  );
  expect(Object.fromEntries(rows.map((r) => [r.id, r.state]))).toEqual({
    [inForce]: 'PUBLISHED',
    [draft.id]: 'PUBLISHED',
  });
});

it('the lineage is what the decision says, and both numbers can be shown', async () => {
  const found = await links(inForce, draft.id);
  const byNew = (a: readonly (string | null)[], b: readonly (string | null)[]): number =>
    numerals.indexOf(a[1] ?? '') - numerals.indexOf(b[1] ?? '');
  expect(found.map((l) => [l.old?.label ?? null, l.new?.label ?? null, l.relation, l.status]).sort(byNew)).toEqual([
    ['第一条', '第一条', 'unchanged', 'PROPOSED'],
    ['第二条', '第二条', 'unchanged', 'PROPOSED'],
    [null, '第三条', 'new', 'CONFIRMED'],
    ['第三条', '第四条', 'modified', 'CONFIRMED'],
    ['第四条', '第五条', 'modified', 'PROPOSED'],
    ['第五条', '第六条', 'renumbered', 'PROPOSED'],
  ]);
  expect(found.find((l) => l.new?.label === '第四条')?.reason).toMatch(/^修改决定写明/u);
  expect(Object.fromEntries(found.map((l) => [l.new?.label, l.new?.formerLabels]))).toEqual({
    第一条: ['第一条'],
    第二条: ['第二条'],
    第三条: [],
    第四条: ['第三条'],
    第五条: ['第四条'],
    第六条: ['第五条'],
  });
});

it('residents read each article as it would stand, see which change, and the wording in force beside it', async () => {
  const made = await preparer.act<{ id: string; version: number }>(
    'createConsultation',
    { draftId: draft.id, title: '公开征求意见', opensOn: today(-5), closesOn: today(30) },
    'Consultation',
    'id version',
  );
  await preparer.act(
    'issueConsultation',
    {
      consultationId: made.id,
      expectedVersion: made.version,
      contactPointIds: [await s.home.contactPoint('青山社区')],
    },
    'Consultation',
    'id',
  );
  const { regulation: r } = await preparer.ask<{
    regulation: { lawCodes: { code: string; contactPointId: string | null }[] };
  }>('query($r: ID!) { regulation(id: $r) { lawCodes { nodes { code contactPointId } } } }', { r: regulationId });
  const code = r.lawCodes.find((c) => c.contactPointId === null)?.code ?? '';
  const page = async (path: string): Promise<string> => (await fetch(`${s.url}/l/${code}${path}`)).text();
  const whole = await page('');
  expect(whole).toContain('这是对现行法规的修改');
  expect(whole).toContain('改动的条文（共 2 条）');
  expect(whole).toMatch(/第三条<span class="tag">　新增/u);
  expect(whole).toMatch(/第四条<span class="tag">　有修改（现行第三条）/u);
  expect(whole).toMatch(/第五条<span class="tag">　只是条号变了（现行第四条）/u);
  expect(whole).toMatch(/第六条<span class="tag">　只是条号变了（现行第五条）/u);
  const article = await page('/a/3');
  expect(article).toContain('每日检查');
  expect(article).toMatch(/<summary>现行第三条是怎么写的<\/summary>[^]*每月检查/u);
  expect(await page('/a/0')).not.toContain('现行');
});

it('a retyped text keeps what the decision says of the articles it still has', async () => {
  const second = await importDecision(DECISION.replace('三、删去第九条。\n', ''));
  const text = LAW.replace('第三条　使用', '第三条　使用单位应当在轿厢内张贴使用登记标志和应急救援电话。\n第四条　使用')
    .replace('第四条　违反', '第五条　违反')
    .replace('第五条　本条例自', '第六条　业主应当爱护电梯。\n第七条　本条例自');
  const corrected = await preparer.act<Draft>(
    'correctDraft',
    { draftId: second.id, expectedVersion: second.version, text },
    'Draft',
    'version',
  );
  const checked = await preparer.act<Draft>(
    'checkDraft',
    { draftId: second.id, expectedVersion: corrected.version, warningsRead: true },
    'Draft',
    'version',
  );
  await preparer.act('publishDraft', { draftId: second.id, expectedVersion: checked.version }, 'Draft', 'id');
  await jobsDone(s);
  const found = await links(inForce, second.id);
  expect(found.find((l) => l.new?.label === '第三条')).toMatchObject({ relation: 'new', status: 'CONFIRMED' });
  expect(found.find((l) => l.new?.label === '第七条')).toMatchObject({
    relation: 'new',
    status: 'PROPOSED',
    new: { formerLabels: null },
  });
  expect(await links(draft.id, second.id)).not.toEqual([]);
});

it("aligned again, a person's word and the decision's stay, and the machine's own may change", async () => {
  const again = (): Promise<{ changed: number; kept: number }> =>
    preparer.act(
      'reproposeLineage',
      { oldDraftId: inForce, newDraftId: draft.id },
      'LineageReproposed',
      'changed kept',
    );
  expect(await again()).toMatchObject({ changed: 0, kept: 2 });
  const ids = await s.db.asOwner<{ id: string; draft_id: string; label: string }>(
    'select id, draft_id, label from provision',
  );
  const idOf = (d: string, label: string): string => ids.find((r) => r.draft_id === d && r.label === label)?.id ?? '';
  await preparer.act(
    'confirmLineage',
    {
      oldDraftId: inForce,
      newDraftId: draft.id,
      corrections: [
        {
          newProvisionId: idOf(draft.id, '第二条'),
          oldProvisionIds: [idOf(inForce, '第一条'), idOf(inForce, '第二条')],
          relation: 'merged',
        },
      ],
    },
    'LineageConfirmed',
    'corrected',
  );
  const before = await links(inForce, draft.id);
  // an older method's mistake, as rows of an earlier version of the service would hold it
  await s.db.asOwner(
    `insert into article_link (id, legislature_id, regulation_id, old_draft_id, new_draft_id, old_provision_id, new_provision_id, relation, score, reason, method, status, round)
    select gen_random_uuid(), legislature_id, regulation_id, old_draft_id, new_draft_id, null, new_provision_id, 'new', 0, '旧方法', 'older', 'PROPOSED', 9 from article_link where new_provision_id = $1 limit 1`,
    [idOf(draft.id, '第五条')],
  );
  expect(await again()).toMatchObject({ changed: 1, kept: 5 });
  expect((await links(inForce, draft.id)).map((l) => [l.old?.label, l.new?.label, l.relation]).sort()).toEqual(
    before.map((l) => [l.old?.label, l.new?.label, l.relation]).sort(),
  );
  await jobsDone(s);
  expect(
    await refusal(
      preparer.act('reproposeLineage', { oldDraftId: draft.id, newDraftId: inForce }, 'LineageReproposed', 'changed'),
    ),
  ).toBe('NOT_A_SUCCESSOR');
});

it.each([
  ['of another law', DECISION.replaceAll('云澜市电梯条例', '云澜市河道条例'), 'NO_INSTRUCTIONS', /河道条例/u],
  ['that changes nothing', LAW, 'NO_INSTRUCTIONS', /修改指令/u],
])('a decision %s is refused in words', async (_, text, code, words) => {
  const refused = await importDecision(text).catch((e: unknown) => e as Error);
  expect(refused).toMatchObject({ code });
  expect((refused as Error).message).toMatch(words);
});

it('a decision on several laws is checked once somebody has read of which others it speaks', async () => {
  const several = await importDecision(`云澜市人民代表大会常务委员会关于修改部分地方性法规的决定
一、将《云澜市电梯条例》第一条修改为：“为了电梯安全，制定本条例。”
二、将《云澜市河道条例》第三条修改为：“河道要有人管。”`);
  const check = (warningsRead: boolean): Promise<unknown> =>
    preparer.act(
      'checkDraft',
      { draftId: several.id, expectedVersion: several.version, warningsRead },
      'Draft',
      'version',
    );
  await expect(check(false)).rejects.toMatchObject({
    code: 'TEXT_HAS_WARNINGS',
    message: expect.stringContaining('还修改《云澜市河道条例》') as string,
  });
  await check(true);
});

it('the promulgated text ends the law in force', async () => {
  await publishDraft(s, regulationId, 'PROMULGATED', LAW.replace('每月', '每日'));
  const [row] = await s.db.asOwner<{ state: string }>('select state from draft where id = $1', [inForce]);
  expect(row?.state).toBe('SUPERSEDED');
});

describe('修改意见 of a deliberation', () => {
  const DRAFT = LAW.replace('云澜市电梯条例', '云澜市扶梯条例（修订草案）').replace('每月检查', '每旬检查');
  const OPINION = `关于《云澜市扶梯条例（修订草案）》的修改意见

建议对修订草案作如下修改：
一、修订草案第三条中的“每旬”修改为“每日”。
二、建议删去第九条。
`;
  const amend = (of: string, baseDraftId: string, fileId: string): Promise<Draft & { state: string }> =>
    preparer.act(
      'importAmendingDecision',
      { regulationId: of, baseDraftId, kind: 'REVISED_DRAFT', fileId },
      'Draft',
      'id version state title',
    );

  it('amends the pending draft that it names, once that is published, and never that of another regulation', async () => {
    const of = await regulation('云澜市扶梯条例');
    const pending = await importDraft(s, of, 'REVISION_DRAFT', DRAFT);
    const fileId = await preparer.upload('意见.txt', Buffer.from(OPINION));
    expect(await refusal(amend(of, pending.id, fileId))).toBe('INVALID_INPUT');
    expect(await refusal(amend(regulationId, pending.id, fileId))).toBe('NOT_FOUND');
    const checked = await preparer.act<Draft>(
      'checkDraft',
      { draftId: pending.id, expectedVersion: pending.version, warningsRead: true },
      'Draft',
      'version',
    );
    await preparer.act('publishDraft', { draftId: pending.id, expectedVersion: checked.version }, 'Draft', 'id');
    const made = await amend(of, pending.id, fileId);
    const { draft: read } = await preparer.ask<{
      draft: {
        amendingDecision: {
          baseDraftId: string;
          instructions: { applied: boolean; problem: string | null }[];
        };
      };
    }>(
      'query($id: ID!) { draft(id: $id) { amendingDecision { baseDraftId instructions { nodes { applied problem } } } } }',
      { id: made.id },
    );
    expect(read.amendingDecision.baseDraftId).toBe(pending.id);
    expect(read.amendingDecision.instructions).toEqual([
      { applied: true, problem: null },
      { applied: false, problem: expect.stringContaining('被修改的文本没有第九条') as string },
    ]);
  });
});
