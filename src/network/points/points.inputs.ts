/** What inputs of contact points must look like. */
import { z } from 'zod';
import { dayInput, words } from '../../platform/base/inputs.js';
import { contactPointKindWords, contactPointLevelWords } from './point.words.js';

const contactPointLevels = Object.keys(contactPointLevelWords) as (keyof typeof contactPointLevelWords)[];
const contactPointKinds = Object.keys(contactPointKindWords) as (keyof typeof contactPointKindWords)[];

export const name = words({ least: [2, '请填写联系点全称'], most: [80, '名称不超过 80 字'] });
export const shortName = words({ least: [1, '请填写简称'], most: [30, '简称不超过 30 字'] });
export const address = words({ most: [120, '地址不超过 120 字'] }).nullish();

export const region = words({ most: [40, '地区不超过 40 字'] }).nullish();

export const NewContactPoint = z.object({
  name,
  shortName,
  level: z.enum(contactPointLevels),
  kind: z.enum(contactPointKinds),
  parentId: z.uuid('上级联系点编号不对').nullish(),
  address,
  region,
  fields: z
    .array(words({ least: [1, '领域不能是空的'], most: [20, '领域不超过 20 字'] }))
    .max(20, '领域太多')
    .default([]),
  since: dayInput('聘用日期').nullish(),
  leaderName: words({ most: [40, '负责人不超过 40 字'] }).nullish(),
});
