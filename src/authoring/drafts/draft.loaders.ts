/** What many fields of one request want of drafts, each read once. */
import type DataLoader from 'dataloader';
import type { GraphqlContext } from '../../platform/api/context.js';
import { loaderOf } from '../../platform/api/loader.js';
import type { DraftRow, DraftTextRow, ProvisionRow } from './draft.entities.js';
import { DraftsQueries } from './drafts.queries.js';

/** The heads of drafts, null where the caller may not read one */
export const draftLoader = (context: GraphqlContext, drafts: DraftsQueries): DataLoader<string, DraftRow | null> =>
  loaderOf(context, 'drafts', (actor, ids) => drafts.byIds(actor, ids));

/** Articles by id */
export const provisionLoader = (
  context: GraphqlContext,
  drafts: DraftsQueries,
): DataLoader<string, ProvisionRow | null> =>
  loaderOf(context, 'provisions', (actor, ids) => drafts.provisionsByIds(actor, ids));

/** Texts of drafts whose heads the caller was given: a text that is not there then is a fault. */
export const draftTextLoader = (context: GraphqlContext, drafts: DraftsQueries): DataLoader<string, DraftTextRow> =>
  loaderOf(context, 'draftTexts', async (actor, ids) =>
    (await drafts.texts(actor, ids)).map((t, at) => {
      if (!t) throw new Error(`draft ${ids[at]} has no text`);
      return t;
    }),
  );

/** How many articles each draft has */
export const articleCountLoader = (context: GraphqlContext, drafts: DraftsQueries): DataLoader<string, number> =>
  loaderOf(context, 'articleCounts', (actor, ids) => drafts.articleCounts(actor, ids));
