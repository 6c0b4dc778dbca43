/** Which pictures are not for the eyes of the office 照片不上交. */
import { isOffice } from '../../platform/access/permissions.js';
import type { Actor } from '../../platform/base/actor.js';
import { oneOf } from '../../platform/database/one-of.js';
import type { Reader } from '../../platform/database/scope.js';
import { PictureWithheldRow } from './hearing.entities.js';

/** Of these opinions those whose pictures stay with the contact point */
export async function withheldAmong(reader: Reader, opinionIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await reader.find(PictureWithheldRow, { id: oneOf(opinionIds) });
  return new Set(rows.map((r) => r.id));
}

/** Whether the pictures beside an opinion are not for this caller */
export const areWithheld = async (reader: Reader, actor: Actor, opinionId: string): Promise<boolean> =>
  isOffice(actor.roles) && (await withheldAmong(reader, [opinionId])).has(opinionId);
