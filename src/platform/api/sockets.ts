/**
 * Subscriptions over a WebSocket (protocol graphql-transport-ws, by graphql-ws). A socket belongs to a signed-in caller
 * from its upgrade on, carries subscriptions only, and each of them passes the same gate as a POST.
 */
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { type ExecutionArgs, GraphQLError } from 'graphql';
import { CloseCode, GRAPHQL_TRANSPORT_WS_PROTOCOL, handleProtocols, makeServer, type Server } from 'graphql-ws';
import { WebSocket, WebSocketServer } from 'ws';
import type { Actor } from '../base/actor.js';
import { type Log, trace } from '../base/log.js';
import type { Refusals } from '../ledger/refusals.js';
import type { GraphqlContext } from './context.js';
import { showError, showResult } from './faults.js';
import { type Gate, requestError, type ValidRequest } from './gate.js';
import type { Live, LiveStreams, Reason } from './live.js';

/** Bytes of one message: a document of 8 kB with its variables */
const MESSAGE = 64 * 1024;
/** Messages between two ticks: a console opens some ten subscriptions at once */
const MESSAGES = 50;
/** Ticks of two seconds: between two pings, and without any subscription */
const PING_TICKS = 6;
const IDLE_TICKS = 30;
/** Bytes that wait for a slow listener before it is dropped */
const BACKLOG = 1024 * 1024;
const INIT_WAIT = 3000;

const CLOSING: { readonly [R in Reason]: readonly [number, string] } = {
  ENDED: [CloseCode.Unauthorized, 'Unauthorized'],
  NO_ANSWER: [1013, 'Try again later'],
  STOPPING: [1001, 'Going away'],
};

/** One socket: what it may do between two looks, and that it answers */
class Connection implements Live {
  /** subscriptions that began and have not ended */
  readonly ids = new Set<string>();
  private ws: WebSocket | undefined;
  private messages = 0;
  private ticks = 0;
  private idle = 0;
  private answered = true;

  constructor(
    readonly actor: Actor,
    readonly address: string,
    readonly context: () => GraphqlContext,
  ) {}

  opened(ws: WebSocket): void {
    this.ws = ws;
    ws.on('error', () => ws.terminate()); // a message that is too long, or no WebSocket at all
    ws.on('pong', () => void (this.answered = true));
  }

  mayTalk(): boolean {
    return ++this.messages <= MESSAGES;
  }

  end(reason: Reason): void {
    this.ws?.close(...CLOSING[reason]);
    // whoever does not answer the closing is cut off
    setTimeout(() => this.ws?.terminate(), 500).unref();
  }

  tick(): void {
    this.messages = 0;
    this.idle = this.ids.size === 0 ? this.idle + 1 : 0;
    if (this.idle >= IDLE_TICKS) return this.ws?.close(1000, 'Idle');
    if ((this.ws?.bufferedAmount ?? 0) > BACKLOG) return this.ws?.terminate();
    if (++this.ticks % PING_TICKS !== 0) return;
    if (!this.answered) return this.ws?.terminate();
    this.answered = false;
    this.ws?.ping();
  }
}

/** Carries what the gate let through from graphql-ws' first step to its second */
class Asking {
  constructor(
    readonly valid: ValidRequest,
    readonly connection: Connection,
  ) {}
}

export const tooMany = (): GraphQLError => requestError('LIMIT', '同时打开的连接太多，请关掉几个页面再试。', 429);

export interface Upgrade {
  request: IncomingMessage;
  socket: Socket;
  head: Buffer;
}

export class Sockets {
  private readonly upgrades = new WebSocketServer({
    noServer: true,
    maxPayload: MESSAGE,
    perMessageDeflate: false,
    handleProtocols: (offered) => handleProtocols(offered),
  });
  private readonly protocol: Server<Connection>;

  /** `most`: subscriptions of one connection */
  constructor(
    private readonly gate: () => Gate,
    private readonly live: LiveStreams,
    private readonly refusals: Refusals,
    private readonly log: Log,
    private readonly most: number,
  ) {
    const show = (e: unknown): GraphQLError => {
      const { message, extensions } = showError(e, log);
      return new GraphQLError(message, { extensions });
    };
    this.protocol = makeServer<Record<string, unknown>, Connection>({
      connectionInitWaitTimeout: INIT_WAIT,
      onSubscribe: async ({ subscriptions, extra }, id, payload): Promise<ExecutionArgs | GraphQLError[]> => {
        try {
          if (Object.keys(subscriptions).length > this.most)
            throw requestError('LIMIT', `一个连接最多 ${this.most} 个订阅。`);
          const valid = this.gate().validateRequest(payload, true, 'stream');
          extra.ids.add(id);
          return {
            schema: this.gate().schema,
            document: valid.document.node,
            contextValue: new Asking(valid, extra),
          };
        } catch (e) {
          if (e instanceof GraphQLError) await this.refusals.record(extra.actor, 'graphql', String(e.extensions.code));
          return [show(e)];
        }
      },
      subscribe: async ({ contextValue }) => {
        if (!(contextValue instanceof Asking)) throw new Error('the gate was not asked');
        const { valid, connection } = contextValue;
        return this.gate().subscribe(valid, connection.context, () => this.live.stands(connection));
      },
      onComplete: ({ extra }, id) => void extra.ids.delete(id),
      onNext: (_context, _id, _payload, _args, result) => showResult(result, log),
      onError: (_context, _id, _payload, errors) => errors.map((e) => show(e).toJSON()),
    });
  }

  static offers(request: IncomingMessage): boolean {
    return handleProtocols(request.headers['sec-websocket-protocol'] ?? '') === GRAPHQL_TRANSPORT_WS_PROTOCOL;
  }

  /**
   * `letGo`: the HTTP answer gives the socket up, once it is certain that it is taken.
   * @throws GraphQLError LIMIT, before anything is upgraded
   */
  take(
    { request, socket, head }: Upgrade,
    actor: Actor,
    address: string,
    context: () => GraphqlContext,
    letGo: () => void,
  ): void {
    const connection = new Connection(actor, address, context);
    if (!this.live.register(connection)) throw tooMany();
    socket.once('close', () => this.live.leave(connection));
    letGo();
    const requestId = trace.getStore()?.requestId ?? '';
    this.upgrades.handleUpgrade(request, socket, head, (ws) => {
      connection.opened(ws);
      this.serve(ws, connection, requestId);
    });
  }

  private serve(ws: WebSocket, connection: Connection, requestId: string): void {
    const closed = this.protocol.opened(
      {
        protocol: ws.protocol,
        send: (data) =>
          new Promise<void>((done) => {
            if (ws.readyState === WebSocket.OPEN) ws.send(data, () => done());
            else done();
          }),
        close: (code, reason) => ws.close(code, reason),
        onMessage: (hear) =>
          void ws.on('message', (data: Buffer) => {
            if (!connection.mayTalk()) return ws.close(1008, 'Too many messages');
            trace.run({ requestId, lane: 'staff' }, () => {
              hear(data.toString('utf8')).catch((fault: unknown) => {
                showError(fault, this.log);
                ws.close(CloseCode.InternalServerError, 'Internal server error');
              });
            });
          }),
      },
      connection,
    );
    ws.once('close', (code: number) => void closed(code).catch((fault: unknown) => showError(fault, this.log)));
  }
}
