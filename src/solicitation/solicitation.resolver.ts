import { Args, Context, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { placeIn, RegulationType } from '../authoring/index.js';
import {
  ConsultationConnection,
  consultationLoader,
  type ConsultationRow,
  ConsultationsQueries,
  ConsultationType,
  type LawCodeRow,
  LawCodesQueries,
  LawCodeType,
} from '../consultation/index.js';
import { type ContactPointRow, contactPointLoader, ContactPointsQueries, ContactPointType } from '../network/index.js';
import { Allow, CurrentActor } from '../platform/api/allow.js';
import { connected, type Connection } from '../platform/api/connection.js';
import type { GraphqlContext } from '../platform/api/context.js';
import { loaderOf } from '../platform/api/loader.js';
import { NewestFirst, OldestFirst } from '../platform/api/paging.js';
import { Subjects } from '../platform/api/subjects.js';
import type { Actor } from '../platform/base/actor.js';
import { Refusal } from '../platform/base/refusal.js';
import type { SolicitationRow } from './solicitation.entities.js';
import {
  ConsultationFilterInput,
  IssueConsultationInput,
  IssueConsultationResult,
  ReceiveSolicitationInput,
  ReceiveSolicitationResult,
  SayNoOpinionInput,
  SayNoOpinionResult,
  SolicitationConnection,
  SolicitationFilterInput,
  SolicitationType,
} from './solicitation.types.js';
import { SolicitationsQueries } from './solicitations.queries.js';
import { SolicitationsService } from './solicitations.service.js';

@Resolver(() => ConsultationType)
export class SolicitationResolver {
  constructor(
    private readonly queries: SolicitationsQueries,
    private readonly tasks: SolicitationsService,
    subjects: Subjects,
  ) {
    subjects.register('Solicitation', (actor, ids) => queries.byIds(actor, ids));
  }

  @Query(() => SolicitationType, {
    nullable: true,
    description: 'One task; null where it is not of the caller’s own contact points, or not of the legislature',
  })
  @Allow('solicitation.read', { words: '看一项任务', reach: 'UNIT' })
  async solicitation(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID, description: 'The task' }) id: string,
  ): Promise<SolicitationRow | null> {
    return (await this.queries.byIds(actor, [id]))[0] ?? null;
  }

  @Query(() => SolicitationConnection.type, {
    description: "The tasks of the caller's contact points in the order they were issued",
  })
  @Allow('solicitation.read', { words: '看本单位的任务', reach: 'UNIT' })
  async myTasks(
    @CurrentActor() actor: Actor,
    @Args() asked: NewestFirst,
    @Args('filter', { defaultValue: {}, description: 'Which of them' }) filter: SolicitationFilterInput,
  ): Promise<Connection<SolicitationRow>> {
    return connected(await this.queries.myTasks(actor, filter, asked), asked.after);
  }

  @Query(() => ConsultationConnection.type, {
    description:
      'The consultations in the order they were prepared: the office all of them, a contact point those that were sent out',
  })
  @Allow('consultation.read', { words: '看征求意见列表', reach: 'ALL' })
  async consultationList(
    @CurrentActor() actor: Actor,
    @Args() asked: NewestFirst,
    @Args('filter', { defaultValue: {}, description: 'Which of them' }) filter: ConsultationFilterInput,
  ): Promise<Connection<ConsultationRow>> {
    const place = filter.place ? placeIn(filter.place) : null;
    return connected(await this.queries.consultationList(actor, { ...filter, place }, asked), asked.after);
  }

  @Mutation(() => IssueConsultationResult, { description: 'Sends it to contact points and makes the codes' })
  @Allow('consultation.issue', { words: '发出征求意见' })
  issueConsultation(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Whom it goes to' }) input: IssueConsultationInput,
  ): Promise<ConsultationRow | Refusal> {
    return this.tasks.issueConsultation(actor, input);
  }

  @Mutation(() => ReceiveSolicitationResult, { description: 'A contact point says that it has the task 签收' })
  @Allow('solicitation.answer', { words: '签收任务', reach: 'UNIT' })
  receiveSolicitation(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which task' }) input: ReceiveSolicitationInput,
  ): Promise<SolicitationRow | Refusal> {
    return this.tasks.receiveSolicitation(actor, input.solicitationId);
  }

  @Mutation(() => SayNoOpinionResult, { description: 'A contact point answers 无意见' })
  @Allow('solicitation.answer', { words: '答复无意见', reach: 'UNIT' })
  sayNoOpinion(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which task' }) input: SayNoOpinionInput,
  ): Promise<SolicitationRow | Refusal> {
    return this.tasks.sayNoOpinion(actor, input.solicitationId, input.reason ?? null);
  }

  @ResolveField(() => SolicitationConnection.type, {
    description: 'The bodies asked that the caller may see, in the order they were asked',
  })
  async solicitations(
    @CurrentActor() actor: Actor,
    @Parent() c: ConsultationRow,
    @Args() asked: OldestFirst,
    @Args('filter', { defaultValue: {}, description: 'Which of them' }) filter: SolicitationFilterInput,
  ): Promise<Connection<SolicitationRow>> {
    return connected(await this.queries.ofConsultation(actor, c.id, filter, asked), asked.after);
  }
}

@Resolver(() => RegulationType)
export class RegulationRoundsResolver {
  constructor(private readonly queries: SolicitationsQueries) {}

  @ResolveField(() => ConsultationConnection.type, {
    description: 'Its rounds of asking that the caller may see, in the order they were prepared',
  })
  async rounds(
    @CurrentActor() actor: Actor,
    @Parent() regulation: RegulationType,
    @Args() asked: OldestFirst,
  ): Promise<Connection<ConsultationRow>> {
    const rounds = await this.queries.consultationList(actor, { regulationId: regulation.id }, asked);
    return connected(rounds, asked.after);
  }
}

@Resolver(() => SolicitationType)
export class SolicitationLinksResolver {
  constructor(
    private readonly consultations: ConsultationsQueries,
    private readonly points: ContactPointsQueries,
    private readonly codes: LawCodesQueries,
  ) {}

  @ResolveField(() => LawCodeType, {
    nullable: true,
    description: "The code in use under which the body is heard: its own, else the regulation's",
  })
  async lawCode(@Parent() s: SolicitationRow, @Context() context: GraphqlContext): Promise<LawCodeRow | null> {
    const round = await consultationLoader(context, this.consultations).load(s.consultationId);
    if (!round) return null;
    const inUse = loaderOf<LawCodeRow | null>(context, 'lawCodesInUse', (actor, keys) =>
      this.codes.inUseFor(
        actor,
        keys.map((key) => {
          const [regulationId = '', contactPointId = ''] = key.split(' ');
          return { regulationId, contactPointId };
        }),
      ),
    );
    return inUse.load(`${round.regulationId} ${s.contactPointId}`);
  }

  @ResolveField(() => ConsultationType, { nullable: true, description: 'The consultation it belongs to' })
  consultation(@Parent() s: SolicitationRow, @Context() context: GraphqlContext): Promise<ConsultationRow | null> {
    return consultationLoader(context, this.consultations).load(s.consultationId);
  }

  @ResolveField(() => ContactPointType, { nullable: true, description: 'The body asked' })
  contactPoint(@Parent() s: SolicitationRow, @Context() context: GraphqlContext): Promise<ContactPointRow | null> {
    return contactPointLoader(context, this.points).load(s.contactPointId);
  }
}
