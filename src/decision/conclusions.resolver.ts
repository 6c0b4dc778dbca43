import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { type ConsultationRow, ConsultationType } from '../consultation/index.js';
import { Allow, CurrentActor } from '../platform/api/allow.js';
import { connected, type Connection } from '../platform/api/connection.js';
import { InOrder } from '../platform/api/paging.js';
import type { Actor } from '../platform/base/actor.js';
import { Refusal } from '../platform/base/refusal.js';
import type { ConclusionRow, LeftOpenRow } from './conclusion.entities.js';
import { ConclusionsService } from './conclusions.service.js';
import {
  ConcludeConsultationInput,
  ConcludeConsultationResult,
  ConclusionType,
  LeftOpenConnection,
  RoundAccountType,
} from './conclusions.types.js';

@Resolver(() => ConsultationType)
export class ConclusionsResolver {
  constructor(private readonly conclusions: ConclusionsService) {}

  @Mutation(() => ConcludeConsultationResult, {
    description: 'Concludes a consultation after its last day; with a note also while something is open 办结',
  })
  @Allow('consultation.conclude', { words: '办结征求意见' })
  concludeConsultation(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which, and the note' }) input: ConcludeConsultationInput,
  ): Promise<ConsultationRow | Refusal> {
    return this.conclusions.concludeConsultation(actor, input);
  }

  @ResolveField(() => ConclusionType, {
    nullable: true,
    description: 'How it was concluded; null while it is not, and for those outside the office',
  })
  conclusion(@CurrentActor() actor: Actor, @Parent() round: ConsultationRow): Promise<ConclusionRow | null> {
    return this.conclusions.conclusion(actor, round.id);
  }

  @ResolveField(() => RoundAccountType, {
    nullable: true,
    description: 'What became of every voice and comment, counted now; null for those outside the office',
  })
  account(@CurrentActor() actor: Actor, @Parent() round: ConsultationRow): Promise<RoundAccountType | null> {
    return this.conclusions.account(actor, round.id);
  }
}

@Resolver(() => ConclusionType)
export class LeftOpenResolver {
  constructor(private readonly conclusions: ConclusionsService) {}

  @ResolveField(() => LeftOpenConnection.type, {
    description: 'The archived list of what was open: the opinions, then the comments',
  })
  async leftOpen(
    @CurrentActor() actor: Actor,
    @Parent() conclusion: ConclusionRow,
    @Args() asked: InOrder,
  ): Promise<Connection<LeftOpenRow>> {
    return connected(await this.conclusions.leftOpen(actor, conclusion.id, asked), asked.after);
  }
}
