/** What GraphQL takes and shows of nodes 节点. */
import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { BulkDoneType } from '../../platform/api/bulk.js';
import { enumOf } from '../../platform/api/enums.js';
import { problems, resultUnion } from '../../platform/api/problem.js';
import type { NodeState } from './node.rules.js';
import { nodeStateWords } from './node.words.js';

const NodeStateEnum = enumOf('NodeState', 'Whether the link of a node opens', nodeStateWords);

@ObjectType('NodeTask', { description: 'What a node is to hear people about 交办' })
export class NodeTaskType {
  @Field(() => ID, { description: 'Random id' }) id: string;
  @Field(() => ID, { description: 'The consultation' }) consultationId: string;
  @Field(() => String, { description: 'The day it is due, YYYY-MM-DD' }) dueOn: string;
  @Field(() => Int, { description: 'Voices that came from the node about it' }) voices: number;
  @Field(() => Date, {
    nullable: true,
    description: 'Since when it is shown what became of them 已转告; null: it is not',
  })
  resultsPassedAt: Date | null;
}

@ObjectType('NodeLink', {
  description: 'A node 节点: a place below a contact point that enters by a link and a PIN, which are told once',
})
export class NodeLinkType {
  @Field(() => ID, { description: 'Random id' }) id: string;
  @Field(() => ID, { description: 'The contact point' }) contactPointId: string;
  @Field(() => String, { description: 'What the place is called' }) name: string;
  @Field(() => NodeStateEnum, { description: 'Whether its link opens today' }) state: NodeState;
  @Field(() => String, { description: 'The last day of its link, YYYY-MM-DD' }) expiresOn: string;
  @Field(() => Int, { description: 'For expectedVersion' }) version: number;
}

@InputType({ description: 'A node to make' })
export class MakeNodeLinkInput {
  @Field(() => ID, { description: 'The contact point it enters for' }) contactPointId: string;
  @Field(() => String, { description: 'What it is called, 2 to 40 characters' }) name: string;
  @Field(() => String, { description: 'The last day of its link, YYYY-MM-DD, at most 400 days from now' })
  expiresOn: string;
}

@InputType({ description: 'A node that gets another link and PIN' })
export class RenewNodeLinkInput {
  @Field(() => ID, { description: 'Which' }) nodeId: string;
  @Field(() => Int, { description: 'The version that was read' }) expectedVersion: number;
  @Field(() => String, { description: 'The last day of the new link, YYYY-MM-DD, at most 400 days from now' })
  expiresOn: string;
}

@InputType({ description: 'A node whose link opens no more' })
export class RevokeNodeLinkInput {
  @Field(() => ID, { description: 'Which' }) nodeId: string;
}

@InputType({ description: 'What nodes are to hear people about' })
export class DelegateToNodesInput {
  @Field(() => ID, { description: 'The consultation' }) consultationId: string;
  @Field(() => [ID], { description: 'Which nodes; bounded(300)' }) nodeIds: string[];
  @Field(() => String, { nullable: true, description: 'The day it is due, YYYY-MM-DD; null: it is taken back' })
  dueOn?: string | null;
}

@ObjectType('NodeLinkMade', { description: 'A node with its secrets, told now and never again' })
export class NodeLinkMadeType {
  @Field(() => NodeLinkType, { description: 'The node' }) node: NodeLinkType;
  @Field(() => String, { description: 'The address; whoever has it still wants the PIN' }) url: string;
  @Field(() => [String], {
    description:
      'The QR of that address for drawing: a row of modules a string, 1 dark and 0 light, quiet zone included; bounded(185)',
  })
  qr: string[];
  @Field(() => String, { description: 'Six digits, to be handed over apart from the address' }) pin: string;
}

const { NotFound, StaleVersion, WrongState } = problems;
export const MakeNodeLinkResult = resultUnion(
  'MakeNodeLinkResult',
  () => NodeLinkMadeType,
  () => [NotFound],
);
export const RenewNodeLinkResult = resultUnion(
  'RenewNodeLinkResult',
  () => NodeLinkMadeType,
  () => [NotFound, StaleVersion, WrongState],
);
export const RevokeNodeLinkResult = resultUnion(
  'RevokeNodeLinkResult',
  () => NodeLinkType,
  () => [NotFound],
);
export const DelegateToNodesResult = resultUnion(
  'DelegateToNodesResult',
  () => BulkDoneType,
  () => [NotFound],
);
