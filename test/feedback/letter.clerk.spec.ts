/** What the strict clerk says of the letters to contact points, in each wording that one may have. */
import {
  composeLetter,
  type LetterSnapshot,
  type SnapshotComment,
  type WordingVersion,
} from '../../src/feedback/letter.compose.js';
import { letterRemarks, type LetterRegister } from '../../src/feedback/letter.clerk.rules.js';
import { type ClerkFacts, clerkReads } from '../../src/papers/clerk.rules.js';

const comment = (number: number, more: Partial<SnapshotComment> = {}): SnapshotComment => ({
  commentId: `c${number}`,
  number,
  place: '第五条第一款',
  text: '建议每月检查一次',
  outcome: 'ADOPTED',
  reasonClass: null,
  words: '已写入',
  explanation: null,
  evidence: [{ oldLabel: '第五条', newLabel: '第六条', changes: [] }],
  reportedOn: '2026-09-05',
  ...more,
});
const comments = [
  comment(1),
  comment(2, { place: '第十九条第一款第（二）项' }),
  comment(3, { outcome: 'NOT_ADOPTED', reasonClass: '留待今后研究', words: '条件不成熟', evidence: [] }),
];
const snapshot = (wordingVersion: WordingVersion): LetterSnapshot => ({
  wordingVersion,
  issuer: '澄江市人大常委会法制工作委员会',
  addressee: '柳塘街道基层立法联系点',
  draftTitle: '澄江市河道保洁条例（草案征求意见稿）',
  nextDraftTitle: '澄江市河道保洁条例（草案）',
  opensOn: '2026-09-01',
  closesOn: '2026-09-30',
  opinionsHeard: 12,
  contactName: '方远',
  contactPhone: '0888-5550123',
  comments,
});
const facts: ClerkFacts = {
  kind: '函',
  direction: 'ACROSS',
  registered: '柳塘街道基层立法联系点',
  formula: '特此反馈。',
  draftTitle: '澄江市河道保洁条例（草案征求意见稿）',
  day: '2026-10-08',
  answers: { closesOn: '2026-09-30', releasedOn: '2026-10-08' },
  figures: { heard: 12, reported: 3, adopted: 2, partly: 0, not: 1, inFavour: 0, pending: 0 },
  classed: [3],
  nextDraft: { title: '澄江市河道保洁条例（草案）', short: '草案', released: true, places: ['第六条'] },
  persons: { contact: '方远', signer: '沈若水' },
  residents: [],
};
const remarks = (wording: WordingVersion): string[] =>
  clerkReads(
    composeLetter(snapshot(wording), { documentNumber: '澄人常法工函〔2026〕7号', issueDate: '2026-10-08' }),
    facts,
  ).map((r) => `${r.check} ${r.place}`);

it('finds in the first wording what a landed letter keeps', () => {
  expect(remarks('interim-1')).toEqual([
    'title 标题',
    'partly 正文第3段',
    'partly 正文第4段',
    'marks 正文第6段',
    'marks 附件第2行“条款”',
    'address 正文第1段',
    'address 正文第3段',
    'formula 结尾第2段',
  ]);
});

it('lets a first letter of now pass, its items cited without brackets', () => {
  expect(remarks('interim-3')).toEqual([]);
  const given = { documentNumber: '澄人常法工函〔2026〕7号', issueDate: '2026-10-08' };
  const letter = composeLetter(snapshot('interim-3'), given);
  expect(letter.title).toBe('关于《澄江市河道保洁条例（草案征求意见稿）》意见采纳情况的函');
  expect(letter.body.map((b) => b.text)).toEqual([
    '你单位报送的对《澄江市河道保洁条例（草案征求意见稿）》（以下简称征求意见稿）的意见收悉。你单位听取意见12条，归纳报送3条。我委会同有关方面逐条研究，采纳2条，未采纳1条。现将情况反馈如下：',
    '一、采纳的意见',
    '第1条意见（征求意见稿第五条第一款）提出：“建议每月检查一次”。采纳。已写入。体现在《澄江市河道保洁条例（草案）》第六条。',
    '第2条意见（征求意见稿第十九条第一款第二项）提出：“建议每月检查一次”。采纳。已写入。体现在《澄江市河道保洁条例（草案）》第六条。',
    '二、未采纳的意见',
    '第3条意见（征求意见稿第五条第一款）提出：“建议每月检查一次”。未采纳（留待今后研究）。条件不成熟。',
    '三、其他情况',
    '群众直接提交我委的意见另行答复，不计入以上数字。',
  ]);
  const waiting = composeLetter({ ...snapshot('interim-3'), pending: 2 }, given).body.map((b) => b.text);
  expect(waiting[0]).toContain('归纳报送5条。其中3条我委已经会同有关方面逐条研究，采纳2条，未采纳1条。');
  expect(waiting.at(-2)).toBe('另有2条意见仍在研究，有结果后另行反馈。');
});

it('finds in a supplement only what a citation says', () => {
  expect(remarks('supplementary-1')).toEqual(['marks 正文第4段', 'marks 附件第2行“条款”']);
});

describe('before the words of a letter are fixed', () => {
  const register: LetterRegister = {
    name: '柳塘街道基层立法联系点',
    next: { title: '澄江市河道保洁条例（草案）', places: ['第六条'] },
  };
  const read = (more: Partial<LetterSnapshot>, at: Partial<LetterRegister> = {}): string[] =>
    letterRemarks({ ...snapshot('interim-4'), ...more }, { ...register, ...at }).map((r) => `${r.place}：${r.words}`);

  it('lets pass what is in order, in each wording of now', () => {
    for (const wordingVersion of ['interim-4', 'supplementary-2'] as const)
      expect(read({ wordingVersion })).toEqual([]);
    const former = { documentNumber: '澄人常法工函〔2026〕1号', outcome: 'PARTIALLY_ADOPTED' as const };
    expect(read({ wordingVersion: 'reversal-2', comments: [comment(1, { former })] })).toEqual([]);
  });

  it('lets pass a letter about a law whose two texts bear one name', () => {
    const title = '澄江市河道保洁条例';
    for (const wordingVersion of ['interim-4', 'supplementary-2'] as const)
      expect(
        read({ wordingVersion, draftTitle: title, nextDraftTitle: title }, { next: { title, places: ['第六条'] } }),
      ).toEqual([]);
  });

  it('judges no letter of a wording before: it is printed as it was composed', () => {
    for (const wordingVersion of ['interim-1', 'interim-2', 'interim-3', 'supplementary-1', 'reversal-1'] as const)
      expect(read({ wordingVersion, addressee: '别的联系点' })).toEqual([]);
  });

  it.each<[string, Partial<LetterSnapshot>, Partial<LetterRegister>, string[]]>([
    [
      'the addressee is called otherwise in the register',
      {},
      { name: '柳塘街道立法联系点' },
      ['主送机关：写的是“柳塘街道基层立法联系点”，登记的名称是“柳塘街道立法联系点”，请改成一致。'],
    ],
    [
      'the body is engaged no more',
      {},
      { name: null },
      ['主送机关：“柳塘街道基层立法联系点”已经不是本机关的联系点，请作废这份函。'],
    ],
    [
      'the next text has no such article',
      { comments: [comment(1, { evidence: [{ oldLabel: null, newLabel: '第七条第二款', changes: [] }] })] },
      {},
      ['正文第3段：澄江市河道保洁条例（草案）里没有第七条，请核对。'],
    ],
    [
      'the next text was taken down',
      { comments: [comment(1)] },
      { next: null },
      ['正文第3段：《澄江市河道保洁条例（草案）》还没有发布，不能引用。'],
    ],
    [
      'a reason has marks that are not ours',
      { comments: [comment(4, { words: '按第五条第（二）项,不改' })] },
      {},
      [
        '第4条意见的理由：引用写“第二项”，不写“第（二）项”。已经签发的，请先复议这一条。',
        '第4条意见的理由：“项,”里有半角标点，改成全角。已经签发的，请先复议这一条。',
      ],
    ],
    [
      'a resident left a number in what was said',
      { comments: [comment(1, { text: '电梯坏了,请打13905550123' })] },
      {},
      ['第1条意见的原文：有群众的手机号，请隐去。先复议这一条，重新拟好以后退回联系点，遮盖了再报。'],
    ],
  ])('%s', (_, more, at, remarks) => expect(read(more, at)).toEqual(remarks));

  it('speaks to a department and a congress as what they are', () => {
    const words = (s: Partial<LetterSnapshot>): string[] => {
      const letter = composeLetter({ ...snapshot('interim-4'), ...s }, { documentNumber: '', issueDate: '' });
      return [letter.body[0]?.text.slice(0, 12) ?? '', letter.closing.at(-1)?.slice(-18) ?? ''];
    };
    expect(words({ body: 'DEPARTMENT', addressee: '澄江市水务局' })).toEqual([
      '你局报送的对《澄江市河道',
      '感谢你局对立法工作的支持。特此函告。',
    ]);
    expect(words({ body: 'CONGRESS', addressee: '柳塘县人大常委会' })[0]).toBe('你县人大常委会报送的对《');
    expect(read({ body: 'DEPARTMENT' })).toEqual([]);
  });
});
