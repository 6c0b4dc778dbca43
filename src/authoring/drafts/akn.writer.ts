/**
 * A text as Akoma Ntoso 3.0 (OASIS LegalDocML), for archives and for exchange with other legislatures. 编 part, 分编
 * subpart, 章 chapter, 节 section, 条 article, 款 paragraph, 项 point, 目 indent (the schema's level under a point).
 *
 * eIds follow the naming convention of the standard (part 2): the place in the text, counted by number and not by
 * order, so that 第十七条之一 keeps art_17-1 whatever is inserted before it.
 */
import { create } from 'xmlbuilder2';
import type { ArticleTree, Heading, Item, Paragraph, Provision } from '../../articles/index.js';
import { printable } from '../../platform/documents/index.js';

/** What stands about a text besides its words. */
export interface AknDocument {
  tree: Pick<ArticleTree, 'title' | 'note' | 'preamble' | 'provisions'>;
  /** bill 草案, act 公布文本 and 现行法 */
  kind: 'bill' | 'act';
  /** of the text: 2026-11-22 */
  date: string;
  /** of the work, stable over its drafts; letters, digits and - */
  work: string;
  /** the legislature as it is shown */
  author: string;
  /** the version as it is shown: 草案二次审议稿; '' for none */
  version: string;
}

type Builder = ReturnType<ReturnType<typeof create>['ele']>;

const NAMESPACE = 'http://docs.oasis-open.org/legaldocml/ns/akn/3.0';
const ELEMENT: Readonly<Record<Heading['level'], readonly [element: string, prefix: string]>> = {
  part: ['part', 'part'],
  subpart: ['subpart', 'subpart'],
  chapter: ['chapter', 'chp'],
  section: ['section', 'sec'],
};

function text(parent: Builder, element: string, words: string): void {
  parent.ele(element).txt(printable(words));
}

/** Lines of a block: a line feed in an item continues it in a paragraph of its own. */
function lines(parent: Builder, words: string): void {
  for (const line of words.split('\n')) text(parent, 'p', line);
}

const articleId = (p: Provision): string =>
  p.kind === 'article'
    ? `art_${p.number}${p.sub > 0 ? `-${p.sub}` : ''}`
    : `${p.kind === 'annex' ? 'annex' : 'cl'}_${p.number}`;

/**
 * eIds are unique: where a number stands twice (a draft that numbers wrongly) the later ones are told apart by a letter
 * of order.
 */
class Ids {
  private readonly taken = new Map<string, number>();

  of(wanted: string): string {
    const seen = this.taken.get(wanted) ?? 0;
    this.taken.set(wanted, seen + 1);
    return seen === 0 ? wanted : `${wanted}_v${seen + 1}`;
  }
}

/**
 * @returns an XML document; the same text gives the same bytes
 * @throws RangeError for a date or a work that would make no address
 */
export function akomaNtoso(given: AknDocument): string {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(given.date)) throw new RangeError(`not a date: ${given.date}`);
  if (!/^[A-Za-z0-9-]+$/u.test(given.work)) throw new RangeError(`not a name of a work: ${given.work}`);
  const document = create({ version: '1.0', encoding: 'UTF-8' });
  const root = document.ele(NAMESPACE, 'akomaNtoso').ele(given.kind, { name: given.kind, contains: 'originalVersion' });
  identify(root, given);
  const preface = root.ele('preface');
  preface.ele('longTitle').ele('p').ele('docTitle').txt(printable(given.tree.title));
  if (given.tree.note !== null)
    lines(preface.ele('container', { name: 'note', eId: 'preface__container_note' }), given.tree.note);
  if (given.tree.preamble.length > 0) {
    const preamble = root.ele('preamble');
    for (const line of given.tree.preamble) text(preamble, 'p', line);
  }
  const body = root.ele('body');
  const ids = new Ids();
  let stack: { heading: Heading; id: string; node: Builder }[] = [];
  const main = given.tree.provisions.filter((p) => p.kind !== 'annex');
  for (const provision of main) {
    let kept = 0;
    while (
      kept < stack.length &&
      kept < provision.headings.length &&
      same(stack[kept]?.heading, provision.headings[kept])
    )
      kept += 1;
    stack = stack.slice(0, kept);
    for (const heading of provision.headings.slice(kept)) {
      const above = stack.at(-1);
      const [element, prefix] = ELEMENT[heading.level];
      const parent = above?.node ?? body;
      const order = childCount(parent, element) + 1;
      const id = ids.of(`${above === undefined ? '' : `${above.id}__`}${prefix}_${order}`);
      const node = parent.ele(element, { eId: id });
      if (heading.label !== '') text(node, 'num', heading.label);
      text(node, 'heading', heading.title);
      stack.push({ heading, id, node });
    }
    article(stack.at(-1)?.node ?? body, provision, ids.of(articleId(provision)));
  }
  if (main.length === 0) text(body.ele('hcontainer', { name: 'text', eId: 'hcontainer_1' }).ele('content'), 'p', '');
  annexes(
    root,
    given.tree.provisions.filter((p) => p.kind === 'annex'),
    ids,
    given.date,
  );
  return `${document.doc().end({ prettyPrint: true })}\n`;
}

const same = (a: Heading | undefined, b: Heading | undefined): boolean =>
  a !== undefined && b !== undefined && a.level === b.level && a.label === b.label && a.title === b.title;

function childCount(parent: Builder, element: string): number {
  let count = 0;
  parent.each((child) => {
    if (child.node.nodeName === element) count += 1;
  });
  return count;
}

function identify(root: Builder, { kind, date, work, author, version, tree }: AknDocument): void {
  const meta = root.ele('meta');
  const uri = `/akn/cn/${kind}/${date.slice(0, 4)}/${work}`;
  const identification = meta.ele('identification', { source: '#author' });
  const level = (name: string, address: string, ending: string): Builder => {
    const one = identification.ele(name);
    one.ele('FRBRthis', { value: `${address}/!main${ending}` });
    one.ele('FRBRuri', { value: address + ending });
    one.ele('FRBRdate', { date, name: 'version' });
    one.ele('FRBRauthor', { href: '#author', as: '#drafting' });
    return one;
  };
  const abstract = level('FRBRWork', uri, '');
  abstract.ele('FRBRcountry', { value: 'cn' });
  abstract.ele('FRBRname', { value: printable(tree.title) });
  level('FRBRExpression', `${uri}/zho@${date}`, '').ele('FRBRlanguage', { language: 'zho' });
  level('FRBRManifestation', `${uri}/zho@${date}`, '.xml').ele('FRBRformat', { value: 'application/akn+xml' });
  meta
    .ele('lifecycle', { source: '#author' })
    .ele('eventRef', { eId: 'eventRef_1', date, source: '#original', type: 'generation' });
  const references = meta.ele('references', { source: '#author' });
  references.ele('original', { eId: 'original', href: uri, showAs: printable(version === '' ? tree.title : version) });
  references.ele('TLCOrganization', {
    eId: 'author',
    href: '/akn/ontology/organization/cn/legislature',
    showAs: printable(author),
  });
  references.ele('TLCRole', { eId: 'drafting', href: '/akn/ontology/role/cn/drafting', showAs: '起草' });
}

function article(parent: Builder, provision: Provision, id: string): void {
  const node = parent.ele('article', { eId: id });
  text(node, 'num', provision.label);
  if (provision.caption !== null) text(node, 'heading', provision.caption);
  if (provision.paragraphs.length === 0) text(node.ele('paragraph', { eId: `${id}__para_1` }).ele('content'), 'p', '');
  provision.paragraphs.forEach((paragraph, at) => paragraphOf(node, paragraph, `${id}__para_${at + 1}`));
}

function paragraphOf(parent: Builder, paragraph: Paragraph, id: string): void {
  const node = parent.ele('paragraph', { eId: id });
  if (paragraph.items.length === 0) return lines(node.ele('content'), paragraph.text);
  if (paragraph.text !== '') lines(node.ele('intro'), paragraph.text);
  paragraph.items.forEach((item, at) => itemOf(node, item, id, at));
}

function itemOf(parent: Builder, item: Item, above: string, at: number): void {
  const id = `${above}__point_${at + 1}`;
  // 目 directly below a 款 hang under an item without a label: they stand in the paragraph itself.
  const bare = item.label === '' && item.text === '';
  const node = bare ? parent : parent.ele('point', { eId: id });
  if (!bare && item.label !== '') text(node, 'num', item.label);
  if (item.subitems.length === 0) return lines(node.ele('content'), item.text);
  if (!bare) lines(node.ele('intro'), item.text);
  item.subitems.forEach((subitem, k) => {
    const below = node.ele('indent', { eId: `${id}__indent_${k + 1}` });
    text(below, 'num', subitem.label);
    lines(below.ele('content'), subitem.text);
  });
}

function annexes(root: Builder, found: readonly Provision[], ids: Ids, date: string): void {
  if (found.length === 0) return;
  const conclusions = root.ele('attachments');
  found.forEach((annex, at) => {
    const attachment = conclusions.ele('attachment', { eId: ids.of(`att_${at + 1}`) });
    text(attachment, 'heading', annex.label);
    const doc = attachment.ele('doc', { name: 'annex' });
    const meta = doc.ele('meta').ele('identification', { source: '#author' });
    for (const name of ['FRBRWork', 'FRBRExpression', 'FRBRManifestation']) {
      const one = meta.ele(name);
      one.ele('FRBRthis', { value: `/akn/cn/doc/annex/!annex_${at + 1}` });
      one.ele('FRBRuri', { value: `/akn/cn/doc/annex/!annex_${at + 1}` });
      one.ele('FRBRdate', { date, name: 'version' });
      one.ele('FRBRauthor', { href: '#author' });
      if (name === 'FRBRWork') one.ele('FRBRcountry', { value: 'cn' });
      if (name === 'FRBRExpression') one.ele('FRBRlanguage', { language: 'zho' });
    }
    const body = doc.ele('mainBody');
    annex.paragraphs.forEach((paragraph) => lines(body, paragraph.text));
    if (annex.paragraphs.length === 0) text(body, 'p', '');
  });
}
