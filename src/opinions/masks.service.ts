/** 遮盖: what of an opinion is not shown further on. The words stay; the cover stands beside, revision by revision. */
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../platform/base/actor.js';
import { checkInput, Refusal } from '../platform/base/refusal.js';
import { oneOf } from '../platform/database/one-of.js';
import { type Reader, scopeOf, UnitOfWork } from '../platform/database/scope.js';
import { firstMisplaced, masked, type MaskedField, type Said } from './mask.rules.js';
import { maskedFieldWords, opinionStateWords } from './opinion.words.js';
import { OpinionMaskRow, OpinionRow } from './opinions.entities.js';
import type { Opinion } from './opinions.queries.js';
import { OpinionsService } from './opinions.service.js';

const fields = Object.keys(maskedFieldWords) as MaskedField[];

export const NewMask = z.object({
  opinionId: z.uuid('意见编号不对'),
  expectedRevision: z.number().int(),
  spans: z
    .array(z.object({ field: z.enum(fields), from: z.number().int(), to: z.number().int() }))
    .max(200, '一条意见最多遮盖 200 处'),
});

@Injectable()
export class MasksService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly opinions: OpinionsService,
  ) {}

  /**
   * A new revision of what is covered, in place of the one before; no spans uncover all. Until the opinion is in a
   * comment, which takes the words as they are covered then (OPINION_COMPILED): afterwards a cover would hide
   * nothing. NOT_FOUND for what the caller may not work with, STALE_VERSION for a second officer's save, WRONG_STATE
   * for what was answered or withdrawn.
   */
  async maskOpinion(actor: Actor, input: unknown): Promise<Opinion | Refusal> {
    const given = checkInput(NewMask, input);
    if (given instanceof Refusal) return given;
    return this.work.run('maskOpinion', scopeOf(actor), async (tx) => {
      const [opinion] = await this.opinions.load(tx, actor, [given.opinionId]);
      if (!opinion) return Refusal.notFound('这条意见');
      const { row, status } = opinion;
      const revision = (await this.last(tx, [row.id])).get(row.id)?.revision ?? 0;
      if (revision !== given.expectedRevision) return Refusal.stale(revision, { kind: 'Opinion', id: given.opinionId });
      if (status.commentId !== null) return new Refusal('OPINION_COMPILED', { act: '遮盖' });
      if (status.state === 'ANSWERED' || status.state === 'REPORTED' || status.state === 'WITHDRAWN')
        return new Refusal('WRONG_STATE', { what: '这条意见', state: opinionStateWords[status.state], act: '遮盖' });
      const misplaced = firstMisplaced(row, given.spans);
      if (misplaced !== null)
        return Refusal.field(`spans.${misplaced}`, 'OUTSIDE', '遮盖的位置不在这条意见的文字里，请重新选择。');
      await tx.insert(OpinionMaskRow, {
        opinionId: row.id,
        revision: revision + 1,
        spans: given.spans,
        byAccount: actor.accountId,
      });
      tx.record('maskOpinion', 'Opinion', row.id, { revision: revision + 1, spans: given.spans.length });
      return opinion;
    });
  }

  /** What an opinion says further on: its words, covered where they are covered now */
  async shown(reader: Reader, row: OpinionRow): Promise<Said> {
    return masked(row, (await this.last(reader, [row.id])).get(row.id)?.spans ?? []);
  }

  /** Of each opinion in order what covers it now; for opinions that the caller was given */
  async ofOpinions(actor: Actor, opinionIds: readonly string[]): Promise<(OpinionMaskRow | null)[]> {
    const last = await this.last(this.work.read(scopeOf(actor)), opinionIds);
    return opinionIds.map((id) => last.get(id) ?? null);
  }

  private async last(reader: Reader, opinionIds: readonly string[]): Promise<Map<string, OpinionMaskRow>> {
    const all = await reader.find(OpinionMaskRow, { opinionId: oneOf(opinionIds) }, { revision: 'ASC' });
    return new Map(all.map((m) => [m.opinionId, m]));
  }
}
