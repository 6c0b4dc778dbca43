/** What the fields of many letters want, each read once a request. */
import DataLoader from 'dataloader';
import type { GraphqlContext } from '../platform/api/context.js';
import type { Actor } from '../platform/base/actor.js';
import type { CommentAnswer, CommentAnswers } from './comment-answers.queries.js';
import type { LetterReturnRow } from './feedback.entities.js';
import type { Letter, LetterReply, LettersQueries } from './letters.queries.js';

/** The reply to each letter, null where there is none; of letters that the caller was given */
export const replyLoader = (
  context: GraphqlContext,
  actor: Actor,
  queries: LettersQueries,
): DataLoader<string, LetterReply | null> =>
  context.loaders.of(
    'letterReplies',
    () =>
      new DataLoader(async (ids: readonly string[]) => {
        const found = await queries.replies(actor, ids);
        return ids.map((id) => found.get(id) ?? null);
      }),
  );

/** Why each letter was given back last, null where it never was; whether the caller may read it is theirs to ask */
export const returnLoader = (
  context: GraphqlContext,
  actor: Actor,
  queries: LettersQueries,
): DataLoader<string, LetterReturnRow | null> =>
  context.loaders.of(
    'letterReturns',
    () =>
      new DataLoader(async (ids: readonly string[]) => {
        const found = await queries.lastReturns(actor, ids);
        return ids.map((id) => found.get(id) ?? null);
      }),
  );

/** How each comment was answered, null where it is not */
export const answerLoader = (
  context: GraphqlContext,
  actor: Actor,
  answers: CommentAnswers,
): DataLoader<string, CommentAnswer | null> =>
  context.loaders.of(
    'commentAnswers',
    () =>
      new DataLoader(async (ids: readonly string[]) => {
        const found = await answers.answers(actor, ids);
        return ids.map((id) => found.get(id) ?? null);
      }),
  );

/** The letters that hold each comment, of those the caller may see */
export const holdingLoader = (
  context: GraphqlContext,
  actor: Actor,
  answers: CommentAnswers,
): DataLoader<string, Letter[]> =>
  context.loaders.of(
    'lettersHolding',
    () =>
      new DataLoader(async (ids: readonly string[]) => {
        const found = await answers.holding(actor, ids);
        return ids.map((id) => found.get(id) ?? []);
      }),
  );
