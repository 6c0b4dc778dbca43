/** The chain of a comment's events, written under the comment's own lock: no global chain in a transaction (architecture §5.5). */
import type { CommentStatusRow } from '../comments/index.js';
import type { Transaction } from '../platform/database/scope.js';
import { type Json, saltedDigest } from '../platform/ledger/ledger.js';
import { CommentEventRow } from './decision.entities.js';

export async function appendEvent(tx: Transaction, status: CommentStatusRow, command: string, detail: Record<string, string | number | boolean | null> | null = null): Promise<void> {
  const before = (await tx.find(CommentEventRow, { commentId: status.id }, { sequence: 'DESC' }, 1))[0];
  const at = await tx.time();
  const sequence = (before?.sequence ?? 0) + 1;
  const sealed: Json = { commentId: status.id, sequence, command, state: status.state, detail, by: tx.scope.accountId, at: at.toISOString(), before: before ? before.digest.toString('hex') : null };
  await tx.insert(CommentEventRow, { commentId: status.id, sequence, command, state: status.state, detail, ...saltedDigest(sealed), byAccount: tx.scope.accountId, at });
}
