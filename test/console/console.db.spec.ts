/** How the console is served: its policy, its caching, where it stands, and that a stranger may run only signing in. */
import { startTestService, type TestService } from '../support/service.js';

let s: TestService;
beforeAll(async () => {
  s = await startTestService({
    logLevel: 'silent',
    environment: { PUBLIC_URL: 'https://fa.example.gov.cn', CONSOLE_ORIGIN: 'https://fa-office.example.gov.cn' },
  });
});
afterAll(() => s.close());

const page = async (path: string): Promise<{ status: number; headers: Headers; text: string }> => {
  const response = await s.send(path, { redirect: 'manual' });
  return { status: response.status, headers: response.headers, text: await response.text() };
};

it('one page for every address, never from a cache, with no inline script or style', async () => {
  for (const path of ['/console/', '/console/account', '/console/consultations/1?state=OPEN']) {
    const { status, headers, text } = await page(path);
    expect([status, headers.get('content-type'), headers.get('cache-control')]).toEqual([
      200,
      'text/html; charset=utf-8',
      'no-cache',
    ]);
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(text).toContain('<meta name="renderer" content="webkit"');
    expect(text.match(/<script(?![^>]* src=)|<style|\son\w+=/g)).toBeNull();
  }
  expect((await page('/console')).headers.get('location')).toBe('/console/');
});

it('files by their hashed names for ever; what is none is not found', async () => {
  const { text } = await page('/console/');
  const script = /src="(\/console\/assets\/[^"]+\.js)"/.exec(text)?.[1] ?? '';
  const { status, headers } = await page(script);
  expect([status, headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
  expect(headers.get('content-type')).toMatch(/^application\/javascript/);
  expect(headers.get('content-encoding')).toBe('gzip');
  expect((await page('/console/assets/none.js')).status).toBe(404);
  expect((await page('/console/assets/..%2f..%2fsrc%2fmain.js')).status).toBe(404);
});
