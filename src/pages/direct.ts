/** The one route that thousands open at once is answered by Fastify itself, without what Nest puts before a handler. */
import type { FastifyInstance } from 'fastify';
import { ALLOWED, PUBLIC } from '../platform/api/allow.js';
import type { Log } from '../platform/base/log.js';
import type { PagesController } from './pages.controller.js';
import { tellFault } from './sending.js';

const DIRECT = '/l/:code';

/**
 * Called before routes are registered. The route stays declared in the controller; all hooks of the service hold for
 * it, and it compresses by itself. @throws Error where it is not open to everybody: the guard is passed by
 */
export function answerDirectly(app: FastifyInstance, pages: PagesController, log: Log): void {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- it is not called, only asked what stands on it
  if (Reflect.getMetadata(ALLOWED, pages.draft) !== PUBLIC) throw new Error(`${DIRECT} is answered without a guard`);
  app.addHook('onRoute', (route) => {
    if (route.url !== DIRECT || (route.method !== 'GET' && route.method !== 'HEAD')) return;
    Object.assign(route, { compress: false, decompress: false });
    route.handler = (request, reply) => {
      pages.draft(request, reply).catch((fault: unknown) => tellFault(fault, reply, log));
    };
  });
}
