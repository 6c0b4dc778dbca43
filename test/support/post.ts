/**
 * A POST by Node's own client: the suite asks the service some twenty thousand questions, and `fetch` costs as much
 * time for one as the service does. Of an event stream it gives the first event, without waiting for the end.
 */
import { Agent, request } from 'node:http';

export interface Posted {
  status: number;
  headers: Headers;
  text: string;
}

const agent = new Agent({ keepAlive: true });

export function post(url: string, headers: Record<string, string>, body: string): Promise<Posted> {
  return new Promise((done, fail) => {
    const asked = request(url, { method: 'POST', agent, headers });
    asked.once('error', fail);
    asked.once('response', (response) => {
      const told = new Headers();
      for (let i = 0; i < response.rawHeaders.length; i += 2)
        told.append(response.rawHeaders[i] ?? '', response.rawHeaders[i + 1] ?? '');
      const answered = (text: string): void => done({ status: response.statusCode ?? 0, headers: told, text });
      const isStream = told.get('content-type')?.startsWith('text/event-stream') === true;
      let text = '';
      response.setEncoding('utf8');
      response.once('error', fail);
      response.on('data', (part: string) => {
        text += part;
        const event = isStream ? /^data: (.+)\n\n/m.exec(text)?.[1] : undefined;
        if (event === undefined) return;
        response.removeAllListeners('end');
        answered(event);
        asked.destroy();
      });
      response.once('end', () => (isStream ? fail(new Error(`no event: ${text}`)) : answered(text)));
    });
    asked.end(body);
  });
}

/** A list of which nothing but its rows was asked is an array, so that tests say what they expect of the rows. */
export function inArrays(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inArrays);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value);
  if (fields.length === 1 && fields[0]?.[0] === 'nodes') return inArrays(fields[0][1]);
  return Object.fromEntries(fields.map(([name, v]) => [name, inArrays(v)]));
}
