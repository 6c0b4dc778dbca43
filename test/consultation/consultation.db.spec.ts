/** 征求意见: windows, tasks, codes for life. */
import { readLawCode } from '../../src/consultation/law-code.rules.js';
import type { Client } from '../support/client.js';
import {
  client,
  FIRST_TEXT,
  importDraft,
  openRound,
  pointOf,
  publishDraft,
  refusal,
  type Round,
  today,
} from '../support/round.js';
import { startTestService, type TestService } from '../support/service.js';

let s: TestService;
let preparer: Client;
let round: Round;
/** a published draft that nobody is asked about yet */
let quiet: string;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  preparer = await client(s, 'PREPARER');
  round = await openRound(s);
  quiet = await publishedDraft('还没有征求意见的条例');
});
afterAll(() => s.close());

async function publishedDraft(title: string): Promise<string> {
  const regulation = await preparer.act<{ id: string }>(
    'createRegulation',
    { title, kind: 'REGULATION', making: 'ENACT' },
    'Regulation',
    'id',
  );
  return publishDraft(s, regulation.id, 'CONSULTATION_DRAFT', FIRST_TEXT);
}

const create = (more: object): Promise<{ id: string; version: number; phase: string; warnings: string[] }> =>
  preparer.act(
    'createConsultation',
    { draftId: quiet, title: '再次征求意见', opensOn: today(), closesOn: today(40), ...more },
    'Consultation',
    'id version phase warnings',
  );
const issue = (
  consultationId: string,
  expectedVersion: number,
  contactPointIds: readonly string[],
  more: object = {},
): Promise<{ id: string; phase: string }> =>
  preparer.act(
    'issueConsultation',
    { consultationId, expectedVersion, contactPointIds, ...more },
    'Consultation',
    'id phase',
  );
const codes = async (
  regulationId: string,
): Promise<{ code: string; contactPointId: string | null; printed: string; url: string }[]> =>
  (
    await preparer.ask<{
      regulation: { lawCodes: { code: string; contactPointId: string | null; printed: string; url: string }[] };
    }>('query($r: ID!) { regulation(id: $r) { lawCodes { nodes { code contactPointId printed url } } } }', {
      r: regulationId,
    })
  ).regulation.lawCodes;
const stateOf = async (task: string): Promise<string | undefined> =>
  (await s.db.asOwner<{ state: string }>('select state from solicitation where id = $1', [task]))[0]?.state;

describe('a new consultation', () => {
  it('needs a published draft', async () => {
    const regulation = await preparer.act<{ id: string }>(
      'createRegulation',
      { title: '还没有公布的条例', kind: 'REGULATION', making: 'ENACT' },
      'Regulation',
      'id',
    );
    const { id } = await importDraft(s, regulation.id, 'DRAFT', FIRST_TEXT);
    expect(await refusal(create({ draftId: id }))).toBe('NOT_PUBLISHED');
  });

  it("shorter than the legislature's minimum is a warning and no more; a reason or a letter needs none", async () => {
    const few = async (more: object): Promise<string[]> =>
      (await create(more)).warnings.filter((w) => w.includes('少于 30 天'));
    expect(await few({ closesOn: today(28) })).toEqual([expect.stringMatching(/^征求意见时间是 29 天，少于 30 天（/)]);
    expect(await few({ closesOn: today(28), shortReason: '防汛急需' })).toEqual([]);
    expect(await few({ closesOn: today(29) })).toEqual([]);
    expect(await few({ closesOn: today(3), method: 'SOLICITATION_LETTER' })).toEqual([]);
  });

  it.each([
    [{ closesOn: '2026-02-30' }],
    [{ opensOn: '1.1' }],
    [{ opensOn: today(9), closesOn: today(8) }],
    [{ title: '短' }],
  ])('%j is refused by field', async (more) => {
    expect(await refusal(create(more))).toBe('INVALID_INPUT');
  });

  it('is issued once, by the version that was read', async () => {
    const made = await create({ method: 'SOLICITATION_LETTER' });
    expect(await refusal(issue(made.id, made.version + 1, []))).toBe('STALE_VERSION');
    expect((await issue(made.id, made.version, [])).phase).toBe('OPEN');
    expect(await refusal(issue(made.id, made.version + 1, []))).toBe('WRONG_STATE');
  });

  it('asks only who is engaged here', async () => {
    const made = await create({});
    const foreign = await s.neighbour.contactPoint('乙居委会');
    expect(await refusal(issue(made.id, made.version, [pointOf(round).id, foreign]))).toBe('NOT_ENGAGED');
    expect(await refusal(issue(made.id, made.version, [pointOf(round).id, pointOf(round).id]))).toBe('INVALID_INPUT');
    expect(await s.db.asOwner('select 1 from solicitation where consultation_id = $1', [made.id])).toEqual([]);
  });

  it('gives a task to each, due on the closing day unless said otherwise', async () => {
    const letter = { method: 'SOLICITATION_LETTER' };
    const [a, b] = [await create(letter), await create(letter)];
    await issue(a.id, a.version, [pointOf(round).id]);
    await issue(b.id, b.version, [pointOf(round).id], { dueOn: today(7) });
    expect(
      await s.db.asOwner('select due_on::text from solicitation where consultation_id in ($1, $2) order by due_on', [
        a.id,
        b.id,
      ]),
    ).toEqual([{ due_on: today(7) }, { due_on: today(40) }]);
  });
});

describe('一法一码', () => {
  it('is one code for the regulation and one for each that was asked, all with a check digit', async () => {
    const all = await codes(round.regulationId);
    expect(all.map((c) => c.contactPointId).sort()).toEqual([null, ...round.points.map((p) => p.id)].sort());
    for (const c of all) {
      expect(readLawCode(c.printed)).toBe(c.code);
      expect(c.url).toBe(`${s.url}/l/${c.code}`);
    }
  });

  it('stays for life: a second round keeps the codes and adds only the missing ones', async () => {
    const before = await codes(round.regulationId);
    const made = await create({ draftId: round.draftId, method: 'SOLICITATION_LETTER' });
    await issue(made.id, made.version, [pointOf(round).id, await s.home.contactPoint('新设联系点')]);
    const after = await codes(round.regulationId);
    expect(after).toHaveLength(before.length + 1);
    expect(after).toEqual(expect.arrayContaining(before));
  });

  it('has a picture as SVG and PNG; an unknown one has none', async () => {
    const svg = await s.send(`/codes/${round.code}.svg`);
    expect([svg.status, svg.headers.get('content-type')]).toEqual([200, expect.stringMatching(/^image\/svg\+xml/)]);
    expect((await s.send(`/codes/${round.code}.png`)).status).toBe(200);
    for (const bad of ['0000000001.svg', `${round.code}.gif`, '1.svg', '..%2f..%2fetc.svg'])
      expect((await s.send(`/codes/${bad}`)).status).toBe(404);
  });
});

describe('a task', () => {
  let fresh: Round;
  beforeAll(async () => {
    fresh = await openRound(s);
  });

  it('is received once, and answered with 无意见', async () => {
    const { officer, task } = pointOf(fresh);
    await officer.act('receiveSolicitation', { solicitationId: task }, 'Solicitation', 'id');
    expect(await refusal(officer.act('receiveSolicitation', { solicitationId: task }, 'Solicitation', 'id'))).toBe(
      'WRONG_STATE',
    );
    await officer.act('sayNoOpinion', { solicitationId: task }, 'Solicitation', 'id');
    expect(await refusal(officer.act('sayNoOpinion', { solicitationId: task }, 'Solicitation', 'id'))).toBe(
      'WRONG_STATE',
    );
    expect(await stateOf(task)).toBe('NO_OPINION');
  });

  it('of another contact point is not found and does not move', async () => {
    const { task } = pointOf(fresh, 1);
    for (const mutation of ['receiveSolicitation', 'sayNoOpinion'])
      expect(await refusal(pointOf(fresh).officer.act(mutation, { solicitationId: task }, 'Solicitation', 'id'))).toBe(
        'NOT_FOUND',
      );
    expect(await stateOf(task)).toBe('ISSUED');
  });

  it('is seen by its contact point only; the office sees all', async () => {
    const seen = async (by: Client): Promise<string[]> =>
      (
        await by.ask<{ consultation: { solicitations: { id: string }[] } }>(
          'query($c: ID!) { consultation(id: $c) { solicitations { nodes { id } } } }',
          { c: fresh.consultationId },
        )
      ).consultation.solicitations.map((t) => t.id);
    expect(await seen(pointOf(fresh).officer)).toEqual([pointOf(fresh).task]);
    expect((await seen(preparer)).sort()).toEqual(fresh.points.map((p) => p.task).sort());
    const mine = await pointOf(fresh, 1).officer.ask<{ myTasks: { id: string }[] }>(
      'query { myTasks(first: 200) { nodes { id } } }',
    );
    expect(mine.myTasks.map((t) => t.id)).toContain(pointOf(fresh, 1).task);
    expect(mine.myTasks.map((t) => t.id)).not.toContain(pointOf(fresh).task);
  });
});

it('a draft that was superseded is still the one its round asked about', async () => {
  const other = await openRound(s);
  await publishDraft(s, other.regulationId, 'DRAFT', FIRST_TEXT);
  const { consultation } = await preparer.ask<{ consultation: { draftId: string; phase: string } }>(
    'query($c: ID!) { consultation(id: $c) { draftId phase } }',
    { c: other.consultationId },
  );
  expect(consultation).toEqual({ draftId: other.draftId, phase: 'OPEN' });
});
