/** What GraphQL shows and takes of many codes at once, and of how often codes were opened. */
import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { RefusedRowType } from '../platform/api/bulk.js';
import { problems, resultUnion } from '../platform/api/problem.js';
import { LawCodeType } from './consultation.types.js';

@InputType({ description: 'A place where a code hangs' })
export class CodePlaceInput {
  @Field(() => String, { description: 'Where, such as 桂花里社区公告栏, 2 to 40 characters' }) place: string;
  @Field(() => ID, { nullable: true, description: 'The contact point whose place it is, if any' }) contactPointId?:
    string | null;
}

@InputType({ description: 'Codes of one regulation for many contact points, nodes and places' })
export class CreateCodeVariantsInput {
  @Field(() => ID, { description: 'The regulation' }) regulationId: string;
  @Field(() => [ID], {
    defaultValue: [],
    description: 'Contact points that are engaged, or nodes below them; bounded(2000)',
  })
  contactPointIds: string[];
  @Field(() => [CodePlaceInput], { defaultValue: [], description: 'Places; bounded(500)' }) places: CodePlaceInput[];
}

@ObjectType('CodeVariant', { description: 'A code that was asked for' })
export class CodeVariantType {
  @Field(() => Int, { description: 'Which row, counted from 1: contact points first, then places' }) row: number;
  @Field(() => Boolean, { description: 'Made now; otherwise it was there' }) made: boolean;
  @Field(() => LawCodeType, { description: 'The code' }) lawCode: LawCodeType;
}

@ObjectType('CodeVariantsMade', { description: 'What became of each row that was asked for' })
export class CodeVariantsMadeType {
  @Field(() => [CodeVariantType], { description: 'Those that have a code; bounded(2500)' }) rows: CodeVariantType[];
  @Field(() => [RefusedRowType], { description: 'Those that have none, and why; bounded(2500)' })
  refused: RefusedRowType[];
}

export const CreateCodeVariantsResult = resultUnion(
  'CreateCodeVariantsResult',
  () => CodeVariantsMadeType,
  () => [problems.NotFound],
);

@ObjectType('ScansOfDay', { description: 'How often codes were opened on a day' })
export class ScansOfDayType {
  @Field(() => String, { description: 'YYYY-MM-DD' }) day: string;
  @Field(() => Int, { description: 'Times' }) count: number;
}

@ObjectType('CodeScans', { description: 'How often the page of a code was opened' })
export class CodeScansType {
  @Field(() => LawCodeType, { description: 'The code' }) lawCode: LawCodeType;
  @Field(() => Int, { description: 'Times' }) count: number;
  @Field(() => [ScansOfDayType], { description: 'By day, days without any left out; bounded(1100)' })
  days: ScansOfDayType[];
}

@ObjectType('RoundScans', {
  description:
    'How often the codes of a regulation were opened during a round 扫码; of nobody who did is anything known',
})
export class RoundScansType {
  @Field(() => Int, { description: 'By all its codes' }) total: number;
  @Field(() => Int, { description: 'Codes that were opened at all' }) codes: number;
  @Field(() => [ScansOfDayType], { description: 'By all its codes by day, days without any left out; bounded(1100)' })
  days: ScansOfDayType[];
  @Field(() => [CodeScansType], { description: 'The codes that were opened most, by times; bounded(200)' })
  places: CodeScansType[];
}
