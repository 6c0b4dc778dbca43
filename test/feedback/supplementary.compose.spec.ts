/** The words of further letters, and of a first one that does not tell everything; older snapshots keep their words. */
import { composeLetter, type LetterSnapshot, type SnapshotComment } from '../../src/feedback/letter.compose.js';
import { canonical, type Json, sha256 } from '../../src/platform/base/canonical.js';

const comment = (number: number, more: Partial<SnapshotComment> = {}): SnapshotComment => ({
  commentId: `c${number}`,
  number,
  place: '第五条',
  text: '应急演练每年不少于一次。',
  outcome: 'NOT_ADOPTED',
  reasonClass: '上位法已有规定',
  words: '特种设备安全法已有规定',
  explanation: null,
  evidence: [],
  reportedOn: '2026-11-10',
  late: true,
  ...more,
});
const snapshot = (
  wordingVersion: LetterSnapshot['wordingVersion'],
  ...comments: SnapshotComment[]
): LetterSnapshot => ({
  wordingVersion,
  issuer: '云市人大常委会法制工作委员会',
  addressee: '红河基层立法联系点',
  draftTitle: '云市电梯条例（草案征求意见稿）',
  nextDraftTitle: '云市电梯条例（草案）',
  opensOn: '2026-09-05',
  closesOn: '2026-10-04',
  opinionsHeard: 12,
  contactName: '陆清和',
  contactPhone: null,
  comments,
});
const given = { documentNumber: '云人常法工函〔2026〕9号', issueDate: '2026-11-20' };
const words = (s: LetterSnapshot): string[] => {
  const letter = composeLetter(s, given);
  return [letter.title, ...letter.body.map((b) => b.text), ...letter.closing];
};
const adopted = comment(14, {
  outcome: 'ADOPTED',
  reasonClass: null,
  words: '',
  text: '第一句\n第二句',
  evidence: [{ oldLabel: '第五条', newLabel: '第六条', changes: [{ type: 'insert', text: '两次' }] }],
});
const former = { documentNumber: '云人常法工函〔2026〕1号', outcome: 'ADOPTED' as const };
const changed = comment(2, { late: false, former });
const kept = comment(3, { late: false, former: { ...former, outcome: 'NOT_ADOPTED' } });

describe('a supplementary letter', () => {
  it('says of a campaign that it was one, and of others nothing', () => {
    const s = { ...snapshot('supplementary-1', comment(13)), voicesBehind: { voices: 58, texts: 2, sources: 3 } };
    expect(words(s)[1]).toContain('的1条意见（来自58条原话，2种文字、3个来源）收悉。');
    expect(words(snapshot('supplementary-1', comment(13)))[1]).toContain('的1条意见收悉。');
  });

  it('says what came when, what became of it, and each comment with what was asked', () => {
    expect(words(snapshot('supplementary-1', comment(13), adopted))).toEqual([
      '关于《云市电梯条例（草案征求意见稿）》补报意见采纳情况的函',
      '你单位2026年11月10日补报的对《云市电梯条例（草案征求意见稿）》（以下简称征求意见稿）的2条意见收悉。我委会同有关方面逐条研究，采纳1条，未采纳1条。现将情况反馈如下：',
      '一、采纳的意见',
      '第14条意见（征求意见稿第五条）提出：“第一句；第二句”。采纳。体现在《云市电梯条例（草案）》第六条。',
      '二、未采纳的意见',
      '第13条意见（征求意见稿第五条）提出：“应急演练每年不少于一次”。未采纳（上位法已有规定）。特种设备安全法已有规定。',
      '以上为阶段性情况，法规内容以表决通过后公布的文本为准。',
      '各条意见的处理情况和修改前后的条文见附件。请告知提出意见的群众；有不同看法的，可以继续向我委反映。感谢你单位对立法工作的支持。特此反馈。',
    ]);
  });

  it('names both ends of several days, and is 其余 where it was not reported late', () => {
    const [title, opening] = words(
      snapshot('supplementary-1', comment(13, { late: false }), comment(14, { reportedOn: '2026-11-08' })),
    );
    expect(title).toBe('关于《云市电梯条例（草案征求意见稿）》其余意见采纳情况的函');
    expect(opening).toContain('你单位2026年11月8日至11月10日报送的对');
  });

  it('says how many are still studied, and nothing of them where there are none', () => {
    const pending = words({ ...snapshot('supplementary-1', comment(13)), pending: 3 });
    expect(pending.slice(2, 6)).toEqual([
      '一、未采纳的意见',
      expect.any(String),
      '二、其他情况',
      '另有3条意见仍在研究，有结果后另行反馈。',
    ]);
    expect(words(snapshot('supplementary-1', comment(13))).join('')).not.toContain('仍在研究');
  });

  it('quotes lines as one, and marks inside marks as inner ones', () => {
    const text = '防止“应急”被滥用。\n建议修改为：公示费用';
    expect(words(snapshot('supplementary-1', comment(13, { text }))).join('')).toContain(
      '提出：“防止‘应急’被滥用。建议修改为：公示费用”。',
    );
  });

  it('of a long comment leaves the words to the annex, which has them whole', () => {
    const long = '长'.repeat(61);
    const s = snapshot('supplementary-1', comment(13, { text: long }));
    expect(words(s).join('')).toContain('第13条意见（征求意见稿第五条）内容见附件。');
    expect(composeLetter(s, given).annex.rows[0]?.comment).toBe(long);
  });

  it.each([
    ['云市电梯条例（修订草案）', '第五条', '（以下简称修订草案）'],
    ['云市电梯条例（草案二次审议稿）', '第五条', '（以下简称二次审议稿）'],
    ['关于修改《云市电梯条例》的决定（草案）', '第五条', '（以下简称决定草案）'],
    ['云市电梯条例', '第五条', null],
    ['云市电梯条例（修订草案）', '全文', null],
  ])('%s at %s is called %s', (draftTitle, place, short) => {
    const opening = words({ ...snapshot('supplementary-1', comment(13, { place })), draftTitle })[1] ?? '';
    expect(/（以下简称[^）]+）/u.exec(opening)?.[0] ?? null).toBe(short);
  });

  it('has small title marks inside the others', () => {
    const s = { ...snapshot('supplementary-1', comment(13)), draftTitle: '关于修改《云市电梯条例》的决定（草案）' };
    expect(words(s)[0]).toBe('关于《关于修改〈云市电梯条例〉的决定（草案）》补报意见采纳情况的函');
  });
});

describe('a letter on what was decided again', () => {
  it('comes first with the number and the outcome that were told, and what it is now', () => {
    const text = words(snapshot('reversal-1', changed));
    expect(text.slice(0, 4)).toEqual([
      '关于变更《云市电梯条例（草案征求意见稿）》有关意见采纳情况的函',
      '你单位报送的对《云市电梯条例（草案征求意见稿）》（以下简称征求意见稿）的意见中，有1条经我委复议。现将情况反馈如下：',
      '一、与此前反馈不同的情况',
      '第2条意见（征求意见稿第五条）提出：“应急演练每年不少于一次”。云人常法工函〔2026〕1号函告知采纳。经复议，改为未采纳（上位法已有规定）。特种设备安全法已有规定。',
    ]);
    expect(composeLetter(snapshot('reversal-1', changed), given).annex.rows[0]?.reason).toBe(
      '云人常法工函〔2026〕1号函告知采纳。\n【上位法已有规定】特种设备安全法已有规定',
    );
  });

  it('says of an outcome that stays that it stays, and calls nothing a change that is none', () => {
    const text = words(snapshot('reversal-1', kept));
    expect(text[0]).toBe('关于《云市电梯条例（草案征求意见稿）》有关意见复议情况的函');
    expect(text).toContain('一、经复议维持的情况');
    expect(text.join('')).toContain('函告知未采纳。经复议，维持未采纳（上位法已有规定）。');
    expect(text.join('')).not.toMatch(/变更|改为/u);
  });

  it.each([
    [[changed, comment(13)], '关于变更和补充《云市电梯条例（草案征求意见稿）》有关意见采纳情况的函'],
    [[kept, comment(13)], '关于复议和补充《云市电梯条例（草案征求意见稿）》有关意见采纳情况的函'],
    [[kept, changed], '关于变更《云市电梯条例（草案征求意见稿）》有关意见采纳情况的函'],
  ])('is entitled after what is in it', (comments, title) => {
    expect(words(snapshot('reversal-1', ...comments))[0]).toBe(title);
  });

  it('beside new ones counts each apart', () => {
    const text = words(snapshot('reversal-1', changed, kept, comment(13)));
    expect(text[1]).toContain('补报的对');
    expect(text[1]).toContain(
      '的1条意见收悉。我委会同有关方面逐条研究，未采纳1条。此前反馈过的意见中，有2条经我委复议。',
    );
    expect(text.filter((t) => /^[一二三四]、/u.test(t))).toEqual([
      '一、与此前反馈不同的情况',
      '二、经复议维持的情况',
      '三、未采纳的意见',
    ]);
  });
});

describe('a first letter that does not tell everything', () => {
  it('says how many were reported, how many it tells, and that the others are still studied', () => {
    const text = words({ ...snapshot('interim-2', comment(1), comment(2)), pending: 3 }).join('');
    expect(text).toContain('归纳报送意见5条。其中2条已经会同有关方面逐条研究，现将采纳情况反馈如下。');
    expect(text).toContain('已经有结果的2条意见中，未采纳2条。另有3条意见仍在研究，有结果后另行反馈。');
  });
});

it('a snapshot of the first wording composes to what it always did', () => {
  const plain = ({ reportedOn: _, late: __, ...c }: SnapshotComment): SnapshotComment => c;
  const letter = composeLetter(snapshot('interim-1', plain(comment(1)), plain(adopted)), given);
  expect(sha256(canonical(letter as unknown as Json)).toString('hex')).toBe(
    '7ecf2c13dbac9db227770f42fba99f1298b52530ea7ae9abb08d0c2ac6341067',
  );
});
