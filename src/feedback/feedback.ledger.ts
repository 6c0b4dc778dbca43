/** The Chinese of what this room leaves in the ledger. */
import { tellActs, tellSteps, tellThings } from '../platform/ledger/acts.js';
import { letterCommandWords } from './feedback.words.js';

tellThings({ Letter: '反馈函', LetterRun: '批量办理反馈函' });
tellSteps('Letter', '反馈函', letterCommandWords);
tellActs({
  startLetters: '批量办理反馈函',
  continueLetters: '接着批量办理反馈函',
  composeLetter: '拟反馈函',
  renderLetter: '排版反馈函',
  renderLetterAgain: '重新排版反馈函',
});
