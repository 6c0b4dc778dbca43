/**
 * Only our own words leave. A fault of ours becomes INTERNAL with the request's id; the log gets class, SQLSTATE and
 * constraint. Nest would log a resolver's error whole, SQL parameters included, so the filter hands it on unlogged.
 */
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import { GqlArgumentsHost } from '@nestjs/graphql';
import type { FastifyReply } from 'fastify';
import { type ExecutionResult, GraphQLError, type GraphQLResolveInfo } from 'graphql';
import { describeFault, type Log, trace } from '../base/log.js';
import { passing, RETRY_AFTER } from '../database/unavailable.js';
import { Refusal } from '../base/refusal.js';
import { CharactersMissing } from '../documents/index.js';
import type { Refusals } from '../ledger/refusals.js';
import type { GraphqlContext } from './context.js';

/** What passes by itself, in the words of whoever asked */
const PASSING = {
  BUSY: '现在使用的人太多，请过几秒再试。',
  UNAVAILABLE: '服务暂时连不上数据库，请过几秒再试；已经确认收到的都在。',
} as const;

export interface ShownError {
  message: string;
  path?: readonly (string | number)[];
  extensions: Record<string, unknown>;
}

/** What a caller may see of a fault: code, words and the request's id; the rest goes to the log */
export function showError(error: unknown, log: Log): ShownError {
  const outer = error instanceof GraphQLError ? error : undefined;
  const path = outer?.path === undefined ? {} : { path: outer.path };
  let cause: unknown = outer ? outer.originalError : error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  const own = cause instanceof GraphQLError ? cause : outer;
  // graphql-js's own words are fit to leave before the operation runs (a variable of the wrong type), not from within
  // it
  // (a resolver answered what the schema cannot show): only the latter have a path and no code of ours
  if (
    outer &&
    own &&
    (cause === undefined || cause === null || cause === own) &&
    (outer.path === undefined || own.extensions.code !== undefined)
  ) {
    const { status: _status, ...extensions } = own.extensions;
    return { message: outer.message, ...path, extensions: { code: 'PARSE', ...extensions } };
  }
  const requestId = trace.getStore()?.requestId;
  const passes = passing(cause ?? error);
  if (passes === 'UNAVAILABLE') tellAway(cause ?? error, log);
  if (passes) return { message: PASSING[passes], ...path, extensions: { code: passes, requestId } };
  log.error({ fault: describeFault(cause ?? error), at: outer?.path?.join('.') }, 'fault in a GraphQL operation');
  return { message: '服务出了问题，请稍后再试。', ...path, extensions: { code: 'INTERNAL', requestId } };
}

/** Milliseconds between two lines about a database that is away: everybody who asks meanwhile meets it */
const AWAY_EVERY = 5_000;
const away = { told: -Infinity, since: 0 };

function tellAway(fault: unknown, log: Log): void {
  away.since++;
  if (performance.now() - away.told < AWAY_EVERY) return;
  log.warn({ fault: describeFault(fault), answers: away.since }, 'the database is not there');
  Object.assign(away, { told: performance.now(), since: 0 });
}

/** A result whose errors are as `showError` has them, and whether one of them passes by itself: that is a 503 */
export function showResult(result: ExecutionResult, log: Log): { shown: object; passes: boolean } {
  if (!result.errors) return { shown: result, passes: false };
  const errors = result.errors.map((e) => showError(e, log));
  return { shown: { ...result, errors }, passes: errors.some((e) => String(e.extensions.code) in PASSING) };
}

@Catch()
export class FaultFilter implements ExceptionFilter {
  constructor(
    private readonly log: Log,
    private readonly refusals: Refusals,
  ) {}

  async catch(fault: unknown, host: ArgumentsHost): Promise<unknown> {
    if (host.getType<string>() === 'graphql') {
      // the guard's words, or a service's; the field by its own name, not by the caller's alias
      const gql = GqlArgumentsHost.create(host);
      if (fault instanceof GraphQLError)
        await this.refusals.record(
          gql.getContext<GraphqlContext>().actor,
          gql.getInfo<GraphQLResolveInfo>().fieldName,
          String(fault.extensions.code),
        );
      return fault;
    }
    if (fault instanceof CharactersMissing)
      fault = new HttpException(new Refusal('UNPRINTABLE_CHARACTERS', { characters: fault.message }).message, 422);
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (reply.sent) return undefined;
    const passes = passing(fault);
    const status = passes
      ? 503
      : fault instanceof HttpException
        ? fault.getStatus()
        : fault instanceof GraphQLError
          ? Number(fault.extensions.status ?? 500)
          : 500;
    if (status === 503) reply.header('retry-after', RETRY_AFTER);
    if (status >= 500) this.log.error({ fault: describeFault(fault) }, 'fault in a route');
    const message = passes
      ? PASSING[passes]
      : status >= 500
        ? '服务出了问题，请稍后再试。'
        : fault instanceof Error
          ? fault.message
          : '';
    return reply
      .code(status)
      .type('application/json; charset=utf-8')
      .send({ message, requestId: trace.getStore()?.requestId });
  }
}
