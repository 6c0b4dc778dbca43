import { Args, Context, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import {
  consultationLoader,
  type ConsultationRow,
  ConsultationsQueries,
  ConsultationType,
} from '../../consultation/index.js';
import { Allow, CurrentActor } from '../../platform/api/allow.js';
import type { BulkOutcome } from '../../platform/api/bulk.js';
import type { GraphqlContext } from '../../platform/api/context.js';
import { loaderOf } from '../../platform/api/loader.js';
import { PublicAddress } from '../../platform/api/public-address.js';
import type { Actor } from '../../platform/base/actor.js';
import { Refusal } from '../../platform/base/refusal.js';
import { qrRows } from '../../platform/documents/index.js';
import { OpinionType } from '../opinions.types.js';
import { nodeStateOf } from './node.rules.js';
import { NodeEntryService } from './node-entry.service.js';
import { type NodeMade, NodeLinksService } from './node-links.service.js';
import type { NodeLinkRow } from './nodes.entities.js';
import { NodeNames } from './node-names.queries.js';
import {
  DelegateToNodesInput,
  DelegateToNodesResult,
  MakeNodeLinkInput,
  MakeNodeLinkResult,
  NodeLinkMadeType,
  NodeLinkType,
  NodeTaskType,
  RenewNodeLinkInput,
  RenewNodeLinkResult,
  RevokeNodeLinkInput,
  RevokeNodeLinkResult,
} from './nodes.types.js';

@Resolver(() => NodeLinkType)
export class NodeLinksResolver {
  constructor(
    private readonly nodes: NodeLinksService,
    private readonly entry: NodeEntryService,
    private readonly address: PublicAddress,
  ) {}

  @Query(() => [NodeLinkType], { description: 'The nodes 节点 of a contact point, as they were made; bounded(2000)' })
  @Allow('node.manage', { words: '看下面的节点', reach: 'UNIT' })
  async nodeLinks(
    @CurrentActor() actor: Actor,
    @Args('contactPointId', { type: () => ID, description: 'The contact point' }) contactPointId: string,
  ): Promise<NodeLinkType[]> {
    const nodes = await this.nodes.nodesOf(actor, contactPointId);
    return Promise.all(nodes.map((n) => this.show(n)));
  }

  @Mutation(() => MakeNodeLinkResult, {
    description: 'Makes a node with a link and a PIN, which are told now and never again',
  })
  @Allow('node.manage', { words: '给节点开链接和密码', reach: 'UNIT' })
  async makeNodeLink(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which place, until when' }) input: MakeNodeLinkInput,
  ): Promise<NodeLinkMadeType | Refusal> {
    return this.showMade(await this.nodes.makeNodeLink(actor, input));
  }

  @Mutation(() => DelegateToNodesResult, {
    description: 'Says what nodes are to hear people about until when 交办, or takes it back',
  })
  @Allow('node.manage', { words: '交办给节点', reach: 'UNIT' })
  delegateToNodes(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'What, whom, until when' }) input: DelegateToNodesInput,
  ): Promise<BulkOutcome | Refusal> {
    return this.nodes.delegateToNodes(actor, input);
  }

  @Mutation(() => RenewNodeLinkResult, {
    description: 'Gives a node another link and PIN; the former ones open nothing from now on',
  })
  @Allow('node.manage', { words: '给节点换链接和密码', reach: 'UNIT' })
  async renewNodeLink(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which, until when' }) input: RenewNodeLinkInput,
  ): Promise<NodeLinkMadeType | Refusal> {
    return this.showMade(await this.nodes.renewNodeLink(actor, input));
  }

  @Mutation(() => RevokeNodeLinkResult, { description: 'Shuts the link of a node at once' })
  @Allow('node.manage', { words: '收回节点的链接', reach: 'UNIT' })
  async revokeNodeLink(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which' }) input: RevokeNodeLinkInput,
  ): Promise<NodeLinkType | Refusal> {
    const done = await this.nodes.revokeNodeLink(actor, input.nodeId);
    return done instanceof Refusal ? done : this.show(done);
  }

  @ResolveField(() => [NodeTaskType], {
    description: 'What it is to hear people about now, the next due first; bounded(200)',
  })
  tasks(@Parent() node: NodeLinkType, @Context() context: GraphqlContext): Promise<NodeTaskType[]> {
    return loaderOf(context, 'nodeTasks', (actor, ids: readonly string[]) => this.nodes.tasksOf(actor, ids)).load(
      node.id,
    );
  }

  private async show(node: NodeLinkRow): Promise<NodeLinkType> {
    const { id, contactPointId, name, expiresOn, version } = node;
    return { id, contactPointId, name, expiresOn, version, state: nodeStateOf(node, await this.entry.today(node)) };
  }

  private async showMade(made: NodeMade | Refusal): Promise<NodeLinkMadeType | Refusal> {
    if (made instanceof Refusal) return made;
    const url = `${this.address.base}/n/${made.link}`;
    return { node: await this.show(made.node), url, qr: qrRows(url), pin: made.pin };
  }
}

@Resolver(() => NodeTaskType)
export class NodeTasksResolver {
  constructor(private readonly rounds: ConsultationsQueries) {}

  @ResolveField(() => ConsultationType, { nullable: true, description: 'The consultation' })
  consultation(@Parent() task: NodeTaskType, @Context() context: GraphqlContext): Promise<ConsultationRow | null> {
    return consultationLoader(context, this.rounds).load(task.consultationId);
  }
}

@Resolver(() => OpinionType)
export class NodeOpinionsResolver {
  constructor(private readonly names: NodeNames) {}

  @ResolveField(() => String, { nullable: true, description: 'The node 节点 below the contact point that entered it' })
  node(@Parent() opinion: OpinionType, @Context() context: GraphqlContext): Promise<string | null> {
    return loaderOf(context, 'nodeNames', (actor, ids: readonly string[]) => this.names.ofOpinions(actor, ids)).load(
      opinion.id,
    );
  }
}
