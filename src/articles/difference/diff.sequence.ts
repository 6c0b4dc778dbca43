/**
 * The sequence work: `diffArrays` of the package `diff`, over numbers instead of texts, because comparing numbers costs
 * nothing.
 */
import { diffArrays } from 'diff';

/**
 * What stays: by place in `x` the place in `y` that continues it, -1 where nothing does. Null where the two differ in
 * more than `mostEdits` places.
 */
export function longestCommon(x: readonly number[], y: readonly number[], mostEdits: number): Int32Array | null {
  const parts = diffArrays([...x], [...y], { maxEditLength: mostEdits });
  if (parts === undefined) return null;
  const stays = new Int32Array(x.length).fill(-1);
  let p = 0;
  let q = 0;
  for (const {
    added,
    removed,
    value: { length },
  } of parts) {
    if (!added && !removed) for (let k = 0; k < length; k++) stays[p + k] = q + k;
    if (!added) p += length;
    if (!removed) q += length;
  }
  return stays;
}
