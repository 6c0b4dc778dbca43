/**
 * The form token: says that this form was made by us, for this draft and this place in it, at this minute (security §2:
 * there is no cookie, so it is no session that is protected but the office from posts that foreign pages make visitors
 * send). `<minute, base 36>.<HMAC-SHA-256, first 128 bits>`. It has no age of its own: it is good for as long as the
 * window is open, because a resident may leave the page open over lunch, and its minute says who opened the form before
 * the last day was over. After that `receive` refuses and the words are kept.
 */
import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '../platform/base/clock.js';
import { Keys } from '../platform/database/keys/keys.js';
import { CLOCK } from '../platform/platform.module.js';

const MINUTE = 60_000;
const FORM = /^([0-9a-z]{1,9})\.([A-Za-z0-9_-]{22})$/;

@Injectable()
export class FormTokens {
  constructor(
    private readonly keys: Keys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** `ordinal` is null for the form of the whole text */
  issue(draftId: string, ordinal: number | null): string {
    const minute = this.minute().toString(36);
    return `${minute}.${this.sign(draftId, ordinal, minute).toString('base64url')}`;
  }

  /**
   * When this very form was opened; null for a token of another form, a forged one, or one from the future (one minute
   * of clock difference between processes is borne)
   */
  openedAt(token: string, draftId: string, ordinal: number | null): Date | null {
    const m = FORM.exec(token);
    const [minute, mac] = [m?.[1], m?.[2]];
    if (minute === undefined || mac === undefined) return null;
    const isOurs =
      Keys.sameMac(Buffer.from(mac, 'base64url'), this.sign(draftId, ordinal, minute)) &&
      parseInt(minute, 36) <= this.minute() + 1;
    return isOurs ? new Date(parseInt(minute, 36) * MINUTE) : null;
  }

  private minute(): number {
    return Math.floor(this.clock.now().getTime() / MINUTE);
  }

  private sign(draftId: string, ordinal: number | null, minute: string): Buffer {
    return this.keys.mac('form', JSON.stringify([draftId, ordinal, minute])).subarray(0, 16);
  }
}
