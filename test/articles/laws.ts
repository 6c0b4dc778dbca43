/** Texts of our own writing with the features that trip readers, and a generator of law-like soup. Nothing here is from a real law. */
import fc from 'fast-check';

export const law = (...lines: string[]): string => `${lines.join('\n')}\n`;

const FRAGMENTS = [
  '第一条', '第二条', '第三条　', '第十条之一', '第 4 條 ', '第29-1条', '第一条为了', '第一章', '第一章　总　则', '第二节 巡护', '第一编', '第一分编', '附则', '附 则', '附件', '附件一：',
  '附表2', '目录', '序言', '一、', '二、', '三、将第二条修改为：', '（一）', '(二)', '（三）', '㈠', '1.', '2．', '3、', '①', '(1)', '。', '；', '：', '，', '、', '“', '”',
    '「', '」',
  '《云岭市湿地条例》', '湿地', '巡护员', '应当', '登记', '为了保护湿地，制定本条例', '（立法目的）', '〖适用范围〗', '（删去）', '（2024年5月1日通过）', '2023年3月1日公布', '\n', '\n', '\n',
    '\r\n', '\r',
  '\u3000', ' ', '\u00a0', '\u200b', '\ufeff', '\t', '— 3 —', '12', '𠮷', '\ud800', '的规定', '第二条第一款', '云岭市湿地条例', '（草案）', '决定', '前款', '目',
    '第', '条',
];

export const soup: fc.Arbitrary<string> = fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 60 }).map((parts) => parts.join(''));
