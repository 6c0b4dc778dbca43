/** The Chinese of what this room leaves in the ledger. */
import { tellThings } from '../platform/ledger/acts.js';

tellThings({ ContactPoint: '联系点' });
