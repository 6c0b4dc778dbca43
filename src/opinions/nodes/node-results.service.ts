/**
 * 转告节点: what became of what a node entered is shown to it once its contact point passes it on. A node reads result
 * and reason, none of the words that somebody said, and of no other voices than its own (ADR 46).
 */
import { Injectable } from '@nestjs/common';
import type { BulkOutcome } from '../../platform/api/bulk.js';
import { refusedItem } from '../../platform/api/bulk.js';
import type { Actor } from '../../platform/base/actor.js';
import type { Day } from '../../platform/base/clock.js';
import { Refusal } from '../../platform/base/refusal.js';
import { oneOf } from '../../platform/database/one-of.js';
import { type Transaction, UnitOfWork } from '../../platform/database/scope.js';
import { OpinionRow } from '../opinions.entities.js';
import { nodeStateOf } from './node.rules.js';
import { nodeStateWords } from './node.words.js';
import { NodeLinkRow, NodeTaskRow } from './nodes.entities.js';
import { type NodeFigures, voicesOfNode, voicesOfNodes } from './nodes.sql.js';

export const RESULTS_PER_PAGE = 20;

/** Some voices of a node, as it entered them, with their places from 1 */
export interface NodeVoices {
  voices: { ordinal: number; opinion: OpinionRow }[];
  total: number;
}

@Injectable()
export class NodeResultsService {
  constructor(private readonly work: UnitOfWork) {}

  /**
   * Shows each node of a contact point what became of its voices in a round, from now on. Accounts for each node that
   * entered any: WRONG_STATE for one whose voices have no result yet, and for one whose link opens no more. The caller
   * has made sure that the contact point is the actor's.
   */
  async passOn(
    tx: Transaction,
    actor: Actor,
    of: { consultationId: string; contactPointId: string; today: Day },
  ): Promise<BulkOutcome> {
    const nodes = await tx.find(NodeLinkRow, { contactPointId: of.contactPointId }, { madeAt: 'ASC', id: 'ASC' });
    const asked = await tx.find(NodeTaskRow, {
      consultationId: of.consultationId,
      nodeLinkId: oneOf(nodes.map((n) => n.id)),
    });
    const tasks = await tx.lockAll(
      NodeTaskRow,
      asked.map((t) => t.id),
    );
    const voices = await voicesOfNodes(
      tx,
      tasks.map((t) => t.nodeLinkId),
    );
    const at = await tx.time();
    const outcome: BulkOutcome = { done: [], refused: [] };
    for (const node of nodes) {
      const task = tasks.find((t) => t.nodeLinkId === node.id);
      const figures = voices.get(`${node.id}.${of.consultationId}`);
      if (!task || !figures) continue;
      const refused = refuseTelling(node, figures, of.today);
      if (refused) outcome.refused.push(refusedItem(node.id, refused));
      else {
        await tx.change(NodeTaskRow, task, { resultsPassedAt: at, resultsPassedBy: actor.accountId });
        outcome.done.push(node.id);
      }
    }
    return outcome;
  }

  /** What a node entered about a task whose results were passed on; null where they were not, and for no own task */
  async passed(node: NodeLinkRow, taskId: string, page: number): Promise<NodeVoices | null> {
    const reader = this.work.read({ legislatureId: node.legislatureId, accountId: null });
    const task = await reader.get(NodeTaskRow, taskId);
    if (task?.nodeLinkId !== node.id || task.resultsPassedAt === null) return null;
    const before = (page - 1) * RESULTS_PER_PAGE;
    const { ids, total } = await voicesOfNode(reader, node.id, task.consultationId, before, RESULTS_PER_PAGE);
    const opinions = await reader.byIds(OpinionRow, ids);
    return {
      total,
      voices: opinions.flatMap((opinion, at) => (opinion ? [{ ordinal: before + at + 1, opinion }] : [])),
    };
  }
}

function refuseTelling(node: NodeLinkRow, { answered }: NodeFigures, today: Day): Refusal | null {
  const state = nodeStateOf(node, today);
  const what = `“${node.name}”`;
  if (answered === 0) return new Refusal('WRONG_STATE', { what: `${what}录的意见`, state: '还没有结果', act: '转告' });
  return state === 'OPEN'
    ? null
    : new Refusal('WRONG_STATE', { what: `${what}的链接`, state: nodeStateWords[state], act: '转告，请先换一个' });
}
