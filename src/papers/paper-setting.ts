/** The one way by which a composed paper becomes files: the clerk reads it first. */
import type { TypstRenderer } from '../platform/documents/typst.js';
import { type ClerkFacts, clerkReads, type Remark, tellRemarks } from './clerk.rules.js';
import { letterDocx } from './letter.docx.js';
import type { OfficialLetter } from './letter.model.js';
import { letterPdf } from './letter.pdf.js';

/** A paper that a clerk would send back; whoever composed it says so to its author, by place */
export class PaperNotInOrder extends Error {
  constructor(readonly remarks: readonly Remark[]) {
    super(tellRemarks(remarks));
  }
}

/**
 * Sets a paper as .docx and .pdf from the same data; as PDF alone where it is `printOnly`. `more` are the remarks that
 * its own room has on this kind.
 *
 * @throws PaperNotInOrder before anything is set; SettingFailed, CharactersMissing
 */
export async function setPaper(
  renderer: TypstRenderer,
  paper: OfficialLetter,
  facts: ClerkFacts,
  more: readonly Remark[] = [],
): Promise<{ docx: Uint8Array | null; pdf: Uint8Array; pages: number }> {
  const remarks = [...clerkReads(paper, facts), ...more];
  if (remarks.length > 0) throw new PaperNotInOrder(remarks);
  const { bytes, pages } = await letterPdf(renderer, paper);
  return { docx: paper.printOnly === true ? null : await letterDocx(paper), pdf: bytes, pages };
}
