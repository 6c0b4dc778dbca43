/**
 * Starts the service and composes it: database first, migrations, then the HTTP server. Used by `yifayima serve`, by
 * the demo and by tests; knows no rule.
 */
import 'reflect-metadata';
import type { IncomingMessage, ServerResponse } from 'node:http';
import compress from '@fastify/compress';
import multipart from '@fastify/multipart';
import type { FastifyReply } from 'fastify';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { AppModule, entities, erasableTables } from './app.module.js';
import { AccessService } from './platform/access/access.service.js';
import { SessionsService } from './platform/access/sessions.service.js';
import { BODY_BYTES, IDLE_MS, REQUEST_MS } from './platform/api/bodies.js';
import { serveConsole } from './platform/api/console.js';
import { prepareHttp, PROTECTING } from './platform/api/http.js';
import { answerDirectly, answerUnreadable, PagesController } from './pages/index.js';
import { PublicAddress } from './platform/api/public-address.js';
import { recordAtRoutes } from './platform/api/record-refusals.js';
import type { Config } from './platform/base/config.js';
import { createLog, type Log, NestLog } from './platform/base/log.js';
import { typeormConnection } from './platform/database/connection.js';
import { migrateJobs } from './platform/database/jobs/jobs.js';
import { type Keys, loadKeys } from './platform/database/keys/keys.js';
import { lanes } from './platform/database/lanes.js';
import { describeFonts, Typesetter } from './platform/documents/index.js';
import { Disclosures } from './platform/ledger/disclosures.js';
import { replayErasures } from './platform/ledger/erasures.js';
import { Refusals } from './platform/ledger/refusals.js';
import { prepareDatabase, type PreparedDatabase, refuseUnsafeServer } from './platform/operations/prepare.js';
import { refuseTwoDatabases } from './platform/operations/sessions.js';
import { upgrade } from './platform/operations/upgrade.js';

export interface RunningService {
  /** where it listens, such as http://127.0.0.1:3000 */
  url: string;
  database: string;
  /** which fonts letters are set with */
  fonts: string;
  app: NestFastifyApplication;
  /** answers a request that came to another listener of whoever started it */
  route(request: IncomingMessage, response: ServerResponse): void;
  /** the one-time sign-in of a fresh installation */
  firstAdministrator: { username: string; password: string } | null;
  /** finishes what is under way, then stops; the embedded database last */
  stop(): Promise<void>;
}

/** How long a stop waits for requests under way, in milliseconds */
const STOP_TIMEOUT_MS = 10_000;

/** `tell` hears in words what an upgrade waits for. */
export async function openDatabase(
  config: Config,
  keys: Keys,
  tell: (words: string) => void,
): Promise<PreparedDatabase> {
  const prepared = await prepareDatabase(config, keys);
  try {
    await upgrade(prepared, keys, migrateJobs, { tell });
    if (config.databaseUrl !== undefined)
      await refuseTwoDatabases(prepared.direct ?? prepared.service, prepared.service);
  } catch (e) {
    await prepared.stop();
    throw e;
  }
  return prepared;
}

/**
 * `beforeOpening` looks at the migrated database before the service listens, and stops the start by throwing.
 */
export async function startService(
  config: Config,
  { beforeOpening }: { beforeOpening?: (prepared: PreparedDatabase) => Promise<void> } = {},
): Promise<RunningService> {
  const keys = await loadKeys(config.keysFile);
  const log = createLog(config.logLevel);
  const prepared = await openDatabase(config, keys, (words) => log.warn(words));
  try {
    await beforeOpening?.(prepared);
  } catch (e) {
    await prepared.stop();
    throw e;
  }
  return serve({ config, keys, log, prepared });
}

/** The service over a database that is ready; it stops that database when it stops. Tests come in here. */
export async function serve({
  config,
  keys,
  log,
  prepared,
}: {
  config: Config;
  keys: Keys;
  log: Log;
  prepared: PreparedDatabase;
}): Promise<RunningService> {
  const source = new DataSource({ ...typeormConnection(prepared.service), entities, driver: lanes() });
  let app: NestFastifyApplication | undefined;
  const stop = async (): Promise<void> => {
    // a connection that was opened and never asked anything would be waited for, for ever
    const impatient = setTimeout(() => app?.getHttpServer().closeAllConnections(), STOP_TIMEOUT_MS);
    await app?.close();
    clearTimeout(impatient);
    if (source.isInitialized) await source.destroy();
    await prepared.stop();
  };
  try {
    await source.initialize();
    await refuseUnsafeServer(source);
    // before anybody can ask: whom a restored backup brought back nobody can read meanwhile
    await replayErasures(source, config.erasuresFile, erasableTables);
    const adapter = new FastifyAdapter({
      trustProxy: config.trustedProxies.length > 0 && [...config.trustedProxies],
      forceCloseConnections: 'idle',
      bodyLimit: BODY_BYTES,
      requestTimeout: REQUEST_MS,
      connectionTimeout: IDLE_MS,
      // an address that cannot be read passes no hook
      frameworkErrors: (_fault: unknown, _request: unknown, reply: FastifyReply) =>
        void answerUnreadable(reply.headers(PROTECTING)),
    });
    app = await NestFactory.create<NestFastifyApplication>(
      AppModule.with({ config, keys, log, source, connection: prepared.direct ?? prepared.service }),
      adapter,
      { logger: new NestLog(log), abortOnError: false },
    );
    answerDirectly(app.getHttpAdapter().getInstance(), app.get(PagesController), log);
    // pages only: an answer that mixes a secret with somebody else's words is never compressed
    await app.register(compress as never, {
      global: true,
      encodings: ['gzip'],
      threshold: 1024,
      customTypes: /^(text\/html|text\/javascript|text\/css|application\/javascript|image\/svg\+xml)/,
    });
    await app.register(multipart, { throwFileSizeLimit: false });
    prepareHttp(app.getHttpAdapter().getInstance(), config, app.get(SessionsService), log);
    await serveConsole(app.getHttpAdapter().getInstance());
    recordAtRoutes(app.getHttpAdapter().getInstance(), app.get(Refusals), app.get(Disclosures));
    await app.listen(config.port, config.host);
    app.get(PublicAddress).listensOn((await app.getUrl()).replace('[::1]', 'localhost'));
    const first = await app.get(AccessService).createFirstAdministrator();
    const server = app.getHttpAdapter().getInstance();
    return {
      route: (request, response) => server.routing(request, response),
      url: (await app.getUrl()).replace('[::1]', 'localhost'),
      database: prepared.description,
      app,
      stop,
      fonts: describeFonts(app.get(Typesetter).fonts),
      firstAdministrator: first && { username: first.account.username, password: first.activationPassword },
    };
  } catch (e) {
    await stop();
    throw e;
  }
}

/**
 * The composed application that takes no requests, for a command that needs its services; everything is stopped
 * afterwards.
 */
export async function withService<T>(config: Config, body: (app: NestFastifyApplication) => Promise<T>): Promise<T> {
  const service = await startService({ ...config, port: 0, host: '127.0.0.1', publicUrl: undefined });
  try {
    return await body(service.app);
  } finally {
    await service.stop();
  }
}
