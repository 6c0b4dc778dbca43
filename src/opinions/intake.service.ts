/**
 * The intake 受理: `receive` takes a batch from the first day, because a page, a bench and a contact point's pile of
 * forms all end here. What was acknowledged is committed; a retry with the same key and the same words is answered with
 * the same receipt code and stored once.
 */
import { Injectable } from '@nestjs/common';
import { DraftRow, ProvisionRow } from '../authoring/index.js';
import { ConsultationRow, ConsultationsQueries, LawCodeRow, LawCodesQueries } from '../consultation/index.js';
import { AccessService } from '../platform/access/access.service.js';
import { Batching } from '../platform/base/batching.js';
import { dayIn } from '../platform/base/clock.js';
import { trace } from '../platform/base/log.js';
import { Recent } from '../platform/base/recent.js';
import { checkInput, Refusal } from '../platform/base/refusal.js';
import { DiskGuard } from '../platform/database/files/disk.js';
import { DataKeys } from '../platform/database/keys/data-keys.js';
import { Keys } from '../platform/database/keys/keys.js';
import { oneOf } from '../platform/database/one-of.js';
import { isUnavailable, passing } from '../platform/database/unavailable.js';
import { type Reader, type Transaction, UnitOfWork } from '../platform/database/scope.js';
import { Entered, Given, Incoming, IncomingOpinion } from './intake.inputs.js';
import {
  IntakePoint,
  type Judged,
  keyOf,
  type Moment,
  Prepared,
  Received,
  Row,
  rowOf,
  type Sent,
} from './intake.rows.js';
import { IntakeStoring } from './intake-storing.service.js';
import { IntakeWindows } from './intake-windows.service.js';
import { PicturesService } from './pictures.service.js';
import { TypedVoices } from './hearing/typed-voices.service.js';

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
    private readonly storing: IntakeStoring,
    private readonly typing: TypedVoices,
  ) {}

  private readonly points = new Recent<IntakePoint | Refusal>((p) => !(p instanceof Refusal));
  private readonly batching = new Batching<Sent, (Received | Refusal)[]>({
    work: (all) => trace.run({ requestId: 'intake', lane: 'public' }, () => this.receiveSurely(all)),
    divides: (fault) => passing(fault) === null,
    most: 128,
    flights: 3,
    waiting: 2000,
  });

  /**
   * A resident speaks under a code. Where it leads was perhaps read a moment ago: the storing transaction judges
   * round, draft and code anew, and where it refuses and the code leads elsewhere by now, the opinion goes there.
   * UNKNOWN_CODE, NOT_PUBLISHED, and whatever `receive` refuses.
   */
  async speak(code: string, opinion: IncomingOpinion, openedAt?: Date): Promise<Received | Refusal> {
    const read = (): Promise<IntakePoint | Refusal> => this.intakePointOf(code);
    const remembered = await this.points.get(code, read);
    const answer = await this.receiveAt(remembered, opinion, openedAt);
    if (!(answer instanceof Refusal) || remembered instanceof Refusal) return answer;
    this.points.forget(code);
    const now = await this.points.get(code, read);
    return !(now instanceof Refusal) && now.consultationId === remembered.consultationId
      ? answer
      : this.receiveAt(now, opinion, openedAt);
  }

  private async receiveAt(
    point: IntakePoint | Refusal,
    opinion: IncomingOpinion,
    openedAt: Date | undefined,
  ): Promise<Received | Refusal> {
    if (point instanceof Refusal) return point;
    const [answer] = await this.receive({ ...point, ...(openedAt && { openedAt }) }, [opinion]);
    if (!answer) throw new Error('one opinion went in and no answer came out');
    return answer;
  }

  /** The intake point behind a law code. A code opens public consultations only (security §1.17). */
  async intakePointOf(code: string): Promise<IntakePoint | Refusal> {
    const found = await this.consultations.findCode(code);
    if (!found) return new Refusal('UNKNOWN_CODE');
    const scope = { legislatureId: found.legislatureId, accountId: null };
    const reader = this.work.read(scope);
    if (found.revokedAt !== null) return this.codes.refusal(reader, found);
    const zone = await this.access.zone(found.legislatureId);
    const today = dayIn(zone, await this.access.now());
    const round = await this.consultations.publicRound(reader, found.regulationId, today);
    if (!round) return new Refusal('NOT_PUBLISHED');
    return { scope, zone, consultationId: round.id, contactPointId: found.contactPointId, lawCodeId: found.id };
  }

  /**
   * One answer per opinion, in order. The window is judged by database time under a share lock of the consultation, in
   * the storing transaction, of what an officer types by the day on which it was said; a row that is refused does not
   * keep the others out. Contact data is stored with the first telling only: a retry adds none, so that what was erased
   * does not come back with a page that is sent again. What a person decided is borne by no grace: a suspended or
   * cancelled round, a draft taken down, a revoked code. Pictures are part of what was said: a retry has the same ones,
   * by the bytes that were sent, and is answered without decoding them again. Those who speak in one round at one
   * moment share a transaction and its COMMIT.
   * @throws QueueFull where too many wait: answered with 503
   */
  async receive(point: IntakePoint, opinions: readonly IncomingOpinion[]): Promise<(Received | Refusal)[]> {
    const read = opinions.map((o) => checkInput(point.byOfficer ? Entered : Incoming, o));
    const full = await this.disk.refuse('OPINION');
    if (full) return read.map((o) => (o instanceof Refusal ? o : full));
    // asked before the transaction: a second connection, asked for while one is held, empties the pool in a storm
    const zone = point.zone ?? (await this.access.zone(point.scope.legislatureId));
    const key = read.some((o) => !(o instanceof Refusal) && o.contact !== null)
      ? await this.dataKeys.of(point.scope.legislatureId ?? '')
      : null;
    const sent = { point, zone, key, prepared: await this.prepared(point, read) };
    if (sent.prepared.every((o) => o instanceof Refusal)) return sent.prepared;
    // a person who signed in waits for nobody, and pictures are counted under a lock of their own
    const alone =
      point.byOfficer === true || sent.prepared.some((o) => !(o instanceof Refusal) && o.pictures.length > 0);
    if (!alone) return this.batching.do(point.consultationId, sent);
    const [answer] = await this.receiveSurely([sent]);
    return answer ?? [];
  }

  /**
   * Where the connection was lost, at COMMIT perhaps, nobody knows whether it was stored: it is looked up by sending it
   * once more, which stores by its key what is not there and answers what is.
   */
  private async receiveSurely(all: readonly Sent[]): Promise<(Received | Refusal)[][]> {
    try {
      return await this.receiveTogether(all);
    } catch (fault) {
      if (!isUnavailable(fault)) throw fault;
      return this.receiveTogether(all);
    }
  }

  /** What came in at one moment for one round, in one transaction; each is answered as if it had come alone. */
  private receiveTogether(all: readonly Sent[]): Promise<(Received | Refusal)[][]> {
    const [first] = all;
    if (!first) return Promise.resolve([]);
    return this.work.run('receiveOpinions', first.point.scope, async (tx) => {
      const round = await tx.share(ConsultationRow, first.point.consultationId);
      if (!round) return all.map(({ prepared }) => refuseAll(tx, prepared, Refusal.notFound('这次征求意见')));
      const codes = await tx.shareAll(
        LawCodeRow,
        all.flatMap(({ point }) => point.lawCodeId ?? []),
      );
      const draft = await tx.share(DraftRow, round.draftId);
      const at = {
        round,
        draft,
        revoked: new Map(codes.filter((c) => c.revokedAt !== null).map((c) => [c.id, c])),
        now: await tx.time(),
        provisions: await this.provisions(
          tx,
          round.draftId,
          all.flatMap((sent) => sent.prepared),
        ),
      };
      const judged: (readonly Judged[])[] = [];
      for (const sent of all) judged.push(await this.judge(tx, at, sent));
      return this.storing.store(
        tx,
        judged,
        all.map((sent) => sent.key),
      );
    });
  }

  /** What of one caller's is stored, and what is answered without */
  private async judge(tx: Transaction, at: Moment, { point, zone, prepared }: Sent): Promise<readonly Judged[]> {
    const code = at.revoked.get(point.lawCodeId ?? '');
    if (code) return refuseAll(tx, prepared, await this.codes.refusal(tx, code));
    const ready = prepared.map((o): Row | Refusal =>
      o instanceof Refusal ? o : rowOf(this.keys, point, at.round, o, at.provisions),
    );
    const closed = point.byOfficer
      ? this.windows.refuseTyping(at.draft)
      : await this.windows.refuse(tx, { ...at, zone }, point.openedAt);
    const judged = point.byOfficer ? await this.typing.judge(tx, point, ready, zone, at.now) : ready;
    return closed ? this.repeat(tx, judged, closed) : this.withinQuota(tx, point, judged);
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
    const prepared = given.map((o) => ({ given: o, pictures: [] }));
    const provisions = await this.provisions(reader, consultation.draftId, prepared);
    const rows = prepared
      .map((o) => rowOf(this.keys, point, consultation, o, provisions))
      .filter((r): r is Row => !(r instanceof Refusal));
    const known = await this.storing.known(reader, rows);
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
    const known = await this.storing.known(tx, rows);
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
  ): Promise<(Received | Refusal)[]> {
    const known = await this.storing.known(
      tx,
      ready.filter((r): r is Row => !(r instanceof Refusal)),
    );
    if (known.size === 0) return refuseAll(tx, ready, closed);
    return ready.map((r) => {
      if (r instanceof Refusal) return r;
      const opinionId = known.get(keyOf(r));
      return opinionId === undefined ? closed : { opinionId, receiptCode: r.receiptCode, repeated: true };
    });
  }

  private async provisions(
    reader: Reader,
    draftId: string,
    prepared: readonly (Prepared | Refusal)[],
  ): Promise<Map<string, ProvisionRow>> {
    const wanted = new Set(
      prepared.flatMap((o) =>
        o instanceof Refusal || !o.given.target.provisionId ? [] : [o.given.target.provisionId],
      ),
    );
    if (wanted.size === 0) return new Map();
    const all = await reader.find(ProvisionRow, { draftId, id: oneOf(wanted) });
    return new Map(all.map((p) => [p.id, p]));
  }
}

/** Refuses all that is not refused already, and says so in the ledger once */
function refuseAll(tx: Transaction, all: readonly (Row | Prepared | Refusal)[], refusal: Refusal): Refusal[] {
  if (all.some((o) => !(o instanceof Refusal))) tx.refused('receiveOpinions', refusal);
  return all.map((o) => (o instanceof Refusal ? o : refusal));
}
