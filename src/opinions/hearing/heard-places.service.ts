/** Where an officer heard what is typed: found and locked before it is stored, noted beside it when it is. */
import { Injectable } from '@nestjs/common';
import { Refusal } from '../../platform/base/refusal.js';
import { Keys } from '../../platform/database/keys/keys.js';
import { oneOf } from '../../platform/database/one-of.js';
import type { Transaction } from '../../platform/database/scope.js';
import type { IntakePoint, Row } from '../intake.rows.js';
import { receiptCodeFrom } from '../receipt.rules.js';
import { OpinionOfNodeRow } from '../nodes/nodes.entities.js';
import { ActivityRow, FormCardRow, FormSheetRow, OpinionHearingRow, WorkOrderRow } from './hearing.entities.js';
import { lockWorkOrders } from './hearing.sql.js';

/** 回执码 on the strip of a printed form: the same however often it is printed, and nowhere stored (ADR 42) */
export const sheetReceiptCode = (keys: Keys, sheetId: string): string =>
  receiptCodeFrom(keys.mac('receipt', `sheet.${sheetId}`));

interface Places {
  activities: ReadonlyMap<string, ActivityRow>;
  cards: ReadonlyMap<string, FormCardRow>;
  sheets: ReadonlyMap<number, FormSheetRow>;
  /** numbers of work orders that were typed for this round already */
  orders: ReadonlySet<string>;
}

@Injectable()
export class HeardPlaces {
  constructor(private readonly keys: Keys) {}

  /**
   * The rows with where each was heard, locked until they are stored; one of another contact point is NOT_FOUND, a page
   * or a work order that was typed before is refused by its field. `known` says which are stored already: those are
   * answered again.
   */
  async find(
    tx: Transaction,
    point: IntakePoint,
    rows: readonly (Row | Refusal)[],
    known: (r: Row) => boolean,
  ): Promise<(Row | Refusal)[]> {
    const places = await this.lock(tx, point, rows);
    const taken = new Set<string>();
    return rows.map((r) => {
      if (r instanceof Refusal || r.given.heardAt === null) return r;
      const placed = this.place(r, point, places);
      if (placed instanceof Refusal) return placed;
      const { sheet, row } = placed;
      if (known(row)) return row;
      if (sheet !== null && (sheet.opinionId !== null || taken.has(sheet.id))) return sheetTyped(sheet.page);
      const order = row.heard?.workOrder ?? null;
      if (order !== null && (places.orders.has(order) || taken.has(order))) return orderTyped(order);
      for (const one of [sheet?.id, order]) if (one) taken.add(one);
      return row;
    });
  }

  private async lock(tx: Transaction, point: IntakePoint, rows: readonly (Row | Refusal)[]): Promise<Places> {
    const asked = rows.flatMap((r) => (r instanceof Refusal || r.given.heardAt === null ? [] : [r.given.heardAt]));
    if (asked.length === 0) return { activities: new Map(), cards: new Map(), sheets: new Map(), orders: new Set() };
    const pages = new Set(asked.flatMap(({ page }) => page ?? []));
    const found =
      pages.size === 0
        ? []
        : await tx.find(FormSheetRow, {
            consultationId: point.consultationId,
            contactPointId: point.contactPointId ?? '',
            page: oneOf([...pages]),
          });
    const activities = await tx.shareAll(
      ActivityRow,
      asked.flatMap(({ activityId }) => activityId ?? []),
    );
    const cards = await tx.lockAll(
      FormCardRow,
      asked.flatMap(({ cardId }) => cardId ?? []),
    );
    const sheets = await tx.lockAll(
      FormSheetRow,
      found.map((f) => f.id),
    );
    return {
      activities: new Map(activities.map((a) => [a.id, a])),
      cards: new Map(cards.map((c) => [c.id, c])),
      sheets: new Map(sheets.map((s) => [s.page, s])),
      orders: await this.typedOrders(
        tx,
        point,
        asked.flatMap(({ workOrder }) => workOrder || []),
      ),
    };
  }

  /** Which of these work orders were typed for this round; until commit nobody else types one at this contact point */
  private async typedOrders(tx: Transaction, point: IntakePoint, numbers: readonly string[]): Promise<Set<string>> {
    if (numbers.length === 0) return new Set();
    const contactPointId = point.contactPointId ?? '';
    await lockWorkOrders(tx.manager, contactPointId);
    const of = { contactPointId, consultationId: point.consultationId, number: oneOf(numbers) };
    return new Set((await tx.find(WorkOrderRow, of)).map((o) => o.number));
  }

  private place(r: Row, point: IntakePoint, places: Places): { row: Row; sheet: FormSheetRow | null } | Refusal {
    const { activityId, cardId, page } = r.given.heardAt ?? {};
    const card = cardId ? places.cards.get(cardId) : null;
    const activity = activityId ? places.activities.get(activityId) : null;
    const sheet = page ? places.sheets.get(page) : null;
    const isElsewhere = (at: { contactPointId: string } | null | undefined): boolean =>
      at === undefined || (at !== null && at.contactPointId !== point.contactPointId);
    if (isElsewhere(activity)) return Refusal.notFound('这次活动');
    if (isElsewhere(card)) return Refusal.notFound('这张照片');
    if (sheet === undefined)
      return Refusal.field(
        'heardAt.page',
        'UNKNOWN',
        `没有打印过页号 ${page} 的征集表：请对照表右上角的页号；不是从这里打印的表，页号不用填。`,
      );
    const heard = {
      activityId: activity?.id ?? card?.activityId ?? null,
      cardId: card?.id ?? null,
      sheetId: sheet?.id ?? null,
      workOrder: r.given.heardAt?.workOrder || null,
      place: r.given.heardAt?.place || null,
    };
    const receiptCode = sheet ? sheetReceiptCode(this.keys, sheet.id) : r.receiptCode;
    return { row: { ...r, heard, receiptCode }, sheet: sheet ?? null };
  }

  /** Beside the opinions that were stored now; their photographs are typed, their pages have woken */
  async store(tx: Transaction, added: readonly Row[]): Promise<void> {
    await tx.insertAll(
      OpinionOfNodeRow,
      added.flatMap(({ id, point: { nodeId: nodeLinkId } }) => (nodeLinkId === undefined ? [] : [{ id, nodeLinkId }])),
    );
    const all = added.flatMap((r) => (r.heard ? [{ id: r.id, point: r.point, ...r.heard }] : []));
    const heard = all.filter((h) => h.activityId ?? h.cardId ?? h.sheetId ?? h.place);
    await tx.insertAll(
      WorkOrderRow,
      all.flatMap(({ id, point: { contactPointId, consultationId }, workOrder: number }) =>
        number === null || contactPointId === null ? [] : [{ id, contactPointId, consultationId, number }],
      ),
    );
    if (heard.length === 0) return;
    await tx.insertAll(
      OpinionHearingRow,
      heard.map(({ id, activityId, cardId, sheetId, place }) => ({ id, activityId, cardId, sheetId, place })),
    );
    const at = await tx.time();
    const cards = await tx.lockAll(
      FormCardRow,
      heard.flatMap(({ cardId }) => cardId ?? []),
    );
    for (const card of cards)
      if (card.outcome !== 'TYPED')
        await tx.change(FormCardRow, card, { outcome: 'TYPED', settledBy: tx.scope.accountId, settledAt: at });
    const sheets = await tx.lockAll(
      FormSheetRow,
      heard.flatMap(({ sheetId }) => sheetId ?? []),
    );
    const opinionOf = new Map(heard.map((h) => [h.sheetId, h.id]));
    for (const sheet of sheets) await tx.change(FormSheetRow, sheet, { opinionId: opinionOf.get(sheet.id) ?? null });
  }
}

const sheetTyped = (page: number): Refusal =>
  Refusal.field(
    'heardAt.page',
    'TYPED',
    `页号 ${page} 的征集表已经录过一条，它的回执码已经归那一条：同一张表上的另一条，页号不填，另给回执码。`,
  );

const orderTyped = (number: string): Refusal =>
  Refusal.field(
    'heardAt.workOrder',
    'TYPED',
    `工单 ${number} 这部法规已经录过，没有再录一遍：到“收件”里能找到；工单里还有另一位的话，去掉编号再录。`,
  );
