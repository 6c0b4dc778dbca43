/** The Chinese of what this room leaves in the ledger. */
import { tellSteps, tellThings } from '../platform/ledger/acts.js';
import { commentCommandWords } from './comment.words.js';

tellThings({ Comment: '报送意见' });
tellSteps('Comment', '报送意见', commentCommandWords);
