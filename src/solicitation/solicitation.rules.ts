/** 征求意见任务: the life of one body asked. */
import { type CommandOf, lifeCycle, type StateOf } from '../platform/base/life-cycle.rules.js';
import { solicitationCommandWords, solicitationStateWords } from './solicitation.words.js';

/** A report after a report is a supplement 补报; 无意见 can still be followed by a late comment. */
export const solicitationLife = lifeCycle({
  what: '这项任务',
  states: solicitationStateWords,
  commands: solicitationCommandWords,
  steps: {
    ISSUED: { receive: 'RECEIVED', report: 'REPORTED', sayNoOpinion: 'NO_OPINION', extend: 'ISSUED' },
    RECEIVED: { report: 'REPORTED', sayNoOpinion: 'NO_OPINION', extend: 'RECEIVED' },
    REPORTED: { report: 'REPORTED' },
    NO_OPINION: { report: 'REPORTED' },
  },
});
export type SolicitationState = StateOf<typeof solicitationLife>;
export type SolicitationCommand = CommandOf<typeof solicitationLife>;
