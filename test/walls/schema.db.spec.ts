import { GraphQLSchemaHost } from '@nestjs/graphql';
import { lexicographicSortSchema, parse } from 'graphql';
import { printContract } from '../../src/cli/schema.js';
import { compileDocument } from '../../src/platform/api/compiled.js';
import { ownDocuments } from '../../src/platform/api/documents.js';
import { startTestService, type TestService } from '../support/service.js';
import { read } from './sources.js';

let s: TestService;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
});
afterAll(() => s.close());

it('the committed contract is what the running service answers (else: npm run schema)', () => {
  expect(read('schema.graphql')).toBe(
    printContract(lexicographicSortSchema(s.running.app.get(GraphQLSchemaHost).schema)),
  );
});

it.each(ownDocuments.map((text) => [/\w+ (\w+)/.exec(text)?.[1] ?? '', text]))(
  '%s of our own documents is compiled on this schema',
  (name, text) => {
    expect(compileDocument(s.running.app.get(GraphQLSchemaHost).schema, parse(text), name)).toBeDefined();
  },
);
