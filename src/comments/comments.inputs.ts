/** What a comment must look like to be taken. */
import { z } from 'zod';
import { acts, targetKinds } from '../opinions/opinion.rules.js';

export const text = (what: string): z.ZodType<string | null | undefined> =>
  z.string().trim().min(1, `${what}不能是空的`).max(10_000, `${what}不超过 10000 字`).nullish();

const NewWords = z.object({
  opinionIds: z
    .array(z.uuid('意见编号不对'))
    .min(1, '请至少选一条群众原话')
    .max(500, '一次最多归并 500 条')
    .refine((ids) => new Set(ids).size === ids.length, '同一条原话选了两次'),
  text: text('意见'),
  proposedWording: text('修改建议'),
  reason: text('修改理由'),
  act: z.enum(acts).nullish(),
  target: z
    .object({
      kind: z.enum(targetKinds),
      provisionId: z.uuid('条文编号不对').nullish(),
      path: z.string().max(40, '位置不对').nullish(),
      quote: z.string().max(2000, '引用不超过 2000 字').nullish(),
    })
    .nullish(),
});

/** A comment that a body makes of opinions it heard */
export const NewComment = NewWords.extend({ solicitationId: z.uuid('任务编号不对') });
export const TakenUp = NewWords.extend({ consultationId: z.uuid('征求意见编号不对') });

export const RevisedComment = z.object({
  commentId: z.uuid('意见编号不对'),
  expectedVersion: z.number().int(),
  text: z.string().trim().min(1, '意见不能是空的').max(10_000, '意见不超过 10000 字'),
  proposedWording: text('修改建议'),
  reason: text('修改理由'),
});

export type Words = z.output<typeof NewWords>;
