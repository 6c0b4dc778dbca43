/** 照片不上交: what is in a picture beside an opinion is for the contact point's eyes, and goes no further. */
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/base/actor.js';
import { Refusal } from '../../platform/base/refusal.js';
import { scopeOf, UnitOfWork } from '../../platform/database/scope.js';
import { opinionStateWords } from '../opinion.words.js';
import { OpinionsService } from '../opinions.service.js';
import { PictureWithheldRow } from './hearing.entities.js';
import { withheldAmong } from './withheld.queries.js';

@Injectable()
export class WithheldPictures {
  constructor(
    private readonly work: UnitOfWork,
    private readonly opinions: OpinionsService,
  ) {}

  /**
   * Keeps the pictures beside an opinion, its photographed form too, with the contact point, for good: the office reads
   * the words alone. Until it is reported, since what was seen is seen (WRONG_STATE); said again it changes nothing.
   * NOT_FOUND for what the caller may not work with.
   */
  async withhold(actor: Actor, opinionId: string): Promise<{ id: string } | Refusal> {
    return this.work.run('withholdPicture', scopeOf(actor), async (tx) => {
      const [opinion] = await this.opinions.load(tx, actor, [opinionId]);
      if (!opinion) return Refusal.notFound('这条意见');
      const { state } = opinion.status;
      if (await tx.get(PictureWithheldRow, opinionId)) return { id: opinionId };
      if (state === 'REPORTED' || state === 'ANSWERED')
        return new Refusal('WRONG_STATE', { what: '这条意见', state: opinionStateWords[state], act: '把照片留下' });
      await tx.insert(PictureWithheldRow, { id: opinionId, byAccount: actor.accountId, at: await tx.time() });
      tx.record('withholdPicture', 'Opinion', opinionId);
      return { id: opinionId };
    });
  }

  /** Of each opinion in order whether its pictures stay with the contact point */
  async ofOpinions(actor: Actor, opinionIds: readonly string[]): Promise<boolean[]> {
    const withheld = await withheldAmong(this.work.read(scopeOf(actor)), opinionIds);
    return opinionIds.map((id) => withheld.has(id));
  }
}
