/** What GraphQL takes of a letter that is passed on to nodes 转告节点. */
import { Field, ID, InputType } from '@nestjs/graphql';
import { BulkDoneType } from '../../opinions/index.js';
import { problems, resultUnion } from '../../platform/api/problem.js';

@InputType({ description: 'A letter whose results the nodes below are to read' })
export class TellNodesInput {
  @Field(() => ID, { description: 'Which' }) letterId: string;
}

export const TellNodesResult = resultUnion(
  'TellNodesResult',
  () => BulkDoneType,
  () => [problems.NotFound],
);
