/**
 * How a run of a Word document looks, as far as it changes what is read: hidden, struck through, raised or lowered. A
 * run says so itself, or its character style does, or the style of its paragraph, each with what it is based on.
 */
import { inScript } from './scripts.js';
import { type Gathered, nothing } from './sheet.js';
import { isSymbolFont, symbolOf } from './symbols.js';
import { childNamed, childrenNamed, isOn, valueOf, type XmlElement } from './xml.js';

export interface RunLook {
  hidden: boolean;
  struck: boolean;
  script: 'superscript' | 'subscript' | null;
  /** of its Latin letters, and of signs outside all scripts; empty where nothing says so */
  font: string;
}

interface Style {
  basedOn: string | undefined;
  properties: XmlElement | undefined;
}

export class RunStyles {
  private readonly styles = new Map<string, Style>();
  private defaultParagraph: string | undefined;

  constructor(styles: XmlElement | undefined) {
    for (const one of childrenNamed(styles, 'w:style')) {
      const id = one.attributes.get('w:styleId') ?? '';
      this.styles.set(id, { basedOn: valueOf(one, 'w:basedOn'), properties: childNamed(one, 'w:rPr') });
      const isDefault = ['1', 'true', 'on'].includes(one.attributes.get('w:default') ?? '');
      if (isDefault && one.attributes.get('w:type') === 'paragraph') this.defaultParagraph = id;
    }
  }

  /** `own`: w:rPr of the run; `paragraph`: w:pPr of its paragraph */
  lookOf(own: XmlElement | undefined, paragraph: XmlElement | undefined): RunLook {
    const sources = [
      own,
      ...this.chain(valueOf(own, 'w:rStyle')),
      ...this.chain(valueOf(paragraph, 'w:pStyle') ?? this.defaultParagraph),
    ];
    const saying = (name: string): XmlElement | undefined => sources.find((one) => childNamed(one, name) !== undefined);
    const on = (name: string): boolean => isOn(saying(name), name);
    const script = valueOf(saying('w:vertAlign'), 'w:vertAlign');
    return {
      hidden: on('w:vanish'),
      struck: on('w:strike') || on('w:dstrike'),
      script: script === 'superscript' || script === 'subscript' ? script : null,
      font: fontOf(sources),
    };
  }

  private chain(styleId: string | undefined): XmlElement[] {
    const out: XmlElement[] = [];
    const seen = new Set<string>();
    for (let id = styleId; id !== undefined && !seen.has(id); id = this.styles.get(id)?.basedOn) {
      seen.add(id);
      const properties = this.styles.get(id)?.properties;
      if (properties) out.push(properties);
    }
    return out;
  }
}

const fontOf = (sources: readonly (XmlElement | undefined)[]): string => {
  const fonts = sources.map((one) => childNamed(one, 'w:rFonts')?.attributes);
  const saying = fonts.find((one) => one?.has('w:ascii') === true || one?.has('w:hAnsi') === true);
  return saying?.get('w:ascii') ?? saying?.get('w:hAnsi') ?? '';
};

const PRIVATE = /[\uE000-\uF8FF]/u;

/** What was read of a run, as its look makes it: hidden, with raised signs, with the signs of its font */
export function lookedAt<Box>(read: Gathered<Box>, look: Omit<RunLook, 'font'> & { font?: string }): Gathered<Box> {
  if (look.hidden) return { ...nothing<Box>(), hidden: read.text.trim() !== '' };
  if (PRIVATE.test(read.text)) withSigns(read, look.font ?? '');
  if (read.text.trim() === '') return read;
  if (look.script !== null) {
    const as = inScript(read.text, look.script);
    if (as === null) read.scripts = `${read.text}\0`;
    else {
      read.text = as;
      read.inserted = inScript(read.inserted, look.script) ?? read.inserted;
    }
  }
  if (look.struck) read.struck = `${read.text}\0`;
  return read;
}

/** Signs of the private area: those of a font of symbols as what they show, others are kept and told. */
function withSigns<Box>(read: Gathered<Box>, font: string): void {
  const as = (text: string): string =>
    text.replace(/[\uE000-\uF8FF]/gu, (sign) => {
      if (!isSymbolFont(font)) return sign;
      const known = symbolOf(font, sign.charCodeAt(0).toString(16));
      read.symbols ||= known === null;
      return known ?? '';
    });
  read.text = as(read.text);
  read.inserted = as(read.inserted);
  read.privates += (read.text.match(/[\uE000-\uF8FF]/gu) ?? []).map((sign) => `${sign}\0`).join('');
}
