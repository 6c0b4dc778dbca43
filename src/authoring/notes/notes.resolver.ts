import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, CurrentActor } from '../../platform/api/allow.js';
import type { GraphqlContext } from '../../platform/api/context.js';
import type { Actor } from '../../platform/base/actor.js';
import { Refusal } from '../../platform/base/refusal.js';
import type { DraftRow, ProvisionRow } from '../drafts/draft.entities.js';
import { DraftType, PreviewProvisionType, ProvisionType } from '../drafts/draft.types.js';
import { DraftNotesService } from './draft-notes.queries.js';
import { DraftNotesActs } from './draft-notes.service.js';
import type { DraftStatementRow } from './notes.entities.js';
import { keyPointsLoader, provisionNotesLoader, referencesLoader, statementLoader } from './notes.loaders.js';
import type { TextLine } from './notes.rules.js';
import {
  DraftKeyPointsType,
  DraftReferencesType,
  DraftStatementType,
  ProvisionNoteType,
  SaveKeyPointsInput,
  SaveKeyPointsResult,
  SaveProvisionNoteInput,
  SaveProvisionNoteResult,
  SaveReferencesInput,
  SaveReferencesResult,
  SaveStatementInput,
  SaveStatementResult,
  TextLineType,
} from './notes.types.js';

const lineShown = ({ kind, label, text }: TextLine): TextLineType => ({
  kind: kind.toUpperCase() as TextLineType['kind'],
  label,
  text,
});

const statementShown = (row: DraftStatementRow | null): DraftStatementType =>
  row === null
    ? { revision: 0, title: '', lines: [], fileId: null, at: null }
    : { ...row, lines: row.lines.map(lineShown) };

@Resolver(() => DraftType)
export class DraftNotesResolver {
  constructor(
    private readonly acts: DraftNotesActs,
    private readonly notes: DraftNotesService,
  ) {}

  @Mutation(() => SaveStatementResult, { description: 'Says anew the 说明 of a text; earlier revisions stay' })
  @Allow('draft.import', { words: '写一稿的说明' })
  saveStatement(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Draft and words or file' }) input: SaveStatementInput,
  ): Promise<DraftRow | Refusal> {
    return this.acts.saveStatement(actor, input);
  }

  @Mutation(() => SaveKeyPointsResult, { description: 'Says anew 一句话 and 要点 of a text; earlier revisions stay' })
  @Allow('draft.import', { words: '写一稿的要点' })
  saveKeyPoints(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Draft, sentence and points' }) input: SaveKeyPointsInput,
  ): Promise<DraftRow | Refusal> {
    return this.acts.saveKeyPoints(actor, input);
  }

  @Mutation(() => SaveProvisionNoteResult, { description: 'Says anew the 条文说明 of an article; earlier ones stay' })
  @Allow('draft.import', { words: '写条文说明' })
  saveProvisionNote(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Article and words' }) input: SaveProvisionNoteInput,
  ): Promise<DraftRow | Refusal> {
    return this.acts.saveProvisionNote(actor, input);
  }

  @Mutation(() => SaveReferencesResult, { description: 'Lists anew the 参阅资料 of a text; earlier lists stay' })
  @Allow('draft.import', { words: '列一稿的参阅资料' })
  saveReferences(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Draft and what is to be read' }) input: SaveReferencesInput,
  ): Promise<DraftRow | Refusal> {
    return this.acts.saveReferences(actor, input);
  }

  @ResolveField(() => DraftStatementType, { description: '说明 of the text' })
  async statement(@Parent() draft: DraftRow, @Context() context: GraphqlContext): Promise<DraftStatementType> {
    return statementShown(await statementLoader(context, this.notes).load(draft.id));
  }

  @ResolveField(() => DraftKeyPointsType, { description: '一句话 and 要点 of the text' })
  async keyPoints(@Parent() draft: DraftRow, @Context() context: GraphqlContext): Promise<DraftKeyPointsType> {
    const row = await keyPointsLoader(context, this.notes).load(draft.id);
    return row ?? { revision: 0, sentence: '', points: [], at: null };
  }

  @ResolveField(() => DraftReferencesType, { description: '参阅资料 of the text' })
  async references(@Parent() draft: DraftRow, @Context() context: GraphqlContext): Promise<DraftReferencesType> {
    const row = await referencesLoader(context, this.notes).load(draft.id);
    return row ?? { revision: 0, entries: [], at: null };
  }
}

const NO_NOTE: ProvisionNoteType = { revision: 0, text: '' };

@Resolver(() => ProvisionType)
export class ProvisionNoteResolver {
  constructor(private readonly notes: DraftNotesService) {}

  @ResolveField(() => ProvisionNoteType, { description: '条文说明 of the article' })
  async note(@Parent() article: ProvisionRow, @Context() context: GraphqlContext): Promise<ProvisionNoteType> {
    return (await provisionNotesLoader(context, this.notes).load(article.draftId)).get(article.label) ?? NO_NOTE;
  }
}

@Resolver(() => PreviewProvisionType)
export class PreviewNoteResolver {
  constructor(private readonly notes: DraftNotesService) {}

  @ResolveField(() => ProvisionNoteType, { description: '条文说明 of the article' })
  async note(@Parent() article: PreviewProvisionType, @Context() context: GraphqlContext): Promise<ProvisionNoteType> {
    return (await provisionNotesLoader(context, this.notes).load(article.draftId)).get(article.label) ?? NO_NOTE;
  }
}
