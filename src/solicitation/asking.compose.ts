/**
 * 征求意见函 with its 反馈表, and 催办函: the words a body is asked and urged with (papers 1, 8), from data and nothing
 * else. Whoever sends one lets `clerkReads` go over it first.
 */
import {
  addressOf,
  type BodyAsked,
  item,
  type OfficialLetter,
  type PaperAnnex,
  section,
  shortNameOf,
  shortNamesOf,
  type TableAnnex,
  type TextLine,
  titled,
  titlesTogether,
  withoutStop,
} from '../papers/paper.rules.js';
import { chineseDate } from '../platform/documents/printable.rules.js';

/** What every paper of a solicitation takes from the settings and the desk */
export interface Desk {
  /** 机关, as the mark and 署名 have it */
  organ: string;
  contactName: string | null;
  contactPhone: string | null;
}

/** One text that is asked about */
export interface AskedText {
  /** 稿名, its kind inside, without title marks */
  title: string;
  lines: TextLine[];
  /** its 说明 as it is printed */
  statement: TextLine[];
}

export interface Asking {
  desk: Desk;
  addressee: { name: string; kind: BodyAsked };
  /** at least one */
  texts: AskedText[];
  /** 来由 in a sentence of its own, by stage: 根据2026年度立法计划，市城市管理局起草了…… */
  origin: string;
  /** whose opinions are to be heard 范围: 居民、物业服务企业 */
  range: string;
  /** 截止, the day included, YYYY-MM-DD */
  dueOn: string;
  /**
   * 重点, with the place of the text it asks about or null for none; `text` is the 稿名 of that text where there are
   * several, since every citation says which text it means (papers 0.5)
   */
  focus: { question: string; provision: string | null; text?: string | null }[];
  /** where it is answered on a screen, without https:// */
  website: string;
  /** 地址 for what is sent on paper */
  address: string;
  /** what the code on the form opens */
  taskLink: string;
  /** the texts and their 说明 are bound in a volume of their own, the same for everybody */
  apart?: boolean;
  /** 抄送; nobody if absent */
  copies?: string[];
  /** 定向: only who is invited reads the text, and no code opens it; everybody if absent */
  targeted?: boolean;
  /** 内部: each reader has a file of the own, which bears the own name; not so if absent */
  internal?: boolean;
  /** who reads this file of a 内部 text; not known yet if absent */
  reader?: string | null;
  /** of a text that is not public: which copy this is, from 1 */
  copy?: number;
}

/** What a paper gets when it is signed; `issueDate` is YYYY-MM-DD, '' while it has none */
export interface Signed {
  documentNumber: string | null;
  issueDate: string;
}

/** 没有意见的 is answered too: a body that says nothing has not said 无意见 (papers 1) */
const NO_OPINION = '没有意见的，请回复“无意见”';

/** 关于征求《……》意见的函 */
export function composeAsking(a: Asking, signed: Signed): OfficialLetter {
  const you = addressOf(a.addressee.kind, a.addressee.name);
  const [named, short] = namedTexts(a);
  const form = FORM;
  const annexes = textsOf(a.texts);
  return {
    ...framed(a.desk, signed),
    title: `关于征求${titlesTogether(a.texts.map((t) => t.title))}意见的函`,
    addressee: a.addressee.name,
    body: [
      {
        kind: 'paragraph',
        text: `${a.origin}现将${named}及其说明印送${you}，${asksOf(a, you)}，于${chineseDate(a.dueOn)}前（含当日）反馈我委。`,
      },
      ...sections([
        ['重点听取意见的问题', focusOf(a, short)],
        ['听取意见的方式', a.addressee.kind === 'POINT' && !a.internal ? [a.targeted ? WAYS_OF_FEW : WAYS] : []],
        ['阅看和保存', a.internal ? [KEPT_BY_READER] : []],
        ['反馈方式', [returnWay(a, annexes.length + 1)]],
      ]),
    ],
    closing: [],
    attachments: [...annexes.map((annex) => annex.title), form],
    annex: null,
    annexes: [...(a.apart ? [] : annexes), formOf(a, form)],
    ...(a.apart && { annexesApart: annexes.length }),
    ...(a.copies && a.copies.length > 0 && { copies: a.copies }),
    ...(a.internal ? markedForReader(a) : a.targeted ? markedForBody(a, signed) : {}),
  };
}

/** 份号, six digits */
const copyNumber = ({ copy }: Asking): string => String(copy ?? 1).padStart(6, '0');

/** 定向: {对方}　{成文日期}　请勿外传 across each page (papers 0.7) */
const markedForBody = (a: Asking, signed: Signed): Pick<OfficialLetter, 'watermark' | 'copyNumber'> => ({
  watermark: [a.addressee.name, signed.issueDate === '' ? '' : chineseDate(signed.issueDate), '请勿外传']
    .filter((part) => part !== '')
    .join('　'),
  copyNumber: copyNumber(a),
});

/** 内部: the reader's own name and 份号 across each page, as PDF alone (papers 0.7) */
const markedForReader = (a: Asking): Pick<OfficialLetter, 'watermark' | 'copyNumber' | 'printOnly'> => ({
  watermark: [a.reader ?? '阅看人姓名', copyNumber(a), '内部资料　注意保存'].join('　'),
  copyNumber: copyNumber(a),
  printOnly: true,
});

/** The annexes that are the same for everybody, bound apart: the texts and their 说明 (GB/T 9704-2012 7.3.4) */
export function composeVolume(a: Omit<Asking, 'addressee' | 'taskLink' | 'dueOn'>, signed: Signed): OfficialLetter {
  const annexes = textsOf(a.texts);
  return {
    ...framed(a.desk, signed),
    form: 'VOLUME',
    title: `关于征求${titlesTogether(a.texts.map((t) => t.title))}意见的函附件`,
    addressee: '',
    body: [],
    closing: [],
    // the form is the last of them, and goes with each letter
    attachments: [...annexes.map((annex) => annex.title), FORM],
    annex: null,
    annexes,
  };
}

const FORM = '意见反馈表';

const textsOf = (texts: readonly AskedText[]): PaperAnnex[] =>
  texts.flatMap((text): PaperAnnex[] => [
    { kind: 'TEXT', title: text.title, lines: text.lines },
    { kind: 'TEXT', title: `关于${titled(text.title)}的说明`, lines: text.statement },
  ]);

const WAYS =
  '座谈、走访或者请群众扫描法规码均可，不要求填报过程材料。意见尽量保留原话；有修改建议的，写明条款、写法和理由。';

/** Of a text that not everybody reads: no code opens it, and it is not handed on */
const WAYS_OF_FEW =
  '请在本单位和所联系的有关人员中听取意见，稿件请勿外传。意见尽量保留原话；有修改建议的，写明条款、写法和理由。';

/** Of a text that its reader alone reads */
const KEPT_BY_READER =
  '这一稿是内部资料，每份印有阅看人姓名和份号，请本人阅看，不要复制、转发。有修改建议的，写明条款、写法和理由。';

/** An expert is asked for his own opinion, and so is whoever reads an internal text; bodies are asked whom they hear */
function asksOf(a: Asking, you: string): string {
  if (a.internal) return `请${you}研究提出意见`;
  if (a.addressee.kind === 'EXPERT') return `请${you}提出意见`;
  return `${a.addressee.kind === 'POINT' ? '请听取' : '请提出意见，并听取'}${a.range}的意见`;
}

/**
 * 《甲》（以下简称征求意见稿）, and of several texts each with its own; where a question below uses it. The short name
 * of each text beside, null for one that has none.
 */
function namedTexts(a: Asking): readonly [string, readonly (string | null)[]] {
  const titles = a.texts.map((t) => t.title);
  const short = titles.length === 1 ? titles.map(shortNameOf) : shortNamesOf(titles);
  const isUsed = (at: number): boolean =>
    titles.length === 1 ? a.focus.some((f) => f.provision !== null) : a.focus.some((f) => f.text === titles[at]);
  const used = short.map((name, at) => (name !== null && isUsed(at) ? name : null));
  const named = titles.map((t, at) => `${titled(t)}${used[at] == null ? '' : `（以下简称${used[at]}）`}`);
  // no mark stands between 》《, and one does where a bracket comes between
  return [named.join('').replaceAll('）《', '）、《'), used];
}

/** Of one text the place alone is enough; of several each question says which text it is about (papers 0.5) */
function focusOf(a: Asking, short: readonly (string | null)[]): string[] {
  if (a.focus.length === 0) return [];
  const questions = a.focus.map(({ question, provision, text }, at) => {
    const of = a.texts.findIndex((t) => t.title === text);
    const several = text == null ? '' : (short[of] ?? titled(text));
    const which = a.texts.length > 1 ? several : provision === null ? '' : (short[0] ?? '');
    const place = `${which}${provision ?? ''}`;
    return item(at, `${withoutStop(question)}${place === '' ? '' : `（${place}）`}。`);
  });
  return [...questions, '对其他内容有意见的，一并提出。'];
}

/** Signed by whoever answers for it: a department by 负责人, a contact point with its seal, an expert by hand alone */
function returnWay(a: Asking, number: number): string {
  const form = `填写附件${number}`;
  const sealed = {
    POINT: `${form}，负责人签字并盖章后送我委`,
    DEPARTMENT: `${form}，由负责人签署并盖章后送我委`,
    CONGRESS: `${form}，盖章后送我委`,
    EXPERT: `${form}，签名后送我委`,
  }[a.addressee.kind];
  const late = a.addressee.kind === 'POINT' ? '；期满后听到的意见可以补报' : '';
  return `登录${a.website}报送，或者${sealed}（${a.address}）。${NO_OPINION}${late}。`;
}

/** 意见反馈表 (papers 1): 序号10 条款24 意见62 修改建议36 理由24, eight rows to write in */
function formOf(a: Asking, title: string): TableAnnex {
  const isExpert = a.addressee.kind === 'EXPERT';
  return {
    kind: 'TABLE',
    title,
    above: [
      `稿名：${a.texts.map((t) => titled(t.title)).join('')}`,
      isExpert ? `姓名：${a.addressee.name}` : `单位（印章）：${a.addressee.name}`,
      isExpert ? '签名：' : '负责人（签字）：',
      '联系人：　　　　　　　　电话：',
      '日期：　　　　年　　月　　日　　　□ 无意见',
    ],
    columns: [
      { head: '序号', width: 10 },
      { head: a.texts.length > 1 ? '稿名和条款' : '条款', width: 24 },
      { head: '意见', width: 62 },
      { head: '修改建议', width: 36 },
      { head: '理由', width: 24 },
    ],
    rows: Array.from({ length: 8 }, (_, at) => [String(at + 1), '', '', '', '']),
    rowHeight: 14,
    code: a.internal ? null : { link: a.taskLink, caption: '扫码在线填报' },
  };
}

export interface Urging {
  desk: Desk;
  addressee: { name: string; kind: BodyAsked };
  /** 稿名 of the texts asked about; at least one */
  titles: string[];
  /** 发函日 and 原字号 of the letter that asked; the number is null where it had none */
  asked: { on: string; documentNumber: string | null };
  dueOn: string;
  /** 统计日: the day on which nothing had come */
  countedOn: string;
  /** 下一环节: 起草修改稿 */
  nextStep: string;
  newDueOn: string;
}

/** 关于请反馈《……》意见的函: once, after messages failed; nobody reads who else is late (papers 8) */
export function composeUrging(u: Urging, signed: Signed): OfficialLetter {
  const you = addressOf(u.addressee.kind, u.addressee.name);
  const by = u.asked.documentNumber === null ? '' : `以${u.asked.documentNumber}`;
  const asked = `我委${chineseDate(u.asked.on)}${by}函请${you}`;
  const titles = u.titles.map(titled).join('');
  return {
    ...framed(u.desk, signed),
    title: `关于请反馈${titlesTogether(u.titles)}意见的函`,
    addressee: u.addressee.name,
    body: [
      {
        kind: 'paragraph',
        text: `${asked}对${titles}提出意见，期限为${chineseDate(u.dueOn)}。截至${chineseDate(u.countedOn)}未收到反馈。因${u.nextStep}需要，请于${chineseDate(u.newDueOn)}前（含当日）反馈；${NO_OPINION}；已经报送的，请与联系人核对；有困难的，请告知我委。`,
      },
    ],
    closing: [],
    attachments: [],
    annex: null,
  };
}

type Framed = Omit<OfficialLetter, 'title' | 'addressee' | 'body' | 'closing' | 'attachments' | 'annex'>;

/** What letters of this room have beside their words; without a number there is no mark and no rule (papers 0.7) */
function framed(desk: Desk, signed: Signed): Framed {
  const phone = desk.contactPhone === null ? '' : `　电话：${desk.contactPhone}`;
  return {
    issuer: desk.organ,
    documentNumber: signed.documentNumber,
    form: signed.documentNumber === null ? 'PLAIN' : 'LETTER',
    issued: signed.issueDate !== '',
    signatory: desk.organ,
    date: signed.issueDate === '' ? '' : chineseDate(signed.issueDate),
    contact: desk.contactName === null ? null : `联系人：${desk.contactName}${phone}`,
  };
}

/** Sections with something in them, their numbers closed up */
const sections = (all: readonly (readonly [string, readonly string[]])[]): OfficialLetter['body'] =>
  all
    .filter(([, texts]) => texts.length > 0)
    .flatMap(([head, texts], at) => [
      { kind: 'heading1' as const, text: section(at, head) },
      ...texts.map((text) => ({ kind: 'paragraph' as const, text })),
    ]);
