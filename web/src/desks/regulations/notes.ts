/** What is said of a text, as it is read and as forms hold it. */
import type { DraftArticlesQuery, DraftNotesQuery, DraftState, KeyPointInput } from '../../api/generated/graphql';

export type Notes = NonNullable<DraftNotesQuery['draft']>;
export type NotedArticle = NonNullable<DraftArticlesQuery['draft']>['preview']['nodes'][number];

/** While a text is worked on and while it is out there is something to say of it */
export const isSaid = (state: DraftState): boolean => state !== 'TAKEN_DOWN' && state !== 'DROPPED';

export const MOST_POINTS = 5;
export const MOST_REFERENCES = 20;

/** As people count: a character each, however it is stored */
export const counted = (text: string): number => [...text.trim()].length;

/** Rows without a word are not sent */
export const pointsOf = (points: readonly KeyPointInput[]): KeyPointInput[] =>
  points
    .map(({ question, answer, provisionLabel }) => ({
      question: question.trim(),
      answer: answer.trim(),
      provisionLabel: (provisionLabel ?? '').trim(),
    }))
    .filter((p) => p.question + p.answer + p.provisionLabel !== '');

/** 说明 as it was typed: a paragraph a line */
export const typed = (lines: Notes['statement']['lines']): string =>
  lines.map((l) => (l.label === '' ? l.text : `${l.label}　${l.text}`)).join('\n');
