/**
 * 工单 of a citizens' hotline (12345), as it is pasted: label and value, in whatever order and layout the system that
 * it was copied from has. What is understood is a proposal that a person confirms; what is not is given back line by
 * line, so that nothing is dropped. Pure.
 */
import { dayCell } from '../../network/table/cells.rules.js';
import { tidied } from '../../platform/base/visible.rules.js';
import { readContact } from '../contact.rules.js';

/** Characters that may be pasted at once: an order has some hundred */
export const LONGEST_PASTED = 20_000;

export interface WorkOrder {
  number: string | null;
  /** what was said; null where no label says which part it is */
  text: string | null;
  name: string | null;
  phone: string | null;
  /** YYYY-MM-DD */
  saidOn: string | null;
  /** lines and fields that are not taken, as they stand */
  leftOver: string[];
}

/** 4 to 40 letters, digits and hyphens, as `workOrderNumber` has tidied them, with the brackets of document numbers */
export const isWorkOrderNumber = (number: string): boolean => /^[\p{L}\p{N}〔〕[\]()/_-]{4,40}$/u.test(number);

type Field = Exclude<keyof WorkOrder, 'leftOver'>;

const LABELS: Readonly<Record<Field, readonly string[]>> = {
  number: ['工单编号', '工单号', '工单流水号', '受理编号', '受理单号', '诉求编号', '流水号', '编号'],
  text: [
    '诉求内容',
    '反映内容',
    '诉求描述',
    '问题描述',
    '工单内容',
    '来电内容',
    '主要内容',
    '具体内容',
    '意见建议',
    '内容',
  ],
  name: ['来电人姓名', '诉求人姓名', '来电人', '诉求人', '反映人', '市民姓名', '联系人', '姓名'],
  phone: ['联系电话', '来电号码', '来电电话', '主叫号码', '联系方式', '手机号码', '手机号', '手机', '电话'],
  saidOn: [
    '来电时间',
    '受理时间',
    '诉求时间',
    '反映时间',
    '登记时间',
    '创建时间',
    '来电日期',
    '受理日期',
    '时间',
    '日期',
  ],
};
/** Fields of orders that are of no use here: they end what was said, and are given back */
const OTHERS = [
  ...[
    '诉求标题',
    '工单标题',
    '标题',
    '主题',
    '诉求类型',
    '工单类型',
    '诉求分类',
    '类型',
    '类别',
    '工单来源',
    '来源',
    '渠道',
  ],
  ...[
    '处理时限',
    '办理时限',
    '截止时间',
    '派单时间',
    '转办时间',
    '办结时间',
    '紧急程度',
    '是否保密',
    '是否回访',
    '性别',
  ],
  ...['诉求地址', '事发地址', '联系地址', '地址', '所属区域', '区域', '承办单位', '主办单位', '办理单位', '转办单位'],
  ...['办理要求', '处理意见', '转办意见', '备注', '附件', '坐席', '受理人', '受理员', '话务员', '状态'],
];
const FIELD_OF = new Map<string, Field | null>([
  ...OTHERS.map((label): [string, null] => [label, null]),
  ...(Object.keys(LABELS) as Field[]).flatMap((f) => LABELS[f].map((label): [string, Field] => [label, f])),
]);
const ALL = [...FIELD_OF.keys()].sort((a, b) => b.length - a.length).join('|');
/** A label at the beginning of a line, or behind a gap in it; 【】 and a colon, or a tab of a table */
const LABEL = new RegExp(`(?:^|(?<=[\\t；;，,|\\u3000 ]))[【\\[]?(${ALL})[】\\]]?[ \\u3000]{0,4}(?:[：:]|\\t)`, 'gu');
/** Behind 【诉求内容】 there may be no colon */
const BRACKETED = new RegExp(`^[【\\[](${ALL})[】\\]]`, 'u');

interface Piece {
  label: string;
  value: string;
}

/** The pieces of one line: the words before the first label have none */
function piecesOf(line: string): Piece[] {
  const marks = [...line.matchAll(LABEL)].map((m) => ({ from: m.index, to: m.index + m[0].length, label: m[1] ?? '' }));
  if (marks.length === 0) {
    const bracketed = BRACKETED.exec(line);
    return [{ label: bracketed?.[1] ?? '', value: line.slice(bracketed?.[0].length ?? 0) }];
  }
  const before = line.slice(0, marks[0]?.from);
  return [
    ...(tidied(before) === '' ? [] : [{ label: '', value: before }]),
    ...marks.map(({ label, to }, at) => ({ label, value: line.slice(to, marks[at + 1]?.from) })),
  ];
}

/** A line of what was said has labels of its own only where it begins with one: 费用来源：维修资金 is what was said */
const continues = (pieces: readonly Piece[]): boolean => pieces[0]?.label === '';

const trimmed = (value: string): string => tidied(value.replace(/^[\s|；;，,]+|[\s|；;，,]+$/gu, ''));

/** What a field makes of its words; null: they are none, and are given back */
function taken(field: Exclude<Field, 'text'>, value: string): string | null {
  if (value === '') return null;
  if (field === 'number') {
    const number = value.normalize('NFKC').replace(/\s+/gu, '').toUpperCase();
    return isWorkOrderNumber(number) ? number : null;
  }
  if (field === 'saidOn')
    return dayCell(/^\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?/u.exec(value)?.[0] ?? '');
  const read = field === 'name' ? readContact(value, '') : readContact('', value);
  return 'contact' in read ? (read.contact?.[field] ?? null) : null;
}

/** The fields of one pasted order. A field that is there twice is taken once, and the other one is given back. */
export function readWorkOrder(pasted: string): WorkOrder {
  const order: WorkOrder = { number: null, text: null, name: null, phone: null, saidOn: null, leftOver: [] };
  const leave = (label: string, value: string): void =>
    void (value !== '' && order.leftOver.push(label === '' ? value : `${label}：${value}`));
  const said: string[] = [];
  /** the line before ended within what was said */
  let saying = false;
  for (const line of pasted.split(/\r\n?|\n/u)) {
    const pieces = piecesOf(line);
    if (saying && continues(pieces)) {
      said.push(line.trim());
      continue;
    }
    for (const { label, value } of pieces) {
      const field = FIELD_OF.get(label) ?? null;
      const words = trimmed(value);
      saying = field === 'text' && said.length === 0;
      if (saying) said.push(words);
      else if (field === null || field === 'text' || order[field] !== null) leave(label, words);
      else {
        order[field] = taken(field, words);
        if (order[field] === null) leave(label, words);
      }
    }
  }
  return { ...order, text: tidied(said.join('\n')) || null };
}
