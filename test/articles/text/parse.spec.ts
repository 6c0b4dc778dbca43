import fc from 'fast-check';
import {
  type ArticleTree,
  normaliseLine,
  parse,
  parseText,
  type Provision,
  splitLines,
} from '../../../src/articles/index.js';
import { law, soup } from '../laws.js';

const shape = (p: Provision | undefined): unknown =>
  p?.paragraphs.map((x) => [
    x.text,
    ...x.items.map((i) => [i.label, i.text, ...i.subitems.map((s) => s.label + s.text)]),
  ]);
const labels = (t: ArticleTree): string[] => t.provisions.map((p) => p.label);
const codes = (t: ArticleTree): string[] => t.warnings.map((w) => w.code);

describe('front matter', () => {
  it('reads title, a note of several lines, contents and preamble', () => {
    const t = parseText(
      law(
        '云岭市湿地条例',
        '（2020年1月1日云岭市人民代表大会常务委员会通过',
        '根据2023年5月6日《关于修改的决定》修正）',
        '目　录',
        '第一章　总　则',
        '第二章　附　则',
        '序言',
        '湿地是大家的。',
        '第一章　总　则',
        '第一条　为了保护湿地，制定本条例。',
        '第二章　附　则',
        '第二条　本条例自公布之日起施行。',
      ),
    );
    expect(t.title).toBe('云岭市湿地条例');
    expect(t.note).toBe('（2020年1月1日云岭市人民代表大会常务委员会通过\n根据2023年5月6日《关于修改的决定》修正）');
    expect(t.headings.map((h) => h.label + h.title)).toEqual(['第一章总则', '第二章附则']);
    expect(labels(t)).toEqual(['第一条', '第二条']);
    expect(t.setAside.map((s) => s.why)).toContain('contents');
  });

  it('knows a contents list by its page numbers and by its repetition, with and without the word 目录', () => {
    const withWord = parseText(
      law(
        '某某办法',
        '目录',
        '第一章 总则………1',
        '第二章 罚则………5',
        '第一章 总则',
        '第一条 甲。',
        '第二章 罚则',
        '第二条 乙。',
      ),
    );
    const without = parseText(
      law('某某办法', '第一章 总则', '第二章 罚则', '第一章 总则', '第一条 甲。', '第二章 罚则', '第二条 乙。'),
    );
    for (const t of [withWord, without]) expect(t.headings.map((h) => h.title)).toEqual(['总则', '罚则']);
  });

  it('joins a title in two lines and a version in brackets, and sets an announcement aside', () => {
    expect(
      parseText(
        law(
          '云岭市人民代表大会常务委员会',
          '关于加强湿地巡护的决定',
          '（草案）',
          '一、设立巡护队。',
          '二、本决定自公布之日起施行。',
        ),
      ).title,
    ).toBe('云岭市人民代表大会常务委员会关于加强湿地巡护的决定（草案）');
    const t = parseText(
      law('云岭市人民政府令', '第9号', '《云岭市湿地办法》已经通过，现予公布。', '云岭市湿地办法', '第一条　甲。'),
    );
    expect(t.title).toBe('云岭市湿地办法');
    expect(t.setAside.map((s) => [s.line, s.why])).toEqual([
      [1, 'preface'],
      [2, 'preface'],
      [3, 'preface'],
    ]);
  });
});

describe('headings', () => {
  it('reads 编 分编 章 节, 附则 without a number, inner blanks, no blank at all', () => {
    const t = parseText(
      law(
        '湿地法典',
        '第一编　总　　则',
        '第一分编　通　则',
        '第一章总则',
        '第一节 一般规定',
        '第一条　甲。',
        '第二编　分则',
        '第一章  罚 则',
        '第二条　乙。',
        '附 则',
        '第三条　丙。',
      ),
    );
    expect(t.headings.map((h) => [h.level, h.label, h.title])).toEqual([
      ['part', '第一编', '总则'],
      ['subpart', '第一分编', '通则'],
      ['chapter', '第一章', '总则'],
      ['section', '第一节', '一般规定'],
      ['part', '第二编', '分则'],
      ['chapter', '第一章', '罚则'],
      ['part', '', '附则'],
    ]);
    expect(t.provisions[1]?.headings.map((h) => h.title)).toEqual(['分则', '罚则']);
    expect(t.provisions[2]?.headings.map((h) => h.title)).toEqual(['附则']);
  });

  it('does not take a sentence for a heading', () => {
    const t = parseText(
      law('某办法', '第一条　甲：', '第三章规定的罚款，由市政府决定。', '第二章的规定适用于乡镇', '第二条　乙。'),
    );
    expect(t.headings).toEqual([]);
    expect(t.provisions[0]?.paragraphs).toHaveLength(3);
  });

  it('takes a title from the next line and joins a title broken in two', () => {
    const t = parseText(
      law('某办法', '第一章', '总则', '第一条　甲。', '第二章　湿地巡护员的', '聘用和培训', '第二条　乙。'),
    );
    expect(t.headings.map((h) => h.title)).toEqual(['总则', '湿地巡护员的聘用和培训']);
    expect(codes(parseText(law('某办法', '第一章', '第一条　甲。')))).toContain('HEADING_EMPTY');
  });
});

describe('articles', () => {
  it.each([
    ['第一条为了保护湿地，制定本办法。', '第一条', null, '为了保护湿地，制定本办法。'],
    ['第 1 條　為了保護濕地。', '第一条', null, '為了保護濕地。'],
    ['第一条（立法目的）为了保护湿地。', '第一条', '立法目的', '为了保护湿地。'],
    ['第一条〖目的 依据〗　为了保护湿地。', '第一条', '目的依据', '为了保护湿地。'],
    ['第一条　（删去）', '第一条', null, '（删去）'],
    ['第一条：为了保护湿地。', '第一条', null, '为了保护湿地。'],
  ])('%s', (line, label, caption, text) => {
    const p = parseText(law('某办法', line)).provisions[0];
    expect([p?.label, p?.caption, p?.paragraphs[0]?.text]).toEqual([label, caption, text]);
  });

  it('reads 之一, 29-1, a label alone on its line, a caption on its own line', () => {
    const t = parseText(
      law(
        '某办法',
        '第二十八条 甲。',
        '第二十八条之一 乙。',
        '第28-2条 丙。',
        '第二十九条',
        '丁。',
        '第三十条',
        '（罚则）',
        '戊。',
      ),
    );
    expect(t.provisions.map((p) => [p.number, p.sub, p.caption, p.paragraphs[0]?.text])).toEqual([
      [28, 0, null, '甲。'],
      [28, 1, null, '乙。'],
      [28, 2, null, '丙。'],
      [29, 0, null, '丁。'],
      [30, 0, '罚则', '戊。'],
    ]);
  });

  it('takes captions without brackets only where the whole text is written so', () => {
    const t = parseText(
      law(
        '某办法',
        '第一条　目的',
        '为了保护湿地。',
        '第二条　范围',
        '本市湿地适用。',
        '第三条　巡护',
        '巡护员每日巡护。',
      ),
    );
    expect(t.provisions.map((p) => p.caption)).toEqual(['目的', '范围', '巡护']);
    expect(
      parseText(law('某办法', '第一条　甲。', '第二条　湿地分为三类', '（一）河。', '第三条　乙。')).provisions.map(
        (p) => p.caption,
      ),
    ).toEqual([null, null, null]);
  });

  it('does not take a citation at the head of a 款 for an article', () => {
    const t = parseText(
      law(
        '某办法',
        '第一条　甲。',
        '第二条第一款规定的费用，由市财政负担。',
        '第二条、第三条不适用于乡镇。',
        '第二条　乙。',
      ),
    );
    expect(labels(t)).toEqual(['第一条', '第二条']);
    expect(t.provisions[0]?.paragraphs).toHaveLength(3);
  });

  it('reads 款 项 目, continuation lines, and a line after the last 项 as a new 款', () => {
    const t = parseText(
      law(
        '某办法',
        '第一条　费用：',
        '(一)门票：',
        '1．成人十元；',
        '2. 儿童免费。',
        '（二）船票按下列标准收取：',
        '每人二十元。',
        '（三）停车。',
        '停满一日的，减半。',
        '（四）其他。',
        '市政府可以减免。',
      ),
    );
    expect(shape(t.provisions[0])).toEqual([
      [
        '费用：',
        ['(一)', '门票：', '1．成人十元；', '2.儿童免费。'],
        ['（二）', '船票按下列标准收取：\n每人二十元。'],
        ['（三）', '停车。\n停满一日的，减半。'],
        ['（四）', '其他。'],
      ],
      ['市政府可以减免。'],
    ]);
  });

  it.each([
    ['（2026年3月25日云岭市第十六届人民代表大会常务委员会第二十次会议审议）', true],
    ['（2026年3月25日提请市人民代表大会常务委员会初次审议）', true],
    ['2026年3月25日，市人民代表大会常务委员会审议了本条例草案', false],
  ])('the note of a draft that was only deliberated: %s', (line, isNote) => {
    expect(parseText(`云岭市河道条例（草案）\n${line}\n第一条　为了保护河道，制定本条例。`).note).toBe(
      isNote ? line : null,
    );
  });

  it('radicals left by a copied PDF are the characters they look like', () => {
    expect(parseText('云岭市⺠居条例\n第⼀条　⼾主应当⻓期居住。').provisions[0]).toMatchObject({
      number: 1,
      paragraphs: [{ text: '户主应当长期居住。' }],
    });
  });

  it('keeps a lone footnote sign as text, 一、 inside an article as 项, and 目 without 项 under an item without a label', () => {
    const t = parseText(
      law(
        '某办法',
        '第一条　甲：',
        '一、乙；',
        '二、丙。',
        '① 此处的日期另行规定。',
        '第二条　丁：',
        '1.戊；',
        '2.己。',
      ),
    );
    expect(shape(t.provisions[0])).toEqual([['甲：', ['一、', '乙；'], ['二、', '丙。']], ['① 此处的日期另行规定。']]);
    expect(shape(t.provisions[1])).toEqual([['丁：', ['', '', '1.戊；', '2.己。']]]);
  });

  it('warns in Chinese with the line: gap, duplicate, step back, nothing below the number', () => {
    const t = parseText(law('某办法', '第一条 甲。', '第三条 乙。', '第三条 丙。', '第二条 丁。', '第四条'));
    expect(t.warnings.map((w) => [w.line, w.code])).toEqual([
      [3, 'NUMBER_GAP'],
      [4, 'NUMBER_DUPLICATE'],
      [5, 'NUMBER_BACKWARDS'],
      [6, 'EMPTY_ARTICLE'],
      [6, 'NUMBER_GAP'],
    ]);
    expect(t.warnings[0]?.message).toBe('第3行的“第三条”之前缺少“第二条”；请核对是否漏条或者编号有误。');
  });
});

describe('quotations, decisions, annexes, copies', () => {
  it('keeps quoted articles inside an amendment as text', () => {
    const t = parseText(
      law(
        '关于修改《云岭市湿地条例》的决定',
        '一、将第三条修改为：“第三条　巡护员每日巡护。',
        '“巡护员应当记录。',
        '“（一）水位；',
        '“（二）鸟类。”',
        '二、增加一条，作为第五条：“第五条　市政府',
        '第六条　设立奖励。”',
        '三、本决定自公布之日起施行。',
      ),
    );
    expect(t.provisions.map((p) => [p.kind, p.label, p.paragraphs.length])).toEqual([
      ['clause', '一、', 4],
      ['clause', '二、', 2],
      ['clause', '三、', 1],
    ]);
  });

  it('recovers from a quotation mark that is never closed', () => {
    const t = parseText(law('某办法', '第一条 所称“湿地是指沼泽。', '第二条 甲。', '第三条 乙。'));
    expect(labels(t)).toEqual(['第一条', '第二条', '第三条']);
    expect(codes(t)).toContain('QUOTE_UNCLOSED');
  });

  it('keeps annexes line by line, tables and their numbering included', () => {
    const t = parseText(
      law(
        '某办法',
        '第一条 甲，见附件一。',
        '附件一所列湿地，不得开垦。',
        '附件一',
        '湿地名录',
        '一、河口\t三级',
        '（一）东河',
        '12',
        '附件二　收费标准',
        '第一条 按人收费。',
      ),
    );
    expect(t.provisions.map((p) => [p.kind, p.label, p.number, p.paragraphs.length])).toEqual([
      ['article', '第一条', 1, 2],
      ['annex', '附件一', 1, 4],
      ['annex', '附件二 收费标准', 2, 1],
    ]);
  });

  it('sets a second copy of the whole text aside', () => {
    const once = ['某某办法', '第一条 甲的事。', '第二条 乙的事。', '第三条 丙的事。'];
    const t = parseText(law(...once, ...once));
    expect(labels(t)).toEqual(['第一条', '第二条', '第三条']);
    expect(t.setAside.map((s) => s.line)).toEqual([5, 6, 7, 8]);
    expect(codes(t)).toEqual(['DUPLICATE_TEXT']);
  });

  it('drops no page number silently', () => {
    expect(parseText(law('某办法', '第一条 甲。', '— 2 —', '第二条 乙。')).setAside).toEqual([
      { line: 3, text: '— 2 —', why: 'pageNumber' },
    ]);
  });

  it('says so where there is no article', () => expect(codes(parseText('随便写的一句话'))).toEqual(['NO_ARTICLES']));
});

/** Every character that is neither blank nor invisible, counted, the marks that labels and captions lose left out. */
function census(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const c of texts.join('').replace(/[\s\u3000：:（）()〖〗第条條之0-9\-零〇一二三四五六七八九十百]/gu, ''))
    counts.set(c, (counts.get(c) ?? 0) + 1);
  return counts;
}
function everything(t: ArticleTree): string[] {
  const out = [
    t.title,
    t.note ?? '',
    ...t.preamble,
    ...t.headings.flatMap((h) => [h.label, h.title]),
    ...t.setAside.map((s) => s.text),
  ];
  for (const p of t.provisions) {
    out.push(p.label, p.caption ?? '');
    for (const x of p.paragraphs) {
      out.push(x.text);
      for (const i of x.items) out.push(i.label, i.text, ...i.subitems.flatMap((s) => [s.label, s.text]));
    }
  }
  return out;
}

describe('soup', () => {
  it('never throws, loses no character, keeps line numbers of the source', () => {
    fc.assert(
      fc.property(soup, (text) => {
        const t = parseText(text);
        const lines = splitLines(text);
        expect(census(everything(t))).toEqual(census(lines.map((l) => normaliseLine(l.text))));
        for (const w of t.warnings) expect(w.line).toBeLessThanOrEqual(lines.length);
      }),
      { numRuns: 1500 },
    );
  });

  it('takes lines whose numbers do not begin at 1', () => {
    expect(
      parse([
        { text: '某办法', number: 40 },
        { text: '第二条 甲。', number: 44 },
      ]).warnings.map((w) => w.line),
    ).toEqual([44]);
  });
});
