/** What stands behind outcomes, asked of many at once. */
import type { SelectQueryBuilder } from 'typeorm';
import { CommentStatusRow } from '../../comments/index.js';
import { isId, type Reader } from '../../platform/database/scope.js';
import { CommentReopeningRow } from '../handling/reopening.entities.js';
import { AdoptionExplanationRow, EvidenceReviewRow, EvidenceRow } from './evidence.entities.js';

/**
 * Comments of a consultation, `s`, that `isHeldBack` holds for: adopted whole or in part, without evidence whose last
 * review confirms it and without words in the last explanation; what was found before it was opened again (复议) stays
 * with the former decision.
 */
export function heldBackQuery(reader: Reader, consultationId: string): SelectQueryBuilder<CommentStatusRow> {
  const query = reader.manager
    .createQueryBuilder(CommentStatusRow, 's')
    .where('s.legislature_id = :legislature and s.consultation_id = any(:consultations)', {
      legislature: reader.legislatureId,
      consultations: [consultationId].filter(isId),
    })
    .andWhere(`s.outcome in ('ADOPTED', 'PARTIALLY_ADOPTED') and s.reported_number is not null`);
  const lastReview = query
    .subQuery()
    .select('r.status')
    .from(EvidenceReviewRow, 'r')
    .where('r.evidence_id = e.id')
    .orderBy('r.at', 'DESC')
    .limit(1)
    .getQuery();
  const reopened = query
    .subQuery()
    .select('max(k.at)')
    .from(CommentReopeningRow, 'k')
    .where('k.comment_id = s.id')
    .getQuery();
  const since = `coalesce(${reopened}, '-infinity')`;
  const confirmed = query
    .subQuery()
    .select('1')
    .from(EvidenceRow, 'e')
    .where(`e.comment_id = s.id and e.at > ${since} and ${lastReview} = 'CONFIRMED'`)
    .getQuery();
  const lastWords = query
    .subQuery()
    .select('x.words')
    .from(AdoptionExplanationRow, 'x')
    .where(`x.comment_id = s.id and x.at > ${since}`)
    .orderBy('x.at', 'DESC')
    .limit(1)
    .getQuery();
  return query.andWhere(`not exists ${confirmed}`).andWhere(`btrim(coalesce(${lastWords}, '')) = ''`);
}
