/**
 * How a node 节点 comes in: by the link in the address, then by the PIN; then a cookie says for twelve hours that both
 * were right. Each request reads the node anew, so that a link that is revoked is shut at once (ADR 46).
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { DraftsQueries, type ProvisionRow, RegulationRow } from '../../authoring/index.js';
import { ConsultationRow } from '../../consultation/index.js';
import { ContactPointRow } from '../../network/index.js';
import { AccessService } from '../../platform/access/access.service.js';
import { Attempts } from '../../platform/access/attempts.js';
import { type Clock, dayIn } from '../../platform/base/clock.js';
import { Refusal } from '../../platform/base/refusal.js';
import { Keys } from '../../platform/database/keys/keys.js';
import { oneOf } from '../../platform/database/one-of.js';
import { UnitOfWork } from '../../platform/database/scope.js';
import { CLOCK } from '../../platform/platform.module.js';
import { Guesses } from '../guesses.rules.js';
import type { IncomingOpinion } from '../intake.inputs.js';
import type { Received } from '../intake.rows.js';
import { IntakeService } from '../intake.service.js';
import { FREE_MISSES, nodeStateOf, readLink, readPin, VOICES_PER_DAY } from './node.rules.js';
import { linkMac, pinMac } from './node-links.service.js';
import { NodeLinkRow, NodeTaskRow } from './nodes.entities.js';
import { type NodeFigures, voicesOfNodes, voicesToday } from './nodes.sql.js';

const HOURS = 12;
const SEAL = /^([0-9a-f-]{36})\.([0-9a-z]{1,9})\.([A-Za-z0-9_-]{43})$/;

export interface NodeTask {
  id: string;
  title: string;
  dueOn: string;
  figures: NodeFigures;
  /** it may enter voices: the task was not taken back */
  open: boolean;
  /** what became of its voices was passed on to it 已转告 */
  told: boolean;
}
/** What one task asks for, with the articles to choose from */
export interface NodeForm extends NodeTask {
  consultationId: string;
  provisions: readonly ProvisionRow[];
}

@Injectable()
export class NodeEntryService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly keys: Keys,
    private readonly access: AccessService,
    private readonly attempts: Attempts,
    private readonly drafts: DraftsQueries,
    private readonly intake: IntakeService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  private readonly guesses = new Guesses();

  /**
   * The node of a link that opens today. UNKNOWN_CODE alike for one that is none, expired, stopped or revoked; whoever
   * tries links by the dozen waits for each answer, by the hundred gets TOO_MANY_ATTEMPTS.
   */
  async byLink(typed: string, address: string): Promise<NodeLinkRow | Refusal> {
    if (!this.guesses.mayLookUp(address)) return new Refusal('TOO_MANY_ATTEMPTS', { retryAfterSeconds: 5 });
    const link = readLink(typed);
    const { manager } = this.work.read({ legislatureId: null, accountId: null });
    const node = link === null ? null : await manager.findOneBy(NodeLinkRow, { linkMac: linkMac(this.keys, link) });
    if (node && nodeStateOf(node, await this.today(node)) === 'OPEN') return node;
    const ms = this.guesses.missed(address);
    if (ms === null) return new Refusal('TOO_MANY_ATTEMPTS', { retryAfterSeconds: 5 });
    if (ms > 0) await this.guesses.hold(ms, sleep);
    return new Refusal('UNKNOWN_CODE');
  }

  /**
   * The seal for the cookie where the PIN is right. TOO_MANY_ATTEMPTS with the seconds to wait after five wrong ones in
   * a row, twice as long each time; after fifty the link is stopped. INVALID_INPUT for a wrong one.
   */
  async checkPin(node: NodeLinkRow, typed: string): Promise<string | Refusal> {
    const key = this.attempts.key('node', node.id);
    const wait = await this.attempts.take(key, FREE_MISSES);
    if (wait > 0) return new Refusal('TOO_MANY_ATTEMPTS', { retryAfterSeconds: wait });
    const pin = readPin(typed);
    const isRight = pin !== null && Keys.sameMac(pinMac(this.keys, node.id, pin), node.pinMac);
    await this.note(node, isRight);
    if (!isRight) return wrongPin();
    await this.attempts.succeeded(key);
    return this.seal(node);
  }

  /** Wrong ones are counted on the node, since a brake that forgets would be waited out */
  private async note(node: NodeLinkRow, isRight: boolean): Promise<void> {
    await this.work.run('openNode', { legislatureId: node.legislatureId, accountId: null }, async (tx) => {
      const now = await tx.lock(NodeLinkRow, node.id);
      if (!now) return;
      if (!isRight) await tx.manager.update(NodeLinkRow, { id: now.id }, { misses: now.misses + 1 });
      else if (now.misses > 0) await tx.manager.update(NodeLinkRow, { id: now.id }, { misses: 0 });
      if (isRight) tx.record('openNode', 'Node', now.id);
      else tx.refused('openNode', wrongPin());
    });
  }

  private seal(node: NodeLinkRow): string {
    const until = Math.floor(this.clock.now().getTime() / 1000) + HOURS * 3600;
    return `${node.id}.${until.toString(36)}.${this.sign(node, until.toString(36))}`;
  }

  /** Whether a cookie says that the PIN of this very link was right, less than twelve hours ago */
  isInside(node: NodeLinkRow, seal: string | undefined): boolean {
    const [, id, until, mac] = SEAL.exec(seal ?? '') ?? [];
    if (id !== node.id || until === undefined || mac === undefined) return false;
    const isOurs = Keys.sameMac(Buffer.from(mac, 'base64url'), Buffer.from(this.sign(node, until), 'base64url'));
    return isOurs && parseInt(until, 36) * 1000 > this.clock.now().getTime();
  }

  /** Of link and PIN as they are now: whoever came in by the former ones is outside */
  private sign(node: NodeLinkRow, until: string): string {
    const secrets = [node.linkMac, node.pinMac].map((m) => m.toString('hex'));
    return this.keys.mac('node', JSON.stringify(['inside', node.id, until, ...secrets])).toString('base64url');
  }

  /** Seconds that a cookie is good for */
  readonly seconds = HOURS * 3600;

  /** What the node is to hear people about, the next due first, and what was taken back once it has results to read */
  async tasks(node: NodeLinkRow): Promise<NodeTask[]> {
    const reader = this.work.read({ legislatureId: node.legislatureId, accountId: null });
    const tasks = (await reader.find(NodeTaskRow, { nodeLinkId: node.id }, { dueOn: 'ASC', id: 'ASC' })).filter(
      (t) => t.withdrawnAt === null || t.resultsPassedAt !== null,
    );
    const rounds = await reader.byIds(
      ConsultationRow,
      tasks.map((t) => t.consultationId),
    );
    const laws = await reader.byIds(
      RegulationRow,
      rounds.map((r) => r?.regulationId ?? ''),
    );
    const figures = await voicesOfNodes(reader, [node.id]);
    return tasks.map((t, at) => ({
      id: t.id,
      title: laws[at]?.title ?? rounds[at]?.title ?? '',
      dueOn: t.dueOn,
      figures: figures.get(`${node.id}.${t.consultationId}`) ?? { all: 0, reported: 0, answered: 0 },
      open: t.withdrawnAt === null,
      told: t.resultsPassedAt !== null,
    }));
  }

  /** One of its tasks, also one that was taken back and has results to read; null where it has none of that id */
  async task(node: NodeLinkRow, taskId: string): Promise<NodeTask | null> {
    return (await this.tasks(node)).find((t) => t.id === taskId) ?? null;
  }

  /** One of its tasks with the articles; null where it has none of that id, or it was taken back */
  async form(node: NodeLinkRow, taskId: string): Promise<NodeForm | null> {
    const reader = this.work.read({ legislatureId: node.legislatureId, accountId: null });
    const task = await reader.get(NodeTaskRow, taskId);
    if (task?.nodeLinkId !== node.id) return null;
    const found = (await this.tasks(node)).find((t) => t.id === taskId && t.open);
    const round = found && (await reader.get(ConsultationRow, task.consultationId));
    if (!found || !round) return null;
    return { ...found, consultationId: round.id, provisions: await this.drafts.provisions(reader, round.draftId) };
  }

  /** The contact point that it enters for, as people call it */
  async pointOf(node: NodeLinkRow): Promise<string> {
    const { manager } = this.work.read({ legislatureId: node.legislatureId, accountId: null });
    const [point] = await manager.findBy(ContactPointRow, { id: oneOf([node.contactPointId]) });
    return point?.shortName ?? '';
  }

  /**
   * Takes one voice into the inbox of the contact point, marked with the node. TOO_MANY_OPINIONS beyond 300 a day, else
   * as what an officer types is refused.
   */
  async enter(node: NodeLinkRow, form: NodeForm, opinion: IncomingOpinion): Promise<Received | Refusal> {
    const scope = { legislatureId: node.legislatureId, accountId: null };
    if ((await voicesToday(this.work.read(scope), node.id)) >= VOICES_PER_DAY)
      return new Refusal('TOO_MANY_OPINIONS', { retryAfterSeconds: 3600 });
    const { consultationId } = form;
    const point = { scope, consultationId, contactPointId: node.contactPointId, lawCodeId: null, byOfficer: true };
    const [answer] = await this.intake.receive({ ...point, nodeId: node.id }, [opinion]);
    if (!answer) throw new Error('one opinion went in and no answer came out');
    return answer;
  }

  today(node: { legislatureId: string }): Promise<string> {
    return this.access.zone(node.legislatureId).then((zone) => dayIn(zone, this.clock.now()));
  }
}

const wrongPin = (): Refusal => Refusal.field('pin', 'WRONG', '数字密码不对，请再看一眼。');
