import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { type HandedWork, HandedWorkService } from '../../access/handed-work.service.js';
import { HandoverService } from '../../access/handover.service.js';
import { StandInsService } from '../../access/stand-ins.service.js';
import type { Actor } from '../../base/actor.js';
import { Refusal } from '../../base/refusal.js';
import { Allow, CurrentActor } from '../allow.js';
import { showGrant, showManaged } from './accounts.resolver.js';
import {
  AppointStandInInput,
  AppointStandInResult,
  HandedOverType,
  HandedWorkType,
  HandOverAccountInput,
  HandOverAccountResult,
  HandoverPreviewType,
  ReadHandedWorkInput,
  ReadHandedWorkResult,
  StandInAppointedType,
} from './handover.types.js';

/** Nobody has filled in anything yet: what is wrong with a field stands for itself */
const wordsOf = (refusal: Refusal | null): string | null => refusal?.fields[0]?.message ?? refusal?.message ?? null;
const showHanded = ({ row, fromName }: HandedWork): HandedWorkType => ({
  ...row,
  fromName,
  leftOpen: [...row.leftOpen],
});

@Resolver()
export class HandoverResolver {
  constructor(
    private readonly handovers: HandoverService,
    private readonly standIns: StandInsService,
    private readonly handed: HandedWorkService,
  ) {}

  @Query(() => HandoverPreviewType, {
    nullable: true,
    description: 'What would move from one account to another; null where one of the two is none of this legislature',
  })
  @Allow('account.read', { words: '看移交清单' })
  async handoverPreview(
    @CurrentActor() actor: Actor,
    @Args('fromAccountId', { type: () => ID, description: 'The old account' }) fromAccountId: string,
    @Args('toAccountId', { type: () => ID, description: 'The successor' }) toAccountId: string,
  ): Promise<HandoverPreviewType | null> {
    const seen = await this.handovers.preview(actor, fromAccountId, toAccountId);
    return (
      seen && {
        from: showManaged(seen.from),
        to: showManaged(seen.to),
        moves: seen.moves.map(showGrant),
        heldAlready: seen.heldAlready.map(showGrant),
        waiting: [...seen.waiting],
        refusal: wordsOf(seen.refusal),
        refusalToDisable: wordsOf(seen.refusalToDisable),
      }
    );
  }

  @Mutation(() => HandOverAccountResult, {
    description: 'Hands all roles of an account in the legislature at hand over to another, in one act 移交',
  })
  @Allow('account.manage', { words: '移交账号的工作' })
  async handOverAccount(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'From whom to whom' }) input: HandOverAccountInput,
  ): Promise<HandedOverType | Refusal> {
    const done = await this.handovers.handOver(actor, input);
    return done instanceof Refusal
      ? done
      : {
          from: showManaged(done.from),
          to: showManaged(done.to),
          moved: done.moved.map(showGrant),
          heldAlready: done.heldAlready.map(showGrant),
          disabled: done.disabled,
          workingCopiesMoved: done.workingCopies.moved,
          workingCopiesStayed: done.workingCopies.stayed,
        };
  }

  @Mutation(() => AppointStandInResult, {
    description: 'Has one account do the work of another until a day, as 代理; the other keeps the own roles',
  })
  @Allow('account.manage', { words: '安排代理' })
  async appointStandIn(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Who for whom, until when' }) input: AppointStandInInput,
  ): Promise<StandInAppointedType | Refusal> {
    const done = await this.standIns.appoint(actor, input);
    return done instanceof Refusal
      ? done
      : {
          absent: showManaged(done.absent),
          standIn: showManaged(done.standIn),
          lent: done.lent.map((g) => showGrant({ ...g, revokedAt: done.until })),
          heldAlready: done.heldAlready.map(showGrant),
          until: done.until,
        };
  }

  @Query(() => [HandedWorkType], {
    description: 'What passed to the caller in the legislature at hand and was not read yet, newest first; bounded(50)',
  })
  @Allow('handedWork.read', { words: '看别人移交来的工作', reach: 'SELF' })
  async handedWork(@CurrentActor() actor: Actor): Promise<HandedWorkType[]> {
    return (await this.handed.toRead(actor)).map(showHanded);
  }

  @Mutation(() => ReadHandedWorkResult, {
    description: 'Says that what passed to the caller was read; it is not shown any more',
  })
  @Allow('handedWork.read', { words: '看过移交来的工作', reach: 'SELF' })
  async readHandedWork(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which' }) input: ReadHandedWorkInput,
  ): Promise<HandedWorkType | Refusal> {
    const done = await this.handed.read(actor, input.id);
    return done instanceof Refusal ? done : showHanded(done);
  }
}
