/** What inputs of legislatures and accounts must look like. */
import { z } from 'zod';
import { words } from '../base/inputs.js';
import { roles } from '../base/roles.rules.js';

export const UNIT_WORDS = '联络员要指明联系点，其他角色不用';

export const NewLegislature = z.object({
  code: z.string().regex(/^[a-z][a-z0-9-]{1,30}$/, '代码用小写字母、数字和连字符，2 至 31 位，以字母开头'),
  name: words({ least: [2, '请填写机关全称'], most: [80, '机关全称不超过 80 字'] }),
  organName: words({ least: [2, '请填写发文机关名称'], most: [80, '发文机关名称不超过 80 字'] }),
  documentWord: words({ least: [1, '请填写机关代字'], most: [20, '机关代字不超过 20 字'] }),
  profile: z.enum(['SIMPLE', 'STANDARD', 'STRICT']),
  minimumDays: z.number().int().min(1, '最少天数不小于 1').max(365, '最少天数不大于 365'),
  minimumDaysSource: words({ least: [1, '请写明依据'], most: [60, '依据不超过 60 字'] }),
  contactName: words({ most: [40, '联系人不超过 40 字'] }).nullish(),
  contactPhone: words({ most: [40, '电话不超过 40 字'] }).nullish(),
});

/** What papers are printed with beside its names */
export const PaperSettings = z.object({
  expectedVersion: z.number().int(),
  address: words({ most: [80, '地址不超过 80 字'] }).nullish(),
  postcode: z.union([z.literal(''), z.string().regex(/^\d{6}$/u, '邮政编码是 6 位数字')]).nullish(),
  mail: z.union([z.literal(''), z.email('电子邮箱的写法不对')]).nullish(),
  phoneHours: words({ most: [40, '接听时间不超过 40 字'] }).nullish(),
  dueDays: z.number().int().min(1, '反馈期限最少 1 天').max(365, '反馈期限最多 365 天'),
  numberSource: z.enum(['COUNTER', 'REGISTER', 'BLOCK']),
  reviewsRounds: z.boolean().nullish(),
});

export const displayName = words({ least: [1, '请填写姓名'], most: [40, '姓名不超过 40 字'] });

export const NewAccount = z.object({
  username: z.string().regex(/^[a-z0-9][a-z0-9._-]{1,62}$/, '用户名用小写字母、数字、点、横线，2 至 63 位'),
  displayName,
  grants: z
    .array(
      z.object({
        role: z.enum(roles, '没有这种角色'),
        unitId: z.uuid('联系点编号不对').toLowerCase().nullish(),
      }),
    )
    .min(1, '至少给一个角色')
    .max(10, '角色太多')
    .refine((gs) => gs.every((g) => (g.role === 'LIAISON_OFFICER') === (g.unitId != null)), UNIT_WORDS)
    .refine((gs) => new Set(gs.map((g) => `${g.role} ${g.unitId ?? ''}`)).size === gs.length, '同一个角色给了两次'),
});
