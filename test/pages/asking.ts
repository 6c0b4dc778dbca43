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
  /** the hidden fields of the form at that address */
  form(path: string): Promise<Record<string, string>>;
}

export const entities = (html: string): string => html.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&#39;/g, `'`).replace(/&amp;/g, '&');

/** What the page says, without its marks */
export const wordsOf = (html: string): string => entities(html.replace(/<style>.*?<\/style>/gs, '').replace(/<[^>]*>/g, ''));

export function hiddenFields(html: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const m of html.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(m[0])?.[1];
    if (name !== undefined) found[name] = entities(/value="([^"]*)"/.exec(m[0])?.[1] ?? '');
  }
  return found;
}

export const receiptOn = (html: string): string => (/id="receipt"[^>]*>(.*?)<\/p>/s.exec(html)?.[1] ?? '').replace(/\D/g, '');

export function resident(s: TestService): Resident {
  const page = async (r: Response): Promise<Page> => ({ status: r.status, headers: r.headers, html: await r.text() });
  return {
    open: async (path, headers = {}) => page(await s.send(path, { headers, redirect: 'manual' })),
    post: async (path, fields, headers = {}) => page(await s.send(path, {
      method: 'POST', redirect: 'manual', body: new URLSearchParams(fields).toString(), headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    })),
    form: async (path) => hiddenFields(await (await s.send(path)).text()),
  };
}
