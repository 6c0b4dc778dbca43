/** The child that reads one foreign letterhead and ends: bytes on its standard input, one JSON text on its output. */
import { readLetterhead } from './letterhead.reader.js';

const chunks: Buffer[] = [];
for await (const chunk of process.stdin as AsyncIterable<Buffer>) chunks.push(chunk);
const name = Buffer.from(process.argv[2] ?? '', 'base64url').toString('utf8');
const outcome = await readLetterhead(name, Buffer.concat(chunks));
await new Promise<void>((written) => process.stdout.write(JSON.stringify(outcome), () => written()));
