/** Where the demo listens: at PORT as the service does, or at a port it finds. */
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NotADemo, runDemo } from '../../src/cli/demo-installation.js';
import type { Config } from '../../src/platform/base/config.js';

/** A start that tells what it was configured with, and goes no further */
class Started extends Error {
  constructor(readonly config: Config) {
    super('started');
  }
}
const start = (config: Config): Promise<never> => Promise.reject(new Started(config));

let out: string;
let other: Server;
let taken: number;
beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'port-'));
  other = createServer();
  await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
  taken = (other.address() as AddressInfo).port;
});
afterAll(async () => {
  delete process.env.PORT;
  await new Promise((done) => other.close(done));
  await rm(out, { recursive: true, force: true });
});

const demoAt = async (port: number | null): Promise<unknown> => {
  if (port === null) delete process.env.PORT;
  else process.env.PORT = String(port);
  return runDemo(start, { out }, () => undefined).catch((e: unknown) => e);
};

it('listens at the port that was asked for, or says who is in the way', async () => {
  const refused = await demoAt(taken);
  expect(refused).toBeInstanceOf(NotADemo);
  expect((refused as Error).message).toBe(
    `端口 ${taken} 已经有程序在用。请换一个 PORT，或者不设 PORT，由演示自己找一个。`,
  );
  await new Promise((done) => other.close(done));
  const begun = await demoAt(taken);
  expect(begun).toBeInstanceOf(Started);
  expect((begun as Started).config.port).toBe(taken);
});

it('finds one of its own where none was asked for', async () => {
  const begun = await demoAt(null);
  expect(begun).toBeInstanceOf(Started);
  expect([0, 3000]).toContain((begun as Started).config.port);
});
