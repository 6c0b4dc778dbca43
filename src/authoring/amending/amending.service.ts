/**
 * 修改决定: a draft that says what to change, applied to the text in force, so that people read each article as it
 * would stand.
 */
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { ALSO_AMENDS, type Renumbering } from '../../articles/index.js';
import type { Actor } from '../../platform/base/actor.js';
import { checkInput, Refusal } from '../../platform/base/refusal.js';
import { type Reader, scopeOf, UnitOfWork } from '../../platform/database/scope.js';
import { DraftRow, DraftTextRow, ProvisionRow } from '../drafts/draft.entities.js';
import { isOut, readsText } from '../drafts/draft.rules.js';
import { DraftsQueries } from '../drafts/drafts.queries.js';
import { DraftsService } from '../drafts/drafts.service.js';
import { Engine } from '../engine/engine.js';
import { RegulationRow } from '../regulations/regulation.entities.js';
import { AmendingDecisionRow } from './amending.entities.js';
import { formerLabels, notCarriedOut, renumberedBy } from './amending.rules.js';

const Amends = z.object({ baseDraftId: z.uuid('被修改的一稿的编号不对').nullish() });

@Injectable()
export class AmendingService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly draftTexts: DraftsQueries,
    private readonly drafts: DraftsService,
    private readonly engine: Engine,
  ) {
    drafts.registerToBeRead(async (reader, draftId) => {
      const decision = await reader.get(AmendingDecisionRow, draftId);
      const others = (decision?.notes ?? []).filter((note) => note.startsWith(ALSO_AMENDS));
      return [...others, ...notCarriedOut(decision?.instructions ?? []).map((i) => i.problem ?? i.text)];
    });
  }

  /**
   * Reads a decision and stores the consolidated text as the draft, and the decision with every instruction beside it.
   * Of a decision on several laws 打包决定 only what concerns this one is carried out; the others are named in a note
   * that `checkDraft` asks to be read, since each is a regulation of its own with its own code. An instruction that
   * cannot be carried out does not stop the import: it is listed with its reason, and `checkDraft` asks for it to be
   * read.
   * `baseDraftId`: the published draft that 修改意见 of a deliberation amend, where it is not the law in force.
   * @returns NO_TEXT_IN_FORCE without a published law in force where that is meant, a field refusal where the draft is
   * not published, NO_INSTRUCTIONS where the file changes nothing of the text
   */
  importAmendingDecision(actor: Actor, input: unknown): Promise<DraftRow | Refusal> {
    const amends = checkInput(Amends, input);
    if (amends instanceof Refusal) return Promise.resolve(amends);
    return this.drafts.importFrom(actor, input, 'importAmendingDecision', async (read, reader, given) => {
      if (given.kind === 'IN_FORCE') return Refusal.field('kind', 'KIND', '修改决定是草案，不是现行法文本。');
      const regulation = await reader.get(RegulationRow, given.regulationId);
      if (!regulation) return Refusal.notFound('法规项目');
      const base = await this.amended(reader, regulation.id, amends.baseDraftId ?? null);
      if (base instanceof Refusal) return base;
      const title = base.tree.title || base.title;
      const amended = await this.engine.run('amendText', { base: base.tree, lines: read.lines, options: { title } });
      const { instructions, result, links, notes } = amended.amendment;
      if (instructions.length === 0)
        return new Refusal('NO_INSTRUCTIONS', {
          reason: notes[0] ?? '没有认出“将第几条修改为”这样的修改指令，请检查是否选错了文件。',
        });
      const text = read.lines.map((l) => l.text).join('\n');
      return {
        tree: result,
        title: amended.title,
        sourceText: amended.text,
        keep: async (tx, draft): Promise<void> => {
          await tx.insert(AmendingDecisionRow, {
            id: draft.id,
            baseDraftId: base.id,
            text,
            instructions,
            links,
            notes,
          });
        },
      };
    });
  }

  /** The text that a decision amends: the draft that was named, else the law in force; both published */
  private async amended(reader: Reader, regulationId: string, draftId: string | null): Promise<DraftTextRow | Refusal> {
    if (draftId === null) {
      const inForce = await reader.one(DraftTextRow, { regulationId, kind: 'IN_FORCE', state: 'PUBLISHED' });
      return inForce ?? new Refusal('NO_TEXT_IN_FORCE');
    }
    const draft = await reader.one(DraftTextRow, { id: draftId, regulationId });
    if (!draft) return Refusal.notFound('被修改的一稿');
    return isOut(draft)
      ? draft
      : Refusal.field('baseDraftId', 'STATE', '被修改的这一稿还没有公布：请先核对并公布它，再导入对它的修改意见。');
  }

  /** null where the draft is an ordinary one */
  decision(actor: Actor, draftId: string): Promise<AmendingDecisionRow | null> {
    return this.work.read(scopeOf(actor)).get(AmendingDecisionRow, draftId);
  }

  /**
   * What a resident reads beside the articles of a decision's draft, by label; null where the draft is an ordinary one.
   */
  async beside(reader: Reader, draftId: string): Promise<Beside | null> {
    const decision = await reader.get(AmendingDecisionRow, draftId);
    const base = decision && (await reader.get(DraftRow, decision.baseDraftId));
    // the text of a draft that is not for everybody stands beside no text that is
    if (!decision || (base && base.kind !== 'IN_FORCE' && !readsText(base, false))) return null;
    const before = await this.draftTexts.provisions(reader, decision.baseDraftId);
    const texts = new Map(before.map((p) => [p.label, p]));
    return {
      of: (label) => {
        const former = formerLabels(decision.links, label);
        const stated = decision.links.some((l) => l.new === label && l.basis === 'stated');
        return former && { former: former.flatMap((l) => texts.get(l) ?? []), stated };
      },
      renumbering: renumberedBy(decision.links),
      deleted: decision.links.flatMap((l) =>
        l.relation === 'deleted' && l.old !== null ? (texts.get(l.old) ?? []) : [],
      ),
    };
  }

  /**
   * Labels that articles of these drafts had in the text in force; null for an ordinary draft's, and for what was put
   * in by hand.
   */
  async formerLabelsOf(
    actor: Actor,
    provisions: readonly Pick<ProvisionRow, 'draftId' | 'label'>[],
  ): Promise<(string[] | null)[]> {
    const decisions = new Map<string, AmendingDecisionRow | null>();
    for (const id of new Set(provisions.map((p) => p.draftId))) decisions.set(id, await this.decision(actor, id));
    return provisions.map((p) => {
      const decision = decisions.get(p.draftId);
      return decision ? formerLabels(decision.links, p.label) : null;
    });
  }
}

export interface Beside {
  /**
   * the articles of the text in force that an article comes from, none for a new one, and whether the decision names
   * it; null where the decision does not know it
   */
  of(label: string): { former: ProvisionRow[]; stated: boolean } | null;
  renumbering: Renumbering;
  /** articles of the text in force that the decision deletes */
  deleted: ProvisionRow[];
}
