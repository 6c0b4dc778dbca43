import { Args, Context, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { type Comparison, headingText, pathsOf, reasonAt } from '../../articles/index.js';
import { Allow, CurrentActor } from '../../platform/api/allow.js';
import type { GraphqlContext } from '../../platform/api/context.js';
import type { Actor } from '../../platform/base/actor.js';
import type { DraftRow } from '../drafts/draft.entities.js';
import { draftTextLoader } from '../drafts/draft.loaders.js';
import { DraftType } from '../drafts/draft.types.js';
import { DraftsQueries } from '../drafts/drafts.queries.js';
import { ComparisonService } from './comparison.service.js';
import { ArticleHistoryStepType, BrokenCitationType, ComparisonType, TreeProvisionType } from './comparison.types.js';
import { captionsOf, type ChangeClass, changeClassOf, remarkOf } from './comparison.writer.js';

const FIRST = { type: () => Int, defaultValue: 50, description: 'Rows of this page, at most 200' };
const AFTER = {
  type: () => Int,
  defaultValue: -1,
  description: 'The ordinal of the last row of the page before; -1 for the first page',
};
const page = (first: number): number => Math.max(0, Math.min(first, 200));
const PATHS_PER_PROVISION = 500;

@Resolver(() => DraftType)
export class ComparisonResolver {
  constructor(
    private readonly comparing: ComparisonService,
    private readonly drafts: DraftsQueries,
  ) {}

  @ResolveField(() => [TreeProvisionType], { description: 'The articles with their 款, 项 and 目, by page' })
  async tree(
    @Parent() draft: DraftRow,
    @Context() context: GraphqlContext,
    @Args('first', FIRST) first: number,
    @Args('after', AFTER) after: number,
  ): Promise<TreeProvisionType[]> {
    const from = Math.max(0, after + 1);
    const { tree } = await draftTextLoader(context, this.drafts).load(draft.id);
    return tree.provisions.slice(from, from + page(first)).map((p, at) => ({
      ordinal: from + at,
      kind: p.kind,
      label: p.label,
      number: p.number,
      sub: p.sub,
      caption: p.caption,
      headings: p.headings.map((h) => headingText(h)),
      paths: pathsOf(p).slice(0, PATHS_PER_PROVISION),
    }));
  }

  @ResolveField(() => [BrokenCitationType], {
    description:
      'Citations of this text to put right: no such place, or, against the last published text before it, another place than meant; at most 200',
  })
  async citationFaults(
    @CurrentActor() actor: Actor,
    @Parent() draft: DraftRow,
    @Context() context: GraphqlContext,
  ): Promise<BrokenCitationType[]> {
    const text = await draftTextLoader(context, this.drafts).load(draft.id);
    return (await this.comparing.citationFaults(actor, text)).slice(0, 200);
  }

  @Query(() => ComparisonType, {
    nullable: true,
    description:
      'Any two texts beside each other, by page; null where one is not there, or both are very long and not linked',
  })
  @Allow('lineage.read', { words: '看对照' })
  async comparison(
    @CurrentActor() actor: Actor,
    @Args('oldDraftId', { type: () => ID, description: 'The older text' }) oldDraftId: string,
    @Args('newDraftId', { type: () => ID, description: 'The newer text' }) newDraftId: string,
    @Args('first', FIRST) first: number,
    @Args('after', AFTER) after: number,
    @Args('onlyChanged', {
      type: () => Boolean,
      defaultValue: false,
      description: 'Leave out articles of which nothing differs',
    })
    onlyChanged: boolean,
    @Args('withoutFormOnly', {
      type: () => Boolean,
      defaultValue: false,
      description: 'Leave out articles of which nothing but form differs (仅形式变化)',
    })
    withoutFormOnly: boolean,
  ): Promise<ComparisonType | null> {
    const found = await this.comparing.comparison(actor, oldDraftId, newDraftId);
    if (!found) return null;
    const all = found.entries.map((entry, ordinal) => ({ entry, ordinal, changeClass: changeClassOf(entry) }));
    const left = { same: onlyChanged, form: withoutFormOnly, changed: false };
    const listed = all.filter(({ changeClass }) => !left[changeClass]);
    const leftOut = (changeClass: ChangeClass): number =>
      left[changeClass] ? all.filter((one) => one.changeClass === changeClass).length : 0;
    const captions = captionsOf({ title: found.old.title, provisions: found.before });
    return {
      oldTitle: found.old.title,
      newTitle: found.new.title,
      byLineage: found.byLineage,
      total: listed.length,
      unchangedLeftOut: leftOut('same'),
      formOnlyLeftOut: leftOut('form'),
      counts: (Object.entries(found.comparison.counts) as [keyof Comparison['counts'], number][])
        .filter(([, articles]) => articles > 0)
        .map(([relation, articles]) => ({ relation, articles })),
      entries: listed
        .filter(({ ordinal }) => ordinal > after)
        .slice(0, page(first))
        .map(({ entry, ordinal }) => ({
          ordinal,
          newLabel: entry.new,
          oldLabels: entry.old,
          relation: entry.relation,
          textChanged: entry.textChanged,
          numberChanged: entry.numberChanged,
          score: entry.score,
          formOnly: entry.formOnly,
          captionChanged: entry.captionChanged,
          changes: entry.changes.map((c, at) => ({ ...c, formReason: reasonAt(entry.hunks, at) })),
          remark: remarkOf(entry),
          parts: (entry.parts() ?? [])
            .slice(0, PATHS_PER_PROVISION)
            .map(({ old, new: now, relation, textChanged }) => ({ oldPath: old, newPath: now, relation, textChanged })),
          newCaption: entry.new === null ? null : (found.after[ordinal]?.caption ?? null),
          oldCaptions: entry.old.flatMap((label) => captions.get(label) ?? []),
        })),
    };
  }

  @Query(() => [BrokenCitationType], {
    description: 'Citations of the newer text that no longer point where they did, by page',
  })
  @Allow('lineage.read', { words: '看失准的引用' })
  async brokenCitations(
    @CurrentActor() actor: Actor,
    @Args('oldDraftId', { type: () => ID, description: 'The older text' }) oldDraftId: string,
    @Args('newDraftId', { type: () => ID, description: 'The newer text' }) newDraftId: string,
    @Args('first', FIRST) first: number,
    @Args('skip', { type: () => Int, defaultValue: 0, description: 'Rows before this page' }) skip: number,
  ): Promise<BrokenCitationType[]> {
    return (await this.comparing.brokenCitations(actor, oldDraftId, newDraftId)).slice(
      Math.max(0, skip),
      Math.max(0, skip) + page(first),
    );
  }

  @Query(() => [ArticleHistoryStepType], {
    description:
      'One article through all published texts of its regulation, oldest first (条文沿革); empty where there is none here',
  })
  @Allow('lineage.read', { words: '看一条的沿革' })
  async articleHistory(
    @CurrentActor() actor: Actor,
    @Args('provisionId', { type: () => ID, description: 'The article in any of the texts' }) provisionId: string,
    @Args('first', { type: () => Int, defaultValue: 20, description: 'Steps, at most 100' }) first: number,
  ): Promise<ArticleHistoryStepType[]> {
    const steps = await this.comparing.history(actor, provisionId, Math.max(0, Math.min(first, 100)));
    return steps.map(({ draft, provision, relation }) => ({
      draftId: draft.id,
      draftTitle: draft.title,
      draftKind: draft.kind,
      sequence: draft.sequence,
      relation,
      provision: {
        id: provision.id,
        ordinal: provision.ordinal,
        label: provision.label,
        caption: provision.caption,
        text: provision.text,
      },
    }));
  }
}
