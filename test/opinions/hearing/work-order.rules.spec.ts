/** 工单 as they are copied out of the systems of hotlines: what is taken, and that everything else is given back. */
import { readWorkOrder } from '../../../src/opinions/hearing/work-order.rules.js';
import { growth, MOST_GROWTH } from '../../support/growth.js';

const LINES = `【工单编号】YL202611200017
来电人：王女士　联系电话：138 0000 1234
来电时间：2026-11-20 09:32:11
诉求标题：关于电梯维保费用的建议
诉求内容：一楼住户从来不坐电梯，为什么每年要交一百八？
建议：按楼层分摊。
处理时限：2026-11-27
请于三日内签收`;

describe('readWorkOrder', () => {
  it('takes the fields, and gives back what it has no use for', () =>
    expect(readWorkOrder(LINES)).toEqual({
      number: 'YL202611200017',
      text: '一楼住户从来不坐电梯，为什么每年要交一百八？\n建议：按楼层分摊。',
      name: '王女士',
      phone: '138 0000 1234',
      saidOn: '2026-11-20',
      leftOver: ['诉求标题：关于电梯维保费用的建议', '处理时限：2026-11-27', '请于三日内签收'],
    }));
  it('reads rows of a table, full-width signs and one long line', () => {
    expect(
      readWorkOrder('受理编号\t１２３４５－６７\n反映人\t老李\n联系方式\t0870-8226666\n问题描述\t电梯太慢'),
    ).toEqual({
      ...{ number: '12345-67', text: '电梯太慢', name: '老李', phone: '0870-8226666', saidOn: null, leftOver: [] },
    });
    expect(
      readWorkOrder('工单号:20261120001；来电人:张先生，电话:13900000000；内容:楼道灯坏了；受理时间:2026年11月2日8时'),
    ).toEqual({
      ...{ number: '20261120001', text: '楼道灯坏了', name: '张先生', phone: '13900000000', saidOn: '2026-11-02' },
      leftOver: [],
    });
  });
  it('takes nothing that it does not understand', () => {
    expect(readWorkOrder('电梯每天查一次不够\n\n要查两次')).toEqual({
      ...{ number: null, text: null, name: null, phone: null, saidOn: null },
      leftOver: ['电梯每天查一次不够', '要查两次'],
    });
    expect(readWorkOrder('编号：见附件！\n电话：保密\n时间：昨天\n电话：13900000000\n电话：13800000000')).toEqual({
      ...{ number: null, text: null, name: null, phone: '13900000000', saidOn: null },
      leftOver: ['编号：见附件！', '电话：保密', '时间：昨天', '电话：13800000000'],
    });
  });
  it('loses no character but the labels it understood and blanks', () => {
    const bare = (text: string): string => text.replace(/[\s：【】]/gu, '');
    const all = (o: ReturnType<typeof readWorkOrder>): string =>
      bare([o.number, o.name, o.phone, o.saidOn, o.text, ...o.leftOver].join(''));
    const said = all(readWorkOrder(LINES));
    for (const word of ['一楼住户从来不坐电梯', '按楼层分摊', '三日内签收', '维保费用', 'YL202611200017', '王女士'])
      expect(said).toContain(word);
    expect(said.length).toBe(bare(LINES).length - '工单编号来电人联系电话来电时间09:32:11诉求内容'.length);
  });
  it.each([
    ['labels', (n: number) => '电话：'.repeat(n)],
    ['blanks before a colon', (n: number) => `内容${' '.repeat(n * 4)}`],
    ['lines', (n: number) => '内容：甲\n'.repeat(n)],
  ])('takes twice the time for twice of %s', (_, make) => {
    expect(
      growth((n) => {
        const text = make(n);
        return () => readWorkOrder(text);
      }, 2000),
    ).toBeLessThanOrEqual(MOST_GROWTH);
  });
});
