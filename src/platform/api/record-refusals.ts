/**
 * Refusals outside a transaction are recorded here, so that no room has to remember it: routes, and mutations refused
 * before their transaction.
 */
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { GraphQLResolveInfo } from 'graphql';
import { mergeMap, type Observable } from 'rxjs';
import { Refusal } from '../base/refusal.js';
import { wasRecorded } from '../database/scope.js';
import type { Disclosures } from '../ledger/disclosures.js';
import { Refusals } from '../ledger/refusals.js';
import type { GraphqlContext } from './context.js';

const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;
const REFUSED: Readonly<Record<number, string>> = { 401: 'UNAUTHENTICATED', 403: 'FORBIDDEN' };

/** The pattern as it is declared, never the address: codes and words may stand in that */
const routeOf = (request: FastifyRequest): string => `${request.method} ${request.routeOptions.url ?? 'none'}`;
const isGraphql = (request: FastifyRequest): boolean => request.routeOptions.url === '/graphql';

/** Every file or table that a signed-in caller takes by a route is an export; a route that refuses one is a refusal. */
export function recordAtRoutes(app: FastifyInstance, refusals: Refusals, disclosures: Disclosures): void {
  // by callback: of all that passes here hardly anything is recorded, and a promise for each would be most of the work
  app.addHook('onSend', (request, reply, payload, done) => {
    const { actor } = request;
    if (actor === null || isGraphql(request) || request.method !== 'GET' || reply.statusCode !== 200)
      return done(null, payload);
    const [objectId, other] = request.url.split('?')[0]?.match(ID) ?? [];
    const kind = request.routeOptions.url?.split('/')[1] ?? '';
    const exported = disclosures.exported(
      { legislatureId: actor.legislatureId, accountId: actor.accountId },
      'export',
      kind,
      objectId?.toLowerCase() ?? null,
      {
        route: routeOf(request),
        type: String(reply.getHeader('content-type') ?? '').split(';')[0] ?? '',
        ...(other !== undefined && { other: other.toLowerCase() }),
      },
    );
    exported.then(() => done(null, payload), done);
  });
  app.addHook('onResponse', (request, reply, done) => {
    const code = REFUSED[reply.statusCode];
    if (code === undefined || isGraphql(request)) return done();
    refusals.record(request.actor, routeOf(request), code).then(() => done(), done);
  });
}

/** A mutation that answers a refusal which no transaction has recorded: wrong input, most often. */
@Injectable()
export class RefusalRecorder implements NestInterceptor {
  constructor(private readonly refusals: Refusals) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType<string>() !== 'graphql') return next.handle();
    const gql = GqlExecutionContext.create(context);
    const { parentType, fieldName } = gql.getInfo<GraphQLResolveInfo>();
    if (parentType.name !== 'Mutation') return next.handle();
    return next.handle().pipe(
      mergeMap(async (result: unknown) => {
        if (result instanceof Refusal && !wasRecorded(result))
          await this.refusals.record(gql.getContext<GraphqlContext>().actor, fieldName, result.code);
        return result;
      }),
    );
  }
}
