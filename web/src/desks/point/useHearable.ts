/**
 * The tasks that people may be heard about, each with its articles, kept on the device: a meeting begins in a hall
 * without a signal. Texts that are not public are kept on no device; those want a line.
 */
import { shallowRef } from 'vue';
import { ask } from '../../api/ask';
import { ArticlesOfDraftDocument } from '../../api/generated/graphql';
import { readAll } from '../../api/pages';
import type { Hearable } from './hearing';
import * as store from './hearing-store';
import { isOpen, type Task } from './point';

export function useHearable() {
  const hearable = shallowRef<readonly Hearable[]>([]);

  /** From the service's tasks; null: there is no line, and what the device has is all there is */
  async function read(account: string, tasks: readonly Task[] | null): Promise<void> {
    const kept = await store.hearableOf(account).catch(() => []);
    if (tasks === null) {
      hearable.value = kept;
      return;
    }
    const of = new Map(kept.map((k) => [k.taskId, k]));
    // what was reported once takes more 补报 while its round is open
    const open = tasks.filter((t) => t.consultation?.draft && (isOpen(t) || t.consultation.phase === 'OPEN'));
    hearable.value = await Promise.all(open.map((t) => hearableOf(account, t, of.get(t.id))));
    const isPublic = new Set(open.filter((t) => t.consultation?.draft?.scope === 'PUBLIC').map((t) => t.id));
    const fresh = hearable.value.filter((h) => isPublic.has(h.taskId));
    // a device that keeps nothing hears people with a line
    await Promise.all([
      ...fresh.map((h) => store.keep('hearable', h)),
      ...kept.filter((k) => !isPublic.has(k.taskId)).map((k) => store.drop('hearable', k.taskId)),
    ]).catch(() => undefined);
  }
  return { hearable, read };
}

async function hearableOf(account: string, t: Task, kept: Hearable | undefined): Promise<Hearable> {
  const { id = '', opensOn = '', draft, regulation, title = '' } = t.consultation ?? {};
  const draftId = draft?.id ?? '';
  const articles =
    kept?.draftId === draftId
      ? kept.round.articles
      : await readAll(async (after) => (await ask(ArticlesOfDraftDocument, { draftId, after })).draft?.provisions);
  return {
    taskId: t.id,
    account,
    contactPointId: t.contactPoint?.id ?? '',
    pointName: t.contactPoint?.shortName ?? '',
    draftId,
    round: { id, title: regulation?.title ?? title, opensOn, articles },
  };
}
