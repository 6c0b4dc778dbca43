/** The office's own letterhead taken and taken out of use; numbers given up; the first number of a run of letters. */
import { Client } from '../support/client.js';
import { lettersOf } from '../support/letters.js';
import {
  client,
  decide,
  jobsDone,
  NEXT_TEXT,
  openRound,
  publishDraft,
  refusal,
  reportOne,
  type Round,
  today,
} from '../support/round.js';
import { startTestService, type TestService } from '../support/service.js';
import { ledgerFaults } from '../support/verified.js';
import { letterheadDocx } from '../papers/letterheads.js';

let s: TestService;
let preparer: Client;
let signer: Client;
let administrator: Client;
let organ: { organName: string; documentWord: string };
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  [preparer, signer, administrator] = [
    await client(s, 'PREPARER'),
    await client(s, 'SIGNER'),
    await client(s, 'ADMINISTRATOR'),
  ];
  ({ legislature: organ } = await administrator.ask<{ legislature: typeof organ }>(
    '{ legislature { organName documentWord } }',
  ));
});
afterAll(() => s.close());

const NOBODY = '7b7f1c1e-7c3b-4b57-9f6c-0d4b2b0e4c11';
const right = async (): Promise<string> =>
  administrator.upload(
    '版头.docx',
    Buffer.from(await letterheadDocx({ organ: organ.organName, number: `${organ.documentWord}〔　　〕　号` })),
  );
const inUse = async (by = administrator): Promise<{ id: string; fits: boolean; version: number } | null> =>
  (await by.ask<{ letterhead: { id: string; fits: boolean; version: number } | null }>(
    '{ letterhead { id fits version mark { text colour } } }',
  )).letterhead; // prettier-ignore
const take = (fileId: string, by = administrator): Promise<{ id: string; version: number }> =>
  by.act('takeLetterhead', { fileId }, 'Letterhead', 'id version');
const settings = async (numberSource: string, organName = organ.organName): Promise<void> => {
  const version = async (): Promise<number> =>
    (await administrator.ask<{ legislature: { version: number } }>('{ legislature { version } }')).legislature.version;
  await administrator.act(
    'changePaperSettings',
    { expectedVersion: await version(), dueDays: 15, numberSource },
    'LegislatureSettings',
    'id',
  );
  if (organName === organ.organName) return;
  await s.db.asOwner('update legislature set organ_name = $1', [organName]);
};

it('a letterhead is looked at, refused line by line, taken, replaced, removed; each in the ledger', async () => {
  const bad = await administrator.upload(
    '版头.docx',
    Buffer.from(await letterheadDocx({ organ: '别的机关', top: 20 })),
  );
  const { letterheadReading: read } = await administrator.ask<{ letterheadReading: object }>(
    'query($f: ID!) { letterheadReading(fileId: $f) { ... on LetterheadReading { mark { text } remarks { place } } } }',
    { f: bad },
  );
  expect(read).toEqual({
    mark: null,
    remarks: [{ place: '页边距' }, { place: '发文机关标志' }, { place: '发文字号' }],
  });
  expect(await refusal(take(bad))).toBe('LETTERHEAD_NOT_IN_ORDER');
  expect(await inUse()).toBeNull();
  const file = await right();
  for (const as of ['pdf', 'docx'])
    expect((await administrator.download(`/letterheads/${file}/sample.${as}`)).length).toBeGreaterThan(5000);
  // somebody else's file, before it is anybody's
  expect(await refusal(take(NOBODY))).toBe('NOT_FOUND');
  const first = await take(file);
  expect(await inUse()).toMatchObject({ id: first.id, fits: true });
  // a file belongs to one letterhead
  expect(await refusal(take(file))).toBe('NOT_FOUND');
  const second = await take(await right());
  expect(await inUse()).toMatchObject({ id: second.id });
  const remove = (id: string, version: number): Promise<unknown> =>
    administrator.act('removeLetterhead', { letterheadId: id, expectedVersion: version }, 'Letterhead', 'id');
  expect(await refusal(remove(first.id, 2))).toBe('NOT_FOUND');
  expect(await refusal(remove(second.id, 7))).toBe('STALE_VERSION');
  await remove(second.id, second.version);
  expect(await inUse()).toBeNull();
  const acts = await s.db.asOwner<{ act: string }>(
    `select act from audit_record where object_kind = 'Letterhead' and outcome = 'DONE' order by at`,
  );
  expect(acts.map((a) => a.act)).toEqual(['takeLetterhead', 'removeLetterhead', 'takeLetterhead', 'removeLetterhead']);
});

it('the neighbour sees none of it, and takes no file of ours', async () => {
  const neighbour = new Client(s.url, await s.neighbour.token('ADMINISTRATOR'));
  const file = await right();
  const { id, version } = await take(await right());
  expect(await inUse(neighbour)).toBeNull();
  expect(await refusal(take(file, neighbour))).toBe('NOT_FOUND');
  const remove = { letterheadId: id, expectedVersion: version };
  expect(await refusal(neighbour.act('removeLetterhead', remove, 'Letterhead', 'id'))).toBe('NOT_FOUND');
  await expect(neighbour.download(`/letterheads/${file}/sample.pdf`)).rejects.toThrow();
  await administrator.act('removeLetterhead', remove, 'Letterhead', 'id');
});

describe('numbers of a year', () => {
  const year = Number(today(0).slice(0, 4));
  const FIELDS =
    'next used voided missing gaps { nodes { first last } } voidedNumbers { nodes { number voidNote byName } }';
  const numbers = async (): Promise<Record<string, unknown>> =>
    (await preparer.ask<{ documentNumbers: Record<string, unknown> }>(`{ documentNumbers { ${FIELDS} } }`))
      .documentNumbers;
  const giveUp = (first: number, last: number, note = '登记时写错'): Promise<Record<string, unknown>> =>
    preparer.act('voidNumbers', { year, first, last, note }, 'DocumentNumbers', FIELDS);
  let round: Round;
  beforeAll(async () => {
    round = await openRound(s);
    const ids = [await reportOne(round, 0, '甲意见'), await reportOne(round, 1, '乙意见')];
    await decide(s, round, new Map(ids.map((id) => [id, 'NOT_ADOPTED' as const])));
    await publishDraft(s, round.regulationId, 'DRAFT', NEXT_TEXT);
  });

  it('are given up with a note, for good; what this program has not counted to yet cannot be', async () => {
    expect(await refusal(giveUp(1, 1))).toBe('INVALID_INPUT');
    await settings('REGISTER');
    expect(await giveUp(3, 4)).toMatchObject({
      next: 5,
      used: 0,
      voided: 2,
      missing: 2,
      gaps: [{ first: 1, last: 2 }],
      voidedNumbers: [{ number: 3, voidNote: '登记时写错' }, { number: 4 }],
    });
    expect(await refusal(giveUp(2, 3))).toBe('NUMBER_TAKEN');
    expect(await refusal(giveUp(2, 2, ' '))).toBe('INVALID_INPUT');
  });

  it('a run of letters is numbered from the first one that is typed in', async () => {
    const { consultationId } = round;
    await preparer.act('startComposing', { consultationId }, 'LetterRun', 'id');
    await jobsDone(s);
    const letterIds = (await lettersOf(preparer, round)).map((l) => l.id);
    expect(letterIds).toHaveLength(2);
    await preparer.act('startFinalising', { consultationId, letterIds }, 'LetterRun', 'id');
    await jobsDone(s);
    const sign = (firstNumber: number | null): Promise<{ id: string }> =>
      signer.act('startSigning', { consultationId, letterIds, firstNumber }, 'LetterRun', 'id');
    expect(await refusal(sign(null))).toBe('NUMBER_NEEDED');
    expect(await refusal(sign(0))).toBe('INVALID_INPUT');
    const left = async (id: string): Promise<{ code: string }[]> =>
      (await signer.ask<{ letterRun: { refused: { code: string }[] } }>(
        'query($id: ID!) { letterRun(id: $id) { refused { code message } } }',
        { id },
      )).letterRun.refused; // prettier-ignore
    // 2 is free, 3 was given up: the second letter is left alone, and says so
    const { id } = await sign(2);
    await jobsDone(s);
    expect((await left(id)).map((r) => r.code)).toEqual(['NUMBER_TAKEN']);
    await sign(40);
    await jobsDone(s);
    const printed = await s.db.asOwner<{ n: string }>(
      `select document_number as n from letter_status where document_number is not null order by signed_at`,
    );
    expect(printed.map((p) => p.n.replace(/^.*〕/u, ''))).toEqual(['2号', '40号']);
    expect(await numbers()).toMatchObject({ next: 41, used: 2, missing: 36 });
  });

  it('a letterhead of an organ that has another name since says that it does not fit', async () => {
    await take(await right());
    await settings('REGISTER', '云澜市人大常委会办公室');
    expect(await inUse()).toMatchObject({ fits: false });
    expect(await ledgerFaults(s)).toEqual([]);
  });
});
