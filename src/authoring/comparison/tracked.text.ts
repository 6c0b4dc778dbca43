/** What a text with tracked changes consists of, whatever it is written as. */

export type TrackedFate = 'same' | 'insert' | 'delete';

export interface TrackedParagraph {
  kind: 'title' | 'note' | 'heading' | 'text';
  /** move: of words that stand elsewhere as they were, taken away there and put in here, the number of both */
  runs: { fate: TrackedFate; text: string; bold?: boolean; move?: number }[];
  /** of the mark that ends the paragraph */
  mark: TrackedFate;
}

export interface TrackedText {
  title: string;
  /** as Word shows who changed it */
  author: string;
  /** ISO 8601 with seconds: 2026-11-22T00:00:00Z */
  date: string;
  paragraphs: TrackedParagraph[];
}
