import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { AccountsQueries } from '../../access/accounts.queries.js';
import type { Actor } from '../../base/actor.js';
import { wordsOfAct, wordsOfThing } from '../../ledger/acts.js';
import { ledgerFaultWords } from '../../ledger/fault.words.js';
import type { AuditRecordRow } from '../../ledger/ledger.entities.js';
import { LedgerVerifications, type Verification } from '../../ledger/verification.service.js';
import { accountNameLoader } from '../account-names.js';
import { Allow, CurrentActor } from '../allow.js';
import { connected, type Connection } from '../connection.js';
import type { GraphqlContext } from '../context.js';
import { NewestFirst } from '../paging.js';
import { LedgerNames } from './ledger-names.js';
import { LedgerQueries } from './ledger.queries.js';
import {
  LedgerFilterInput,
  LedgerRecordConnection,
  LedgerRecordType,
  LedgerVerificationType,
  VerifyLedgerResult,
} from './ledger.types.js';
import { OTHER_REFUSAL, refusalWords } from './ledger.words.js';

const refusalOf = ({ outcome, detail }: AuditRecordRow): string | null =>
  outcome === 'DONE'
    ? null
    : ((refusalWords as Readonly<Record<string, string>>)[String(detail?.code)] ?? OTHER_REFUSAL);

const show = (row: AuditRecordRow): LedgerRecordType => ({
  ...row,
  words: wordsOfAct(row.act),
  objectWords: wordsOfThing(row.objectKind),
  refusal: refusalOf(row),
});

function showVerification({ faults, ...v }: Verification): LedgerVerificationType {
  const found = Object.entries(faults ?? {}).map(([code, count]) => ({
    code,
    count,
    words: (ledgerFaultWords as Readonly<Record<string, string>>)[code] ?? code,
  }));
  return { ...v, sound: v.finishedAt === null ? null : found.length === 0, faults: found };
}

@Resolver(() => LedgerRecordType)
export class LedgerResolver {
  constructor(
    private readonly queries: LedgerQueries,
    private readonly verifications: LedgerVerifications,
    private readonly accounts: AccountsQueries,
    private readonly names: LedgerNames,
  ) {}

  @Query(() => LedgerRecordConnection.type, {
    description:
      'The ledger 台账 of the legislature at hand, the newest first; without one at hand that of the installation itself',
  })
  @Allow('ledger.read', { words: '看台账' })
  async ledgerList(
    @CurrentActor() actor: Actor,
    @Args() asked: NewestFirst,
    @Args('filter', { defaultValue: {}, description: 'Which acts' }) filter: LedgerFilterInput,
  ): Promise<Connection<LedgerRecordType>> {
    return connected(await this.queries.list(actor, filter, asked), asked.after, show);
  }

  @Query(() => LedgerVerificationType, {
    nullable: true,
    description: 'The last verification that was asked for, with how far it is; null where none was',
  })
  @Allow('ledger.read', { words: '看台账核验的结果' })
  async ledgerVerification(): Promise<LedgerVerificationType | null> {
    const last = await this.verifications.last();
    return last && showVerification(last);
  }

  @Mutation(() => VerifyLedgerResult, {
    description: 'Begins to verify the whole ledger of the installation, or answers the verification under way',
  })
  @Allow('ledger.read', { words: '核验台账' })
  async verifyLedger(@CurrentActor() actor: Actor): Promise<LedgerVerificationType> {
    return showVerification(await this.verifications.start(actor));
  }

  @ResolveField(() => String, { nullable: true, description: 'Who, by the name colleagues see' })
  async by(@Parent() { accountId }: LedgerRecordType, @Context() context: GraphqlContext): Promise<string | null> {
    return accountId === null ? null : accountNameLoader(context, this.accounts).load(accountId);
  }

  @ResolveField(() => String, {
    nullable: true,
    description:
      'What the thing is called: of accounts, regulations, texts, rounds and contact points that the caller may see',
  })
  async objectName(
    @Parent() { objectKind, objectId }: LedgerRecordType,
    @Context() context: GraphqlContext,
  ): Promise<string | null> {
    if (objectId === null) return null;
    return objectKind === 'Account'
      ? accountNameLoader(context, this.accounts).load(objectId)
      : this.names.find(context, objectKind, objectId);
  }
}
