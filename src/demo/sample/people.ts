import type { SampleContactPoint, SampleStaff } from './shapes.js';

/** The legislature of the sample. City, organ and 机关代字 are invented. */
export const legislature = {
  name: '云澜市人民代表大会常务委员会',
  organ: '云澜市人民代表大会常务委员会法制工作委员会',
  organCode: '云人常法工函',
  city: '云澜市',
} as const;

/** 法工委: three hands, so that the preparer is never the signer. */
export const staff: readonly SampleStaff[] = [
  { key: 'preparer', role: 'PREPARER', displayName: '陆清和', post: '法规一处四级调研员' },
  { key: 'checker', role: 'CHECKER', displayName: '邵文岚', post: '法规一处处长' },
  { key: 'signer', role: 'SIGNER', displayName: '纪绍棠', post: '法制工作委员会副主任' },
];

/**
 * Five 基层立法联系点 on two levels: a district station with a community and a property firm below it, a trade body, a
 * university.
 */
export const contactPoints: readonly SampleContactPoint[] = [
  {
    key: 'linjiang',
    parent: null,
    name: '云澜市临江区人大常委会基层立法联系点',
    level: 'PROVINCIAL',
    leader: '柏振声',
    liaisonOfficer: '温雅琴',
    address: '云澜市临江区望潮路18号临江区社会治理中心二楼',
    fields: ['城市管理', '民生保障', '基层治理'],
  },
  {
    key: 'guihuali',
    parent: 'linjiang',
    name: '临江区烟柳街道桂花里社区基层立法联系点',
    level: 'MUNICIPAL',
    leader: '冷月英',
    liaisonOfficer: '夏知秋',
    address: '云澜市临江区桂花里66号社区党群服务中心',
    fields: ['物业管理', '老年人权益', '社区服务'],
  },
  {
    key: 'hengan',
    parent: 'linjiang',
    name: '云澜恒安物业服务有限公司基层立法联系点',
    level: 'MUNICIPAL',
    leader: '丁怀远',
    liaisonOfficer: '费小满',
    address: '云澜市临江区石桥北路209号恒安大厦三楼',
    fields: ['物业服务', '住宅专项维修资金'],
  },
  {
    key: 'liftassoc',
    parent: null,
    name: '云澜市电梯行业协会基层立法联系点',
    level: 'MUNICIPAL',
    leader: '仇铁山',
    liaisonOfficer: '祝青松',
    address: '云澜市高新区锦帆路5号特种设备产业园一号楼',
    fields: ['特种设备安全', '安全生产'],
  },
  {
    key: 'university',
    parent: null,
    name: '云澜大学法学院立法联系点',
    level: 'PROVINCIAL',
    leader: '简墨涵',
    liaisonOfficer: '柳亦舟',
    address: '云澜市文渊路1号云澜大学明理楼四楼',
    fields: ['地方立法', '民商法', '行政法'],
  },
];
