import { Args, Context, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import {
  type Comparison,
  type DetailedEntry,
  headingText,
  likelihoodWords,
  type PathText,
  pathsOf,
  type AroundEntry,
  type AroundPart,
  formedChanges,
  type PlacedChange,
  toldChanges,
} from '../../articles/index.js';
import { Allow, CurrentActor } from '../../platform/api/allow.js';
import { connected, type Connection } from '../../platform/api/connection.js';
import type { GraphqlContext } from '../../platform/api/context.js';
import { InOrder, pageOf } from '../../platform/api/paging.js';
import type { Actor } from '../../platform/base/actor.js';
import type { DraftRow } from '../drafts/draft.entities.js';
import { draftTextLoader } from '../drafts/draft.loaders.js';
import { DraftType } from '../drafts/draft.types.js';
import { DraftsQueries } from '../drafts/drafts.queries.js';
import { type ComparedPair, ComparisonService, type LabelledFault } from './comparison.service.js';
import {
  ArticleHistoryConnection,
  ArticleHistoryStepType,
  BrokenCitationConnection,
  ComparisonEntryConnection,
  type ComparisonOriginType,
  type ComparedBesideType,
  type ComparedHeadingType,
  ComparisonEntryType,
  ComparisonType,
  DoubtfulLinkConnection,
  DoubtfulLinkType,
  PartLinkConnection,
  PartLinkType,
  PathTextConnection,
  type TextChangeType,
  TreeProvisionConnection,
  TreeProvisionType,
} from './comparison.types.js';
import { besideOf } from './around.writer.js';
import { headsOf } from './heads.rules.js';
import { rowsInOrder } from './rows.rules.js';
import {
  captionsOf,
  type ChangeClass,
  changeClassOf,
  remarkOf,
  startsOfOrigins,
  textsOf,
} from './comparison.writer.js';

/** More headings than these that differ are told in the files of the comparison. */
const BESIDE_SHOWN = 200;
const HEADINGS_SHOWN = 2000;
type Form = ComparisonType['form'];

const changesOf = (placed: readonly PlacedChange[], form: Form): TextChangeType[] =>
  toldChanges(placed, form).map(({ type, text, before = null, form: reason = null, to, from }) => {
    const place = to ?? from ?? null;
    return { type, text, before, formReason: reason, elsewhere: place !== null, place };
  });

const shownBeside = (part: AroundPart, entry: AroundEntry, form: Form): ComparedBesideType => ({
  part,
  old: entry.old,
  new: entry.new,
  changes: changesOf(formedChanges(entry.changes), form),
});

const OLDER = { type: () => ID, description: 'The older text' };
const NEWER = { type: () => ID, description: 'The newer text' };

@Resolver(() => DraftType)
export class ComparisonResolver {
  constructor(
    private readonly comparing: ComparisonService,
    private readonly drafts: DraftsQueries,
  ) {}

  @ResolveField(() => TreeProvisionConnection.type, { description: 'The articles with their 款, 项 and 目' })
  async tree(
    @Parent() draft: DraftRow,
    @Context() context: GraphqlContext,
    @Args() asked: InOrder,
  ): Promise<Connection<TreeProvisionType>> {
    const { tree } = await draftTextLoader(context, this.drafts).load(draft.id);
    const placed = tree.provisions.map((provision, ordinal) => ({ provision, ordinal }));
    return connected(pageOf('tree', placed, asked), asked.after, ({ provision, ordinal }) => ({
      ordinal,
      kind: provision.kind,
      label: provision.label,
      number: provision.number,
      sub: provision.sub,
      caption: provision.caption,
      headings: provision.headings.map((h) => headingText(h)),
      provision,
    }));
  }

  @ResolveField(() => BrokenCitationConnection.type, {
    description:
      'Citations of this text to put right: no such place, or, against the last published text before it, another place than meant',
  })
  async citationFaults(
    @CurrentActor() actor: Actor,
    @Parent() draft: DraftRow,
    @Context() context: GraphqlContext,
    @Args() asked: InOrder,
  ): Promise<Connection<LabelledFault>> {
    const text = await draftTextLoader(context, this.drafts).load(draft.id);
    return connected(pageOf('fault', await this.comparing.citationFaults(actor, text), asked), asked.after);
  }

  @Query(() => ComparisonType, {
    nullable: true,
    description: 'Any two texts beside each other; null where one is not there, or both are very long and not linked',
  })
  @Allow('lineage.read', { words: '看对照' })
  async comparison(
    @CurrentActor() actor: Actor,
    @Args('oldDraftId', OLDER) oldDraftId: string,
    @Args('newDraftId', NEWER) newDraftId: string,
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
    @Args('formMarked', {
      type: () => Boolean,
      defaultValue: false,
      description:
        'Tell changes of form (仅形式变化) as deletions and insertions too; else they are kept words with `before`',
    })
    formMarked: boolean,
  ): Promise<ComparisonType | null> {
    const found = await this.comparing.comparison(actor, oldDraftId, newDraftId);
    if (!found) return null;
    const form = formMarked ? 'marked' : 'unmarked';
    const heads = headsOf(found.sides.old, found.sides.new);
    const left = { same: onlyChanged, form: withoutFormOnly, changed: false };
    const leftOut = (changeClass: ChangeClass): number =>
      left[changeClass] ? found.entries.filter((entry) => changeClassOf(entry) === changeClass).length : 0;
    return {
      oldTitle: found.old.title,
      newTitle: found.new.title,
      oldHead: heads.old,
      newHead: heads.new,
      byLineage: found.byLineage,
      unchangedLeftOut: leftOut('same'),
      formOnlyLeftOut: leftOut('form'),
      counts: (Object.entries(found.comparison.counts) as [keyof Comparison['counts'], number][])
        .filter(([, articles]) => articles > 0)
        .map(([relation, articles]) => ({ relation, articles })),
      beside: besideOf(found.around, form)
        .slice(0, BESIDE_SHOWN)
        .map(({ part, entry }) => shownBeside(part, entry, form)),
      form,
      headings: headingsOf(found, form),
      found,
      left,
    };
  }

  @Query(() => BrokenCitationConnection.type, {
    description: 'Citations of the newer text that no longer point where they did',
  })
  @Allow('lineage.read', { words: '看失准的引用' })
  async brokenCitations(
    @CurrentActor() actor: Actor,
    @Args('oldDraftId', OLDER) oldDraftId: string,
    @Args('newDraftId', NEWER) newDraftId: string,
    @Args() asked: InOrder,
  ): Promise<Connection<LabelledFault>> {
    const faults = await this.comparing.brokenCitations(actor, oldDraftId, newDraftId);
    return connected(pageOf('citation', faults, asked), asked.after);
  }

  @Query(() => ArticleHistoryConnection.type, {
    description:
      'One article through all published texts of its regulation, oldest first (条文沿革); empty where there is none here',
  })
  @Allow('lineage.read', { words: '看一条的沿革' })
  async articleHistory(
    @CurrentActor() actor: Actor,
    @Args('provisionId', { type: () => ID, description: 'The article in any of the texts' }) provisionId: string,
    @Args() asked: InOrder,
  ): Promise<Connection<ArticleHistoryStepType>> {
    const steps = await this.comparing.history(actor, provisionId);
    return connected(pageOf('step', steps, asked), asked.after, ({ draft, provision, relation }) => ({
      draftId: draft.id,
      draftTitle: draft.title,
      draftKind: draft.kind,
      sequence: draft.sequence,
      relation,
      provision,
    }));
  }
}

@Resolver(() => TreeProvisionType)
export class TreeProvisionResolver {
  @ResolveField(() => PathTextConnection.type, { description: 'Its 款, 项 and 目 in their order' })
  paths(@Parent() { provision }: TreeProvisionType, @Args() asked: InOrder): Connection<PathText> {
    return connected(pageOf('path', pathsOf(provision), asked), asked.after);
  }
}

/** By the ordinal of each entry its place among the articles of a table */
function placesInTable({ entries, around, before }: ComparedPair): number[] {
  const out: number[] = [];
  const articles = rowsInOrder(entries, around, before).flatMap((row) => (row.kind === 'article' ? row.at : []));
  articles.forEach((ordinal, row) => (out[ordinal] = row));
  return out;
}

/** Every heading with the entry right below it */
function headingsOf({ entries, around, before }: ComparedPair, form: Form): ComparedHeadingType[] {
  const out: ComparedHeadingType[] = [];
  let waiting: ComparedHeadingType[] = [];
  for (const row of rowsInOrder(entries, around, before)) {
    if (row.kind === 'article') {
      for (const heading of waiting) heading.above = row.at;
      waiting = [];
      continue;
    }
    if (row.kind !== 'heading') continue;
    const { old, new: next, changes } = row.heading;
    const heading = { above: null, old, new: next, changes: changesOf(formedChanges(changes), form) };
    out.push(heading);
    waiting.push(heading);
  }
  return out.slice(0, HEADINGS_SHOWN);
}

@Resolver(() => ComparisonType)
export class ComparisonEntriesResolver {
  @ResolveField(() => ComparisonEntryConnection.type, {
    description: 'New articles in order, then the old ones that nothing continues',
  })
  entries(@Parent() { found, left, form }: ComparisonType, @Args() asked: InOrder): Connection<ComparisonEntryType> {
    const [captions, texts] = [captionsOf(found.sides.old), textsOf(found.sides.old)];
    const originsOf = (entry: DetailedEntry): ComparisonOriginType[] => {
      const starts = startsOfOrigins(entry, texts);
      return entry.old.map((label, k) => ({
        label,
        caption: captions.get(label) ?? null,
        begins: starts?.[k] ?? null,
      }));
    };
    const rows = placesInTable(found);
    const listed = found.entries
      .map((entry, ordinal) => ({ entry, ordinal }))
      .filter(({ entry }) => !left[changeClassOf(entry)]);
    const page = pageOf('entry', listed, asked, ({ ordinal }) => ordinal);
    return connected(page, asked.after, ({ entry, ordinal }) => ({
      ordinal,
      row: rows[ordinal] ?? ordinal,
      newLabel: entry.new,
      oldLabels: entry.old,
      origins: originsOf(entry),
      relation: entry.relation,
      textChanged: entry.textChanged,
      numberChanged: entry.numberChanged,
      score: entry.score,
      formOnly: entry.formOnly,
      captionChanged: entry.captionChanged,
      changes: changesOf(entry.placed, form),
      remark: remarkOf(entry, form),
      newCaption: entry.new === null ? null : (found.after[ordinal]?.caption ?? null),
      oldCaptions: entry.old.flatMap((label) => captions.get(label) ?? []),
      entry,
    }));
  }
}

@Resolver(() => ComparisonType)
export class ComparisonDoubtsResolver {
  @ResolveField(() => DoubtfulLinkConnection.type, {
    description: 'What may hold beside the links, by old article and then the likeliest first',
  })
  doubtful(@Parent() { found }: ComparisonType, @Args() asked: InOrder): Connection<DoubtfulLinkType> {
    const page = pageOf('doubt', found.doubtful, asked);
    return connected(page, asked.after, (d) => ({
      oldLabel: found.before[d.old]?.label ?? '',
      newLabel: found.after[d.new]?.label ?? '',
      oldProvisionId: found.ids?.old[d.old] ?? null,
      newProvisionId: found.ids?.new[d.new] ?? null,
      likelihood: d.likelihood,
      likelihoodWords: likelihoodWords(d.likelihood),
      reason: d.reason,
    }));
  }
}

@Resolver(() => ComparisonEntryType)
export class ComparisonPartsResolver {
  @ResolveField(() => PartLinkConnection.type, {
    description:
      'Its 款, 项 and 目 in reading order, then the deleted ones; none unless it comes from exactly one article',
  })
  parts(@Parent() { entry }: ComparisonEntryType, @Args() asked: InOrder): Connection<PartLinkType> {
    return connected(pageOf('part', entry.parts() ?? [], asked), asked.after, (part) => ({
      oldPath: part.old,
      newPath: part.new,
      relation: part.relation,
      textChanged: part.textChanged,
    }));
  }
}
