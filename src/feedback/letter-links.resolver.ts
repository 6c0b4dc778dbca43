import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import {
  consultationLoader,
  type ConsultationRow,
  ConsultationsQueries,
  ConsultationType,
} from '../consultation/index.js';
import { type ContactPointRow, contactPointLoader, ContactPointsQueries, ContactPointType } from '../network/index.js';
import type { GraphqlContext } from '../platform/api/context.js';
import { LetterType } from './feedback.types.js';

@Resolver(() => LetterType)
export class LetterLinksResolver {
  constructor(
    private readonly consultations: ConsultationsQueries,
    private readonly points: ContactPointsQueries,
  ) {}

  @ResolveField(() => ConsultationType, { nullable: true, description: 'The consultation whose comments it answers' })
  consultation(@Parent() l: LetterType, @Context() context: GraphqlContext): Promise<ConsultationRow | null> {
    return consultationLoader(context, this.consultations).load(l.consultationId);
  }

  @ResolveField(() => ContactPointType, { nullable: true, description: 'The contact point it goes to' })
  contactPoint(@Parent() l: LetterType, @Context() context: GraphqlContext): Promise<ContactPointRow | null> {
    return contactPointLoader(context, this.points).load(l.contactPointId);
  }
}
