/** What other rooms may use of the network (联系点). */
import './network.ledger.js';
import { Module } from '@nestjs/common';
import { EngagementsService } from './engagements/engagements.service.js';
import { PeopleService } from './people/people.service.js';
import { DetailsQueries } from './points/details.queries.js';
import { PointChangesResolver, PointDetailsResolver } from './points/details.resolver.js';
import { PointChangesService } from './points/point-changes.service.js';
import { PointMakingResolver } from './points/point-making.resolver.js';
import { PointMakingService } from './points/point-making.service.js';
import { ContactPointsQueries } from './points/points.queries.js';
import { ContactPointsResolver } from './points/points.resolver.js';
import { ContactPointsService } from './points/points.service.js';
import { ContactPointConnection } from './points/points.types.js';
import { RenameContactPointResolver } from './points/rename.resolver.js';
import { HeldRoleUnitResolver, ViewerUnitsResolver } from './points/unit.resolver.js';
import { PlanWritingService } from './table/plan-writing.service.js';
import { NetworkTableController } from './table/table.controller.js';
import { NetworkTableResolver } from './table/table.resolver.js';
import { NetworkTableService } from './table/table.service.js';

@Module({
  controllers: [NetworkTableController],
  providers: [
    ContactPointsService,
    ContactPointsQueries,
    ContactPointsResolver,
    PointMakingService,
    PointChangesService,
    PointChangesResolver,
    PointDetailsResolver,
    DetailsQueries,
    PeopleService,
    EngagementsService,
    PlanWritingService,
    NetworkTableService,
    NetworkTableResolver,
    PointMakingResolver,
    RenameContactPointResolver,
    ViewerUnitsResolver,
    HeldRoleUnitResolver,
    ContactPointConnection.resolver,
  ],
  exports: [ContactPointsService, ContactPointsQueries],
})
export class ContactPointsModule {}

export { type BodyAsked, bodyAskedOf } from './points/point.rules.js';
export { ContactPointRow, contactPointEntities } from './points/points.entities.js';
export { contactPointLoader } from './points/points.loaders.js';
export { ContactPointsQueries } from './points/points.queries.js';
export { ContactPointsService } from './points/points.service.js';
export { contactPointKindWords } from './points/point.words.js';
export { ContactPointKindEnum, type ContactPointKindValue, ContactPointType } from './points/points.types.js';
