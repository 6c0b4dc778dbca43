/**
 * The intake 受理: `receive` takes a batch from the first day, because a page, a bench and a contact point's pile of
 * forms all end here. What was acknowledged is committed; a retry with the same key and the same words is answered with
 * the same receipt code and stored once.
 */
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { z } from 'zod';
import { pathsOf } from '../articles/index.js';
import { asProvision, ProvisionRow } from '../authoring/index.js';
import { ConsultationRow, ConsultationsService, LawCodeRow } from '../consultation/index.js';
import { GRACE_MINUTES, windowFor } from '../consultation/consultation.rules.js';
import { Attempts } from '../platform/access/attempts.js';
import { AccessService } from '../platform/access/access.service.js';
import { dayIn } from '../platform/base/clock.js';
import { type Reader, type Scope, type Transaction, UnitOfWork } from '../platform/database/scope.js';
import { insertIfNew } from '../platform/database/insert-if-new.sql.js';
import { checkInput, Refusal } from '../platform/base/refusal.js';
import { DiskGuard } from '../platform/database/files/disk.js';
import type { NamedKey } from '../platform/database/keys/cipher.js';
import { DataKeys } from '../platform/database/keys/data-keys.js';
import { Keys } from '../platform/database/keys/keys.js';
import { sha256 } from '../platform/base/canonical.js';
import type { RewrittenPicture } from '../platform/database/pictures/pictures.js';
import { PICTURES_PER_OPINION, pictureTexts } from '../platform/database/pictures/picture.words.js';
import { CONTACT_NOTICE, readContact } from './contact.rules.js';
import { sealContact } from './contacts.service.js';
import { OpinionRow, ReceiptRow } from './opinions.entities.js';
import { acts, anchorTarget, type AnchoredTarget, channels, targetKinds } from './opinion.rules.js';
import { PicturesService } from './pictures.service.js';
import { readReceiptCode, receiptCodeFrom } from './receipt.rules.js';

const words = (what: string, most: number): z.ZodType<string | null | undefined> =>
  z.string().trim().max(most, `${what}不超过 ${most} 字`).nullish();

/** Typed beside the words and kept apart from them; null where nothing was typed */
const LeftContact = z
  .object({ name: z.string().max(200), phone: z.string().max(200) })
  .nullish()
  .transform((given, ctx) => {
    const read = given ? readContact(given.name, given.phone) : { contact: null };
    if ('contact' in read) return read.contact;
    ctx.addIssue({
      code: 'custom',
      path: [read.wrong],
      message: read.wrong === 'phone' ? '电话号码不对，请再看一眼，也可以不填' : '称呼太长，也可以不填',
    });
    return z.NEVER;
  });

export const Incoming = z.object({
  submissionKey: z.string().regex(/^[A-Za-z0-9_-]{16,64}$/, '提交标识不对，请刷新页面再试'),
  channel: z.enum(channels),
  direct: z.boolean().default(false),
  target: z.object({
    kind: z.enum(targetKinds),
    provisionId: z.uuid('条文编号不对').nullish(),
    path: z.string().max(40, '位置不对').nullish(),
    quote: z.string().max(2000, '引用不超过 2000 字').nullish(),
  }),
  act: z.enum(acts),
  text: z.string().trim().min(1, '请写下您的意见').max(5000, '意见不超过 5000 字'),
  proposedWording: words('建议的写法', 5000),
  reason: words('理由', 5000),
  contact: LeftContact,
  /** the bytes as they were sent */
  pictures: z
    .array(z.custom<Uint8Array>((given) => given instanceof Uint8Array))
    .max(PICTURES_PER_OPINION, pictureTexts.tooMany)
    .default([])
    .transform((all) => all.map((bytes) => ({ bytes, sha256: sha256(bytes) }))),
});
type Given = z.output<typeof Incoming>;
export type IncomingOpinion = z.input<typeof Incoming>;

export interface Received {
  opinionId: string;
  /** 16 digits; told once, to the person who spoke */
  receiptCode: string;
  /** true where this very opinion was stored before */
  repeated: boolean;
}

/** Where a batch comes in: under a code, or typed by a contact point */
export interface IntakePoint {
  scope: Scope;
  consultationId: string;
  contactPointId: string | null;
  lawCodeId: string | null;
  /** when the form was opened, by our own word for it; none for what no form was opened for */
  openedAt?: Date;
}

const FREE_GUESSES = 8;
const COLUMNS = [
  'id',
  'legislature_id',
  'regulation_id',
  'consultation_id',
  'draft_id',
  'contact_point_id',
  'law_code_id',
  'direct',
  'channel',
  'target_kind',
  'provision_id',
  'path',
  'quote_exact',
  'quote_prefix',
  'quote_suffix',
  'act',
  'text',
  'proposed_wording',
  'reason',
  'submission_mac',
  'content_sha256',
  'entered_by',
] as const;

@Injectable()
export class IntakeService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly keys: Keys,
    private readonly attempts: Attempts,
    private readonly access: AccessService,
    private readonly consultations: ConsultationsService,
    private readonly dataKeys: DataKeys,
    private readonly disk: DiskGuard,
    private readonly pictures: PicturesService,
  ) {}

  /** The intake point behind a law code. A code opens public consultations only (security §1.17). */
  async intakePointOf(code: string): Promise<IntakePoint | Refusal> {
    const found = await this.consultations.findCode(code);
    if (!found) return new Refusal('UNKNOWN_CODE');
    if (found.revokedAt !== null) return new Refusal('CODE_REVOKED');
    const scope = { legislatureId: found.legislatureId, accountId: null };
    const round = await this.consultations.publicRound(
      this.work.read(scope),
      found.regulationId,
      await this.consultations.today(found.legislatureId),
    );
    if (!round) return new Refusal('NOT_PUBLISHED');
    return { scope, consultationId: round.id, contactPointId: found.contactPointId, lawCodeId: found.id };
  }

  /**
   * One answer per opinion, in order. The window is judged by database time under a share lock of the consultation, in
   * the storing transaction; a row that is refused does not keep the others out. Contact data is stored with the first
   * telling only: a retry adds none, so that what was erased does not come back with a page that is sent again.
   * Pictures are part of what was said: a retry has the same ones, by the bytes that were sent, and is answered without
   * decoding them again.
   */
  async receive(point: IntakePoint, opinions: readonly IncomingOpinion[]): Promise<(Received | Refusal)[]> {
    const read = opinions.map((o) => checkInput(Incoming, o));
    const full = await this.disk.refuse('OPINION');
    if (full) return read.map((o) => (o instanceof Refusal ? o : full));
    // asked before the transaction: a second connection, asked for while one is held, empties the pool in a storm
    const zone = (await this.access.legislature(point.scope.legislatureId ?? ''))?.zone ?? 'Asia/Shanghai';
    const key = read.some((o) => !(o instanceof Refusal) && o.contact !== null)
      ? await this.dataKeys.of(point.scope.legislatureId ?? '')
      : null;
    const prepared = await this.prepared(point, read);
    const answer = await this.work.run('receiveOpinions', point.scope, async (tx) => {
      const consultation = await tx.share(ConsultationRow, point.consultationId);
      if (!consultation) return Refusal.notFound('这次征求意见');
      const code = point.lawCodeId === null ? null : await tx.share(LawCodeRow, point.lawCodeId);
      if (code?.revokedAt) return new Refusal('CODE_REVOKED');
      const closed = refuseOutsideWindow(consultation, zone, await tx.time(), point.openedAt);
      const provisions = await this.provisions(tx, consultation.draftId, read);
      const ready = prepared.map((o): Row | Refusal =>
        o instanceof Refusal ? o : this.row(point, consultation, o, provisions),
      );
      return closed ? this.repeat(tx, ready, closed) : this.store(tx, await this.withinQuota(tx, point, ready), key);
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
      .map((o) => this.row(point, consultation, { given: o, pictures: [] }, provisions))
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

  private async provisions(
    reader: Reader,
    draftId: string,
    read: readonly (Given | Refusal)[],
  ): Promise<Map<string, ProvisionRow>> {
    const wanted = new Set(
      read.flatMap((o) => (o instanceof Refusal || !o.target.provisionId ? [] : [o.target.provisionId])),
    );
    if (wanted.size === 0) return new Map();
    const all = await reader.find(ProvisionRow, { draftId, id: In([...wanted]) });
    return new Map(all.map((p) => [p.id, p]));
  }

  private row(
    point: IntakePoint,
    consultation: ConsultationRow,
    { given: o, pictures }: Prepared,
    provisions: ReadonlyMap<string, ProvisionRow>,
  ): Row | Refusal {
    const provision = o.target.provisionId ? provisions.get(o.target.provisionId) : undefined;
    const target = anchorTarget(
      {
        kind: o.target.kind,
        provisionId: o.target.provisionId ?? null,
        path: o.target.path || null,
        quote: o.target.quote || null,
      },
      provision
        ? {
            id: provision.id,
            text: provision.text,
            paths: new Map(pathsOf(asProvision(provision)).map((p) => [p.path, p.text])),
          }
        : null,
    );
    if ('code' in target) return new Refusal(target.code);
    const content = JSON.stringify([
      point.consultationId,
      target,
      o.act,
      o.text,
      o.proposedWording ?? null,
      o.reason ?? null,
      ...o.pictures.map((p) => p.sha256.toString('hex')),
    ]);
    const contentSha256 = sha256(content);
    const submissionMac = this.keys.mac('submission', o.submissionKey);
    return {
      point,
      consultation,
      target,
      given: o,
      pictures,
      contentSha256,
      submissionMac,
      receiptCode: receiptCodeFrom(
        this.keys.mac('receipt', `${submissionMac.toString('hex')}.${contentSha256.toString('hex')}`),
      ),
      id: randomUUID(),
    };
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
      rows.map((r) => [
        r.id,
        tx.legislatureId,
        r.consultation.regulationId,
        r.consultation.id,
        r.consultation.draftId,
        r.point.contactPointId,
        r.point.lawCodeId,
        r.given.direct,
        r.given.channel,
        r.target.targetKind,
        r.target.provisionId,
        r.target.path,
        r.target.quoteExact,
        r.target.quotePrefix,
        r.target.quoteSuffix,
        r.given.act,
        r.given.text,
        r.given.proposedWording || null,
        r.given.reason || null,
        r.submissionMac,
        r.contentSha256,
        tx.scope.accountId,
      ]),
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

interface Prepared {
  given: Given;
  /** made anew; none for what is stored already */
  pictures: readonly RewrittenPicture[];
}

interface Row {
  id: string;
  point: IntakePoint;
  consultation: ConsultationRow;
  target: AnchoredTarget;
  given: Given;
  pictures: readonly RewrittenPicture[];
  submissionMac: Buffer;
  contentSha256: Buffer;
  receiptCode: string;
}

function refuseOutsideWindow(
  consultation: ConsultationRow,
  zone: string,
  now: Date,
  openedAt: Date | undefined,
): Refusal | null {
  const justNow = new Date(now.getTime() - GRACE_MINUTES * 60_000);
  const window = windowFor(
    consultation,
    dayIn(zone, now),
    dayIn(zone, justNow),
    openedAt ? dayIn(zone, openedAt) : null,
  );
  if (window === 'OPEN') return null;
  return window === 'NOT_YET'
    ? new Refusal('NOT_OPEN_YET', { opensOn: consultation.opensOn })
    : new Refusal('CLOSED', { closesOn: consultation.closesOn });
}

const keyOf = (r: Row): string => `${r.submissionMac.toString('hex')}.${r.contentSha256.toString('hex')}`;
