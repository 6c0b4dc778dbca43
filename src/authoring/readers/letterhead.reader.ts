/**
 * A letterhead 版头 as an office drew it in Word: the page, and every line with the look of its words. What is right of
 * it is judged elsewhere; here only what the file says is found out, and nothing of the file itself goes any further.
 */
import { openDocx } from './docx.package.js';
import type { HeadLine, HeadPage, LetterheadFacts, WordLook } from './letterhead-facts.rules.js';
import { refusalMessage, Unreadable } from './refusal.js';
import { childNamed, childrenNamed, elements, isOn, valueOf, type XmlElement, type XmlNode } from './xml.js';
import { openZip } from './zip.package.js';

export type LetterheadOutcome = ({ ok: true } & LetterheadFacts) | { ok: false; code: string; message: string };

/** A letterhead is a page: whatever is larger is none */
export const LETTERHEAD_BYTES = 2 * 1024 * 1024;
const LINES = 200;
const PICTURES = new Set(['pic:pic', 'v:imagedata', 'w:object', 'c:chart']);
const PAGE_FIELDS = new Set(['PAGE', 'NUMPAGES', 'SECTIONPAGES']);

/** Never rejects for what is in the file */
export async function readLetterhead(name: string, bytes: Uint8Array): Promise<LetterheadOutcome> {
  try {
    return { ok: true, ...(await read(bytes)) };
  } catch (thrown) {
    if (!(thrown instanceof Unreadable)) throw thrown;
    return { ok: false, code: thrown.code, message: refusalMessage(name, thrown.reason) };
  }
}

async function read(bytes: Uint8Array): Promise<LetterheadFacts> {
  if (bytes.length > LETTERHEAD_BYTES)
    throw new Unreadable('FILE_TOO_LARGE', '版头文件超过 2 MB。版头只有一页文字，请删去图片等其他内容后再上传。');
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b)
    throw new Unreadable('NOT_WORD', '版头要用“Word 文档（.docx）”。请用 Word 或 WPS 另存为 .docx 后再上传。');
  const parts = await openDocx(await openZip(bytes));
  const found = new Finding(parts.styles);
  for (const one of await parts.every('header')) found.part('HEADER', one);
  const body = childNamed(parts.document, 'w:body');
  if (body) found.part('BODY', body);
  for (const one of await parts.every('footer')) found.part('FOOTER', one);
  return found.facts;
}

interface Style {
  basedOn: string | undefined;
  run: XmlElement | undefined;
  paragraph: XmlElement | undefined;
}

/** Goes through the parts once; a part is an element with paragraphs somewhere in it */
class Finding {
  readonly facts: LetterheadFacts = {
    pages: [],
    lines: [],
    linesLeft: 0,
    pictures: 0,
    links: 0,
    fields: [],
    faces: [],
  };
  private readonly styles = new Map<string, Style>();
  private readonly defaults: XmlElement | undefined;
  private normal: string | undefined;

  constructor(styles: XmlElement | undefined) {
    this.defaults = childNamed(childNamed(childNamed(styles, 'w:docDefaults'), 'w:rPrDefault'), 'w:rPr');
    for (const one of childrenNamed(styles, 'w:style')) {
      const id = one.attributes.get('w:styleId') ?? '';
      const [run, paragraph] = [childNamed(one, 'w:rPr'), childNamed(one, 'w:pPr')];
      this.styles.set(id, { basedOn: valueOf(one, 'w:basedOn'), run, paragraph });
      if (one.attributes.get('w:type') === 'paragraph' && one.attributes.get('w:default') === '1') this.normal = id;
    }
  }

  part(where: HeadLine['where'], root: XmlElement): void {
    this.walk(where, root, { at: 0 });
  }

  private walk(where: HeadLine['where'], node: XmlElement, counted: { at: number }): void {
    for (const one of elements(node)) {
      if (PICTURES.has(one.name)) this.facts.pictures += 1;
      if (one.name === 'w:sectPr') this.facts.pages.push(pageOf(one));
      if (one.name === 'w:p') this.paragraph(where, one, counted);
      else this.walk(where, shown(one), counted);
    }
  }

  private paragraph(where: HeadLine['where'], p: XmlElement, counted: { at: number }): void {
    counted.at += 1;
    const { at } = counted;
    const properties = childNamed(p, 'w:pPr');
    const [words, looks, boxes]: [string[], WordLook[], XmlElement[]] = [[], [], []];
    const run = (r: XmlElement): void => {
      const own = childNamed(r, 'w:rPr');
      const said = elements(r).map((c) => this.said(c, boxes));
      words.push(...said);
      if (said.join('').trim() !== '') {
        const look = this.lookOf(own, properties);
        if (!looks.some((l) => JSON.stringify(l) === JSON.stringify(look))) looks.push(look);
        if (look.face !== null && !this.facts.faces.includes(look.face)) this.facts.faces.push(look.face);
      }
    };
    const through = (node: XmlElement): void => {
      for (const one of elements(node)) {
        if (one.name === 'w:hyperlink' && one.attributes.has('r:id')) this.facts.links += 1;
        if (one.name === 'w:fldSimple') this.field(one.attributes.get('w:instr') ?? '');
        if (one.name === 'w:r') run(one);
        else if (one.name !== 'w:pPr') through(shown(one));
      }
    };
    through(p);
    const section = childNamed(properties, 'w:sectPr');
    if (section) this.facts.pages.push(pageOf(section));
    const text = words.join('');
    if (text.trim() !== '') {
      if (this.facts.lines.length < LINES)
        this.facts.lines.push({ where, at, text, align: this.alignOf(properties), looks });
      else this.facts.linesLeft += 1;
    }
    for (const box of boxes) this.walk(where, box, counted);
  }

  /** What a child of a run puts on the line; boxes that hang on it are read after their paragraph */
  private said(child: XmlElement, boxes: XmlElement[]): string {
    switch (child.name) {
      case 'w:t':
        return child.children.filter((c): c is string => typeof c === 'string').join('');
      case 'w:tab':
        return '　';
      case 'w:br':
      case 'w:cr':
        return '\n';
      case 'w:instrText':
        this.field(child.children.filter((c): c is string => typeof c === 'string').join(''));
        return '';
      case 'mc:AlternateContent':
      case 'w:drawing':
      case 'w:pict':
      case 'w:object':
        boxes.push({ ...child, children: [shownWhole(child)] });
        return '';
      default:
        return '';
    }
  }

  private field(instruction: string): void {
    const word = instruction.trim().split(/\s+/u)[0]?.toUpperCase() ?? '';
    if (word === '' || PAGE_FIELDS.has(word) || word.startsWith('\\') || word === 'MERGEFORMAT') return;
    if (!this.facts.fields.includes(word) && this.facts.fields.length < 20) this.facts.fields.push(word);
  }

  private chain(id: string | undefined, of: 'run' | 'paragraph'): XmlElement[] {
    const [out, seen]: [XmlElement[], Set<string>] = [[], new Set()];
    for (let at = id; at !== undefined && !seen.has(at); at = this.styles.get(at)?.basedOn) {
      seen.add(at);
      const properties = this.styles.get(at)?.[of];
      if (properties) out.push(properties);
    }
    return out;
  }

  private lookOf(own: XmlElement | undefined, paragraph: XmlElement | undefined): WordLook {
    const sources = [
      ...(own ? [own] : []),
      ...this.chain(valueOf(own, 'w:rStyle'), 'run'),
      ...this.chain(valueOf(paragraph, 'w:pStyle') ?? this.normal, 'run'),
      ...(this.defaults ? [this.defaults] : []),
    ];
    const saying = (name: string): XmlElement | undefined => sources.find((one) => childNamed(one, name) !== undefined);
    const value = (name: string): string | undefined => valueOf(saying(name), name);
    const fonts = sources.map((one) => childNamed(one, 'w:rFonts')?.attributes);
    const named = fonts.find((f) => f?.has('w:eastAsia') || f?.has('w:eastAsiaTheme'));
    const colour = value('w:color');
    return {
      face: named?.has('w:eastAsiaTheme') ? null : (named?.get('w:eastAsia') ?? null),
      size: whole(value('w:sz'), 20),
      spacing: whole(value('w:spacing'), 0),
      scale: whole(value('w:w')?.replace('%', ''), 100),
      bold: isOn(saying('w:b'), 'w:b'),
      colour: colour !== undefined && /^[0-9a-f]{6}$/iu.test(colour) ? colour.toUpperCase() : null,
      fitted: value('w:fitText') === undefined ? null : whole(value('w:fitText'), 0),
    };
  }

  private alignOf(properties: XmlElement | undefined): HeadLine['align'] {
    const sources = [
      ...(properties ? [properties] : []),
      ...this.chain(valueOf(properties, 'w:pStyle') ?? this.normal, 'paragraph'),
    ];
    const jc = valueOf(
      sources.find((one) => childNamed(one, 'w:jc') !== undefined),
      'w:jc',
    );
    if (jc === 'center') return 'CENTRE';
    if (jc === 'right' || jc === 'end') return 'RIGHT';
    return jc === 'both' || jc === 'distribute' ? 'BOTH' : 'LEFT';
  }
}

/** Of what is written twice, for a new Word and for an old one, the first */
function shown(node: XmlElement): XmlElement {
  if (node.name !== 'mc:AlternateContent') return node;
  const [first] = childrenNamed(node, 'mc:Choice');
  return first ?? { ...node, children: childrenNamed(node, 'mc:Fallback') };
}
const shownWhole = (node: XmlElement): XmlNode => shown(node);

/** A whole number of at most five digits, else what stands where nothing is said */
const whole = (value: string | undefined, otherwise: number): number =>
  value !== undefined && /^-?\d{1,5}$/u.test(value) ? Number(value) : otherwise;

const millimetres = (twips: string | undefined): number => Math.round((whole(twips, 0) / 1440) * 254) / 10;

function pageOf(section: XmlElement): HeadPage {
  const [size, margin] = [childNamed(section, 'w:pgSz')?.attributes, childNamed(section, 'w:pgMar')?.attributes];
  return {
    width: millimetres(size?.get('w:w')),
    height: millimetres(size?.get('w:h')),
    top: Math.abs(millimetres(margin?.get('w:top'))),
    bottom: Math.abs(millimetres(margin?.get('w:bottom'))),
    left: millimetres(margin?.get('w:left') ?? margin?.get('w:start')),
    right: millimetres(margin?.get('w:right') ?? margin?.get('w:end')),
  };
}
