import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { AccountRow, RoleGrantRow } from '../../access/access.entities.js';
import type { AccountCreated } from '../../access/access.service.js';
import { AccountsQueries, type ManagedAccount } from '../../access/accounts.queries.js';
import { accountStateWords } from '../../access/accounts.rules.js';
import { AccountsService } from '../../access/accounts.service.js';
import type { Actor } from '../../base/actor.js';
import { Refusal } from '../../base/refusal.js';
import { type Role, roleWords } from '../../base/roles.rules.js';
import { NO_OWNER } from '../../database/places.js';
import { scopeOf, UnitOfWork } from '../../database/scope.js';
import { Allow, CurrentActor } from '../allow.js';
import { connected, type Connection } from '../connection.js';
import { countFacets, type Facet, OldestFirst, readPage } from '../paging.js';
import {
  AccountFilterInput,
  DisableAccountInput,
  DisableAccountResult,
  EnableAccountInput,
  EnableAccountResult,
  GrantRoleInput,
  GrantRoleResult,
  HeldRoleType,
  ManagedAccountConnection,
  ManagedAccountType,
  RenameAccountInput,
  RenameAccountResult,
  ResetPasswordInput,
  ResetPasswordResult,
  RevokeRoleInput,
  RevokeRoleResult,
} from './accounts.types.js';
import { ResetSecondFactorInput, ResetSecondFactorResult } from './second-factor.types.js';

export const showGrant = ({ role, unitId, grantedAt, revokedAt }: RoleGrantRow): HeldRoleType => ({
  role,
  unitId,
  grantedAt,
  until: revokedAt,
});
export const showManaged = ({
  row,
  state,
  grants,
  hasSecondFactor,
  held,
  disabledReason,
}: ManagedAccount): ManagedAccountType => ({
  id: row.id,
  username: row.username,
  displayName: row.displayName,
  state,
  lastSignedInAt: row.lastSignedInAt,
  hasSecondFactor,
  heldAt: held?.at ?? null,
  heldUntil: held?.until ?? null,
  disabledAt: row.disabledAt,
  disabledReason,
  activationUntil: state === 'AWAITING_PASSWORD' ? row.passwordExpiresAt : null,
  roles: grants.map(showGrant),
});
const toManagedAccountType = (done: ManagedAccount | Refusal): ManagedAccountType | Refusal =>
  done instanceof Refusal ? done : showManaged(done);

@Resolver(() => ManagedAccountType)
export class AccountsResolver {
  constructor(
    private readonly queries: AccountsQueries,
    private readonly accounts: AccountsService,
    private readonly work: UnitOfWork,
  ) {}

  @Query(() => ManagedAccountConnection.type, {
    description:
      'The accounts of the legislature at hand in the order they were made; without one at hand those that run the installation',
  })
  @Allow('account.read', { words: '看本机关的账号' })
  async accountList(
    @CurrentActor() actor: Actor,
    @Args() asked: OldestFirst,
    @Args('filter', { defaultValue: {}, description: 'Which of them' }) filter: AccountFilterInput,
  ): Promise<Connection<ManagedAccountType>> {
    const list = { list: 'account', ownerId: NO_OWNER };
    const page = await readPage(this.work.read(scopeOf(actor)), this.queries.select(actor, filter), list, asked, () =>
      this.facets(actor, filter),
    );
    const managed = await this.queries.managed(
      actor,
      page.rows.map((r) => r.row),
    );
    const by = new Map(managed.map((m) => [m.row.id, m]));
    return connected(page, asked.after, (row) => showManaged(by.get(row.id) as ManagedAccount));
  }

  private async facets(actor: Actor, filter: AccountFilterInput): Promise<Facet[]> {
    const states = [{ name: 'states', column: this.queries.stateColumn, words: accountStateWords }];
    const byRole = await this.queries.countByRole(actor, filter);
    return [
      ...(await countFacets(states, () => this.queries.select(actor, filter, 'states'))),
      {
        name: 'roles',
        values: [...byRole].map(([value, count]) => ({ value, words: roleWords[value as Role], count, exact: true })),
      },
    ];
  }

  @Mutation(() => GrantRoleResult, { description: 'Gives an account of the legislature at hand one role more' })
  @Allow('account.manage', { words: '增加角色' })
  async grantRole(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Who and what' }) input: GrantRoleInput,
  ): Promise<ManagedAccountType | Refusal> {
    return toManagedAccountType(await this.accounts.grantRole(actor, input));
  }

  @Mutation(() => RenameAccountResult, { description: 'Corrects the name that colleagues see' })
  @Allow('account.manage', { words: '更正账号的姓名' })
  async renameAccount(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Whose, and the name' }) input: RenameAccountInput,
  ): Promise<ManagedAccountType | Refusal> {
    return toManagedAccountType(await this.accounts.rename(actor, input));
  }

  @Mutation(() => RevokeRoleResult, { description: 'Takes a role back; that it was held is kept' })
  @Allow('account.manage', { words: '收回角色' })
  async revokeRole(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Who and what' }) input: RevokeRoleInput,
  ): Promise<ManagedAccountType | Refusal> {
    return toManagedAccountType(await this.accounts.revokeRole(actor, input));
  }

  @Mutation(() => DisableAccountResult, {
    description: '停用: ends every session of the account, and nothing opens with it any more',
  })
  @Allow('account.manage', { words: '停用账号' })
  async disableAccount(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which and why' }) input: DisableAccountInput,
  ): Promise<ManagedAccountType | Refusal> {
    return toManagedAccountType(await this.accounts.disable(actor, input));
  }

  @Mutation(() => EnableAccountResult, {
    description: '启用, with a one-time password; also for an account that nobody signed in to for long',
  })
  @Allow('account.manage', { words: '启用账号' })
  enableAccount(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which' }) input: EnableAccountInput,
  ): Promise<AccountCreated | Refusal> {
    return this.accounts.enable(actor, input);
  }

  @Mutation(() => ResetPasswordResult, {
    description:
      'A one-time password for somebody who lost the own one; ends every session. With a second factor taken away too, the account is held',
  })
  @Allow('account.manage', { words: '替人重置密码' })
  resetPassword(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Whose' }) input: ResetPasswordInput,
  ): Promise<AccountCreated | Refusal> {
    return this.accounts.resetPassword(actor, input);
  }

  @Mutation(() => ResetSecondFactorResult, {
    description:
      "Takes the second factor of somebody of the legislature at hand away; that person's sessions end. With the password reset too, the account is held",
  })
  @Allow('account.manage', { words: '替人解除动态验证码' })
  resetSecondFactor(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Whose' }) input: ResetSecondFactorInput,
  ): Promise<AccountRow | Refusal> {
    return this.accounts.resetSecondFactor(actor, input.username);
  }
}
