/**
 * Walls that tell a room what it may touch: it writes its own rows only, the platform knows no table of a chapter, and
 * the Chinese of an enum is written once. Each wall has a control that shows it can fail.
 */
import ts from 'typescript';
import { filesUnder, findIn, isTypeScript, nodesOf, read, show, wordsOf } from './sources.js';

const src = filesUnder('src', isTypeScript);

/** `src/comments/…` is comments; all of the platform is one room here */
const roomOf = (file: string): string => file.split('/')[1] ?? '';

/** Where each entity stands, by the name of its class */
const homes = new Map(
  src.flatMap((file) =>
    nodesOf(file, read(file))
      .filter(ts.isClassDeclaration)
      .flatMap((c): [string, string][] => (c.name?.text.endsWith('Row') ? [[c.name.text, roomOf(file)]] : [])),
  ),
);

const WRITES = new Set(['insert', 'insertAll', 'change', 'lock', 'lockAll', 'update', 'delete', 'save', 'upsert']);

/**
 * The entity that a node writes or locks: `tx.change(CommentRow, …)`, `.update(CommentRow)`, `{ row: CommentRow }` of a
 * Kind
 */
function written(node: ts.Node): string | undefined {
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const [first] = node.arguments;
    if (!WRITES.has(node.expression.name.text) || !first || !ts.isIdentifier(first)) return undefined;
    return first.text.endsWith('Row') ? first.text : undefined;
  }
  if (ts.isPropertyAssignment(node) && node.name.getText() === 'row' && ts.isIdentifier(node.initializer))
    return node.initializer.text.endsWith('Row') ? node.initializer.text : undefined;
  return undefined;
}

const foreignWrites = (file: string, text: string): string[] =>
  findIn(file, text, (node) => {
    const entity = written(node);
    return entity !== undefined && (homes.get(entity) ?? roomOf(file)) !== roomOf(file) ? entity : undefined;
  }).map(show);

describe('a room writes and locks its own rows only', () => {
  it('holds', () => {
    expect(src.flatMap((f) => foreignWrites(f, read(f)))).toEqual([]);
  });
  it('looks at something', () => {
    expect(homes.size).toBeGreaterThan(35);
    expect(src.flatMap((f) => findIn(f, read(f), written)).length).toBeGreaterThan(50);
  });
  it('control', () => {
    const text = `tx.change(CommentStatusRow, s, {}); tx.lockAll(OpinionStatusRow, ids); tx.find(OpinionRow, {});
      qb.update(DraftRow); const k = { row: LetterRow };`;
    expect(foreignWrites('src/decision/x.ts', text)).toEqual([
      'src/decision/x.ts:1 CommentStatusRow',
      'src/decision/x.ts:1 OpinionStatusRow',
      'src/decision/x.ts:2 DraftRow',
      'src/decision/x.ts:2 LetterRow',
    ]);
    expect(foreignWrites('src/comments/x.ts', 'tx.change(CommentStatusRow, s, {});')).toEqual([]);
  });
});

/** Tables of the chapters: of their entities, and those that their own SQL writes */
const chapterTables = new Set(
  src
    .filter((f) => roomOf(f) !== 'platform')
    .flatMap((file) => {
      const text = read(file);
      const declared = [...text.matchAll(/@Entity\(\{ name: '(\w+)' \}\)/g)].map((m) => m[1] ?? '');
      const stored = [...text.matchAll(/insert into (\w+)|insertIfNew\(\s*[\w.]+,\s*'(\w+)'/g)];
      return [...declared, ...stored.map((m) => m[1] ?? m[2] ?? '')];
    }),
);

/** A table of a chapter, named whole or behind a word of SQL that a table follows */
function namesChapterTable(node: ts.Node): string | undefined {
  const words = wordsOf(node);
  if (words === undefined || (ts.isImportDeclaration(node.parent) && node.parent.moduleSpecifier === node))
    return undefined;
  if (chapterTables.has(words) && !ts.isTypeNode(node.parent)) return words;
  const behind = [...words.matchAll(/\b(?:from|join|into|update|table|truncate)\s+"?(\w+)/gi)].map((m) => m[1] ?? '');
  return behind.find((name) => chapterTables.has(name.toLowerCase()));
}

describe('no table of a chapter is named in the platform', () => {
  const platform = src.filter((f) => roomOf(f) === 'platform');
  it('holds', () => {
    expect(platform.flatMap((f) => findIn(f, read(f), namesChapterTable)).map(show)).toEqual([]);
  });
  it('control', () => {
    expect(chapterTables.size).toBeGreaterThan(30);
    const text = "q('delete from opinion_contact where id = $1'); const t = 'law_code'; q(`select 1 from account`);";
    expect(findIn('x.ts', text, namesChapterTable).map((f) => f.what)).toEqual(['opinion_contact', 'law_code']);
  });
});

const HAN = /\p{Script=Han}/u;

interface WordList {
  at: string;
  keys: string;
  values: string;
}

/** Object literals of three or more Chinese words, by their names */
const wordLists = (file: string, text: string): WordList[] =>
  nodesOf(file, text)
    .filter(ts.isObjectLiteralExpression)
    .flatMap((o): WordList[] => {
      const pairs = o.properties.flatMap((p): [string, string][] => {
        const value = ts.isPropertyAssignment(p) ? wordsOf(p.initializer) : undefined;
        return value !== undefined && HAN.test(value) && p.name ? [[p.name.getText(), value]] : [];
      });
      if (pairs.length < 3 || pairs.length !== o.properties.length) return [];
      const [keys, values] = [pairs.map(([k]) => k).sort(), pairs.map(([, v]) => v).sort()];
      return [{ at: file, keys: keys.join(), values: values.join() }];
    });

function twice(lists: readonly WordList[]): string[] {
  return lists.flatMap((l, at) => {
    const other = lists.slice(0, at).find((o) => o.keys === l.keys && o.values === l.values);
    return other ? [`${l.at} says again what ${other.at} says: ${l.keys}`] : [];
  });
}

/** An enum of the contract whose words stand in the call itself, where nobody else can read them */
const ownWords = (node: ts.Node): string | undefined => {
  if (!ts.isCallExpression(node) || node.expression.getText() !== 'enumOf') return undefined;
  const words = node.arguments[2];
  return words && ts.isIdentifier(words) ? undefined : (node.arguments[0]?.getText() ?? 'enumOf');
};

describe('the Chinese of an enum is written once', () => {
  it('holds', () => {
    const lists = src.flatMap((f) => wordLists(f, read(f)));
    expect(lists.length).toBeGreaterThan(20);
    expect(twice(lists)).toEqual([]);
    expect(src.flatMap((f) => findIn(f, read(f), ownWords)).map(show)).toEqual([]);
  });
  it('control', () => {
    const text =
      "const a = { A: '采纳', B: '部分采纳', C: '未采纳' }; const b = { C: '未采纳', A: '采纳', B: '部分采纳' };";
    expect(twice(wordLists('x.ts', text))).toHaveLength(1);
    expect(findIn('x.ts', "enumOf('A', 'b', { A: '甲' }); enumOf('B', 'b', words);", ownWords)).toHaveLength(1);
  });
});
