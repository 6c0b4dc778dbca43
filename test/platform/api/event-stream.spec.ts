/** A listener that is there and takes nothing, without a network and with clocks that are told. */
import { Writable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { answerEvents, wantsEvents } from '../../../src/platform/api/event-stream.js';
import { EventsOf } from '../../../src/platform/api/events.js';
import { LiveStreams } from '../../../src/platform/api/live.js';
import type { Actor } from '../../../src/platform/base/actor.js';
import { createLog } from '../../../src/platform/base/log.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const log = createLog('silent');
const actor = { accountId: 'a', sessionId: 's' } as Actor;

/** An answer whose bytes arrive while `takes` is true */
class Answer extends Writable {
  headersSent = false;
  takes = true;
  text = '';
  private waiting: (() => void) | undefined;

  writeHead(): void {
    this.headersSent = true;
  }
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString('utf8');
    if (this.takes) done();
    else this.waiting = done;
  }
  takeAgain(): void {
    this.takes = true;
    this.waiting?.();
  }
}

const listen = (): { answer: Answer; live: LiveStreams } => {
  const answer = new Answer();
  const live = new LiveStreams((actors) => Promise.resolve(new Set(actors)), { perAccount: 9, perAddress: 9 }, log);
  const silent = { next: () => new Promise<never>(() => undefined) };
  void answerEvents(
    { raw: answer, hijack: () => undefined, getHeaders: () => ({}) } as unknown as FastifyReply,
    actor,
    '10.0.0.1',
    live,
    log,
    (stands) => Promise.resolve(new EventsOf(silent, () => Promise.resolve({}), stands)),
  );
  return { answer, live };
};

it('hears a beat every twelve seconds while nothing happens', async () => {
  const { answer, live } = listen();
  await jest.advanceTimersByTimeAsync(60_000);
  expect([answer.text, answer.destroyed, live.size]).toEqual([':\n\n'.repeat(6), false, 1]);
  live.stop();
});
it('is cut off where it took nothing from one beat to the next, and nothing is heaped up for it', async () => {
  const { answer, live } = listen();
  await jest.advanceTimersByTimeAsync(1000);
  answer.takes = false;
  await jest.advanceTimersByTimeAsync(24_000); // the beat at 12 s stays on its way, and is seen at 24 s
  expect([answer.destroyed, answer.writableLength]).toEqual([false, 3]);
  await jest.advanceTimersByTimeAsync(12_000);
  expect([answer.destroyed, live.size]).toEqual([true, 0]);
});
it('goes on where it was slow and took it after all', async () => {
  const { answer, live } = listen();
  await jest.advanceTimersByTimeAsync(1000);
  answer.takes = false;
  await jest.advanceTimersByTimeAsync(24_000);
  answer.takeAgain();
  await jest.advanceTimersByTimeAsync(60_000);
  expect([answer.destroyed, live.size]).toEqual([false, 1]);
  live.stop();
});
it.each<[string | undefined, boolean]>([
  ['text/event-stream', true],
  ['application/json, text/event-stream;q=0.9', true],
  ['TEXT/EVENT-STREAM', true],
  ['text/event-stream-x', false],
  ['*/*', false],
  [undefined, false],
])('%s asks for it: %s', (accept, is) => expect(wantsEvents(accept)).toBe(is));
