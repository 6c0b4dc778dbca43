/** What the strict clerk says of the letters to contact points, in each wording that one may have. */
import {
  composeLetter,
  type LetterSnapshot,
  type SnapshotComment,
  type WordingVersion,
} from '../../src/feedback/letter.compose.js';
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
