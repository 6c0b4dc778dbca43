/**
 * The intake 受理: `receive` takes a batch from the first day, because a page, a bench and a contact point's pile of
 * forms all end here. What was acknowledged is committed; a retry with the same key and the same words is answered with
 * the same receipt code and stored once.
 */
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ProvisionRow } from '../authoring/index.js';
import { ConsultationRow, ConsultationsQueries, LawCodeRow, LawCodesQueries } from '../consultation/index.js';
import { AccessService } from '../platform/access/access.service.js';
import { checkInput, Refusal } from '../platform/base/refusal.js';
import { DiskGuard } from '../platform/database/files/disk.js';
import { insertIfNew } from '../platform/database/insert-if-new.sql.js';
import type { NamedKey } from '../platform/database/keys/cipher.js';
import { DataKeys } from '../platform/database/keys/data-keys.js';
import { Keys } from '../platform/database/keys/keys.js';
import { oneOf } from '../platform/database/one-of.js';
import { type Reader, type Transaction, UnitOfWork } from '../platform/database/scope.js';
import { CONTACT_NOTICE } from './contact.rules.js';
import { sealContact } from './contacts.service.js';
import { Given, Incoming, IncomingOpinion } from './intake.inputs.js';
import { COLUMNS, IntakePoint, keyOf, Prepared, Received, Row, rowOf, takenOn, valuesOf } from './intake.rows.js';
import { IntakeWindows } from './intake-windows.service.js';
import { OpinionRow } from './opinions.entities.js';
import { PicturesService } from './pictures.service.js';

@Injectable()
export class IntakeService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly keys: Keys,
    private readonly access: AccessService,
    private readonly consultations: ConsultationsQueries,
    private readonly codes: LawCodesQueries,
    private readonly windows: IntakeWindows,
    private readonly dataKeys: DataKeys,
    private readonly disk: DiskGuard,
    private readonly pictures: PicturesService,
  ) {}

  /** The intake point behind a law code. A code opens public consultations only (security §1.17). */
  async intakePointOf(code: string): Promise<IntakePoint | Refusal> {
    const found = await this.consultations.findCode(code);
    if (!found) return new Refusal('UNKNOWN_CODE');
    const scope = { legislatureId: found.legislatureId, accountId: null };
    const reader = this.work.read(scope);
    if (found.revokedAt !== null) return this.codes.refusal(reader, found);
    const round = await this.consultations.publicRound(
      reader,
      found.regulationId,
      await this.consultations.today(found.legislatureId),
    );
    if (!round) return new Refusal('NOT_PUBLISHED');
    return { scope, consultationId: round.id, contactPointId: found.contactPointId, lawCodeId: found.id };
  }

  /**
   * One answer per opinion, in order. The window is judged by database time under a share lock of the consultation, in
   * the storing transaction, of what an officer types by the day on which it was said; a row that is refused does not
   * keep the others out. Contact data is stored with the first telling only: a retry adds none, so that what was erased
   * does not come back with a page that is sent again. What a person decided is borne by no grace: a suspended or
   * cancelled round, a draft taken down, a revoked code. Pictures are part of what was said: a retry has the same ones,
   * by the bytes that were sent, and is answered without decoding them again.
   */
  async receive(point: IntakePoint, opinions: readonly IncomingOpinion[]): Promise<(Received | Refusal)[]> {
    const read = opinions.map((o) => checkInput(Incoming, o));
    const full = await this.disk.refuse('OPINION');
    if (full) return read.map((o) => (o instanceof Refusal ? o : full));
    // asked before the transaction: a second connection, asked for while one is held, empties the pool in a storm
    const zone = await this.access.zone(point.scope.legislatureId);
    const key = read.some((o) => !(o instanceof Refusal) && o.contact !== null)
      ? await this.dataKeys.of(point.scope.legislatureId ?? '')
      : null;
    const prepared = await this.prepared(point, read);
    const answer = await this.work.run('receiveOpinions', point.scope, async (tx) => {
      const consultation = await tx.share(ConsultationRow, point.consultationId);
      if (!consultation) return Refusal.notFound('这次征求意见');
      const code = point.lawCodeId === null ? null : await tx.share(LawCodeRow, point.lawCodeId);
      if (code?.revokedAt) return this.codes.refusal(tx, code);
      const closed = point.byOfficer
        ? await this.windows.refuseTyping(tx, consultation)
        : await this.windows.refuse(tx, consultation, zone, point.openedAt);
      const now = await tx.time();
      const provisions = await this.provisions(tx, consultation.draftId, read);
      const ready = prepared.map((o): Row | Refusal =>
        o instanceof Refusal ? o : rowOf(this.keys, point, consultation, o, provisions),
      );
      if (closed) return this.repeat(tx, ready, closed);
      const taken = point.byOfficer ? await this.heardInTime(tx, ready, zone, now) : ready;
      return this.store(tx, await this.withinQuota(tx, point, taken), key);
    });
    return answer instanceof Refusal ? read.map((o) => (o instanceof Refusal ? o : answer)) : answer;
  }

  /** Pictures are decoded before the transaction, for it takes seconds, and not at all for what is stored already. */
  private async prepared(point: IntakePoint, read: readonly (Given | Refusal)[]): Promise<(Prepared | Refusal)[]> {
    const stored = await this.storedWithPictures(point, read);
    return Promise.all(
      read.map(async (o): Promise<Prepared | Refusal> => {
        if (o instanceof Refusal || o.pictures.length === 0 || stored.has(o))
          return o instanceof Refusal ? o : { given: o, pictures: [] };
        const pictures = await this.pictures.prepare(
          this.work.read(point.scope),
          point.lawCodeId,
          o.pictures.map((p) => p.bytes),
        );
        return pictures instanceof Refusal ? pictures : { given: o, pictures };
      }),
    );
  }

  private async storedWithPictures(
    point: IntakePoint,
    read: readonly (Given | Refusal)[],
  ): Promise<ReadonlySet<Given>> {
    const given = read.filter((o): o is Given => !(o instanceof Refusal) && o.pictures.length > 0);
    const reader = this.work.read(point.scope);
    const consultation = given.length === 0 ? null : await reader.get(ConsultationRow, point.consultationId);
    if (!consultation) return new Set();
    const provisions = await this.provisions(reader, consultation.draftId, given);
    const rows = given
      .map((o) => rowOf(this.keys, point, consultation, { given: o, pictures: [] }, provisions))
      .filter((r): r is Row => !(r instanceof Refusal));
    const known = await this.known(reader, rows);
    return new Set(rows.filter((r) => known.has(keyOf(r))).map((r) => r.given));
  }

  /**
   * Refuses, each alone, the rows whose pictures are beyond today's quotas. Asked under a lock, so that of many at once
   * none slips past; a retry counts none.
   */
  private async withinQuota(
    tx: Transaction,
    point: IntakePoint,
    ready: readonly (Row | Refusal)[],
  ): Promise<(Row | Refusal)[]> {
    const rows = ready.filter((r): r is Row => !(r instanceof Refusal) && r.pictures.length > 0);
    if (rows.length === 0) return [...ready];
    const room = await this.pictures.room(tx, point.lawCodeId, true);
    const known = await this.known(tx, rows);
    return ready.map((r) =>
      r instanceof Refusal || r.pictures.length === 0 || known.has(keyOf(r)) ? r : (room.take(r.pictures) ?? r),
    );
  }

  /**
   * Outside the window only a retry of what was stored inside it is answered: whoever lost the answer at the bell gets
   * it.
   */
  private async repeat(
    tx: Transaction,
    ready: readonly (Row | Refusal)[],
    closed: Refusal,
  ): Promise<(Received | Refusal)[] | Refusal> {
    const known = await this.known(
      tx,
      ready.filter((r): r is Row => !(r instanceof Refusal)),
    );
    if (known.size === 0) return closed;
    return ready.map((r) => {
      if (r instanceof Refusal) return r;
      const opinionId = known.get(keyOf(r));
      return opinionId === undefined ? closed : { opinionId, receiptCode: r.receiptCode, repeated: true };
    });
  }

  /** Refuses, each alone, what is not taken by its day; a retry of what was stored before is answered all the same. */
  private async heardInTime(
    tx: Transaction,
    ready: readonly (Row | Refusal)[],
    zone: string,
    now: Date,
  ): Promise<(Row | Refusal)[]> {
    const taken = ready.map((r) => (r instanceof Refusal ? r : takenOn(r, zone, now)));
    const refused = ready.filter((r, at): r is Row => !(r instanceof Refusal) && taken[at] instanceof Refusal);
    const known = await this.known(tx, refused);
    return ready.map((r, at) => (r instanceof Refusal || known.has(keyOf(r)) ? r : (taken[at] ?? r)));
  }

  private async provisions(
    reader: Reader,
    draftId: string,
    read: readonly (Given | Refusal)[],
  ): Promise<Map<string, ProvisionRow>> {
    const wanted = new Set(
      read.flatMap((o) => (o instanceof Refusal || !o.target.provisionId ? [] : [o.target.provisionId])),
    );
    if (wanted.size === 0) return new Map();
    const all = await reader.find(ProvisionRow, { draftId, id: oneOf(wanted) });
    return new Map(all.map((p) => [p.id, p]));
  }

  /** `key` seals contact data; null where there is none */
  private async store(
    tx: Transaction,
    ready: readonly (Row | Refusal)[],
    key: NamedKey | null,
  ): Promise<(Received | Refusal)[]> {
    const rows = ready.filter((r): r is Row => !(r instanceof Refusal));
    const stored = await insertIfNew(
      tx.manager,
      'opinion',
      'opinion_stored_once',
      COLUMNS,
      rows.map((r) => valuesOf(r, tx.legislatureId, tx.scope.accountId)),
    );
    const added = rows.filter((r) => stored.has(r.id));
    const id = (r: Row): unknown[] => [r.id, tx.legislatureId];
    await insertIfNew(
      tx.manager,
      'opinion_status',
      'opinion_status_pkey',
      ['id', 'legislature_id', 'state'],
      added.map((r) => [...id(r), 'RECEIVED']),
    );
    await insertIfNew(
      tx.manager,
      'receipt',
      'receipt_pkey',
      ['id', 'legislature_id', 'code_mac'],
      added.map((r) => [...id(r), this.keys.mac('receipt', r.receiptCode)]),
    );
    for (const r of added) await this.pictures.store(tx, r.id, r.point.lawCodeId, r.pictures);
    const contacts = added.flatMap((r) =>
      key && r.given.contact
        ? [
            [
              ...id(r),
              sealContact(key, r.id, 'name', r.given.contact),
              sealContact(key, r.id, 'phone', r.given.contact),
              CONTACT_NOTICE,
            ],
          ]
        : [],
    );
    await insertIfNew(
      tx.manager,
      'opinion_contact',
      'opinion_contact_pkey',
      ['id', 'legislature_id', 'name', 'phone', 'notice'],
      contacts,
    );
    await insertIfNew(
      tx.manager,
      'opinion_event',
      'opinion_event_pkey',
      ['id', 'legislature_id', 'opinion_id', 'command', 'state', 'by_account'],
      added.map((r) => [randomUUID(), tx.legislatureId, r.id, 'receive', 'RECEIVED', tx.scope.accountId]),
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
    return ready.map((r) =>
      r instanceof Refusal
        ? r
        : stored.has(r.id)
          ? { opinionId: r.id, receiptCode: r.receiptCode, repeated: false }
          : { opinionId: known.get(keyOf(r)) ?? '', receiptCode: r.receiptCode, repeated: true },
    );
  }

  private async known(reader: Reader, rows: readonly Row[]): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    for (const r of rows) {
      const row = await reader.one(OpinionRow, { submissionMac: r.submissionMac, contentSha256: r.contentSha256 });
      if (row) found.set(keyOf(r), row.id);
    }
    return found;
  }
}
