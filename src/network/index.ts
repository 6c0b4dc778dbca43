/** What other rooms may use of the network (联系点). */
import { Module } from '@nestjs/common';
import { ContactPointsResolver } from './points/points.resolver.js';
import { ContactPointsService } from './points/points.service.js';
import { RenameContactPointResolver } from './points/rename.resolver.js';

@Module({
  providers: [ContactPointsService, ContactPointsResolver, RenameContactPointResolver],
  exports: [ContactPointsService],
})
export class ContactPointsModule {}

export { ContactPointRow, contactPointEntities } from './points/points.entities.js';
export { ContactPointsService } from './points/points.service.js';
export { ContactPointType } from './points/points.types.js';
