import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import type { Actor } from '../../platform/base/actor.js';
import { CurrentActor } from '../../platform/api/allow.js';
import type { GraphqlContext } from '../../platform/api/context.js';
import type { ProvisionRow } from '../drafts/draft.entities.js';
import { ProvisionType } from '../drafts/draft.types.js';
import { AmendingService } from './amending.service.js';

@Resolver(() => ProvisionType)
export class ProvisionResolver {
  constructor(private readonly amending: AmendingService) {}

  @ResolveField(() => [String], {
    nullable: true,
    description:
      'In a draft that is an amending decision: the numbers it had in the text in force, none for a new article; null elsewhere',
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
