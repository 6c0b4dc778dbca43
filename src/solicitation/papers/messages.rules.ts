/**
 * What is pasted into WeChat groups and sent as SMS about a round (papers 7): at most 200 characters, an SMS at most
 * 140 with its signature. Pure; nothing here tells a result.
 */
import { titled } from '../../papers/paper.rules.js';
import { chineseDate } from '../../platform/documents/printable.rules.js';

export interface Round {
  /** 机关 */
  organ: string;
  /** 稿名 of the texts, at least one, without title marks */
  titles: string[];
  /** 截止, YYYY-MM-DD */
  closesOn: string;
  /** where residents speak, with http */
  link: string;
  phone: string | null;
  /** 重点, without a stop */
  focus: string[];
}

/** Signs of a message as people count them */
export const LONGEST_MESSAGE = 200;
export const LONGEST_SMS = 140;

const named = (r: Round): string => {
  const all = r.titles.map(titled);
  return all.length <= 2 ? all.join('') : `${all[0] ?? ''}等${all.length}件法规草案`;
};

/** 8月7日: the year is said by nobody aloud */
const day = (closesOn: string): string => chineseDate(closesOn).replace(/^\d+年/u, '');

/** To residents: whatever comes to mind, without a name */
export function residentMessage(r: Round, point: string | null): string {
  const aloud = [...(r.phone === null ? [] : [`打${r.phone}`]), ...(point === null ? [] : [`到${point}来`])];
  const also = aloud.length === 0 ? '' : `；也可以${aloud.join('或者')}`;
  return `${r.organ}正在就${named(r)}听取意见，${day(r.closesOn)}前都可以说。想起什么说什么，不用注册、不用写姓名：${r.link}${also}。`;
}

/** To liaison officers; 无意见 is an answer */
export function officerMessage(r: Round, dueOn: string, link: string): string {
  const head = `${r.organ}请您单位听取对${named(r)}的意见，${day(dueOn)}前反馈`;
  const tail = `函件、海报、征集表在${link}。没有意见也请点“无意见”。`;
  const room = LONGEST_MESSAGE - [...head, ...tail].length - 6;
  const focus = whole(r.focus, room);
  return `${head}${focus === '' ? '' : `，重点是${focus}`}。${tail}`;
}

/** 催报: what lies in hand already can be reported as it stands */
export function reminderMessage(r: Round, dueOn: string, heard: number | null): string {
  const inHand = heard ? `已经收到${heard}条，可以原文报送；` : '';
  const help = r.phone === null ? '' : `有困难请打${r.phone}。`;
  return `${named(r)}的意见${day(dueOn)}到期，系统里还没有收到您单位的反馈。${inHand}没有意见请点“无意见”。${help}`;
}

/** 截止前一天, to residents */
export function lastDayMessage(r: Round): string {
  const call = r.phone === null ? '' : `，或打${r.phone}`;
  return `${named(r)}明天（${day(r.closesOn)}）截止，还有话想说的，现在还来得及：${r.link}${call}。`;
}

/** As an SMS: 【签名】 before it; null where it is longer than 140 signs, which would be sent as two */
export function asSms(signature: string, message: string): string | null {
  const sms = `【${signature}】${message}`;
  return [...sms].length <= LONGEST_SMS ? sms : null;
}

/** As many questions as fit, each whole: none is cut off in its middle */
function whole(questions: readonly string[], room: number): string {
  const kept: string[] = [];
  for (const one of questions) {
    if ([...[...kept, one].join('；')].length > room) break;
    kept.push(one);
  }
  return kept.join('；');
}
