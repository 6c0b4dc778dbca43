/** What one thing that waits is about, in words. */
import type { TodosQuery } from '../../api/generated/graphql';

export type Todo = TodosQuery['todos']['nodes'][number];

/** Empty where it is about nothing in particular, or about what the reader may not see */
export function aboutWhat({ target }: Pick<Todo, 'target'>): string {
  switch (target?.__typename) {
    case 'Consultation':
    case 'DecisionSheet':
    case 'Draft':
    case 'Regulation':
      return target.title;
    case 'ContactPoint':
      return target.name;
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
