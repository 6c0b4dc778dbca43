/**
 * How a resolver or a route names who may use it. Nothing is open by silence: an operation without a name is refused.
 */
import { type CanActivate, createParamDecorator, type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { GqlExecutionContext } from '@nestjs/graphql';
import { GraphQLError } from 'graphql';
import type { GraphqlContext } from './context.js';
import type { Actor } from '../base/actor.js';
import { allows, type Permission } from '../access/permissions.js';

export const ALLOWED = 'yifayima.allowed';
export const PUBLIC = 'PUBLIC';

/** The permission a caller needs */
export const Allow = (permission: Permission): ReturnType<typeof SetMetadata> => SetMetadata(ALLOWED, permission);
/** Open to everybody, signed in or not */
export const Public = (): ReturnType<typeof SetMetadata> => SetMetadata(ALLOWED, PUBLIC);

export const refuse = (code: 'UNAUTHENTICATED' | 'FORBIDDEN', message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code, status: code === 'FORBIDDEN' ? 403 : 401 } });

/**
 * All that is open before the account itself is in order: first password changed, second factor bound where it must be
 */
const OPEN_BEFORE: ReadonlySet<Permission> = new Set(['self.read', 'self.change']);

/** What is done without a legislature at hand: by everybody for oneself, by 系统管理员 for the installation */
const OF_NO_LEGISLATURE: ReadonlySet<Permission> = new Set([
  'self.read',
  'self.change',
  'legislature.create',
  'account.read',
  'account.manage',
]);
/** Who runs the installation manages its 系统管理员, and no legislature's people by that */
const OF_THE_DOMAIN: ReadonlySet<Permission> = new Set(['account.read', 'account.manage']);

/** @throws GraphQLError UNAUTHENTICATED or FORBIDDEN */
export function admit(actor: Actor | null, permission: Permission | typeof PUBLIC | undefined): void {
  if (permission === PUBLIC) return;
  if (permission === undefined) throw refuse('FORBIDDEN', '这个操作没有写明谁可以用。');
  if (!actor) throw refuse('UNAUTHENTICATED', '请先登录。');
  if (actor.mustChangePassword && !OPEN_BEFORE.has(permission))
    throw refuse('FORBIDDEN', '请先修改密码：初始密码要换掉，到期的密码也要换。');
  if (actor.mustBindSecondFactor && !OPEN_BEFORE.has(permission))
    throw refuse('FORBIDDEN', '本机关要求绑定动态验证码：请先在手机的验证器上绑定，再办理。');
  const held =
    actor.legislatureId !== null && OF_THE_DOMAIN.has(permission)
      ? [...actor.roles].filter((r) => r !== 'SYSTEM_ADMINISTRATOR')
      : actor.roles;
  if (!allows(permission, held)) throw refuse('FORBIDDEN', '您没有办理这件事的权限。');
  if (actor.legislatureId === null && !OF_NO_LEGISLATURE.has(permission))
    throw refuse('FORBIDDEN', '请先选择立法机关（x-legislature）。');
}

@Injectable()
export class AccessGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const permission = this.reflector.getAllAndOverride<Permission | typeof PUBLIC | undefined>(ALLOWED, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (context.getType<string>() === 'graphql') {
      admit(GqlExecutionContext.create(context).getContext<GraphqlContext>().actor, permission);
      return true;
    }
    const request = context.switchToHttp().getRequest<{ actor?: Actor | null }>();
    admit(request.actor ?? null, permission);
    return true;
  }
}

/** The caller, where the operation is not public */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const actor =
    context.getType<string>() === 'graphql'
      ? GqlExecutionContext.create(context).getContext<GraphqlContext>().actor
      : context.switchToHttp().getRequest<{ actor?: Actor | null }>().actor;
  if (!actor) throw refuse('UNAUTHENTICATED', '请先登录。');
  return actor;
});
