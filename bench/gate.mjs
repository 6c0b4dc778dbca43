/**
 * Memory of the gate: the heap after a collection, before and after 300 broken queries and 2,000 valid ones, all
 * different. Peers that are installed get the same: plain Mercurius with its defaults.
 */
import { buildSchema } from 'graphql';
import { distOf, fields, material, optional } from './graphql.material.mjs';

if (!globalThis.gc) throw new Error('run with --expose-gc');
const { Gate } = await import(`${distOf()}/platform/api/gate.js`);
const mercurius = await optional('mercurius');
const fastify = await optional('fastify');

const broken = (i) => `{ ${Array.from({ length: 300 }, (_, k) => `bad${i}x${k}`).join(' ')} }`;
const valid = (i) => `query Q${i} { rows(first: 20) { ${fields(i)} } }`;
const heap = () => {
  for (let i = 0; i < 4; i++) globalThis.gc();
  return process.memoryUsage().heapUsed / 1024 / 1024;
};

async function flood(name, ask) {
  for (let i = 0; i < 50; i++) await ask(valid(`warm${i}`)); // code and caches of the engine itself
  const before = heap();
  for (let i = 0; i < 300; i++) await ask(broken(i));
  const afterBroken = heap();
  for (let i = 0; i < 2000; i++) await ask(valid(i));
  const after = heap();
  console.log(
    `${name.padEnd(28)} ${before.toFixed(1)} MB, after 300 broken ${afterBroken.toFixed(1)} MB, after 2,000 valid ${after.toFixed(1)} MB`,
  );
  return after - before;
}

const schema = buildSchema(material.typeDefs);
const gate = new Gate(schema);
const rise = await flood('gate', async (query) => {
  try {
    await gate.run(gate.validateRequest({ query }, true), {});
  } catch (e) {
    if (e.extensions?.code === undefined) throw e;
  }
});
console.log(`${' '.repeat(29)}kept documents: ${gate.size}`);
if (mercurius === null || fastify === null) console.log('plain Mercurius              not measured');
else {
  const app = fastify.default();
  await app.register(mercurius.default, { schema: buildSchema(material.typeDefs), resolvers: {} });
  await app.ready();
  await flood('plain Mercurius', async (query) => {
    await app.inject({ method: 'POST', url: '/graphql', payload: { query } });
  });
  await app.close();
}
// 200 kept documents of this size take some 4 MB; what grows with every query would take far more
if (rise > 8) {
  console.log(`the gate rose by ${rise.toFixed(1)} MB`);
  process.exitCode = 1;
}
