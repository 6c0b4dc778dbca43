/** 来函: under which number a body was asked. */
import { oneOf } from '../../platform/database/one-of.js';
import type { Reader } from '../../platform/database/scope.js';
import type { SolicitationRow } from '../solicitation.entities.js';
import { PaperRunRow, RoundPaperRow } from './paper-run.entities.js';

/** Of each task the number of the last 征求意见函 that was delivered and not voided; null where there was none */
export async function letterNumbersOf(
  reader: Reader,
  tasks: readonly Pick<SolicitationRow, 'consultationId' | 'contactPointId'>[],
): Promise<(string | null)[]> {
  const papers = await reader.find(
    RoundPaperRow,
    { contactPointId: oneOf([...new Set(tasks.map((t) => t.contactPointId))]) },
    { deliveredAt: 'ASC' },
  );
  const runs = await reader.find(PaperRunRow, { id: oneOf([...new Set(papers.map((p) => p.runId))]) });
  const letters = new Map(runs.filter((r) => r.kind === 'ASKING' && r.state !== 'VOIDED').map((r) => [r.id, r]));
  return tasks.map((task) => {
    const mine = papers.filter(
      (p) =>
        p.deliveredAt !== null &&
        p.contactPointId === task.contactPointId &&
        letters.get(p.runId)?.consultationIds.includes(task.consultationId) === true,
    );
    return mine.at(-1)?.documentNumber ?? null;
  });
}
