/**
 * The child that reads one picture of a stranger and ends. It gets the bytes on its standard input and answers on its
 * standard output with one line of JSON, then the new picture. Its environment is empty.
 */
import { encodeAgain } from './encode.js';
import { PictureRefused } from './fault.rules.js';

const chunks: Buffer[] = [];
for await (const chunk of process.stdin as AsyncIterable<Buffer>) chunks.push(chunk);
const [head, bytes] = await encodeAgain(Buffer.concat(chunks)).then(
  ({ bytes: made, ...rest }) => [{ ok: true, ...rest }, made] as const,
  (e: unknown) => {
    if (e instanceof PictureRefused) return [{ ok: false, fault: e.fault }, Buffer.alloc(0)] as const;
    throw e;
  },
);
await new Promise<void>((written) =>
  process.stdout.write(Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), bytes]), () => written()),
);
