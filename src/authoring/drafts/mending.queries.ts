/** What is left to be looked at of an imported text: warnings with what helps, and what was accepted as it stands. */
import { Injectable } from '@nestjs/common';
import { splitLines, type Warning } from '../../articles/index.js';
import type { Actor } from '../../platform/base/actor.js';
import { oneOf } from '../../platform/database/one-of.js';
import { type Reader, scopeOf, UnitOfWork } from '../../platform/database/scope.js';
import { Engine } from '../engine/engine.js';
import { AcceptedWarningRow, type DraftTextRow } from './draft.entities.js';
import { type Fix, fixesOf } from './fixes.rules.js';
import { knownBy } from './mending.rules.js';
import { type ReadLine, ReadTexts } from './read-texts.js';

/** The lines of a stored text, by their numbers from 1 */
export const linesOf = (sourceText: string): string[] => splitLines(sourceText).map((l) => l.text);

/** All that may be accepted as it stands: warnings of the text, and behind them what the reader of the file noticed */
export const oddOf = (draft: DraftTextRow): Warning[] => [...draft.tree.warnings, ...draft.notices];

/** A warning or a notice, before anybody asks what helps */
export interface FoundNotice extends Warning {
  place: number;
  ignored: boolean;
  fixes: () => Fix[];
}

export interface DraftNotices {
  warnings: FoundNotice[];
  notices: FoundNotice[];
}

@Injectable()
export class DraftMendingQueries {
  private readonly read: ReadTexts;

  constructor(
    private readonly work: UnitOfWork,
    engine: Engine,
  ) {
    this.read = new ReadTexts(engine);
  }

  /** Warnings and notices of each of these texts, which the actor was given, with acceptance and what helps */
  async noticesOf(actor: Actor, drafts: readonly DraftTextRow[]): Promise<DraftNotices[]> {
    const reader = this.work.read(scopeOf(actor));
    const accepted = await this.acceptedOf(
      reader,
      drafts.map((d) => d.id),
    );
    const readings = await Promise.all(drafts.map((d) => this.readingsWhereOdd(d)));
    return drafts.map((draft, nth) => {
      const [lines, mine] = [linesOf(draft.sourceText), accepted.get(draft.id)];
      const fixes = fixesOf(draft.tree.warnings, lines, () => (readings[nth] ?? []).map((l) => l.reading));
      const found = knownBy(oddOf(draft), lines).map(({ warning, place, words }) => ({
        ...warning,
        place,
        ignored: mine?.has(`${warning.code} ${words}`) === true,
      }));
      const ofText = draft.tree.warnings.length;
      return {
        warnings: found.slice(0, ofText).map((w) => ({ ...w, fixes: () => fixes(w) })),
        notices: found.slice(ofText).map((n) => ({ ...n, fixes: () => [] })),
      };
    });
  }

  /** Only a warning of the text asks what its lines were read as. */
  private readingsWhereOdd(draft: DraftTextRow): Promise<readonly ReadLine[]> {
    return draft.tree.warnings.length === 0 ? Promise.resolve([]) : this.readings(draft);
  }

  /** The warnings of a text that nobody accepted as they stand */
  async unsettled(reader: Reader, draft: DraftTextRow): Promise<Warning[]> {
    const mine = (await this.acceptedOf(reader, [draft.id])).get(draft.id);
    return knownBy(draft.tree.warnings, linesOf(draft.sourceText))
      .filter(({ warning, words }) => mine?.has(`${warning.code} ${words}`) !== true)
      .map(({ warning }) => warning);
  }

  /** What every line of a text was read as */
  readings(draft: DraftTextRow): Promise<readonly ReadLine[]> {
    return this.read.of(draft);
  }

  private async acceptedOf(reader: Reader, draftIds: readonly string[]): Promise<Map<string, Set<string>>> {
    const rows = await reader.find(AcceptedWarningRow, { draftId: oneOf(draftIds) }, { at: 'ASC', id: 'ASC' });
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
