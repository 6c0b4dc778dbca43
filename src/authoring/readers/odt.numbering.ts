/**
 * Automatic numbering of OpenDocument texts (ODF 1.3 part 3, 5.3 and 19.876 ff.): lists are nested elements, a list may
 * go on with the numbers of an earlier one (`text:continue-list`, `text:continue-numbering`), an item may set its own
 * number, and headings outside lists are numbered by the outline.
 *
 * An item that holds nothing but a deeper list is only a step on the way down: it takes no number and restarts nothing.
 * That is how office programs write 第十七条 (level 2) after a plain paragraph without counting 第…章 (level 1) again.
 */
import { formatNumber } from './docx.number-format.js';
import type { Script } from './scripts.js';
import { childNamed, elements, type XmlElement } from './xml.js';

interface Level {
  start: number;
  /** name of a Word format, see docx.number-format.ts; undefined prints no number */
  format: string | undefined;
  /** 第%2%条 (LibreOffice 7 and later), else undefined */
  template: string | undefined;
  prefix: string;
  suffix: string;
  /** how many levels are labels, this one included */
  display: number;
  after: string;
}

/** Numbers last given, by level from 0. */
type Count = (number | undefined)[];

const LEVELS = 10;

/** `style:num-format` names a sequence by its beginning: 一, 二, 三, ... */
const FORMAT_OF: Readonly<Record<string, string>> = {
  '1': 'decimal',
  a: 'lowerLetter',
  A: 'upperLetter',
  i: 'lowerRoman',
  I: 'upperRoman',
  一: 'chineseCountingThousand',
  壹: 'chineseLegalSimplified',
  壱: 'chineseLegalSimplified',
  甲: 'ideographTraditional',
  子: 'ideographZodiac',
  '①': 'decimalEnclosedCircle',
  '１': 'decimalFullWidth',
  '⑴': 'decimalEnclosedParen',
  '⒈': 'decimalEnclosedFullstop',
  '㈠': 'ideographEnclosedCircle',
};

const whole = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,7}$/u.test(text) ? Number(text) : undefined;

function levelOf(element: XmlElement): Level {
  const written = element.attributes.get('style:num-format') ?? '';
  const numbered = element.name === 'text:list-level-style-number' || element.name === 'text:outline-level-style';
  const alignment = childNamed(childNamed(element, 'style:list-level-properties'), 'style:list-level-label-alignment');
  const followed = alignment?.attributes.get('text:label-followed-by');
  return {
    start: whole(element.attributes.get('text:start-value')) ?? 1,
    format: numbered && written !== '' ? (FORMAT_OF[[...written][0] ?? ''] ?? 'decimal') : undefined,
    template: numbered
      ? (element.attributes.get('loext:num-list-format') ?? element.attributes.get('style:num-list-format'))
      : undefined,
    prefix: element.attributes.get('style:num-prefix') ?? '',
    suffix: element.attributes.get('style:num-suffix') ?? '',
    display: whole(element.attributes.get('text:display-levels')) ?? 1,
    // A tab means a cell's end in the lines of a table; before the text it is a gap like any other.
    after: followed === 'nothing' ? '' : followed === 'space' ? ' ' : '\u3000',
  };
}

function levelsOf(style: XmlElement): Map<number, Level> {
  return new Map(
    elements(style).flatMap((one): [number, Level][] => {
      const level = whole(one.attributes.get('text:level'));
      return level === undefined || level < 1 || level > LEVELS ? [] : [[level - 1, levelOf(one)]];
    }),
  );
}

/** As far as it changes what is read */
export interface OdtLook {
  hidden: boolean;
  struck: boolean;
  script: Script | null;
}

/** What a style says itself; nothing stands for what it leaves to the one it comes from. */
function looksOf(properties: XmlElement | undefined): Partial<OdtLook> {
  const given = properties?.attributes;
  const display = given?.get('text:display');
  const line = given?.get('style:text-line-through-style') ?? given?.get('style:text-line-through-type');
  const position = given?.get('style:text-position');
  const script = /^sub|^-[1-9]/u.test(position ?? '')
    ? 'subscript'
    : /^super|^[1-9]/u.test(position ?? '')
      ? 'superscript'
      : null;
  return {
    ...(display === undefined ? {} : { hidden: display === 'none' }),
    ...(line === undefined ? {} : { struck: line !== 'none' }),
    ...(position === undefined ? {} : { script }),
  };
}

/** One list as it is walked: where its numbers are kept. */
export interface ListPlace {
  style: string | undefined;
  count: Count;
}

export class OdtNumbering {
  private readonly lists = new Map<string, Map<number, Level>>();
  private readonly paragraphs = new Map<
    string,
    { parent: string | undefined; list: string | undefined; looks: Partial<OdtLook> }
  >();
  private readonly outline: Map<number, Level>;
  private readonly outlineCount: Count = [];
  private readonly byId = new Map<string, Count>();
  private readonly lastOfStyle = new Map<string, Count>();

  constructor(content: XmlElement, styles: XmlElement | undefined) {
    const containers = [
      childNamed(styles, 'office:styles'),
      childNamed(styles, 'office:automatic-styles'),
      childNamed(content, 'office:automatic-styles'),
    ];
    for (const one of containers.flatMap(elements)) {
      const name = one.attributes.get('style:name') ?? '';
      if (one.name === 'text:list-style') this.lists.set(name, levelsOf(one));
      if (one.name === 'style:style') {
        this.paragraphs.set(`${one.attributes.get('style:family') ?? ''}:${name}`, {
          parent: one.attributes.get('style:parent-style-name'),
          list: one.attributes.get('style:list-style-name'),
          looks: looksOf(childNamed(one, 'style:text-properties')),
        });
      }
    }
    const outline = childNamed(childNamed(styles, 'office:styles'), 'text:outline-style');
    this.outline = outline === undefined ? new Map<number, Level>() : levelsOf(outline);
  }

  /** How a text or paragraph style, with those it comes from, makes words look */
  lookOf(family: 'text' | 'paragraph', style: string | undefined): OdtLook {
    let look: Partial<OdtLook> = {};
    const seen = new Set<string>();
    for (let name = style; name !== undefined && !seen.has(name);) {
      seen.add(name);
      const found = this.paragraphs.get(`${family}:${name}`);
      look = { ...found?.looks, ...look };
      name = found?.parent;
    }
    return { hidden: false, struck: false, script: null, ...look };
  }

  /** Begins an outermost list. `list` is its text:list element. */
  open(list: XmlElement, firstParagraph: XmlElement | undefined): ListPlace {
    const style = list.attributes.get('text:style-name') ?? this.listOf(firstParagraph);
    const goesOn = list.attributes.get('text:continue-list');
    const earlier =
      goesOn !== undefined
        ? this.byId.get(goesOn)
        : list.attributes.get('text:continue-numbering') === 'true'
          ? this.lastOfStyle.get(style ?? '')
          : undefined;
    const count = earlier ?? [];
    const id = list.attributes.get('xml:id') ?? list.attributes.get('text:id');
    if (id !== undefined) this.byId.set(id, count);
    this.lastOfStyle.set(style ?? '', count);
    return { style, count };
  }

  /** The number of an item's first paragraph, its separator included; '' where the level prints none. Counts. */
  labelOf(place: ListPlace, level: number, paragraph: XmlElement, startValue: string | undefined): string {
    const levels = this.lists.get(this.listOf(paragraph) ?? '') ?? this.lists.get(place.style ?? '');
    return levels === undefined || level >= LEVELS ? '' : counted(place.count, levels, level, whole(startValue));
  }

  /** The outline's number of a heading that stands in no list. */
  outlineLabelOf(heading: XmlElement): string {
    const level = (whole(heading.attributes.get('text:outline-level')) ?? 1) - 1;
    if (heading.attributes.get('text:is-list-header') === 'true' || level < 0 || level >= LEVELS) return '';
    return counted(this.outlineCount, this.outline, level, whole(heading.attributes.get('text:start-value')));
  }

  /** The list style that a paragraph's own style, or the nearest above it, names. */
  private listOf(paragraph: XmlElement | undefined): string | undefined {
    const seen = new Set<string>();
    for (let name = paragraph?.attributes.get('text:style-name'); name !== undefined && !seen.has(name);) {
      seen.add(name);
      const style = this.paragraphs.get(`paragraph:${name}`);
      if (style?.list !== undefined) return style.list === '' ? undefined : style.list;
      name = style?.parent;
    }
    return undefined;
  }
}

function counted(count: Count, levels: ReadonlyMap<number, Level>, level: number, start: number | undefined): string {
  const last = count[level];
  count[level] = start ?? (last === undefined ? (levels.get(level)?.start ?? 1) : last + 1);
  for (let below = level + 1; below < LEVELS; below += 1) count[below] = undefined;
  const definition = levels.get(level);
  if (definition?.format === undefined) return '';
  const numberAt = (at: number): string => {
    const of = levels.get(at);
    return of?.format === undefined ? '' : formatNumber(count[at] ?? of.start, of.format);
  };
  const { template, display } = definition;
  const labels = Array.from({ length: Math.min(display, level + 1) }, (_, k) =>
    numberAt(level - Math.min(display, level + 1) + 1 + k),
  );
  const label =
    template === undefined || template === ''
      ? definition.prefix + labels.filter((one) => one !== '').join('.') + definition.suffix
      : template.replace(/%(\d{1,2})%/gu, (_, digits: string) => numberAt(Number(digits) - 1));
  return label.trim() === '' ? '' : label + definition.after;
}
