/** What the fields of many comments want of decisions, each read once a request. */
import type DataLoader from 'dataloader';
import type { GraphqlContext } from '../platform/api/context.js';
import { loaderOf } from '../platform/api/loader.js';
import type { CarryOverRow } from './carry-over/carry-over.entities.js';
import type { CarryOverService } from './carry-over/carry-over.service.js';
import type { EvidenceQueries, Proof } from './evidence/evidence.queries.js';
import type { EarlierAnswer } from './handling/earlier.sql.js';
import type { EarlierAnswers } from './handling/earlier.queries.js';
import type {
  DecisionRow,
  DecisionSheetRow,
  HandlingWithdrawalRow,
  ProposedHandlingRow,
} from './handling/handling.entities.js';
import type { HandlingQueries } from './handling/handling.queries.js';
import type { FormerDecision, FormerDecisions } from './outcomes/former.queries.js';
import type { OutcomesQueries } from './outcomes/outcomes.queries.js';

/** The last proposal for each comment, null where there is none; whether the caller may read it is theirs to ask */
export const handlingLoader = (
  context: GraphqlContext,
  handlings: HandlingQueries,
): DataLoader<string, ProposedHandlingRow | null> =>
  loaderOf(context, 'handlings', async (actor, ids) => {
    const found = await handlings.lastHandlingsFor(actor, ids);
    return ids.map((id) => found.get(id) ?? null);
  });

/** When and by whom each proposal was taken back; null of one that counts */
export const withdrawalLoader = (
  context: GraphqlContext,
  handlings: HandlingQueries,
): DataLoader<string, HandlingWithdrawalRow | null> =>
  loaderOf(context, 'withdrawals', (actor, ids) => handlings.withdrawalsFor(actor, ids));

/** The line of the last sheet that each comment came back from, null where there is none */
export const struckLoader = (
  context: GraphqlContext,
  handlings: HandlingQueries,
): DataLoader<string, { sheetId: string; words: string | null } | null> =>
  loaderOf(context, 'struckLines', (actor, ids) => handlings.struckFor(actor, ids));

/** How other comments on the article of each were decided, the last first */
export const earlierLoader = (
  context: GraphqlContext,
  earlier: EarlierAnswers,
): DataLoader<string, readonly EarlierAnswer[]> =>
  loaderOf(context, 'earlierAnswers', (actor, ids) => earlier.answers(actor, ids));

/** The last decision of each comment; whoever asks looks first whether it is released */
export const releasedLoader = (
  context: GraphqlContext,
  outcomes: OutcomesQueries,
): DataLoader<string, DecisionRow | null> =>
  loaderOf(context, 'lastDecisions', async (actor, ids) => {
    const found = await outcomes.decisionsFor(actor, ids);
    return ids.map((id) => found.get(id) ?? null);
  });

/** What stands behind the outcome of each comment; an empty proof where nothing does */
export const proofLoader = (context: GraphqlContext, evidence: EvidenceQueries): DataLoader<string, Proof> =>
  loaderOf(context, 'proofs', async (actor, ids) => {
    const found = await evidence.proofsFor(actor, ids);
    return ids.map((id): Proof => found.get(id) ?? { evidence: [], explanation: null });
  });

/** Sheets by id */
export const sheetLoader = (
  context: GraphqlContext,
  handlings: HandlingQueries,
): DataLoader<string, DecisionSheetRow | null> =>
  loaderOf(context, 'sheets', (actor, ids) => handlings.sheetsByIds(actor, ids));

/** Where each comment stands in later drafts */
export const carryOverLoader = (
  context: GraphqlContext,
  carryOvers: CarryOverService,
): DataLoader<string, CarryOverRow[]> => loaderOf(context, 'carryOvers', (actor, ids) => carryOvers.of(actor, ids));

/** Decisions on each comment that were taken up again, the last first */
export const formerLoader = (context: GraphqlContext, former: FormerDecisions): DataLoader<string, FormerDecision[]> =>
  loaderOf(context, 'formerDecisions', async (actor, ids) => {
    const found = await former.of(actor, ids);
    return ids.map((id) => found.get(id) ?? []);
  });
