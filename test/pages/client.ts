/** A resident without a browser: opens a page, fills the form that is in it, sends it. */
import type { TestService } from '../support/service.js';

export interface Page {
  status: number;
  headers: Headers;
  html: string;
}

export interface Resident {
  open(path: string, headers?: Record<string, string>): Promise<Page>;
  post(path: string, fields: Record<string, string>, headers?: Record<string, string>): Promise<Page>;
  /** the form as a browser sends it since it has fields for files; `null` is a field in which nothing was chosen */
  send(
    path: string,
    fields: Record<string, string>,
    files: readonly (SentFile | null)[],
    headers?: Record<string, string>,
  ): Promise<Page>;
  /** the hidden fields of the form at that address */
  form(path: string): Promise<Record<string, string>>;
}

export interface SentFile {
  bytes: Uint8Array;
  name?: string;
  field?: string;
}

/** multipart/form-data by hand, words first */
export function multipart(
  fields: Record<string, string>,
  files: readonly (SentFile | null)[],
  boundary = '----yifayima-7f3a',
): { body: Buffer; headers: Record<string, string> } {
  const part = (disposition: string, content: Uint8Array | string, type = ''): Buffer =>
    Buffer.concat([
      Buffer.from(
        `--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n${type === '' ? '' : `Content-Type: ${type}\r\n`}\r\n`,
      ),
      Buffer.from(content),
      Buffer.from('\r\n'),
    ]);
  const parts = [
    ...Object.entries(fields).map(([name, value]) => part(`name="${name}"`, value)),
    ...files.map((f) =>
      part(
        `name="${f?.field ?? 'picture'}"; filename="${f ? (f.name ?? 'IMG_1.jpg') : ''}"`,
        f?.bytes ?? '',
        f ? 'image/jpeg' : 'application/octet-stream',
      ),
    ),
  ];
  return {
    body: Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]),
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  };
}

export const entities = (html: string): string =>
  html
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, `'`)
    .replace(/&amp;/g, '&');

/** What the page says, without its marks */
export const wordsOf = (html: string): string =>
  entities(html.replace(/<style>.*?<\/style>/gs, '').replace(/<[^>]*>/g, ''));

export function hiddenFields(html: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const m of html.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(m[0])?.[1];
    if (name !== undefined) found[name] = entities(/value="([^"]*)"/.exec(m[0])?.[1] ?? '');
  }
  return found;
}

export const receiptOn = (html: string): string =>
  (/id="receipt"[^>]*>(.*?)<\/p>/s.exec(html)?.[1] ?? '').replace(/\D/g, '');

export function resident(s: Pick<TestService, 'send'>): Resident {
  const page = async (r: Response): Promise<Page> => ({ status: r.status, headers: r.headers, html: await r.text() });
  return {
    open: async (path, headers = {}) => page(await s.send(path, { headers, redirect: 'manual' })),
    post: async (path, fields, headers = {}) =>
      page(
        await s.send(path, {
          method: 'POST',
          redirect: 'manual',
          body: new URLSearchParams(fields).toString(),
          headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        }),
      ),
    send: async (path, fields, files, headers = {}) => {
      const sent = multipart(fields, files);
      return page(
        await s.send(path, {
          method: 'POST',
          redirect: 'manual',
          body: new Uint8Array(sent.body),
          headers: { ...sent.headers, ...headers },
        }),
      );
    },
    form: async (path) => hiddenFields(await (await s.send(path)).text()),
  };
}
