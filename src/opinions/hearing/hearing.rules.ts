/** Forms that were photographed 手写表, and forms that were printed 意见征集表. Pure. */
import { formMark } from '../../consultation/wall/forms.rules.js';
import { callOutcomeWords, type cardOutcomeWords } from './hearing.words.js';

export type CardOutcome = keyof typeof cardOutcomeWords;
export type CallOutcome = keyof typeof callOutcomeWords;
export const callOutcomes = Object.keys(callOutcomeWords) as CallOutcome[];

/** Photographs of one activity, at most: an evening has fourteen, a congress of villages some hundred */
export const CARDS_PER_ACTIVITY = 300;

/** Pages under one law code, at most */
export const PAGES_PER_CODE = 99_999;

/**
 * The law code and the page 页号 that the square code of a printed form says (papers 3), as `formMark` writes it; null
 * where it is none, or its check digit proves it misread
 */
export function readFormMark(mark: string): { lawCode: string; page: number } | null {
  const found = /^F1\.(\d{10})\.(\d{5})\.\d$/.exec(mark.trim());
  if (!found) return null;
  const [lawCode, page] = [found[1] ?? '', Number(found[2])];
  return page >= 1 && formMark(lawCode, page) === mark.trim() ? { lawCode, page } : null;
}
