import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { Allow, CurrentActor } from '../../platform/api/allow.js';
import { connected, type Connection } from '../../platform/api/connection.js';
import type { GraphqlContext } from '../../platform/api/context.js';
import { InOrder, pageOf } from '../../platform/api/paging.js';
import type { Actor } from '../../platform/base/actor.js';
import { Refusal } from '../../platform/base/refusal.js';
import type { DraftRow, ProvisionRow } from '../drafts/draft.entities.js';
import { DraftType, ProvisionType } from '../drafts/draft.types.js';
import type { AmendingDecisionRow } from './amending.entities.js';
import { AmendingService } from './amending.service.js';
import {
  AmendingDecisionType,
  AmendInstructionConnection,
  AmendInstructionType,
  AmendNoteConnection,
  AmendNoteType,
  ImportAmendingDecisionInput,
  ImportAmendingDecisionResult,
} from './amending.types.js';

@Resolver(() => ProvisionType)
export class ProvisionResolver {
  constructor(private readonly amending: AmendingService) {}

  @ResolveField(() => [String], {
    nullable: true,
    description:
      'In a draft that is an amending decision: the numbers it had in the text in force, none for a new article; null elsewhere; bounded(2000)',
  })
  formerLabels(
    @CurrentActor() actor: Actor,
    @Parent() provision: ProvisionRow,
    @Context() context: GraphqlContext,
  ): Promise<string[] | null> {
    return context.loaders
      .of(
        'formerLabels',
        () => new DataLoader((rows: readonly ProvisionRow[]) => this.amending.formerLabelsOf(actor, rows)),
      )
      .load(provision);
  }
}

@Resolver(() => DraftType)
export class AmendingDecisionResolver {
  constructor(private readonly amending: AmendingService) {}

  @Mutation(() => ImportAmendingDecisionResult, {
    description:
      'Reads an amending decision and applies it to the law in force: the draft is the text as it would read',
  })
  @Allow('draft.import', { words: '导入修改决定' })
  importAmendingDecision(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Regulation, kind and file' }) input: ImportAmendingDecisionInput,
  ): Promise<DraftRow | Refusal> {
    return this.amending.importAmendingDecision(actor, input);
  }

  @ResolveField(() => AmendingDecisionType, {
    nullable: true,
    description: 'What the decision says; null where the draft is an ordinary one',
  })
  amendingDecision(@CurrentActor() actor: Actor, @Parent() draft: DraftRow): Promise<AmendingDecisionRow | null> {
    return this.amending.decision(actor, draft.id);
  }
}

@Resolver(() => AmendingDecisionType)
export class AmendingDecisionListsResolver {
  @ResolveField(() => AmendInstructionConnection.type, { description: 'Every instruction about this law, in order' })
  instructions(
    @Parent() { instructions }: AmendingDecisionType,
    @Args() asked: InOrder,
  ): Connection<AmendInstructionType> {
    return connected(pageOf('instruction', instructions, asked), asked.after);
  }

  @ResolveField(() => AmendNoteConnection.type, { description: 'What was supplied or assumed and should be checked' })
  notes(@Parent() { notes }: AmendingDecisionType, @Args() asked: InOrder): Connection<AmendNoteType> {
    return connected(pageOf('note', notes, asked), asked.after, (message) => ({ message }));
  }
}
