/** What serves every room and knows none of them. */
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { AccessGuard } from './access/allow.js';
import { AccessResolver } from './access/access.resolver.js';
import { Attempts } from './access/attempts.js';
import { AccessService } from './access/access.service.js';
import { AccountsResolver } from './access/accounts.resolver.js';
import { AccountsService } from './access/accounts.service.js';
import { Dormancy } from './access/dormancy.js';
import { FreshIdentity } from './access/fresh.js';
import { IdentityService } from './access/identity.service.js';
import { SecondFactorResolver } from './access/second-factor.resolver.js';
import { SecondFactors } from './access/second-factors.js';
import { SessionsService } from './access/sessions.service.js';
import { Standing } from './access/standing.js';
import { Units } from './access/units.js';
import { CLOCK, systemClock } from './clock/clock.js';
import type { Config } from './config/config.js';
import { CONFIG } from './config/config.module.js';
import { backfills } from './database/backfills.js';
import type { Connection } from './database/prepare.js';
import { Typesetter } from './documents/index.js';
import { type Ledger, UnitOfWork } from './database/scope.js';
import { Backfilling, Serving } from './database/serving.js';
import { schemaNumber } from './database/upgrade.js';
import { DISK_PROBE, DiskGuard, probeFolder } from './files/disk.js';
import { FilesController } from './files/files.controller.js';
import { FilesService } from './files/files.service.js';
import { FaultFilter } from './graphql/faults.js';
import { Polls } from './graphql/polls.js';
import { Pictures } from './pictures/pictures.js';
import { PublicAddress } from './http/public-address.js';
import { HealthController } from './http/health.controller.js';
import { Jobs, SERVICE_CONNECTION } from './jobs/jobs.js';
import { DataKeys } from './keys/data-keys.js';
import { Keys } from './keys/keys.js';
import { Disclosures } from './ledger/disclosures.js';
import { RefusalListener } from './ledger/doors.js';
import { LEDGER } from './ledger/ledger.js';
import { Refusals } from './ledger/refusals.js';
import { Seals } from './ledger/seals.js';
import type { Log } from './log/log.js';
import { LOG } from './log/log.module.js';

export { CLOCK, CONFIG };

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
        { provide: DISK_PROBE, useFactory: () => probeFolder(config.dataDir) },
        Refusals,
        Disclosures,
        Seals,
        DataKeys,
        DiskGuard,
        { provide: LEDGER, inject: [Refusals], useFactory: (refusals: Refusals) => refusals.ledger },
        Jobs,
        { provide: Serving, useFactory: () => new Serving(source, log, schemaNumber()) },
        {
          provide: Backfilling,
          inject: [Jobs],
          useFactory: (jobs: Jobs) => new Backfilling(source, jobs, log, backfills),
        },
        { provide: Typesetter, useFactory: () => new Typesetter(config.fontDir) },
        { provide: Pictures, useFactory: () => new Pictures() },
        {
          provide: UnitOfWork,
          inject: [DataSource, Jobs, LEDGER],
          useFactory: (s: DataSource, jobs: Jobs, ledger: Ledger) => new UnitOfWork(s, ledger, jobs.enqueue),
        },
        Standing,
        Polls,
        Units,
        Attempts,
        PublicAddress,
        SessionsService,
        SecondFactors,
        Dormancy,
        IdentityService,
        AccessService,
        AccessResolver,
        AccountsService,
        AccountsResolver,
        SecondFactorResolver,
        FilesService,
        { provide: APP_GUARD, useClass: AccessGuard },
        // the outermost: it hears what the others refuse
        { provide: APP_INTERCEPTOR, useClass: RefusalListener },
        { provide: APP_INTERCEPTOR, useClass: FreshIdentity },
        { provide: APP_FILTER, inject: [Refusals], useFactory: (refusals: Refusals) => new FaultFilter(log, refusals) },
      ],
      exports: [
        CONFIG,
        CLOCK,
        Keys,
        DataKeys,
        DiskGuard,
        LOG,
        DataSource,
        LEDGER,
        Refusals,
        Disclosures,
        Seals,
        Jobs,
        Typesetter,
        Pictures,
        UnitOfWork,
        Standing,
        Polls,
        Units,
        Attempts,
        PublicAddress,
        SessionsService,
        AccessService,
        FilesService,
      ],
    };
  }
}
