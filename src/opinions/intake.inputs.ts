/** What an opinion must look like to be taken in. */
import { z } from 'zod';
import { sha256 } from '../platform/base/canonical.js';
import { dayInput } from '../platform/base/inputs.js';
import { PICTURES_PER_OPINION, pictureTexts } from '../platform/database/pictures/picture.words.js';
import { readContact } from './contact.rules.js';
import { acts, channels, targetKinds } from './opinion.rules.js';

const words = (what: string, most: number): z.ZodType<string | null | undefined> =>
  z.string().trim().max(most, `${what}不超过 ${most} 字`).nullish();

/** Typed beside the words and kept apart from them; null where nothing was typed */
const LeftContact = z
  .object({ name: z.string().max(200), phone: z.string().max(200) })
  .nullish()
  .transform((given, ctx) => {
    const read = given ? readContact(given.name, given.phone) : { contact: null };
    if ('contact' in read) return read.contact;
    ctx.addIssue({
      code: 'custom',
      path: [read.wrong],
      message: read.wrong === 'phone' ? '电话号码不对，请再看一眼，也可以不填' : '称呼太长，也可以不填',
    });
    return z.NEVER;
  });

export const Incoming = z.object({
  submissionKey: z.string().regex(/^[A-Za-z0-9_-]{16,64}$/, '提交标识不对，请刷新页面再试'),
  channel: z.enum(channels),
  direct: z.boolean().default(false),
  target: z.object({
    kind: z.enum(targetKinds),
    provisionId: z.uuid('条文编号不对').nullish(),
    path: z.string().max(40, '位置不对').nullish(),
    quote: z.string().max(2000, '引用不超过 2000 字').nullish(),
  }),
  act: z.enum(acts),
  text: z.string().trim().min(1, '请写下您的意见').max(5000, '意见不超过 5000 字'),
  proposedWording: words('建议的写法', 5000),
  reason: words('理由', 5000),
  saidOn: dayInput('说话日期').nullish(),
  contact: LeftContact,
  /** the bytes as they were sent */
  pictures: z
    .array(z.custom<Uint8Array>((given) => given instanceof Uint8Array))
    .max(PICTURES_PER_OPINION, pictureTexts.tooMany)
    .default([])
    .transform((all) => all.map((bytes) => ({ bytes, sha256: sha256(bytes) }))),
});
export type Given = z.output<typeof Incoming>;
export type IncomingOpinion = z.input<typeof Incoming>;
