/** `demo --lan`: phones reach the residents' pages, and nothing that one signs in for. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { request } from 'node:http';
import jsQR from 'jsqr';
import { isResidentsPage, lanAddress, listenForPhones, qrForTerminal } from '../../src/cli/lan.js';
import { qrRows } from '../../src/platform/documents/qr.js';
import { openRound } from '../support/round.js';
import { startTestService, type TestService } from '../support/service.js';

let s: TestService;
let phones: Server;
let port: number;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  phones = await listenForPhones({ host: '127.0.0.1', port: 0 }, (q, r) => s.running.route(q, r));
  port = (phones.address() as AddressInfo).port;
});
afterAll(async () => {
  phones.closeAllConnections();
  await new Promise((done) => phones.close(done));
  await s.close();
});

/** The address as it is written, which fetch would tidy up */
const ask = (path: string, method = 'GET'): Promise<{ status: number; body: string }> =>
  new Promise((done, failed) => {
    const asked = request({ host: '127.0.0.1', port, path, method }, (answer) => {
      let body = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      answer.on('end', () => done({ status: answer.statusCode ?? 0, body }));
    });
    asked.on('error', failed).end();
  });

it('shows what a phone needs', async () => {
  const round = await openRound(s);
  const page = await ask(`/l/${round.code}`);
  expect(page.status).toBe(200);
  expect(page.body).toContain('直接说');
  for (const path of ['/', '/help', '/r', '/r?size=2', '/pages/enhance.js', `/l/${round.code}/say`])
    expect([path, (await ask(path)).status]).toEqual([path, 200]);
});

it.each([
  '/console',
  '/console/',
  '/graphql',
  '/graphql?query=x',
  '/files/1',
  '/codes/1.svg',
  '/comparisons/a/b.html',
  '/healthz',
  '/readyz',
  '/l/../graphql',
  '//graphql',
  '/%67raphql',
  '/GRAPHQL',
  '/long',
  'http://127.0.0.1/graphql',
])('%s is not there', async (path) => {
  for (const method of ['GET', 'POST']) {
    const answer = await ask(path, method);
    expect([answer.status, answer.body.includes('data')]).toEqual([404, false]);
  }
});

it('knows a page by its address alone', () => {
  expect(['/l/1', '/r', '/r/contact', '/'].every(isResidentsPage)).toBe(true);
  expect(['/rx', '/lawful', '/help/x', '', '/console'].some(isResidentsPage)).toBe(false);
});

it('finds the address of the local network', () => {
  const at = (address: string, internal = false): { address: string; family: 'IPv4'; internal: boolean } => ({
    address,
    family: 'IPv4',
    internal,
  });
  expect(lanAddress({ lo: [at('127.0.0.1', true)], tun: [at('100.64.0.9')], wlan: [at('192.168.1.7')] })).toBe(
    '192.168.1.7',
  );
  expect(lanAddress({ eth: [at('172.20.0.3')] })).toBe('172.20.0.3');
  expect(lanAddress({ eth: [at('100.64.0.9')] })).toBe('100.64.0.9');
  expect(lanAddress({ lo: [at('127.0.0.1', true)], auto: [at('169.254.1.1')], none: undefined })).toBeNull();
});

it('draws a code that is read back from the terminal', () => {
  const rows = qrRows('http://192.168.1.7:40000/l/1234567890');
  const drawn = qrForTerminal(rows).map((l) => [...l.replace(/\u001b\[[\d;]*m/gu, '')]);
  const dark = (y: number, x: number): boolean => {
    const block = drawn[Math.floor(y / 2)]?.[x] ?? ' ';
    return y % 2 === 0 ? block === ' ' || block === '▄' : block === ' ' || block === '▀';
  };
  const side = rows.length * 8;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let y = 0; y < side; y += 1)
    for (let x = 0; x < side; x += 1)
      if (dark(Math.floor(y / 8), Math.floor(x / 8))) pixels.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
  type Decode = (data: Uint8ClampedArray, width: number, height: number) => { data: string } | null;
  const imported = jsQR as unknown as Decode | { default: Decode };
  const decode = typeof imported === 'function' ? imported : imported.default;
  expect(decode(pixels, side, side)?.data).toBe('http://192.168.1.7:40000/l/1234567890');
});
