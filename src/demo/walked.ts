import { Client } from './client.js';
import { type Connection, listAll, PAGE_INFO } from './poll.js';

export interface Walked {
  regulationId: string;
  drafts: { id: string; title: string; articles: number }[];
  codes: { code: string; label: string; url: string; contactPointId: string | null }[];
  /** one receipt code, to try the look-up with */
  receipts: string[];
  opinions: number;
  comments: number;
  decisions: { adopted: number; partiallyAdopted: number; notAdopted: number };
  evidence: { confirmed: number; withoutChange: number };
  letters: {
    contactPoint: string;
    number: string;
    comments: number;
    docxFileId: string;
    pdfFileId: string;
    state: string;
  }[];
  /** refused on the way because an adoption showed nothing, until it was explained */
  heldBack: number;
}

export interface Provision {
  id: string;
  label: string;
  ordinal: number;
}

export async function provisionsOf(client: Client, draftId: string): Promise<Map<string, Provision>> {
  const all = await listAll(
    async (after) =>
      (
        await client.ask<{ draft: { provisions: Connection<Provision> } }>(
          `query($d: ID!, $a: String) { draft(id: $d) { provisions(first: 200, after: $a) { nodes { id label ordinal } ${PAGE_INFO} } } }`,
          { d: draftId, a: after },
        )
      ).draft.provisions,
  );
  // the first of two articles that bear the same number
  return new Map([...all].reverse().map((p) => [p.label, p]));
}
