/** What the fields of many comments want, read once a request. */
import DataLoader from 'dataloader';
import type { GraphqlContext } from '../platform/api/context.js';
import type { Actor } from '../platform/base/actor.js';
import type { CommentRecordsQueries, CommentVoice } from './comment-records.queries.js';
import type { CommentSourceRow } from './comments.entities.js';

/** The voices each comment was made of */
export const voiceLoader = (
  context: GraphqlContext,
  actor: Actor,
  records: CommentRecordsQueries,
): DataLoader<string, CommentVoice[]> =>
  context.loaders.of('voices', () => new DataLoader((ids: readonly string[]) => records.voices(actor, ids)));

/** Why each comment was last sent back */
export const returnNoteLoader = (
  context: GraphqlContext,
  actor: Actor,
  records: CommentRecordsQueries,
): DataLoader<string, string | null> =>
  context.loaders.of('returnNotes', () => new DataLoader((ids: readonly string[]) => records.returnNotes(actor, ids)));

/** Where each comment came from on paper */
export const sourceLoader = (
  context: GraphqlContext,
  actor: Actor,
  records: CommentRecordsQueries,
): DataLoader<string, CommentSourceRow | null> =>
  context.loaders.of('sources', () => new DataLoader((ids: readonly string[]) => records.sources(actor, ids)));
