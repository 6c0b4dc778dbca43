/** What an activity 活动 and a photographed form must look like to be kept. */
import { z } from 'zod';
import { MOST_SHEETS } from '../../consultation/wall/wall.rules.js';
import { dayInput, words } from '../../platform/base/inputs.js';
import { tidied } from '../../platform/base/visible.rules.js';
import { callOutcomes, CARDS_PER_ACTIVITY } from './hearing.rules.js';
import { isWorkOrderNumber, LONGEST_PASTED } from './work-order.rules.js';

const ROUNDS_PER_ACTIVITY = 20;

const occasion = {
  heldOn: dayInput('活动日期'),
  subject: words({ least: [2, '请写明是什么活动，如“8月4日居民座谈会”'], most: [60, '活动名称不超过 60 字'] }),
  place: words({ most: [60, '地点不超过 60 字'] })
    .nullish()
    .transform((place) => place || null),
};
const consultationIds = z
  .array(z.uuid('征求意见编号不对'))
  .min(1, '请至少选一件稿')
  .max(ROUNDS_PER_ACTIVITY, `一次活动最多听取 ${ROUNDS_PER_ACTIVITY} 件稿`)
  .refine((ids) => new Set(ids).size === ids.length, '名单里有重复的稿');

export const NewActivity = z.object({
  /** made by whoever records it, so that it is recorded once however often it is sent */
  id: z.uuid('活动编号不对'),
  contactPointId: z.uuid('联系点编号不对'),
  ...occasion,
  consultationIds,
});

export const ChangedActivity = z.object({
  activityId: z.uuid('活动编号不对'),
  expectedVersion: z.number().int(),
  ...occasion,
  /** drafts it heard people about as well; those that it has stay */
  consultationIds,
});

export const CodedActivity = z.object({ activityId: z.uuid('活动编号不对') });

export const NewCard = z.object({
  id: z.uuid('照片编号不对'),
  activityId: z.uuid('活动编号不对'),
  ordinal: z
    .number('照片序号不对')
    .int('照片序号不对')
    .min(1, '照片序号从 1 起')
    .max(CARDS_PER_ACTIVITY, `一次活动最多 ${CARDS_PER_ACTIVITY} 张照片`),
});

export const SettledCards = z.object({
  cardIds: z
    .array(z.uuid('照片编号不对'))
    .min(1, '请至少选一张')
    .max(CARDS_PER_ACTIVITY, `一次最多 ${CARDS_PER_ACTIVITY} 张`),
  /** true: there is nothing to be typed on them; false: there is after all */
  nothing: z.boolean(),
});

/** 工单编号 as it is compared: without blanks, full-width signs half-width, letters large */
export const workOrderNumber = z
  .string()
  .max(80, '工单编号太长')
  .transform((number) => number.normalize('NFKC').replace(/\s+/gu, '').toUpperCase())
  .refine(
    (number) => number === '' || isWorkOrderNumber(number),
    '工单编号是 4 到 40 个字母、数字或者横线，请对照工单',
  );

/** Where an officer heard what is typed */
export const HeardAt = z
  .object({
    activityId: z.uuid('活动编号不对').nullish(),
    cardId: z.uuid('照片编号不对').nullish(),
    page: z.number().int('页号不对').min(1, '页号不对').max(99_999, '页号不对').nullish(),
    workOrder: workOrderNumber.nullish(),
    place: words({ most: [60, '地点不超过 60 字'] }).nullish(),
  })
  .nullish()
  .transform((at) => (at && (at.activityId || at.cardId || at.page || at.workOrder || at.place) ? at : null));

export const PrintedSheets = z.object({
  consultationId: z.uuid('征求意见编号不对'),
  contactPointId: z.uuid('联系点编号不对'),
  count: z.number().int().min(1, `一次印 1 至 ${MOST_SHEETS} 张`).max(MOST_SHEETS, `一次印 1 至 ${MOST_SHEETS} 张`),
});

export const NotedCall = z.object({
  opinionId: z.uuid('意见编号不对'),
  outcome: z.enum(callOutcomes, '请选回访的结果'),
  calledOn: dayInput('回访日期'),
});

export const PastedOrder = z.object({
  contactPointId: z.uuid('联系点编号不对'),
  text: z
    .string()
    .max(LONGEST_PASTED, `粘贴的内容超过 ${LONGEST_PASTED} 字：请一次只贴一张工单`)
    .refine((text) => tidied(text) !== '', '请把工单的内容贴进来'),
});
