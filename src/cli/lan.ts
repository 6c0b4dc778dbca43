/**
 * `demo --lan`: the pages of residents 群众页面 also on this machine's address in the local network, so that a phone
 * beside it can scan the code. A second listener answers them and nothing else: what one signs in for stays on
 * 127.0.0.1.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { networkInterfaces, type NetworkInterfaceInfo } from 'node:os';

/** Hands a request that came to another listener to the service's own routes */
export type Route = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * What a phone may ask for: codes, receipts, the front page, the help, and the script of the pages. By the address as
 * it was written: one that is written in another way is not asked for by any page.
 */
const RESIDENTS_PAGE = /^\/(?:(?:l|r)(?:\/|\?|$)|(?:help|pages\/enhance\.js)?(?:\?|$))/;
export const isResidentsPage = (address: string): boolean => RESIDENTS_PAGE.test(address);

/** Private networks first: an address that the phones of a meeting room can reach */
const PRIVATE = /^(?:192\.168|10|172\.(?:1[6-9]|2\d|3[01]))\./;

/** The IPv4 address of this machine in its local network; null where it has none */
export function lanAddress(
  interfaces: Readonly<
    Record<string, readonly Pick<NetworkInterfaceInfo, 'address' | 'family' | 'internal'>[] | undefined>
  > = networkInterfaces(),
): string | null {
  const all = Object.values(interfaces)
    .flatMap((of) => of ?? [])
    .filter((a) => a.family === 'IPv4' && !a.internal && !a.address.startsWith('169.254.'))
    .map((a) => a.address);
  return all.find((a) => PRIVATE.test(a)) ?? all[0] ?? null;
}

/**
 * Listens there; what is no residents' page is 404 and never reaches the service. Port 0 asks the system for a free
 * one.
 * @throws the system's error where the address cannot be listened on
 */
export async function listenForPhones(address: { host: string; port: number }, route: Route): Promise<Server> {
  const server = createServer((request, response) => {
    if (isResidentsPage(request.url ?? '')) return route(request, response);
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' });
    response.end('这里只有群众页面。\n');
  });
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    server.listen(address.port, address.host, done);
  });
  return server;
}

/** Two modules above each other are one character: which of them are light */
const BLOCKS: Readonly<Record<string, string>> = { '00': '█', '01': '▀', '10': '▄', '11': ' ' };

/** A code for a terminal, rows of modules in, lines out; white on black whatever the terminal's own colours are. */
export function qrForTerminal(rows: readonly string[]): string[] {
  const lines: string[] = [];
  for (let y = 0; y < rows.length; y += 2) {
    const [upper = '', lower = '0'.repeat(upper.length)] = [rows[y], rows[y + 1]];
    const blocks = Array.from(upper, (module, x) => BLOCKS[`${module}${lower.charAt(x)}`] ?? ' ');
    lines.push(`\u001b[97;40m${blocks.join('')}\u001b[0m`);
  }
  return lines;
}
