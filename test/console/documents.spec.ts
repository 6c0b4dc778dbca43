/** Every operation of the console passes the gate at the largest page it asks for: a longer page is refused only there. */
import { buildSchema, Kind, OperationTypeNode, parse } from 'graphql';
import { consoleDocuments } from '../../src/platform/api/console.js';
import { documentId, Gate } from '../../src/platform/api/gate.js';
import { read } from '../walls/sources.js';

/** The largest `$first` of any desk: the codes of a round, four to a row */
const LARGEST = 200;

const documents = consoleDocuments();
const gate = new Gate(buildSchema(read('schema.graphql')), undefined, documents);
const nameOf = (text: string): string => /(?:query|mutation|subscription) (\w+)/u.exec(text)?.[1] ?? text;

it('there are documents to look at', () => expect(documents.length).toBeGreaterThan(50));

it.each(documents.map((text) => [nameOf(text), text]))('%s', (_, text) => {
  const way = parse(text).definitions.some(
    (d) => d.kind === Kind.OPERATION_DEFINITION && d.operation === OperationTypeNode.SUBSCRIPTION,
  );
  const asked = { documentId: documentId(text), variables: { first: LARGEST } };
  expect(gate.validateRequest(asked, false, way ? 'stream' : 'answer').document.own).toBe(true);
});

it('of the rounds of a regulation, which may be more than a page, the newest are asked for', () => {
  const asked = documents.flatMap((text) => [...text.matchAll(/\brounds\(([^)]*)\)/gu)].map(([, given]) => given));
  expect(asked.length).toBeGreaterThan(1);
  for (const given of asked) expect(given).toContain('order: NEWEST_FIRST');
});
