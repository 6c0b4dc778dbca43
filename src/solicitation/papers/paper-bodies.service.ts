/** To whom papers of rounds go, with what is different in each: its name, its tasks, its day, who is copied. */
import { Injectable } from '@nestjs/common';
import { Raw } from 'typeorm';
import { bodyAskedOf, ContactPointsService } from '../../network/index.js';
import { type RefusedItem, refusedItem } from '../../platform/api/bulk.js';
import { type Day, dayIn } from '../../platform/base/clock.js';
import { Refusal } from '../../platform/base/refusal.js';
import { AccountsQueries, type Officer } from '../../platform/access/accounts.queries.js';
import { oneOf } from '../../platform/database/one-of.js';
import type { Reader, Transaction } from '../../platform/database/scope.js';
import type { ConsultationRow } from '../../consultation/index.js';
import { owesAnswer } from '../reminder.rules.js';
import { SolicitationRow } from '../solicitation.entities.js';
import { isForReaders, type PaperContent, type PaperFacts } from './paper-content.rules.js';
import { PaperContents } from './paper-content.service.js';
import { PaperRunRow, RoundPaperRow } from './paper-run.entities.js';
import type { PaperRunState, RunKind } from './paper-run.rules.js';
import { runStateWords } from './paper.words.js';

@Injectable()
export class PaperBodies {
  constructor(
    private readonly contents: PaperContents,
    private readonly points: ContactPointsService,
    private readonly accounts: AccountsQueries,
  ) {}

  /**
   * Each paper with what is its own: one a body, of a 内部 text one a reader in each body. Bodies that get none are
   * noted in `refused`; TOO_MANY_COPIES_OF_PAPER where there are more papers than one run may have.
   */
  async papers(
    tx: Transaction,
    content: PaperContent,
    given: Given,
    rounds: readonly ConsultationRow[],
    refused: RefusedItem[],
  ): Promise<PaperToPrepare[] | Refusal> {
    const forReader = isForReaders(content);
    const bodies = await this.of(tx, { ...given, forReaders: forReader }, rounds, refused);
    if (!forReader) return bodies.map(({ pointId, facts }) => ({ pointId, facts, forReader, readerId: null }));
    const pointIds = bodies.map((b) => b.pointId);
    const officers = await this.accounts.officersOf(tx, pointIds);
    const have = await this.papersOf(tx, rounds, pointIds);
    const papers: PaperToPrepare[] = [];
    for (const { pointId, facts } of bodies) {
      const earlier = (have.get(pointId) ?? []).filter((e) => e.kind === 'ASKING');
      const readers = readersOf(officers.get(pointId) ?? [], given.readers, pointId);
      // somebody who signs in is one whatever the name; others are told apart by it
      const has = (r: { id: string | null; name: string }): boolean =>
        earlier.some((e) => e.readerId === r.id && (r.id !== null || e.reader === r.name));
      const left = readers.filter((r) => !has(r));
      const [first] = earlier;
      const none =
        readers.length === 0 || !first
          ? new Refusal('NO_READER')
          : new Refusal('ALREADY_PREPARED', { state: runStateWords[first.state] });
      if (left.length === 0) refused.push(refusedItem(pointId, none));
      for (const { id: readerId, name: reader } of left)
        papers.push({ pointId, facts: { ...facts, reader, copy: papers.length + 1 }, forReader, readerId });
    }
    return papers.length > MOST_PAPERS
      ? new Refusal('TOO_MANY_COPIES_OF_PAPER', { count: papers.length, most: MOST_PAPERS })
      : papers;
  }

  private async of(
    tx: Transaction,
    given: Given & { forReaders: boolean },
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
        ? refuseBody(given, mine, rounds.length, earlier.get(id) ?? [])
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
      const { documentNumber, readerId } = p;
      const one = { kind, state, issueDate, documentNumber, readerId, reader: p.facts.reader ?? null };
      found.set(id, [...(found.get(id) ?? []), one]);
    }
    return found;
  }
}

/** Papers of one run */
const MOST_PAPERS = 2000;

interface Given {
  kind: RunKind;
  contactPointIds?: readonly string[] | null | undefined;
  /** readers of 内部 texts who do not sign in, by body */
  readers: readonly { contactPointId: string; names: readonly string[] }[];
}

/** A paper with what is its own; `readerId` is whoever reads a 内部 text and signs in */
export interface PaperToPrepare {
  pointId: string | null;
  forReader: boolean;
  readerId: string | null;
  facts: PaperFacts;
}

/** Its liaison officers, and who was named beside them, each once */
const readersOf = (
  officers: readonly Officer[],
  named: Given['readers'],
  pointId: string,
): { id: string | null; name: string }[] => [
  ...officers.map(({ id, displayName }) => ({ id, name: displayName })),
  ...[...new Set(named.flatMap((n) => (n.contactPointId === pointId ? n.names : [])))].map((name) => ({
    id: null,
    name,
  })),
];

interface EarlierPaper {
  kind: RunKind;
  state: PaperRunState;
  issueDate: Day | null;
  documentNumber: string | null;
  readerId: string | null;
  reader: string | null;
}

/** Why a body gets no such paper; null where it does */
function refuseBody(
  { kind, forReaders }: { kind: RunKind; forReaders: boolean },
  tasks: readonly SolicitationRow[],
  rounds: number,
  earlier: readonly EarlierPaper[],
): Refusal | null {
  if (tasks.length < rounds) return new Refusal('NOT_ASKED_IN_ALL', { count: rounds });
  if (new Set(tasks.map((t) => t.dueOn)).size > 1) return new Refusal('DUE_DAYS_DIFFER');
  const same = earlier.find((e) => e.kind === kind);
  // of a 内部 text a body may get more copies: its readers are looked at one by one
  if (kind === 'ASKING')
    return same && !forReaders ? new Refusal('ALREADY_PREPARED', { state: runStateWords[same.state] }) : null;
  if (!tasks.some((t) => owesAnswer(t.state))) return new Refusal('ANSWERED_ALREADY');
  return same ? new Refusal('URGED_BY_PAPER') : null;
}
