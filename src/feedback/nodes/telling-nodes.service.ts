/** 转告节点: a contact point that has its letter passes on to the nodes below what became of what they entered. */
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { NodeResultsService } from '../../opinions/index.js';
import { AccessService } from '../../platform/access/access.service.js';
import type { BulkOutcome } from '../../platform/api/bulk.js';
import type { Actor } from '../../platform/base/actor.js';
import { dayIn } from '../../platform/base/clock.js';
import { checkInput, Refusal } from '../../platform/base/refusal.js';
import { scopeOf, UnitOfWork } from '../../platform/database/scope.js';
import { LettersQueries } from '../letters.queries.js';

const Told = z.object({ letterId: z.uuid('反馈函编号不对') });

@Injectable()
export class TellingNodes {
  constructor(
    private readonly work: UnitOfWork,
    private readonly access: AccessService,
    private readonly letters: LettersQueries,
    private readonly results: NodeResultsService,
  ) {}

  /**
   * From now on each node reads result and reason of what it entered in the round of the letter. NOT_FOUND for a letter
   * that the actor's contact point has not in hand; accounts for each node as `NodeResultsService.passOn`.
   */
  async tellNodes(actor: Actor, input: unknown): Promise<BulkOutcome | Refusal> {
    const given = checkInput(Told, input);
    if (given instanceof Refusal) return given;
    const letter = await this.letters.own(actor, given.letterId);
    if (!letter) return Refusal.notFound('这份反馈函');
    const zone = await this.access.zone(actor.legislatureId);
    const { consultationId, contactPointId } = letter.row;
    return this.work.run('tellNodes', scopeOf(actor), async (tx) => {
      const today = dayIn(zone, await tx.time());
      const outcome = await this.results.passOn(tx, actor, { consultationId, contactPointId, today });
      tx.record('tellNodes', 'Letter', letter.row.id, { nodes: outcome.done.length, refused: outcome.refused.length });
      return outcome;
    });
  }
}
