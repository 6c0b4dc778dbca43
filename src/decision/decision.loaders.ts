/** What the fields of many comments want of decisions, each read once a request. */
import DataLoader from 'dataloader';
import type { GraphqlContext } from '../platform/api/context.js';
import type { Actor } from '../platform/base/actor.js';
import type { EvidenceQueries, Proof } from './evidence/evidence.queries.js';
import type { ProposedHandlingRow } from './handling/handling.entities.js';
import type { HandlingQueries } from './handling/handling.queries.js';
import type { Outcome } from './handling/handling.rules.js';
import type { FormerDecision, FormerDecisions } from './outcomes/former.queries.js';
import type { OutcomesQueries } from './outcomes/outcomes.queries.js';

/** The last proposal for each comment, null where there is none; whether the caller may read it is theirs to ask */
export const handlingLoader = (
  context: GraphqlContext,
  actor: Actor,
  handlings: HandlingQueries,
): DataLoader<string, ProposedHandlingRow | null> =>
  context.loaders.of(
    'handlings',
    () =>
      new DataLoader(async (ids: readonly string[]) => {
        const found = await handlings.lastHandlingsFor(actor, ids);
        return ids.map((id) => found.get(id) ?? null);
      }),
  );

/** The outcome of the last decision on each; whether it may be told is the caller's to ask */
export const outcomeLoader = (
  context: GraphqlContext,
  actor: Actor,
  outcomes: OutcomesQueries,
): DataLoader<string, Outcome | null> =>
  context.loaders.of(
    'decisions',
    () =>
      new DataLoader(async (ids: readonly string[]) => {
        const found = await outcomes.decisionsFor(actor, ids);
        return ids.map((id) => found.get(id)?.outcome ?? null);
      }),
  );

/** What stands behind the outcome of each comment; an empty proof where nothing does */
export const proofLoader = (
  context: GraphqlContext,
  actor: Actor,
  evidence: EvidenceQueries,
): DataLoader<string, Proof> =>
  context.loaders.of(
    'proofs',
    () =>
      new DataLoader(async (ids: readonly string[]) => {
        const found = await evidence.proofsFor(actor, ids);
        return ids.map((id): Proof => found.get(id) ?? { evidence: [], explanation: null });
      }),
  );

/** Decisions on each comment that were taken up again, the last first */
export const formerLoader = (
  context: GraphqlContext,
  actor: Actor,
  former: FormerDecisions,
): DataLoader<string, FormerDecision[]> =>
  context.loaders.of(
    'formerDecisions',
    () =>
      new DataLoader(async (ids: readonly string[]) => {
        const found = await former.of(actor, ids);
        return ids.map((id) => found.get(id) ?? []);
      }),
  );
