/** What a letter repeats of what residents said. */
import { coveredForLetter } from '../../src/feedback/covered.rules.js';
import { tellsWho } from '../../src/papers/clerk.marks.rules.js';

it.each([
  ['我姓顾，电话13900000000，请回我一声。', '我姓顾，电话＊＊＊＊＊＊＊＊＊＊＊，请回我一声。'],
  ['我住5号楼2单元301室，电梯坏了', '我住＊＊＊＊＊＊＊＊＊＊，电梯坏了'],
  ['柳湾小区3幢的电梯二十二年了', '柳湾小区3幢的电梯二十二年了'],
  ['高度不够，第十二条第三款第二项也不对', '高度不够，第十二条第三款第二项也不对'],
  ['一句\n又一句', '一句\n又一句'],
])('%s', (text, covered) => expect(coveredForLetter(text)).toBe(covered));

it('covers every number, however many there are', () => {
  const text = Array.from({ length: 120 }, (_, at) => `第${at}位13900000${String(100 + at)}`).join('，');
  expect(tellsWho(text)).toBe(true);
  expect(tellsWho(coveredForLetter(text))).toBe(false);
  expect([...coveredForLetter(text)]).toHaveLength([...text].length);
});
