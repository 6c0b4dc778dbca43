/** What GraphQL shows of the articles of a round. */
import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { enumOf } from '../platform/api/enums.js';
import { commentPlaceWords } from './comment.words.js';

const CommentPlaceEnum = enumOf(
  'CommentPlaceKind',
  'What a row of the articles of a round stands for',
  commentPlaceWords,
);

@ObjectType('CommentPlace', {
  description: 'A heading or an article of the text of a round, or a place at no article, with its comments counted',
})
export class CommentPlaceType {
  @Field(() => CommentPlaceEnum, { description: 'What it is' }) kind: keyof typeof commentPlaceWords;
  @Field(() => Int, { description: 'Under how many headings it stands, 0 to 4' }) depth: number;
  @Field(() => String, { description: 'As it is printed: 第二章　使用管理, 第十九条; else its words' }) label: string;
  @Field(() => String, { nullable: true, description: 'The caption of an article 条旨' }) caption: string | null;
  @Field(() => ID, { nullable: true, description: 'The article; null for any other row' }) provisionId: string | null;
  @Field(() => Int, { description: 'Comments that wait for a proposal 待拟: reported or taken up again' })
  toPropose: number;
  @Field(() => Int, { description: 'Of these, those that came back from a sheet 退回重拟' }) returned: number;
  @Field(() => Int, { description: 'All that were reported, but for dropped ones; a heading counts its articles' })
  all: number;
}
