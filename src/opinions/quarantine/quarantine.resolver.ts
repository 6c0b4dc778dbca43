import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow, CurrentActor } from '../../platform/api/allow.js';
import type { Actor } from '../../platform/base/actor.js';
import type { Refusal } from '../../platform/base/refusal.js';
import type { QuarantineReaderRow } from './quarantine.entities.js';
import { QuarantineReaders, type QuarantinedWords } from './quarantine-readers.service.js';
import {
  EndQuarantineReaderInput,
  EndQuarantineReaderResult,
  NameQuarantineReaderInput,
  NameQuarantineReaderResult,
  QuarantineReaderType,
  ReadQuarantinedInput,
  ReadQuarantinedResult,
} from './quarantine.types.js';

@Resolver(() => QuarantineReaderType)
export class QuarantineResolver {
  constructor(private readonly readers: QuarantineReaders) {}

  @Query(() => [QuarantineReaderType], { description: 'Who may read what is kept apart, now; bounded(10)' })
  @Allow('legislature.read', { words: '看谁可以看隔离待核的原话' })
  quarantineReaders(@CurrentActor() actor: Actor): Promise<QuarantineReaderRow[]> {
    return this.readers.named(actor);
  }

  @Mutation(() => NameQuarantineReaderResult, { description: 'Names somebody who may read what is kept apart' })
  @Allow('legislature.manage', { words: '指定谁可以看隔离待核的原话' })
  nameQuarantineReader(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Who' }) input: NameQuarantineReaderInput,
  ): Promise<QuarantineReaderRow | Refusal> {
    return this.readers.name(actor, input);
  }

  @Mutation(() => EndQuarantineReaderResult, { description: 'Ends that somebody may read what is kept apart' })
  @Allow('legislature.manage', { words: '收回看隔离待核原话的指定' })
  endQuarantineReader(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Who' }) input: EndQuarantineReaderInput,
  ): Promise<QuarantineReaderRow | Refusal> {
    return this.readers.end(actor, input);
  }

  @Mutation(() => ReadQuarantinedResult, {
    description: 'The words of an opinion that is kept apart, for whoever is named; every reading stands in the ledger',
  })
  @Allow('opinion.read', { words: '看隔离待核的原话（每次记入台账）', reach: 'UNIT' })
  readQuarantined(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which' }) input: ReadQuarantinedInput,
  ): Promise<QuarantinedWords | Refusal> {
    return this.readers.read(actor, input.opinionId);
  }
}
