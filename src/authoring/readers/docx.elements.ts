/** Which elements of a Word document hold words of its text, and which only wrap those that do. */
import { MOST_COLUMNS } from './sheet.js';
import { childNamed, elements, valueOf, type XmlElement } from './xml.js';

/** Elements that hold no words of the text, or words that are not printed. */
export const SILENT = new Set([
  'w:pPr',
  'w:rPr',
  'w:sectPr',
  'w:instrText',
  'w:delInstrText',
  'w:sdtPr',
  'w:sdtEndPr',
  'w:fldData',
  'w:rt',
  'w:rubyPr',
  'm:oMathParaPr',
]);
/** Elements that only wrap blocks. */
export const WRAPS_BLOCKS = new Set(['w:sdtContent', 'w:ins', 'w:moveTo', 'w:customXml', 'w:smartTag']);
/**
 * Of the alternatives of mc:AlternateContent only one is read: the first choice, which carries the text of the fallback
 * too.
 */
export function chosen(alternate: XmlElement): XmlElement[] {
  return elements(childNamed(alternate, 'mc:Choice') ?? childNamed(alternate, 'mc:Fallback'));
}

/** All words within a comment or a note. */
export function wordsOf(node: XmlElement): string {
  if (node.name === 'w:t') return node.children.filter((one) => typeof one === 'string').join('');
  return elements(node).map(wordsOf).join('') + (node.name === 'w:p' ? ' ' : '');
}

/** A text that stands in an attribute, as the content of a text box */
export const asParagraph = (text: string): XmlElement => {
  const wrap = (name: string, children: XmlElement['children']): XmlElement => ({
    name,
    attributes: new Map(),
    children,
  });
  return wrap('w:txbxContent', [wrap('w:p', [wrap('w:r', [wrap('w:t', [text])])])]);
};

/** A count of columns as Word writes it, 0 where there is none */
export const whole = (text: string | undefined): number =>
  Math.min(MOST_COLUMNS, Math.max(0, Number.parseInt(text ?? '0', 10) || 0));

/** Over how many columns a cell goes, and whether it goes on with the one above it */
export function placeOf(cell: XmlElement): { span: number; below: boolean } {
  const properties = childNamed(cell, 'w:tcPr');
  const merged = childNamed(properties, 'w:vMerge');
  return {
    span: Math.max(1, whole(valueOf(properties, 'w:gridSpan'))),
    below: merged !== undefined && merged.attributes.get('w:val') !== 'restart',
  };
}
