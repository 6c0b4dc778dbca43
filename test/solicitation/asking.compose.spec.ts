import { type ClerkFacts, clerkReads } from '../../src/papers/clerk.rules.js';
import { type Asking, composeAsking, composeUrging, type Urging } from '../../src/solicitation/asking.compose.js';
import { askingIsComplete, dueDayIsLater, toneIsRight, warnsOfFewDays } from '../../src/solicitation/asking.rules.js';
import { DRAFT, LINES, ORIGIN, STATEMENT } from '../papers/asked.js';

const desk = { organ: '澄江市人大常委会法制工作委员会', contactName: '方远', contactPhone: '0888-5550123' };
const POINT = { name: '柳塘街道基层立法联系点', kind: 'POINT' } as const;
const asking = (more: Partial<Asking> = {}): Asking => ({
  desk,
  addressee: POINT,
  texts: [{ title: DRAFT, lines: LINES, statement: STATEMENT }],
  origin: ORIGIN,
  range: '沿河居民、物业服务企业',
  dueOn: '2026-09-30',
  focus: [
    { question: '责任区怎样划分。', provision: '第三条' },
    { question: '多久清理一次', provision: null },
  ],
  website: 'fa.example.cn',
  address: '澄江市人民路1号',
  taskLink: 'https://fa.example.cn/t/1',
  ...more,
});
const signed = { documentNumber: '澄人常法工函〔2026〕7号', issueDate: '2026-09-01' };
const facts = (registered: string): ClerkFacts => ({
  kind: '函',
  direction: 'ACROSS',
  registered,
  formula: null,
  draftTitle: DRAFT,
  day: '2026-09-01',
  persons: { contact: '方远', signer: '沈若水' },
});
const words = (a: Asking): string[] => composeAsking(a, signed).body.map((b) => b.text);

describe('征求意见函', () => {
  const letter = composeAsking(asking(), signed);

  it('says of each question which of several texts it is about', () => {
    const other = { title: '澄江市养犬管理条例（草案）', lines: LINES, statement: STATEMENT };
    const several = asking({
      texts: [{ title: DRAFT, lines: LINES, statement: STATEMENT }, other],
      focus: [
        { question: '责任区怎样划分。', provision: '第三条', text: DRAFT },
        { question: '几岁的犬要办证', provision: null, text: other.title },
        { question: '还有什么', provision: null, text: null },
      ],
    });
    expect(words(several)).toEqual(
      expect.arrayContaining([
        '（一）责任区怎样划分（河道保洁条例征求意见稿第三条）。',
        '（二）几岁的犬要办证（养犬管理条例草案）。',
        '（三）还有什么。',
      ]),
    );
    expect(words(several)[0]).toContain(
      '现将《澄江市河道保洁条例（草案征求意见稿）》（以下简称河道保洁条例征求意见稿）、《澄江市养犬管理条例（草案）》（以下简称养犬管理条例草案）及其说明印送',
    );
    const form = composeAsking(several, signed).annexes?.find((annex) => annex.kind === 'TABLE');
    expect(form).toMatchObject({ columns: expect.arrayContaining([{ head: '稿名和条款', width: 24 }]) as unknown });
    expect(clerkReads(composeAsking(several, signed), facts(POINT.name))).toEqual([]);
    // of one text the short name is enough
    const alone = asking({ focus: [{ question: '责任区怎样划分', provision: '第三条', text: DRAFT }] });
    expect(words(alone).join('')).toContain('（一）责任区怎样划分（征求意见稿第三条）。');
  });

  it('asks a contact point in the words of its kind', () => {
    expect(letter).toMatchObject({
      title: '关于征求《澄江市河道保洁条例（草案征求意见稿）》意见的函',
      addressee: '柳塘街道基层立法联系点',
      form: 'LETTER',
      issued: true,
      date: '2026年9月1日',
      contact: '联系人：方远　电话：0888-5550123',
    });
    expect(letter.body.map((b) => b.text)).toEqual([
      '根据2026年度立法计划，市水务局完成了起草工作。现将《澄江市河道保洁条例（草案征求意见稿）》（以下简称征求意见稿）及其说明印送你单位，请听取沿河居民、物业服务企业的意见，于2026年9月30日前（含当日）反馈我委。',
      '一、重点听取意见的问题',
      '（一）责任区怎样划分（征求意见稿第三条）。',
      '（二）多久清理一次。',
      '对其他内容有意见的，一并提出。',
      '二、听取意见的方式',
      '座谈、走访或者请群众扫描法规码均可，不要求填报过程材料。意见尽量保留原话；有修改建议的，写明条款、写法和理由。',
      '三、反馈方式',
      '登录fa.example.cn报送，或者填写附件3，负责人签字并盖章后送我委（澄江市人民路1号）。没有意见的，请回复“无意见”；期满后听到的意见可以补报。',
    ]);
  });

  it('has the text, its 说明 and a form of 156 mm with eight rows and the code of the task', () => {
    expect(letter.attachments).toEqual([
      '澄江市河道保洁条例（草案征求意见稿）',
      '关于《澄江市河道保洁条例（草案征求意见稿）》的说明',
      '意见反馈表',
    ]);
    expect(letter.annexes?.map((a) => a.title)).toEqual(letter.attachments);
    const form = letter.annexes?.[2];
    if (form?.kind !== 'TABLE') throw new Error('no form');
    expect(form.columns.map((c) => c.width)).toEqual([10, 24, 62, 36, 24]);
    expect(form.rows).toHaveLength(8);
    expect(form.code?.link).toBe('https://fa.example.cn/t/1');
  });

  it.each([
    [POINT, '印送你单位，请听取沿河居民、物业服务企业的意见', '负责人签字并盖章后送我委'],
    [{ name: '澄江市水务局', kind: 'DEPARTMENT' }, '印送你局，请提出意见，并听取', '由负责人签署并盖章后送我委'],
    [{ name: '澄江市南湖区人大常委会', kind: 'CONGRESS' }, '印送你区人大常委会，请提出意见', '盖章后送我委'],
    [{ name: '齐教授', kind: 'EXPERT' }, '印送您，请您提出意见，于', '签名后送我委'],
  ] as const)('speaks to %o as to its kind, and a clerk lets it pass', (addressee, opening, ending) => {
    const said = words(asking({ addressee }));
    expect(said[0]).toContain(opening);
    expect(said.at(-1)).toContain(ending);
    expect(said.join('').includes('补报')).toBe(addressee.kind === 'POINT');
    expect(clerkReads(composeAsking(asking({ addressee }), signed), facts(addressee.name))).toEqual([]);
  });

  it('defines no short name that nothing uses, and leaves out what there is none of', () => {
    const said = words(asking({ focus: [] }));
    expect(said.join('')).not.toContain('以下简称');
    expect(said[1]).toBe('一、听取意见的方式');
    expect(clerkReads(composeAsking(asking({ focus: [] }), signed), facts(POINT.name))).toEqual([]);
  });

  it('names two texts side by side and more by their number, and numbers the form after them', () => {
    const text = (title: string) => ({ title, lines: LINES, statement: STATEMENT });
    const [one, two, three] = ['甲条例（草案）', '市人大常委会关于修改《乙条例》的决定（草案）', '丙条例（草案）'].map(
      text,
    );
    if (!one || !two || !three) throw new Error('three');
    const both = composeAsking(asking({ texts: [one, two] }), signed);
    expect(both.title).toBe('关于征求《甲条例（草案）》《市人大常委会关于修改〈乙条例〉的决定（草案）》意见的函');
    expect(both.body.at(-1)?.text).toContain('填写附件5');
    expect(composeAsking(asking({ texts: [one, two, three] }), signed).title).toBe(
      '关于征求《甲条例（草案）》等3件法规草案意见的函',
    );
  });

  it('has no mark without a number, and says 未签发 until it is signed', () => {
    expect(composeAsking(asking(), { documentNumber: null, issueDate: '' })).toMatchObject({
      form: 'PLAIN',
      issued: false,
      date: '',
    });
  });
});

describe('what a clerk asks of it beside', () => {
  it('wants a 说明 and a day to answer by that is later', () => {
    const of = (statement: unknown[], issueDate: string | null, dueOn: string): string[] =>
      askingIsComplete([{ title: '甲条例', statement }], { issueDate, dueOn }).map((r) => r.words);
    expect(of([1], '2026-09-01', '2026-09-30')).toEqual([]);
    expect(of([], null, '2026-09-30')).toEqual(['《甲条例》没有附说明，请在稿件里补上。']);
    expect(of([1], '2026-09-30', '2026-09-30')).toEqual(['期限2026-09-30不晚于成文日期2026-09-30，请改晚。']);
  });

  it.each([
    ['请务必报送。', '不写“务必”，写“请”。'],
    ['妥否，请批示。', '函不用请示的语气。'],
    ['请上传座谈会照片。', '不要求联系点报送照片等过程材料。'],
    ['逾期的予以通报批评。', '不写批评、通报。'],
  ])('does not take %s', (text, remark) => {
    const letter = { ...composeAsking(asking(), signed), body: [{ kind: 'paragraph' as const, text }] };
    expect(toneIsRight(letter).map((r) => r.words)).toEqual([remark]);
    expect(toneIsRight(composeAsking(asking(), signed))).toEqual([]);
  });

  it('warns of few days and does not refuse them', () => {
    expect(warnsOfFewDays({ issueDate: '2026-09-01', dueOn: '2026-09-15' }, 15)).toBeNull();
    expect(warnsOfFewDays({ issueDate: '2026-09-01', dueOn: '2026-09-14' }, 15)).toBe(
      '从成文到期限只有14天，本机关设定的是不少于15天。',
    );
  });
});

describe('催办函', () => {
  const urging: Urging = {
    desk,
    addressee: POINT,
    titles: [DRAFT],
    asked: { on: '2026-09-01', documentNumber: '澄人常法工函〔2026〕7号' },
    dueOn: '2026-09-30',
    countedOn: '2026-10-08',
    nextStep: '修改草案',
    newDueOn: '2026-10-15',
  };
  const on = { documentNumber: '澄人常法工函〔2026〕9号', issueDate: '2026-10-08' };

  it('says what was asked, that nothing came, and by when', () => {
    const letter = composeUrging(urging, on);
    expect(letter.title).toBe('关于请反馈《澄江市河道保洁条例（草案征求意见稿）》意见的函');
    expect(letter.body.map((b) => b.text)).toEqual([
      '我委2026年9月1日以澄人常法工函〔2026〕7号函请你单位对《澄江市河道保洁条例（草案征求意见稿）》提出意见，期限为2026年9月30日。截至2026年10月8日未收到反馈。因修改草案需要，请于2026年10月15日前（含当日）反馈；没有意见的，请回复“无意见”；已经报送的，请与联系人核对；有困难的，请告知我委。',
    ]);
    expect(clerkReads(letter, { ...facts(POINT.name), day: '2026-10-08' })).toEqual([]);
    expect(toneIsRight(letter)).toEqual([]);
  });

  it('names no number where the letter had none', () => {
    const { body } = composeUrging({ ...urging, asked: { on: '2026-09-01', documentNumber: null } }, on);
    expect(body[0]?.text).toContain('我委2026年9月1日函请你单位对');
  });

  it('asks for a later day than its own', () => {
    const of = (dueOn: string): string[] => dueDayIsLater({ issueDate: '2026-10-08', dueOn }).map((r) => r.words);
    expect(of('2026-10-09')).toEqual([]);
    expect(of('2026-10-08')).toEqual(['期限2026-10-08不晚于成文日期2026-10-08，请改晚。']);
  });
});
