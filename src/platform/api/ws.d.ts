/** What is used of the package `ws`, which brings no types of its own. */
declare module 'ws' {
  import type { EventEmitter } from 'node:events';
  import type { IncomingMessage } from 'node:http';
  import type { Duplex } from 'node:stream';

  export class WebSocket extends EventEmitter {
    constructor(
      address: string,
      protocols?: string | readonly string[],
      options?: { headers?: Record<string, string> },
    );
    static readonly OPEN: number;
    readonly protocol: string;
    readonly readyState: number;
    readonly bufferedAmount: number;
    send(data: string, done: (fault?: Error) => void): void;
    ping(): void;
    close(code?: number, reason?: string): void;
    terminate(): void;
  }

  export class WebSocketServer extends EventEmitter {
    constructor(options: {
      noServer: true;
      maxPayload: number;
      perMessageDeflate: false;
      handleProtocols: (offered: Set<string>) => string | false;
    });
    handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer, done: (socket: WebSocket) => void): void;
  }
}
