/**
 * `yifayima keys rotate`: a new first key in the keys file, and the data keys wrapped by it. Beside the running service
 * or without it.
 */
import { access } from 'node:fs/promises';
import { DataSource } from 'typeorm';
import { loadConfig } from '../platform/base/config.js';
import { typeormConnection } from '../platform/database/connection.js';
import { DataKeyRow } from '../platform/database/keys/data-key.entities.js';
import { rewrapDataKeys } from '../platform/database/keys/data-keys.js';
import { addKey } from '../platform/database/keys/keys.js';
import { writeLedger } from '../platform/ledger/ledger.js';
import { withPrepared } from './database.js';
import { InputRefused } from './input.js';

/**
 * The file first: where the second step fails, the old wraps still open with the keys that stay in the file, and
 * another rotation wraps them all.
 */
export async function rotate(say: (line: string) => void): Promise<void> {
  const { keysFile } = loadConfig();
  // a start makes one where there is none; here a new one could open nothing
  await access(keysFile).catch(() => {
    throw new InputRefused(`${keysFile}：没有这个密钥文件，没有可以更换的密钥。请检查 KEYS_FILE 或 DATA_DIR。`);
  });
  await withPrepared(async (prepared) => {
    const source = await new DataSource({
      ...typeormConnection(prepared.service),
      entities: [DataKeyRow],
      poolSize: 1,
    }).initialize();
    const keys = await addKey(keysFile);
    const wrapped = await source
      .transaction(async (manager) => {
        const count = await rewrapDataKeys(manager, keys);
        await writeLedger(manager, { legislatureId: null, accountId: null }, [
          {
            act: 'rotateKeys',
            objectKind: 'Installation',
            objectId: null,
            outcome: 'DONE',
            detail: { dataKeys: count, key: keys.wrapping().id },
          },
        ]);
        return count;
      })
      .finally(() => source.destroy());
    say(
      `密钥文件有了新的第一把密钥（${keys.wrapping().id}），${wrapped} 把数据密钥已用它重新封装。请另存一份密钥文件，与备份分开保管。`,
    );
  });
}
