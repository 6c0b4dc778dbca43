/**
 * The child that sets documents with Typst. One compiler for its life; the parent ends it after some two hundred
 * documents, for the compiler's memory only grows. It has no workspace, so a template can read no file; data comes as a
 * JSON value.
 */
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { TypstAnswer, TypstJob } from './typst.js';

const [folders, workspace] = process.argv.slice(2) as [string, string];
const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontPaths: JSON.parse(folders) as string[] }] });

function complaints(error: { shortDiagnostics: unknown[] } | null): string[] {
  return (error?.shortDiagnostics ?? []).map((one) => String((one as { message?: unknown }).message ?? one));
}

function set(job: TypstJob): TypstAnswer {
  const compiled = compiler.compile({ mainFileContent: job.template, inputs: job.inputs });
  const document = compiled.result;
  if (document === null) return { id: job.id, ok: false, complaints: complaints(compiled.takeDiagnostics()) };
  const warnings = complaints(compiled.takeWarnings());
  const bytes = job.output === 'pdf' ? compiler.pdf(document) : Buffer.from(compiler.plainSvg(document), 'utf8');
  return { id: job.id, ok: true, bytes, pages: document.numOfPages, warnings };
}

process.on('message', (job: TypstJob) => {
  let answer: TypstAnswer;
  try {
    answer = set(job);
  } catch (thrown) {
    answer = { id: job.id, ok: false, complaints: [thrown instanceof Error ? thrown.message : String(thrown)] };
  }
  compiler.evictCache(10);
  process.send?.(answer);
});
// The parent is gone: nobody is left to ask.
process.on('disconnect', () => process.exit(0));
