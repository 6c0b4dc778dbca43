/** Which pictures are not for the eyes of the office 照片不上交. */
import { isOffice } from '../../platform/access/permissions.js';
import type { Actor } from '../../platform/base/actor.js';
import type { Reader } from '../../platform/database/scope.js';
import { PictureWithheldRow } from './hearing.entities.js';

/** Whether the pictures beside an opinion are not for this caller */
export const areWithheld = async (reader: Reader, actor: Actor, opinionId: string): Promise<boolean> =>
  isOffice(actor.roles) && (await reader.get(PictureWithheldRow, opinionId)) !== null;
