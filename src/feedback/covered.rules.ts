/**
 * What residents said, as a letter repeats it: numbers that lead to a person and whole doors are covered, whether
 * anybody covered them before or not. Names are left to people: a machine takes 高度 for one. Pure.
 */
import { masked } from '../opinions/mask.rules.js';
import { type MaskProposal, proposeMasks } from '../opinions/mask-proposals.rules.js';
import { tellsWho } from '../papers/clerk.marks.rules.js';

/** ＊ for each character of a phone, an identity, a card number and a whole door; 3幢, which is a place, stays */
export function coveredForLetter(text: string): string {
  let said = { text, proposedWording: null, reason: null };
  for (;;) {
    const characters = [...said.text];
    const spans = proposeMasks(said).filter((p) => isCovered(p, characters.slice(p.from, p.to).join('')));
    if (spans.length === 0) return said.text;
    said = { ...said, text: masked(said, spans).text };
  }
}

const NUMBERS: ReadonlySet<MaskProposal['kind']> = new Set(['PHONE', 'ID_NUMBER', 'BANK_CARD']);

const isCovered = ({ kind }: MaskProposal, found: string): boolean =>
  NUMBERS.has(kind) || (kind === 'DOOR' && tellsWho(found));
