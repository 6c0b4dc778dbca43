/**
 * What the permission table marks so is done only by somebody who confirmed the own identity just before, so that
 * a session left open or stolen signs nothing (security §1.2). An account that others have reset whole does it not
 * even then. A mutation answers the Problem; a route is refused with 403.
 */
import { type CallHandler, type ExecutionContext, Inject, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { GqlExecutionContext } from '@nestjs/graphql';
import { GraphQLError } from 'graphql';
import { from, type Observable } from 'rxjs';
import { needsReauthentication, type Permission } from '../access/permissions.js';
import { Holds } from '../access/holds.js';
import type { Actor } from '../base/actor.js';
import type { Config } from '../base/config.js';
import { CONFIG } from '../base/config.token.js';
import { Refusal } from '../base/refusal.js';
import { scopeOf, UnitOfWork } from '../database/scope.js';
import { ALLOWED, PUBLIC } from './allow.js';
import type { GraphqlContext } from './context.js';

@Injectable()
export class Reauthentication implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly work: UnitOfWork,
    private readonly holds: Holds,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const permission = this.reflector.getAllAndOverride<Permission | typeof PUBLIC | undefined>(ALLOWED, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (permission === undefined || permission === PUBLIC || !needsReauthentication(permission)) return next.handle();
    const graphql = context.getType<string>() === 'graphql';
    const actor = graphql
      ? GqlExecutionContext.create(context).getContext<GraphqlContext>().actor
      : context.switchToHttp().getRequest<{ actor?: Actor | null }>().actor;
    if (actor?.isHeld === false && actor.reauthenticatedUntil) return next.handle();
    return from(this.refuse(context.getHandler().name, actor ?? null, graphql));
  }

  private async refuse(act: string, actor: Actor | null, graphql: boolean): Promise<Refusal> {
    const held = actor?.isHeld === true ? await this.holds.refusal(scopeOf(actor), actor.accountId) : null;
    const refusal =
      held ?? new Refusal('REAUTHENTICATION_NEEDED', { minutes: this.config.sessions.reauthentication / 60_000 });
    if (actor) await this.work.run(act, scopeOf(actor), () => Promise.resolve(refusal));
    if (!graphql) throw new GraphQLError(refusal.message, { extensions: { code: refusal.code, status: 403 } });
    return refusal;
  }
}
