/** 查结果: from a receipt code to what became of the words. The code comes in a body and goes nowhere else. */
import { Injectable } from '@nestjs/common';
import { DraftRow, ProvisionRow } from '../authoring/index.js';
import { WithdrawalsService } from '../comments/index.js';
import { OutcomesQueries } from '../decision/index.js';
import { LettersQueries } from '../feedback/index.js';
import {
  ContactsService,
  type OpinionRow,
  OpinionsQueries,
  PicturesService,
  ReceiptsService,
  WithdrawalNotes,
  targetPlace,
} from '../opinions/index.js';
import { AccessService } from '../platform/access/access.service.js';
import { dayIn } from '../platform/base/clock.js';
import { Refusal } from '../platform/base/refusal.js';
import { type Reader, type Scope, UnitOfWork } from '../platform/database/scope.js';
import { nameOf } from './views/law-text.js';
import type { OutcomeView } from './views/look-up.js';

@Injectable()
export class ReceiptLookupService {
  constructor(
    private readonly intake: ReceiptsService,
    private readonly outcomes: OutcomesQueries,
    private readonly letters: LettersQueries,
    private readonly access: AccessService,
    private readonly work: UnitOfWork,
    private readonly contacts: ContactsService,
    private readonly pictures: PicturesService,
    private readonly opinions: OpinionsQueries,
    private readonly notes: WithdrawalNotes,
    private readonly withdrawals: WithdrawalsService,
  ) {}

  /**
   * Refused with UNKNOWN_CODE for unknown and mistyped codes alike, with TOO_MANY_ATTEMPTS after several failures from
   * one address
   */
  async whatBecameOf(typed: string, address: string): Promise<OutcomeView | Refusal> {
    const found = await this.intake.byReceipt(typed, address);
    return found instanceof Refusal ? found : this.viewOf(typed, found);
  }

  /** Erases the contact data beside the opinion, and says what became of the words; refused as above */
  async eraseContact(typed: string, address: string): Promise<OutcomeView | Refusal> {
    const found = await this.intake.byReceipt(typed, address);
    if (found instanceof Refusal) return found;
    await this.contacts.erase(found.scope, [found.opinion.id], 'ASKED_BY_RECEIPT');
    return { ...(await this.viewOf(typed, found)), contact: 'ERASED' };
  }

  /**
   * Takes the opinion back if `confirmed` says what the resident was told it would do, MAY or NOTE; where that is no
   * longer so, as where nothing is confirmed, `asks` is true and nothing done. Refused as above.
   */
  async withdraw(
    typed: string,
    confirmed: string,
    address: string,
  ): Promise<{ view: OutcomeView; asks: boolean } | Refusal> {
    const found = await this.intake.byReceipt(typed, address);
    if (found instanceof Refusal) return found;
    const view = await this.viewOf(typed, found);
    if (view.withdrawal === 'WITHDRAWN' || view.withdrawal === 'NOTED') return { view, asks: false };
    if (confirmed !== view.withdrawal) return { view, asks: true };
    const done = await this.withdrawals.withdraw(found.scope, found.opinion.id);
    return done instanceof Refusal ? done : { view: await this.viewOf(typed, found), asks: false };
  }

  private async viewOf(
    receipt: string,
    { opinion, scope }: { opinion: OpinionRow; scope: Scope },
  ): Promise<OutcomeView> {
    const reader = this.work.read(scope);
    const [outcome, zone, draft, about, contact, pictures, status, noted] = await Promise.all([
      this.outcomes.forOpinion(scope, opinion.id),
      this.access.zone(opinion.legislatureId),
      reader.manager.findOne(DraftRow, {
        where: { id: opinion.draftId, legislatureId: reader.legislatureId },
        select: { id: true, title: true, scope: true },
      }),
      this.aboutOf(reader, opinion),
      this.contacts.isThere(reader, opinion.id),
      this.pictures.countOf(reader, opinion.id),
      this.opinions.status(reader, opinion.id),
      this.notes.isNoted(reader, opinion.id),
    ]);
    const isReported = status?.state === 'REPORTED' || status?.state === 'ANSWERED';
    const open = draft?.scope === 'PUBLIC';
    return {
      receipt,
      // of a text that is not public nothing is told here, be it the words or the name
      regulation: open ? (draft?.title ?? '') : '',
      about: open ? about : null,
      receivedOn: dayIn(zone, opinion.receivedAt),
      text: opinion.text,
      pictures,
      contact: contact ? 'KEPT' : 'NONE',
      withdrawal: status?.state === 'WITHDRAWN' ? 'WITHDRAWN' : !isReported ? 'MAY' : noted ? 'NOTED' : 'NOTE',
      waits: status?.state === 'QUARANTINED',
      proposedWording: opinion.proposedWording,
      reason: opinion.reason,
      outcome: {
        ...outcome,
        changes: open ? outcome.changes : [],
        documentNumber:
          outcome.outcome === null || opinion.direct ? null : await this.letters.deliveredNumber(reader, opinion.id),
      },
    };
  }

  private async aboutOf(reader: Reader, opinion: OpinionRow): Promise<string | null> {
    const provision = opinion.provisionId === null ? null : await reader.get(ProvisionRow, opinion.provisionId);
    if (!provision) return null;
    return targetPlace(opinion, { label: nameOf(provision), body: provision.body });
  }
}
