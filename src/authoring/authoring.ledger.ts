/** The Chinese of what this room leaves in the ledger. */
import { tellActs, tellSteps, tellThings } from '../platform/ledger/acts.js';
import { draftCommandWords } from './drafts/draft.words.js';

tellThings({
  Regulation: '法规项目',
  Draft: '稿',
  Provision: '条文',
  drafts: '稿的文件',
  comparisons: '对照表',
  basis: '条文依据表',
});
tellSteps('Draft', '稿', draftCommandWords);
tellActs({ proposeLineage: '比对条文沿革', supersedeDraft: '稿被下一稿取代' });
