/** 办结 of a consultation: a leader closes it, and what is open then is archived with it (product §3.1). */
import { Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import { z } from 'zod';
import { words } from '../platform/base/inputs.js';
import { commentLife, isUndecided } from '../comments/comment.rules.js';
import { commentStateWords } from '../comments/comment.words.js';
import { commentsByState, openComments } from '../comments/index.js';
import { phaseOf } from '../consultation/consultation.rules.js';
import { type ConsultationRow, ConsultationsService } from '../consultation/index.js';
import { openOpinions, opinionsByState } from '../opinions/index.js';
import { isSettled, opinionLife } from '../opinions/opinion.rules.js';
import { opinionStateWords } from '../opinions/opinion.words.js';
import { AccessService } from '../platform/access/access.service.js';
import { isOffice } from '../platform/access/permissions.js';
import { type InOrder, noRows, type Page, pageFrom } from '../platform/api/paging.js';
import type { Actor } from '../platform/base/actor.js';
import { dayIn } from '../platform/base/clock.js';
import { checkInput, Refusal } from '../platform/base/refusal.js';
import { NO_ID, scopeOf, type Transaction, UnitOfWork } from '../platform/database/scope.js';
import { ConclusionRow, LeftOpenRow } from './conclusion.entities.js';

/** Characters of the note of a leader */
const LONGEST_NOTE = 2000;
/** Rows that one statement reads of what is left open */
const AT_ONCE = 5000;

const Concluding = z.object({
  consultationId: z.uuid('征求意见编号不对'),
  expectedVersion: z.number().int(),
  note: words({ most: [LONGEST_NOTE, `说明不超过 ${LONGEST_NOTE} 字`] }).nullish(),
});

const countOf = <S>(by: ReadonlyMap<S, number>, counts: (state: S) => boolean): number =>
  [...by].reduce((sum, [state, n]) => sum + (counts(state) ? n : 0), 0);

export interface AccountLine {
  state: string;
  words: string;
  count: number;
  /** one that stands so has no result yet */
  open: boolean;
}
export interface RoundAccount {
  opinions: AccountLine[];
  comments: AccountLine[];
}

type Left = Pick<LeftOpenRow, 'opinionId' | 'commentId' | 'state'>;

/** What is left open in a round, voices before comments, by their ids */
async function leftOpen(tx: Transaction, consultationId: string): Promise<Left[]> {
  const left: Left[] = [];
  for (const [open, kind] of [
    [openOpinions, 'opinionId'],
    [openComments, 'commentId'],
  ] as const)
    for (let after = NO_ID; ;) {
      const rows = await open(tx, consultationId, after, AT_ONCE);
      const last = rows.at(-1);
      if (!last) break;
      for (const { id, state } of rows) left.push({ opinionId: null, commentId: null, [kind]: id, state });
      after = last.id;
    }
  return left;
}

@Injectable()
export class ConclusionsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly access: AccessService,
    private readonly consultations: ConsultationsService,
  ) {}

  /**
   * 办结, once its last day is over (STILL_OPEN). While voices or comments have no result it is refused with how many
   * (LEFT_OPEN), unless a note says why: then the list of them is archived in the same transaction. WRONG_STATE for
   * what was not sent out, is suspended, cancelled or concluded.
   */
  async concludeConsultation(actor: Actor, input: unknown): Promise<ConsultationRow | Refusal> {
    const given = checkInput(Concluding, input);
    if (given instanceof Refusal) return given;
    const zone = await this.access.zone(actor.legislatureId);
    return this.work.run('concludeConsultation', scopeOf(actor), async (tx) => {
      const round = await this.consultations.lock(tx, given.consultationId);
      if (!round) return Refusal.notFound('这次征求意见');
      const at = await tx.time();
      const phase = phaseOf(round, dayIn(zone, at));
      const open = {
        opinions: countOf(await opinionsByState(tx, round.id), (state) => !isSettled(state)),
        comments: countOf(await commentsByState(tx, round.id), isUndecided),
      };
      const refused = await this.consultations.step(tx, round, 'conclude', {
        expectedVersion: given.expectedVersion,
        detail: open,
      });
      if (refused) return refused;
      if (phase !== 'CLOSED') return new Refusal('STILL_OPEN', { closesOn: round.closesOn });
      if (open.opinions + open.comments > 0 && !given.note) return new Refusal('LEFT_OPEN', open);
      // read before it is counted for good: a voice may have been set aside since the refusal was judged
      const left = await leftOpen(tx, round.id);
      await tx.insert(ConclusionRow, {
        id: round.id,
        note: given.note || null,
        openOpinions: left.filter((l) => l.opinionId !== null).length,
        openComments: left.filter((l) => l.commentId !== null).length,
        signedBy: actor.accountId,
        at,
      });
      await tx.insertAll(
        LeftOpenRow,
        left.map((line, at) => ({ ...line, consultationId: round.id, ordinal: at + 1 })),
      );
      return round;
    });
  }

  /** How a consultation was concluded; null while it is not, and for those outside the office */
  async conclusion(actor: Actor, consultationId: string): Promise<ConclusionRow | null> {
    return isOffice(actor.roles) ? this.work.read(scopeOf(actor)).get(ConclusionRow, consultationId) : null;
  }

  /** How many voices and comments of a consultation stand in each state, exact; null outside the office */
  async account(actor: Actor, consultationId: string): Promise<RoundAccount | null> {
    if (!isOffice(actor.roles)) return null;
    const reader = this.work.read(scopeOf(actor));
    const [opinions, comments] = [
      await opinionsByState(reader, consultationId),
      await commentsByState(reader, consultationId),
    ];
    return {
      opinions: opinionLife.states.map((state) => ({
        state,
        words: opinionStateWords[state],
        count: opinions.get(state) ?? 0,
        open: !isSettled(state),
      })),
      comments: commentLife.states.map((state) => ({
        state,
        words: commentStateWords[state],
        count: comments.get(state) ?? 0,
        open: isUndecided(state),
      })),
    };
  }

  /** The archived list by page; empty outside the office */
  async leftOpen(actor: Actor, consultationId: string, asked: InOrder): Promise<Page<LeftOpenRow>> {
    if (!isOffice(actor.roles)) return noRows();
    const reader = this.work.read(scopeOf(actor));
    const read = (after: number | null, take: number): Promise<LeftOpenRow[]> =>
      reader.find(
        LeftOpenRow,
        { consultationId, ...(after !== null && { ordinal: MoreThan(after) }) },
        { ordinal: 'ASC' },
        take,
      );
    const total = (): Promise<number> => reader.count(LeftOpenRow, { consultationId });
    return pageFrom('left', asked, read, (row) => row.ordinal, total);
  }
}
