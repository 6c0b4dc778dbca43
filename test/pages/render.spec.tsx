/** The pages as text: what is in them, what never is, how heavy they are. */
import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { diffTexts } from '../../src/articles/index.js';
import { draft1Text } from '../../src/demo/sample/index.js';
import { DraftPages } from '../../src/pages/draft-pages.js';
import { enhanceScript } from '../../src/pages/enhance.js';
import { partsOf, type ShownProvision } from '../../src/pages/parts.rules.js';
import type { OpenedDraft } from '../../src/pages/public-draft.service.js';
import { ArticlePage, SayPage } from '../../src/pages/views/article.js';
import { DraftPage } from '../../src/pages/views/draft.js';
import { nothingTyped } from '../../src/pages/views/form.js';
import { wholeDocument } from '../../src/pages/views/layout.js';
import { LookUpPage, OutcomePage, WithdrawPage } from '../../src/pages/views/look-up.js';
import { FrontPage, HelpPage, NoticePage, UnknownCodePage } from '../../src/pages/views/plain.js';
import { ReceiptPage } from '../../src/pages/views/receipt.js';
import { style } from '../../src/pages/views/style.js';
import { entities, wordsOf } from './client.js';
import {
  adopted,
  draftView,
  formView,
  frame,
  head,
  madeUpLaw,
  outcomeView,
  provisionsOfText,
  unreleased,
} from './views.js';

const sample = provisionsOfText(draft1Text);
const one = sample[4]!;
const article = (form = formView(one)): string =>
  wholeDocument(
    <ArticlePage
      view={{ head: head(), provision: one, previous: 3, next: 5, part: 1, form, note: '' }}
      frame={frame()}
    />,
  );
const bytes = (html: string): number => Buffer.byteLength(html, 'utf8');

const everyPage = (): Record<string, string> => ({
  draft: wholeDocument(<DraftPage view={draftView(sample)} frame={frame()} />),
  closed: wholeDocument(<DraftPage view={draftView(sample, { window: 'CLOSED', daysLeft: -3 })} frame={frame()} />),
  article: article(),
  say: wholeDocument(<SayPage head={head()} form={formView(null)} frame={frame()} />),
  receipt: wholeDocument(
    <ReceiptPage
      view={{
        head: head(),
        printedReceipt: '1234 5678 9012 3456',
        repeated: false,
        direct: false,
        contact: true,
        pictures: 1,
        text: '话',
      }}
      frame={frame({ path: null })}
    />,
  ),
  lookUp: wholeDocument(<LookUpPage typed="12" wrong="没有" hint frame={frame()} />),
  outcome: wholeDocument(<OutcomePage view={outcomeView(adopted)} frame={frame({ path: null })} />),
  withdrawn: wholeDocument(
    <OutcomePage view={{ ...outcomeView(unreleased), withdrawal: 'WITHDRAWN' }} frame={frame({ path: null })} />,
  ),
  withdraw: wholeDocument(<WithdrawPage view={outcomeView(unreleased)} frame={frame({ path: null })} />),
  front: wholeDocument(<FrontPage frame={frame()} />),
  help: wholeDocument(<HelpPage frame={frame()} />),
  unknown: wholeDocument(<UnknownCodePage typed="12" frame={frame()} />),
  notice: wholeDocument(
    <NoticePage
      notice={{ title: '停用', body: ['请'], links: [{ to: '/', words: '首页' }], kept: '\n话' }}
      frame={frame()}
    />,
  ),
});

describe('citations of the same draft', () => {
  const law = (n: number): string =>
    [
      '云市某条例',
      ...Array.from({ length: n }, (_, i) => i + 1).flatMap((i) => [
        ...(i % 20 === 1 ? [`第${Math.floor(i / 20) + 1}章　管理`] : []),
        `第${i}条　有关部门应当建立下列制度：`,
        '（一）登记；',
        '（二）公告。',
        i === 3 ? '依照前款、本条第一款第二项、第2条、第1条第一款、《湿地法》第2条和第999条执行。' : '其他规定。',
      ]),
    ].join('\n');
  const linksIn = (html: string): string[] =>
    [...html.matchAll(/<a class="c" href="([^"]+)">([^<]*)<\/a>/g)].map((m) => `${m[2] ?? ''} > ${m[1] ?? ''}`);

  it('lead to their place on the page, and only those that save a search are links', () => {
    const html = wholeDocument(<DraftPage view={draftView(provisionsOfText(law(4)))} frame={frame()} />);
    expect(linksIn(html)).toEqual(['本条第一款第二项 > #a2-p1.i2', '第2条 > #a1', '第1条第一款 > #a0-p1']);
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((m) => m[1]);
    expect(new Set(ids).size).toBe(ids.length);
    for (const m of html.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(m[1]);
    expect(html).toContain('<p class="i" id="a2-p1.i2">（二）公告。</p>');
    expect(wordsOf(html)).toContain('依照前款、本条第一款第二项、第2条、第1条第一款、《湿地法》第2条和第999条执行。');
  });

  it('count in the weight of a page', () => {
    const dense = [
      '云市某条例',
      ...Array.from(
        { length: 300 },
        (_, i) =>
          `第${i + 1}条　依照${Array.from({ length: 20 }, (__, k) => `第${((i + k * 13) % 300) + 1}条第一款`).join('、')}执行。`,
      ),
    ].join('\n');
    const view = draftView(provisionsOfText(dense));
    expect(
      Math.max(
        ...view.parts.map((p) =>
          bytes(wholeDocument(<DraftPage view={{ ...view, at: p.number }} frame={frame({ size: 'largest' })} />)),
        ),
      ),
    ).toBeLessThanOrEqual(60_000);
  });

  it('lead to another part of a long draft, or from an article to the page of another, in the chosen size', () => {
    const long = provisionsOfText(law(400).replace('第399条　有关部门', '第399条　依照第1条第一款，有关部门'));
    const view = draftView(long);
    expect(view.parts.length).toBeGreaterThan(1);
    const last = wholeDocument(
      <DraftPage view={{ ...view, at: view.parts.length }} frame={frame({ size: 'large' })} />,
    );
    expect(linksIn(last)).toEqual(['第1条第一款 > ?part=1&amp;size=large#a0-p1']);
    const third = long[2]!;
    const page = wholeDocument(
      <ArticlePage
        view={{ head: head(), provision: third, previous: 1, next: 3, part: 1, form: formView(third), note: '' }}
        frame={frame({ size: 'large' })}
      />,
    );
    expect(linksIn(page)).toEqual([
      '本条第一款第二项 > #a2-p1.i2',
      '第2条 > /l/1234567890/a/1?size=large',
      '第1条第一款 > /l/1234567890/a/0?size=large#a0-p1',
    ]);
    expect(page).toContain('id="a2-p1.i2"');
  });
});

it('a change of form is marked in a quieter way, with its reason', () => {
  const changes = diffTexts('电梯,应当每日 检查。', '电梯，应当每月检查。');
  const html = wholeDocument(
    <OutcomePage
      view={outcomeView({ ...adopted, changes: [{ oldLabel: '第二条', newLabel: '第二条', changes }] })}
      frame={frame({ path: null })}
    />,
  );
  expect([...html.matchAll(/<(ins|del)([^>]*)>/g)].map((m) => [m[1], (m[2] ?? '').includes('class="q"')])).toEqual([
    ['del', true],
    ['del', false],
    ['ins', true],
    ['ins', false],
  ]);
  expect(html).toContain('title="仅标点、括号或者数字的全角半角变化"');
  expect(style).toMatch(/\.q\{[^}]*text-decoration-style:dotted/);
});

describe('every page', () => {
  it.each(Object.entries(everyPage()))(
    '%s: language, skip link, one h1, a title, labels for what is typed',
    (_name, html) => {
      expect(html).toMatch(/^<!doctype html><html lang="zh-CN">/);
      expect(html).toContain('<a class="skip" href="#main">');
      expect(html.match(/<h1[ >]/g)).toHaveLength(1);
      expect(html).toMatch(/<title>[^<]+ - 一法一码<\/title>/);
      for (const m of html.matchAll(/<(?:input(?![^>]*type="hidden")|textarea|select)[^>]* id="([^"]+)"/g))
        expect(html).toContain(`for="${m[1]}"`);
    },
  );
  it.each(Object.entries(everyPage()))('%s: no foreign host, no inline script, no handler', (_name, html) => {
    expect(html).not.toMatch(/(?:src|href|action)="(?:https?:)?\/\//);
    expect([...html.matchAll(/<script[^>]*>/g)].map((m) => m[0])).toEqual(['<script src="/pages/enhance.js" defer>']);
    expect(html).not.toMatch(/ on[a-z]+="/);
  });
  it('the style needs no escaping and nothing that old engines lack; the script is below 1 kB of ES5', () => {
    expect(style).not.toMatch(/["&<]/);
    expect(style).not.toMatch(/[^-]gap:|:has\(|clamp\(|inset:|aspect-ratio|url\(|@import|:is\(|:where\(/);
    expect(article()).toContain(`<style>${style}</style>`);
    expect(bytes(enhanceScript)).toBeLessThanOrEqual(2048);
    expect(enhanceScript).not.toMatch(/=>|\b(let|const|class|async)\b|`|\?\.|\?\?/);
  });
});

describe('weight', () => {
  it('the sample law of 65 articles is one page below 60 kB', () => {
    const view = draftView(sample);
    expect(view.articles).toBe(65);
    for (let at = 1; at <= view.parts.length; at++)
      expect(bytes(wholeDocument(<DraftPage view={{ ...view, at }} frame={frame()} />))).toBeLessThanOrEqual(60_000);
  });
  it.each([
    [100, 80, 1],
    [100, 200, 2],
    [1260, 90, 10],
  ])('%i articles of %i letters: every page is below 60 kB, and there are at least %i', (n, letters, least) => {
    const view = draftView(provisionsOfText(madeUpLaw(n, letters)));
    expect(view.articles).toBe(n);
    expect(view.parts.length).toBeGreaterThanOrEqual(least);
    const weights = view.parts.map((p) =>
      bytes(wholeDocument(<DraftPage view={{ ...view, at: p.number }} frame={frame({ size: 'largest' })} />)),
    );
    expect(Math.max(...weights)).toBeLessThanOrEqual(60_000);
  });
});

describe('weight on the way', () => {
  const packed = (provisions: readonly ShownProvision[]): number[] => {
    const parts = partsOf(provisions);
    const opened: OpenedDraft = {
      kind: 'DRAFT',
      draftId: 'd',
      head: head({ point: '红'.repeat(30) }),
      scope: { legislatureId: null, accountId: null },
      reading: { provisions, parts, amending: false, deleted: [] },
    };
    return parts.map((p) => new DraftPages().page(opened, p.number, 'largest').gzip().length);
  };
  it('a page is at most 15 kB compressed: real articles, and a hundred that resemble each other', () => {
    const real = packed(sample);
    expect([real.length, Math.max(...real) <= 15_000]).toEqual([1, true]);
    const alike = packed(provisionsOfText(madeUpLaw(100, 80)));
    expect([alike.length, Math.max(...alike) <= 15_000]).toEqual([1, true]);
  });
});

describe('the draft', () => {
  it('leads with 直接说, before the contents and the text', () => {
    const html = wholeDocument(<DraftPage view={draftView(sample)} frame={frame()} />);
    expect(html.indexOf('class="big"')).toBeLessThan(html.indexOf('<details'));
    expect(html.indexOf('<details')).toBeLessThan(html.indexOf('<article'));
    expect(html.match(/<article/g)).toHaveLength(html.match(/我要提意见<span/g)?.length ?? 0);
  });
  it.each([
    [0, '今天是最后一天'],
    [1, '明天截止'],
    [12, '还有 12 天'],
  ])('%i days left are told as %s', (daysLeft, words) => {
    expect(wordsOf(wholeDocument(<DraftPage view={draftView(sample, { daysLeft })} frame={frame()} />))).toContain(
      words,
    );
  });
  it.each(['CLOSED', 'NOT_YET'] as const)('%s: text, but no way to speak', (window) => {
    const html = wholeDocument(<DraftPage view={draftView(sample, { window })} frame={frame()} />);
    expect(html).not.toMatch(/\?say|我要提意见/);
    expect(html).toContain('class="note"');
    expect(html.match(/<article/g)?.length).toBeGreaterThan(30);
  });
  it('numbers headings without gaps, with sections too', () => {
    const text = '某条例\n第一章　总则\n第一节　甲\n第一条　一。\n第二节　乙\n第二条　二。\n第二章　附则\n第三条　三。';
    const levels = [
      ...wholeDocument(<DraftPage view={draftView(provisionsOfText(text))} frame={frame()} />).matchAll(/<h(\d)/g),
    ]
      .map((m) => m[1])
      .join('');
    expect(levels).toBe('12343423');
  });
});

describe('the form', () => {
  it('asks for nothing but words; contact data may be left, in the folded part, beside who sees it and until when', () => {
    expect(article().match(/<[^>]*\brequired\b[^>]*>/g)).toHaveLength(1);
    const [open = '', folded = ''] = article()
      .replace(/<style>.*?<\/style>/s, '')
      .split('<details>');
    expect(open).not.toMatch(/contact|电话"/);
    expect(folded.split('</details>')[0]).toMatch(
      /<legend>联系方式（可不填）<\/legend>.*不填也一样办理.*收集意见的联系点.*保存到2027年2月1日.*name="contactName".*name="contactPhone"/s,
    );
    expect(article()).not.toMatch(/type="(tel|email)"|autocomplete="(tel|name)/);
    expect(article()).toContain('maxlength="10000"');
  });
  it('offers every 款 and 项 by name, and a new article after it', () => {
    const words = wordsOf(article());
    for (const x of ['整条', '第一款：', '第二款第（五）项：', '建议在这一条后面加一条']) expect(words).toContain(x);
  });
  it('names the contact point that will not see it, and has no tick where there is none', () => {
    expect(wordsOf(article())).toContain('本联系点（红河居委会）看不到');
    const own = wholeDocument(
      <SayPage head={head({ point: null })} form={formView(null, { head: head({ point: null }) })} frame={frame()} />,
    );
    expect([own.includes('name="direct"'), wordsOf(own).includes('您的意见直接交给法工委')]).toEqual([false, true]);
  });
  it('gives back what was typed, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (raw) => {
        const text = raw.replace(/[\0\r]/g, '');
        const html = article(
          formView(one, { typed: { ...nothingTyped, text }, faults: [{ field: 'text', message: '错' }] }),
        );
        const back = /<textarea[^>]*id="text"[^>]*>([\s\S]*?)<\/textarea>/.exec(html)?.[1] ?? '';
        // HTML drops the first line feed
        expect(entities(back.replace(/^\n/, ''))).toBe(text);
        expect(html.match(/<\/form>/g)).toHaveLength(1);
      }),
      { numRuns: 50 },
    );
  });
});

describe('what became of it', () => {
  it.each(['RECEIVED', 'REPORTED', 'STUDIED'] as const)('%s shows no outcome', (stage) => {
    const html = wholeDocument(<OutcomePage view={outcomeView({ ...unreleased, stage })} frame={frame()} />);
    expect(html.match(/aria-current="step"/g)).toHaveLength(1);
    expect(wordsOf(html)).not.toMatch(/采纳了|未采纳|部分采纳/);
  });
  it('old and new sentence say 删去 and 新增 to those who do not see colours', () => {
    const html = wholeDocument(<OutcomePage view={outcomeView(adopted)} frame={frame()} />);
    expect(html).toMatch(/<del><span class="v">［删去：<\/span>[^<]*三十[^<]*<span class="v">］<\/span><\/del>/);
    expect(html).toMatch(/<ins><span class="v">［新增：<\/span>/);
    const words = wordsOf(html.replace(/<span class="v">[^<]*<\/span>/g, ''));
    for (const x of [
      '部分采纳',
      '原来的写法（第三十条）',
      '现在的写法（第三十一条）',
      '最长不超过二十五分钟到达现场',
      '云人常法工函〔2026〕17号',
    ])
      expect(words).toContain(x);
  });
  it('a reason class is told in words', () => {
    const html = wholeDocument(
      <OutcomePage
        view={outcomeView({ ...adopted, outcome: 'NOT_ADOPTED', reasonClass: 'COVERED_BY_HIGHER_LAW', changes: [] })}
        frame={frame()}
      />,
    );
    expect(wordsOf(html)).toContain('上位法已有规定');
    expect(html).not.toContain('COVERED_BY');
  });
  it.each(['OFF_TOPIC', 'DUPLICATE', 'UNCLEAR', 'SUPPORT_ONLY', 'SOMETHING_NEW'])(
    'set aside for %s is told in words, with the own words kept',
    (setAsideReason) => {
      const words = wordsOf(
        wholeDocument(
          <OutcomePage view={outcomeView({ ...unreleased, stage: 'RECEIVED', setAsideReason })} frame={frame()} />,
        ),
      );
      expect(words).toContain('没有列入这次的汇总');
      expect(words).toContain('三十分钟太久了');
      expect(words).not.toContain(setAsideReason);
    },
  );
  it.each([
    ['MAY', '撤回我的意见', '正在研究'],
    ['NOTE', '撤回我的意见', '这条意见已经撤回'],
    ['NOTED', '撤回的意愿已经记下', '撤回我的意见'],
    ['WITHDRAWN', '这条意见已经撤回', '撤回我的意见'],
  ] as const)('%s: it says %s', (withdrawal, says, not) => {
    const view = { ...outcomeView({ ...unreleased, stage: 'RECEIVED' }), withdrawal };
    const html = wholeDocument(<OutcomePage view={view} frame={frame()} />);
    expect(wordsOf(html)).toContain(says);
    expect(wordsOf(html)).not.toContain(not);
    // nothing is on its way any more
    expect(/aria-current="step"/.test(html)).toBe(withdrawal !== 'WITHDRAWN');
  });
  it('what is kept apart is said to be looked at, and not to be on its way', () => {
    const view = { ...outcomeView({ ...unreleased, stage: 'RECEIVED' }), waits: true };
    const words = wordsOf(wholeDocument(<OutcomePage view={view} frame={frame()} />));
    expect(words).toContain('正在核看');
    expect(words).not.toContain('接下来报送');
  });
  it.each([
    ['MAY', '还没有报送', '确认撤回'],
    ['NOTE', '不能收回', '记下我的意愿'],
  ] as const)('before it is taken back (%s) the page says what that will do', (withdrawal, says, button) => {
    const view = { ...outcomeView(unreleased), withdrawal };
    const html = wholeDocument(<WithdrawPage view={view} frame={frame()} />);
    expect(wordsOf(html)).toContain(says);
    expect(wordsOf(html)).toContain(button);
    expect(html).toContain(`name="confirmed" value="${withdrawal}"`);
  });
});
