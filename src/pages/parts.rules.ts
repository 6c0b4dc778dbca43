/**
 * A draft as pages of a phone: chapters in order, packed into parts so that none is heavy. Latency decides how long a
 * resident waits, and a page within some 60 KB is one round of packets on a slow line; a code of 1,260 articles is read
 * chapter by chapter. Pure.
 */
import {
  classify,
  diffTexts,
  type Heading,
  headingText,
  isFormOnly,
  type Paragraph,
  type ProvisionKind,
  type Renumbering,
} from '../articles/index.js';
import { followedCitations } from '../authoring/comparison/citations.rules.js';

export interface ShownProvision {
  id: string;
  ordinal: number;
  label: string;
  caption: string | null;
  headings: readonly Heading[];
  body: readonly Paragraph[];
  text: string;
  /** its citations of the same draft that are shown as links */
  cites: readonly ShownCitation[];
  /** its 款 项 目 that some article cites: they have an address of their own */
  cited: ReadonlySet<string>;
  /** what an amending decision does to it; null in an ordinary draft, and for what was put in by hand */
  amended: Amended | null;
}

/** An article of a decision's text beside the text in force (修改前后) */
export interface Amended {
  change: 'NEW' | 'CHANGED' | 'SAME';
  /** the articles of the text in force that it comes from; none for a new one */
  former: readonly Former[];
}

export type Former = Pick<ShownProvision, 'ordinal' | 'label' | 'caption' | 'body' | 'text'>;

/**
 * What the decision makes of one article. Form alone (width of brackets, labels of items) is no change; nor are, where
 * the decision does not name the article, the numbers of others that it cites, as long as they follow the new order.
 */
export function amendedFrom(
  text: string,
  beside: { former: readonly Former[]; stated: boolean } | null,
  renumbering: Renumbering,
): Amended | null {
  if (beside === null) return null;
  const { former, stated } = beside;
  const [only] = former;
  if (!only || former.length > 1) return { change: only ? 'CHANGED' : 'NEW', former };
  const hunks = only.text === text ? [] : classify(diffTexts(only.text, text), stated ? undefined : renumbering);
  return { change: hunks.length === 0 || isFormOnly(hunks) ? 'SAME' : 'CHANGED', former };
}

export interface ShownCitation {
  /** the 款 项 目 that cites (p2.i3), and UTF-16 offsets into its own text with its label */
  path: string;
  start: number;
  end: number;
  /** the cited article, and the place in it; null for the whole */
  ordinal: number;
  to: string | null;
}

export interface ReadProvision extends Omit<ShownProvision, 'cites' | 'cited' | 'amended'> {
  amended?: Amended | null;
  kind: ProvisionKind;
  number: number;
  sub: number;
}

/** All provisions of one draft, with the links between them. */
export function shownProvisions(read: readonly ReadProvision[]): ShownProvision[] {
  const { of, cited } = followedCitations(
    read.map(({ body, headings, amended: _a, ...p }) => ({ ...p, headings: [...headings], paragraphs: [...body] })),
  );
  return read.map(({ kind: _k, number: _n, sub: _s, amended = null, ...p }, at) => ({
    ...p,
    amended,
    cited: cited[at] ?? new Set(),
    cites: (of[at] ?? []).map(({ path, start, end, to }) => ({
      path,
      start,
      end,
      ordinal: read[to.provision]?.ordinal ?? p.ordinal,
      to: to.path,
    })),
  }));
}

export interface Section {
  /** 节; null where the articles stand directly below the chapter */
  title: string | null;
  provisions: ShownProvision[];
}

export interface Chapter {
  /** from 1 over the whole draft */
  number: number;
  /** 第一编 总则 · 第一章 基本规定; null where the draft has no headings */
  title: string | null;
  /** 第一条 and 第八条 */
  from: string;
  to: string;
  sections: Section[];
}

export interface Part {
  /** from 1 */
  number: number;
  chapters: Chapter[];
}

/** Bytes of articles on one page; head, style, contents and foot come on top and keep it below 60 KB */
export const PART_BYTES = 50_000;
/**
 * A Chinese character is 3 bytes of UTF-8; the marks around an article are some 250, a link to another part of the
 * draft some 80, a mark and a place in the list of changes some 160
 */
export const bytesOf = (p: ShownProvision): number =>
  3 * p.text.length + 250 + 80 * p.cites.length + 20 * p.cited.size + (p.amended === null ? 0 : 160);

/** Whole where it fits; else chapters packed in order, a chapter that is too long for one page cut between articles. */
export function partsOf(provisions: readonly ShownProvision[], most = PART_BYTES): Part[] {
  const chapters = chaptersOf(provisions, most);
  if (fits(provisions, most)) return chapters.length === 0 ? [] : [{ number: 1, chapters }];
  const parts: Part[] = [];
  let open: Chapter[] = [];
  const close = (): void => {
    if (open.length > 0) parts.push({ number: parts.length + 1, chapters: open });
    open = [];
  };
  for (const chapter of chapters) {
    if (open.length > 0 && !fits([...open, chapter].flatMap(provisionsOf), most)) close();
    open.push(chapter);
  }
  close();
  return parts;
}

export const provisionsOf = (chapter: Chapter): ShownProvision[] => chapter.sections.flatMap((s) => s.provisions);

/** The part in which an article stands; the first one where it stands nowhere */
export const partWith = (parts: readonly Part[], ordinal: number): number =>
  parts.find((p) => p.chapters.some((c) => provisionsOf(c).some((a) => a.ordinal === ordinal)))?.number ?? 1;

const fits = (provisions: readonly ShownProvision[], most: number): boolean =>
  provisions.reduce((n, p) => n + bytesOf(p), 0) <= most;

function chaptersOf(provisions: readonly ShownProvision[], most: number): Chapter[] {
  const chapters: Chapter[] = [];
  let key: string | undefined;
  let held = 0;
  for (const p of provisions) {
    const title = titleOf(p);
    const chapter = chapters.at(-1);
    // a chapter too long for one page goes on under the same heading on the next
    if (!chapter || title !== key || held + bytesOf(p) > most) {
      chapters.push({
        number: chapters.length + 1,
        title: title === '' ? null : title,
        from: p.label,
        to: p.label,
        sections: [{ title: sectionOf(p), provisions: [p] }],
      });
      held = bytesOf(p);
    } else {
      const last = chapter.sections.at(-1);
      if (last && last.title === sectionOf(p)) last.provisions.push(p);
      else chapter.sections.push({ title: sectionOf(p), provisions: [p] });
      chapter.to = p.label;
      held += bytesOf(p);
    }
    key = title;
  }
  return chapters;
}

const titleOf = (p: ShownProvision): string =>
  p.headings
    .filter((h) => h.level !== 'section')
    .map((h) => headingText(h))
    .join(' · ');
const sectionOf = (p: ShownProvision): string | null => {
  const section = p.headings.find((h) => h.level === 'section');
  return section ? headingText(section) : null;
};
