import DataLoader from 'dataloader';
import type { Actor } from '../../platform/base/actor.js';
import type { GraphqlContext } from '../../platform/api/context.js';
import type { ProvisionRow } from './draft.entities.js';
import { DraftsService } from './drafts.service.js';

/** One batch of provisions per request */
export const provisionLoader = (
  context: GraphqlContext,
  drafts: DraftsService,
): DataLoader<string, ProvisionRow | null> =>
  context.loaders.of(
    'provisions',
    () => new DataLoader((ids: readonly string[]) => drafts.provisionsByIds(context.actor as Actor, ids)),
  );
