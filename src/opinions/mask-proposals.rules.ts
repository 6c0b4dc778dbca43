/**
 * What in an opinion looks like a name, a number or a door, and might be covered 遮盖 before it goes further (security
 * §1.10). A proposal: a person confirms each, and what is not proposed may be covered all the same. Pure.
 */
import type { MaskedField, MaskSpan, Said } from './mask.rules.js';
import type { maskProposalWords } from './opinion.words.js';

export type MaskProposalKind = keyof typeof maskProposalWords;

export interface MaskProposal extends MaskSpan {
  kind: MaskProposalKind;
}

/** The hundred commonest, by the census of 2020, with the two of two characters that are met */
const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫雷龙史陶贺顾毛郝龚邵万覃武钱戴严欧莫孔向常';
const TITLES =
  '先生|女士|小姐|同志|阿婆|阿公|大爷|大妈|大娘|大伯|大叔|大姐|大哥|奶奶|爷爷|阿姨|叔叔|老伯|师傅|主任|书记|经理|老师|医生|站长|队长|老板|局长|科长|校长|院长';
const surname = `(?:欧阳|上官|[${SURNAMES}])`;

/** Each with its first group, if it has one, as what is covered; else all of it */
const LOOKS: readonly (readonly [MaskProposalKind, RegExp])[] = [
  ['ID_NUMBER', /(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)/dgu],
  ['BANK_CARD', /(?<!\d)(?:62\d{2}|4\d{3}|5[1-5]\d{2})(?:[ -]?\d){12,15}(?!\d)/dgu],
  ['PHONE', /(?<!\d)1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)/dgu],
  ['PHONE', /(?<!\d)0\d{2,3}[ -]?[2-9]\d{6,7}(?!\d)/dgu],
  ['PHONE', /(?:电话|手机|联系|微信|打)[^\d\n]{0,6}([2-9]\d{6,7})(?!\d)/dgu],
  ['PLATE', /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·. ]?[A-Z0-9]{5,6}(?![A-Z0-9])/dgu],
  [
    'DOOR',
    /\d{1,4}\s?(?:号楼|栋|幢|座|号院)\s?(?:\d{1,2}\s?单元\s?)?(?:\d{1,2}\s?(?:楼|层)\s?)?\d{0,5}\s?[室号户]?(?!条|款|项)/dgu,
  ],
  ['DOOR', /(?<![\d-])\d{1,3}-\d{1,2}-\d{2,4}(?:室|号)?(?![\d-])/dgu],
  ['NAME', new RegExp(`(?<!\\p{Script=Han}姓)${surname}\\p{Script=Han}{0,2}?(?:${TITLES})`, 'dgu')],
  [
    'NAME',
    new RegExp(
      `(?:我叫|我是|姓名[:：]?|名字叫|本人)\\s?(${surname}\\p{Script=Han}{1,2})(?=[，。、；：,.\\s（(]|$)`,
      'dgu',
    ),
  ],
];

function inField(field: MaskedField, text: string): MaskProposal[] {
  const normal = [...text].map((c) => (c.normalize('NFKC').length === c.length ? c.normalize('NFKC') : c)).join('');
  const points: number[] = [];
  for (let at = 0, n = 0; at < normal.length; n++) {
    const width = (normal.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
    for (let k = 0; k < width; k++) points[at + k] = n;
    at += width;
  }
  points[normal.length] = [...normal].length;
  return LOOKS.flatMap(([kind, look]) =>
    [...normal.matchAll(look)].map((m) => {
      const [start, end] = m.indices?.[1] ?? m.indices?.[0] ?? [m.index, m.index + m[0].length];
      return { kind, field, from: points[start] ?? 0, to: points[end] ?? 0 };
    }),
  );
}

/**
 * In the order of the words, none over another: the one that covers more stays. At most 50; once those are covered the
 * next ones are proposed.
 */
export function proposeMasks(said: Said): MaskProposal[] {
  const all = [
    ...inField('TEXT', said.text),
    ...inField('PROPOSED_WORDING', said.proposedWording ?? ''),
    ...inField('REASON', said.reason ?? ''),
  ].sort((a, b) => order(a) - order(b));
  const kept: MaskProposal[] = [];
  for (const one of all) {
    const last = kept.at(-1);
    if (last?.field !== one.field || last.to <= one.from) kept.push(one);
    else if (one.to - one.from > last.to - last.from) kept[kept.length - 1] = one;
  }
  return kept.slice(0, MOST_PROPOSALS);
}

const MOST_PROPOSALS = 50;
const FIELDS: readonly MaskedField[] = ['TEXT', 'PROPOSED_WORDING', 'REASON'];
const order = (p: MaskProposal): number => FIELDS.indexOf(p.field) * 1e6 + p.from;
