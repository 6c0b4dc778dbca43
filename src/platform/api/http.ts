/**
 * What every request passes on its way in: a request id, the Host it must be for, who asks, and the headers that keep a
 * page from being framed, sniffed or fed foreign scripts.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { SessionsService } from '../access/sessions.service.js';
import { hostNameOf } from '../base/address.js';
import { type Config, isLoopback } from '../base/config.js';
import { readCookie, SESSION_COOKIE } from '../base/cookie.js';
import { type Log, trace } from '../base/log.js';
import { newRequestId } from '../base/request-id.js';
import { guardBodies, prepareBodies } from './bodies.js';

/** Only these routes need to know who asks; a resident's page costs no look-up of a session. */
const WITH_ACTOR =
  /^\/(graphql|files|opinions|basis|comparisons|drafts|network|prints|hearing|letterheads|letters|returns)(\/|$)/;
/** The console itself is the same for everybody, and stands where one signs in */
const CONSOLE = /^\/console(\/|$)/;

/** Keep a page from being framed, sniffed or fed foreign scripts */
export const PROTECTING = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'content-security-policy':
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; script-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
};

/**
 * Which of our host names a request came to, and whether it asks there for what stands there: the pages of residents at
 * PUBLIC_URL, what one signs in for at CONSOLE_ORIGIN, so that a slip in a page (a caption that gets through as HTML)
 * finds no session to use. By the route that was found, since a path may be written in many ways. On the machine
 * itself, and without CONSOLE_ORIGIN, all is at one address.
 */
function standsAt({
  publicUrl,
  consoleOrigin,
}: Config): (host: string, route: string | undefined) => 'HERE' | 'ELSEWHERE' | 'UNKNOWN' {
  const [pages, staff] = [publicUrl, consoleOrigin].map((url) =>
    url === undefined ? undefined : hostNameOf(new URL(url).host),
  );
  return (host, route) => {
    if (isLoopback(host) || (route !== undefined && isHealth(route))) return 'HERE';
    if (host === '' || (host !== pages && host !== staff)) return 'UNKNOWN';
    const forStaff = WITH_ACTOR.test(route ?? '') || CONSOLE.test(route ?? '');
    return staff === undefined || forStaff === (host === staff) ? 'HERE' : 'ELSEWHERE';
  };
}

/**
 * Installs what every request passes before its route: id and lane, Host, headers, who asks, and the log line behind it
 */
export function prepareHttp(app: FastifyInstance, config: Config, sessions: SessionsService, log: Log): void {
  const stands = standsAt(config);
  prepareBodies(app);
  app.decorateRequest('actor', null);
  app.addHook('onRequest', (_request, _reply, done) => trace.run({ requestId: newRequestId(), lane: 'public' }, done));
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers({ ...PROTECTING, 'x-request-id': trace.getStore()?.requestId ?? '' });
    if (namesTwoHosts(request.raw.rawHeaders)) {
      reply.code(400).type('text/plain; charset=utf-8').send('请求里写了两个地址。');
      return;
    }
    // a look-alike Host would end up in addresses, and lets a foreign name reach a loopback service
    const at = stands(hostNameOf(request.raw.headers.host), request.routeOptions.url);
    if (at !== 'HERE') {
      reply
        .code(421)
        .type('text/plain; charset=utf-8')
        .send(at === 'UNKNOWN' ? '这个地址不是本平台的。' : '这一页不在这个地址上：群众页面和办公入口各有各的网址。');
      return;
    }
    // a resident's page waits for nothing here, not even for a promise
    if (!WITH_ACTOR.test(request.routeOptions.url ?? '')) done();
    else
      actorOf(request, sessions).then((actor) => {
        request.actor = actor;
        const own = trace.getStore();
        if (own && actor !== null) own.lane = 'staff';
        done();
      }, done);
  });
  guardBodies(app);
  app.addHook('onResponse', (request, reply, done) => {
    // the path pattern, never the address: codes and names may stand in it
    log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    );
    done();
  });
}

/** Whoever stands in front may go by the one, and we by the other; Node keeps the first and says nothing. */
function namesTwoHosts(raw: readonly string[]): boolean {
  let hosts = 0;
  for (let i = 0; i < raw.length; i += 2) if (raw[i]?.toLowerCase() === 'host') hosts++;
  return hosts > 1;
}

const isHealth = (url: string): boolean => url === '/healthz' || url === '/readyz';

function actorOf(request: FastifyRequest, sessions: SessionsService): Promise<FastifyRequest['actor']> {
  const bearer = /^Bearer ([A-Za-z0-9_-]{43})$/.exec(request.headers.authorization ?? '')?.[1];
  const token = bearer ?? readCookie(request.headers.cookie, SESSION_COOKIE);
  const legislature = request.headers['x-legislature'];
  return token === undefined
    ? Promise.resolve(null)
    : sessions.resolve(token, typeof legislature === 'string' ? legislature : undefined);
}
