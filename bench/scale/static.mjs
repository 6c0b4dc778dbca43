/** The peer of the residents' pages: node:http alone, answering the bytes it was given from memory. */
import { createServer } from 'node:http';

const pages = new Map();
const server = createServer((request, response) => {
  const page = pages.get(request.url);
  if (!page) return response.writeHead(404).end();
  response.writeHead(200, page.headers).end(page.body);
});
process.on('message', (m) => {
  if (m === 'stop') process.exit(0);
  else if (m === 'usage') {
    const { user, system } = process.cpuUsage();
    process.send({ cpu: (user + system) / 1000 });
  } else {
    for (const [path, headers, body] of m) pages.set(path, { headers, body: Buffer.from(body, 'base64') });
    process.send('ready');
  }
});
server.listen(0, '127.0.0.1', () => process.send({ url: `http://127.0.0.1:${server.address().port}` }));
