/** What residents are told of what a person decided: longer, paused, cancelled, corrected, taken down, another code. */
import { startTestService, type TestService } from '../support/service.js';
import { resident, type Resident, wordsOf } from './client.js';
import { act, day, moveWindow, openDraft, type Opened } from './opened.js';

let s: TestService;
let r: Resident;
let preparer: string;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  r = resident(s);
  preparer = await s.home.token('PREPARER');
});
afterAll(() => s.close());

const versionOf = async (table: 'consultation' | 'draft' | 'law_code', id: string): Promise<number> =>
  (await s.db.asOwner<{ version: number }>(`select version from ${table} where id = $1`, [id]))[0]?.version ?? 0;
const onRound = async (name: string, o: Opened, reason: string, more: object = {}): Promise<unknown> =>
  act(
    s,
    preparer,
    name,
    {
      consultationId: o.consultationId,
      expectedVersion: await versionOf('consultation', o.consultationId),
      reason,
      ...more,
    },
    name === 'extendConsultation' ? 'ConsultationExtended' : 'Consultation',
    '__typename',
  );
const onDraft = async (name: string, o: Opened, reason: string, more: object = {}): Promise<unknown> =>
  act(
    s,
    preparer,
    name,
    { draftId: o.draftId, expectedVersion: await versionOf('draft', o.draftId), reason, ...more },
    'Draft',
    'id',
  );
const said = (d: string): string => {
  const [y, m, n] = d.split('-');
  return `${y}年${Number(m)}月${Number(n)}日`;
};
const stored = async (o: Opened): Promise<number> =>
  (await s.db.asOwner('select 1 from opinion where consultation_id = $1', [o.consultationId])).length;

it('extended: until when and why, on the text and beside the form', async () => {
  const o = await openDraft(s, '云市延长条例');
  await onRound('extendConsultation', o, '来信较多。', { closesOn: day(20) });
  for (const path of [`/l/${o.main}`, `/l/${o.point}/say`, `/l/${o.point}/a/1`]) {
    const page = await r.open(path);
    expect([page.status, wordsOf(page.html).includes(`征求意见时间延长至${said(day(20))}，原因：来信较多。`)]).toEqual([
      200,
      true,
    ]);
  }
  expect(wordsOf((await r.open(`/l/${o.main}`)).html)).toContain(`截止日期：${said(day(20))}`);
  const sent = await r.post(`/l/${o.point}/opinions`, { ...(await r.form(`/l/${o.point}/say`)), text: '说一句' });
  expect([sent.status, await stored(o)]).toEqual([200, 1]);
});

it('what was done before it was sent out is told to nobody', async () => {
  const o = await openDraft(s, '云市准备条例');
  await onRound('extendConsultation', o, '准备期间的事', { closesOn: day(20) });
  await s.db.asOwner(`update consultation set issued_at = now() where id = $1`, [o.consultationId]);
  expect(wordsOf((await r.open(`/l/${o.main}`)).html)).not.toContain('准备期间的事');
});

describe.each([
  ['suspendConsultation', '征求意见暂停，原因：防汛<b>紧急</b>。', '没有提交：征求意见暂停了'],
  ['cancelConsultation', '这次征求意见取消了，原因：防汛<b>紧急</b>。', '没有提交：这次征求意见取消了'],
])('%s', (name, told, title) => {
  it('is said with its reason wherever one would speak; there is no form', async () => {
    const o = await openDraft(s, `云市${name}条例`);
    await onRound(name, o, '防汛<b>紧急</b>。');
    for (const path of [`/l/${o.main}`, `/l/${o.main}/say`, `/l/${o.point}/a/1`]) {
      const { status, html } = await r.open(path);
      expect([status, wordsOf(html).includes(told), html.includes('<form method="post"')]).toEqual([200, true, false]);
      expect(html).not.toContain('<b>紧急');
    }
    expect(wordsOf((await r.open(`/l/${o.main}`)).html)).not.toContain('直接说');
    expect(wordsOf((await r.open(`/l/${o.main}`)).html)).toContain('接到困人报告后三十分钟内');
  });

  it('between opening and sending the form: said, and the words are given back', async () => {
    const o = await openDraft(s, `云市${name}条例之二`);
    const form = await r.form(`/l/${o.point}/a/1`);
    await onRound(name, o, '防汛<b>紧急</b>。');
    const back = await r.post(`/l/${o.point}/opinions`, { ...form, text: '写了很久的话', reason: '因为重要' });
    expect([back.status, wordsOf(back.html).includes(title), wordsOf(back.html).includes(told)]).toEqual([
      409,
      true,
      true,
    ]);
    expect(wordsOf(back.html)).toContain('写了很久的话\n\n因为重要');
    expect(await stored(o)).toBe(0);
  });

  it('has no grace: not for a form of the last day, in the half hour after it', async () => {
    const o = await openDraft(s, `云市${name}条例之三`);
    const form = await r.form(`/l/${o.point}/say`);
    await onRound(name, o, '防汛<b>紧急</b>。');
    await moveWindow(s, o, -20, -1);
    const back = await r.post(`/l/${o.point}/opinions`, { ...form, text: '昨天打开的' });
    expect([back.status, wordsOf(back.html).includes(title), await stored(o)]).toEqual([409, true, 0]);
  });
});

it('resumed: the form that was opened before is taken', async () => {
  const o = await openDraft(s, '云市恢复条例');
  const form = await r.form(`/l/${o.point}/say`);
  await onRound('suspendConsultation', o, '试');
  await onRound('resumeConsultation', o, '试');
  const sent = await r.post(`/l/${o.point}/opinions`, { ...form, text: '等到恢复' });
  expect([sent.status, await stored(o)]).toEqual([200, 1]);
});

it('a round that was cancelled gives way to the next one', async () => {
  const o = await openDraft(s, '云市再来条例');
  await onRound('cancelConsultation', o, '日期写错');
  const made = await act<{ id: string; version: number }>(
    s,
    preparer,
    'createConsultation',
    { draftId: o.draftId, title: '再次公开征求意见', opensOn: day(0), closesOn: day(40) },
    'Consultation',
    'id version',
  );
  expect(wordsOf((await r.open(`/l/${o.main}`)).html)).toContain('取消');
  await act(
    s,
    preparer,
    'issueConsultation',
    { consultationId: made.id, expectedVersion: made.version, contactPointIds: [] },
    'Consultation',
    'id',
  );
  const page = wordsOf((await r.open(`/l/${o.main}`)).html);
  expect([page.includes('取消'), page.includes('直接说')]).toEqual([false, true]);
});

it('corrected: beside the article and above the text, the words stay', async () => {
  const o = await openDraft(s, '云市勘误条例');
  const [article] = await s.db.asOwner<{ id: string; ordinal: number }>(
    `select id, ordinal from provision where draft_id = $1 and label = '第三条'`,
    [o.draftId],
  );
  // opened before: what is read of a text is kept, what is corrected is not
  await r.open(`/l/${o.main}`);
  await onDraft('recordCorrection', o, '排印有误。', {
    provisionId: article?.id,
    stands: '三十分钟',
    shouldBe: '二十分钟',
    correctedOn: day(0),
  });
  const words = `更正：“三十分钟”应为“二十分钟”。原因：排印有误（${said(day(0))}）。`;
  const whole = (await r.open(`/l/${o.main}`)).html;
  expect([wordsOf(whole).includes('公布以后有 1 处更正'), wordsOf(whole).split(words).length - 1]).toEqual([true, 2]);
  expect(whole).toContain(`href="#a${article?.ordinal}"`);
  const one = wordsOf((await r.open(`/l/${o.main}/a/${article?.ordinal}`)).html);
  expect([one.includes(words), one.includes('接到困人报告后三十分钟内')]).toEqual([true, true]);
  expect(wordsOf((await r.open(`/l/${o.main}/a/0`)).html)).not.toContain('更正');
});

it('taken down: 410 with the reason, the words given back; restored: as before', async () => {
  const o = await openDraft(s, '云市撤下条例');
  const form = await r.form(`/l/${o.point}/say`);
  await onDraft('takeDownDraft', o, '文字有误');
  const gone = await r.open(`/l/${o.main}`);
  expect([gone.status, wordsOf(gone.html).includes('撤下的原因：文字有误')]).toEqual([410, true]);
  const back = await r.post(`/l/${o.point}/opinions`, { ...form, text: '正在写的话' });
  expect([back.status, wordsOf(back.html).includes('正在写的话'), await stored(o)]).toEqual([410, true, 0]);
  await onDraft('restoreDraft', o, '核对无误');
  const sent = await r.post(`/l/${o.point}/opinions`, { ...form, text: '正在写的话' });
  expect([sent.status, await stored(o)]).toEqual([200, 1]);
});

it('another code: the old address says why and leads to the new one, and gives the words back', async () => {
  const o = await openDraft(s, '云市换码条例');
  const form = await r.form(`/l/${o.point}/say`);
  const [old] = await s.db.asOwner<{ id: string }>('select id from law_code where code = $1', [o.point]);
  const next = await act<{ code: string }>(
    s,
    preparer,
    'replaceLawCode',
    {
      lawCodeId: old?.id,
      expectedVersion: await versionOf('law_code', old?.id ?? ''),
      reason: '海报被覆盖',
    },
    'LawCode',
    'code',
  );
  const page = await r.open(`/l/${o.point}`);
  expect([page.status, wordsOf(page.html).includes('停用的原因：海报被覆盖')]).toEqual([410, true]);
  expect(page.html).toContain(`href="/l/${next.code}"`);
  const back = await r.post(`/l/${o.point}/opinions`, { ...form, text: '旧码上写的话' });
  expect([back.status, wordsOf(back.html).includes('旧码上写的话'), await stored(o)]).toEqual([410, true, 0]);
  expect((await r.open(`/l/${next.code}`)).status).toBe(200);
});
