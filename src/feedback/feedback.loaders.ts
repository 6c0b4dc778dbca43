/** What the fields of many letters want, each read once a request. */
import DataLoader from 'dataloader';
import type { GraphqlContext } from '../platform/api/context.js';
import type { Actor } from '../platform/base/actor.js';
import type { LetterReplyRow, LetterReturnRow } from './feedback.entities.js';
import type { LettersQueries } from './letters.queries.js';

/** The reply to each letter, null where there is none; of letters that the caller was given */
export const replyLoader = (
  context: GraphqlContext,
  actor: Actor,
  queries: LettersQueries,
): DataLoader<string, LetterReplyRow | null> =>
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
