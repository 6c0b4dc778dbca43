/** What is asked of the texts of drafts without reading them. */
import type { EntityManager } from 'typeorm';

/** How many articles (条) each of these drafts of the legislature has, by id; counted where the text is stored */
export async function countArticles(
  manager: EntityManager,
  legislatureId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await manager.query<{ id: string; articles: number }[]>(
    `select id, (select count(*) from jsonb_array_elements(tree->'provisions') p where p->>'kind' = 'article')::int as articles
     from draft where legislature_id = $1 and id = any($2::uuid[])`,
    [legislatureId, ids],
  );
  return new Map(rows.map((r) => [r.id, r.articles]));
}
