/**
 * Pictures of strangers 照片, decoded and encoded again (docs/adr/0013). Each is read in a child of its own, two at
 * once, the others wait their turn; what the child gives back is looked at before it is believed, for the decoder may
 * have been taken over.
 */
import { z } from 'zod';
import { childScript } from '../../base/child-script.js';
import { type ChildLimits, runInChild } from '../../base/child.js';
import { type PictureFault, pictureFaults, PictureRefused } from './fault.rules.js';
import { STORED_SIDE } from './limits.js';
import { structureOf } from './structure.js';

export interface RewrittenPicture {
  bytes: Buffer;
  mediaType: 'image/jpeg' | 'image/png';
  /** upright, in pixels */
  width: number;
  height: number;
}

/** What is shown on a screen of 2,560 pixels needs no more; noise makes some 3 MB */
const LIMITS: ChildLimits = { milliseconds: 15_000, megabytes: 256, answerBytes: 10 * 1024 * 1024 };
const AT_ONCE = 2;
const PICTURES_WAITING = 12;

const Head = z.union([
  z.object({
    ok: z.literal(true),
    mediaType: z.enum(['image/jpeg', 'image/png']),
    width: z.int().min(1).max(STORED_SIDE),
    height: z.int().min(1).max(STORED_SIDE),
  }),
  z.object({ ok: z.literal(false), fault: z.enum(pictureFaults) }),
]);

export class Pictures {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly limits: ChildLimits = LIMITS) {}

  /**
   * BUSY where too many wait already; TOO_LONG beyond 15 s; DAMAGED also where the child broke. Rejects only if no
   * child can be started.
   */
  async rewrite(bytes: Uint8Array): Promise<RewrittenPicture | PictureFault> {
    if (this.running >= AT_ONCE) {
      if (this.waiting.length >= PICTURES_WAITING) return 'BUSY';
      await new Promise<void>((turn) => this.waiting.push(turn));
    } else this.running++;
    try {
      return await this.inChild(bytes);
    } finally {
      // the place goes from hand to hand, so that nobody slips in between
      const next = this.waiting.shift();
      if (next) next();
      else this.running--;
    }
  }

  private async inChild(bytes: Uint8Array): Promise<RewrittenPicture | PictureFault> {
    const done = await runInChild({
      script: childScript(import.meta.url, 'picture.child.js'),
      input: bytes,
      limits: this.limits,
      addons: true,
    });
    if (done.end !== 'DONE') return done.end === 'TIME' ? 'TOO_LONG' : 'DAMAGED';
    return believed(done.answer);
  }
}

/**
 * The answer of the child, where it is what it must be: a picture of the kind and size that are said of it. Only what
 * the structure check keeps of it is given on. Anything else is DAMAGED.
 */
export function believed(answer: Buffer): RewrittenPicture | PictureFault {
  const end = answer.indexOf('\n');
  const head = Head.safeParse(readJson(answer.toString('utf8', 0, Math.max(0, end))));
  if (!head.success) return 'DAMAGED';
  if (!head.data.ok) return head.data.fault;
  const { mediaType, width, height } = head.data;
  try {
    const found = structureOf(answer.subarray(end + 1));
    return `image/${found.format}` === mediaType && found.width === width && found.height === height
      ? { bytes: found.rewritten, mediaType, width, height }
      : 'DAMAGED';
  } catch (e) {
    if (e instanceof PictureRefused) return 'DAMAGED';
    throw e;
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
