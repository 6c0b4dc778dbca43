/** One task with its voices and comments, read whole. */
import { computed, ref, shallowRef } from 'vue';
import { ask, Fault, wordsOf } from '../../api/ask';
import { OwnCommentsDocument, TaskDocument, TasksDocument, VoicesInHandDocument } from '../../api/generated/graphql';
import { readAll } from '../../api/pages';
import type { OwnComment, Task, Voice, WholeTask } from './point';

/** The tasks of all own contact points, to the end of the list */
export const readTasks = (): Promise<readonly Task[]> =>
  readAll(async (after) => (await ask(TasksDocument, { first: 100, after })).myTasks);
/** null: there is none, or it is not of an own contact point */
export const readTask = async (id: string): Promise<WholeTask | null> =>
  (await ask(TaskDocument, { id })).solicitation ?? null;

export function useTask(taskId: string) {
  const task = shallowRef<WholeTask | null>(null);
  const voices = shallowRef<readonly Voice[] | null>(null);
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
      const [heard, made] = await Promise.all([
        readAll(async (after) => (await ask(VoicesInHandDocument, { ...of, states: ['RECEIVED'], after })).opinionList),
        readAll(async (after) => (await ask(OwnCommentsDocument, { ...of, after })).commentList),
      ]);
      comments.value = made;
      // a voice is sent away with its report; until then a comment that holds it may not take it up again
      voices.value = heard.filter((v) => v.commentId == null);
    } catch (e) {
      if (!(e instanceof Fault)) throw e;
      fault.value = wordsOf(e);
    }
  }
  const drafted = computed(() => (comments.value ?? []).filter((c) => c.state === 'DRAFTED' || c.state === 'RETURNED'));
  const reported = computed(() =>
    (comments.value ?? []).filter((c) => c.state !== 'DRAFTED' && c.state !== 'RETURNED' && c.state !== 'DROPPED'),
  );
  return { task, voices, comments, drafted, reported, fault, unknown, load };
}
