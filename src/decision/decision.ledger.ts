/** The Chinese of what this room leaves in the ledger. */
import { tellActs, tellSteps, tellThings } from '../platform/ledger/acts.js';
import { sheetCommandWords } from './decision.words.js';

tellThings({ DecisionSheet: '采纳情况表', Evidence: '佐证' });
tellSteps('Sheet', '采纳情况表', sheetCommandWords);
tellActs({ carryOver: '把意见带到下一稿', releaseOutcomes: '公布采纳情况', proposeEvidence: '找出佐证' });
