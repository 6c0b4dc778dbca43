/** The Chinese of what this room leaves in the ledger. */
import { tellActs, tellThings } from '../platform/ledger/acts.js';

tellThings({ NumberBlock: '预留号段', DocumentNumber: '发文字号', Letterhead: '版头' });
tellActs({
  reserveNumbers: '登记预留号段',
  voidNumbers: '作废没有用的发文字号',
  takeLetterhead: '启用版头',
  removeLetterhead: '停用版头',
});
