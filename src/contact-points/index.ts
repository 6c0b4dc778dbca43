/** The door of 3 WHO IS ASKED (联系点). */
import { Module } from '@nestjs/common';
import { ContactPointsResolver } from './contact-points.resolver.js';
import { ContactPointsService } from './contact-points.service.js';

@Module({ providers: [ContactPointsService, ContactPointsResolver], exports: [ContactPointsService] })
export class ContactPointsModule {}

export { ContactPointRow, contactPointEntities } from './contact-points.entities.js';
export { ContactPointsService } from './contact-points.service.js';
export { ContactPointType } from './contact-points.types.js';
