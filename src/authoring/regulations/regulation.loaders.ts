/** The regulations that many rows of one request belong to, read once. */
import type DataLoader from 'dataloader';
import type { GraphqlContext } from '../../platform/api/context.js';
import { loaderOf } from '../../platform/api/loader.js';
import type { RegulationRow } from './regulation.entities.js';
import type { RegulationsQueries } from './regulations.queries.js';

export const regulationLoader = (
  context: GraphqlContext,
  regulations: RegulationsQueries,
): DataLoader<string, RegulationRow | null> =>
  loaderOf(context, 'regulations', (actor, ids) => regulations.byIds(actor, ids));
