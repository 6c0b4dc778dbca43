/** A letter for the tests: long enough for three pages and an annex, in words made for it. */
import type { AdoptionRow, OfficialLetter } from '../../src/papers/letter.model.js';

/** 80 signs, all full width, without punctuation: 28 of them must fill a line exactly. */
export const PLAIN =
  '云河市养犬管理条例草案修改稿对居民反映集中的遛犬时间地点和牵引要求作了规定同时要求物业服务人在小区显著位置公布举报电话并及时劝阻不文明行为还应当建立日常巡查记录';

const ROW: Omit<AdoptionRow, 'number'> = {
  provision: '第十二条第二款',
  comment: '建议对导盲犬作出例外规定。',
  decision: '部分采纳',
  reason: '已增加导盲犬的例外规定；其他建议留待实施细则研究。',
  runs: [
    { type: 'same', text: '禁止携带犬只' },
    { type: 'delete', text: '进入公共场所' },
    { type: 'insert', text: '乘坐公共交通工具，导盲犬除外' },
    { type: 'same', text: '。' },
  ],
};

export function letter(rows: number, more: Partial<OfficialLetter> = {}): OfficialLetter {
  return {
    issuer: '云河市人民代表大会常务委员会法制工作委员会',
    documentNumber: '云人常法工函〔2026〕1号',
    title: '关于《云河市养犬管理条例（草案）》征求意见采纳情况的反馈函',
    addressee: '玥湖街道基层立法联系点',
    body: [
      { kind: 'heading1', text: '一、总体情况' },
      { kind: 'heading2', text: '（一）关于遛犬时间的意见' },
      ...Array.from({ length: 12 }, () => ({ kind: 'paragraph' as const, text: `${PLAIN}。` })),
    ],
    closing: ['特此函复。'],
    attachments: ['意见采纳情况一览表'],
    signatory: '云河市人大常委会法制工作委员会',
    date: '2026年11月22日',
    contact: '联系人：王立　电话：0888-5550123',
    annex: { title: '意见采纳情况一览表', rows: Array.from({ length: rows }, (_, at) => ({ ...ROW, number: at + 1 })) },
    ...more,
  };
}
