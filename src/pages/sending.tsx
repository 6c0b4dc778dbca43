/** How a page is sent: as a whole document, for how long it may be kept, and what a resident reads where it fails. */
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import { describeFault, type Log } from '../platform/base/log.js';
import { LOG } from '../platform/base/log.token.js';
import { passing, RETRY_AFTER } from '../platform/database/unavailable.js';
import { readSize } from './display.rules.js';
import { fault, noAddress, type StatedNotice } from './notices.js';
import { has, takesGzip } from './headers.rules.js';
import { type Frame, wholeDocument } from './views/layout.js';
import { NoticePage } from './views/plain.js';
import type { Woven } from './woven.js';

/** A page without a submission key may be kept a minute by whoever stands between; the others by nobody. */
export const BRIEFLY = 'public, max-age=60';
export const NEVER = 'no-store';
const HTML = 'text/html; charset=utf-8';

export const send = (reply: FastifyReply, page: VNode, status = 200, cache = NEVER): FastifyReply =>
  reply.code(status).type(HTML).header('cache-control', cache).send(wholeDocument(page));

/** A page that is put together from what is kept: compressed for whoever takes it so, nothing for whoever has it */
export function sendWoven(request: FastifyRequest, reply: FastifyReply, page: Woven): FastifyReply {
  const etag = page.etag();
  reply.headers({ 'cache-control': BRIEFLY, vary: 'accept-encoding', etag });
  if (has(request.headers['if-none-match'], etag)) return reply.code(304).send();
  reply.type(HTML);
  return takesGzip(request.headers['accept-encoding'])
    ? reply.header('content-encoding', 'gzip').send(page.gzip())
    : reply.send(page.plain());
}

/** A file that an office gave, to be kept and never to be run here */
export const sendFile = (reply: FastifyReply, { name, bytes }: { name: string; bytes: Uint8Array }): FastifyReply =>
  reply
    .type('application/octet-stream')
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .header('cache-control', BRIEFLY)
    .header('content-security-policy', "default-src 'none'; sandbox")
    .send(Buffer.from(bytes));

export const sendNotice = (reply: FastifyReply, stated: StatedNotice, frame: Frame): FastifyReply =>
  send(reply, <NoticePage notice={stated.notice} frame={frame} />, stated.status);

/** Browsers that say where a post comes from (not the old ones) must say: from here. */
export const isForeign = (request: FastifyRequest): boolean => request.headers['sec-fetch-site'] === 'cross-site';

@Catch()
export class PageFaults implements ExceptionFilter {
  constructor(@Inject(LOG) private readonly log: Log) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    tellFault(thrown, host.switchToHttp().getResponse<FastifyReply>(), this.log);
  }
}

/** A resident reads a page, not JSON; the log gets what may be logged. */
export function tellFault(thrown: unknown, reply: FastifyReply, log: Log): void {
  if (reply.sent) return;
  const passes = passing(thrown);
  const status = passes ? 503 : thrown instanceof HttpException ? thrown.getStatus() : 500;
  if (passes) reply.header('retry-after', RETRY_AFTER);
  if (status >= 500) log.error({ fault: describeFault(thrown) }, 'fault in a page');
  sendNotice(reply, fault(status), { size: 'standard', path: null });
}

/** An address that cannot be read (half an escape, a segment too long): a page as for any that leads nowhere */
export const answerUnreadable = (reply: FastifyReply): FastifyReply =>
  sendNotice(reply, noAddress, { size: 'standard', path: null });

export const frameOf = (size: unknown, path: string | null, printedCode?: string): Frame => ({
  size: readSize(size),
  path,
  ...(printedCode !== undefined && { printedCode }),
});
