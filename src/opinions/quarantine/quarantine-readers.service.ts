/**
 * 隔离待核 is read by a named few: an accusation, a secret or somebody's privacy is not for everybody who works with
 * opinions. Nobody is named by a role, and each reading stands in the ledger before the words are given.
 */
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { z } from 'zod';
import { RoleGrantRow } from '../../platform/access/access.entities.js';
import type { Actor } from '../../platform/base/actor.js';
import { checkInput, Refusal } from '../../platform/base/refusal.js';
import { scopeOf, UnitOfWork } from '../../platform/database/scope.js';
import { Disclosures } from '../../platform/ledger/disclosures.js';
import { opinionStateWords } from '../opinion.words.js';
import { OpinionRow, OpinionStatusRow } from '../opinions.entities.js';
import { OpinionsQueries } from '../opinions.queries.js';
import { isNamed } from './kept-apart.queries.js';
import { QuarantineReaderRow } from './quarantine.entities.js';

/** Named at once in one legislature, at most: a few */
export const QUARANTINE_READERS = 10;

const Named = z.object({ accountId: z.uuid('账号编号不对') });

export interface QuarantinedWords {
  id: string;
  text: string;
  proposedWording: string | null;
  reason: string | null;
  note: string | null;
}

@Injectable()
export class QuarantineReaders {
  constructor(
    private readonly work: UnitOfWork,
    private readonly opinions: OpinionsQueries,
    private readonly disclosures: Disclosures,
  ) {}

  /** Who is named now, the longest first */
  named(actor: Actor): Promise<QuarantineReaderRow[]> {
    return this.work.read(scopeOf(actor)).find(QuarantineReaderRow, { endedAt: IsNull() }, { namedAt: 'ASC' });
  }

  /**
   * Names an account that works here, 10 at most (INVALID_INPUT); named already it changes nothing. NOT_FOUND for an
   * account without a role in this legislature.
   */
  async name(actor: Actor, input: unknown): Promise<QuarantineReaderRow | Refusal> {
    const given = checkInput(Named, input);
    if (given instanceof Refusal) return given;
    const { accountId } = given;
    return this.work.run(
      'nameQuarantineReader',
      scopeOf(actor),
      async (tx) => {
        const grant = await tx.manager.findOneBy(RoleGrantRow, {
          accountId,
          legislatureId: tx.legislatureId,
          revokedAt: IsNull(),
        });
        if (!grant) return Refusal.notFound('这个账号');
        const all = await tx.find(QuarantineReaderRow, { endedAt: IsNull() });
        const known = all.find((r) => r.accountId === accountId);
        if (known) return known;
        if (all.length >= QUARANTINE_READERS)
          return Refusal.field('accountId', 'TOO_MANY', `最多指定 ${QUARANTINE_READERS} 个人：请先收回一位。`);
        tx.record('nameQuarantineReader', 'Account', accountId);
        const by = { namedBy: actor.accountId, namedAt: await tx.time(), endedBy: null, endedAt: null, version: 1 };
        return tx.insert(QuarantineReaderRow, { accountId, ...by });
      },
      (constraint) =>
        constraint === 'quarantine_reader_once'
          ? Refusal.field('accountId', 'ONCE', '刚刚有人指定过这个账号，请刷新后再看。')
          : undefined,
    );
  }

  /** From now on the account reads none of it. NOT_FOUND for one that is not named. */
  async end(actor: Actor, input: unknown): Promise<QuarantineReaderRow | Refusal> {
    const given = checkInput(Named, input);
    if (given instanceof Refusal) return given;
    return this.work.run('endQuarantineReader', scopeOf(actor), async (tx) => {
      const found = await tx.one(QuarantineReaderRow, { accountId: given.accountId, endedAt: IsNull() });
      const row = found && (await tx.lock(QuarantineReaderRow, found.id));
      if (!row || row.endedAt !== null) return Refusal.notFound('这位指定的人');
      await tx.change(QuarantineReaderRow, row, { endedBy: actor.accountId, endedAt: await tx.time() });
      tx.record('endQuarantineReader', 'Account', given.accountId);
      return row;
    });
  }

  /**
   * The words of an opinion that is kept apart, for whoever is named; the ledger has the reading first. NOT_FOUND for
   * what the caller may not work with, NOT_NAMED for everybody else, WRONG_STATE for what is not kept apart.
   */
  async read(actor: Actor, opinionId: string): Promise<QuarantinedWords | Refusal> {
    const found = await this.opinions.opinion(actor, opinionId);
    if (!found) return Refusal.notFound('这条意见');
    const reader = this.work.read(scopeOf(actor));
    if (!(await isNamed(reader, actor.accountId))) return new Refusal('NOT_NAMED');
    const { row, status }: { row: OpinionRow; status: OpinionStatusRow } = found;
    if (status.state !== 'QUARANTINED')
      return new Refusal('WRONG_STATE', {
        what: '这条意见',
        state: opinionStateWords[status.state],
        act: '按隔离待核查看',
      });
    await this.disclosures.exported(scopeOf(actor), 'readQuarantined', 'Opinion', row.id);
    const { id, text, proposedWording, reason } = row;
    return { id, text, proposedWording, reason, note: status.quarantineNote };
  }
}
