/**
 * 遮盖: characters of an opinion that are not shown further on, such as a name or a number. The words themselves stay
 * as they were said; what covers them stands beside. Pure.
 */
import type { maskedFieldWords } from './opinion.words.js';

export type MaskedField = keyof typeof maskedFieldWords;

/** [from, to) in characters (Unicode code points) of one field, from 0 */
export interface MaskSpan {
  field: MaskedField;
  from: number;
  to: number;
}

/** What was said, field by field; null where nothing was */
export interface Said {
  text: string;
  proposedWording: string | null;
  reason: string | null;
}

const COVER = '＊';

/** The field of the words that a span covers a part of */
export const saidIn = (said: Said, field: MaskedField): string | null =>
  field === 'TEXT' ? said.text : field === 'PROPOSED_WORDING' ? said.proposedWording : said.reason;

/** The place, from 0, of the first span that covers nothing or reaches past its field; null where all of them fit */
export function firstMisplaced(said: Said, spans: readonly MaskSpan[]): number | null {
  const at = spans.findIndex(({ field, from, to }) => {
    const characters = [...(saidIn(said, field) ?? '')].length;
    return from < 0 || from >= to || to > characters;
  });
  return at < 0 ? null : at;
}

/** The words with ＊ for every covered character; line breaks stay, so that the form does */
export function masked(said: Said, spans: readonly MaskSpan[]): Said {
  const cover = (field: MaskedField, words: string): string => {
    const of = spans.filter((s) => s.field === field);
    if (of.length === 0) return words;
    return [...words].map((c, at) => (c !== '\n' && of.some((s) => s.from <= at && at < s.to) ? COVER : c)).join('');
  };
  return {
    text: cover('TEXT', said.text),
    proposedWording: said.proposedWording === null ? null : cover('PROPOSED_WORDING', said.proposedWording),
    reason: said.reason === null ? null : cover('REASON', said.reason),
  };
}
