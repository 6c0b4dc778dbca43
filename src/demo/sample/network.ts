/**
 * The rest of the network of the sample: county congresses, contact points in six places, what is below them,
 * departments and experts. Written by hand; city, bodies, people and phones are invented.
 */
import { contactPoints, legislature } from './people.js';

/** Heads of the table, in the words of the product's own */
const HEAD = [
  '全称',
  '简称',
  '类别',
  '级别',
  '上级',
  '地区',
  '领域',
  '地址',
  '设立机关',
  '设立日期',
  '期限',
  '牌匾',
  '负责人',
  '负责人电话',
  '联络员',
  '联络员电话',
] as const;
type Row = Partial<Record<(typeof HEAD)[number], string>>;

const CITY = legislature.city;
const CITY_ORGAN = legislature.name;

const congresses = [
  ['临江区', '晏长青', '喻静波', '2021-05-18'],
  ['望山区', '甘厚德', '訾晓岚', '2021-09-02'],
  ['禾泉市', '阮承志', '闵月芹', '2022-03-10'],
  ['青溪县', '蒲国清', '左兰英', '2022-03-10'],
] as const;
const congressName = (place: string): string => `${place}人民代表大会常务委员会`;

/** place, full name, short name, fields, address, leader, liaison officer, and what is below it */
type Point = readonly [string, string, string, string, string, string, string, readonly string[]];
const points: readonly Point[] = [
  [
    '临江区',
    '临江区石桥北路街道基层立法联系点',
    '石桥北路街道',
    '城市管理、噪声污染',
    '石桥北路88号街道办事处一楼',
    '戚广林',
    '霍晓丹',
    ['银杏苑社区', '石桥社区', '老船厂社区', '北门菜市场'],
  ],
  [
    '临江区',
    '临江区人民法院诉讼服务中心立法联系点',
    '临江法院',
    '民商法、诉讼服务',
    '临江区法苑路2号诉讼服务中心',
    '卓文渊',
    '禹思齐',
    ['望潮路人民法庭', '物业纠纷调解室'],
  ],
  [
    '临江区',
    '临江区总工会职工之家立法联系点',
    '临江区总工会',
    '劳动就业、职工权益',
    '临江区工人路15号职工之家',
    '皮卫国',
    '路小禾',
    ['外卖骑手驿站', '货车司机之家'],
  ],
  [
    '望山区',
    '望山区云台街道基层立法联系点',
    '云台街道',
    '基层治理、养老服务',
    '望山区云台路30号党群服务中心',
    '上官敏',
    '詹秋实',
    ['云台社区', '松风社区', '茶岭社区', '半山社区'],
  ],
  [
    '望山区',
    '望山区第三小学基层立法联系点',
    '望山三小',
    '未成年人保护、教育',
    '望山区书院街9号',
    '符雅文',
    '木子涵',
    ['家长委员会', '书院街校外托管点'],
  ],
  [
    '望山区',
    '望山区中医院基层立法联系点',
    '望山中医院',
    '医疗卫生、中医药',
    '望山区杏林路21号门诊楼五楼',
    '乐仲景',
    '宗佩兰',
    ['杏林路社区卫生服务中心', '松风社区卫生服务站'],
  ],
  [
    '望山区',
    '望山区云台山风景区管理处立法联系点',
    '云台山管理处',
    '文化旅游、生态保护',
    '望山区云台山南门游客中心',
    '巫远山',
    '晁小雨',
    ['南门游客中心', '茶农合作社'],
  ],
  [
    '高新区',
    '云澜高新区创业园立法联系点',
    '高新创业园',
    '营商环境、知识产权',
    '高新区锦帆路66号创业园A座',
    '柯立新',
    '冉一鸣',
    ['人才公寓', '知识产权工作站', '锦帆商会'],
  ],
  [
    '高新区',
    '云澜市个体劳动者协会基层立法联系点',
    '个体劳动者协会',
    '营商环境、市场监管',
    '高新区锦帆路18号二楼',
    '辛大有',
    '屈巧云',
    ['夜市摊主自治小组', '小餐饮分会'],
  ],
  [
    '禾泉市',
    '禾泉市泉口镇基层立法联系点',
    '泉口镇',
    '乡村振兴、饮用水水源保护',
    '禾泉市泉口镇政府便民服务中心',
    '东方亮',
    '匡秀芝',
    ['泉口村', '上泉村', '柳河村', '石磨村'],
  ],
  [
    '禾泉市',
    '禾泉市粮食行业协会立法联系点',
    '粮食协会',
    '粮食安全、农产品',
    '禾泉市仓前街7号',
    '栾丰年',
    '鄢小麦',
    ['仓前粮库', '禾泉种业'],
  ],
  [
    '禾泉市',
    '禾泉市河道管理所立法联系点',
    '河道管理所',
    '水利、防汛',
    '禾泉市堤岸路1号',
    '江守堤',
    '水如蓝',
    ['泉口水文站', '下河闸管所'],
  ],
  [
    '禾泉市',
    '禾泉市残疾人联合会立法联系点',
    '禾泉残联',
    '无障碍环境、社会保障',
    '禾泉市同心路12号康复中心',
    '谷望春',
    '喻心怡',
    ['同心康复站', '盲人按摩协会'],
  ],
  [
    '青溪县',
    '青溪县竹坪乡基层立法联系点',
    '竹坪乡',
    '林业、乡村治理',
    '青溪县竹坪乡人民政府',
    '麻定邦',
    '竺青青',
    ['竹坪村', '岩前村', '大坞村', '双溪口村'],
  ],
  [
    '青溪县',
    '青溪县茶叶产业协会立法联系点',
    '茶叶协会',
    '农业、地理标志',
    '青溪县茶都大道101号',
    '茹春水',
    '岳小芽',
    ['岩前茶场', '双溪口合作社'],
  ],
  [
    '青溪县',
    '青溪县民族宗教事务服务站立法联系点',
    '民族事务服务站',
    '民族团结、文化保护',
    '青溪县城关镇团结路3号',
    '蓝凤鸣',
    '钟石花',
    ['凤坪畲族村', '山哈文化馆'],
  ],
  [
    '青溪县',
    '青溪县城关镇调解委员会立法联系点',
    '城关调委会',
    '人民调解、婚姻家庭',
    '青溪县城关镇和顺街5号',
    '祖德厚',
    '边巧玲',
    ['和顺社区', '东门社区', '菜园坝社区'],
  ],
  [
    '市直',
    '云澜市律师协会立法联系点',
    '市律师协会',
    '地方立法、法律服务',
    '云澜市司法局三楼',
    '沙正清',
    '阎思远',
    ['青年律师工作委员会', '公益法律服务站'],
  ],
  [
    '市直',
    '云澜市妇女儿童活动中心立法联系点',
    '妇儿中心',
    '妇女权益、家庭教育',
    '云澜市百合路8号',
    '池映月',
    '桑若兰',
    ['家事调解室', '家庭教育指导站'],
  ],
  [
    '市直',
    '云澜市公共交通集团立法联系点',
    '市公交集团',
    '公共交通、安全生产',
    '云澜市环城东路200号调度大楼',
    '车行远',
    '路明远',
    ['二路公交车队', '东站调度室'],
  ],
];
/** Below the contact points that take part in the walk, and one step further down */
const lower: readonly (readonly [string, string])[] = [
  ['临江区烟柳街道桂花里社区基层立法联系点', '桂花里一号院'],
  ['临江区烟柳街道桂花里社区基层立法联系点', '桂花里老年学堂'],
  ['临江区烟柳街道桂花里社区基层立法联系点', '烟柳路商户联盟'],
  ['云澜市电梯行业协会基层立法联系点', '维保班组长小组'],
  ['云澜市电梯行业协会基层立法联系点', '锦帆路检测站'],
  ['石桥社区', '石桥一网格'],
  ['石桥社区', '石桥二网格'],
  ['泉口村', '泉口村民议事亭'],
  ['竹坪村', '竹坪护林站'],
  ['竹坪村', '竹坪村民议事亭'],
];
const departments = [
  ['住房和城乡建设局', '住房、物业管理', '城建路10号', '容广厦', '计小楼'],
  ['市场监督管理局', '特种设备、市场监管', '衡平路16号', '平衡之', '秤小金'],
  ['城市管理局', '市容环境、园林绿化', '文明路5号', '洁如新', '路平安'],
  ['生态环境局', '生态保护、污染防治', '清溪路77号', '水长清', '山青黛'],
  ['司法局', '行政立法、行政执法', '正义路1号', '规从方', '矩有章'],
] as const;
const experts = [
  ['简墨白', '云澜大学法学院教授', '地方立法、行政法'],
  ['师道然', '云澜大学公共管理学院副教授', '基层治理、公共政策'],
  ['律清源', '云澜明理律师事务所主任', '物业服务、民商法'],
  ['安以宁', '特种设备检验研究院高级工程师', '特种设备安全'],
] as const;

const kindOf = (name: string): string =>
  /社区$|村$|网格$|院$/u.test(name) ? '立法信息采集点' : /站$|室$|所$/u.test(name) ? '立法联络站' : '立法联络单位';
/** invented numbers of the range that stands for none */
let phones = 0;
const phone = (): string => `（0599）555 ${String(1000 + ++phones * 7)}`;
const organs = (place: string, since: string): Row => {
  const county = congresses.find(([name]) => name === place);
  return county
    ? {
        设立机关: `${CITY_ORGAN}\n${CITY}${congressName(place)}`,
        设立日期: `${since}\n${county[3]}`,
        期限: '5年\n—',
        牌匾: `${CITY}人大常委会基层立法联系点\n—`,
      }
    : { 设立机关: CITY_ORGAN, 设立日期: since, 期限: '5年', 牌匾: `${CITY}人大常委会基层立法联系点` };
};

/** The head and one row for each, those above anywhere before or after those below */
export function networkRows(): string[][] {
  phones = 0;
  const rows: Row[] = congresses.map(([place, leader, liaison]) => ({
    全称: `${CITY}${congressName(place)}`,
    简称: `${place}人大`,
    类别: '县（市、区）人大',
    级别: '县级',
    地区: place,
    地址: `${CITY}${place}人大机关`,
    负责人: leader,
    负责人电话: phone(),
    联络员: liaison,
    联络员电话: phone(),
  }));
  const short = new Map<string, string>();
  for (const [at, [place, name, shortName, fields, address, leader, liaison, below]] of points.entries()) {
    const congress = congresses.some(([c]) => c === place) ? `${place}人大` : '';
    rows.push({
      全称: name,
      简称: shortName,
      类别: '基层立法联系点',
      级别: '市级',
      上级: congress,
      地区: place,
      领域: fields,
      地址: address,
      ...organs(place, `20${21 + (at % 4)}-0${1 + (at % 9)}-1${at % 10}`),
      负责人: leader,
      负责人电话: phone(),
      联络员: liaison,
      联络员电话: phone(),
    });
    for (const node of below) {
      short.set(node, `${shortName}${node}`);
      rows.push({
        全称: `${shortName}${node}`,
        简称: node,
        类别: kindOf(node),
        级别: '县级',
        上级: name,
        地区: place,
        领域: fields,
        设立机关: place === '市直' || place === '高新区' ? CITY_ORGAN : `${CITY}${congressName(place)}`,
      });
    }
  }
  for (const [above, node] of lower)
    rows.push({
      全称: `${node}立法信息采集点`,
      简称: node,
      类别: '立法信息采集点',
      级别: '县级',
      上级: short.get(above) ?? above,
      地区: contactPoints.some((p) => p.name === above) ? '临江区' : '',
    });
  for (const [name, fields, address, leader, liaison] of departments)
    rows.push({
      全称: `${CITY}${name}`,
      简称: name,
      类别: '市直部门',
      级别: '市级',
      地区: '市直',
      领域: fields,
      地址: `${CITY}${address}`,
      负责人: leader,
      负责人电话: phone(),
      联络员: liaison,
      联络员电话: phone(),
    });
  for (const [name, post, fields] of experts)
    rows.push({
      全称: `${name}（${post}）`,
      简称: name,
      类别: '立法咨询专家',
      级别: '市级',
      地区: '市直',
      领域: fields,
      负责人: name,
      负责人电话: phone(),
    });
  return [[...HEAD], ...rows.map((row) => HEAD.map((head) => row[head] ?? ''))];
}
