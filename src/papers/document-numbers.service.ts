/** 发文字号: numbers without a gap, each of one paper for ever. */
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../platform/database/scope.js';
import { DocumentNumberRow } from './document-number.entities.js';
import { documentNumber } from './document-number.rules.js';
import { nextDocumentNumber } from './document-number.sql.js';

@Injectable()
export class DocumentNumbersService {
  /**
   * The next number of (机关代字, year) for a letter, in the transaction that signs it: where that is undone the number
   * was never given, so numbers have no gap. `year` is the one of the issue date.
   */
  async take(tx: Transaction, word: string, year: number, letterId: string): Promise<string> {
    const number = await nextDocumentNumber(tx.manager, tx.legislatureId, word, year);
    await tx.insert(DocumentNumberRow, { word, year, number, letterId });
    return documentNumber(word, year, number);
  }
}
