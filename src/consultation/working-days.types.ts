/** What GraphQL shows and takes of 节假日、调休 and of the days of a window. */
import { Field, InputType, Int, ObjectType } from '@nestjs/graphql';
import { RefusedRowType } from '../platform/api/bulk.js';
import { enumOf } from '../platform/api/enums.js';
import { problemType, resultUnion } from '../platform/api/problem.js';
import { Refusal } from '../platform/base/refusal.js';
import { type ConsultationMethodValue, MethodEnum } from './consultation.types.js';
import { windowDayWords, workingDayWords } from './consultation.words.js';
import type { NoticeRead } from './working-days.service.js';

const WorkingDayKindEnum = enumOf('WorkingDayKind', 'What a day is that the week does not tell', workingDayWords);
const WindowDayKindEnum = enumOf('WindowDayKind', 'What a day of a window is', windowDayWords);

@ObjectType('WorkingDayException', { description: 'A day that is free, or worked, against the week 节假日、调休' })
export class WorkingDayExceptionType {
  @Field(() => String, { description: 'YYYY-MM-DD' }) day: string;
  @Field(() => WorkingDayKindEnum, { description: 'Free or worked' }) kind: keyof typeof workingDayWords;
  @Field(() => String, { description: 'The festival, such as 国庆节' }) name: string;
}

@ObjectType('WorkingDays', { description: 'What is known of the days of a span' })
export class WorkingDaysType {
  @Field(() => [WorkingDayExceptionType], { description: 'Those against the week, in their order; bounded(800)' })
  days: WorkingDayExceptionType[];
  @Field(() => [Int], { description: 'Years of the span of which no notice was imported; bounded(4)' })
  missingYears: number[];
}

@ObjectType('WindowDay', { description: 'A day of a window' })
export class WindowDayType {
  @Field(() => String, { description: 'YYYY-MM-DD' }) day: string;
  @Field(() => WindowDayKindEnum, { description: 'What it is' }) kind: keyof typeof windowDayWords;
}

@ObjectType('ConsultationWindow', { description: 'What the days of a round come to, before it is made' })
export class ConsultationWindowType {
  @Field(() => Int, { description: 'Days, both counted' }) days: number;
  @Field(() => Int, { description: 'Of these worked; of the first 800' }) workingDays: number;
  @Field(() => String, { nullable: true, description: 'A last day that serves better; null where it is good' })
  betterLastDay: string | null;
  @Field(() => [String], { description: 'What to think of, in words; none of it stops anybody; bounded(8)' })
  warnings: string[];
  @Field(() => [Int], { description: 'Years of which no notice was imported; bounded(4)' }) missingYears: number[];
  @Field(() => [WindowDayType], { description: 'Its days, as many as can be drawn; bounded(400)' })
  kinds: WindowDayType[];
}

@InputType({ description: 'The days that somebody thinks of for a round' })
export class ConsultationWindowInput {
  @Field(() => MethodEnum, { description: 'How people are asked' }) method: ConsultationMethodValue;
  @Field(() => String, { description: 'First day, YYYY-MM-DD' }) opensOn: string;
  @Field(() => String, { description: 'Last day, YYYY-MM-DD' }) closesOn: string;
  @Field(() => String, { nullable: true, description: 'Why it is shorter than the minimum' }) shortReason?:
    string | null;
}

@InputType({ description: 'The notice of one year 部分节假日安排' })
export class ImportWorkingDaysInput {
  @Field(() => Int, { description: 'The year of the notice, 2000 to 2100' }) year: number;
  @Field(() => String, {
    nullable: true,
    description: 'Its lines as they are published, or as a table pasted from a spreadsheet, at most 20,000 characters',
  })
  text?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'In the place of the text: an .xlsx as base64, of which the first sheet is read, at most 350 kB',
  })
  table?: string | null;
  @Field(() => Boolean, {
    description: 'Keep it in place of what was known of that year; otherwise it is only told what it says',
  })
  write: boolean;
}

@ObjectType('WorkingDaysRead', { description: 'What a notice says, beside what was known of its year' })
export class WorkingDaysReadType {
  @Field(() => Int, { description: 'Its year' }) year: number;
  @Field(() => [WorkingDayExceptionType], { description: 'The days it names; bounded(400)' })
  days: WorkingDayExceptionType[];
  @Field(() => Int, { description: 'Days that were not known' }) added: number;
  @Field(() => Int, { description: 'Days that were known otherwise' }) changed: number;
  @Field(() => Int, { description: 'Days that were known so' }) unchanged: number;
  @Field(() => Int, { description: 'Days that were known and are not in it' }) dropped: number;
  @Field(() => [RefusedRowType], {
    description: 'Lines that were not understood, counted from 1; while there is one nothing is kept; bounded(2000)',
  })
  refused: RefusedRowType[];
  @Field(() => Boolean, { description: 'Whether it is kept' }) written: boolean;

  static of(read: NoticeRead | Refusal): WorkingDaysReadType | Refusal {
    if (read instanceof Refusal) return read;
    const { faults, ...told } = read;
    const refused = faults.map(({ line, words }) => ({ row: line, code: 'UNREADABLE_LINE', message: words }));
    return Object.assign(new WorkingDaysReadType(), told, { refused });
  }
}

const UnreadableFile = problemType('UNREADABLE_FILE', 'The file cannot be read; the message says which and why');
export const ImportWorkingDaysResult = resultUnion(
  'ImportWorkingDaysResult',
  () => WorkingDaysReadType,
  () => [UnreadableFile],
);
