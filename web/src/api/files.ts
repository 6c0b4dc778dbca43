/** Files: sent as bytes under a header that a foreign page cannot send, fetched by their address. */
import { texts } from '../texts';
import { Fault, ownHeaders, send } from './ask';

export interface Uploaded {
  readonly id: string;
  readonly size: number;
}

/** @throws Fault in the service's words for what it does not take: too large, empty, a disk that is full */
export async function upload(file: File): Promise<Uploaded> {
  const response = await send(`/files?name=${encodeURIComponent(file.name)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', 'x-yifayima-upload': '1', ...ownHeaders() },
    body: file,
  });
  const answer = (await response.json().catch(() => ({}))) as Partial<Uploaded> & { message?: string };
  if (response.ok && answer.id !== undefined) return { id: answer.id, size: answer.size ?? file.size };
  throw new Fault(
    response.status === 401 ? 'UNAUTHENTICATED' : 'UPLOAD',
    answer.message ?? texts.faults.service,
    response.headers.get('x-request-id'),
  );
}

/** Where the network is fetched as one table */
export const networkTableAddress = '/network/table.xlsx';

/** Where an empty table of voices of one round and contact point is fetched */
export const voicesTableAddress = (roundId: string, pointId: string): string =>
  `/hearing/tables/${encodeURIComponent(roundId)}/${encodeURIComponent(pointId)}`;

/** Where a file is fetched, as an attachment */
export const fileAddress = (id: string): string => `/files/${encodeURIComponent(id)}`;

/** A letter under an uploaded letterhead 版头, as it would look */
export const letterheadSample = (fileId: string, as: 'pdf' | 'docx'): string =>
  `/letterheads/${encodeURIComponent(fileId)}/sample.${as}`;

/** 意见汇总表 of these tasks in one file; `ordinal`: an earlier return of the one task; `preview`: not sent yet */
export function returnAddress(
  tasks: readonly string[],
  as: 'pdf' | 'docx',
  { size = 'A4', ordinal, preview = false }: { size?: 'A4' | 'A3'; ordinal?: number; preview?: boolean } = {},
): string {
  const query = new URLSearchParams({ tasks: tasks.join(','), size });
  if (ordinal !== undefined) query.set('ordinal', String(ordinal));
  if (preview) query.set('preview', '1');
  return `/returns/table.${as}?${query.toString()}`;
}

/** 收件 as a table, under the filters of the screen */
export function inboxTableAddress(taskId: string, filter: Readonly<Record<string, readonly string[]>>): string {
  const given = Object.entries(filter).filter(([, values]) => values.length > 0);
  const query = new URLSearchParams(given.map(([name, values]): [string, string] => [name, values.join(',')]));
  return `/returns/inbox/${encodeURIComponent(taskId)}?${query.toString()}`;
}
