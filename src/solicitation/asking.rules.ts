/** What a clerk asks of a 征求意见函 and a 催办函 beside what he asks of every paper (papers 1, 8). Pure. */
import type { Remark } from '../papers/clerk.rules.js';
import { daysOf } from '../consultation/consultation.rules.js';
import { type OfficialLetter, titled } from '../papers/paper.rules.js';

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

/** Source: papers 1, “Checks”. Each text comes with its 说明, and there is time to answer. */
export function askingIsComplete(
  texts: readonly { title: string; statement: readonly unknown[] }[],
  when: { issueDate: string | null; dueOn: string | null },
): Remark[] {
  return [
    ...texts
      .filter((t) => t.statement.length === 0)
      .map((t) => ({ check: 'statement', place: '附件', words: `${titled(t.title)}没有附说明，请在稿件里补上。` })),
    ...dueDayIsLater(when),
  ];
}

/**
 * A day to answer by comes after 成文日期, null before it is signed. One that is not worked is warned of and no remark:
 * the window is the law's, and late answers are taken.
 */
export function dueDayIsLater({ issueDate, dueOn }: { issueDate: string | null; dueOn: string | null }): Remark[] {
  return issueDate !== null && dueOn !== null && dueOn <= issueDate
    ? [{ check: 'dueOn', place: '反馈期限', words: `期限${dueOn}不晚于成文日期${issueDate}，请改晚。` }]
    : [];
}

/** Source: papers 1, “Checks”. A warning and no remark: how long a body gets is for the office to judge. */
export function warnsOfFewDays(when: { issueDate: string; dueOn: string }, minimum: number): string | null {
  const days = daysOf(when.issueDate, when.dueOn);
  return days >= minimum ? null : `从成文到期限只有${days}天，本机关设定的是不少于${minimum}天。`;
}
