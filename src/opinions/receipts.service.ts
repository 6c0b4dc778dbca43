/** 回执码: from the code that only the resident has to the opinion behind it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Refusal } from '../platform/base/refusal.js';
import { Keys } from '../platform/database/keys/keys.js';
import { type Scope, UnitOfWork } from '../platform/database/scope.js';
import { FormSheetRow } from './hearing/hearing.entities.js';
import { Guesses } from './guesses.rules.js';
import { OpinionRow, ReceiptRow } from './opinions.entities.js';
import { readReceiptCode } from './receipt.rules.js';

const RETRY_SECONDS = 5;

@Injectable()
export class ReceiptsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly keys: Keys,
  ) {}

  private readonly guesses = new Guesses();

  /**
   * The opinion behind a receipt code. Unknown and mistyped codes are answered alike (UNKNOWN_CODE); what its own last
   * digit proves wrong is a slip, and counted against nobody. TOO_MANY_ATTEMPTS for an address that guesses by the
   * hundred. RECEIPT_ASLEEP for the code on the strip of a printed form whose words are not typed yet (ADR 42).
   */
  async byReceipt(typed: string, address: string): Promise<{ opinion: OpinionRow; scope: Scope } | Refusal> {
    const code = readReceiptCode(typed);
    if (code === null) return new Refusal('UNKNOWN_CODE');
    if (!this.guesses.mayLookUp(address)) return new Refusal('TOO_MANY_ATTEMPTS', { retryAfterSeconds: RETRY_SECONDS });
    const manager = this.work.read({ legislatureId: null, accountId: null }).manager;
    const codeMac = this.keys.mac('receipt', code);
    const receipt = await manager.findOneBy(ReceiptRow, { codeMac });
    if (!receipt)
      return (await manager.findOneBy(FormSheetRow, { codeMac }))
        ? new Refusal('RECEIPT_ASLEEP')
        : this.unknown(address);
    return {
      opinion: await manager.findOneByOrFail(OpinionRow, { id: receipt.id, legislatureId: receipt.legislatureId }),
      scope: { legislatureId: receipt.legislatureId, accountId: null },
    };
  }

  private async unknown(address: string): Promise<Refusal> {
    const ms = this.guesses.missed(address);
    if (ms === null) return new Refusal('TOO_MANY_ATTEMPTS', { retryAfterSeconds: RETRY_SECONDS });
    if (ms > 0) await this.guesses.hold(ms, sleep);
    return new Refusal('UNKNOWN_CODE');
  }
}
