/**
 * 征求意见公告: the words that open a public consultation, the same on the web, on the official account and as .docx
 * (papers 2), from data and nothing else. Whoever publishes one lets `clerkReads` go over it first.
 */
import {
  item,
  type OfficialLetter,
  type PaperAnnex,
  section,
  shortNameOf,
  type TextLine,
  titled,
  titlesTogether,
} from '../papers/paper.rules.js';
import type { Remark } from '../papers/clerk.rules.js';
import { chineseDate } from '../platform/documents/printable.rules.js';
import { daysOf } from './consultation.rules.js';
import { methodRules } from './method.rules.js';
import type { ConsultationMethod } from './consultation.rules.js';

export interface Notice {
  /** 办公室 or 法工委, by the office's setting */
  organ: string;
  method: ConsultationMethod;
  /** at least one; 说明 as it is printed */
  texts: { title: string; lines: TextLine[]; statement: TextLine[] }[];
  /** 来由 in a sentence of its own, by stage */
  origin: string;
  opensOn: string;
  closesOn: string;
  /** where it is answered on a screen, without https:// */
  website: string;
  post: { address: string; postcode: string } | null;
  mail: string | null;
  /** hours: 9时至17时 */
  phone: { number: string; hours: string } | null;
  /** contact points that hear people in person: name, desk phone, address; empty for none */
  points: { name: string; phone: string; address: string }[];
  /** 成文日期, YYYY-MM-DD; '' while it is not issued */
  issueDate: string;
}

const LIST = '基层立法联系点名单';

/** Not every round asks everybody: 定向 and 内部 have no notice (papers 0.7); null, or the refusal in words */
export const refusesNotice = (method: ConsultationMethod): string | null =>
  methodRules[method].openByCode ? null : '这一稿不公开征求意见，不能生成这份材料。';

/** 关于公开征求《……》意见的公告 */
export function composeNotice(n: Notice): OfficialLetter {
  const annexes = n.texts.flatMap((text): PaperAnnex[] => [
    { kind: 'TEXT', title: text.title, lines: text.lines },
    { kind: 'TEXT', title: `关于${titled(text.title)}的说明`, lines: text.statement },
  ]);
  if (n.points.length > 0) annexes.push(listOf(n));
  const short = n.texts.length === 1 ? shortNameOf(n.texts[0]?.title ?? '') : null;
  // the short name is used on the envelope alone
  const isUsed = short !== null && n.post !== null;
  const named = `${n.texts.map((t) => titled(t.title)).join('')}${isUsed ? `（以下简称${short}）` : ''}`;
  return {
    issuer: n.organ,
    documentNumber: null,
    form: 'PLAIN',
    sealed: false,
    issued: n.issueDate !== '',
    title: `关于公开征求${titlesTogether(n.texts.map((t) => t.title))}意见的公告`,
    addressee: '',
    body: [
      { kind: 'paragraph', text: `${n.origin}现将${named}及其说明公布，公开征求意见。` },
      { kind: 'heading1', text: section(0, '时间') },
      { kind: 'paragraph', text: `${spanOf(n.opensOn, n.closesOn)}。` },
      { kind: 'heading1', text: section(1, '方式') },
      ...waysOf(n, short ?? '法规草案', annexes.length).map((text) => ({ kind: 'paragraph' as const, text })),
      { kind: 'heading1', text: section(2, '说明') },
      { kind: 'paragraph', text: VOLUNTARY },
    ],
    closing: [],
    attachments: annexes.map((annex) => annex.title),
    signatory: n.organ,
    date: n.issueDate === '' ? '' : chineseDate(n.issueDate),
    contact: null,
    annex: null,
    annexes,
  };
}

const VOLUNTARY =
  '姓名和联系方式自愿填写，只用于核实和答复，不公开。凭回执码可以查询结果，征求意见的情况将向社会通报。';

/** The year is said once where both days are in it (papers 0.5) */
function spanOf(from: string, to: string): string {
  const end = chineseDate(to);
  return `${chineseDate(from)}至${from.slice(0, 4) === to.slice(0, 4) ? end.replace(/^\d+年/u, '') : end}`;
}

/** Those ways that there are, their numbers closed up; the last one ends the sentence */
function waysOf(n: Notice, short: string, listNumber: number): string[] {
  const ways = [
    `扫码或者登录${n.website}，不用注册，可以逐条提，也可以直接说`,
    ...(n.post ? [`来信：${n.post.address}，邮编${n.post.postcode}，信封注明“${short}意见”`] : []),
    ...(n.mail === null ? [] : [`邮箱：${n.mail}`]),
    ...(n.phone ? [`电话：${n.phone.number}（工作日${n.phone.hours}）`] : []),
    ...(n.points.length === 0 ? [] : [`到就近的基层立法联系点（附件${listNumber}）当面说`]),
  ];
  return ways.map((way, at) => item(at, `${way}${at === ways.length - 1 ? '。' : '；'}`));
}

const PLACES = [
  { head: '序号', width: 12 },
  { head: '名称', width: 56 },
  { head: '地址', width: 88 },
];
const WITH_PHONE = [
  { head: '地址', width: 54 },
  { head: '电话', width: 34 },
];

/** Names and desk phones, and where they are: nobody's own name or number */
const listOf = (n: Notice): PaperAnnex => ({
  kind: 'TABLE',
  title: LIST,
  above: [],
  // a column in which nothing stands is none
  columns: n.points.every((p) => p.phone === '') ? PLACES : [...PLACES.slice(0, 2), ...WITH_PHONE],
  rows: n.points.map((p, at) => [
    String(at + 1),
    p.name,
    p.address === '' ? '—' : p.address,
    ...(n.points.every((one) => one.phone === '') ? [] : [p.phone === '' ? '—' : p.phone]),
  ]),
  rowHeight: null,
  code: null,
});

/** Source: papers 2, “Checks” and “Mistake”. 说明 is there, and nobody has to say who he is. */
export function noticeIsComplete(n: Notice, paper: OfficialLetter): Remark[] {
  return [
    ...n.texts
      .filter((t) => t.statement.length === 0)
      .map((t) => ({ check: 'statement', place: '附件', words: `《${t.title}》没有附说明，请补上。` })),
    ...(n.closesOn < n.opensOn
      ? [{ check: 'window', place: '时间', words: `截止日${n.closesOn}早于开始日${n.opensOn}，请改正。` }]
      : []),
    ...(n.issueDate > n.opensOn
      ? [
          {
            check: 'window',
            place: '时间',
            words: `开始日${n.opensOn}早于公告日期${n.issueDate}，请改成当日或者以后。`,
          },
        ]
      : []),
    ...paper.body.flatMap(({ text }, at) =>
      /(?:请|应当|必须|须)[^。；]{0,6}(?:署名|实名|填写姓名|注明姓名)/u.test(text)
        ? [{ check: 'anonymity', place: `正文第${at + 1}段`, words: '不要求填写姓名。' }]
        : [],
    ),
  ];
}

/** Source: papers 2, 立法法 40. A warning and no remark: a shorter window needs a reason, which the round keeps. */
export function warnsOfShortWindow(n: Notice, minimum: number): string | null {
  const days = daysOf(n.opensOn, n.closesOn);
  return days >= minimum ? null : `征求意见时间只有${days}天，本机关设定的是不少于${minimum}天。`;
}
