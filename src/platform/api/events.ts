/**
 * The events of one subscription. Not an async generator: a generator's return() waits for the next() that is pending,
 * so a dropped connection would keep its source until the next event comes.
 */
import type { ExecutionResult } from 'graphql';

type Next = IteratorResult<ExecutionResult, undefined>;
const DONE: Next = { done: true, value: undefined };

export class EventsOf implements AsyncIterableIterator<ExecutionResult, undefined> {
  private ended = false;

  constructor(
    private readonly source: AsyncIterator<unknown>,
    private readonly execute: (event: unknown) => Promise<ExecutionResult>,
    private readonly stands: () => Promise<boolean>,
  ) {}

  /** The next event, once whoever listens still may; done where they may not, or the source has ended */
  async next(): Promise<Next> {
    if (this.ended) return DONE;
    const event = await this.source.next();
    if (event.done === true || this.hasEnded()) return this.return();
    // before the event is worked out: what the caller may no longer see is not even read
    if (!(await this.stands()) || this.hasEnded()) return this.return();
    return { done: false, value: await this.execute(event.value) };
  }

  /** Ends the stream and its source */
  async return(): Promise<Next> {
    if (!this.ended) {
      this.ended = true;
      await this.source.return?.();
    }
    return DONE;
  }

  /** As `return`: what a listener throws is nobody else's */
  async throw(fault: unknown): Promise<Next> {
    await this.return();
    throw fault;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** asked anew after every wait */
  private hasEnded(): boolean {
    return this.ended;
  }
}
