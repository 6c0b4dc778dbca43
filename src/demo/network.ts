/** The rest of the network, taken in as any office takes in its table: looked at first, then exactly that. */
import { writeXlsx } from '../platform/documents/index.js';
import type { Client } from './client.js';
import { networkRows } from './sample/network.js';

/** How many contact points were made of the table; a row that is not written right is a fault of the sample */
export async function importNetwork(admin: Client): Promise<number> {
  const rows = networkRows();
  const sheet = { name: '联系点', columns: (rows[0] ?? []).map(() => ({ width: 16 })), rows };
  const table = Buffer.from(await writeXlsx([sheet])).toString('base64');
  const { plan } = await admin.act<{ plan: string }>('readNetworkTable', { table }, 'NetworkTablePlan', 'plan');
  const done = await admin.act<{ rows: { state: string; faults: string[] }[] }>(
    'importNetworkTable',
    { table, plan },
    'NetworkTableImported',
    'rows { state faults }',
  );
  const wrong = done.rows.flatMap((r) => r.faults);
  if (wrong.length > 0) throw new Error(`the sample's table of contact points: ${wrong.join(' ')}`);
  return done.rows.filter((r) => r.state === 'NEW').length;
}
