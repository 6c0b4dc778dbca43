/** The child that reads one foreign table and ends: bytes on its standard input, one JSON text on its output. */
import { readSheet, type SheetLimits } from './sheet.reader.js';

const chunks: Buffer[] = [];
for await (const chunk of process.stdin as AsyncIterable<Buffer>) chunks.push(chunk);
const outcome = await readSheet(Buffer.concat(chunks), JSON.parse(process.argv[2] ?? '{}') as SheetLimits);
await new Promise<void>((written) => process.stdout.write(JSON.stringify(outcome), () => written()));
