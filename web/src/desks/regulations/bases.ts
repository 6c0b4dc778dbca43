/** What a decision or 修改意见 may amend: the law in force, or a published draft of it that no later one follows. */
import type { DraftKind, DraftState } from '../../api/generated/graphql';
import { draftKindWords } from '../../api/generated/words';
import { decisionTexts } from '../../texts/regulations';

export interface ImportBase {
  readonly id: string;
  readonly kind: DraftKind;
  readonly state: DraftState;
  /** when it was published, as read; '' for one that is not */
  readonly day: string;
}

/**
 * The law in force first where there is one, or where nothing else is published, so that the service can say what is
 * missing; then the published drafts, in the order given. The value '' stands for the law in force.
 */
export function basesOf(texts: readonly ImportBase[]): { value: string; words: string }[] {
  const out = texts.filter((t) => t.state === 'PUBLISHED');
  const drafts = out
    .filter((t) => t.kind !== 'IN_FORCE')
    .map((t) => ({ value: t.id, words: decisionTexts.baseOf(draftKindWords[t.kind], t.day) }));
  const inForce = { value: '', words: decisionTexts.inForce };
  return drafts.length === 0 || out.some((t) => t.kind === 'IN_FORCE') ? [inForce, ...drafts] : drafts;
}
