/** What serves every room and knows none of them. */
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { AccessGuard } from './access/allow.js';
import { AccessResolver } from './access/access.resolver.js';
import { Attempts } from './access/attempts.js';
import { AccessService } from './access/access.service.js';
import { SessionsService } from './access/sessions.service.js';
import { Units } from './access/units.js';
import { systemClock } from './clock/clock.js';
import type { Config } from './config/config.js';
import { CONFIG } from './config/config.module.js';
import type { Connection } from './database/prepare.js';
import { Typesetter } from './documents/index.js';
import { UnitOfWork } from './database/scope.js';
import { FilesController } from './files/files.controller.js';
import { FilesService } from './files/files.service.js';
import { FaultFilter } from './graphql/faults.js';
import { PublicAddress } from './http/public-address.js';
import { HealthController } from './http/health.controller.js';
import { Jobs, SERVICE_CONNECTION } from './jobs/jobs.js';
import { Keys } from './keys/keys.js';
import { LEDGER, writeLedger } from './ledger/ledger.js';
import type { Log } from './log/log.js';
import { LOG } from './log/log.module.js';

export { CONFIG };
export const CLOCK = Symbol('Clock');

export interface PlatformParts {
  config: Config;
  keys: Keys;
  log: Log;
  source: DataSource;
  connection: Connection;
}

@Global()
@Module({})
export class PlatformModule {
  static with({ config, keys, log, source, connection }: PlatformParts): DynamicModule {
    return {
      module: PlatformModule,
      controllers: [HealthController, FilesController],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: CLOCK, useValue: systemClock },
        { provide: Keys, useValue: keys },
        { provide: LOG, useValue: log },
        { provide: DataSource, useValue: source },
        { provide: SERVICE_CONNECTION, useValue: connection },
        { provide: LEDGER, useValue: writeLedger },
        Jobs,
        { provide: Typesetter, useFactory: () => new Typesetter(config.fontDir) },
        { provide: UnitOfWork, inject: [DataSource, Jobs], useFactory: (s: DataSource, jobs: Jobs) => new UnitOfWork(s, writeLedger, jobs.enqueue) },
        Units, Attempts, PublicAddress, SessionsService, AccessService, AccessResolver, FilesService,
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_FILTER, useFactory: () => new FaultFilter(log) },
      ],
      exports: [CONFIG, CLOCK, Keys, LOG, DataSource, LEDGER, Jobs, Typesetter, UnitOfWork, Units, Attempts, PublicAddress, SessionsService, AccessService, FilesService],
    };
  }
}
