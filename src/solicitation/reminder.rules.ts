/** Which bodies may be urged 催办: those that still owe an answer, once a day. */
import type { ConsultationState } from '../consultation/consultation.rules.js';
import { consultationStateWords } from '../consultation/consultation.words.js';
import type { SolicitationState } from './solicitation.rules.js';
import { solicitationStateWords } from './solicitation.words.js';

/** A body that has neither reported nor said 无意见 */
export const owesAnswer = (state: SolicitationState): boolean => state === 'ISSUED' || state === 'RECEIVED';

/**
 * Whether a task may be urged today. WRONG_STATE for a round that is not out or a body that has answered, URGED_TODAY
 * where it was urged on this civil day already; `lastUrged` is that day and the time of day in words, null where it
 * never was.
 */
export function judgeUrge(
  task: { state: SolicitationState },
  round: { state: ConsultationState },
  lastUrged: { day: string; time: string } | null,
  today: string,
): { code: string; params: Record<string, string> } | null {
  const act = '催办';
  if (round.state !== 'ISSUED')
    return { code: 'WRONG_STATE', params: { what: '这次征求意见', state: consultationStateWords[round.state], act } };
  if (!owesAnswer(task.state))
    return { code: 'WRONG_STATE', params: { what: '这项任务', state: solicitationStateWords[task.state], act } };
  return lastUrged?.day === today ? { code: 'URGED_TODAY', params: { time: lastUrged.time } } : null;
}
