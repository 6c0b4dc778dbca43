/** Orders that add a 条 款 项 目 or a heading. */
import type { Heading } from '../text/article.js';
import { headingMark } from '../text/marks.js';
import { closeBlanks } from '../text/normalise.js';
import { readBody, readItems } from './body.js';
import { MOST_HEADINGS } from './bounds.js';
import { add } from './journal.js';
import type { Place } from './operations.js';
import { linesOf, missing, nameOf, noText, type Order, sameNumber } from './problems.js';
import type { Quoted } from './quotes.js';
import { emptyArticle } from './content.js';
import { newWords } from './words.js';
import {
  articleAt,
  headingAt,
  itemAt,
  newItem,
  newParagraph,
  paragraphAt,
  rankOf,
  type Work,
  type WorkHeading,
} from './work.js';

export function insert(work: Work, o: Order<'insert'>): string | null {
  switch (o.unit) {
    case 'article':
      return insertArticles(work, o);
    case 'paragraph':
      return insertParagraphs(work, o);
    case 'item':
      return insertItems(work, o);
    case 'subitem':
      return insertSubitems(work, o);
    default:
      return insertHeading(work, o);
  }
}

function insertArticles(work: Work, o: Order<'insert'>): string | null {
  if (o.text.length === 0) return noText;
  const body = readBody(o.text);
  const parts =
    body.articles.length > 0
      ? body.articles.map((a) => ({
          number: { number: a.number, sub: a.sub },
          caption: a.caption,
          paragraphs: a.paragraphs,
          headings: a.headings,
        }))
      : o.count > 1 && o.text.length === o.count
        ? o.text.map((q) => ({ number: null, headings: [], ...pick(readBody([q])) }))
        : o.count > 1 && body.paragraphs.length === o.count
          ? body.paragraphs.map((p) => ({ number: null, headings: [], caption: null, paragraphs: [p] }))
          : [{ number: null, headings: [], caption: body.caption, paragraphs: body.paragraphs }];
  if (o.count !== parts.length) return `指令写明增加${o.count}条，引号内有${parts.length}条；请核对后人工修改。`;
  let after = o.after ? articleAt(work, o.after) : null;
  if (o.after && !after && o.after.kind === 'article') return missing(work, o.after);
  const until = o.until ? articleAt(work, o.until) : null;
  if (o.until && !until) return missing(work, o.until);
  if (after && until && work.articles.slice(work.articles.indexOf(after) + 1).find((a) => a.old !== null) !== until)
    return notNeighbours(o.after as Place, o.until as Place);
  if (o.after && o.before && after) after = work.articles[work.articles.indexOf(after) - 1] ?? null;
  const under = o.into?.kind === 'heading' ? headingAt(work, o.into) : null;
  if (o.into?.kind === 'heading' && !under) return missing(work, o.into);
  const [stated = o.lands] = o.to;
  if (o.lands && !sameNumber(o.lands.article, stated?.article ?? null))
    return `增加在它后面的条应当是${nameOf(o.lands)}，决定写的是${nameOf(stated as Place)}；请核对决定文本。`;
  const nowhere = parts.some((part, k) => !o.to[k] && !o.lands && !part.number && part.headings.length === 0);
  if (nowhere && !after && !under && !work.openHeading)
    return '指令没有写明新增的条文排在哪里；请核对决定文本，在整理稿上人工修改。';
  for (const [k, part] of parts.entries()) {
    const to = o.to[k]?.article ?? o.lands?.article ?? part.number;
    const made = emptyArticle(work, null, part.paragraphs.map(newParagraph), to);
    made.caption = part.caption;
    made.kind = work.articles[0]?.kind ?? 'article';
    made.after = after;
    const told = o.to[k]?.under;
    if (told) made.toUnder = told;
    if (part.headings.length > 0) made.heading = headingsFor(work, part.headings, o.unit, under);
    else made.heading = under ?? work.openHeading;
    made.headingStated = made.heading !== null;
    add(work, made);
    after = after ? made : null;
  }
  return null;
}

const notNeighbours = (a: Place, b: Place): string =>
  `${nameOf(a)}与${nameOf(b)}不是前后相连的，没有写明增加在哪里；请在整理稿上人工修改。`;

const pick = (body: ReturnType<typeof readBody>): { caption: string | null; paragraphs: typeof body.paragraphs } => ({
  caption: body.caption,
  paragraphs: body.paragraphs,
});

/**
 * The headings of a quotation, from the highest to the lowest: one that the decision has just added, one in force that
 * stays, or a new one. What the order says is added is never one in force, though another may bear the same title.
 */
function headingsFor(
  work: Work,
  stack: readonly Heading[],
  unit: Order<'insert'>['unit'],
  home: WorkHeading | null,
): WorkHeading | null {
  const top = stack[0] && home && rankOf(home) < rankOf(stack[0]) ? home : null;
  const added = stack.findIndex((h) => h.level === unit);
  return stack.reduce<WorkHeading | null>((above, h, k) => {
    const alike = work.headings.filter(
      (x) =>
        x.level === h.level &&
        closeBlanks(x.title) === closeBlanks(h.title) &&
        (x.old === null || added < 0 || k < added) &&
        (above === null || x.above === above || (x.old === null && x.above === null)),
    );
    return alike.find((x) => x.label === h.label) ?? alike[0] ?? newHeading(work, h, above);
  }, top);
}

function newHeading(work: Work, h: Heading, above: WorkHeading | null): WorkHeading {
  const made: WorkHeading = { level: h.level, label: h.label, title: h.title, old: null, to: null, above };
  work.headings = [...work.headings, made];
  return made;
}

function insertHeading(work: Work, o: Order<'insert'>): string | null {
  const level = o.unit as WorkHeading['level'];
  if (o.text.length === 0) return noText;
  if (work.headings.length - work.firstHeadings.length >= MOST_HEADINGS)
    return `这份决定增加的章节超过${MOST_HEADINGS}个，不能自动办理；请在整理稿上人工修改。`;
  if (o.count > 1) return '一次增加几章、几节还不能自动办理；请在整理稿上人工修改。';
  const body = readBody(o.text.slice(-1));
  const { holds } = o;
  if (body.articles.length > 0) {
    const held = (place: Place, k: number): boolean => sameNumber(place.article, body.articles[k] ?? null);
    if (holds && (holds.length !== body.articles.length || !holds.every(held)))
      return '指令写明新增的章节包括的条，同引号内的条对应不上；请核对后人工修改。';
    if (!body.headings.some((h) => h.level === level)) return underGivenTitle(work, o, body.articles.length);
    const { length } = body.articles;
    const problem = insertArticles(work, {
      ...o,
      count: length,
      text: o.text.slice(-1),
      to: [],
      after: null,
    });
    if (problem !== null) return problem;
    const made = work.headings.find((h) => h.old === null && h.level === level && h.to === null);
    if (made) made.to = o.to[0]?.heading?.number ?? null;
    return null;
  }
  const made = titledHeading(work, o, o.text);
  if (typeof made === 'string') return made;
  return holds ? holdArticles(work, made, holds) : null;
}

/** The heading that a quotation of one line names, which the next articles of the instruction stand under. */
function titledHeading(work: Work, o: Order<'insert'>, text: readonly Quoted[]): WorkHeading | string {
  const level = o.unit as WorkHeading['level'];
  if (linesOf(text).length > 1) return '引号内的文字读不成新增的章节；请在整理稿上人工修改。';
  const written = linesOf(text).join('');
  const mark = headingMark(written);
  const title = closeBlanks(mark && mark.label !== '' ? mark.title : written);
  if (title === '') return '新增的章节没有写明标题；请人工补写。';
  const home = o.into?.kind === 'heading' ? headingAt(work, o.into) : null;
  if (o.into?.kind === 'heading' && !home) return missing(work, o.into);
  const above = home && rankOf(home) < rankOf({ level, label: '', title }) ? home : null;
  const made = newHeading(work, { level: mark?.level ?? level, label: mark?.label ?? '', title }, above);
  made.to = o.to[0]?.heading?.number ?? null;
  work.openHeading = made;
  return made;
}

/** 章名为“利用”: its articles are quoted without it. */
function underGivenTitle(work: Work, o: Order<'insert'>, count: number): string | null {
  if (o.text.length < 2) return '引号内没有新增章节的标题；请核对。';
  const made = titledHeading(work, o, o.text.slice(0, -1));
  if (typeof made === 'string') return made;
  const text = o.text.slice(-1);
  return insertArticles(work, { ...o, unit: 'article', count, text, to: [], into: null, after: null });
}

/** 包括第四条、第五条: articles in force that keep their numbers, old ones and new ones alike. */
function holdArticles(work: Work, heading: WorkHeading, holds: readonly Place[]): string | null {
  for (const place of holds) {
    const article = articleAt(work, place);
    if (!article || !place.article) return missing(work, place);
    let home = article.heading;
    while (home && rankOf(home) >= rankOf(heading)) home = home.above;
    heading.above ??= home;
    if (home !== heading.above) return `${nameOf(place)}不在${heading.above?.label ?? ''}；请核对决定文本。`;
    [article.heading, article.headingStated, article.to] = [heading, true, place.article];
  }
  return null;
}

function insertParagraphs(work: Work, o: Order<'insert'>): string | null {
  const place = o.into ?? o.after;
  if (!place) return '指令没有写明在哪一条增加款；请核对决定文本。';
  const article = articleAt(work, place);
  if (!article) return missing(work, place);
  if (o.text.length === 0) return noText;
  const body = readBody(o.text);
  const made = body.paragraphs.map(newParagraph);
  if (body.articles.length > 1 || body.headings.length > 0 || made.length !== o.count)
    return `指令写明增加${o.count}款，引号内有${made.length}款；请核对后人工修改。`;
  const anchor = o.after ? paragraphAt(article, o.after) : null;
  if (o.after && o.after.paragraph !== null && !anchor) return missing(work, o.after);
  made.forEach((p, k) => {
    p.to = o.to[k]?.paragraph ?? (o.to.length === 1 && o.to[0]?.paragraph ? o.to[0].paragraph + k : null);
  });
  const at =
    anchor && o.after?.paragraph !== null
      ? article.paragraphs.indexOf(anchor) + (o.before ? 0 : 1)
      : article.paragraphs.length;
  article.paragraphs = article.paragraphs.toSpliced(at, 0, ...made);
  return null;
}

function insertItems(work: Work, o: Order<'insert'>): string | null {
  const place = o.into ?? o.after;
  const article = place ? articleAt(work, place) : null;
  if (!place || !article) return place ? missing(work, place) : '指令没有写明在哪一条增加项；请核对决定文本。';
  const stated = o.to[0]?.paragraph ?? null;
  const paragraph =
    place.paragraph !== null
      ? paragraphAt(article, place)
      : stated !== null
        ? paragraphAt(article, { ...place, paragraph: stated })
        : (article.paragraphs.find((p) => p.items.length > 0) ?? null);
  if (!paragraph) return missing(work, place);
  if (o.text.length === 0) return noText;
  const made = readItems(o.text).map(newItem);
  if (made.length !== o.count) return `指令写明增加${o.count}项，引号内有${made.length}项；请核对后人工修改。`;
  made.forEach((item, k) => {
    item.to = o.to[k]?.item ?? (o.to.length === 1 && o.to[0]?.item ? o.to[0].item + k : null);
  });
  const anchor = o.after ? itemAt(article, o.after) : null;
  if (o.after && o.after.item !== null && !anchor) return missing(work, o.after);
  const at =
    anchor && o.after?.item !== null ? paragraph.items.indexOf(anchor) + (o.before ? 0 : 1) : paragraph.items.length;
  paragraph.items.splice(at, 0, ...made);
  paragraph.listChanged = true;
  return null;
}

function insertSubitems(work: Work, o: Order<'insert'>): string | null {
  const article = o.into ? articleAt(work, o.into) : null;
  const item = article && o.into ? itemAt(article, o.into) : null;
  if (!item) return o.into ? missing(work, o.into) : noText;
  if (o.text.length === 0) return noText;
  if (o.text.flatMap((q) => q.lines).length !== o.count)
    return `指令写明增加${o.count}目，引号内的文字对应不上；请人工修改。`;
  const texts = o.text.flatMap((q) => q.lines.map((line) => line.text.replace(/^\d{1,2}[.．、]\s*/u, '')));
  const at = o.to[0]?.subitem ? Math.min(o.to[0].subitem - 1, item.subitems.length) : item.subitems.length;
  const added = texts.map((text) => ({ text: newWords(text), old: null, to: null, label: '' }));
  item.subitems = item.subitems.toSpliced(at, 0, ...added);
  item.subitems.forEach((s, k) => {
    s.label = `${k + 1}.`;
  });
  return null;
}
