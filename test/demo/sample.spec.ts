import JSZip from 'jszip';
import {
  type ArticleTree,
  compare,
  parseText,
  pathsOf,
  type Provision,
  provisionText,
} from '../../src/articles/index.js';
import { readDocx } from '../../src/authoring/readers/docx.reader.js';
import { buildDraft1, buildDraft2, draft1FileName, draft2FileName } from '../../src/demo/sample/build.js';
import {
  changedThoughNobodyAsked,
  comments,
  contactPoints,
  dogsReported,
  dogsText,
  dogsTitle,
  dogsVoices,
  draft1Text,
  draft1Title,
  draft2Text,
  draft2Title,
  expectedAlignment,
  greeningLines,
  legislature,
  opinions,
  type ReasonClass,
  type SampleTarget,
  setAside,
  staff,
} from '../../src/demo/sample/index.js';
import { unwrap } from '../../src/demo/sample/unwrap.js';

const draft1 = parseText(draft1Text);
const draft2 = parseText(draft2Text);

function provision(tree: ArticleTree, label: string): Provision {
  const found = tree.provisions.find((p) => p.label === label);
  if (!found) throw new Error(`no ${label} in ${tree.title}`);
  return found;
}

/** The words of an article without its own number, lines joined, as `compare` counts them. */
const words = (p: Provision): string => JSON.stringify([p.caption, p.paragraphs]);
const chapterOf = (p: Provision): string => p.headings.map((h) => h.title).join('/');

/** For JSON.stringify: the half-width brackets round an item's number, made full. */
const widened = (key: string, value: unknown): unknown =>
  key === 'label' ? String(value).replace(/[()]/gu, (c) => (c === '(' ? '（' : '）')) : value;

function expectTargetExists(target: SampleTarget): void {
  if (target.kind === 'whole' || target.kind === 'unknown') return;
  const article = provision(draft1, target.label);
  if (target.kind === 'newArticleAfter') return;
  const below = pathsOf(article).filter(
    (p) => target.path === undefined || p.path === target.path || p.path.startsWith(`${target.path}.`),
  );
  expect(below.length).toBeGreaterThan(0);
  if (target.quote !== undefined) expect(below.filter((p) => p.text.includes(target.quote ?? ''))).not.toEqual([]);
}

describe('the two drafts', () => {
  it('parse as they are meant', () => {
    expect(draft1.warnings).toEqual([]);
    expect(draft2.warnings).toEqual([]);
    expect([draft1.title, draft2.title]).toEqual([draft1Title, draft2Title]);
    expect(draft1.note).toMatch(/^（2026年6月25日.*第一次审议，.*公布征求意见）$/u);
    expect(draft2.note).toMatch(/^（2026年10月29日.*第二次审议，.*公布征求意见）$/u);
    expect([draft1.provisions.length, draft2.provisions.length]).toEqual([65, 67]);
    expect([draft1.headings.length, draft2.headings.length]).toEqual([10, 10]);
    for (const tree of [draft1, draft2]) {
      expect(
        tree.provisions.every((p) => p.kind === 'article' && (p.caption ?? '') !== '' && p.headings.length === 1),
      ).toBe(true);
      expect(tree.setAside).toEqual([]);
      const captions = tree.provisions.map((p) => p.caption);
      expect(new Set(captions).size).toBe(captions.length);
    }
  });

  it('have an inserted article, items and subitems, which the next draft numbers through', () => {
    expect(draft1.provisions.filter((p) => p.sub > 0).map((p) => p.label)).toEqual(['第十七条之一']);
    expect(draft2.provisions.map((p) => [p.number, p.sub])).toEqual(draft2.provisions.map((_, i) => [i + 1, 0]));
    const signage = provision(draft1, '第十八条');
    expect(signage.paragraphs[0]?.items[2]?.subitems.map((s) => s.label)).toEqual(['1.', '2.', '3.']);
  });

  it.each([draft1, draft2])('cite only articles, paragraphs that exist: $title', (tree) => {
    let citations = 0;
    for (const article of tree.provisions) {
      const text = provisionText(article);
      for (const found of text.matchAll(/(?<=本条例|、)(第[一二三四五六七八九十]+条(?:之一)?)(?:第([一二三])款)?/gu)) {
        citations += 1;
        const cited = provision(tree, found[1] ?? '');
        if (found[2] !== undefined)
          expect(cited.paragraphs.length).toBeGreaterThanOrEqual('一二三'.indexOf(found[2]) + 1);
      }
    }
    expect(citations).toBeGreaterThanOrEqual(12);
  });

  it('are related as expected.ts says', () => {
    const news = expectedAlignment.filter((link) => link.new !== null);
    expect(news.map((link) => link.new)).toEqual(draft2.provisions.map((p) => p.label));
    expect(new Set(expectedAlignment.flatMap((link) => link.old))).toEqual(
      new Set(draft1.provisions.map((p) => p.label)),
    );
    for (const link of expectedAlignment) {
      if (link.new === null) {
        expect(link.relation).toBe('unplaced');
        continue;
      }
      const after = provision(draft2, link.new);
      const before = link.old.map((label) => provision(draft1, label));
      const [only] = before;
      switch (link.relation) {
        case 'new':
          expect(before).toEqual([]);
          break;
        case 'merged':
          expect(before.length).toBeGreaterThan(1);
          break;
        case 'split':
          expect(expectedAlignment.filter((other) => other.old[0] === link.old[0]).length).toBeGreaterThan(1);
          break;
        case 'moved':
          expect(only && chapterOf(only)).not.toBe(chapterOf(after));
          break;
        case 'unchanged':
        case 'renumbered':
        case 'modified':
          expect(only && chapterOf(only)).toBe(chapterOf(after));
          expect(link.relation === 'modified').toBe(link.textChanged);
          if (!link.textChanged) expect(link.relation).toBe(only?.label === after.label ? 'unchanged' : 'renumbered');
          break;
        case 'unplaced':
          throw new Error('an article without a successor has no new label');
      }
      if (only && before.length === 1) expect(link.textChanged).toBe(words(only) !== words(after));
    }
  });

  it('are aligned by the product as expected.ts says, also when read from the .docx files', async () => {
    const fromDocx = async (bytes: Uint8Array): Promise<ArticleTree> =>
      parseText((await readDocx(bytes)).lines.map((l) => l.text).join('\n'));
    for (const found of [
      compare(draft1, draft2),
      compare(await fromDocx(await buildDraft1()), await fromDocx(await buildDraft2())),
    ]) {
      const links = found.articles.map((a) => ({
        new: a.new,
        old: [...a.old],
        relation: a.relation,
        textChanged: a.textChanged,
      }));
      expect(links).toEqual(expectedAlignment);
    }
  });

  it('hold every kind of change and leave many articles alone', () => {
    const count = (relation: string): number => expectedAlignment.filter((link) => link.relation === relation).length;
    expect({
      new: count('new'),
      unplaced: count('unplaced'),
      split: count('split'),
      merged: count('merged'),
      moved: count('moved'),
    }).toEqual({ new: 4, unplaced: 2, split: 2, merged: 1, moved: 1 });
    expect(expectedAlignment.filter((link) => link.new !== null && !link.textChanged)).toHaveLength(29);
    expect(count('modified')).toBeGreaterThanOrEqual(25);
  });
});

describe('the .docx files', () => {
  const bodyOf = async (bytes: Uint8Array): Promise<{ names: string[]; xml: string; paragraphs: string[] }> => {
    const zip = await JSZip.loadAsync(bytes);
    const xml = (await zip.file('word/document.xml')?.async('string')) ?? '';
    const paragraphs = xml
      .split('</w:p>')
      .slice(0, -1)
      .map((p) => p.replace(/<[^>]+>/gu, ''));
    return { names: Object.keys(zip.files).sort(), xml, paragraphs };
  };

  it('are named after their drafts', () => {
    expect([draft1FileName, draft2FileName]).toEqual([`${draft1Title}.docx`, `${draft2Title}.docx`]);
  });

  it('are the same bytes every time', async () => {
    expect(Buffer.compare(await buildDraft1(), await buildDraft1())).toBe(0);
    expect(Buffer.compare(await buildDraft2(), await buildDraft2())).toBe(0);
  });

  it('draft 1 has its numbers in numbering.xml only, but for the inserted article', async () => {
    const { names, xml, paragraphs } = await bodyOf(await buildDraft1());
    const parts = ['[Content_Types].xml', '_rels/.rels', 'word/_rels/document.xml.rels'];
    expect(names).toEqual([...parts, 'word/document.xml', 'word/numbering.xml', 'word/styles.xml'].sort());
    const atLevel = (n: number): number => xml.split(`<w:ilvl w:val="${n}"/>`).length - 1;
    const items = draft1.provisions.flatMap((p) => p.paragraphs.flatMap((q) => q.items));
    expect([0, 1, 2, 3].map(atLevel)).toEqual([10, 64, items.length, items.flatMap((i) => i.subitems).length]);
    expect(
      paragraphs.filter((p) => /^　*(第[一二三四五六七八九十]+[章条]|（[一二三四五六七八九十]+）|[0-9]+\.)/u.test(p)),
    ).toEqual([expect.stringMatching(/^第十七条之一（电梯安全员）/u)]);
  });

  it('draft 2 is typed by a tired clerk and still reads as the same text', async () => {
    const { names, xml, paragraphs } = await bodyOf(await buildDraft2());
    expect(names).not.toContain('word/numbering.xml');
    expect(xml).not.toContain('<w:numPr>');
    expect(paragraphs).toEqual(expect.arrayContaining(['目　　录', '　　第一章　总　则', '第一章　总　则']));
    expect(paragraphs.some((p) => p.startsWith('　　(一)'))).toBe(true);
    expect(paragraphs.some((p) => p.startsWith('　　（一）'))).toBe(true);
    const read = parseText(paragraphs.join('\n'));
    expect(JSON.parse(JSON.stringify(read.provisions, widened))).toEqual(draft2.provisions);
    expect(read.headings).toEqual(draft2.headings);
    expect([read.title, read.note]).toEqual([draft2.title, draft2.note]);
  });

  it('read back by the reader of the product as the same texts', async () => {
    for (const [bytes, text] of [
      [await buildDraft1(), draft1Text],
      [await buildDraft2(), draft2Text],
    ] as const) {
      const { lines, notices } = await readDocx(bytes);
      const read = parseText(lines.map((line) => line.text).join('\n'));
      const meant = parseText(text);
      expect([notices, read.warnings]).toEqual([[], []]);
      expect(JSON.parse(JSON.stringify(read.provisions, widened))).toEqual(meant.provisions);
      expect([read.title, read.note, read.headings]).toEqual([meant.title, meant.note, meant.headings]);
    }
  });

  it('begin as zip archives do', async () => {
    for (const bytes of [await buildDraft1(), await buildDraft2()])
      expect([...bytes.slice(0, 4)]).toEqual([0x50, 0x4b, 3, 4]);
  });
});

describe('the people', () => {
  it('are five contact points on two levels, parents first, and three hands', () => {
    expect(contactPoints).toHaveLength(5);
    contactPoints.forEach((point, i) => {
      if (point.parent !== null) expect(contactPoints.slice(0, i).map((p) => p.key)).toContain(point.parent);
    });
    const below = contactPoints.filter((p) => p.parent !== null);
    expect(below.length).toBeGreaterThan(0);
    for (const point of below) expect(contactPoints.find((p) => p.key === point.parent)?.parent).toBeNull();
    expect(staff.map((s) => s.role)).toEqual(['PREPARER', 'CHECKER', 'SIGNER']);
    const names = [...staff.map((s) => s.displayName), ...contactPoints.flatMap((p) => [p.leader, p.liaisonOfficer])];
    expect(new Set(names).size).toBe(names.length);
    expect(legislature.organCode).toBe('云人常法工函');
  });
});

describe('opinions, comments, what is set aside', () => {
  const opinionOf = new Map(opinions.map((o) => [o.key, o]));

  it('are 120, 40 and the rest, keys unique', () => {
    expect([opinions.length, comments.length]).toEqual([120, 40]);
    expect([opinionOf.size, new Set(comments.map((c) => c.key)).size]).toEqual([120, 40]);
    const points = new Set(contactPoints.map((p) => p.key));
    expect(opinions.every((o) => o.contactPoint === null || points.has(o.contactPoint))).toBe(true);
    expect(new Set(comments.map((c) => c.contactPoint))).toEqual(points);
    expect(opinions.filter((o) => o.contactPoint === null).length).toBeGreaterThanOrEqual(10);
  });

  it('point at places that exist, and quote what is there', () => {
    for (const opinion of opinions) expectTargetExists(opinion.target);
    for (const comment of comments) expectTargetExists(comment.target);
    expect(
      opinions.filter((o) => o.target.kind === 'article' && o.target.quote !== undefined).length,
    ).toBeGreaterThanOrEqual(40);
    expect(new Set(opinions.map((o) => o.target.kind))).toEqual(
      new Set(['article', 'newArticleAfter', 'whole', 'unknown']),
    );
    expect(opinions.some((o) => o.target.kind === 'article' && o.target.path?.includes('.i') === true)).toBe(true);
  });

  it('leave nothing open: every opinion is in one comment or set aside, once', () => {
    const ends = [...comments.flatMap((c) => c.opinions), ...setAside.map((s) => s.opinionKey)];
    expect([...ends].sort()).toEqual(opinions.map((o) => o.key).sort());
    expect(setAside.every((s) => s.note.length > 5)).toBe(true);
    expect(new Set(setAside.map((s) => s.reason))).toEqual(
      new Set(['OFF_TOPIC', 'DUPLICATE', 'UNCLEAR', 'SUPPORT_ONLY']),
    );
    for (const { opinionKey, reason } of setAside) {
      if (opinionOf.get(opinionKey)?.act === 'SUPPORT') expect(reason).toBe('SUPPORT_ONLY');
      else expect(reason).not.toBe('SUPPORT_ONLY');
    }
  });

  it('are reported by the contact point that heard them, verbatim or merged', () => {
    let verbatim = 0;
    for (const comment of comments) {
      const heard = comment.opinions.map((key) => opinionOf.get(key));
      expect(heard.map((o) => o?.contactPoint)).toEqual(heard.map(() => comment.contactPoint));
      const [only] = heard;
      if (heard.length > 1 || only === undefined) {
        expect(heard.map((o) => o?.text)).not.toContain(comment.text);
        continue;
      }
      verbatim += 1;
      const { text, target, proposedWording, reason } = comment;
      expect({ text, target, proposedWording, reason }).toEqual({
        text: only.text,
        target: only.target,
        proposedWording: only.proposedWording,
        reason: only.reason,
      });
    }
    expect(verbatim).toBeGreaterThanOrEqual(8);
    expect(comments.filter((c) => c.opinions.length > 1).length).toBeGreaterThanOrEqual(20);
  });

  it('hold something to mask', () => {
    expect(opinions.filter((o) => /1[3-9]\d{9}/u.test(o.text)).length).toBeGreaterThanOrEqual(3);
  });

  it('are in many voices: no two texts are the same', () => {
    expect(new Set(opinions.map((o) => o.text)).size).toBe(opinions.length);
    expect(new Set(opinions.map((o) => o.channel)).size).toBe(4);
    expect(new Set(opinions.map((o) => o.act)).size).toBe(7);
  });
});

describe('the decisions', () => {
  const changed = (label: string): boolean =>
    expectedAlignment.find((link) => link.new === label)?.textChanged === true;

  it('adopt 6, adopt 7 in part and give every class of reason for the rest', () => {
    const count = (outcome: string): number => comments.filter((c) => c.decision.outcome === outcome).length;
    expect([count('ADOPTED'), count('PARTIALLY_ADOPTED'), count('NOT_ADOPTED')]).toEqual([6, 7, 27]);
    const classes: ReasonClass[] = [
      'ALREADY_IN_DRAFT',
      'COVERED_BY_HIGHER_LAW',
      'LEFT_FOR_STUDY',
      'REFERRED',
      'CONFLICTS_WITH_HIGHER_LAW',
      'NOT_LEGISLATIVE',
      'OTHER',
    ];
    expect(new Set(comments.flatMap((c) => c.decision.reasonClass ?? []))).toEqual(new Set(classes));
    for (const { decision } of comments) {
      expect(decision.reasonClass === null).toBe(decision.outcome !== 'NOT_ADOPTED');
      expect(decision.words.length).toBeGreaterThan(8);
      if (decision.outcome === 'NOT_ADOPTED') expect(decision.evidence).toBeUndefined();
    }
  });

  it('prove each adoption by an article of draft 2 that changed, but for one that explains itself', () => {
    const unproved = [];
    for (const comment of comments) {
      if (comment.decision.outcome === 'NOT_ADOPTED') continue;
      const evidence = comment.decision.evidence?.articles ?? [];
      if (evidence.length === 0) unproved.push(comment);
      for (const label of evidence) {
        expect(draft2.provisions.map((p) => p.label)).toContain(label);
        expect(changed(label)).toBe(true);
        const link = expectedAlignment.find((l) => l.new === label);
        const { target } = comment;
        if (target.kind === 'article') expect(link?.old).toContain(target.label);
        else expect(link?.old).toEqual([]);
      }
    }
    expect(unproved).toHaveLength(1);
    expect(unproved[0]?.decision.outcome).toBe('ADOPTED');
    expect(unproved[0]?.decision.explanation?.length).toBeGreaterThan(20);
  });

  it.each([
    ['第十九条', '第二十一条', '不少于十五日', '不少于三十日'],
    ['第二十四条', '第二十五条', '每年向业主公示一次', '每半年向业主公示一次'],
    ['第四十三条', '第四十五条', '公示期不少于十日', '公示期不少于十五日'],
    ['第四十七条', '第四十九条', '不超过一小时', '不超过四十五分钟'],
    ['第四十一条', '第四十三条', '十个工作日内完成审核、拨付', '五个工作日内完成审核、拨付'],
    ['第四十九条', '第五十二条', '不超过十五日', '不超过十日'],
    ['第二十条', '第二十二条', '物业服务人发现', '使用管理人发现'],
  ])('change %s → %s from “%s” to “%s”', (old, next, before, after) => {
    expect(provisionText(provision(draft1, old))).toContain(before);
    expect(provisionText(provision(draft2, next))).toContain(after);
    // “不超过十日” does not hold “不超过十五日”, but “五个工作日” could stand inside “十五个工作日”
    expect(provisionText(provision(draft2, next))).not.toContain(before);
    expect(comments.some((c) => c.decision.evidence?.articles.includes(next))).toBe(true);
  });

  it('speak of articles by numbers that exist in the draft they name', () => {
    for (const { decision } of comments) {
      const said = decision.words + (decision.explanation ?? '');
      for (const found of said.matchAll(/(二次审议稿)?(第[一二三四五六七八九十]+条(?:之一)?)/gu)) {
        if (decision.evidence?.articles.includes(found[2] ?? '')) continue;
        provision(found[1] === undefined ? draft1 : draft2, found[2] ?? '');
      }
    }
  });

  it('leave changes that nobody asked for', () => {
    expect(changedThoughNobodyAsked.length).toBeGreaterThanOrEqual(1);
    for (const label of changedThoughNobodyAsked) {
      expect(changed(label)).toBe(true);
      const olds = expectedAlignment.find((link) => link.new === label)?.old ?? [];
      for (const { target } of opinions) if (target.kind === 'article') expect(olds).not.toContain(target.label);
      expect(comments.some((c) => c.decision.evidence?.articles.includes(label))).toBe(false);
    }
  });
});

describe('unwrap', () => {
  it('joins folded lines and keeps paragraphs apart', () => {
    expect(unwrap('\n甲\n乙\n\n丙\n　　丁\n戊\n')).toBe('甲乙\n丙\n　　丁戊');
  });
});

describe('what the office is in the middle of', () => {
  const dogs = parseText(dogsText);
  it('is a text without a warning, and voices about places that are in it', () => {
    expect([dogs.title, dogs.provisions.length, dogs.headings.length, dogs.warnings]).toEqual([dogsTitle, 33, 6, []]);
    for (const { target } of dogsVoices) {
      if (target.kind === 'whole' || target.kind === 'unknown') continue;
      const article = provision(dogs, target.label);
      if (target.kind === 'newArticleAfter') continue;
      const below = pathsOf(article).filter((p) => target.path === undefined || p.path === target.path);
      expect(below).not.toEqual([]);
      expect(below.some((p) => p.text.includes(target.quote ?? ''))).toBe(true);
    }
    const keys = dogsVoices.map((o) => o.key);
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of dogsReported.flatMap((c) => c.opinions)) expect(keys).toContain(key);
  });
  it('and one that has to be mended: a number twice, an item left out, page numbers', () => {
    const greening = parseText(greeningLines.join('\n'));
    expect(greening.warnings.map((w) => [w.line, w.code])).toEqual([
      [19, 'ITEM_GAP'],
      [20, 'NUMBER_GAP'],
      [22, 'NUMBER_DUPLICATE'],
    ]);
    expect(greening.setAside.map((a) => a.why)).toEqual(['pageNumber', 'pageNumber']);
  });
});
