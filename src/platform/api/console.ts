/**
 * Serves the built console 办公台 under /console: its files by their hashed names for ever, and its one page for every
 * other address there, so that Back, a bookmark and a shared address work. Its operations are registered with the gate.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import files from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** `dist`: this file stands in dist/src/platform/api */
const DIST = fileURLToPath(new URL('../../..', import.meta.url));
const CONSOLE = join(DIST, 'console');

/** Stricter than the pages of residents: no inline style either. blob: photographs that are still on the device */
const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Where it was not built, as in an installation without development packages, that is said */
const NOT_BUILT = '办公台没有随这份程序一起构建：请用发布的程序，或者在源码目录运行 npm ci。';

/** Texts of the console's operations; none where it was not built */
export function consoleDocuments(): readonly string[] {
  const list = join(DIST, 'console-documents.json');
  return existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as string[]) : [];
}

/**
 * GET /console/* with its files; 404 in words where the program was not built with it. Called before the service
 * listens.
 */
export async function serveConsole(app: FastifyInstance): Promise<void> {
  const page = join(CONSOLE, 'index.html');
  const html = existsSync(page) ? readFileSync(page, 'utf8') : undefined;
  if (html !== undefined)
    await app.register(files, {
      root: join(CONSOLE, 'assets'),
      prefix: '/console/assets/',
      decorateReply: false,
      index: false,
      immutable: true,
      maxAge: '365d',
    });
  const worker = join(CONSOLE, 'worker.js');
  const program = existsSync(worker) ? readFileSync(worker, 'utf8') : undefined;
  // it stands where its scope is, and is asked for anew each time: by it a device notices a new version
  if (program !== undefined)
    app.get('/console/worker.js', (_request, reply) =>
      reply
        // a worker fetches under the policy that its own file came with
        .header('content-security-policy', CONTENT_SECURITY_POLICY)
        .header('cache-control', 'no-cache')
        .type('text/javascript; charset=utf-8')
        .send(program),
    );
  app.get('/console', (_request, reply) => reply.redirect('/console/', 308));
  app.get('/console/*', (_request, reply) =>
    html === undefined
      ? reply.code(404).type('text/plain; charset=utf-8').send(NOT_BUILT)
      : reply
          .header('content-security-policy', CONTENT_SECURITY_POLICY)
          .header('cache-control', 'no-cache')
          .type('text/html; charset=utf-8')
          .send(html),
  );
}
