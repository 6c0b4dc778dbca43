/**
 * Valid instructions for a law of our own, each made together with the text that it leads to: the one who writes the
 * instruction knows what it means, so nothing here reads one. The numbers come from a fixed seed.
 */

export interface Item {
  text: string;
}
export interface Clause {
  text: string;
  items: string[];
}
export interface Article {
  chapter: string;
  clauses: Clause[];
}
export type Law = Article[];

export interface Case {
  /** which of `KINDS` made it */
  kind: string;
  law: Law;
  /** without 一、; quotations in “ ” */
  instruction: string;
  expected: Law;
  chapters: string[];
  expectedChapters: string[];
}

/** Numbers between 0 and 1 that follow from a seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = a;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const DIGITS = '零一二三四五六七八九';
/** 1 to 99 as laws write it. */
export function chinese(n: number): string {
  if (n < 10) return DIGITS.charAt(n);
  const tens = Math.floor(n / 10);
  return `${tens > 1 ? DIGITS.charAt(tens) : ''}十${n % 10 > 0 ? DIGITS.charAt(n % 10) : ''}`;
}

const TREES = '松柏槐榆柳桐枫桦杉椿楠樟檀梧桑榕桂梅杏桃';
const THINGS = '亭台楼阁廊榭桥井渠塔';

export function printed(law: Law, chapters: readonly string[]): string {
  const lines: string[] = [];
  law.forEach((article, k) => {
    if (article.chapter !== law[k - 1]?.chapter) {
      const at = [...new Set(law.map((a) => a.chapter))].indexOf(article.chapter);
      lines.push(`第${chinese(at + 1)}章　${chapters[at] ?? ''}`);
    }
    article.clauses.forEach((clause, i) => {
      lines.push((i === 0 ? `第${chinese(k + 1)}条　` : '') + clause.text);
      clause.items.forEach((item, n) =>
        lines.push(`（${chinese(n + 1)}）${item}${n === clause.items.length - 1 ? '。' : '；'}`),
      );
    });
  });
  return lines.join('\n');
}

export class Maker {
  private names = 0;

  constructor(readonly random: () => number) {}

  upTo(n: number): number {
    return Math.floor(this.random() * n);
  }

  one<T>(list: readonly T[]): T {
    return list[this.upTo(list.length)] as T;
  }

  /** A name that stands nowhere else. */
  name(): string {
    const k = this.names++;
    const tree = TREES.charAt(k % TREES.length);
    return tree + THINGS.charAt(Math.floor(k / TREES.length) % THINGS.length);
  }

  sentences(): string {
    const w = this.name();
    return `${w}的管理人每年检查${w}设施，公布${w}名录。${w}档案由专人保管。`;
  }

  items(count: number): string[] {
    return Array.from({ length: count }, () => {
      const w = this.name();
      return `拆除${w}的围栏、占用${w}的场地`;
    });
  }

  law(): { law: Law; chapters: string[] } {
    const law: Law = Array.from({ length: 9 + this.upTo(4) }, (_, k) => ({
      chapter: k < 3 ? 'a' : k < 7 ? 'b' : 'c',
      clauses: Array.from({ length: 1 + this.upTo(3) }, () => ({ text: this.sentences(), items: [] as string[] })),
    }));
    const listed = law[3 + this.upTo(3)];
    if (listed) listed.clauses = [{ text: '禁止下列行为：', items: this.items(3 + this.upTo(2)) }];
    return { law, chapters: ['总则', '养护', '责任'] };
  }
}

const article = (k: number): string => `第${chinese(k + 1)}条`;
const clause = (k: number): string => `第${chinese(k + 1)}款`;
const item = (k: number): string => `第${chinese(k + 1)}项`;
const copy = (law: Law): Law =>
  law.map((a) => ({ ...a, clauses: a.clauses.map((c) => ({ text: c.text, items: [...c.items] })) }));

interface Draft {
  instruction: string;
  expected: Law;
  chapters?: string[];
}
type Kind = (m: Maker, law: Law, chapters: string[]) => Draft | null;

const plainArticles = (law: Law): number[] =>
  law.flatMap((a, k) => (a.clauses.some((c) => c.items.length > 0) ? [] : [k]));
const longArticles = (law: Law): number[] => plainArticles(law).filter((k) => (law[k]?.clauses.length ?? 0) > 1);
const listAt = (law: Law): number => law.findIndex((a) => a.clauses.some((c) => c.items.length > 0));
const CHANGES = ['修改为', '改为', '修改为', '调整为'];
const HANDLES = ['将', '将', '把', ''];
const GONE = ['删去', '删除', '删去'];
const MORE = ['增加', '新增', '增加'];
const says = (m: Maker): string => m.one(['：', '：', ':', '：\n']);
const comma = (m: Maker): string => m.one(['，', '，', ',', '']);
const word = (c: Clause): string => c.text.slice(0, 2);

function at<T>(list: readonly T[], k: number): T {
  const found = list[k];
  if (found === undefined) throw new Error(`nothing at ${k}`);
  return found;
}

/** A 款 of an article without a list, as the instruction names it. */
function anyClause(m: Maker, law: Law): { a: number; c: number; place: string } {
  const a = m.one(plainArticles(law));
  const { clauses } = at(law, a);
  const c = m.upTo(clauses.length);
  return { a, c, place: clauses.length === 1 && m.upTo(2) === 0 ? article(a) : article(a) + clause(c) };
}

export const KINDS: Readonly<Record<string, Kind>> = {
  'a new text for an article': (m, law) => {
    const a = m.one(plainArticles(law));
    const text = m.sentences();
    const expected = copy(law);
    at(expected, a).clauses = [{ text, items: [] }];
    return { instruction: `${m.one(HANDLES)}${article(a)}${m.one(CHANGES)}${says(m)}“${text}”`, expected };
  },
  'a new text for a 款': (m, law) => {
    const a = m.one(longArticles(law));
    const c = m.upTo(at(law, a).clauses.length);
    const text = m.sentences();
    const expected = copy(law);
    at(at(expected, a).clauses, c).text = text;
    return { instruction: `${m.one(HANDLES)}${article(a)}${clause(c)}${m.one(CHANGES)}${says(m)}“${text}”`, expected };
  },
  'a new text for a 项': (m, law) => {
    const a = listAt(law);
    const n = m.upTo(3);
    const [text = ''] = m.items(1);
    const expected = copy(law);
    at(at(expected, a).clauses, 0).items[n] = text;
    const mark = n === at(at(law, a).clauses, 0).items.length - 1 ? '。' : '；';
    return { instruction: `将${article(a)}${item(n)}修改为${says(m)}“（${chinese(n + 1)}）${text}${mark}”`, expected };
  },
  'an article deleted': (m, law) => {
    const a = m.one(plainArticles(law).filter((k) => k !== 0 && k !== law.length - 1));
    const deletes = m.one(GONE);
    return {
      instruction: m.upTo(3) === 0 ? `将${article(a)}${deletes}。` : `${deletes}${article(a)}。`,
      expected: copy(law).filter((_, k) => k !== a),
    };
  },
  'a 款 deleted': (m, law) => {
    const a = m.one(longArticles(law));
    const c = m.upTo(at(law, a).clauses.length);
    const expected = copy(law);
    at(expected, a).clauses.splice(c, 1);
    return { instruction: `${m.one(GONE)}${article(a)}${clause(c)}。`, expected };
  },
  'a 项 deleted': (m, law) => {
    const a = listAt(law);
    const n = m.upTo(3);
    const expected = copy(law);
    at(at(expected, a).clauses, 0).items.splice(n, 1);
    return { instruction: `${m.one(GONE)}${article(a)}${m.one(['', '第一款'])}${item(n)}。`, expected };
  },
  'an article added by its number': (m, law) => {
    const before = 4 + m.upTo(2);
    const text = m.sentences();
    const expected = copy(law);
    expected.splice(before, 0, { chapter: at(law, before).chapter, clauses: [{ text, items: [] }] });
    return {
      instruction: `${m.one(MORE)}一条${comma(m)}作为${article(before)}${says(m)}“${text}”`,
      expected,
    };
  },
  'an article added behind another': (m, law) => {
    const behind = 3 + m.upTo(3);
    const text = m.sentences();
    const expected = copy(law);
    expected.splice(behind + 1, 0, { chapter: at(law, behind).chapter, clauses: [{ text, items: [] }] });
    const number = m.upTo(2) === 0 ? `，作为${article(behind + 1)}` : '';
    return { instruction: `在${article(behind)}后${m.one(MORE)}一条${number}：“${text}”`, expected };
  },
  'a 款 added': (m, law) => {
    const a = m.one(plainArticles(law));
    const c = m.upTo(at(law, a).clauses.length + 1);
    const text = m.sentences();
    const expected = copy(law);
    at(expected, a).clauses.splice(c, 0, { text, items: [] });
    return {
      instruction: `${m.one(['', '在'])}${article(a)}${m.one(MORE)}一款${comma(m)}作为${clause(c)}${says(m)}“${text}”`,
      expected,
    };
  },
  'a 项 added': (m, law) => {
    const a = listAt(law);
    const n = m.upTo(4);
    const [text = ''] = m.items(1);
    const expected = copy(law);
    at(at(expected, a).clauses, 0).items.splice(n, 0, text);
    const { length } = at(at(expected, a).clauses, 0).items;
    const mark = n === length - 1 ? '。' : '；';
    return {
      instruction: `${article(a)}${m.one(MORE)}一项${comma(m)}作为${item(n)}${says(m)}“（${chinese(n + 1)}）${text}${mark}”`,
      expected,
    };
  },
  'words replaced': (m, law) => {
    const { a, c, place } = anyClause(m, law);
    const w = word(at(at(law, a).clauses, c));
    const expected = copy(law);
    const changed = at(at(expected, a).clauses, c);
    changed.text = changed.text.replace(`检查${w}设施`, '巡查全部设施');
    const gap = m.one(['', '', '，']);
    const instruction = `${m.one(HANDLES)}${place}中的“检查${w}设施”${gap}${m.one(CHANGES)}“巡查全部设施”。`;
    return { instruction, expected };
  },
  'words replaced in two places': (m, law) => {
    const [first, second] = plainArticles(law);
    if (first === undefined || second === undefined) return null;
    const expected = copy(law);
    for (const a of [first, second]) {
      for (const x of at(expected, a).clauses) x.text = x.text.replaceAll('由专人', '由两名专人');
    }
    const joint = m.one(['、', '和', '，']);
    return { instruction: `将${article(first)}${joint}${article(second)}中的“由专人”修改为“由两名专人”。`, expected };
  },
  'words replaced everywhere': (m, law) => {
    const expected = copy(law);
    for (const a of expected) for (const x of a.clauses) x.text = x.text.replaceAll('管理人', '责任人');
    return { instruction: `将本条例中的“管理人”${m.one(['', '统一', '一律'])}修改为“责任人”。`, expected };
  },
  'words deleted': (m, law) => {
    const { a, c, place } = anyClause(m, law);
    const w = word(at(at(law, a).clauses, c));
    const expected = copy(law);
    const changed = at(at(expected, a).clauses, c);
    changed.text = changed.text.replace(`，公布${w}名录`, '');
    return { instruction: `${m.one(GONE)}${place}中的“，公布${w}名录”。`, expected };
  },
  'words put beside others': (m, law) => {
    const { a, c, place } = anyClause(m, law);
    const w = word(at(at(law, a).clauses, c));
    const expected = copy(law);
    const changed = at(at(expected, a).clauses, c);
    const after = m.upTo(2) === 0;
    changed.text = changed.text.replace(`公布${w}名录`, after ? `公布${w}名录、地图` : `按季公布${w}名录`);
    return {
      instruction: `在${place}中的“公布${w}名录”${after ? '后' : '前'}${m.one(MORE)}“${after ? '、地图' : '按季'}”。`,
      expected,
    };
  },
  'a sentence added at the end': (m, law) => {
    const { a, c, place } = anyClause(m, law);
    const expected = copy(law);
    at(at(expected, a).clauses, c).text += '保管办法另行制定。';
    return { instruction: `${m.one(['', '在'])}${place}${m.one(['最后', '末尾'])}增加“保管办法另行制定。”`, expected };
  },
  'a half sentence added at the end': (m, law) => {
    const { a, c, place } = anyClause(m, law);
    const expected = copy(law);
    const changed = at(at(expected, a).clauses, c);
    changed.text = changed.text.replace(/。$/u, '；不得外借。');
    return { instruction: `${place}末尾增加“；不得外借”。`, expected };
  },
  'a number and words': (m, law) => {
    const a = m.one(plainArticles(law).filter((k) => k > 3 && k < law.length - 1));
    const text = m.sentences();
    const w = word(at(at(law, a).clauses, 0));
    const expected = copy(law);
    const changed = at(at(expected, a).clauses, 0);
    changed.text = changed.text.replace(`检查${w}设施`, `巡查${w}设施`);
    expected.splice(a, 0, { chapter: at(law, a).chapter, clauses: [{ text, items: [] }] });
    if (at(law, a - 1).chapter !== at(law, a).chapter) return null;
    return {
      instruction: `增加一条，作为${article(a)}：“${text}”将${article(a)}改为${article(a + 1)}，其中的“检查${w}设施”修改为“巡查${w}设施”。`,
      expected,
    };
  },
  'an article divided into 款': (m, law) => {
    const a = m.one(plainArticles(law));
    const [one, two] = [m.sentences(), m.sentences()];
    const expected = copy(law);
    at(expected, a).clauses = [one, two].map((text) => ({ text, items: [] }));
    return { instruction: `将${article(a)}分为两款，修改为：“${one}\n“${two}”`, expected };
  },
  '款 merged': (m, law) => {
    const a = m.one(longArticles(law));
    const text = m.sentences();
    const expected = copy(law);
    at(expected, a).clauses.splice(0, 2, { text, items: [] });
    return { instruction: `将${article(a)}第一款、第二款合并，作为第一款，修改为：“${text}”`, expected };
  },
  'two orders': (m, law) => {
    const a = m.one(longArticles(law));
    const text = m.sentences();
    const expected = copy(law);
    const { clauses } = at(expected, a);
    at(clauses, 0).text = text;
    clauses.splice(1, 1);
    const joint = m.one(['，', '；', '；并', '，同时']);
    return { instruction: `将${article(a)}第一款修改为：“${text}”${joint}删去第二款。`, expected };
  },
  'a chapter renamed': (m, law, chapters) => {
    const k = m.upTo(2) + 1;
    const next = [...chapters];
    next[k] = '管护与利用';
    return {
      instruction: `将第${chinese(k + 1)}章${m.one(['章名', '的章名', '名称'])}修改为“管护与利用”。`,
      expected: copy(law),
      chapters: next,
    };
  },
};

/** The case that a seed gives; the same one each time. */
export function caseOf(seed: number): Case {
  const m = new Maker(randomOf(seed));
  const kinds = Object.keys(KINDS);
  for (;;) {
    const { law, chapters } = m.law();
    const kind = at(kinds, (seed + m.upTo(kinds.length)) % kinds.length);
    const draft = KINDS[kind]?.(m, law, chapters);
    if (!draft || draft.expected.some((a) => a.clauses.length === 0)) continue;
    const { instruction, expected } = draft;
    return { kind, law, instruction, expected, chapters, expectedChapters: draft.chapters ?? chapters };
  }
}
