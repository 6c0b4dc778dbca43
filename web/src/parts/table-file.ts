/** A table as it is sent: its bytes as base64, within what one request may hold. */

/** Bytes, so that base64 of them stays under 480,000 characters */
export const TABLE_BYTES = 358_000;
const CHUNK = 0x2000;

export function base64Of(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += CHUNK)
    binary += String.fromCharCode(...Array.from(bytes.subarray(at, at + CHUNK)));
  return btoa(binary);
}

/** How many rows stand so */
export const countOf = (rows: readonly { readonly state: string }[], state: string): number =>
  rows.filter((r) => r.state === state).length;
