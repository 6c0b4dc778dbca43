/**
 * What a node 节点 is shown: nothing behind its link without the PIN, and nothing of what anybody said. What was typed
 * comes back with its key whatever is wrong, so that sending it again stores it once.
 */
import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type IncomingOpinion, NodeEntryService, type NodeForm, type NodeLinkRow } from '../opinions/index.js';
import { acts } from '../opinions/opinion.rules.js';
import { formatReceiptCode } from '../opinions/receipt.rules.js';
import { callerAddress } from '../platform/base/address.js';
import { NODE_COOKIE, nodeCookie, readCookie } from '../platform/base/cookie.js';
import { Refusal } from '../platform/base/refusal.js';
import { field, keepSize, type Size, taken } from './display.rules.js';
import { NodeResultsPages } from './node-results.service.js';
import { nodeTexts as t } from './node.texts.js';
import { crossSite } from './notices.js';
import { frameOf, isForeign, send, sendNotice } from './sending.js';
import type { FormFault } from './views/form.js';
import { NodeResultsPage } from './views/node-results.js';
import { heardBy, NodeFormPage, NodeReceiptPage, NodeTasksPage, type NodeTyped, PinPage } from './views/node.js';

const KEY = /^[A-Za-z0-9_-]{22}$/;
const newKey = (): string => randomBytes(16).toString('base64url');
const pathOf = (link: string): string => `/n/${encodeURIComponent(link)}`;

@Injectable()
export class NodePages {
  constructor(
    private readonly nodes: NodeEntryService,
    private readonly told: NodeResultsPages,
  ) {}

  async open(link: string, request: FastifyRequest, reply: FastifyReply, size: Size): Promise<void> {
    const node = await this.nodeOf(link, request, reply, size);
    if (node) await this.showTasks(link, node, request, reply, size);
  }

  async enter(link: string, body: unknown, request: FastifyRequest, reply: FastifyReply, size: Size): Promise<void> {
    const node = await this.nodeOf(link, request, reply, size);
    if (!node) return;
    const seal = await this.nodes.checkPin(node, field(body, 'pin'));
    if (!(seal instanceof Refusal)) {
      reply.header('set-cookie', nodeCookie(seal, this.nodes.seconds)).redirect(keepSize(pathOf(link), size), 303);
      return;
    }
    const { retryAfterSeconds } = seal.params;
    const waits = typeof retryAfterSeconds === 'number';
    if (waits) reply.header('retry-after', retryAfterSeconds);
    const wrong = waits ? t.wait(retryAfterSeconds) : (seal.fields[0]?.message ?? '');
    send(reply, <PinPage path={pathOf(link)} wrong={wrong} frame={frameOf(size, null)} />, waits ? 429 : 403);
  }

  async form(link: string, task: string, request: FastifyRequest, reply: FastifyReply, size: Size): Promise<void> {
    const found = await this.inside(link, task, request, reply, size);
    if (found) await this.showForm(link, found.node, found.form, reply, { size });
  }

  async results(
    link: string,
    task: string,
    page: number,
    request: FastifyRequest,
    reply: FastifyReply,
    size: Size,
  ): Promise<void> {
    const node = await this.behindPin(link, request, reply, size);
    if (!node) return;
    const of = await this.nodes.task(node, task);
    const results = of && (await this.told.of(node, of, page));
    if (results)
      send(reply, <NodeResultsPage path={pathOf(link)} taskId={task} of={results} frame={frameOf(size, null)} />);
    else this.sendGone(link, reply, size, of ? t.notTold : t.gone);
  }

  async say(
    link: string,
    task: string,
    body: unknown,
    request: FastifyRequest,
    reply: FastifyReply,
    size: Size,
  ): Promise<void> {
    const found = await this.inside(link, task, request, reply, size);
    if (!found) return;
    const { node, form } = found;
    const typed = typedIn(body);
    const key = field(body, 'key');
    const again = (status: number, faults: FormFault[]): Promise<void> =>
      this.showForm(link, node, form, reply, { size, status, typed, faults, key });
    if (!KEY.test(key)) return again(403, [{ field: null, message: t.stale }]);
    const answer = await this.nodes.enter(node, form, incoming(typed, form, key));
    if (answer instanceof Refusal) return again(422, faultsOf(answer));
    const printed = formatReceiptCode(answer.receiptCode);
    send(reply, <NodeReceiptPage path={pathOf(link)} taskId={form.id} printed={printed} frame={frameOf(size, null)} />);
  }

  /** The node of a link that opens; else the answer is sent, and there is none */
  private async nodeOf(
    link: string,
    request: FastifyRequest,
    reply: FastifyReply,
    size: Size,
  ): Promise<NodeLinkRow | null> {
    if (request.method === 'POST' && isForeign(request)) {
      sendNotice(reply, crossSite('/'), { size, path: null });
      return null;
    }
    const node = await this.nodes.byLink(link, callerAddress(request));
    if (!(node instanceof Refusal)) return node;
    const busy = node.code === 'TOO_MANY_ATTEMPTS';
    const notice = { title: t.unknownTitle, body: [busy ? t.busy : t.unknown], links: [], kept: '' };
    sendNotice(reply, { status: busy ? 429 : 404, notice }, { size, path: null });
    return null;
  }

  /** Behind the PIN, with one task; else the answer is sent */
  private async inside(
    link: string,
    task: string,
    request: FastifyRequest,
    reply: FastifyReply,
    size: Size,
  ): Promise<{ node: NodeLinkRow; form: NodeForm } | null> {
    const node = await this.behindPin(link, request, reply, size);
    if (!node) return null;
    const form = await this.nodes.form(node, task);
    if (form) return { node, form };
    this.sendGone(link, reply, size, t.gone);
    return null;
  }

  /** The node, where its PIN was given; else the answer is sent */
  private async behindPin(
    link: string,
    request: FastifyRequest,
    reply: FastifyReply,
    size: Size,
  ): Promise<NodeLinkRow | null> {
    const node = await this.nodeOf(link, request, reply, size);
    if (!node) return null;
    if (this.isInside(node, request)) return node;
    send(reply, <PinPage path={pathOf(link)} wrong={null} frame={frameOf(size, null)} />, 401);
    return null;
  }

  private sendGone(link: string, reply: FastifyReply, size: Size, why: string): void {
    const links = [{ to: pathOf(link), words: t.back }];
    sendNotice(reply, { status: 404, notice: { title: t.title, body: [why], links, kept: '' } }, { size, path: null });
  }

  private isInside(node: NodeLinkRow, request: FastifyRequest): boolean {
    return this.nodes.isInside(node, readCookie(request.headers.cookie, NODE_COOKIE));
  }

  private async showTasks(
    link: string,
    node: NodeLinkRow,
    request: FastifyRequest,
    reply: FastifyReply,
    size: Size,
  ): Promise<void> {
    const frame = frameOf(size, null);
    if (!this.isInside(node, request))
      return void send(reply, <PinPage path={pathOf(link)} wrong={null} frame={frame} />);
    const [tasks, point] = [await this.nodes.tasks(node), await this.nodes.pointOf(node)];
    send(reply, <NodeTasksPage path={pathOf(link)} node={node.name} point={point} tasks={tasks} frame={frame} />);
  }

  private async showForm(
    link: string,
    node: NodeLinkRow,
    form: NodeForm,
    reply: FastifyReply,
    given: { size: Size; status?: number; typed?: NodeTyped; faults?: FormFault[]; key?: string },
  ): Promise<void> {
    const { size, status = 200, faults = [], key = '' } = given;
    const nothing = { text: '', where: '', channel: heardBy[0], act: 'AMEND', saidOn: await this.nodes.today(node) };
    const page = (
      <NodeFormPage
        path={pathOf(link)}
        form={form}
        typed={given.typed ?? nothing}
        submissionKey={KEY.test(key) ? key : newKey()}
        faults={faults}
        frame={frameOf(size, null)}
      />
    );
    send(reply, page, status);
  }
}

function typedIn(body: unknown): NodeTyped {
  const words = (name: string): string => taken(field(body, name));
  return {
    ...{ text: words('text'), where: words('where'), channel: words('channel'), act: words('act') },
    saidOn: words('saidOn').trim(),
  };
}

function incoming(typed: NodeTyped, form: NodeForm, submissionKey: string): IncomingOpinion {
  const article = form.provisions.find((p) => String(p.ordinal) === typed.where);
  return {
    submissionKey,
    channel: heardBy.find((c) => c === typed.channel) ?? 'WALK_IN',
    direct: false,
    target: article
      ? { kind: 'ARTICLE', provisionId: article.id }
      : { kind: typed.where === 'whole' ? 'WHOLE' : 'UNKNOWN' },
    act: acts.find((a) => a === typed.act) ?? 'AMEND',
    text: typed.text,
    saidOn: typed.saidOn === '' ? null : typed.saidOn,
  };
}

const faultsOf = (refusal: Refusal): FormFault[] =>
  refusal.fields.length === 0
    ? [{ field: null, message: refusal.message }]
    : refusal.fields.map((f) => ({ field: f.path === 'text' ? 'text' : null, message: f.message }));
