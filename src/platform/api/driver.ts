/**
 * GraphQL over HTTP in POST of JSON only, on Fastify, without a server package (docs/adr/0002-graphql-gate.md). There
 * is no GET route that runs anything, and a page of another origin may not ask: checked before the body is read.
 * Subscriptions come by the same POST, answered as an event stream (docs/adr/0016-one-live-transport.md).
 */
import type { IncomingHttpHeaders } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { AbstractGraphQLDriver, type GqlModuleOptions } from '@nestjs/graphql';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type ExecutionResult, GraphQLError } from 'graphql';
import { SessionCheck } from '../access/session-check.js';
import type { Actor } from '../base/actor.js';
import { callerAddress } from '../base/address.js';
import type { Config } from '../base/config.js';
import { CONFIG } from '../base/config.token.js';
import { DEVICE_COOKIE, deviceCookie, readCookie, sessionCookie } from '../base/cookie.js';
import type { Log } from '../base/log.js';
import { passing, RETRY_AFTER } from '../database/unavailable.js';
import { LOG } from '../base/log.token.js';
import { Refusals } from '../ledger/refusals.js';
import { type GraphqlContext, Loaders } from './context.js';
import { answerEvents, wantsEvents } from './event-stream.js';
import { showError, showResult } from './faults.js';
import { type Asked, type Compile, Gate, gateLimits, requestError } from './gate.js';
import { LiveStreams } from './live.js';

export interface GraphqlConfig extends GqlModuleOptions {
  /** documents that anonymous callers may run, such as signing in */
  ownDocuments: readonly string[];
  /** origins that may ask besides the page's own: the public address of the service */
  origins: readonly string[];
  /** makes functions of those documents; without it they are interpreted like any other */
  compile?: Compile;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** worked out once per request from cookie or bearer token */
    actor: Actor | null;
  }
}

const BODY_LIMIT = 512 * 1024;
const JSON_TYPE = /^application\/(json|graphql-response\+json)\s*(;\s*charset=utf-8\s*)?$/i;
const RESPONSE_TYPE = /(^|,)\s*application\/graphql-response\+json\s*(;|,|$)/i;

@Injectable()
export class GraphqlDriver extends AbstractGraphQLDriver<GraphqlConfig> {
  gate: Gate;
  readonly live: LiveStreams;

  constructor(
    @Inject(LOG) private readonly log: Log,
    private readonly refusals: Refusals,
    sessions: SessionCheck,
    @Inject(CONFIG) config: Config,
  ) {
    super();
    this.live = new LiveStreams((actors) => sessions.stillGranted(actors), config.streams, log);
  }

  start(options: GraphqlConfig): Promise<void> {
    if (!options.schema || !options.path) throw new Error('no schema');
    this.gate = new Gate(options.schema, gateLimits, options.ownDocuments, options.compile);
    const app = this.httpAdapterHost.httpAdapter.getInstance<FastifyInstance>();
    app.route({
      method: ['GET', 'PUT', 'DELETE', 'PATCH'],
      url: options.path,
      exposeHeadRoute: false,
      onRequest: (request, reply) => this.refuseMethod(request, reply), // before a body is read
      handler: (request, reply) => this.refuseMethod(request, reply),
    });
    app.route<{ Body: Asked }>({
      method: 'POST',
      url: options.path,
      bodyLimit: BODY_LIMIT,
      onRequest: async (request, reply) => {
        if (!JSON_TYPE.test(request.headers['content-type'] ?? ''))
          return this.refuseAsked(request, reply, requestError('PARSE', '请用 POST 提交 JSON。', 415));
        if (!sameOrigin(request.headers, options.origins)) return this.refuseAsked(request, reply, foreign());
        return undefined;
      },
      errorHandler: (e, request, reply) =>
        void this.refuseAsked(
          request,
          reply,
          e.statusCode === 413
            ? requestError('LIMIT', '请求太长。', 413)
            : (e.statusCode ?? 500) < 500
              ? requestError('PARSE', '请求的正文不是 JSON。')
              : e,
        ),
      handler: (request, reply) => this.answer(request, reply),
    });
    return Promise.resolve();
  }

  stop(): Promise<void> {
    this.live.stop();
    return Promise.resolve();
  }

  private refuseMethod(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    reply.header('allow', 'POST');
    // Node drops what came in behind an upgrade that nobody takes: whoever goes on talking would wait for an answer
    if (request.headers.upgrade !== undefined) reply.header('connection', 'close');
    if (request.method === 'GET' && request.headers.accept?.includes('text/html') === true) return this.sendPage(reply);
    return this.refuseAsked(request, reply, requestError('PARSE', '请用 POST 提交 JSON。', 405));
  }

  private async sendPage(reply: FastifyReply): Promise<FastifyReply> {
    await reply.code(405).type('text/html; charset=utf-8').send(IN_A_BROWSER);
    return reply;
  }

  private async answer(request: FastifyRequest<{ Body: Asked }>, reply: FastifyReply): Promise<FastifyReply> {
    const { actor } = request;
    try {
      const valid = this.gate.validateRequest(
        request.body,
        actor !== null,
        wantsEvents(request.headers.accept) ? 'stream' : 'answer',
      );
      if (valid.document.kind === 'subscription') {
        if (!actor) throw requestError('UNAUTHENTICATED', '请先登录。', 401);
        await answerEvents(reply, actor, callerAddress(request), this.live, this.log, (stands) =>
          this.gate.subscribe(valid, () => this.contextOf(request), stands),
        );
        return reply;
      }
      return await this.show(request, reply, await this.gate.run(valid, this.contextOf(request, reply)));
    } catch (e) {
      return await this.refuseAsked(request, reply, e);
    }
  }

  /** Without a reply (a stream) no cookie can be set: nothing that a subscription may run does. */
  private contextOf(request: FastifyRequest, reply?: FastifyReply): GraphqlContext {
    const cookie = (text: string): void => void reply?.header('set-cookie', text);
    return {
      caller: { headers: request.headers, address: callerAddress(request) },
      actor: request.actor,
      session: {
        set: (token, expiresAt) => cookie(sessionCookie(token, expiresAt)),
        clear: () => cookie(sessionCookie('', null)),
      },
      device: { token: deviceToken(request.headers), set: (token) => cookie(deviceCookie(token)) },
      loaders: new Loaders(),
    };
  }

  /**
   * A result without data never began to run (a variable of the wrong type): 400 for who can read that, 200 in the
   * older type.
   */
  private show(request: FastifyRequest, reply: FastifyReply, result: ExecutionResult): FastifyReply {
    const newer = RESPONSE_TYPE.test(request.headers.accept ?? '');
    const { shown, passes } = showResult(result, this.log);
    if (passes) reply.header('retry-after', RETRY_AFTER);
    return reply
      .code(passes ? 503 : newer && result.data === undefined ? 400 : 200)
      .type(typeFor(request))
      .header('cache-control', 'no-store')
      .send(JSON.stringify(shown));
  }

  /** Every refusal before an operation runs leaves here, whichever way it came in: recorded once, then said. */
  private async refuseAsked(request: FastifyRequest, reply: FastifyReply, fault: unknown): Promise<FastifyReply> {
    if (fault instanceof GraphQLError)
      await this.refusals.record(request.actor, 'graphql', String(fault.extensions.code));
    return this.refuse(reply, fault);
  }

  private refuse(reply: FastifyReply, fault: unknown): FastifyReply {
    const passes = passing(fault);
    if (passes) reply.header('retry-after', RETRY_AFTER);
    const status = passes ? 503 : fault instanceof GraphQLError ? Number(fault.extensions.status ?? 400) : 500;
    return reply
      .code(status)
      .type(typeFor(reply.request))
      .header('cache-control', 'no-store')
      .send(JSON.stringify({ errors: [showError(fault, this.log)] }));
  }
}

/** Whoever opens the address of the interface by hand */
const IN_A_BROWSER = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>程序接口 - 一法一码</title></head>
<body><h1>这里是一法一码的程序接口</h1><p>这个网址给程序用，用 POST 提交 GraphQL，浏览器里没有可看的。</p>
<p><a href="/">看正在征求意见的法规</a>　<a href="/console/">工作人员登录办公台</a></p></body></html>`;

const foreign = (): GraphQLError => requestError('FORBIDDEN', '别的网站不能代为操作。', 403);
const typeFor = (request: FastifyRequest): string =>
  `application/${RESPONSE_TYPE.test(request.headers.accept ?? '') ? 'graphql-response+json' : 'json'}; charset=utf-8`;
const deviceToken = (headers: IncomingHttpHeaders): string | undefined =>
  /^[\w-]{43}$/.exec(readCookie(headers.cookie, DEVICE_COOKIE) ?? '')?.[0];

/** Programs send neither header; a browser of our own pages sends our origin or `same-origin`. */
export function sameOrigin(headers: IncomingHttpHeaders, origins: readonly string[]): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  if (headers.origin === undefined) return true;
  return (
    origins.includes(headers.origin) ||
    headers.origin === `http://${headers.host ?? ''}` ||
    headers.origin === `https://${headers.host ?? ''}`
  );
}
