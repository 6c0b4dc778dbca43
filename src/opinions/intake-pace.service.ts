/** 提交太快的请等一等: one brake for the pages and for programs, and who has waited already. */
import { Injectable } from '@nestjs/common';
import { sha256 } from '../platform/base/canonical.js';
import { Generations } from '../platform/base/generations.rules.js';
import { Brake } from './brake.rules.js';
import type { IncomingOpinion } from './intake.inputs.js';

/** Opinions that passed, so that sending one again costs nothing */
const PASSED = 50_000;

export interface Sender {
  /** the nonce of the form; null for a program */
  form: string | null;
  address: string;
  code: string;
}

@Injectable()
export class IntakePace {
  private readonly brake = new Brake();
  private readonly passed = new Generations<string>(PASSED);

  /**
   * Seconds to wait before this opinion may come; 0: it may. Sent again with the same words it is not counted again.
   * `waited`: it waited as long as it was told to, under its key, which is good for these words once.
   */
  secondsToWait(
    sender: Sender,
    opinion: Pick<IncomingOpinion, 'submissionKey' | 'text' | 'proposedWording' | 'reason'>,
    waited: boolean,
  ): number {
    const { submissionKey: key, text, proposedWording, reason } = opinion;
    const words = sha256(JSON.stringify([text, proposedWording ?? null, reason ?? null])).toString('base64url');
    const before = this.passed.peek(key);
    if (before === words) return 0;
    const { form, address, code } = sender;
    const from = { form, addressOfCode: `${address} ${code}`, address, code };
    const ms = waited && before === undefined ? 0 : this.brake.take(from, form !== null);
    if (ms === 0) this.passed.set(key, words);
    return Math.ceil(ms / 1000);
  }
}
