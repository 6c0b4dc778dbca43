/** A listener to one subscription, asked for by POST on a connection of its own: fetch would keep a spare one open. */
import { EventEmitter, once } from 'node:events';
import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';

export interface TestStream {
  /** 200, or the status of a refusal */
  status: number;
  headers: IncomingHttpHeaders;
  /** what came so far, in order; of a refusal its body */
  results: Record<string, unknown>[];
  /** every byte that came */
  text(): string;
  /** COMPLETE: it said so; null while it is open */
  ended(): 'COMPLETE' | 'CUT_OFF' | null;
  result(nth?: number): Promise<Record<string, unknown>>;
  /** the code in the first result, or DONE */
  refusal(): Promise<unknown>;
  close(): void;
}

export async function openStream(
  url: string,
  payload: unknown,
  headers: Record<string, string> = {},
): Promise<TestStream> {
  const asked = request(`${url}/graphql`, {
    method: 'POST',
    agent: false,
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
  });
  asked.end(JSON.stringify(payload));
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  asked.on('error', () => undefined); // it was cut off

  const results: Record<string, unknown>[] = [];
  const told = new EventEmitter();
  let text = '';
  let rest = '';
  let ended: 'COMPLETE' | 'CUT_OFF' | null = null;
  const isStream = response.headers['content-type']?.startsWith('text/event-stream') === true;
  response
    .setEncoding('utf8')
    .on('data', (chunk: string) => {
      text += chunk;
      const blocks = (rest + chunk).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks)
        if (block.startsWith('event: next\ndata: '))
          results.push(JSON.parse(block.slice(18)) as Record<string, unknown>);
      told.emit('more');
    })
    .on('error', () => undefined)
    .on('close', () => {
      ended = !isStream || text.endsWith('event: complete\ndata:\n\n') ? 'COMPLETE' : 'CUT_OFF';
      told.emit('more');
    });
  if (!isStream) {
    await once(response, 'close');
    if (text.startsWith('{')) results.push(JSON.parse(text) as Record<string, unknown>);
  }

  const result = async (nth = 1): Promise<Record<string, unknown>> => {
    const signal = AbortSignal.timeout(10_000);
    for (;;) {
      const found = results[nth - 1];
      if (found) return found;
      if (ended !== null) throw new Error(`ended before result ${nth}: ${text}`);
      await once(told, 'more', { signal });
    }
  };
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    results,
    text: () => text,
    ended: () => ended,
    result,
    refusal: async () => {
      const { errors } = (await result()) as { errors?: { extensions?: { code?: unknown } }[] };
      return errors?.[0]?.extensions?.code ?? 'DONE';
    },
    close: () => void asked.destroy(),
  };
}
