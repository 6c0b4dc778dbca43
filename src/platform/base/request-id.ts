/** Ids of requests: random, so that they tell nothing of how many came before. */
import { randomFillSync } from 'node:crypto';

const BYTES = 8;
/** Drawn for many at once: drawing costs more than all else that an id needs */
const drawn = Buffer.alloc(BYTES * 512);
let at = drawn.length;

/** 16 hexadecimal digits */
export function newRequestId(): string {
  if (at === drawn.length) {
    randomFillSync(drawn);
    at = 0;
  }
  at += BYTES;
  return drawn.toString('hex', at - BYTES, at);
}
