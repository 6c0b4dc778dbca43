/**
 * Automatic numbering: in many drafts 第十七条 stands nowhere in the text and is only counted by Word. This counts the
 * same way (ECMA-376 part 1, 17.9): lists are counted per abstract definition, so two `num` of one definition continue
 * each other unless one overrides its start; a level begins again when a level above it is used, unless `lvlRestart`
 * says otherwise.
 */
import { formatNumber } from './docx.number-format.js';
import { childNamed, childrenNamed, isOn, valueOf, type XmlElement } from './xml.js';

interface Level {
  start: number;
  format: string;
  /** 第%2条: %n is the number of level n, 1-based */
  text: string;
  suffix: 'tab' | 'space' | 'nothing';
  /** 1-based level whose use begins this one again; 0 never; undefined any level above */
  restart: number | undefined;
  /** numbers of levels above are shown as decimals whatever their own format */
  legal: boolean;
  style: string | undefined;
  /** its number is hidden: Word counts it and shows nothing */
  hidden: boolean;
}

interface List {
  levels: Map<number, Level>;
  /** a list may only point to a numbering style that holds the levels */
  styleLink: string | undefined;
}

interface Instance {
  list: string;
  starts: Map<number, number>;
  levels: Map<number, Level>;
}

interface ParagraphStyle {
  basedOn: string | undefined;
  name: string | undefined;
  numId: string | undefined;
  level: number | undefined;
}

/** How many levels a Word list has. */
const LEVELS = 9;

function whole(text: string | undefined): number | undefined {
  const number = text === undefined ? Number.NaN : Number.parseInt(text, 10);
  return Number.isSafeInteger(number) && number >= 0 && number < 10_000_000 ? number : undefined;
}

function levelOf(element: XmlElement): Level {
  const suffix = valueOf(element, 'w:suff');
  // Formats newer than the schema (mc:AlternateContent) come with a plain one as their fallback.
  const alternate = childNamed(childNamed(element, 'mc:AlternateContent'), 'mc:Fallback');
  return {
    start: whole(valueOf(element, 'w:start')) ?? 0,
    format: valueOf(element, 'w:numFmt') ?? valueOf(alternate, 'w:numFmt') ?? 'decimal',
    text: valueOf(element, 'w:lvlText') ?? '',
    suffix: suffix === 'space' || suffix === 'nothing' ? suffix : 'tab',
    restart: whole(valueOf(element, 'w:lvlRestart')),
    legal: isOn(element, 'w:isLgl'),
    style: valueOf(element, 'w:pStyle'),
    hidden: isOn(childNamed(element, 'w:rPr'), 'w:vanish'),
  };
}

function levelsOf(parent: XmlElement): Map<number, Level> {
  return new Map(childrenNamed(parent, 'w:lvl').map((one) => [whole(one.attributes.get('w:ilvl')) ?? 0, levelOf(one)]));
}

export class Numbering {
  private readonly lists = new Map<string, List>();
  private readonly instances = new Map<string, Instance>();
  private readonly styles = new Map<string, ParagraphStyle>();
  private defaultStyle: string | undefined;
  /** last number given, by list and level */
  private readonly counted = new Map<string, (number | undefined)[]>();
  private readonly overridden = new Set<string>();

  constructor(numbering: XmlElement | undefined, styles: XmlElement | undefined) {
    for (const one of childrenNamed(numbering, 'w:abstractNum')) {
      this.lists.set(one.attributes.get('w:abstractNumId') ?? '', {
        levels: levelsOf(one),
        styleLink: valueOf(one, 'w:numStyleLink'),
      });
    }
    for (const one of childrenNamed(numbering, 'w:num')) {
      const starts = new Map<number, number>();
      const levels = new Map<number, Level>();
      for (const override of childrenNamed(one, 'w:lvlOverride')) {
        const level = whole(override.attributes.get('w:ilvl')) ?? 0;
        const start = whole(valueOf(override, 'w:startOverride'));
        const definition = childNamed(override, 'w:lvl');
        if (start !== undefined) starts.set(level, start);
        if (definition !== undefined) levels.set(level, levelOf(definition));
      }
      this.instances.set(one.attributes.get('w:numId') ?? '', {
        list: valueOf(one, 'w:abstractNumId') ?? '',
        starts,
        levels,
      });
    }
    for (const one of childrenNamed(styles, 'w:style')) {
      const id = one.attributes.get('w:styleId') ?? '';
      const numPr = childNamed(childNamed(one, 'w:pPr'), 'w:numPr');
      this.styles.set(id, {
        basedOn: valueOf(one, 'w:basedOn'),
        name: valueOf(one, 'w:name'),
        numId: valueOf(numPr, 'w:numId'),
        level: whole(valueOf(numPr, 'w:ilvl')),
      });
      const isDefault = ['1', 'true', 'on'].includes(one.attributes.get('w:default') ?? '');
      if (isDefault && one.attributes.get('w:type') === 'paragraph') this.defaultStyle = id;
    }
  }

  /**
   * The number Word prints before a paragraph, its separator included: `第一条　`, `（一）`, '' where there is none.
   * Counts: to be asked once for every paragraph, in their order. A tab after the number is given as U+3000, since a
   * tab means a cell's end in the lines of a table.
   */
  labelOf(properties: XmlElement | undefined): string {
    const found = this.placeOf(properties);
    if (found === undefined) return '';
    const { numId, instance, level } = found;
    const levels = this.levelsFor(instance);
    const definition = levels.get(level);
    if (definition === undefined) return '';
    const numbers = this.count(numId, instance, level, levels);
    if (definition.format === 'bullet' || definition.hidden) return '';
    const label = definition.text.replace(/%([1-9])/gu, (_, digit: string) => {
      const of = levels.get(Number(digit) - 1);
      const number = numbers[Number(digit) - 1] ?? of?.start ?? 1;
      return formatNumber(number, definition.legal ? 'decimal' : (of?.format ?? 'decimal'));
    });
    if (label.trim() === '') return '';
    return label + { tab: '\u3000', space: ' ', nothing: '' }[definition.suffix];
  }

  private placeOf(
    properties: XmlElement | undefined,
  ): { numId: string; instance: Instance; level: number } | undefined {
    const own = childNamed(properties, 'w:numPr');
    const styleId = valueOf(properties, 'w:pStyle') ?? this.defaultStyle;
    const inherited = this.fromStyles(styleId);
    const numId = valueOf(own, 'w:numId') ?? inherited?.numId;
    if (numId === undefined || numId === '0') return undefined;
    const instance = this.instances.get(numId);
    if (instance === undefined) return undefined;
    const level = whole(valueOf(own, 'w:ilvl')) ?? inherited?.level ?? 0;
    return level < LEVELS ? { numId, instance, level } : undefined;
  }

  /**
   * numId and level each from the nearest style that says so; a level may also be claimed by the list itself
   * (w:pStyle).
   */
  private fromStyles(styleId: string | undefined): { numId: string; level: number } | undefined {
    let numId: string | undefined;
    let level: number | undefined;
    const seen = new Set<string>();
    for (let id = styleId; id !== undefined && !seen.has(id);) {
      seen.add(id);
      const style = this.styles.get(id);
      numId ??= style?.numId;
      level ??= style?.level;
      if (numId !== undefined && level === undefined) level = this.levelClaimedBy(numId, [...seen]);
      id = style?.basedOn;
    }
    return numId === undefined ? undefined : { numId, level: level ?? 0 };
  }

  private levelClaimedBy(numId: string, styleIds: readonly string[]): number | undefined {
    const instance = this.instances.get(numId);
    if (instance === undefined) return undefined;
    const levels = this.levelsFor(instance);
    for (const id of styleIds) for (const [level, definition] of levels) if (definition.style === id) return level;
    return undefined;
  }

  private levelsFor(instance: Instance): Map<number, Level> {
    let list = this.lists.get(instance.list);
    if (list?.styleLink !== undefined && list.levels.size === 0) {
      const linked = this.instances.get(this.styles.get(list.styleLink)?.numId ?? '');
      list = linked === undefined ? list : (this.lists.get(linked.list) ?? list);
    }
    return instance.levels.size === 0
      ? (list?.levels ?? new Map<number, Level>())
      : new Map([...(list?.levels ?? []), ...instance.levels]);
  }

  private count(numId: string, instance: Instance, level: number, levels: Map<number, Level>): (number | undefined)[] {
    const numbers = this.counted.get(instance.list) ?? [];
    this.counted.set(instance.list, numbers);
    const start = instance.starts.get(level);
    const once = `${numId}:${level}`;
    if (start !== undefined && !this.overridden.has(once)) {
      this.overridden.add(once);
      numbers[level] = start;
    } else {
      const last = numbers[level];
      numbers[level] = last === undefined ? (levels.get(level)?.start ?? 1) : last + 1;
    }
    for (let below = level + 1; below < LEVELS; below += 1) {
      const restart = levels.get(below)?.restart;
      if (restart === undefined || (restart !== 0 && level < restart)) numbers[below] = undefined;
    }
    return numbers;
  }
}
