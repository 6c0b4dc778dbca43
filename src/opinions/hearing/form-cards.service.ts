/**
 * 手写表 that were photographed: the picture is kept first, on a bad line perhaps hours before what is on it is typed.
 * A form has the name and the telephone of whoever wishes an answer, so its picture is read by those who may read
 * contact data, and every look stands in the ledger.
 */
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ContactPointsService } from '../../network/index.js';
import { allows } from '../../platform/access/permissions.js';
import { type BulkOutcome, refusedItem } from '../../platform/api/bulk.js';
import type { Actor } from '../../platform/base/actor.js';
import { sha256 } from '../../platform/base/canonical.js';
import { checkInput, Refusal } from '../../platform/base/refusal.js';
import { FileRow } from '../../platform/database/files/file.entities.js';
import { FilesService } from '../../platform/database/files/files.service.js';
import { pictureWords } from '../../platform/database/pictures/picture.words.js';
import { Pictures, type RewrittenPicture } from '../../platform/database/pictures/pictures.js';
import { type Reader, scopeOf, type Transaction, UnitOfWork } from '../../platform/database/scope.js';
import { Disclosures } from '../../platform/ledger/disclosures.js';
import { ActivitiesService } from './activities.service.js';
import { reachesPoint } from '../opinion.rules.js';
import { OpinionRow } from '../opinions.entities.js';
import { type ActivityRow, FormCardRow, OpinionHearingRow } from './hearing.entities.js';
import { NewCard, SettledCards } from './hearing.inputs.js';
import { cardOutcomeWords } from './hearing.words.js';
import { lockCard } from './hearing.sql.js';
import { areKeptApart } from '../quarantine/kept-apart.queries.js';
import { areWithheld } from './withheld.queries.js';

const OWNER = 'FormCard';

@Injectable()
export class FormCardsService implements OnModuleInit {
  constructor(
    private readonly work: UnitOfWork,
    private readonly files: FilesService,
    private readonly pictures: Pictures,
    private readonly points: ContactPointsService,
    private readonly activities: ActivitiesService,
    private readonly disclosures: Disclosures,
  ) {}

  onModuleInit(): void {
    // its picture has an address of its own, where every look is noted
    this.files.registerOwner(OWNER, () => Promise.resolve(false));
  }

  /**
   * Keeps a photograph as a form of an activity, decoded and encoded again: no place and no device in it. The id is
   * made on the phone, so that the same one is answered with what is kept, also where it was settled meanwhile.
   * NOT_FOUND for an activity that is not the caller's; INVALID_INPUT for what is no picture, and for an id that
   * another picture has; TOO_LARGE, UPLOAD_QUOTA, STORAGE_LOW.
   */
  async keepFormCard(actor: Actor, input: unknown, sent: Uint8Array): Promise<FormCardRow | Refusal> {
    const given = checkInput(NewCard, input);
    if (given instanceof Refusal) return given;
    const sentSha256 = sha256(sent);
    const known = await this.work.read(scopeOf(actor)).get(FormCardRow, given.id);
    // decoding takes seconds, and the transaction holds the activity
    const made = known ? null : await this.pictures.rewrite(sent);
    if (typeof made === 'string') return Refusal.field('picture', made, pictureWords[made]);
    return this.work.run('keepFormCard', scopeOf(actor), async (tx) => {
      const activity = await this.activities.lock(tx, actor, given.activityId);
      if (!activity) return Refusal.notFound('这次活动');
      await lockCard(tx.manager, given.id);
      const stored = await tx.get(FormCardRow, given.id);
      if (stored !== null)
        return stored.activityId === activity.id && stored.sentSha256.equals(sentSha256)
          ? stored
          : Refusal.field('id', 'TAKEN', '这个编号已经是另一张照片：请重新拍这一张。');
      if (made === null) throw new Error('a card that was there is gone');
      const full = await this.files.refuse(tx, actor, made.bytes.length);
      return full ?? this.store(tx, activity, given, made, sentSha256);
    });
  }

  private async store(
    tx: Transaction,
    { id: activityId, contactPointId, subject }: ActivityRow,
    { id, ordinal }: { id: string; ordinal: number },
    { bytes, mediaType, width, height }: RewrittenPicture,
    sentSha256: Buffer,
  ): Promise<FormCardRow> {
    const name = `${subject} 第${ordinal}张.${ENDING[mediaType]}`;
    const file = await this.files.store(tx, name, mediaType, bytes, { kind: OWNER, id });
    tx.record('keepFormCard', 'FormCard', id);
    return tx.insert(FormCardRow, {
      ...{ id, activityId, contactPointId, ordinal, fileId: file.id, width, height, size: bytes.length },
      ...{ sha256: sha256(bytes), sentSha256, outcome: null, settledBy: null, settledAt: null, version: 1 },
      ...{ keptBy: tx.scope.accountId ?? '', keptAt: await tx.time() },
    });
  }

  /**
   * 这张没有意见, or that there is something on it after all; each on its own. NOT_FOUND for one of another contact
   * point, WRONG_STATE for one from which something was typed.
   */
  async settleFormCards(actor: Actor, input: unknown): Promise<BulkOutcome | Refusal> {
    const given = checkInput(SettledCards, input);
    if (given instanceof Refusal) return given;
    return this.work.run('settleFormCards', scopeOf(actor), async (tx) => {
      const cards = new Map((await tx.lockAll(FormCardRow, given.cardIds)).map((c) => [c.id, c]));
      const mine = await this.points.within(actor.unitIds, tx);
      const now = await tx.time();
      const outcome: BulkOutcome = { done: [], refused: [] };
      for (const id of given.cardIds) {
        const card = cards.get(id);
        if (!card || !mine.has(card.contactPointId)) {
          outcome.refused.push(refusedItem(id, Refusal.notFound('这张照片')));
          continue;
        }
        if (card.outcome === 'TYPED') {
          outcome.refused.push(refusedItem(id, typedAlready()));
          continue;
        }
        if (given.nothing !== (card.outcome === 'NOTHING'))
          await tx.change(
            FormCardRow,
            card,
            given.nothing
              ? { outcome: 'NOTHING', settledBy: actor.accountId, settledAt: now }
              : { outcome: null, settledBy: null, settledAt: null },
          );
        outcome.done.push(id);
      }
      tx.record('settleFormCards', 'FormCard', null, { done: outcome.done.length, nothing: given.nothing });
      return outcome;
    });
  }

  /** The picture of a form, for the officers of its contact point; null for others. The look is noted first. */
  async picture(actor: Actor, cardId: string): Promise<{ file: FileRow; bytes: Uint8Array } | null> {
    const reader = this.work.read(scopeOf(actor));
    const card = await reader.get(FormCardRow, cardId);
    if (!card || !(await this.points.within(actor.unitIds)).has(card.contactPointId)) return null;
    return this.shown(reader, actor, card);
  }

  /**
   * The form that an opinion was typed from: for the officers of its contact point, and for who may read contact data
   * unless it stays there; null for others, and where there is none. The look is noted first.
   */
  async pictureOf(actor: Actor, opinionId: string): Promise<{ file: FileRow; bytes: Uint8Array } | null> {
    const reader = this.work.read(scopeOf(actor));
    const heard = await reader.get(OpinionHearingRow, opinionId);
    const card = heard?.cardId ? await reader.get(FormCardRow, heard.cardId) : null;
    return card && (await this.mayLook(actor, opinionId)) ? this.shown(reader, actor, card) : null;
  }

  /** Whether the caller may look at the form behind an opinion, if there is one */
  async mayLook(actor: Actor, opinionId: string): Promise<boolean> {
    const reader = this.work.read(scopeOf(actor));
    const opinion = await reader.get(OpinionRow, opinionId);
    if (!opinion || !allows('opinion.read', actor.roles) || (await areKeptApart(reader, opinionId))) return false;
    if (reachesPoint(opinion, await this.points.within(actor.unitIds))) return true;
    return actor.roles.has('PREPARER') && !(await areWithheld(reader, actor, opinionId));
  }

  private async shown(
    reader: Reader,
    actor: Actor,
    card: FormCardRow,
  ): Promise<{ file: FileRow; bytes: Uint8Array } | null> {
    const file = await reader.get(FileRow, card.fileId);
    if (!file) return null;
    await this.disclosures.contactData(scopeOf(actor), 'FormCard', [card.id]);
    return { file, bytes: await this.files.bytes(reader, file.id) };
  }
}

const ENDING: Readonly<Record<RewrittenPicture['mediaType'], string>> = { 'image/jpeg': 'jpg', 'image/png': 'png' };

const typedAlready = (): Refusal =>
  new Refusal('WRONG_STATE', { what: '这张照片', state: cardOutcomeWords.TYPED, act: '改结论' });
