/** 联系点表: what its columns are called, once: written, read and named in what is wrong. */
export const tableColumns = {
  name: '全称',
  shortName: '简称',
  kind: '类别',
  level: '级别',
  parent: '上级',
  region: '地区',
  fields: '领域',
  address: '地址',
  organ: '设立机关',
  organSince: '设立日期',
  term: '期限',
  plaque: '牌匾',
  leader: '负责人',
  leaderPhone: '负责人电话',
  liaison: '联络员',
  liaisonPhone: '联络员电话',
  information: '信息员',
  informationPhone: '信息员电话',
  id: '编号',
} as const;
export type TableColumn = keyof typeof tableColumns;

/** The second sheet of the table: how it is filled in, line by line */
export const tableNotes: readonly (readonly string[])[] = [
  ['怎么填'],
  ['一行一个联系点。“全称”必须写，别的列可以整列删去：删去的列，导入时不动。'],
  ['“编号”由系统写，新增的行空着；有编号的认编号，没有编号的认全称。'],
  ['“类别”“级别”从下拉里选。“上级”写上级的全称，可以是表里的另一行。'],
  ['“领域”有几个的，用顿号隔开：物业管理、养老服务。'],
  ['“设立机关”有几个的，一格里一行写一个；“设立日期”“期限”“牌匾”也一行写一个，前后对齐，没有的写“—”。'],
  ['“设立日期”写成 2026-01-31；“期限”写成“5年”，或者“至2031-01-30”。'],
  ['“负责人”“联络员”“信息员”有几个的，一格里一行写一个，电话对着写，没有的写“—”。'],
  ['导入前先看一遍：新增哪些、改了什么、哪一行没有写对，看过再导入。同一张表再导入一次，什么也不会变。'],
];

export const tableRowStateWords = {
  NEW: '新增',
  CHANGED: '有改动',
  SAME: '不变',
  WRONG: '没有写对',
} as const;
