/**
 * The child that reads one foreign file and ends. It is told the name as its only argument, gets the bytes on its
 * standard input and answers on its standard output with one JSON text: the ReadOutcome. Its environment is empty.
 */
import { readFile } from './reader.js';

const chunks: Buffer[] = [];
for await (const chunk of process.stdin as AsyncIterable<Buffer>) chunks.push(chunk);
const outcome = await readFile(Buffer.from(process.argv[2] ?? '', 'base64url').toString('utf8'), Buffer.concat(chunks));
await new Promise<void>((written) => process.stdout.write(JSON.stringify(outcome), () => written()));
