/**
 * How a run of a Word document looks, as far as it changes what is read: hidden, struck through, raised or lowered. A
 * run says so itself, or its character style does, or the style of its paragraph, each with what it is based on.
 */
import { childNamed, childrenNamed, isOn, valueOf, type XmlElement } from './xml.js';

export interface RunLook {
  hidden: boolean;
  struck: boolean;
  script: 'superscript' | 'subscript' | null;
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
