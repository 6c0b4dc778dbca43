/** What leaves the desk in a table: words without numbers that lead to a person, covered by anybody or not. */
import { oneOf } from '../platform/database/one-of.js';
import type { Reader } from '../platform/database/scope.js';
import { masked, type Said } from './mask.rules.js';
import { proposeMasks } from './mask-proposals.rules.js';
import { OpinionMaskRow } from './opinions.entities.js';
import type { Opinion } from './opinions.queries.js';

const NUMBERS: ReadonlySet<string> = new Set(['PHONE', 'ID_NUMBER', 'BANK_CARD']);
const NOTHING: Said = { text: '（隔离待核）', proposedWording: null, reason: null };

/** Of each opinion in order its words, covered; of what is kept apart 隔离待核 nothing */
export async function withoutNumbers(reader: Reader, opinions: readonly Opinion[]): Promise<Said[]> {
  const ids = opinions.map((o) => o.row.id);
  const masks = await reader.find(OpinionMaskRow, { opinionId: oneOf(ids) }, { revision: 'ASC' });
  const last = new Map(masks.map((m) => [m.opinionId, m.spans]));
  return opinions.map(({ row, status }) => {
    if (status.state === 'QUARANTINED') return NOTHING;
    const covered = masked(row, last.get(row.id) ?? []);
    return masked(
      covered,
      proposeMasks(covered).filter((p) => NUMBERS.has(p.kind)),
    );
  });
}
