/** 一法一码 stopped and exchanged: what its address, its picture and whoever speaks under it are told. */
import { formatLawCode } from '../../src/consultation/law-code.rules.js';
import { Client } from '../support/client.js';
import { SUBMIT_OPINION } from '../../src/demo/documents.js';
import { client, openRound, opinion, pointOf, refusal, type Round, today } from '../support/round.js';
import { startTestService, type TestService } from '../support/service.js';

let s: TestService;
let preparer: Client;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  preparer = await client(s, 'PREPARER');
});
afterAll(() => s.close());

interface Code {
  id: string;
  code: string;
  contactPointId: string | null;
  label: string;
  version: number;
  revokedAt: string | null;
  revokedReason: string | null;
  replacedBy: { code: string } | null;
}
const CODE = 'id code contactPointId label version revokedAt revokedReason replacedBy { code }';
const codes = async (round: Round): Promise<Code[]> =>
  (
    await preparer.ask<{ regulation: { lawCodes: Code[] } }>(
      `query($r: ID!) { regulation(id: $r) { lawCodes { nodes { ${CODE} } } } }`,
      { r: round.regulationId },
    )
  ).regulation.lawCodes;
const codeOf = async (round: Round, code: string): Promise<Code> => {
  const found = (await codes(round)).find((c) => c.code === code);
  if (!found) throw new Error(`no code ${code}`);
  return found;
};
const act = async (name: string, round: Round, code: string, by = preparer, more: object = {}): Promise<Code> => {
  const { id, version } = await codeOf(round, code);
  return by.act<Code>(
    name,
    { lawCodeId: id, expectedVersion: version, reason: '海报被贴了别的二维码', ...more },
    'LawCode',
    CODE,
  );
};
const speak = async (round: Round, code: string): Promise<{ __typename: string; code?: string; message?: string }> =>
  (
    await new Client(s.url).ask<{ submitOpinion: { __typename: string; code?: string; message?: string } }>(
      SUBMIT_OPINION,
      { input: { lawCode: code, opinion: opinion(round, '写得更清楚些。', null) } },
    )
  ).submitOpinion;
const page = async (path: string): Promise<[number, string]> => {
  const answer = await s.send(path);
  return [answer.status, await answer.text()];
};

it('stopped: the address says so with the reason, its picture is gone, nothing is taken under it', async () => {
  const round = await openRound(s);
  const { code } = pointOf(round);
  expect((await s.send(`/codes/${code}.svg`)).status).toBe(200);
  const done = await act('revokeLawCode', round, code);
  expect(done).toMatchObject({ code, revokedReason: '海报被贴了别的二维码', replacedBy: null });
  expect(done.revokedAt).not.toBeNull();
  const [status, html] = await page(`/l/${code}`);
  expect([status, html.includes('停用的原因：海报被贴了别的二维码'), html.includes(`/l/${round.code}`)]).toEqual([
    410,
    true,
    true,
  ]);
  const [picture, words] = await page(`/codes/${code}.svg`);
  expect([picture, words.includes('这个码已经停用')]).toEqual([410, true]);
  expect(await speak(round, code)).toEqual({
    __typename: 'CodeRevoked',
    code: 'CODE_REVOKED',
    message: '这个码已经停用：请扫海报上的新码，或者问一问贴海报的联系点。',
  });
  expect((await speak(round, round.code)).__typename).toBe('OpinionReceived');
});

it('exchanged: the old address leads to the new code, through every further exchange', async () => {
  const round = await openRound(s);
  const old = pointOf(round).code;
  const next = await act('replaceLawCode', round, old);
  expect(next).toMatchObject({ contactPointId: pointOf(round).id, label: '红河居委会', revokedAt: null });
  expect(next.code).not.toBe(old);
  expect((await codeOf(round, old)).replacedBy).toEqual({ code: next.code });
  expect((await page(`/l/${old}`))[1]).toContain(`href="/l/${next.code}"`);
  const last = await act('replaceLawCode', round, next.code);
  const [status, html] = await page(`/l/${old}`);
  expect([status, html.includes(`href="/l/${last.code}"`), html.includes(next.code)]).toEqual([410, true, false]);
  expect((await speak(round, old)).message).toContain(`请改用新码 ${formatLawCode(last.code)}`);
  expect((await speak(round, last.code)).__typename).toBe('OpinionReceived');
  const heard = await s.db.asOwner<{ contact_point_id: string }>(
    'select contact_point_id from opinion where consultation_id = $1',
    [round.consultationId],
  );
  expect(heard).toEqual([{ contact_point_id: pointOf(round).id }]);
});

it('the main code likewise, and one that was stopped before', async () => {
  const round = await openRound(s);
  await act('revokeLawCode', round, round.code);
  const next = await act('replaceLawCode', round, round.code, preparer, { reason: '补发' });
  expect(next.contactPointId).toBeNull();
  expect(await codeOf(round, round.code)).toMatchObject({
    revokedReason: '海报被贴了别的二维码',
    replacedBy: { code: next.code },
  });
  expect(await refusal(act('replaceLawCode', round, round.code))).toBe('WRONG_STATE');
  expect(await refusal(act('revokeLawCode', round, round.code))).toBe('WRONG_STATE');
});

it('whoever is asked again gets a new code where the only one was stopped', async () => {
  const round = await openRound(s, ['红河居委会']);
  const { code, id } = pointOf(round);
  await act('revokeLawCode', round, code);
  const made = await preparer.act<{ id: string; version: number }>(
    'createConsultation',
    {
      draftId: round.draftId,
      method: 'SOLICITATION_LETTER',
      title: '书面征求意见',
      opensOn: today(),
      closesOn: today(9),
    },
    'Consultation',
    'id version',
  );
  await preparer.act(
    'issueConsultation',
    { consultationId: made.id, expectedVersion: made.version, contactPointIds: [id] },
    'Consultation',
    'id',
  );
  const mine = (await codes(round)).filter((c) => c.contactPointId === id);
  expect(mine.map((c) => [c.code === code, c.revokedAt === null]).sort()).toEqual([
    [false, true],
    [true, false],
  ]);
  expect((await codes(round)).filter((c) => c.contactPointId === null)).toHaveLength(1);
});

it('is refused stale, without a reason, to the neighbour and to a contact point; once where two act', async () => {
  const round = await openRound(s);
  const { code, officer } = pointOf(round);
  expect(await refusal(act('revokeLawCode', round, code, preparer, { expectedVersion: 7 }))).toBe('STALE_VERSION');
  expect(await refusal(act('revokeLawCode', round, code, preparer, { reason: ' ' }))).toBe('INVALID_INPUT');
  expect(await refusal(act('replaceLawCode', round, code, await client(s, 'PREPARER', s.neighbour)))).toBe('NOT_FOUND');
  expect(await refusal(act('replaceLawCode', round, code, officer))).toBe('FORBIDDEN');
  const done = await Promise.allSettled([
    act('replaceLawCode', round, code, preparer, { expectedVersion: 1 }),
    act('replaceLawCode', round, code, preparer, { expectedVersion: 1, reason: '另一位' }),
  ]);
  expect(done.map((d) => d.status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(done.find((d) => d.status === 'rejected')).toMatchObject({ reason: { code: 'STALE_VERSION' } });
  expect((await codes(round)).filter((c) => c.contactPointId === pointOf(round).id)).toHaveLength(2);
});
