import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { ConfirmingResets, type ResetNotice } from '../../access/confirming-resets.service.js';
import type { Actor } from '../../base/actor.js';
import { Refusal } from '../../base/refusal.js';
import { Allow, CurrentActor } from '../allow.js';
import { Subjects } from '../subjects.js';
import { todoKinds, Todos } from '../todos.js';
import { ConfirmResetInput, ConfirmResetResult, ResetNoticeType } from './resets.types.js';

todoKinds({
  RESET_TO_CONFIRM: { words: '{n} 个账号重置过，等着确认', permission: 'reset.confirm', urgency: 'BLOCKS' },
});

const SHOWN = 20;

const showNotice =
  (actor: Actor) =>
  ({ confirmer, resets, confirmers, ...notice }: ResetNotice): ResetNoticeType => ({
    ...notice,
    isOwn: notice.accountId === actor.accountId,
    resets: resets.slice(-SHOWN),
    confirmedBy: confirmer,
    confirmers: confirmers.slice(0, SHOWN),
  });

@Resolver()
export class ResetsResolver {
  constructor(private readonly confirming: ConfirmingResets) {}

  @Query(() => [ResetNoticeType], {
    description:
      'Accounts of the legislature at hand, or of the installation, that were reset by others: those that sign nothing first; bounded(50)',
  })
  @Allow('reset.read', { words: '看哪些账号重置过', reach: 'ALL' })
  async resetNotices(@CurrentActor() actor: Actor): Promise<ResetNoticeType[]> {
    return (await this.confirming.notices(actor)).map(showNotice(actor));
  }

  @Mutation(() => ConfirmResetResult, {
    description: 'Says that the owner asked for both resets, as a second person; the account signs again',
  })
  @Allow('reset.confirm', { words: '确认账号的重置' })
  async confirmReset(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which' }) input: ConfirmResetInput,
  ): Promise<ResetNoticeType | Refusal> {
    const done = await this.confirming.confirm(actor, input);
    return done instanceof Refusal ? done : showNotice(actor)(done);
  }
}

/** What waits for whoever may confirm, and how a notice is read beside a refusal or a todo */
@Injectable()
export class ResetTodos implements OnModuleInit {
  constructor(
    private readonly confirming: ConfirmingResets,
    private readonly todos: Todos,
    private readonly subjects: Subjects,
  ) {}

  onModuleInit(): void {
    this.todos.register('RESET_TO_CONFIRM', async ({ actor }) =>
      (await this.confirming.notices(actor))
        .filter((n) => n.mayConfirm)
        .map((n) => ({ figure: 1, since: n.at, dueOn: null, target: { kind: 'ResetNotice', id: n.id } })),
    );
    this.subjects.register('ResetNotice', async (actor, ids) => {
      const told = (await this.confirming.notices(actor)).map(showNotice(actor));
      return ids.map((id) => told.find((n) => n.id === id) ?? null);
    });
  }
}
