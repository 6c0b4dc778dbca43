import { CarryOverRow } from './carry-over/carry-over.entities.js';
import { ConclusionRow, LeftOpenRow } from './conclusion.entities.js';
import { AdoptionExplanationRow, EvidenceReviewRow, EvidenceRow, HeldBackRow } from './evidence/evidence.entities.js';
import {
  DecisionRow,
  DecisionSheetLineRow,
  DecisionSheetRow,
  HandlingWithdrawalRow,
  ProposedHandlingRow,
  StruckLineRow,
} from './handling/handling.entities.js';
import { CommentReopeningRow } from './handling/reopening.entities.js';
import { OutcomeReleaseRow } from './outcomes/outcomes.entities.js';

export const decisionEntities = [
  ProposedHandlingRow,
  HandlingWithdrawalRow,
  DecisionSheetRow,
  DecisionSheetLineRow,
  StruckLineRow,
  DecisionRow,
  CommentReopeningRow,
  OutcomeReleaseRow,
  CarryOverRow,
  EvidenceRow,
  EvidenceReviewRow,
  AdoptionExplanationRow,
  HeldBackRow,
  ConclusionRow,
  LeftOpenRow,
];
