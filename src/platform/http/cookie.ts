/** The session cookie: `__Host-` binds it to this host and to https (loopback counts as safe for browsers). */
export const SESSION_COOKIE = '__Host-yifayima';

export function sessionCookie(token: string, expiresAt: Date | null): string {
  const end = expiresAt === null ? 'Max-Age=0' : `Expires=${expiresAt.toUTCString()}`;
  return `${SESSION_COOKIE}=${token}; ${end}; Path=/; Secure; HttpOnly; SameSite=Strict`;
}

export function readCookie(header: string | undefined, name: string): string | undefined {
  for (const part of header?.split(';') ?? []) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim() || undefined;
  }
  return undefined;
}
