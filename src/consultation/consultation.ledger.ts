/** The Chinese of what this room leaves in the ledger. */
import { tellSteps, tellThings } from '../platform/ledger/acts.js';
import { consultationCommandWords } from './consultation.words.js';

tellThings({ Consultation: '征求意见', LawCode: '一法一码', codes: '一法一码', WorkingDays: '节假日、调休' });
tellSteps('Consultation', '征求意见', consultationCommandWords);
