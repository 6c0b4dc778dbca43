import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { IdentityService } from '../../access/identity.service.js';
import { type Begun, SecondFactors } from '../../access/second-factors.js';
import { SessionsService } from '../../access/sessions.service.js';
import type { Actor } from '../../base/actor.js';
import { Refusal } from '../../base/refusal.js';
import { Allow, CurrentActor } from '../allow.js';
import type { GraphqlContext } from '../context.js';
import {
  BeginSecondFactorInput,
  BeginSecondFactorResult,
  ConfirmIdentityInput,
  ConfirmIdentityResult,
  ConfirmSecondFactorInput,
  ConfirmSecondFactorResult,
  IdentityConfirmedType,
  SecondFactorConfirmedType,
  SignedOutEverywhereType,
  SignOutEverywhereResult,
} from './second-factor.types.js';

@Resolver()
export class SecondFactorResolver {
  constructor(
    private readonly identity: IdentityService,
    private readonly factors: SecondFactors,
    private readonly sessions: SessionsService,
  ) {}

  @Mutation(() => ConfirmIdentityResult, {
    description:
      'Proves the own identity again, for acts that ask for it: signing, issuing, accounts and roles. A browser gets a new session token',
  })
  @Allow('self.change', { words: '核对本人身份', reach: 'SELF' })
  async confirmIdentity(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Password, and code where there is one' }) input: ConfirmIdentityInput,
    @Context() context: GraphqlContext,
  ): Promise<IdentityConfirmedType | Refusal> {
    const done = await this.identity.confirmIdentity(actor, input);
    if (!(done instanceof Refusal) && done.renewed) context.session.set(done.renewed.token, done.renewed.expiresAt);
    return done;
  }

  @Mutation(() => BeginSecondFactorResult, {
    description:
      'Begins to bind an authenticator app 动态验证码; the one at work, if any, stays until the new one is confirmed',
  })
  @Allow('self.change', { words: '绑定动态验证码', reach: 'SELF' })
  beginSecondFactor(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Password, and code where one is at work' }) input: BeginSecondFactorInput,
  ): Promise<Begun | Refusal> {
    return this.identity.beginSecondFactor(actor, input);
  }

  @Mutation(() => ConfirmSecondFactorResult, {
    description: 'Puts the app to work by its first code; gives recovery codes',
  })
  @Allow('self.change', { words: '确认绑定动态验证码', reach: 'SELF' })
  async confirmSecondFactor(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'The code' }) input: ConfirmSecondFactorInput,
  ): Promise<SecondFactorConfirmedType | Refusal> {
    const done = await this.factors.confirm(actor, input.code);
    return done instanceof Refusal ? done : { recoveryCodes: done };
  }

  @Mutation(() => SignOutEverywhereResult, {
    description: 'Ends every session and token of the own account, this one too, and forgets its devices',
  })
  @Allow('self.change', { words: '退出所有设备', reach: 'SELF' })
  async signOutEverywhere(
    @CurrentActor() actor: Actor,
    @Context() context: GraphqlContext,
  ): Promise<SignedOutEverywhereType> {
    context.session.clear();
    return { sessions: await this.sessions.signOutEverywhere(actor) };
  }
}
