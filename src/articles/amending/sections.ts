/**
 * A decision cut into its instructions, and which of them speak of a given law: one decision may amend several
 * (国务院关于修改部分行政法规的决定: 一、将 《甲条例》第五条…… 二、《乙条例》……; 司法解释: 九、修改《……》 followed by
 * 1. 2. 3.).
 */
import type { SourceLine } from '../text/article.js';
import { annexMark, articleMark } from '../text/marks.js';
import { foldForm } from '../text/normalise.js';
import { labelOf, type Masked, placeholder } from './quotes.js';
import { announcesRenumbering, ordersSomething } from './read.js';
import { bookTitle, titlesIn } from './titles.js';

export interface Unit {
  /** 1-based line of the source */
  line: number;
  /** 0 no number, 1 一、 or 第一条, 2 （一）, 3 1. */
  rank: number;
  /** masked text without the number and without the name of the law */
  text: string;
  /** as printed, quotations still masked */
  printed: string;
  /** a unit with numbered units below it */
  header: boolean;
  law: 'own' | 'other';
}

export interface Sections {
  units: Unit[];
  /** the laws that the decision names and that are not the given one */
  others: string[];
  /** of those the ones whose own words it changes: an instruction begins with their names */
  alsoAmended: string[];
  /** false where the decision speaks only of other laws */
  concerned: boolean;
  /** 修正案: numbers are kept */
  supplement: boolean;
  /** whether a title is that of the given law */
  own: (title: string) => boolean;
}

const RANK = { clause: 1, item: 2, subitem: 3 } as const;
const FRONT = /^(?:将|在|对|把|删去|删除|废止|修改|关于(?:修改)?|增加)?/u;
const NAME_ONLY =
  /^(?:（[^（）]*）|\([^()]*\))?(?:中|的)?(?:作出?(?:如下|以下|下列)?修改|作(?:如下|以下)修改|修改如下|(?:的)?(?:修改|审议|审查)(?:的?(?:意见|建议))?)?[:：]?$/u;
const CLOSING = /^(?:本(?:决定|修正案|办法)自|.{0,60}根据本(?:决定|修正案).{0,120}(?:修改|调整|修正))/u;
const COMMAND_HEAD = /^(?:将|在|对|把|删[去除]|增加|新增|原?第[^。]{1,10}[条章节款项编]|《|宪法|其[他它])/u;
const INTRODUCES =
  /(?:作(?:出)?(?:如下|以下|下列)(?:修改|修正|补充)|修改如下|修正如下|予以修改|作出修改|作如下修改和补充)[:：]/u;

/** 为了……，将刑法第N条修改为：…… says why, and orders nothing by it. */
const PURPOSE = /^为了[^，。；\uE000第]{2,60}，(?:[^，。；\uE000第将在对删除但]{2,40}，)?(?=将|在|对|删)/u;
/** ……会议决定：删去第九条。 */
const DECIDES = /决定[:：](?=.)/u;

/** The name of a law for comparing: no 中华人民共和国, no brackets of any kind, no blanks. */
export function lawKey(name: string): string {
  return (
    foldForm(name)
      .replace(/[《》〈〉<>「」"']/gu, '')
      .replace(/^中华人民共和国/u, '')
      .replace(/（(?:\d{4}年?)?(?:修正|修订|试行)?(?:本|版|文本)?）$/u, '')
      // a pending draft bears the name of the law that it is to be
      .replace(/（[^（）]*(?:草案|稿)[^（）]*）$|(?<=法|条例|规定|办法|规则|细则)(?:修订|修正)?草案$/u, '')
  );
}

/** 《条例》第四条 in a decision that has given the name in full before. */
const SHORT_NAME = /^(?:条例|办法|实施办法|规定|若干规定|细则|实施细则|规则|议事规则|解释|规程|章程)$/u;
const OWN_BARE =
  /^(?:建议)?(将|在|对|把|删去|删除)?(?:本|该|原)?(?:法|条例|办法|规定|细则|规则|解释|规程|章程|草案)(?=第|中的?)(中)?/u;

function sameLaw(a: string, b: string): boolean {
  const [x, y] = [lawKey(a), lawKey(b)];
  if (x === '' || y === '') return false;
  if (SHORT_NAME.test(x) || SHORT_NAME.test(y)) return x.endsWith(y) || y.endsWith(x);
  return x === y || (Math.min(x.length, y.length) >= 4 && (x.endsWith(y) || y.endsWith(x)));
}

/**
 * How many lines are the decision itself: gazettes print the law as amended behind it (…重新公布), and its articles are
 * no instructions. That text begins with the bare name of the law, after the closing words of the decision, and has
 * articles.
 */
export function linesOfDecision(lines: readonly SourceLine[], lawTitle: string): number {
  const name = lawKey(lawTitle);
  const closing = lines.findIndex((line) => CLOSING.test(line.text.trim()));
  if (name === '' || closing < 0) return lines.length;
  const at = lines.findIndex((_, k) => k > closing && namedAt(lines, k, name));
  return at >= 0 && lines.slice(at).some((line) => articleMark(line.text.trim())?.number === 1) ? at : lines.length;
}

/** A title may be broken over some lines. */
const LONGEST_TITLE = 4;
function namedAt(lines: readonly SourceLine[], at: number, name: string): boolean {
  let joined = '';
  for (const line of lines.slice(at, at + LONGEST_TITLE)) {
    joined += line.text.trim();
    if (joined.length > name.length + LONGEST_TITLE_MORE) return false;
    if (lawKey(joined) === name) return true;
  }
  return false;
}
/** 中华人民共和国, brackets and blanks that a name is compared without */
const LONGEST_TITLE_MORE = 40;

export function readSections(masked: Masked, lawTitle: string): Sections {
  const raw = cut(masked);
  const introduction = raw.intro.join('\n');
  const named = titlesIn(introduction);
  const own = (title: string): boolean => sameLaw(title, lawTitle);
  const heads = raw.units.map((u) => leadingLaws(u.text));
  const bySection = heads.some((h) => h.titles.length > 0);
  const namesOwn = lawTitle === '' || named.some(own) || bareNamed(introduction, lawTitle);
  const onlyOwn =
    namesOwn &&
    new Set(named.filter((t) => /法|条例|规定|办法|规则|细则|解释|决定|批复|意见|通知/u.test(t)).map(lawKey)).size <= 1;
  const supplemented =
    named.length === 0
      ? (/^[\s\u3000]*([^\s《》]{2,40}?(?:法|法典|宪法|条例))修正案/mu.exec(introduction)?.[1] ?? null)
      : null;
  const foreign = supplemented !== null && lawTitle !== '' && !own(supplemented);
  const start: Unit['law'] = foreign
    ? 'other'
    : onlyOwn || (namesOwn && !bySection) || (named.length === 0 && !bySection)
      ? 'own'
      : 'other';
  const context: Unit['law'][] = [start, start, start, start];
  const others = new Set(named.filter((t) => !own(t)));
  const alsoAmended = new Set<string>();
  if (foreign) others.add(`《${supplemented}》`);
  const units = raw.units.map((u, k): Unit => {
    const head = heads[k];
    let law = u.rank === 0 ? (context[0] ?? start) : (context[u.rank - 1] ?? start);
    let { text } = u;
    if (u.rank === 0 && k > 0) law = context[context.length - 1] ?? start;
    if (head && head.titles.length > 0) {
      law = head.titles.some(own) ? 'own' : 'other';
      for (const t of head.titles) {
        if (own(t)) continue;
        others.add(t);
        alsoAmended.add(t);
      }
      text = head.rest;
    } else if (law === 'own') text = withoutBareName(text, lawTitle);
    for (let r = u.rank; r < context.length; r++) context[r] = law;
    return {
      line: u.line,
      rank: u.rank,
      text,
      printed: u.printed,
      header: (raw.units[k + 1]?.rank ?? 0) > u.rank && u.rank > 0,
      law,
    };
  });
  if (
    !units.some((u) => u.law === 'own') &&
    !bySection &&
    named.length > 0 &&
    raw.units.some((u) => bareNamed(u.printed, lawTitle))
  ) {
    for (const u of units) u.law = 'own';
  }
  return {
    units,
    others: [...others],
    alsoAmended: [...alsoAmended],
    concerned: units.some((u) => u.law === 'own'),
    supplement: /修正案/u.test(introduction),
    own,
  };
}

/** 刑法 in “中华人民共和国刑法修正案”, 宪法 in “宪法修正案”. */
function bareNamed(text: string, lawTitle: string): boolean {
  const name = lawKey(lawTitle);
  return name.length >= 2 && foldForm(text).includes(name);
}

function withoutBareName(text: string, lawTitle: string): string {
  const name = lawKey(lawTitle);
  if (OWN_BARE.test(text))
    return text.replace(
      OWN_BARE,
      (_, lead: string | undefined, inside: string | undefined) => (lead ?? '') + (inside ? '全文中' : ''),
    );
  if (name === '') return text;
  for (const full of [`中华人民共和国${name}`, name]) {
    const at = text.indexOf(full);
    const head = at >= 0 ? text.slice(0, at) : '';
    if (at >= 0 && at <= 4 && /^(?:将|在|对|把|删去|删除)?$/u.test(head))
      return head + text.slice(at + full.length).replace(/^(?:的|中)/u, '');
  }
  return text;
}

/**
 * The laws named at the head of an instruction, where it says what is amended: 将《甲》第五条…, 修改《甲》,
 * 对《甲》、《乙》作出修改.
 */
function leadingLaws(text: string): { titles: string[]; rest: string } {
  const none = { titles: [], rest: text };
  const front = FRONT.exec(text)?.[0] ?? '';
  let at = front.length;
  const titles: string[] = [];
  for (;;) {
    const title = bookTitle(text, at);
    if (title === null) break;
    titles.push(title);
    at += title.length;
    const gap = /^(?:（[^（）]*）)?(?:[、和及与]|以及)(?=《)/u.exec(text.slice(at));
    if (!gap) break;
    at += gap[0].length;
  }
  if (titles.length === 0) return none;
  const after = text.slice(at);
  if (NAME_ONLY.test(after)) return { titles: titles, rest: '' };
  const heading = /^[^\n，。]{0,20}\n/u.exec(after);
  if (heading && NAME_ONLY.test(heading[0].trim())) return { titles, rest: after.slice(heading[0].length) };
  const introduces = INTRODUCES.exec(after);
  if (introduces && introduces.index < 20)
    return { titles, rest: after.slice(introduces.index + introduces[0].length) };
  const changes =
    /^(?:（[^（）]*）|\([^()]*\))?(?:的|中)?(?=第|修改|更名|作|标题|名称|题目|章|附|序|引|前|增加|删|\uE000|全文)/u.exec(
      after,
    );
  if (!changes) return none;
  // each is looked for behind the one before it: a list of thousands is walked once
  let from = 0;
  const more = titlesIn(after).filter((title) => {
    const at = after.indexOf(title, from);
    from = at + title.length;
    return '、，和及与'.includes(after.charAt(at - 1) || '?');
  });
  if (titles.length + more.length > 1) return { titles: [...titles, ...more], rest: text };
  const lead = /^(?:对|修改|关于(?:修改)?)$/u.test(front) ? '' : front;
  return { titles, rest: lead + after.slice(changes[0].length) };
}

interface RawUnit {
  line: number;
  rank: number;
  text: string;
  printed: string;
}

/**
 * Numbered lines open a unit; what follows without a number belongs to it. Titles, dates and closing formulas are no
 * units.
 */
function cut(masked: Masked): { units: RawUnit[]; intro: string[] } {
  const units: RawUnit[] = [];
  const intro: string[] = [];
  let open: RawUnit | null = null;
  const lines = unquotedBlocks(masked);
  const start = (line: SourceLine, rank: number, text: string): void => {
    open = { line: line.number, rank, text: text.replace(PURPOSE, ''), printed: line.text };
    units.push(open);
  };
  for (const line of lines) {
    const bare = line.text.replace(/[\s\u3000]/gu, '');
    const label = labelOf(line.text);
    const article = articleMark(line.text);
    if (annexMark(line.text) && units.length > 0) {
      open = null;
      continue;
    }
    if (label) {
      const rest = withoutAdministration(label.rest);
      if (rest === '') open = null;
      else start(line, RANK[label.kind], rest);
    } else if (article?.blankAfter && !article.cites && COMMAND_HEAD.test(article.rest)) start(line, 1, article.rest);
    else if (CLOSING.test(bare) || (announcesRenumbering(bare) && !bare.includes('\uE000'))) {
      open = null;
      const rest = withoutAdministration(bare);
      if (rest !== '') start(line, 0, rest);
    } else if (open !== null && (open as RawUnit).rank === 0 && STANDS_ALONE.test(bare)) start(line, 0, line.text);
    else if (open !== null && !isTitleLike(bare)) {
      const unit: RawUnit = open;
      unit.text += `\n${line.text}`;
      unit.printed += `\n${line.text}`;
    } else {
      const split = INTRODUCES.exec(line.text) ?? DECIDES.exec(line.text);
      const head = split ? line.text.slice(0, split.index + split[0].length) : line.text;
      const rest = split ? line.text.slice(split.index + split[0].length) : '';
      if (!split && ((COMMAND_HEAD.test(bare) && ordersSomething(bare)) || ordersUnlabelled(bare)))
        start(line, 0, line.text);
      else intro.push(head);
      if (rest !== '' && ordersSomething(rest)) start({ ...line, text: rest }, 0, rest);
    }
  }
  return { units, intro };
}

/** In a decision without numbers: a line that names its own article is an instruction of its own. */
const STANDS_ALONE =
  /^(?:将|把|在|对|删[去除])?(?:《[^》]{1,60}》|本?(?:条例|办法|规定))?原?第[一二三四五六七八九十百千零〇0-9]{1,8}条|^(?:增加|新增)[一二两三四五六七八九十]{1,3}条/u;

/** 本决定自……起施行: when and by whom, not what. */
const ADMINISTRATION =
  /^(?:本(?:决定|修正案|办法)(?:自|从)[^。；]{1,40}(?:施行|实施|生效)|本(?:决定|修正案)由[^。；]{1,40}(?:解释|公布))(?:[。；]|$)/u;
const withoutAdministration = (text: string): string => text.replace(ADMINISTRATION, '').trim();

/** A line outside of every instruction that orders something all the same: it must not be passed over. */
const ordersUnlabelled = (text: string): boolean =>
  !/(?:决定|修正案|议案|说明)(?:（[^（）]*）)?$/u.test(text) &&
  (text.includes('\uE000') ||
    /(?:修改|改|调整|变更)为|删[去除掉]|作为第|增加[一二两三四五六七八九十]/u.test(text) ||
    (ordersSomething(text) &&
      /第[一二三四五六七八九十百千零〇0-9]+[条款项章节编]/u.test(text) &&
      !/^根据/u.test(text)));

const isTitleLike = (text: string): boolean =>
  /^(?:中华人民共和国主席|国务院总理|附：|附件|[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日)/u.test(text);

/** 修改为： with the new text on lines of their own and without quotation marks: those lines are taken as quoted. */
function unquotedBlocks(masked: Masked): SourceLine[] {
  const out: SourceLine[] = [];
  const { lines } = masked;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    if (!line) continue;
    const waits =
      /(?:(?:修改|改)为|作为第[^，。]{1,16}[条款项]|如下)[:：]$/u.test(line.text) && !INTRODUCES.test(line.text);
    let end = i + 1;
    const stops = (text: string): boolean => {
      const label = labelOf(text);
      return (
        (label !== null && (label.kind === 'clause' || COMMAND_HEAD.test(label.rest))) ||
        CLOSING.test(text) ||
        text.includes('\uE000') ||
        (COMMAND_HEAD.test(text) && ordersSomething(text) && articleMark(text)?.blankAfter !== true)
      );
    };
    while (waits && end < lines.length && !stops(lines[end]?.text ?? '')) end++;
    if (end === i + 1) {
      out.push(line);
      continue;
    }
    masked.quotes.push({ lines: lines.slice(i + 1, end) });
    out.push({ text: line.text + placeholder(masked.quotes.length - 1), number: line.number });
    i = end - 1;
  }
  return out;
}
