/** What the things in the ledger are called, as far as whoever reads it may see them anyway; never words of people. */
import { Injectable } from '@nestjs/common';
import { allows, type Permission } from '../../access/permissions.js';
import type { Actor } from '../../base/actor.js';
import type { GraphqlContext } from '../context.js';
import { loaderOf } from '../loader.js';

type Load = (actor: Actor, ids: readonly string[]) => Promise<readonly (string | null)[]>;

@Injectable()
export class LedgerNames {
  private readonly known = new Map<string, { permission: Permission; load: Load }>();

  /** Things of this kind are called so; told to those alone who have the permission to see them */
  register(kind: string, permission: Permission, load: Load): void {
    this.known.set(kind, { permission, load });
  }

  /** null where its kind has no names, or the caller may not see it */
  find(context: GraphqlContext, kind: string, id: string): Promise<string | null> {
    const { actor } = context;
    const found = this.known.get(kind);
    if (!found || actor?.legislatureId == null || !allows(found.permission, actor.roles)) return Promise.resolve(null);
    return loaderOf(context, `ledgerNames ${kind}`, found.load).load(id);
  }
}

/** The names of rows that were read by their ids, in the order asked for */
export const namesBy =
  <T>(
    read: (actor: Actor, ids: readonly string[]) => Promise<readonly (T | null)[]>,
    nameOf: (row: T) => string,
  ): Load =>
  async (actor, ids) =>
    (await read(actor, ids)).map((row) => (row === null ? null : nameOf(row)));
