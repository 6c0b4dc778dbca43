import { Args, Mutation, Resolver } from '@nestjs/graphql';
import type { LegislatureRow } from '../../access/access.entities.js';
import type { AccountCreated } from '../../access/access.service.js';
import { AccountMakingService } from '../../access/account-making.service.js';
import { FoundingService, type LegislatureFounded } from '../../access/founding.service.js';
import type { Actor } from '../../base/actor.js';
import { Refusal } from '../../base/refusal.js';
import { Allow, CurrentActor } from '../allow.js';
import { refusedRow } from '../bulk.js';
import {
  AccountsCreatedType,
  CreateAccountInput,
  CreateAccountResult,
  CreateAccountsInput,
  CreateAccountsResult,
  CreateLegislatureInput,
  CreateLegislatureResult,
  FoundLegislatureInput,
  FoundLegislatureResult,
} from './access.types.js';

@Resolver()
export class MakingResolver {
  constructor(
    private readonly founding: FoundingService,
    private readonly making: AccountMakingService,
  ) {}

  @Mutation(() => CreateLegislatureResult, {
    description: 'Founds a legislature; the founder becomes its administrator',
  })
  @Allow('legislature.create', { words: '建立立法机关' })
  createLegislature(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Names and settings' }) input: CreateLegislatureInput,
  ): Promise<LegislatureRow | Refusal> {
    return this.founding.createLegislature(actor, input);
  }

  @Mutation(() => FoundLegislatureResult, {
    description: 'Founds a legislature together with the account of its first administrator',
  })
  @Allow('legislature.create', { words: '建立立法机关和第一位管理员' })
  foundLegislature(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Names, settings, and who administers it' }) input: FoundLegislatureInput,
  ): Promise<LegislatureFounded | Refusal> {
    return this.founding.found(actor, input);
  }

  @Mutation(() => CreateAccountResult, {
    description: 'Makes an account with a one-time password in the legislature at hand',
  })
  @Allow('account.manage', { words: '开通账号、给角色' })
  createAccount(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Name and roles' }) input: CreateAccountInput,
  ): Promise<AccountCreated | Refusal> {
    return this.making.createAccount(actor, input);
  }

  @Mutation(() => CreateAccountsResult, {
    description: 'Makes a list of accounts, each with a one-time password; a row that cannot be made is left out',
  })
  @Allow('account.manage', { words: '成批开通账号' })
  async createAccounts(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'The list' }) input: CreateAccountsInput,
  ): Promise<AccountsCreatedType | Refusal> {
    const done = await this.making.createAccounts(actor, input);
    if (done instanceof Refusal) return done;
    return { ...done, refused: done.refused.map(({ row, refusal }) => refusedRow(row, refusal)) };
  }
}
