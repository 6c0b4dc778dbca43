/** A place in a text by which lists are filtered, through all texts of its regulation. */
import { Field, ID, InputType } from '@nestjs/graphql';
import { requestError } from '../../platform/api/gate.js';
import type { TextPlace } from './lineage.queries.js';

@InputType({
  description:
    'One article, or all under a heading of one text; what stands at their ancestors and heirs in the other texts of the regulation counts too',
})
export class TextPlaceInput {
  @Field(() => ID, { nullable: true, description: 'An article in any of the texts' }) provisionId?: string | null;
  @Field(() => ID, { nullable: true, description: 'The text whose heading it is; with chapter' }) draftId?:
    string | null;
  @Field(() => String, { nullable: true, description: 'The heading as it is printed: 第二章　使用管理; with draftId' })
  chapter?: string | null;
}

/** @throws GraphQLError BAD_USER_INPUT where it is neither an article nor a chapter */
export function placeIn(given: TextPlaceInput): TextPlace {
  const { provisionId, draftId, chapter } = given;
  if (isGiven(provisionId) && !isGiven(draftId) && !isGiven(chapter)) return { provisionId };
  if (!isGiven(provisionId) && isGiven(draftId) && isGiven(chapter)) return { draftId, chapter };
  throw requestError('BAD_USER_INPUT', '请指明一条（provisionId），或者一稿的一章（draftId 和 chapter）。');
}

const isGiven = (part: string | null | undefined): part is string => part !== null && part !== undefined;
