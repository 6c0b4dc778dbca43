/**
 * CPU of the server per request: the gate with its driver, our own documents sent by their hash and compiled
 * (graphql-jit), against plain Mercurius on the same schema and resolvers with the same Fastify. Every server is a
 * process of its own and counts its own CPU; the rounds are interleaved. Before anything is measured the answers are
 * compared.
 */
import { fork } from 'node:child_process';
import { Agent, request } from 'node:http';
import { createHash } from 'node:crypto';
import { documents, optional } from './graphql.material.mjs';
import { median } from './rounds.mjs';

const ROUNDS = 9;
const REQUESTS = 1500;
const AT_ONCE = 8;
const GOAL = 0.8;

const idOf = (text) => createHash('sha256').update(text).digest('hex');
const asText = documents.map((d) => JSON.stringify(d));
const asId = documents.map((d) => JSON.stringify({ documentId: idOf(d.query), variables: d.variables }));

const peers = (await optional('mercurius')) === null ? [] : ['plain Mercurius', 'Mercurius with jit'];
const kinds = ['gate compiled', 'gate interpreted', ...peers];

async function start(kind) {
  const child = fork(new URL('./graphql.server.mjs', import.meta.url), [kind], {
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const { address } = await new Promise((done, fail) => {
    child.once('message', done);
    child.once('exit', (code) => fail(new Error(`${kind} ended with ${code}`)));
  });
  return {
    kind,
    child,
    address,
    agent: new Agent({ keepAlive: true, maxSockets: AT_ONCE }),
    bodies: kind === 'gate compiled' ? asId : asText,
    figures: [],
  };
}

const cpuOf = ({ child }) =>
  new Promise((done) => {
    child.once('message', ({ cpu }) => done((cpu.user + cpu.system) / 1000));
    child.send('cpu');
  });

const ask = ({ address, agent }, body) =>
  new Promise((done, fail) => {
    const r = request(
      `${address}/graphql`,
      {
        method: 'POST',
        agent,
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      },
      (answer) => {
        let text = '';
        answer
          .setEncoding('utf8')
          .on('data', (t) => (text += t))
          .on('end', () => done(text))
          .on('error', fail);
      },
    );
    r.on('error', fail).end(body);
  });

async function storm(server, requests) {
  let sent = 0;
  const one = async () => {
    while (sent < requests) await ask(server, server.bodies[sent++ % server.bodies.length]);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}

const servers = [];
try {
  for (const kind of kinds) servers.push(await start(kind));
  for (const at of documents.keys()) {
    const answers = new Set();
    for (const server of servers) for (let i = 0; i < 3; i++) answers.add(await ask(server, server.bodies[at]));
    if (answers.size !== 1 || [...answers][0].includes('"errors"'))
      throw new Error(`not the same answer: ${[...answers].map((a) => a.slice(0, 200)).join('\n')}`);
  }
  for (let round = 0; round <= ROUNDS; round++) {
    for (const server of servers) {
      const before = await cpuOf(server);
      await storm(server, REQUESTS);
      if (round > 0) server.figures.push((await cpuOf(server)) - before);
    }
  }
  const plain = servers.find((s) => s.kind === 'plain Mercurius');
  for (const server of servers) {
    const each = median(server.figures) / REQUESTS;
    const ratio = plain
      ? `   ${(median(server.figures) / median(plain.figures)).toFixed(2)} of plain Mercurius${server.kind === 'gate compiled' ? ` (goal: at most ${GOAL})` : ''}`
      : '';
    console.log(`${server.kind.padEnd(20)} ${(each * 1000).toFixed(0).padStart(5)} µs CPU per request${ratio}`);
  }
  if (!plain) console.log('plain Mercurius      not measured');
} finally {
  for (const { child, agent } of servers) {
    agent.destroy();
    child.kill();
  }
}
