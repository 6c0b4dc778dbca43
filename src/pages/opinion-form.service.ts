/** 直接说 and 我要提意见: from the fields of a form to a receipt, or to the same form with what is wrong. */
import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { readContact } from '../opinions/contact.rules.js';
import { type IncomingOpinion, IntakePace, IntakeService, type Sender } from '../opinions/index.js';
import { acts, LONGEST_OPINION } from '../opinions/opinion.rules.js';
import { formatReceiptCode } from '../opinions/receipt.rules.js';
import { addDays } from '../platform/base/clock.js';
import type { Config } from '../platform/base/config.js';
import { CONFIG } from '../platform/base/config.token.js';
import { describeFault, type Log } from '../platform/base/log.js';
import { LOG } from '../platform/base/log.token.js';
import { clauseOf, Refusal } from '../platform/base/refusal.js';
import { field, taken } from './display.rules.js';
import { isBlank, lengthSeen } from '../platform/base/visible.rules.js';
import { FormTokens } from './form-token.js';
import { noticeFor, type Outside, outsideWindow, type StatedNotice } from './notices.js';
import { pageTexts as t } from './page.texts.js';
import type { ShownProvision } from './parts.rules.js';
import { type OpenedDraft, PublicDraftService, type Unopened } from './public-draft.service.js';
import type { SentForm, SentPicture } from './sent-form.js';
import { reasonOf } from './views/draft.js';
import { fieldsOfPictures, type FormFault, type FormView, nothingTyped, type Typed } from './views/form.js';
import type { ReceiptView } from './views/receipt.js';

export type Spoken =
  | { kind: 'RECEIPT'; view: ReceiptView }
  | { kind: 'FORM'; status: number; opened: OpenedDraft; form: FormView }
  | { kind: 'NOTICE'; stated: StatedNotice }
  | { kind: 'UNKNOWN' };

/** A form that may be sent on */
interface Ready {
  kind: 'READY';
  head: OpenedDraft['head'];
  typed: Typed;
  opinion: IncomingOpinion;
  openedAt: Date;
  /** the same form once more, with what is wrong */
  again: (status: number, faults: FormFault[]) => Spoken;
}

const KEY = /^[A-Za-z0-9_-]{22}$/;

@Injectable()
export class OpinionFormService {
  constructor(
    private readonly reading: PublicDraftService,
    private readonly intake: IntakeService,
    private readonly tokens: FormTokens,
    private readonly pace: IntakePace,
    @Inject(LOG) private readonly log: Log,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * A form with a submission key of 128 random bits, and a token: a new one, or that with which it was opened first.
   * Pages that hold one are not cached.
   */
  form(
    opened: OpenedDraft,
    provision: ShownProvision | null,
    typed: Typed = nothingTyped,
    faults: readonly FormFault[] = [],
    submissionKey = randomBytes(16).toString('base64url'),
    token = this.tokens.issue(opened.draftId, provision?.ordinal ?? null),
  ): FormView {
    const keptUntil = addDays(opened.head.closesOn, this.config.contactDataDays);
    return { head: opened.head, provision, token, submissionKey, keptUntil, typed, faults, wait: null };
  }

  /**
   * What is taken goes by what was read within the last two seconds, since it is judged anew when it is stored; what is
   * refused is refused by what stands now. Whoever sends too many gets the form again, with a ticket for the wait.
   */
  async speak(code: string, sent: SentForm, address: string): Promise<Spoken> {
    const checked = this.check(sent, await this.reading.openRecently(code));
    const ready = checked.kind === 'READY' ? checked : this.check(sent, await this.reading.open(code));
    if (ready.kind !== 'READY') return ready;
    return this.toWait(sent, ready, { address, code: ready.head.code }) ?? this.send(code, sent, ready);
  }

  /** What can be said before anything is stored: why it is not, or what is to be stored */
  private check(sent: SentForm, opened: OpenedDraft | Unopened): Spoken | Ready {
    const { body } = sent;
    const typed = {
      ...typedIn(body),
      pictures: sent.pictures.length + sent.faults.filter((f) => f.field !== null).length,
    };
    if (opened.kind === 'UNKNOWN') return { kind: 'UNKNOWN' };
    if (opened.kind !== 'DRAFT') return { kind: 'NOTICE', stated: noticeFor(opened, keptOf(typed)) };
    const { head } = opened;
    const ordinal = /^\d{1,6}$/.test(field(body, 'ordinal')) ? Number(field(body, 'ordinal')) : null;
    const provision = opened.reading.provisions.find((p) => p.ordinal === ordinal) ?? null;
    const token = field(body, 'token');
    const openedAt = this.tokens.openedAt(token, opened.draftId, ordinal);
    // a form opened in time has its grace, on the day after the last one: only `receive` knows whether that is over
    // what a person decided has none
    const graceful = head.window === 'CLOSED' && openedAt !== null && head.daysLeft >= -1;
    if (head.window !== 'OPEN' && !graceful) return this.outside(opened, typed, head.window);
    const again = (status: number, faults: FormFault[], key?: string): Spoken => ({
      kind: 'FORM',
      status,
      opened,
      form: this.form(opened, provision, typed, faults, key, openedAt === null ? undefined : token),
    });
    const key = field(body, 'key');
    if (!KEY.test(key) || openedAt === null) return again(403, [{ field: null, message: t.errors.stale }]);
    const faults = [...faultsOf(typed), ...sent.faults];
    if (faults.length > 0) return again(sent.faults.length > 0 ? sent.status : 422, faults, key);
    const opinion = { ...incoming(typed, provision, key), pictures: sent.pictures.map((p) => p.bytes) };
    return { kind: 'READY', head, typed, opinion, openedAt, again: (status, why) => again(status, why, key) };
  }

  /** The form again with how long to wait, and the ticket that says so; null where nobody has to */
  private toWait({ body }: SentForm, { opinion, again }: Ready, from: Omit<Sender, 'form'>): Spoken | null {
    const key = opinion.submissionKey;
    const ticket = field(body, 'wait');
    const left = this.tokens.secondsLeft(ticket, key);
    const form = this.tokens.formOf(field(body, 'token'));
    const seconds =
      left === null || left === 0 ? this.pace.secondsToWait({ ...from, form }, opinion, left === 0) : left;
    if (seconds === 0) return null;
    const spoken = again(429, [{ field: null, message: t.errors.wait(seconds) }]);
    if (spoken.kind !== 'FORM') return spoken;
    const wait = { ticket: left === seconds ? ticket : this.tokens.issueWait(key, seconds), seconds };
    return { ...spoken, form: { ...spoken.form, wait } };
  }

  private async send(code: string, sent: SentForm, { head, typed, opinion, openedAt, again }: Ready): Promise<Spoken> {
    try {
      const received = await this.intake.speak(code, opinion, openedAt);
      if (!(received instanceof Refusal)) {
        const printedReceipt = formatReceiptCode(received.receiptCode);
        return {
          kind: 'RECEIPT',
          view: {
            head,
            printedReceipt,
            repeated: received.repeated,
            direct: typed.direct || head.point === null,
            text: typed.text,
            pictures: sent.pictures.length,
            contact: contactIn(typed) !== null && !received.repeated,
          },
        };
      }
      // what was decided since this page was read is read again, with its reason
      if (OUTSIDE[received.code] !== undefined || DECIDED.has(received.code))
        return await this.decidedSince(code, typed, received);
      return again(statusOf(received), fromRefusal(received, sent.pictures));
    } catch (fault) {
      // whatever happened, the words are given back with the same key, so that sending them again stores them once
      this.log.error({ fault: describeFault(fault) }, 'fault while an opinion was received');
      return again(503, [{ field: null, message: t.errors.trouble }]);
    }
  }

  private outside({ head }: OpenedDraft, typed: Typed, why: Outside): Spoken {
    const d = t.draft;
    const message = {
      NOT_YET: () => d.notYet(head.opensOn),
      CLOSED: () => d.closed(head.closesOn),
      SUSPENDED: () => `${d.suspended(clauseOf(reasonOf(head, 'SUSPENDED')))}${d.suspendedHint}`,
      CANCELLED: () => `${d.cancelled(clauseOf(reasonOf(head, 'CANCELLED')))}${d.cancelledHint}`,
    }[why]();
    return { kind: 'NOTICE', stated: outsideWindow(head.code, message, why, keptOf(typed)) };
  }

  private async decidedSince(code: string, typed: Typed, refusal: Refusal): Promise<Spoken> {
    const now = await this.reading.open(code);
    if (now.kind === 'UNKNOWN') return { kind: 'UNKNOWN' };
    if (now.kind !== 'DRAFT') return { kind: 'NOTICE', stated: noticeFor(now, keptOf(typed)) };
    const why = OUTSIDE[refusal.code] ?? 'CLOSED';
    if (now.head.window === why) return this.outside(now, typed, why);
    // decided the other way again meanwhile: what was true at the storing is said, and the words are given back
    return { kind: 'NOTICE', stated: outsideWindow(now.head.code, refusal.message, why, keptOf(typed)) };
  }
}

/** Where the round stood that did not take it */
const OUTSIDE: Readonly<Record<string, Outside>> = {
  NOT_OPEN_YET: 'NOT_YET',
  CLOSED: 'CLOSED',
  CONSULTATION_SUSPENDED: 'SUSPENDED',
  CONSULTATION_CANCELLED: 'CANCELLED',
};

/** What was decided about the text or the code */
const DECIDED: ReadonlySet<string> = new Set(['DRAFT_TAKEN_DOWN', 'CODE_REVOKED', 'NOT_PUBLISHED', 'UNKNOWN_CODE']);

function typedIn(body: unknown): Omit<Typed, 'pictures'> {
  const words = (name: string): string => taken(field(body, name));
  return {
    text: words('text'),
    proposedWording: words('proposedWording'),
    reason: words('reason'),
    act: words('act') || 'AMEND',
    where: words('where'),
    direct: field(body, 'direct') === '1',
    contactName: words('contactName'),
    contactPhone: words('contactPhone'),
  };
}

const contactIn = (typed: Typed): IncomingOpinion['contact'] =>
  isBlank(typed.contactName) && isBlank(typed.contactPhone)
    ? null
    : { name: typed.contactName, phone: typed.contactPhone };

const keptOf = (typed: Typed): string =>
  [typed.text, typed.proposedWording, typed.reason].filter((x) => !isBlank(x)).join('\n\n');

function faultsOf(typed: Typed): FormFault[] {
  const tooLong = (name: 'text' | 'proposedWording' | 'reason', what: string): FormFault[] =>
    lengthSeen(typed[name].trim()) > LONGEST_OPINION
      ? [{ field: name, message: t.errors.tooLong(what, LONGEST_OPINION, lengthSeen(typed[name].trim())) }]
      : [];
  const contact = readContact(typed.contactName, typed.contactPhone);
  return [
    ...(isBlank(typed.text) ? [{ field: 'text' as const, message: t.errors.empty }] : tooLong('text', t.form.words)),
    ...tooLong('proposedWording', t.form.wording),
    ...tooLong('reason', t.form.reason),
    ...('wrong' in contact
      ? [
          contact.wrong === 'phone'
            ? { field: 'contactPhone' as const, message: t.errors.phone }
            : { field: 'contactName' as const, message: t.errors.name },
        ]
      : []),
  ];
}

function incoming(typed: Typed, provision: ShownProvision | null, submissionKey: string): IncomingOpinion {
  const target: IncomingOpinion['target'] =
    provision === null
      ? { kind: typed.where === 'whole' ? 'WHOLE' : 'UNKNOWN' }
      : typed.where === 'after'
        ? { kind: 'NEW_ARTICLE_AFTER', provisionId: provision.id }
        : { kind: 'ARTICLE', provisionId: provision.id, path: typed.where || null };
  const said = (text: string): string | null => (isBlank(text) ? null : text);
  return {
    submissionKey,
    channel: 'CODE',
    direct: typed.direct,
    target,
    act: acts.find((a) => a === typed.act) ?? 'AMEND',
    text: typed.text,
    proposedWording: said(typed.proposedWording),
    reason: said(typed.reason),
    contact: contactIn(typed),
  };
}

const FIELDS: Readonly<Record<string, FormFault['field']>> = {
  pictures: 'pictures',
  text: 'text',
  proposedWording: 'proposedWording',
  reason: 'reason',
  'target.path': 'where',
};

/** What the service lacks just now is not the resident's fault, and may be tried again */
const STATUS: Readonly<Record<string, number>> = {
  STORAGE_LOW: 503,
  BUSY: 503,
  PICTURE_QUOTA: 429,
  TOO_MANY_BYTES: 413,
};
const statusOf = (refusal: Refusal): number =>
  Math.max(...[refusal.code, ...refusal.fields.map((f) => f.code)].map((code) => STATUS[code] ?? 422));

function fromRefusal(refusal: Refusal, pictures: readonly SentPicture[]): FormFault[] {
  if (refusal.code === 'TARGET_NOT_FOUND' || refusal.code === 'QUOTE_NOT_FOUND')
    return [{ field: 'where', message: t.errors.where }];
  if (refusal.fields.length === 0) return [{ field: null, message: refusal.message }];
  return refusal.fields.map((f) => {
    const picture = pictures[Number(/^pictures\.(\d+)$/.exec(f.path)?.[1])]?.field;
    if (picture === undefined) return { field: FIELDS[f.path] ?? null, message: f.message };
    return { field: picture, message: t.errors.picture(fieldsOfPictures.indexOf(picture) + 1, f.message) };
  });
}
