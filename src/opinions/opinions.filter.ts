/** What lists of opinions 群众原话 are filtered by; what is absent or null asks for nothing. */
import type { TextPlace } from '../authoring/index.js';
import type { Act, Channel, OpinionState, TargetKind } from './opinion.rules.js';

export interface OpinionFilter {
  states?: readonly OpinionState[] | null;
  contactPointIds?: readonly string[] | null;
  channels?: readonly Channel[] | null;
  targetKinds?: readonly TargetKind[] | null;
  acts?: readonly Act[] | null;
  /** what stands at this place, in whichever text of the regulation */
  place?: TextPlace | null;
  receivedFrom?: Date | null;
  receivedTo?: Date | null;
  /** went straight to the legislature, or not */
  direct?: boolean | null;
  /** the office itself takes it up: it went straight to the legislature or came through no contact point, or not */
  toOffice?: boolean | null;
  /** said after the closing day, or not */
  late?: boolean | null;
  /** only those whose speaker left contact data */
  withContact?: boolean | null;
  /** only those with a result whose speaker left contact data and was not told yet 回访 */
  toTell?: boolean | null;
  /** only those that a comment is made of */
  commentId?: string | null;
  /** some words of it */
  words?: string | null;
}
