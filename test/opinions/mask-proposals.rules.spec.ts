/** What looks like a name, a number or a door in an opinion; and what of a law does not. */
import { proposeMasks } from '../../src/opinions/mask-proposals.rules.js';
import { growth, MOST_GROWTH } from '../support/growth.js';
import { masked } from '../../src/opinions/mask.rules.js';

const said = (text: string, reason: string | null = null) => ({ text, proposedWording: null, reason });
const found = (text: string): string[] =>
  proposeMasks(said(text)).map((p) => `${p.kind} ${[...text].slice(p.from, p.to).join('')}`);

it.each([
  ['隔壁单元的陈阿婆打电话来说', ['NAME 陈阿婆']],
  ['我叫李建国，住在3栋2单元501室', ['NAME 李建国', 'DOOR 3栋2单元501室']],
  ['物业王经理不接电话13800138000', ['NAME 王经理', 'PHONE 13800138000']],
  ['打 0871-65551234 没人接', ['PHONE 0871-65551234']],
  ['电话是65551234', ['PHONE 65551234']],
  ['１３８００１３８０００', ['PHONE １３８００１３８０００']],
  ['身份证530102199001011234', ['ID_NUMBER 530102199001011234']],
  ['卡号6222 0212 3456 7890 123', ['BANK_CARD 6222 0212 3456 7890 123']],
  ['云A·12345那辆车天天堵门', ['PLATE 云A·12345']],
  ['我家12-3-501', ['DOOR 12-3-501']],
  ['🙂张老师说得对', ['NAME 张老师']],
])('%s', (text, spans) => expect(found(text)).toEqual(spans));

it.each([
  '电梯应当每年检验2次，逾期的处五千元以上一万元以下罚款。',
  '第23条第2款改成三十日',
  '2026年8月4日开会说的',
  '住宅小区的主任要选举产生',
  '建议增加一条，物业服务人应当公示收支',
  '救援电话要贴在轿厢里',
  '高度不超过20层的不用',
  '经理人员要持证',
])('%s has nothing to cover', (text) => expect(found(text)).toEqual([]));

it('covers with what it proposes, and nothing twice', () => {
  const words = said('我叫李建国，13800138000', '住3栋501室，13800138000');
  const spans = proposeMasks(words);
  const shown = masked(words, spans);
  expect(shown.text).toBe('我叫＊＊＊，＊＊＊＊＊＊＊＊＊＊＊');
  expect(shown.reason).toBe(
    '住＊＊＊＊＊＊＊＊，＊＊＊＊＊＊＊＊＊＊＊'.replace('＊＊＊＊＊＊＊＊，', '＊＊＊＊＊＊，'),
  );
});

it.each(['3栋1单元', '1', '王', '13800138000，', '我叫李', '电话'])(
  'twice as much of %s costs at most 2.5 times',
  (piece) => {
    expect(growth((n) => () => proposeMasks(said(piece.repeat(n))), 200)).toBeLessThanOrEqual(MOST_GROWTH);
  },
);
