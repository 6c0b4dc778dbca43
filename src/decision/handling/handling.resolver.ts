import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow, CurrentActor } from '../../platform/api/allow.js';
import type { BulkOutcome } from '../../platform/api/bulk.js';
import { connected, type Connection } from '../../platform/api/connection.js';
import { NewestFirst } from '../../platform/api/paging.js';
import { Subjects } from '../../platform/api/subjects.js';
import type { Actor } from '../../platform/base/actor.js';
import { Refusal } from '../../platform/base/refusal.js';
import {
  CheckSheetInput,
  CheckSheetResult,
  DecisionSheetConnection,
  DecisionSheetFilterInput,
  DecisionSheetType,
  HandlingProposedType,
  PrepareSheetInput,
  PrepareSheetResult,
  ProposeHandlingInput,
  ProposeHandlingResult,
  SignSheetInput,
  SignSheetResult,
} from '../decision.types.js';
import { HandlingQueries, type Sheet } from './handling.queries.js';
import { HandlingService } from './handling.service.js';
import {
  ProposeHandlingsInput,
  ProposeHandlingsResult,
  WithdrawHandlingsInput,
  WithdrawHandlingsResult,
} from './handling.types.js';
import { SheetsService } from './sheets.service.js';

const showSheet = (s: Sheet | Refusal): DecisionSheetType | Refusal => (s instanceof Refusal ? s : s.row);

@Resolver(() => DecisionSheetType)
export class SheetResolver {
  constructor(
    private readonly handlings: HandlingService,
    private readonly sheets: SheetsService,
    private readonly queries: HandlingQueries,
    subjects: Subjects,
  ) {
    subjects.register('DecisionSheet', (actor, ids) => queries.sheetsByIds(actor, ids));
  }

  @Query(() => DecisionSheetType, { nullable: true, description: 'One sheet; null where there is none here' })
  @Allow('sheet.read', { words: '看采纳情况表' })
  decisionSheet(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID, description: 'Its id' }) id: string,
  ): Promise<DecisionSheetType | null> {
    return this.queries.sheet(actor, id);
  }

  @Query(() => DecisionSheetConnection.type, { description: 'The sheets of a consultation by their number' })
  @Allow('sheet.read', { words: '看采纳情况表列表' })
  async decisionSheetList(
    @CurrentActor() actor: Actor,
    @Args('consultationId', { type: () => ID, description: 'The consultation' }) consultationId: string,
    @Args() asked: NewestFirst,
    @Args('filter', { defaultValue: {}, description: 'Which of them' }) filter: DecisionSheetFilterInput,
  ): Promise<Connection<DecisionSheetType>> {
    return connected(await this.queries.sheets(actor, consultationId, filter, asked), asked.after);
  }

  @Mutation(() => ProposeHandlingResult, { description: 'Proposes what to do with a comment 拟处理意见' })
  @Allow('handling.propose', { words: '写拟处理意见' })
  proposeHandling(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Outcome and reason' }) input: ProposeHandlingInput,
  ): Promise<HandlingProposedType | Refusal> {
    return this.handlings.proposeHandling(actor, input);
  }

  @Mutation(() => ProposeHandlingsResult, {
    description: 'Proposes the same for several comments, each of which is done or left alone with the reason',
  })
  @Allow('handling.propose', { words: '给多条意见写同样的拟处理意见' })
  proposeHandlings(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which comments, outcome and reason' }) input: ProposeHandlingsInput,
  ): Promise<BulkOutcome | Refusal> {
    return this.handlings.proposeHandlings(actor, input);
  }

  @Mutation(() => WithdrawHandlingsResult, {
    description:
      'Takes proposals back that are on no sheet: the one before counts again, or none. What was taken back stays in the history',
  })
  @Allow('handling.propose', { words: '撤回拟处理意见' })
  withdrawHandlings(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Of which comments' }) input: WithdrawHandlingsInput,
  ): Promise<BulkOutcome | Refusal> {
    return this.handlings.withdrawHandlings(actor, input);
  }

  @Mutation(() => PrepareSheetResult, { description: 'Puts proposals on a sheet for sign-off' })
  @Allow('sheet.prepare', { words: '编采纳情况表' })
  async prepareSheet(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which comments' }) input: PrepareSheetInput,
  ): Promise<DecisionSheetType | Refusal> {
    return showSheet(await this.sheets.prepareSheet(actor, input));
  }

  @Mutation(() => CheckSheetResult, { description: 'Checks a sheet 审核' })
  @Allow('sheet.check', { words: '审核采纳情况表' })
  async checkSheet(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which sheet' }) input: CheckSheetInput,
  ): Promise<DecisionSheetType | Refusal> {
    return showSheet(await this.sheets.checkSheet(actor, input));
  }

  @Mutation(() => SignSheetResult, { description: 'Signs a sheet 签发; the preparer cannot' })
  @Allow('sheet.sign', { words: '签发采纳情况表' })
  async signSheet(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which sheet, which lines struck' }) input: SignSheetInput,
  ): Promise<DecisionSheetType | Refusal> {
    return showSheet(await this.sheets.signSheet(actor, input));
  }
}
