/**
 * GraphQL documents and variables: words thrown together, and documents that are right by the schema with inputs that
 * are nearly so.
 */
import { readFileSync } from 'node:fs';
import {
  buildSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isUnionType,
} from 'graphql';
import { LAW, ODD, below, bytes, pick, random, several, uuid } from './fuzz.random.mjs';

const text = readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8');
const schema = buildSchema(text);
const names = [...new Set(text.match(/\b[a-zA-Z_]{3,}\b/gu))];
const asked = Object.values(schema.getQueryType().getFields());
/** what would sign the run itself out is asked for by nobody who is signed in */
const ENDS_ITSELF = ['signOut', 'signOutEverywhere'];
const acts = Object.values(schema.getMutationType().getFields()).filter((f) => !ENDS_ITSELF.includes(f.name));
const operations = [...asked, ...acts].map((f) => f.name);
const PIECES = [
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  ':',
  '!',
  '$',
  '@',
  '...',
  '"',
  '"""',
  '#',
  '|',
  'query',
  'mutation',
  'subscription',
  'fragment X on Query',
  '@include(if: true)',
  '@skip(if: $x)',
  '__typename',
  '__schema',
  'input: {',
  'on Problem',
  ',',
  '=',
  '1',
  '-0',
  '1.5e9',
  'true',
  'null',
];

export const value = (depth = 0) => {
  const kind = below(depth > 4 ? 4 : 7);
  if (kind === 0) return pick(ODD);
  if (kind === 1) return below(1e9) - 5e8;
  if (kind === 2) return random() < 0.5;
  if (kind === 3) return null;
  if (kind === 4) return uuid();
  if (kind === 5) return several(below(5), () => value(depth + 1));
  return Object.fromEntries(
    several(below(5), () => [pick([...ODD, ...names.slice(0, 80), '__proto__', 'constructor']), value(depth + 1)]),
  );
};
const thrown = () => {
  switch (below(6)) {
    case 0:
      return several(below(60), () => pick([...PIECES, pick(names), pick(ODD)])).join(' ');
    case 1:
      return `{ ${pick(operations)} { ${several(1 + below(6), () => pick(names)).join(' ')} } }`;
    case 2:
      return `mutation($i: ${pick(names)}!) { ${pick(operations)}(input: $i) { __typename ... on Problem { code message } } }`;
    case 3:
      return '{ a '.repeat(below(400)) + '}'.repeat(below(400));
    case 4:
      return `query { ${several(below(200), (k) => `a${k}: ${pick(operations)} { id }`).join(' ')} }`;
    default:
      return `query($x: ${pick(['ID!', 'Int', 'String', '[ID!]!', 'Boolean'])}) { ${pick(operations)}(${pick(names)}: $x, first: ${pick(['1', '-1', '999999999', '"a"', '$x'])}) { ${pick(names)} } }`;
  }
};

const NUMBERS = [0, 1, 1, 1, 2, 3, 200, 201, -1, 2 ** 31 - 1, -(2 ** 31), 2 ** 53, 1.5];
const WORDS = [
  '2027-03-01',
  '2027-02-30',
  '0000-00-00',
  '+275760-09-13',
  '999999',
  '110101199003070011',
  '13800138000',
  'AAAAAAAAAAAAAAAAAAAAAA',
  '第一条',
  ...LAW.slice(0, 3),
];
/** One value in thirty is of no type at all. */
const fitting = (type, ids, depth = 0) => {
  if (random() < 0.03) return value(3);
  if (isNonNullType(type)) return fitting(type.ofType, ids, depth);
  if (isListType(type))
    return several(pick([0, 1, 1, 2, 3, depth === 0 ? 300 : 5]), () => fitting(type.ofType, ids, depth + 1));
  if (isEnumType(type)) return pick(type.getValues()).name;
  if (isInputObjectType(type)) {
    return Object.fromEntries(
      Object.values(type.getFields())
        .filter((f) => random() < (isNonNullType(f.type) ? 0.99 : depth > 4 ? 0 : 0.5))
        .map((f) => [f.name, fitting(f.type, ids, depth + 1)]),
    );
  }
  switch (type.name) {
    case 'Int':
    case 'Float':
      return pick(NUMBERS);
    case 'Boolean':
      return random() < 0.5;
    case 'ID':
      return pick([...ids, ...ids, ...ids, uuid(), pick(ODD)]);
    default:
      return random() < 0.5 ? pick(WORDS) : pick([...ODD, pick(ids)]);
  }
};
/** Variables for all arguments, `$v0` and on, and the arguments as they are written */
const argued = (field, ids, variables) => {
  const given = field.args
    .filter((a) => random() < (isNonNullType(a.type) ? 0.99 : 0.5))
    .map((a) => {
      variables.push([a.type, fitting(a.type, ids)]);
      return `${a.name}: $v${variables.length - 1}`;
    });
  return given.length > 0 ? `(${given.join(', ')})` : '';
};
const selected = (type, ids, variables, depth) => {
  if (isLeafType(type)) return '';
  if (isUnionType(type))
    return ` { __typename ${several(1 + below(3), () => pick(type.getTypes()))
      .map((t) => `... on ${t.name}${selected(t, ids, variables, depth)}`)
      .join(' ')} ... on Problem { code message } }`;
  const fields = Object.values(type.getFields()).filter((f) => depth < 4 || isLeafType(getNamedType(f.type)));
  const wanted = [...new Set(several(1 + below(5), () => pick(fields)))];
  return ` { __typename ${wanted.map((f) => `${f.name}${argued(f, ids, variables)}${selected(getNamedType(f.type), ids, variables, depth + 1)}`).join(' ')} }`;
};
const right = (ids) => {
  const isAct = random() < 0.6;
  const field = pick(isAct ? acts : asked);
  const variables = [];
  const called = `${field.name}${argued(field, ids, variables)}${selected(getNamedType(field.type), ids, variables, 0)}`;
  const declared = variables.length > 0 ? `(${variables.map(([type], i) => `$v${i}: ${type}`).join(', ')})` : '';
  return {
    query: `${isAct ? 'mutation' : 'query'}${declared} { ${called} }`,
    variables: Object.fromEntries(variables.map(([, v], i) => [`v${i}`, v])),
  };
};

/** As `send` takes it; `ids` are of things that exist and may be spoilt */
export const graphqlRequest = (tokens, ids) => {
  const own = random() < 0.7 ? { authorization: `Bearer ${pick(tokens)}` } : {};
  if (random() < 0.5)
    return {
      method: 'POST',
      path: '/graphql',
      headers: { 'content-type': 'application/json', ...own },
      body: JSON.stringify(right(ids)),
    };
  const plain = {
    query: thrown(),
    variables: random() < 0.7 ? value() : { i: value() },
    ...(random() < 0.2 && { operationName: pick(ODD) }),
    ...(random() < 0.1 && { extensions: value() }),
  };
  const body = pick([
    () => JSON.stringify(plain),
    () => JSON.stringify(plain),
    () => JSON.stringify(plain),
    () => JSON.stringify([plain, plain]),
    () => JSON.stringify(value()),
    () => JSON.stringify(plain).slice(0, below(200)),
    () => bytes(below(400)),
    () => JSON.stringify({ query: { kind: 'Document', definitions: value() } }),
  ])();
  return {
    method: pick(['POST', 'POST', 'POST', 'POST', 'POST', 'GET', 'PUT', 'OPTIONS']),
    path: pick(['/graphql', '/graphql', '/graphql', '/graphql?query={__typename}', '/graphql/']),
    headers: {
      'content-type': pick([
        'application/json',
        'application/json',
        'application/json',
        'application/json; charset=utf-8',
        'text/plain',
        'application/graphql',
        'multipart/form-data',
        'a/b',
      ]),
      ...own,
    },
    body,
  };
};
