/** What the fields of many comments want, and the comments that many rows name, each read once a request. */
import type DataLoader from 'dataloader';
import type { GraphqlContext } from '../platform/api/context.js';
import { loaderOf } from '../platform/api/loader.js';
import type { CommentRecordsQueries, CommentVoice } from './comment-records.queries.js';
import type { CommentSourceRow } from './comments.entities.js';
import type { Comment, CommentsQueries } from './comments.queries.js';

/** null where the caller may not see one */
export const commentLoader = (context: GraphqlContext, comments: CommentsQueries): DataLoader<string, Comment | null> =>
  loaderOf(context, 'comments', (actor, ids) => comments.byIds(actor, ids));

/** The voices each comment was made of */
export const voiceLoader = (
  context: GraphqlContext,
  records: CommentRecordsQueries,
): DataLoader<string, CommentVoice[]> => loaderOf(context, 'voices', (actor, ids) => records.voices(actor, ids));

/** Why each comment was last sent back */
export const returnNoteLoader = (
  context: GraphqlContext,
  records: CommentRecordsQueries,
): DataLoader<string, string | null> =>
  loaderOf(context, 'returnNotes', (actor, ids) => records.returnNotes(actor, ids));

/** Where each comment came from on paper */
export const sourceLoader = (
  context: GraphqlContext,
  records: CommentRecordsQueries,
): DataLoader<string, CommentSourceRow | null> =>
  loaderOf(context, 'sources', (actor, ids) => records.sources(actor, ids));
