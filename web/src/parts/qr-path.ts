/** A QR code as the outline of its dark modules, for one SVG path. */

/**
 * The path over a grid of one unit a module; what stands side by side in a row is one rectangle. `rows` are strings of
 * 1 (dark) and 0, as the service gives them.
 */
export const qrPath = (rows: readonly string[]): string =>
  rows
    .flatMap((row, y) =>
      [...row.matchAll(/1+/g)].map((run) => `M${run.index} ${y}h${run[0].length}v1h-${run[0].length}z`),
    )
    .join('');
