/** A text on its way into a draft: read beside the event loop and within bounds, and its articles as rows. */
import { type ArticleTree, provisionText } from '../../articles/index.js';
import { sha256 } from '../../platform/base/canonical.js';
import { Refusal } from '../../platform/base/refusal.js';
import { tooLarge, tooMany } from '../engine/bounds.rules.js';
import { type Engine, GivenUp } from '../engine/engine.js';
import { refusalMessage } from '../readers/refusal.js';
import type { ProvisionRow } from './draft.entities.js';

/** The text as a tree, or in Chinese why it cannot be read and what to do */
export async function treeWithin(engine: Engine, text: string): Promise<ArticleTree | string> {
  const before = tooLarge(text);
  if (before !== null) return before;
  try {
    const tree = await engine.run('readText', text);
    return tooMany(tree) ?? tree;
  } catch (fault) {
    if (fault instanceof GivenUp) return fault.words;
    throw fault;
  }
}

export const refusedFile = (reason: string): Refusal => new Refusal('UNREADABLE_FILE', { reason });

/** A file that cannot be read is named in the words about it. */
export const withName = (refusal: Refusal, name: string): Refusal =>
  refusal.code === 'UNREADABLE_FILE' ? refusedFile(refusalMessage(name, String(refusal.params.reason))) : refusal;

/** What was given up while a file was made a draft is why it cannot be read; every other fault stays one. */
export function fileGivenUp(fault: unknown): Refusal {
  if (fault instanceof GivenUp) return refusedFile(fault.words);
  throw fault;
}

export function provisionsOf(draftId: string, tree: ArticleTree): Omit<ProvisionRow, 'id' | 'legislatureId'>[] {
  return tree.provisions.map((p, ordinal) => {
    const text = provisionText(p);
    return {
      draftId,
      ordinal,
      kind: p.kind,
      number: p.number,
      sub: p.sub,
      label: p.label,
      caption: p.caption,
      headings: p.headings,
      body: p.paragraphs,
      text,
      textSha256: sha256(text),
    };
  });
}
