import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { enumOf } from '../platform/api/enums.js';
import { problems, problemType, resultUnion } from '../platform/api/problem.js';

export const MethodEnum = enumOf('ConsultationMethod', 'How people are asked', {
  PUBLIC: '公开征求意见',
  SOLICITATION_LETTER: '征求意见函',
  READ_THROUGH: '审读',
  TRIAL_RUN: '验证式调研',
  ARGUMENTATION: '论证',
  EVALUATION: '立法后评估',
  PROJECT_CALL: '立项征集',
});
export const PhaseEnum = enumOf(
  'ConsultationPhase',
  'Where a consultation stands; open and closed follow from its days',
  {
    PREPARED: '准备中',
    NOT_YET: '未开始',
    OPEN: '征求意见中',
    CLOSED: '已截止',
    ANSWERED: '已反馈',
    CANCELLED: '已取消',
  },
);
export const SolicitationStateEnum = enumOf('SolicitationState', 'Where a task stands', {
  ISSUED: '待签收',
  RECEIVED: '待报送',
  REPORTED: '已报送',
  NO_OPINION: '无意见',
});

@ObjectType('Consultation', { description: 'One round of asking about one draft (征求意见)' })
export class ConsultationType {
  @Field(() => ID, { description: 'Random id' }) id: string;
  @Field(() => ID, { description: 'The regulation' }) regulationId: string;
  @Field(() => ID, { description: 'The draft that is asked about' }) draftId: string;
  @Field(() => MethodEnum, { description: 'How people are asked' }) method: string;
  @Field(() => String, { description: 'Title' }) title: string;
  @Field(() => String, { description: 'First day, YYYY-MM-DD' }) opensOn: string;
  @Field(() => String, { description: 'Last day, inclusive, YYYY-MM-DD' }) closesOn: string;
  @Field(() => Int, { description: 'For expectedVersion' }) version: number;
}

@ObjectType('Solicitation', { description: 'One consultation and one body asked (征求意见任务)' })
export class SolicitationType {
  @Field(() => ID, { description: 'Random id' }) id: string;
  @Field(() => ID, { description: 'The consultation' }) consultationId: string;
  @Field(() => ID, { description: 'The body asked' }) contactPointId: string;
  @Field(() => String, { description: 'Due day, inclusive, YYYY-MM-DD' }) dueOn: string;
  @Field(() => SolicitationStateEnum, { description: 'Where it stands' }) state: string;
  @Field(() => Int, { description: 'For expectedVersion' }) version: number;
}

@ObjectType('LawCode', { description: 'One code per law, with variants (一法一码)' })
export class LawCodeType {
  @Field(() => ID, { description: 'Random id' }) id: string;
  @Field(() => String, { description: 'Ten digits' }) code: string;
  @Field(() => ID, { nullable: true, description: 'The contact point of a variant' }) contactPointId: string | null;
  @Field(() => String, { description: 'What stands under it on a poster' }) label: string;
}

@InputType({ description: 'A new consultation on a published draft' })
export class CreateConsultationInput {
  @Field(() => ID, { description: 'The draft' }) draftId: string;
  @Field(() => MethodEnum, { defaultValue: 'PUBLIC', description: 'How people are asked' }) method: string;
  @Field(() => String, { description: 'Title' }) title: string;
  @Field(() => String, { description: 'First day, YYYY-MM-DD' }) opensOn: string;
  @Field(() => String, { description: 'Last day, inclusive, YYYY-MM-DD' }) closesOn: string;
  @Field(() => String, { nullable: true, description: 'Why it is shorter than the minimum' }) shortReason?:
    string | null;
  @Field(() => String, { nullable: true, description: 'Who approved publishing it, such as 主任会议' })
  approvedByBody?: string | null;
  @Field(() => String, { nullable: true, description: 'When, YYYY-MM-DD' }) approvedOn?: string | null;
}

@InputType({ description: 'Sends a consultation out' })
export class IssueConsultationInput {
  @Field(() => ID, { description: 'The consultation' }) consultationId: string;
  @Field(() => Int, { description: 'The version that was read' }) expectedVersion: number;
  @Field(() => [ID], { description: 'The contact points invited' }) contactPointIds: string[];
  @Field(() => String, { nullable: true, description: 'Their due day; the closing day if absent' }) dueOn?:
    string | null;
}

@InputType({ description: 'A task to sign for' })
export class ReceiveSolicitationInput {
  @Field(() => ID, { description: 'The task' }) solicitationId: string;
}

@InputType({ description: 'A task to answer with 无意见' })
export class SayNoOpinionInput extends ReceiveSolicitationInput {}

const WindowTooShort = problemType('WINDOW_TOO_SHORT', 'Shorter than the minimum, without a reason');
const NotPublished = problemType('NOT_PUBLISHED', 'The draft is not published');
const NotEngaged = problemType('NOT_ENGAGED', 'A contact point is not engaged by this legislature');
const { NotFound, ReauthenticationNeeded, StaleVersion, WrongState } = problems;

export const CreateConsultationResult = resultUnion(
  'CreateConsultationResult',
  () => ConsultationType,
  () => [NotFound, NotPublished, WindowTooShort],
);
export const IssueConsultationResult = resultUnion(
  'IssueConsultationResult',
  () => ConsultationType,
  () => [NotFound, StaleVersion, WrongState, NotEngaged, ReauthenticationNeeded],
);
export const ReceiveSolicitationResult = resultUnion(
  'ReceiveSolicitationResult',
  () => SolicitationType,
  () => [NotFound, WrongState],
);
export const SayNoOpinionResult = resultUnion(
  'SayNoOpinionResult',
  () => SolicitationType,
  () => [NotFound, WrongState],
);
