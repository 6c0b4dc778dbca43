/** The chain of a comment's events, written under the comment's own lock (platform/ledger/chain.ts). */
import type { CommentStatusRow } from '../comments/index.js';
import type { Transaction } from '../platform/database/scope.js';
import { appendToChain } from '../platform/ledger/chain.js';
import { CommentEventRow } from './decision.entities.js';

export const appendEvent = (
  tx: Transaction,
  status: CommentStatusRow,
  command: string,
  detail: Record<string, string | number | boolean | null> | null = null,
): Promise<void> =>
  appendToChain(tx, CommentEventRow, 'commentId', status.id, { command, state: status.state, detail });
