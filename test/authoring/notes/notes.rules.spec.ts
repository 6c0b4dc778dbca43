/** 说明 out of its paragraphs, a draft as it is printed, and who may still say something. */
import { parseText, print } from '../../../src/articles/index.js';
import { judgeSaying, pointWords, statementFrom, textLinesOf } from '../../../src/authoring/notes/notes.rules.js';
import { draftStateWords } from '../../../src/authoring/drafts/draft.words.js';
import type { DraftState } from '../../../src/authoring/drafts/draft.rules.js';

describe('说明', () => {
  it('takes its title from the lines at the top, and tells heads from paragraphs', () => {
    expect(
      statementFrom(
        [
          '关于《云岭市住宅电梯条例（草案）》',
          '的说明',
          '',
          '　　现将有关情况说明如下：',
          '一、立法的必要性',
          '（一）老旧电梯多。一半以上用了十五年。',
          '第一章 总则',
          '二、两件事要说清：谁管；谁出钱。',
        ],
        '别的名称',
      ),
    ).toEqual({
      title: '关于《云岭市住宅电梯条例（草案）》的说明',
      lines: [
        { kind: 'paragraph', label: '', text: '现将有关情况说明如下：' },
        { kind: 'heading', label: '', text: '一、立法的必要性' },
        { kind: 'paragraph', label: '', text: '（一）老旧电梯多。一半以上用了十五年。' },
        { kind: 'chapter', label: '第一章', text: '总则' },
        { kind: 'paragraph', label: '', text: '二、两件事要说清：谁管；谁出钱。' },
      ],
    });
  });

  it('is named after the draft where no title stands at the top', () => {
    expect(statementFrom(['电梯要有人管。这是说明'], '电梯条例（草案）')).toEqual({
      title: '关于《电梯条例（草案）》的说明',
      lines: [{ kind: 'paragraph', label: '', text: '电梯要有人管。这是说明' }],
    });
    expect(statementFrom(['', ' \u200b'], '电梯条例').lines).toEqual([]);
  });
});

describe('a draft as it is printed', () => {
  const text = [
    '电梯条例（草案）',
    '（2026年1月1日通过）',
    '第一章　总则',
    '第一条　电梯要有人管。',
    '住户也是人：',
    '（一）一楼的；',
    '（二）六楼的。',
    '第二章　罚则',
    '第一节　罚款',
    '第二条（罚多少）不管的，罚款。',
    '附件：表格',
    '填表。',
  ].join('\n');

  it('gives every line but the title with what it is', () => {
    const tree = parseText(text);
    expect(textLinesOf(tree)).toEqual([
      { kind: 'paragraph', label: '', text: '（2026年1月1日通过）' },
      { kind: 'chapter', label: '第一章', text: '总则' },
      { kind: 'article', label: '第一条', text: '电梯要有人管。' },
      { kind: 'paragraph', label: '', text: '住户也是人：' },
      { kind: 'paragraph', label: '', text: '（一）一楼的；' },
      { kind: 'paragraph', label: '', text: '（二）六楼的。' },
      { kind: 'chapter', label: '第二章', text: '罚则' },
      { kind: 'chapter', label: '第一节', text: '罚款' },
      { kind: 'article', label: '第二条', text: '（罚多少）不管的，罚款。' },
      { kind: 'heading', label: '', text: tree.provisions[2]?.label },
      { kind: 'paragraph', label: '', text: '填表。' },
    ]);
    expect(print(tree).split('\n')).toContain('第一条　电梯要有人管。');
  });
});

it('says a point in one line, without its article', () => {
  expect(pointWords({ question: '多久来人？', answer: '三十分钟以内', provisionLabel: '第四十七条' })).toBe(
    '多久来人？三十分钟以内',
  );
});

it('lets a text be spoken about while it is worked on or out, and never one that was given up or taken down', () => {
  const said = (Object.keys(draftStateWords) as DraftState[]).filter((state) => judgeSaying(state, '写说明') === null);
  expect(said).toEqual(['IMPORTED', 'CHECKED', 'PUBLISHED', 'SUPERSEDED']);
  expect(judgeSaying('TAKEN_DOWN', '写说明')).toEqual({
    code: 'WRONG_STATE',
    params: { what: '这一稿', state: '已撤下', act: '写说明' },
  });
});
