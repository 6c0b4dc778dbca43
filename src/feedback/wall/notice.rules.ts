/**
 * 告示 and 已采纳 stickers: what a contact point hangs on its wall when its letter has come. Public, so nothing of what
 * anybody said is on it: figures, the changed words of the text that is out, and what the office itself explained.
 */
import { outcomeWords } from '../../decision/decision.words.js';
import type { SnapshotChange } from '../letter.parts.compose.js';

/** What of an answered comment may hang on a wall */
export interface ToldComment {
  outcome: keyof typeof outcomeWords;
  place: string;
  explanation: string | null;
  evidence: { oldLabel: string | null; newLabel: string | null; changes: SnapshotChange[] }[];
}

export interface WallNotice {
  point: string;
  draftTitle: string;
  nextDraftTitle: string;
  heard: number;
  comments: readonly ToldComment[];
  documentNumber: string;
  /** of a letter after the regulation was published: nothing may change any more */
  isFinal: boolean;
  /** civil day of the letter */
  issuedOn: string;
  /** where a receipt code is looked up */
  link: string;
}

export interface WallEntry {
  mark: string;
  label: string;
  runs: SnapshotChange[];
}

/** The figures in two lines; parts that are nothing are left out */
export function figuresOf({ heard, comments }: Pick<WallNotice, 'heard' | 'comments'>): [string, string] {
  const of = (outcome: ToldComment['outcome']): number => comments.filter((c) => c.outcome === outcome).length;
  const parts = (['ADOPTED', 'PARTIALLY_ADOPTED', 'NOT_ADOPTED'] as const)
    .filter((o) => of(o) > 0)
    .map((o) => `${outcomeWords[o]} ${of(o)} 条`);
  return [`听取意见 ${heard} 条，报送 ${comments.length} 条`, parts.join('，')];
}

/**
 * What changed because of what was said, each changed place once, in the order of the letter; an adoption that the text
 * does not show stands with what the office explained, and one without either is counted only.
 */
export function entriesOf(comments: readonly ToldComment[]): WallEntry[] {
  const entries = comments
    .filter((c) => c.outcome !== 'NOT_ADOPTED')
    .flatMap((c): WallEntry[] => {
      const mark = outcomeWords[c.outcome];
      const shown = c.evidence.map((e) => ({
        mark,
        label: e.newLabel ?? e.oldLabel ?? c.place,
        runs: e.changes,
      }));
      if (shown.length > 0 || c.explanation === null) return shown;
      return [{ mark, label: c.place, runs: [{ type: 'same', text: c.explanation }] }];
    });
  const seen = new Set<string>();
  return entries.filter(({ label, runs }) => {
    const key = JSON.stringify([label, runs]);
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}
