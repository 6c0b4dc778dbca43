/**
 * What has come so far in the open round of the second regulation: voices of people who do not exist, and the comments
 * that one contact point has reported. The other bodies have signed, or have not yet.
 */
import type { SampleOpinion, SampleTarget } from './shapes.js';

const at = (label: string, path?: string, quote?: string): SampleTarget => ({
  kind: 'article',
  label,
  ...(path !== undefined && { path }),
  ...(quote !== undefined && { quote }),
});

export const dogsVoices: readonly SampleOpinion[] = [
  {
    key: 'dog-01',
    contactPoint: 'guihuali',
    channel: 'CODE',
    act: 'AMEND',
    target: at('第十二条', 'p1', '每户不得超过一只'),
    text: '我家两只狗都养了八年了，说只能养一只，另一只怎么办？老狗没人要的，能不能放宽到两只。',
    proposedWording: '个人饲养犬只每户不得超过两只',
  },
  {
    key: 'dog-02',
    contactPoint: 'guihuali',
    channel: 'CODE',
    act: 'AMEND',
    target: at('第十六条', 'p1.i3'),
    text: '电梯里小孩子和狗一个高度，光收紧绳子不行，进电梯必须戴嘴套。',
    proposedWording: '乘坐电梯的，避开人员拥挤的时间，收紧犬绳并为犬只佩戴嘴套',
  },
  {
    key: 'dog-03',
    contactPoint: 'guihuali',
    channel: 'WALK_IN',
    act: 'AMEND',
    target: at('第二十条', 'p1', '防止犬吠影响他人正常生活'),
    text: '楼上的狗白天主人上班，叫一整天，打电话没人管。写清楚找谁管、几天给答复。',
  },
  {
    key: 'dog-04',
    contactPoint: 'guihuali',
    channel: 'MEETING',
    act: 'AMEND',
    target: at('第十六条', 'p1.i4', '即时清除犬只排泄的粪便'),
    text: '草坪上全是狗屎，孙子踩了一脚。光说清除没有用，小区里要有袋子、有桶，不捡的要罚。',
  },
  {
    key: 'dog-05',
    contactPoint: 'guihuali',
    channel: 'PAPER',
    act: 'AMEND',
    target: at('第二十三条'),
    text: '喂流浪狗是可怜它，一概不让喂，狗翻垃圾袋更脏。应当规定可以在哪里喂、谁来给它绝育。',
  },
  {
    key: 'dog-06',
    contactPoint: null,
    channel: 'CODE',
    act: 'AMEND',
    target: at('第十九条', 'p1', '没有划定的，禁止携犬进入'),
    text: '全市公园有几个划了？这样写等于哪个公园都不能带狗。应该反过来，没有写禁止的就可以牵绳进。',
    reason: '公园管理单位不划定，老百姓没有办法。',
  },
  {
    key: 'dog-07',
    contactPoint: null,
    channel: 'CODE',
    act: 'SUPPORT',
    target: at('第十五条'),
    text: '登记不收钱好，办的人才会多。',
  },
  {
    key: 'dog-08',
    contactPoint: null,
    channel: 'CODE',
    act: 'ADD',
    target: { kind: 'unknown' },
    text: '被狗咬了半夜找不到打针的地方，能不能把打狂犬疫苗的医院写上，二十四小时的。',
  },
  {
    key: 'dog-09',
    contactPoint: 'linjiang',
    channel: 'CODE',
    act: 'AMEND',
    target: at('第十三条', 'p1'),
    text: '大型犬不等于凶，我家金毛十岁了见谁都摇尾巴。按伤过人没有来管，不要只看个子。',
  },
  {
    key: 'dog-10',
    contactPoint: 'linjiang',
    channel: 'MEETING',
    act: 'AMEND',
    target: at('第十条', 'p1', '三十日内'),
    text: '登记点一个区就两个，老人家跑不动。社区里能办，时间也放长一点。',
  },
  {
    key: 'dog-11',
    contactPoint: 'linjiang',
    channel: 'MEETING',
    act: 'ADD',
    target: { kind: 'newArticleAfter', label: '第二十五条' },
    text: '领养一只狗手续多，不知道到哪里领。建议公安机关办一个全市统一的领养平台，有照片，有免疫记录。',
  },
  {
    key: 'dog-12',
    contactPoint: 'university',
    channel: 'WALK_IN',
    act: 'AMEND',
    target: at('第三十一条', 'p1', '五年内不予办理养犬登记'),
    text: '“受到三次以上行政处罚”就注销登记、收容犬只，属于较重的处理，应当写明听证或者申诉的途径。',
    reason: '与罚款幅度相比，收容犬只对养犬人影响更大。',
  },
  {
    key: 'dog-13',
    contactPoint: 'university',
    channel: 'CODE',
    act: 'WORDING',
    target: at('第二十一条', 'p2', '受伤者要求赔偿的'),
    text: '饲养动物致害是无过错责任，不以受伤者要求为前提，这几个字建议删去。',
    proposedWording: '养犬人应当依法承担赔偿责任',
  },
];

/** What 桂花里社区 has reported already: one voice as it stands, two merged */
export const dogsReported: readonly { opinions: readonly string[]; text: string | null; label: string | null }[] = [
  { opinions: ['dog-01'], text: null, label: null },
  {
    opinions: ['dog-02', 'dog-04'],
    text: '携犬乘坐电梯的，应当一律为犬只佩戴嘴套；住宅区应当配备犬只粪便收集容器，不清除粪便的处罚要能够落实。',
    label: '第十六条',
  },
];
