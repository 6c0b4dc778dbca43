/** News as they happen: a subscription by POST, answered as an event stream; opened again where it was cut off. */
import { bodyOf, ownHeaders, send } from './ask';
import type { TypedDocumentString } from './generated/graphql';

/** Milliseconds until it is tried again: soon at first, then twice as long each time, and never longer than a minute */
export const patience = (tries: number): number => Math.min(60_000, 1_000 * 2 ** Math.min(tries, 6));

/** The `data:` of each whole event of `text`, and what is left of one that has not ended */
export function eventsIn(text: string): { data: string[]; rest: string } {
  const parts = text.split('\n\n');
  const rest = parts.pop() ?? '';
  const data = parts.flatMap((part) => {
    const lines = part.split('\n');
    if (!lines.includes('event: next')) return [];
    return [lines.filter((l) => l.startsWith('data: ')).map((l) => l.slice(6)).join('\n')]; // prettier-ignore
  });
  return { data, rest };
}

/**
 * `heard` gets each result. `cutOff` is told true when the stream broke and false when it stands again. The answer ends
 * it.
 */
export function listen<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  heard: (result: Result) => void,
  cutOff: (is: boolean) => void = () => undefined,
): () => void {
  const end = new AbortController();
  let tries = 0;
  const open = async (): Promise<void> => {
    const response = await send('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...ownHeaders() },
      body: bodyOf(document, variables),
      signal: end.signal,
    });
    const reader = response.body?.getReader();
    if (!response.ok || !reader) return;
    tries = 0;
    cutOff(false);
    const decoder = new TextDecoder();
    let waiting = '';
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const { data, rest } = eventsIn(waiting + decoder.decode(part.value, { stream: true }));
      waiting = rest;
      for (const one of data) {
        const { data: result } = JSON.parse(one) as { data?: Result | null };
        if (result) heard(result);
      }
    }
  };
  const keepOpen = (): void => {
    if (end.signal.aborted) return; // ended while it waited
    open()
      .catch(() => undefined)
      .finally(() => {
        if (end.signal.aborted) return;
        cutOff(true);
        setTimeout(keepOpen, patience(tries++));
      });
  };
  keepOpen();
  return () => end.abort();
}
