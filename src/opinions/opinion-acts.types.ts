import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { enumOf } from '../platform/api/enums.js';
import { problems, problemType, resultUnion } from '../platform/api/problem.js';
import type { MaskedField } from './mask.rules.js';
import type { MaskProposalKind } from './mask-proposals.rules.js';
import { maskedFieldWords, maskProposalWords } from './opinion.words.js';
import { BulkDoneType } from '../platform/api/bulk.js';
import { OpinionType, QuarantineReasonEnum, type QuarantineReasonValue } from './opinions.types.js';

const MaskedFieldEnum = enumOf('MaskedField', 'Which words of an opinion', maskedFieldWords);

@ObjectType('MaskSpan', { description: 'Characters of an opinion that are covered 遮盖' })
export class MaskSpanType {
  @Field(() => MaskedFieldEnum, { description: 'Of which words' }) field: MaskedField;
  @Field(() => Int, { description: 'The first character, from 0; a character is a Unicode code point' }) from: number;
  @Field(() => Int, { description: 'Behind the last one' }) to: number;
}

const MaskProposalKindEnum = enumOf(
  'MaskProposalKind',
  'What in an opinion looks as if it should be covered',
  maskProposalWords,
);

@ObjectType('MaskProposal', { description: 'Characters that look like a name, a number or a door; a person confirms' })
export class MaskProposalType extends MaskSpanType {
  @Field(() => MaskProposalKindEnum, { description: 'What they look like' }) kind: MaskProposalKind;
}

@InputType({ description: 'Characters of an opinion to cover' })
export class MaskSpanInput {
  @Field(() => MaskedFieldEnum, { description: 'Of which words' }) field: MaskedField;
  @Field(() => Int, { description: 'The first character, from 0; a character is a Unicode code point' }) from: number;
  @Field(() => Int, { description: 'Behind the last one' }) to: number;
}

@InputType({ description: 'What of an opinion is covered from now on' })
export class MaskOpinionInput {
  @Field(() => ID, { description: 'The opinion' }) opinionId: string;
  @Field(() => Int, { description: 'The maskRevision that was read' }) expectedRevision: number;
  @Field(() => [MaskSpanInput], {
    description: 'All that is covered, in place of what was; none uncovers it; bounded(200)',
  })
  spans: MaskSpanInput[];
}

@InputType({ description: 'Opinions to keep apart until somebody has looked 隔离待核' })
export class QuarantineOpinionsInput {
  @Field(() => [ID], { description: 'Which, 1 to 500; bounded(500)' }) opinionIds: string[];
  @Field(() => QuarantineReasonEnum, { description: 'Why' }) reason: QuarantineReasonValue;
  @Field(() => String, { nullable: true, description: 'More in words, at most 500 characters; OTHER needs it' })
  note?: string | null;
}

@InputType({ description: 'Opinions that somebody has looked at, back to the inbox' })
export class ClearOpinionsInput {
  @Field(() => [ID], { description: 'Which, 1 to 500; bounded(500)' }) opinionIds: string[];
}

const { NotFound, StaleVersion, WrongState } = problems;
const OpinionCompiled = problemType('OPINION_COMPILED', 'It is in a comment, which has the words already');

export const QuarantineOpinionsResult = resultUnion('QuarantineOpinionsResult', () => BulkDoneType);
export const ClearOpinionsResult = resultUnion('ClearOpinionsResult', () => BulkDoneType);
export const MaskOpinionResult = resultUnion(
  'MaskOpinionResult',
  () => OpinionType,
  () => [NotFound, StaleVersion, WrongState, OpinionCompiled],
);
