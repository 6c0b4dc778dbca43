import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Allow, CurrentActor } from '../../../platform/api/allow.js';
import type { Actor } from '../../../platform/base/actor.js';
import type { Refusal } from '../../../platform/base/refusal.js';
import { type VoiceDone, type VoicesPlan, VoicesTableService } from './voices-table.service.js';
import {
  ImportVoicesTableInput,
  ImportVoicesTableResult,
  ReadVoicesTableInput,
  ReadVoicesTableResult,
} from './voices-table.types.js';

@Resolver()
export class VoicesTableResolver {
  constructor(private readonly tables: VoicesTableService) {}

  @Mutation(() => ReadVoicesTableResult, {
    description: 'Says what a table of voices typed elsewhere 意见录入表 would do, row by row; nothing is written',
  })
  @Allow('opinion.enter', { words: '预览意见录入表', reach: 'UNIT' })
  readVoicesTable(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'The table' }) input: ReadVoicesTableInput,
  ): Promise<VoicesPlan | Refusal> {
    return this.tables.readVoicesTable(actor, input);
  }

  @Mutation(() => ImportVoicesTableResult, {
    description: 'Types what the plan of a table of voices said; the same table once more changes nothing',
  })
  @Allow('opinion.enter', { words: '导入意见录入表', reach: 'UNIT' })
  importVoicesTable(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'The table and its plan' }) input: ImportVoicesTableInput,
  ): Promise<{ rows: VoiceDone[] } | Refusal> {
    return this.tables.importVoicesTable(actor, input);
  }
}
