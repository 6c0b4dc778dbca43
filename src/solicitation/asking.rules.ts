/** What a clerk asks of a 征求意见函 and a 催办函 beside what he asks of every paper (papers 1, 8). Pure. */
import type { Remark } from '../papers/clerk.rules.js';
import { daysOf } from '../consultation/consultation.rules.js';
import { isWorkingDay, type WorkCalendar } from '../consultation/working-days.rules.js';
import type { OfficialLetter } from '../papers/paper.rules.js';

/** 请示 has a tone of its own, and contact points are not asked for proof of work (papers 1; compliance 7) */
const TONE: readonly (readonly [RegExp, string])[] = [
  [/务必/u, '不写“务必”，写“请”。'],
  [/妥否，请|请(?:予)?批[示准复]|特请示/u, '函不用请示的语气。'],
  [/(?:拍摄|报送|上传|提供|附)[^。；]{0,8}(?:照片|图片|影像)/u, '不要求联系点报送照片等过程材料。'],
  [/通报批评|予以通报|约谈/u, '不写批评、通报。'],
];

/** Source: papers 1 and 8, “Mistakes”. */
export function toneIsRight(letter: OfficialLetter): Remark[] {
  return letter.body.flatMap(({ text }, at) =>
    TONE.filter(([found]) => found.test(text)).map(([, words]) => ({
      check: 'tone',
      place: `正文第${at + 1}段`,
      words,
    })),
  );
}

export interface AskedWhen {
  /** 成文日期, null before it is signed */
  issueDate: string | null;
  dueOn: string;
  calendar: WorkCalendar;
}

/** Source: papers 1, “Checks”. Each text comes with its 说明, and a body can answer on the last day. */
export function askingIsComplete(
  texts: readonly { title: string; statement: readonly unknown[] }[],
  when: AskedWhen,
): Remark[] {
  return [
    ...texts
      .filter((t) => t.statement.length === 0)
      .map((t) => ({ check: 'statement', place: '附件', words: `《${t.title}》没有附说明，请补上。` })),
    ...dueDayIsRight(when),
  ];
}

function dueDayIsRight({ issueDate, dueOn, calendar }: AskedWhen): Remark[] {
  const [check, place] = ['dueOn', '反馈期限'];
  if (issueDate !== null && dueOn <= issueDate)
    return [{ check, place, words: `期限${dueOn}不晚于成文日期${issueDate}，请改晚。` }];
  return isWorkingDay(dueOn, calendar) ? [] : [{ check, place, words: `期限${dueOn}不是工作日，请改成工作日。` }];
}

/** Source: papers 1, “Checks”. A warning and no remark: how long a body gets is for the office to judge. */
export function warnsOfFewDays(when: { issueDate: string; dueOn: string }, minimum: number): string | null {
  const days = daysOf(when.issueDate, when.dueOn);
  return days >= minimum ? null : `从成文到期限只有${days}天，本机关设定的是不少于${minimum}天。`;
}

/** Source: papers 8, “Checks”. Really unanswered at the hour of printing, urged once, and to a new day. */
export function urgingIsDue(
  u: { isAnswered: boolean; wasUrged: boolean; dueOn: string; today: string } & AskedWhen,
): Remark[] {
  const remark = (place: string, words: string): Remark => ({ check: 'urging', place, words });
  return [
    ...(u.isAnswered ? [remark('主送机关', '这个单位已经反馈，不用催办。')] : []),
    ...(u.wasUrged ? [remark('主送机关', '已经发过一次催办函，请打电话联系。')] : []),
    ...dueDayIsRight({ ...u, issueDate: u.issueDate ?? u.today }),
  ];
}
