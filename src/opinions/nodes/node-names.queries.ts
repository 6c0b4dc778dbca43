/** Which node 节点 entered an opinion. */
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/base/actor.js';
import { oneOf } from '../../platform/database/one-of.js';
import { scopeOf, UnitOfWork } from '../../platform/database/scope.js';
import { NodeLinkRow, OpinionOfNodeRow } from './nodes.entities.js';

@Injectable()
export class NodeNames {
  constructor(private readonly work: UnitOfWork) {}

  /** In order; null for one that no node entered. For opinions that the caller was given */
  async ofOpinions(actor: Actor, opinionIds: readonly string[]): Promise<(string | null)[]> {
    const reader = this.work.read(scopeOf(actor));
    const rows = await reader.find(OpinionOfNodeRow, { id: oneOf(opinionIds) });
    const nodes = await reader.find(NodeLinkRow, { id: oneOf(new Set(rows.map((r) => r.nodeLinkId))) });
    const names = new Map(nodes.map((n) => [n.id, n.name]));
    const of = new Map(rows.map((r) => [r.id, names.get(r.nodeLinkId) ?? null]));
    return opinionIds.map((id) => of.get(id) ?? null);
  }
}
