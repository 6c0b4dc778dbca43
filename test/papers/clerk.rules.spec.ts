import { type ClerkFacts, clerkReads, tellRemarks } from '../../src/papers/clerk.rules.js';
import type { AdoptionRow, OfficialLetter } from '../../src/papers/letter.model.js';

const row = (number: number, more: Partial<AdoptionRow> = {}): AdoptionRow => ({
  number,
  provision: '第五条第一款',
  comment: '建议写明“每月”检查一次',
  decision: '采纳',
  reason: '已写入。',
  runs: [],
  ...more,
});
const DRAFT = '澄江市河道保洁条例（草案征求意见稿）';
const NEXT = '澄江市河道保洁条例（草案）';
const HEAD = '意见采纳情况一览表';
const body = (...texts: string[]): OfficialLetter['body'] =>
  texts.map((text) => ({
    kind: /^[一二三四]、/u.test(text) ? 'heading1' : /^（/u.test(text) ? 'heading2' : 'paragraph',
    text,
  }));

/** A letter that a clerk lets pass: three comments, two adopted and one not */
const OPENING = `你单位2026年9月5日报送的对《${DRAFT}》（以下简称征求意见稿）的意见收悉。你单位听取意见12条，归纳报送3条。我委逐条研究，采纳2条，未采纳1条。现将情况反馈如下：`;
const IN_ORDER: OfficialLetter = {
  issuer: '澄江市人大常委会法制工作委员会',
  documentNumber: '澄人常法工函〔2026〕7号',
  title: `关于《${DRAFT}》意见采纳情况的函`,
  addressee: '柳塘街道基层立法联系点',
  body: body(
    OPENING,
    '一、采纳的意见',
    '第1条意见（征求意见稿第五条）、第2条意见已采纳，体现在《澄江市河道保洁条例（草案）》第六条、第七条。',
    '二、未采纳的意见',
    '（一）留待今后研究的。',
    '第3条意见（征求意见稿第十九条第一款第二项）未作修改。',
  ),
  closing: ['请告知提出意见的群众。', '特此反馈。'],
  attachments: [HEAD],
  signatory: '澄江市人大常委会法制工作委员会',
  date: '2026年10月8日',
  contact: '联系人：方远　电话：13800001111',
  annex: { title: HEAD, rows: [row(1), row(2), row(3, { decision: '未采纳' })] },
};
const FACTS: ClerkFacts = {
  kind: '函',
  direction: 'ACROSS',
  registered: '柳塘街道基层立法联系点',
  formula: '特此反馈。',
  draftTitle: DRAFT,
  day: '2026-10-08',
  answers: { closesOn: '2026-09-30', releasedOn: '2026-10-08' },
  figures: { heard: 12, reported: 3, adopted: 2, partly: 0, not: 1, inFavour: 0, pending: 0 },
  classed: [3],
  nextDraft: { title: NEXT, short: '草案', released: true, places: ['第六条', '第七条'] },
  persons: { contact: '方远', signer: '沈若水' },
  residents: ['钱小满'],
};
const told = (paper: Partial<OfficialLetter>, facts: Partial<ClerkFacts> = {}): string[] =>
  clerkReads({ ...IN_ORDER, ...paper }, { ...FACTS, ...facts }).map((r) => `${r.check}|${r.place}|${r.words}`);
/** The letter with its opening, or the paragraph after the first heading, said otherwise */
const opening = (...change: [string, string]): Partial<OfficialLetter> => ({
  body: IN_ORDER.body.map((b, at) => (at === 0 ? { ...b, text: b.text.replace(...change) } : b)),
});
const third = (text: string): Partial<OfficialLetter> => ({
  body: IN_ORDER.body.map((b, at) => (at === 2 ? { ...b, text } : b)),
});
const NAMED = `第1条意见（征求意见稿第五条）已采纳。`;

it('lets a letter pass that is in order', () => {
  expect(told({})).toEqual([]);
});

describe.each<[string, Partial<OfficialLetter>, Partial<ClerkFacts>, string[]]>([
  [
    'an addressee that the register writes otherwise',
    { addressee: '柳塘街道立法联系点' },
    {},
    ['addressee|主送机关|写的是“柳塘街道立法联系点”，登记的名称是“柳塘街道基层立法联系点”，请改成一致。'],
  ],
  [
    'an addressee where there is none',
    {},
    { registered: null },
    ['addressee|主送机关|函没有主送机关，请去掉“柳塘街道基层立法联系点”。'],
  ],
  ['a title of no kind', { title: '关于意见采纳的情况' }, {}, ['title|标题|应当以“函”结尾。']],
  [
    'a kind that is none',
    { title: '关于意见采纳情况的反馈函' },
    {},
    ['title|标题|文种是“函”，“反馈函”不是文种，写“……情况的函”。'],
  ],
  ['a 函 to a body over us', {}, { direction: 'UP' }, ['title|标题|发给上级的用“报告”，不用“函”。']],
  [
    'an annex by another name',
    { attachments: ['采纳情况一览表'] },
    {},
    ['annexes|附件说明|附件名称“采纳情况一览表”与附件标题“意见采纳情况一览表”不一致。'],
  ],
  ['an annex too few', { attachments: [] }, {}, ['annexes|附件说明|列了0个附件，文后附有1个，请改成一致。']],
  [
    'an annex in title marks',
    { attachments: [`《${HEAD}》`], annex: { title: `《${HEAD}》`, rows: IN_ORDER.annex?.rows ?? [] } },
    {},
    ['annexes|附件说明|“《意见采纳情况一览表》”外面不加书名号，后面不加标点。'],
  ],
  [
    'outcomes that do not add up',
    {},
    { figures: { heard: 12, reported: 3, adopted: 2, partly: 0, not: 1, inFavour: 1, pending: 0 } },
    ['sums|正文|报送3条，各类结果合计4条，两数不等，请核对。'],
  ],
  [
    'figures that the register does not have',
    opening('采纳2条，未采纳1条', '采纳1条，未采纳2条'),
    {},
    ['sums|正文第1段|写的是采纳1条，登记的是2条。', 'sums|正文第1段|写的是未采纳2条，登记的是1条。'],
  ],
  [
    'voices of another number',
    opening('听取意见12条', '听取意见13条'),
    {},
    ['sums|正文第1段|写的是听取13条，登记的是12条。'],
  ],
  [
    'a table that is short of a row',
    { annex: { title: HEAD, rows: [row(1), row(2)] } },
    {},
    ['sums|附件|表里有2行，应当答复的是3条，请核对。'],
  ],
  [
    'a heading with nothing under it',
    { body: body(OPENING, '一、采纳的意见', '二、其他情况', '征求意见稿没有其他情况。') },
    {},
    ['sections|正文第2段|“一、采纳的意见”下面没有内容，请整节去掉。'],
  ],
  [
    'headings that miss a number',
    { body: body(OPENING, '一、采纳的意见', NAMED, '三、其他情况', '没有。') },
    {},
    ['sections|正文第4段|标题序号应当是“二、”，写的是“三、其他情况”。'],
  ],
  [
    'a classed reason among the others',
    { body: body(OPENING, '一、未采纳的意见', '其他的1条：第3条意见，不宜写入征求意见稿。') },
    {},
    ['otherGroup|正文第3段|第3条意见的理由已经归类，不应当放在“其他”里。'],
  ],
  [
    '部分采纳 where there is none',
    { closing: ['采纳和部分采纳的意见已经写入。', '特此反馈。'] },
    {},
    ['partly|结尾第1段|没有部分采纳的意见，不要提“部分采纳”。'],
  ],
  [
    'a text that was not released',
    {},
    { nextDraft: { title: NEXT, short: '草案', released: false, places: [] } },
    ['nextDraft|正文第3段|《澄江市河道保洁条例（草案）》还没有发布，不能引用。'],
  ],
  [
    'a place that is not in it',
    {},
    { nextDraft: { title: NEXT, short: '草案', released: true, places: ['第六条'] } },
    ['nextDraft|正文第3段|草案里没有第七条，请核对。'],
  ],
  [
    'a full title said again',
    third(`第1条意见（征求意见稿第五条）写的是《${DRAFT}》。`),
    {},
    ['shortName|正文第3段|稿名全称写了2次，请规定简称以后不再写全称。'],
  ],
  [
    'a full title said again and no short one',
    { body: body(`《${DRAFT}》的意见收悉。`, `《${DRAFT}》已经修改。`) },
    {},
    ['shortName|正文第2段|稿名全称写了2次，请第一次出现时规定简称，以后用简称。'],
  ],
  [
    'a short name defined twice',
    third('第1条意见（征求意见稿第五条）对条例（以下简称征求意见稿）提出。'),
    {},
    ['shortName|正文第3段|简称“征求意见稿”规定了两次，留第一次。'],
  ],
  [
    'a short name in quotes',
    { body: body(`《${DRAFT}》（以下简称“征求意见稿”）的意见收悉。“征求意见稿”已经修改。`) },
    {},
    ['shortName|正文第1段|简称“征求意见稿”不加引号。'],
  ],
  [
    'a short name that nobody uses',
    { body: body(`《${DRAFT}》（以下简称征求意见稿）的意见收悉。`) },
    {},
    ['shortName|正文第1段|简称“征求意见稿”后面没有用到，不必规定。'],
  ],
  [
    'a short name in the title',
    { title: '关于征求意见稿采纳情况的函' },
    {},
    ['shortName|标题和附件名称|“关于征求意见稿采纳情况的函”里写全称，不用简称。'],
  ],
  [
    'an item in brackets',
    third('第1条意见（征求意见稿第五条第（二）项）已采纳。'),
    {},
    ['marks|正文第3段|引用写“第二项”，不写“第（二）项”。'],
  ],
  ['a mark of ASCII', third('第1条意见已采纳,见草案。'), {}, ['marks|正文第3段|“纳,”里有半角标点，改成全角。']],
  ['title marks of ASCII', third('<条例>已采纳。'), {}, ['marks|正文第3段|“<条”里有半角标点，改成全角。']],
  ['two stops', third('第1条意见已采纳。。'), {}, ['marks|正文第3段|标点“。。”重复，留一个。']],
  ['a comma between titles', third('《甲》、《乙》已采纳。'), {}, ['marks|正文第3段|“》、《”中间不用顿号。']],
  [
    'a day with a zero',
    { contact: '截至2026年09月5日' },
    {},
    ['marks|附注|日期“年09月”不规范：年份写四位，月、日不补零。'],
  ],
  [
    'a mark after （一）',
    { body: body(OPENING, '一、采纳的意见', '（一）、关于巡查。', NAMED) },
    {},
    ['marks|正文第3段|“（一）”后面不加标点。'],
  ],
  [
    'a number in square brackets',
    { documentNumber: '澄人常法工函[2026]07号' },
    {},
    [
      'documentNumber|发文字号|发文字号“澄人常法工函[2026]07号”不规范：写成“机关代字〔年份〕序号号”，六角括号，不加“第”，序号不补零。',
    ],
  ],
  ['another address', opening('你单位听取', '你联系点听取'), {}, ['address|正文第1段|不称“你联系点”，称“你单位”。']],
  [
    'another formula',
    { closing: ['专此函达。'] },
    {},
    ['formula|结尾|结语“专此函达。”与文种不符，应当写“特此反馈。”。'],
  ],
  ['no formula', { closing: ['谢谢。'] }, {}, ['formula|结尾|缺少结语“特此反馈。”。']],
  [
    'a formula where there is none',
    {},
    { formula: null },
    ['formula|结尾第2段|结语“特此反馈。”与文种不符，这类文不写结语，请去掉。'],
  ],
  [
    'the signer as the one to ask',
    {},
    { persons: { contact: '沈若水', signer: '沈若水' } },
    ['persons|附注|联系人与签发人都是“沈若水”，联系人应当是经办人。'],
  ],
  [
    'a day within the window',
    {},
    { day: '2026-09-30' },
    ['day|成文日期|成文日期2026-09-30不晚于征求意见截止日2026-09-30，请改晚。'],
  ],
  [
    'a day before the release',
    {},
    { day: '2026-10-01' },
    ['day|成文日期|成文日期2026-10-01早于下一稿的发布日2026-10-08，请改晚。'],
  ],
  ['a resident by name', third('第1条意见由钱小满提出。'), {}, ['residents|正文第3段|有提意见的群众的姓名，请隐去。']],
  [
    'a resident by phone and by door',
    { annex: { title: HEAD, rows: [row(1), row(2, { comment: '住3号楼2单元501室，13900002222' }), row(3)] } },
    {},
    [
      'residents|附件第2行“意见内容”|有群众的手机号，请隐去。',
      'residents|附件第2行“意见内容”|有群众的门牌号，请隐去。',
    ],
  ],
])('sends back %s', (_, paper, facts, remarks) => {
  it('and says where and what instead', () => {
    expect(told(paper, facts)).toEqual(remarks);
  });
});

it('leaves the words of a resident, an address of the web and the numbers of the desk alone', () => {
  const rows = [row(1, { comment: '写明,第（二）项。。' }), row(2), row(3)];
  expect(told({ annex: { title: HEAD, rows } })).toEqual([]);
  expect(told(third('登录https://fa.example.cn/a?b=1提出。'))).toEqual([]);
});

it('tells remarks a line each', () => {
  const remarks = clerkReads({ ...IN_ORDER, closing: ['谢谢。'] }, { ...FACTS, day: '2026-09-30' });
  expect(tellRemarks(remarks)).toBe(
    '结尾：缺少结语“特此反馈。”。\n成文日期：成文日期2026-09-30不晚于征求意见截止日2026-09-30，请改晚。',
  );
});
