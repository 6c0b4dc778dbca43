/**
 * A life cycle written out as a table: commands across, states down, the state after, · where the step is refused.
 * Every cell is compared, so a changed one is seen whichever way it changed.
 */
export function expectGrid<S extends string, C extends string>(
  cycle: { states: readonly S[]; commands: readonly C[]; next: (state: S, command: C) => S | null },
  grid: string,
): void {
  const [head, ...rows] = grid
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
  expect(head).toEqual([...cycle.commands]);
  expect(rows.map((r) => r[0])).toEqual([...cycle.states]);
  const drawn = rows.map(([state, ...cells]) => [
    state,
    ...cells.map((_, at) => cycle.next(state as S, cycle.commands[at] as C) ?? '·'),
  ]);
  expect(rows.every((r) => r.length === cycle.commands.length + 1)).toBe(true);
  expect(drawn).toEqual(rows);
}
