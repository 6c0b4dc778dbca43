/** What a method of asking changes, as data: whoever wants to know asks this table, never for a method by its name. */
import type { ConsultationMethod } from './consultation.rules.js';

export interface MethodRule {
  /** the law code opens it to everybody (security §1.17); the others reach people by sign-in alone */
  readonly openByCode: boolean;
  /** the legislature's minimum of days binds it (立法法第四十条) */
  readonly minimumDaysBind: boolean;
  /** it asks about one draft */
  readonly needsDraft: boolean;
  /** one draft may be asked about in several such rounds at once */
  readonly severalAtOnce: boolean;
}

const amongBodies: MethodRule = { openByCode: false, minimumDaysBind: false, needsDraft: true, severalAtOnce: true };

export const methodRules: { readonly [M in ConsultationMethod]: MethodRule } = {
  PUBLIC: { openByCode: true, minimumDaysBind: true, needsDraft: true, severalAtOnce: false },
  SOLICITATION_LETTER: amongBodies,
  READ_THROUGH: amongBodies,
  TRIAL_RUN: amongBodies,
  ARGUMENTATION: amongBodies,
  EVALUATION: amongBodies,
  // proposals for what to legislate on: there is no text yet
  PROJECT_CALL: { ...amongBodies, needsDraft: false },
};

/** The methods of which something holds */
export const methodsThat = (holds: keyof MethodRule): ConsultationMethod[] =>
  (Object.keys(methodRules) as ConsultationMethod[]).filter((m) => methodRules[m][holds]);
