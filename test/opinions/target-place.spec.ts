import { targetPlace } from '../../src/opinions/target-place.rules.js';

const item = (label: string): object => ({ label, text: '', subitems: [] });
const provision = {
  label: '第十七条',
  body: [
    { text: '甲', items: [] },
    { text: '乙：', items: [item('（一）'), item('（二）')] },
  ],
} as unknown as Parameters<typeof targetPlace>[1];

describe('targetPlace', () => {
  it.each([
    ['ARTICLE', null, '第十七条'],
    ['ARTICLE', 'p2', '第十七条第二款'],
    ['ARTICLE', 'p2.i2', '第十七条第二款第（二）项'],
    ['ARTICLE', 'p9', '第十七条'],
    ['NEW_ARTICLE_AFTER', null, '第十七条后增加一条'],
    ['WHOLE', null, '全文'],
    ['UNKNOWN', null, '未指明条款'],
  ])('%s %s is %s', (targetKind, path, words) => expect(targetPlace({ targetKind, path }, provision)).toBe(words));
  it('names no article that is not to be read', () =>
    expect(targetPlace({ targetKind: 'ARTICLE', path: 'p1' }, null)).toBe('未指明条款'));
});
