/**
 * 意见征集表 with a receipt code on its strip: the code sleeps until what is written on the sheet is typed. It follows
 * from the key of the installation and the sheet's id and is nowhere stored but as a MAC, so that a page that jammed in
 * the printer is printed again, and a copy of the database opens nothing (ADR 42).
 */
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Between } from 'typeorm';
import { ConsultationRow, LawCodesQueries, WallPrinting } from '../../consultation/index.js';
import { ContactPointsService } from '../../network/index.js';
import type { Actor } from '../../platform/base/actor.js';
import { checkInput, Refusal } from '../../platform/base/refusal.js';
import { Keys } from '../../platform/database/keys/keys.js';
import { scopeOf, UnitOfWork } from '../../platform/database/scope.js';
import { Disclosures } from '../../platform/ledger/disclosures.js';
import { sheetReceiptCode } from './heard-places.service.js';
import { FormSheetRow } from './hearing.entities.js';
import { PrintedSheets } from './hearing.inputs.js';
import { PAGES_PER_CODE } from './hearing.rules.js';
import { lastPage } from './hearing.sql.js';

export interface SheetsPrinted {
  first: number;
  count: number;
  path: string;
}

@Injectable()
export class FormSheetsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly keys: Keys,
    private readonly points: ContactPointsService,
    private readonly codes: LawCodesQueries,
    private readonly printing: WallPrinting,
    private readonly disclosures: Disclosures,
  ) {}

  /**
   * Gives 1 to 200 sheets their pages 页号, which go on under the code that stands on them and never come twice.
   * NOT_FOUND for a round or a contact point that the caller does not act for, NO_CODE_IN_USE.
   */
  async printFormSheets(actor: Actor, input: unknown): Promise<SheetsPrinted | Refusal> {
    const given = checkInput(PrintedSheets, input);
    if (given instanceof Refusal) return given;
    const { consultationId, contactPointId, count } = given;
    return this.work.run('printFormSheets', scopeOf(actor), async (tx) => {
      const round = await tx.get(ConsultationRow, consultationId);
      if (!round) return Refusal.notFound('这次征求意见');
      if (!(await this.points.mayActFor(actor, contactPointId, tx))) return Refusal.notFound('联系点');
      const [code] = await this.codes.inUseFor(actor, [{ regulationId: round.regulationId, contactPointId }]);
      if (!code) return new Refusal('NO_CODE_IN_USE');
      await this.codes.hold(tx, code.id);
      const first = (await lastPage(tx, code.id)) + 1;
      if (first + count - 1 > PAGES_PER_CODE)
        return Refusal.field(
          'count',
          'TOO_MANY',
          `这个码最多印 ${PAGES_PER_CODE} 张，只剩 ${PAGES_PER_CODE - first + 1} 张。`,
        );
      const printedAt = await tx.time();
      await tx.insertAll(
        FormSheetRow,
        Array.from({ length: count }, (_, at) => {
          const id = randomUUID();
          const codeMac = this.keys.mac('receipt', sheetReceiptCode(this.keys, id));
          const page = first + at;
          const of = { consultationId, contactPointId, lawCodeId: code.id, page, codeMac, opinionId: null };
          return { id, ...of, printedBy: actor.accountId, printedAt, version: 1 };
        }),
      );
      tx.record('printFormSheets', 'Consultation', consultationId, { first, count });
      return { first, count, path: `/hearing/sheets/${consultationId}/${contactPointId}?from=${first}&count=${count}` };
    });
  }

  /**
   * The PDF of sheets that have their pages; printed again it is the same. NOT_FOUND where one of them has none or is
   * not the caller's, else as the other prints for walls and meetings. Noted in the ledger: it has codes in it.
   */
  async pdf(
    actor: Actor,
    asked: { consultationId: string; contactPointId: string; from: number; count: number; both: boolean },
  ): Promise<{ bytes: Uint8Array; name: string } | Refusal> {
    const { consultationId, contactPointId, from, count, both } = asked;
    const reader = this.work.read(scopeOf(actor));
    if (!(await this.points.mayActFor(actor, contactPointId, reader))) return Refusal.notFound('联系点');
    const page = Between(from, from + count - 1);
    const sheets = await reader.find(FormSheetRow, { consultationId, contactPointId, page }, { page: 'ASC' });
    if (sheets.length !== count || count < 1) return Refusal.notFound('这些页号的征集表');
    await this.disclosures.exported(scopeOf(actor), 'printFormSheets', 'Consultation', consultationId, { from, count });
    const receipts = sheets.map((s) => sheetReceiptCode(this.keys, s.id));
    return this.printing.print(actor, {
      kind: 'COMMENT_FORM',
      consultationIds: [consultationId],
      contactPointId,
      names: [],
      sheets: { first: from, count, both, receipts },
      as: 'pdf',
    });
  }
}
