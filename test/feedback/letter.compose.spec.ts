import fc from 'fast-check';
import {
  composeLetter,
  excerpt,
  type LetterSnapshot,
  type SnapshotChange,
  type SnapshotComment,
  WORDING_VERSION,
} from '../../src/feedback/letter.compose.js';

const comment = (number: number, more: Partial<SnapshotComment> = {}): SnapshotComment => ({
  commentId: `c${number}`,
  number,
  place: '第二条',
  text: '应当每日检查两次',
  outcome: 'ADOPTED',
  reasonClass: null,
  words: '采纳',
  explanation: null,
  evidence: [],
  ...more,
});
const snapshot = (...comments: SnapshotComment[]): LetterSnapshot => ({
  wordingVersion: WORDING_VERSION,
  issuer: '云市人大常委会法制工作委员会',
  addressee: '红河基层立法联系点',
  draftTitle: '云市电梯条例（征求意见稿）',
  nextDraftTitle: '云市电梯条例（草案）',
  opensOn: '2026-09-05',
  closesOn: '2026-10-04',
  opinionsHeard: 12,
  contactName: '陆清和',
  contactPhone: '555 0118',
  comments,
});
const given = { documentNumber: '云人常法工函〔2026〕1号', issueDate: '2026-11-02' };
const changes: SnapshotChange[] = [
  { type: 'same', text: '每日检查' },
  { type: 'insert', text: '两次' },
  { type: 'delete', text: '一次' },
];
const yes = comment(1, { words: '已写入', evidence: [{ oldLabel: '第二条', newLabel: '第三条', changes }] });
const partly = comment(2, { outcome: 'PARTIALLY_ADOPTED', words: '吸收了前半', explanation: '见配套办法' });
const no = comment(3, {
  outcome: 'NOT_ADOPTED',
  place: '第四条',
  reasonClass: '上位法已有规定',
  words: '特种设备安全法已有规定。',
});
const also = comment(4, { outcome: 'NOT_ADOPTED', place: '全文', reasonClass: '留待今后研究', words: '还要调研' });

describe('the words of a letter', () => {
  const letter = composeLetter(snapshot(yes, partly, no, also), given);
  const body = letter.body.map((b) => b.text);

  it('are the same for the same snapshot, number and day', () => {
    expect(composeLetter(structuredClone(snapshot(yes, partly, no, also)), { ...given })).toEqual(letter);
  });

  it('name the letter, both parties, the number and the day', () => {
    expect(letter).toMatchObject({
      title: '关于《云市电梯条例（征求意见稿）》征求意见采纳情况的反馈函',
      addressee: '红河基层立法联系点',
      issuer: '云市人大常委会法制工作委员会',
      signatory: '云市人大常委会法制工作委员会',
      documentNumber: given.documentNumber,
      date: '2026年11月2日',
      contact: '联系人：陆清和　电话：555 0118',
      attachments: ['意见采纳情况一览表'],
    });
    expect(body[0]).toContain('2026年9月5日至10月4日');
    expect(body[0]).toContain('听取群众意见12条，归纳报送意见4条');
  });

  it('have their three headings in order, and the figures in the first', () => {
    expect(letter.body.filter((b) => b.kind === 'heading1').map((b) => b.text)).toEqual([
      '一、总体情况',
      '二、采纳和部分采纳的意见',
      '三、未采纳的意见及主要考虑',
    ]);
    expect(body[2]).toContain('4条意见中，采纳1条，部分采纳1条，未采纳2条。');
  });

  it('tell each adoption with where it shows, each explanation as a sentence', () => {
    expect(body).toContain('第1条意见（第二条）：采纳。已写入。体现在《云市电梯条例（草案）》第三条。');
    expect(body).toContain('第2条意见（第二条）：部分采纳。吸收了前半。见配套办法。');
  });

  it('tell the refusals by the class of their reason, none left out', () => {
    expect(body).toContain('上位法已有规定的1条：第3条意见（第四条），特种设备安全法已有规定。');
    expect(body).toContain('留待今后研究的1条：第4条意见（全文），还要调研。');
  });

  it('the annex has a row per comment, with the reason and the changed words', () => {
    expect(letter.annex.rows.map((r) => [r.number, r.decision])).toEqual([
      [1, '采纳'],
      [2, '部分采纳'],
      [3, '未采纳'],
      [4, '未采纳'],
    ]);
    expect(letter.annex.rows.map((r) => r.reason)).toEqual([
      '已写入',
      '吸收了前半\n见配套办法',
      '【上位法已有规定】特种设备安全法已有规定。',
      '【留待今后研究】还要调研',
    ]);
    expect(letter.annex.rows[0]?.runs).toEqual([{ type: 'same', text: '第三条（原第二条）：' }, ...changes]);
    expect(letter.annex.rows[2]?.runs).toEqual([]);
  });

  it('both marks stand before the changed words: 新增 and 删去, and no number twice', () => {
    const marked = (oldLabel: string | null, newLabel: string | null): string | undefined =>
      composeLetter(snapshot({ ...yes, evidence: [{ oldLabel, newLabel, changes }] }), given).annex.rows[0]?.runs[0]
        ?.text;
    expect(marked(null, '第三条')).toBe('第三条（新增）：');
    expect(marked('第二条', null)).toBe('原第二条（删去）：');
    expect(marked('第二条', '第二条')).toBe('第二条：');
  });

  it.each([
    [[yes], ['一、总体情况', '二、采纳和部分采纳的意见']],
    [[no], ['一、总体情况', '二、未采纳的意见及主要考虑']],
    [
      [partly, no],
      ['一、总体情况', '二、采纳和部分采纳的意见', '三、未采纳的意见及主要考虑'],
    ],
  ])('an empty part has no heading', (comments, headings) => {
    const made = composeLetter(snapshot(...comments), given);
    expect(made.body.filter((b) => b.kind === 'heading1').map((b) => b.text)).toEqual(headings);
    expect(made.body.map((b) => b.text).join('')).not.toMatch(/采纳0条/u);
  });

  it('without a contact there is none, without a phone no mark of one', () => {
    expect(composeLetter({ ...snapshot(yes), contactName: null }, given).contact).toBeNull();
    expect(composeLetter({ ...snapshot(yes), contactPhone: null }, given).contact).toBe('联系人：陆清和');
  });

  it('over the turn of the year say both years', () => {
    expect(composeLetter({ ...snapshot(yes), closesOn: '2027-01-04' }, given).body[0]?.text).toContain(
      '2026年9月5日至2027年1月4日',
    );
    expect(composeLetter(snapshot(yes), { ...given, issueDate: '2026-01-09' }).date).toBe('2026年1月9日');
    expect(composeLetter(snapshot(yes), { ...given, issueDate: '' }).date).toBe('');
  });
});

describe('an excerpt', () => {
  const piece = fc.record({
    type: fc.constantFrom('same' as const, 'insert' as const, 'delete' as const),
    text: fc.string({ unit: fc.constantFrom(...'电梯应当每日检查𠮷。'), minLength: 1, maxLength: 120 }),
  });

  it('never cuts changed words, and keeps what stands next to a change', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (list) => {
        const cut = excerpt(list);
        expect(cut.filter((c) => c.type !== 'same')).toEqual(list.filter((c) => c.type !== 'same'));
        expect(cut).toHaveLength(list.length);
        cut.forEach((c, i) => {
          const whole = list[i]?.text ?? '';
          const [head = '', tail] = c.text.split('……');
          if (tail === undefined) expect(c.text).toBe(whole);
          else
            expect([whole.startsWith(head), whole.endsWith(tail), [...c.text].length < [...whole].length]).toEqual([
              true,
              true,
              true,
            ]);
        });
      }),
    );
  });

  it('cuts a long stretch in the middle on both sides of the gap, at the ends on one', () => {
    const long: SnapshotChange = { type: 'same', text: '长'.repeat(100) };
    const word: SnapshotChange = { type: 'insert', text: '新'.repeat(100) };
    expect(excerpt([long, word, long, word, long]).map((c) => c.text)).toEqual([
      `……${'长'.repeat(24)}`,
      word.text,
      `${'长'.repeat(24)}……${'长'.repeat(24)}`,
      word.text,
      `${'长'.repeat(24)}……`,
    ]);
  });
});
