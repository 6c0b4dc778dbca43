import type { IncomingHttpHeaders } from 'node:http';
import type { Actor } from '../base/actor.js';

/** What a resolver, guard or loader may know of the transport: nothing of Fastify */
export interface Caller {
  headers: IncomingHttpHeaders;
  address: string;
}

export interface GraphqlContext {
  caller: Caller;
  actor: Actor | null;
  /** sets or clears the browser's session cookie on the answer */
  session: { set(token: string, expiresAt: Date): void; clear(): void };
  /** the token by which this browser is known to accounts that signed in on it */
  device: { token: string | undefined; set(token: string): void };
  /** one loader per request and name, made on first use: `loaders.of('provisions', () => new DataLoader(…))` */
  loaders: Loaders;
}

export class Loaders {
  private readonly made = new Map<string, unknown>();
  /** The loader of this name, made at its first use in the request */
  of<T>(name: string, make: () => T): T {
    if (!this.made.has(name)) this.made.set(name, make());
    return this.made.get(name) as T;
  }
}
