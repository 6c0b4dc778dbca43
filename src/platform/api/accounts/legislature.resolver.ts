import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { LegislatureChangeRow, LegislatureRow } from '../../access/access.entities.js';
import { AccountsQueries } from '../../access/accounts.queries.js';
import type { Profile } from '../../access/accounts.rules.js';
import { LegislaturesService } from '../../access/legislatures.service.js';
import { allows } from '../../access/permissions.js';
import type { ProfileEffect } from '../../access/profile.rules.js';
import type { Actor } from '../../base/actor.js';
import type { Refusal } from '../../base/refusal.js';
import { accountNameLoader } from '../account-names.js';
import { Allow, CurrentActor } from '../allow.js';
import type { GraphqlContext } from '../context.js';
import { Subjects } from '../subjects.js';
import { ProfileEnum } from './access.types.js';
import {
  ChangeLegislatureInput,
  ChangePaperSettingsInput,
  ChangePaperSettingsResult,
  ChangeLegislatureResult,
  ChangeProfileInput,
  ChangeProfileResult,
  LegislatureSettingsType,
  ProfileEffectType,
  SettingChangeType,
} from './legislature.types.js';

@Resolver(() => LegislatureSettingsType)
export class LegislatureResolver {
  constructor(
    private readonly legislatures: LegislaturesService,
    subjects: Subjects,
  ) {
    subjects.register('Legislature', async (actor, ids) => {
      const own = allows('legislature.read', actor.roles) ? await legislatures.settings(actor) : null;
      return ids.map((id) => (own?.id === id ? own : null));
    });
  }

  @Query(() => LegislatureSettingsType, { description: 'The settings of the legislature at hand' })
  @Allow('legislature.read', { words: '看本机关的设置' })
  legislature(@CurrentActor() actor: Actor): Promise<LegislatureRow> {
    return this.legislatures.settings(actor);
  }

  @ResolveField(() => [SettingChangeType], {
    description: 'The last change of each setting that was ever changed, the newest first; bounded(20)',
  })
  changes(@CurrentActor() actor: Actor): Promise<LegislatureChangeRow[]> {
    return this.legislatures.changes(actor);
  }

  @Query(() => ProfileEffectType, { description: 'What would be different under a profile; nothing is changed' })
  @Allow('legislature.read', { words: '看换一档会变什么' })
  profileEffect(
    @CurrentActor() actor: Actor,
    @Args('profile', { type: () => ProfileEnum, description: 'Which' }) profile: Profile,
  ): Promise<ProfileEffect> {
    return this.legislatures.effect(actor, profile);
  }

  @Mutation(() => ChangeLegislatureResult, {
    description: 'Changes names, contact and shortest window; papers that were composed keep theirs',
  })
  @Allow('legislature.manage', { words: '改本机关的设置' })
  changeLegislature(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'As they should be' }) input: ChangeLegislatureInput,
  ): Promise<LegislatureRow | Refusal> {
    return this.legislatures.change(actor, input);
  }

  @Mutation(() => ChangePaperSettingsResult, {
    description: 'Changes what papers are printed with beside its names, and where their numbers come from',
  })
  @Allow('legislature.manage', { words: '改本机关函件的设置' })
  changePaperSettings(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'As they should be' }) input: ChangePaperSettingsInput,
  ): Promise<LegislatureRow | Refusal> {
    return this.legislatures.changePapers(actor, input);
  }

  @Mutation(() => ChangeProfileResult, { description: 'Changes how much ceremony the legislature wants' })
  @Allow('legislature.manage', { words: '改本机关的档位' })
  changeProfile(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which' }) input: ChangeProfileInput,
  ): Promise<LegislatureRow | Refusal> {
    return this.legislatures.changeProfile(actor, input);
  }
}

@Resolver(() => SettingChangeType)
export class SettingChangeResolver {
  constructor(private readonly accounts: AccountsQueries) {}

  @ResolveField(() => String, { nullable: true, description: 'Who changed it, by the name colleagues see' })
  by(@Parent() { byAccount }: SettingChangeType, @Context() context: GraphqlContext): Promise<string | null> {
    return accountNameLoader(context, this.accounts).load(byAccount);
  }
}
