/** What the office of the sample says about its texts in plain words: 说明, 一句话, 要点, 条文说明, 参阅资料. */
export interface SampleNotes {
  statement: string;
  sentence: string;
  points: readonly { question: string; answer: string; provisionLabel: string }[];
  /** by the number of the article */
  articles: Readonly<Record<string, string>>;
  references: readonly { title: string; words: string }[];
}

const liftPoints = [
  { question: '电梯归谁管？', answer: '有物业的归物业', provisionLabel: '第十五条' },
  { question: '一楼要不要出电梯钱？', answer: '业主大会定', provisionLabel: '第二十三条' },
  { question: '多久保养一次？', answer: '至少十五天一次', provisionLabel: '第二十八条' },
  { question: '能带电瓶车进电梯吗？', answer: '不能，电池也不能', provisionLabel: '第二十条' },
  { question: '急修要不要先投票？', answer: '危险的不用先投', provisionLabel: '第四十一条' },
] as const;

const liftReferences = [
  { title: '中华人民共和国特种设备安全法', words: '国家法律法规数据库 flk.npc.gov.cn，搜法律名称' },
  { title: '中华人民共和国民法典（物权编，业主的建筑物区分所有权）', words: '国家法律法规数据库 flk.npc.gov.cn' },
  { title: '云澜市住宅电梯基本情况（2026年5月）', words: '云澜市市场监督管理局一楼服务厅可以取阅' },
] as const;

export const liftNotes: SampleNotes = {
  sentence: '管小区电梯：谁负责，怎么修，钱谁出。',
  points: liftPoints,
  articles: {
    第十五条:
      '每一台电梯都要有一个说了算、也担责任的人。有物业的是物业，没有物业的由业主推举，都定不下来的由街道、镇出面定。',
    第二十条: '电动自行车和它的电池都不能进电梯。物业看见了要劝，劝不住的报消防。',
    第二十三条:
      '先看物业合同怎么写；没有写的，按房子面积分摊。一楼不用电梯的，少出还是不出由业主大会定，不是一律不出。',
    第四十一条: '电梯坏到有危险或者整个单元上不了楼，可以先用维修资金修，不用等业主投票，修完公示账目。',
  },
  references: liftReferences,
  statement: `关于《云澜市住宅电梯安全管理条例（草案征求意见稿）》的说明
现就条例草案的有关情况说明如下：
一、为什么要立
全市住宅电梯三分之一用了十年以上。坏了没有人出面修、修了不知道谁出钱、困在里面不知道要等多久，是群众反映最多的三件事。国家法律对电梯的生产、检验规定得细，对小区里谁来管、钱从哪里来规定得粗，需要地方把它定下来。
二、起草的经过
市市场监督管理局起草，走访了十二个小区，听取了物业、维护保养单位、业主委员会和检验机构的意见。市人大常委会第三十五次会议作了第一次审议。
三、主要内容
（一）每台电梯有一个使用管理人，定不下来的由街道、镇协调确定。
（二）维护保养至少每十五日一次，记录上传到平台，住户可以查。
（三）费用先按合同，没有合同的按面积分摊；危及安全的可以先用维修资金。
（四）鼓励更新老旧电梯，财政给予适当补助。
四、想请大家重点看的
一楼住户怎样分摊、急修要不要先表决、加装电梯怎样商量，是意见分歧比较大的三处。`,
};

/** Of the second text, which was changed after the round */
export const liftNextNotes: SampleNotes = {
  ...liftNotes,
  points: liftPoints.map((p) => ({ ...p, provisionLabel: '' })),
  articles: {},
  statement: `关于《云澜市住宅电梯安全管理条例（草案二次审议稿）》修改情况的说明
征求意见期间收到的意见逐条作了研究，主要修改如下：
一、关于日常管理
把群众提得多的困人救援、故障修复的时限写得更具体。
二、关于费用
保留由业主大会决定一楼分摊的办法，公示的次数和内容作了补充。
三、关于文字
条文的次序和文字作了一些调整。`,
};

export const dogsNotes: SampleNotes = {
  sentence: '管城里养狗：怎么登记，怎么遛，咬人谁赔。',
  points: [
    { question: '一家能养几只？', answer: '城区一户一只', provisionLabel: '第十二条' },
    { question: '遛狗绳子多长？', answer: '不超过一米五', provisionLabel: '第十六条' },
    { question: '被狗咬了谁出钱？', answer: '养狗的人先垫', provisionLabel: '第二十一条' },
    { question: '办狗证收钱吗？', answer: '不收', provisionLabel: '第十五条' },
    { question: '已经养了两只怎么办？', answer: '半年内登记可以接着养', provisionLabel: '第三十二条' },
  ],
  articles: {
    第十条: '城区养狗要办证。打过疫苗以后三十天内，到派出所或者登记点办，也可以在网上办；办证时给狗植入芯片。',
    第十六条: '牵绳不能长过一米五，牵的人要能管得住狗。坐电梯避开人多的时候。狗拉了要当场收拾。',
    第二十一条: '先救人：养狗的人马上送医，先把医药费垫上，赔多少以后再说。',
    第二十三条: '不让在住宅区、学校旁边喂流浪狗，喂惯了狗会聚在一起。可以把流浪狗报给收容场所。',
  },
  references: [
    { title: '中华人民共和国动物防疫法', words: '国家法律法规数据库 flk.npc.gov.cn，搜法律名称' },
    { title: '云澜市犬只免疫点名单', words: '各街道、镇便民服务中心张贴，或者拨打当地农业农村部门电话询问' },
  ],
  statement: `关于《云澜市养犬管理条例（草案征求意见稿）》的说明
现就条例草案的有关情况说明如下：
一、为什么要立
城区登记的犬只五年里多了一倍，遛狗不牵绳、犬吠、伤人以后找不到主人，年年是社区调解最多的事。现在管养犬的只有一个十多年前的办法，罚则少，也没有写流浪犬怎么收容。
二、主要内容
（一）城区和别处分开管：城区办证、限一只、不养烈性犬，别处以免疫和伤人责任为主。
（二）办证不收费，能网上办的网上办，当场能办完的当场办完。
（三）遛狗的规矩写得具体：绳长、嘴套、粪便、不能去的地方。
（四）收容可以请动物保护组织来做，无人认领的可以领养。
三、想请大家重点看的
一户一只是多是少、老房子里已经养了几只的怎么过渡、小区里能不能喂流浪狗。`,
};
