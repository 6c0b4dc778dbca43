/** What is stored of one opinion, and whether it is taken by the day on which it was said. */
import { randomUUID } from 'node:crypto';
import { pathsOf } from '../articles/index.js';
import { asProvision, type DraftRow, type ProvisionRow } from '../authoring/index.js';
import { phaseOf } from '../consultation/consultation.rules.js';
import { ConsultationRow, type LawCodeRow } from '../consultation/index.js';
import { sha256 } from '../platform/base/canonical.js';
import { dayIn } from '../platform/base/clock.js';
import { Refusal } from '../platform/base/refusal.js';
import type { NamedKey } from '../platform/database/keys/cipher.js';
import type { Keys } from '../platform/database/keys/keys.js';
import type { RewrittenPicture } from '../platform/database/pictures/pictures.js';
import type { Scope } from '../platform/database/scope.js';
import { Given } from './intake.inputs.js';
import { type AnchoredTarget, anchorTarget } from './opinion.rules.js';
import { saidOnWords } from './opinion.words.js';
import { receiptCodeFrom } from './receipt.rules.js';
import { judgeSaidOn } from './said-on.rules.js';

export interface Received {
  opinionId: string;
  /** 16 digits; told once, to the person who spoke */
  receiptCode: string;
  /** true where this very opinion was stored before */
  repeated: boolean;
}

/** Where a batch comes in: under a code, or typed by a contact point */
export interface IntakePoint {
  scope: Scope;
  consultationId: string;
  contactPointId: string | null;
  lawCodeId: string | null;
  /** of the legislature, where it is known already */
  zone?: string;
  /** when the form was opened, by our own word for it; none for what no form was opened for */
  openedAt?: Date;
  /** an officer types what was heard: the day on which it was said counts (`judgeSaidOn`) */
  byOfficer?: boolean;
  /** the node 节点 below the contact point that enters it */
  nodeId?: string;
}

/** Columns of an opinion as it is stored, with their types */
export const COLUMNS = {
  id: 'uuid',
  legislature_id: 'uuid',
  regulation_id: 'uuid',
  consultation_id: 'uuid',
  draft_id: 'uuid',
  contact_point_id: 'uuid',
  law_code_id: 'uuid',
  direct: 'boolean',
  channel: 'text',
  target_kind: 'text',
  provision_id: 'uuid',
  path: 'text',
  quote_exact: 'text',
  quote_prefix: 'text',
  quote_suffix: 'text',
  act: 'text',
  text: 'text',
  proposed_wording: 'text',
  reason: 'text',
  submission_mac: 'bytea',
  content_sha256: 'bytea',
  entered_by: 'uuid',
  said_on: 'date',
  late: 'boolean',
} as const;

export interface Prepared {
  given: Given;
  /** made anew; none for what is stored already */
  pictures: readonly RewrittenPicture[];
}

/** Where an officer heard what is typed: at which activity, from which photograph, printed form or work order 工单 */
export interface Heard {
  activityId: string | null;
  cardId: string | null;
  sheetId: string | null;
  workOrder: string | null;
  /** 地点 in words */
  place: string | null;
}

export interface Row {
  id: string;
  point: IntakePoint;
  consultation: ConsultationRow;
  target: AnchoredTarget;
  given: Given;
  pictures: readonly RewrittenPicture[];
  submissionMac: Buffer;
  contentSha256: Buffer;
  receiptCode: string;
  /** said after the closing day */
  late: boolean;
  /** null: nothing is known but the contact point */
  heard: Heard | null;
}

/** The row of one opinion; TARGET_NOT_FOUND or QUOTE_NOT_FOUND where what it is about does not stand in the draft */
export function rowOf(
  keys: Keys,
  point: IntakePoint,
  consultation: ConsultationRow,
  { given: o, pictures }: Prepared,
  provisions: ReadonlyMap<string, ProvisionRow>,
): Row | Refusal {
  const provision = o.target.provisionId ? provisions.get(o.target.provisionId) : undefined;
  const target = anchorTarget(
    {
      kind: o.target.kind,
      provisionId: o.target.provisionId ?? null,
      path: o.target.path || null,
      quote: o.target.quote || null,
    },
    provision
      ? {
          id: provision.id,
          text: provision.text,
          paths: new Map(pathsOf(asProvision(provision)).map((p) => [p.path, p.text])),
        }
      : null,
  );
  if ('code' in target) return new Refusal(target.code);
  const content = JSON.stringify([
    point.consultationId,
    target,
    o.act,
    o.text,
    o.proposedWording ?? null,
    o.reason ?? null,
    // another day is another voice, or a corrected day would be answered as stored and be lost
    ...(o.saidOn ? [o.saidOn] : []),
    ...o.pictures.map((p) => p.sha256.toString('hex')),
  ]);
  const contentSha256 = sha256(content);
  const submissionMac = keys.mac('submission', o.submissionKey);
  return {
    point,
    consultation,
    target,
    given: o,
    pictures,
    contentSha256,
    submissionMac,
    receiptCode: receiptCodeFrom(
      keys.mac('receipt', `${submissionMac.toString('hex')}.${contentSha256.toString('hex')}`),
    ),
    id: randomUUID(),
    late: false,
    heard: null,
  };
}

/** The values of COLUMNS, in their order */
export const valuesOf = (r: Row, legislatureId: string, enteredBy: string | null): unknown[] => [
  r.id,
  legislatureId,
  r.consultation.regulationId,
  r.consultation.id,
  r.consultation.draftId,
  r.point.contactPointId,
  r.point.lawCodeId,
  r.given.direct,
  r.given.channel,
  r.target.targetKind,
  r.target.provisionId,
  r.target.path,
  r.target.quoteExact,
  r.target.quotePrefix,
  r.target.quoteSuffix,
  r.given.act,
  r.given.text,
  r.given.proposedWording || null,
  r.given.reason || null,
  r.submissionMac,
  r.contentSha256,
  enteredBy,
  r.given.saidOn ?? null,
  r.late || null,
];

/** The row as it is taken by the day on which it was said, marked where that was late; or why it is not taken */
export function takenOn(r: Row, zone: string, now: Date): Row | Refusal {
  const { consultation: c, given } = r;
  const today = dayIn(zone, now);
  const saidOn = given.saidOn ?? null;
  const judged = judgeSaidOn({ phase: phaseOf(c, today), opensOn: c.opensOn, closesOn: c.closesOn }, today, saidOn);
  if ('late' in judged) return { ...r, late: judged.late };
  return 'fault' in judged
    ? Refusal.field('saidOn', judged.fault, saidOnWords[judged.fault]({ ...c, saidOn }))
    : Refusal.by(judged);
}

/** What makes an opinion the same one when it is sent again: its key and its words */
export const keyOf = (r: Pick<Row, 'submissionMac' | 'contentSha256'>): string =>
  `${r.submissionMac.toString('hex')}.${r.contentSha256.toString('hex')}`;

/** To be stored, known already, or refused */
export type Judged = Row | Received | Refusal;

export const isRow = (judged: Judged): judged is Row => 'given' in judged;

/** One caller's, ready for the transaction */
export interface Sent {
  point: IntakePoint;
  zone: string;
  key: NamedKey | null;
  prepared: readonly (Prepared | Refusal)[];
}

/** What the storing transaction goes by, read under its locks */
export interface Moment {
  round: ConsultationRow;
  draft: DraftRow | null;
  revoked: ReadonlyMap<string, LawCodeRow>;
  now: Date;
  provisions: ReadonlyMap<string, ProvisionRow>;
}
