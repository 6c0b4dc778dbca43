import { GraphQLSchemaHost } from '@nestjs/graphql';
import { lexicographicSortSchema } from 'graphql';
import { printContract } from '../../src/cli/schema.js';
import { startTestService, type TestService } from '../support/service.js';
import { read } from './sources.js';

let s: TestService;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
});
afterAll(() => s.close());

it('the committed contract is what the running service answers (else: npm run schema)', () => {
  expect(read('schema.graphql')).toBe(printContract(lexicographicSortSchema(s.running.app.get(GraphQLSchemaHost).schema)));
});
