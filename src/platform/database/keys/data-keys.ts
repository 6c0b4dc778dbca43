/**
 * One data key per legislature (security §1.15), made when it is first needed. Rotating the keys file wraps these few
 * anew and touches no sealed field.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Config } from '../../base/config.js';
import { CONFIG } from '../../base/config.token.js';
import { insertIfNew } from '../insert-if-new.sql.js';
import { ciphers, keyIdOf, type NamedKey, openField, sealField } from './cipher.js';
import { DataKeyRow } from './data-key.entities.js';
import { Keys, KeysError, loadKeys } from './keys.js';

const placeOf = (id: string): string => `data_key·${id}·wrapped`;

function unwrap(keys: Keys, row: DataKeyRow): NamedKey | null {
  const by = keys.wrappingBy(keyIdOf(row.wrapped) ?? '');
  const secret = by && openField(by, placeOf(row.id), row.wrapped);
  return secret ? { id: row.id, secret } : null;
}

const cannot = (row: DataKeyRow): KeysError =>
  new KeysError(`the data key ${row.id} does not open with this keys file`);

@Injectable()
export class DataKeys {
  private readonly known = new Map<string, NamedKey>();

  constructor(
    private readonly source: DataSource,
    private readonly keys: Keys,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Asks the database at most once per process and legislature; not inside a transaction, which holds a connection
   * already.
   * @throws KeysError where the keys file does not open it
   */
  async of(legislatureId: string): Promise<NamedKey> {
    const known = this.known.get(legislatureId);
    if (known) return known;
    const row = (await this.stored(legislatureId)) ?? (await this.made(legislatureId));
    // wrapped by a key that came into the file after this process had read it
    const found = unwrap(this.keys, row) ?? unwrap(await loadKeys(this.config.keysFile), row);
    if (!found) throw cannot(row);
    this.known.set(legislatureId, found);
    return found;
  }

  private stored(legislatureId: string): Promise<DataKeyRow | null> {
    return this.source.manager.findOneBy(DataKeyRow, { legislatureId });
  }

  /** Two processes may make one at once: the first stored is the one. */
  private async made(legislatureId: string): Promise<DataKeyRow> {
    const id = randomUUID();
    const wrapped = sealField(this.keys.wrapping(), placeOf(id), randomBytes(ciphers[0]?.keyBytes ?? 32));
    await insertIfNew(
      this.source.manager,
      'data_key',
      'data_key_one',
      { id: 'uuid', legislature_id: 'uuid', wrapped: 'text' },
      [[id, legislatureId, wrapped]],
    );
    return this.source.manager.findOneByOrFail(DataKeyRow, { legislatureId });
  }
}

/**
 * Wraps every data key by the newest key of the file, in the caller's transaction; gives how many there are.
 * @throws KeysError where one does not open: nothing is changed then
 */
export async function rewrapDataKeys(manager: EntityManager, keys: Keys): Promise<number> {
  const rows = await manager.find(DataKeyRow, { order: { id: 'ASC' }, lock: { mode: 'pessimistic_write' } });
  for (const row of rows) {
    const opened = unwrap(keys, row);
    if (!opened) throw cannot(row);
    await manager.update(
      DataKeyRow,
      { id: row.id },
      { wrapped: sealField(keys.wrapping(), placeOf(row.id), opened.secret) },
    );
  }
  return rows.length;
}
