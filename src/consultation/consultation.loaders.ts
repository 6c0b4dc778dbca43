/** The consultations that many rows of one request belong to, read once. */
import type DataLoader from 'dataloader';
import type { GraphqlContext } from '../platform/api/context.js';
import { loaderOf } from '../platform/api/loader.js';
import type { ConsultationRow } from './consultation.entities.js';
import type { ConsultationsQueries } from './consultations.queries.js';

export const consultationLoader = (
  context: GraphqlContext,
  consultations: ConsultationsQueries,
): DataLoader<string, ConsultationRow | null> =>
  loaderOf(context, 'consultations', (actor, ids) => consultations.byIds(actor, ids));
