/** What other rooms may use of the hearing (群众原话). */
import { Module } from '@nestjs/common';
import { ConsultationModule } from '../consultation/index.js';
import { ContactPointsModule } from '../network/index.js';
import { ContactsService } from './contacts.service.js';
import { IntakeService } from './intake.service.js';
import { ConsultationOpinionsResolver, OpinionsResolver } from './opinions.resolver.js';
import { OpinionsService } from './opinions.service.js';
import { PicturesController } from './pictures.controller.js';
import { PicturesService } from './pictures.service.js';

@Module({
  imports: [ConsultationModule, ContactPointsModule],
  controllers: [PicturesController],
  providers: [
    IntakeService,
    OpinionsService,
    ContactsService,
    PicturesService,
    OpinionsResolver,
    ConsultationOpinionsResolver,
  ],
  exports: [IntakeService, OpinionsService, ContactsService, PicturesService],
})
export class OpinionsModule {}

export { ContactsService } from './contacts.service.js';
export { IntakeService, type IncomingOpinion, type Received } from './intake.service.js';
export { ERASABLE_CONTACT, opinionEntities, OpinionRow, OpinionStatusRow } from './opinions.entities.js';
export { showOpinion } from './opinions.resolver.js';
export { type BulkOutcome, type Opinion, OpinionsService } from './opinions.service.js';
export { PicturesService } from './pictures.service.js';
export { ActEnum, BulkDoneType, OpinionType, RefusedItemType, TargetKindEnum } from './opinions.types.js';
