/** What many fields of one request want of what is said about drafts, each read once. */
import type DataLoader from 'dataloader';
import type { GraphqlContext } from '../../platform/api/context.js';
import { loaderOf } from '../../platform/api/loader.js';
import type { DraftNotesService } from './draft-notes.queries.js';
import type { DraftKeyPointsRow, DraftReferencesRow, DraftStatementRow, ProvisionNoteRow } from './notes.entities.js';

/** Of drafts whose heads the caller was given, as in every loader here; null where nothing was ever said */
export const statementLoader = (
  context: GraphqlContext,
  notes: DraftNotesService,
): DataLoader<string, DraftStatementRow | null> =>
  loaderOf(context, 'draftStatements', (actor, ids) => notes.statements(actor, ids));

export const keyPointsLoader = (
  context: GraphqlContext,
  notes: DraftNotesService,
): DataLoader<string, DraftKeyPointsRow | null> =>
  loaderOf(context, 'draftKeyPoints', (actor, ids) => notes.keyPoints(actor, ids));

export const referencesLoader = (
  context: GraphqlContext,
  notes: DraftNotesService,
): DataLoader<string, DraftReferencesRow | null> =>
  loaderOf(context, 'draftReferences', (actor, ids) => notes.references(actor, ids));

/** The notes of each draft's articles, by label */
export const provisionNotesLoader = (
  context: GraphqlContext,
  notes: DraftNotesService,
): DataLoader<string, ReadonlyMap<string, ProvisionNoteRow>> =>
  loaderOf(context, 'provisionNotes', (actor, ids) => notes.provisionNotes(actor, ids));
