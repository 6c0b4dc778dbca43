/** What a contact point hangs on its wall when its letter has come. */
import { Injectable } from '@nestjs/common';
import { ContactPointsService } from '../../network/index.js';
import type { Actor } from '../../platform/base/actor.js';
import { PublicAddress } from '../../platform/api/public-address.js';
import { Refusal } from '../../platform/base/refusal.js';
import { scopeOf, UnitOfWork } from '../../platform/database/scope.js';
import { CharactersMissing, Typesetter } from '../../platform/documents/index.js';
import { isHandedOver } from '../letter.rules.js';
import { LettersQueries } from '../letters.queries.js';
import { type NoticeKind, noticePdf } from './notice.pdf.js';
import { entriesOf } from './notice.rules.js';

@Injectable()
export class WallNotices {
  constructor(
    private readonly work: UnitOfWork,
    private readonly letters: LettersQueries,
    private readonly points: ContactPointsService,
    private readonly typesetter: Typesetter,
    private readonly address: PublicAddress,
  ) {}

  /**
   * 告示, or stickers 已采纳, of a letter that was handed over. NOT_FOUND for a letter that the caller does not see, or
   * that its contact point has not in hand; WRONG_STATE for stickers where nothing was adopted; UNPRINTABLE_CHARACTERS.
   */
  async print(
    actor: Actor,
    letterId: string,
    kind: NoticeKind,
  ): Promise<{ bytes: Uint8Array; name: string } | Refusal> {
    const letter = await this.letters.letter(actor, letterId);
    if (!letter || !isHandedOver(letter.status.state)) return Refusal.notFound('这份反馈函');
    const { row, status } = letter;
    const { draftTitle, nextDraftTitle, opinionsHeard: heard, comments } = row.snapshot;
    if (comments.length === 0 || (kind === 'STICKERS' && entriesOf(comments).length === 0))
      return Refusal.by({
        code: 'WRONG_STATE',
        params: {
          what: '这份反馈函',
          state: comments.length === 0 ? '是致谢函' : '没有采纳的意见',
          act: kind === 'STICKERS' ? '打印已采纳贴' : '打印告示',
        },
      });
    const point = (await this.points.byIds(this.work.read(scopeOf(actor)), [row.contactPointId])).get(
      row.contactPointId,
    );
    const notice = {
      point: point?.name ?? '',
      draftTitle,
      nextDraftTitle,
      heard,
      comments,
      isFinal: row.kind === 'FINAL',
      documentNumber: status.documentNumber ?? '',
      issuedOn: status.issueDate ?? '',
      link: `${this.address.base}/r`,
    };
    try {
      return { bytes: await noticePdf(this.typesetter.renderer, kind, notice), name: draftTitle };
    } catch (fault) {
      if (fault instanceof CharactersMissing)
        return new Refusal('UNPRINTABLE_CHARACTERS', { characters: fault.message });
      throw fault;
    }
  }
}
