/** Rows copied from a spreadsheet: tab between cells, a line for each row, quotes around a cell that has lines itself. */

/** Cells of each row that has any, trimmed */
export function cellsOf(text: string): string[][] {
  const rows: string[][] = [[]];
  let [cell, quoted] = ['', false];
  const endCell = (): void => {
    rows[rows.length - 1]?.push(cell.trim());
    cell = '';
  };
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    if (quoted) {
      if (c !== '"') cell += c === '\n' ? ' ' : c;
      else if (text.charAt(i + 1) === '"') cell += text.charAt(++i);
      else quoted = false;
    } else if (c === '"' && cell === '') quoted = true;
    else if (c === '\t') endCell();
    else if (c === '\n') {
      endCell();
      rows.push([]);
    } else if (c !== '\r') cell += c;
  }
  endCell();
  return rows.filter((r) => r.some((c) => c !== ''));
}

export type Read<C extends string> = Record<C, string>;

/**
 * The rows by the names of their columns. `order` is how they stand where there is no head; a first row that names two
 * columns or more is a head, and says where each of them stands.
 */
export function readRows<C extends string>(
  text: string,
  order: readonly C[],
  heads: Readonly<Record<C, readonly string[]>>,
): Read<C>[] {
  const rows = cellsOf(text);
  const at = (c: C): number => rows[0]?.findIndex((cell) => heads[c].includes(cell)) ?? -1;
  const hasHead = order.filter((c) => at(c) >= 0).length >= 2;
  const places = order.map((c, i) => [c, hasHead ? at(c) : i] as const);
  return rows
    .slice(hasHead ? 1 : 0)
    .map((row) => Object.fromEntries(places.map(([c, i]) => [c, i < 0 ? '' : (row[i] ?? '')])) as Read<C>);
}

/** A word of a list as it is called there; otherwise what it most likely is: one that begins so, or that holds it */
export function wordOf<V extends string>(
  said: string,
  words: Readonly<Record<V, string>>,
): { readonly value: V } | { readonly likely: { readonly value: V; readonly words: string } | null } {
  const all = Object.entries<string>(words) as [V, string][];
  const found = all.find(([value, word]) => word === said || value === said);
  if (found) return { value: found[0] };
  const near = all.filter(([, word]) => said !== '' && (word.includes(said) || said.includes(word)));
  return near.length === 1 && near[0] ? { likely: { value: near[0][0], words: near[0][1] } } : { likely: null };
}
