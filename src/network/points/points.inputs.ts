/** What inputs of contact points must look like. */
import { z } from 'zod';
import { dayInput, words } from '../../platform/base/inputs.js';
import { contactPersonRoleWords, contactPointKindWords, contactPointLevelWords } from './point.words.js';

const contactPointLevels = Object.keys(contactPointLevelWords) as (keyof typeof contactPointLevelWords)[];
const contactPointKinds = Object.keys(contactPointKindWords) as (keyof typeof contactPointKindWords)[];

export const name = words({ least: [2, '请填写联系点全称'], most: [80, '名称不超过 80 字'] });
export const shortName = words({ least: [1, '请填写简称'], most: [30, '简称不超过 30 字'] });
export const address = words({ most: [120, '地址不超过 120 字'] }).nullish();

export const region = words({ most: [40, '地区不超过 40 字'] }).nullish();

export const fields = z
  .array(words({ least: [1, '领域不能是空的'], most: [20, '领域不超过 20 字'] }))
  .max(20, '领域太多');
export const level = z.enum(contactPointLevels);
export const kind = z.enum(contactPointKinds);

const MOST_ESTABLISHMENTS = 10;
const MOST_PEOPLE = 20;

export const establishment = z
  .object({
    organ: words({ least: [2, '请填写设立机关'], most: [80, '设立机关不超过 80 字'] }),
    since: dayInput('设立日期').nullish(),
    years: z.int('期限写整年').min(1, '期限至少 1 年').max(50, '期限不超过 50 年').nullish(),
    until: dayInput('期限').nullish(),
    plaque: words({ most: [80, '牌匾不超过 80 字'] }).nullish(),
  })
  .refine((e) => !(e.years && e.until), '期限写几年，或者写到哪一天，不能两样都写')
  .transform(({ organ, since, years, until, plaque }) => ({
    organ,
    since: since ?? null,
    years: years ?? null,
    until: until ?? null,
    plaque: plaque || null,
  }));
export const establishments = z.array(establishment).max(MOST_ESTABLISHMENTS, `设立机关最多 ${MOST_ESTABLISHMENTS} 个`);

export const person = z
  .object({
    role: z.enum(Object.keys(contactPersonRoleWords) as (keyof typeof contactPersonRoleWords)[]),
    name: words({ least: [1, '请填写姓名'], most: [40, '姓名不超过 40 字'] }),
    phone: words({ most: [40, '电话不超过 40 字'] }).nullish(),
  })
  .transform(({ role, name: called, phone }) => ({ role, name: called, phone: phone || null }));
export const people = z.array(person).max(MOST_PEOPLE, `人员最多 ${MOST_PEOPLE} 个`);

export const NewContactPoint = z.object({
  name,
  shortName,
  level,
  kind,
  parentId: z.uuid('上级联系点编号不对').nullish(),
  address,
  region,
  fields: fields.default([]),
  since: dayInput('聘用日期').nullish(),
  leaderName: words({ most: [40, '负责人不超过 40 字'] }).nullish(),
});
