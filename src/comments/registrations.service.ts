/**
 * 登记来文意见: what came on paper, from any of the nine kinds of bodies, entered by the office and reported at once.
 */
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { z } from 'zod';
import { type ConsultationRow, ConsultationsQueries, ConsultationsService } from '../consultation/index.js';
import { consultationStateWords } from '../consultation/consultation.words.js';
import { type ContactPointRow, ContactPointsService } from '../network/index.js';
import type { Actor } from '../platform/base/actor.js';
import { checkInput, Refusal } from '../platform/base/refusal.js';
import { FilesService } from '../platform/database/files/files.service.js';
import { scopeOf, type Transaction, UnitOfWork } from '../platform/database/scope.js';
import { SolicitationRow, SolicitationsService } from '../solicitation/index.js';
import { CommentMakingService } from './comment-making.service.js';
import { bodyOf, CommentNumbersService } from './comment-numbers.service.js';
import { CommentStepsService } from './comment-steps.service.js';
import { CommentSourceRow } from './comments.entities.js';
import { sourceOfPoint } from './comment.rules.js';
import { sourceKindWords } from './comment.words.js';
import { Registered } from './comments.inputs.js';
import { type Comment, CommentsQueries } from './comments.queries.js';
import { COMMENTS_REPORTED } from './comments.service.js';

const OWNER = 'Comment';

/** The body of the network that a return on paper came from, and its task in the round */
interface Reporter {
  point: ContactPointRow;
  task: SolicitationRow;
}

@Injectable()
export class RegistrationsService implements OnModuleInit {
  constructor(
    private readonly work: UnitOfWork,
    private readonly consultations: ConsultationsService,
    private readonly calendar: ConsultationsQueries,
    private readonly solicitations: SolicitationsService,
    private readonly points: ContactPointsService,
    private readonly files: FilesService,
    private readonly queries: CommentsQueries,
    private readonly making: CommentMakingService,
    private readonly numbers: CommentNumbersService,
    private readonly steps: CommentStepsService,
  ) {}

  onModuleInit(): void {
    this.files.registerOwner(
      OWNER,
      async (reader, actor, id) => (await this.queries.readable(reader, actor, id)) !== null,
    );
  }

  /**
   * Stores what came on paper as a comment of its source, REPORTED at once with its number in the return of that body;
   * the scan is read by whoever may read the comment. The task of a body that is asked is answered by it, on the day it
   * was received. WRONG_STATE for a
   * round that was not issued or was cancelled, NOT_ASKED for a contact point that is not asked in it, NOT_FOUND,
   * TARGET_NOT_FOUND, QUOTE_NOT_FOUND, INVALID_INPUT also for a day that is not yet and a scan that is none.
   */
  async registerComment(actor: Actor, input: unknown): Promise<Comment | Refusal> {
    const given = checkInput(Registered, input);
    if (given instanceof Refusal) return given;
    const today = actor.legislatureId === null ? '' : await this.calendar.today(actor.legislatureId);
    if (given.receivedOn > today) return Refusal.field('receivedOn', 'FUTURE', '收到日期还没有到，请核对。');
    return this.work.run('registerComment', scopeOf(actor), async (tx) => {
      const consultation = await this.consultations.share(tx, given.consultationId);
      if (!consultation) return Refusal.notFound('这次征求意见');
      if (consultation.state !== 'ISSUED' && consultation.state !== 'ANSWERED')
        return new Refusal('WRONG_STATE', {
          what: '这次征求意见',
          state: consultationStateWords[consultation.state],
          act: '登记意见',
        });
      const from = given.contactPointId ? await this.reporter(tx, actor, consultation, given) : null;
      if (from instanceof Refusal) return from;
      const made = await this.make(tx, actor, given, consultation, from);
      if (made instanceof Refusal) return made;
      const name = from?.point.name ?? (given.name || null);
      const refused = await this.keepSource(tx, made, given, name);
      if (refused) return refused;
      const reported = await this.numbers.report(tx, consultation.id, bodyOf({ ...made.row, name }), [made.row.id]);
      if (reported instanceof Refusal) return reported;
      await tx.enqueue(COMMENTS_REPORTED, { consultationId: consultation.id, commentIds: [made.row.id] });
      tx.record('registerComment', 'Comment', made.row.id, { sourceKind: given.kind });
      return { ...made, status: reported[0] ?? made.status };
    });
  }

  /** Its task moves on as if it had sent the return itself, so that its letter holds the comment. */
  private async reporter(
    tx: Transaction,
    actor: Actor,
    consultation: ConsultationRow,
    given: z.output<typeof Registered>,
  ): Promise<Reporter | Refusal> {
    const contactPointId = given.contactPointId ?? '';
    const point = (await this.points.byIds(tx, [contactPointId])).get(contactPointId);
    if (!point) return Refusal.notFound('这个联系点');
    const kind = sourceOfPoint(point.kind);
    if (kind !== given.kind)
      return Refusal.field('kind', 'OTHER', `${point.shortName}的来源是“${sourceKindWords[kind]}”，请改选。`);
    const asked = await tx.one(SolicitationRow, { consultationId: consultation.id, contactPointId });
    const task = asked && (await this.solicitations.lock(tx, actor, asked.id));
    if (!task) return new Refusal('NOT_ASKED');
    const paper = { answeredOn: given.receivedOn };
    return (await this.solicitations.advance(tx, task, 'report', paper)) ?? { point, task };
  }

  private async make(
    tx: Transaction,
    actor: Actor,
    given: z.output<typeof Registered>,
    consultation: ConsultationRow,
    from: Reporter | null,
  ): Promise<Comment | Refusal> {
    const place = await this.making.anchor(tx, consultation.draftId, given.target);
    if (place instanceof Refusal) return place;
    const made = await this.making.store(
      tx,
      { consultation, task: from?.task ?? null, sourceKind: given.kind },
      { ...place, act: given.act, verbatim: false, createdBy: actor.accountId },
      { text: given.text, proposedWording: given.proposedWording ?? null, reason: given.reason ?? null },
    );
    await this.steps.begin(tx, made.status, { opinions: 0, verbatim: false, sourceKind: given.kind });
    return made;
  }

  private async keepSource(
    tx: Transaction,
    { row }: Comment,
    given: z.output<typeof Registered>,
    name: string | null,
  ): Promise<Refusal | null> {
    const scan = given.fileId ? await this.files.claim(tx, given.fileId, { kind: OWNER, id: row.id }) : null;
    if (given.fileId && scan?.uploadedBy !== tx.scope.accountId)
      return Refusal.field('fileId', 'UNKNOWN', '没有找到您上传的这个扫描件，或者已经用在别处，请重新上传。');
    await tx.insert(CommentSourceRow, {
      id: row.id,
      name,
      receivedOn: given.receivedOn,
      reference: given.reference || null,
      scanFileId: scan?.id ?? null,
    });
    return null;
  }
}
