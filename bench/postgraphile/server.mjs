/** PostGraphile 4 over the tables as they are, in a process of its own: tells its address, then its CPU time. */
import { createServer } from 'node:http';
import { postgraphile } from 'postgraphile';

const { connection } = JSON.parse(process.env.BENCH_SETUP);
const handler = postgraphile(connection, 'public', {
  graphiql: false,
  disableQueryLog: true,
  dynamicJson: true,
  ignoreRBAC: false,
  legacyRelations: 'omit',
  simpleCollections: 'both',
});
const server = createServer(handler).listen(0, '127.0.0.1', () =>
  process.send({ url: `http://127.0.0.1:${server.address().port}/graphql` }),
);
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send({ cpu: (user + system) / 1000 });
});
process.on('disconnect', () => process.exit(0));
