/**
 * 说话日期: the day on which somebody said what an officer types. What was heard in time may be typed later, and what
 * was said after the closing day is taken and marked (product §2: late answers are taken and marked). Pure.
 */
import type { Phase } from '../consultation/consultation.rules.js';
import { consultationPhaseWords } from '../consultation/consultation.words.js';

export type SaidOnFault = 'NEEDED' | 'FUTURE' | 'TOO_EARLY';

/** Taken, and whether late; or refused for its day, or for where the round stands */
export type SaidOnJudged =
  | { late: boolean }
  | { fault: SaidOnFault }
  | { code: 'NOT_OPEN_YET'; params: { opensOn: string } }
  | { code: 'WRONG_STATE'; params: { what: string; state: string; act: string } };

/**
 * Days are civil days of the legislature. Before the opening day nothing is taken. From then on a day may be given that
 * lies between the opening day and today; after the closing day it must be. A round that was stopped takes nothing.
 */
export function judgeSaidOn(
  round: { phase: Phase; opensOn: string; closesOn: string },
  today: string,
  saidOn: string | null,
): SaidOnJudged {
  switch (round.phase) {
    case 'PREPARED':
    case 'NOT_YET':
      return { code: 'NOT_OPEN_YET', params: { opensOn: round.opensOn } };
    case 'OPEN':
    case 'CLOSED':
    case 'ANSWERED':
      if (saidOn === null) return today <= round.closesOn ? { late: false } : { fault: 'NEEDED' };
      if (saidOn > today) return { fault: 'FUTURE' };
      if (saidOn < round.opensOn) return { fault: 'TOO_EARLY' };
      return { late: saidOn > round.closesOn };
    default:
      return {
        code: 'WRONG_STATE',
        params: { what: '这次征求意见', state: consultationPhaseWords[round.phase], act: '录入意见' },
      };
  }
}
