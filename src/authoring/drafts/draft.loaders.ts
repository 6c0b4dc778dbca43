/** What many fields of one request want of drafts, each read once. */
import DataLoader from 'dataloader';
import type { GraphqlContext } from '../../platform/api/context.js';
import type { Actor } from '../../platform/base/actor.js';
import type { DraftTextRow, ProvisionRow } from './draft.entities.js';
import { DraftsQueries } from './drafts.queries.js';

/** One batch of provisions per request */
export const provisionLoader = (
  context: GraphqlContext,
  drafts: DraftsQueries,
): DataLoader<string, ProvisionRow | null> =>
  context.loaders.of(
    'provisions',
    () => new DataLoader((ids: readonly string[]) => drafts.provisionsByIds(context.actor as Actor, ids)),
  );

/** Texts of drafts whose heads the caller was given: a text that is not there then is a fault. */
export const draftTextLoader = (context: GraphqlContext, drafts: DraftsQueries): DataLoader<string, DraftTextRow> =>
  context.loaders.of(
    'draftTexts',
    () =>
      new DataLoader(async (ids: readonly string[]) =>
        (await drafts.texts(context.actor as Actor, ids)).map(
          (t, at) => t ?? new Error(`draft ${ids[at]} has no text`),
        ),
      ),
  );

/** How many articles each draft has */
export const articleCountLoader = (context: GraphqlContext, drafts: DraftsQueries): DataLoader<string, number> =>
  context.loaders.of(
    'articleCounts',
    () => new DataLoader((ids: readonly string[]) => drafts.articleCounts(context.actor as Actor, ids)),
  );
