/** Days that are worked, the notice that says which, and what both make of a window. */
import { type KnownDays, kindsOf, warningsOf, workingDaysLeft } from '../../src/consultation/window.rules.js';
import { readNotice } from '../../src/consultation/working-days.reader.js';
import {
  betterLastDay,
  daysFrom,
  isFirstAfterBreak,
  isWorkingDay,
  workingDaysIn,
  yearsWithout,
} from '../../src/consultation/working-days.rules.js';

const NOTICE = `关于2026年部分节假日安排的通知
各区县：
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
2025年11月4日`;

const read = readNotice(NOTICE, 2026);
const of = (kind: string): string[] => read.days.filter((d) => d.kind === kind).map((d) => d.day);
const calendar: KnownDays = {
  holidays: of('HOLIDAY'),
  worked: of('WORKED'),
  names: new Map(read.days.map((d) => [d.day, d.name])),
  years: new Set([2026]),
};
const minimum = { minimumDays: 30, minimumDaysSource: '立法法第四十条' };
const judge = (opensOn: string, closesOn: string, more: object = {}): string[] =>
  warningsOf({ method: 'PUBLIC', opensOn, closesOn, shortReason: null, ...more }, minimum, calendar);

describe('a notice 节假日安排', () => {
  it('is read from its sentences', () => {
    expect(read.faults).toEqual([]);
    expect(of('HOLIDAY')).toHaveLength(33);
    expect(of('WORKED')).toEqual(['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10']);
    expect(read.days.filter((d) => d.name === '国庆节').map((d) => d.day)).toEqual([
      ...daysFrom('2026-10-01', '2026-10-07'),
      '2026-09-20',
      '2026-10-10',
    ]);
  });

  it('is read from a table, with or without a head, whichever its columns', () => {
    const usual = '中秋节\t9月25日（周五）至27日（周日）\t\t3天\n国庆节\t10月1日-7日\t9月20日、10月10日\t7';
    const other = `节日\t放假天数\t放假时间\t调休上班日期\n国庆节\t7天\t2026/10/1~2026/10/7\t2026-09-20，2026-10-10`;
    const piped = '| 中秋节 | 9月25日至27日 | 无 | 3天 |';
    expect(readNotice(usual, 2026)).toMatchObject({ faults: [] });
    expect(readNotice(usual, 2026).days).toHaveLength(12);
    expect(
      readNotice(other, 2026)
        .days.map((d) => d.day)
        .sort(),
    ).toEqual(['2026-09-20', ...daysFrom('2026-10-01', '2026-10-07'), '2026-10-10']);
    expect(readNotice(piped.slice(2, -2), 2026).days.map((d) => d.day)).toEqual(daysFrom('2026-09-25', '2026-09-27'));
  });

  it.each([
    // another year shows by its weekdays
    ['元旦：1月1日（周四）至3日（周六）放假，共3天。', 2027, '2027 年1月1日是周五，写的是周四，请核对年份和日期。'],
    ['国庆节：10月1日至7日放假，共8天。', 2026, '写的是放假 8 天，按日期算是 7 天，请核对。'],
    ['国庆节：10月1日至7日放假。10月8日上班。', 2026, '调休上班的10月8日不是周末，请核对。'],
    ['国庆节：10月1日至7日放假。10月3日上班。', 2026, '10月3日又放假又上班，请核对。'],
    ['国庆节：10月7日至1日放假。', 2026, '10月1日不晚于10月7日，跨年的请写明年份。'],
    ['国庆节：10月1日至27日放假。', 2026, '从10月1日到10月27日有 27 天，请核对。'],
    ['国庆节：2月30日放假。', 2026, '没有 2026 年 2 月 30 日这一天。'],
    ['国庆节：1日放假。', 2026, '“1日”没有写是哪个月。'],
    ['国庆节：10月1日休息。', 2026, '没有认出哪几天放假：应当写成“10月1日至7日放假”的样子。'],
    ['国庆节：2023年10月1日放假。', 2026, '10月1日不在 2026 年前后，请核对年份。'],
    ['国庆节 10月1日', 2026, '没有认出这一行：请整行粘贴，第一格是节日，第二格是放假的日子。'],
    ['国庆节：10月1日、10月1日放假。', 2026, '10月1日写了两次，请核对。'],
  ])('tells what is wrong with %s', (text, year, words) => {
    expect(readNotice(`前言\n${text}`, year)).toEqual({ days: [], faults: [{ line: 2, words }] });
  });

  it('tells a day that stands under two festivals, and keeps the others', () => {
    const twice = readNotice('甲节：5月1日放假。\n乙节：5月1日放假。\n丙节：5月4日放假。', 2026);
    expect(twice.faults).toEqual([{ line: 2, words: '5月1日在“甲节”里已经有了，请核对。' }]);
    expect(twice.days.map((d) => d.name)).toEqual(['甲节', '丙节']);
  });

  it('goes over the end of a year where it says so', () => {
    const days = readNotice('元旦：2022年12月31日（周六）至2023年1月2日（周一）放假，共3天。', 2023).days;
    expect(days.map((d) => d.day)).toEqual(['2022-12-31', '2023-01-01', '2023-01-02']);
  });
});

describe('days that are worked', () => {
  it('are those of the week but for what the notice says', () => {
    const days = ['2026-10-01', '2026-10-03', '2026-10-09', '2026-10-10', '2026-10-11'];
    expect(days.map((day) => isWorkingDay(day, calendar))).toEqual([false, false, true, true, false]);
    expect(workingDaysIn('2026-09-28', '2026-10-11', calendar)).toBe(6);
    expect(workingDaysIn('2026-10-11', '2026-10-01', calendar)).toBe(0);
  });

  it('first after a break of three days or more are known', () => {
    expect(isFirstAfterBreak('2026-10-08', calendar)).toBe(true);
    expect(isFirstAfterBreak('2026-10-12', calendar)).toBe(false);
    expect(isFirstAfterBreak('2026-09-28', calendar)).toBe(true);
    expect(isFirstAfterBreak('2026-10-07', calendar)).toBe(false);
  });

  it.each([
    ['2026-10-08', '2026-10-15'],
    ['2026-10-03', '2026-10-15'],
    ['2026-10-11', '2026-10-12'],
    ['2026-10-10', null],
    ['2026-10-15', null],
  ])('a window that ends on %s ends better on %s', (closesOn, better) => {
    expect(betterLastDay(closesOn, calendar)).toBe(better);
  });

  it('are known of years whose notice was imported', () => {
    expect(yearsWithout('2025-12-01', '2027-01-31', new Set([2026]))).toEqual([2025, 2027]);
  });
});

describe('a window', () => {
  it('is warned of, and never refused', () => {
    expect(judge('2026-09-07', '2026-10-08')).toEqual([
      '中秋节、国庆节放假 10 天在这段时间里，工作日只有 19 天。',
      '截止在节后第一天，来不及办。',
    ]);
    expect(judge('2026-10-12', '2026-10-30')).toEqual([
      '征求意见时间是 19 天，少于 30 天（立法法第四十条）；确需缩短的，请写明理由。',
    ]);
    expect(judge('2026-10-12', '2026-10-30', { shortReason: '防汛急需' })).toEqual([]);
    expect(judge('2026-10-12', '2026-10-30', { method: 'SOLICITATION_LETTER' })).toEqual([]);
    expect(judge('2026-10-12', '2026-11-14')).toEqual(['截止在周末，没有人上班。']);
    expect(judge('2026-09-01', '2026-10-05')[1]).toBe('截止在国庆节假期里，没有人上班。');
    expect(judge('2026-12-01', '2027-01-15')).toEqual(['2027年的节假日还没有导入，只算了周末。']);
  });

  it('is drawn by the day', () => {
    expect(kindsOf('2026-09-19', '2026-09-21', calendar)).toEqual([
      { day: '2026-09-19', kind: 'WEEKEND' },
      { day: '2026-09-20', kind: 'WORKED' },
      { day: '2026-09-21', kind: 'WORKING' },
    ]);
    expect(kindsOf('2026-10-01', '2026-10-01', calendar)[0]?.kind).toBe('HOLIDAY');
    expect(kindsOf('2026-01-01', '2036-01-01', calendar)).toHaveLength(400);
  });

  it('has so many working days left', () => {
    expect(workingDaysLeft('2026-10-09', '2026-10-01', calendar)).toBe(2);
    expect(workingDaysLeft('2026-10-09', '2026-10-10', calendar)).toBeNull();
  });
});
