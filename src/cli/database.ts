/**
 * The database for a command that starts no service: as it is, nothing is migrated, and stopped afterwards where the
 * command started it.
 */
import { loadConfig } from '../platform/base/config.js';
import { type Keys, loadKeys } from '../platform/database/keys/keys.js';
import { prepareDatabase, type PreparedDatabase } from '../platform/operations/prepare.js';

export async function withPrepared<T>(body: (prepared: PreparedDatabase, keys: Keys) => Promise<T>): Promise<T> {
  const config = loadConfig();
  const keys = await loadKeys(config.keysFile);
  const prepared = await prepareDatabase(config, keys);
  try {
    return await body(prepared, keys);
  } finally {
    await prepared.stop();
  }
}
