/** Orders that take a 条 款 项 目, a chapter or an annex away. */
import { removeArticle } from './content.js';
import type { Place } from './operations.js';
import { missing, nameOf, preambleIndex, sentenceHome, sentenceSpan } from './problems.js';
import { itemAbout, removeStretch } from './stretch.js';
import { plain, splice } from './words.js';
import { articleAt, headingAt, isUnder, itemAt, paragraphAt, textsAt, type Work } from './work.js';

/** Deletes a 条 款 项 目, 章 or annex. */
export function remove(work: Work, place: Place): string | null {
  if (place.kind === 'annex') {
    const before = work.annexes.length;
    work.annexes = work.annexes.filter((a) => place.annex !== null && a.number.number !== place.annex);
    return work.annexes.length < before ? null : missing(work, place);
  }
  if (place.kind === 'law' || place.kind === 'title')
    return `${nameOf(place)}不能删去；请核对决定文本，或者在整理稿上人工修改。`;
  if (place.kind === 'heading') {
    const heading = headingAt(work, place);
    if (!heading) return missing(work, place);
    for (const a of work.articles.filter((x) => isUnder(x.heading, heading))) removeArticle(work, a, 'deleted');
    work.headings = work.headings.filter((h) => !isUnder(h, heading));
    return null;
  }
  if (place.kind === 'preamble') {
    const at = place.paragraph === null ? 0 : preambleIndex(work, place.paragraph);
    if (at < 0 || work.preamble.length === 0) return missing(work, place);
    work.preamble = place.paragraph === null ? [] : work.preamble.toSpliced(at, 1);
    return null;
  }
  const article = articleAt(work, place);
  if (!article) return missing(work, place);
  const about = itemAbout(work, place);
  if (about) {
    about.paragraph.items = about.paragraph.items.filter((x) => x !== about.item);
    about.paragraph.listChanged = true;
    return null;
  }
  if (place.stretch !== null) return removeStretch(work, place);
  if (place.sentence !== null) {
    const target = sentenceHome(textsAt(work, { ...place, sentence: null }) ?? [], place.sentence)[0];
    const span = target ? sentenceSpan(plain(target.text), place.sentence) : null;
    if (!target || !span) return missing(work, place);
    target.text = splice(target.text, span.start, span.end, []);
    return null;
  }
  if (place.paragraph === null && place.item === null) {
    removeArticle(work, article, 'deleted');
    return null;
  }
  const paragraph = paragraphAt(article, place);
  if (!paragraph) return missing(work, place);
  if (place.item === null) {
    article.paragraphs = article.paragraphs.filter((p) => p !== paragraph);
    return null;
  }
  const item = itemAt(article, place);
  if (!item) return missing(work, place);
  if (place.subitem !== null) {
    const before = item.subitems.length;
    item.subitems = item.subitems.filter((s) => s.old !== place.subitem);
    return item.subitems.length < before ? null : missing(work, place);
  }
  paragraph.items = paragraph.items.filter((x) => x !== item);
  paragraph.listChanged = true;
  return null;
}
