/** The hash that stands at the foot of a return: same facts, same hash. */
import { canonical, type Json, sha256 } from '../../platform/base/canonical.js';
import type { ReturnPart } from './return.compose.js';

/** Eight hexadecimal digits */
export const digestOf = (part: ReturnPart): string =>
  sha256(canonical(part as unknown as Json))
    .toString('hex')
    .slice(0, 8);
