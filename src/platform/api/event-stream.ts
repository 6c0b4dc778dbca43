/**
 * A subscription by POST, answered as an event stream (the "distinct connections" mode of graphql-sse): `event: next`
 * with a result each, `event: complete` where it ended by itself. Where it was cut off there is no `complete`, and a
 * client asks again.
 */
import type { FastifyReply } from 'fastify';
import type { ExecutionResult } from 'graphql';
import type { Actor } from '../base/actor.js';
import type { Log } from '../base/log.js';
import type { EventsOf } from './events.js';
import { showError, showResult } from './faults.js';
import { requestError } from './gate.js';
import type { Live, LiveStreams } from './live.js';

/** Ticks of two seconds between two beats: comments that keep a proxy from closing a silent stream */
const BEAT_TICKS = 6;

/** Whether a caller accepts an event stream in answer to a POST */
export const wantsEvents = (accept: string | undefined): boolean =>
  /(^|,)\s*text\/event-stream\s*(;|,|$)/i.test(accept ?? '');

/**
 * Answers with the events that `begin` gives, until they end, the listener leaves, or the caller may listen no longer.
 * @throws GraphQLError LIMIT while nothing was sent yet
 */
export async function answerEvents(
  reply: FastifyReply,
  actor: Actor,
  address: string,
  live: LiveStreams,
  log: Log,
  begin: (stands: () => Promise<boolean>) => Promise<EventsOf | ExecutionResult>,
): Promise<void> {
  const out = reply.raw;
  let ticks = 0;
  let waits = false;
  /** What a listener does not take is not heaped up: where something waits from one beat to the next, it is cut off. */
  const beat = (): void => {
    const waited = waits;
    waits = out.writableLength > 0;
    if (!waits) out.write(':\n\n');
    else if (waited) out.destroy();
  };
  const listener: Live = {
    actor,
    address,
    end: () => void out.destroy(),
    tick: () => void (++ticks % BEAT_TICKS === 0 && out.headersSent && beat()),
  };
  if (!live.register(listener)) throw requestError('LIMIT', '同时打开的连接太多，请关掉几个页面再试。', 429);
  let events: EventsOf | undefined;
  out.once('close', () => {
    live.leave(listener);
    void events?.return();
  });
  const say = async (text: string): Promise<void> => {
    if (out.destroyed || out.write(text)) return;
    await new Promise<void>((done) => {
      const go = (): void => {
        out.off('drain', go);
        out.off('close', go);
        done();
      };
      out.on('drain', go);
      out.on('close', go);
    });
  };
  try {
    const begun = await begin(() => live.stands(listener));
    reply.hijack();
    out.writeHead(200, {
      ...headersOf(reply),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    if ('next' in begun) {
      events = begun;
      if (out.destroyed) await begun.return(); // left while it was being opened
      await say(':\n\n');
      for await (const result of begun)
        await say(`event: next\ndata: ${JSON.stringify(showResult(result, log).shown)}\n\n`);
    } else await say(`event: next\ndata: ${JSON.stringify(showResult(begun, log).shown)}\n\n`);
    if (!out.destroyed) await say('event: complete\ndata:\n\n');
  } catch (fault) {
    if (!out.headersSent) throw fault;
    await say(`event: next\ndata: ${JSON.stringify({ errors: [showError(fault, log)] })}\n\n`);
  } finally {
    live.leave(listener);
    if (out.headersSent) out.end();
  }
}

/** What every answer carries (security headers, request id) */
const headersOf = (reply: FastifyReply): Record<string, string> =>
  Object.fromEntries(Object.entries(reply.getHeaders()).flatMap(([k, v]) => (v === undefined ? [] : [[k, String(v)]])));
