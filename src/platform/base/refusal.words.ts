/**
 * The words of every refusal, in one typed catalogue. A code without words here does not start (test), and a refusal
 * always says what the user can do next.
 */
type Params = Readonly<Record<string, string | number | null>>;

const fill =
  (template: string) =>
  (p: Params): string =>
    template.replace(/\{(\w+)\}/g, (_, name: string) => String(p[name] ?? ''));

const catalogue = {
  INVALID_INPUT: '填写有误：{first}',
  NOT_FOUND: '没有找到{what}，可能已被移走，或者不属于本机关。',
  STALE_VERSION: '这条内容刚刚被别人改过，请刷新后对照两个版本再保存。',
  WRONG_STATE: '{what}现在是“{state}”，不能{act}。',
  WRONG_CREDENTIALS: '用户名或者密码不对。',
  SECOND_FACTOR_NEEDED: '这个账号已绑定动态验证码：请再填写手机上的 6 位动态验证码，或者一个恢复码。',
  WRONG_CODE: '动态验证码不对，或者已经用过：请等手机上显示下一个再填，也可以用一个没有用过的恢复码。',
  NOT_BEGUN: '还没有开始绑定动态验证码，或者已经绑定完成：请从“绑定动态验证码”开始。',
  OWN_SECOND_FACTOR: '不能重置自己的动态验证码：请用恢复码登录后重新绑定，或者请另一位管理员重置。',
  OWN_ACCOUNT: '不能{act}：请另一位管理员办理。',
  ACCOUNT_SHARED:
    '这个账号在别的机关或者整个平台也有角色，不能由本机关{act}：可以收回它在本机关的角色，其余请系统管理员办理。',
  LAST_ADMINISTRATOR: '除了这个账号，没有别的管理员能登录，不能{act}：请先另设一位管理员，等他登录并设好密码。',
  ROLE_HELD: '这个账号已经有“{role}”这个角色。',
  ROLE_NOT_HELD: '这个账号没有“{role}”这个角色，可能刚刚被收回，请刷新后再看。',
  ROLES_APART: '本机关是“严格”档，“{alone}”不能兼任“{other}”：请由不同的账号担任。',
  NOTHING_TO_HAND_OVER: '“{name}”在本机关已经没有角色，没有什么要移交。',
  PROFILE_BLOCKED: '有 {count} 个账号（{names}）的角色在这一档不能由一个人兼任：请先由不同的账号担任，再改档位。',
  REAUTHENTICATION_NEEDED:
    '办理这件事之前请再次确认身份：填写密码（已绑定动态验证码的，再填动态验证码），确认后 {minutes} 分钟内有效。',
  ACCOUNT_HELD:
    '这个账号的密码和动态验证码都由别人重置过，在确认是本人要求的以前，不能签发、发出，不能管理账号，也不能看联系方式；别的事照常办。{then}',
  NOT_HELD: '这个账号没有要确认的重置：可能刚刚有人确认过，或者时间已经到了。',
  CANNOT_VOUCH: '{words}',
  TOO_MANY_OPINIONS: '现在交得太密了，这一条还没有收下，请等 {retryAfterSeconds} 秒再交。',
  TOO_MANY_ATTEMPTS: '尝试次数过多，请 {retryAfterSeconds} 秒后再试。',
  NAME_TAKEN: '“{name}”已经有了，请换一个。',
  UNREADABLE_FILE: '{reason}',
  NO_ARTICLES: '没有认出条文：请检查是否选错了文件，或者条文前有没有“第一条”这样的条号。',
  TEXT_HAS_WARNINGS: '正文还有 {count} 处需要核对（第一处：{first}），请逐处改正，或者确认原稿就是这样。',
  LATER_DRAFT_PUBLISHED: '已经公布了更新的一稿（《{title}》），不能再公布更早的一稿。',
  NO_TEXT_IN_FORCE: '这部法规还没有公布的现行法文本：请先导入现行法，核对并公布，再导入修改决定。',
  NO_INSTRUCTIONS: '{reason}',
  NOT_A_SUCCESSOR: '这两稿不是前后相继的两稿。',
  WINDOW_OVER: '征求意见的最后一天（{closesOn}）已经过了，不能{act}：请先延长，再{act}；不办了的，请取消。',
  ROUND_OPEN:
    '这一稿已经有一次公开征求意见（“{title}”，到 {closesOn} 截止），不能同时有两次：请等它截止，或者延长、取消那一次。',
  METHOD_WITHOUT_DRAFT: '“{method}”不是就某一稿征求意见，这里还不能办：请换一种征求方式，或者另行征集。',
  NOT_FOR_EVERYBODY: '这一稿是{scope}征求意见，不能公开征求：请换一种征求方式。',
  TOO_MANY_CHANGES: '{what}已经改动过 {most} 次，不能再改：{instead}。',
  CONSULTATION_SUSPENDED:
    '征求意见暂停了，现在不能提意见。暂停的原因：{reason}。您写的内容没有丢，可以复制下来，恢复以后再交。',
  CONSULTATION_CANCELLED:
    '这次征求意见已经取消，不再收意见。取消的原因：{reason}。您写的内容没有丢，可以复制下来，交给联系点。',
  DRAFT_TAKEN_DOWN: '这一稿已经撤下，不能就它征求意见、提意见。撤下的原因：{reason}。',
  STILL_OPEN: '征求意见到 {closesOn} 截止，截止以后才能办结。',
  LEFT_OPEN:
    '还有 {opinions} 条群众原话、{comments} 条报送意见没有结果：请先办完；经领导同意就此办结的，请写明说明，没有办完的清单随之存档。',
  NOT_BELOW: '“{name}”不在本单位下面，不能转发给它。',
  ALREADY_ASKED: '“{name}”已经收到这次征求意见，不用再转发。',
  NOT_A_CONGRESS: '“{name}”不是县级人大，不能转发：请法工委发给要征求意见的联系点。',
  PLAN_CHANGED: '预览以后又有改动，照原来看的那样已经导不进去：什么也没有写，请再看一遍。',
  POINT_SHARED:
    '“{name}”另有别的立法机关聘用，不能由本机关单独改名：请先与它们商定，只由本机关一家聘用时才能在这里改。',
  URGED_TODAY: '今天 {time} 已经催过了，明天可以再催；着急的，请打电话。',
  NOT_ENGAGED: '“{name}”还没有聘用为本机关的联系点。',
  NOT_PUBLISHED: '这一稿还没有公布。',
  NOT_OPEN_YET: '征求意见从 {opensOn} 开始，请到时再来。',
  CLOSED: '征求意见已于 {closesOn} 截止。您写的内容没有丢，可以复制下来交给联系点。',
  UNKNOWN_CODE: '没有这个码，请对照海报再输一遍。',
  UNKNOWN_RECEIPT: '没有这个回执码：请对照提交意见以后拍下或者抄下的 16 位数字，再输一遍。',
  NO_CODE_IN_USE: '这部法规现在没有在用的法规码，不能印征集表：请先发出征求意见。',
  RECEIPT_ASLEEP:
    '这张征集表上写的话联系点还没有录入，录入以后用这个回执码就能查到结果，请过几天再来看。着急的，请问一问给您表的联系点。',
  CODE_REVOKED: '这个码已经停用：{instead}。',
  TARGET_NOT_FOUND: '没有找到您说的那一处条文，请重新选择，或者选“不知道是哪一条”。',
  QUOTE_NOT_FOUND: '引用的文字不在这一条里，请重新选择。',
  NOT_NAMED:
    '隔离待核的原话只由指定的人看，您不在其中：请告诉本机关的管理员，由他在“账号”里指定，或者请已经指定的人来看。',
  OPINION_NOT_OPEN: '有 {count} 条群众原话不能报送：已经报送、已列入未列入汇总，或者不属于本联系点。',
  OPINION_COMPILED:
    '这条原话已经编入报送意见，不能{act}：还没有报送的，请先撤销那条报送意见，或者从中拆出这条原话；已经报送的，要等法工委退回。',
  NUMBER_NEEDED: '本机关的发文字号按发文登记簿填写：请填写号码再签发。',
  NUMBER_TAKEN: '{number}已经用过，或者已经在别的号段里：请核对登记簿，换一个号。',
  NUMBERS_EXHAUSTED: '{year}年预留的号段只剩 {left} 个号，这次要 {wanted} 个：请先向文书登记处续号，再登记号段。',
  LETTERHEAD_NOT_IN_ORDER: '这个版头有 {count} 处要改：\n{remarks}',
  PAPER_NOT_IN_ORDER: '核稿有 {count} 处要改：\n{remarks}',
  ALREADY_PREPARED: '已经给它准备过这种函，{state}：不用再准备；要重发的，请先作废那一批。',
  NOT_ASKED_IN_ALL: '它没有收到全部 {count} 件稿的任务：请把这几件稿分开发函。',
  DUE_DAYS_DIFFER: '这几件稿给它的反馈期限不是同一天：请先改成同一天，或者分开发函。',
  NOTHING_TO_PREPARE: '没有一份可以准备：{first}',
  URGED_BY_PAPER: '已经发过一次催办函：请打电话联系。',
  ANSWERED_ALREADY: '已经反馈，不用催办。',
  NOT_REVIEWED: '{words}',
  NO_READER: '内部稿一人一份，这个单位还没有能登录的联络员：请写明给谁看，打印送去，或者先给联络员开账号。',
  TOO_MANY_COPIES_OF_PAPER: '内部稿一人一份，这一次共 {count} 份，一批最多 {most} 份，请分几批准备。',
  NOT_FOR_EVERYBODY_PAPER: '这一稿不公开征求意见，不能生成这份材料。',
  ALREADY_DELIVERED: '已经送达，不用再送。',
  NO_LETTERHEAD: '{reason}',
  NOT_ASKED: '这次征求意见没有发给这个联系点，不能登记为它报送的意见：请核对联系点，或者按别的来源登记。',
  NO_OPINIONS: '请至少选一条群众原话。',
  REASON_REQUIRED: '“{outcome}”要写明理由类别和理由。',
  NOTHING_TO_SIGN: '没有可以列入采纳情况表的意见。',
  NOT_PREPARED: '有 {count} 条意见还没有拟处理意见。',
  SAME_PERSON: '{words}',
  CHECK_REQUIRED: '本机关实行三级审签，须经审核后才能签发。',
  EVIDENCE_MISMATCH:
    '这一条在下一稿里没有改动，或者不属于这条意见后面的稿；没有找到去处的旧条文，先在条文对照里认定删去。',
  ALREADY_EXISTS: '这个联系点的意见都已写进有效的反馈函，现在没有新的要反馈。',
  FACTS_CHANGED: '拟稿以后，采纳情况或者佐证有变动，这份反馈函的内容已经不是最新的，请作废后重新拟稿。',
  HELD_BACK: '有 {count} 条已采纳的意见还没有佐证，也没有说明，反馈函暂不能发出（{first}）。',
  OUTCOMES_NOT_RELEASED: '要反馈的 {of} 条意见中，有 {count} 条的采纳情况还没有公布，不能对外反馈。{then}',
  LETTER_OUTDATED:
    '有 {count} 条意见重新作了决定，而一份还没有送达的反馈函写的是原来的处理：请先作废那一份，再拟新的。',
  LETTER_FAILED: '这一份没有办成，是系统的问题，什么都没有改动：请再办一次；还是不行，请告诉系统管理员。',
  ANSWERED_BY_LETTER: '联系点报送的意见由采纳情况反馈函答复，不在这里登记：请拟反馈函。',
  ANSWERED_BEFORE_RELEASE: '这条意见的采纳情况 {releasedOn} 才公布，答复的日子不能早于这一天：请核对日期。',
  NO_NEXT_DRAFT: '下一稿还没有公布（或者已经撤下），反馈函没有条文可以引用：请公布下一稿以后再拟稿。',
  NO_COMMENTS: '这个联系点没有需要反馈的意见。',
  TOO_LARGE: '文件太大：最多 {limit} MB。',
  UPLOAD_QUOTA: '24 小时内最多上传 {files} 个文件、共 {megabytes} MB，现在已经到了。请明天再传，或者请管理员调高上限。',
  STORAGE_LOW: '服务器的存储空间快满了，暂时不能{what}。请稍后再试；工作人员请联系管理员清理磁盘。',
  TOO_MANY_COPIES: '您没有办完的草稿已经有 {most} 份，这一份没有存到服务器：请先办完几件，或者清空用不着的。',
  TOO_MANY_AT_ONCE: '一次最多办理 {most} 份，这一份还没有办，请再办一次。',
  NOT_YOUR_RUN: '这次批量办理是别人发起的，以他的名义办：请他接着办，或者由您另外发起一次。',
  RUN_GOES_ON: '这次批量办理没有停下：还在接着办，或者已经办完。',
  UNPRINTABLE_CHARACTERS:
    '有印不出来，或者从 PDF 里复制出来会变样的字：{characters}。请换一种写法再办；缺字体的，系统管理员可以把有这些字的字体放进 FONT_DIR。',
  STILL_RENDERING: '反馈函正在排版，请稍候再试。',
  RENDERING_FAILED: '这份反馈函的文件没有排出来：请先“重新排版”，排好以后再送达。',
  ALREADY_RENDERED: '这份反馈函的文件已经排好，不用重新排版。',
} as const satisfies Record<string, string>;

export type ProblemCode = keyof typeof catalogue;

export const problemCodes = Object.keys(catalogue) as ProblemCode[];

export function problemText(code: string, params: Params): string {
  const template = (catalogue as Record<string, string>)[code];
  if (template === undefined) throw new Error(`no words for refusal ${code}`);
  return fill(template)(params);
}
