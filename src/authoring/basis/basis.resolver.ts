import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow, CurrentActor } from '../../platform/api/allow.js';
import type { Actor } from '../../platform/base/actor.js';
import { Refusal } from '../../platform/base/refusal.js';
import { type ArticleBasis, BasisService } from './basis.service.js';
import {
  ArticleBasisType,
  BasisCarriedType,
  CarryBasisInput,
  CarryBasisResult,
  SetBasisInput,
  SetBasisResult,
} from './basis.types.js';

const toArticleBasisType = ({ provision: p, revision, entries }: ArticleBasis): ArticleBasisType =>
  Object.assign(new ArticleBasisType(), {
    provisionId: p.id,
    ordinal: p.ordinal,
    label: p.label,
    caption: p.caption,
    revision,
    entries,
  });

@Resolver(() => ArticleBasisType)
export class BasisResolver {
  constructor(private readonly basis: BasisService) {}

  @Query(() => [ArticleBasisType], {
    description: 'The articles of a published draft with what each rests on (条文依据), by page',
  })
  @Allow('basis.read', { words: '看条文依据' })
  async basisList(
    @CurrentActor() actor: Actor,
    @Args('draftId', { type: () => ID, description: 'The draft' }) draftId: string,
    @Args('first', { type: () => Int, defaultValue: 50, description: 'Rows of this page, at most 200' }) first: number,
    @Args('after', {
      type: () => Int,
      defaultValue: -1,
      description: 'The ordinal of the last row of the page before; -1 for the first page',
    })
    after: number,
  ): Promise<ArticleBasisType[]> {
    return (await this.basis.basis(actor, draftId, Math.max(0, Math.min(first, 200)), after)).map(toArticleBasisType);
  }

  @Mutation(() => SetBasisResult, { description: 'Says anew what one article rests on; earlier revisions stay' })
  @Allow('basis.write', { words: '写条文依据' })
  async setBasis(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'The article and everything it rests on' }) input: SetBasisInput,
  ): Promise<ArticleBasisType | Refusal> {
    const done = await this.basis.setBasis(actor, input);
    return done instanceof Refusal ? done : toArticleBasisType(done);
  }

  @Mutation(() => CarryBasisResult, {
    description: 'Takes over what the articles of an older draft rested on, along the lineage',
  })
  @Allow('basis.write', { words: '沿用条文依据' })
  carryBasis(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'The two drafts' }) input: CarryBasisInput,
  ): Promise<BasisCarriedType | Refusal> {
    return this.basis.carryBasis(actor, input);
  }
}
