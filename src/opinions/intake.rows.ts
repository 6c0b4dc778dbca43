import { ConsultationRow } from '../consultation/index.js';
import type { RewrittenPicture } from '../platform/database/pictures/pictures.js';
import type { Scope } from '../platform/database/scope.js';
import { Given } from './intake.inputs.js';
import type { AnchoredTarget } from './opinion.rules.js';

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
  /** when the form was opened, by our own word for it; none for what no form was opened for */
  openedAt?: Date;
}
export const COLUMNS = [
  'id',
  'legislature_id',
  'regulation_id',
  'consultation_id',
  'draft_id',
  'contact_point_id',
  'law_code_id',
  'direct',
  'channel',
  'target_kind',
  'provision_id',
  'path',
  'quote_exact',
  'quote_prefix',
  'quote_suffix',
  'act',
  'text',
  'proposed_wording',
  'reason',
  'submission_mac',
  'content_sha256',
  'entered_by',
] as const;

export interface Prepared {
  given: Given;
  /** made anew; none for what is stored already */
  pictures: readonly RewrittenPicture[];
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
}

/** What makes an opinion the same one when it is sent again: its key and its words */
export const keyOf = (r: Row): string => `${r.submissionMac.toString('hex')}.${r.contentSha256.toString('hex')}`;
