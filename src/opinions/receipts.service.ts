/** 回执码: from the code that only the resident has to the opinion behind it. */
import { Injectable } from '@nestjs/common';
import { Attempts } from '../platform/access/attempts.js';
import { Refusal } from '../platform/base/refusal.js';
import { Keys } from '../platform/database/keys/keys.js';
import { type Scope, UnitOfWork } from '../platform/database/scope.js';
import { OpinionRow, ReceiptRow } from './opinions.entities.js';
import { readReceiptCode } from './receipt.rules.js';

/** Wrong codes from one address before the answers get slower */
const FREE_GUESSES = 8;

@Injectable()
export class ReceiptsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly keys: Keys,
    private readonly attempts: Attempts,
  ) {}

  /** The opinion behind a receipt code. Unknown and mistyped codes are answered alike, and guesses get slower. */
  async byReceipt(typed: string, address: string): Promise<{ opinion: OpinionRow; scope: Scope } | Refusal> {
    const key = this.attempts.key('receipt', address);
    const wait = await this.attempts.take(key, FREE_GUESSES);
    if (wait > 0) return new Refusal('TOO_MANY_ATTEMPTS', { retryAfterSeconds: wait });
    const code = readReceiptCode(typed);
    const manager = this.work.read({ legislatureId: null, accountId: null }).manager;
    const receipt =
      code === null ? null : await manager.findOneBy(ReceiptRow, { codeMac: this.keys.mac('receipt', code) });
    if (!receipt) return new Refusal('UNKNOWN_CODE');
    await this.attempts.undo(key);
    return {
      opinion: await manager.findOneByOrFail(OpinionRow, { id: receipt.id, legislatureId: receipt.legislatureId }),
      scope: { legislatureId: receipt.legislatureId, accountId: null },
    };
  }
}
