/** 法规项目: what spans all drafts. */
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../platform/base/actor.js';
import { checkInput, Refusal } from '../../platform/base/refusal.js';
import { scopeOf, type Transaction, UnitOfWork } from '../../platform/database/scope.js';
import { RegulationRow } from './regulation.entities.js';
import { makingWords, regulationKindWords } from './regulation.words.js';

const regulationKinds = Object.keys(regulationKindWords) as (keyof typeof regulationKindWords)[];
const makings = Object.keys(makingWords) as (keyof typeof makingWords)[];

export const NewRegulation = z.object({
  title: z.string().trim().min(4, '请填写法规名称').max(100, '法规名称不超过 100 字'),
  kind: z.enum(regulationKinds),
  making: z.enum(makings),
});

@Injectable()
export class RegulationsService {
  constructor(private readonly work: UnitOfWork) {}

  async createRegulation(actor: Actor, input: unknown): Promise<RegulationRow | Refusal> {
    const given = checkInput(NewRegulation, input);
    if (given instanceof Refusal) return given;
    return this.work.run(
      'createRegulation',
      scopeOf(actor),
      async (tx) => {
        const row = await tx.insert(RegulationRow, {
          ...given,
          stage: 'DRAFTING',
          secrecy: 'PUBLIC',
          createdAt: await tx.time(),
          version: 1,
        });
        tx.record('createRegulation', 'Regulation', row.id);
        return row;
      },
      (constraint) =>
        constraint === 'regulation_title_unique' ? new Refusal('NAME_TAKEN', { name: given.title }) : undefined,
    );
  }

  /**
   * The row that every transition of a regulation's drafts, lineage and evidence waits for; null where there is none
   * here
   */
  lock(tx: Transaction, id: string): Promise<RegulationRow | null> {
    return tx.lock(RegulationRow, id);
  }
}
