/**
 * One GraphQL server in a process of its own: `node graphql.server.mjs KIND`; tells its port, then its CPU time
 * whenever it is asked.
 */
import 'reflect-metadata';
import fastify from 'fastify';
import { buildSchema } from 'graphql';
import { distOf, documents, material, optional, resolvers } from './graphql.material.mjs';

const kind = process.argv[2];
const app = fastify();

if (kind.startsWith('gate')) {
  const { GraphqlDriver } = await import(`${distOf()}/platform/api/driver.js`);
  const schema = buildSchema(material.typeDefs);
  for (const [type, fields] of Object.entries(resolvers)) {
    for (const [field, resolve] of Object.entries(fields))
      schema.getType(type).getFields()[field].resolve = (parent, args, context, info) =>
        resolve(parent, args, context, info);
  }
  // the root resolvers of the material take (parent, args), as Mercurius hands them over
  const silent = { error: () => undefined };
  const driver = new GraphqlDriver(
    silent,
    { record: async () => undefined },
    { of: async () => new Set() },
    { streams: { perAddress: 1, perAccount: 1 } },
  );
  Object.defineProperty(driver, 'httpAdapterHost', { value: { httpAdapter: { getInstance: () => app } } });
  const actor = { accountId: 'a', legislatureId: 'l', roles: new Set(['PREPARER']), unitIds: [] };
  app.decorateRequest('actor', null);
  app.addHook('onRequest', async (request) => {
    request.actor = actor;
  });
  const compiling = kind === 'gate compiled' && {
    compile: (await import(`${distOf()}/platform/api/compiled.js`)).compileDocument,
  };
  await driver.start({
    schema,
    path: '/graphql',
    ownDocuments: documents.map((d) => d.query),
    origins: [],
    ...compiling,
  });
} else {
  const mercurius = await optional('mercurius');
  await app.register(mercurius.default, {
    schema: material.typeDefs,
    resolvers,
    ...(kind === 'Mercurius with jit' && { jit: 1 }),
  });
}

const address = await app.listen({ port: 0, host: '127.0.0.1' });
process.on('message', () => process.send({ cpu: process.cpuUsage() }));
process.send({ address });
