import type { OpinionAct } from './shapes.js';

/**
 * What a voice speaks about: the article as people name it, a clause of it, and the words in the clause that made the
 * family fit.
 */
export interface Point {
  label: string;
  quote: string;
  word: string;
}

/**
 * One thing people say about a kind of clause: in several voices, as a contact point would report it merged, and as
 * latecomers repeat it. The phrases say nothing that depends on the subject of the law, so that they fit a code and a
 * resolution alike.
 */
export interface Family {
  name: string;
  /** the clauses it speaks to; a clause that ends in 的 is mostly a condition and no duty */
  fits: RegExp;
  act: OpinionAct;
  target: 'clause' | 'newArticleAfter';
  /** the fourth, where there is one, is of somebody who cannot find the article again */
  voices: readonly ((p: Point) => string)[];
  merged: (p: Point) => string;
  reason: string;
  wording?: (p: Point) => string;
  echoes: readonly ((p: Point) => string)[];
}

/** Families that need a particular word in the clause. */
export const FAMILIES: readonly Family[] = [
  {
    name: 'period',
    fits: /[一二三四五六七八九十百两\d]+(?:个工作日|个月|日|小时)(?:以内|之内|内|前)/u,
    act: 'AMEND',
    target: 'clause',
    voices: [
      (p) => `“${p.word}”这个时间太长了，老百姓等不起，能不能缩短一点。`,
      (p) => `${p.label}写的${p.word}，从哪一天算起？节假日算不算？说清楚些。`,
      (p) => `我去办过类似的事，${p.word}根本办不下来，要么缩短要么写明逾期怎么办。`,
      (p) => `我不记得是哪一条了，就是写着${p.word}的那一处，时间要再斟酌。`,
    ],
    merged: (p) =>
      `对${p.label}“${p.quote}”中的期限，群众意见比较集中，建议进一步研究“${p.word}”是否合理，并明确起算时间和逾期的后果。`,
    reason: '期限直接关系当事人的权益，起算点和后果不明确，执行中容易产生争议。',
    echoes: [(p) => `${p.word}，时间长了，建议改短。`, (p) => `${p.label}的时限从什么时候开始算，没有写。`],
  },
  {
    // only of a body with powers: of a person's right, “应当” would be nonsense
    name: 'bodyMay',
    fits: /(?:部门|机关|政府|委员会|法院|检察院|机构)可以/u,
    act: 'AMEND',
    target: 'clause',
    voices: [
      (p) => `“可以”就是也可以不。${p.label}这里建议改成“应当”，不然等于没说。`,
      (p) => `“${p.quote}”，建议把“可以”改掉，该做的就要做。`,
      (p) => `${p.label}又是“可以”。写在法里的事情，要么做要么不做，给个准话。`,
    ],
    merged: (p) => `建议将${p.label}“${p.quote}”中的“可以”修改为“应当”，或者列明适用的条件。`,
    reason: '“可以”的表述弹性较大，实践中掌握的尺度不一。',
    wording: (p) => p.quote.replace('可以', '应当'),
    echoes: [(p) => `${p.label}的“可以”建议改“应当”。`, (p) => `“${p.quote}”，“可以”两个字太软。`],
  },
  {
    name: 'mayWhen',
    fits: /可以/u,
    act: 'AMEND',
    target: 'clause',
    voices: [
      (p) => `“${p.quote}”，到底什么情况下可以、什么情况下不可以，谁说了算？`,
      (p) => `${p.label}说可以，那要办什么手续？到哪里办？建议写一写。`,
      (p) => `支持“${p.quote}”，就怕到时候不让，条件要写清楚。`,
    ],
    merged: (p) => `建议进一步明确${p.label}“${p.quote}”的适用条件和办理程序。`,
    reason: '条件和程序不明确，群众办事心里没有底。',
    echoes: [(p) => `${p.label}的条件没写清楚。`, (p) => `“${p.quote}”，怎么办理？`],
  },
  {
    name: 'whichBody',
    fits: /有关(?:部门|机关|单位|方面)|主管部门|主管机关/u,
    act: 'WORDING',
    target: 'clause',
    voices: [
      (p) => `“${p.word}”是哪一个？我上次为一件事跑了三个地方，都说不归他管。建议写明白。`,
      (p) => `${p.label}只写“${p.word}”，到时候又是推来推去。请把名字写出来。`,
      (p) => `建议把“${p.quote}”里的“${p.word}”具体化，我们基层才晓得找谁。`,
    ],
    merged: (p) => `建议对${p.label}“${p.quote}”中的“${p.word}”予以明确，列出具体的责任主体。`,
    reason: '责任主体不具体，容易出现互相推诿。',
    echoes: [(p) => `“${p.word}”到底指谁，请写具体。`, (p) => `${p.label}谁负责没写清。`],
  },
  {
    name: 'fine',
    fits: /罚款|拘留|罚金|有期徒刑|违约金|滞纳金/u,
    act: 'AMEND',
    target: 'clause',
    voices: [
      (p) => `${p.label}这样规定，轻的重的怎么区分？建议分几档，别由着人说。`,
      (p) => `“${p.quote}”，我觉得轻了，起不到作用。`,
      (p) => `“${p.quote}”，对头一回的人是不是重了点，能不能先教育、给个改正的机会？`,
    ],
    merged: (p) => `对${p.label}“${p.quote}”，有的认为偏轻，有的认为偏重，建议区分情节轻重，细化裁量的标准。`,
    reason: '责任应当与行为的性质、情节和后果相当。',
    echoes: [(p) => `${p.label}的责任轻重要有个标准。`, (p) => `“${p.quote}”要分情况。`],
  },
  {
    name: 'forbid',
    fits: /不得|禁止|严禁/u,
    act: 'ADD',
    target: 'clause',
    voices: [
      (p) => `“${p.quote}”，写得对。可是谁来查、查到了怎么办，没看到。`,
      (p) => `光说“${p.word}”不顶用，${p.label}要配上罚则，不然照样有人做。`,
      (p) => `建议在${p.label}后面写明违反了找谁举报。`,
    ],
    merged: (p) => `建议对${p.label}“${p.quote}”补充监督的主体和违反后的责任，增强可执行性。`,
    reason: '只有禁止性要求而没有相应责任，难以落实。',
    echoes: [(p) => `${p.label}说了${p.word}，后果呢？`, (p) => `“${p.quote}”没有人管也是白写。`],
  },
  {
    name: 'others',
    fits: /其他/u,
    act: 'WORDING',
    target: 'clause',
    voices: [
      (p) => `“其他”两个字范围太大了，${p.label}能不能列具体些？`,
      (p) => `“${p.quote}”由谁来认定？口子开大了不好。`,
      (p) => `兜底的话我懂，但是“${p.quote}”最好限定一下。`,
    ],
    merged: (p) => `建议对${p.label}“${p.quote}”中的“其他”作出限定或者列举，避免理解不一。`,
    reason: '兜底表述的边界不清楚，适用时容易扩大。',
    echoes: [(p) => `${p.label}的“其他”指什么？`, (p) => `“${p.quote}”太笼统。`],
  },
  {
    name: 'duty',
    fits: /(?:应当|必须)(?!.*的$)/u,
    act: 'ADD',
    target: 'clause',
    voices: [
      (p) => `“${p.quote}”，要是没做到呢？建议写上不做怎么办。`,
      (p) => `${p.label}写了${p.word}，希望真的能做到，最好有个检查的办法。`,
      (p) => `我支持这一条，但“${p.quote}”怎么落实，步骤要说清楚。`,
      (p) => `有一处写着“${p.quote}”，找不到是第几条了，建议加上监督。`,
    ],
    merged: (p) => `${p.label}规定“${p.quote}”，建议补充落实的程序和不履行的后果。`,
    reason: '义务性规定需要有相应的程序和责任保障。',
    echoes: [(p) => `${p.label}写了${p.word}，没写不做怎么办。`, (p) => `“${p.quote}”，要有人监督。`],
  },
];

/** Families for any clause. */
export const GENERAL: readonly Family[] = [
  {
    name: 'plain',
    fits: /.+/u,
    act: 'WORDING',
    target: 'clause',
    voices: [
      (p) => `“${p.quote}”这句话我读了两遍没大看懂，能不能讲得直白一点。`,
      (p) => `${p.label}的说法太书面了，我们上了年纪的人看不明白。`,
      (p) => `建议给${p.label}配个通俗的解释，“${p.quote}”到底是什么意思，举个例子。`,
    ],
    merged: (p) => `部分群众反映${p.label}“${p.quote}”不易理解，建议表述再明确一些，或者在说明中予以解释。`,
    reason: '条文的意思清楚，群众才便于遵守。',
    echoes: [(p) => `“${p.quote}”看不懂。`, (p) => `${p.label}建议写得通俗点。`],
  },
  {
    name: 'join',
    fits: /.+/u,
    act: 'AMEND',
    target: 'clause',
    voices: [
      (p) => `“${p.quote}”和现在实行的规定有没有出入？以前办好的还算不算数，请写明。`,
      (p) => `${p.label}施行以后，老的情况怎么处理？建议有个过渡。`,
      (p) => `担心${p.label}跟别的规定打架，到时候听谁的。`,
    ],
    merged: (p) => `建议研究${p.label}“${p.quote}”与现行有关规定的衔接，明确新旧规定的适用。`,
    reason: '新旧规定衔接不清，基层执行有顾虑。',
    echoes: [(p) => `${p.label}以前的情况怎么算？`, (p) => `“${p.quote}”和别处的规定要一致。`],
  },
  {
    name: 'public',
    fits: /.+/u,
    act: 'ADD',
    target: 'newArticleAfter',
    voices: [
      (p) => `建议在${p.label}后面加一条，把办理的情况向社会公开，让大家看得到。`,
      (p) => `看到${p.label}，想提一个：应当有个方便群众反映问题的渠道，电话、网上、窗口都要有，老人不会用手机。`,
      (p) => `${p.label}之后可以增加一条，规定每年评估一次实施情况。`,
    ],
    merged: (p) => `建议在${p.label}之后增加一条，规定实施情况的公开和群众反映问题的渠道。`,
    reason: '公开有利于监督，也便于群众了解。',
    echoes: [
      (p) => `${p.label}后面加一条公开的规定吧。`,
      (p) => `${p.label}办得怎么样应该让群众看得到，建议另加一条。`,
    ],
  },
];

export const SUPPORT: readonly ((label: string) => string)[] = [
  (label) => `赞同${label}。`,
  (label) => `${label}写得好，支持。`,
  (label) => `${label}说到我们心坎里了，没有意见。`,
  (label) => `对${label}没有修改意见。`,
  (label) => `支持${label}，希望早日施行。`,
];

export const OFF_TOPIC: readonly string[] = [
  '小区门口的路灯坏了半个月了，能不能帮忙反映一下。',
  '你们这个网页的字太小，老花眼看不清。',
  '楼上装修天天钻墙，孩子没法写作业。',
  '请问社保卡丢了到哪里补办？',
  '菜场旁边那趟公交车什么时候恢复？',
  '自来水最近有股味道。',
  '快递总是放在一楼不送上门。',
];

export const UNCLEAR: readonly string[] = [
  '那一条要改一改。',
  '不行',
  '测试',
  '请领导看一看',
  '建意改',
  '说了也没用',
  '？？？',
];
