/** The session cookie: `__Host-` binds it to this host and to https (loopback counts as safe for browsers). */
export const SESSION_COOKIE = '__Host-yifayima';

export function sessionCookie(token: string, expiresAt: Date | null): string {
  const end = expiresAt === null ? 'Max-Age=0' : `Expires=${expiresAt.toUTCString()}`;
  return `${SESSION_COOKIE}=${token}; ${end}; Path=/; Secure; HttpOnly; SameSite=Strict`;
}

/** By this a browser is known again when somebody signs in; it opens nothing. 400 days are the most a browser keeps. */
export const DEVICE_COOKIE = '__Host-yifayima-device';

export const deviceCookie = (token: string): string =>
  `${DEVICE_COOKIE}=${token}; Max-Age=${400 * 86_400}; Path=/; Secure; HttpOnly; SameSite=Strict`;

/** By this a node 节点 is inside for some hours; it opens nothing without the link that stands in the address. */
export const NODE_COOKIE = '__Host-yifayima-node';

export const nodeCookie = (seal: string, seconds: number): string =>
  `${NODE_COOKIE}=${seal}; Max-Age=${seconds}; Path=/; Secure; HttpOnly; SameSite=Strict`;

export function readCookie(header: string | undefined, name: string): string | undefined {
  for (const part of header?.split(';') ?? []) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim() || undefined;
  }
  return undefined;
}
