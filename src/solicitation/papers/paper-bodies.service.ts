/** To whom papers of rounds go, with what is different in each: its name, its tasks, its day, who is copied. */
import { Injectable } from '@nestjs/common';
import { Raw } from 'typeorm';
import { bodyAskedOf, ContactPointsService } from '../../network/index.js';
import { type RefusedItem, refusedItem } from '../../platform/api/bulk.js';
import { type Day, dayIn } from '../../platform/base/clock.js';
import { Refusal } from '../../platform/base/refusal.js';
import { oneOf } from '../../platform/database/one-of.js';
import type { Reader, Transaction } from '../../platform/database/scope.js';
import type { ConsultationRow } from '../../consultation/index.js';
import { owesAnswer } from '../reminder.rules.js';
import { SolicitationRow } from '../solicitation.entities.js';
import type { PaperFacts } from './paper-content.rules.js';
import { PaperContents } from './paper-content.service.js';
import { PaperRunRow, RoundPaperRow } from './paper-run.entities.js';
import type { PaperRunState, RunKind } from './paper-run.rules.js';
import { runStateWords } from './paper.words.js';

@Injectable()
export class PaperBodies {
  constructor(
    private readonly contents: PaperContents,
    private readonly points: ContactPointsService,
  ) {}

  /** Each body with what is its own; those that get none are noted in `refused` */
  async of(
    tx: Transaction,
    given: { kind: RunKind; contactPointIds?: readonly string[] | null | undefined },
    rounds: readonly ConsultationRow[],
    refused: RefusedItem[],
  ): Promise<{ pointId: string; facts: PaperFacts }[]> {
    const all = await tx.find(
      SolicitationRow,
      { consultationId: oneOf(rounds.map((r) => r.id)) },
      { issuedAt: 'ASC', id: 'ASC' },
    );
    const tasks = new Map<string, SolicitationRow[]>();
    for (const task of all) tasks.set(task.contactPointId, [...(tasks.get(task.contactPointId) ?? []), task]);
    const wanted = given.contactPointIds ?? [...tasks.keys()];
    const points = await this.points.byIds(tx, wanted);
    const copies = await this.points.congressesAbove(tx, [...points.keys()]);
    const earlier = await this.papersOf(tx, rounds, wanted);
    const zone = (await this.contents.legislature(tx)).zone;
    const bodies: { pointId: string; facts: PaperFacts }[] = [];
    for (const id of new Set(wanted)) {
      const [point, mine] = [points.get(id), tasks.get(id) ?? []];
      const refusal = point
        ? refuseBody(given.kind, mine, rounds.length, earlier.get(id) ?? [])
        : new Refusal('NOT_ENGAGED', { name: id });
      if (!point || refusal) {
        refused.push(refusedItem(id, refusal ?? Refusal.notFound('这个联系点')));
        continue;
      }
      const asking = (earlier.get(id) ?? []).find((e) => e.kind === 'ASKING' && e.issueDate !== null);
      const facts: PaperFacts = {
        name: point.name,
        body: bodyAskedOf(point.kind),
        dueOn: mine[0]?.dueOn ?? null,
        solicitationIds: rounds.flatMap((r) => mine.filter((t) => t.consultationId === r.id).map((t) => t.id)),
        copies: copies.get(id) ?? [],
        copy: bodies.length + 1,
        asked:
          given.kind === 'URGING'
            ? {
                on: asking?.issueDate ?? (mine[0] ? dayIn(zone, mine[0].issuedAt) : ''),
                documentNumber: asking?.documentNumber ?? null,
              }
            : null,
      };
      bodies.push({ pointId: id, facts });
    }
    return bodies;
  }

  /** What these bodies have of earlier runs about any of these rounds, the newest first; void ones are none */
  private async papersOf(
    reader: Reader,
    rounds: readonly { id: string }[],
    pointIds: readonly string[],
  ): Promise<Map<string, EarlierPaper[]>> {
    const earlier = await reader.find(
      PaperRunRow,
      { consultationIds: Raw((column) => `${column} && :rounds::uuid[]`, { rounds: rounds.map((r) => r.id) }) },
      { preparedAt: 'DESC', id: 'DESC' },
    );
    const by = new Map(earlier.filter((r) => r.state !== 'VOIDED').map((r) => [r.id, r]));
    const papers = await reader.find(RoundPaperRow, {
      runId: oneOf([...by.keys()]),
      contactPointId: oneOf(pointIds),
    });
    const found = new Map<string, EarlierPaper[]>();
    const order = [...by.keys()];
    for (const p of papers.sort((a, b) => order.indexOf(a.runId) - order.indexOf(b.runId))) {
      const run = by.get(p.runId);
      const id = p.contactPointId ?? '';
      const { kind, state, issueDate } = run as PaperRunRow;
      found.set(id, [...(found.get(id) ?? []), { kind, state, issueDate, documentNumber: p.documentNumber }]);
    }
    return found;
  }
}

interface EarlierPaper {
  kind: RunKind;
  state: PaperRunState;
  issueDate: Day | null;
  documentNumber: string | null;
}

/** Why a body gets no such paper; null where it does */
function refuseBody(
  kind: RunKind,
  tasks: readonly SolicitationRow[],
  rounds: number,
  earlier: readonly EarlierPaper[],
): Refusal | null {
  if (tasks.length < rounds) return new Refusal('NOT_ASKED_IN_ALL', { count: rounds });
  if (new Set(tasks.map((t) => t.dueOn)).size > 1) return new Refusal('DUE_DAYS_DIFFER');
  const same = earlier.find((e) => e.kind === kind);
  if (kind === 'ASKING') return same ? new Refusal('ALREADY_PREPARED', { state: runStateWords[same.state] }) : null;
  if (!tasks.some((t) => owesAnswer(t.state))) return new Refusal('ANSWERED_ALREADY');
  return same ? new Refusal('URGED_BY_PAPER') : null;
}
