/**
 * What each door is for, in the words of the people who use it, and how far a liaison officer (联络员) reaches through
 * it. Where the door does not let officers in at all, `reach` says nothing. test/walls/permissions.db.spec.ts tries
 * what is said here.
 */

/**
 * UNIT: what belongs to the own contact point and those below it · ALL: whatever the legislature has · SELF: only what
 * is the caller's own
 */
export type Reach = 'UNIT' | 'ALL' | 'SELF';

export interface DoorWords {
  sense: string;
  reach?: Reach;
}

const unit = (sense: string): DoorWords => ({ sense, reach: 'UNIT' });
const all = (sense: string): DoorWords => ({ sense, reach: 'ALL' });
const self = (sense: string): DoorWords => ({ sense, reach: 'SELF' });
const office = (sense: string): DoorWords => ({ sense });

export const doorWords: Readonly<Record<string, DoorWords>> = {
  'Query viewer': self('看自己是谁、在哪个机关'),
  'Mutation changePassword': self('改自己的密码'),
  'Mutation confirmIdentity': self('核对本人身份'),
  'Mutation beginSecondFactor': self('绑定动态验证码'),
  'Mutation confirmSecondFactor': self('确认绑定动态验证码'),
  'Mutation signOut': self('退出登录'),
  'Mutation signOutEverywhere': self('退出所有设备'),
  'Mutation createLegislature': office('建立立法机关'),
  'Mutation createAccount': office('开通账号、给角色'),
  'Query accountList': office('看本机关的账号'),
  'Mutation grantRole': office('增加角色'),
  'Mutation revokeRole': office('收回角色'),
  'Mutation disableAccount': office('停用账号'),
  'Mutation enableAccount': office('启用账号'),
  'Mutation resetPassword': office('替人重置密码'),
  'Mutation resetSecondFactor': office('替人解除动态验证码'),
  'POST files': self('上传文件'),
  'GET files/:id': unit('下载文件（反馈函、草案原件、自己上传的文件）'),
  'Query regulationList': all('看法规项目列表'),
  'Query regulation': all('看一部法规'),
  'Query draft': all('看一稿'),
  'GET drafts/:file': all('下载一稿的文本'),
  'Mutation createRegulation': office('立项'),
  'Mutation importDraft': office('导入草案'),
  'Mutation importAmendingDecision': office('导入修改决定'),
  'Mutation correctDraft': office('更正草案文本'),
  'Mutation checkDraft': office('核对草案'),
  'Mutation publishDraft': office('公布一稿'),
  'Query lineageBetween': office('看条文沿革'),
  'Query articleHistory': office('看一条的沿革'),
  'Query comparison': office('看对照'),
  'Query brokenCitations': office('看失准的引用'),
  'GET comparisons/:old/:file': office('下载修改前后对照表'),
  'Mutation confirmLineage': office('确认条文沿革'),
  'Mutation reproposeLineage': office('重新比对条文'),
  'Query basisList': office('看条文依据'),
  'GET basis/:file': office('下载条文依据表'),
  'Mutation setBasis': office('写条文依据'),
  'Mutation carryBasis': office('沿用条文依据'),
  'Query contactPoints': unit('看联系点'),
  'Mutation createContactPoint': office('设立、聘用联系点'),
  'Query consultation': all('看一次征求意见（其中的任务只见本单位的）'),
  'Subscription consultationChanged': all('跟踪征求意见的进展（数字只算本单位的）'),
  'Mutation createConsultation': office('准备征求意见'),
  'Mutation issueConsultation': office('发出征求意见'),
  'Query myTasks': unit('看本单位的任务'),
  'Mutation receiveSolicitation': unit('签收任务'),
  'Mutation sayNoOpinion': unit('答复无意见'),
  'Query opinionList': unit('看群众原话'),
  'GET opinions/:id/pictures/:ordinal': unit('看群众随意见传来的照片（每次记入台账）'),
  'Mutation enterOpinions': unit('代录群众意见'),
  'Mutation setAsideOpinions': unit('未列入汇总'),
  'Mutation restoreOpinions': unit('恢复列入'),
  'Mutation readContact': unit('看群众留下的联系方式（每次记入台账）'),
  'Mutation eraseContact': unit('应群众要求删除联系方式'),
  'Query commentList': unit('看报送意见'),
  'Mutation draftComment': unit('起草报送意见'),
  'Mutation reviseComment': unit('修改报送意见'),
  'Mutation reportComments': unit('报送意见汇总'),
  'Mutation takeUpOpinions': office('机关采录直接收到的意见'),
  'Mutation proposeHandling': office('写拟处理意见'),
  'Query decisionSheet': office('看采纳情况表'),
  'Mutation prepareSheet': office('编采纳情况表'),
  'Mutation checkSheet': office('审核采纳情况表'),
  'Mutation signSheet': office('签发采纳情况表'),
  'Mutation reviewEvidence': office('确认采纳佐证'),
  'Mutation addEvidence': office('补指采纳佐证'),
  'Mutation explainAdoption': office('说明采纳体现在哪里'),
  'Query letterList': unit('看反馈函列表'),
  'Query letter': unit('看一份反馈函'),
  'Mutation composeLetters': office('拟反馈函'),
  'Mutation finaliseLetters': office('反馈函定稿'),
  'Mutation signLetters': office('签发反馈函'),
  'Mutation deliverLetters': office('送达反馈函'),
  'Mutation voidLetter': office('作废反馈函'),
  'Mutation acknowledgeLetter': unit('签收反馈函'),
};
