import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { AccountRow } from '../../access/access.entities.js';
import { AccessService } from '../../access/access.service.js';
import { IdentityService } from '../../access/identity.service.js';
import { SecondFactors } from '../../access/second-factors.js';
import { SessionsService } from '../../access/sessions.service.js';
import type { Actor } from '../../base/actor.js';
import { Refusal } from '../../base/refusal.js';
import { Allow, CurrentActor, Public } from '../allow.js';
import type { GraphqlContext } from '../context.js';
import {
  ChangePasswordInput,
  ChangePasswordResult,
  SignedInType,
  SignedOutType,
  SignInInput,
  SignInResult,
  SignOutResult,
  ViewerType,
} from './access.types.js';

@Resolver()
export class AccessResolver {
  constructor(
    private readonly access: AccessService,
    private readonly sessions: SessionsService,
    private readonly identity: IdentityService,
    private readonly factors: SecondFactors,
  ) {}

  @Query(() => ViewerType, { description: 'Who is asking, in which legislature' })
  @Allow('self.read', { words: '看自己是谁、在哪个机关', reach: 'SELF' })
  async viewer(@CurrentActor() actor: Actor): Promise<ViewerType> {
    const legislature = actor.legislatureId === null ? null : await this.access.legislature(actor.legislatureId);
    return {
      accountId: actor.accountId,
      displayName: actor.displayName,
      roles: [...actor.roles],
      legislature,
      legislatures: (await this.access.legislaturesOf(actor.accountId)).map(({ row, roles }) => ({ ...row, roles })),
      mustChangePassword: actor.mustChangePassword,
      hasSecondFactor: actor.hasSecondFactor,
      mustBindSecondFactor: actor.mustBindSecondFactor,
      recoveryCodesLeft: await this.factors.recoveryCodesLeft(actor.accountId),
      freshUntil: actor.reauthenticatedUntil,
    };
  }

  @Mutation(() => SignInResult, { description: 'Begins a session: a cookie for a browser, a token for a program' })
  @Public()
  async signIn(
    @Args('input', { description: 'User name and password' }) input: SignInInput,
    @Context() context: GraphqlContext,
  ): Promise<SignedInType | Refusal> {
    const done = await this.identity.signIn(input, {
      address: context.caller.address,
      device: context.device.token,
      sessionId: context.actor?.sessionId ?? null,
    });
    if (done instanceof Refusal) return done;
    if (!input.forProgram) context.session.set(done.token, done.expiresAt);
    if (done.device !== null) context.device.set(done.device);
    // what the profile asks for shows in the session only
    const actor = await this.sessions.resolve(done.token, undefined);
    return {
      displayName: done.account.displayName,
      token: input.forProgram ? done.token : null,
      expiresAt: done.expiresAt,
      mustChangePassword: actor?.mustChangePassword ?? done.account.mustChangePassword,
    };
  }

  @Mutation(() => SignOutResult, { description: 'Ends this session' })
  @Allow('self.change', { words: '退出登录', reach: 'SELF' })
  async signOut(@CurrentActor() actor: Actor, @Context() context: GraphqlContext): Promise<SignedOutType> {
    context.session.clear();
    return { ended: await this.sessions.signOut(actor) };
  }

  @Mutation(() => ChangePasswordResult, { description: 'Changes the own password and ends every other session' })
  @Allow('self.change', { words: '改自己的密码', reach: 'SELF' })
  changePassword(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Present and new password' }) input: ChangePasswordInput,
  ): Promise<AccountRow | Refusal> {
    return this.identity.changePassword(actor, input);
  }
}
