/** What serves every room and knows none of them. */
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { AccessService } from './access/access.service.js';
import { AccountMakingService } from './access/account-making.service.js';
import { AccountsQueries } from './access/accounts.queries.js';
import { AccountsService } from './access/accounts.service.js';
import { Attempts } from './access/attempts.js';
import { Dormancy } from './access/dormancy.js';
import { ConfirmingResets } from './access/confirming-resets.service.js';
import { FoundAccounts } from './access/found-accounts.js';
import { FoundingService } from './access/founding.service.js';
import { AccountPairs, WaitingWork } from './access/account-pairs.js';
import { HandedWorkService } from './access/handed-work.service.js';
import { HandoverService } from './access/handover.service.js';
import { StandInsService } from './access/stand-ins.service.js';
import { Holds } from './access/holds.js';
import { IdentityService } from './access/identity.service.js';
import { LegislaturesService } from './access/legislatures.service.js';
import { SecondFactors } from './access/second-factors.js';
import { SessionCheck } from './access/session-check.js';
import { SessionsService } from './access/sessions.service.js';
import { Units } from './access/units.js';
import { AccessResolver } from './api/accounts/access.resolver.js';
import { AccountsResolver } from './api/accounts/accounts.resolver.js';
import { ManagedAccountConnection } from './api/accounts/accounts.types.js';
import { HandoverResolver } from './api/accounts/handover.resolver.js';
import { LegislatureResolver, SettingChangeResolver } from './api/accounts/legislature.resolver.js';
import { MakingResolver } from './api/accounts/making.resolver.js';
import { ResetsResolver, ResetTodos } from './api/accounts/resets.resolver.js';
import { SecondFactorResolver } from './api/accounts/second-factor.resolver.js';
import { WaitingFor } from './api/accounts/waiting-for.js';
import { AccessGuard } from './api/allow.js';
import { RefusedItemResolver } from './api/bulk.js';
import { FaultFilter } from './api/faults.js';
import { FilesController } from './api/files.controller.js';
import { LedgerNames } from './api/ledger/ledger-names.js';
import { LedgerQueries } from './api/ledger/ledger.queries.js';
import { LedgerResolver } from './api/ledger/ledger.resolver.js';
import { LedgerRecordConnection } from './api/ledger/ledger.types.js';
import { PublicAddress } from './api/public-address.js';
import { Reauthentication } from './api/reauthentication.js';
import { RefusalRecorder } from './api/record-refusals.js';
import { StateFeed } from './api/state-feed.js';
import { StaleVersionResolver, Subjects } from './api/subjects.js';
import { WorkingCopiesResolver } from './api/working-copies/working-copies.resolver.js';
import { WorkingCopiesService } from './api/working-copies/working-copies.service.js';
import { TodoConnection, Todos, TodosResolver } from './api/todos.js';
import { CLOCK, systemClock } from './base/clock.js';
import type { Config } from './base/config.js';
import { CONFIG } from './base/config.token.js';
import type { Log } from './base/log.js';
import { LOG } from './base/log.token.js';
import type { Connection } from './database/connection.js';
import { DISK_PROBE, DiskGuard, probeFolder } from './database/files/disk.js';
import { FilesService } from './database/files/files.service.js';
import { KeptCounts } from './database/kept-counts.js';
import { Jobs, SERVICE_CONNECTION } from './database/jobs/jobs.js';
import { DataKeys } from './database/keys/data-keys.js';
import { Keys } from './database/keys/keys.js';
import { Pictures } from './database/pictures/pictures.js';
import { type Ledger, UnitOfWork } from './database/scope.js';
import { Typesetter } from './documents/index.js';
import { Disclosures } from './ledger/disclosures.js';
import { LEDGER } from './ledger/ledger.js';
import { Refusals } from './ledger/refusals.js';
import { Seals } from './ledger/seals.js';
import { LedgerVerifications } from './ledger/verification.service.js';
import { backfills } from './operations/backfills.js';
import { HealthController } from './operations/health.controller.js';
import { Backfilling, Serving } from './operations/serving.js';
import { schemaNumber } from './operations/upgrade.js';

export { CLOCK, CONFIG };

export interface PlatformParts {
  config: Config;
  keys: Keys;
  log: Log;
  source: DataSource;
  /** of the jobs: the service's role, straight to PostgreSQL */
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
        KeptCounts,
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
        SessionCheck,
        StateFeed,
        Subjects,
        StaleVersionResolver,
        RefusedItemResolver,
        WorkingCopiesService,
        WorkingCopiesResolver,
        Todos,
        TodosResolver,
        TodoConnection.resolver,
        Units,
        Attempts,
        PublicAddress,
        SessionsService,
        SecondFactors,
        Dormancy,
        Holds,
        IdentityService,
        AccessService,
        AccessResolver,
        FoundingService,
        AccountMakingService,
        MakingResolver,
        LegislaturesService,
        LegislatureResolver,
        SettingChangeResolver,
        AccountsQueries,
        FoundAccounts,
        AccountsService,
        ConfirmingResets,
        ResetsResolver,
        ResetTodos,
        { provide: WaitingWork, useClass: WaitingFor },
        AccountPairs,
        HandoverService,
        StandInsService,
        HandedWorkService,
        HandoverResolver,
        AccountsResolver,
        ManagedAccountConnection.resolver,
        SecondFactorResolver,
        LedgerVerifications,
        LedgerQueries,
        LedgerNames,
        LedgerResolver,
        LedgerRecordConnection.resolver,
        FilesService,
        { provide: APP_GUARD, useClass: AccessGuard },
        // the outermost: it hears what the others refuse
        { provide: APP_INTERCEPTOR, useClass: RefusalRecorder },
        { provide: APP_INTERCEPTOR, useClass: Reauthentication },
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
        SessionCheck,
        StateFeed,
        Subjects,
        LedgerNames,
        Todos,
        Units,
        Attempts,
        PublicAddress,
        SessionsService,
        Holds,
        AccessService,
        AccountsQueries,
        FilesService,
      ],
    };
  }
}
