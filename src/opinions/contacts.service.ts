/**
 * 联系方式: kept apart from the words, sealed, read one by one by whoever may answer, and erased: when its time is
 * over, or when the resident or somebody for them asks. No list, page, letter or export has it.
 */
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ContactPointsService } from '../network/index.js';
import type { Actor } from '../platform/base/actor.js';
import type { Config } from '../platform/base/config.js';
import { CONFIG } from '../platform/base/config.token.js';
import { Refusal } from '../platform/base/refusal.js';
import { Jobs } from '../platform/database/jobs/jobs.js';
import { type NamedKey, openField, sealField } from '../platform/database/keys/cipher.js';
import { DataKeys } from '../platform/database/keys/data-keys.js';
import { KeysError } from '../platform/database/keys/keys.js';
import { oneOf } from '../platform/database/one-of.js';
import { type Reader, type Scope, scopeOf, UnitOfWork } from '../platform/database/scope.js';
import { Disclosures } from '../platform/ledger/disclosures.js';
import { noteErasures } from '../platform/ledger/erasures.js';
import type { Contact } from './contact.rules.js';
import { dueContacts } from './contacts.sql.js';
import { reachesPoint } from './opinion.rules.js';
import { ERASABLE_CONTACT, OpinionContactRow, OpinionRow } from './opinions.entities.js';

type Column = 'name' | 'phone';
const placeOf = (id: string, column: Column): string => `opinion_contact·${id}·${column}`;

/** One field as it is stored with the opinion of that id */
export const sealContact = (key: NamedKey, id: string, column: Column, contact: Contact): string | null => {
  const plain = contact[column];
  return plain === null ? null : sealField(key, placeOf(id, column), Buffer.from(plain, 'utf8'));
};

function open(key: NamedKey, row: OpinionContactRow, column: Column): string | null {
  const sealed = row[column];
  if (sealed === null) return null;
  const plain = openField(key, placeOf(row.id, column), sealed);
  if (!plain)
    throw new KeysError(
      `what is sealed at ${placeOf(row.id, column)} does not open with the data key of its legislature`,
    );
  return plain.toString('utf8');
}

const AT_ONCE = 500;

@Injectable()
export class ContactsService implements OnModuleInit {
  constructor(
    private readonly work: UnitOfWork,
    private readonly source: DataSource,
    private readonly keys: DataKeys,
    private readonly disclosures: Disclosures,
    private readonly points: ContactPointsService,
    private readonly jobs: Jobs,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onModuleInit(): void {
    this.jobs.everyMinute('contacts.erase', async () => {
      await this.eraseDue();
    });
  }

  /**
   * For the preparer, and for the officer of the contact point the words came through unless they went straight to the
   * legislature. Stands in the ledger before it is given out. NOT_FOUND where there is none, or the caller may not.
   */
  async read(actor: Actor, opinionId: string): Promise<Contact | Refusal> {
    const row = await this.reachable(actor, opinionId);
    if (!row) return Refusal.notFound('这条意见的联系方式');
    const key = await this.keys.of(row.legislatureId);
    await this.disclosures.contactData(scopeOf(actor), 'Opinion', [row.id]);
    return { name: open(key, row, 'name'), phone: open(key, row, 'phone') };
  }

  /** Somebody asked at the desk: for the same people who may read it, without reading it. */
  async eraseFor(actor: Actor, opinionId: string): Promise<{ id: string } | Refusal> {
    const row = await this.reachable(actor, opinionId);
    if (!row) return Refusal.notFound('这条意见的联系方式');
    await this.erase(scopeOf(actor), [row.id], 'ASKED_AT_DESK');
    return { id: row.id };
  }

  /** Whether somebody left a name or a number beside this opinion; what it is stays sealed */
  isThere(reader: Reader, opinionId: string): Promise<boolean> {
    return reader.get(OpinionContactRow, opinionId).then((row) => row !== null);
  }

  /**
   * Gives how many were there. Ids are on disk in the journal before a row goes, so that a restored backup cannot bring
   * anybody back.
   */
  async erase(
    scope: Scope,
    ids: readonly string[],
    why: 'TIME_OVER' | 'ASKED_BY_RECEIPT' | 'ASKED_AT_DESK',
  ): Promise<number> {
    return this.work.run('eraseContact', scope, async (tx) => {
      const rows = await tx.lockAll(OpinionContactRow, ids);
      const found = rows.map((r) => r.id);
      await noteErasures(this.config.erasuresFile, ERASABLE_CONTACT, found, await tx.time());
      if (found.length > 0)
        await tx.manager.delete(OpinionContactRow, { id: oneOf(found), legislatureId: tx.legislatureId });
      for (const id of found) tx.record('eraseContact', 'Opinion', id, { why });
      return found.length;
    });
  }

  /** Erases what was kept long enough; gives how many. */
  async eraseDue(): Promise<number> {
    for (let all = 0; ;) {
      const due = await dueContacts(this.source.manager, this.config.contactDataDays, AT_ONCE);
      for (const legislatureId of new Set(due.map((d) => d.legislatureId))) {
        all += await this.erase(
          { legislatureId, accountId: null },
          due.filter((d) => d.legislatureId === legislatureId).map((d) => d.id),
          'TIME_OVER',
        );
      }
      if (due.length < AT_ONCE) return all;
    }
  }

  private async reachable(actor: Actor, opinionId: string): Promise<OpinionContactRow | null> {
    const reader = this.work.read(scopeOf(actor));
    const [row, opinion] = [await reader.get(OpinionContactRow, opinionId), await reader.get(OpinionRow, opinionId)];
    if (!row || !opinion) return null;
    if (actor.roles.has('PREPARER')) return row;
    return reachesPoint(opinion, await this.points.within(actor.unitIds)) ? row : null;
  }
}
