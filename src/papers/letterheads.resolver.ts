import { Args, Context, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { AccountsQueries } from '../platform/access/accounts.queries.js';
import { allows } from '../platform/access/permissions.js';
import { accountNameLoader } from '../platform/api/account-names.js';
import { Allow, CurrentActor } from '../platform/api/allow.js';
import type { GraphqlContext } from '../platform/api/context.js';
import { Subjects } from '../platform/api/subjects.js';
import type { Actor } from '../platform/base/actor.js';
import { Refusal } from '../platform/base/refusal.js';
import type { LetterheadRow } from './letterhead.entities.js';
import type { Mark } from './letterhead.rules.js';
import { type LetterheadReading, Letterheads } from './letterheads.service.js';
import {
  LetterheadFaceType,
  LetterheadMarkType,
  LetterheadReadingResult,
  LetterheadReadingType,
  LetterheadType,
  RemoveLetterheadInput,
  RemoveLetterheadResult,
  TakeLetterheadInput,
  TakeLetterheadResult,
} from './letterheads.types.js';

const showMark = ({ text, face, size, colour }: Mark): LetterheadMarkType => ({ text, face, points: size / 2, colour });

@Resolver(() => LetterheadType)
export class LetterheadsResolver {
  constructor(
    private readonly letterheads: Letterheads,
    private readonly accounts: AccountsQueries,
    subjects: Subjects,
  ) {
    subjects.register('Letterhead', async (actor, ids) => {
      const now = allows('legislature.read', actor.roles) ? await letterheads.current(actor) : null;
      return ids.map((id) => (now?.id === id ? now : null));
    });
  }

  @Query(() => LetterheadType, {
    nullable: true,
    description: 'The letterhead in use; null where it is the built-in one',
  })
  @Allow('legislature.read', { words: '看本机关的版头' })
  letterhead(@CurrentActor() actor: Actor): Promise<LetterheadRow | null> {
    return this.letterheads.current(actor);
  }

  @Query(() => LetterheadReadingResult, {
    description: 'Looks at an uploaded .docx as a letterhead; nothing is stored',
  })
  @Allow('legislature.read', { words: '查看要用的版头' })
  async letterheadReading(
    @CurrentActor() actor: Actor,
    @Args('fileId', { type: () => ID, description: 'The uploaded .docx' }) fileId: string,
  ): Promise<LetterheadReadingType | Refusal> {
    const read = await this.letterheads.reading(actor, fileId);
    return read instanceof Refusal ? read : this.show(read);
  }

  @Mutation(() => TakeLetterheadResult, {
    description: 'Letters bear this letterhead from now on, instead of an earlier',
  })
  @Allow('legislature.manage', { words: '启用本机关的版头' })
  takeLetterhead(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which file' }) input: TakeLetterheadInput,
  ): Promise<LetterheadRow | Refusal> {
    return this.letterheads.take(actor, input);
  }

  @Mutation(() => RemoveLetterheadResult, { description: 'Letters bear the built-in letterhead from now on' })
  @Allow('legislature.manage', { words: '停用本机关的版头' })
  removeLetterhead(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which' }) input: RemoveLetterheadInput,
  ): Promise<LetterheadRow | Refusal> {
    return this.letterheads.remove(actor, input);
  }

  private show({ fileId, mark, faces, remarks }: LetterheadReading): LetterheadReadingType {
    return { fileId, mark: mark && showMark(mark), faces: this.facesOf(faces), remarks };
  }

  private facesOf(names: readonly string[]): LetterheadFaceType[] {
    return names.map((name) => ({ name, here: this.letterheads.hasFace(name) }));
  }

  @ResolveField(() => LetterheadMarkType, { description: '发文机关标志' })
  mark(@Parent() row: LetterheadRow): LetterheadMarkType {
    return showMark(row.mark);
  }

  @ResolveField(() => [LetterheadFaceType], { description: 'The faces it is in; bounded(200)' })
  faces(@Parent() row: LetterheadRow): LetterheadFaceType[] {
    return this.facesOf(row.faces);
  }

  @ResolveField(() => Boolean, {
    description: 'Whether it is of the organ that letters come from now: else they bear the built-in one',
  })
  fits(@CurrentActor() actor: Actor, @Parent() row: LetterheadRow): Promise<boolean> {
    return this.letterheads.fits(actor, row);
  }

  @ResolveField(() => String, { nullable: true, description: 'Who took it into use, by the name colleagues see' })
  takenByName(@Parent() row: LetterheadRow, @Context() context: GraphqlContext): Promise<string | null> {
    return accountNameLoader(context, this.accounts).load(row.takenBy);
  }
}
