/**
 * Types the operations of `documents/` from the committed schema, writes the Chinese words of enums that the console
 * shows, and lists the operations for the gate (`dist/console-documents.json`: their texts; the gate knows each by the
 * SHA-256 of its text, and the browser sends only that).
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { preset } from '@graphql-codegen/client-preset';
import { codegen } from '@graphql-codegen/core';
import { buildSchema, concatAST, GraphQLEnumType, parse, printSchema, Source, validate } from 'graphql';

const here = import.meta.dirname;
const out = join(here, 'src/api/generated');
const sdl = readFileSync(join(here, '../schema.graphql'), 'utf8');
const schemaAst = buildSchema(sdl);

const documents = readdirSync(join(here, 'documents'))
  .filter((name) => name.endsWith('.graphql'))
  .sort()
  .map((name) => {
    const rawSDL = readFileSync(join(here, 'documents', name), 'utf8');
    return { location: name, document: parse(new Source(rawSDL, name)), rawSDL };
  });
// together, since one file's fragment is another's
const faults = validate(schemaAst, concatAST(documents.map((d) => d.document)));
if (faults.length > 0) throw new Error(faults.join('\n'));

const sections = await preset.buildGeneratesSection({
  baseOutputDir: `${out}/`,
  schema: parse(printSchema(schemaAst)),
  schemaAst,
  documents,
  plugins: [],
  pluginMap: {},
  config: { useTypeImports: true, enumsAsTypes: true, documentMode: 'string', scalars: { DateTime: 'string' } },
  presetConfig: {
    fragmentMasking: false,
    persistedDocuments: { mode: 'replaceDocumentWithHash', hashAlgorithm: 'sha256' },
  },
  profiler: { run: (body) => body(), collect: () => [] },
});
/** What is there already stays untouched: another program may be reading it */
const write = (path, text) => {
  if (!existsSync(path) || readFileSync(path, 'utf8') !== text) writeFileSync(path, text);
};
mkdirSync(out, { recursive: true });
for (const section of sections) write(section.filename, await codegen(section));

/** The Chinese in an enum's descriptions, which is where the contract says what a value is called */
const chinese = (text) => (/[\p{Script=Han}][^a-z:]*/iu.exec(text ?? '')?.[0] ?? '').trim();
const words = Object.values(schemaAst.getTypeMap())
  .filter((type) => type instanceof GraphQLEnumType && !type.name.startsWith('__'))
  .map((type) => [type.name, type.getValues().map((v) => [v.name, chinese(v.description)])])
  // an enum whose values nobody reads has no Chinese; a word that is missing in one that has is a fault
  .filter(([, values]) => values.some(([, said]) => said !== ''))
  .map(([name, values]) => {
    const nameless = values.filter(([, said]) => said === '');
    if (nameless.length > 0) throw new Error(`${name}: no Chinese for ${nameless.map(([v]) => v).join(', ')}`);
    const lines = values.map(([value, said]) => `  ${value}: ${JSON.stringify(said)},`);
    return `/** ${name} */\nexport const ${name[0].toLowerCase()}${name.slice(1)}Words = {\n${lines.join('\n')}\n} as const;\n`;
  });
write(join(out, 'words.ts'), `// made by codegen.mjs from the descriptions of schema.graphql\n${words.join('\n')}`);

const texts = Object.values(JSON.parse(readFileSync(join(out, 'persisted-documents.json'), 'utf8')));
mkdirSync(join(here, '../dist'), { recursive: true });
write(join(here, '../dist/console-documents.json'), `${JSON.stringify(texts, null, 1)}\n`);
