import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { Allow, CurrentActor } from '../platform/api/allow.js';
import type { GraphqlContext } from '../platform/api/context.js';
import type { Actor } from '../platform/base/actor.js';
import { Refusal } from '../platform/base/refusal.js';
import type { LawCodeRow } from './consultation.entities.js';
import { LawCodeType } from './consultation.types.js';
import { LawCodesQueries } from './law-codes.queries.js';
import { LawCodesService } from './law-codes.service.js';
import {
  ReplaceLawCodeInput,
  ReplaceLawCodeResult,
  RevokeLawCodeInput,
  RevokeLawCodeResult,
} from './law-codes.types.js';

@Resolver(() => LawCodeType)
export class LawCodesResolver {
  constructor(
    private readonly codes: LawCodesService,
    private readonly queries: LawCodesQueries,
  ) {}

  @Mutation(() => RevokeLawCodeResult, { description: 'Stops a code; its address says so at once' })
  @Allow('consultation.issue', { words: '停用一法一码' })
  revokeLawCode(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which and why' }) input: RevokeLawCodeInput,
  ): Promise<LawCodeRow | Refusal> {
    return this.codes.revokeLawCode(actor, input);
  }

  @Mutation(() => ReplaceLawCodeResult, {
    description: 'Stops a code and gives the new one that takes its place; the old address leads to it',
  })
  @Allow('consultation.issue', { words: '更换一法一码' })
  replaceLawCode(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which and why' }) input: ReplaceLawCodeInput,
  ): Promise<LawCodeRow | Refusal> {
    return this.codes.replaceLawCode(actor, input);
  }

  @ResolveField(() => String, {
    description: 'What stands under it on a poster: the short name its contact point has today',
  })
  label(@CurrentActor() actor: Actor, @Parent() code: LawCodeRow, @Context() context: GraphqlContext): Promise<string> {
    return context.loaders
      .of('lawCodeLabels', () => new DataLoader((codes: readonly LawCodeRow[]) => this.queries.labels(actor, codes)))
      .load(code);
  }

  @ResolveField(() => LawCodeType, { nullable: true, description: 'The code that took its place' })
  replacedBy(@CurrentActor() actor: Actor, @Parent() code: LawCodeRow): Promise<LawCodeRow | null> {
    return code.replacedBy === null ? Promise.resolve(null) : this.queries.code(actor, code.replacedBy);
  }
}
