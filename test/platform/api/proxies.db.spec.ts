/** Threat 18: a listed proxy says who asks, nobody else does, and no proxy says which host was asked. */
import { checkDigit } from '../../../src/consultation/check-digit.rules.js';
import { request } from 'node:http';
import { SIGN_IN } from '../../../src/platform/api/documents.js';
import { openStream, type TestStream } from '../../support/event-stream.js';
import { openRound, type Round } from '../../support/round.js';
import { startTestService, type TestService } from '../../support/service.js';

const PUBLIC_URL = 'https://yifayima.example.cn';
/** 127.0.0.1 is the proxy next to the service, 10.1.0.0/16 and fd00::/8 those before it */
const PROXIES = '127.0.0.1, 10.1.0.0/16,fd00::/8';

type Headers = Record<string, string>;
const signIn = async (s: TestService, username: string, headers: Headers): Promise<unknown> =>
  (await s.ask(SIGN_IN, { input: { username, password: 'not the password', forProgram: true } }, undefined, headers))
    .data?.signIn?.code;
/** whether failures under both forwarded addresses are counted together: five are free */
async function countsAsOne(s: TestService, a: Headers, b: Headers): Promise<boolean> {
  await s.db.asOwner('delete from sign_in_attempt');
  for (let i = 0; i < 5; i++) expect(await signIn(s, 'somebody', a)).toBe('WRONG_CREDENTIALS');
  expect(await signIn(s, 'somebody', a)).toBe('TOO_MANY_ATTEMPTS');
  return (await signIn(s, 'somebody', b)) === 'TOO_MANY_ATTEMPTS';
}
const watched = (): object => ({
  query: 'subscription($id: ID!) { consultationChanged(consultationId: $id) { phase } }',
  variables: { id: round.consultationId },
});
const from = (...forwarded: string[]): Headers => ({ 'x-forwarded-for': forwarded.join(', ') });

let behind: TestService;
let open: TestService;
let round: Round;
beforeAll(async () => {
  behind = await startTestService({
    logLevel: 'silent',
    environment: { PUBLIC_URL, TRUSTED_PROXIES: PROXIES, STREAMS_PER_ADDRESS: '2' },
  });
  open = await startTestService({ logLevel: 'silent', environment: { PUBLIC_URL, STREAMS_PER_ADDRESS: '2' } });
  round = await openRound(behind);
});
afterAll(async () => {
  await behind.close();
  await open.close();
});

describe('who asks', () => {
  const [A, B] = ['203.0.113.1', '203.0.113.2'];
  it.each<[string, string[], string[], boolean]>([
    ['behind one proxy, another caller', [A], [B], false],
    ['behind one proxy, the same caller', [A], [A], true],
    ['what the caller wrote to the left chooses nothing', [A, B], ['198.51.100.7', B], true],
    ["and shifts nobody else's count", [A, B], [A], false],
    ['behind two proxies', [A, '10.1.2.3'], [B, '10.1.2.3'], false],
    [
      'behind two proxies, what is forged to the left',
      ['10.1.9.9', A, '10.1.2.3'],
      ['192.0.2.1', '10.1.9.9', A, '10.1.2.3'],
      true,
    ],
    ['a proxy that is not listed is the caller', [A, '10.2.0.1'], [B, '10.2.0.1'], true],
    ['a second proxy by IPv6, and as mapped IPv4', [A, 'fd00::7'], [A, '::ffff:10.1.2.3'], true],
    ['mapped IPv4 is the IPv4', [`::ffff:${A}`], [A], true],
    ['one person has a whole /64', ['2001:db8:0:1::1'], ['2001:db8:0:1:ffff::2'], true],
    ['and the next /64 is another', ['2001:db8:0:1::1'], ['2001:db8:0:2::1'], false],
    ['garbage is one caller', ['garbage'], ['<script>'], true],
    ['garbage to the left chooses nothing', ['garbage', A], [A], true],
    ['nothing but proxies: the farthest of them', ['10.1.0.1', '10.1.0.2'], ['10.1.0.1'], true],
  ])('%s', async (_, a, b, same) => {
    expect(await countsAsOne(behind, from(...a), from(...b))).toBe(same);
  });

  it('the header of a peer that is no listed proxy is not read', async () => {
    expect(await countsAsOne(open, from('203.0.113.1'), from('203.0.113.2'))).toBe(true);
    for (const name of ['forwarded', 'x-real-ip', 'x-client-ip', 'cf-connecting-ip', 'true-client-ip']) {
      expect([name, await countsAsOne(behind, { [name]: 'for=203.0.113.1' }, { [name]: '203.0.113.2' })]).toEqual([
        name,
        true,
      ]);
    }
  });

  it('counts guesses of receipt codes so', async () => {
    let n = 0;
    // the check digit is right: no slip of a finger, but a guess
    const guess = async (address: string): Promise<number> => {
      const digits = String(++n).padStart(15, '0');
      const answer = await behind.send('/r', {
        method: 'POST',
        body: `receipt=${digits}${checkDigit(digits)}`,
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...from(address) },
      });
      return answer.status;
    };
    const storm = ['203.0.113.1', '198.51.100.9, 203.0.113.1'].flatMap((address) =>
      Array.from({ length: 220 }, () => guess(address)),
    );
    const began = performance.now();
    const told = await Promise.all(storm);
    const seconds = (performance.now() - began) / 1000;
    // a hundred at once and fifty a second for both together, however slow the machine; had each its own, twice as many
    expect(told.filter((status) => status === 404).length).toBeLessThanOrEqual(100 + 50 * (seconds + 0.5));
    expect(told.filter((status) => status === 404).length).toBeGreaterThan(90);
    expect(await guess('203.0.113.2')).toBe(404);
  });

  it('and streams', async () => {
    const authorization = `Bearer ${await behind.home.token('PREPARER')}`;
    const watch = (address: string): Promise<TestStream> =>
      openStream(behind.url, watched(), { authorization, ...from(address) });
    const held = [await watch('203.0.113.1'), await watch('::ffff:203.0.113.1'), await watch('203.0.113.2')];
    expect(held.map((h) => h.status)).toEqual([200, 200, 200]);
    for (const address of ['203.0.113.1', '198.51.100.9, 203.0.113.1']) expect((await watch(address)).status).toBe(429);
    for (const h of held) h.close();
  });
});

/** fetch writes its own Host; this one says whatever it is told */
const statusOf = (s: TestService, headers: Headers, path = '/'): Promise<number> =>
  new Promise((done, fail) => {
    request(`${s.url}${path}`, { headers, agent: false }, (r) => {
      r.resume();
      done(r.statusCode ?? 0);
    })
      .on('error', fail)
      .end();
  });

describe('which host was asked', () => {
  it('is the Host header alone, also where a listed proxy says otherwise', async () => {
    for (const s of [behind, open]) {
      expect(await statusOf(s, { host: 'yifayima.example.cn' })).toBe(200);
      expect(await statusOf(s, { host: 'yifayima.example.cn', 'x-forwarded-host': 'evil.example' })).toBe(200);
      expect(await statusOf(s, { host: 'evil.example', 'x-forwarded-host': 'yifayima.example.cn' })).toBe(421);
      expect(
        await statusOf(s, {
          host: 'evil.example',
          'x-forwarded-host': 'evil.example, localhost',
          'x-forwarded-proto': 'https',
        }),
      ).toBe(421);
      expect(await statusOf(s, { host: 'evil.example', forwarded: 'host=localhost' })).toBe(421);
    }
  });
  it('nor of a stream', async () => {
    const authorization = `Bearer ${await behind.home.token('PREPARER')}`;
    const status = async (headers: Headers): Promise<number> =>
      (await openStream(behind.url, watched(), { authorization, ...headers })).status;
    expect(await status({ host: 'evil.example', 'x-forwarded-host': 'yifayima.example.cn' })).toBe(421);
    expect(
      await status({
        origin: 'https://evil.example',
        'x-forwarded-host': 'evil.example',
        'x-forwarded-proto': 'https',
      }),
    ).toBe(403);
  });
  it('and what is printed comes from PUBLIC_URL', async () => {
    const { data } = await behind.ask(
      'query($id: ID!) { r: regulation(id: $id) { lawCodes { nodes { url } } } }',
      { id: round.regulationId },
      await behind.home.token('PREPARER'),
      { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http' },
    );
    const urls = ((data?.r as { lawCodes: { url: string }[] } | undefined)?.lawCodes ?? []).map((c) => c.url);
    expect(urls.length).toBeGreaterThan(0);
    for (const url of urls) expect(url.startsWith(`${PUBLIC_URL}/l/`)).toBe(true);
  });
});
