/** What an opinion must look like to be taken in. */
import { z } from 'zod';
import { sha256 } from '../platform/base/canonical.js';
import { dayInput, words } from '../platform/base/inputs.js';
import { lengthSeen } from '../platform/base/visible.rules.js';
import { PICTURES_PER_OPINION, pictureTexts } from '../platform/database/pictures/picture.words.js';
import { readContact } from './contact.rules.js';
import { HeardAt } from './hearing/hearing.inputs.js';
import { acts, channels, LONGEST_OPINION, targetKinds } from './opinion.rules.js';

/** As many as a row holds of what is one character to the eye and several to a machine */
const CODE_POINTS = 10_000;
const said = (what: string, empty?: string) =>
  words({
    ...(empty !== undefined && { least: [1, empty] as const }),
    most: [LONGEST_OPINION, `${what}不超过 ${LONGEST_OPINION} 字`],
    count: lengthSeen,
  }).refine((text) => [...text].length <= CODE_POINTS, `${what}里叠在一起的符号太多，请改成平常的字`);

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
  text: said('意见', '请写下您的意见'),
  proposedWording: said('建议的写法').nullish(),
  reason: said('理由').nullish(),
  saidOn: dayInput('说话日期').nullish(),
  contact: LeftContact,
  /** whoever spoke was told what the contact data are for, and agreed */
  contactAgreed: z.boolean().nullish(),
  /** of what an officer types alone */
  heardAt: HeardAt,
  /** the bytes as they were sent */
  pictures: z
    .array(z.custom<Uint8Array>((given) => given instanceof Uint8Array))
    .max(PICTURES_PER_OPINION, pictureTexts.tooMany)
    .default([])
    .transform((all) => all.map((bytes) => ({ bytes, sha256: sha256(bytes) }))),
});
/** What an officer types: contact data are taken with the word of whoever spoke (个人信息保护法第十三条) */
export const Entered = Incoming.refine((o) => o.contact === null || o.contactAgreed === true, {
  path: ['contactAgreed'],
  message: '留了联系方式，还没有本人同意：先告诉对方用处，同意了再记；不同意的，请去掉称呼和电话',
});
export type Given = z.output<typeof Incoming>;
export type IncomingOpinion = z.input<typeof Incoming>;
