/**
 * GraphQL over HTTP in POST of JSON only, on Fastify, without a server package (docs/adr/0002-graphql-gate.md). There is
 * no GET route that runs anything, and a page of another origin may not ask: checked before the body is read.
 */
import { AbstractGraphQLDriver, type GqlModuleOptions } from '@nestjs/graphql';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { IncomingHttpHeaders } from 'node:http';
import { LOG } from '../log/log.module.js';
import type { Log } from '../log/log.js';
import type { Actor } from '../access/actor.js';
import { type Asked, Gate, gateLimits, refusal } from './gate.js';
import { Loaders, type GraphqlContext } from './context.js';
import { showError, showResult } from './faults.js';
import { sessionCookie } from '../http/cookie.js';

export interface GraphqlConfig extends GqlModuleOptions {
  /** documents that anonymous callers may run, such as signing in */
  ownDocuments: readonly string[];
  /** origins that may ask besides the page's own: the public address of the service */
  origins: readonly string[];
}

declare module 'fastify' {
  interface FastifyRequest {
    /** worked out once per request from cookie or bearer token */
    actor: Actor | null;
  }
}

const BODY_LIMIT = 512 * 1024;
const JSON_TYPE = /^application\/(json|graphql-response\+json)\s*(;\s*charset=utf-8\s*)?$/i;

@Injectable()
export class GraphqlDriver extends AbstractGraphQLDriver<GraphqlConfig> {
  gate: Gate;

  constructor(@Inject(LOG) private readonly log: Log) {
    super();
  }

  start(options: GraphqlConfig): Promise<void> {
    if (!options.schema || !options.path) throw new Error('no schema');
    this.gate = new Gate(options.schema, gateLimits, options.ownDocuments);
    const app = this.httpAdapterHost.httpAdapter.getInstance<FastifyInstance>();
    app.route({
      method: ['GET', 'PUT', 'DELETE', 'PATCH'], url: options.path, exposeHeadRoute: false,
      onRequest: async (_request, reply) => this.refuse(reply.header('allow', 'POST'), refusal('PARSE', '请用 POST 提交 JSON。', 405)),
      handler: () => undefined,
    });
    app.route<{ Body: Asked }>({
      method: 'POST', url: options.path, bodyLimit: BODY_LIMIT,
      onRequest: async (request, reply) => {
        if (!JSON_TYPE.test(request.headers['content-type'] ?? '')) return this.refuse(reply, refusal('PARSE', '请用 POST 提交 JSON。', 415));
        if (!sameOrigin(request.headers, options.origins)) return this.refuse(reply, refusal('FORBIDDEN', '别的网站不能代为操作。', 403));
        return undefined;
      },
      errorHandler: (e, _request, reply) => void this.refuse(reply, e.statusCode === 413 ? refusal('LIMIT', '请求太长。', 413) : (e.statusCode ?? 500) < 500 ? refusal('PARSE', '请求的正文不是 JSON。') : e),
      handler: (request, reply) => this.answer(request, reply),
    });
    return Promise.resolve();
  }

  stop(): Promise<void> {
    return Promise.resolve();
  }

  private async answer(request: FastifyRequest<{ Body: Asked }>, reply: FastifyReply): Promise<FastifyReply> {
    const context: GraphqlContext = {
      caller: { headers: request.headers, address: request.ip },
      actor: request.actor,
      session: { set: (token, expiresAt) => void reply.header('set-cookie', sessionCookie(token, expiresAt)), clear: () => void reply.header('set-cookie', sessionCookie('', null)) },
      loaders: new Loaders(),
    };
    try {
      const admitted = this.gate.admit(request.body, request.actor !== null);
      const result = showResult(await this.gate.run(admitted, context), this.log);
      return await reply.code(200).type('application/json; charset=utf-8').header('cache-control', 'no-store').send(JSON.stringify(result));
    } catch (e) {
      return await this.refuse(reply, e);
    }
  }

  private refuse(reply: FastifyReply, fault: unknown): FastifyReply {
    const status = fault instanceof GraphQLError ? Number(fault.extensions.status ?? 400) : 500;
    return reply.code(status).type('application/json; charset=utf-8').header('cache-control', 'no-store').send(JSON.stringify({ errors: [showError(fault, this.log)] }));
  }
}

/** Programs send neither header; a browser of our own pages sends our origin or `same-origin`. */
export function sameOrigin(headers: IncomingHttpHeaders, origins: readonly string[]): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  if (headers.origin === undefined) return true;
  return origins.includes(headers.origin) || headers.origin === `http://${headers.host ?? ''}` || headers.origin === `https://${headers.host ?? ''}`;
}
