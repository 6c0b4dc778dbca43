import { describe, expect, it } from 'vitest';
import { narratedStart } from '../../texts/narration';
import { type Article, inFours, isAllSent, likelyArticles, nextCard, waitingOf } from './hearing';

const articles: Article[] = [
  { id: '1', label: '第一条', caption: null, text: '为了规范电梯使用，保障人身安全，制定本条例。' },
  {
    id: '2',
    label: '第十九条',
    caption: '困人救援',
    text: '接到乘客被困报告后，维护保养单位应当在三十分钟内赶到现场。',
  },
  { id: '3', label: '第二十条', caption: '禁止行为', text: '乘用电梯不得运载电动自行车和蓄电池。' },
  { id: '4', label: '第二十一条', caption: '公示', text: '物业服务人应当每年公示电梯公共收益和维护费用。' },
];

describe('likelyArticles', () => {
  it.each([
    ['第20条说得对，电瓶不让进', ['第二十条']],
    ['第 二十 条不好', ['第二十条']],
    ['第２０条', ['第二十条']],
    ['人被困在里面，三十分钟太长', ['第十九条']],
    ['电动自行车不让进电梯，到哪里充', ['第二十条']],
    ['好', []],
    ['支持', []],
    ['天气热，树太少了，公园晚上没有灯', []],
  ])('%s', (words, labels) => expect(likelyArticles(words, articles).map((a) => a.label)).toEqual(labels));
});

describe('nextCard', () => {
  const cards = [
    { id: 'a', outcome: 'TYPED' as const },
    { id: 'b', outcome: null },
    { id: 'c', outcome: 'NOTHING' as const },
    { id: 'd', outcome: null },
  ];
  it.each([
    ['b', 'd'],
    ['d', 'b'],
    [null, 'b'],
    ['a', 'b'],
  ])('after %s comes %s', (at, next) => expect(nextCard(cards, at)?.id).toBe(next));
  it('is none where all are done', () => expect(nextCard(cards.slice(0, 1), 'a')).toBeNull());
});

it('nothing waits once all was acknowledged', () => {
  const card = {
    id: 'a',
    meetingId: 'm',
    ordinal: 1,
    picture: null,
    sent: true,
    outcome: null,
    settled: true,
  } as const;
  expect(isAllSent(waitingOf([card], []))).toBe(true);
  expect(isAllSent(waitingOf([{ ...card, sent: false }], []))).toBe(false);
  expect(waitingOf([{ ...card, outcome: 'NOTHING', settled: false, problem: '没有' }], [])).toEqual({
    photos: 0,
    voices: 0,
    settled: 1,
    refused: 1,
  });
});

describe('narratedStart', () => {
  it.each([
    ['隔壁单元的陈阿婆打电话来说，她一楼从来不坐电梯', '隔壁单元的陈阿婆打电话来说，'],
    ['三楼王师傅反映：电梯太慢', '三楼王师傅反映：'],
    ['我说，该修就修', null],
    ['电梯每天查一次不够', null],
    ['要说明费用从哪里来，还要公布', null],
    ['', null],
  ])('of %s is %s', (words, start) => expect(narratedStart(words)).toBe(start));
});

describe('inFours', () => {
  it('prints a receipt code in blocks', () => expect(inFours('1234567890123456')).toBe('1234 5678 9012 3456'));
});
