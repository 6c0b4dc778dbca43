/**
 * 草稿: what somebody has typed at a desk and not yet done is kept on the server, so that another machine or a lost
 * line loses nothing. It is nobody else's to see, and it is no act: no version, no chain, no seal, no ledger.
 */
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { Actor } from '../../base/actor.js';
import { checkInput, Refusal } from '../../base/refusal.js';
import { Jobs } from '../../database/jobs/jobs.js';
import { scopeOf, UnitOfWork } from '../../database/scope.js';
import { WorkingCopyRow } from './working-copy.entities.js';
import { deleteOldCopies, keepCopy, otherCopies } from './working-copies.sql.js';

/** Bytes of one copy, as UTF-8 */
export const COPY_BYTES = 20_480;
/** Copies of one account in a legislature */
export const COPIES_PER_ACCOUNT = 500;
/** Days that a copy is kept which nobody touches */
export const COPY_DAYS = 90;
const DELETED_AT_ONCE = 1000;

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

export const WorkingCopyInput = z.object({
  kind: z.string().regex(/^[a-z][a-z-]{0,39}$/, '草稿的种类不对'),
  targetId: z.uuid('草稿所属的编号不对'),
  body: z
    .string()
    .refine((b) => Buffer.byteLength(b) <= COPY_BYTES, `草稿太长：最多 ${COPY_BYTES} 字节，请先办好一部分`)
    .refine((b) => b === '' || isJson(b), '草稿的内容不对'),
});

/** As it stands now; body and time are null where there is none any more */
export interface WorkingCopy {
  kind: string;
  targetId: string;
  body: string | null;
  updatedAt: Date | null;
}

@Injectable()
export class WorkingCopiesService implements OnModuleInit {
  constructor(
    private readonly work: UnitOfWork,
    private readonly source: DataSource,
    private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    this.jobs.everyMinute('workingCopies.delete', async () => {
      await this.deleteOld();
    });
  }

  /** The caller's own in the legislature at hand; null where there is none */
  async find(actor: Actor, kind: string, targetId: string): Promise<WorkingCopyRow | null> {
    return this.work.read(scopeOf(actor)).one(WorkingCopyRow, { accountId: actor.accountId, kind, targetId });
  }

  /**
   * Keeps the caller's own, of which there is one for each kind and target: JSON, at most 20,480 bytes as UTF-8. An
   * empty body deletes it. The last one that is written counts. TOO_MANY_COPIES for one more than 500 in a legislature.
   */
  async save(actor: Actor, input: unknown): Promise<WorkingCopy | Refusal> {
    const given = checkInput(WorkingCopyInput, input);
    if (given instanceof Refusal) return given;
    const { kind, targetId, body } = given;
    return this.work.run<WorkingCopy | Refusal>('saveWorkingCopy', scopeOf(actor), async (tx) => {
      const key = { legislatureId: tx.legislatureId, accountId: actor.accountId, kind, targetId };
      if (body === '') {
        await tx.manager.delete(WorkingCopyRow, key);
        return { kind, targetId, body: null, updatedAt: null };
      }
      if ((await otherCopies(tx.manager, key)) >= COPIES_PER_ACCOUNT)
        return new Refusal('TOO_MANY_COPIES', { most: COPIES_PER_ACCOUNT });
      return { kind, targetId, body, updatedAt: await keepCopy(tx.manager, key, body) };
    });
  }

  /** Deletes what nobody has touched for 90 days; gives how many. */
  async deleteOld(): Promise<number> {
    for (let all = 0; ;) {
      const deleted = await deleteOldCopies(this.source.manager, COPY_DAYS, DELETED_AT_ONCE);
      all += deleted;
      if (deleted < DELETED_AT_ONCE) return all;
    }
  }
}
