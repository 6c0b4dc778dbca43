/** 弃用, 撤下, 恢复, 更正 of a draft: what is done to a text that should not stand, or not as it is. */
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { AccessService } from '../../platform/access/access.service.js';
import type { Actor } from '../../platform/base/actor.js';
import { dayIn } from '../../platform/base/clock.js';
import { dayInput, reasonInput, words } from '../../platform/base/inputs.js';
import { checkInput, Refusal } from '../../platform/base/refusal.js';
import { scopeOf, type Transaction, UnitOfWork } from '../../platform/database/scope.js';
import { moveOn, refuseStep, type Step } from '../../platform/ledger/move.js';
import { RegulationsService } from '../regulations/regulations.service.js';
import { DraftChangeRow, DraftCorrectionRow, DraftRow, ProvisionRow } from './draft.entities.js';
import {
  type DraftChange,
  type DraftCommand,
  draftScopes,
  isOut,
  judgeNoted,
  mayFollow,
  restoring,
  takesPlaceOf,
} from './draft.rules.js';
import { DRAFT_PUBLISHED, hashOf, kindOf } from './drafts.service.js';

const Which = z.object({ draftId: z.uuid('稿的编号不对'), expectedVersion: z.number().int() });
const Scope = Which.extend({ scope: z.enum(draftScopes) });
const Why = Which.extend({ reason: reasonInput });
const Correction = Why.extend({
  provisionId: z.uuid('条文编号不对'),
  stands: words({ least: [1, '请填写条文里现在的写法'], most: [2000, '现在的写法不超过 2000 字'] }),
  shouldBe: words({ most: [2000, '应当的写法不超过 2000 字'] }),
  correctedOn: dayInput('更正日期'),
}).refine((c) => c.stands !== c.shouldBe, { path: ['shouldBe'], message: '应当的写法和现在的写法一样' });

type Columns = Step<DraftRow>['columns'];

@Injectable()
export class DraftActsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly access: AccessService,
    private readonly regulations: RegulationsService,
  ) {}

  /**
   * 范围 of a text that is not published yet: 公开, 定向 or 内部. WRONG_STATE afterwards, when whoever read it has read
   * it: a published text is taken down, and another one made of it.
   */
  setDraftScope(actor: Actor, input: unknown): Promise<DraftRow | Refusal> {
    return this.onDraft('setDraftScope', actor, checkInput(Scope, input), (tx, draft, { expectedVersion, scope }) =>
      this.move(tx, draft, 'setScope', expectedVersion, { scope }, { scope }),
    );
  }

  /**
   * 弃用 of a text that was never published: it stays as a row and in its chain, is worked on no more, and keeps no
   * other law in force from being imported. WRONG_STATE for what was published.
   */
  dropDraft(actor: Actor, input: unknown): Promise<DraftRow | Refusal> {
    return this.onDraft('dropDraft', actor, checkInput(Which, input), (tx, draft, given) =>
      this.move(tx, draft, 'drop', given.expectedVersion),
    );
  }

  /**
   * 撤下 of a text that is out: nobody reads it on the residents' pages or speaks about it, and what comes after it in
   * the order of the texts follows the one before it. What was told because of it stays told.
   */
  takeDownDraft(actor: Actor, input: unknown): Promise<DraftRow | Refusal> {
    return this.onDraft('takeDownDraft', actor, checkInput(Why, input), async (tx, draft, given) => {
      const changed = await this.change(tx, draft, 'takeDown', given, { takenDownReason: given.reason });
      if (changed instanceof Refusal) return changed;
      const { before, after } = await this.beside(tx, draft);
      if (before && after) await this.follow(tx, after, before);
      return changed;
    });
  }

  /**
   * 恢复: back to where it would stand had it not been taken down. A text whose place a later one took is the older one
   * again; else it counts, and supersedes what was published before it meanwhile, as its publication did.
   */
  restoreDraft(actor: Actor, input: unknown): Promise<DraftRow | Refusal> {
    return this.onDraft('restoreDraft', actor, checkInput(Why, input), async (tx, draft, given) => {
      const all = await tx.find(DraftRow, { regulationId: draft.regulationId });
      const command = restoring(
        draft,
        all.filter((d) => d.id !== draft.id),
      );
      const refused = refuseStep(kindOf(DraftRow), draft, command, given.expectedVersion);
      if (refused) return refused;
      if (command === 'restore') {
        const superseded = await this.supersede(tx, draft, all);
        if (superseded) return superseded;
      }
      const changed = await this.change(tx, draft, command, given, { takenDownReason: null });
      if (changed instanceof Refusal) return changed;
      const { before, after } = await this.beside(tx, draft);
      await this.follow(tx, draft, before);
      if (after) await this.follow(tx, after, draft);
      return changed;
    });
  }

  /**
   * 更正 of one article of a text that is out: noted beside it, the words stay as they were published. QUOTE_NOT_FOUND
   * where what is said to stand there does not; INVALID_INPUT for a day to come.
   */
  async recordCorrection(actor: Actor, input: unknown): Promise<DraftRow | Refusal> {
    const zone = await this.access.zone(actor.legislatureId);
    return this.onDraft('recordCorrection', actor, checkInput(Correction, input), async (tx, draft, given) => {
      const refused = refuseStep(kindOf(DraftRow), draft, 'rectify', given.expectedVersion);
      if (refused) return refused;
      const at = await tx.time();
      if (given.correctedOn > dayIn(zone, at))
        return Refusal.field('correctedOn', 'FUTURE', `更正日期 ${given.correctedOn} 还没有到。`);
      const article = await tx.get(ProvisionRow, given.provisionId);
      if (article?.draftId !== draft.id) return Refusal.notFound('这一条');
      if (!article.text.includes(given.stands)) return new Refusal('QUOTE_NOT_FOUND');
      const full = judgeNoted('rectify', await tx.count(DraftCorrectionRow, { draftId: draft.id }));
      if (full) return Refusal.by(full);
      const moved = await this.move(tx, draft, 'rectify');
      if (moved instanceof Refusal) return moved;
      const { provisionId, stands, shouldBe, correctedOn } = given;
      await tx.insert(DraftCorrectionRow, {
        draftId: draft.id,
        provisionId,
        stands,
        shouldBe,
        reason: given.reason,
        correctedOn,
        byAccount: actor.accountId,
        at,
      });
      return moved;
    });
  }

  /** A step that needs a reason, which goes into a row of its own; TOO_MANY_CHANGES where no more can be shown */
  private async change(
    tx: Transaction,
    draft: DraftRow,
    command: DraftChange,
    given: z.infer<typeof Why>,
    columns: Columns,
  ): Promise<DraftRow | Refusal> {
    const refused = refuseStep(kindOf(DraftRow), draft, command, given.expectedVersion);
    if (refused) return refused;
    const full = judgeNoted(command, await tx.count(DraftChangeRow, { draftId: draft.id }));
    if (full) return Refusal.by(full);
    const moved = await this.move(tx, draft, command, given.expectedVersion, columns);
    if (moved instanceof Refusal) return moved;
    await tx.insert(DraftChangeRow, {
      draftId: draft.id,
      command,
      reason: given.reason,
      byAccount: tx.scope.accountId ?? '',
      at: await tx.time(),
    });
    return moved;
  }

  private async move(
    tx: Transaction,
    draft: DraftRow,
    command: DraftCommand,
    expectedVersion?: number,
    columns?: Columns,
    more: Readonly<Record<string, string>> = {},
  ): Promise<DraftRow | Refusal> {
    const detail = { ...hashOf(draft.textSha256), ...more };
    return (
      (await moveOn(tx, kindOf(DraftRow), draft, command, { expectedVersion, ...(columns && { columns }), detail })) ??
      draft
    );
  }

  /** What stands published and gives way to this text */
  private async supersede(tx: Transaction, draft: DraftRow, all: readonly DraftRow[]): Promise<Refusal | null> {
    const replaced = all.filter((d) => d.id !== draft.id && d.state === 'PUBLISHED' && takesPlaceOf(draft, d));
    for (const before of await tx.lockAll(
      DraftRow,
      replaced.map((d) => d.id),
    )) {
      const refused = await moveOn(tx, kindOf(DraftRow), before, 'supersede', {
        detail: { ...hashOf(before.textSha256), by: draft.id },
      });
      if (refused) return refused;
    }
    return null;
  }

  /** The texts that are out next to this one in the order of its regulation */
  private async beside(tx: Transaction, draft: DraftRow): Promise<{ before?: DraftRow; after?: DraftRow }> {
    const all = await tx.find(DraftRow, { regulationId: draft.regulationId }, { sequence: 'ASC' });
    const out = all.filter((d) => d.id !== draft.id && isOut(d));
    const before = out.filter((d) => d.sequence < draft.sequence && mayFollow(draft, d)).at(-1);
    const after = out.find((d) => d.sequence > draft.sequence && mayFollow(d, draft));
    return { ...(before && { before }), ...(after && { after }) };
  }

  /** Later rooms are told that this text follows that one now: links, carried comments, outcomes to be released. */
  private follow(tx: Transaction, draft: DraftRow, before: DraftRow | undefined): Promise<void> {
    const { id: draftId, regulationId } = draft;
    return tx.enqueue(DRAFT_PUBLISHED, { draftId, previousDraftId: before?.id ?? null, regulationId });
  }

  /** The regulation is locked first, as every transition of its texts does, then the draft. */
  private async onDraft<T extends z.infer<typeof Which>>(
    act: string,
    actor: Actor,
    given: T | Refusal,
    body: (tx: Transaction, draft: DraftRow, given: T) => Promise<DraftRow | Refusal>,
  ): Promise<DraftRow | Refusal> {
    if (given instanceof Refusal) return given;
    return this.work.run(act, scopeOf(actor), async (tx) => {
      const known = await tx.get(DraftRow, given.draftId);
      if (known) await this.regulations.lock(tx, known.regulationId);
      const draft = known && (await tx.lock(DraftRow, known.id));
      return draft ? body(tx, draft, given) : Refusal.notFound('这一稿');
    });
  }
}
