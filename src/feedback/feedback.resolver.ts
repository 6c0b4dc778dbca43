import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow, CurrentActor } from '../platform/api/allow.js';
import { connected, type Connection } from '../platform/api/connection.js';
import { OldestFirst } from '../platform/api/paging.js';
import type { Actor } from '../platform/base/actor.js';
import { Refusal } from '../platform/base/refusal.js';
import {
  AcknowledgeLetterInput,
  AcknowledgeLetterResult,
  ComposeLettersInput,
  ComposeLettersResult,
  DeliverLettersInput,
  DeliverLettersResult,
  FinaliseLettersInput,
  FinaliseLettersResult,
  LetterConnection,
  LetterFilterInput,
  LettersDoneType,
  LetterType,
  SignLettersInput,
  SignLettersResult,
  VoidLetterInput,
  VoidLetterResult,
} from './feedback.types.js';
import { composeLetter } from './letter.compose.js';
import { type Letter, LettersQueries } from './letters.queries.js';
import { LetterComposing } from './letter-composing.service.js';
import type { LettersOutcome } from './letter-steps.service.js';
import { LettersService } from './letters.service.js';

const UNSIGNED = { documentNumber: '（待编号）', issueDate: '' };

export function showLetter({ row, status }: Letter): LetterType {
  const composed = composeLetter(
    row.snapshot,
    status.documentNumber !== null && status.issueDate !== null
      ? { documentNumber: status.documentNumber, issueDate: status.issueDate }
      : UNSIGNED,
  );
  return {
    id: row.id,
    contactPointId: row.contactPointId,
    kind: row.kind,
    state: status.state,
    documentNumber: status.documentNumber,
    issueDate: status.issueDate,
    wordingVersion: row.wordingVersion,
    snapshotSha256: row.snapshotSha256.toString('hex'),
    commentCount: row.snapshot.comments.length,
    docxFileId: status.docxFileId,
    pdfFileId: status.pdfFileId,
    consultationId: row.consultationId,
    version: status.version,
    sealedFileId: status.sealedFileId,
    text: [composed.title, `${composed.addressee}：`, ...composed.body.map((b) => b.text), ...composed.closing],
  };
}

export const toLetterType = (l: Letter | Refusal): LetterType | Refusal => (l instanceof Refusal ? l : showLetter(l));
export const allLetters = (o: LettersOutcome | Refusal): LettersDoneType | Refusal =>
  o instanceof Refusal ? o : { letters: o.letters.map(showLetter), refused: o.refused };

@Resolver(() => LetterType)
export class FeedbackResolver {
  constructor(
    private readonly letters: LettersService,
    private readonly composing: LetterComposing,
    private readonly queries: LettersQueries,
  ) {}

  @Query(() => LetterConnection.type, {
    description:
      'The letters of a consultation that the caller may see, in the order they were composed; a contact point its own once delivered',
  })
  @Allow('letter.read', { words: '看反馈函列表', reach: 'UNIT' })
  async letterList(
    @CurrentActor() actor: Actor,
    @Args('consultationId', { type: () => ID, description: 'The consultation' }) consultationId: string,
    @Args() asked: OldestFirst,
    @Args('filter', { defaultValue: {}, description: 'Which of them' }) filter: LetterFilterInput,
  ): Promise<Connection<LetterType>> {
    return connected(await this.queries.list(actor, consultationId, filter, asked), asked.after, showLetter);
  }

  @Query(() => LetterType, { nullable: true, description: 'One letter; null where there is none the caller may see' })
  @Allow('letter.read', { words: '看一份反馈函', reach: 'UNIT' })
  async letter(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID, description: 'Its id' }) id: string,
  ): Promise<LetterType | null> {
    const found = await this.queries.letter(actor, id);
    return found && showLetter(found);
  }

  @Mutation(() => ComposeLettersResult, {
    description:
      'Composes one letter per contact point about what it is owed an answer to: the first, or a supplementary one',
  })
  @Allow('letter.compose', { words: '拟反馈函' })
  async composeLetters(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which consultation' }) input: ComposeLettersInput,
  ): Promise<LettersDoneType | Refusal> {
    return allLetters(await this.composing.composeLetters(actor, input));
  }

  @Mutation(() => FinaliseLettersResult, { description: 'Says that the words are right 定稿' })
  @Allow('letter.compose', { words: '反馈函定稿' })
  async finaliseLetters(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which letters' }) input: FinaliseLettersInput,
  ): Promise<LettersDoneType | Refusal> {
    return allLetters(await this.letters.finaliseLetters(actor, input.letterIds));
  }

  @Mutation(() => SignLettersResult, { description: 'Signs letters and gives them their numbers 签发' })
  @Allow('letter.sign', { words: '签发反馈函' })
  async signLetters(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which letters' }) input: SignLettersInput,
  ): Promise<LettersDoneType | Refusal> {
    return allLetters(await this.letters.signLetters(actor, input.letterIds, input.firstNumber ?? null));
  }

  @Mutation(() => DeliverLettersResult, { description: 'Hands letters to their contact points 送达' })
  @Allow('letter.deliver', { words: '送达反馈函' })
  async deliverLetters(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which letters' }) input: DeliverLettersInput,
  ): Promise<LettersDoneType | Refusal> {
    return allLetters(await this.letters.deliverLetters(actor, input.letterIds));
  }

  @Mutation(() => AcknowledgeLetterResult, { description: 'A contact point says that it has the letter 签收' })
  @Allow('letter.acknowledge', { words: '签收反馈函', reach: 'UNIT' })
  async acknowledgeLetter(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which letter' }) input: AcknowledgeLetterInput,
  ): Promise<LetterType | Refusal> {
    return toLetterType(await this.letters.acknowledgeLetter(actor, input.letterId));
  }

  @Mutation(() => VoidLetterResult, { description: 'Voids a letter; its number is kept with the reason 作废' })
  @Allow('letter.sign', { words: '作废反馈函' })
  async voidLetter(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which letter and why' }) input: VoidLetterInput,
  ): Promise<LetterType | Refusal> {
    return toLetterType(await this.letters.voidLetter(actor, input.letterId, input.reason));
  }
}
