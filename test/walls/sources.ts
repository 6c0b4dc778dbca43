/**
 * The sources as the walls look at them: parsed, so that a word in a comment is no finding and one in a template is.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

export const root = process.cwd();
const LEFT_OUT = new Set(['node_modules', 'dist', '.git', 'data', 'demo-data', 'coverage']);

/** Every file under a folder of the repository, by its path from the root with forward slashes */
export function filesUnder(folder: string, fits: (path: string) => boolean = () => true): string[] {
  const found: string[] = [];
  const walk = (at: string): void => {
    for (const name of readdirSync(at)) {
      const path = join(at, name);
      const shown = relative(root, path).replaceAll('\\', '/');
      if (LEFT_OUT.has(shown) || name === 'node_modules') continue;
      if (statSync(path).isDirectory()) walk(path);
      else if (fits(shown)) found.push(shown);
    }
  };
  walk(join(root, folder));
  return found.sort();
}

export const read = (path: string): string => readFileSync(join(root, path), 'utf8');
export const isTypeScript = (path: string): boolean => /\.tsx?$/.test(path);

export interface Finding {
  file: string;
  line: number;
  what: string;
}

const trees = new Map<string, readonly ts.Node[]>();

/** Every node of a file, in the order of its text; read once, since every wall looks at every file */
export function nodesOf(file: string, text: string): readonly ts.Node[] {
  const key = `${file}\n${text}`;
  const known = trees.get(key);
  if (known) return known;
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const nodes: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    nodes.push(node);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true, kind));
  trees.set(key, nodes);
  return nodes;
}

/** What `look` says of each node of the file; undefined is nothing */
export function findIn(file: string, text: string, look: (node: ts.Node) => string | undefined): Finding[] {
  return nodesOf(file, text).flatMap((node): Finding[] => {
    const what = look(node);
    if (what === undefined) return [];
    return [{ file, line: node.getSourceFile().getLineAndCharacterOfPosition(node.getStart()).line + 1, what }];
  });
}

export const show = (f: Finding): string => `${f.file}:${f.line} ${f.what}`;

/** The words of a string, or of one piece of a template */
export const wordsOf = (node: ts.Node): string | undefined =>
  ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node)
    ? node.text
    : undefined;

const isNamed = (node: ts.Node, name: string): boolean => ts.isIdentifier(node) && node.text === name;
const is = (node: ts.Node, object: string, property: string): boolean =>
  (ts.isPropertyAccessExpression(node) && isNamed(node.expression, object) && node.name.text === property) ||
  (ts.isElementAccessExpression(node) &&
    isNamed(node.expression, object) &&
    wordsOf(node.argumentExpression) === property);

export const asksForTime = (node: ts.Node): string | undefined => {
  if (ts.isNewExpression(node) && isNamed(node.expression, 'Date') && (node.arguments?.length ?? 0) === 0)
    return 'new Date()';
  if (ts.isCallExpression(node) && isNamed(node.expression, 'Date')) return 'Date()';
  return is(node, 'Date', 'now') ? 'Date.now' : undefined;
};

export const readsEnvironment = (node: ts.Node): string | undefined => {
  if (is(node, 'process', 'env')) return 'process.env';
  if (
    ts.isVariableDeclaration(node) &&
    ts.isObjectBindingPattern(node.name) &&
    node.initializer?.getText() === 'process'
  )
    return 'destructured process';
  return ts.isImportDeclaration(node) && /^(node:)?process$/.test(wordsOf(node.moduleSpecifier) ?? '')
    ? 'import of process'
    : undefined;
};

export const saysAny = (node: ts.Node): string | undefined =>
  node.kind === ts.SyntaxKind.AnyKeyword ? 'any' : undefined;

/**
 * SQL that PostgreSQL alone understands. Plain words of SQL-92 and the row locks that TypeORM itself writes do not
 * count; WITH RECURSIVE is standard but counts, because other servers differ on it.
 */
const POSTGRESQL_ONLY: [RegExp, string][] = [
  [/\bon\s+conflict\b/i, 'ON CONFLICT'],
  [/\breturning\s+(\*|[\w."]+(\s+as\s+\w+)?\s*(,|$))/i, 'RETURNING'],
  [/\bwith\s+recursive\b/i, 'WITH RECURSIVE'],
  [/\bskip\s+locked\b/i, 'SKIP LOCKED'],
  [/\bdistinct\s+on\b/i, 'DISTINCT ON'],
  [/\bpg_(try_)?advisory/i, 'advisory lock'],
  [/\bpg_(notify|sleep|stat|class|catalog|roles|database|get|size|total|terminate)\w*/i, 'pg_ function or catalog'],
  [/^\s*(listen|unlisten|notify)\s+["\w]/i, 'LISTEN/NOTIFY'],
  [/^\s*copy\s+["\w(]/i, 'COPY'],
  [/\w\s*(->>|#>>|#>|@>|<@|->)\s*('|\$\d)/, 'jsonb operator'],
  [/\bjsonb?_(agg|build|object|set|array|each|path|populate)\w*/i, 'json function'],
  [
    /(\$\d+|\w|\)|')::\s*(uuid|text|int|integer|bigint|jsonb?|date|bytea|regclass|regnamespace|timestamptz|real|numeric)\b/i,
    ':: cast',
  ],
  [/=\s*any\s*\(\s*\$/i, '= ANY(array)'],
  [/\bilike\b/i, 'ILIKE'],
  [/\b(array|string)_agg\b/i, 'array_agg/string_agg'],
  [/\bunnest\s*\(/i, 'unnest'],
  [/\bgen_random_uuid\b/i, 'gen_random_uuid'],
  [/\bgraphile_worker\./i, 'graphile_worker'],
  [/\bfilter\s*\(\s*where\b/i, 'FILTER (WHERE)'],
];
const LOOKS_LIKE_SQL =
  /\b(select|insert|update|delete|from|where|with|copy|listen|notify|on conflict|returning|do update|order by|set)\b/i;

export const speaksPostgresql = (node: ts.Node): string | undefined => {
  const words = wordsOf(node);
  if (words === undefined || ts.isImportDeclaration(node.parent) || !LOOKS_LIKE_SQL.test(words)) return undefined;
  const hits = POSTGRESQL_ONLY.filter(([r]) => r.test(words)).map(([, name]) => name);
  return hits.length > 0 ? hits.join(', ') : undefined;
};

/** Codes of refusals: `new Refusal('X'`, and `code: 'X'` in a rule */
export const refusalCode =
  (file: string) =>
  (node: ts.Node): string | undefined => {
    if (ts.isNewExpression(node) && isNamed(node.expression, 'Refusal'))
      return node.arguments?.[0] ? wordsOf(node.arguments[0]) : undefined;
    if (/\.rules\.tsx?$/.test(file) && ts.isPropertyAssignment(node) && node.name.getText() === 'code') {
      const words = wordsOf(node.initializer);
      return words !== undefined && /^[A-Z][A-Z_]+$/.test(words) ? words : undefined;
    }
    return undefined;
  };

const WIDEST = 120;
/** Fullwidth and wide characters take two columns, as the formatter counts them */
const TWO_COLUMNS =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;
const columnsOf = (line: string): number => [...line].reduce((sum, c) => sum + (TWO_COLUMNS.test(c) ? 2 : 1), 0);

/** Lines wider than 120 columns that hold no string, template, pattern or words of a page the formatter cannot break */
export function tooWide(file: string, text: string): string[] {
  const wide = text.split('\n').flatMap((line, at) => (columnsOf(line) > WIDEST ? [at] : []));
  if (wide.length === 0) return [];
  const unbroken = new Set<number>();
  for (const node of nodesOf(file, text)) {
    if (wordsOf(node) === undefined && !ts.isRegularExpressionLiteral(node) && !ts.isJsxText(node)) continue;
    const lineOf = (at: number): number => node.getSourceFile().getLineAndCharacterOfPosition(at).line;
    for (let at = lineOf(node.getStart()); at <= lineOf(node.end); at++) unbroken.add(at);
  }
  return wide.filter((at) => !unbroken.has(at)).map((at) => `${file}:${at + 1}`);
}
