/** The Chinese of what this room leaves in the ledger. */
import { tellActs, tellSteps, tellThings } from '../platform/ledger/acts.js';
import { opinionCommandWords } from './opinion.words.js';

tellThings({
  Opinion: '群众原话',
  opinions: '群众原话的照片',
  Activity: '活动',
  FormCard: '手写表照片',
  hearing: '手写表照片',
  Node: '节点',
});
tellSteps('Opinions', '群众原话', opinionCommandWords);
tellSteps('Opinion', '群众原话', opinionCommandWords);
tellActs({
  receiveOpinions: '收到群众原话',
  submitOpinion: '提交意见',
  withdrawOpinion: '本人撤回意见',
  noteWithdrawal: '记下本人撤回的意愿',
  eraseContact: '删除联系方式',
  keepFormCard: '保存手写表照片',
  openNode: '节点输入密码',
  readQuarantined: '看隔离待核的原话',
});
