/** An imported text is mended where it stands: lines edited, probable fixes taken, odd places accepted as they are. */
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { readLines, splitLines } from '../../articles/index.js';
import type { Actor } from '../../platform/base/actor.js';
import { checkInput, Refusal } from '../../platform/base/refusal.js';
import { scopeOf, UnitOfWork } from '../../platform/database/scope.js';
import { refuseStep } from '../../platform/ledger/move.js';
import { AcceptedWarningRow, DraftRow, DraftTextRow } from './draft.entities.js';
import { DraftsService, kindOf } from './drafts.service.js';
import { fixesOf } from './fixes.rules.js';
import { linesOf, oddOf } from './mending.queries.js';
import { editLines, knownBy, type LineEdit } from './mending.rules.js';
import { lineActWords } from './mending.words.js';

/** Lines that are mended in one act */
const EDITS_PER_REQUEST = 5000;
const LONGEST_LINE = 20_000;

const Which = z.object({ draftId: z.uuid('稿的编号不对'), expectedVersion: z.number().int() });
const About = z.object({ line: z.number().int().min(0), code: z.string().max(60) });
const Placed = About.extend({ place: z.number().int().min(0) });
const Mended = Which.extend({
  edits: z
    .array(
      z.object({
        line: z.number().int(),
        act: z.enum(Object.keys(lineActWords) as LineEdit['act'][]),
        text: z.string().max(LONGEST_LINE, `一行不超过 ${LONGEST_LINE} 字`).nullish(),
        at: z.number().int().nullish(),
      }),
    )
    .max(EDITS_PER_REQUEST, `一次最多改 ${EDITS_PER_REQUEST} 行`),
  fix: Placed.nullish(),
}).refine((g) => g.edits.length > 0 !== (g.fix !== null && g.fix !== undefined), {
  path: ['edits'],
  message: '请写明改哪几行，或者选一个改法',
});
const Accepted = Which.extend({
  warnings: z.array(Placed).min(1, '请至少选一处').max(EDITS_PER_REQUEST, `一次最多 ${EDITS_PER_REQUEST} 处`),
  accepted: z.boolean(),
});

@Injectable()
export class DraftMendingService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly drafts: DraftsService,
  ) {}

  /**
   * Edits lines of a text that is not published, or takes a fix that a warning proposes, and reads the text anew; the
   * uploaded file stays as it came. INVALID_INPUT for a line that is not there or a break outside its words, NOT_FOUND
   * for a fix that is not proposed, NO_ARTICLES where nothing would be left, STALE_VERSION, WRONG_STATE once published.
   */
  async mendDraftLines(actor: Actor, input: unknown): Promise<DraftRow | Refusal> {
    const given = checkInput(Mended, input);
    if (given instanceof Refusal) return given;
    return this.drafts.correctTo(actor, given, (draft) => {
      const edits = given.fix ? proposed(draft, given.fix) : given.edits;
      if (edits instanceof Refusal) return edits;
      const mended = editLines(linesOf(draft.sourceText), edits);
      if (Array.isArray(mended)) return mended.join('\n');
      return Refusal.field(`edits.${mended.index}`, 'NOT_POSSIBLE', mended.message);
    });
  }

  /**
   * 原稿就是这样 of warnings, or no longer so; known by the words of their line, and which of equal ones, so that
   * they stay accepted while other lines are mended. NOT_FOUND for a warning that the text does not have;
   * STALE_VERSION, WRONG_STATE as above.
   */
  async acceptDraftWarnings(actor: Actor, input: unknown): Promise<DraftRow | Refusal> {
    const given = checkInput(Accepted, input);
    if (given instanceof Refusal) return given;
    return this.work.run('acceptDraftWarnings', scopeOf(actor), async (tx) => {
      const draft = await tx.lock(DraftTextRow, given.draftId);
      if (!draft) return Refusal.notFound('这一稿');
      const refused = refuseStep(kindOf(DraftTextRow), draft, 'correct', given.expectedVersion);
      if (refused) return refused;
      const known = new Map(
        knownBy(oddOf(draft), linesOf(draft.sourceText)).map((k) => [nameOf({ ...k.warning, place: k.place }), k]),
      );
      const found = given.warnings.flatMap((w) => known.get(nameOf(w)) ?? []);
      if (found.length < given.warnings.length) return Refusal.notFound('这一处提示');
      const { accepted } = given;
      const [byAccount, at] = [actor.accountId, await tx.time()];
      await tx.insertAll(
        AcceptedWarningRow,
        found.map(({ warning: { code, line }, words }) => {
          return { draftId: draft.id, code, line, words, accepted, byAccount, at };
        }),
      );
      tx.record('acceptDraftWarnings', 'Draft', draft.id, { warnings: found.length, accepted });
      return draft;
    });
  }
}

const nameOf = (w: { line: number; code: string; place: number }): string => `${w.line} ${w.code} ${w.place}`;

/** The edits of a fix that a warning of this text proposes; NOT_FOUND where it proposes none at that place */
function proposed(draft: DraftTextRow, fix: { line: number; code: string; place: number }): LineEdit[] | Refusal {
  const { sourceText, tree } = draft;
  const warning = tree.warnings.find((w) => w.line === fix.line && w.code === fix.code);
  const fixes = fixesOf(tree.warnings, linesOf(sourceText), () => readLines(splitLines(sourceText)));
  return (warning && fixes(warning)[fix.place]?.edits()) ?? Refusal.notFound('这个改法');
}
