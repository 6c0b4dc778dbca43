/** The comments that many rows of one request name, read once. */
import type DataLoader from 'dataloader';
import type { GraphqlContext } from '../platform/api/context.js';
import { loaderOf } from '../platform/api/loader.js';
import type { Comment, CommentsQueries } from './comments.queries.js';

/** null where the caller may not see one */
export const commentLoader = (context: GraphqlContext, comments: CommentsQueries): DataLoader<string, Comment | null> =>
  loaderOf(context, 'comments', (actor, ids) => comments.byIds(actor, ids));
