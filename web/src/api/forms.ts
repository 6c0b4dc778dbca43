/** Photographs of forms 手写表 and of sealed pages 盖章页: one request each, under an id that the device made. */
import { texts } from '../texts';
import { askToSignIn, Fault, ownHeaders, send } from './ask';

/** An id of the device's own, as the service wants one (UUID, version 4) */
export function newId(): string {
  const b = crypto.getRandomValues(new Uint8Array(16));
  b[6] = ((b[6] ?? 0) & 0x0f) | 0x40;
  b[8] = ((b[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(b, (n) => n.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** What makes a voice the same one when it is sent again */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(24)), (b) => b.toString(16).padStart(2, '0')).join('');

/**
 * Sends a photograph; again it is kept once.
 * @throws Fault OFFLINE, UNAUTHENTICATED, BUSY where it is to be tried again, else REFUSED in the service's words
 */
export const sendCard = (id: string, activityId: string, ordinal: number, picture: Blob): Promise<void> =>
  sendPicture(`/hearing/cards/${id}?activity=${activityId}&ordinal=${ordinal}`, picture);

/** As `sendCard`, a page of a return */
export const sendSealedPage = (id: string, returnId: string, ordinal: number, picture: Blob): Promise<void> =>
  sendPicture(`/returns/pages/${id}?return=${returnId}&ordinal=${ordinal}`, picture);

async function sendPicture(address: string, picture: Blob): Promise<void> {
  const post = (): Promise<Response> =>
    send(address, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream', 'x-yifayima-upload': '1', ...ownHeaders() },
      body: picture,
    });
  let response = await post();
  if (response.status === 401 && (await askToSignIn())) response = await post();
  if (response.ok) return;
  const answer = (await response.json().catch(() => ({}))) as { message?: string };
  const code = response.status === 401 ? 'UNAUTHENTICATED' : response.status >= 500 ? 'BUSY' : 'REFUSED';
  throw new Fault(code, answer.message ?? texts.faults.service, response.headers.get('x-request-id'));
}
