/**
 * 节点 below a contact point: each has a link, told once, and a PIN, told once and apart; the contact point makes them
 * anew, revokes them, and says what is to be heard until when (ADR 46).
 */
import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { ConsultationRow } from '../../consultation/index.js';
import { ContactPointsService } from '../../network/index.js';
import { AccessService } from '../../platform/access/access.service.js';
import { type BulkOutcome, refusedItem } from '../../platform/api/bulk.js';
import type { Actor } from '../../platform/base/actor.js';
import { addDays, type Day, dayIn } from '../../platform/base/clock.js';
import { dayInput, words } from '../../platform/base/inputs.js';
import { checkInput, Refusal } from '../../platform/base/refusal.js';
import { Keys } from '../../platform/database/keys/keys.js';
import { oneOf } from '../../platform/database/one-of.js';
import { scopeOf, type Transaction, UnitOfWork } from '../../platform/database/scope.js';
import { linkFrom, LONGEST_DAYS, MOST_NODES, nodeStateOf, pinFrom } from './node.rules.js';
import { nodeStateWords } from './node.words.js';
import { NodeLinkRow, NodeTaskRow } from './nodes.entities.js';
import { lockNodes, voicesOfNodes } from './nodes.sql.js';

const expiresOn = dayInput('到期日');
const NewNode = z.object({
  contactPointId: z.uuid('联系点编号不对'),
  name: words({ least: [2, '请写节点的名称，如“三号楼”'], most: [40, '节点名称不超过 40 字'] }),
  expiresOn,
});
const Renewed = z.object({ nodeId: z.uuid('节点编号不对'), expectedVersion: z.number().int(), expiresOn });
const Delegated = z.object({
  consultationId: z.uuid('征求意见编号不对'),
  nodeIds: z.array(z.uuid('节点编号不对')).min(1, '请至少选一个节点').max(MOST_NODES, `一次最多 ${MOST_NODES} 个节点`),
  /** null: it is taken back */
  dueOn: dayInput('交回的日期').nullish(),
});

/** A node with its secrets, which are told now and never again */
export interface NodeMade {
  node: NodeLinkRow;
  link: string;
  pin: string;
}

export const linkMac = (keys: Keys, link: string): Buffer => keys.mac('node', `link.${link}`);
export const pinMac = (keys: Keys, nodeId: string, pin: string): Buffer => keys.mac('node', `pin.${nodeId}.${pin}`);

@Injectable()
export class NodeLinksService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly keys: Keys,
    private readonly access: AccessService,
    private readonly points: ContactPointsService,
  ) {}

  /**
   * A new node with its link and PIN. NOT_FOUND for a contact point that the caller does not act for; INVALID_INPUT for
   * a day that was or is too far away, for a name that stands already, and beyond 300 nodes.
   */
  async makeNodeLink(actor: Actor, input: unknown): Promise<NodeMade | Refusal> {
    const given = checkInput(NewNode, input);
    if (given instanceof Refusal) return given;
    const zone = await this.access.zone(actor.legislatureId);
    return this.work.run('makeNodeLink', scopeOf(actor), async (tx) => {
      const { contactPointId, name } = given;
      if (!(await this.points.mayActFor(actor, contactPointId, tx))) return Refusal.notFound('联系点');
      const at = await tx.time();
      await lockNodes(tx.manager, contactPointId);
      const known = (await tx.find(NodeLinkRow, { contactPointId })).filter((n) => n.revokedAt === null);
      const refused = refuseDay(given.expiresOn, dayIn(zone, at)) ?? refuseOneMore(known, name);
      if (refused) return refused;
      const [link, pin, id] = [linkFrom(randomBytes(16)), pinFrom(randomBytes(8)), crypto.randomUUID()];
      const node = await tx.insert(NodeLinkRow, {
        ...{ id, contactPointId, name, linkMac: linkMac(this.keys, link), pinMac: pinMac(this.keys, id, pin) },
        ...{ misses: 0, expiresOn: given.expiresOn, madeBy: actor.accountId, madeAt: at, revokedAt: null, version: 1 },
      });
      tx.record('makeNodeLink', 'Node', id);
      return { node, link, pin };
    });
  }

  /**
   * Another link and PIN for a node that lost them, or whose PIN was tried too often; the former ones open nothing from
   * now on. NOT_FOUND, STALE_VERSION, WRONG_STATE for one that is revoked, INVALID_INPUT as `makeNodeLink`.
   */
  async renewNodeLink(actor: Actor, input: unknown): Promise<NodeMade | Refusal> {
    const given = checkInput(Renewed, input);
    if (given instanceof Refusal) return given;
    const zone = await this.access.zone(actor.legislatureId);
    return this.work.run('renewNodeLink', scopeOf(actor), async (tx) => {
      const node = await this.lock(tx, actor, given.nodeId);
      if (!node) return Refusal.notFound('这个节点');
      if (node.version !== given.expectedVersion) return Refusal.stale(node.version, { kind: 'Node', id: node.id });
      if (node.revokedAt !== null) return revoked('换链接');
      const refused = refuseDay(given.expiresOn, dayIn(zone, await tx.time()));
      if (refused) return refused;
      const [link, pin] = [linkFrom(randomBytes(16)), pinFrom(randomBytes(8))];
      const macs = { linkMac: linkMac(this.keys, link), pinMac: pinMac(this.keys, node.id, pin) };
      await tx.change(NodeLinkRow, node, { ...macs, misses: 0, expiresOn: given.expiresOn });
      tx.record('renewNodeLink', 'Node', node.id);
      return { node, link, pin };
    });
  }

  /** From now on the link opens nothing, also where somebody is inside. NOT_FOUND; again it does no harm. */
  async revokeNodeLink(actor: Actor, nodeId: string): Promise<NodeLinkRow | Refusal> {
    return this.work.run('revokeNodeLink', scopeOf(actor), async (tx) => {
      const node = await this.lock(tx, actor, nodeId);
      if (!node) return Refusal.notFound('这个节点');
      if (node.revokedAt === null) await tx.change(NodeLinkRow, node, { revokedAt: await tx.time() });
      tx.record('revokeNodeLink', 'Node', node.id);
      return node;
    });
  }

  /**
   * What nodes are to hear people about, until when; no day: it is taken back. Each on its own: NOT_FOUND for one that
   * is not the caller's, WRONG_STATE for one that opens no more. NOT_FOUND for a round that is not here, INVALID_INPUT
   * for a day that was.
   */
  async delegateToNodes(actor: Actor, input: unknown): Promise<BulkOutcome | Refusal> {
    const given = checkInput(Delegated, input);
    if (given instanceof Refusal) return given;
    const zone = await this.access.zone(actor.legislatureId);
    return this.work.run('delegateToNodes', scopeOf(actor), async (tx) => {
      const round = await tx.get(ConsultationRow, given.consultationId);
      if (!round) return Refusal.notFound('这次征求意见');
      const at = await tx.time();
      const [today, dueOn] = [dayIn(zone, at), given.dueOn ?? null];
      if (dueOn !== null && dueOn < today)
        return Refusal.field('dueOn', 'PAST', '交回的日期已经过了，请选今天或者以后。');
      const nodes = new Map((await tx.lockAll(NodeLinkRow, given.nodeIds)).map((n) => [n.id, n]));
      const mine = await this.points.within(actor.unitIds, tx);
      const tasks = await tx.find(NodeTaskRow, { consultationId: round.id, nodeLinkId: oneOf(given.nodeIds) });
      const known = new Map(
        (
          await tx.lockAll(
            NodeTaskRow,
            tasks.map((t) => t.id),
          )
        ).map((t) => [t.nodeLinkId, t]),
      );
      const outcome: BulkOutcome = { done: [], refused: [] };
      for (const id of given.nodeIds) {
        const node = nodes.get(id);
        const refused =
          !node || !mine.has(node.contactPointId) ? Refusal.notFound('这个节点') : refuseTask(node, today, dueOn);
        if (refused) outcome.refused.push(refusedItem(id, refused));
        else {
          await this.setTask(tx, { nodeLinkId: id, consultationId: round.id, dueOn }, known.get(id), at);
          outcome.done.push(id);
        }
      }
      tx.record('delegateToNodes', 'Consultation', round.id, { nodes: outcome.done.length, withdrawn: dueOn === null });
      return outcome;
    });
  }

  private async setTask(
    tx: Transaction,
    { nodeLinkId, consultationId, dueOn }: { nodeLinkId: string; consultationId: string; dueOn: Day | null },
    known: NodeTaskRow | undefined,
    at: Date,
  ): Promise<void> {
    if (known) await tx.change(NodeTaskRow, known, dueOn === null ? { withdrawnAt: at } : { dueOn, withdrawnAt: null });
    else if (dueOn !== null)
      await tx.insert(NodeTaskRow, {
        ...{ nodeLinkId, consultationId, dueOn, givenBy: tx.scope.accountId ?? '', givenAt: at },
        ...{ withdrawnAt: null, resultsPassedAt: null, resultsPassedBy: null, version: 1 },
      });
  }

  /** The nodes of a contact point as they were made; none where the actor does not act for it */
  async nodesOf(actor: Actor, contactPointId: string): Promise<NodeLinkRow[]> {
    const reader = this.work.read(scopeOf(actor));
    if (!(await this.points.within(actor.unitIds, reader)).has(contactPointId)) return [];
    return reader.find(NodeLinkRow, { contactPointId }, { madeAt: 'ASC', id: 'ASC' });
  }

  /** What each of these nodes is to hear people about now, with the voices that came; for nodes the caller was given */
  async tasksOf(actor: Actor, nodeIds: readonly string[]): Promise<(NodeTaskRow & { voices: number })[][]> {
    const reader = this.work.read(scopeOf(actor));
    const tasks = await reader.find(NodeTaskRow, { nodeLinkId: oneOf(nodeIds) }, { dueOn: 'ASC', id: 'ASC' });
    const voices = await voicesOfNodes(reader, nodeIds);
    return nodeIds.map((id) =>
      tasks
        .filter((t) => t.nodeLinkId === id && t.withdrawnAt === null)
        .map((t) => Object.assign(t, { voices: voices.get(`${id}.${t.consultationId}`)?.all ?? 0 })),
    );
  }

  private async lock(tx: Transaction, actor: Actor, id: string): Promise<NodeLinkRow | null> {
    const node = await tx.lock(NodeLinkRow, id);
    return node && (await this.points.within(actor.unitIds, tx)).has(node.contactPointId) ? node : null;
  }
}

const revoked = (act: string): Refusal =>
  new Refusal('WRONG_STATE', { what: '这个节点的链接', state: nodeStateWords.REVOKED, act });

function refuseDay(day: Day, today: Day): Refusal | null {
  if (day < today) return Refusal.field('expiresOn', 'PAST', '到期日已经过了，请选今天或者以后。');
  return day > addDays(today, LONGEST_DAYS)
    ? Refusal.field('expiresOn', 'TOO_LATE', `链接最多用 ${LONGEST_DAYS} 天，到期再换一个。`)
    : null;
}

function refuseOneMore(known: readonly NodeLinkRow[], name: string): Refusal | null {
  if (known.some((n) => n.name === name))
    return Refusal.field('name', 'TAKEN', `已经有叫“${name}”的节点：链接丢了的，给它换一个；另一处的，换个名称。`);
  return known.length >= MOST_NODES
    ? Refusal.field('name', 'TOO_MANY', `一个联系点最多 ${MOST_NODES} 个节点，请先收回不用的。`)
    : null;
}

function refuseTask(node: NodeLinkRow, today: Day, dueOn: Day | null): Refusal | null {
  const state = nodeStateOf(node, today);
  if (dueOn === null || state === 'OPEN') return null;
  return new Refusal('WRONG_STATE', { what: `“${node.name}”的链接`, state: nodeStateWords[state], act: '交办' });
}
