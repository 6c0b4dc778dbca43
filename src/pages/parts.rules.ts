/**
 * A draft as pages of a phone: chapters in order, packed into parts so that none is heavy. Latency decides how long a
 * resident waits, and a page within some 60 KB is one round of packets on a slow line; a code of 1,260 articles is read
 * chapter by chapter. Pure.
 */
import { type Heading, headingText, type Paragraph } from '../articles/index.js';

export interface ShownProvision {
  id: string;
  ordinal: number;
  label: string;
  caption: string | null;
  headings: readonly Heading[];
  body: readonly Paragraph[];
  text: string;
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
/** A Chinese character is 3 bytes of UTF-8; the marks around an article are some 250 */
export const bytesOf = (p: ShownProvision): number => 3 * p.text.length + 250;

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

const fits = (provisions: readonly ShownProvision[], most: number): boolean => provisions.reduce((n, p) => n + bytesOf(p), 0) <= most;

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
        number: chapters.length + 1, title: title === '' ? null : title, from: p.label, to: p.label, sections: [{ title: sectionOf(p), provisions: [p] }],
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

const titleOf = (p: ShownProvision): string => p.headings.filter((h) => h.level !== 'section').map((h) => headingText(h)).join(' · ');
const sectionOf = (p: ShownProvision): string | null => {
  const section = p.headings.find((h) => h.level === 'section');
  return section ? headingText(section) : null;
};
