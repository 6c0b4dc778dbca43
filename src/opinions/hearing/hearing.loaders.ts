/** What the fields of many activities and opinions want, read once a request. */
import type DataLoader from 'dataloader';
import type { GraphqlContext } from '../../platform/api/context.js';
import { loaderOf } from '../../platform/api/loader.js';
import type { Look } from '../../platform/ledger/disclosures.js';
import type { ContactCallsService } from './contact-calls.service.js';
import type { ActivityRow, ContactCallRow, OpinionHearingRow } from './hearing.entities.js';
import type { HearingQueries } from './hearing.queries.js';
import type { WithheldPictures } from './withheld-pictures.service.js';

/** null for one that the caller may not see */
export const activityLoader = (c: GraphqlContext, q: HearingQueries): DataLoader<string, ActivityRow | null> =>
  loaderOf(c, 'activities', (actor, ids) => q.byIds(actor, ids));

/** The rounds of each activity, by id, as they were added */
export const activityRoundsLoader = (c: GraphqlContext, q: HearingQueries): DataLoader<string, string[]> =>
  loaderOf(c, 'activityRounds', (actor, ids) => q.roundsOf(actor, ids));

export const activityFiguresLoader = (
  c: GraphqlContext,
  q: HearingQueries,
): DataLoader<string, { voices: number; waiting: number }> =>
  loaderOf(c, 'activityFigures', (actor, ids) => q.figuresOf(actor, ids));

/** Where each opinion was heard; null where nothing is known but the contact point */
export const heardLoader = (c: GraphqlContext, q: HearingQueries): DataLoader<string, OpinionHearingRow | null> =>
  loaderOf(c, 'heard', (actor, ids) => q.ofOpinions(actor, ids));

/** Whether the pictures of each opinion stay with the contact point */
export const withheldLoader = (c: GraphqlContext, w: WithheldPictures): DataLoader<string, boolean> =>
  loaderOf(c, 'withheld', (actor, ids) => w.ofOpinions(actor, ids));

/** The calls to whoever left contact data beside each opinion, the newest first */
export const callsLoader = (c: GraphqlContext, s: ContactCallsService): DataLoader<string, ContactCallRow[]> =>
  loaderOf(c, 'contactCalls', (actor, ids) => s.ofOpinions(actor, ids));

/** Who looked at the contact data beside each opinion, the newest first */
export const looksLoader = (c: GraphqlContext, s: ContactCallsService): DataLoader<string, Look[]> =>
  loaderOf(c, 'contactLooks', (actor, ids) => s.looksAt(actor, ids));
