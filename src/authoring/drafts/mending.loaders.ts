/** Warnings and notices that fields of one request want of drafts, each text looked at once. */
import type DataLoader from 'dataloader';
import type { GraphqlContext } from '../../platform/api/context.js';
import { loaderOf } from '../../platform/api/loader.js';
import { draftTextLoader } from './draft.loaders.js';
import type { DraftsQueries } from './drafts.queries.js';
import type { DraftMendingQueries, DraftNotices } from './mending.queries.js';

/** Of drafts whose heads the caller was given */
export const noticeLoader = (
  context: GraphqlContext,
  drafts: DraftsQueries,
  mending: DraftMendingQueries,
): DataLoader<string, DraftNotices> =>
  loaderOf(context, 'draftNotices', async (actor, ids) => {
    const texts = await Promise.all(ids.map((id) => draftTextLoader(context, drafts).load(id)));
    return mending.noticesOf(actor, texts);
  });
