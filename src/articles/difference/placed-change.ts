import type { Change } from './change.js';
import type { FormReason } from './form-only.js';

/** A change with what a reader is told of it beside its words */
export interface PlacedChange extends Change {
  /**
   * of deleted words the number of the new article in which they stand on, of inserted ones that of the old article
   * from which they came; null for all others
   */
  place: string | null;
  /** why nothing is said anew by it (仅形式变化); null for wording and for what was kept */
  form: FormReason | null;
}
