/**
 * What a request may make the service hold before anybody knows what it is: how large its body may be, for how long it
 * may keep coming, and how much of such bodies there may be at once. All by the route that was found, since a path may
 * be written in many ways.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { callerAddress } from '../base/address.js';
import { trace } from '../base/log.js';

const KIB = 1024;
const MIB = 1024 * KIB;
/** The routes that take files, of the signed-in: any file, photographs of forms 手写表 and sealed pages 盖章页 */
const UPLOADS: ReadonlySet<string | undefined> = new Set(['/files', '/hearing/cards/:id', '/returns/pages/:id']);
/** The one route whose form brings pictures; it bounds and times what it reads by itself */
const WITH_PICTURES = '/l/:code/opinions';

/** of a file */
export const UPLOAD_BYTES = 21 * MIB;
/** of anything else, from the signed-in */
export const BODY_BYTES = 512 * KIB;
/** The longest opinion, each character escaped, is a sixth of it */
const STRANGER_BYTES = 192 * KIB;
/** of unfinished bodies of strangers: from one address, and together */
const HELD_OF_ADDRESS = 8 * MIB;
const HELD = 96 * MIB;

/** How long a body may take, on a bad line, in milliseconds */
export interface Deadlines {
  stranger: number;
  signedIn: number;
}
const deadlines: Deadlines = { stranger: 30_000, signedIn: 60_000 };
/** For whole requests, pictures and files too; Node looks every thirty seconds */
export const REQUEST_MS = 600_000;
/** Of a connection on which nothing moves, also while an answer is not taken */
export const IDLE_MS = 120_000;

const hasBody = ({ headers }: FastifyRequest): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/** Bytes promised in unfinished bodies of strangers */
class Held {
  private all = 0;
  private readonly of = new Map<string, number>();

  take(address: string, bytes: number): boolean {
    const own = this.of.get(address) ?? 0;
    if (own + bytes > HELD_OF_ADDRESS || this.all + bytes > HELD) return false;
    this.all += bytes;
    this.of.set(address, own + bytes);
    return true;
  }

  release(address: string, bytes: number): void {
    this.all -= bytes;
    const left = (this.of.get(address) ?? 0) - bytes;
    if (left > 0) this.of.set(address, left);
    else this.of.delete(address);
  }
}

const UNKNOWN_KIND = '这个地址不收这种格式的内容。';

/** Answers without reading what is still coming */
function refuse(reply: FastifyReply, status: number, message: string): void {
  reply.code(status).header('connection', 'close');
  if (reply.request.headers.accept?.includes('text/html') === true)
    reply.type('text/html; charset=utf-8').send(pageOf(message));
  else reply.send({ message, requestId: trace.getStore()?.requestId });
}

/** Of a few words: what is refused here has no page behind it yet */
const pageOf = (message: string): string => `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta
name="viewport" content="width=device-width,initial-scale=1"><title>没有收下 - 一法一码</title></head>
<body><h1>没有收下</h1><p>${message}请按返回键回到上一页。</p></body></html>`;

/** The upload routes alone may be sent 21 MB; called before routes are registered. */
export function prepareBodies(app: FastifyInstance): void {
  app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );
  app.addHook('onRoute', (route) => {
    if (UPLOADS.has(route.url) && route.method === 'POST') route.bodyLimit = UPLOAD_BYTES;
  });
}

/**
 * Refuses what nobody takes before a byte of it is read, and ends what does not come to its end. Called once it is
 * known who asks: 401 for a stranger's file, 404 where there is no such route, 413 and 415 for what the route does not
 * take, 503 where too much of it is coming already, from this address or from all.
 */
export function guardBodies(app: FastifyInstance, { stranger: strangerMs, signedIn: signedInMs } = deadlines): void {
  const held = new Held();
  app.addHook('onRequest', (request, reply, done) => {
    const route = request.routeOptions.url;
    const type = request.headers['content-type']?.toLowerCase() ?? '';
    const stranger = request.actor === null;
    if (type.includes('multipart/') && route !== WITH_PICTURES) return refuse(reply, 415, UNKNOWN_KIND);
    if (request.method === 'GET' || request.method === 'HEAD' || !hasBody(request)) return done();
    if (type.includes('octet-stream') && !UPLOADS.has(route)) return refuse(reply, 415, UNKNOWN_KIND);
    if (route === undefined) return refuse(reply, 404, '没有这个地址。');
    if (UPLOADS.has(route) && stranger) return refuse(reply, 401, '请先登录。');
    if (route === WITH_PICTURES && type.includes('multipart/')) return done();
    const length = Number(request.headers['content-length'] ?? Number.NaN);
    const most = UPLOADS.has(route) ? UPLOAD_BYTES : stranger ? STRANGER_BYTES : BODY_BYTES;
    if (length > most) return refuse(reply, 413, '发来的内容太大。');

    // one that does not say how long it is may come to what the parser takes
    const bytes = stranger ? (Number.isNaN(length) ? BODY_BYTES : length) : 0;
    const address = callerAddress(request);
    if (bytes > 0 && !held.take(address, bytes)) {
      reply.header('retry-after', '5');
      return refuse(reply, 503, '现在使用的人太多，请过几秒再试。');
    }
    const allowed = UPLOADS.has(route) ? REQUEST_MS : stranger ? strangerMs : signedInMs;
    const deadline = setTimeout(() => request.raw.destroy(), allowed);
    let over = false;
    const end = (): void => {
      if (over) return;
      over = true;
      clearTimeout(deadline);
      if (bytes > 0) held.release(address, bytes);
    };
    request.raw.once('end', end);
    request.raw.once('close', end);
    done();
  });
}
