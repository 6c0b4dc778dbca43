/** What one thing that waits is about, in words. */
import { addresses } from '../../addresses';
import type { Todo } from '../../api/waiting';

/** Empty where it is about nothing in particular, or about what the reader may not see */
export function aboutWhat({ target }: Pick<Todo, 'target'>): string {
  switch (target?.__typename) {
    case 'Consultation':
    case 'DecisionSheet':
    case 'Draft':
    case 'Regulation':
      return target.title;
    case 'ContactPoint':
    case 'ResetNotice':
      return target.name;
    case 'Activity':
      return target.subject;
    case 'Solicitation':
      return [target.consultation?.title, target.contactPoint?.shortName].filter((t) => t != null).join('　');
    case 'Opinion':
    case 'Comment':
      return target.consultation?.title ?? '';
    default:
      return '';
  }
}

/** Three days or fewer are left, or none: said in amber */
export function closesSoon(dueOn: string | null | undefined, today: string): boolean {
  if (dueOn == null) return false;
  return Date.parse(`${dueOn}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`) <= 3 * 86_400_000;
}

/** The desk where it is done; null where its target is nothing that the reader may see */
export function deskOf({ kind, targetId, target }: Pick<Todo, 'kind' | 'targetId' | 'target'>): string | null {
  switch (kind) {
    case 'BODIES_OVERDUE':
    case 'ROUND_RETURNED':
    case 'ROUND_TO_CHECK':
    case 'ROUND_TO_SEND':
      return addresses.round(targetId);
    case 'COMMENTS_TO_LIST':
      return addresses.sheets(targetId);
    case 'COMMENTS_TO_PROPOSE':
      return addresses.handling(targetId);
    case 'SOURCES_TO_ANSWER':
      return addresses.answers(targetId);
    case 'DRAFT_TO_CHECK':
    case 'DRAFT_TO_PUBLISH':
      return addresses.draft(targetId);
    case 'LINEAGE_FAILED':
    case 'LINEAGE_TO_CONFIRM':
      return addresses.compareTo(targetId);
    case 'EVIDENCE_TO_REVIEW':
      return addresses.compare(targetId);
    case 'LETTERS_TO_COMPOSE':
    case 'LETTERS_TO_DELIVER':
    case 'LETTERS_TO_FINALISE':
    case 'LETTERS_TO_SIGN':
    case 'REPLIES_TO_ANSWER':
      return addresses.letters(targetId);
    case 'OPINIONS_QUARANTINED':
    case 'OPINIONS_TO_TAKE_UP':
      return addresses.direct(targetId);
    case 'SHEET_TO_CHECK':
    case 'SHEET_TO_SIGN':
      return target?.__typename === 'DecisionSheet' && target.consultation
        ? addresses.sheet(target.consultation.id, targetId)
        : null;
    case 'RESET_TO_CONFIRM':
      return addresses.confirmReset(targetId);
    case 'TASK_TO_ANSWER':
    case 'TASK_TO_RECEIVE':
      return addresses.task(targetId);
    case 'FORMS_TO_TYPE':
      return addresses.meeting(targetId);
    case 'LETTERS_TO_ACKNOWLEDGE':
      return addresses.received();
    case 'COMMENTS_RETURNED':
    case 'COMMENTS_TO_REPORT':
    case 'OPINIONS_TO_COMPILE':
    case 'PEOPLE_TO_TELL':
      return addresses.tasks;
  }
}
