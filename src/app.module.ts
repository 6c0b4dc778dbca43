/** The rooms, in the order of the story. */
import { type DynamicModule, Module } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import { authoringEntities, AuthoringModule } from './authoring/index.js';
import { commentEntities, CommentsModule } from './comments/index.js';
import { consultationEntities, ConsultationModule } from './consultation/index.js';
import { decisionEntities, DecisionModule } from './decision/index.js';
import { feedbackEntities, FeedbackModule } from './feedback/index.js';
import { contactPointEntities, ContactPointsModule } from './network/index.js';
import { ERASABLE_CONTACT, opinionEntities, OpinionsModule } from './opinions/index.js';
import { PagesModule } from './pages/index.js';
import { paperEntities, PapersModule } from './papers/index.js';
import {
  AccountRow,
  HandoverRow,
  LegislatureChangeRow,
  LegislatureRow,
  RoleGrantRow,
  SecondFactorRow,
  SessionRow,
} from './platform/access/access.entities.js';
import { compileDocument } from './platform/api/compiled.js';
import { consoleDocuments } from './platform/api/console.js';
import { ownDocuments } from './platform/api/documents.js';
import { type GraphqlConfig, GraphqlDriver } from './platform/api/driver.js';
import { WorkingCopyRow } from './platform/api/working-copies/working-copy.entities.js';
import type { Config } from './platform/base/config.js';
import { FileRow } from './platform/database/files/file.entities.js';
import { DataKeyRow } from './platform/database/keys/data-key.entities.js';
import { AuditRecordRow } from './platform/ledger/ledger.entities.js';
import { PlatformModule, type PlatformParts } from './platform/platform.module.js';
import { solicitationEntities, SolicitationModule } from './solicitation/index.js';

/** Everything that is stored */
export const entities = [
  LegislatureRow,
  LegislatureChangeRow,
  AccountRow,
  RoleGrantRow,
  HandoverRow,
  SessionRow,
  SecondFactorRow,
  FileRow,
  DataKeyRow,
  AuditRecordRow,
  WorkingCopyRow,
  ...authoringEntities,
  ...contactPointEntities,
  ...consultationEntities,
  ...paperEntities,
  ...solicitationEntities,
  ...opinionEntities,
  ...commentEntities,
  ...decisionEntities,
  ...feedbackEntities,
];

/** Tables whose rows are erased one by one, so that a restored backup does not bring them back */
export const erasableTables = [ERASABLE_CONTACT];

export const rooms = [
  AuthoringModule,
  ContactPointsModule,
  PapersModule,
  ConsultationModule,
  SolicitationModule,
  OpinionsModule,
  CommentsModule,
  DecisionModule,
  FeedbackModule,
  PagesModule,
];

/** From where a page may ask: residents' pages ask nothing, so the console's own address alone where there is one */
const originsOf = ({ consoleOrigin, publicUrl }: Config): string[] =>
  consoleOrigin !== undefined ? [consoleOrigin] : publicUrl === undefined ? [] : [new URL(publicUrl).origin];

@Module({})
export class AppModule {
  static with(parts: PlatformParts): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.with(parts),
        GraphQLModule.forRoot<GraphqlConfig>({
          driver: GraphqlDriver,
          path: '/graphql',
          autoSchemaFile: true,
          sortSchema: true,
          ownDocuments: [...ownDocuments, ...consoleDocuments()],
          compile: compileDocument,
          origins: originsOf(parts.config),
          // an introspection of the whole schema at every start finds nothing that its printing and reading does not
          buildSchemaOptions: { dateScalarMode: 'isoDate', skipCheck: true },
        }),
        ...rooms,
      ],
    };
  }
}
