/** What is left to be looked at of an imported text: warnings with what helps, and what was accepted as it stands. */
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { type LineReading, readLines, splitLines, type Warning } from '../../articles/index.js';
import type { Actor } from '../../platform/base/actor.js';
import { type Reader, scopeOf, UnitOfWork } from '../../platform/database/scope.js';
import { AcceptedWarningRow, type DraftTextRow } from './draft.entities.js';
import type { ImportNoticeType } from './draft.types.js';
import { type Fix, proposeFixes, severityOf, warningKey } from './mending.rules.js';

/** The lines of a stored text, by their numbers from 1 */
export const linesOf = (sourceText: string): string[] => splitLines(sourceText).map((l) => l.text);

/** What probably helps against each of these warnings, in their order */
export function fixesOf(sourceText: string, warnings: readonly Warning[]): Fix[][] {
  if (warnings.length === 0) return [];
  const [lines, readings] = [linesOf(sourceText), readLines(splitLines(sourceText))];
  const odd = new Set(warnings.filter((w) => ABOUT_NUMBERS.has(w.code)).map((w) => w.line));
  return warnings.map((w) => proposeFixes(w, lines, readings, odd));
}
const ABOUT_NUMBERS: ReadonlySet<string> = new Set(['NUMBER_GAP', 'NUMBER_DUPLICATE', 'NUMBER_BACKWARDS', 'ITEM_GAP']);

const showFix = ({ words, edits }: Fix): ImportNoticeType['fixes'][number] => {
  const [first] = edits;
  return { words, lineNumber: first?.line ?? 0, newText: first?.text ?? null, lines: edits.length };
};

export interface DraftNotices {
  warnings: ImportNoticeType[];
  notices: ImportNoticeType[];
}

@Injectable()
export class DraftMendingQueries {
  constructor(private readonly work: UnitOfWork) {}

  /** Warnings and notices of each of these texts, which the actor was given, with severity, fixes and acceptance */
  async noticesOf(actor: Actor, drafts: readonly DraftTextRow[]): Promise<DraftNotices[]> {
    const reader = this.work.read(scopeOf(actor));
    const accepted = await this.acceptedOf(
      reader,
      drafts.map((d) => d.id),
    );
    return drafts.map((draft) => {
      const [lines, mine] = [linesOf(draft.sourceText), accepted.get(draft.id)];
      const fixes = fixesOf(draft.sourceText, draft.tree.warnings);
      const show = (w: Warning, found: readonly Fix[]): ImportNoticeType => ({
        line: w.line,
        code: w.code,
        message: w.message,
        severity: severityOf(w.code),
        ignored: mine?.has(warningKey(w, lines)) === true,
        fixes: found.map(showFix),
      });
      return {
        warnings: draft.tree.warnings.map((w, at) => show(w, fixes[at] ?? [])),
        notices: draft.notices.map((n) => show(n, [])),
      };
    });
  }

  /** The warnings of a text that nobody accepted as they stand */
  async unsettled(reader: Reader, draft: DraftTextRow): Promise<Warning[]> {
    const mine = (await this.acceptedOf(reader, [draft.id])).get(draft.id);
    const lines = linesOf(draft.sourceText);
    return draft.tree.warnings.filter((w) => mine?.has(warningKey(w, lines)) !== true);
  }

  /** What every line of a text was read as */
  readings(draft: DraftTextRow): { reading: LineReading; text: string }[] {
    const lines = splitLines(draft.sourceText);
    return readLines(lines).map((reading, at) => ({ reading, text: lines[at]?.text ?? '' }));
  }

  private async acceptedOf(reader: Reader, draftIds: readonly string[]): Promise<Map<string, Set<string>>> {
    const rows = await reader.find(AcceptedWarningRow, { draftId: In([...draftIds]) }, { at: 'ASC', id: 'ASC' });
    const by = new Map<string, Set<string>>();
    for (const r of rows) {
      const keys = by.get(r.draftId) ?? new Set();
      by.set(r.draftId, keys);
      if (r.accepted) keys.add(`${r.code} ${r.words}`);
      else keys.delete(`${r.code} ${r.words}`);
    }
    return by;
  }
}
