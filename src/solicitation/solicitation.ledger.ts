/** The Chinese of what this room leaves in the ledger. */
import { tellActs, tellSteps, tellThings } from '../platform/ledger/acts.js';
import { runCommandWords } from './papers/paper.words.js';
import { reviewCommandWords } from './review/review.words.js';
import { solicitationCommandWords } from './solicitation.words.js';

tellThings({ Solicitation: '征求意见任务', PaperRun: '一批函件', RoundPaper: '函件', RoundReview: '一次送审' });
tellSteps('PaperRun', '（函件）', runCommandWords);
tellSteps('RoundReview', '（送审的征求意见）', reviewCommandWords);
tellSteps('Solicitation', '（征求意见任务）', solicitationCommandWords);
tellActs({
  issueSolicitation: '发出征求意见任务',
  urgeSolicitation: '催办',
  sendRoundToReview: '送审征求意见',
  preparePapers: '准备函件',
  setPapers: '排版函件',
  setPapersAgain: '重新排版函件',
  deliverPaper: '送达函件',
  sealPaper: '上传函件盖章件',
});
