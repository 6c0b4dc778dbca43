import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TypedDocumentString } from './generated/graphql';
import { eventsIn, listen, patience } from './live';

describe('eventsIn', () => {
  const next = (data: string): string => `event: next\ndata: ${data}\n\n`;

  it('finds whole events, and keeps what has not ended', () => {
    expect(eventsIn('')).toEqual({ data: [], rest: '' });
    expect(eventsIn(next('1') + next('2'))).toEqual({ data: ['1', '2'], rest: '' });
    expect(eventsIn(`${next('1')}event: next\ndata: 2\n`)).toEqual({ data: ['1'], rest: 'event: next\ndata: 2\n' });
  });
  it('puts the lines of one event together', () =>
    expect(eventsIn('event: next\ndata: {"a":\ndata: 1}\n\n').data).toEqual(['{"a":\n1}']));
  it('passes over signs of life and the end', () =>
    expect(eventsIn(`:\n\n${next('1')}:\n\nevent: complete\ndata: \n\n`)).toEqual({ data: ['1'], rest: '' }));
  it('reads the same wherever a piece ends', () => {
    const stream = `:\n\n${next('{"一":1}')}:\n\n${next('{"二":2}')}`;
    for (let cut = 0; cut <= stream.length; cut++) {
      const first = eventsIn(stream.slice(0, cut));
      const second = eventsIn(first.rest + stream.slice(cut));
      expect([...first.data, ...second.data]).toEqual(['{"一":1}', '{"二":2}']);
      expect(second.rest).toBe('');
    }
  });
});

it('waits a second, then twice as long each time, and never longer than a minute', () => {
  expect([0, 1, 2, 3, 4, 5, 6, 7, 1000].map(patience)).toEqual([
    1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000,
  ]);
});

describe('listen', () => {
  const document = new TypedDocumentString<{ news: string }, { id: string }>('subscription', { hash: 'abc' });
  /** what each opening of the stream is answered with, in turn; nothing more: nobody is there */
  let answers: (() => Response)[] = [];
  let sent: RequestInit[] = [];
  let stop: () => void = () => undefined;
  const told: unknown[] = [];
  const start = (): void => {
    stop = listen(
      document,
      { id: '1' },
      (result) => told.push(result.news),
      (is) => told.push(is),
    );
  };
  /** an answer that arrives byte by byte; `ends`: and then the way breaks */
  const stream =
    (text: string, ends = true) =>
    (): Response =>
      new Response(
        new ReadableStream<Uint8Array>({
          start(to) {
            for (const byte of new TextEncoder().encode(text)) to.enqueue(Uint8Array.of(byte));
            if (ends) to.close();
          },
        }),
      );
  const news = (words: string): string => `event: next\ndata: ${JSON.stringify({ data: { news: words } })}\n\n`;

  beforeEach(() => {
    [answers, sent] = [[], []];
    told.length = 0;
    vi.useFakeTimers();
    vi.stubGlobal('fetch', (_: string, request: RequestInit) => {
      sent.push(request);
      const answer = answers.shift();
      return answer ? Promise.resolve(answer()) : Promise.reject(new TypeError('nobody is there'));
    });
  });
  afterEach(() => {
    stop();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('hears each result, characters that came in pieces too', async () => {
    answers = [stream(`:\n\n${news('条例公布')}${news('意见')}event: next\ndata: {"data":null}\n\n`, false)];
    start();
    await vi.advanceTimersByTimeAsync(0);
    expect(told).toEqual([false, '条例公布', '意见']);
    expect(JSON.parse(sent[0]?.body as string)).toEqual({ documentId: 'abc', variables: { id: '1' } });
  });

  it('opens again where it was cut off, soon after it stood and later each time it does not', async () => {
    answers = [stream(news('甲')), () => new Response(null, { status: 503 })];
    start();
    await vi.advanceTimersByTimeAsync(0);
    expect([told, sent.length]).toEqual([[false, '甲', true], 1]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect([told, sent.length]).toEqual([[false, '甲', true, true], 2]);
    await vi.advanceTimersByTimeAsync(1_999);
    expect(sent.length).toBe(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(sent.length).toBe(3);
    answers = [stream(news('乙')), stream('', false)];
    await vi.advanceTimersByTimeAsync(4_000);
    expect(told.slice(-3)).toEqual([false, '乙', true]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect([told.at(-1), sent.length]).toEqual([false, 5]);
  });

  it('is over once it is ended', async () => {
    answers = [stream(news('甲'))];
    start();
    await vi.advanceTimersByTimeAsync(0);
    stop();
    await vi.advanceTimersByTimeAsync(600_000);
    expect([told, sent.length]).toEqual([[false, '甲', true], 1]);
  });
});
