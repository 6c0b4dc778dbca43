/**
 * Asks the service, and with `files.ts` and `live.ts` is the only place of the console that does. Only registered
 * operations are sent, by their hash (docs/adr/0002-graphql-gate.md); which legislature is meant goes beside them.
 */
import { texts } from '../texts';
import type { TypedDocumentString } from './generated/graphql';

/** What to say of anything that went wrong on the way; what is no Fault is a fault of the page itself */
export const wordsOf = (fault: unknown, ofThePage: string = texts.faults.page): string =>
  fault instanceof Fault ? texts.faults.reported(fault.message, fault.requestId) : ofThePage;

/** UNAUTHENTICATED: the session is over. OFFLINE: nothing was heard; the request may or may not have arrived. */
export class Fault extends Error {
  constructor(
    readonly code: string,
    message: string,
    /** what an administrator finds the fault by */
    readonly requestId: string | null,
  ) {
    super(message);
  }
}

interface Reply<T> {
  data?: T | null;
  errors?: readonly { message: string; extensions?: { code?: string } }[];
}

let legislature: string | null = null;
/** Code of the legislature that is meant from now on; null: the account's only one */
export const useLegislature = (code: string | null): void => void (legislature = code);

/** What says who asks, and for which legislature */
export const ownHeaders = (): Record<string, string> => (legislature === null ? {} : { 'x-legislature': legislature });

let signInAgain: () => Promise<boolean> = () => Promise.resolve(false);
/**
 * `again` is asked whenever the service says that nobody is signed in any more: true once the same person is, and then
 * what was asked is asked once more, so that nothing written is lost.
 */
export const whenSessionIsOver = (again: () => Promise<boolean>): void => void (signInAgain = again);

/** Asks whoever is here to sign in again; true once the same person has */
export const askToSignIn = (): Promise<boolean> => signInAgain();

/** The text of an operation as it is sent */
export const bodyOf = <Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
): string => JSON.stringify({ documentId: String(document.__meta__?.hash), variables });

/** Sends; OFFLINE where nothing was heard */
export const send = (path: string, request: RequestInit): Promise<Response> =>
  fetch(path, { credentials: 'same-origin', ...request }).catch((e: unknown) => {
    if (e instanceof DOMException && e.name === 'AbortError') throw e;
    throw new Fault('OFFLINE', texts.faults.offline, null);
  });

/** Rejects with a Fault for what is no answer to the operation; refusals are answers, typed by it. */
export async function ask<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
): Promise<Result> {
  const asked = await askOnce(document, variables);
  if (!(asked instanceof Fault)) return asked;
  if (asked.code !== 'UNAUTHENTICATED' || !(await signInAgain())) throw asked;
  const again = await askOnce(document, variables);
  if (again instanceof Fault) throw again;
  return again;
}

async function askOnce<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
): Promise<Result | Fault> {
  const response = await send('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...ownHeaders() },
    body: bodyOf(document, variables),
  });
  const requestId = response.headers.get('x-request-id');
  const reply = (await response.json().catch(() => ({}))) as Reply<Result>;
  const error = reply.errors?.[0];
  if (error) return new Fault(error.extensions?.code ?? 'INTERNAL', error.message, requestId);
  return reply.data ?? new Fault('INTERNAL', texts.faults.service, requestId);
}
