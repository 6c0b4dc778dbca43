/** 法规项目: what spans all drafts. */
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { words } from '../../platform/base/inputs.js';
import type { Actor } from '../../platform/base/actor.js';
import { checkInput, Refusal } from '../../platform/base/refusal.js';
import { scopeOf, type Transaction, UnitOfWork } from '../../platform/database/scope.js';
import { RegulationRow } from './regulation.entities.js';
import { makingWords, regulationKindWords } from './regulation.words.js';

const regulationKinds = Object.keys(regulationKindWords) as (keyof typeof regulationKindWords)[];
const makings = Object.keys(makingWords) as (keyof typeof makingWords)[];

const title = words({ least: [4, '请填写法规名称'], most: [100, '法规名称不超过 100 字'] });
export const NewRegulation = z.object({
  title,
  kind: z.enum(regulationKinds),
  making: z.enum(makings),
});

const RenamedRegulation = z.object({
  regulationId: z.uuid('法规编号不对'),
  expectedVersion: z.number().int(),
  title,
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
   * 法规名称 corrected: titles already printed on drafts and letters stay what they were. NAME_TAKEN where another
   * regulation of the legislature has it.
   */
  async renameRegulation(actor: Actor, input: unknown): Promise<RegulationRow | Refusal> {
    const given = checkInput(RenamedRegulation, input);
    if (given instanceof Refusal) return given;
    return this.work.run(
      'renameRegulation',
      scopeOf(actor),
      async (tx) => {
        const row = await this.lock(tx, given.regulationId);
        if (!row) return Refusal.notFound('法规项目');
        if (row.version !== given.expectedVersion)
          return Refusal.stale(row.version, { kind: 'Regulation', id: row.id });
        await tx.change(RegulationRow, row, { title: given.title });
        tx.record('renameRegulation', 'Regulation', row.id);
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
