/** What a comment must look like to be taken. */
import { z } from 'zod';
import { acts, targetKinds } from '../opinions/opinion.rules.js';
import { dayInput, words } from '../platform/base/inputs.js';
import { mayBeAsked, sourceKinds } from './comment.rules.js';

export const text = (what: string): z.ZodType<string | null | undefined> =>
  words({ least: [1, `${what}不能是空的`], most: [10_000, `${what}不超过 10000 字`] }).nullish();

/** A place in the draft */
const Target = z.object({
  kind: z.enum(targetKinds),
  provisionId: z.uuid('条文编号不对').nullish(),
  path: z.string().max(40, '位置不对').nullish(),
  quote: z.string().max(2000, '引用不超过 2000 字').nullish(),
});

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
  target: Target.nullish(),
});

/** A comment that a body makes of opinions it heard */
export const NewComment = NewWords.extend({ solicitationId: z.uuid('任务编号不对') });
export const TakenUp = NewWords.extend({ consultationId: z.uuid('征求意见编号不对') });

export const RevisedComment = z.object({
  commentId: z.uuid('意见编号不对'),
  expectedVersion: z.number().int(),
  text: words({ least: [1, '意见不能是空的'], most: [10_000, '意见不超过 10000 字'] }),
  proposedWording: text('修改建议'),
  reason: text('修改理由'),
});

export type Words = z.output<typeof NewWords>;

/** Voices to take out of a comment */
export const TakenApart = z.object({
  commentId: z.uuid('意见编号不对'),
  expectedVersion: z.number().int(),
  opinionIds: z
    .array(z.uuid('原话编号不对'))
    .min(1, '请至少选一条要拆出的群众原话')
    .max(500, '一次最多拆出 500 条')
    .refine((ids) => new Set(ids).size === ids.length, '同一条原话选了两次'),
});

export const Dropped = z.object({ commentId: z.uuid('意见编号不对'), expectedVersion: z.number().int() });

/** Comments that go back to the bodies that reported them, each by the version that was read */
export const Returned = z.object({
  comments: z
    .array(z.object({ commentId: z.uuid('意见编号不对'), expectedVersion: z.number().int() }))
    .min(1, '请至少选一条')
    .max(500, '一次最多退回 500 条')
    .refine((all) => new Set(all.map((c) => c.commentId)).size === all.length, '同一条意见选了两次'),
  note: words({ least: [1, '请写明退回的原因，报送单位看得到'], most: [500, '退回的原因不超过 500 字'] }),
});

/** An article under which a comment is filed */
export const Filed = z.object({
  commentId: z.uuid('意见编号不对'),
  expectedVersion: z.number().int(),
  provisionId: z.uuid('条文编号不对'),
});

/** What came on paper from any body */
export const Registered = z
  .object({
    consultationId: z.uuid('征求意见编号不对'),
    kind: z.enum(sourceKinds),
    contactPointId: z.uuid('联系点编号不对').nullish(),
    name: words({ most: [80, '来源名称不超过 80 字'] }).nullish(),
    receivedOn: dayInput('收到日期'),
    reference: words({ most: [80, '来文文号不超过 80 字'] }).nullish(),
    text: words({ least: [1, '请填写意见内容'], most: [10_000, '意见不超过 10000 字'] }),
    proposedWording: text('修改建议'),
    reason: text('修改理由'),
    act: z.enum(acts),
    target: Target,
    fileId: z.uuid('扫描件编号不对').nullish(),
  })
  .superRefine((r, ctx) => {
    const wrong = (path: string, message: string): void => ctx.addIssue({ code: 'custom', path: [path], message });
    if (r.contactPointId) {
      if (!mayBeAsked(r.kind)) wrong('contactPointId', '这一类来源不在征求意见的名单里，请去掉选的单位');
      if (r.name) wrong('name', '名单里的单位报送的不用另填名称，请去掉');
    } else if (r.kind === 'CONTACT_POINT') wrong('contactPointId', '请选是哪个联系点报送的');
    else if (!r.name && r.kind !== 'RESIDENT') wrong('name', '请填写提出意见的单位或者人的名称');
  });
