import {
  composeNotice,
  type Notice,
  noticeIsComplete,
  refusesNotice,
  warnsOfShortWindow,
} from '../../src/consultation/notice.rules.js';
import { clerkReads } from '../../src/papers/clerk.rules.js';
import { CODE_SLOT, pasteReady } from '../../src/papers/paste.rules.js';
import { DRAFT, LINES, ORIGIN, STATEMENT } from '../papers/asked.js';

const notice = (more: Partial<Notice> = {}): Notice => ({
  organ: '澄江市人大常委会办公室',
  method: 'PUBLIC',
  texts: [{ title: DRAFT, lines: LINES, statement: STATEMENT }],
  origin: ORIGIN,
  opensOn: '2026-09-01',
  closesOn: '2026-09-30',
  website: 'fa.example.cn',
  post: { address: '澄江市人民路1号', postcode: '657100' },
  mail: 'fgc@example.cn',
  phone: { number: '0888-5550123', hours: '9时至17时' },
  points: [{ name: '柳塘街道基层立法联系点', phone: '0888-5550456', address: '柳塘路8号' }],
  issueDate: '2026-09-01',
  ...more,
});
const read = (n: Notice) =>
  clerkReads(composeNotice(n), {
    kind: '公告',
    direction: 'PUBLIC',
    registered: null,
    formula: null,
    draftTitle: DRAFT,
    day: '2026-09-01',
  });

describe('征求意见公告', () => {
  it('says when, how and what becomes of it', () => {
    const paper = composeNotice(notice());
    expect(paper).toMatchObject({
      title: '关于公开征求《澄江市河道保洁条例（草案征求意见稿）》意见的公告',
      addressee: '',
      form: 'PLAIN',
      sealed: false,
      documentNumber: null,
      date: '2026年9月1日',
    });
    expect(paper.body.map((b) => b.text)).toEqual([
      '根据2026年度立法计划，市水务局完成了起草工作。现将《澄江市河道保洁条例（草案征求意见稿）》（以下简称征求意见稿）及其说明公布，公开征求意见。',
      '一、时间',
      '2026年9月1日至9月30日。',
      '二、方式',
      '（一）扫码或者登录fa.example.cn，不用注册，可以逐条提，也可以直接说；',
      '（二）来信：澄江市人民路1号，邮编657100，信封注明“征求意见稿意见”；',
      '（三）邮箱：fgc@example.cn；',
      '（四）电话：0888-5550123（工作日9时至17时）；',
      '（五）到就近的基层立法联系点（附件3）当面说。',
      '三、说明',
      '姓名和联系方式自愿填写，只用于核实和答复，不公开。凭回执码可以查询结果，征求意见的情况将向社会通报。',
    ]);
    expect(paper.annexes?.map((a) => a.title)).toEqual(paper.attachments);
    expect(read(notice())).toEqual([]);
  });

  it('leaves out ways that there are not and closes the numbers up', () => {
    const few = notice({ post: null, phone: null, points: [] });
    expect(
      composeNotice(few)
        .body.filter((b) => b.text.startsWith('（'))
        .map((b) => b.text),
    ).toEqual([
      '（一）扫码或者登录fa.example.cn，不用注册，可以逐条提，也可以直接说；',
      '（二）邮箱：fgc@example.cn。',
    ]);
    expect(composeNotice(few).attachments).toHaveLength(2);
    expect(read(few)).toEqual([]);
  });

  it('shows no mobile number in the list', () => {
    const points = [{ name: '柳塘街道基层立法联系点', phone: '13800001111', address: '' }];
    expect(read(notice({ points })).map((r) => r.words)).toEqual(['有群众的手机号，请隐去。']);
  });

  it('is for public rounds alone', () => {
    expect(refusesNotice('PUBLIC')).toBeNull();
    expect(refusesNotice('SOLICITATION_LETTER')).toBe('这一稿不公开征求意见，不能生成这份材料。');
  });

  it('wants a 说明 and days in their order, asks nobody for a name, and warns of a short window', () => {
    const of = (n: Notice): string[] => noticeIsComplete(n, composeNotice(n)).map((r) => r.words);
    expect(of(notice())).toEqual([]);
    expect(of(notice({ texts: [{ title: '甲条例', lines: [], statement: [] }] }))).toEqual([
      '《甲条例》没有附说明，请补上。',
    ]);
    expect(of(notice({ closesOn: '2026-08-31' }))).toEqual(['截止日2026-08-31早于开始日2026-09-01，请改正。']);
    expect(of(notice({ issueDate: '2026-09-02' }))).toEqual([
      '开始日2026-09-01早于公告日期2026-09-02，请改成当日或者以后。',
    ]);
    expect(of(notice({ mail: 'a@example.cn，请注明姓名' }))).toEqual(['不要求填写姓名。']);
    expect([warnsOfShortWindow(notice(), 30), warnsOfShortWindow(notice(), 31)]).toEqual([
      null,
      '征求意见时间只有30天，本机关设定的是不少于31天。',
    ]);
  });
});

describe('the notice to be pasted', () => {
  const { html, text } = pasteReady(composeNotice(notice()), true);

  it('has inline styles alone, and nothing that editors drop', () => {
    expect(html).toMatch(/^<section style="font-size:16px;line-height:1\.75;/u);
    expect(html).not.toMatch(/class=|<script|<table|<img|<a |data:|url\(|href|src=/u);
    expect(html).toContain('<strong>第一条　</strong>为了加强河道保洁管理');
    expect(html).toContain('text-align:center;font-weight:bold;">第一章　总则</p>');
    expect(html.split(CODE_SLOT)).toHaveLength(2);
  });

  it('says the same words as plain text, the list in words', () => {
    const bare = html.replace(/<[^>]+>/gu, '');
    expect(text.replace(/\n|^　　/gmu, '')).toBe(bare);
    expect(text).toContain('　　1. 柳塘街道基层立法联系点，柳塘路8号，0888-5550456');
    expect(text).toContain('\n附件3\n基层立法联系点名单\n');
  });

  it('takes words as words', () => {
    const strange = pasteReady(composeNotice(notice({ organ: `<b onclick="x">&'` })), false);
    expect(strange.html).toContain('&lt;b onclick=&quot;x&quot;&gt;&amp;&#39;');
    expect(strange.html).not.toContain(CODE_SLOT);
  });
});
