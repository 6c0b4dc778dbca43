/** The tasks that many rows of one request answer, read once. */
import type DataLoader from 'dataloader';
import type { GraphqlContext } from '../platform/api/context.js';
import { loaderOf } from '../platform/api/loader.js';
import type { SolicitationRow } from './solicitation.entities.js';
import type { SolicitationsQueries } from './solicitations.queries.js';

/** null where the caller may not see one */
export const solicitationLoader = (
  context: GraphqlContext,
  solicitations: SolicitationsQueries,
): DataLoader<string, SolicitationRow | null> =>
  loaderOf(context, 'solicitations', (actor, ids) => solicitations.byIds(actor, ids));
