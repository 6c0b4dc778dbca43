/** Who is asking: worked out once per request from a session, and handed to every use case. */
import type { Role } from './roles.rules.js';

export interface Actor {
  sessionId: string;
  accountId: string;
  displayName: string;
  /** the legislature this request acts in; null for the installation's administrator */
  legislatureId: string | null;
  roles: ReadonlySet<Role>;
  /** the units (contact points) of a liaison officer's grants */
  unitIds: readonly string[];
  /** the first password was not changed yet, or the profile asks for a newer one: nothing else is allowed */
  mustChangePassword: boolean;
  /** a second factor is at work for the account */
  hasSecondFactor: boolean;
  /** the profile of the legislature asks for a second factor that is not bound yet: nothing else is allowed */
  mustBindSecondFactor: boolean;
  /** password and second factor were reset by others: nothing that asks for a confirmed identity is allowed */
  isHeld: boolean;
  /** until when acts that ask for a confirmed identity are open; null: not now */
  reauthenticatedUntil: Date | null;
}
