import { Args, Int, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, CurrentActor } from '../platform/api/allow.js';
import type { Actor } from '../platform/base/actor.js';
import { Refusal } from '../platform/base/refusal.js';
import { CodeScans, type RoundScans } from './code-scans.js';
import { CodeVariantsService, type VariantsMade } from './code-variants.service.js';
import {
  CodeVariantsMadeType,
  CreateCodeVariantsInput,
  CreateCodeVariantsResult,
  RoundScansType,
} from './code-variants.types.js';
import type { ConsultationRow } from './consultation.entities.js';
import { ConsultationType } from './consultation.types.js';

const PLACES_SHOWN = 200;

@Resolver(() => ConsultationType)
export class CodeVariantsResolver {
  constructor(
    private readonly variants: CodeVariantsService,
    private readonly scanned: CodeScans,
  ) {}

  @Mutation(() => CreateCodeVariantsResult, {
    description: 'Makes codes for many contact points, nodes and places at once; one that is there stays',
  })
  @Allow('consultation.manage', { words: '批量建法规码' })
  async createCodeVariants(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'For whom and where' }) input: CreateCodeVariantsInput,
  ): Promise<VariantsMade | Refusal> {
    const made = await this.variants.createCodeVariants(actor, input);
    return made instanceof Refusal ? made : Object.assign(new CodeVariantsMadeType(), made);
  }

  @ResolveField(() => RoundScansType, {
    description: 'How often its codes were opened on its days, written some seconds after',
  })
  scans(
    @CurrentActor() actor: Actor,
    @Parent() round: ConsultationRow,
    @Args('most', { type: () => Int, defaultValue: 5, description: 'Codes that are named, 1 to 200' }) most: number,
  ): Promise<RoundScans> {
    return this.scanned.ofRound(actor, round, Math.min(Math.max(most, 1), PLACES_SHOWN));
  }
}
