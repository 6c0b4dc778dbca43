/**
 * The words of the residents' pages, in one typed catalogue. Plain spoken Chinese: short sentences, no administrative
 * abbreviations, and every refusal says what to do next. Functions take what varies; nothing here knows HTML.
 */
import { PICTURES_PER_OPINION } from '../platform/database/pictures/picture.words.js';

export const day = (d: string): string => {
  const [y, m, n] = d.split('-');
  return `${Number(y)}年${Number(m)}月${Number(n)}日`;
};

/** Days left as people say them; 0 is the closing day itself, which still counts. */
const daysLeft = (n: number): string => (n <= 0 ? '今天是最后一天' : n === 1 ? '明天截止' : `还有 ${n} 天`);

export const pageTexts = {
  brand: '一法一码',
  skip: '跳到正文',
  daysLeft,
  size: { title: '字号', standard: '标准', large: '大', largest: '特大' },
  footer: {
    lookUp: '查意见的结果',
    help: '怎么参与、隐私',
    front: '输入别的码',
    code: (printed: string) => `本法规的码：${printed}`,
  },

  draft: {
    asks: (organ: string) => `${organ} 征求意见`,
    point: (name: string) => `您的意见由“${name}”联系点收集`,
    closes: (closesOn: string, left: string) => `截止日期：${day(closesOn)}（${left}）`,
    how: '看看下面的条文，觉得哪一条该改，就点那一条下面的“我要提意见”。不用注册，不必留姓名电话。交了以后给您一个回执码，以后凭它查结果。',
    howTitle: '怎么参与',
    sayIt: '直接说',
    sayItHint: '不用找条文，想到什么说什么',
    contents: (articles: number) => `目录（共 ${articles} 条）`,
    contentsShort: '目录',
    text: '条文',
    comment: '我要提意见',
    read: '单看这一条',
    partOf: (at: number, all: number) => `条文较多，分 ${all} 页显示，这是第 ${at} 页`,
    previousPart: '上一页',
    nextPart: '下一页',
    notYet: (opensOn: string) => `还没有开始：${day(opensOn)} 起可以提意见`,
    notYetHint: '现在可以先看条文，到时候再扫一次这个码就行。',
    closed: (closesOn: string) => `已截止（${day(closesOn)}）`,
    closedHint: '这次征求意见已经结束，不能再提新的意见了。条文还可以看。提过意见的，凭回执码可以查结果。',
    extended: (until: string, why: string) => `征求意见时间延长至${day(until)}，原因：${why}。`,
    suspended: (why: string) => `征求意见暂停，原因：${why}。`,
    suspendedHint: '现在不能提意见，恢复以后再扫一次这个码就行。条文还可以看。提过的意见不受影响，凭回执码可以查。',
    cancelled: (why: string) => `这次征求意见取消了，原因：${why}。`,
    cancelledHint: '不再收新的意见了。提过的意见不受影响，凭回执码可以查。',
    corrections: (n: number) => `公布以后有 ${n} 处更正`,
    correction: (stands: string, shouldBe: string, why: string, on: string) =>
      `更正：“${stands}”${shouldBe === '' ? '应当删去' : `应为“${shouldBe}”`}。原因：${why}（${day(on)}）。`,
    superseded: '这一稿之后已经有了新的一稿',
    supersededHint: '下面是当时征求意见的文字。您的意见有没有采纳、条文改成了什么样，凭回执码可以查到。',
  },

  said: {
    closes: (closesOn: string, left: string) =>
      `${left}，${Number(closesOn.slice(5, 7))}月${Number(closesOn.slice(8))}日 24 时截止`,
    answer: (answer: string, label: string) => (label === '' ? answer : `${answer}，${label}`),
    sayItHint: '不用找条文，说就行',
    free: '不用注册，不必留姓名电话。',
    read: '想看条文',
    others: (n: number) => `和您有关的另外 ${n} 条`,
    statement: '看说明：为什么立、怎么定',
    references: (n: number) => `参阅资料（${n} 份）`,
    file: '下载',
    note: '条文说明（以条文为准）',
  },

  amending: {
    title: '这是对现行法规的修改',
    hint: '下面是修改以后的全文。改动的条文都有标记，点进去可以看现行的写法。',
    list: (n: number) => `改动的条文（共 ${n} 条）`,
    isNew: '新增',
    changed: (from: string) => `有修改（现行${from}）`,
    renumbered: (from: string) => `只是条号变了（现行${from}）`,
    inForce: (from: string) => `现行${from}是怎么写的`,
    deleted: (labels: string) => `打算删去的条文：现行${labels}`,
  },

  article: {
    whole: '看全文',
    previous: '上一条',
    next: '下一条',
    moves: '翻看其他条文',
  },

  form: {
    title: '我要提意见',
    sayTitle: '直接说',
    words: '您的意见',
    wordsHint: '想怎么说就怎么说，一两句话也行。也可以用手机的语音输入。',
    lastDay: (minutes: number) => `今天 24 时截止。24 时以前打开的这一页，截止后 ${minutes} 分钟内还可以提交。`,
    lastMinutes: (minutes: number) =>
      `征求意见昨天 24 时截止。您是截止前打开这一页的，到 0 时 ${minutes} 分还可以提交。`,
    wordsAny: '请不要写自己或者别人的电话、身份证号。',
    more: '想说得更细（都可以不填）',
    act: '您想怎么改',
    acts: {
      AMEND: '提意见',
      ADD: '应当增加内容',
      DELETE: '应当删去',
      WORDING: '改几个字、标点',
      MERGE: '和别的条文合并',
      MOVE: '换个位置',
      SUPPORT: '赞同，不用改',
    },
    where: '说的是哪一处',
    whereAll: '整条',
    whereAfter: '建议在这一条后面加一条',
    whereSay: '说的是哪里',
    whereUnknown: '不知道是哪一条，请工作人员帮我对上',
    whereWhole: '说的是整部法规',
    wording: '建议的写法',
    wordingHint: '如果您已经想好怎么写',
    reason: '理由',
    contact: '联系方式（可不填）',
    contactHint: (hasPoint: boolean, until: string) =>
      `不填也一样办理。填了，是方便工作人员就这条意见联系您：只有法工委的经办人员${hasPoint ? '和收集意见的联系点（勾了最下面那一格，联系点就看不到）' : ''}能看，看一次记一次；不公开，也不写进报送材料和反馈函。保存到${day(until)}，到期删除；您随时可以凭回执码自己删除。不满 14 岁请不要填。`,
    contactName: '怎么称呼您',
    contactPhone: '电话',
    pictures: `附照片（可不传，最多 ${PICTURES_PER_OPINION} 张）`,
    picturesGroup: '照片',
    picturesHint:
      '手机拍的照片（JPG）或者截图（PNG）都行，每张不超过 10 MB。照片里记的拍摄地点和时间会自动去掉。请不要拍进别人的脸、车牌和证件。',
    picturesAgain: (n: number) => `刚才选的 ${n} 张照片没有留住，要传的话请重新选。`,
    picture: (n: number) => `第 ${n} 张`,
    direct: '直接交法工委',
    directHint: (point: string) => `本联系点（${point}）看不到`,
    directAnyway: '您的意见直接交给法工委。',
    submit: '提交',
    promise: '不必留姓名电话。提交后给您一个回执码。',
    optional: '（可不填）',
  },

  errors: {
    title: '还没有交上去，请看这里',
    prefix: '请改一下：',
    empty: '请写下您的意见，一两句话也行。',
    tooLong: (what: string, most: number, now: number) =>
      `${what}最多 ${most} 字，现在是 ${now} 字，请减一些，或者分两次提交。`,
    wait: (seconds: number) =>
      `现在交得太密了，请等 ${seconds >= 90 ? `${Math.ceil(seconds / 60)} 分钟` : `${seconds} 秒`}，再点一次“提交”。您写的都在下面，不会丢。`,
    stale: '这个页面打开得太久，或者条文有了变化。您写的还在下面，请看一眼条文，再点一次“提交”。',
    phone: '电话号码好像不对，请再看一眼。不想留的话，可以空着。',
    name: '称呼太长了，请写短一些，也可以空着。',
    where: '没有找到您选的那一处，请重新选一下。',
    picture: (n: number, what: string) => `第 ${n} 张照片${what}`,
    cutOff: '没有传完整，可能是网络断了。请看看您写的还在不在，照片要重新选，再点一次“提交”。',
    trouble: '网络或者系统出了点问题，还没有交上去。您写的还在下面，请过一会儿再点一次“提交”。',
  },

  receipt: {
    title: '您的意见已收到',
    code: '回执码',
    keep: '请拍照或抄下来',
    once: '以后凭这 16 位数字查结果。这个码只告诉您这一次，丢了我们也找不回来。',
    pictures: (n: number) => `照片收到 ${n} 张。`,
    contact: '您留的联系方式已经加密保存。想删除的话，用回执码查结果，页面最下面可以删除。',
    repeated: '这条意见刚才已经收到过，没有重复登记，回执码是同一个。',
    copy: '复制回执码',
    copied: '已复制',
    next: '接下来会怎样',
    steps: (direct: boolean): readonly [string, string][] => [
      ['已收到', '您的原话一字不改地保存好了。'],
      ['已转报', direct ? '由法工委直接收阅，联系点看不到。' : '联系点把您的话报送给法工委。'],
      ['已研究', '法工委对每一条意见逐一研究。'],
      ['有结果', '新的一稿公布以后，采纳没采纳、为什么、条文改成了什么样，都能查到。'],
    ],
    lookUp: '查结果的地方',
    again: '再提一条',
    yours: '您刚才说的',
  },

  lookUp: {
    title: '查意见的结果',
    label: '回执码（16 位数字）',
    hint: '就是提交意见以后给您的那串数字，中间有没有空格都行。',
    submit: '查询',
    empty: '请输入回执码。',
    unknown: '没有查到这个回执码。请对照您拍的照片或者抄的数字，再输一遍。',
    unknownHint: '回执码是 16 位数字。海报上的码是 10 位，那是看法规用的，不是回执码。',
    wait: (seconds: number) => `现在查的人太多，请等 ${seconds} 秒再查一次。`,
    result: '查询结果',
    stage: '办到哪一步了',
    now: '现在',
    done: '已完成',
    stages: { RECEIVED: '已收到', REPORTED: '已转报', STUDIED: '已研究', RESULT: '有结果' },
    said: {
      RECEIVED: (point: string | null) =>
        point === null ? '您的意见已经收到，正等着研究。' : `“${point}”联系点已经收到您的意见，接下来报送给法工委。`,
      REPORTED: () => '您的意见已经报送到法工委，正在研究。',
      STUDIED: () => '您的意见法工委已经研究过。新的一稿公布以后，这里会写明结果和理由。',
      RESULT: () => '您的意见已经有结果了，请看下面。',
    },
    studiedAgain: {
      stage: '正在研究',
      said: '您的意见法工委正在研究。有了结果以后，这里会写明结果和理由。',
    },
    yours: '您当时说的',
    about: '说的是',
    onDay: (d: string) => `${day(d)} 收到`,
    pictures: (n: number) => `附有照片 ${n} 张，网上不显示。`,
    proposed: '您建议的写法',
    reason: '您的理由',
    outcomeTitle: '结果',
    outcomeWords: {
      ADOPTED: '您的意见被采纳了，谢谢您。',
      PARTIALLY_ADOPTED: '您的意见采纳了一部分，谢谢您。',
      NOT_ADOPTED: '您的意见这次没有采纳。谢谢您说出来。',
    },
    why: '说明',
    reasonClass: '理由',
    letter: (number: string) => `反馈函文号：${number}`,
    changed: '条文改成了什么样',
    before: '原来的写法',
    after: '现在的写法',
    wasNew: '这是新加的一条。',
    wasRemoved: '这一条删去了。',
    legend: '划线的字是删去的，下面画线的字是新增的。',
    inserted: '新增',
    deleted: '删去',
    setAsideTitle: '这条意见没有列入这次的汇总',
    setAside: {
      OFF_TOPIC:
        '您说的事情不在这部法规管的范围里，所以没有列入汇总。如果是需要有人去办的具体事情，可以打 12345 热线反映。',
      DUPLICATE: '已经有同样的意见报送上去了，会一起研究，所以没有再列一遍。',
      UNCLEAR: '我们没能看明白具体想怎么改，所以没有列入汇总。征求意见没有截止的话，欢迎您说得具体一些，再提一次。',
      SUPPORT_ONLY: '您表示赞同，已经计入赞同的数目。因为没有要修改的地方，所以不用列入汇总。',
    } as Readonly<Record<string, string>>,
    setAsideOther: '这条意见没有列入这次的汇总。',
    setAsideKept: '您的原话仍然完整保存着，一个字也没有改。谢谢您关心立法。',
    contactTitle: '您留的联系方式',
    contactThere: '您提意见的时候留了联系方式，已经加密保存。不想留了，现在就可以删除；您的意见照样办理。',
    contactErase: '删除我的联系方式',
    contactErased: '您的联系方式已经删除。您的意见照样办理。',
    again: '再查一个',
    waiting: '您的意见已经收到，工作人员正在核看。',
    withdrawTitle: '不想提这条意见了',
    withdrawHint: '可以撤回。下一页先告诉您撤回以后会怎样，再请您确认。',
    withdraw: '撤回我的意见',
    withdrawAsk: '要撤回这条意见吗',
    withdrawWill: '这条意见还没有报送到法工委。撤回以后就不再报送，也不能恢复；您的原话不公开。',
    withdrawWillNote:
      '这条意见已经报送到法工委，报送出去的不能收回，也不会删除。确认以后，我们会记下您撤回的意愿，办理的工作人员看得到。',
    withdrawNow: '确认撤回',
    withdrawNoteNow: '确认，请记下我的意愿',
    withdrawNot: '不撤回，回到结果',
    withdrawnTitle: '这条意见已经撤回',
    withdrawn: '您已经撤回这条意见，它不再报送。您的原话不公开。',
    withdrawalNoted: '您撤回的意愿已经记下，办理的工作人员看得到。这条意见在这之前已经报送，没有删除，照常研究。',
  },

  front: {
    title: '一法一码',
    lead: '正在制定的法规，请您看一看、说一说。',
    label: '输入海报上的码（10 位数字）',
    hint: '扫码最方便。扫不了，就把海报上的数字输在这里。',
    submit: '看法规',
    empty: '请输入海报上的 10 位数字。',
    lookUp: '提过意见，来查结果',
    open: '正在征求意见的法规',
    help: '怎么参与、隐私说明',
  },

  open: {
    title: '正在征求意见的法规',
    lead: '点开就能看，也能提意见。您手边有联系点的码，就用那个码：意见由那个联系点收集。',
    none: '现在没有正在征求意见的法规。以后有了，这里会列出来。',
    closes: (closesOn: string, left: string) => `${day(closesOn)}截止（${left}）`,
    more: (most: number) => `只列出最先截止的 ${most} 部，别的请输入海报上的码。`,
  },

  notice: {
    unknown: { title: '没有找到这个码', body: '请对照海报，把 10 位数字再输一遍；也可能是有一位看错了。' },
    article: { title: '这一条没有找到', body: '网址可能没有复制完整。请回到全文，从目录里找。' },
    revoked: {
      title: '这个码已经停用',
      body: '请扫海报上的新码，或者问一问贴海报的联系点。已经提过的意见不受影响，凭回执码照样能查。',
      reason: (r: string) => `停用的原因：${r}`,
      replacedBody: '已经换了新码，请点下面打开。已经提过的意见不受影响，凭回执码照样能查。',
      next: '打开新码',
      main: '看这部法规',
    },
    notPublic: { title: '这部法规还没有公开征求意见', body: '请过些日子再来。什么时候开始，会在海报和公告里写明。' },
    takenDown: {
      title: '这一稿已经撤下',
      body: '文字暂时不能看了。已经提过的意见不受影响，凭回执码照样能查。',
      reason: (r: string) => `撤下的原因：${r}`,
    },
    crossSite: {
      title: '没有提交',
      body: '这次提交不是从本平台的页面发出来的，为了安全没有收下。请从下面打开页面，再写一遍。',
      open: '打开页面',
    },
    closedNow: { title: '没赶上：征求意见已经截止' },
    suspendedNow: { title: '没有提交：征求意见暂停了' },
    cancelledNow: { title: '没有提交：这次征求意见取消了' },
    notOpenNow: { title: '征求意见还没有开始' },
    address: { title: '没有这个网址', body: '网址可能没有复制完整。请扫海报上的码，或者把 10 位数字输在首页。' },
    fault: { title: '页面暂时打不开', body: '系统出了点问题，请过一会儿再试。' },
    method: { title: '请从页面里提交', body: '这个地址不能直接打开。' },
    kept: '您写的内容没有丢，在这里，可以长按复制，交给联系点：',
    contact: (who: string) => `也可以联系：${who}`,
  },

  help: {
    title: '怎么参与、隐私说明',
    sections: [
      [
        '怎么提意见',
        [
          '扫海报上的码，或者在首页输入 10 位数字，就能看到法规的文字。',
          '觉得哪一条该改，点那一条下面的“我要提意见”；不知道是哪一条，点“直接说”。只要写下您的话，别的都可以不填。',
          '不会打字，可以用手机的语音输入，可以请家人代写，也可以到联系点当面说。',
        ],
      ],
      [
        '谁能看到',
        [
          '您的原话由收集意见的联系点和法工委的工作人员看，不在网上公开。',
          '勾了“直接交法工委”，联系点就看不到，只有法工委能看。',
          '对外公布的只有数字，以及法工委公布的采纳情况。',
        ],
      ],
      [
        '姓名电话和隐私',
        [
          '不用注册，不用登录。姓名、电话不必留，可以留；住址、身份证号不收。',
          '留了联系方式的，加密另存，只有法工委的经办人员和收集意见的联系点能看（直接交法工委的，联系点看不到），看一次记一次；不公开，不写进反馈函；到期删除，您也可以凭回执码随时删除。',
          '照片可传可不传。照片里记的拍摄地点、时间和手机型号会去掉；只有能看到您原话的工作人员能看，看一次记一次，不在网上公开。',
          '意见旁边不记您的网络地址。这些页面不使用 Cookie，不放广告，不连别的网站。',
          '请不要在意见里写自己或者别人的电话、身份证号。',
        ],
      ],
      [
        '回执码是什么',
        [
          '提交以后给您的 16 位数字，只有您知道。凭它能看到自己说过的话和办理结果。',
          '谁拿到这个码都能看，所以请自己收好。我们这里也查不出来，丢了找不回来。',
        ],
      ],
      [
        '什么时候有结果',
        [
          '每一条意见都有回音：要么研究后答复采纳不采纳和理由，要么说明为什么没有列入汇总。',
          '采纳情况在新的一稿公布以后才能查到；在那之前，只能看到办到哪一步了。',
        ],
      ],
      [
        '看不清、不方便',
        ['页面上方可以换“标准、大、特大”三种字号。不开 JavaScript 也能用，全部可以用键盘操作，读屏软件可以朗读。'],
      ],
    ] as readonly (readonly [string, readonly string[]])[],
  },
} as const;

export type PageTexts = typeof pageTexts;
