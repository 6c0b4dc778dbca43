/** The contact points that many rows of one request name, read once. */
import type DataLoader from 'dataloader';
import type { GraphqlContext } from '../../platform/api/context.js';
import { loaderOf } from '../../platform/api/loader.js';
import type { ContactPointRow } from './points.entities.js';
import type { ContactPointsQueries } from './points.queries.js';

export const contactPointLoader = (
  context: GraphqlContext,
  points: ContactPointsQueries,
): DataLoader<string, ContactPointRow | null> =>
  loaderOf(context, 'contactPoints', (actor, ids) => points.byIds(actor, ids));
