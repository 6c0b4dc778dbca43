/** What holds letters back, kept while outcomes and what shows them change (migration 0028). */
import type { SelectQueryBuilder } from 'typeorm';
import { isId, type Reader } from '../../platform/database/scope.js';
import { HeldBackRow } from './evidence.entities.js';

/**
 * Comments of a consultation, `h`, that `isHeldBack` holds for: adopted whole or in part, without evidence whose last
 * review confirms it and without words in the last explanation; what was found before it was opened again (复议) stays
 * with the former decision.
 */
export function heldBackQuery(reader: Reader, consultationId: string): SelectQueryBuilder<HeldBackRow> {
  return reader.manager
    .createQueryBuilder(HeldBackRow, 'h')
    .where('h.legislature_id = :legislature and h.consultation_id = any(:consultations)', {
      legislature: reader.legislatureId,
      consultations: [consultationId].filter(isId),
    });
}
