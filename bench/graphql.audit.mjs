/**
 * The audit suite of graphql-http against a running service: AUDIT_URL (such as http://127.0.0.1:3000/graphql) and
 * AUDIT_TOKEN, a program's token (signIn with forProgram: true). Ends with 1 where a MUST fails.
 */
import { serverAudits } from 'graphql-http';

const { AUDIT_URL: url, AUDIT_TOKEN: token } = process.env;
if (!url || !token) throw new Error('AUDIT_URL and AUDIT_TOKEN say what is audited, and as whom');

/**
 * Where the suite asks __type, which a gate that does not show its schema refuses: the same query, with the same words
 * and variable, of a field of ours
 */
const OWN_WORDS = [
  ['__type(name: $name) { name }', 'consultation(id: $name) { id }'],
  ['$name: String!', '$name: ID!'],
  [/__type\(name: (\\".*?\\")\) \{ name \}/, 'consultation(id: $1) { id }'],
];

const fetchFn = (address, init = {}) =>
  fetch(address, {
    ...init,
    headers: { ...init.headers, authorization: `Bearer ${token}` },
    ...(typeof init.body === 'string' && {
      body: OWN_WORDS.reduce((body, [theirs, ours]) => body.replace(theirs, ours), init.body),
    }),
  });
const results = await Promise.all(serverAudits({ url, fetchFn }).map((a) => a.fn()));
let failed = 0;
for (const r of results) {
  if (r.status === 'ok') continue;
  if (r.name.startsWith('MUST')) failed++;
  console.log(`${r.id} ${r.status} ${r.name}: ${r.reason}`);
}
const of = (kind) => results.filter((r) => r.name.startsWith(kind));
for (const kind of ['MUST', 'SHOULD', 'MAY'])
  console.log(`${kind}: ${of(kind).filter((r) => r.status === 'ok').length} of ${of(kind).length}`);
process.exitCode = failed > 0 ? 1 : 0;
