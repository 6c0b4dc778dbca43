/** 意见录入表: what its columns are called, once: written, read and named in what is wrong. */
export const voiceColumns = {
  article: '条款',
  text: '原话',
  channel: '怎么听到的',
  saidOn: '哪天说的',
  activity: '在哪次活动',
  place: '地点',
  act: '意思',
  proposedWording: '建议怎么写',
  reason: '为什么',
  name: '称呼',
  phone: '电话',
  agreed: '本人同意',
} as const;
export type VoiceColumn = keyof typeof voiceColumns;

export const voiceRowStateWords = {
  NEW: '要录入',
  SAME: '先前录过',
  WRONG: '没有写对',
} as const;

/** The second sheet of the table: how it is filled in, line by line */
export const voiceNotes: readonly string[] = [
  '怎么填',
  '一行一位的一条意见。“原话”和“怎么听到的”必须写，别的可以空着，整列删去也行。',
  '“条款”写成“第二十条”“20”“第二十条第二款”“第二十条后增加一条”“全文”；不知道是哪一条的空着，由法工委对上。',
  '“怎么听到的”“意思”从下拉里选；“意思”空着按“改”。',
  '“哪天说的”写成 2026-01-31。写了“在哪次活动”、没有写日期的，按活动那天。',
  '“在哪次活动”写下面列出的活动；不是在活动上听到的空着。新的活动先在“座谈会录入”里记一次。',
  '“地点”可以空着，例如“三号楼活动室”，不写门牌。',
  '“称呼”“电话”只用于核实和答复，加密保存。先告诉对方，同意了才写，并在“本人同意”里选“同意”；录完请把这张表删掉。',
  '导入前先看一遍。同一张表再导入一次，不会重复录入；两位说了一样的话，写两行，按两位录入。',
];
