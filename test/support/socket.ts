/** A client of graphql-transport-ws that sends whatever it is told, also what no library would. */
import { WebSocket } from 'ws';
import { until } from './until.js';

export interface Message {
  id?: string;
  type: string;
  payload?: unknown;
}

export interface TestSocket {
  /** the status of a refused upgrade, or 101 */
  status: number;
  /** all that came, in order */
  messages: Message[];
  /** the code it was closed with; null while it is open */
  closed(): number | null;
  send(message: Message | string): void;
  /** a subscription; gives its id */
  subscribe(payload: unknown): string;
  of(id: string, type: string): Message[];
  /** the code of the first refusal of that subscription */
  refusal(id: string): Promise<unknown>;
  /** the nth result of that subscription */
  result(id: string, nth?: number): Promise<Record<string, unknown>>;
  close(): void;
}

export async function openSocket(
  url: string,
  {
    headers = {},
    protocol = 'graphql-transport-ws',
    init = true,
    path = '/graphql',
  }: { headers?: Record<string, string>; protocol?: string; init?: boolean; path?: string } = {},
): Promise<TestSocket> {
  const ws = new WebSocket(url.replace(/^http/, 'ws') + path, [protocol], { headers });
  const messages: Message[] = [];
  let closed: number | null = null;
  let ids = 0;
  ws.on('message', (data: Buffer) => void messages.push(JSON.parse(data.toString('utf8')) as Message));
  ws.on('close', (code: number) => void (closed = code));
  const status = await new Promise<number>((done) => {
    ws.once('open', () => done(101));
    ws.once('unexpected-response', (request: { destroy(): void }, response: { statusCode: number }) => {
      done(response.statusCode);
      request.destroy();
    });
    ws.on('error', () => done(0));
  });
  const of = (id: string, type: string): Message[] => messages.filter((m) => m.id === id && m.type === type);
  const send = (message: Message | string): void =>
    ws.send(typeof message === 'string' ? message : JSON.stringify(message), () => undefined);
  if (status === 101 && init) {
    send({ type: 'connection_init' });
    await until('the acknowledgement', () => messages.some((m) => m.type === 'connection_ack') || closed !== null);
  }
  return {
    status,
    messages,
    of,
    send,
    closed: () => closed,
    subscribe: (payload) => {
      const id = `s${++ids}`;
      send({ id, type: 'subscribe', payload });
      return id;
    },
    refusal: async (id) => {
      // the gate's comes as `error`, the guard's as a result without data
      const at = await until(
        `a refusal of ${id}`,
        () => of(id, 'error')[0] ?? of(id, 'next').find((m) => 'errors' in (m.payload as object)),
        10,
      );
      const errors = at.type === 'error' ? at.payload : (at.payload as { errors: unknown }).errors;
      return (errors as { extensions?: { code?: unknown } }[])[0]?.extensions?.code;
    },
    result: async (id, nth = 1) => {
      const at = await until(`result ${nth} of ${id}`, () => of(id, 'next')[nth - 1], 10);
      return at.payload as Record<string, unknown>;
    },
    close: () => ws.close(),
  };
}
