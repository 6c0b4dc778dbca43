/** The articles of a draft, read whole; what was asked for last is what stands. */
import { shallowRef } from 'vue';
import { ask } from '../../api/ask';
import { ArticlesOfDraftDocument } from '../../api/generated/graphql';
import { readAll } from '../../api/pages';
import type { Article } from './hearing';

export function useArticles() {
  const articles = shallowRef<readonly Article[]>([]);
  let asked: string | null = null;
  async function read(draftId: string | null): Promise<void> {
    if (draftId === asked) return;
    asked = draftId;
    articles.value = [];
    if (draftId === null) return;
    const found = await readAll(
      async (after) => (await ask(ArticlesOfDraftDocument, { draftId, after })).draft?.provisions,
    );
    if (asked === draftId) articles.value = found;
  }
  return { articles, read };
}
