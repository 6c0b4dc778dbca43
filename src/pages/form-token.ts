/**
 * The form token: says that this form was made by us, for this draft and this place in it, at this minute (security §2:
 * there is no cookie, so it is no session that is protected but the office from posts that foreign pages make visitors
 * send). `<minute, base 36>.<nonce of this form>.<HMAC-SHA-256, first 128 bits>`. It has no age of its own: it is good
 * for as long as the window is open, because a resident may leave the page open over lunch, and its minute says who
 * opened the form before the last day was over. After that `receive` refuses and the words are kept.
 *
 * The wait ticket 等候凭条: says that the opinion of this submission key was asked to wait until this second. It is no
 * cookie and needs no script: it comes back with the form.
 */
import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '../platform/base/clock.js';
import { Keys } from '../platform/database/keys/keys.js';
import { CLOCK } from '../platform/platform.module.js';

const MINUTE = 60_000;
const SECOND = 1000;
const FORM = /^([0-9a-z]{1,9})\.([A-Za-z0-9_-]{8})\.([A-Za-z0-9_-]{22})$/;
const TICKET = /^([0-9a-z]{1,9})\.([A-Za-z0-9_-]{22})$/;

@Injectable()
export class FormTokens {
  constructor(
    private readonly keys: Keys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** `ordinal` is null for the form of the whole text */
  issue(draftId: string, ordinal: number | null): string {
    const [minute, nonce] = [this.minute().toString(36), randomBytes(6).toString('base64url')];
    return `${minute}.${nonce}.${this.sign([draftId, ordinal, minute, nonce]).toString('base64url')}`;
  }

  /**
   * When this very form was opened; null for a token of another form, a forged one, or one from the future (one minute
   * of clock difference between processes is borne)
   */
  openedAt(token: string, draftId: string, ordinal: number | null): Date | null {
    const [, minute, nonce, mac] = FORM.exec(token) ?? [];
    if (minute === undefined || nonce === undefined || mac === undefined) return null;
    const isOurs =
      Keys.sameMac(Buffer.from(mac, 'base64url'), this.sign([draftId, ordinal, minute, nonce])) &&
      parseInt(minute, 36) <= this.minute() + 1;
    return isOurs ? new Date(parseInt(minute, 36) * MINUTE) : null;
  }

  /** Which form a token is of, whoever fills it in; null for what is no token */
  formOf(token: string): string | null {
    return FORM.exec(token)?.[2] ?? null;
  }

  issueWait(submissionKey: string, seconds: number): string {
    const until = (this.second() + seconds).toString(36);
    return `${until}.${this.sign(['wait', submissionKey, until]).toString('base64url')}`;
  }

  /** Seconds that the bearer still has to wait; null for what is no ticket of this key */
  secondsLeft(ticket: string, submissionKey: string): number | null {
    const [, until, mac] = TICKET.exec(ticket) ?? [];
    if (until === undefined || mac === undefined) return null;
    if (!Keys.sameMac(Buffer.from(mac, 'base64url'), this.sign(['wait', submissionKey, until]))) return null;
    return Math.max(0, parseInt(until, 36) - this.second());
  }

  private second(): number {
    return Math.floor(this.clock.now().getTime() / SECOND);
  }

  private minute(): number {
    return Math.floor(this.clock.now().getTime() / MINUTE);
  }

  private sign(parts: readonly (string | number | null)[]): Buffer {
    return this.keys.mac('form', JSON.stringify(parts)).subarray(0, 16);
  }
}
