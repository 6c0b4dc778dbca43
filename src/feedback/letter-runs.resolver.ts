import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { ConsultationType } from '../consultation/index.js';
import { Allow, CurrentActor } from '../platform/api/allow.js';
import type { Actor } from '../platform/base/actor.js';
import type { Refusal } from '../platform/base/refusal.js';
import type { LetterRunRow } from './feedback.entities.js';
import { LetterRunsQueries, type RefusedLetter } from './letter-runs.queries.js';
import { LetterRuns } from './letter-runs.service.js';
import {
  ContinueLetterRunInput,
  ContinueLetterRunResult,
  LetterRunProgressType,
  LetterRunType,
  RefusedLetterType,
  StartComposingInput,
  StartComposingResult,
  StartDeliveringInput,
  StartDeliveringResult,
  StartFinalisingInput,
  StartFinalisingResult,
  StartSigningInput,
  StartSigningResult,
} from './letter-runs.types.js';

type Started = Promise<LetterRunRow | Refusal>;

@Resolver(() => LetterRunType)
export class LetterRunsResolver {
  constructor(
    private readonly runs: LetterRuns,
    private readonly queries: LetterRunsQueries,
  ) {}

  @Mutation(() => StartComposingResult, {
    description: 'As composeLetters, for any number of contact points: it goes on by itself',
  })
  @Allow('letter.compose', { words: '批量拟反馈函' })
  startComposing(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which consultation' }) input: StartComposingInput,
  ): Started {
    return this.runs.startComposing(actor, input);
  }

  @Mutation(() => StartFinalisingResult, {
    description: 'As finaliseLetters, for any number of letters: it goes on by itself',
  })
  @Allow('letter.compose', { words: '批量定稿反馈函' })
  startFinalising(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which letters' }) input: StartFinalisingInput,
  ): Started {
    return this.runs.start(actor, 'FINALISE', input.consultationId, input.letterIds);
  }

  @Mutation(() => StartSigningResult, {
    description: 'As signLetters, for any number of letters: it goes on by itself, in the name of the caller',
  })
  @Allow('letter.sign', { words: '批量签发反馈函' })
  startSigning(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which letters' }) input: StartSigningInput,
  ): Started {
    return this.runs.startSigning(actor, input);
  }

  @Mutation(() => StartDeliveringResult, {
    description: 'As deliverLetters, for any number of letters: it goes on by itself',
  })
  @Allow('letter.deliver', { words: '批量送达反馈函' })
  startDelivering(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which letters' }) input: StartDeliveringInput,
  ): Started {
    return this.runs.start(actor, 'DELIVER', input.consultationId, input.letterIds);
  }

  @Mutation(() => ContinueLetterRunResult, {
    description: 'Goes on with a run of the caller that stands still, under the same name and with what is left of it',
  })
  @Allow('letter.follow', { words: '接着批量办理' })
  continueLetterRun(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which run' }) input: ContinueLetterRunInput,
  ): Started {
    return this.runs.continue(actor, input.runId);
  }

  @Query(() => LetterRunType, {
    nullable: true,
    description: 'One run; null where there is none here, and for those outside the office',
  })
  @Allow('letter.follow', { words: '看批量办理的进度' })
  letterRun(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID, description: 'Its id' }) id: string,
  ): Promise<LetterRunRow | null> {
    return this.queries.run(actor, id);
  }

  @ResolveField(() => LetterRunProgressType, { description: 'How far it has come' })
  progress(@CurrentActor() actor: Actor, @Parent() run: LetterRunType): Promise<{ done: number; left: number }> {
    return this.queries.progress(actor, run.id);
  }

  @ResolveField(() => Boolean, {
    description:
      'Whether something is left to do and nobody tries any more: its job failed too often (continueLetterRun)',
  })
  standsStill(@CurrentActor() actor: Actor, @Parent() run: LetterRunType): Promise<boolean> {
    return this.queries.standsStill(actor, run.id);
  }

  @ResolveField(() => [RefusedLetterType], {
    description: 'What it left alone so far, with the reason, in the order asked for; bounded(13000)',
  })
  refused(@CurrentActor() actor: Actor, @Parent() run: LetterRunType): Promise<RefusedLetter[]> {
    return this.queries.refused(actor, run);
  }
}

@Resolver(() => ConsultationType)
export class ConsultationRunsResolver {
  constructor(private readonly queries: LetterRunsQueries) {}

  @ResolveField(() => LetterRunType, {
    nullable: true,
    description: 'The last run on its letters; null where there was none, and for those outside the office',
  })
  lastLetterRun(@CurrentActor() actor: Actor, @Parent() consultation: ConsultationType): Promise<LetterRunRow | null> {
    return this.queries.last(actor, consultation.id);
  }
}
