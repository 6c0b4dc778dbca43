/**
 * Who asks, by address: of a listed proxy (TRUSTED_PROXIES) the right-most entry of X-Forwarded-For that is no listed
 * proxy itself, of everybody else the peer. It is counted by, and stored nowhere.
 */
import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';

/** Where a proxy forwards what is no address: they share one count */
const UNKNOWN = 'unknown';

/**
 * What an address is counted under: IPv4 as it is, also where it comes as IPv6 (`::ffff:10.0.0.1`) or with a port; of
 * IPv6 the first 64 bits, since one person has all the addresses of a /64.
 */
export function addressKey(address: string): string {
  const ip =
    /^\[(.*)\](?::\d+)?$/.exec(address)?.[1] ?? /^([\d.]+):\d+$/.exec(address)?.[1] ?? address.split('%')[0] ?? '';
  const kind = isIP(ip);
  if (kind === 4) return ip;
  if (kind === 0) return UNKNOWN;
  const groups = groupsOf(ip);
  const [high = 0, low = 0] = groups.slice(6);
  if (groups.slice(0, 5).every((g) => g === 0) && groups[5] === 0xffff)
    return [high >> 8, high & 255, low >> 8, low & 255].join('.');
  return `${groups
    .slice(0, 4)
    .map((g) => g.toString(16))
    .join(':')}::/64`;
}

/** The eight numbers of an IPv6 address, whichever way it is written */
function groupsOf(ip: string): number[] {
  const canonical = new URL(`http://[${ip}]/`).hostname.slice(1, -1);
  const [head = '', tail] = canonical.split('::');
  const numbers = (part: string): number[] => (part === '' ? [] : part.split(':').map((g) => parseInt(g, 16)));
  const [before, after] = [numbers(head), numbers(tail ?? '')];
  return [...before, ...Array.from({ length: 8 - before.length - after.length }, () => 0), ...after];
}

/** The address that limits count: sign-ins, streams, guesses of receipt codes */
export const callerAddress = (request: FastifyRequest): string => addressKey(request.ip);

/**
 * The name in a Host header, without port and brackets; '' where there is none. Never X-Forwarded-Host, whoever sends
 * it.
 */
export function hostNameOf(host: string | undefined): string {
  const given = /^(?:\[([^\]]*)\]|([^:]*))(?::\d*)?$/.exec(host ?? '');
  return (given?.[1] ?? given?.[2] ?? '').toLowerCase();
}
