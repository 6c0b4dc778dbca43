/** One task with its comments, read whole; its voices are paged (`useInbox`). */
import { computed, ref, shallowRef } from 'vue';
import { ask, Fault, wordsOf } from '../../api/ask';
import { OwnCommentsDocument, TaskDocument, TasksDocument } from '../../api/generated/graphql';
import { readAll } from '../../api/pages';
import { inTextOrder, type OwnComment, type Task, type WholeTask } from './point';

/** The tasks of all own contact points, to the end of the list */
export const readTasks = (): Promise<readonly Task[]> =>
  readAll(async (after) => (await ask(TasksDocument, { first: 100, after })).myTasks);
/** null: there is none, or it is not of an own contact point */
export const readTask = async (id: string): Promise<WholeTask | null> =>
  (await ask(TaskDocument, { id })).solicitation ?? null;

export function useTask(taskId: string) {
  const task = shallowRef<WholeTask | null>(null);
  const comments = shallowRef<readonly OwnComment[] | null>(null);
  const fault = ref<string | null>(null);
  const unknown = ref(false);

  async function load(): Promise<void> {
    fault.value = null;
    try {
      task.value = await readTask(taskId);
      const [round, point] = [task.value?.consultation, task.value?.contactPoint];
      unknown.value = !round || !point;
      if (!round || !point) return;
      const of = { roundId: round.id, points: [point.id] };
      comments.value = await readAll(async (after) => (await ask(OwnCommentsDocument, { ...of, after })).commentList);
    } catch (e) {
      if (!(e instanceof Fault)) throw e;
      fault.value = wordsOf(e);
    }
  }
  /** in the order of the text, in which they are numbered */
  const drafted = computed(() =>
    inTextOrder((comments.value ?? []).filter((c) => c.state === 'DRAFTED' || c.state === 'RETURNED')),
  );
  const reported = computed(() =>
    (comments.value ?? [])
      .filter((c) => c.state !== 'DRAFTED' && c.state !== 'RETURNED' && c.state !== 'DROPPED')
      .sort((a, b) => (a.number ?? 0) - (b.number ?? 0)),
  );
  return { task, comments, drafted, reported, fault, unknown, load };
}
