/** The Chinese of what this room leaves in the ledger. */
import { tellActs, tellThings } from '../platform/ledger/acts.js';

tellThings({ ContactPoint: '联系点' });
tellActs({ exportNetworkTable: '导出联系点表' });
