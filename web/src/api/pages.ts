/** Lists that are wanted whole, read page by page. */
export interface PageOf<T> {
  readonly nodes: readonly T[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
}

/** All rows, to the end; `seen` gets what is there after each page. A page that is null ends it. */
export async function readAll<T>(
  page: (after: string | null) => Promise<PageOf<T> | null | undefined>,
  seen: (rows: readonly T[]) => void = () => undefined,
): Promise<readonly T[]> {
  const rows: T[] = [];
  for (let after: string | null = null; ;) {
    const found: PageOf<T> | null | undefined = await page(after);
    if (!found) return rows;
    rows.push(...found.nodes);
    seen([...rows]);
    if (!found.pageInfo.hasNextPage) return rows;
    after = found.pageInfo.endCursor ?? null;
  }
}
