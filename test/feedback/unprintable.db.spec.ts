/** What cannot be printed holds its letter back by name; what is printed is the same in Word and in PDF. */
import JSZip from 'jszip';
import type { Client } from '../support/client.js';
import { composeFor, onLetters } from '../support/letters.js';
import {
  client,
  decide,
  jobsDone,
  NEXT_TEXT,
  openRound,
  publishDraft,
  reportOne,
  type Round,
} from '../support/round.js';
import { startTestService, type TestService } from '../support/service.js';
import { itWithPoppler, poppler } from '../platform/documents/poppler.js';

let s: TestService;
let preparer: Client;
let signer: Client;
let round: Round;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  [preparer, signer] = [await client(s, 'PREPARER'), await client(s, 'SIGNER')];
  round = await openRound(s);
  const ids = [
    await reportOne(round, 0, '𪚥字路口的井没有盖子'),
    await reportOne(round, 1, '𠮷祥里、䶮水，ꆈꌠ，👍👨‍👩‍👧 葛\u{E0100}城的井'),
  ];
  await decide(s, round, new Map(ids.map((id) => [id, 'NOT_ADOPTED' as const])));
  await publishDraft(s, round.regulationId, 'DRAFT', NEXT_TEXT);
});
afterAll(() => s.close());

it('a letter with a character that no font has is not made final, and says which one and where', async () => {
  const [letter] = (await composeFor(preparer, round, 0)).letters;
  const { letters, refused } = await onLetters(preparer, 'finaliseLetters', { letterIds: [letter?.id] });
  expect(letters).toEqual([]);
  expect(refused).toEqual([
    {
      id: letter?.id,
      code: 'UNPRINTABLE_CHARACTERS',
      message: expect.stringMatching(/“𪚥”（U\+2A6A5，见“.*𪚥字路口/u) as string,
    },
  ]);
});

it('one that was final before is not signed either, and uses no number', async () => {
  const [{ id } = { id: '' }] = await s.db.asOwner<{ id: string }>(
    `select id from letter_status where contact_point_id = (select contact_point_id from letter where snapshot::text like '%𪚥%' limit 1)`,
  );
  await s.db.asOwner(`update letter_status set state = 'FINALISED' where id = $1`, [id]);
  const { refused } = await onLetters(signer, 'signLetters', { letterIds: [id] });
  expect(refused.map((r) => r.code)).toEqual(['UNPRINTABLE_CHARACTERS']);
  expect(await s.db.asOwner('select 1 from document_number')).toEqual([]);
});

itWithPoppler('what is printed says the same in both files, character for character', async () => {
  const [letter] = (await composeFor(preparer, round, 1)).letters;
  const ids = { letterIds: [letter?.id] };
  expect((await onLetters(preparer, 'finaliseLetters', ids)).refused).toEqual([]);
  expect((await onLetters(signer, 'signLetters', ids)).refused).toEqual([]);
  await jobsDone(s);
  const [files] = await s.db.asOwner<{ docx: string; pdf: string }>(
    'select docx_file_id as docx, pdf_file_id as pdf from letter_status where id = $1',
    [letter?.id],
  );
  const [docx, pdf] = [
    await preparer.download(`/files/${files?.docx ?? ''}`),
    await preparer.download(`/files/${files?.pdf ?? ''}`),
  ];
  const xml = (await (await JSZip.loadAsync(docx)).file('word/document.xml')?.async('string')) ?? '';
  const plain = (text: string): string => text.replace(/[\s\f\p{Cf}]/gu, '');
  const words = plain(xml.replace(/<[^>]+>/gu, ''));
  const printed = plain(poppler('pdftotext', pdf, '-raw'));
  for (const said of ['𠮷祥里、䶮水', 'ꆈꌠ', '👍👨👩👧', '葛城的井'])
    expect([said, words.includes(said), printed.includes(said)]).toEqual([said, true, true]);
});
