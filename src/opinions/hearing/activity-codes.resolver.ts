import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, CurrentActor } from '../../platform/api/allow.js';
import type { GraphqlContext } from '../../platform/api/context.js';
import { loaderOf } from '../../platform/api/loader.js';
import type { Actor } from '../../platform/base/actor.js';
import type { Refusal } from '../../platform/base/refusal.js';
import { type ActivityCode, ActivityCodesService } from './activity-codes.service.js';
import type { ActivityRow } from './hearing.entities.js';
import { ActivityCodeType, ActivityType, MakeActivityCodesInput, MakeActivityCodesResult } from './hearing.types.js';

@Resolver(() => ActivityType)
export class ActivityCodesResolver {
  constructor(private readonly codes: ActivityCodesService) {}

  @Mutation(() => MakeActivityCodesResult, { description: 'Gives an activity a code of its own for each public draft' })
  @Allow('opinion.enter', { words: '给活动做法规码', reach: 'UNIT' })
  makeActivityCodes(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which' }) input: MakeActivityCodesInput,
  ): Promise<ActivityRow | Refusal> {
    return this.codes.makeActivityCodes(actor, input);
  }

  @ResolveField(() => [ActivityCodeType], { description: 'Its own codes, by draft; bounded(20)' })
  lawCodes(@Parent() activity: ActivityType, @Context() context: GraphqlContext): Promise<ActivityCode[]> {
    return loaderOf(context, 'activityCodes', (actor, ids: readonly string[]) =>
      this.codes.ofActivities(actor, ids),
    ).load(activity.id);
  }
}
