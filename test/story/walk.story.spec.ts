/** The walk of the built program: `demo`, `parse` and `compare` keep the contract of the command line. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import jsqr from 'jsqr';
import { PNG } from 'pngjs';
import { parse } from '../../src/articles/index.js';
import { readFile as readDraft } from '../../src/authoring/readers/reader.js';
import { Client } from '../support/client.js';
import { buildDraft1, buildDraft2 } from '../../src/demo/sample/build.js';
import {
  comments,
  contactPoints,
  dogsReported,
  dogsVoices,
  expectedAlignment,
  opinions,
} from '../../src/demo/sample/index.js';
import { corpusDir, describeCorpus } from '../support/corpus.js';
import { FIRST_TEXT, NEXT_TEXT } from '../support/round.js';
import { folder, run, said, start, type Started, tidy } from './program.js';

interface Summary {
  regulation: string;
  drafts: { title: string; articles: number }[];
  contactPoints: number;
  codes: number;
  opinions: number;
  comments: number;
  decisions: { adopted: number; partiallyAdopted: number; notAdopted: number };
  evidence: { confirmed: number; withoutChange: number };
  letters: { contactPoint: string; number: string; comments: number; docx: string; pdf: string }[];
  seconds: number;
}
interface Entry {
  new: string | null;
  old: string[];
  relation: string;
  textChanged: boolean;
  changes: { type: string; text: string }[];
}
type Provision = { label: string } | null;

let dir = '';
const programs: Started[] = [];
const at = (name: string): string => join(dir, name);
const demo = (args: readonly string[]): ReturnType<typeof run> => run(['demo', '--exit', ...args], { PORT: '0' });
const summaryIn = async (out: string): Promise<Summary> =>
  JSON.parse(await readFile(join(out, 'summary.json'), 'utf8')) as Summary;
const linesOf = async (path: string): Promise<string[]> => {
  const read = await readDraft(basename(path), await readFile(path));
  if (!read.ok) throw new Error(read.message);
  return read.lines.map((l) => l.text);
};

beforeAll(async () => {
  dir = await folder();
  await writeFile(at('old.txt'), FIRST_TEXT);
  await writeFile(at('new.txt'), NEXT_TEXT);
  await writeFile(at('none.txt'), '这里没有条文。');
  await writeFile(at('bad.docx'), 'no zip');
  await writeFile(at('draft1.docx'), await buildDraft1());
  await writeFile(at('draft2.docx'), await buildDraft2());
});
afterAll(() => tidy(dir, at('sample/database'), programs));

describe('demo with the sample', () => {
  let s: Summary;
  let url = '';
  let words = '';
  let started: Started;
  beforeAll(async () => {
    started = start(['demo', '--out', at('sample')], { PORT: '0' });
    programs.push(started);
    await said(started, /服务一直开着/u, 150);
    words = started.err();
    url = /GraphQL\s+(http\S+)\/graphql/u.exec(words)?.[1] ?? '';
    s = await summaryIn(at('sample'));
  });

  it('leaves summary.json as the contract has it', () => {
    const count = (o: string): number => comments.filter((c) => c.decision.outcome === o).length;
    expect(s).toEqual({
      regulation: '云澜市住宅电梯安全管理条例',
      drafts: [
        { title: expect.any(String) as unknown, articles: 65 },
        { title: expect.any(String) as unknown, articles: 67 },
      ],
      contactPoints: contactPoints.length,
      codes: contactPoints.length + 1,
      opinions: opinions.length,
      comments: comments.length,
      decisions: {
        adopted: count('ADOPTED'),
        partiallyAdopted: count('PARTIALLY_ADOPTED'),
        notAdopted: count('NOT_ADOPTED'),
      },
      evidence: { confirmed: expect.any(Number) as unknown, withoutChange: expect.any(Number) as unknown },
      letters: expect.any(Array) as unknown,
      seconds: expect.any(Number) as unknown,
    });
    expect(s.evidence.confirmed).toBeGreaterThan(0);
    expect(s.letters.reduce((n, l) => n + l.comments, 0)).toBe(s.comments);
    expect(s.letters.map((l) => Number(/〔\d{4}〕(\d+)号$/u.exec(l.number)?.[1]))).toEqual(
      // the letter that asked took the first one
      s.letters.map((_, i) => i + 2),
    );
    expect(started.out()).toBe('');
  });

  it('an auditor verifies and takes away its ledger beside it', async () => {
    const env = { DATA_DIR: at('sample/database') };
    const verified = await run(['verify', '--json'], env);
    expect([verified.code, verified.err]).toEqual([0, expect.stringContaining('全部相符')]);
    expect(JSON.parse(verified.out)).toMatchObject({ faultCount: 0, faults: [] });
    expect((JSON.parse(verified.out) as { rows: number }).rows).toBeGreaterThan(300);
    const cut = await run(['verify', '--head', '0'.repeat(64)], env);
    expect([cut.code, cut.out.trim()]).toEqual([3, expect.stringMatching(/^seal 0{64}：以前记下的封存值不在/u)]);
    const taken = await run(['ledger', 'export', '--from', '2020-01-01', '--to', '2099-12-31'], env);
    expect(taken.code).toBe(0);
    const rows = taken.out
      .trim()
      .split('\n')
      .map((l) => JSON.parse(l) as { act: string });
    expect(rows.filter((r) => r.act === 'publishDraft')).toHaveLength(3);
    expect(rows.at(-1)?.act).toBe('exportLedger');
    expect((await run(['ledger', 'export', '--from', '2026-13-01', '--to', '2026-01-01'], env)).code).toBe(3);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  });

  it('its counts are those of its rows', async () => {
    const { code, err, out } = await run(['counts'], { DATA_DIR: at('sample/database') });
    expect([code, out, err]).toEqual([0, '', expect.stringContaining('保存的计数全部相符')]);
  });

  it('its lineage is what really became of every article', async () => {
    const [, password = ''] = /^\s*preparer\s+(\S+)　/mu.exec(words) ?? [];
    const preparer = await new Client(url).signIn('preparer', password);
    const { regulationList } = await preparer.ask<{
      regulationList: { title: string; draftsInOrder: { id: string }[] }[];
    }>('query { regulationList { nodes { title draftsInOrder { nodes { id } } } } }');
    const [old, next] = regulationList.find((r) => r.title === '云澜市住宅电梯安全管理条例')?.draftsInOrder ?? [];
    const { lineageBetween } = await preparer.ask<{
      lineageBetween: { relation: string; status: string; old: Provision; new: Provision }[];
    }>(
      'query($o: ID!, $n: ID!) { lineageBetween(oldDraftId: $o, newDraftId: $n, first: 200) { nodes { relation status old { label } new { label } } } }',
      { o: old?.id, n: next?.id },
    );
    const plain = (o: string | null, n: string | null, relation: string): string =>
      `${o ?? '-'} → ${n ?? '-'} ${relation}`;
    // the preparer has said of both articles without a successor that they are deleted
    const wanted = expectedAlignment.flatMap((e) => {
      const relation = e.relation === 'unplaced' ? 'deleted' : e.relation;
      return e.old.length === 0 ? [plain(null, e.new, relation)] : e.old.map((o) => plain(o, e.new, relation));
    });
    expect(lineageBetween.map((l) => plain(l.old?.label ?? null, l.new?.label ?? null, l.relation)).sort()).toEqual(
      wanted.sort(),
    );
    expect(new Set(lineageBetween.map((l) => l.status))).toEqual(new Set(['CONFIRMED']));
  });

  it('leaves a round that is open, one that is over, and work for whoever prepares', async () => {
    const [, password = ''] = /^\s*preparer\s+(\S+)　/mu.exec(words) ?? [];
    const preparer = await new Client(url).signIn('preparer', password);
    interface Told {
      title: string;
      story: { asked: number; notReceived: number; answered: number; opinions: number; comments: number } | null;
      rounds: { phase: string }[];
    }
    const { regulationList, todos } = await preparer.ask<{ regulationList: Told[]; todos: { kind: string }[] }>(
      'query { regulationList { nodes { title story { asked notReceived answered opinions comments } rounds { nodes { phase } } } } todos { nodes { kind } } }',
    );
    const told = (title: string): Told | undefined => regulationList.find((r) => r.title === title);
    expect(told('云澜市住宅电梯安全管理条例')?.rounds).toEqual([{ phase: 'CLOSED' }]);
    expect(told('云澜市养犬管理条例')).toMatchObject({
      rounds: [{ phase: 'OPEN' }],
      story: { asked: 5, notReceived: 2, answered: 1, opinions: dogsVoices.length, comments: dogsReported.length },
    });
    expect(told('云澜市城市绿化条例')).toMatchObject({ rounds: [], story: { asked: 0 } });
    expect(todos.map((t) => t.kind).sort()).toEqual(['COMMENTS_TO_PROPOSE', 'DRAFT_TO_CHECK', 'OPINIONS_TO_TAKE_UP']);
    const pages = [...words.matchAll(/法规码\s+(http\S+)/gu)].map((m) => m[1] ?? '');
    const [open = '', over = ''] = await Promise.all(pages.map(async (p) => (await fetch(p)).text()));
    expect([open.includes('还有 20 天'), open.includes('直接说'), open.includes('新的一稿')]).toEqual([
      true,
      true,
      false,
    ]);
    expect([over.includes('新的一稿'), over.includes('直接说'), over.includes('最后一天')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('each letter is a .docx our reader reads and a PDF with its words', async () => {
    for (const l of s.letters) {
      const text = (await linesOf(at(`sample/${l.docx}`))).join('\n');
      expect(text).toContain(l.number);
      expect(text).toMatch(/意见采纳情况的函/u);
      const pdf = await readFile(at(`sample/${l.pdf}`));
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
      expect(pdf.length).toBeGreaterThan(10_000);
      const read = await promisify(execFile)('pdftotext', [at(`sample/${l.pdf}`), '-']).then(
        (r) => r.stdout.replace(/\s/gu, ''),
        () => null,
      );
      if (read !== null) expect([read.includes(l.number), read.includes(l.contactPoint)]).toEqual([true, true]);
    }
    expect((await readdir(at('sample/letters'))).length).toBe(s.letters.length * 2);
  });

  it('return and letter carry the same numbers', async () => {
    interface Task {
      contactPoint: { name: string };
      returns: { heard: number; reported: number; last: number; isVoid: boolean }[];
    }
    // a county congress has the tasks of those below it among its own
    const compared = new Set<string>();
    for (const { key } of contactPoints) {
      const password = new RegExp(`^\\s*${key}\\s+(\\S+?)　`, 'mu').exec(words)?.[1] ?? '';
      const by = await new Client(url).signIn(key, password);
      const { myTasks } = await by.ask<{ myTasks: Task[] }>(
        '{ myTasks(first: 50) { nodes { contactPoint { name } returns { heard reported last isVoid } } } }',
      );
      for (const l of s.letters) {
        const sent = myTasks.filter((t) => t.contactPoint.name === l.contactPoint && t.returns.length > 0);
        const counted = sent.map((t) => t.returns.find((r) => !r.isVoid));
        const of = counted.find((r) => r?.reported === l.comments);
        if (!of) continue;
        const text = (await linesOf(at(`sample/${l.docx}`))).join('\n');
        expect(text).toContain(`听取意见${of.heard}条`);
        expect(text).toContain(`归纳报送${of.reported}条`);
        compared.add(l.number);
      }
    }
    expect(compared.size).toBe(s.letters.length);
  });

  it('each QR opens its own code', async () => {
    const files = await readdir(at('sample/codes'));
    expect(files).toHaveLength(s.codes * 2);
    for (const f of files.filter((x) => x.endsWith('.png'))) {
      const png = PNG.sync.read(await readFile(at(`sample/codes/${f}`)));
      const read =
        (jsqr as unknown as { default?: typeof jsqr.default }).default ?? (jsqr as unknown as typeof jsqr.default);
      expect(read(new Uint8ClampedArray(png.data), png.width, png.height)?.data).toBe(`${url}/l/${f.slice(0, -4)}`);
      expect((await fetch(`${url}/l/${f.slice(0, -4)}`)).status).toBe(200);
      expect(await readFile(at(`sample/codes/${f.slice(0, -4)}.svg`), 'utf8')).toContain('<svg');
    }
  });

  it('comparison.docx is read by our own reader and has the articles of both', async () => {
    const text = (await linesOf(at('sample/comparison.docx'))).join('\n');
    for (const label of ['第六十七条', '第二十二条', '第三十三条']) expect(text).toContain(label);
  });

  it('binds this machine only, prints its sign-ins, and ends at once when told', async () => {
    expect(new URL(url).hostname).toBe('127.0.0.1');
    for (const who of ['preparer', 'checker', 'signer', ...contactPoints.map((p) => p.key)])
      expect(words).toContain(who);
    started.child.kill('SIGTERM');
    expect(await started.ended).toBe(0);
  });
});

describe("demo with one's own drafts", () => {
  it('walks to the end, replaces the earlier demo in the same folder, and stops with --exit', async () => {
    const before = await readdir(at('sample/codes'));
    const { code, err } = await demo(['--old', at('old.txt'), '--new', at('new.txt'), '--out', at('sample')]);
    expect([code, err.includes('走完了') ? '' : err]).toEqual([0, '']);
    const s = await summaryIn(at('sample'));
    expect([s.regulation, ...s.drafts.map((d) => d.articles)]).toEqual(['电梯条例', 6, 6]);
    expect((await readdir(at('sample/letters'))).length).toBe(s.letters.length * 2);
    expect((await readdir(at('sample/codes'))).filter((f) => before.includes(f))).toEqual([]);
  });

  it.each([
    ['a file that is not there', ['--old', 'OLD', '--new', 'gone.txt'], /gone\.txt/u],
    ['a file without articles', ['--old', 'OLD', '--new', 'none.txt'], /没有认出条文/u],
    ['a broken file', ['--old', 'bad.docx', '--new', 'OLD'], /bad\.docx|docx/iu],
    ['one file of two', ['--old', 'OLD'], /--old 和 --new/u],
  ] as const)('%s: exit 3 with words', async (_, args, words) => {
    const { code, err, out } = await demo([
      ...args.map((a) => (a.startsWith('--') ? a : at(a === 'OLD' ? 'old.txt' : a))),
      '--out',
      at('refused'),
    ]);
    expect([code, out]).toEqual([3, '']);
    expect(err).toMatch(words);
    expect(existsSync(at('refused/summary.json'))).toBe(false);
  });

  it("a folder with somebody else's database is not touched", async () => {
    await mkdir(at('theirs/database/pg'), { recursive: true });
    await writeFile(at('theirs/database/pg/PG_VERSION'), '18\n');
    const { code, err } = await demo(['--out', at('theirs')]);
    expect([code, err]).toEqual([3, expect.stringContaining('不是演示建立的数据库')]);
    expect(await readdir(at('theirs/database'))).toEqual(['pg']);
    expect(await readdir(at('theirs/database/pg'))).toEqual(['PG_VERSION']);
  });
});

describeCorpus('demo with real drafts', () => {
  it('国务院组织法 1982 → 2024: exit 0', async () => {
    const text = (name: string): string => join(corpusDir, 'texts/guowuyuan-zuzhi', name);
    const { code, err } = await demo([
      '--old',
      text('1982-12-10.txt'),
      '--new',
      text('2024-03-11.txt'),
      '--out',
      at('real'),
    ]);
    expect([code, err.includes('走完了') ? '' : err]).toEqual([0, '']);
    const s = await summaryIn(at('real'));
    expect(s.drafts.map((d) => d.articles)).toEqual([11, 20]);
    expect(s.letters.length).toBeGreaterThan(0);
  });
});

describe('parse', () => {
  it('--json is the contract, alone on stdout', async () => {
    const { code, out } = await run(['parse', at('draft1.docx'), '--json']);
    expect(code).toBe(0);
    const read = JSON.parse(out) as Record<string, unknown> & {
      counts: Record<string, number>;
      articles: { label: string }[];
    };
    expect(Object.keys(read).sort()).toEqual(['articles', 'counts', 'headings', 'note', 'title', 'warnings']);
    expect(Object.keys(read.counts).sort()).toEqual(
      ['article', 'chapter', 'insertedArticle', 'item', 'paragraph', 'part', 'section', 'subitem', 'subpart'].sort(),
    );
    expect(read.counts).toMatchObject({ article: 65, insertedArticle: 1 });
    expect(Object.keys(read.articles[0] ?? {}).sort()).toEqual([
      'caption',
      'headings',
      'label',
      'number',
      'paragraphs',
      'sub',
    ]);
  });

  it('without --json prints a text that reads the same again', async () => {
    const { code, out } = await run(['parse', at('draft1.docx')]);
    const again = parse(out.split('\n').map((text, i) => ({ text, number: i + 1 })));
    expect([code, again.provisions.length]).toEqual([0, 65]);
  });

  it.each([
    ['gone.txt', /没有这个文件/u],
    ['none.txt', /没有认出条文/u],
    ['bad.docx', /bad\.docx/u],
    ['', /文件夹/u],
  ])('%s: exit 3 with words, nothing on stdout', async (name, words) => {
    const { code, out, err } = await run(['parse', at(name), '--json']);
    expect([code, out]).toEqual([3, '']);
    expect(err).toMatch(words);
  });
});

describe('compare', () => {
  it("--json is the contract: the texts joined are the articles, and the alignment is the sample's", async () => {
    const { code, out } = await run(['compare', at('draft1.docx'), at('draft2.docx'), '--json']);
    expect(code).toBe(0);
    const { articles, counts, unplaced } = JSON.parse(out) as {
      articles: Entry[];
      counts: Record<string, number>;
      unplaced: string[];
    };
    // the contract's word for what is not in the new text; that nobody said so stands beside
    expect(articles.map((e) => ({ new: e.new, old: e.old, relation: e.relation, textChanged: e.textChanged }))).toEqual(
      expectedAlignment.map((e) => (e.relation === 'unplaced' ? { ...e, relation: 'deleted' } : e)),
    );
    expect(unplaced).toEqual(expectedAlignment.filter((e) => e.relation === 'unplaced').flatMap((e) => e.old));
    expect(Object.values(counts).reduce((a, b) => a + b, 0)).toBe(articles.length);
    const old = new Map(
      parse((await linesOf(at('draft1.docx'))).map((text, i) => ({ text, number: i + 1 }))).provisions.map((p) => [
        p.label,
        p,
      ]),
    );
    for (const e of articles) {
      expect(Object.keys(e).sort()).toEqual([
        'changes',
        'new',
        'numberChanged',
        'old',
        'relation',
        'score',
        'textChanged',
      ]);
      const first = old.get(e.old[0] ?? '')?.paragraphs[0]?.text;
      if (first !== undefined)
        expect(
          e.changes
            .filter((c) => c.type !== 'insert')
            .map((c) => c.text)
            .join('')
            .replace(/\s/gu, ''),
        ).toContain(first.replace(/\s/gu, ''));
    }
  });

  it('a wrong file: exit 3', async () => {
    expect((await run(['compare', at('old.txt'), at('gone.txt')])).code).toBe(3);
    expect((await run(['compare', at('none.txt'), at('new.txt'), '--json'])).code).toBe(3);
  });
});

it.each([
  [['parse']],
  [['compare', 'one.txt']],
  [['no-such-command']],
  [['demo', '--no-such-option']],
  [['parse', 'a.txt', '--xml']],
])('%j is a usage error: exit 2', async (args) => {
  const { code, out, err } = await run(args);
  expect([code, out]).toEqual([2, '']);
  expect(err.length).toBeGreaterThan(0);
});
