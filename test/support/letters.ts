/** Letters through the public API in a few lines: composed, signed, delivered, and what each of them holds. */
import type { Client } from '../support/client.js';
import { client, jobsDone, key, type LettersDone, pointOf, type Round } from './round.js';
import type { TestService } from './service.js';

export interface LetterLine {
  id: string;
  kind: string;
  state: string;
  wordingVersion: string;
  documentNumber: string | null;
  commentCount: number;
  contactPointId: string;
  pdfFileId: string | null;
  sealedFileId: string | null;
  text: string[];
}
const FIELDS = 'id kind state wordingVersion documentNumber commentCount contactPointId pdfFileId sealedFileId text';

export interface Done {
  letters: LetterLine[];
  refused: LettersDone['refused'];
}

/** A bulk act on letters */
export const onLetters = (by: Client, mutation: string, input: object): Promise<Done> =>
  by.act<Done>(mutation, input, 'LettersDone', `letters { ${FIELDS} } refused { id code message }`);

/** Composes for one contact point of a round */
export const composeFor = (by: Client, round: Round, at = 0, more: object = {}): Promise<Done> =>
  onLetters(by, 'composeLetters', {
    consultationId: round.consultationId,
    contactPointIds: [pointOf(round, at).id],
    ...more,
  });

/** Letters of a round as this caller sees them */
export const lettersOf = async (by: Client, round: Round): Promise<LetterLine[]> =>
  (
    await by.ask<{ letterList: LetterLine[] }>(
      `query($c: ID!) { letterList(consultationId: $c) { nodes { ${FIELDS} } } }`,
      {
        c: round.consultationId,
      },
    )
  ).letterList;

/** From composed to signed, with the files set */
export async function issue(s: TestService, letterIds: readonly string[]): Promise<LetterLine[]> {
  await onLetters(await client(s, 'PREPARER'), 'finaliseLetters', { letterIds });
  const { letters, refused } = await onLetters(await client(s, 'SIGNER'), 'signLetters', { letterIds });
  if (refused.length > 0) throw new Error(JSON.stringify(refused));
  await jobsDone(s);
  return letters;
}

/** From composed to delivered */
export async function handOver(s: TestService, letterIds: readonly string[]): Promise<LetterLine[]> {
  await issue(s, letterIds);
  const { letters, refused } = await onLetters(await client(s, 'PREPARER'), 'deliverLetters', { letterIds });
  if (refused.length > 0) throw new Error(JSON.stringify(refused));
  return letters;
}

/** What a letter holds, as it is stored: comment, the sequence of the decision it tells, number */
export const heldBy = (
  s: TestService,
  letterId: string,
): Promise<{ comment_id: string; sequence: number; number: number }[]> =>
  s.db.asOwner(
    'select h.comment_id, d.sequence, h.number from letter_comment h join decision d on d.id = h.decision_id where h.letter_id = $1 order by h.number',
    [letterId],
  );

/** A resident's voice under the code of a contact point, and the comment its officer makes of it and reports */
export async function voiceReported(
  s: TestService,
  by: Client,
  round: Round,
  at: number,
  text: string,
): Promise<{ receipt: string; commentId: string; opinionId: string }> {
  const point = pointOf(round, at);
  const sent = await by.submit({
    lawCode: point.code,
    opinion: {
      submissionKey: key(),
      target: { kind: 'ARTICLE', provisionId: round.articles.get('第二条') },
      act: 'AMEND',
      text,
    },
  });
  const [row] = await s.db.asOwner<{ id: string }>('select id from opinion where text = $1', [text]);
  const opinionId = row?.id ?? '';
  const comment = await point.officer.act<{ id: string }>(
    'draftComment',
    { solicitationId: point.task, opinionIds: [opinionId] },
    'Comment',
    'id',
  );
  await point.officer.act(
    'reportComments',
    { solicitationId: point.task, commentIds: [comment.id] },
    'CommentsReported',
    'reported',
  );
  return { receipt: sent.receiptCode, commentId: comment.id, opinionId };
}

/** What the resident reads under a receipt code */
export const lookUp = async (s: TestService, receipt: string): Promise<string> =>
  (
    await s.send('/r', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ receipt }).toString(),
    })
  ).text();

/** The number of the letter that a look-up names, or null */
export const numberOn = (page: string): string | null => /反馈函文号：([^<]+)/u.exec(page)?.[1] ?? null;
