/** The Chinese of what this room leaves in the ledger. */
import { tellActs, tellSteps, tellThings } from '../platform/ledger/acts.js';
import { commentCommandWords } from './comment.words.js';

tellThings({ Comment: '报送意见', ReturnPage: '汇总表盖章页', returns: '意见汇总表' });
tellActs({ keepReturnPage: '保存汇总表盖章页的照片' });
tellSteps('Comment', '报送意见', commentCommandWords);
