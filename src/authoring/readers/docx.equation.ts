/** An equation of Word (ECMA-376 part 1, 22.1 Math) in one line: a/b, x², √(a+b). It is read so and always told. */
import { inScript, type Script } from './scripts.js';
import { childNamed, childrenNamed, elements, type XmlElement } from './xml.js';

const words = (node: XmlElement): string => node.children.filter((one) => typeof one === 'string').join('');
const inside = (node: XmlElement, name: string): string => {
  const found = childNamed(node, name);
  return found ? linear(found) : '';
};
const value = (node: XmlElement | undefined, name: string): string | undefined =>
  childNamed(node, name)?.attributes.get('m:val');

/** In brackets, unless it is one number or word */
const grouped = (text: string): string => (/^[\p{L}\p{N}.%]*$/u.test(text) ? text : `(${text})`);

function scripted(text: string, script: Script): string {
  if (text === '') return '';
  return inScript(text, script) ?? `${script === 'superscript' ? '^' : '_'}${grouped(text)}`;
}

/** All of it from left to right, as it would be typed */
export function linear(node: XmlElement): string {
  switch (node.name) {
    case 'm:t':
    case 'w:t':
      return words(node);
    case 'm:f':
      return `${grouped(inside(node, 'm:num'))}/${grouped(inside(node, 'm:den'))}`;
    case 'm:sSup':
      return grouped(inside(node, 'm:e')) + scripted(inside(node, 'm:sup'), 'superscript');
    case 'm:sSub':
      return grouped(inside(node, 'm:e')) + scripted(inside(node, 'm:sub'), 'subscript');
    case 'm:sSubSup':
    case 'm:sPre':
      return (
        grouped(inside(node, 'm:e')) +
        scripted(inside(node, 'm:sub'), 'subscript') +
        scripted(inside(node, 'm:sup'), 'superscript')
      );
    case 'm:rad':
      return `${scripted(inside(node, 'm:deg'), 'superscript')}√(${inside(node, 'm:e')})`;
    case 'm:nary':
      return (
        (value(childNamed(node, 'm:naryPr'), 'm:chr') ?? '∫') +
        scripted(inside(node, 'm:sub'), 'subscript') +
        scripted(inside(node, 'm:sup'), 'superscript') +
        grouped(inside(node, 'm:e'))
      );
    case 'm:d': {
      const [properties, parts] = [childNamed(node, 'm:dPr'), childrenNamed(node, 'm:e').map(linear)];
      const sign = (name: string, usual: string): string => value(properties, name) ?? usual;
      return sign('m:begChr', '(') + parts.join(sign('m:sepChr', '|')) + sign('m:endChr', ')');
    }
    case 'm:mr':
      return childrenNamed(node, 'm:e').map(linear).join('，');
    case 'm:m':
    case 'm:eqArr':
      return elements(node)
        .map(linear)
        .filter((line) => line !== '')
        .join('；');
    default:
      return /Pr$/u.test(node.name) ? '' : elements(node).map(linear).join('');
  }
}
