/** The Chinese of what this room leaves in the ledger. */
import { tellActs, tellSteps, tellThings } from '../platform/ledger/acts.js';
import { solicitationCommandWords } from './solicitation.words.js';

tellThings({ Solicitation: '征求意见任务' });
tellSteps('Solicitation', '（征求意见任务）', solicitationCommandWords);
tellActs({ issueSolicitation: '发出征求意见任务', urgeSolicitation: '催办' });
