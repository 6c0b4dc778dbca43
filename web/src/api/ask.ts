/**
 * Asks the service, and is the only place of the console that does. Only registered operations are sent, by their hash
 * (docs/adr/0002-graphql-gate.md); which legislature is meant goes beside them.
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

let onSessionOver: () => void = () => undefined;
/** `act` is done whenever the service says that nobody is signed in any more */
export const whenSessionIsOver = (act: () => void): void => void (onSessionOver = act);

/** Rejects with a Fault for what is no answer to the operation; refusals are answers, typed by it. */
export async function ask<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
): Promise<Result> {
  const response = await fetch('/graphql', {
    method: 'POST',
    credentials: 'same-origin',
    headers: {
      'content-type': 'application/json',
      ...(legislature === null ? {} : { 'x-legislature': legislature }),
    },
    body: JSON.stringify({ documentId: String(document.__meta__?.hash), variables }),
  }).catch(() => {
    throw new Fault('OFFLINE', texts.faults.offline, null);
  });
  const requestId = response.headers.get('x-request-id');
  const reply = (await response.json().catch(() => ({}))) as Reply<Result>;
  const error = reply.errors?.[0];
  if (error) {
    const code = error.extensions?.code ?? 'INTERNAL';
    if (code === 'UNAUTHENTICATED') onSessionOver();
    throw new Fault(code, error.message, requestId);
  }
  if (reply.data == null) throw new Fault('INTERNAL', texts.faults.service, requestId);
  return reply.data;
}
