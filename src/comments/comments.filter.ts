/** What lists of comments 报送意见 are filtered by; what is absent or null asks for nothing. */
import type { TextPlace } from '../authoring/index.js';
import type { Act, Channel, TargetKind } from '../opinions/opinion.rules.js';
import type { CommentState, SourceKind } from './comment.rules.js';

export interface CommentFilter {
  states?: readonly CommentState[] | null;
  contactPointIds?: readonly string[] | null;
  sourceKinds?: readonly SourceKind[] | null;
  acts?: readonly Act[] | null;
  /** the kind of place where the office has it */
  targetKinds?: readonly TargetKind[] | null;
  /** came back from a sheet 退回重拟, or did not */
  struck?: boolean | null;
  /** made of an opinion that came so */
  channels?: readonly Channel[] | null;
  /** what stands at this place, in whichever text of the regulation */
  place?: TextPlace | null;
  reportedFrom?: Date | null;
  reportedTo?: Date | null;
  /** its number in its return */
  number?: number | null;
  sheetId?: string | null;
}
