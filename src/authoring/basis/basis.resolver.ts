import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow, CurrentActor } from '../../platform/api/allow.js';
import { connected, type Connection } from '../../platform/api/connection.js';
import { InOrder } from '../../platform/api/paging.js';
import { Subjects } from '../../platform/api/subjects.js';
import type { Actor } from '../../platform/base/actor.js';
import { Refusal } from '../../platform/base/refusal.js';
import { type ArticleBasis, BasisService } from './basis.service.js';
import {
  ArticleBasisConnection,
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
  constructor(
    private readonly basis: BasisService,
    subjects: Subjects,
  ) {
    subjects.register('ArticleBasis', async (actor, ids) =>
      (await basis.basisAt(actor, ids)).map((found) => found && toArticleBasisType(found)),
    );
  }

  @Query(() => ArticleBasisConnection.type, {
    description: 'The articles of a published draft with what each rests on (条文依据), in their order',
  })
  @Allow('basis.read', { words: '看条文依据' })
  async basisList(
    @CurrentActor() actor: Actor,
    @Args('draftId', { type: () => ID, description: 'The draft' }) draftId: string,
    @Args() asked: InOrder,
  ): Promise<Connection<ArticleBasisType>> {
    return connected(await this.basis.basisPage(actor, draftId, asked), asked.after, toArticleBasisType);
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
