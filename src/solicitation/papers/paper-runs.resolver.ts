import { Args, Context, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { type ConsultationRow, ConsultationType } from '../../consultation/index.js';
import {
  type ContactPointRow,
  contactPointLoader,
  ContactPointsQueries,
  ContactPointType,
} from '../../network/index.js';
import { AccountsQueries } from '../../platform/access/accounts.queries.js';
import { accountNameLoader } from '../../platform/api/account-names.js';
import { Allow, CurrentActor } from '../../platform/api/allow.js';
import type { BulkOutcome } from '../../platform/api/bulk.js';
import { connected, type Connection } from '../../platform/api/connection.js';
import type { GraphqlContext } from '../../platform/api/context.js';
import { loaderOf } from '../../platform/api/loader.js';
import { InOrder, NewestFirst, OldestFirst, pageOf } from '../../platform/api/paging.js';
import type { Actor } from '../../platform/base/actor.js';
import { Refusal } from '../../platform/base/refusal.js';
import type { SolicitationRow } from '../solicitation.entities.js';
import { SolicitationType } from '../solicitation.types.js';
import { PaperDelivery } from './paper-delivery.service.js';
import type { PaperRunRow, RoundPaperRow } from './paper-run.entities.js';
import { PaperRunsQueries } from './paper-runs.queries.js';
import { PaperRuns, type PapersPrepared } from './paper-runs.service.js';
import {
  DeliverPapersInput,
  DeliveredPaperConnection,
  type DeliveredPaperType,
  DeliverPapersResult,
  PaperRunConnection,
  PaperRunProgressType,
  PaperRunType,
  PastedPaperType,
  PreparePapersInput,
  PreparePapersResult,
  RoundPaperConnection,
  RoundPaperType,
  SealPaperInput,
  SealPaperResult,
  SetPapersAgainInput,
  SetPapersAgainResult,
  SignPapersInput,
  SignPapersResult,
  VoidPapersInput,
  VoidPapersResult,
} from './paper-runs.types.js';
import { PaperSetting, type RunProgress } from './paper-setting.service.js';

/** A paper as it is shown: whom it goes to and by when stand in what is its own */
export const showPaper = (row: RoundPaperRow): RoundPaperType => ({
  ...row,
  addressee: row.facts.name,
  dueOn: row.facts.dueOn,
  reader: row.facts.reader ?? null,
});

@Resolver(() => PaperRunType)
export class PaperRunsResolver {
  constructor(
    private readonly runs: PaperRuns,
    private readonly setting: PaperSetting,
    private readonly delivery: PaperDelivery,
    private readonly queries: PaperRunsQueries,
    private readonly accounts: AccountsQueries,
  ) {}

  @Query(() => PaperRunType, {
    nullable: true,
    description: 'Papers that go out as one; null where there are none here',
  })
  @Allow('paper.read', { words: '看一批函件' })
  async paperRun(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID, description: 'Which' }) id: string,
  ): Promise<PaperRunRow | null> {
    return (await this.queries.runs(actor, [id]))[0] ?? null;
  }

  @Mutation(() => PreparePapersResult, { description: 'Prepares a paper for each body that was asked in these rounds' })
  @Allow('paper.prepare', { words: '准备函件和公告' })
  preparePapers(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which papers' }) input: PreparePapersInput,
  ): Promise<PapersPrepared | Refusal> {
    return this.runs.preparePapers(actor, input);
  }

  @Mutation(() => SignPapersResult, { description: 'Signs prepared papers and numbers them; one job sets them 签发' })
  @Allow('paper.sign', { words: '签发函件和公告' })
  signPapers(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which, on which day, under which number' }) input: SignPapersInput,
  ): Promise<PaperRunRow | Refusal> {
    return this.runs.signPapers(actor, input);
  }

  @Mutation(() => VoidPapersResult, { description: 'Makes papers void; a number that was given is kept 作废' })
  @Allow('paper.prepare', { words: '作废一批函件' })
  voidPapers(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which and why' }) input: VoidPapersInput,
  ): Promise<PaperRunRow | Refusal> {
    return this.runs.voidPapers(actor, input);
  }

  @Mutation(() => SetPapersAgainResult, { description: 'Sets again what of signed papers could not be set' })
  @Allow('paper.prepare', { words: '重新排版函件' })
  setPapersAgain(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which run' }) input: SetPapersAgainInput,
  ): Promise<PaperRunRow | Refusal> {
    return this.setting.setAgain(actor, input.runId);
  }

  @Mutation(() => DeliverPapersResult, {
    description: 'Hands papers over, in the system or on paper; each is accounted for',
  })
  @Allow('paper.deliver', { words: '送达函件' })
  deliverPapers(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which and how' }) input: DeliverPapersInput,
  ): Promise<BulkOutcome | Refusal> {
    return this.delivery.deliverPapers(actor, input);
  }

  @Mutation(() => SealPaperResult, { description: 'Puts the scan of the sealed paper to a signed paper 盖章' })
  @Allow('paper.deliver', { words: '上传函件盖章件' })
  async sealPaper(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which paper and which file' }) input: SealPaperInput,
  ): Promise<RoundPaperType | Refusal> {
    const sealed = await this.delivery.sealPaper(actor, input);
    return sealed instanceof Refusal ? sealed : showPaper(sealed);
  }

  @ResolveField(() => PaperRunProgressType, { description: 'How far their files have come' })
  progress(@CurrentActor() actor: Actor, @Parent() run: PaperRunRow): Promise<RunProgress> {
    return this.setting.progress(actor, run);
  }

  @ResolveField(() => PastedPaperType, {
    nullable: true,
    description: 'Of a signed 公告: what was signed, with its day, to be pasted; null for every other',
  })
  pasted(@CurrentActor() actor: Actor, @Parent() run: PaperRunRow): Promise<PastedPaperType | null> {
    return this.setting.pasted(actor, run);
  }

  @ResolveField(() => RoundPaperConnection.type, { description: 'The papers in the order in which bodies were asked' })
  async papers(
    @CurrentActor() actor: Actor,
    @Parent() run: PaperRunRow,
    @Args() asked: OldestFirst,
  ): Promise<Connection<RoundPaperType>> {
    return connected(await this.queries.ofRun(actor, run.id, asked), asked.after, showPaper);
  }

  @ResolveField(() => String, { nullable: true, description: 'Who prepared them, by the name colleagues see' })
  preparedByName(@Parent() run: PaperRunRow, @Context() context: GraphqlContext): Promise<string | null> {
    return accountNameLoader(context, this.accounts).load(run.preparedBy);
  }

  @ResolveField(() => String, { nullable: true, description: 'Who signed them; null while nobody did' })
  async signedByName(@Parent() run: PaperRunRow, @Context() context: GraphqlContext): Promise<string | null> {
    return run.signedBy === null ? null : accountNameLoader(context, this.accounts).load(run.signedBy);
  }
}

@Resolver(() => ConsultationType)
export class ConsultationPapersResolver {
  constructor(private readonly queries: PaperRunsQueries) {}

  @ResolveField(() => PaperRunConnection.type, {
    description: 'Its papers by the runs in which they were prepared, the newest first; none outside the office',
  })
  async paperRuns(
    @CurrentActor() actor: Actor,
    @Parent() round: ConsultationRow,
    @Args() asked: NewestFirst,
  ): Promise<Connection<PaperRunRow>> {
    return connected(await this.queries.ofRound(actor, round.id, asked), asked.after);
  }
}

@Resolver(() => RoundPaperType)
export class RoundPaperLinksResolver {
  constructor(private readonly points: ContactPointsQueries) {}

  @ResolveField(() => ContactPointType, { nullable: true, description: 'The body; null for a 公告' })
  async contactPoint(@Parent() p: RoundPaperType, @Context() context: GraphqlContext): Promise<ContactPointRow | null> {
    return p.contactPointId === null ? null : contactPointLoader(context, this.points).load(p.contactPointId);
  }
}

@Resolver(() => SolicitationType)
export class SolicitationPapersResolver {
  constructor(private readonly queries: PaperRunsQueries) {}

  @ResolveField(() => DeliveredPaperConnection.type, { description: 'Papers delivered about it, the newest first' })
  async papers(
    @Parent() task: SolicitationRow,
    @Args() asked: InOrder,
    @Context() context: GraphqlContext,
  ): Promise<Connection<DeliveredPaperType>> {
    const all = await loaderOf<DeliveredPaperType[]>(context, 'deliveredPapers', async (actor, keys) => {
      const tasks = keys.map((key) => {
        const [id = '', consultationId = '', contactPointId = ''] = key.split(' ');
        return { id, consultationId, contactPointId };
      });
      return (await this.queries.ofTasks(actor, tasks)).map((found) =>
        found.map(({ paper, run }) => ({
          kind: run.kind,
          isVoid: run.state === 'VOIDED',
          issueDate: run.issueDate,
          volumePdfFileId: run.volumePdfFileId,
          paper: showPaper(paper),
        })),
      );
    }).load(`${task.id} ${task.consultationId} ${task.contactPointId}`);
    return connected(pageOf('delivered', all, asked), asked.after);
  }
}
