import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Allow, CurrentActor } from '../../platform/api/allow.js';
import type { BulkOutcome } from '../../platform/api/bulk.js';
import type { Actor } from '../../platform/base/actor.js';
import type { Refusal } from '../../platform/base/refusal.js';
import { TellingNodes } from './telling-nodes.service.js';
import { TellNodesInput, TellNodesResult } from './telling-nodes.types.js';

@Resolver()
export class TellingNodesResolver {
  constructor(private readonly telling: TellingNodes) {}

  @Mutation(() => TellNodesResult, {
    description: 'Shows the nodes below what became of what they entered 转告; answers the nodes that entered any',
  })
  @Allow('node.manage', { words: '把结果转告节点', reach: 'UNIT' })
  tellNodes(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'By which letter' }) input: TellNodesInput,
  ): Promise<BulkOutcome | Refusal> {
    return this.telling.tellNodes(actor, input);
  }
}
