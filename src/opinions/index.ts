/** What other rooms may use of the hearing (群众原话). */
import './opinions.ledger.js';
import { OpinionTodos } from './opinions.todos.js';
import { Module } from '@nestjs/common';
import { AuthoringModule } from '../authoring/index.js';
import { ConsultationModule } from '../consultation/index.js';
import { ContactPointsModule } from '../network/index.js';
import { ContactsService } from './contacts.service.js';
import { ActivitiesService } from './hearing/activities.service.js';
import { ActivityCodesResolver } from './hearing/activity-codes.resolver.js';
import { ActivityCodesService } from './hearing/activity-codes.service.js';
import {
  ContactCallNamesResolver,
  ContactCallsResolver,
  ContactLookNamesResolver,
  ReceiptCardsResolver,
  WorkOrdersResolver,
} from './hearing/calls.resolver.js';
import { ContactCallsService } from './hearing/contact-calls.service.js';
import { FormCardsController } from './hearing/form-cards.controller.js';
import { FormCardsService } from './hearing/form-cards.service.js';
import { FormSheetsService } from './hearing/form-sheets.service.js';
import { HeardPlaces } from './hearing/heard-places.service.js';
import { hearingEntities } from './hearing/hearing.entities.js';
import { HearingQueries } from './hearing/hearing.queries.js';
import { ActivitiesResolver, HeardOpinionsResolver } from './hearing/hearing.resolver.js';
import { ActivityConnection } from './hearing/hearing.types.js';
import { VoicesTableController } from './hearing/table/voices-table.controller.js';
import { VoicesTableResolver } from './hearing/table/voices-table.resolver.js';
import { VoicesTableService } from './hearing/table/voices-table.service.js';
import { TypedVoices } from './hearing/typed-voices.service.js';
import { WorkOrdersService } from './hearing/work-orders.service.js';
import { WithheldPictures } from './hearing/withheld-pictures.service.js';
import { NodeEntryService } from './nodes/node-entry.service.js';
import { NodeLinksService } from './nodes/node-links.service.js';
import { NodeResultsService } from './nodes/node-results.service.js';
import { NodeNames } from './nodes/node-names.queries.js';
import { nodeEntities } from './nodes/nodes.entities.js';
import { NodeLinksResolver, NodeOpinionsResolver, NodeTasksResolver } from './nodes/nodes.resolver.js';
import { InboxQueries } from './inbox.queries.js';
import { IntakePace } from './intake-pace.service.js';
import { IntakeService } from './intake.service.js';
import { IntakeStoring } from './intake-storing.service.js';
import { IntakeWindows } from './intake-windows.service.js';
import { MasksService } from './masks.service.js';
import { OpinionActsResolver } from './opinion-acts.resolver.js';
import { OpinionsQueries } from './opinions.queries.js';
import { ConsultationOpinionsResolver, OpinionLinksResolver, OpinionsResolver } from './opinions.resolver.js';
import { opinionEntities as voiceEntities } from './opinions.entities.js';
import { OpinionsService } from './opinions.service.js';
import { OpinionConnection } from './opinion-list.types.js';
import { PicturesController } from './pictures.controller.js';
import { PicturesService } from './pictures.service.js';
import { QuarantineReaderRow } from './quarantine/quarantine.entities.js';
import { QuarantineResolver } from './quarantine/quarantine.resolver.js';
import { QuarantineReaders } from './quarantine/quarantine-readers.service.js';
import { ReceiptsService } from './receipts.service.js';
import { WithdrawalNotes } from './withdrawal-notes.service.js';

@Module({
  imports: [AuthoringModule, ConsultationModule, ContactPointsModule],
  controllers: [PicturesController, FormCardsController, VoicesTableController],
  providers: [
    ReceiptsService,
    OpinionsQueries,
    InboxQueries,
    IntakePace,
    IntakeService,
    IntakeStoring,
    IntakeWindows,
    OpinionsService,
    ContactsService,
    PicturesService,
    MasksService,
    WithdrawalNotes,
    OpinionsResolver,
    OpinionLinksResolver,
    OpinionTodos,
    OpinionConnection.resolver,
    OpinionActsResolver,
    ConsultationOpinionsResolver,
    ActivitiesService,
    FormCardsService,
    FormSheetsService,
    HeardPlaces,
    TypedVoices,
    HearingQueries,
    WithheldPictures,
    QuarantineReaders,
    QuarantineResolver,
    ActivitiesResolver,
    ActivityCodesService,
    ActivityCodesResolver,
    HeardOpinionsResolver,
    ActivityConnection.resolver,
    ContactCallsService,
    ContactCallsResolver,
    ContactCallNamesResolver,
    ContactLookNamesResolver,
    WorkOrdersService,
    WorkOrdersResolver,
    ReceiptCardsResolver,
    VoicesTableService,
    VoicesTableResolver,
    NodeEntryService,
    NodeLinksService,
    NodeResultsService,
    NodeNames,
    NodeLinksResolver,
    NodeTasksResolver,
    NodeOpinionsResolver,
  ],
  exports: [
    ReceiptsService,
    OpinionsQueries,
    InboxQueries,
    IntakePace,
    IntakeService,
    OpinionsService,
    ContactsService,
    PicturesService,
    MasksService,
    WithdrawalNotes,
    NodeEntryService,
    NodeResultsService,
  ],
})
export class OpinionsModule {}

export { ReceiptsService } from './receipts.service.js';
export type { OpinionFilter } from './opinions.filter.js';
export { type Opinion, OpinionsQueries } from './opinions.queries.js';
export { showPicture } from './hearing/form-cards.controller.js';
export { targetPlace } from './target-place.rules.js';
export { ContactsService } from './contacts.service.js';
export { IntakePace, type Sender } from './intake-pace.service.js';
export { IntakeService } from './intake.service.js';
export type { IncomingOpinion } from './intake.inputs.js';
export type { Received } from './intake.rows.js';
export { ERASABLE_CONTACT, OpinionRow, OpinionStatusRow } from './opinions.entities.js';

/** Everything this room stores */
export { NodeResultsService, RESULTS_PER_PAGE } from './nodes/node-results.service.js';
export { NodeEntryService, type NodeForm, type NodeTask } from './nodes/node-entry.service.js';
export type { NodeLinkRow } from './nodes/nodes.entities.js';
export const opinionEntities = [...voiceEntities, ...hearingEntities, ...nodeEntities, QuarantineReaderRow];
export { showOpinion } from './opinions.resolver.js';
export { type BulkOutcome, OpinionsService } from './opinions.service.js';
export { MasksService } from './masks.service.js';
export { PicturesService } from './pictures.service.js';
export { WithdrawalNotes } from './withdrawal-notes.service.js';
export {
  ActEnum,
  ChannelEnum,
  type ChannelValue,
  OpinionType,
  TargetKindEnum,
  type OpinionActValue,
  type TargetKindValue,
} from './opinions.types.js';
export { OpinionConnection } from './opinion-list.types.js';
export { BulkDoneType, RefusedItemType } from '../platform/api/bulk.js';
export { peopleTold } from './hearing/hearing.sql.js';
export { openOpinions, opinionsByState } from './open-opinions.queries.js';
export { countByDay, countByPoint, countByRound, countHeard } from './opinion-counts.sql.js';
export {
  REPEATED_FROM,
  type RepeatedText,
  type VoiceFigures,
  voicesBehind,
  voicesHeard,
  voicesOfComments,
  voicesThrough,
} from './voice-figures.sql.js';
export { withoutNumbers } from './covered-numbers.js';
export { type InboxFilter, InboxQueries } from './inbox.queries.js';
export { InboxFilterInput } from './inbox.types.js';
