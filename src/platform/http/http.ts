/**
 * What every request passes on its way in: a request id, the Host it must be for, who asks, and the headers that keep a
 * page from being framed, sniffed or fed foreign scripts.
 */
import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { SessionsService } from '../access/sessions.service.js';
import { type Config, isLoopback } from '../config/config.js';
import { type Log, trace } from '../log/log.js';
import { readCookie, SESSION_COOKIE } from './cookie.js';

const UPLOAD = /^\/files(\/|\?|$)/;
/** Only these paths need to know who asks; a resident's page costs no look-up of a session. */
const WITH_ACTOR = /^\/(graphql|files|basis|comparisons|drafts)(\/|\?|$)/;

export function prepareHttp(app: FastifyInstance, config: Config, sessions: SessionsService, log: Log): void {
  const hosts = config.publicUrl === undefined ? undefined : new Set([new URL(config.publicUrl).hostname]);
  app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer', bodyLimit: 21 * 1024 * 1024 }, (_request, body, done) => done(null, body));
  app.decorateRequest('actor', null);
  app.addHook('onRequest', (_request, _reply, done) => trace.run({ requestId: randomBytes(8).toString('hex'), lane: 'public' }, done));
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
      'content-security-policy': "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; script-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      'x-request-id': trace.getStore()?.requestId ?? '',
    });
    // a look-alike Host would end up in addresses, and lets a foreign name reach a loopback service
    const host = hostOf(request);
    if (!isLoopback(host) && hosts?.has(host) !== true && !isHealth(request.url)) {
      await reply.code(421).type('text/plain; charset=utf-8').send('这个地址不是本平台的。');
      return;
    }
    if (WITH_ACTOR.test(request.url)) request.actor = await actorOf(request, sessions);
    const own = trace.getStore();
    if (own && request.actor !== null) own.lane = 'staff';
    // the guard would say so too, but only after 21 MB of a stranger's bytes were taken in
    if (request.actor === null && UPLOAD.test(request.url) && request.method !== 'GET') {
      await reply.code(401).header('connection', 'close').send({ message: '请先登录。', requestId: trace.getStore()?.requestId });
    }
  });
  app.addHook('onResponse', (request, reply, done) => {
    // the path pattern, never the address: codes and names may stand in it
    log.info({ method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'request');
    done();
  });
}

const hostOf = (request: FastifyRequest): string => request.hostname.replace(/^\[|\]$/g, '').replace(/:\d+$/, '').toLowerCase();
const isHealth = (url: string): boolean => url === '/healthz' || url === '/readyz';

function actorOf(request: FastifyRequest, sessions: SessionsService): Promise<FastifyRequest['actor']> {
  const bearer = /^Bearer ([A-Za-z0-9_-]{43})$/.exec(request.headers.authorization ?? '')?.[1];
  const token = bearer ?? readCookie(request.headers.cookie, SESSION_COOKIE);
  // a page's WebSocket can set no header
  const isUpgrade = request.headers.upgrade !== undefined;
  const legislature = request.headers['x-legislature'] ?? (isUpgrade ? new URL(request.url, 'http://host').searchParams.get('legislature') : null);
  return token === undefined ? Promise.resolve(null) : sessions.resolve(token, typeof legislature === 'string' ? legislature : undefined);
}
