import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Allow, CurrentActor } from '../../platform/api/allow.js';
import type { Actor } from '../../platform/base/actor.js';
import { Refusal } from '../../platform/base/refusal.js';
import { type Imported, NetworkTableService } from './table.service.js';
import {
  ImportNetworkTableInput,
  ImportNetworkTableResult,
  type NetworkTablePlanType,
  ReadNetworkTableInput,
  ReadNetworkTableResult,
} from './table.types.js';
import { tableColumns } from './table.words.js';

@Resolver()
export class NetworkTableResolver {
  constructor(private readonly tables: NetworkTableService) {}

  @Mutation(() => ReadNetworkTableResult, {
    description: 'Says what a table of contact points would do, row by row; nothing is written',
  })
  @Allow('contactPoint.manage', { words: '预览联系点表' })
  async readNetworkTable(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'The table' }) input: ReadNetworkTableInput,
  ): Promise<NetworkTablePlanType | Refusal> {
    const read = await this.tables.readNetworkTable(actor, input);
    if (read instanceof Refusal) return read;
    const rows = read.rows.map(({ row, state, record, changes, faults }) => ({
      row,
      state,
      name: record.name,
      changes: changes.map((c) => ({ ...c, column: tableColumns[c.column] })),
      faults,
    }));
    return { rows, ignored: read.ignored, plan: read.plan };
  }

  @Mutation(() => ImportNetworkTableResult, {
    description: 'Does what the plan of a table said; the same table once more changes nothing',
  })
  @Allow('contactPoint.manage', { words: '导入联系点表' })
  importNetworkTable(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'The table and its plan' }) input: ImportNetworkTableInput,
  ): Promise<Imported | Refusal> {
    return this.tables.importNetworkTable(actor, input);
  }
}
