/** `yifayima counts`: are the counts that are kept those of the rows? Beside the running service or without it. */
import { DataSource } from 'typeorm';
import { typeormConnection } from '../platform/database/connection.js';
import { type CountFault, countFaults, recount } from '../platform/database/kept-counts.sql.js';
import { withPrepared } from './database.js';
import { InputRefused } from './input.js';

/** Which one it is, in the words of its table */
const placeOf = ({ name, told: { kept: _, counted: __, ...which } }: CountFault): string =>
  `${name} ${Object.entries(which)
    .map(([column, value]) => `${column}=${String(value)}`)
    .join(' ')}`;

/** Exit 0: all of them. 3: some are not, each a line; with `mend` those are counted anew, and it ends with 0. */
export async function counts(options: { mend?: boolean }, say: (line: string) => void): Promise<void> {
  await withPrepared(async (prepared) => {
    const source = await new DataSource({ ...typeormConnection(prepared.owner), poolSize: 1 }).initialize();
    try {
      const faults = await countFaults(source.manager);
      for (const f of faults)
        process.stdout.write(`${placeOf(f)}：保存的是 ${f.told.kept}，实际是 ${f.told.counted}\n`);
      if (faults.length === 0) return say('保存的计数全部相符。');
      if (options.mend !== true)
        throw new InputRefused(`保存的计数有 ${faults.length} 处与实际不符。加 --mend 重新计数。`);
      say(`重新计数，改正了 ${await recount(source.manager)} 处。`);
    } finally {
      await source.destroy();
    }
  });
}
