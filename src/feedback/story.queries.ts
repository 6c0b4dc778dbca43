/** 办理行程 of a round or a regulation: 稿 → 征求意见 → 群众原话 → 报送意见 → 采纳情况 → 下一稿 → 反馈函, counted. */
import { Injectable } from '@nestjs/common';
import { nextText } from '../authoring/drafts/draft.rules.js';
import { DraftRow, DraftsQueries } from '../authoring/index.js';
import type { CommentState } from '../comments/comment.rules.js';
import { ConsultationRow } from '../consultation/index.js';
import { countByDay, countByRound } from '../opinions/index.js';
import { AccessService } from '../platform/access/access.service.js';
import { isOffice } from '../platform/access/permissions.js';
import type { Actor } from '../platform/base/actor.js';
import { addDays, dayIn } from '../platform/base/clock.js';
import { oneOf } from '../platform/database/one-of.js';
import { type Reader, scopeOf, UnitOfWork } from '../platform/database/scope.js';
import type { LetterState } from './letter.rules.js';
import { CHART_DAYS, chartDays, commentFigures, letterFigures } from './story.rules.js';
import { countStates } from './story.sql.js';
import type { DayCountType, StoryType } from './story.types.js';

@Injectable()
export class StoryQueries {
  constructor(
    private readonly work: UnitOfWork,
    private readonly access: AccessService,
    private readonly drafts: DraftsQueries,
  ) {}

  /**
   * Of each of these rounds, in the order asked for, in a fixed number of queries; null for one that is not of the
   * legislature, and for everybody outside the office.
   */
  async ofRounds(actor: Actor, consultationIds: readonly string[]): Promise<(StoryType | null)[]> {
    if (!isOffice(actor.roles)) return consultationIds.map(() => null);
    const reader = this.work.read(scopeOf(actor));
    return this.told(reader, await reader.byIds(ConsultationRow, consultationIds));
  }

  /**
   * Of each of these regulations: the story of its newest round that was not called off; of its newest text where there
   * is no round. In the order asked for, null as `ofRounds` and where there is neither.
   */
  async ofRegulations(actor: Actor, regulationIds: readonly string[]): Promise<(StoryType | null)[]> {
    if (!isOffice(actor.roles)) return regulationIds.map(() => null);
    const reader = this.work.read(scopeOf(actor));
    const of = { regulationId: oneOf(regulationIds) };
    const rounds = await reader.find(ConsultationRow, of, { createdAt: 'DESC', id: 'ASC' });
    const newest = regulationIds.map(
      (id) => rounds.find((c) => c.regulationId === id && c.state !== 'CANCELLED') ?? null,
    );
    const stories = await this.told(reader, newest);
    const texts = await reader.find(DraftRow, of, { sequence: 'DESC' });
    return stories.map((story, at) => {
      const draft = texts.find((d) => d.regulationId === regulationIds[at] && d.state !== 'DROPPED');
      return story ?? (draft ? { ...NOTHING, draft } : null);
    });
  }

  /** Voices by day of each of these rounds, as the chart shows them; empty outside the office */
  async perDay(actor: Actor, rounds: readonly ConsultationRow[]): Promise<DayCountType[][]> {
    if (!isOffice(actor.roles)) return rounds.map(() => []);
    const reader = this.work.read(scopeOf(actor));
    const zone = await this.access.zone(reader.legislatureId);
    const today = dayIn(zone, await this.access.now());
    const from = rounds.flatMap((c) => chartDays(c, today)).sort()[0] ?? addDays(today, -CHART_DAYS);
    const counts = await countByDay(
      reader,
      rounds.map((c) => c.id),
      { zone, from },
    );
    const lastOf = (id: string): string | undefined => counts.filter((r) => r.id === id).pop()?.day;
    const by = new Map(counts.map((r) => [`${r.id} ${r.day}`, r.count]));
    return rounds.map((c) =>
      chartDays(c, today, lastOf(c.id)).map((day) => ({ day, count: by.get(`${c.id} ${day}`) ?? 0 })),
    );
  }

  private async told(reader: Reader, rounds: readonly (ConsultationRow | null)[]): Promise<(StoryType | null)[]> {
    const known = rounds.filter((c) => c !== null);
    if (known.length === 0) return rounds.map(() => null);
    const ids = known.map((c) => c.id);
    const zone = await this.access.zone(reader.legislatureId);
    const today = dayIn(zone, await this.access.now());
    const texts = await this.drafts.ofRegulations(reader, [...new Set(known.map((c) => c.regulationId))]);
    const voices = await countByRound(reader, ids, { zone, today });
    const { tasks, comments, letters } = await countStates(reader, ids);
    const stories = known.map((c): StoryType => {
      const draft = texts.find((d) => d.id === c.draftId) ?? null;
      const of = <S extends string>(rows: readonly { id: string; state: string; count: number }[]) =>
        rows.filter((r) => r.id === c.id).map((r) => ({ state: r.state as S, count: r.count }));
      const asked = of<string>(tasks);
      const count = (states: readonly string[]): number =>
        asked.filter((r) => states.includes(r.state)).reduce((n, r) => n + r.count, 0);
      return {
        draft,
        consultation: c,
        asked: asked.reduce((n, r) => n + r.count, 0),
        notReceived: count(['ISSUED']),
        answered: count(['REPORTED', 'NO_OPINION']),
        opinions: voices.get(c.id)?.all ?? 0,
        opinionsToday: voices.get(c.id)?.today ?? 0,
        ...commentFigures(of<CommentState>(comments)),
        nextDraft:
          draft &&
          nextText(
            draft,
            texts.filter((d) => d.regulationId === draft.regulationId),
          ),
        ...letterFigures(of<LetterState>(letters)),
      };
    });
    const by = new Map(ids.map((id, at) => [id, stories[at]]));
    return rounds.map((c) => (c && by.get(c.id)) ?? null);
  }
}

const NOTHING: StoryType = {
  draft: null,
  consultation: null,
  asked: 0,
  notReceived: 0,
  answered: 0,
  opinions: 0,
  opinionsToday: 0,
  comments: 0,
  handled: 0,
  signed: 0,
  nextDraft: null,
  letters: 0,
  delivered: 0,
  acknowledged: 0,
};
