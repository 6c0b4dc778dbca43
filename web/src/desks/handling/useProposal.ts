/** What is being written about the comment at hand: what was kept or stored before, changed by keys, kept as it changes. */
import { computed, ref, shallowRef, watch, type Ref } from 'vue';
import type { HandlingCommentQuery, Outcome, ReasonClass } from '../../api/generated/graphql';
import { timeWords } from '../../parts/days';
import { useWorkingCopy } from '../../parts/useWorkingCopy';
import { handlingTexts as says } from '../../texts/handling';
import { isSame, NOTHING, type Proposal, proposalOf, readCopy, withOutcome } from './handling';

export function useProposal(found: Ref<HandlingCommentQuery | null>, touched: (id: string) => void) {
  const copies = useWorkingCopy('handling');
  const proposal = shallowRef<Proposal>(NOTHING);
  const error = ref<string | null>(null);
  /** the version that was read, and that whoever saves means */
  const version = ref(0);
  const id = ref<string | null>(null);
  const place = ref('');

  watch(found, (now) => {
    const comment = now?.comment;
    if (!comment || comment.id === id.value) {
      if (comment) version.value = comment.version;
      else id.value = null;
      return;
    }
    void copies.flush();
    id.value = comment.id;
    version.value = comment.version;
    place.value = comment.filedUnder?.label ?? comment.placeWords;
    error.value = null;
    const [stored, here] = [proposalOf(comment), readCopy(copies.here(comment.id))];
    const kept = here ?? readCopy(now?.workingCopy?.body);
    proposal.value = kept ?? stored;
    copies.begin(kept && !here ? (now?.workingCopy?.updatedAt ?? null) : null, here !== null);
  });

  function set(next: Proposal): void {
    if (isSame(next, proposal.value) || id.value === null) return;
    proposal.value = next;
    error.value = null;
    touched(id.value);
    copies.write(id.value, JSON.stringify(next));
  }
  const setOutcome = (outcome: Outcome, reason: ReasonClass | null): void =>
    set(withOutcome(proposal.value, outcome, reason, place.value));
  const setWords = (words: string): void => set({ ...proposal.value, words });
  const kept = computed(() => {
    const { refused, keptHere, keptAt } = copies;
    if (keptHere.value) return refused.value ?? says.keptHere;
    return keptAt.value === null ? null : says.kept(timeWords(keptAt.value));
  });
  /** It is proposed now, or given up for what is stored */
  const done = (commentId: string): Promise<void> => copies.forget(commentId);
  /** Another reading of the same comment takes the place of what is written */
  const restore = (of: Proposal): void => void (proposal.value = of);
  return { proposal, error, version, kept, set, setOutcome, setWords, done, restore, flush: copies.flush };
}
