/** Stores what the intake 受理 took: the words, where they stand, the receipt, and what was left beside them. */
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Refusal } from '../platform/base/refusal.js';
import { insertIfNew } from '../platform/database/insert-if-new.sql.js';
import type { NamedKey } from '../platform/database/keys/cipher.js';
import { Keys } from '../platform/database/keys/keys.js';
import { oneOf } from '../platform/database/one-of.js';
import type { Reader, Transaction } from '../platform/database/scope.js';
import { CONTACT_NOTICE } from './contact.rules.js';
import { sealContact } from './contacts.service.js';
import { HeardPlaces } from './hearing/heard-places.service.js';
import { COLUMNS, isRow, type Judged, keyOf, type Received, type Row, valuesOf } from './intake.rows.js';
import { OpinionRow } from './opinions.entities.js';
import { PicturesService } from './pictures.service.js';

@Injectable()
export class IntakeStoring {
  constructor(
    private readonly keys: Keys,
    private readonly pictures: PicturesService,
    private readonly hearing: HeardPlaces,
  ) {}

  /**
   * One answer for each, as each caller sent them; `keys` seal the contact data of each caller's, null where there is
   * none
   */
  async store(
    tx: Transaction,
    judged: readonly (readonly Judged[])[],
    keys: readonly (NamedKey | null)[],
  ): Promise<(Received | Refusal)[][]> {
    const rows = judged.flat().filter(isRow);
    const stored = await insertIfNew(
      tx.manager,
      'opinion',
      'opinion_stored_once',
      COLUMNS,
      rows.map((r) => valuesOf(r, tx.legislatureId, tx.scope.accountId)),
    );
    const added = rows.filter((r) => stored.has(r.id));
    await this.storeBeside(tx, added);
    await this.hearing.store(tx, added);
    for (const r of added) await this.pictures.store(tx, r.id, r.point.lawCodeId, r.pictures);
    await this.storeContacts(
      tx,
      judged.flatMap((of, at) => of.filter(isRow).map((row) => ({ row, key: keys[at] ?? null }))),
      stored,
    );
    const known = await this.known(
      tx,
      rows.filter((r) => !stored.has(r.id)),
    );
    if (added.length > 0)
      tx.record('receiveOpinions', 'Consultation', added[0]?.consultation.id ?? null, {
        received: added.length,
        repeated: rows.length - added.length,
      });
    return judged.map((of) =>
      of.map((r) => {
        if (!isRow(r)) return r;
        const { receiptCode } = r;
        return stored.has(r.id)
          ? { opinionId: r.id, receiptCode, repeated: false }
          : { opinionId: known.get(keyOf(r)) ?? '', receiptCode, repeated: true };
      }),
    );
  }

  /** Where each new opinion stands, its receipt and the first step of its life */
  private async storeBeside(tx: Transaction, added: readonly Row[]): Promise<void> {
    const place = { id: 'uuid', legislature_id: 'uuid' } as const;
    const id = (r: Row): unknown[] => [r.id, tx.legislatureId];
    await insertIfNew(
      tx.manager,
      'opinion_status',
      'opinion_status_pkey',
      { ...place, state: 'text' },
      added.map((r) => [...id(r), 'RECEIVED']),
    );
    await insertIfNew(
      tx.manager,
      'receipt',
      'receipt_pkey',
      { ...place, code_mac: 'bytea' },
      added.map((r) => [...id(r), this.keys.mac('receipt', r.receiptCode)]),
    );
    await insertIfNew(
      tx.manager,
      'opinion_event',
      'opinion_event_pkey',
      { ...place, opinion_id: 'uuid', command: 'text', state: 'text', by_account: 'uuid' },
      added.map((r) => [randomUUID(), tx.legislatureId, r.id, 'receive', 'RECEIVED', tx.scope.accountId]),
    );
  }

  private async storeContacts(
    tx: Transaction,
    rows: readonly { row: Row; key: NamedKey | null }[],
    stored: ReadonlySet<string>,
  ): Promise<void> {
    await insertIfNew(
      tx.manager,
      'opinion_contact',
      'opinion_contact_pkey',
      { id: 'uuid', legislature_id: 'uuid', name: 'text', phone: 'text', notice: 'text' },
      rows.flatMap(({ row: { id, given }, key }) =>
        key && given.contact && stored.has(id)
          ? [
              [
                id,
                tx.legislatureId,
                sealContact(key, id, 'name', given.contact),
                sealContact(key, id, 'phone', given.contact),
                CONTACT_NOTICE,
              ],
            ]
          : [],
      ),
    );
  }

  /** Which of these were stored before, by their keys and words: the opinion's id */
  async known(reader: Reader, rows: readonly Row[]): Promise<Map<string, string>> {
    if (rows.length === 0) return new Map();
    const same = await reader.find(OpinionRow, { submissionMac: oneOf(rows.map((r) => r.submissionMac)) });
    const asked = new Set(rows.map(keyOf));
    return new Map(same.map((o): [string, string] => [keyOf(o), o.id]).filter(([key]) => asked.has(key)));
  }
}
