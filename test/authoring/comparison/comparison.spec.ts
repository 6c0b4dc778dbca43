/**
 * What a person holds: table, page, tracked text, Akoma Ntoso, Markdown. Made from the sample that the project ships.
 */
import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import {
  align,
  comparable,
  compare,
  compareAround,
  compareDetailed,
  parse,
  parseJson,
  parseText,
  provisionText,
} from '../../../src/articles/index.js';
import { comparisonHtml, escapeHtml } from '../../../src/authoring/comparison/comparison.html.js';
import {
  changeClassOf,
  comparisonTable,
  countWords,
  remarkOf,
} from '../../../src/authoring/comparison/comparison.writer.js';
import type { ComparisonTable, Run, SidesRow } from '../../../src/authoring/comparison/comparison.table.js';
import { daysOfNote, headsOf } from '../../../src/authoring/comparison/heads.rules.js';
import { akomaNtoso } from '../../../src/authoring/drafts/akn.writer.js';
import { markdownOf } from '../../../src/authoring/drafts/markdown.writer.js';
import { nameAndVersion } from '../../../src/authoring/drafts/title.rules.js';
import { readFile } from '../../../src/authoring/readers/reader.js';
import { draft1Text, draft2Text } from '../../../src/demo/sample/index.js';

const [old, next] = [parseText(draft1Text), parseText(draft2Text)];
const comparison = compare(old, next);
const side = (tree: typeof old) => ({ title: tree.title, provisions: comparable(tree) });
const entriesOf = (a: typeof old, b: typeof old) =>
  compareDetailed(comparable(a), comparable(b), align(comparable(a), comparable(b)));
const entries = entriesOf(old, next);
const html = comparisonHtml(side(old), side(next), entries);

const sidesOf = (table: ComparisonTable): SidesRow[] => table.rows.flatMap((row) => ('across' in row ? [] : [row]));

describe('the table', () => {
  it('is named by the law, its columns by the versions, and 现行 over the law in force', () => {
    expect(nameAndVersion('云澜市养犬条例（草案征求意见稿）')).toEqual(['云澜市养犬条例', '草案征求意见稿']);
    expect(nameAndVersion('云澜市养犬条例')).toEqual(['云澜市养犬条例', '']);
    expect(headsOf(side(old), side(next))).toEqual({
      title: '《云澜市住宅电梯安全管理条例》修改前后对照表',
      old: '云澜市住宅电梯安全管理条例\n（草案征求意见稿）',
      new: '云澜市住宅电梯安全管理条例\n（草案二次审议稿）',
      short: { old: '草案征求意见稿', new: '草案二次审议稿' },
    });
    const law = {
      title: '甲条例',
      inForce: true,
      note: '（2019年3月1日云澜市第十六届人民代表大会常务委员会第十五次会议通过　2019年5月30日江东省人民代表大会常务委员会批准　根据2021年9月29日云澜市人民代表大会常务委员会《关于修改〈甲条例〉等三件地方性法规的决定》修正）',
    };
    expect(headsOf(law, { title: '甲条例（修订草案）', date: '2026年7月6日' })).toMatchObject({
      title: '《甲条例》修改前后对照表',
      old: '甲条例\n（现行，2019年3月1日通过、2019年5月30日批准、2021年9月29日修正）',
      new: '甲条例\n（修订草案，2026年7月6日）',
      short: { old: '现行', new: '修订草案' },
    });
    expect(headsOf({ title: '甲办法', inForce: true }, { title: '乙条例', version: '草案' })).toMatchObject({
      old: '甲办法\n（现行）',
      new: '乙条例\n（草案）',
    });
    // texts that say nothing of themselves are told apart all the same
    expect(headsOf({ title: '甲条例' }, { title: '甲条例' })).toMatchObject({
      old: '甲条例\n（修改前）',
      new: '甲条例\n（修改后）',
    });
  });

  it('two texts that say the same of themselves are told by their kinds, and else as before and after', () => {
    const at = { title: '甲条例（草案）', date: '2026年7月6日' };
    expect(headsOf({ ...at, version: '草案' }, { ...at, version: '表决稿' })).toMatchObject({
      old: '甲条例\n（草案，2026年7月6日）',
      new: '甲条例\n（表决稿，2026年7月6日）',
    });
    expect(headsOf(at, at)).toMatchObject({
      old: '甲条例\n（修改前，草案，2026年7月6日）',
      new: '甲条例\n（修改后，草案，2026年7月6日）',
      short: { old: '修改前', new: '修改后' },
    });
  });

  it.each([
    ['（二〇一九年三月一日某市人民代表大会常务委员会第二次会议通过）', '二〇一九年三月一日通过'],
    [
      '（1997年12月24日某市第十届人民代表大会常务委员会第四十次会议通过　根据2001年1月17日《关于修改〈某市条例〉的决定》第一次修正　2010年9月17日第二次修订）',
      '1997年12月24日通过、2001年1月17日修正、2010年9月17日修订',
    ],
    ['（2012年10月24日国务院令第628号公布　自2013年1月1日起施行）', '2012年10月24日公布'],
    ['（某市人民代表大会常务委员会第二次会议）', null],
  ])('days of a 题注: %s', (note, days) => expect(daysOfNote(note)).toBe(days));

  it('explains where somebody explained, and says in words what happened elsewhere', () => {
    const table = comparisonTable(side(old), side(next), entries, { explanations: new Map([[0, '依据审议意见修改']]) });
    expect(sidesOf(table)[0]?.remark).toBe('依据审议意见修改');
    expect(sidesOf(table).filter((row) => row.new.length === 0)).toMatchObject([
      { remark: '没有找到明确的去处' },
      { remark: '没有找到明确的去处' },
      { old: [{ text: '第五十四条　' }, { text: '（移至第二十六条）' }], remark: '' },
    ]);
    expect(table.rows).toHaveLength(comparison.articles.length + 1);
  });
});

describe('the page', () => {
  it('needs nothing else: no script, no address, no other file', () => {
    expect(html).not.toMatch(/<script|javascript:|https?:|url\(|@import|<link|<img|\son[a-z]+=/iu);
    expect(html).toContain('lang="zh-CN"');
    expect(html).toContain('<input type="checkbox" id="only"><label for="only">只看有修改的条文</label>');
    expect(html).toMatch(/@page\{size:A4 landscape/u);
    expect(html).toContain('thead{display:table-header-group}');
  });

  it('marks every change twice, in elements that say so, with words for those who hear it', () => {
    // nobody says that words are gone where the successor of an article is not known, or where they stand on elsewhere
    const told = entries.filter(
      (entry) => entry.relation !== 'unplaced' && entry.placed.every((c) => c.place === null),
    );
    const hunks = told.flatMap((entry) => entry.hunks).filter((h) => !h.form);
    expect(hunks.length).toBeGreaterThan(20);
    const hidden = (verb: string): number => html.split(`<span class="say">〔${verb}：</span>`).length - 1;
    expect(hidden('新增')).toBeGreaterThan(hunks.filter((h) => h.after !== '').length);
    expect(hidden('删去')).toBeGreaterThan(hunks.filter((h) => h.before !== '').length);
    expect(html.split('<ins>').length).toBe(hidden('新增') + 1);
    expect(/ins\{([^}]*)\}/u.exec(html)?.[1]).toMatch(/SimHei.*text-decoration:underline/u);
    expect(/del\{([^}]*)\}/u.exec(html)?.[1]).toMatch(/background.*line-through/u);
  });

  it('links to every changed article and holds every article once', () => {
    const ids = [...html.matchAll(/<tr id="([^"]+)" class="(changed|form|same)[^"]*"/gu)];
    expect(ids).toHaveLength(comparison.articles.length);
    expect(new Set(ids.map((one) => one[1])).size).toBe(ids.length);
    const nav = (name: string): string[] =>
      [
        ...(new RegExp(`<nav aria-label="${name}">(.*?)</nav>`, 'u').exec(html)?.[1] ?? '').matchAll(
          /href="#([^"]+)"/gu,
        ),
      ].map((one) => decodeURIComponent(one[1] ?? ''));
    expect(nav('有修改的条文')).toEqual(ids.filter((one) => one[2] === 'changed').map((one) => one[1]));
    for (const word of countWords(entries)) expect(html).toContain(`<li>${word}</li>`);
  });

  it('escapes everything', () => {
    const evil = parseText(
      '<img src=x onerror=alert(1)>条例\n第一条　<script>alert("1")</script>&amp;\'。\n第二条　乙。',
    );
    const page = comparisonHtml(
      side(evil),
      side(parseText('甲条例\n第一条　乙。')),
      entriesOf(evil, parseText('甲条例\n第一条　乙。')),
    );
    expect(page).not.toMatch(/<script|<img/u);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(escapeHtml(text)).not.toMatch(/[<>"']|&(?!#\d+;)/u);
      }),
    );
  });

  it('takes other marks, says so, and refuses marks that a copy would lose', () => {
    const page = comparisonHtml(side(old), side(next), entries, {
      marks: { added: ['bold', 'shade'], removed: ['strike', 'underline'] },
    });
    expect(page).toContain('（加粗体和灰底的为新增或者修改后的内容，加删除线和下划线的为删去或者修改前的内容）');
    expect(page).toContain('text-decoration:underline line-through');
    expect(() =>
      comparisonHtml(side(old), side(next), entries, { marks: { added: ['hei'], removed: ['strike', 'shade'] } }),
    ).toThrow(RangeError);
  });
});

describe('form and wording', () => {
  const before = parseText(
    [
      '云岭市湿地条例（草案）',
      '第一条（目的）　为了保护湿地,制定本条例。',
      '第二条（范围）　本市湿地的保护,适用本条例。',
      '第三条（职责）　林业部门负责:',
      '1.普查；',
      '2.名录。',
      '前款第二项的名录应当公布。',
      '第四条（巡护）　违反第三条第二款的,处罚款。',
      '第五条（施行）　本条例自公布之日起施行。',
    ].join('\n'),
  );
  const after = parseText(
    [
      '云岭市湿地条例（表决稿）',
      '第一条（目的和依据）　为了保护湿地,制定本条例。',
      '第二条（范围）　本市湿地的保护，适用本条例。',
      '第三条（名录）　湿地分为重要湿地和一般湿地，由市人民政府划定。',
      '第四条（职责）　林业部门负责:',
      '（一）普查；',
      '（二）名录。',
      '前款第二项的名录应当公布。',
      '第五条（巡护）　违反第四条第二款的,处罚款。',
      '第六条（施行）　本条例自公布之日起施行，依照第四条第一款第二项、《湿地法》第二条和本条例第五条执行。',
    ].join('\n'),
  );
  const form = entriesOf(before, after);
  const page = comparisonHtml(side(before), side(after), form);
  const row = (label: string, of = page): string =>
    new RegExp(`<tr id="new-${label}".*?</tr>`, 'u').exec(of)?.[0] ?? '';
  const marksOf = (at: number, options: { form?: 'marked' } = {}): string[] => {
    const found = sidesOf(comparisonTable(side(before), side(after), form, options))[at];
    return [...(found?.old ?? []), ...(found?.new ?? [])]
      .filter((run) => run.mark !== 'none' && run.mark !== 'heading')
      .map((run) => run.text);
  };

  it('tells apart what changed, what changed in form alone, and what did not', () => {
    expect(form.map(changeClassOf)).toEqual(['changed', 'form', 'changed', 'changed', 'changed', 'changed']);
    expect(form.map((entry) => remarkOf(entry, 'marked'))).toEqual([
      '条旨修改',
      '仅标点、括号或者数字的全角半角变化',
      '新增',
      '条号调整；仅项、目的序号变化',
      '条号调整；仅引用的条文序号随之调整',
      '文字修改',
    ]);
    expect(countWords(form)).toEqual([
      '新增 1 条',
      '文字修改 1 条',
      '条号调整 2 条',
      '条旨修改 1 条',
      '仅形式变化 1 条',
    ]);
  });

  it('a caption is compared where both texts have captions, and marked where it changed', () => {
    expect(marksOf(0)).toEqual(['目的', '目的和依据']);
    expect(form.map((entry) => entry.captionChanged)).toEqual([true, false, false, false, false, false]);
    const bare = parseText('云岭市湿地条例\n第一条　为了保护湿地,制定本条例。');
    expect(entriesOf(bare, after).some((entry) => entry.captionChanged)).toBe(false);
  });

  it('a table leaves changes of form without marks and says so, or marks them where that is asked for', () => {
    expect(marksOf(1, { form: 'marked' })).toEqual([',', '，']);
    expect(marksOf(1)).toEqual([]);
    expect(marksOf(5)).not.toEqual([]);
    const [marked, unmarked] = [
      comparisonTable(side(before), side(after), form, { form: 'marked' }),
      comparisonTable(side(before), side(after), form),
    ];
    expect(marked.note).not.toContain('不作标记');
    expect(unmarked.note).toMatch(/^（[^（）]*；[^（）]*其变化不作标记）$/u);
    const words = (table: typeof marked): string =>
      sidesOf(table)
        .map((one) => [...one.old, ...one.new].map((run) => run.text).join(''))
        .join('\n');
    expect(words(unmarked)).toBe(words(marked));
  });

  it('the page marks form in a way of its own, gives the reason, and hides it without a script', () => {
    expect(row('第二条')).toMatch(
      /class="form butform".*<span class="form was" title="仅标点、括号或者数字的全角半角变化"><span class="say">〔仅标点、括号或者数字的全角半角变化，原：<\/span>,/u,
    );
    expect(page).toContain('<input type="checkbox" id="noform" checked><label for="noform">隐藏仅形式变化</label>');
    expect(/\.now\{([^}]*)\}/u.exec(page)?.[1]).toMatch(/text-decoration:underline dotted/u);
    expect(page).toContain('#noform:checked~table .form{color:inherit;text-decoration:none}');
    expect(comparisonHtml(side(before), side(after), form, { form: 'marked' })).toContain('id="noform">');
    expect(page).toContain('<summary>仅形式变化的条文（1）</summary>');
    const plain = comparisonHtml(side(after), side(after), entriesOf(after, after));
    expect(plain).not.toContain('noform">');
    expect(plain).toContain('两稿条文没有不同。');
  });

  it('citations of the own text lead to their place in the same column, once and for all', () => {
    const links = (html: string): string[] =>
      [...html.matchAll(/<a class="cite" href="#([^"]+)">(.*?)<\/a>/gu)].map(
        (m) => `${(m[2] ?? '').replace(/<span.*?<\/span>|<[^>]+>/gu, '')} > ${decodeURIComponent(m[1] ?? '')}`,
      );
    expect(links(row('第五条'))).toEqual(['第三条第二款 > old-第三条-p2', '第四条第二款 > new-第四条-p2']);
    expect(links(row('第六条'))).toEqual(['第四条第一款第二项 > new-第四条-p1.i2', '本条例第五条 > new-第五条']);
    expect(links(row('第四条'))).toEqual([]);
    const ids = [...page.matchAll(/ id="([^"]+)"/gu)].map((m) => m[1]);
    expect(new Set(ids).size).toBe(ids.length);
    for (const m of page.matchAll(/href="#([^"]+)"/gu)) expect(ids).toContain(decodeURIComponent(m[1] ?? ''));
    expect(page).toContain('<p id="new-第四条-p1.i2"><span class="form now"');
  });
});

describe('what a table of an office has', () => {
  const before = parseText(
    [
      '云岭市湿地条例',
      '第一章　总则',
      '第一条　为了保护湿地，制定本条例。',
      '第二章　保护',
      '第二条　林业部门每年普查湿地的面积和水质。普查的结果应当在第二年的三月以前向社会公布。',
      '第三条　禁止向湿地倾倒垃圾和污水。',
      '第四条　禁止在湿地擅自放牧、捕捞。',
      '第三章　附则',
      '第五条　本条例自公布之日起施行。',
    ].join('\n'),
  );
  const after = parseText(
    [
      '云岭市湿地条例（修订草案）',
      '第一章　总则',
      '第一条　为了保护湿地，制定本条例。',
      '第二章　调查',
      '第二条　林业部门每年普查湿地的面积和水质。',
      '第三条　普查的结果应当在第二年的三月以前向社会公布，并报市人民代表大会常务委员会备案。',
      '第三章　保护',
      '第四条　禁止在湿地擅自放牧、捕捞，禁止向湿地倾倒垃圾和污水。',
      '第四章　附则',
      '第五条　本条例自公布之日起施行。',
    ].join('\n'),
  );
  const [olds, news] = [comparable(before), comparable(after)];
  const entries = compareDetailed(
    olds,
    news,
    align(olds, news, {
      fixed: [
        { new: 1, old: [1], relation: 'split' },
        { new: 2, old: [1], relation: 'split' },
        { new: 3, old: [2, 3], relation: 'merged' },
      ],
    }),
  );
  const around = compareAround(before, after);
  const SIGN = {
    none: ['', ''],
    heading: ['<', '>'],
    aside: ['', ''],
    added: ['{+', '+}'],
    removed: ['[-', '-]'],
  } as const;
  const said = (runs: readonly Run[]): string =>
    runs.map(({ text, mark }) => `${SIGN[mark][0]}${text}${SIGN[mark][1]}`).join('');
  const told = (only: 'all' | 'changed'): string[][] =>
    comparisonTable(side(before), side(after), entries, { around, only }).rows.map((row) =>
      'across' in row ? [said(row.across)] : [said(row.old), said(row.new)],
    );

  it('chapters are rows across, and words that went to another row say where, and where they came from', () => {
    expect(told('all')).toEqual([
      ['<第一章　总则>'],
      ['<第一条　>为了保护湿地，制定本条例。', '<第一条　>为了保护湿地，制定本条例。'],
      ['{+第二章　调查+}'],
      [
        '<第二条　>林业部门每年普查湿地的面积和水质。普查的结果应当在第二年的三月以前向社会公布。（移至第三条）',
        '<第二条　>林业部门每年普查湿地的面积和水质。',
      ],
      [
        '<第二条　>林业部门每年普查湿地的面积和水质。（移至第二条）普查的结果应当在第二年的三月以前向社会公布。',
        '<第三条　>普查的结果应当在第二年的三月以前向社会公布{+，并报市人民代表大会常务委员会备案+}。',
      ],
      ['[-第二章-]{+第三章+}<　保护>'],
      [
        '<第三条　>禁止向湿地倾倒垃圾和污水。[-\n-]<第四条　>禁止在湿地擅自放牧、捕捞。（移至第四条）',
        '<第四条　>禁止在湿地擅自放牧、捕捞，（原第四条）禁止向湿地倾倒垃圾和污水。',
      ],
      ['[-第三章-]{+第四章+}<　附则>'],
      ['<第五条　>本条例自公布之日起施行。', '<第五条　>本条例自公布之日起施行。'],
    ]);
  });

  it('a print of the changes says in words what it leaves out, and how many there are', () => {
    const rows = told('changed');
    expect(rows.filter((row) => row.length === 1)).toEqual([
      ['<第一章　总则>'],
      ['第一条　未修改'],
      ['{+第二章　调查+}'],
      ['[-第二章-]{+第三章+}<　保护>'],
      ['[-第三章-]{+第四章+}<　附则>'],
      ['第五条　未修改'],
    ]);
    const { note } = comparisonTable(side(before), side(after), entries, { around, only: 'changed' });
    expect(note).toMatch(/^共5条，修改3条，未修改的只列条号。（/u);
  });

  it('the page has the same rows, and shows the words where only changes are asked for', () => {
    const page = comparisonHtml(side(before), side(after), entries, { around });
    expect(page).toContain('<tr class="chapter"><td colspan="3"><p><b>第一章　总则</b></p></td></tr>');
    expect(page).toContain('<tr class="leftout whole"><td colspan="3">第一条　未修改</td></tr>');
    expect(page).toContain('<span class="aside">（移至第三条）</span>');
    expect(page).toContain('<th scope="col">云岭市湿地条例<br>（修订草案）</th>');
    expect(page).toMatch(/\.leftout\{display:none/u);
  });

  it('a table of the text is compared by its cells and stays a table', () => {
    const grades = (rows: string): ReturnType<typeof parseText> =>
      parseText(`云岭市湿地条例\n第一条　湿地分级如下：\n级别\t面积\t部门\n${rows}\n第二条　本条例自公布之日起施行。`);
    const [a, b] = [
      grades('重要\t三百亩\t林业\n一般\t二百亩\t水务'),
      grades('重要\t三千亩\t林业\n特殊\t一百亩\t环保\n一般\t二百亩\t林业'),
    ];
    const row = comparisonTable(side(a), side(b), entriesOf(a, b)).rows[0];
    expect('new' in (row ?? {}) && said((row as SidesRow).new)).toBe(
      '<第一条　>湿地分级如下：\n级别\t面积\t部门\n重要\t{+三千+}亩\t林业\n{+特殊\t一百亩\t环保\n+}一般\t二百亩\t{+林业+}',
    );
    expect(comparisonHtml(side(a), side(b), entriesOf(a, b))).toContain(
      '<table class="cells"><tbody><tr><td>级别</td><td>面积</td><td>部门</td></tr>',
    );
  });
});

describe('whatever two texts are', () => {
  const clause = fc.constantFrom(
    '守桥人应当每天巡查桥面和栏杆，并且登记。',
    '发现裂缝的，应当立即封闭桥面并且报告。',
    '每年公布一次检修的费用。',
    '超过二十吨的车辆不得上桥；确需通行的，应当报批。',
    '违反本条例第二条规定的，处五百元罚款。',
  );
  const below = fc.constantFrom(
    '',
    '',
    '\n市人民政府可以规定桥上通行的时间。',
    '\n（一）登记；\n（二）公布。',
    '\n（一）修缮；\n（二）登记；\n（三）公布。',
    '\n级别\t载重\n一级\t二十吨\n二级\t十吨',
    '\n序号\t载重\n1\t三十吨\n2\t五十吨\n3\t十吨',
  );
  const article = fc.tuple(fc.array(clause, { minLength: 1, maxLength: 3 }), below);
  const law = fc
    .tuple(fc.array(article, { minLength: 1, maxLength: 9 }), fc.constantFrom('', '\n附件　名录\n序号\t桥名\n1\t虹桥'))
    .map(([articles, annex]) =>
      parseText(
        `云河市桥条例\n第一章　总则\n${articles
          .map(
            ([words, more], k) =>
              `${k === 4 ? '第二章　管理\n' : ''}第${'一二三四五六七八九'[k] ?? ''}条　${words.join('')}${more}`,
          )
          .join('\n')}${annex}`,
      ),
    );
  /** By number the words of each article of a text */
  const wordsOf = (tree: typeof old): [string, string][] =>
    comparable(tree).map((p) => [p.label, provisionText(p)] as [string, string]);
  /** The articles that a side of a row shows: each number with the words up to the next one, without what is said of them */
  const articlesOf = (runs: readonly Run[]): [string, string][] => {
    const out: [string, string][] = [];
    for (const run of runs) {
      if (run.mark === 'heading') out.push([run.text.replace(/[、　]/gu, ''), '']);
      else if (run.mark !== 'aside') (out.at(-1) as [string, string])[1] += run.text;
    }
    return out.map(([label, text]) => [label, text.replace(/\n$/u, '')]);
  };
  const once = (all: readonly [string, string][]): [string, string][] => [
    ...new Map(all.map((one) => [one.join('|'), one])).values(),
  ];
  /** A cell of the page as a reader has it: what is only heard is left out */
  const seen = (html: string): string =>
    html
      .replace(/<span class="say">.*?<\/span>|<span class="aside">.*?<\/span>/gu, '')
      .replace(/<\/td><td>/gu, '\t')
      .replace(/<\/p>|<\/tr>/gu, '\n')
      .replace(/<[^>]*>/gu, '')
      .trim();

  it('every article of either text is printed with all its words, each new one once, in every form of the table', () => {
    fc.assert(
      fc.property(law, law, (a, b) => {
        const [found, around] = [entriesOf(a, b), compareAround(a, b)];
        for (const form of ['marked', 'unmarked'] as const) {
          const printed = (only: 'all' | 'changed'): SidesRow[] =>
            sidesOf(comparisonTable(side(a), side(b), found, { around, form, only })).filter((row) => !('part' in row));
          // where an article was moved off stands its number alone
          const isMovedOff = (row: SidesRow): boolean =>
            row.new.length === 0 && row.old.every((run) => run.mark === 'heading' || run.mark === 'aside');
          const rows = printed('all').filter((row) => !isMovedOff(row));
          expect(rows.flatMap((row) => articlesOf(row.new))).toEqual(wordsOf(b));
          // an article that was split stands whole in each of its rows
          expect(once(rows.flatMap((row) => articlesOf(row.old))).sort()).toEqual(wordsOf(a).sort());
          const only = printed('changed');
          for (const row of only) expect(printed('all')).toContainEqual(row);
          const shown = only.flatMap((row) => articlesOf(row.new)).map(([label]) => label);
          for (const entry of found)
            if (entry.new !== null && entry.hunks.some((h) => !h.form)) expect(shown).toContain(entry.new);
        }
        const page = comparisonHtml(side(a), side(b), found, { around });
        const cells = [
          ...page.matchAll(
            /<tr id="(?:new|old)-[^"]*" class="[^"]*"><td data-of="[^"]*">(.*?)<\/td><td data-of="[^"]*">(.*?)<\/td><td data-of="说明">/gu,
          ),
        ];
        const newCells = cells.map((m) => seen(m[2] ?? '')).filter((words) => words.startsWith('第'));
        expect(newCells).toEqual(wordsOf(b).map(([label, words]) => `${label}　${words}`));
        const oldCells = new Set(cells.map((m) => seen(m[1] ?? '')));
        for (const [label, words] of wordsOf(a))
          expect([...oldCells].some((cell) => `\n${cell}\n`.includes(`\n${label}　${words}\n`))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('where an article stood that moved its number says where it is', () => {
    const moved = parseText(
      [
        '云河市桥条例',
        ...[
          '守桥人应当每天巡查桥面和栏杆。',
          '每年公布一次检修的费用和次数。',
          '超过二十吨的车辆不得上桥。',
          '发现裂缝的，应当立即封闭桥面。',
        ].map((words, k) => `第${'一二三四'[k] ?? ''}条　${words}`),
      ].join('\n'),
    );
    const now = parseText(
      [
        '云河市桥条例',
        ...[
          '发现裂缝的，应当立即封闭桥面。',
          '守桥人应当每天巡查桥面和栏杆。',
          '每年公布一次检修的费用和次数。',
          '超过二十吨的车辆不得上桥。',
        ].map((words, k) => `第${'一二三四'[k] ?? ''}条　${words}`),
      ].join('\n'),
    );
    const found = entriesOf(moved, now);
    const told = (only: 'all' | 'changed'): string[] =>
      comparisonTable(side(moved), side(now), found, { only }).rows.map((row) =>
        ('across' in row ? row.across : [...row.old, { text: '|', mark: 'none' as const }, ...row.new])
          .map((run) => run.text)
          .join(''),
      );
    expect(told('changed')).toEqual([
      '第四条　发现裂缝的，应当立即封闭桥面。|第一条　发现裂缝的，应当立即封闭桥面。',
      '第二条至第四条　未修改（原第一条至第三条）',
      '第四条　（移至第一条）|',
    ]);
    expect(comparisonHtml(side(moved), side(now), found)).toContain(
      '<p><b>第四条　</b><span class="aside">（移至第一条）</span></p>',
    );
  });
});

describe('Markdown', () => {
  it.each([
    ['第一稿', old],
    ['第二稿', next],
  ])('%s reads back as the same tree', async (_, tree) => {
    const outcome = await readFile('a.md', Buffer.from(markdownOf(tree)));
    if (!outcome.ok) throw new Error(outcome.message);
    const { warnings: _w, ...back } = parseJson(parse(outcome.lines));
    const { warnings: _v, ...given } = parseJson(tree);
    expect(back).toEqual(given);
  });

  it('lets no sign of the text become markup', async () => {
    const tree = parseText('甲条例\n第一条　用*星号*、_线_、`码`、[括号](x)、<b>和#。\n# 井号开头的一款。');
    const outcome = await readFile('a.md', Buffer.from(markdownOf(tree)));
    expect(outcome.ok && parse(outcome.lines).provisions[0]?.paragraphs.map((p) => p.text)).toEqual(
      tree.provisions[0]?.paragraphs.map((p) => p.text),
    );
  });
});

describe('Akoma Ntoso', () => {
  const akn = (tree: typeof old): string =>
    akomaNtoso({ tree, kind: 'bill', date: '2026-11-22', work: 'r-1', author: '云澜市人大常委会', version: '草案' });
  type Node = Record<string, unknown>;
  const nodes = (xml: string): Node[] =>
    new XMLParser({ preserveOrder: true, ignoreAttributes: false, attributeNamePrefix: '' }).parse(xml) as Node[];
  const every = (found: Node[], name: string): Node[] =>
    found.flatMap((node) => {
      const tag = Object.keys(node).find((key) => key !== ':@') ?? '';
      const inner = Array.isArray(node[tag]) ? every(node[tag] as Node[], name) : [];
      return tag === name ? [node, ...inner] : inner;
    });
  const idsOf = (found: Node[]): string[] =>
    found.map((node) => (node[':@'] as Record<string, string> | undefined)?.eId ?? '');

  it('is well-formed, has its identification, and every piece of the tree once with its own eId', () => {
    const xml = akn(next);
    expect(XMLValidator.validate(xml)).toBe(true);
    const root = nodes(xml);
    const counts = parseJson(next).counts;
    expect(every(root, 'article')).toHaveLength(counts.article);
    expect(every(root, 'chapter')).toHaveLength(counts.chapter);
    expect(every(root, 'paragraph')).toHaveLength(counts.paragraph);
    expect(every(root, 'point')).toHaveLength(counts.item);
    expect(every(root, 'indent')).toHaveLength(counts.subitem);
    const ids = [...xml.matchAll(/eId="([^"]+)"/gu)].map((one) => one[1]);
    expect(new Set(ids).size).toBe(ids.length);
    for (const level of ['FRBRWork', 'FRBRExpression', 'FRBRManifestation']) expect(every(root, level)).toHaveLength(1);
    const order = [...xml.matchAll(/<(meta|preface|body)>/gu)].map((one) => one[1]);
    expect(order).toEqual(['meta', 'preface', 'body']);
    expect(idsOf(every(root, 'article'))[0]).toBe('art_1');
  });

  it('an article keeps its eId when another is inserted before it, 之一 has one of its own', () => {
    const before = akn(parseText('甲条例\n第一条　甲。\n第二条　乙。'));
    const after = akn(parseText('甲条例\n第一条　甲。\n第一条之一　新。\n第二条　乙：\n（一）丙：\n1.丁。'));
    expect(idsOf(every(nodes(before), 'article'))).toEqual(['art_1', 'art_2']);
    expect(idsOf(every(nodes(after), 'article'))).toEqual(['art_1', 'art_1-1', 'art_2']);
    expect(after).toContain('eId="art_2__para_1__point_1__indent_1"');
  });

  it('escapes, keeps annexes beside the body, tells doubled numbers apart, refuses what makes no address', () => {
    const xml = akn(parseText('甲&乙条例\n第一条　<b>"甲"\u0001。\n第一条　乙。\n附件：表'));
    expect(XMLValidator.validate(xml)).toBe(true);
    expect(xml).toContain('甲&amp;乙条例');
    expect(idsOf(every(nodes(xml), 'article'))).toEqual(['art_1', 'art_1_v2']);
    expect(every(nodes(xml), 'attachment')).toHaveLength(1);
    const given = { tree: old, kind: 'act' as const, author: '', version: '' };
    expect(() => akomaNtoso({ ...given, date: '2026', work: 'a' })).toThrow(RangeError);
    expect(() => akomaNtoso({ ...given, date: '2026-01-01', work: 'a/b' })).toThrow(RangeError);
  });
});
