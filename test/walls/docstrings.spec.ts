/** Public functions of the rooms that decide and answer, and of the contract, say what they promise. */
import ts from 'typescript';
import { filesUnder, isTypeScript, nodesOf, read } from './sources.js';

const ROOMS = /^src\/(decision|feedback|comments|solicitation|papers|platform\/api)\//;
/** Declarations that speak for themselves, or that a framework names and documents */
const NOT_ASKED = /\.(types|entities|resolver|words|inputs)\.ts$|\/index\.ts$/;
const OF_THE_FRAMEWORK = /^(on[A-Z]\w+|canActivate|intercept|catch|start|stop)$/;

const modifiersOf = (node: ts.Node): ts.SyntaxKind[] =>
  ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []).map((m) => m.kind) : [];
const isExported = (node: ts.Node): boolean => modifiersOf(node).includes(ts.SyntaxKind.ExportKeyword);
const isPrivate = (node: ts.Node): boolean => modifiersOf(node).includes(ts.SyntaxKind.PrivateKeyword);
const isDocumented = (node: ts.Node): boolean =>
  /\/\*\*/.test(node.getFullText().slice(0, node.getLeadingTriviaWidth()));

/** The name of a public function without a docstring */
function silent(node: ts.Node): string[] {
  if (ts.isFunctionDeclaration(node)) return isExported(node) && !isDocumented(node) ? [node.name?.text ?? '?'] : [];
  if (ts.isVariableStatement(node)) {
    const made = node.declarationList.declarations.filter((d) => d.initializer && ts.isArrowFunction(d.initializer));
    return isExported(node) && made.length > 0 && !isDocumented(node) ? made.map((d) => d.name.getText()) : [];
  }
  if (!ts.isMethodDeclaration(node) || !ts.isIdentifier(node.name) || isPrivate(node) || isDocumented(node)) return [];
  const owner = ts.isClassDeclaration(node.parent) && isExported(node.parent) ? node.parent.name?.text : undefined;
  return owner === undefined || OF_THE_FRAMEWORK.test(node.name.text) ? [] : [`${owner}.${node.name.text}`];
}

const silentIn = (file: string, text: string): string[] =>
  nodesOf(file, text).flatMap((n) => silent(n).map((name) => `${file}: ${name}`));

it('has a docstring for every public function of these rooms', () => {
  const files = filesUnder('src', isTypeScript).filter((f) => ROOMS.test(f) && !NOT_ASKED.test(f));
  expect(files.length).toBeGreaterThan(40);
  expect(files.flatMap((f) => silentIn(f, read(f)))).toEqual([]);
});

it('control', () => {
  const text = `export function a() {} /** b */ export function b() {} export const c = () => 1; const d = () => 2;
    export class E { f() {} private g() {} /** h */ h() {} onModuleInit() {} }`;
  expect(silentIn('x.ts', text)).toEqual(['x.ts: a', 'x.ts: c', 'x.ts: E.f']);
});
