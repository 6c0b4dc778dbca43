/** The demo's client, for tests: what it is told of lists reads as arrays. */
import { Client as DemoClient, Refused } from '../../src/demo/client.js';
import { inArrays } from './post.js';

export { Refused };

export class Client extends DemoClient {
  /** As the demo's; a list of which nothing but its rows was asked is an array */
  override async ask<T>(query: string, variables: object = {}): Promise<T> {
    return inArrays(await super.ask(query, variables)) as T;
  }
}
