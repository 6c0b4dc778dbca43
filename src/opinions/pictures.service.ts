/**
 * 照片 that came with an opinion: made anew before anything is stored, kept as files beside the words, seen by those
 * who may read these words. Whatever is wrong with a picture is a fault of that field, so that the form comes back with
 * the words in it.
 */
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { ContactPointsService } from '../network/index.js';
import { allows, isOffice } from '../platform/access/permissions.js';
import type { Actor } from '../platform/base/actor.js';
import { sha256 } from '../platform/base/canonical.js';
import type { Config } from '../platform/base/config.js';
import { CONFIG } from '../platform/base/config.token.js';
import { Refusal } from '../platform/base/refusal.js';
import { DiskGuard } from '../platform/database/files/disk.js';
import { FileRow } from '../platform/database/files/file.entities.js';
import { FilesService } from '../platform/database/files/files.service.js';
import { oneOf } from '../platform/database/one-of.js';
import { pictureTexts, pictureWords } from '../platform/database/pictures/picture.words.js';
import { Pictures, type RewrittenPicture } from '../platform/database/pictures/pictures.js';
import { type Reader, scopeOf, type Transaction, UnitOfWork } from '../platform/database/scope.js';
import { areWithheld, withheldAmong } from './hearing/withheld.queries.js';
import { reachesPoint } from './opinion.rules.js';
import { OpinionPictureRow, OpinionRow } from './opinions.entities.js';
import { areKeptApart, keptApartAmong } from './quarantine/kept-apart.queries.js';
import { picturesToday } from './pictures.sql.js';

const MIB = 1024 * 1024;
const OWNER = 'Opinion';
const ENDING = { 'image/jpeg': 'jpg', 'image/png': 'png' } as const;

const overQuota = (): Refusal => Refusal.field('pictures', 'PICTURE_QUOTA', pictureTexts.quota);

/** What may still be stored today, counted down */
export interface Room {
  /** null where these fit, and then they are counted; else why not */
  take(pictures: readonly Pick<RewrittenPicture, 'bytes'>[]): Refusal | null;
}

@Injectable()
export class PicturesService implements OnModuleInit {
  constructor(
    private readonly work: UnitOfWork,
    private readonly files: FilesService,
    private readonly pictures: Pictures,
    private readonly disk: DiskGuard,
    private readonly points: ContactPointsService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onModuleInit(): void {
    this.files.registerOwner(
      OWNER,
      async (reader, actor, id) =>
        (await this.visible(reader, actor, id)) !== null && !(await areWithheld(reader, actor, id)),
    );
  }

  /**
   * Decoded and encoded again, in order. INVALID_INPUT with a fault for each picture that cannot be taken (path
   * `pictures.0`, code a PictureFault), or with one for all of them (path `pictures`): STORAGE_LOW, PICTURE_QUOTA.
   */
  async prepare(
    reader: Reader,
    lawCodeId: string | null,
    sent: readonly Uint8Array[],
  ): Promise<RewrittenPicture[] | Refusal> {
    if (await this.disk.refuse('UPLOAD')) return Refusal.field('pictures', 'STORAGE_LOW', pictureTexts.storage);
    // asked again when they are stored; here it spares the decoding
    const full = (await this.room(reader, lawCodeId, false)).take(sent.map(() => ({ bytes: Buffer.alloc(0) })));
    if (full) return full;
    const made = await Promise.all(sent.map((bytes) => this.pictures.rewrite(bytes)));
    const faults = made.flatMap((m, i) =>
      typeof m === 'string' ? [{ path: `pictures.${i}`, code: m, message: pictureWords[m] }] : [],
    );
    return faults.length > 0 ? Refusal.invalid(faults) : made.filter((m) => typeof m !== 'string');
  }

  /** With `hold`, whoever else asks so waits for the end of this transaction. */
  async room(reader: Reader, lawCodeId: string | null, hold: boolean): Promise<Room> {
    const { perCode, megabytes } = this.config.pictures;
    const today = await picturesToday(reader.manager, lawCodeId, hold);
    return {
      take: (pictures) => {
        const bytes = pictures.reduce((sum, p) => sum + p.bytes.length, 0);
        if (today.pictures + pictures.length > perCode || today.bytes + bytes > megabytes * MIB || megabytes === 0)
          return overQuota();
        today.pictures += pictures.length;
        today.bytes += bytes;
        return null;
      },
    };
  }

  /** In the transaction that stores the opinion */
  async store(
    tx: Transaction,
    opinionId: string,
    lawCodeId: string | null,
    pictures: readonly RewrittenPicture[],
  ): Promise<void> {
    for (const [at, { bytes, mediaType, width, height }] of pictures.entries()) {
      const ordinal = at + 1;
      const file = await this.files.store(tx, `照片${ordinal}.${ENDING[mediaType]}`, mediaType, bytes, {
        kind: OWNER,
        id: opinionId,
      });
      await tx.insert(OpinionPictureRow, {
        opinionId,
        ordinal,
        fileId: file.id,
        lawCodeId,
        width,
        height,
        size: bytes.length,
        sha256: sha256(bytes),
      });
    }
  }

  /** How many pictures came with an opinion, 0 to 3 */
  countOf(reader: Reader, opinionId: string): Promise<number> {
    return reader.count(OpinionPictureRow, { opinionId });
  }

  /** Of each opinion in order, for opinions that the caller was given; none to the office of what stays 照片不上交 */
  async ofOpinions(actor: Actor, opinionIds: readonly string[]): Promise<OpinionPictureRow[][]> {
    const reader = this.work.read(scopeOf(actor));
    const all = await reader.find(OpinionPictureRow, { opinionId: oneOf(opinionIds) }, { ordinal: 'ASC' });
    const withheld = isOffice(actor.roles) ? await withheldAmong(reader, opinionIds) : new Set<string>();
    const apart = await keptApartAmong(reader, opinionIds);
    return opinionIds.map((id) => (withheld.has(id) || apart.has(id) ? [] : all.filter((p) => p.opinionId === id)));
  }

  /** null: there is none, or the caller may not read the words beside it; the two are not told apart */
  async picture(
    actor: Actor,
    opinionId: string,
    ordinal: number,
  ): Promise<{ file: FileRow; bytes: Uint8Array } | null> {
    const reader = this.work.read(scopeOf(actor));
    if (!(await this.visible(reader, actor, opinionId)) || (await areWithheld(reader, actor, opinionId))) return null;
    const picture = await reader.one(OpinionPictureRow, { opinionId, ordinal });
    const file = picture && (await reader.get(FileRow, picture.fileId));
    return file ? { file, bytes: await this.files.bytes(reader, file.id) } : null;
  }

  private async visible(reader: Reader, actor: Actor, opinionId: string): Promise<OpinionRow | null> {
    const opinion = allows('opinion.read', actor.roles) ? await reader.get(OpinionRow, opinionId) : null;
    const reached =
      opinion && (isOffice(actor.roles) || reachesPoint(opinion, await this.points.within(actor.unitIds)));
    return reached && !(await areKeptApart(reader, opinionId)) ? opinion : null;
  }
}
