/**
 * How a resolver or a route names who may use it. Deny by default: an operation that names nobody is refused.
 */
import {
  applyDecorators,
  type CanActivate,
  createParamDecorator,
  type ExecutionContext,
  Injectable,
  SetMetadata,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { GqlExecutionContext } from '@nestjs/graphql';
import { GraphQLError } from 'graphql';
import { allows, type Permission } from '../access/permissions.js';
import type { Actor } from '../base/actor.js';
import { tellOperation } from '../ledger/acts.js';
import type { GraphqlContext } from './context.js';

export const ALLOWED = 'yifayima.allowed';
export const SAID = 'yifayima.said';
export const PUBLIC = 'PUBLIC';

/**
 * How far a liaison officer 联络员 reaches through an operation. UNIT: what belongs to the own contact point and those
 * below it · ALL: whatever the legislature has · SELF: only what is the caller's own
 */
export type Reach = 'UNIT' | 'ALL' | 'SELF';

/** What an operation is for, as docs/permissions.md says it; test/walls/permissions.db.spec.ts tries what is said. */
export interface Said {
  /** Chinese, 2 to 30 characters, in the words of the people who use it */
  words: string;
  /** nothing where liaison officers are not let in at all */
  reach?: Reach;
}

/** The permission a caller needs, and what the operation is for */
export const Allow = (permission: Permission, said: Said): MethodDecorator & ClassDecorator =>
  applyDecorators(SetMetadata(ALLOWED, permission), SetMetadata(SAID, said), (_: object, name?: string | symbol) => {
    if (typeof name === 'string') tellOperation(name, said.words);
  });
/** Open to everybody, signed in or not */
export const Public = (): ReturnType<typeof SetMetadata> => SetMetadata(ALLOWED, PUBLIC);

/** 401 or 403 as GraphQL says it; the message is Chinese and shown as it is */
export const accessError = (code: 'UNAUTHENTICATED' | 'FORBIDDEN', message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code, status: code === 'FORBIDDEN' ? 403 : 401 } });

/**
 * What concerns the own account: all that is open before it is in order (first password changed, second factor bound
 * where it must be), and before a legislature is chosen
 */
const OPEN_BEFORE: ReadonlySet<Permission> = new Set(['self.read', 'self.change']);

/** What is done without a legislature at hand: by everybody for oneself, by 系统管理员 for the installation */
const OF_NO_LEGISLATURE: ReadonlySet<Permission> = new Set([
  'self.read',
  'self.change',
  'legislature.create',
  'account.read',
  'account.manage',
  'ledger.read',
  'reset.read',
  'reset.confirm',
]);
/** Who runs the installation manages its 系统管理员, and no legislature's people by that */
const OF_THE_DOMAIN: ReadonlySet<Permission> = new Set([
  'account.read',
  'account.manage',
  'ledger.read',
  'reset.confirm',
]);

/** @throws GraphQLError UNAUTHENTICATED or FORBIDDEN */
export function authorise(actor: Actor | null, permission: Permission | typeof PUBLIC | undefined): void {
  if (permission === PUBLIC) return;
  if (permission === undefined) throw accessError('FORBIDDEN', '这个操作没有写明谁可以用。');
  if (!actor) throw accessError('UNAUTHENTICATED', '请先登录。');
  if (actor.mustChangePassword && !OPEN_BEFORE.has(permission))
    throw accessError('FORBIDDEN', '请先修改密码：初始密码要换掉，到期的密码也要换。');
  if (actor.mustBindSecondFactor && !OPEN_BEFORE.has(permission))
    throw accessError('FORBIDDEN', '本机关要求绑定动态验证码：请先在手机的验证器上绑定，再办理。');
  const held =
    actor.legislatureId !== null && OF_THE_DOMAIN.has(permission)
      ? [...actor.roles].filter((r) => r !== 'SYSTEM_ADMINISTRATOR')
      : actor.roles;
  // whoever has not chosen among several legislatures holds no role, and has an account all the same
  const isOwnAccount = actor.legislatureId === null && OPEN_BEFORE.has(permission);
  if (!isOwnAccount && !allows(permission, held)) throw accessError('FORBIDDEN', '您没有办理这件事的权限。');
  if (actor.legislatureId === null && !OF_NO_LEGISLATURE.has(permission))
    throw accessError('FORBIDDEN', '请先选择立法机关（x-legislature）。');
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
      authorise(GqlExecutionContext.create(context).getContext<GraphqlContext>().actor, permission);
      return true;
    }
    const request = context.switchToHttp().getRequest<{ actor?: Actor | null }>();
    authorise(request.actor ?? null, permission);
    return true;
  }
}

/** The caller, where the operation is not public */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const actor =
    context.getType<string>() === 'graphql'
      ? GqlExecutionContext.create(context).getContext<GraphqlContext>().actor
      : context.switchToHttp().getRequest<{ actor?: Actor | null }>().actor;
  if (!actor) throw accessError('UNAUTHENTICATED', '请先登录。');
  return actor;
});
