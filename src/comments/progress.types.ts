import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { type ConsultationPhaseValue, PhaseEnum } from '../consultation/index.js';

@ObjectType('ConsultationProgress', {
  description:
    'How far a consultation has come, as far as the caller may see it: the office all of it, a contact point what came through it and below',
})
export class ConsultationProgressType {
  @Field(() => ID, { description: 'The consultation' }) consultationId: string;
  @Field(() => PhaseEnum, { description: 'Where it stands today' }) phase: ConsultationPhaseValue;
  @Field(() => Int, { description: 'Voices heard 群众意见' }) opinions: number;
  @Field(() => Int, { description: 'Comments reported 报送意见, whatever became of them since' }) comments: number;
  @Field(() => Int, { description: 'Bodies asked 征求意见任务' }) tasks: number;
  @Field(() => Int, { description: 'Of them, those that reported or said 无意见' }) tasksAnswered: number;
}
