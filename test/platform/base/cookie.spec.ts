import fc from 'fast-check';
import { sameOrigin } from '../../../src/platform/api/driver.js';
import {
  DEVICE_COOKIE,
  deviceCookie,
  readCookie,
  SESSION_COOKIE,
  sessionCookie,
} from '../../../src/platform/base/cookie.js';

describe('the session cookie', () => {
  it('is bound to host and https, unseen by scripts, and never sent from elsewhere', () => {
    expect(sessionCookie('t0ken', new Date('2026-05-01T00:00:00Z'))).toBe(
      '__Host-yifayima=t0ken; Expires=Fri, 01 May 2026 00:00:00 GMT; Path=/; Secure; HttpOnly; SameSite=Strict',
    );
    expect(sessionCookie('', null)).toContain('Max-Age=0');
  });
  it('is another than the one of the device, which is guarded alike', () => {
    expect(deviceCookie('d')).toBe(
      '__Host-yifayima-device=d; Max-Age=34560000; Path=/; Secure; HttpOnly; SameSite=Strict',
    );
    expect(readCookie(`${DEVICE_COOKIE}=d; ${SESSION_COOKIE}=s`, SESSION_COOKIE)).toBe('s');
  });
  it('is read by its whole name only', () => {
    expect(readCookie(`a=1; ${SESSION_COOKIE}=x; b=2`, SESSION_COOKIE)).toBe('x');
    for (const header of [
      undefined,
      '',
      `x${SESSION_COOKIE}=x`,
      `${SESSION_COOKIE}x=x`,
      SESSION_COOKIE,
      `${SESSION_COOKIE}=`,
      `a="${SESSION_COOKIE}=x"`,
    ])
      expect(readCookie(header, SESSION_COOKIE)).toBeUndefined();
  });
  it('reads anything without throwing', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (header) => void readCookie(header, SESSION_COOKIE)));
  });
});

describe('same origin', () => {
  it('is judged by what a browser says and a page cannot forge', () => {
    const host = 'a.cn';
    expect(sameOrigin({ host }, [])).toBe(true);
    expect(sameOrigin({ host, origin: 'https://a.cn' }, [])).toBe(true);
    expect(sameOrigin({ host, origin: 'https://console.cn' }, ['https://console.cn'])).toBe(true);
    for (const headers of [
      { host, origin: 'https://b.cn' },
      { host, origin: 'null' },
      { host, origin: 'https://a.cn.b.cn' },
      { host, 'sec-fetch-site': 'cross-site' },
      { host, 'sec-fetch-site': 'none', origin: 'https://a.cn' },
    ]) {
      expect(sameOrigin(headers, [])).toBe(false);
    }
  });
});
